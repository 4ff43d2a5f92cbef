"""Test that every code in the source is in the table and has its entry in both languages."""

from __future__ import annotations

import ast
import re
import string
from functools import cache
from pathlib import Path

import pytest

import shengzhou_quality
from shengzhou_quality.diagnostics import Diagnostic, Severity
from shengzhou_quality.findings import FINDINGS, GROUP_OF
from shengzhou_quality.judgement import NoteCode, Status
from shengzhou_quality.words import LANGUAGES, Words
from shengzhou_quality.words.code_index import CODES_IN_ORDER, GROUPS, cure, example, meaning
from shengzhou_quality.words.entries import entries

PACKAGE = Path(shengzhou_quality.__file__).parent
CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")
NO_CODES = {
    "encode",
    "decode",
    "tostring",
    "SubElement",
    "option",
    "node",
    "read_text",
    "NotAnnotatedError",
}
"""Calls that are given a word like a code (`utf-8`, `system-out`) that is no finding's."""


ENTRIES = {
    lang: {code: entry for group in GROUPS for code, entry in entries(lang, group).items()}
    for lang in LANGUAGES
}
VARIANT = re.compile(r"(says|cure)\.[a-z-]+")


def sources() -> list[Path]:
    """Every module but the table of the findings and the catalogues."""
    folder, table = PACKAGE / "words", PACKAGE / "findings.py"
    return [
        path
        for path in sorted(PACKAGE.rglob("*.py"))
        if folder not in path.parents and path != table
    ]


