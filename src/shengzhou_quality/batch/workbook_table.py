"""Write the table of all submissions and items as a workbook, in flat memory.

The rows go straight into the sheets of the package; a sheet that is full is followed by another.
All else, the heads of the sheets included, is a workbook without rows, made as every workbook of
sqc is. The sheets are compressed, which those are not: 14,250 submissions are 400 MB of XML. The
XML is the same on every machine, the package on machines with the same library for deflate.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import IO, Final, NamedTuple

from openpyxl.utils import get_column_letter

from shengzhou_quality.batch.file_lock import lock
from shengzhou_quality.batch.record_file import check_target, naming, open_to_write
from shengzhou_quality.batch.table_rows import WIDTHS, TableRow, heads
from shengzhou_quality.decimals import plain
from shengzhou_quality.formats.workbook_bytes import reproducible
from shengzhou_quality.formats.workbooks.cells import (
    CENTRE,
    EDGE,
    RIGHT,
    Style,
    cut,
    put,
    put_number,
    start_workbook,
)
from shengzhou_quality.formats.workbooks.paper import set_up_print
from shengzhou_quality.result_mark import RESULT_MARK
from shengzhou_quality.words import Words

MOST_ROWS: Final = 1_048_576
"""The rows of a sheet, its head included."""
_MOST_DIGITS = 15
_LONGEST = 32_767
_FORMULA_STARTS = ("=", "+", "-", "@")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""A workbook would read `_x0041_` as an A."""
_LETTERS = tuple(get_column_letter(at) for at in range(1, len(WIDTHS) + 1))
_LAST = _LETTERS[-1]
_HEAD = Style(CENTRE, "FFD9E4F0", heading=True)
_TEXT, _NUMBER = Style(EDGE, border=False), Style(RIGHT, border=False)
_ROW = re.compile(r'<row r="2".*?</row>', re.DOTALL)
_CELL_STYLE = re.compile(r'<c r="[A-Z]+2" s="(\d+)"')
_FILTER = re.compile(r'<autoFilter ref="[^"]*"')
_DIMENSION = re.compile(r"<dimension [^>]*></dimension>|<dimension [^>]*/>")
_MADE = (1980, 1, 1, 0, 0, 0)


class _SheetFrame(NamedTuple):
    """A sheet around its rows: what stands before and behind, and the styles of the cells."""

    before: str
    behind: str
    text: str
    quoted: str
    number: str


class WorkbookTable:
    """A workbook that grows in a hidden file beside its own, which it replaces at the end."""

    def __init__(self, path: Path, words: Words) -> None:
        self._path = path
        self._words = words
        self._frame = _frame_of(_empty(words, [2]))
        self._part = path.with_name(f".{path.name[:40]}.part")
        self._full: list[int] = []
        """The last row of each sheet that is written."""
        self._row = 0
        self._sheet: IO[bytes] | None = None
        with naming(path):
            check_target(path)
            part = open_to_write(self._part)
        self._file = io.BufferedRandom(part)
        try:
            lock(self._file, path)
            self._file.truncate(0)
            self._package = zipfile.ZipFile(self._file, "w")
            self._begin()
        except BaseException:
            self._file.close()
            raise

    def add(self, rows: Sequence[TableRow]) -> None:
        if self._row + len(rows) > MOST_ROWS:
            self._end()
            self._begin()
        written = []
        for row in rows:
            self._row += 1
            written.append(_row_of(row, self._row, self._frame))
        self._put("".join(written))

    def finish(self) -> None:
        self._end()
        with (
            naming(self._path),
            zipfile.ZipFile(io.BytesIO(_empty(self._words, self._full))) as rest,
        ):
            for name in rest.namelist():
                if not name.startswith("xl/worksheets/sheet"):
                    self._package.writestr(_member(name), rest.read(name))
            self._package.close()
            self._file.close()  # Windows replaces no open file
            self._part.replace(os.path.realpath(self._path))  # a link stays a link

    def close(self) -> None:
        with suppress(OSError, ValueError):
            if self._sheet is not None:
                self._sheet.close()
        with suppress(OSError, ValueError):
            self._package.close()
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            self._part.unlink(missing_ok=True)

    def _begin(self) -> None:
        member = _member(f"xl/worksheets/sheet{len(self._full) + 1}.xml")
        member.compress_type = zipfile.ZIP_DEFLATED
        member._compresslevel = 1  # type: ignore[attr-defined]  # noqa: SLF001 - its only place before 3.13
        with naming(self._path):
            self._sheet = self._package.open(member, "w", force_zip64=True)
        self._row = 1
        self._put(self._frame.before)

    def _end(self) -> None:
        self._full.append(self._row)
        whole = f'<autoFilter ref="A1:{_LAST}{self._row}"'
        self._put(_FILTER.sub(whole, self._frame.behind))
        with naming(self._path):
            assert self._sheet is not None
            self._sheet.close()

    def _put(self, xml: str) -> None:
        with naming(self._path):
            assert self._sheet is not None
            self._sheet.write(xml.encode())


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, date_time=_MADE)
    member.create_system = 3
    member.external_attr = 0o644 << 16
    return member


