"""Test which office is responsible: 分工表, plan, 责任单位 column, 填报单位 line, in this order."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from markdown_page import below, parts

from shengzhou_quality.cli.find import find_item
from shengzhou_quality.evaluation.check import check
from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.formats import FORMATS, PLAN_FORMATS, Options
from shengzhou_quality.plan.loader import load_plan
from shengzhou_quality.plan.model import Excerpt
from shengzhou_quality.reading.intake import read_actuals, read_contents
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.plan.model import Plan

    Xlsx = Callable[..., bytes]
    Rows = Sequence[Sequence[Any]]

ZH = Words("zh")
PLAN = Path(__file__).parent / "plans" / "offices.yaml"
LIST = (
    "分工表.yaml",
    "offices: {22: {office: 科技局, supporting: 统计局, contact: 张三}}".encode(),
)


def report_on(
    plan: Plan,
    *files: tuple[str, bytes],
    offices: tuple[str, bytes] | None = None,
    only: Sequence[str] = ("22",),
) -> Report:
    return evaluate(plan, read_contents(files, plan, offices=offices), year=2025, only=only)


def printing(plan: Plan, item: str, *offices: str) -> Plan:
    """The plan as if it printed offices for one indicator."""
    indicators = tuple(
        replace(one, offices=offices) if one.id == item else one for one in plan.indicators
    )
    return replace(plan, indicators=indicators)


def office(report: Report, item: str = "22") -> tuple[str, str] | None:
    found = next(one for one in report.indicators if one.indicator.id == item).responsible
    return (found.office, found.said_by.value) if found else None


def table(value: object, column: str | None, line: str | None) -> Rows:
    title = [[f"填报单位：{line}", None, None]] if line else []
    return [*title, ["序号", "2025年", "责任单位"], ["22", value, column], ["23", 6, None]]


def codes(report: Report) -> list[str]:
    return [one.code for one in report.diagnostics]


def test_the_order_of_the_four_sources(plan: Plan, xlsx: Xlsx) -> None:
    printed = printing(plan, "22", "经信局", "发改局")
    everything = ("a.xlsx", xlsx(table(412, "统计局数", "填报局")))
    line_only = ("a.xlsx", xlsx(table(412, None, "填报局")))
    nothing = ("a.xlsx", xlsx(table(412, None, None)))
    assert office(report_on(printed, everything, offices=LIST)) == ("科技局", "assigned")
    assert office(report_on(printed, everything)) == ("经信局", "plan")
    assert office(report_on(plan, everything)) == ("统计局数", "column")
    assert office(report_on(plan, line_only)) == ("填报局", "workbook")
    assert office(report_on(plan, nothing)) is None


@pytest.mark.parametrize(
    "rows",
    [
        [["填报单位：", "科技局"], ["序号", "2025年"], ["22", 412]],
        [["填报单位（盖章）：科技局　　填报日期：2026年1月"], ["序号", "2025年"], ["22", 412]],
        [["序号", "2025年"], ["22", 412], ["填报单位：科技局  联系人：张三"]],
        [["序号", "2025年"], ["22", 412], ["单位（盖章）：", "科技局"]],
        [["Reporting office:", "科技局"], ["id", "2025"], ["22", 412]],
    ],
)
def test_the_line_of_a_workbook_wherever_it_stands(rows: Rows, plan: Plan, xlsx: Xlsx) -> None:
    report = report_on(plan, ("a.xlsx", xlsx(rows)))
    assert office(report) == ("科技局", "workbook")
    assert codes(report) == []


@pytest.mark.parametrize(
    "line",
    ["填报单位：", "填报单位：____", "填报单位：（示例，不填）", "填报单位：—", "单位：亿元",
     "填报单位", "填报单位：2025", "填报单位：填报日期：2025年"],
)  # fmt: skip
def test_a_line_that_names_nobody(line: str, plan: Plan, xlsx: Xlsx) -> None:
    rows = [[line, None], ["序号", "2025年"], ["22", 412]]
    assert office(report_on(plan, ("a.xlsx", xlsx(rows)))) is None


def test_the_line_and_the_seal_may_differ_in_length(plan: Plan, xlsx: Xlsx) -> None:
    rows = [["填报单位：嵊州市科技局"], ["序号", "2025年"], ["22", 412], ["单位（盖章）：科技局"]]
    assert office(report_on(plan, ("a.xlsx", xlsx(rows)))) == ("嵊州市科技局", "workbook")


def test_a_line_holds_for_the_sheets_of_its_workbook(plan: Plan) -> None:
    """量化任务 and 任务进展 have no such line of their own; with two names neither holds there."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in {
        "实际值": [["填报单位：科技局"], ["序号", "2025年"], ["22", 412]],
        "量化任务": [["编号", "2025年"], ["C06", 60]],
    }.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    saved = io.BytesIO()
    book.save(saved)
    report = report_on(plan, ("a.xlsx", saved.getvalue()), only=("22", "C06"))
    (promise,) = report.commitments
    assert promise.responsible is not None
    assert promise.responsible.office == "科技局"


