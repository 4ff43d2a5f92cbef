"""Test the files in examples/: their generator, their first lines, and what each one shows."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from questions import questions

from shengzhou_quality.evaluation.check import CheckReport, check
from shengzhou_quality.reading.intake import read_contents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from office import Office

    from shengzhou_quality.evaluation.item_result import IndicatorResult, PromiseResult
    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.plan.model import Plan

    Judge = Callable[..., Report]

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
MIDTERM, FINAL, FAILING = "midterm-2023.xlsx", "final-2025.xlsx", "failing-2025.xlsx"
TASKS_MIDTERM, TASKS_FINAL = "tasks-2023.xlsx", "tasks-2025.xlsx"
COUNTY = "county-2025.xlsx"
WORKBOOKS = (MIDTERM, FINAL, FAILING, TASKS_MIDTERM, TASKS_FINAL, COUNTY)
NOTICE = "示例数据,非官方统计"
SUBMISSIONS = (
    *(f"submissions/{county}.csv" for county in ("甲县", "丙县")),
    *(f"submissions/乙县/{year}.csv" for year in range(2021, 2026)),
    "submissions/丁县.xls",
    "counties.csv",
)

MIDTERM_STATUSES = {
    "1": "maintained",
    "2": "maintained",
    "3": "maintained",
    "4": "maintained",
    "5": "ahead",
    "6": "slipping",
    "7": "behind",
    "8": "slipping",
    "9": "on_track",
    "10": "lapsed",
    "11": "maintained",
    "12": "maintained",
    "13": "pending",
    "14": "pending",
    "15": "achieved",
    "16": "undetermined",
    "17": "on_track",
    "18": "ahead",
    "19": "on_track",
    "20": "no_data",
    "21": "regressed",
    "22": "on_track",
    "23": "ahead",
}
MIDTERM_NOTES = {
    "4": {"year-outside"},
    "6": {"baseline-sensitive"},
    "7": {"provisional"},
    "10": {"at-the-limit"},
    "16": {"lower-bound"},
}

NOT_MET_IN_FAILING = {
    "2": ("undetermined", "error"),
    "5": ("missed", "error"),
    "9": ("undetermined", "warning"),
    "12": ("missed", "error"),
    "19": ("undetermined", "warning"),
    "21": ("invalid", "error"),
}
FAILING_NOTES = {
    "5": {"at-the-limit", "reading-sensitive"},
    "11": {"year-outside"},
    "19": {"lower-bound"},
}


def report_on(name: str, judge: Judge) -> Report:
    return judge((name, (EXAMPLES / name).read_bytes()))


def notes_of(report: Report) -> dict[str, set[str]]:
    """Notes by indicator, but for `plan-conflict`, which belongs to the plan, not to the data."""
    found = {
        result.indicator.id: {note.code.value for note in result.notes} - {"plan-conflict"}
        for result in report.indicators
    }
    return {identity: codes for identity, codes in found.items() if codes}


def result_of(report: Report, identity: str) -> IndicatorResult:
    return next(result for result in report.indicators if result.indicator.id == identity)


def run_script(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / "make_examples.py"), *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_the_script_makes_the_same_bytes() -> None:
    made = run_script("--check")
    assert made.returncode == 0, made.stderr


def test_the_script_makes_every_example_and_nothing_else(tmp_path: Path) -> None:
    made = run_script("--output", str(tmp_path))
    assert made.returncode == 0, made.stderr
    made_files = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.*")}
    assert made_files == {*WORKBOOKS, "actuals.yaml", *SUBMISSIONS}


def test_check_names_a_file_that_differs(tmp_path: Path) -> None:
    for name in (*WORKBOOKS, "actuals.yaml", *SUBMISSIONS):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((EXAMPLES / name).read_bytes())
    with (tmp_path / "actuals.yaml").open("ab") as file:
        file.write(b"\n")
    checked = run_script("--check", "--output", str(tmp_path))
    assert checked.returncode == 1
    assert "actuals.yaml" in checked.stderr
    assert "xlsx" not in checked.stderr


@pytest.mark.parametrize("name", WORKBOOKS)
def test_the_first_row_says_that_the_figures_are_made_up(name: str) -> None:
    sheets = openpyxl.load_workbook(EXAMPLES / name).worksheets
    assert {sheet.cell(1, 1).value for sheet in sheets} == {NOTICE}


@pytest.mark.parametrize("name", SUBMISSIONS)
def test_every_submission_says_that_it_is_made_up(name: str) -> None:
    content = (EXAMPLES / name).read_text(encoding="utf-8-sig")
    assert NOTICE in content.splitlines()[0]


def test_the_yaml_says_so_in_its_first_line_and_as_a_note() -> None:
    lines = (EXAMPLES / "actuals.yaml").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith(f"# {NOTICE}")
    assert f"note: {NOTICE}" in lines


def test_final_has_nothing_to_explain(judge: Judge) -> None:
    report = report_on(FINAL, judge)
    assert (report.year, report.final, report.exit_code) == (2025, True, 0)
    assert report.diagnostics == ()
    assert [result.status.value for result in report.indicators] == ["met"] * 23
    assert {result.severity for result in report.indicators} == {None}
    assert notes_of(report) == {}


def test_final_also_passes_when_anything_fails_the_run(judge: Judge) -> None:
    content = (EXAMPLES / FINAL).read_bytes()
    assert judge((FINAL, content), fail_on="any").exit_code == 0


def test_failing_shows_what_goes_wrong_in_a_real_collection(judge: Judge) -> None:
    report = report_on(FAILING, judge)
    assert (report.year, report.exit_code) == (2025, 1)
    not_met = {
        result.indicator.id: (result.status.value, result.severity and result.severity.value)
        for result in report.indicators
        if result.status.value != "met"
    }
    assert not_met == NOT_MET_IN_FAILING
    assert notes_of(report) == FAILING_NOTES
    findings = {str(found.place): (found.code, found.severity) for found in report.diagnostics}
    assert findings == {
        f"{FAILING}:实际值!K13": ("approximate", "warning"),
        f"{FAILING}:实际值!K25": ("looks-like-fraction", "error"),
    }
    sections = result_of(report, "12")
    assert str(sections.gap) == "6.7"  # 100 - 93.3
    awards = result_of(report, "19").actual
    assert awards is not None
    assert awards.text == "≥7"  # 1 + 2 + 2 + 2, and 2023 missing


def test_midterm_shows_every_status_there_is_before_the_final_year(judge: Judge) -> None:
    report = report_on(MIDTERM, judge)
    assert (report.year, report.final, report.exit_code) == (2023, False, 0)
    assert report.diagnostics == ()
    assert {
        result.indicator.id: result.status.value for result in report.indicators
    } == MIDTERM_STATUSES
    assert notes_of(report) == MIDTERM_NOTES


def test_midterm_fails_when_anticipatory_indicators_count(judge: Judge) -> None:
    content = (EXAMPLES / MIDTERM).read_bytes()
    report = judge((MIDTERM, content), fail_on="any")
    failing = {result.indicator.id for result in report.indicators if result.fails}
    assert (report.exit_code, failing) == (1, {"7", "10", "21"})


def test_the_yaml_leaves_only_one_missing_year_open(judge: Judge) -> None:
    report = report_on("actuals.yaml", judge)
    assert (report.year, report.exit_code) == (2025, 0)
    assert report.diagnostics == ()
    open_ones = {
        result.indicator.id: result.status.value
        for result in report.indicators
        if result.status.value != "met"
    }
    assert open_ones == {"20": "undetermined"}
    # 15 is met by 12 + 8 alone; 7 is given in 万元, provisionally.
    assert notes_of(report) == {"7": {"provisional"}, "15": {"lower-bound"}, "20": {"lower-bound"}}
    assert str(result_of(report, "7").margin) == "3.3"  # 426.3 - 423


def statuses(items: Iterable[PromiseResult]) -> dict[str, str]:
    return {item.promise.id: item.result.status.value for item in items if item.result}


def test_the_example_of_2025_covers_tasks_in_every_way(judge: Judge) -> None:
    report = report_on(TASKS_FINAL, judge)
    assert (report.year, report.final, report.exit_code) == (2025, True, 0)
    assert [found.code for found in report.diagnostics] == ["left-to-people"] * 2  # C18, C22
    assert {result.status.value for result in report.indicators} == {"met"}
    commitments, milestones = statuses(report.commitments), statuses(report.milestones)
    assert {identity: found for identity, found in commitments.items() if found != "met"} == {
        "C07": "missed",  # 5.8 of 6
        "C10": "missed",
        "C29": "undetermined",  # 97.5以上 of 100
        "C32": "no_data",
    }
    assert {identity: found for identity, found in milestones.items() if found != "met"} == {
        **dict.fromkeys(("M06", "M12", "M16", "M26", "M29", "M42", "M44", "M58", "M65"), "missed"),
        **dict.fromkeys(("M72", "M82", "M86", "M89", "M90"), "missed"),
        "M30": "undetermined",  # 已调整
        "M53": "missed",  # 2026-03-15
        **dict.fromkeys(("M36", "M43", "M47"), "no_data"),
    }
    shown = {item.promise.id for item in (*report.commitments, *report.milestones)}
    own = {item.promise.id for item in report.commitments if item.by_itself}
    assert shown - own >= {"C02", "C05", "C09", "C14", "C15", "C20", "C21", "M38", "M39"}
    assert "C36" in own
    said = {item.promise.id: len(item.said) for item in report.commitments if item.said}
    assert said == {"C18": 1, "C22": 5}


def test_the_example_of_2023_has_commitments_that_lag(judge: Judge) -> None:
    report = report_on(TASKS_MIDTERM, judge)
    assert (report.year, report.final, report.exit_code) == (2023, False, 0)
    assert {found.severity for found in report.diagnostics} == {"info"}
    commitments = statuses(report.commitments)
    # C31: 0, where one of two is whole; C34: 0.32 of at most 0.3.
    assert {identity: commitments[identity] for identity in ("C31", "C34")} == {
        "C31": "behind",
        "C34": "lapsed",
    }
    # C01: 6 of 20 needs 7 a year and brought 2; C29 fell from 88 to 86.
    visible = {
        item.promise.id: [note.code.value for note in item.result.notes]
        for item in report.commitments
        if item.result and item.result.status == "pending" and item.severity
    }
    assert {"C01", "C29"} <= visible.keys()
    assert "needs-more" in visible["C01"]
    assert "fell" in visible["C29"]
    # Without a baseline there is no pace: 55.2 of 58 is on its way.
    assert commitments["C06"] == "pending"
    milestones = statuses(report.milestones)
    assert (milestones["M01"], milestones["M04"]) == ("achieved", "pending")
    # M70 was completed in 2023, M71 in 2022; M73 is so only in 2024.
    assert {identity: milestones[identity] for identity in ("M70", "M71", "M72", "M73")} == {
        "M70": "achieved",
        "M71": "achieved",
        "M72": "pending",
        "M73": "pending",
    }


def test_both_examples_of_tasks_pass_a_check(sqc_check: Callable[[str], CheckReport]) -> None:
    for name in (TASKS_FINAL, TASKS_MIDTERM):
        assert {found.code for found in sqc_check(name).diagnostics} == {"left-to-people"}


# What an office wrote so that it settles nothing, with whom to ask, each once.
COUNTY_ASKED = {
    "examples/county-2025.xlsx:主要指标（市市场监管局（示例））": [
        "23 没有2025年的数据（单元格L28）"
    ],
    "examples/county-2025.xlsx:主要指标（市统计局（示例））": ["7 2025年只报了预计数428.6亿元"],
    "examples/county-2025.xlsx:量化任务（市市场监管局（示例））": [
        "C10 “98%以上”（单元格K15）不够具体，请报准确数"
    ],
}
# Of these the office itself says that they go on: what it wrote, and how that is read.
COUNTY_OPEN = {
    "M16": "正在公示",
    "M17": "已通过验收",
    "M29": "持续推进",
    "M53": "持续推进中",
    "M65": "正在建设",
    "M76": "按计划推进",
}


def test_a_county_in_its_own_words_is_read_whole(
    judge: Judge, sqc_check: Callable[[str], CheckReport]
) -> None:
    """Its own names, states, numbers and headings: no error, no warning, nothing left unread."""
    report = report_on(COUNTY, judge)
    assert (report.year, report.final, report.exit_code) == (2025, True, 0)
    told = [found for found in report.diagnostics if found.severity.value != "info"]
    assert told == []
    assert {found.code for found in report.diagnostics} == {
        "left-to-people",  # C09, C18, C20, C21, C22, C27
        "own-numbers",  # once a sheet
        "reported-elsewhere",  # C02, and 19 has a row
        "reported-twice",  # C05, C14, C15, M38 and M39 say what the indicators say
    }
    checked = sqc_check(COUNTY)
    assert not [found for found in checked.diagnostics if found.severity.value != "info"]
    assert "no_data" not in statuses((*report.commitments, *report.milestones)).values()


def test_a_county_is_asked_only_for_what_it_left_open(judge: Judge) -> None:
    report = judge((f"examples/{COUNTY}", (EXAMPLES / COUNTY).read_bytes()))
    assert questions(report) == COUNTY_ASKED
    not_met = {
        result.indicator.id: result.status.value
        for result in report.indicators
        if result.status != "met"
    }
    assert not_met == {"7": "no_data", "23": "no_data"}
    assert {key: one for key, one in statuses(report.commitments).items() if one != "met"} == {
        "C10": "undetermined"
    }


def test_what_a_county_has_not_completed_is_what_it_says(judge: Judge) -> None:
    report = report_on(COUNTY, judge)
    missed = {
        item.promise.id: item.result.actual.text
        for item in report.milestones
        if item.result and item.result.actual and item.result.status != "met" and item.severity
    }
    assert missed == COUNTY_OPEN


def test_each_row_of_the_county_is_of_an_item_of_its_own(judge: Judge) -> None:
    """23 indicators, 36 commitments (C32 as its two populations), 92 milestones."""
    rows = [
        [row for row in sheet.iter_rows(min_row=5, values_only=True) if isinstance(row[0], int)]
        for sheet in openpyxl.load_workbook(EXAMPLES / COUNTY).worksheets
    ]
    assert [len(found) for found in rows] == [23, 37, 92]
    report = report_on(COUNTY, judge)
    counts = (len(report.indicators), len(report.commitments), len(report.milestones))
    assert counts == (23, 36, 92)


@pytest.fixture(scope="module")
def sqc_check(plan: Plan) -> Callable[[str], CheckReport]:
    def run(name: str) -> CheckReport:
        return check(plan, read_contents([(name, (EXAMPLES / name).read_bytes())], plan))

    return run


@pytest.fixture(scope="module")
def saved_by_libreoffice(tmp_path_factory: pytest.TempPathFactory, office: Office) -> Path:
    """The workbooks opened and saved by another program: new styles, new number formats."""
    folder = tmp_path_factory.mktemp("libreoffice")
    files = [EXAMPLES / name for name in WORKBOOKS]
    said = office.run("--convert-to", "xlsx", "--outdir", folder, *files)
    assert {path.name for path in folder.iterdir()} == set(WORKBOOKS), said
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_workbook_saved_by_libreoffice_gives_the_same_report(
    name: str, saved_by_libreoffice: Path, judge: Judge
) -> None:
    saved = (saved_by_libreoffice / name).read_bytes()
    original = report_on(name, judge)
    again = judge((name, saved))
    assert again.sources != original.sources
    assert replace(again, sources=()) == replace(original, sources=())
