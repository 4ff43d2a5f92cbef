"""Write rows as a workbook, a text or an .ods, and list what is read, one line for each value."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import openpyxl

from shengzhou_quality.reading.intake import read_contents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengzhou_quality.plan.model import Plan
    from shengzhou_quality.reported import Actuals

P5, P7, P8 = "装配式建筑占新建建筑比例", "服务业增加值", "社会消费品零售总额年均增速"
P11, P18 = "城市空气质量优良天数比例", "新增“品字标”品牌企业"

Rows = list[list[Any]]


def book(sheets: dict[str, Rows], *merged: str) -> bytes:
    """A workbook; the areas are merged in its first sheet."""
    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    made.remove(page)
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(row)
    for area in merged:
        made.worksheets[0].merge_cells(area)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def text_file(rows: Rows) -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode()


def read(plan: Plan, *contents: bytes, suffix: str = "xlsx") -> Actuals:
    files = [(f"data{number}.{suffix}", content) for number, content in enumerate(contents)]
    return read_contents(files, plan)


def turned(rows: Rows) -> Rows:
    width = max(map(len, rows))
    return [[row[column] if column < len(row) else None for row in rows] for column in range(width)]


def values(actuals: Actuals) -> list[str]:
    """Each value: indicator, year, part of it, figure, and p(rovisional) or f(orecast)."""
    return sorted(
        " ".join(
            filter(
                None,
                (
                    one.indicator,
                    str(one.year),
                    one.partial,
                    str(getattr(one.value, "value", one.value)),
                    "f" * one.forecast + "p" * one.provisional,
                    one.form.value if one.form else None,
                ),
            )
        )
        for one in actuals.observations
    )


def told(actuals: Actuals) -> Sequence[str]:
    """Code and cell of each finding that is no mere note."""
    return [
        f"{one.code} {one.place.cell or one.place.row or one.place.sheet}"
        for one in actuals.diagnostics
        if one.severity.value != "info" and one.place is not None
    ]
