"""Use the years that a person gives where a table prints none; a year that is printed stands."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.published.printed_table import PrintedRow, PrintedTable


class GivenYears(NamedTuple):
    """The base year and the target year, as a person who has the whole plan knows them."""

    baseline: int
    target: int


def with_years(table: PrintedTable, given: GivenYears) -> PrintedTable:
    """The table with each year that it does not print, or not for sure; that settles the doubt.

    A year that is printed stands; where another was given, that is told.
    """
    unsure = {doubt.field for doubt in table.doubts}
    settled = set()
    if table.baseline_year is None or "baseline_year" in unsure:
        settled.add("baseline_year")
        table = replace(table, baseline_year=given.baseline)
    before = table.target_year
    if before is None or "target_year" in unsure:
        settled.add("target_year")
        rows = tuple(_with_target_year(row, before, given.target) for row in table.rows)
        table = replace(table, target_year=given.target, rows=rows)
    left = tuple(doubt for doubt in table.doubts if doubt.field not in settled)
    return replace(table, doubts=left, diagnostics=(*table.diagnostics, *_unused(table, given)))


def _unused(table: PrintedTable, given: GivenYears) -> list[Diagnostic]:
    """What tells that the table prints other years than those that were given."""
    if (table.baseline_year, table.target_year) == given:
        return []
    printed = {"baseline": str(table.baseline_year), "target": str(table.target_year)}
    years = f"{given.baseline}-{given.target}"
    return [Diagnostic("import-years-unused", table.place, parameters={"years": years, **printed})]


def _with_target_year(row: PrintedRow, before: int | None, year: int) -> PrintedRow:
    targets = {year if at in (None, before) else at: text for at, text in row.targets.items()}
    return replace(row, targets=targets)
