"""The captions of a table: its titles, unit lines and notes, and the name of its sheet.

This module collects them as cells with their places, and reads the unit of a whole table from
them; other modules decide what else they mean. Lines of signatures, dates of reporting and
sources are not captions.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.notation import Figure, clean, is_missing, read_value
from shengzhou_quality.plan.kinds import MeasuredIndicator
from shengzhou_quality.reading.tables.areas import area_stated
from shengzhou_quality.reading.tables.filled_grid import Grid, Row
from shengzhou_quality.reading.tables.header_rows import is_title
from shengzhou_quality.reported import Cell
from shengzhou_quality.units import conversion_factor, is_currency, is_unit


class Kind(StrEnum):
    """Where a caption stands, on which its possible meaning depends."""

    SHEET = "sheet"
    """The sheet's name; its place is the sheet."""
    TITLE = "title"
    """A line above the rows of the table: its title, a unit line, 地区：…."""
    NOTE = "note"
    """注：…, or a line below the rows of the table."""
    FILING = "filing"
    """A line above them on who filled in the form: of values it says only whose they are."""


class Caption(NamedTuple):
    """One cell of words about a whole table, or the name of its sheet."""

    cell: Cell
    kind: Kind


class Extent(NamedTuple):
    """The rows of one table: its header from `top` to `first`, its items up to `last`."""

    top: int
    first: int
    last: int


_LONGEST = 500
_MOST = 100
"""With more lines than this, plain text follows the table."""
_NOTE = re.compile(
    r"[(\[【]?(?:注|备注|附注|(?:数据|填报|填表|填写|编制|指标|统计)?说明|填[报表写](?:要求|须知)|note|remark)s?"
    r"[0-9一二三四五六七八九十]?[:.、)\]】]"
    r"|[*※★#]|[①-⑳]|注",
    re.IGNORECASE,
)
_NO_CAPTION = re.compile(
    r"(?!填[报表写](?:说明|要求|须知)|编制说明)(?:填报|填表|填写|审核|审签|审批|复核|制表|编制|报送|上报|提交|打印|联系|签发|经办|"
    r"(?:单位|部门|统计)?负责人|分管领导|评估人|评估单位|责任(?:单位|部门)|盖章|签字|签名|公章|"
    r"日期|电话|(?:数据|资料)?来源|(?:数据|资料)提供)"
    r"|.*(?:盖章|公章|签字)[)）]?"
    r"|(?:(?:19|20)[0-9]{2}|[一二][〇零○一二三四五六七八九]{3})[-/.年]"
    r"[0-9一二三四五六七八九十]{1,2}[-/.月][0-9一二三四五六七八九十]{1,3}日?$"
)


def captions_of(
    grid: Grid, named: Sequence[Collection[int]], tables: Sequence[Extent], sheet: Place
) -> list[tuple[Caption, ...]]:
    """Collect the captions of each of `tables`, from top to bottom, the sheet's name first.

    `named` are the columns of each row in which an item of the plan is named.
    """
    gathered: list[list[Caption]] = [sheet_name(sheet) for _ in tables]
    free = 0
    for number, table in enumerate(tables):
        data = _first_item(grid, named, table)
        gathered[number] += _above(grid, range(free, table.top))
        for row in range(table.top, table.first):
            for column, cell in grid.own[row].items():
                if _speaks(cell) and (is_title(grid, row, column) or units_in(cell.text)):
                    gathered[number].append(Caption(cell, Kind.TITLE))
        end = _behind_last_item(grid, named, table, data)
        gathered[number] += _notes_among(grid, named, range(table.first, end))
        follows = number + 1 < len(tables)
        free = _end_of_notes(grid, end, table.last) if follows else table.last
        gathered[number] += _below(grid, range(end, free))
    return [tuple(each[:_MOST]) for each in gathered]


def captions_across(
    grid: Grid, named: Sequence[Collection[int]], sheet: Place
) -> tuple[Caption, ...]:
    """Collect the captions of a part of a sheet whose items are side by side.

    `grid` and `named` describe the part as it is in the file, before it is turned.
    """
    whole = Extent(0, 0, len(grid))
    first = next((row for row, columns in enumerate(named) if columns), len(grid))
    end = _behind_last_item(grid, named, whole, first)
    gathered = [
        *sheet_name(sheet),
        *_above(grid, range(first)),
        *_notes_among(grid, named, range(first, end)),
        *_below(grid, range(end, len(grid))),
    ]
    return tuple(gathered[:_MOST])


def sheet_name(sheet: Place) -> list[Caption]:
    """The name of the sheet, where it has one."""
    return [Caption(Cell(sheet.sheet, sheet), Kind.SHEET)] if sheet.sheet else []


def says_note(text: str) -> bool:
    """Whether a text begins as a note: 注：…, 说明：…"""
    return _NOTE.match(clean(text)) is not None


# ---- the rows of a table


def _first_item(grid: Grid, named: Sequence[Collection[int]], table: Extent) -> int:
    rows = range(table.first, table.last)
    return next((row for row in rows if named[row] or _holds_figure(grid.own[row])), table.last)


