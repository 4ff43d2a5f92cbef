"""Find whose each row of a long sheet is: the column of entities by its header, then row by row.

A table begins with the row that holds the header (地区). A row is the entity's that its cell in
this column names. An empty cell repeats the one above it where it is merged with it, or where
names are written once for several rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from shengzhou_quality.batch.long.entity_names import EntityNames, NoEntity, is_ditto
from shengzhou_quality.batch.long.row_lines import AREAS, IsItem, RowLines, text_of
from shengzhou_quality.diagnostics import Place, refusal
from shengzhou_quality.limits import Limits
from shengzhou_quality.reading.readers.compact import CompactSheet, Text

_MOST_ROWS_ABOVE, _MOST_ROWS_BELOW = 2, 3
_DITTO = int(NoEntity.DITTO)
_MOST_COMMON = 100
"""With more titles or notes than this, plain text is around the table."""


class EntityTable(NamedTuple):
    """One table of a sheet, by positions of rows: its header is `head` to `first`, its end `last`.

    `common` are its titles, header rows and notes; `rows` those of each entity.
    """

    column: int
    head: int
    first: int
    last: int
    common: Sequence[int]
    rows: dict[int, list[int]]


class LongSheet(NamedTuple):
    """A sheet and whose each of its rows is: an entity's number, or a `NoEntity`."""

    sheet: CompactSheet
    owners: list[int]
    tables: list[EntityTable]


