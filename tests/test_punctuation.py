"""Test that Chinese stands with full-width punctuation (GB/T 15834) wherever it is ours.

What is not ours keeps its signs: the plan's own words, places, file names, the texts of the
cells, code and markup. Each is taken out by name before a text is looked at.
"""

from __future__ import annotations

import html
import re
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import yaml

from shengzhou_quality.cli import main
from shengzhou_quality.findings import FINDINGS
from shengzhou_quality.words import Words
from shengzhou_quality.words.entries import entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parent.parent
EXAMPLES = ("failing-2025.xlsx", "midterm-2023.xlsx", "tasks-2025.xlsx", "county-2025.xlsx")

HALF_WIDTH = re.compile(r"(?:[\u3400-\u9fff”》）][,:;()?!]|[,:;()?!] ?[\u3400-\u9fff“《（])")

OURS = {"effect", "reason", "evidence", "scope_note", "own_scope", "narrative"}
"""The fields of the plan's files that hold sentences of ours; what they quote is the plan's."""

CODE = re.compile(
    r"`[^`]*`|\]\([^)]*\)|<[^<>\n]*>|\{[-0-9a-z]+: [^{}]*\}"  # code, links and tags of markdown
    r"|\b[a-z_]+: |\[甲, 乙\]"  # a line of a plan file, as it is to be typed
    r"|--[a-z-]+|#,##0,|\bassessments: |\b(?:baseline_year|target): (?=二|较)|以 ! 开头"
    r"|\((?:[^()]|\([^()]*\))* [-+×÷] [^()]*\)"  # arithmetic: (目标值 - 基期值)
)
PLACE = re.compile(
    r"(?:(?:[\w/.-]+\.(?:xlsx|yaml|csv)|<stdin>):[^!\n，；）|]*![A-Z]+[0-9]+"  # a cell of a file
    r"|[\w①-⑩]+![A-Z]+[0-9]+"  # a cell of a sheet
    r"|[\w/.-]+\.(?:xlsx|yaml|csv):(?:[^\s：；，（）()]+(?:\([^()\n]*\))?)?"  # a sheet of a file
    r"|[一二三四]\([一二三四五六七八九十]+\)[0-9]?)"  # a section of the plan: 三(五)
)


_INNER = str.maketrans("“”", "‘’")


def half_width(text: str) -> list[str]:
    """Each half-width sign beside a Han character, with what stands around it."""
    without = PLACE.sub("", CODE.sub("", text))
    return [
        without[max(0, found.start() - 15) : found.end() + 15]
        for found in HALF_WIDTH.finditer(without)
    ]


# the words


def test_a_half_width_sign_is_found() -> None:
    assert half_width("实际值,目标") == ["实际值,目标"]
    assert half_width("共3项(约束性)") != []
    assert half_width("data.xlsx:实际值!G7：“约6”，见三(五)和`a:值`") == []


def messages() -> Iterator[tuple[str, str]]:
    """All that is said in Chinese, a placeholder as the Chinese word that it mostly is."""
    said = dict(Words("zh")._messages)
    for group in FINDINGS:
        for code, entry in entries("zh", group).items():
            said |= {f"{part}.{code}": text for part, text in entry.items()}
    for key, text in said.items():
        typed = re.sub(r"\{(?:key|nearest)\}:", "key:", text)
        yield key, re.sub(r"(?<!\{)\{[a-z_]+\}(?!\})", "某", typed)


def test_messages() -> None:
    assert {key: found for key, text in messages() if (found := half_width(text))} == {}


def test_signs_that_join_pieces() -> None:
    words = Words("zh")
    assert words("list.separator") == "、"
    assert words("sentence.separator") == ""
    assert words("clause.separator") == "；"
    assert words("lists.separator") == "，"
    assert words("chain.other.separator") == "，"
    assert words("chain.labelled", label="目标", text="40%") == "目标：40%"
    assert words("brackets", text="力争、全市") == "（力争、全市）"


# the plan


