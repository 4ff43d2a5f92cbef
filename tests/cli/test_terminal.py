"""Test a terminal (a pty): no line is wider than it, and only there is the text coloured."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

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


def test_a_terminal_is_told_the_result_at_both_ends_and_nothing_after(
    screens: dict[tuple[str, str, int], tuple[int, str]],
) -> None:
    _, text = screens[EXAMPLES[1], "zh", 80]
    lines = COLOUR.sub("", text).splitlines()
    told = [
        number
        for number, line in enumerate(lines)
        if "结论：约束性指标2项未达标、1项待核实" in line
    ]
    assert (len(told), told[0]) == (2, 0)
    assert lines[-1].startswith("一项的依据和计算：sqc explain 5 failing-2025.xlsx")
    (reason,) = (number for number, line in enumerate(lines) if "looks-like-fraction" in line)
    assert reason < told[1], "what the lists do not say stands before the closing screen"


def test_files_are_named_before_the_closing_screen(sqc: Sqc, tmp_path: Path) -> None:
    made = tmp_path / "a.json"
    _, text = sqc.on_terminal("evaluate", EXAMPLES[1], "-o", str(made), "-o", "-", "--brief")
    lines = COLOUR.sub("", text).splitlines()
    assert lines[0] == f"已写入 {made}"
    assert lines[-1].startswith("一项的依据和计算：")
    assert made.is_file()


def test_a_log_of_stderr_is_whole_and_the_terminal_ends_with_the_screen(
    sqc: Sqc, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    code, text = sqc.on_terminal("evaluate", EXAMPLES[1], stderr=log)
    assert code == 1
    said = log.read_text(encoding="utf-8").splitlines()
    assert [line.split("[")[0].strip() for line in said[:-1]] == [
        "failing-2025.xlsx:实际值!K13：提醒",
        "failing-2025.xlsx:实际值!K25：错误",
    ]
    assert said[-1].startswith("结论：约束性指标8项中，5项达标、2项未达标、1项待核实；")
    assert COLOUR.sub("", text).splitlines()[-1].startswith("一项的依据和计算：")


def test_a_pipe_gets_the_findings_and_the_result_on_stderr(sqc: Sqc) -> None:
    for more in ((), ("--brief",)):
        ran = sqc.once("evaluate", EXAMPLES[1], *more)
        assert "looks-like-fraction" not in ran.report
        assert any("looks-like-fraction" in line for line in ran.said)
        assert ran.said[-1].startswith("结论：约束性指标8项中，5项达标、2项未达标、1项待核实；")


@pytest.mark.parametrize("name", [*EXAMPLES, "tasks-2023.xlsx", "tasks-2025.xlsx"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_brief_is_the_closing_screen_alone(name: str, lang: str, sqc: Sqc) -> None:
    brief = sqc.once("evaluate", name, "--brief", "--lang", lang)
    assert brief.code == sqc.once("evaluate", name, "--lang", lang).code
    lines = brief.report.splitlines()
    assert len(lines) <= 24
    assert too_wide(brief.report, 80) == []
    assert "sqc explain" in "".join(lines[-2:])


def test_brief_is_of_the_terminal_and_files_are_whole(sqc: Sqc, tmp_path: Path) -> None:
    refused = sqc("evaluate", EXAMPLES[0], "--brief", "--format", "json")
    assert (refused.code, refused.out) == (2, b"")
    assert "--brief" in refused.said[0]
    made = tmp_path / "a.txt"
    ran = sqc("evaluate", EXAMPLES[0], "--brief", "-o", made)
    assert ran.report == sqc.once("evaluate", EXAMPLES[0], "--brief").report
    assert made.read_text(encoding="utf-8") == sqc.once("evaluate", EXAMPLES[0]).report


def test_a_gbk_console_says_the_same(sqc: Sqc) -> None:
    for more in ((), ("--brief",)):
        in_gbk = sqc("evaluate", EXAMPLES[2], *more, env={"PYTHONIOENCODING": "gbk"})
        assert in_gbk.out.decode("gbk") == sqc.once("evaluate", EXAMPLES[2], *more).report


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


def test_the_command_repeats_what_was_typed(sqc: Sqc) -> None:
    typed = ("midterm-2023.xlsx", "--assessments", "assessments-2023.yaml", "--lang", "en")
    shown = sqc.once("evaluate", *typed, "--brief").report
    found = re.search(r"sqc (explain \d+ .*)", shown)
    assert found
    assert found[1] == f"explain 7 {' '.join(typed)}"
    assert sqc.once(*found[1].split()).code == 0
    tasks = sqc.once("tasks", "tasks-2023.xlsx").report
    assert "sqc explain C06 tasks-2023.xlsx" in tasks
    assert "data.xlsx" not in tasks


def test_a_folder_is_named_as_it_was_typed(sqc: Sqc, tmp_path: Path) -> None:
    for number in range(1, 13):
        made = tmp_path / f"in/{number}号单位报送的数据.csv"
        made.parent.mkdir(exist_ok=True)
        made.write_text(f"编号,2025年\n{number},约1\n", encoding="utf-8")
    shown = sqc("evaluate", "in", "--brief", cwd=tmp_path).report
    assert re.search(r"sqc explain \d+ in\b", shown)
    many = sqc("evaluate", *sorted(tmp_path.glob("in/*.csv")), "--brief", cwd=tmp_path).report
    assert "…" not in many
    assert "后接同样的文件和选项" in many


def test_a_run_that_only_writes_files_ends_with_the_screen(sqc: Sqc, tmp_path: Path) -> None:
    made = tmp_path / "a.md"
    _, text = sqc.on_terminal("evaluate", EXAMPLES[1], "-o", str(made))
    lines = COLOUR.sub("", text).splitlines()
    assert lines[0] == f"已写入 {made}"
    assert lines[-1].startswith("一项的依据和计算：")
    assert not any(
        line.startswith("结论：约束性指标8项中，5项达标、2项未达标、1项待核实；") for line in lines
    )
    _, quiet = sqc.on_terminal("evaluate", EXAMPLES[1], "-o", str(made), "--quiet")
    assert quiet == ""
