"""Test `sqc template`: what the template asks for, what it locks, and that it reads back clean."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import is_dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import openpyxl
import pytest
from nasty import NASTY

from shengzhou_quality import load_plan, read_actuals
from shengzhou_quality.cli import main
from shengzhou_quality.contract import names_of
from shengzhou_quality.diagnostics import Place
from shengzhou_quality.formats.workbooks.paper import LANDSCAPE, UPRIGHT, page_starts
from shengzhou_quality.formats.workbooks.text_size import FACES, SIZE, height_of_row, lines_of
from shengzhou_quality.notation import Figure, Missing, Unreadable, read_value
from shengzhou_quality.plan.kinds import KINDS
from shengzhou_quality.plan.names import fold
from shengzhou_quality.reading.office_list import COLUMNS, OfficeColumn
from shengzhou_quality.reading.tables.header_words import (
    OPINION_WORDS,
    SETTLEMENT_WORDS,
    OpinionColumn,
    SettlementColumn,
)
from shengzhou_quality.reading.tables.headers import read_form, read_header
from shengzhou_quality.template import sheets as fill_in
from shengzhou_quality.template.asked import asked_for
from shengzhou_quality.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from office import Office

    from shengzhou_quality.evaluation.item_result import IndicatorResult
    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.plan.model import Plan

    Judge = Callable[..., Report]
    Xlsx = Callable[..., bytes]
    Make = Callable[..., Path]

EXAMPLES = Path(__file__).parent.parent / "examples"
YEARS = (2021, 2022, 2023, 2024, 2025)
P1, P7, P13 = "制造业产品质量监督抽查合格率", "服务业增加值", "完成国家级生态文明示范市创建"
P8, P9, P19 = "社会消费品零售总额年均增速", "每千人医疗机构床位数", "新增各级政府质量奖企业"
P21 = "R&D经费支出占GDP比重"
SHEETS = ["实际值", "量化任务", "任务进展", "填报说明"]
HEADER_ROW, FIRST_YEAR_COLUMN = 4, 6
PRINTED = ["序号", "指标", "单位", "口径", "基期值"]
BESIDE = ["责任单位", "数据来源", "佐证材料", "备注"]

# One value for each year from 2021 on; every one of the 23 is met by them.
MET: dict[str, tuple[Any, ...]] = {
    "1": (96.8, 97.2, 97, ">96", ">96"),
    "2": (98.6, 98.9, 98.7, 99.1, "99%以上"),
    "3": (99.8, 99.7, 99.9, 100, 99.8),
    "4": (98.8, 99, 98.9, 99.2, 99.1),
    "5": (34.5, 36.2, 37.8, 39.1, 41.5),
    "6": (8.2, 10.1, 12, 14.1, 16.3),
    "7": (345.6, 362.8, 385.1, 404.7, "4263000万元(初步核算)"),
    "8": (9, 9, 9, 9, 9),
    "9": (5.6, 5.7, 5.8, 5.9, 6.1),
    "10": (99.2, 99.3, 99.3, 99.4, 99.5),
    "11": (94.2, 93.7, 94.5, 95.1, 94.8),
    "12": (100, 100, 100, 100, 100),
    "13": ("未启动", "推进中", "推进中", "已申报或通过验收,待命名", "完成创建"),
    "14": ("未启动", "推进中", "推进中", "推进中", "完成创建"),
    "15": (3, 5, 4, 6, 6),
    "16": (2, 2, 3, 3, 2),
    "17": (0, 1, 0, 1, 1),
    "18": (2, 3, 2, 2, 3),
    "19": (1, 2, 2, 2, 2),
    "20": (2, 2, 3, 2, 2),
    "21": (2.78, 2.91, 3.05, 3.2, 3.36),
    "22": (225, 272, 318, 365, 420),
    "23": (4.3, 4.8, 5.2, 5.7, 6.2),
}


@pytest.fixture(scope="module")
def forms() -> dict[tuple[str, ...], bytes]:
    """The forms made so far, by their options, where these name no file."""
    return {}


@pytest.fixture
def make(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], forms: dict[tuple[str, ...], bytes]
) -> Make:
    """The options of `sqc template` to the form it writes; what it says is dropped."""

    def run(*options: str, name: str = "填报表.xlsx") -> Path:
        path = tmp_path / name
        if options in forms:
            path.write_bytes(forms[options])
            return path
        code = main(["template", "-o", str(path), *options])
        assert code == 0, capfd.readouterr().err
        capfd.readouterr()
        if {"--values", "--plan"}.isdisjoint(options):
            forms[options] = path.read_bytes()
        return path

    return run


def sheets(path: Path) -> tuple[Any, Any]:
    """The first sheet to fill and the notes, which stand last."""
    first, *_, last = openpyxl.load_workbook(path).worksheets
    return first, last


def unzipped(path: Path, member: str) -> bytes:
    with zipfile.ZipFile(path) as package:
        return package.read(member)


def rows(sheet: Any) -> dict[str, int]:
    """The row of each indicator, by its number."""
    found = {}
    for row in range(HEADER_ROW + 1, sheet.max_row + 1):
        if isinstance(number := sheet.cell(row, 1).value, int):
            found[str(number)] = row
    return found


def texts(sheet: Any) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def fill(path: Path, values: Mapping[str, Sequence[Any]], **more: Mapping[str, str]) -> None:
    """Type `values` into the form; `forms` and `evidence` by indicator, too."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    last = FIRST_YEAR_COLUMN + len(YEARS)
    for number, row in rows(sheet).items():
        for column, value in enumerate(values.get(number, ()), FIRST_YEAR_COLUMN):
            sheet.cell(row, column).value = value
        if number in more.get("forms", {}):
            sheet.cell(row, 4).value = more["forms"][number]
        if number in more.get("evidence", {}):
            sheet.cell(row, last + 2).value = more["evidence"][number]
    book.save(path)


def on(path: Path, judge: Judge, **options: Any) -> Report:
    return judge((path.name, path.read_bytes()), **options)


def stripped(item: Any, done: dict[int, Any] | None = None) -> Any:
    """A result as comparable data, apart from places; what its parts share is `done` once."""
    done = {} if done is None else done
    if isinstance(item, Place):
        return None
    if id(item) in done:
        return done[id(item)]
    if hasattr(item, "_fields") or (is_dataclass(item) and not isinstance(item, type)):
        found: Any = {name: stripped(getattr(item, name), done) for name in names_of(type(item))}
    elif isinstance(item, tuple):
        found = [stripped(part, done) for part in item]
    else:
        return item
    done[id(item)] = found
    return found


def of(report: Report, number: str) -> IndicatorResult:
    return next(item for item in report.indicators if item.indicator.id == number)


# It comes back through reading


@pytest.mark.parametrize("options", [(), ("--lang", "en"), ("--year", "2023")])
def test_an_empty_form_is_read_without_a_finding(
    make: Make, judge: Judge, plan: Plan, options: tuple[str, ...]
) -> None:
    path = make(*options)
    actuals = read_actuals([path], plan)
    assert actuals.diagnostics == ()
    # The baselines printed beside them are the plan's, and of no year of the plan.
    assert {seen.year for seen in actuals.observations} <= {2020}
    assert set(actuals.matched) == {one.id for one in plan.reportable}
    report = on(path, judge)
    assert {result.status.value for result in report.indicators} == {"no_data"}


