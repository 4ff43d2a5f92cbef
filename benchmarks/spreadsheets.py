"""Writes spreadsheets quickly and always as the same bytes: .xlsx, .ods and .csv.

`xlsx` writes the parts of a workbook itself, as Excel lays them out: styles, a theme, shared
strings. `by_openpyxl` has openpyxl write the same sheets, with dates taken out.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ODF: Final = "urn:oasis:names:tc:opendocument:xmlns"
CREATED: Final = (2026, 1, 20, 0, 0, 0)
STYLE_SHEETS: Final = 64
"""So many different style sheets: 64 offices, none of which changes its fonts."""

PERCENT: Final = "0.0%"


class Percent(NamedTuple):
    """57%, stored as 0.57 with a percent format."""

    value: Decimal


class Formula(NamedTuple):
    """A formula, and the value that Excel stored with it, if any."""

    text: str
    value: Decimal | None = None


class Fault(NamedTuple):
    """#DIV/0! and its like."""

    text: str


Cell = str | int | Decimal | Percent | Formula | Fault | None


class Sheet(NamedTuple):
    """`merged` are areas like A1:F1."""

    title: str
    rows: Sequence[Sequence[Cell]]
    merged: Sequence[str] = ()


def xlsx(sheets: Sequence[Sheet], office: int = 0) -> bytes:
    """The workbook of an office; each of 64 has fonts and colours of its own."""
    strings: dict[str, int] = {}
    parts = {
        f"xl/worksheets/sheet{number}.xml": _sheet(sheet, strings)
        for number, sheet in enumerate(sheets, 1)
    }
    shared = "".join(map(shared_string, strings))
    return zipped(
        {
            **package([sheet.title for sheet in sheets]),
            **look(office % STYLE_SHEETS),
            **parts,
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}" uniqueCount="{len(strings)}">'
            f"{shared}</sst>",
        }
    )


def package(titles: Sequence[str]) -> dict[str, str]:
    """The parts that say which other parts there are."""
    links = f'<Relationships xmlns="{PACKAGE}/relationships">'
    numbers = range(1, len(titles) + 1)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    overrides = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{kind}{what}+xml"/>'
        for name, what in (
            ("workbook", "sheet.main"),
            ("styles", "styles"),
            ("sharedStrings", "sharedStrings"),
            *((f"worksheets/sheet{number}", "worksheet") for number in numbers),
        )
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}</Types>",
        "_rels/.rels": f'{links}<Relationship Id="rId1" Type="{OFFICE}/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": links
        + "".join(
            f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet"'
            f' Target="worksheets/sheet{number}.xml"/>'
            for number in numbers
        )
        + "".join(
            f'<Relationship Id="rId{len(titles) + number}" Type="{OFFICE}/{kind}"'
            f' Target="{target}.xml"/>'
            for number, (kind, target) in enumerate(
                (("styles", "styles"), ("theme", "theme/theme1"), ("sharedStrings",) * 2), 1
            )
        )
        + "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        + "".join(
            f'<sheet name="{escape(title)}" sheetId="{number}" r:id="rId{number}"/>'
            for number, title in enumerate(titles, 1)
        )
        + "</sheets></workbook>",
    }


