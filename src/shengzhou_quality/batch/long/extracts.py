"""Take a long file apart: the extract of each entity, and what belongs to none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from shengzhou_quality.batch.long.entity_names import EntityNames, NoEntity
from shengzhou_quality.batch.long.entity_rows import EntityRows, LongSheet
from shengzhou_quality.batch.long.extract import Extract, extract_of
from shengzhou_quality.batch.long.held_cells import columns_of, fill_names, spread_merged
from shengzhou_quality.batch.long.row_lines import AREAS, find_heads, is_figure, text_of
from shengzhou_quality.diagnostics import Diagnostic, InputError, Parameter, Place, refusal
from shengzhou_quality.limits import Limits, quoted
from shengzhou_quality.notation import clean
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reading.readers.compact import CompactSheet
from shengzhou_quality.reading.tables.areas import Areas
from shengzhou_quality.reading.tables.naming import Naming
from shengzhou_quality.reported import Span

_MOST_HEADERS = 20
_SEARCHED = 50
"""So many rows of a sheet are searched for its header, to name it."""


class LongFile:
    """One long file, all of whose rows are assigned."""

    def __init__(
        self,
        path: str,
        sheets: Sequence[CompactSheet],
        column: str,
        names: EntityNames,
        plan: Plan,
        limits: Limits,
        own_plan: str | None = None,
    ) -> None:
        """Raises `InputError` if no sheet has the column, or if it cannot be told apart."""
        self.path, self.plan = path, own_plan
        self._names = names
        header = clean(column).casefold()
        naming, areas = Naming(plan), Areas(plan.head.area)
        heads = [find_heads(sheet, header) for sheet in sheets]
        if not any(heads):
            raise _no_column(path, sheets, column)
        self._sheets: list[_Divided] = []
        self.findings: list[Diagnostic] = []
        for sheet, found in zip(sheets, heads, strict=True):
            if not found:
                if sheet.numbers:
                    place, named = Place(path, sheet.name), {"column": column}
                    told = Diagnostic("by-sheet-without-column", place, parameters={**named})
                    self.findings.append(told)
                continue

            def is_item(text: str) -> bool:
                return naming.find(text) is not None

            rows = EntityRows(sheet, found, names, is_item, path, limits)
            long = rows.read()
            columns = columns_of(long, naming, areas)
            spans = spread_merged(long, columns)
            for table, known in zip(long.tables, columns, strict=True):
                for at in fill_names(long, table, known.names):
                    table.rows[long.owners[at]].remove(at)
                    long.owners[at] = NoEntity.NOBODY
            self._sheets.append(_Divided(long, spans, _gaps(long)))
            self.findings += _told(long, path, column)

    def entities(self) -> Iterator[int]:
        """Those that have rows in it."""
        for divided in self._sheets:
            for table in divided.long.tables:
                yield from table.rows

    def extract(self, entity: int) -> Extract:
        parts = (divided.part(entity) for divided in self._sheets)
        return extract_of(self.path, [part for part in parts if part is not None])


class _Divided(NamedTuple):
    """A sheet by entity. `gaps` counts the empty and foreign rows above each row."""

    long: LongSheet
    spans: dict[int, list[Span]]
    gaps: Sequence[int]

    def part(self, entity: int) -> CompactSheet | None:
        """The rows of one entity, with titles, headers and notes of each table that has any."""
        sheet = self.long.sheet
        rows: list[int] = []
        for table in self.long.tables:
            mine = table.rows.get(entity)
            if mine:
                rows += sorted([*table.common, *mine])
        if not rows:
            return None
        gaps = self.gaps
        follows = frozenset(
            sheet.numbers[at]
            for above, at in pairwise(rows)
            if at > above + 1 and gaps[at] == gaps[above]
        )
        spans: dict[Span, None] = {}
        if self.spans:
            for at in rows:
                spans |= dict.fromkeys(self.spans.get(at, ()))
        return CompactSheet(
            sheet.name,
            [sheet.numbers[at] for at in rows],
            [sheet.columns[at] for at in rows],
            [sheet.texts[at] for at in rows],
            tuple(spans),
            follows,
        )


def _gaps(long: LongSheet) -> Sequence[int]:
    """For each row, how many breaks are above it: empty rows, and rows of no table.

    An empty row between two entities is none: each of them would follow the header.
    """
    numbers, owners = long.sheet.numbers, long.owners
    breaks = 0
    counted = [0] * len(numbers)
    apart = (NoEntity.COMMON, NoEntity.OUTSIDE)
    for at in range(1, len(numbers)):
        one, other = owners[at - 1], owners[at]
        if other == NoEntity.OUTSIDE:
            breaks += 1
        elif numbers[at] - numbers[at - 1] > 1:
            lines = max(text_of(cell).count("\n") for cell in long.sheet.texts[at - 1])
            is_within = one != other and one not in apart and other not in apart
            breaks += numbers[at] - numbers[at - 1] > 1 + lines and not is_within
        counted[at] = breaks
    return counted


def _told(long: LongSheet, path: str, column: str) -> Iterator[Diagnostic]:
    """Report the rows that belong to no entity, each kind once."""
    found: dict[int, list[int]] = defaultdict(list)
    if min(long.owners) < NoEntity.COMMON:
        for at, owner in enumerate(long.owners):
            if owner in (NoEntity.NOBODY, NoEntity.WHOLE, NoEntity.OUTSIDE):
                found[owner].append(at)
    for owner, code in (
        (NoEntity.NOBODY, "by-rows-of-nobody"),
        (NoEntity.WHOLE, "by-rows-of-whole"),
        (NoEntity.OUTSIDE, "by-rows-outside"),
    ):
        rows = found[owner]
        if rows:
            place = Place(path, long.sheet.name, long.sheet.numbers[rows[0]], 1)
            named: dict[str, Parameter] = {"count": len(rows), "column": column}
            yield Diagnostic(code, place, parameters=named)


def _no_column(path: str, sheets: Sequence[CompactSheet], column: str) -> InputError:
    """Say which headers there are, or that the entities are side by side."""
    headers: dict[str, None] = {}
    for sheet in sheets:
        words = [
            [text_of(cell) for cell in texts if not is_figure(text_of(cell))]
            for texts in sheet.texts[:_SEARCHED]
        ]
        most = max(words, key=len, default=[])
        areas = [text for text in most if AREAS.is_area(text)]
        if len(areas) > 1:
            place, some = Place(path, sheet.name), tuple(map(quoted, areas[:3]))
            return refusal("by-entities-across", place, column=column, areas=some)
        headers |= dict.fromkeys(quoted(text) for text in most)
    found = list(headers)[:_MOST_HEADERS]
    return refusal("by-column-missing", Place(path), column=column, headers=tuple(found))
