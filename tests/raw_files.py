"""Build files byte by byte that no correct program writes."""

from __future__ import annotations

import io
import struct
import zipfile
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def zipped(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def sheet_xml(rows: str, before: str = "", after: str = "") -> str:
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    )


def xlsx_members(
    *sheets: str, strings: str = "", styles: str = "", states: Mapping[int, str] | None = None
) -> dict[str, str | bytes]:
    """The parts of a workbook whose sheets are XML as given: 表1, 表2 …"""
    listed, related = [], []
    members: dict[str, str | bytes] = {
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="a"'
        f' Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    }
    for number, sheet in enumerate(sheets, 1):
        state = (states or {}).get(number, "visible")
        listed.append(
            f'<sheet name="表{number}" sheetId="{number}" state="{state}" r:id="r{number}"/>'
        )
        related.append(
            f'<Relationship Id="r{number}" Type="{OFFICE}/worksheet"'
            f' Target="worksheets/sheet{number}.xml"/>'
        )
        members[f"xl/worksheets/sheet{number}.xml"] = sheet
    for name, content in (("sharedStrings", strings), ("styles", styles)):
        if content:
            kind = f"{OFFICE}/{name}"
            related.append(f'<Relationship Id="{name}" Type="{kind}" Target="{name}.xml"/>')
            members[f"xl/{name}.xml"] = content
    members["xl/workbook.xml"] = (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{"".join(listed)}</sheets>'
        "</workbook>"
    )
    members["xl/_rels/workbook.xml.rels"] = (
        f'{HEAD}<Relationships xmlns="{PACKAGE}">{"".join(related)}</Relationships>'
    )
    return members


def ods_content(table: str, styles: str = "") -> str:
    """content.xml of a document whose spreadsheet holds `table`."""
    names = "".join(
        f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "table", "text", "style")
    )
    calc = ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    return (
        f"{HEAD}<office:document-content{names}{calc}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )


def ods(table: str, styles: str = "") -> bytes:
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": mimetype, "content.xml": ods_content(table, styles)})


def ole(*names: str) -> bytes:
    """An OLE file with empty streams of these names: header, one table, one directory."""
    free, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 4096, end, 0, end, 0, 0,
    )  # fmt: skip
    header = header.ljust(512, b"\xff")
    sectors = struct.pack("<128I", table, end, *[free] * 126)
    directory = b""
    for number, name in enumerate(("Root Entry", *names)):
        written = name.encode("utf-16-le") + b"\x00\x00"
        kind = 2 if number else 5
        directory += (
            written.ljust(64, b"\x00")
            + struct.pack("<HBBIII", len(written), kind, 1, free, free, free)
            + bytes(36)
            + struct.pack("<III", end, 0, 0)
        )
    return header + sectors + directory.ljust(512, b"\x00")


def ods_of(rows: Sequence[Sequence[Any]], title: str = "实际值") -> bytes:
    """A sheet of texts and numbers."""
    lines = []
    for row in rows:
        cells = []
        for value in row:
            shown = f"<text:p>{escape(str(value))}</text:p></table:table-cell>"
            if value is None:
                cells.append("<table:table-cell/>")
            elif isinstance(value, str):
                cells.append(f'<table:table-cell office:value-type="string">{shown}')
            else:
                kind = f'office:value-type="float" office:value="{value}"'
                cells.append(f"<table:table-cell {kind}>{shown}")
        lines.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    return ods(f'<table:table table:name="{title}">{"".join(lines)}</table:table>')