def test_a_filled_form_is_judged_without_a_finding(make: Make, judge: Judge) -> None:
    path = make()
    fill(path, MET, evidence={"13": "命名文件", "14": "验收通知"})
    report = on(path, judge)
    assert report.diagnostics == ()
    assert {result.status.value for result in report.indicators} == {"met"}
    assert (report.year, report.exit_code) == (2025, 0)
    assert str(of(report, "7").margin) == "3.3"  # 426.3 - 423
    assert str(of(report, "15").margin) == "4"  # 3 + 5 + 4 + 6 + 6 = 24, of 20
    assert of(report, "13").actual is not None
    assert of(report, "13").evidence == ("命名文件",)


def test_a_filled_english_form_is_judged_the_same(make: Make, judge: Judge) -> None:
    path = make("--lang", "en")
    english = dict(MET)
    english["13"] = ("Not started", "In progress", "In progress", "In progress", "Established")
    fill(path, english, evidence={"13": "命名文件", "14": "验收通知"}, forms={"19": "cumulative"})
    report = on(path, judge)
    assert report.diagnostics == ()
    assert of(report, "13").status.value == "met"
    assert of(report, "19").status.value == "missed"  # a total of 2, of 8


def test_what_stands_above_the_table_is_no_data(make: Make, judge: Judge) -> None:
    path = make()
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet["C2"], sheet["M2"] = "市市场监管局", "2026-01-15"
    book.save(path)
    fill(path, MET, evidence={"13": "命名文件", "14": "验收通知"})
    report = on(path, judge)
    assert (report.diagnostics, report.exit_code) == ((), 0)


LABELS = {
    "zh": ["填报人：", "审核人：", "负责人：", "联系电话：", "单位（盖章）："],
    "en": ["Prepared by:", "Reviewed by:", "Head of office:", "Phone:", "Office (seal):"],
}


def sign(path: Path, language: str, written: Sequence[Any], phones: Sequence[Any] = ()) -> int:
    """Write beside each label of the signatures on each sheet; return how many were written.

    `phones` are those of the sheets, one after the other.
    """
    book = openpyxl.load_workbook(path)
    count = 0
    for number, sheet in enumerate(book.worksheets[:-1]):
        for row in sheet.iter_rows(min_row=HEADER_ROW):
            for label in row:
                if label.value in LABELS[language]:
                    room = next(cell for cell in row[label.column :] if not cell.protection.locked)
                    at = LABELS[language].index(str(label.value))
                    room.value = phones[number] if phones and at == _PHONE else written[at]
                    count += 1
    book.save(path)
    return count


_PHONE = LABELS["zh"].index("联系电话：")
PHONES = (83012345, "83012345", "0575-83012345", "13800000000")


@pytest.mark.parametrize("options", [(), ("--lang", "en"), ("--year", "2025")])
@pytest.mark.parametrize("phones", [PHONES[:3], PHONES[::-1][:3]])
def test_signatures_are_no_data(
    phones: Sequence[Any], options: tuple[str, ...], make: Make, judge: Judge
) -> None:
    path = make(*options)
    written = ["张三", "李四", "王五(副局长)", None, "嵊州市市场监督管理局 2026年1月15日"]
    language = "en" if "en" in options else "zh"
    assert sign(path, language, written, phones) == 3 * len(LABELS["zh"])
    report = on(path, judge)
    assert report.diagnostics == ()
    assert {result.status.value for result in report.indicators} == {"no_data"}


def test_signatures_below_values_are_no_data(make: Make, judge: Judge) -> None:
    path = make()
    fill(path, MET, evidence={"13": "命名文件", "14": "验收通知"})
    sign(path, "zh", ["张三", "李四", "王五", 83012345, "绍兴市生态环境局嵊州分局"])
    report = on(path, judge)
    assert report.diagnostics == ()
    assert {result.status.value for result in report.indicators} == {"met"}


def test_the_form_of_a_cumulative_indicator_decides(make: Make, judge: Judge) -> None:
    """The example of the notes: 2, 4, 5, 6, 7 are 24 as additions and 7 as totals; 8 are needed."""
    for form, total, status in (("当年值", "24", "met"), ("累计值", "7", "missed")):
        path = make()
        fill(path, {"19": (2, 4, 5, 6, 7)}, forms={"19": form})
        report = on(path, judge, only=["19"])
        actual = of(report, "19").actual
        assert report.diagnostics == ()
        assert actual is not None
        assert (actual.text, of(report, "19").status.value) == (total, status)


# What it shows and locks


@pytest.mark.parametrize("language", LANGUAGES)
def test_reading_recognises_each_header_as_what_its_column_means(language: str) -> None:
    words = Words(language)
    columns_of = {
        "column": (
            *fill_in.by_years(fill_in.INDICATORS, 1),
            *fill_in.by_years(fill_in.COMMITMENTS, 1),
            *fill_in.MILESTONES,
        ),
        "assessments": fill_in.OPINIONS,
        "settled": fill_in.SETTLED,
        "offices": fill_in.OFFICES,
    }
    for sheet, columns in columns_of.items():
        for column in columns:
            key = f"template.{sheet}.{column.word}"
            header = words(key, year="2025") if column is fill_in.YEAR else words(key)
            if isinstance(column.means, OpinionColumn):
                assert fold(header) in OPINION_WORDS[column.means]
            elif isinstance(column.means, SettlementColumn):
                assert fold(header) in SETTLEMENT_WORDS[column.means]
            elif isinstance(column.means, OfficeColumn):
                assert fold(header) in COLUMNS[column.means]
            else:
                assert read_header(header).role is column.means, header


def test_the_sheet_to_fill_has_the_columns_that_reading_knows(make: Make) -> None:
    sheet, _ = sheets(make())
    shown = [sheet.cell(HEADER_ROW, column).value for column in range(1, 15)]
    assert shown == [*PRINTED, *(f"{year}年" for year in YEARS), *BESIDE]
    assert sheet.title == "实际值"
    assert sheet["A1"].value == "嵊州市质量发展“十四五”规划主要指标实际值填报表"
    assert "2021—2025年（基期2020年）" in sheet["A3"].value
    assert sheet["A2"].value == "填报单位："


def test_names_units_and_baselines_are_those_of_the_plan(make: Make, plan: Plan) -> None:
    sheet, _ = sheets(make())
    found = rows(sheet)
    for indicator in plan.indicators:
        row = found[indicator.id]
        assert sheet.cell(row, 2).value == indicator.name
        assert sheet.cell(row, 3).value == (indicator.unit or "/")
        assert str(sheet.cell(row, 5).value) == (getattr(indicator, "baseline", None) or "—")
    forms = {number: sheet.cell(row, 4).value for number, row in found.items()}
    assert (forms["5"], forms["8"], forms["13"], forms["15"]) == (
        "当年值",
        "当年增速",
        "—",
        "当年值",
    )