def test_two_lines_of_one_sheet_name_nobody(plan: Plan, xlsx: Xlsx) -> None:
    rows = [["填报单位：甲局"], ["序号", "2025年"], ["22", 412], [], ["填报单位：乙局"],
            ["序号", "2025年"], ["23", 6]]  # fmt: skip
    assert office(report_on(plan, ("a.xlsx", xlsx(rows)))) is None


def test_a_blank_row_in_anothers_form_commits_nobody(plan: Plan, xlsx: Xlsx) -> None:
    """市统计局 returned the form with 23 filled in; 22 stands blank in it."""
    report = report_on(plan, ("a.xlsx", xlsx(table(None, None, "市统计局"))), only=("22", "23"))
    assert office(report, "23") == ("市统计局", "workbook")
    assert office(report) is None
    (entry,) = report.lists.missing
    assert (entry.office, entry.sheet, str(entry.rows)) == (None, None, "a.xlsx:实际值")


def test_what_is_wrong_in_a_form_is_asked_of_who_filled_it_in(plan: Plan, xlsx: Xlsx) -> None:
    report = report_on(plan, ("a.xlsx", xlsx(table("见附件", None, "科技局"))))
    (entry,) = report.lists.missing
    assert (entry.office, str(entry.sheet)) == ("科技局", "a.xlsx:实际值")


def test_a_blank_row_is_asked_of_its_office_in_its_own_form(plan: Plan, xlsx: Xlsx) -> None:
    """Of twelve forms with the same blank row, the one of the office in the list."""
    files = [(f"{name}.xlsx", xlsx(table(None, None, name))) for name in ("甲局", "科技局", "乙局")]
    report = report_on(plan, *files, offices=LIST)
    (entry,) = report.lists.missing
    assert (entry.office, str(entry.sheet)) == ("科技局", "科技局.xlsx:实际值")
    assert [tuple(one) for one in entry.contacts] == [("张三", None)]


def test_an_item_in_no_table_is_asked_of_its_office(plan: Plan, xlsx: Xlsx) -> None:
    rows = [["序号", "2025年"], ["5", 42]]
    report = report_on(plan, ("a.xlsx", xlsx(rows)), offices=LIST)
    (entry,) = report.lists.missing
    assert (entry.office, entry.sheet, entry.found) == ("科技局", None, False)


def test_the_higher_source_rules_and_both_are_named_once(plan: Plan, xlsx: Xlsx) -> None:
    rows = [["序号", "2025年", "责任单位"], ["22", 412, "经信局"], ["23", 6, "经信局"]]
    listed = ("分工表.yaml", "offices: {22-23: 科技局}".encode())
    report = report_on(plan, ("a.xlsx", xlsx(rows)), offices=listed, only=("22", "23"))
    (finding,) = report.diagnostics
    assert (finding.severity, str(finding.place)) == ("info", "a.xlsx:实际值!C2")
    line = ZH.line(finding)
    assert "“经信局”" in line
    assert "“科技局”" in line
    assert "22、23" in line
    assert {office(report, item) for item in ("22", "23")} == {("科技局", "assigned")}


