"""Make the files in `examples/`, with the same bytes every time.

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
from pathlib import Path
from typing import TYPE_CHECKING, Final

from example_actuals import ACTUALS_YAML
from example_county_sheets import COUNTY_FILE, county_workbook
from example_figures import BOOKS, NONE, Book, Reported, Value
from example_look import (
    BODY,
    CENTRE,
    LEFT,
    NOTICE,
    TITLE,
    WARNING,
    fit_height,
    set_up_page,
    write_cell,
    write_header_cell,
    write_line,
)
from example_submissions import submissions
from example_task_sheets import add_task_sheets
from example_tasks import TASK_BOOKS
from openpyxl import Workbook

from shengzhou_quality import load_plan
from shengzhou_quality.formats.workbook_bytes import reproducible

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from shengzhou_quality.plan.kinds import AnyIndicator
    from shengzhou_quality.plan.model import Plan

ROOT: Final = Path(__file__).resolve().parent.parent
EXAMPLES: Final = ROOT / "examples"

_SHEET = "实际值"
_HEADER_ROW = 4

# Column titles and widths; between BEFORE and AFTER there is one column for each year.
_BEFORE = (("序号", 6), ("一级指标", 10), ("指标", 40), ("单位", 7), ("口径", 10))
_YEAR_WIDTH, _BASE_WIDTH = 12, 14
_AFTER = (("佐证材料", 22), ("备注", 28))
_LEFT_ALIGNED = {"指标", "佐证材料", "备注"}


def build() -> dict[str, bytes]:
    """Every example, by its path in the folder."""
    plan = load_plan(ROOT / "plan")
    books = {book.file: _as_bytes(_workbook(book, plan)) for book in BOOKS}
    for tasks in TASK_BOOKS:
        workbook = _workbook(tasks.book, plan)
        add_task_sheets(workbook, tasks, plan)
        books[tasks.book.file] = _as_bytes(workbook)
    books[COUNTY_FILE] = _as_bytes(county_workbook(plan))
    return books | {"actuals.yaml": ACTUALS_YAML.encode("utf-8")} | submissions(plan)


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
    set_up_page(sheet, columns, _HEADER_ROW, "D")
    return workbook


def _write_head(
    sheet: Worksheet, book: Book, plan: Plan, columns: tuple[tuple[str, int], ...]
) -> None:
    width = len(columns)
    title = f"{plan.head.title}主要指标完成情况汇总表({book.years[-1]}年度)"
    write_line(sheet, 1, width, NOTICE, WARNING, CENTRE, 22)
    write_line(sheet, 2, width, title, TITLE, CENTRE, 32)
    scope = f"填报单位:(示例,不填)        数据年度:{book.years[0]}—{book.years[-1]}年"
    write_line(sheet, 3, width, f"{scope}        计量单位:见表", BODY, LEFT, 20)
    for column, (words, _) in enumerate(columns, 1):
        write_header_cell(sheet, _HEADER_ROW, column, words)
    sheet.row_dimensions[_HEADER_ROW].height = 26


def _write_row(
    sheet: Worksheet,
    row: int,
    indicator: AnyIndicator,
    reported: Reported,
    columns: tuple[tuple[str, int], ...],
) -> None:
    base = _base_value(indicator, percent=reported.percent)
    numbers = (base, *reported.values)
    unit = "/" if indicator.of_states else indicator.unit
    before = (int(indicator.id), None, indicator.name, unit, reported.form)
    after = (reported.evidence or NONE, reported.remark or None)
    texts = []
    for column, value in enumerate((*before, *numbers, *after), 1):
        words, width = columns[column - 1]
        cell = write_cell(sheet, row, column, value, LEFT if words in _LEFT_ALIGNED else CENTRE)
        if len(before) < column <= len(before) + len(numbers) and not isinstance(value, str):
            cell.number_format = _number_format(value, numbers, percent=reported.percent)
        texts.append((str(value), width))
    fit_height(sheet, row, texts)


def _base_value(indicator: AnyIndicator, *, percent: bool) -> Value:
    """The plan's baseline, as a number if it is one."""
    if indicator.of_states or indicator.baseline is None:
        return NONE
    if re.fullmatch(r"[0-9.]+", indicator.baseline) is None:
        return indicator.baseline
    number = float(indicator.baseline)
    return number / 100 if percent else number


def _number_format(value: Value | None, row: tuple[Value, ...], *, percent: bool) -> str:
    """Enough decimals to align the figures of the row, or as many as this value needs."""
    scale = 100 if percent else 1
    figures = [number * scale for number in row if isinstance(number, int | float)]
    own = _decimals(value * scale) if isinstance(value, int | float) else 0
    usual = max((places for figure in figures if (places := _decimals(figure)) <= 2), default=0)
    places = max(own, usual)
    return "0" + ("." + "0" * places if places else "") + ("%" if percent else "")


def _decimals(number: float) -> int:
    return len(format(number, ".10g").partition(".")[2])


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
    write_line(sheet, row, width, notes, BODY, LEFT, 36)
    signatures = "填报人:                    审核人:                    日期:        年    月    日"
    write_line(sheet, row + 1, width, signatures, BODY, LEFT, 28)


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
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return 0


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


if __name__ == "__main__":
    sys.exit(main())
