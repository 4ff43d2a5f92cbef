"""Test a terminal (a pty): no line is wider than it, and only there is the text coloured."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cli.conftest import Sqc

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
FINDING = re.compile(r"(?m)^\S+: (?:error|warning|info)\[.*\n")
"""On stderr: always one line, however long, for `grep` and for editors."""
EXAMPLES = ("final-2025.xlsx", "failing-2025.xlsx", "midterm-2023.xlsx")


def width(line: str) -> int:
    """Columns: a Chinese character takes two."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in line
    )


def too_wide(text: str, columns: int) -> list[str]:
    return [line for line in text.splitlines() if width(line) > columns]


@pytest.fixture(scope="session")
def screens(sqc: Sqc) -> dict[tuple[str, str, int], tuple[int, str]]:
    """Each example in each language on a terminal of 80 and of 120 columns."""
    return {
        (name, lang, columns): sqc.on_terminal(
            "evaluate", name, "--lang", lang, columns=columns
        )
        for name, lang in ((EXAMPLES[0], "zh"), (EXAMPLES[1], "zh"), (EXAMPLES[2], "zh"),
                           (EXAMPLES[2], "en"))
        for columns in (80, 120)
    }  # fmt: skip


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize(
    ("name", "lang"),
    [(EXAMPLES[0], "zh"), (EXAMPLES[1], "zh"), (EXAMPLES[2], "zh"), (EXAMPLES[2], "en")],
)
def test_no_line_is_wider_than_the_terminal(
    name: str,
    lang: str,
    columns: int,
    screens: dict[tuple[str, str, int], tuple[int, str]],
) -> None:
    _, text = screens[name, lang, columns]
    assert "23" in text
    assert too_wide(FINDING.sub("", COLOUR.sub("", text)), columns) == []


def test_a_terminal_has_colour_and_no_other_escape_code(
    screens: dict[tuple[str, str, int], tuple[int, str]],
) -> None:
    code, text = screens[EXAMPLES[1], "zh", 80]
    assert code == 1
    assert COLOUR.search(text)
    assert "\x1b" not in COLOUR.sub("", text)


def test_colour_adds_nothing_but_colour(
    sqc: Sqc, screens: dict[tuple[str, str, int], tuple[int, str]]
) -> None:
    _, text = screens[EXAMPLES[0], "zh", 80]
    piped = sqc.once("evaluate", EXAMPLES[0])
    lines = [line.rstrip() for line in COLOUR.sub("", text).splitlines()]
    assert lines == piped.report.splitlines()


def test_a_terminal_is_told_the_result_once(
    screens: dict[tuple[str, str, int], tuple[int, str]],
) -> None:
    _, text = screens[EXAMPLES[1], "zh", 80]
    assert COLOUR.sub("", text).count("结论：") == 1


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_colour_where_it_is_not_wanted(env: dict[str, str], sqc: Sqc) -> None:
    code, text = sqc.on_terminal("evaluate", EXAMPLES[0], env=env)
    assert code == 0
    assert "\x1b" not in text


def test_no_colour_in_a_pipe(sqc: Sqc) -> None:
    ran = sqc.once("evaluate", EXAMPLES[1], TERM="xterm-256color")
    assert b"\x1b" not in ran.out + ran.err


def test_a_pipe_is_80_columns_wide(sqc: Sqc) -> None:
    for name in EXAMPLES:
        assert too_wide(sqc.once("evaluate", name).report, 80) == []


@pytest.mark.parametrize("arguments", [("plan", "list"), ("plan", "show"), ("evaluate", "--help")])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_plans_pages_and_help_are_80_columns_wide(
    arguments: tuple[str, ...], lang: str, sqc: Sqc
) -> None:
    ran = sqc.once(*arguments, SQC_LANG=lang)
    assert ran.code == 0
    assert too_wide(ran.report, 80) == []


def test_the_plan_on_a_terminal_fits_it(sqc: Sqc) -> None:
    code, text = sqc.on_terminal("plan", "show", "5", columns=100)
    assert code == 0
    assert COLOUR.search(text)
    assert too_wide(COLOUR.sub("", text), 100) == []
