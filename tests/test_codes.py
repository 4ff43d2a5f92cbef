"""Every code that the source uses has its words in both languages, and its line in the docs."""

from __future__ import annotations

import ast
import re
import string
import subprocess
import sys
from pathlib import Path

import pytest

import shengzhou_quality
from shengzhou_quality.diagnostics import Diagnostic, Severity
from shengzhou_quality.words import LANGUAGES, Words
from shengzhou_quality.words.code_index import CODES_IN_ORDER, cure, example, meaning
from shengzhou_quality.words.en.codes import CODES as EN
from shengzhou_quality.words.zh.codes import CODES as ZH

PACKAGE = Path(shengzhou_quality.__file__).parent
ROOT = Path(__file__).resolve().parent.parent
CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")
NO_CODES = {"encode", "decode", "tostring", "SubElement"}
"""Calls that are given a word like a code (`utf-8`, `system-out`) that is none."""


def known(words: Words) -> set[str]:
    """The codes of findings that the catalogue has a sentence for."""
    keys = (key.partition(".") for key in words._messages)
    return {code for prefix, _, code in keys if prefix == "diagnostic"} - {"line"}


def written_in_source() -> dict[str, str]:
    """Every code that some call of the source is given: `refusal("file-empty", …)`."""
    found: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if "messages" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_of_the_source_has_its_words(language: str) -> None:
    words = Words(language)
    missing = {
        code: place
        for code, place in written_in_source().items()
        if not (words.knows(f"diagnostic.{code}") and words.knows(f"hint.{code}"))
    }
    assert missing == {}


def test_every_sentence_of_a_finding_belongs_to_a_code_of_the_source() -> None:
    """A code may also be assigned or returned, so every string of the source is looked at."""
    said = {
        node.value
        for path in PACKAGE.rglob("*.py")
        if "messages" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    unused = known(Words("zh")) - said
    assert {code for code in unused if code.removeprefix("plan-") not in said} == set()
    hints = {key.split(".")[1] for key in Words("zh")._messages if key.startswith("hint.")}
    assert hints == known(Words("zh"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(known(Words("zh"))))
def test_every_finding_can_be_said_with_its_parameters(code: str, language: str) -> None:
    """Whatever a parameter is called and holds: `{braces}` and all."""
    words = Words(language)
    names = _holes(words._messages[f"diagnostic.{code}"]) | _holes(words._messages[f"hint.{code}"])
    given = {name: "total" if name in {"form", "allowed"} else "{x}" for name in names}
    line = words.line(Diagnostic(code, Severity.ERROR, parameters=dict(given)))
    assert f"error[{code}] " in line
    assert "None" not in line


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_is_explained(language: str) -> None:
    unexplained = (known(Words(language)) | set(written_in_source())) - set(CODES_IN_ORDER)
    assert unexplained == set()


def test_no_code_is_explained_that_does_not_exist() -> None:
    groups = set(ZH) - {"note", "status"}
    explained = {code for group in groups for code in ZH[group]}
    assert explained - known(Words("zh")) == set()


def test_both_languages_explain_the_same_in_the_same_order() -> None:
    assert {group: list(codes) for group, codes in ZH.items()} == {
        group: list(codes) for group, codes in EN.items()
    }
    for group, codes in ZH.items():
        for code, texts in codes.items():
            assert len(texts) == len(EN[group][code]), code


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CODES_IN_ORDER)
def test_a_code_has_a_meaning_an_example_and_a_cure(code: str, language: str) -> None:
    """The cure is its own or the hint's, but never one with a hole for a figure in it."""
    words = Words(language)
    for part in (meaning, example, cure):
        text = part(code, words)
        assert text.endswith(("。", ".", "?"))
    if cure(code, words) == words._messages.get(f"hint.{code}"):
        assert not _holes(cure(code, words)), f"{code} needs a cure of its own"


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


def test_the_page_of_codes_is_what_the_code_says() -> None:
    script = ROOT / "scripts" / "make_docs.py"
    run = subprocess.run(
        [sys.executable, str(script), "--check"],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stdout + run.stderr