def test_only_what_is_asked_for_is_unlocked(make: Make) -> None:
    sheet, notes = sheets(make())
    assert sheet.protection.sheet
    assert notes.protection.sheet
    assert sheet.protection.password is None
    free = {
        cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked
    }
    asked = {f"{column}2" for column in "CDEFMN"}
    names = max(rows(sheet).values()) + 2
    for line in (names, names + 1):
        asked |= {f"{column}{line}" for column in "CDELMN"}
    asked |= {f"{column}{names + 2}" for column in "CDEFGHIJKLMN"}
    for number, row in rows(sheet).items():
        asked |= {f"{column}{row}" for column in "FGHIJKLMN"}
        if number in {"8", *map(str, range(15, 21))}:  # 口径: growth and cumulative
            asked.add(f"D{row}")
    assert free == asked
    assert not any(not cell.protection.locked for row in notes.iter_rows() for cell in row)


def test_it_prints_on_a4_with_its_header_on_every_page(make: Make) -> None:
    sheet, notes = sheets(make())
    assert (sheet.page_setup.orientation, notes.page_setup.orientation) == ("landscape", "portrait")
    for each in (sheet, notes):
        assert each.page_setup.paperSize == 9
        assert each.oddFooter.center.text == "第&P页，共&N页"
        assert (each.page_setup.fitToWidth, each.page_setup.fitToHeight) == (1, 0)
        assert each.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.freeze_panes == "F5"


VARIANTS: dict[str, tuple[str, ...]] = {
    "all": (),
    "one year": ("--year", "2025"),
    "a task": ("--for", "T03"),
    "some indicators": ("--for", "5,6"),
    "one indicator": ("--for", "15", "--year", "2025"),
    "one commitment": ("--for", "C01"),
    "one milestone": ("--for", "M01"),
}


