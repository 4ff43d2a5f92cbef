"""Read the bytes of one file into sheets of cells. The content decides the format, not the suffix.

To add a reader, write a module here, add its line to this table and its mark to `kinds.py`.
"""

from __future__ import annotations

from importlib import import_module

from shengzhou_quality.diagnostics import Place, refusal
from shengzhou_quality.limits import MEGABYTE, USUAL, Limits
from shengzhou_quality.reading.readers.workbook import Workbook
from shengzhou_quality.reported import PREFILLED_SHEET

READERS = {
    "xlsx": ("xlsx", "read_xlsx"),
    "xls": ("xls", "read_xls"),
    "ods": ("ods", "read_ods"),
    "csv": ("csv", "read_csv"),
    "yaml": ("listing", "read_yaml_actuals"),
    "json": ("listing", "read_json_actuals"),
}
"""The module and function of each format: it takes the bytes, the file's name and the limits.

A module is imported when a file first needs it: start-up is most of the cost of a run.
"""


def read_workbook(content: bytes, file: str, limits: Limits = USUAL) -> Workbook:
    """Read a file by its content. Raises `InputError` if no reader can read it."""
    from shengzhou_quality.reading.readers.kinds import kind_of

    if len(content) > limits.file_size:
        limit = f"{limits.file_size // MEGABYTE} MB"
        raise refusal("file-too-large", Place(file), limit=limit)
    module, name = READERS[kind_of(content, file, limits)]
    reader = getattr(import_module(f"{__name__}.{module}"), name)
    read: Workbook = reader(content, file, limits)
    filled = next((one for one in read.sheets if one.place.sheet == PREFILLED_SHEET), None)
    if filled is None:
        return read
    others = tuple(sheet for sheet in read.sheets if sheet is not filled)
    return Workbook(others, read.diagnostics, filled)
