"""Test what a person looks at after a run: conclusions, failures, what was written, what next."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from outcomes_by_hand import INVALID, MET, MISSED, NO_DATA, SIX, items, outcome, rolled, unreadable
from page_text import lines

from shengzhou_quality.batch.table_rows import TableRows, heads
from shengzhou_quality.cli import main
from shengzhou_quality.diagnostics import Diagnostic, Place
from shengzhou_quality.evaluation.outcome import EntitySource, FileRead, refused
from shengzhou_quality.evaluation.roll_up import WrittenByRun
from shengzhou_quality.evaluation.tally import Tally
from shengzhou_quality.pages.model import Medium
from shengzhou_quality.pages.roll_up import page
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from shengzhou_quality.evaluation.outcome import Outcome
    from shengzhou_quality.evaluation.roll_up import RollUp
    from shengzhou_quality.plan.model import Plan

ZH, EN = Words("zh"), Words("en")
_TABLE = "指标,2025年\n制造业产品质量监督抽查合格率,97\n"


def said(made: RollUp, medium: Medium = Medium.SCREEN, words: Words = ZH) -> str:
    return "\n".join(lines(page(made, words, medium)))


def rows_of(one: Outcome, plan: Plan) -> list[dict[str, object]]:
    return [dict(zip(heads(ZH), row, strict=True)) for row in TableRows(ZH).of(one, plan)]


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (SIX[0], "约束性指标全部达标"),
        (SIX[2], "约束性指标1项待核实"),
        (SIX[3], "约束性指标2项未达标"),
        (SIX[4], "无法评估"),
        (SIX[5], "约束性指标1项滞后"),
        (outcome("庚县", items(MISSED, NO_DATA, MET, MET)), "约束性指标1项未达标、1项待核实"),
        (
            outcome("辛县", items(MET, MET, MET, INVALID), errors=1),
            "约束性指标全部达标；数据有误，须先改正",
        ),
    ],
)
def test_a_table_says_what_a_submission_comes_to(plan: Plan, one: Outcome, expected: str) -> None:
    assert {row["结论"] for row in rows_of(one, plan)} == {expected}


def _unwritten(entity: str) -> Outcome:
    problem = Diagnostic("report-not-written", Place(f"rep/{entity}.docx"))
    return replace(outcome(entity, items(MET, MET, MET, MET)), problems=(problem,), exit_code=1)


def test_a_report_that_was_not_written_is_told_everywhere(plan: Plan) -> None:
    made = rolled(plan, [_unwritten(f"{number}县") for number in range(12)])
    assert (made.reports, made.not_written, len(made.unwritten), made.exit_code) == (0, 12, 10, 1)
    for medium in Medium:
        for words in (ZH, EN):
            separator = words("list.separator")
            files = separator.join(f"rep/{number}县.docx" for number in range(3))
            assert files in said(made, medium, words)
    assert "rep/2县.docx等。请检查磁盘空间" in said(made)
    assert "12份报告没有写成" in said(made)
    first, *others = rows_of(_unwritten("甲县"), plan)
    assert (first["位置"], first["sqc:verdict"]) == ("rep/甲县.docx", None)
    assert "这份报告没有写成。请检查磁盘空间" in str(first["数据问题"])
    assert [row["序号"] for row in others] == [1, 2, 7, 22]


def test_it_is_no_error_of_the_data_and_is_named_with_its_path(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "甲县.csv").write_text(_TABLE, encoding="utf-8")
    (tmp_path / "rep" / "甲县.md").mkdir(parents=True)
    folder = str(tmp_path / "rep")
    command = ["batch", str(tmp_path / "甲县.csv"), "--reports", folder, "--jobs", "1"]
    assert main([*command, "--report-format", "markdown"]) == 1
    shown = capsys.readouterr()
    assert f"；报告没有写成：{folder}/甲县.md" in shown.err
    assert "数据错误" not in shown.err
    assert f"报告0份，已写入文件夹 {folder}。" in shown.err


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".jsonl"])
def test_a_strangers_file_is_not_replaced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    (tmp_path / "甲县.csv").write_text(_TABLE, encoding="utf-8")
    mine = tmp_path / f"mine{suffix}"
    mine.write_text("重要资料\n", encoding="utf-8")
    assert main(["batch", str(tmp_path / "甲县.csv"), "-o", str(mine)]) == 2
    assert f"{mine} 已经存在，又不是 sqc batch 的结果" in capsys.readouterr().err
    assert mine.read_text(encoding="utf-8") == "重要资料\n"
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(("甲县.csv", mine.name))


def test_its_own_table_is_replaced_and_what_is_written_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "甲县.csv").write_text(_TABLE, encoding="utf-8")
    table = tmp_path / "结果.csv"
    for _ in range(2):
        assert main(["batch", str(tmp_path / "甲县.csv"), "-o", str(table), "--jobs", "1"]) == 1
        shown = capsys.readouterr()
        assert f"已写入 {table}\n已写入 {table}.record.jsonl\n" in shown.err
        assert "--roll-up 汇总.docx\n" in shown.out
        assert "-o 结果.xlsx" not in shown.out
    # Seven binding indicators have no value.
    (first, *_) = csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig")))
    assert first["结论"] == "约束性指标7项待核实"


def test_the_submissions_of_one_long_file_are_of_one_file(plan: Plan) -> None:
    long = [
        replace(one, said_by=EntitySource.COLUMN, files=(FileRead(file, "0" * 64),))
        for one in SIX[:3]
        for file in ("长表.csv", "长表2.csv")
    ]
    assert rolled(plan, long).files == 2


@pytest.mark.parametrize(
    ("outcomes", "expected", "in_english"),
    [
        (
            SIX,
            "3份有约束性指标未完成或滞后，1份数据有误，1份无法评估（分2组统计）",
            "(counted in 2 groups)",
        ),
        (
            SIX[:5],
            "2份有约束性指标未完成，1份数据有误，1份无法评估",
            "2 with binding indicators not met",
        ),
        (
            (SIX[0], SIX[2], SIX[5]),
            "1份有约束性指标滞后（分2组统计）",
            "1 with binding indicators behind schedule",
        ),
        (
            (SIX[0], replace(SIX[0], year=2024, final=False)),
            "约束性指标没有未完成或滞后的（分2组统计）",
            "no binding indicator not met or behind schedule",
        ),
    ],
)
def test_the_banner_states_the_worst_of_all_groups(
    plan: Plan, outcomes: tuple[Outcome, ...], expected: str, in_english: str
) -> None:
    made = rolled(plan, outcomes)
    assert f"结论：{expected}" in said(made)
    assert in_english in said(made, words=EN)


def test_data_to_correct_first_is_counted_in_the_statement(plan: Plan) -> None:
    faulty = outcome("辛县", items(MET, MET, MET, INVALID), errors=2)
    made = rolled(plan, [SIX[0], faulty])
    for medium in Medium:
        assert "约束性指标全部完成；其中数据有误、须先改正的1份；" in said(made, medium)
    assert made.groups[0].faulty == 1


def test_plans_of_one_title_are_told_apart_by_their_files(plan: Plan) -> None:
    file = plan.files[0]._replace(path="b/plan/indicators.yaml")
    tally = Tally(plan)
    tally.add(SIX[0])
    tally.add(SIX[1], replace(plan, sha256="f" * 64, files=(file,)))
    made = tally.roll_up()
    for medium in Medium:
        for words in (ZH, EN):
            assert "b/plan/indicators.yaml" in said(made, medium, words).split("SHA-256")[0]


def test_what_the_run_has_written_is_not_proposed_again(plan: Plan) -> None:
    made = rolled(plan, [SIX[1]])
    every = replace(made, kept=WrittenByRun(tables=True, roll_ups=True, reports=True))
    shown = said(every)
    assert not [one for one in ("--roll-up", "-o ", "--reports") if one in shown]
    assert "sqc evaluate" in shown


def test_a_command_names_a_file_that_can_be_typed(plan: Plan) -> None:
    bad = outcome("\x1b[31m红县\x1b[0m", items(MISSED, MISSED, MISSED, MET))
    assert "sqc evaluate --area 乙县 乙县.xlsx" in said(rolled(plan, [bad, SIX[1]]))
    assert "sqc evaluate" not in said(rolled(plan, [bad]))


def test_the_screen_says_what_to_do_about_what_was_refused(plan: Plan) -> None:
    finding = Diagnostic("entity-not-stated", Place("x.csv"))
    unnamed = refused("x", EntitySource.TITLE, "b", [FileRead("x.csv", None)], [finding])
    shown = said(rolled(plan, [unnamed, unnamed]))
    assert shown.count("请在表格上方写“地区：甲县”") == 1
    assert "sqc check" not in shown  # which finds nothing wrong with the file
    assert "sqc check 甲县.pdf" in said(rolled(plan, [unnamed, unreadable("甲县")]))


def test_a_folder_without_data_has_been_searched_to_the_bottom(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "空").mkdir()
    assert main(["batch", str(tmp_path)]) == 2
    err = capsys.readouterr().err
    assert "文件夹连同其中各级文件夹" in err
    assert "**" not in err


def test_only_a_screen_marks_the_binding_ones_and_says_so(plan: Plan) -> None:
    screen, document = (said(rolled(plan, SIX), one) for one in (Medium.SCREEN, Medium.DOCUMENT))
    assert "1* |" in screen
    assert screen.count("“*”为约束性指标") == 2
    assert "其中缺失" in screen
    assert "1* |" not in document
