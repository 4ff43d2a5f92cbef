"""Test the catalogues: equal keys and parameters in both languages, none missing or unused."""

from __future__ import annotations

import ast
import re
from enum import StrEnum
from functools import cache
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import pytest

import shengzhou_quality
from shengzhou_quality.diagnostics import Diagnostic, Severity
from shengzhou_quality.evaluation.item_result import WhyUnused
from shengzhou_quality.evaluation.report import FailOn, YearRule
from shengzhou_quality.findings import FINDINGS
from shengzhou_quality.judgement import Form, NoteCode, Status, Verdict
from shengzhou_quality.notation import Direction
from shengzhou_quality.plan.kinds import KINDS
from shengzhou_quality.plan.kinds.indicator import Constraint
from shengzhou_quality.words import LANGUAGES, LONGEST_QUOTE, Words
from shengzhou_quality.words.entries import entries

if TYPE_CHECKING:
    from collections.abc import Iterable

PACKAGE = Path(shengzhou_quality.__file__).parent
CATALOGUES = {PACKAGE / "words" / lang for lang in LANGUAGES}


@cache
def sources() -> dict[Path, ast.Module]:
    """The syntax of the package; parsed when a test needs it, not in every worker."""
    return {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.parent not in CATALOGUES
    }


def said_in(lang: str) -> dict[str, str]:
    """All that is said: the catalogue, and of each finding what is wrong and the cure."""
    of_findings = {
        f"{part}.{code}": text
        for group in FINDINGS
        for code, entry in entries(lang, group).items()
        for part, text in entry.items()
        if part not in ("means", "example", "cure.general")
    }
    return {**Words(lang)._messages, **of_findings}


ZH, EN = said_in("zh"), said_in("en")

CHINESE = re.compile(r"[\u3400-\u9fff]")
ENGLISH_SENTENCE = re.compile(r"[A-Za-z]{2,}[ ,]+[a-z]{2,}[ ,]+[a-z]{2,}")

LITERAL_FORMS = {
    "指标", "序号", "年份", "数值", "年", "年实际值", "年增速", "口径", "当年值", "累计值",
    "年均增速", "年均值",
    "以上", "以下", "以内", "超过", "不满", "高于", "低于",
    "实际值", "万元", "约", "左右", "暂无", "初步核算", "快报", "预计", "待定",
}  # fmt: skip
"""What stands in the offices' own tables and has to be written just so, in any language."""


def parameters(message: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(message) if name is not None}


# both languages


def test_both_languages_have_the_same_keys() -> None:
    assert set(EN) ^ set(ZH) == set()


def test_both_languages_give_their_keys_in_the_same_order() -> None:
    assert list(EN) == list(ZH)


def test_both_languages_have_the_same_parameters() -> None:
    differing = {key for key in EN.keys() & ZH.keys() if parameters(EN[key]) != parameters(ZH[key])}
    assert differing == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_parameters_are_plain_names(lang: str) -> None:
    """No format specification, attribute or index: what is put in is data from a file."""
    for key, message in said_in(lang).items():
        for _, name, specification, conversion in Formatter().parse(message):
            assert name is None or name.isidentifier(), key
            assert not specification, key
            assert not conversion, key


@pytest.mark.parametrize("folder", sorted(CATALOGUES))
def test_no_key_is_written_twice(folder: Path) -> None:
    seen: set[str] = set()
    for path in sorted(folder.glob("*.py")):
        written = path.read_text(encoding="utf-8")
        if "MESSAGES" not in written:  # the units of English
            continue
        for node in ast.walk(ast.parse(written)):
            if isinstance(node, ast.Dict):
                for key in node.keys:
                    assert isinstance(key, ast.Constant)
                    assert isinstance(key.value, str)
                    assert key.value not in seen, f"{path.name}:{key.lineno}: {key.value}"
                    seen.add(key.value)


# diagnostics


def test_a_long_text_is_quoted_in_part() -> None:
    finding = Diagnostic("not-a-number", parameters={"text": "长" * 500, "name": "x"})
    assert len(Words("zh").line(finding)) < 3 * LONGEST_QUOTE


