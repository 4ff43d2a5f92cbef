"""Show an indicator in the columns of a workbook: figures without units, which have a column.

Numbers are those of the JSON; a gap and a margin are in the indicator's unit, in percentage
points where that is %.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from shengzhou_quality.decimals import exact_decimal
from shengzhou_quality.diagnostics import Place
from shengzhou_quality.evaluation.item_result import IndicatorResult, SeriesEntry
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.evaluation.status import TO_VERIFY
from shengzhou_quality.interval import Interval
from shengzhou_quality.pages import assessed, rows
from shengzhou_quality.pages.cells import Cells
from shengzhou_quality.pages.differences import difference
from shengzhou_quality.pages.figures import percentage, shown, without_unit
from shengzhou_quality.pages.model import Align, Table, TableCell, TableColumn
from shengzhou_quality.pages.reasons import reason
from shengzhou_quality.pages.report.document.attention import (
    asked_of_its_office,
    asked_or_why,
    years_outside,
)
from shengzhou_quality.pages.report.document.indicators import before
from shengzhou_quality.pages.report.document.tables import item_cells, table
from shengzhou_quality.pages.report.item_words import standing
from shengzhou_quality.words import Words

_ROOM = ("judged", "standing")
_NUMBERS = ("margin", "gap", "progress", "pace", "expected", "needed")


def items_table(
    keys: Sequence[str], results: Sequence[IndicatorResult], report: Report, words: Words
) -> Table:
    """The cells of `keys` for each indicator."""
    cells = Cells(report)
    made = table(keys, [item_line(one, report, cells, words) for one in results], words)
    return made._replace(columns=_columns(keys, made.columns), wide=True)


def _columns(keys: Sequence[str], columns: Sequence[TableColumn]) -> list[TableColumn]:
    """With numbers on the right, and equal cells apart, so that they can be sorted."""
    return [
        column._replace(
            align=Align.RIGHT if key in _NUMBERS else column.align,
            takes_room=column.takes_room or key in _ROOM,
            merged=False,
        )
        for key, column in zip(keys, columns, strict=True)
    ]


def item_line(
    result: IndicatorResult, report: Report, cells: Cells, words: Words
) -> dict[str, TableCell]:
    """What any column shows of an indicator."""
    indicator, unit = result.indicator, result.indicator.unit
    category = next(one for one in report.plan.categories if one.key == indicator.category)
    baseline = None if indicator.of_states else indicator.baseline
    target = rows.goal_in_column(indicator, words)
    actual = rows.actual_words(result, words, with_units=False) if result.actual else ""
    bounds = result.actual.bounds if result.actual else None
    return {
        **item_cells(result, report, words),
        "category": TableCell(words.of(category, "name")),
        "unit": TableCell(words.unit(unit or "").strip()),
        str(report.plan.head.baseline_year): TableCell(
            without_unit(baseline or "", indicator.unit)
        ),
        **{str(one.year): _year(one, result, words) for one in result.series},
        "target": TableCell(
            target, number=result.target.number if result.target else None, unit=unit
        ),
        "actual": TableCell(actual, number=bounds.number if bounds else None, unit=unit),
        "margin": _number(result.margin, unit),
        "gap": _gap(result, report, words),
        "progress": TableCell(
            "" if result.progress is None else percentage(result.progress), number=result.progress
        ),
        "pace": TableCell(rows.pace(result, report), number=result.pace),
        "expected": _number(result.expected, unit),
        "needed": TableCell(rows.needed(result, words), number=result.needed_per_year, unit=unit),
        "judged": TableCell(
            rows.status_to_verify(result, words),
            tone=rows.tone(result),
            note=assessed.beside(result, words),
            status=result.status,
        ),
        "standing": TableCell(
            _standing(result, words), tone=rows.tone(result), status=result.status
        ),
        "remarks": TableCell(_remarks(result, report, words)),
        "source": _source(result, report, cells, words),
        "before": before(result, report, words),
    }


def _standing(result: IndicatorResult, words: Words) -> str:
    """How it stands; of what its office must clear up 待核实, as in the list of all."""
    if result.status in TO_VERIFY:
        return rows.status_to_verify(result, words)
    return standing(result, words)


def _remarks(result: IndicatorResult, report: Report, words: Words) -> str:
    """Why it stands so, and what is asked for; of one that is met the years that were not."""
    if rows.was_outside(result):
        return years_outside(result, words)
    if result.status in TO_VERIFY:
        return asked_or_why(result, report, words)
    clauses = (reason(result, report, words), *asked_of_its_office(result, report, words))
    return words("clause.separator").join(clauses)


def _year(entry: SeriesEntry, result: IndicatorResult, words: Words) -> TableCell:
    value = entry.read.value if isinstance(entry.read, Interval) else None
    return TableCell(
        rows.year_text(entry, result, words),
        number=None if value is None else exact_decimal(value),
        unit=result.indicator.unit,
    )


def _gap(result: IndicatorResult, report: Report, words: Words) -> TableCell:
    """The distance; words at a limit that its own number does not meet, and on an open basis."""
    two_ends = not result.indicator.of_states and result.indicator.has_two_ends
    if result.gap and not two_ends:
        return _number(result.gap, result.indicator.unit)
    if result.margin is not None:
        return TableCell("")
    return TableCell(difference(result, words, final=report.final))


def _number(number: Decimal | None, unit: str | None) -> TableCell:
    return TableCell("" if number is None else shown(number), number=number, unit=unit)


def _source(result: IndicatorResult, report: Report, cells: Cells, words: Words) -> TableCell:
    """The cells that entered the result; where there is none, the cell of the year judged."""
    places: Sequence[Place] = result.actual.places if result.actual else ()
    if not places:
        places = [one.place for one in result.series if one.place and one.year == report.year]
    others = result.compared.places if result.compared else ()
    named = cells.names([*places, *others], words)
    return TableCell(named, place=places[-1] if places else None)