class EntityRows:
    """Goes through one sheet from top to bottom."""

    def __init__(
        self,
        sheet: CompactSheet,
        heads: Sequence[tuple[int, int]],
        names: EntityNames,
        is_item: IsItem,
        file: str,
        limits: Limits,
    ) -> None:
        self._sheet = sheet
        self._heads = dict(heads)
        self._names = names
        self._file = file
        self._limits = limits
        edge = min(sheet.columns[at][0] for at, _ in heads)
        wide = frozenset(
            span.top for span in sheet.merged if span.left <= edge and span.left < span.right
        )
        self._lines = RowLines(
            sheet, wide, is_item, lambda text: names.knows(text) or AREAS.is_area(text)
        )
        self._bottoms = {(span.top, span.left): span.bottom for span in sheet.merged}
        self._owners: list[int] = [NoEntity.OUTSIDE] * len(sheet.numbers)
        self._check(heads)

    def _check(self, heads: Sequence[tuple[int, int]]) -> None:
        """Refuse a header that takes several columns: which of them would hold the entities?"""
        rows = [at for at, _ in heads]
        doubled = [at for at, after in pairwise(rows) if at == after]
        tops = {self._sheet.numbers[at]: at for at in rows}
        doubled += [
            tops[span.top]
            for span in self._sheet.merged
            if span.top in tops
            and span.left < span.right
            and span.left == self._heads[tops[span.top]]
        ]
        if doubled:
            at = doubled[0]
            row, column = self._sheet.numbers[at], self._heads[at]
            place = Place(self._file, self._sheet.name, row, column)
            at = self._sheet.columns[at].index(column)
            header = text_of(self._sheet.texts[doubled[0]][at])
            raise refusal("by-column-unclear", place, column=header)

    def read(self) -> LongSheet:
        """Assign all rows. Raises `InputError` if there are too many tables or entities."""
        tables: list[EntityTable] = []
        heads = self._without_repeats()
        free = 0
        for head, next_head in zip_longest(heads, heads[1:]):
            column = self._heads[head]
            self._mark(range(self._top_of_titles(head, free), head), NoEntity.COMMON)
            first = self._end_of_header(head, column)
            self._mark(range(head, first), NoEntity.COMMON)
            if next_head is None:
                last = len(self._owners)
                end = self._behind_data(first, last, column)
            else:
                last = self._top_of_header(next_head, first)
                end = self._behind_data(first, last, column)
                last = self._behind_notes(end, last)
            rows = self._assign(range(first, end), column)
            self._mark(range(end, last), NoEntity.COMMON)
            above = self._common(range(free, head))
            below = self._common(range(head, last))
            for at in (*above[:-_MOST_COMMON], *below[_MOST_COMMON:]):
                self._owners[at] = NoEntity.OUTSIDE
            common = [*above[-_MOST_COMMON:], *below[:_MOST_COMMON]]
            tables.append(EntityTable(column, head, first, last, common, rows))
            if len(tables) > self._limits.tables:
                most = f"{self._limits.tables:,}"
                raise refusal("too-many-tables", Place(self._file), limit=most)
            free = last
        return LongSheet(self._sheet, self._owners, tables)

    def _common(self, rows: range) -> list[int]:
        return [at for at in rows if self._owners[at] == NoEntity.COMMON]

    def _mark(self, rows: Iterable[int], whose: NoEntity) -> None:
        for at in rows:
            if self._owners[at] == NoEntity.OUTSIDE:
                self._owners[at] = whose

    # ---- the header and what is around it

    def _without_repeats(self) -> list[int]:
        """The rows with the header; without it at the top of each further page of one table."""
        kept: list[int] = []
        for head in self._heads:
            if not kept or not self._same(head, kept[-1]) or self._titles_above(head):
                kept.append(head)
                continue
            rows = self._end_of_header(kept[-1], self._heads[head]) - kept[-1]
            for at in range(head, min(head + rows, len(self._owners))):
                if self._same(at, kept[-1] + at - head):
                    self._owners[at] = NoEntity.REPEATED
        return kept

    def _same(self, one: int, other: int) -> bool:
        columns, texts = self._sheet.columns, self._sheet.texts
        return (columns[one], texts[one]) == (columns[other], texts[other])

    def _titles_above(self, head: int) -> bool:
        return self._lines.is_line(head - 1, self._heads[head])

    def _top_of_header(self, head: int, free: int) -> int:
        """The first row of a header: rows directly above it may group its columns."""
        top = head
        while top > free and head - top < _MOST_ROWS_ABOVE and self._groups(top - 1, head):
            top -= 1
        goes_on = top > free and self._adjacent(top)
        if goes_on and not self._lines.is_line(top - 1, self._heads[head]):
            return head  # it is the last row of the table above
        return top

    def _top_of_titles(self, head: int, free: int) -> int:
        """The first title above a header: behind the last row of anything else."""
        top = self._top_of_header(head, free)
        while top > free and not self._lines.holds_data(top - 1):
            top -= 1
        return top

    def _groups(self, at: int, head: int) -> bool:
        """Whether a row directly above a header groups its columns: years, items."""
        if not self._adjacent(at + 1) or self._heads[head] in self._sheet.columns[at]:
            return False
        return not self._lines.is_lone(at) and not self._lines.holds_figure(at)

    def _adjacent(self, at: int) -> bool:
        return self._sheet.numbers[at] - self._sheet.numbers[at - 1] == 1

    def _end_of_header(self, head: int, column: int) -> int:
        """The first row of data: below a merged header cell, sub-headers and 甲, 乙, 1, 2."""
        row = self._sheet.numbers[head]
        bottom = self._bottoms.get((row, column), row)
        at, most = head + 1, min(head + 1 + _MOST_ROWS_BELOW, len(self._owners))
        while at < most and at not in self._heads:
            inside = self._sheet.numbers[at] <= bottom
            below = (
                column not in self._sheet.columns[at]
                and self._adjacent(at)
                and not self._lines.is_lone(at)
                and not self._lines.holds_data(at)
            )
            if not (inside or below or self._lines.is_labels(at)):
                break
            at += 1
        return at

    def _behind_data(self, first: int, last: int, column: int) -> int:
        end = last
        while end > first and (
            self._owners[end - 1] == NoEntity.REPEATED or self._lines.is_line(end - 1, column)
        ):
            end -= 1
        return end

    def _behind_notes(self, end: int, last: int) -> int:
        """Behind the notes of a table; what follows are titles of the next."""
        at, noted = end, False
        while at < last:
            if not (self._lines.is_note(at) or (noted and self._adjacent(at))):
                break
            noted = True
            at += 1
        return at

    # ---- the rows

    def _assign(self, region: range, column: int) -> dict[int, list[int]]:
        """Give each row of the region to its entity, and return the rows of each."""
        columns_of, texts_of = self._sheet.columns, self._sheet.texts
        owners, known = self._owners, self._names.known
        rows: dict[int, list[int]] = {}
        current: int = NoEntity.NOBODY
        self._leave_out(region, column)
        for at in region:
            columns = columns_of[at]
            if owners[at] != NoEntity.OUTSIDE:
                continue
            if len(columns) == 1:
                current = self._assign_lone(at, column, current)
            else:
                if columns[0] == column:
                    cell: Text | None = texts_of[at][0]
                else:
                    cell = texts_of[at][columns.index(column)] if column in columns else None
                if cell is not None:
                    owner = known.get(cell)
                    if owner is None:
                        owner = self._names.of(cell, self._file)
                    current = self._repeat(at, column, current) if owner == _DITTO else owner
                owners[at] = current
            owner = owners[at]
            if owner >= 0:
                if owner in rows:
                    rows[owner].append(at)
                else:
                    rows[owner] = [at]
        return rows

    def _leave_out(self, region: range, column: int) -> None:
        """Where most rows have a name, an empty cell is a name that was left out: nobody's row.

        It repeats the one above where it is merged with it, or where a name stands alone in a row
        above those of its entity.
        """
        columns_of, texts_of, owners = self._sheet.columns, self._sheet.texts, self._owners
        shapes = set(columns_of[region.start : region.stop])
        if all(column in shape or len(shape) == 1 for shape in shapes):
            return
        named, empty = 0, list[int]()
        below_name = False
        merged = self._merged_below(column)
        for at in region:
            columns = columns_of[at]
            if owners[at] != NoEntity.OUTSIDE:
                continue
            if len(columns) == 1:
                below_name = columns[0] == column and not self._lines.is_heading(at)
            elif column in columns:
                below_name = False
                named += not is_ditto(texts_of[at][columns.index(column)])
            elif not below_name and self._sheet.numbers[at] not in merged:
                empty.append(at)
        if len(empty) < named:
            self._mark(empty, NoEntity.NOBODY)

    def _merged_below(self, column: int) -> set[int]:
        """The numbers of the rows whose cell is merged with the one above."""
        return {
            row
            for (top, left), bottom in self._bottoms.items()
            if left == column
            for row in range(top + 1, bottom + 1)
        }

    def _repeat(self, at: int, column: int, owner: int) -> int:
        """Replace 同上 by the name above it: an entity's rows alone have another one above."""
        if owner >= 0:
            texts = list(self._sheet.texts[at])
            texts[self._sheet.columns[at].index(column)] = self._names.names[owner]
            self._sheet.texts[at] = tuple(texts)
        return owner

    def _assign_lone(self, at: int, column: int, current: int) -> int:
        """Assign a row of one cell: a heading for all, or an entity above its rows, or empty."""
        lines = self._lines
        if lines.sheet.columns[at][0] != column:
            line = current == NoEntity.NOBODY or lines.is_heading(at)
            self._owners[at] = NoEntity.COMMON if line and not lines.holds_data(at) else current
            return current
        if lines.is_heading(at) and not self._names.knows(lines.words(at)[0]):
            self._owners[at] = NoEntity.COMMON
            return current
        owner = self._names.of(self._sheet.texts[at][0], self._file)
        if owner == NoEntity.DITTO:
            owner = current
        self._owners[at] = owner
        return owner