# every value of every closed set


def closed_sets() -> dict[str, Iterable[StrEnum | str]]:
    return {
        "verdict": Verdict,
        "status": Status,
        "constraint": Constraint,
        "kind": KINDS,
        "form": Form,
        "note": NoteCode,
        "unused": WhyUnused,
        "year": YearRule,
        "plan.direction": Direction,
        "problems.count": Severity,
    }


@pytest.mark.parametrize("family", closed_sets())
def test_every_value_has_its_words_and_nothing_else_has(family: str) -> None:
    values = {str(value) for value in closed_sets()[family]}
    keys = {key.removeprefix(f"{family}.") for key in ZH if key.startswith(f"{family}.")}
    assert {value for value in values if value not in keys} == set()
    others = {key.partition(".")[0] for key in keys} - values
    assert others <= {"but-outside", "to-verify", "row", "for-evaluators", "lacks-other"}


def test_the_words_of_the_design() -> None:
    """Design §2 and §5, to the letter."""
    expected = {
        "status.met": "达标", "status.met.done": "完成",
        "status.missed": "未达标", "status.missed.done": "未完成",
        "status.undetermined": "暂无法判定", "status.no_data": "数据缺失",
        "status.invalid": "数据有误", "status.achieved": "提前实现",
        "status.ahead": "快于时序进度", "status.on_track": "基本符合时序进度",
        "status.slipping": "略慢于时序进度", "status.behind": "滞后",
        "status.regressed": "低于基期水平", "status.maintained": "保持达标",
        "status.lapsed": "当年未达目标值", "status.pending": "推进中",
        "constraint.binding": "约束性", "constraint.anticipatory": "预期性",
        "kind.level": "水平型", "kind.maintain": "保持型", "kind.cumulative": "累计型",
        "kind.average_growth": "年均增速型", "kind.milestone": "创建型",
        "form.of_year": "当年值", "form.total": "累计值", "form.mean": "年均增速",
    }  # fmt: skip
    assert {key: ZH.get(key) for key in expected} == expected


@pytest.mark.parametrize("catalogue", [ZH, EN], ids=LANGUAGES)
def test_before_the_final_year_nothing_is_called_breached(catalogue: dict[str, str]) -> None:
    """预警 and 滞后, never 未达标 or 未通过 (design §5)."""
    early = [key for key in catalogue if key.endswith(".before") or ".before." in key]
    assert len(early) > 5
    words = re.compile(r"未达标|未通过|不合格|\bfailed\b|\bbreach")
    assert [key for key in early if words.search(catalogue[key])] == []


# used


def used() -> tuple[set[str], list[re.Pattern[str]]]:
    """The string constants of the source, and its f-strings as patterns."""
    constants: set[str] = set()
    patterns: set[str] = set()
    for tree in sources().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                constants.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[^ ]+"
                    for part in node.values
                ]
                patterns.add("".join(parts))
    # An f-string without a literal part of a key would fit every key.
    keyed = [pattern for pattern in patterns if re.match(r"[a-z]+(\\\.|\\-|_|[a-z])*\\\.", pattern)]
    return constants, [re.compile(pattern) for pattern in keyed]


SUFFIXES = (".done", ".best", ".worst", ".exact", ".nearest", ".verdicts", ".status", ".growth",
            ".subject", ".modality", ".both", ".of-area")  # fmt: skip
"""Put behind another key by `f"{key}…"`: what they end must be a key by itself."""


def test_no_key_is_unused() -> None:
    constants, patterns = used()
    unused = []
    for key in Words("zh")._messages:  # of the findings tests/test_codes.py says it
        base = next((key.removesuffix(end) for end in SUFFIXES if key.endswith(end)), key)
        found = key in constants or any(pattern.fullmatch(key) for pattern in patterns)
        extends = (
            base != key and base in ZH and any(part in "".join(constants) for part in SUFFIXES)
        )
        vocabulary = key.startswith("verdict.")  # design §2, for whoever names a verdict
        if not (found or extends or vocabulary):
            unused.append(key)
    assert unused == []


