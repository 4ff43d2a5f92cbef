"""Test which office gets which asks: every ask of a report is in exactly one letter."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
from nasty import NASTY

from shengzhou_quality.diagnostics import InputError, Place, Severity
from shengzhou_quality.evaluation import selections
from shengzhou_quality.evaluation.asks import Letter
from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.evaluation.letters import select_letters
from shengzhou_quality.evaluation.list_entries import Why
from shengzhou_quality.evaluation.office_findings import findings_for_offices
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reading.intake import read_contents

HERE = Path(__file__).parent
EXAMPLES = sorted((HERE.parent / "examples").glob("*.xlsx"))
HEAD = ("指标", "责任单位", "2021年", "2022年", "2023年", "2024年", "2025年")


NOT_READ = {
    "another-area", "beyond-bounds", "caption-unclear", "column-not-read", "no-column-header",
    "no-full-year", "no-header", "no-name-column", "no-year", "reported-elsewhere",
    "row-not-read", "row-without-name", "unknown-indicator", "unlike", "values-not-read",
}  # fmt: skip
"""Warnings about what may be a value of the plan, or none."""


class Selected(NamedTuple):
    report: Report
    letters: tuple[Letter, ...]


Select = Callable[..., Selected]


@pytest.fixture(scope="session")
def select(plan: Plan) -> Select:
    def run(*files: tuple[str, bytes], year: int | None = None, **more: Any) -> Selected:
        actuals = read_contents(files, plan, **more)
        report = evaluate(plan, actuals, year=year)
        return Selected(report, select_letters(report, actuals).letters)

    return run


def table(*rows: tuple[Any, ...], head: tuple[str, ...] = HEAD, title: str = "实际值") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in (head, *rows):
        sheet.append(row)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def asked_in(report: Report) -> Iterator[object]:
    """Each ask of a report, as the lists and the findings have it."""
    for entry in report.lists.missing:
        item = entry.result.indicator.id
        yield from (("cell", cell.place) for cell in entry.cells)
        if entry.years or not entry.cells or entry.why is Why.FORM:
            yield ("item", item, entry.sheet or entry.rows)
    for one in selections.unreported(report):
        yield from (("item", each, one.sheet or one.rows) for each in one.commitments)
        yield from (("item", each, one.sheet or one.rows) for each in one.milestones)
    for finding in findings_for_offices(report):
        if finding.place is not None and finding.place.row is not None:
            yield ("cell", finding.place)
        else:
            yield ("finding", finding.sort_key())


def cells_of(report: Report) -> set[Place]:
    return {cell.place for entry in report.lists.missing for cell in entry.cells}


def asks_of(letter: Letter) -> Iterator[object]:
    for send in letter.to_send:
        yield ("item", send.item.id, send.sheet)
    for one in letter.to_correct:
        if one.place.row is not None:
            yield ("cell", one.place)
        else:
            yield from (("finding", finding.sort_key()) for finding in one.findings)


def assert_each_once(selected: Selected) -> None:
    wanted = set(asked_in(selected.report))
    given = Counter(ask for letter in selected.letters for ask in asks_of(letter))
    assert [ask for ask, times in given.items() if times != 1] == []
    # What was not read and can hold nothing that is missing is no ask.
    needless = {
        ("cell", f.place) if f.place and f.place.row is not None else ("finding", f.sort_key())
        for f in findings_for_offices(selected.report)
        if f.code in NOT_READ and f.severity is Severity.WARNING
    }
    wanted -= needless - set(given)
    # Of two cells that contradict each other one letter names one, with the other.
    beside = {
        ("cell", one)
        for letter in selected.letters
        for ask in letter.to_correct
        for f in ask.findings
        if f.code == "conflicting-values"
        for one in cells_of(selected.report)
        if str(one) == f.parameters["place"]
    }
    wanted -= beside - set(given)
    # What is missing because its cell was refused is asked for once: as a cell to correct.
    refused = {ask for ask in wanted - set(given) if isinstance(ask, tuple) and ask[0] == "item"}
    assert set(given) == wanted - refused
    corrected = {
        (one.item.id if one.item else None, one.place.whole)
        for letter in selected.letters
        for one in letter.to_correct
    }
    for ask in refused:
        assert isinstance(ask, tuple)
        assert (ask[1], ask[2]) in corrected


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_ask_of_an_example_is_in_one_letter(path: Path, select: Select) -> None:
    assert_each_once(select((path.name, path.read_bytes())))


def _data_files() -> list[Path]:
    found = [*(HERE / "data" / "valid").iterdir(), *(HERE / "data" / "invalid").iterdir()]
    return sorted(one for one in found if not one.name.endswith(".expect.yaml"))


@pytest.mark.parametrize("path", _data_files(), ids=lambda path: path.name)
def test_every_ask_of_a_file_is_in_one_letter(path: Path, select: Select) -> None:
    try:
        selected = select((path.name, path.read_bytes()))
    except InputError:
        return  # nothing could be judged
    assert_each_once(selected)


def said(letters: tuple[Letter, ...]) -> list[tuple[object, list[str], list[str]]]:
    """Whose each letter is, the items to send, the cells to correct."""
    return [
        (
            letter.office or (str(letter.sheet) if letter.sheet else None),
            [one.item.id for one in letter.to_send],
            [str(one.place).rpartition("!")[2] for one in letter.to_correct],
        )
        for letter in letters
    ]


def test_an_office_gets_what_is_missing_and_what_is_wrong_in_its_rows(select: Select) -> None:
    """5 lacks 2025; 7 is a text; 22 is right; 21 is a fraction of a share."""
    data = table(
        ("装配式建筑占新建建筑比例", "建设局", 34, 36, 37, 39, None),
        ("服务业增加值", "统计局", 345, 362, 385, 404, "详见附件"),
        ("高新技术企业数", "科技局", 200, 250, 300, 350, 420),
        ("R&D经费支出占GDP比重", "科技局", 2.9, 3, 3.1, 3.2, 0.0336),
    )
    found = select(("a.xlsx", data), year=2025).letters
    offices = [one for one in said(found) if one[0]]
    assert offices[:3] == [
        ("建设局", ["5"], []),
        ("科技局", [], ["G5"]),
        ("统计局", [], ["G3"]),
    ]


def test_one_office_spelled_in_several_ways_gets_one_letter(select: Select) -> None:
    data = table(
        ("装配式建筑占新建建筑比例", "市统计局（一科）", 34, 36, 37, 39, None),
        ("服务业增加值", " 市统计局 (一科) ", 345, 362, 385, 404, None),
        ("高新技术企业数", "市统计局（一科)", 200, 250, 300, 350, None),
    )
    found = select(("a.xlsx", data), year=2025).letters
    named = [one for one in found if one.office]
    assert [[send.item.id for send in one.to_send] for one in named] == [["5", "7", "22"]]


def test_without_an_office_there_is_a_letter_for_each_sheet(select: Select) -> None:
    head = ("指标", "2024年", "2025年")
    one = table(("装配式建筑占新建建筑比例", 39, "较好"), head=head)
    other = table(("服务业增加值", 404, "较好"), head=head, title="统计")
    found = select(("a.xlsx", one), ("b.xlsx", other), year=2025).letters
    sheets = [letter.sheet for letter in found]
    assert sheets == [Place("a.xlsx", "实际值"), Place("b.xlsx", "统计"), None]
    assert all(letter.office is None for letter in found)


def test_a_blank_workbook_is_all_to_send(select: Select) -> None:
    data = table(("服务业增加值", None, None, None, None, None, None))
    found = select(("a.xlsx", data), year=2025).letters
    assert sum(len(one.to_send) for one in found) == 23
    assert not any(one.to_correct for one in found)


def test_a_cell_with_several_problems_is_asked_about_once(select: Select) -> None:
    """41% in one sheet, 约45 in another: approximate, and in conflict with the first."""
    head = ("指标", "责任单位", "2025年")
    data = (
        ("a.xlsx", table(("装配式建筑占新建建筑比例", "建设局", 41), head=head)),
        ("b.xlsx", table(("装配式建筑占新建建筑比例", "发改局", "约45"), head=head)),
    )
    found = select(*data, year=2025).letters
    cells = [(str(one.place), letter.office) for letter in found for one in letter.to_correct]
    assert sorted(cells) == [("a.xlsx:实际值!C2", "建设局"), ("b.xlsx:实际值!C2", "发改局")]
    codes = {one.place.file: {f.code for f in one.findings} for x in found for one in x.to_correct}
    assert codes["a.xlsx"] == {"conflicting-values"}
    assert codes["b.xlsx"] >= {"approximate"}


def test_what_the_evaluators_settle_themselves_is_asked_of_no_office(select: Select) -> None:
    """A year that few items have, and a finding about the file of the evaluators."""
    opinions = b"assessments:\n  - id: 99\n    reason: x\n"
    data = table(("服务业增加值", "统计局", 345, 362, 385, 404, 425))
    files = [("a.xlsx", data)]
    plan_finding = select(*files, assessments=[("own.yaml", opinions)], year=2025)
    codes = [one.code for one in plan_finding.report.diagnostics]
    assert "assessment-of-unknown" in codes
    report = plan_finding.report
    told = {one.code for one in findings_for_offices(report, ["own.yaml"])}
    assert not told & {"assessment-of-unknown", "year-has-few"}


def test_a_forecast_is_to_be_replaced_at_its_own_cell(select: Select) -> None:
    data = table(("服务业增加值", "统计局", 345, 362, 385, 404, "预计425"))
    (letter, *_) = select(("a.xlsx", data), year=2025).letters
    (send,) = letter.to_send
    assert (send.years, [str(cell) for cell in send.cells]) == ((2025,), ["a.xlsx:实际值!G2"])


def test_a_refused_cell_is_corrected_and_not_asked_for_a_second_time(select: Select) -> None:
    """The growth of 2025 stands where the value belongs: correcting it is all."""
    head = ("指标", "责任单位", "口径", "2024年", "2025年")
    data = table(
        ("服务业增加值", "统计局", "增速", 7.1, 7.5),
        ("高新技术企业数", "统计局", None, 350, 420),
        head=head,
    )
    (letter, *_) = select(("a.xlsx", data), year=2025).letters
    assert letter.office == "统计局"
    assert "7" not in [one.item.id for one in letter.to_send]
    assert {str(one.place) for one in letter.to_correct} >= {"a.xlsx:实际值!E2"}


@pytest.mark.parametrize("name", NASTY, ids=range(len(NASTY)))
def test_a_hostile_name_of_an_office_is_a_name(name: str, select: Select) -> None:
    csv = "指标,责任单位,2025年\n服务业增加值,{},较好\n".format('"' + name.replace('"', '""') + '"')
    try:
        content = csv.encode()
    except UnicodeEncodeError:
        return  # no file of text can hold it
    try:
        selected = select(("a.csv", content), year=2025)
    except InputError:
        return
    assert_each_once(selected)


def test_no_info_and_nothing_settled_is_asked(select: Select) -> None:
    path = HERE.parent / "examples" / "county-2025.xlsx"
    selected = select((path.name, path.read_bytes()))
    findings = [f for one in selected.letters for ask in one.to_correct for f in ask.findings]
    assert all(f.severity is not Severity.INFO and f.settled is None for f in findings)


def test_what_was_not_read_is_asked_about_only_where_a_value_is_missing(plan: Plan) -> None:
    """A row that no plan knows: nothing if all is there, else perhaps what is missing."""
    head = ("指标", "责任单位", "2025年")
    for value, asked in ((425, []), (None, ["A3"])):
        data = table(("服务业增加值", "统计局", value), ("地区生产总值", "统计局", 800), head=head)
        actuals = read_contents([("a.xlsx", data)], plan)
        report = evaluate(plan, actuals, year=2025, only=["7"])
        found = select_letters(report, actuals).letters
        cells = [one.place.cell for letter in found for one in letter.to_correct]
        assert cells == asked


def test_a_conflict_within_one_letter_is_asked_about_once(select: Select) -> None:
    """科技局 is responsible; 统计局 has sent another figure: it is named, and no row of its own."""
    own = table(
        ("R&D经费支出占GDP比重", "科技局", 2.9, 3, 3.1, 3.2, 3.4),
        ("高新技术企业数", "科技局", 200, 250, 300, 350, "多"),
    )
    other = "指标,2025年\nR&D经费支出占GDP比重,3.36\n".encode()
    offices = "指标,责任单位\nR&D经费支出占GDP比重,科技局\n高新技术企业数,科技局\n".encode()
    files = [("b.xlsx", own), ("a.csv", other)]
    letters = select(*files, offices=("o.csv", offices), year=2025).letters
    (mine,) = [one for one in letters if one.office == "科技局"]
    assert [str(one.place) for one in mine.to_correct] == ["b.xlsx:实际值!G2", "b.xlsx:实际值!G3"]
    assert mine.to_correct[0].findings[0].parameters["place"] == "a.csv:2:2"


def test_of_three_that_differ_each_that_names_the_first_is_asked_about(select: Select) -> None:
    head = ("指标", "责任单位", "2025年")
    name = "装配式建筑占新建建筑比例"
    rows = [(name, "建设局", value) for value in (45, 39, 41)]
    letters = select(("a.xlsx", table(*rows, head=head)), year=2025).letters
    (mine,) = [one for one in letters if one.office == "建设局"]
    texts = [one.text for one in mine.to_correct]
    assert texts == ["39", "41"]
    named = {str(f.parameters["other"]) for one in mine.to_correct for f in one.findings}
    assert named == {"45"}


def test_a_row_of_no_known_item_goes_to_the_office_that_it_names(select: Select) -> None:
    """The sheet's other rows are 住建局's; an empty cell leaves who fills in the sheet."""
    head = ("编号", "指标", "2025年", "责任单位")
    rows = (
        (21, "研发投入强度指数", 3.4, "科技局"),
        (5, "装配式建筑占新建建筑比例", "约41", "住建局"),
        ("", "绿化指数", 7, None),
        ("", "床位数量", 7, "卫健局"),
    )
    turned = [tuple(map(str, one)) for one in zip(head, *rows, strict=True)]
    for data in (
        ("a.xlsx", table(*rows, head=head)),
        ("a.csv", "\n".join(",".join(str(x or "") for x in row) for row in (head, *rows)).encode()),
        ("turned.xlsx", table(*turned[1:], head=turned[0])),
    ):
        found = select(data, year=2025)
        asked = {one.text: letter.office for letter in found.letters for one in letter.to_correct}
        assert asked["研发投入强度指数"] == "科技局"
        assert asked["床位数量"] == "卫健局"
        assert asked["约41"] == "住建局"
        assert asked["绿化指数"] == "住建局"
        assert_each_once(found)


def test_a_row_not_read_goes_to_its_office_beside_a_list_of_offices(select: Select) -> None:
    head = ("编号", "指标", "2025年", "责任单位")
    data = table(
        (21, "研发投入强度指数", 3.4, "科技局"),
        (5, "装配式建筑占新建建筑比例", 41, "住建局"),
        head=head,
    )
    listed = "编号,责任单位\n21,市科技局\n".encode()
    letters = select(("a.xlsx", data), offices=("o.csv", listed), year=2025).letters
    (mine,) = [one for one in letters if one.office == "市科技局"]
    assert [one.text for one in mine.to_correct] == ["研发投入强度指数"]


@pytest.mark.parametrize(
    ("cells", "offices"),
    [
        (("住建局\n发改局", None), ["住建局", None]),
        (("住建局", "同上"), ["住建局", "住建局"]),
        (("住建局", "〃"), ["住建局", "住建局"]),
        (("住建局", '"'), ["住建局", "住建局"]),
        (("待定", "未明确"), [None, None]),
        (("待定", "同上"), [None, None]),
        (("—", "责任单位未定"), [None, None]),
        (("丙局 配合：丁局", "配合：丁局\n牵头：丙局"), ["丙局", "丙局"]),
        (("戊局 13800000000", "戊局（0575-83012345）"), ["戊局", "戊局"]),
    ],
)
def test_a_cell_of_the_column_is_read_as_one_of_the_list(
    cells: tuple[str | None, ...], offices: list[str | None], select: Select
) -> None:
    head = ("指标", "责任单位", "2025年")
    names = ("装配式建筑占新建建筑比例", "服务业增加值")
    rows = [(name, cell, "较好") for name, cell in zip(names, cells, strict=True)]
    letters = select(("a.xlsx", table(*rows, head=head)), year=2025).letters
    asked = {one.place.row: letter.office for letter in letters for one in letter.to_correct}
    assert [asked[2], asked[3]] == offices


def test_a_conflict_of_two_offices_names_the_other_one(select: Select) -> None:
    head = ("指标", "责任单位", "2024年", "2025年")
    one = table(("服务业增加值", "发改局", 400, 430), head=head)
    other = table(("服务业增加值", "统计局", 401, 430), head=head)
    letters = select(("a.xlsx", one), ("b.xlsx", other), year=2025).letters
    told = {
        letter.office: [(ask.place.cell, f.parameters.get("sender")) for f in ask.findings]
        for letter in letters
        for ask in letter.to_correct
    }
    assert told == {"发改局": [("C2", "统计局")], "统计局": [("C2", "发改局")]}


def test_a_conflict_with_a_file_of_nobody_is_asked_of_the_office_alone(select: Select) -> None:
    """Its letter names both cells; who sent the other file nobody knows."""
    head = ("指标", "责任单位", "2024年", "2025年")
    own = table(("服务业增加值", "统计局", 401, 430), head=head)
    other = "指标,2024年,2025年\n服务业增加值,400,430\n".encode()
    for files in ((("a.xlsx", own), ("b.csv", other)), (("a.csv", other), ("b.xlsx", own))):
        letters = select(*files, year=2025).letters
        asked = [
            (letter.office, ask.place.cell, [f.parameters.get("sender") for f in ask.findings])
            for letter in letters
            for ask in letter.to_correct
        ]
        assert asked == [("统计局", "C2", [None])]