@pytest.mark.parametrize("written", ["市科技局", "嵊州市科技局", "统计局、科技局", "牵头：统计局"])
def test_another_spelling_or_a_supporting_office_is_no_difference(
    written: str, plan: Plan, xlsx: Xlsx
) -> None:
    report = report_on(plan, ("a.xlsx", xlsx(table(412, written, "科技局"))), offices=LIST)
    assert codes(report) == []


def test_the_line_of_a_common_table_differs_once(plan: Plan, xlsx: Xlsx) -> None:
    listed = ("分工表.yaml", "offices: {22-23: 科技局, 5: 住建局}".encode())
    file = ("a.xlsx", xlsx(table(412, None, "统计局")))
    (finding,) = report_on(plan, file, offices=listed, only=("22", "23")).diagnostics
    assert "填报单位为“统计局”，其中 22、23 按分工表由“科技局”负责" in ZH.line(finding)


def test_the_list_rules_over_the_plan_and_says_so(plan: Plan, xlsx: Xlsx) -> None:
    printed = printing(plan, "22", "经信局")
    report = report_on(printed, ("a.xlsx", xlsx(table(412, None, None))), offices=LIST)
    (finding,) = report.diagnostics
    assert "分工表写“科技局”，规划写“经信局”" in ZH.line(finding)


@pytest.mark.parametrize(("column", "line"), [("统计局", None), (None, "统计局")])
def test_the_plan_rules_over_the_data_and_says_so(
    column: str | None, line: str | None, plan: Plan, xlsx: Xlsx
) -> None:
    printed = printing(plan, "22", "经信局", "发改局")
    report = report_on(printed, ("a.xlsx", xlsx(table(412, column, line))))
    (finding,) = report.diagnostics
    assert "“统计局”" in ZH.line(finding)
    assert "规划" in ZH.line(finding)
    assert "经信局" in ZH.line(finding)


def test_a_promise_has_the_office_of_its_part_or_task(plan: Plan) -> None:
    first, *others = plan.tasks
    own = replace(first, offices=("任务局",))
    inner = next(one for one in own.actions if one.promises)
    actions = tuple(
        replace(one, offices=("部分局",)) if one is inner else one for one in own.actions
    )
    other = replace(plan, tasks=(replace(own, actions=actions), *others))
    assert {other.offices[one.id] for one in inner.promises} == {("部分局",)}
    elsewhere = set(first.contents) - {one.id for one in inner.promises}
    assert {other.offices[identity] for identity in elsewhere} == {("任务局",)}
    assert plan.offices == {}


def test_json_names_the_office_of_every_result(plan: Plan, xlsx: Xlsx) -> None:
    report = report_on(plan, ("a.xlsx", xlsx(table("见附件", None, None))), offices=LIST)
    data = json.loads(FORMATS["json"].render(report, ZH, Options()))
    (result,) = data["indicators"]
    assert {key: result[key] for key in ("office", "office_said_by", "supporting_offices")} == {
        "office": "科技局",
        "office_said_by": "assigned",
        "supporting_offices": ["统计局"],
    }
    assert result["contact"] == {"name": "张三", "phone": None}
    (entry,) = data["lists"]["missing"]
    assert (entry["office"], entry["contacts"]) == ("科技局", [{"name": "张三", "phone": None}])
    assert [one["path"] for one in data["sources"]] == ["a.xlsx", "分工表.yaml"]