def _empty(words: Words, last_rows: Sequence[int]) -> bytes:
    """The workbook without rows, but for one that shows the styles of cells.

    Each sheet has its last row, up to which it can be filtered.
    """
    workbook = start_workbook(words("batch.table"), words("template.font"))
    workbook.properties.category = RESULT_MARK
    for number, last in enumerate(last_rows, 1):
        name = words("batch.table") if number == 1 else f"{words('batch.table')} {number}"
        sheet = workbook.create_sheet(name)
        for column, head in enumerate(heads(words), 1):
            put(sheet, 1, column, head, _HEAD)
        put(sheet, 2, 1, "A", _TEXT)
        put(sheet, 2, 2, "=", _TEXT)
        put_number(sheet, 2, 3, Decimal(1), _NUMBER)
        sheet.freeze_panes = "B2"
        sheet.auto_filter.ref = f"A1:{_LAST}{last}"
        set_up_print(sheet, WIDTHS, 1, "&P / &N")
    saved = io.BytesIO()
    workbook.save(saved)
    return reproducible(saved.getvalue())


def _frame_of(empty: bytes) -> _SheetFrame:
    with zipfile.ZipFile(io.BytesIO(empty)) as package:
        xml = package.read("xl/worksheets/sheet1.xml").decode()
    sample = _ROW.search(xml)
    assert sample is not None, "the workbook has the row of styles"
    before = _DIMENSION.sub("", xml[: sample.start()])
    return _SheetFrame(before, xml[sample.end() :], *_CELL_STYLE.findall(sample[0]))


def _row_of(row: TableRow, number: int, frame: _SheetFrame) -> str:
    cells = []
    for letter, value in zip(_LETTERS, row, strict=True):
        if value is None or value == "":
            continue
        if isinstance(value, str):
            text, formula = _text(value), value.startswith(_FORMULA_STARTS)
        else:
            digits = plain(value) if isinstance(value, Decimal) else str(value)
            if len(digits) <= _MOST_DIGITS or sum(map(str.isdigit, digits)) <= _MOST_DIGITS:
                cells.append(f'<c r="{letter}{number}" s="{frame.number}"><v>{digits}</v></c>')
                continue
            text, formula = digits, False
        style = frame.quoted if formula else frame.text
        cells.append(
            f'<c r="{letter}{number}" s="{style}" t="inlineStr"><is><t>{text}</t></is></c>'
        )
    return f'<row r="{number}">{"".join(cells)}</row>'


@lru_cache(maxsize=4096)
def _text(value: str) -> str:
    """Names and words come again in each submission."""
    written = cut(_ESCAPE.sub("_x005F_", value), _LONGEST)
    return written.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
