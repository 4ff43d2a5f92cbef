"""Make county-2025.xlsx: three sheets in a layout that a county would use.

They have two header rows, group cells merged down, their own numbering, offices, remarks, a note
and a sign-off line. `sqc template` makes nothing of this kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from example_county import COMMITMENTS, INDICATORS, WORKS, YEARS, groups
from example_figures import Value
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
from openpyxl import Workbook

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from shengzhou_quality.plan.model import Plan

COUNTY_FILE = "county-2025.xlsx"

_HEADER_ROW = 4
_MADE_UP = "（示例）"
_LEFT_ALIGNED = {"指标名称", "量化任务", "重点工作", "佐证材料", "备注"}
_YEARS = tuple((f"{year}年", 11.0) for year in YEARS)


@dataclass(frozen=True, slots=True)
class _Layout:
    """One sheet. `years` is the text of the cell above the years; if empty, one header row."""

    name: str
    title: str
    columns: tuple[tuple[str, float], ...]
    rows: str
    note: str
    years: str = ""
    restart: bool = False
    """Whether the numbers begin again in each group."""


_SHEETS = (
    _Layout(
        "主要指标",
        "主要指标完成情况表",
        (
            *(("序号", 6.0), ("类别", 10.0), ("指标名称", 40.0), ("计量单位", 9.0)),
            *(("责任单位", 20.0), ("2020年实际值", 10.0), ("2025年目标值", 10.0)),
            *_YEARS,
            ("备注", 24.0),
        ),
        INDICATORS,
        "注:1. 本表数据由各责任单位提供,均为虚构。2. 新增、创建类指标填当年新增数。",
        years="各年度实际完成情况",
    ),
    _Layout(
        "量化任务",
        "量化任务完成情况表",
        (
            *(("序号", 6.0), ("类别", 10.0), ("量化任务", 44.0), ("单位", 9.0)),
            *(("责任单位", 20.0), ("目标值", 11.0)),
            *_YEARS,
            ("备注", 24.0),
        ),
        COMMITMENTS,
        "注:本表数据由各责任单位提供,均为虚构。",
        years="完成情况",
        restart=True,
    ),
    _Layout(
        "重点工作进展",
        "重点工作进展情况表",
        (
            *(("序号", 6.0), ("工作类别", 12.0), ("重点工作", 50.0), ("责任单位", 20.0)),
            *(("进展情况", 16.0), ("完成时间", 14.0), ("佐证材料", 22.0), ("备注", 18.0)),
        ),
        WORKS,
        "注:本表所列进展均为虚构。",
    ),
)


def county_workbook(plan: Plan) -> Workbook:
    workbook = Workbook()
    workbook.properties.creator = "make_examples.py"
    workbook.properties.title = NOTICE
    workbook.remove(workbook.worksheets[0])
    for layout in _SHEETS:
        _write(workbook.create_sheet(layout.name), layout, plan)
    return workbook


def _write(sheet: Worksheet, layout: _Layout, plan: Plan) -> None:
    width = len(layout.columns)
    write_line(sheet, 1, width, NOTICE, WARNING, CENTRE, 22)
    write_line(sheet, 2, width, f"{plan.head.title}{layout.title}", TITLE, CENTRE, 32)
    sent = f"填报单位:市质量强市办{_MADE_UP}        填报日期:2026年1月20日"
    write_line(sheet, 3, width, sent, BODY, LEFT, 20)
    row = last_header = _write_header(sheet, layout)
    number = 0
    for group in groups(layout.rows, width - 2):  # without the columns of the number and the group
        first = row + 1
        number = 0 if layout.restart else number
        for values in group.rows:
            row, number = row + 1, number + 1
            head = group.title if row == first else None
            _write_row(sheet, row, layout.columns, (number, head, *values))
        if row > first:
            sheet.merge_cells(start_row=first, end_row=row, start_column=2, end_column=2)
    write_line(sheet, row + 1, width, layout.note, BODY, LEFT, 24)
    signatures = "填报人:                    审核人:                    单位负责人:"
    write_line(sheet, row + 2, width, signatures, BODY, LEFT, 28)
    set_up_page(sheet, layout.columns, last_header, "D")


def _write_header(sheet: Worksheet, layout: _Layout) -> int:
    """Write one header row, or two with a merged cell above the years; return the last one."""
    last = _HEADER_ROW + 1 if layout.years else _HEADER_ROW
    years = [at for at, column in enumerate(layout.columns, 1) if column in _YEARS]
    for row in range(_HEADER_ROW, last + 1):
        for column in range(1, len(layout.columns) + 1):
            write_header_cell(sheet, row, column)
    for column, (words, _) in enumerate(layout.columns, 1):
        if layout.years and column in years:
            sheet.cell(last, column, words)
            continue
        sheet.cell(_HEADER_ROW, column, words)
        if layout.years:
            sheet.merge_cells(
                start_row=_HEADER_ROW, end_row=last, start_column=column, end_column=column
            )
    if layout.years:
        sheet.cell(_HEADER_ROW, years[0], layout.years)
        sheet.merge_cells(
            start_row=_HEADER_ROW, end_row=_HEADER_ROW, start_column=years[0], end_column=years[-1]
        )
    return last


def _write_row(
    sheet: Worksheet,
    row: int,
    columns: tuple[tuple[str, float], ...],
    values: Sequence[Value | None],
) -> None:
    texts = []
    for column, ((words, width), value) in enumerate(zip(columns, values, strict=True), 1):
        written = f"{value}{_MADE_UP}" if words == "责任单位" else value
        write_cell(sheet, row, column, written, LEFT if words in _LEFT_ALIGNED else CENTRE)
        if column != 2:
            texts.append((str(written or ""), width))
    fit_height(sheet, row, texts)