def test_the_document_groups_by_office_and_names_whom_to_call(plan: Plan, xlsx: Xlsx) -> None:
    """22 in a form of its office, 23 and M06 in no table; 科技局 has all three."""
    listed = (
        "offices: {22-23: {office: 科技局, contact: 张三, phone: '0575'}, M06: 科技局, 5: 住建局}"
    )
    files = [("a.xlsx", xlsx([["序号", "2025年"], ["22", "见附件"], ["C06", 59]]))]
    report = report_on(
        plan, *files, offices=("分工表.yaml", listed.encode()), only=("22", "23", "5", "M06", "C06")
    )
    text = FORMATS["markdown"].render(report, ZH, Options()).decode()
    groups = [part.heading for part in below(parts(text), "附件2")]
    assert [name for name in groups if "项）" in name] == ["科技局（3项）", "住建局（1项）"]
    assert "联系人：张三（0575）" in text
    assert text.count("联系人：") == 1


def test_text_of_a_list_is_never_markup(plan: Plan, xlsx: Xlsx) -> None:
    name, contact = "<b>甲</b>*局*[x](y)", "<script>\x1b[31m"
    listed = json.dumps({"offices": {"22": {"office": name, "contact": contact}}}).encode()
    file = ("a.xlsx", xlsx(table("见附件", None, None)))
    report = report_on(plan, file, offices=("a.json", listed))
    html = FORMATS["html"].render(report, ZH, Options()).decode()
    assert "<b>甲" not in html
    assert "<script>\x1b" not in html
    markdown = FORMATS["markdown"].render(report, ZH, Options()).decode()
    assert r"\[x\](y)" in markdown
    assert re.search(r"(?<!\\)\[x", markdown) is None
    terminal = FORMATS["terminal"].render(report, ZH, Options()).decode()
    assert "\x1b[31m" not in terminal


@pytest.mark.parametrize("suffix", [".csv", ".yaml"])
@pytest.mark.parametrize("given", [False, True])
def test_a_list_in_the_folder_of_the_data(
    suffix: str, given: bool, plan: Plan, tmp_path: Path
) -> None:
    """With --offices it is no data file; without, it says that it needs the option."""
    (tmp_path / "d.csv").write_text("序号,2025年\n22,412\n", encoding="utf-8")
    text = "编号,责任单位\n22,科技局\n" if suffix == ".csv" else "offices: {22: 科技局}"
    listed = tmp_path / f"分工表{suffix}"
    listed.write_text(text, encoding="utf-8")
    read = read_actuals([tmp_path], plan, offices=listed if given else None)
    report = evaluate(plan, read, only=("22",))
    assert codes(report) == ([] if given else ["office-list-unused"])
    assert office(report) == (("科技局", "assigned") if given else None)


def test_a_list_is_no_data_file(plan: Plan, xlsx: Xlsx) -> None:
    """Where a value is asked for that no table holds, the only data file is its place."""
    actuals = read_contents([("a.xlsx", xlsx([["序号", "2025年"], ["5", 42]]))], plan, offices=LIST)
    found = check(plan, actuals, complete=True, only=("22",)).diagnostics
    assert [str(one.place) for one in found if one.code == "missing-value"] == ["a.xlsx"]


def test_a_plan_that_prints_offices(xlsx: Xlsx) -> None:
    """tests/plans/offices.yaml: 科技局 leads on 1, 经信局 supports it; 2 is nobody's."""
    plan = load_plan(PLAN)
    assert plan.offices == {"1": ("某县科技局", "某县经信局")}
    rows = [["序号", "2025年", "责任单位"], ["1", "见附件", "县科技局"], ["2", None, None]]
    report = report_on(plan, ("a.xlsx", xlsx(rows)), only=("1", "2"))
    assert office(report, "1") == ("某县科技局", "plan")
    assert office(report, "2") is None
    assert [(entry.result.indicator.id, entry.office) for entry in report.lists.missing] == [
        ("1", "某县科技局"),
        ("2", None),
    ]
    assert "office-differs" not in codes(report)
    for item, said in (("1", "责任单位"), ("2", None)):
        shown = PLAN_FORMATS["terminal"].render(
            Excerpt(plan, find_item(item, plan, ZH)), ZH, Options()
        )
        lines = [line.split() for line in shown.decode().splitlines() if "责任单位" in line]
        assert lines == ([[said, "某县科技局、某县经信局"]] if said else [])
