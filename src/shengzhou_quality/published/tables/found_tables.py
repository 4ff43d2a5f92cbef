"""Keep each table of indicators with what stands around it, and compare the years of several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.printed_table import TablePart
from shengzhou_quality.published.tables.bodies import Body
from shengzhou_quality.published.tables.figure_columns import FigureColumns
from shengzhou_quality.published.tables.layouts import UprightTable
from shengzhou_quality.reported import Sheet


@dataclass
class FoundTable:
    """One table of indicators as read, with what stands around it."""

    sheet: Sheet
    table: UprightTable
    figures: FigureColumns
    body: Body
    caption: str | None
    doubts: list[Doubt]
    unit: str | None = None
    units: str | None = None
    """The one unit, or the text of several, that a line above the table names."""
    is_of_area: bool = False
    goes_on: bool = False
    """Whether it continues the table before under the same caption."""

    @property
    def years(self) -> list[int]:
        """The years of its targets: of its header, and of its cells."""
        keys = [year for row in self.body.rows for year in row.targets]
        return [year for year in (self.figures.target_year, *keys) if year is not None]


def table_parts(tables: Sequence[FoundTable]) -> list[TablePart]:
    """The tables with captions of their own, if there are several; the rest of one is no part."""
    parts = [
        TablePart(
            found.caption,
            found.sheet.place,
            found.figures.baseline_year,
            max(found.years, default=None),
        )
        for number, found in enumerate(tables)
        if not (found.goes_on and number)
    ]
    return parts if len({(part.title, *part[2:]) for part in parts}) > 1 else []


def ask_years_of(parts: Sequence[TablePart]) -> list[Doubt]:
    """Ask about a base or target year that the tables have differently: a plan has one of each."""
    said = tuple(
        f"{part.title or number} {part.baseline_year or ''}—{part.target_year or ''}"
        for number, part in enumerate(parts, 1)
    )
    years = {
        "baseline_year": {part.baseline_year for part in parts} - {None},
        "target_year": {part.target_year for part in parts} - {None},
    }
    return [
        Doubt("import-years-of-tables", key, {"variant": key.removesuffix("_year"), "tables": said})
        for key, found in years.items()
        if len(found) > 1
    ]
