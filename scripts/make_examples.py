"""Makes the files in `examples/`, the same bytes every time.

    python scripts/make_examples.py            writes them
    python scripts/make_examples.py --check    exits 1 if one of them differs

Names, units and base-year values come from the plan, figures from `example_figures.py`.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from itertools import groupby
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Final
from unicodedata import east_asian_width

from example_actuals import ACTUALS_YAML
from example_figures import BOOKS, NONE, Book, Reported, Value
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from shengzhou_quality import load_plan
from shengzhou_quality.plan.kinds.milestone import Milestone
from shengzhou_quality.renderers.workbook_bytes import reproducible

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from shengzhou_quality.plan.kinds import AnyIndicator
    from shengzhou_quality.plan.model import Plan

NOTICE: Final = "示例数据,非官方统计"
ROOT: Final = Path(__file__).resolve().parent.parent
EXAMPLES: Final = ROOT / "examples"

_SHEET = "实际值"
_HEADER_ROW = 4

# Column titles and widths; one column a year stands between BEFORE and AFTER.
_BEFORE = (("序号", 6), ("一级指标", 10), ("指标", 40), ("单位", 7), ("口径", 10))
_YEAR_WIDTH, _BASE_WIDTH = 12, 14
_AFTER = (("佐证材料", 22), ("备注", 28))
_LEFT_ALIGNED = {"指标", "佐证材料", "备注"}

# Heights in points, and what of a column's width its edges and indent take.
_LINE, _PADDING, _INSIDE = 14.5, 9.0, 2
_THIN = Side(style="thin", color="FF7F7F7F")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEADER_FILL = PatternFill("solid", fgColor="FFDCE6F1")
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
_TITLE = Font(name="黑体", size=16, bold=True)
_WARNING = Font(name="黑体", size=12, bold=True, color="FFC00000")
_HEADER = Font(name="黑体", size=10.5)
_BODY = Font(name="宋体", size=10.5)


def build() -> dict[str, bytes]:
    """Every example by its file name."""
    plan = load_plan(ROOT / "plan")
    books = {book.file: _as_bytes(_workbook(book, plan)) for book in BOOKS}
    return books | {"actuals.yaml": ACTUALS_YAML.encode("utf-8")}


def _workbook(book: Book, plan: Plan) -> Workbook:
    workbook = Workbook()
    workbook.properties.creator = "make_examples.py"
    workbook.properties.title = NOTICE
    sheet = workbook.worksheets[0]
    sheet.title = _SHEET
    base = (f"{plan.head.baseline_year}年实际值", _BASE_WIDTH)
    years = ((f"{year}年", _YEAR_WIDTH) for year in book.years)
    columns = (*_BEFORE, base, *years, *_AFTER)
    _write_head(sheet, book, plan, columns)
    for number, indicator in enumerate(plan.indicators, _HEADER_ROW + 1):
        _write_row(sheet, number, indicator, book.rows[indicator.id], columns)
    _merge_categories(sheet, plan)
    _write_foot(sheet, _HEADER_ROW + len(plan.indicators) + 1, len(columns))
    _set_up_page(sheet, columns)
    return workbook


def _write_head(
    sheet: Worksheet, book: Book, plan: Plan, columns: tuple[tuple[str, int], ...]
) -> None:
    width = len(columns)
    title = f"{plan.head.title}主要指标完成情况汇总表({book.years[-1]}年度)"
    _write_line(sheet, 1, width, NOTICE, _WARNING, _CENTRE, 22)
    _write_line(sheet, 2, width, title, _TITLE, _CENTRE, 32)
    scope = f"填报单位:(示例,不填)        数据年度:{book.years[0]}—{book.years[-1]}年"
    _write_line(sheet, 3, width, f"{scope}        计量单位:见表", _BODY, _LEFT, 20)
    for column, (words, _) in enumerate(columns, 1):
        cell = sheet.cell(_HEADER_ROW, column, words)
        cell.font, cell.fill, cell.border = _HEADER, _HEADER_FILL, _BORDER
        cell.alignment = _CENTRE
    sheet.row_dimensions[_HEADER_ROW].height = 26


def _write_line(
    sheet: Worksheet, row: int, width: int, text: str, font: Font, side: Alignment, height: float
) -> None:
    """One text across the whole table."""
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
    cell = sheet.cell(row, 1, text)
    cell.font = font
    cell.alignment = side
    sheet.row_dimensions[row].height = height


def _write_row(
    sheet: Worksheet,
    row: int,
    indicator: AnyIndicator,
    reported: Reported,
    columns: tuple[tuple[str, int], ...],
) -> None:
    base = _base_value(indicator, percent=reported.percent)
    numbers = (base, *reported.values)
    unit = "/" if isinstance(indicator, Milestone) else indicator.unit
    before = (int(indicator.id), None, indicator.name, unit, reported.form)
    after = (reported.evidence or NONE, reported.remark or None)
    lines = 1
    for column, value in enumerate((*before, *numbers, *after), 1):
        words, width = columns[column - 1]
        cell = sheet.cell(row, column, value)
        cell.font, cell.border = _BODY, _BORDER
        cell.alignment = _LEFT if words in _LEFT_ALIGNED else _CENTRE
        if len(before) < column <= len(before) + len(numbers) and not isinstance(value, str):
            cell.number_format = _number_format(value, numbers, percent=reported.percent)
        lines = max(lines, ceil(_text_width(str(value)) / (width - _INSIDE)))
    sheet.row_dimensions[row].height = lines * _LINE + _PADDING


def _base_value(indicator: AnyIndicator, *, percent: bool) -> Value:
    """The plan's own figure, as a number where it is one."""
    if isinstance(indicator, Milestone) or indicator.baseline is None:
        return NONE
    if re.fullmatch(r"[0-9.]+", indicator.baseline) is None:
        return indicator.baseline
    number = float(indicator.baseline)
    return number / 100 if percent else number