def test_every_key_asked_for_by_name_is_there() -> None:
    asked = {
        (node.args[0].value, f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno}")
        for path, tree in sources().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Name) and node.func.id == "words")
            or (isinstance(node.func, ast.Attribute) and node.func.attr == "words")
        )
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    assert len(asked) > 60
    assert sorted(place for key, place in asked if key not in ZH) == []


def test_every_format_of_the_gate_is_explained_in_help() -> None:
    for catalogue in (ZH, EN):
        assert all(value.value in catalogue["help.fail-on"] for value in FailOn)


# the languages


def without_parameters(message: str) -> str:
    return re.sub(r"\{[a-z_]*\}", "", message)


def test_chinese_messages_hold_no_english_sentence() -> None:
    found = {
        key: message
        for key, message in ZH.items()
        if ENGLISH_SENTENCE.search(
            re.sub(r"sqc plan \w+|values: .*", "", without_parameters(message))
        )
    }
    assert found == {}


def test_every_chinese_message_with_letters_has_chinese_too() -> None:
    found = {
        key: message
        for key, message in ZH.items()
        if re.search(r"[A-Za-z]", without_parameters(message)) and not CHINESE.search(message)
    }
    assert found == {"version": "sqc {version}"}


def test_english_messages_hold_no_chinese_but_literal_forms() -> None:
    found = {
        key: other
        for key, message in EN.items()
        if (other := set(re.findall(r"[\u3400-\u9fff]+", message)) - LITERAL_FORMS)
    }
    assert found == {}


def test_literal_forms_in_english_are_explained_beside_them() -> None:
    """`“口径” (form)`: nobody has to read Chinese to follow a hint."""
    found = [
        key
        for key, message in EN.items()
        for after in re.findall(r"[\u3400-\u9fff]+(.{0,3})", message)
        if " (" not in after and not key.startswith("form.")
    ]
    assert found == []


@pytest.mark.parametrize("catalogue", [ZH, EN], ids=LANGUAGES)
def test_the_signs_of_every_message_exist_in_gbk(catalogue: dict[str, str]) -> None:
    """A redirected stream of a Chinese Windows can show every one of them."""
    for key, message in catalogue.items():
        assert message.encode("gbk", "replace").decode("gbk") == message, key


@pytest.mark.parametrize("catalogue", [ZH, EN], ids=LANGUAGES)
def test_messages_are_clean(catalogue: dict[str, str]) -> None:
    for key, message in catalogue.items():
        assert (
            message == message.rstrip()
            or key.endswith(".separator")
            or (
                key.startswith("explain.") and message.endswith(": ")  # a label
            )
        ), key
        assert "  " not in message, key
        if not key.startswith("template.about."):  # the lines of a cell's own note
            assert not re.search(r"(?<!\n)\n(?!\n)", message), key


@pytest.mark.parametrize("family", ["says", "many", "cure", "note", "help"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_sentences_end_like_sentences(lang: str, family: str) -> None:
    fragments = {"help.usage", "help.default", "help.examples"}
    for key, message in said_in(lang).items():
        if key.startswith(f"{family}.") and CHINESE.search(ZH[key]) and key not in fragments:
            if re.fullmatch(r"help\.(usage.*|arguments|options|commands|examples)", key):
                continue
            if re.fullmatch(r"note\.reading-sensitive\.\w+", key):  # a part of the sentence
                continue
            assert message.endswith(("。", ".", "？", "?", "}")), f"{key}: {message}"


def test_the_other_cell_of_a_conflict_is_named_however_long_its_path() -> None:
    place = f"{'部门报送数据' * 20}.xlsx:实际值!G7"
    finding = Diagnostic(
        "conflicting-values",
        parameters={"name": "x", "year": "2025", "text": "45", "other": "46", "place": place},
    )
    assert all("实际值!G7" in Words(language).message(finding) for language in ("zh", "en"))
