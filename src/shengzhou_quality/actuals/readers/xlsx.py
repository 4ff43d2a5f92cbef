"""Excel workbooks, through openpyxl: values as last calculated, nothing executed or followed."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl

from shengzhou_quality.actuals.model import Cell, Sheet
from shengzhou_quality.actuals.readers import Workbook
from shengzhou_quality.diagnostics import Diagnostic, InputError, Place, Severity, refusal
from shengzhou_quality.notation import plain

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MAX_ROWS, MAX_COLUMNS = 2_000, 100
MAX_UNPACKED = 16 * 1024 * 1024
"""Of XML in one workbook: openpyxl holds all of it, some thirty times over."""
MAX_MEMBERS = 2_000

_WORKBOOK, _SHEETS = "xl/workbook.xml", "xl/worksheets/"
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
# What a number format shows as it stands: quoted, escaped, a blank as wide as a sign (_%).
_QUOTED = re.compile(r'"[^"]*"|[\\_*].|\[[^\]]*\]')


def read_xlsx(content: bytes, file: str) -> Workbook:
    """The visible sheets of a workbook. Raises `InputError` when it cannot be opened."""
    has_formulas = _inspect(content, file)
    book = _open(content, file, data_only=True)
    formulas = _open(content, file, data_only=False) if has_formulas else None
    sheets, diagnostics = [], []
    for worksheet in book.worksheets:
        place = Place(file, sheet=worksheet.title)
        if worksheet.sheet_state != "visible":
            diagnostics.append(Diagnostic("hidden-sheet", Severity.INFO, place))
            continue
        if worksheet.max_row > MAX_ROWS or worksheet.max_column > MAX_COLUMNS:
            limits = {"rows": str(MAX_ROWS), "columns": str(MAX_COLUMNS)}
            beyond = Diagnostic("beyond-bounds", Severity.WARNING, place, parameters={**limits})
            diagnostics.append(beyond)
        unevaluated = formulas[worksheet.title] if formulas else None
        sheets.append(Sheet(place, tuple(_rows(worksheet, unevaluated, place))))
    return Workbook(tuple(sheets), tuple(diagnostics))


def _inspect(content: bytes, file: str) -> bool:
    """Whether any sheet holds a formula; refuses what is no workbook or unpacks without end."""
    with _damage_told(file), zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        _check_members(members, file)
        if b"purl.oclc.org/ooxml" in archive.read(_WORKBOOK):
            raise refusal("strict-workbook", Place(file))
        sheets = [item.filename for item in members if item.filename.startswith(_SHEETS)]
        return any(_FORMULA.search(archive.read(name)) for name in sheets)


def _check_members(members: list[zipfile.ZipInfo], file: str) -> None:
    # A member never unpacks to more than it declares: zipfile stops there.
    if len(members) > MAX_MEMBERS or _unpacked(members) > MAX_UNPACKED:
        raise refusal("file-too-large", Place(file), limit=f"{MAX_UNPACKED // 2**20} MB")
    if not any(item.filename == _WORKBOOK for item in members):
        raise refusal("not-a-workbook", Place(file))


def _unpacked(members: list[zipfile.ZipInfo]) -> int:
    return sum(item.file_size for item in members if item.filename.endswith((".xml", ".rels")))


def _open(content: bytes, file: str, *, data_only: bool) -> Any:
    with _damage_told(file), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(content), data_only=data_only)


@contextmanager
def _damage_told(file: str) -> Iterator[None]:
    """A damaged file raises a dozen types of openpyxl's and others' exceptions: one finding."""
    try:
        yield
    except InputError:
        raise
    except Exception:  # noqa: BLE001
        raise refusal("workbook-damaged", Place(file)) from None


def _rows(
    worksheet: Worksheet, unevaluated: Worksheet | None, sheet: Place
) -> Iterator[Mapping[int, Cell]]:
    # Explicit bounds: one stray cell at XFD1048576 would be iterated to without end.
    rows = min(worksheet.max_row, MAX_ROWS)
    columns = min(worksheet.max_column, MAX_COLUMNS)
    for number, row in enumerate(worksheet.iter_rows(max_row=rows, max_col=columns), 1):
        cells = {}
        for column, cell in enumerate(row, 1):
            place = Place(sheet.file, sheet.sheet, number, column)
            if cell.value is not None:
                found = _cell(cell.value, str(cell.number_format), str(cell.data_type), place)
                if found.text.strip():
                    cells[column] = found
            elif unevaluated is not None:
                formula = unevaluated.cell(number, column).value
                if formula is not None:
                    cells[column] = Cell(str(formula), place, fault="not-calculated")
        if cells:
            yield cells


def _cell(value: object, number_format: str, data_type: str, place: Place) -> Cell:
    if data_type == "e":
        return Cell(str(value), place, fault="error-cell")
    match value:
        case bool():
            return Cell("TRUE" if value else "FALSE", place)
        case int() | float():
            return _number(value, number_format, place)
        case datetime() | date() | time() | timedelta():
            return Cell(str(value), place, fault="date-cell")
        case _:
            return Cell(str(value), place)


def _number(value: float, number_format: str, place: Place) -> Cell:
    """At 15 significant digits, Excel's own precision, so formula noise never decides."""
    number = Decimal(format(value, ".15g"))
    if not number.is_finite():
        return Cell(str(value), place, fault="not-a-number")
    percent = "%" in _QUOTED.sub("", number_format)
    if percent:
        number = number.scaleb(2)
    return Cell(plain(number), place, percent=percent)