@pytest.mark.parametrize("options", VARIANTS.values(), ids=VARIANTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_heading_and_no_signatures_stand_alone_on_a_page(
    language: str, options: tuple[str, ...], make: Make
) -> None:
    book = openpyxl.load_workbook(make("--lang", language, *options))
    broken = 0
    for sheet in book.worksheets[:-1]:
        header = int(re.findall(r"[0-9]+", sheet.print_title_rows or "")[0])
        headings = {
            area.min_row
            for area in sheet.merged_cells.ranges
            if area.min_col == 1 and area.max_col == sheet.max_column and area.min_row > header
        }
        assert headings
        lines = sorted(set(rows_by_id(sheet).values()) | set(rows(sheet).values()))
        for page in sheet.row_breaks.brk:
            assert page.id not in headings
            assert sum(line > page.id for line in lines) >= 3  # with the signatures
            broken += 1
    assert bool(broken) is (options in (VARIANTS["all"], VARIANTS["one year"]))


@pytest.mark.parametrize("options", VARIANTS.values(), ids=VARIANTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_columns_fill_the_page_and_print_at_eight_points(
    language: str, options: tuple[str, ...], make: Make
) -> None:
    for sheet in openpyxl.load_workbook(make("--lang", language, *options)).worksheets:
        if sheet.sheet_state == "hidden":
            continue
        page = UPRIGHT if sheet.page_setup.orientation == "portrait" else LANDSCAPE
        last = openpyxl.utils.get_column_letter(sheet.max_column)
        assert sum(column.width for column in sheet.column_dimensions.values()) == page.width, last
        assert page.scale * SIZE > 7.9


@pytest.mark.parametrize(
    ("heights", "kept", "starts"),
    [
        ([10] * 5, [], []),  # 30 above and 50: it fits
        ([10] * 7, [], []),  # 100, to the last point
        ([10] * 8, [], [7]),
        ([10] * 16, [], [7]),  # 10 + 90 on the second page
        ([10] * 17, [], [7, 16]),
        ([10] * 8, [7], [6]),  # a heading goes with its first line
        ([10] * 8, [5, 6, 7], [4]),  # the signatures with the last lines
        ([10, 10, 200, 10], [], [2, 3]),  # what fits nowhere has a page of its own
        ([10] * 3, [0], []),
        ([], [], []),
    ],
)
def test_a_page_begins_before_the_row_that_no_longer_fits(
    heights: list[float], kept: list[int], starts: list[int]
) -> None:
    assert page_starts(heights, kept, room=100, head=30, repeated=10) == starts


@pytest.mark.parametrize(
    ("text", "width", "font", "lines"),
    [
        ("", 10, "宋体", 1),
        ("服务业增加值", 13, "宋体", 1),  # 6 × 10.5 points in 13 × 5.25 less the edges
        ("服务业增加值", 12, "宋体", 2),
        ("“品字标”品牌", 10, "宋体", 2),
        ("创建“鲁班奖”、“国家优质工程奖”", 21, "宋体", 2),
        ("一\n二\n三", 10, "宋体", 3),
        ("Coverage of basic pension insurance", 20, "Times New Roman", 2),
        ("Coverage of basic pension insurance", 34, "Times New Roman", 1),
        ("incomprehensibilities", 10, "Times New Roman", 2),  # a word wider than its column
        ("quality of water", 6, "Times New Roman", 3),  # words stay whole
    ],
)
def test_the_lines_that_a_text_takes(text: str, width: float, font: str, lines: int) -> None:
    assert lines_of(text, width, FACES[font]) == lines


def test_a_row_is_as_high_as_its_longest_text() -> None:
    face = FACES["宋体"]
    one = height_of_row([("一", 10)], face)
    assert one >= 14  # what a line of 10.5 points takes
    assert height_of_row([("一", 10), ("服务业增加值", 7)], face) >= 2 * 13
    assert height_of_row([("一" * 9999, 10)], face) == 409  # the most that a workbook allows
    assert height_of_row([("x", 10)], FACES["Times New Roman"]) < one


def printed(paths: Sequence[Path], office: Office) -> list[list[str]]:
    """The text of each page that LibreOffice prints of each of the files."""
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("pdftotext (poppler) is not installed")
    folder = paths[0].parent
    office.run("--convert-to", "pdf", "--outdir", folder, *paths)
    pdfs = [folder / f"{path.stem}.pdf" for path in paths]
    commands = [[reader, "-layout", str(pdf), "-"] for pdf in pdfs]
    texts = [subprocess.run(one, capture_output=True, check=True).stdout for one in commands]
    return [text.decode().split("\f")[:-1] for text in texts]


PAGES = {
    "all": 5,
    "one year": 5,
    "a task": 5,  # three sheets, the rules, its items
    "some indicators": 2,
    "one indicator": 2,
    "one commitment": 2,
    "one milestone": 2,
}


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_prints_on_five_pages(language: str, make: Make, office: Office) -> None:
    made = {
        variant: make("--lang", language, *options, name=f"{variant.replace(' ', '-')}.xlsx")
        for variant, options in VARIANTS.items()
    }
    of_each = printed(list(made.values()), office)
    for (variant, path), pages in zip(made.items(), of_each, strict=True):
        filled_in = len(openpyxl.load_workbook(path).worksheets) - 1
        assert len(pages) <= PAGES[variant], variant
        for label in LABELS[language]:
            assert sum(label in page for page in pages) == filled_in
        headings = re.compile(r"([TS][0-9]+|三\(.\)) .+")
        for number, page in enumerate(pages, 1):
            lines = [line.strip() for line in page.splitlines() if line.strip()]
            assert lines[-1] == Words(language)("template.page").replace("&P", str(number)).replace(
                "&N", str(len(pages))
            )
            assert not headings.fullmatch(lines[-2])  # above the number of the page


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_of_evaluators_prints_on_five_pages(
    language: str, make: Make, office: Office
) -> None:
    data = str(EXAMPLES / "failing-2025.xlsx")
    blank = make("--assessments", "--lang", language, name="blank.xlsx")
    assert len(openpyxl.load_workbook(blank).worksheets) == 1  # there is no doubt to settle
    doubts = make("--assessments", "--values", data, "--lang", language, name="doubts.xlsx")
    assert len(openpyxl.load_workbook(doubts).worksheets) == 2
    of_blank, of_doubts = printed([blank, doubts], office)
    assert len(of_blank) <= 4
    assert len(of_doubts) <= 5


@pytest.mark.slow
def test_the_share_of_a_department_prints_with_its_notes(make: Make, office: Office) -> None:
    [pages] = printed([make("--for", "5,6", name="form.xlsx")], office)
    assert len(pages) == 2  # the values; the rules with the two indicators
    assert "没有写明按面积还是按项目" in pages[-1].replace("\n", "")


@pytest.mark.parametrize(
    ("options", "prints", "alone"),
    [((), False, False), (("--for", "5,6"), True, False), (("--for", "T06"), True, True)],
)
def test_the_notes_on_items_print_where_one_page_holds_them(
    options: tuple[str, ...], prints: bool, alone: bool, make: Make
) -> None:
    zh = Words("zh")
    _, notes = sheets(make(*options))
    last = int(re.findall(r"[0-9]+", str(notes.print_area))[-1])
    heading = zh("template.about.heading" if prints else "template.about.screen")
    table = max(cell.row for cell in notes["A"] if cell.value == heading)
    assert (last > table) is prints
    assert [each.id for each in notes.row_breaks.brk] == ([table - 1] if alone else [])
    told = [cell.row for cell in notes["C"] if cell.value == zh("template.rule.items.text")]
    assert len(told) == 1
    assert told[0] < table  # a rule tells where they are to be read


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rule_for_all_cells_stands_once(language: str, make: Make) -> None:
    _, notes = sheets(make("--lang", language))
    shown = texts(notes)
    for rule in ("unit", "percent", "missing"):
        assert shown.count(Words(language)(f"template.rule.{rule}.text")) == 1
    table = shown[shown.index(Words(language)("template.about.scope")) :]
    unit = Words(language)("template.report.unit", unit="").rstrip(".。")
    assert not [text for text in table if text.startswith(unit)]
    first_words = Words(language)("template.rule.missing.text")[:4]
    assert len([text for text in shown if first_words in text]) == 1


def test_a_cell_to_fill_asks_back_and_never_refuses(make: Make) -> None:
    path = make()
    sheet, _ = sheets(path)
    found = rows(sheet)
    by_range = {str(item.sqref): item for item in sheet.data_validations.dataValidation}
    for number, row in found.items():
        asked = by_range[f"F{row}:J{row}"]
        assert (asked.errorStyle, asked.showErrorMessage) == ("warning", True)
        assert asked.type == ("list" if number in ("13", "14") else "custom")
        assert asked.showInputMessage
        assert asked.prompt
    # Not asked of openpyxl: its lowest version drops this attribute when it reads.
    for part in re.findall(rb"<dataValidation .*?>", unzipped(path, "xl/worksheets/sheet1.xml")):
        assert b'allowBlank="1"' in part
    share, money, count = (
        by_range[f"F{found[number]}:J{found[number]}"] for number in ("1", "7", "22")
    )
    row = found["1"]
    assert share.formula1 == f"OR(ISTEXT(F{row}),AND(ISNUMBER(F{row}),F{row}>=50,F{row}<=100))"
    assert "单位：%" in share.prompt
    assert "96.5" in share.prompt
    assert "单位：亿元" in money.prompt
    assert "INT(" in count.formula1
    assert "整数" in count.prompt


def test_lists_offer_the_states_of_the_plan_and_the_forms_that_reading_knows(
    make: Make, plan: Plan
) -> None:
    for language, wanted in (("zh", "name"), ("en", "name_en")):
        path = make("--lang", language)
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        found = rows(sheet)
        by_range = {str(item.sqref): item for item in sheet.data_validations.dataValidation}
        formula = by_range[f"F{found['13']}:J{found['13']}"].formula1
        name, cells = re.fullmatch(r"'(.+)'!(.+)", formula).groups()  # type: ignore[union-attr]
        offered = [cell.value for (cell,) in book[name][cells.replace("$", "")]]
        milestone = plan.indicator("13")
        assert offered == [getattr(state, wanted) for state in milestone.states]  # type: ignore[union-attr]
        assert [milestone.rank_of(state) for state in offered] == [0, 1, 2, 3]  # type: ignore[union-attr]
        for number in ("8", "19"):
            indicator = plan.indicator(number)
            assert indicator is not None
            words = by_range[f"D{found[number]}"].formula1.strip('"').split(",")
            assert [read_form(word) for word in words] == list(indicator.forms)
            assert sheet.cell(found[number], 4).value == words[0]


def test_prompts_fit_what_a_workbook_holds_whatever_the_plan_says(
    make: Make, tmp_path: Path
) -> None:
    folder = tmp_path / "plan"
    shutil.copytree(EXAMPLES.parent / "plan", folder)
    file = folder / "indicators.yaml"
    long = "很长的名称𠮷" * 60
    file.write_text(
        file.read_text(encoding="utf-8").replace(f"name: {P7}\n", f"name: {long}\n"), "utf-8"
    )
    sheet, _ = sheets(make("--plan", str(folder)))
    assert long in texts(sheet)
    for item in sheet.data_validations.dataValidation:
        for text, limit in (
            (item.promptTitle, 32),
            (item.errorTitle, 32),
            (item.prompt, 255),
            (item.error, 255),
            (item.formula1, 255),
        ):
            assert len((text or "").encode("utf-16-le")) <= 2 * limit


def test_no_target_stands_where_actuals_are_filled_in(make: Make) -> None:
    sheet, notes = sheets(make())
    for target in ("423", ">40", ">15", "411", "完成创建"):
        assert target not in texts(sheet)
    assert "目标" not in "".join(texts(sheet))
    shown = "\n".join(texts(notes))
    for target in (">96%", "423亿元", "9%", "20个", "完成创建", "411家"):
        assert f"2025年目标 {target}" in shown


# The notes


def test_the_notes_explain_every_rule_and_every_indicator(make: Make, plan: Plan) -> None:
    _, notes = sheets(make())
    assert notes.title == "填报说明"
    shown = "\n".join(texts(notes))
    for word in (
        "不是 0",
        "96%以上",
        "初步核算",
        "预计",
        "1—9月",
        "2、4、5、6、7",
        "佐证材料",
        "万元",
    ):
        assert word in shown
    for indicator in plan.indicators:
        assert f"{indicator.name}\n" in shown
        if indicator.scope_note:
            assert indicator.scope_note in shown
        for conflict in indicator.conflicts:
            assert (conflict.effect in shown) is (conflict.baseline is None)


def test_rules_for_a_kind_stand_only_where_the_form_has_one_of_it(make: Make) -> None:
    _, notes = sheets(make("--for", "1,7"))
    shown = "\n".join(texts(notes))
    for heading in ("累计型指标的口径", "年均增速型指标的口径", "创建型指标"):
        assert heading not in shown


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_kind_has_its_words(language: str) -> None:
    words = Words(language)
    assert [kind for kind in KINDS if not words.knows(f"template.report.{kind}")] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *(
            (text, Figure)
            for text in (">96", "≥6", "96%以上", "95~97", "96.5", "96.5%", "3227000万元")
        ),
        *((text, Figure) for text in ("348.6（初步核算）", "348.6（快报）", "预计430", "-2", "0")),
        *((text, Missing) for text in ("—", "暂无", "")),
        *((text, Unreadable) for text in ("约6", "6左右")),
    ],
)
def test_what_the_notes_quote_reads_as_they_say(text: str, kind: type) -> None:
    zh = Words("zh")
    told = "".join(
        zh(f"template.rule.{rule}.text", title="", first="", last="", years="")
        for rule in (
            "unit",
            "percent",
            "bounds",
            "missing",
            "provisional",
            "forecast",
            "average_growth",
        )
    )
    assert not text or text in told or text in ("约6", "6左右")
    value = read_value(text)
    assert isinstance(value, kind)
    if isinstance(value, Figure):
        assert value.provisional is ("初步" in text or "快报" in text)
        assert value.forecast is ("预计" in text)


