"""Read the bytes of one file into sheets of cells. The content decides the format, not the suffix.

To add a reader, write a module here and add its line to this table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from shengzhou_quality.diagnostics import Diagnostic, Place, refusal
from shengzhou_quality.limits import MEGABYTE, USUAL, Limits
from shengzhou_quality.reported import PREFILLED_SHEET, Sheet


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of one file, and the reader's findings about it (a hidden sheet …).

    `prefilled` is the sheet in which a template lists its prefilled values.
    """

    sheets: tuple[Sheet, ...]
    diagnostics: tuple[Diagnostic, ...] = field(default=())
    prefilled: Sheet | None = None


Read = Callable[[bytes, str, Limits], Workbook]


def _read_xlsx(content: bytes, file: str, limits: Limits) -> Workbook:
    from shengzhou_quality.reading.readers.xlsx import read_xlsx

    return read_xlsx(content, file, limits)


def _read_xls(content: bytes, file: str, limits: Limits) -> Workbook:
    from shengzhou_quality.reading.readers.xls import read_xls

    return read_xls(content, file, limits)


def _read_ods(content: bytes, file: str, limits: Limits) -> Workbook:
    from shengzhou_quality.reading.readers.ods import read_ods

    return read_ods(content, file, limits)


def _read_csv(content: bytes, file: str, limits: Limits) -> Workbook:
    from shengzhou_quality.reading.readers.csv import read_csv

    return read_csv(content, file, limits)


def _read_yaml(content: bytes, file: str, limits: Limits) -> Workbook:
    from shengzhou_quality.reading.readers.listing import read_yaml_actuals

    return read_yaml_actuals(content, file, limits)


def _read_json(content: bytes, file: str, limits: Limits) -> Workbook:
    from shengzhou_quality.reading.readers.listing import read_json_actuals

    return read_json_actuals(content, file, limits)


READERS: dict[str, Read] = {
    "xlsx": _read_xlsx,
    "xls": _read_xls,
    "ods": _read_ods,
    "csv": _read_csv,
    "yaml": _read_yaml,
    "json": _read_json,
}
"""Each reader imports its library on first use: start-up is most of the cost of a run."""


def read_workbook(content: bytes, file: str, limits: Limits = USUAL) -> Workbook:
    """Read a file by its content. Raises `InputError` if no reader can read it."""
    from shengzhou_quality.reading.readers.kinds import kind_of

    if len(content) > limits.file_size:
        limit = f"{limits.file_size // MEGABYTE} MB"
        raise refusal("file-too-large", Place(file), limit=limit)
    read = READERS[kind_of(content, file, limits)](content, file, limits)
    filled = next((one for one in read.sheets if one.place.sheet == PREFILLED_SHEET), None)
    if filled is None:
        return read
    others = tuple(sheet for sheet in read.sheets if sheet is not filled)
    return Workbook(others, read.diagnostics, filled)
