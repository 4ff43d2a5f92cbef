"""What a reader yields of one file: its sheets of cells, and what is wrong with the file."""

from __future__ import annotations

from typing import NamedTuple

from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.reported import Sheet


class Workbook(NamedTuple):
    """The sheets of one file, and the reader's findings about it (a hidden sheet …).

    `prefilled` is the sheet in which a template lists its prefilled values.
    """

    sheets: tuple[Sheet, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    prefilled: Sheet | None = None
