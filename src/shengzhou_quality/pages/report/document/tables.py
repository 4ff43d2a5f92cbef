"""Build the tables of the document: columns by their keys, long tables folded, offices named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from shengzhou_quality.evaluation.item_result import IndicatorResult
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.pages import rows
from shengzhou_quality.pages.figures import quoted
from shengzhou_quality.pages.model import (
    Align,
    Block,
    Details,
    Table,
    TableCell,
    TableColumn,
    TableGroup,
)
from shengzhou_quality.plan.tasks import Promise
from shengzhou_quality.reported import Provenance
from shengzhou_quality.words import Words

_LONG = 12
"""A table with more rows is folded, so that a reader sees what comes after it."""

_FLUSH_RIGHT = {
    "id", "target", "actual", "expected", "pace", "total", "met", "not_met", "on_schedule",
    "slipping", "lagging", "pending", "to_verify", "excluded", "rate", "share",
}  # fmt: skip
_ROOM = ("name", "asked", "effect", "cells", "task", "reason", "item")
"""The columns that may take the room of a page, the first of them that a table has."""


def table(keys: Sequence[str], lines: Iterable[Mapping[str, TableCell]], words: Words) -> Table:
    """The cells of `keys` in each line; an empty cell has a dash."""
    columns = [column(key, words) for key in keys]
    room = next((key for key in _ROOM if key in keys), keys[0])
    columns[keys.index(room)] = columns[keys.index(room)]._replace(takes_room=True)
    return Table(
        columns, [TableGroup([[cells[key] for key in keys] for cells in lines])], none=words("none")
    )


def column(key: str, words: Words) -> TableColumn:
    """A column with its heading; that of a year is headed by the year."""
    if key.isdecimal():
        return TableColumn(words("document.column.year", year=key), Align.RIGHT)
    align = Align.RIGHT if key in _FLUSH_RIGHT else Align.LEFT
    heading = words(f"document.column.{key}")
    return TableColumn(heading, align, merged=key == "category")


def folded(summary: str, shown: Table) -> Block:
    """A long table closed under a summary, a short one as it is."""
    return Details(summary, [shown]) if sum(1 for _ in shown.rows) > _LONG else shown


def item_cells(result: IndicatorResult, report: Report, words: Words) -> dict[str, TableCell]:
    """What every table says of an indicator: which it is, its target and its offices."""
    indicator = result.indicator
    weight = indicator.constraint
    return {
        "id": TableCell(text=indicator.id),
        "name": TableCell(text=rows.name(result, words)),
        "constraint": TableCell(text=words(f"constraint.{weight}") if weight else ""),
        "target": TableCell(text=rows.target_words(result, words), quote=indicator.source.quote),
        "actual": TableCell(
            text=rows.actual_words(result, words) if result.actual else "",
            place=result.actual.places[-1] if result.actual and result.actual.places else None,
        ),
        "office": TableCell(text=offices(result, report, words)),
    }


def offices(result: IndicatorResult, report: Report, words: Words) -> str:
    return words("list.separator").join(office_names(result, report))


def office_names(result: IndicatorResult, report: Report) -> tuple[str, ...]:
    """The offices that the files name for an item, each once; never a guess."""
    named = [*_named(result.provenance), *_asked(result.indicator.id, report)]
    return tuple(dict.fromkeys(named))


def offices_of(promise: Promise, said: Iterable[Provenance], report: Report, words: Words) -> str:
    return words("list.separator").join(dict.fromkeys([*_named(said), *_asked(promise.id, report)]))


def _named(provenance: Iterable[Provenance]) -> Iterator[str]:
    return (quoted(said.office) for said in provenance if said.office)


def _asked(identity: str, report: Report) -> Iterator[str]:
    for entry in report.lists.missing:
        if entry.result.indicator.id == identity and entry.office:
            yield quoted(entry.office)


def item(result: IndicatorResult, words: Words) -> str:
    """第5项（装配式建筑占新建建筑比例）: how a sentence names an item."""
    return words("document.item", id=result.indicator.id, name=rows.name(result, words))