def _behind_last_item(
    grid: Grid, named: Sequence[Collection[int]], table: Extent, data: int
) -> int:
    rows = range(table.last - 1, data - 1, -1)
    last = next((row for row in rows if named[row] or _holds_figure(grid.own[row])), data - 1)
    return last + 1


def _end_of_notes(grid: Grid, first: int, last: int) -> int:
    """The first row that belongs to the next table: its title, its unit line, an empty row."""
    noted = False
    for row in range(first, last):
        begins = any(_NOTE.match(clean(cell.text)) for cell in grid.own[row].values())
        goes_on = noted and grid.follows(row) and row < last - 1
        if not begins and not goes_on:
            return row
        noted = True
    return last


def _holds_figure(row: Row) -> bool:
    return any(_is_figure(cell.text) for cell in row.values())


def _is_figure(text: str) -> bool:
    """Whether a text is a figure; 2025年数据 is not, because 年数据 is not a unit."""
    value = read_value(text)
    return isinstance(value, Figure) and (value.unit is None or is_unit(value.unit))


# ---- their lines


def _above(grid: Grid, rows: range) -> Iterator[Caption]:
    """Every text of the rows: a title and its unit line may be two cells of one row."""
    for row in rows:
        for cell in grid.own[row].values():
            if _speaks(cell):
                is_note = _NOTE.match(clean(cell.text)) is not None
                yield Caption(cell, Kind.NOTE if is_note else Kind.TITLE)
            elif (
                cell.fault is None and ":" in clean(cell.text[:_LONGEST]) and area_stated(cell.text)
            ):
                yield Caption(cell, Kind.FILING)


def _notes_among(grid: Grid, named: Sequence[Collection[int]], rows: range) -> Iterator[Caption]:
    """Notes and unit lines between the items; other lines there are headings of groups."""
    for row in rows:
        cells = list(grid.own[row].values())
        if named[row] or len(cells) != 1:
            continue
        if not _speaks(cells[0]):
            continue
        if _NOTE.match(clean(cells[0].text)):
            yield Caption(cells[0], Kind.NOTE)
        elif units_in(cells[0].text):
            yield Caption(cells[0], Kind.TITLE)


def _below(grid: Grid, rows: range) -> Iterator[Caption]:
    for row in rows:
        for cell in grid.own[row].values():
            if _speaks(cell):
                yield Caption(cell, Kind.NOTE)


def _speaks(cell: Cell) -> bool:
    if cell.fault is not None or len(cell.text) > _LONGEST or is_missing(cell.text):
        return False
    written = clean(cell.text)
    return not _is_figure(cell.text) and _NO_CAPTION.match(written) is None


# ---- the unit of a whole table: 单位:万元, above it or in its title

_UNIT_LINE = re.compile(
    r"(?:^|[(\[,;、:。])(?:计量|计算|金额|数据)?单位(?::|均?为)(?P<units>[^()\[\]。]+)"
)
_BRACKETS = re.compile(r"[(\[](?P<inside>[^()\[\]]+)[)\]]")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}年度?")
_LONGEST_UNIT_LINE = 200
_BETWEEN = re.compile(r"[、,,;/和及]")


def units_in(text: str) -> tuple[str, ...]:
    """The units that a line names; empty if it names an office (单位:统计局)."""
    line = (
        _UNIT_LINE.search(clean(text))
        if "单位" in text and len(text) <= _LONGEST_UNIT_LINE
        else None
    )
    if line is None:
        return ()
    words = [line["units"]] if is_unit(line["units"]) else _BETWEEN.split(line["units"])
    return tuple(word for word in words if is_unit(word))


def units_of_title(text: str) -> tuple[str, ...]:
    """The units of a unit line, or of brackets that hold only units: 情况表(万元)."""
    named = units_in(text)
    if named or len(text) > _LONGEST_UNIT_LINE:
        return named
    for found in _BRACKETS.finditer(clean(text)):
        words = [word for word in _BETWEEN.split(found["inside"]) if not _YEAR.fullmatch(word)]
        if words and all(map(is_unit, words)):
            return tuple(words)
    return ()


def unit_for(units: Iterable[str], indicator: MeasuredIndicator) -> tuple[str, ...]:
    """The `units` that may apply to `indicator`.

    A unit of another measure does not (单位:亿元、% for a count). Another currency does, although
    it cannot be converted.
    """
    wanted = indicator.unit or ""
    return tuple(
        unit
        for unit in dict.fromkeys(units)
        if conversion_factor(unit, wanted, indicator.unit_aliases) is not None
        or (is_currency(unit) and is_currency(wanted))
    )


def units_of(captions: Iterable[Caption]) -> tuple[str, ...]:
    """The units for the whole table: of the line nearest above its rows, else of a line below."""
    above: list[tuple[str, ...]] = []
    below: list[tuple[str, ...]] = []
    for caption in captions:
        if caption.kind is Kind.FILING:
            continue
        if caption.kind is Kind.NOTE:
            below.append(units_in(caption.cell.text))
        else:
            above.append(units_of_title(caption.cell.text))
    return next(filter(None, (*reversed(above), *below)), ())
