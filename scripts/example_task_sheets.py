"""Write the sheets 量化任务 and 任务进展 of an example workbook."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from example_figures import NONE, Reported, Value
from example_look import (
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
from example_tasks import Progress, TaskBook

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from shengzhou_quality.plan.model import Plan

_HEADER_ROW = 3
_LEFT_ALIGNED = {"量化任务", "标志性成果", "规划位置", "佐证材料", "备注", "说明"}


def add_task_sheets(workbook: Workbook, tasks: TaskBook, plan: Plan) -> None:
    _add_commitments(workbook.create_sheet("量化任务"), tasks, plan)
    _add_milestones(workbook.create_sheet("任务进展"), tasks, plan)


def _add_commitments(sheet: Worksheet, tasks: TaskBook, plan: Plan) -> None:
    before = (("编号", 7), ("量化任务", 44), ("单位", 7), ("口径", 10), ("目标值", 11))
    years = tuple((f"{year}年", 10) for year in tasks.book.years)
    columns = (*before, *years, ("佐证材料", 20), ("备注", 26))
    rows = []
    for commitment in plan.commitments:
        if commitment.id not in tasks.commitments:
            continue
        reported: Reported = tasks.commitments[commitment.id]
        printed = (commitment.id, commitment.name, commitment.unit or "/", reported.form)
        beside = (reported.evidence or None, reported.remark or None)
        rows.append((*printed, commitment.target, *reported.values, *beside))
    _write(sheet, f"{plan.head.title}量化任务完成情况", columns, rows)


def _add_milestones(sheet: Worksheet, tasks: TaskBook, plan: Plan) -> None:
    columns = (
        ("编号", 7),
        ("标志性成果", 50),
        ("状态", 14),
        ("完成日期", 14),
        ("佐证材料", 24),
        ("说明", 28),
    )
    rows = []
    for milestone in plan.milestones:
        if milestone.shown_as is not None:
            continue
        progress = tasks.milestones.get(milestone.id, Progress(""))
        said = (progress.completed, progress.evidence, progress.remark)
        rows.append((milestone.id, milestone.name, progress.state or NONE, *said))
    _write(sheet, f"{plan.head.title}标志性成果进展情况", columns, rows)


def _write(
    sheet: Worksheet,
    title: str,
    columns: Sequence[tuple[str, float]],
    rows: Sequence[Sequence[Value | None]],
) -> None:
    width = len(columns)
    write_line(sheet, 1, width, NOTICE, WARNING, CENTRE, 22)
    write_line(sheet, 2, width, title, TITLE, CENTRE, 32)
    for number, (words, _) in enumerate(columns, 1):
        write_header_cell(sheet, _HEADER_ROW, number, words)
    for row, values in enumerate(rows, _HEADER_ROW + 1):
        texts = []
        for number, ((words, column_width), value) in enumerate(
            zip(columns, values, strict=True), 1
        ):
            side = LEFT if words in _LEFT_ALIGNED else CENTRE
            cell = write_cell(sheet, row, number, _stored(value), side)
            if isinstance(cell.value, date):
                cell.number_format = "yyyy-mm-dd"
            texts.append((str(value or ""), column_width))
        fit_height(sheet, row, texts)
    set_up_page(sheet, columns, _HEADER_ROW, "C")


def _stored(value: Value | None) -> Value | date | None:
    """A full day as a date, a month or a year as text; `None` for an empty text."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return date.fromisoformat(value)
    return None if value == "" else value