def fields(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a YAML file with the key that it stands below."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from fields(item, str(name))
    elif isinstance(value, list):
        for item in value:
            yield from fields(item, key)
    elif isinstance(value, str):
        yield key, value


@cache
def plan_fields() -> tuple[tuple[str, str], ...]:
    loaded = (yaml.safe_load((ROOT / "plan" / f"{name}.yaml").read_text(encoding="utf-8"))
              for name in ("indicators", "tasks"))  # fmt: skip
    return tuple(field for file in loaded for field in fields(file))


def test_our_sentences_in_the_plan() -> None:
    ours = [text for key, text in plan_fields() if key in OURS]
    assert len(ours) > 150
    assert [found for text in ours if (found := half_width(re.sub("“[^”]*”", "“”", text)))] == []


# documents


DOCUMENTS = [ROOT / "README.zh-CN.md", *sorted((ROOT / "docs" / "zh").glob("*.md"))]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.name))
def test_documents(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"```sh\n.*?```", "", text, flags=re.DOTALL)
    assert half_width(html.unescape(text).replace("\\", "")) == []


# what is written


@cache
def not_ours() -> tuple[str, ...]:
    """The plan's own words and the texts of the examples' cells, the longest first."""
    words = {text for key, text in plan_fields() if key not in OURS}
    words |= {f"“{quoted}”" for key, text in plan_fields() if key in OURS
              for quoted in re.findall("“([^”]*)”", text)}  # fmt: skip
    for name in EXAMPLES:
        for sheet in openpyxl.load_workbook(ROOT / "examples" / name):
            words.add(sheet.title)
            texts = [cell.value for row in sheet for cell in row if isinstance(cell.value, str)]
            words |= {*texts, *(note for text in texts for note in re.findall(r"\([^()]*\)", text))}
    pieces = {piece for word in words for piece in (word, *word.split(" | "))}
    pieces |= {piece.translate(_INNER) for piece in pieces}  # as they stand inside a quotation
    return tuple(sorted(filter(HALF_WIDTH.search, pieces), key=len, reverse=True))


def ours(text: str) -> str:
    for word in not_ours():
        text = text.replace(word, "")
    return text


COMMANDS = [
    *(("evaluate", f"examples/{name}") for name in EXAMPLES),
    *(("check", f"examples/{name}", "--complete") for name in EXAMPLES),
    *(("tasks", f"examples/{name}") for name in EXAMPLES),
    *(("explain", item, "examples/failing-2025.xlsx") for item in ("2", "5", "8", "19", "C01")),
    *(("explain", item, "examples/midterm-2023.xlsx") for item in ("6", "13", "21", "M28")),
    *(("explain", item) for item in ("5", "C09", "M12", "not-a-number", "behind", "no-such-item")),
    *(("plan", "show", item) for item in ("1", "14", "C05", "M58", "T03", "B2", "S1", "X25")),
    ("plan", "list", "--all"),
    ("plan", "conflicts"),
    ("plan", "show"),
    *((command, "--help") for command in ("evaluate", "check", "explain", "tasks", "template")),
    ("evaluate", "no-such-file.xlsx"),
]  # fmt: skip


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("format_", ["terminal", "markdown"])
def test_outputs(
    arguments: tuple[str, ...],
    format_: str,
    capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    more = [] if "--help" in arguments else ["--format", format_]
    with suppress(SystemExit):
        main([*arguments, *more])
    for stream in capsysbinary.readouterr():
        text = stream.decode("utf-8")
        if format_ == "terminal":  # a word or a place may go on in the next line
            text = re.sub(r"\n *", "", text)
        text = html.unescape(text.replace("\\", ""))
        assert half_width(ours(text)) == []


def texts_of(path: Path) -> Iterable[str]:
    """All that a workbook shows: cells, and what appears where one is chosen or filled in wrong."""
    for sheet in openpyxl.load_workbook(path):
        yield sheet.title
        yield from (cell.value for row in sheet for cell in row if isinstance(cell.value, str))
        for rule in sheet.data_validations.dataValidation:
            yield from filter(None, (rule.promptTitle, rule.prompt, rule.errorTitle, rule.error))
        footer = sheet.oddFooter
        assert footer is not None
        yield from filter(None, (footer.left.text, footer.center.text))


def test_template(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    assert main(["template", "-o", str(path)]) == 0
    assert [found for text in texts_of(path) if (found := half_width(ours(text)))] == []