@cache
def trees() -> dict[Path, ast.Module]:
    """The syntax of each of them."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sources()}


def written_in_source() -> dict[str, str]:
    """Every code that some call of the source is given: `refusal("file-empty", …)`."""
    found: dict[str, str] = {}
    for path, tree in trees().items():
        for node in ast.walk(tree):
            name = getattr(node, "func", None)
            called = getattr(name, "id", getattr(name, "attr", ""))
            if not isinstance(node, ast.Call) or called in NO_CODES:
                continue
            # What is wrong with a plan is raised as a ValueError, and named plan-… when it is told.
            prefix = "plan-" if called == "ValueError" else ""
            for given in [*node.args, *(word.value for word in node.keywords)]:
                for text in _texts(given):
                    if CODE.fullmatch(text):
                        found[prefix + text] = f"{path.relative_to(PACKAGE)}:{node.lineno}"
    return found


def _texts(given: ast.expr) -> list[str]:
    """The string that is given, or the two of `a if … else b`."""
    if isinstance(given, ast.IfExp):
        return [*_texts(given.body), *_texts(given.orelse)]
    if isinstance(given, ast.Constant) and isinstance(given.value, str):
        return [given.value]
    return []


def test_the_source_is_searched_for_codes() -> None:
    assert {"file-not-found", "yaml-syntax", "not-a-number", "missing-value", "total-falls"} <= set(
        written_in_source()
    )


@cache
def strings_of_the_source() -> frozenset[str]:
    own = ast.parse((PACKAGE / "words" / "__init__.py").read_text(encoding="utf-8"))
    return frozenset(
        node.value
        for tree in (*trees().values(), own)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def test_every_variant_is_one_of_the_source() -> None:
    variants = {
        part.partition(".")[2] for entry in ENTRIES["zh"].values() for part in entry if "." in part
    }
    assert variants - {"general"} - strings_of_the_source() == set()


def test_every_code_of_the_source_is_in_the_table() -> None:
    missing = {code: at for code, at in written_in_source().items() if code not in GROUP_OF}
    assert missing == {}


def test_every_code_of_the_table_is_one_of_the_source() -> None:
    """A code may also be assigned or returned, so every string of the source is looked at."""
    said = strings_of_the_source()
    unused = set(GROUP_OF) - said
    assert {code for code in unused if code.removeprefix("plan-") not in said} == set()


def test_the_table_names_severities_each_once() -> None:
    for codes in FINDINGS.values():
        for code, severities in codes.items():
            possible = [Severity(one) for one in severities.split()]
            assert possible, code
            assert len(possible) == len(set(possible)), code
    assert len(GROUP_OF) == sum(len(codes) for codes in FINDINGS.values())


def test_no_finding_has_a_code_that_is_not_in_the_table() -> None:
    with pytest.raises(KeyError, match="not-a-code"):
        Diagnostic("not-a-code")


def test_a_finding_has_the_severity_of_the_table() -> None:
    """The first one, unless another of the table is given; nothing may count for any finding."""
    for code in sorted(GROUP_OF):
        possible = FINDINGS[GROUP_OF[code]][code].split()
        assert Diagnostic(code).severity == possible[0], code
        for severity in Severity:
            if severity in possible or severity is Severity.INFO:
                assert Diagnostic(code, severity=severity).severity is severity, code
            else:
                with pytest.raises(ValueError, match=code):
                    Diagnostic(code, severity=severity)


def test_only_what_depends_on_the_case_is_given_its_severity_in_the_source() -> None:
    """A call with a code and a severity of its own is of a code with several in the table."""
    given = {
        node.args[0].value: f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and node.args[0].value in GROUP_OF
        and any("everity" in ast.unparse(it) for it in (*node.args, *node.keywords))
    }
    assert len(given) > 4
    several = {code for codes in FINDINGS.values() for code, all_ in codes.items() if " " in all_}
    assert {code: at for code, at in given.items() if code not in several} == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("group", GROUPS)
def test_each_group_has_a_file_of_its_codes_in_order(group: str, language: str) -> None:
    assert tuple(entries(language, group)) == GROUPS[group]
    path = PACKAGE / "words" / language / "codes" / f"{group}.txt"
    written = re.findall(r"^[^ :]+(?=:)", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert written == list(GROUPS[group])  # none twice


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_no_other_files_of_codes(language: str) -> None:
    files = (PACKAGE / "words" / language / "codes").iterdir()
    assert {path.name for path in files} == {f"{group}.txt" for group in GROUPS}


def test_notes_and_statuses_are_those_of_the_judgement() -> None:
    assert set(GROUPS["note"]) == set(NoteCode)
    assert set(GROUPS["status"]) == set(Status)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_of_a_file_of_codes_is_a_code_or_a_part_of_it(language: str) -> None:
    """Nothing is lost in reading: each line is `code: …` or two blanks and `part: …`, once."""
    for group in GROUPS:
        path = PACKAGE / "words" / language / "codes" / f"{group}.txt"
        lines = path.read_text(encoding="utf-8").splitlines()
        assert all(re.match(r"(  )?[a-z][a-z0-9._-]*:( \S|$)", line) for line in lines), group
        found = sum(len(entry) for entry in entries(language, group).values())
        assert len(lines) == found, group


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_entry_holds_what_is_known_and_all_of_it(language: str) -> None:
    assert set(ENTRIES[language]) >= set(CODES_IN_ORDER)
    for code in CODES_IN_ORDER:
        entry = ENTRIES[language][code]
        assert {part for part in entry if not VARIANT.fullmatch(part)} - {"many"} == {
            "says", "cure", "means", "example",
        }, code  # fmt: skip
        assert bool(entry["says"]) is (code in GROUP_OF), code
        assert all(text for part, text in entry.items() if part != "says"), code


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_can_be_said_with_its_parameters(language: str) -> None:
    """Whatever a parameter is called and holds: `{braces}` and all."""
    words = Words(language)
    for code in sorted(GROUP_OF):
        entry = ENTRIES[language][code]
        names = _holes(entry["says"]) | _holes(entry["cure"])
        given = {name: "total" if name in {"form", "allowed"} else "{x}" for name in names}
        finding = Diagnostic(code, parameters=dict(given))
        line = words.line(finding)
        severity = words(f"finding.severity.{finding.severity}")
        assert line.startswith(words("finding.code", severity=severity, code=code) + " "), code
        assert "None" not in line, code


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_has_a_meaning_an_example_and_a_cure(language: str) -> None:
    """The cure is the finding's or one without figures, but never one with a hole in it."""
    words = Words(language)
    for code in CODES_IN_ORDER:
        for part in (meaning, example, cure):
            assert part(code, words).endswith(("。", ".", "?")), (code, part)
        entry = ENTRIES[language][code]
        if "cure.general" not in entry:
            assert not _holes(entry["cure"]), f"{code} needs a cure.general"


def test_both_languages_have_the_same_parts_with_the_same_parameters() -> None:
    for code in CODES_IN_ORDER:
        zh, en = ENTRIES["zh"][code], ENTRIES["en"][code]
        assert list(zh) == list(en), code
        for part in zh:
            # Plain text, `{2025: 41.2}` and all.
            if part not in ("means", "example", "cure.general"):
                assert _holes(zh[part]) == _holes(en[part]), (code, part)


def test_both_catalogues_hold_the_same_keys_with_the_same_parameters() -> None:
    zh, en = Words("zh")._messages, Words("en")._messages
    assert zh.keys() == en.keys()
    for key, text in zh.items():
        assert _holes(text) == _holes(en[key]), key


def _holes(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_a_code_is_a_word_of_its_own() -> None:
    assert len(set(CODES_IN_ORDER)) == len(CODES_IN_ORDER)
    for code in CODES_IN_ORDER:
        assert re.fullmatch(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*", code)
