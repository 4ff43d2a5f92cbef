"""Render any page as a workbook: `render(page, words, options) -> bytes`.

A page becomes a workbook as it is; nothing else has to be said for this format.
- Each top-level `Section` is a sheet, named by its heading. What stands before the first one is
  the first sheet, with the page's heading and lead, and a list of the others. A page without a
  table is one sheet.
- A `Table` can be sorted and filtered. A `TableCell` with a `number` holds the number, shown as
  its text (`figures.py`): give one wherever the text shows it. In a column aligned to the right
  a text that is a plain number becomes one. Every other text stays a text.
- A `TableCell` with a `place`, and a `Finding` with `at`, link to that cell of the submitted file,
  relative to `options.folder`, where the workbook will stand.
- Sections within a section are printed on one page each where they fit.
- A page that `comes_back` is sealed: what somebody changes in the workbook can be told.
"""

from __future__ import annotations

import io
from dataclasses import replace

from shengzhou_quality.formats import Options
from shengzhou_quality.formats.cleaning import clean
from shengzhou_quality.formats.workbook_bytes import reproducible
from shengzhou_quality.formats.workbooks.cells import cut, face_of, start_workbook
from shengzhou_quality.formats.xlsx.seal import seal
from shengzhou_quality.formats.xlsx.sheets import sheets_of
from shengzhou_quality.formats.xlsx.writer import Writer
from shengzhou_quality.pages.model import Page
from shengzhou_quality.result_mark import RESULT_MARK
from shengzhou_quality.words import Words

__all__ = ["render"]

_LONGEST_HEADER = 100
"""In characters; Excel allows 255 of a header with its codes."""


def render(page: Page, words: Words, options: Options) -> bytes:
    """The bytes of the workbook; the same page gives the same bytes."""
    heading = clean(page.heading)
    workbook = start_workbook(heading, words("template.font"))
    workbook.properties.category = RESULT_MARK
    sheets = sheets_of(page, words)
    made = [workbook.create_sheet(one.name) for one in sheets]
    header = cut(heading, _LONGEST_HEADER).replace("&", "&&")
    writer = Writer(
        replace(face_of(made[0]), careful=True), options.folder, header, words("template.page")
    )
    for sheet, one in zip(made, sheets, strict=True):
        writer.write(sheet, one.lines)
    if page.comes_back:
        seal(workbook)
    saved = io.BytesIO()
    workbook.save(saved)
    return reproducible(saved.getvalue())
