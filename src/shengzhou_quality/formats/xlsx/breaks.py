"""Break a sheet into pages, each of which begins with the head of the table that goes on there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from shengzhou_quality.formats.workbooks.paper import page_starts
from shengzhou_quality.formats.xlsx.lines import Row
from shengzhou_quality.formats.xlsx.views import (
    Placed,
    TablePlaced,
    kept_together,
    named_on_every_page,
    tables_in,
)


class Paged(NamedTuple):
    """The lines of a sheet, and the places of those that begin a page.

    `titled` is the table whose head the spreadsheet itself prints on every page behind it; a
    head that would be false there stands among the rows once more.
    """

    placed: list[Placed]
    starts: list[int]
    tables: list[TablePlaced]
    titled: TablePlaced | None


def paged(placed: list[Placed], room: float) -> Paged:
    """`room` is the height of a page in points."""
    while True:
        tables = list(tables_in(placed))
        titled = named_on_every_page(placed, tables)
        heights = [one.height * one.rows for one in placed]
        repeated = titled.head.height if titled else 0.0
        starts = page_starts(heights, kept_together(placed, room), room, 0.0, repeated)
        torn = next((at for at in starts if _is_torn(placed[at], tables, titled)), None)
        if torn is None:
            return Paged(placed, starts, tables, titled)
        placed = _with_head(placed, torn, tables)


def _table_of(one: Placed, tables: Sequence[TablePlaced]) -> TablePlaced | None:
    """The table within which a line stands; its first head and the lines between are not."""
    return next(
        (each for each in tables if each.rows and each.head.last < one.first <= each.rows[-1].last),
        None,
    )


def _is_torn(one: Placed, tables: Sequence[TablePlaced], titled: TablePlaced | None) -> bool:
    """Whether a page would begin with rows of a table, without any head."""
    table = _table_of(one, tables)
    if table is None or table is titled:
        return False
    return not (isinstance(one.line, Row) and one.line.again)


def _with_head(placed: list[Placed], at: int, tables: Sequence[TablePlaced]) -> list[Placed]:
    """The head of the table once more above a line; all below it moves down."""
    table = _table_of(placed[at], tables)
    assert table is not None
    assert isinstance(table.head.line, Row)
    head = table.head._replace(first=placed[at].first, line=table.head.line._replace(again=True))
    below = [one._replace(first=one.first + head.rows) for one in placed[at:]]
    return [*placed[:at], head, *below]