@cache
def look(office: int) -> Mapping[str, str]:
    """Styles and theme as openpyxl writes them. Styles 1 to 3: a heading, a number, a percent."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    line = Side(style="thin")
    for column, (bold, format_) in enumerate(
        ((True, "General"), (False, "0.00"), (False, PERCENT)), 1
    ):
        cell = sheet.cell(1, column, 1)
        cell.font = Font(name="宋体", size=9 + office % 8, bold=bold)
        cell.border = Border(line, line, line, line)
        cell.number_format = format_
    for extra in range(office // 8):
        sheet.cell(2, 1 + extra, 1).fill = PatternFill("solid", fgColor=f"FFFF{extra:02X}")
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as archive:
        names = ("xl/styles.xml", "xl/theme/theme1.xml")
        return {name: archive.read(name).decode() for name in names}


def row_xml(number: int, row: Sequence[Cell], strings: dict[str, int]) -> str:
    """One row; its texts go to the shared strings."""
    cells = []
    for column, value in enumerate(row, 1):
        if value is None:
            continue
        at = f'r="{_letter(column)}{number}"'
        if isinstance(value, str):
            shared = strings.setdefault(value, len(strings))
            cells.append(f'<c {at} s="1" t="s"><v>{shared}</v></c>')
        elif isinstance(value, Percent):
            cells.append(f'<c {at} s="3"><v>{value.value}</v></c>')
        elif isinstance(value, Formula):
            stored = "" if value.value is None else f"<v>{value.value}</v>"
            cells.append(f'<c {at} s="2"><f>{escape(value.text)}</f>{stored}</c>')
        elif isinstance(value, Fault):
            cells.append(f'<c {at} s="2" t="e"><v>{value.text}</v></c>')
        else:
            cells.append(f'<c {at} s="2"><v>{value}</v></c>')
    return f'<row r="{number}">{"".join(cells)}</row>'


_letter = cache(get_column_letter)


def shared_string(text: str) -> str:
    return f'<si><t xml:space="preserve">{escape(text)}</t></si>'


def _sheet(sheet: Sheet, strings: dict[str, int]) -> str:
    rows = "".join(row_xml(number, row, strings) for number, row in enumerate(sheet.rows, 1))
    areas = "".join(f'<mergeCell ref="{area}"/>' for area in sheet.merged)
    merged = f'<mergeCells count="{len(sheet.merged)}">{areas}</mergeCells>' if areas else ""
    width = max(map(len, sheet.rows), default=1)
    return (
        f'<worksheet xmlns="{MAIN}"><dimension ref="A1:{_letter(width)}{len(sheet.rows)}"/>'
        f'<cols><col min="1" max="{width}" width="14" customWidth="1"/></cols>'
        f"<sheetData>{rows}</sheetData>{merged}</worksheet>"
    )


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with these members, in this order, all of one date."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(member(name, method), content)
    return stream.getvalue()


def member(name: str, method: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, CREATED)
    info.compress_type = method
    return info


def by_openpyxl(sheets: Sequence[Sheet]) -> bytes:
    """The same sheets as openpyxl writes them."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        page = book.create_sheet(sheet.title)
        for row in sheet.rows:
            page.append([_plain(value) for value in row])
        for number, row in enumerate(sheet.rows, 1):
            for column, value in enumerate(row, 1):
                if isinstance(value, Percent):
                    page.cell(number, column).number_format = PERCENT
        for area in sheet.merged:
            page.merge_cells(area)
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as archive:
        names = [name for name in archive.namelist() if name != "docProps/core.xml"]
        return zipped({name: archive.read(name) for name in names})


def _plain(value: Cell) -> str | int | Decimal | None:
    if isinstance(value, Percent):
        return value.value
    if isinstance(value, Formula):
        return f"={value.text}"
    return value.text if isinstance(value, Fault) else value


def as_csv(rows: Iterable[Sequence[Cell]], encoding: str = "utf-8-sig") -> bytes:
    """What Excel writes: percent as shown, the value of a formula."""
    stream = io.StringIO()
    csv.writer(stream).writerows([_shown(value) for value in row] for row in rows)
    return stream.getvalue().encode(encoding)


def _shown(value: Cell) -> str:
    if isinstance(value, Percent):
        return f"{(value.value * 100).normalize():f}%"
    if isinstance(value, Formula):
        return "" if value.value is None else str(value.value)
    if isinstance(value, Fault):
        return value.text
    return "" if value is None else str(value)


def ods(sheets: Sequence[Sheet]) -> bytes:
    """A document of LibreOffice with the values and without its styles."""
    names = "".join(f' xmlns:{part}="{ODF}:{part}:1.0"' for part in ("office", "table", "text"))
    tables = "".join(
        f'<table:table table:name="{escape(sheet.title)}">'
        + "".join(
            f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>"
            for row in sheet.rows
        )
        + "</table:table>"
        for sheet in sheets
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped(
        {
            "mimetype": kind,
            "content.xml": f'<office:document-content{names} office:version="1.2"><office:body>'
            f"<office:spreadsheet>{tables}</office:spreadsheet></office:body>"
            "</office:document-content>",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{ODF}:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            "</manifest:manifest>",
        }
    )


def _ods_cell(value: Cell) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, int | Decimal):
        kind = f'float" office:value="{value}'
    elif isinstance(value, Percent):
        kind = f'percentage" office:value="{value.value}'
    else:
        kind = "string"
    return (
        f'<table:table-cell office:value-type="{kind}"><text:p>{escape(_shown(value))}</text:p>'
        "</table:table-cell>"
    )