# --for and --year


def test_for_takes_ids_keys_and_keeps_the_order_of_the_plan(make: Make) -> None:
    sheet, notes = sheets(make("--for", "19,services-value-added", "--for", "8, 19"))
    assert list(rows(sheet)) == ["7", "8", "19"]
    assert [text for text in ("质量建设", "标准建设", "品牌建设") if text in texts(sheet)] == [
        "质量建设",
        "品牌建设",
    ]
    assert P1 not in "".join(texts(notes))


def test_year_asks_for_one_year_only(make: Make) -> None:
    sheet, _ = sheets(make("--year", "2025"))
    header = [sheet.cell(HEADER_ROW, column).value for column in range(1, sheet.max_column + 1)]
    assert header == [*PRINTED, "2025年", *BESIDE]
    assert "本表填报2025年实际值" in sheet["A3"].value


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "-o FILE"),
        (("-o", ""), "-o FILE"),
        (("-o", "form.xls"), ".xlsx"),
        (("-o", "form"), ".xlsx"),
        (("-o", "f.xlsx", "--for", "1,99"), "“99”"),
        (("-o", "f.xlsx", "--for", "服务业增加"), "是否为7 服务业增加值"),
        (("-o", "f.xlsx", "--for", ","), "--for"),
        (("-o", "f.xlsx", "--year", "2026"), "2021—2025"),
        (("-o", "f.xlsx", "--year", "next"), "不是年份"),
        (("-o", "f.xlsx", "--values", "nosuch.xlsx"), "找不到文件"),
        (("-o", "f.xlsx", "--values", "-", "--values", "-"), "只能给出一次"),
        (
            (
                "-o",
                "nosuch/f.xlsx",
            ),
            "nosuch/f.xlsx",
        ),
    ],
)
def test_a_wrong_call_is_2_and_writes_nothing(
    arguments: tuple[str, ...],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["template", *arguments]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert said in err
    assert list(tmp_path.iterdir()) == []


# --values


@pytest.mark.parametrize(
    "name", ["midterm-2023.xlsx", "final-2025.xlsx", "failing-2025.xlsx", "actuals.yaml"]
)
def test_a_form_with_known_values_gives_the_report_of_the_data(
    name: str, make: Make, judge: Judge
) -> None:
    original = judge((name, (EXAMPLES / name).read_bytes()))
    unread = {finding.indicator for finding in original.diagnostics}
    ids = [item.indicator.id for item in original.indicators if item.indicator.id not in unread]
    path = make("--values", str(EXAMPLES / name))
    again = on(path, judge, only=ids, year=original.year)
    assert again.diagnostics == ()
    expected = judge((name, (EXAMPLES / name).read_bytes()), only=ids, year=original.year)
    for given, shown in zip(expected.indicators, again.indicators, strict=True):
        # Base-year values are the plan's in the form; a remark without a value is not kept.
        now = stripped(replace(shown, unused=(), provenance=()))
        before = stripped(replace(given, unused=(), provenance=()))
        if (name, given.indicator.id) == ("actuals.yaml", "7"):  # the mark behind the unit
            assert before["series"][-1].pop("text") == "4263000(初步核算)万元"
            assert now["series"][-1].pop("text") == "4263000万元(初步核算)"
        assert now == before


def test_an_unreadable_value_stays_blank_and_is_said(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "f.xlsx"
    data = str(EXAMPLES / "failing-2025.xlsx")
    assert main(["template", "-o", str(path), "--values", data, "--for", "9,21"]) == 0
    said = capfd.readouterr().err
    assert f"没有填入：{P21}2025年的“0.0336”（{data}:实际值!K25），数据有误。" in said
    assert said.count("没有填入") == 1
    assert "错误 [looks-like-fraction]" in said
    sheet, _ = sheets(path)
    row = rows(sheet)["21"]
    shown = [sheet.cell(row, column).value for column in range(6, 11)]
    assert shown == [2.78, 2.91, 3.05, 3.2, None]


def filled_from(
    table: list[list[Any]], make: Make, xlsx: Xlsx, tmp_path: Path, **more: Any
) -> tuple[Any, Path]:
    data = tmp_path / "data.xlsx"
    data.write_bytes(xlsx(table, **more))
    path = make("--values", str(data))
    return sheets(path)[0], path


def test_text_is_kept_as_reported(make: Make, xlsx: Xlsx, tmp_path: Path) -> None:
    table: list[list[Any]] = [
        ["指标", "2021年", "2022年", "2023年"],
        [P1, ">96", " 96.50 ", 97.5],
        [P7, "3227000万元", "预计430", "348.6(快报)"],
    ]
    sheet, _ = filled_from(table, make, xlsx, tmp_path)
    row = rows(sheet)["1"]
    assert [sheet.cell(row, column).value for column in (6, 7, 8)] == [">96", " 96.50 ", 97.5]
    row = rows(sheet)["7"]
    assert [sheet.cell(row, column).value for column in (6, 7, 8)] == [
        "3227000万元",
        "预计430",
        "348.6(快报)",
    ]


def test_what_the_column_said_is_written_beside_the_value(
    make: Make, xlsx: Xlsx, tmp_path: Path, plan: Plan
) -> None:
    """A provisional or forecast column, and a percent cell, would be lost with the bare number."""
    table: list[list[Any]] = [
        ["指标", "2023年", "2024年(初步核算)", "2025年预计"],
        [P7, 385.1, 404.7, 430],
        [P1, 0.965, 97, 98],
        [P13, "推进中", "已申报", True],
    ]
    sheet, path = filled_from(table, make, xlsx, tmp_path, formats={"B3": "0.0%"})
    row = rows(sheet)["7"]
    assert [sheet.cell(row, column).value for column in (8, 9, 10)] == [
        385.1,
        "404.7（初步核算）",
        "430（预计）",
    ]
    assert sheet.cell(rows(sheet)["1"], 8).value == 96.5
    states = [sheet.cell(rows(sheet)["13"], column).value for column in (8, 9, 10)]
    assert states == ["推进中", "已申报（初步核算）", "TRUE（预计）"]
    read = [seen for seen in read_actuals([path], plan).observations if seen.year > 2020]
    for number, values in (("7", None), ("13", [1, 2, 3])):
        again = [seen for seen in read if seen.indicator == number]
        assert [(seen.provisional, seen.forecast) for seen in again] == [
            (False, False),
            (True, False),
            (False, True),
        ]
        assert values is None or [seen.value for seen in again] == values


def test_a_form_that_nobody_declared_is_left_to_choose(
    xlsx: Xlsx, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data.xlsx"
    data.write_bytes(xlsx([["指标", "2021年", "2022年"], [P19, 2, 4], [P9, 5.6, 5.7]]))
    path = tmp_path / "f.xlsx"
    assert main(["template", "-o", str(path), "--values", str(data)]) == 0
    assert "指标19的已有数据没有写明口径" in capfd.readouterr().err
    sheet, _ = sheets(path)
    found = rows(sheet)
    assert sheet.cell(found["19"], 4).value is None
    assert sheet.cell(found["9"], 4).value == "当年值"  # a level has no other


@pytest.mark.parametrize(("form", "shown"), [("累计值", "累计值"), ("年度新增", "当年值")])
def test_a_declared_form_is_kept(
    form: str, shown: str, make: Make, xlsx: Xlsx, tmp_path: Path
) -> None:
    table: list[list[Any]] = [["指标", "口径", "2021年", "2022年"], [P19, form, 2, 4]]
    sheet, _ = filled_from(table, make, xlsx, tmp_path)
    assert sheet.cell(rows(sheet)["19"], 4).value == shown


def test_what_a_year_column_cannot_hold_is_left_out_and_said(
    xlsx: Xlsx, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    header = ["指标", "2024年", "2025年1-9月", "2021—2024年年均"]
    data = tmp_path / "data.xlsx"
    data.write_bytes(xlsx([header, [P7, 404.7, 310, None], [P8, 8, None, 9.1]]))
    path = tmp_path / "f.xlsx"
    assert main(["template", "-o", str(path), "--values", str(data), "--for", "7,8"]) == 0
    said = capfd.readouterr().err
    assert f"没有填入：{P7}2025年的“310”（{data}:实际值!C2），不是全年数。" in said
    assert said.count("没有填入") == 2
    sheet, _ = sheets(path)
    row = rows(sheet)["7"]
    assert [sheet.cell(row, column).value for column in (9, 10)] == [404.7, None]


def test_what_is_said_of_a_value_stands_beside_it(make: Make, xlsx: Xlsx, tmp_path: Path) -> None:
    header = ["指标", "2025年", "责任单位", "数据来源", "佐证材料", "备注"]
    table: list[list[Any]] = [
        header,
        [P7, 426.3, "统计局", "统计年鉴", "年鉴第3页", "按现价"],
        [P9, None, "卫健局", "", "", "尚未报送"],
    ]
    sheet, _ = filled_from(table, make, xlsx, tmp_path)
    row = rows(sheet)["7"]
    shown = [sheet.cell(row, column).value for column in range(11, 15)]
    assert shown == ["统计局", "统计年鉴", "年鉴第3页", "按现价"]
    row = rows(sheet)["9"]
    assert [sheet.cell(row, column).value for column in range(11, 15)] == [None] * 4


def test_text_from_a_file_is_text_in_the_form(make: Make, tmp_path: Path, plan: Plan) -> None:
    """Evidence is any text; none of it becomes a formula or breaks the workbook."""
    nasty = [text for text in NASTY if len(text) < 200 and "\ud800" not in text]
    numbers = [indicator.id for indicator in plan.indicators]
    for start in range(0, len(nasty), len(numbers)):
        texts_of = dict(zip(numbers, nasty[start:], strict=False))
        items = [
            {"id": number, "values": {"2025": str(MET[number][-1])}, "evidence": text}
            for number, text in texts_of.items()
        ]
        data = tmp_path / f"data{start}.json"
        data.write_text(json.dumps({"actuals": items}), encoding="utf-8")
        path = make("--values", str(data))
        with zipfile.ZipFile(path) as archive:
            assert not re.search(rb"<f[ >/]", archive.read("xl/worksheets/sheet1.xml"))
        assert read_actuals([path], plan).diagnostics == ()
        sheet = sheets(path)[0]
        for number, row in rows(sheet).items():
            if number in texts_of:
                cell = sheet.cell(row, 13)
                assert cell.data_type == "s", texts_of[number]
                assert cell.quotePrefix is str(cell.value).startswith(("=", "+", "-", "@"))


def test_an_example_of_a_formula_stays_what_it_was(make: Make, tmp_path: Path) -> None:
    data = tmp_path / "data.yaml"
    values = 'values: {2025: "完成创建"}\n    evidence: "=1+1\\x07"'
    data.write_text(f"actuals:\n  - indicator: {P13}\n    {values}\n", encoding="utf-8")
    sheet, _ = sheets(make("--values", str(data)))
    cell = sheet.cell(rows(sheet)["13"], 13)
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1\ufffd", "s", True)


# What it writes, and where


def test_the_same_inputs_give_the_same_bytes(make: Make, tmp_path: Path) -> None:
    options = ("--values", str(EXAMPLES / "midterm-2023.xlsx"))
    first = make(*options).read_bytes()
    other = tmp_path / "other.xlsx"
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai"}
    command = [sys.executable, "-m", "shengzhou_quality", "template", "-o", str(other), *options]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    assert other.read_bytes() == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_dash_writes_the_form_to_stdout(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["template", "-o", "-"]) == 0
    out, err = capfdbinary.readouterr()
    assert err == b""
    assert out.startswith(b"PK")
    assert openpyxl.load_workbook(io.BytesIO(out)).sheetnames == SHEETS


@pytest.mark.parametrize("link", ["same", "symlink", "hard link"])
def test_an_input_is_never_overwritten(
    link: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data.xlsx"
    shutil.copy(EXAMPLES / "midterm-2023.xlsx", data)
    target = data
    if link != "same":
        target = tmp_path / "other.xlsx"
        target.symlink_to(data) if link == "symlink" else target.hardlink_to(data)
    before = data.read_bytes()
    assert main(["template", "-o", str(target), "--values", str(data)]) == 2
    assert "不能作为输出" in capfd.readouterr().err
    assert data.read_bytes() == before


# Filled in by another program

MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">
Sub Fill
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  book = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, hidden())
  On Error Resume Next
{typed}
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  kind(0).Name = "FilterName" : kind(0).Value = "{filter}"
  book.storeToURL("{target}", kind())
  book.close(True)
End Sub
</script:module>
"""


def fill_by_libreoffice(
    source: Path, target: Path, typed: Mapping[str, Any], office: Office
) -> None:
    """Open `source` in LibreOffice, type into its cells, and save it as `target`.

    A cell of another sheet than the first is written `1.F5`, with the number of the sheet.
    """
    quoted = {cell: str(value).replace('"', '""') for cell, value in typed.items()}
    lines = escape(
        "\n".join(
            f'  book.Sheets.getByIndex({sheet or 0}).getCellRangeByName("{cell}")'
            f'.setFormula("{text}")'
            for place, text in quoted.items()
            for sheet, _, cell in [place.rpartition(".")]
        )
    )
    macro = MACRO.format(
        source=source.as_uri(),
        target=target.as_uri(),
        typed=lines,
        filter=FILTERS[target.suffix.lstrip(".")],
    )
    # The profile has an empty Module1 of its own, which ours replaces.
    module = office.profile / "user" / "basic" / "Standard" / "Module1.xba"
    module.write_text(macro, encoding="utf-8")
    said = office.run("macro:///Standard.Module1.Fill")
    assert target.is_file(), said


FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8"}


@pytest.mark.slow
@pytest.mark.parametrize("suffix", FILTERS)
@pytest.mark.parametrize("years", [YEARS, YEARS[-1:]], ids=["all years", "one year"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_filled_and_saved_by_libreoffice_is_judged_without_a_finding(
    language: str,
    years: tuple[int, ...],
    suffix: str,
    make: Make,
    judge: Judge,
    plan: Plan,
    tmp_path: Path,
    office: Office,
) -> None:
    words = Words(language)
    one = len(years) == 1
    empty = make("--lang", language, *(("--year", str(years[0])) if one else ()))
    found = rows(sheets(empty)[0])
    columns = "FGHIJ"[: len(years)]
    evidence, date = ("I", "I2") if one else ("M", "M2")
    typed: dict[str, Any] = {"C2": "市市场监管局", date: "2026-01-15"}

    def report_values(place: str, values: Sequence[Any]) -> None:
        kept = values[-len(years) :]
        typed.update(
            {place.format(column): value for column, value in zip(columns, kept, strict=True)}
        )

    for number, values in MET.items():
        report_values(f"{{}}{found[number]}", values)
        typed[f"{evidence}{found[number]}"] = "证明材料"
    cumulative = [number for number in found if plan.indicator(number).kind == "cumulative"]  # type: ignore[union-attr]
    for number in cumulative if one else ["19"]:
        typed[f"D{found[number]}"] = words("template.form.total")
        totals = tuple(accumulate(MET[number]))
        report_values(f"{{}}{found[number]}", totals)
    if one:
        typed[f"D{found['8']}"] = words("template.form.mean")
    completed = {it.id: it.states[-1] for it in asked_for(plan).milestones}
    _, commitments, milestones, _ = openpyxl.load_workbook(empty).worksheets
    for identity, row in rows_by_id(commitments).items():
        report_values(f"1.{{}}{row}", COMMITMENTS[identity])
        typed[f"1.{evidence}{row}"] = "证明材料"
        if identity == "C31":
            typed[f"1.D{row}"] = words("template.form.of_year")
            report_values(f"1.{{}}{row}", (0, 0, 0, 0, 2) if one else COMMITMENTS["C31"])
    for identity, row in rows_by_id(milestones).items():
        state = words.of(completed[identity], "name")
        typed |= {f"2.C{row}": state, f"2.D{row}": "2024-06-30", f"2.F{row}": "证明材料"}
    filled = tmp_path / f"filled.{suffix}"
    fill_by_libreoffice(empty, filled, typed, office)

    if suffix == "xlsx":
        sheet = openpyxl.load_workbook(filled).worksheets[0]
        assert sheet[f"B{found['1']}"].protection.locked
        assert not sheet[f"F{found['1']}"].protection.locked
        assert sheet.protection.sheet
        assert len(sheet.data_validations.dataValidation) >= len(plan.indicators)
    report = on(filled, judge)
    assert report.diagnostics == ()
    assert {result.status.value for result in report.indicators} == {"met"}
    assert report.exit_code == 0
    for number, text in (("5", "41.5"), ("19", "9"), ("15", "24")):
        actual = of(report, number).actual
        assert actual is not None
        assert actual.text == text
    promises = (*report.commitments, *report.milestones)
    assert {it.promise.id for it in promises if it.by_itself and not it.reported} == set()
    assert {it.result.status.value for it in promises if it.result} == {"met"}
    dates = {it.completed for it in report.milestones if it.by_itself}
    assert dates == {"2024-06-30"}


# Commitments and the progress of the tasks

# One value for each year: every one is met, C34 at its limit.
COMMITMENTS: dict[str, tuple[Any, ...]] = {
    "C01": (14, 15, 18, 19, 22),
    "C03": (1, 2, 3, 4, 4),
    "C04": (2, 2, 2, 3, 3),
    "C06": (52.1, 53.8, 55.2, 56.9, 58),
    "C07": (4.6, 5, 5.3, 5.6, 6),
    "C17": (1, 2, 3, 4, 4),
    "C28": (1, 2, 2, 3, 3),
    "C31": (0, 1, 0, 0, 1),
    "C34": (0.3, 0.3, 0.3, 0.3, 0.3),
    "C36": (96, 96, 96, 96, 96),
    **dict.fromkeys(
        [
            "C08",
            "C10",
            "C11",
            "C12",
            "C13",
            "C16",
            "C19",
            "C23",
            "C24",
            "C25",
            "C26",
            "C29",
            "C30",
            "C32",
            "C33",
            "C35",
        ],
        (90, 92, 94, 96, 100),
    ),
}


def rows_by_id(sheet: Any) -> dict[str, int]:
    """The row of each commitment or milestone, by its id."""
    return {
        str(cell.value): cell.row
        for cell in sheet["A"]
        if re.fullmatch(r"[CM][0-9]{2}", str(cell.value))
    }


def test_there_is_a_row_for_whatever_is_reported_in_a_row_of_its_own(
    make: Make, plan: Plan
) -> None:
    book = openpyxl.load_workbook(make())
    assert book.sheetnames == SHEETS
    judged = {one.id: one for one in plan.judged_promises}
    commitments, milestones = (rows_by_id(book[name]) for name in SHEETS[1:3])
    assert {*commitments, *milestones} == set(judged)
    for identity, row in commitments.items():
        sheet = book["量化任务"]
        printed = [sheet.cell(row, column).value for column in (2, 3, 5)]
        commitment = judged[identity]
        target = str(commitment.target)
        name, unit, shown = printed
        assert (name, unit) == (commitment.name, commitment.unit or "/")
        assert str(shown) == (target.removesuffix("%") if unit == "%" else target)
    assert set(commitments) == set(COMMITMENTS)


def test_their_columns_are_those_that_reading_knows(make: Make) -> None:
    book = openpyxl.load_workbook(make("--year", "2025"))
    header = [cell.value for cell in book["量化任务"][HEADER_ROW] if cell.value]
    assert header == ["编号", "量化任务", "单位", "口径", "目标值", "2025年", *BESIDE]
    progress = [cell.value for cell in book["任务进展"][3] if cell.value]
    assert progress == ["编号", "标志性成果", "状态", "完成日期", "责任单位", "佐证材料", "说明"]


def test_a_place_in_the_plan_heads_the_commitments_of_it(make: Make) -> None:
    sheet = openpyxl.load_workbook(make())["量化任务"]
    row = rows_by_id(sheet)["C01"]
    assert sheet.cell(row - 1, 1).value == "三(一) 专栏1 质量管理标杆培育工程"


def test_states_are_offered_and_dates_asked_for(make: Make) -> None:
    book = openpyxl.load_workbook(make())
    sheet, notes = book["任务进展"], book["填报说明"]
    found = rows_by_id(sheet)
    lists = {
        str(each.sqref): each.formula1
        for each in sheet.data_validations.dataValidation
        if each.type == "list"
    }
    assert set(lists) == {f"C{row}" for row in found.values()}

    def offered(identity: str) -> list[Any]:
        first, last = re.findall(r"[$]D[$]([0-9]+)", lists[f"C{found[identity]}"])
        return [notes.cell(row, 4).value for row in range(int(first), int(last) + 1)]

    assert offered("M01") == ["未启动", "推进中", "已完成", "已调整", "已停止"]
    assert offered("M28") == [
        "未启动", "推进中", "已申报或通过验收，待命名", "省级创建成功", "国家级创建成功",
        "已调整", "已停止",
    ]  # fmt: skip
    [dates] = [each for each in sheet.data_validations.dataValidation if each.type == "date"]
    assert dates.errorStyle == "warning"
    assert dates.formula1 == "DATE(2021,1,1)"
    for row in found.values():
        assert sheet.cell(row, 2).protection.locked
        assert not any(sheet.cell(row, column).protection.locked for column in range(3, 8))


def test_the_notes_tell_of_both_and_of_each(make: Make, plan: Plan) -> None:
    notes = sheets(make())[1]
    headings = [cell.value for cell in notes["A"] if cell.value]
    assert "量化任务" in headings
    assert "任务进展" in headings
    about = {one.id for one in plan.judged_promises}
    assert about <= set(headings)
    alone = sheets(make("--for", "M01"))[1]
    told = [cell.value for cell in alone["A"] if cell.value]
    assert "任务进展" in told
    assert "单位" not in told


@pytest.mark.parametrize(
    ("chosen", "names", "ids"),
    [
        ("T03", ["实际值", "量化任务", "任务进展"], {"18", "20", "C03", "M03", "M04"}),
        ("C06,M01", ["量化任务", "任务进展"], {"C06", "M01"}),
        ("m28", ["任务进展"], {"M28"}),
        ("C05", ["实际值"], {"21"}),
        ("B3", ["量化任务"], {"C06", "C07"}),
        ("5", ["实际值"], {"5"}),
        ("特种设备万台事故率", ["量化任务"], {"C34"}),
    ],
)
def test_for_takes_ids_of_commitments_milestones_and_tasks(
    chosen: str, names: list[str], ids: set[str], make: Make, plan: Plan
) -> None:
    path = make("--for", chosen)
    assert openpyxl.load_workbook(path).sheetnames == [*names, "填报说明"]
    actuals = read_actuals([path], plan)
    assert actuals.diagnostics == ()
    assert set(actuals.matched) == ids


@pytest.mark.parametrize("chosen", ["C09", "C99", "X05", "T02.1"])
def test_what_has_nothing_to_fill_in_is_a_usage_error(
    chosen: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "form.xlsx"
    assert main(["template", "-o", str(path), "--for", chosen]) == 2
    assert not path.exists()
    assert chosen in capfd.readouterr().err


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["tasks-2025.xlsx", "tasks-2023.xlsx"])
def test_a_form_with_known_states_gives_the_report_of_the_data(
    name: str, language: str, make: Make, judge: Judge
) -> None:
    path = make("--values", str(EXAMPLES / name), "--lang", language)
    again = on(path, judge)
    original = on(EXAMPLES / name, judge)
    assert again.diagnostics == ()
    assert {found.code for found in original.diagnostics} == {"left-to-people"}
    for mine, theirs in (
        (again.commitments, original.commitments),
        (again.milestones, original.milestones),
    ):
        for ours, other in zip(mine, theirs, strict=True):
            assert (ours.result is None) is (other.result is None)
            if ours.result and other.result:
                assert ours.result.verdict is other.result.verdict
                assert ours.result.status is other.result.status
                assert ours.result.evidence == other.result.evidence
            assert ours.completed == other.completed


def test_a_state_of_a_year_is_filled_in_with_that_year(
    make: Make, xlsx: Xlsx, tmp_path: Path
) -> None:
    data = tmp_path / "data.xlsx"
    data.write_bytes(
        xlsx([["编号", "2022年", "2023年", "2024年"], ["M01", "推进中", "已完成", "已完成"]])
    )
    sheet = openpyxl.load_workbook(make("--values", str(data)))["任务进展"]
    row = rows_by_id(sheet)["M01"]
    assert (sheet.cell(row, 3).value, sheet.cell(row, 4).value) == ("已完成", "2023")


def test_a_state_that_cannot_be_read_stays_out_and_is_said(
    tmp_path: Path, xlsx: Xlsx, capfd: pytest.CaptureFixture[str]
) -> None:
    data, form = tmp_path / "data.xlsx", tmp_path / "form.xlsx"
    data.write_bytes(xlsx([["编号", "状态"], ["M01", "差不多"], ["M02", "已完成"]]))
    assert main(["template", "-o", str(form), "--values", str(data)]) == 0
    said = capfd.readouterr().err
    assert "没有填入：四级政府质量奖争创梯队" in said
    assert "已填入1个已有数据。" in said
    sheet = openpyxl.load_workbook(form)["任务进展"]
    found = rows_by_id(sheet)
    assert sheet.cell(found["M01"], 3).value is None
    assert sheet.cell(found["M02"], 3).value == "已完成"


def test_text_of_their_rows_is_text_in_the_form(make: Make, tmp_path: Path) -> None:
    data = tmp_path / "data.json"
    nasty = [text for text in NASTY if len(text) < 200 and "\ud800" not in text]
    ids = (number for number in range(1, 70) if number not in (38, 39))
    items = [
        {"id": f"M{number:02}", "state": "已完成", "evidence": text, "note": text}
        for number, text in zip(ids, nasty, strict=False)
    ]
    data.write_text(json.dumps({"actuals": items}), encoding="utf-8")
    path = make("--values", str(data))
    sheet = openpyxl.load_workbook(path)["任务进展"]
    shown = [sheet.cell(row, 6) for row in rows_by_id(sheet).values()]
    assert sum(cell.value is not None for cell in shown) > len(items) // 2
    assert {cell.data_type for cell in shown if cell.value is not None} == {"s"}
    with zipfile.ZipFile(path) as archive:
        assert not re.search(rb"<f[ >/]", archive.read("xl/worksheets/sheet3.xml"))
    assert read_actuals([path], load_plan()).diagnostics == ()


def test_the_target_of_a_share_has_its_sign_in_the_column_of_the_unit() -> None:
    from shengzhou_quality.template.form import _printed
    from shengzhou_quality.template.sheets import COMMITMENTS

    printed = [_printed(one, COMMITMENTS) for one in load_plan().judged_promises]
    assert [text for text in printed if text and text.endswith("%")] == []
