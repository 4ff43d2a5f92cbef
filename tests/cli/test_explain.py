"""Test `sqc explain`: every code with its meaning, an example and its cure, in both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from shengzhou_quality.judgement import NoteCode, Status
from shengzhou_quality.words import Words
from shengzhou_quality.words.code_index import CODES_IN_ORDER, find_code

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Sqc
    from shengzhou_quality.plan.model import Plan


def test_a_code_is_told_with_its_meaning_an_example_and_the_cure(sqc: Sqc) -> None:
    ran = sqc.once("explain", "looks-like-fraction")
    assert (ran.code, ran.err) == (0, b"")
    assert ran.report.startswith("looks-like-fraction")
    labels = re.findall(r"(?m)^  (\S+)  \S", ran.report)
    assert labels == ["含义", "示例", "处理"]
    assert "0.965" in ran.report
    assert "96.5" in ran.report


def test_it_speaks_english_too(sqc: Sqc) -> None:
    shown = sqc.once("explain", "at-the-limit", "--lang", "en").report
    assert re.findall(r"(?m)^  (\w+)  +\S", shown) == ["Meaning", "Example", "Cure"]
    assert "Target >40, reported 40." in shown


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("not-a-number", "not-a-number"),
        (" Not-A-Number ", "not-a-number"),
        ("error[not-a-number]", "not-a-number"),
        ("错误 [not-a-number]", "not-a-number"),
        ("on_track", "on_track"),
        ("on-track", "on_track"),
        ("滞后", "behind"),
        ("未完成", "missed"),
    ],
)
def test_a_code_is_found_as_it_is_pasted(written: str, code: str, sqc: Sqc) -> None:
    assert sqc.once("explain", written).report.startswith(code + "（")


def test_a_status_is_found_by_its_english_word() -> None:
    assert find_code("Ahead of schedule", Words("en")) == "ahead"


def test_without_a_code_all_are_listed(sqc: Sqc) -> None:
    for lang in ("zh", "en"):
        ran = sqc.once("explain", SQC_LANG=lang)
        assert ran.code == 0
        listed = re.findall(r"(?m)^  ([a-z][a-z0-9_-]+)(?:  .*)?$", ran.report)
        assert listed == list(CODES_IN_ORDER)
        assert str(len(CODES_IN_ORDER)) in ran.report.splitlines()[0]


def test_an_unknown_code_is_2_and_the_nearest_is_named(sqc: Sqc) -> None:
    ran = sqc.once("explain", "not-a-numbr")
    assert (ran.code, ran.out) == (2, b"")
    assert ran.said[0] == "用法错误：没有代码“not-a-numbr”，是否为 not-a-number？"


def test_what_is_near_to_nothing_is_not_guessed(sqc: Sqc) -> None:
    ran = sqc.once("explain", "zzzz")
    assert (ran.code, ran.out) == (2, b"")
    assert "sqc explain" in ran.said[0]


def test_no_id_or_key_of_an_indicator_is_a_code(plan: Plan) -> None:
    """So that `explain` may take those, too, one day."""
    for indicator in plan.indicators:
        assert not {indicator.id, indicator.key} & set(CODES_IN_ORDER)


def test_every_note_and_status_has_its_entry() -> None:
    assert {code.value for code in NoteCode} <= set(CODES_IN_ORDER)
    assert {status.value for status in Status} <= set(CODES_IN_ORDER)


@pytest.mark.parametrize("code", [(), ("approximate",), ("at-the-limit",)])
def test_codes_are_written_in_every_format_of_a_page(
    code: tuple[str, ...], sqc: Sqc, tmp_path: Path
) -> None:
    for suffix in ("html", "md", "txt"):
        path = tmp_path / f"codes.{suffix}"
        ran = sqc("explain", *code, "-o", str(path))
        assert (ran.code, ran.out) == (0, b"")
        assert (code[0] if code else "approximate").encode() in path.read_bytes()
    assert sqc("explain", *code, "-f", "html").out == (tmp_path / "codes.html").read_bytes()


def test_what_needs_an_item_says_so_where_none_is_given(sqc: Sqc) -> None:
    """No code is blamed that nobody gave."""
    ran = sqc.once("explain", "--year", "2023")
    assert (ran.code, ran.out) == (2, b"")
    assert "“”" not in ran.said[0]
    assert "--year" in ran.said[0]
    assert "sqc explain 6 data.xlsx" in ran.said[0]
    assert "“approximate”" in sqc.once("explain", "approximate", "--year", "2023").said[0]
    assert sqc.once("explain", "-f", "json").code == 2