def _number_format(value: Value | None, row: tuple[Value, ...], *, percent: bool) -> str:
    """As many decimals as the figures of the row need to line up, or as this one needs."""
    scale = 100 if percent else 1
    figures = [number * scale for number in row if isinstance(number, int | float)]
    own = _decimals(value * scale) if isinstance(value, int | float) else 0
    usual = max((places for figure in figures if (places := _decimals(figure)) <= 2), default=0)
    places = max(own, usual)
    return "0" + ("." + "0" * places if places else "") + ("%" if percent else "")


def _decimals(number: float) -> int:
    return len(format(number, ".10g").partition(".")[2])


def _text_width(text: str) -> int:
    """In the units of a column's width: a Chinese character takes two."""
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)


def _merge_categories(sheet: Worksheet, plan: Plan) -> None:
    names = {category.key: category.name for category in plan.categories}
    row = _HEADER_ROW + 1
    for key, group in groupby(plan.indicators, key=lambda indicator: indicator.category):
        last = row + len(list(group)) - 1
        sheet.merge_cells(start_row=row, end_row=last, start_column=2, end_column=2)
        sheet.cell(row, 2, names[key])
        row = last + 1


def _write_foot(sheet: Worksheet, row: int, width: int) -> None:
    notes = (
        "注:1. 本表是演示用的示例,数字均为虚构,与任何单位的统计结果无关。"
        "2. 口径“当年值”指当年数或当年新增数,“年末值”指年末时点数。"
        "3. “—”表示没有这项数据或尚未报送,不是零。"
    )
    _write_line(sheet, row, width, notes, _BODY, _LEFT, 36)
    signatures = "填报人:                    审核人:                    日期:        年    月    日"
    _write_line(sheet, row + 1, width, signatures, _BODY, _LEFT, 28)


def _set_up_page(sheet: Worksheet, columns: tuple[tuple[str, int], ...]) -> None:
    for number, (_, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = f"D{_HEADER_ROW + 1}"
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.page_margins.header = sheet.page_margins.footer = 0.3
    footer = sheet.oddFooter
    assert footer is not None
    assert footer.center is not None
    footer.center.text = f"{NOTICE}    第 &P 页,共 &N 页"


def _as_bytes(workbook: Workbook) -> bytes:
    saved = io.BytesIO()
    workbook.save(saved)
    return reproducible(saved.getvalue())


def main() -> int:
    parser = argparse.ArgumentParser(description="Make the files in examples/.")
    parser.add_argument("--check", action="store_true", help="write nothing, compare only")
    parser.add_argument("--output", type=Path, default=EXAMPLES, help="another folder")
    options = parser.parse_args()
    folder: Path = options.output
    files = build()
    if options.check:
        differing = [name for name, content in files.items() if not _holds(folder / name, content)]
        sys.stderr.writelines(f"{folder / name} is not what is made now\n" for name in differing)
        return 1 if differing else 0
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return 0


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


if __name__ == "__main__":
    sys.exit(main())
