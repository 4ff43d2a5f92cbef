"""Files that are not workbooks, or hostile ones: each is refused with its own code."""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping
from typing import Final

from data_files_layouts import LAYOUTS
from data_files_names import NAMES as N
from workbook_writer import MAIN, Book, Sheet, zipped

_WIDE: Final = LAYOUTS["wide.xlsx"]
_ROWS: Final[list[list[object]]] = [["指标", "2025年"], [N[5], 45]]
_SECTOR: Final = 512


def ole(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these streams: the container of old and of encrypted workbooks."""
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)]
    body, table = b"", [0xFFFFFFFD, 0xFFFFFFFE]
    for number, (name, content) in enumerate(streams.items(), 1):
        padded = content.ljust(max(4096, -(-len(content) // _SECTOR) * _SECTOR), b"\x00")
        first, sectors = len(table), len(padded) // _SECTOR
        table += [*range(first + 1, first + sectors), 0xFFFFFFFE]
        after = number + 1 if number < len(streams) else 0xFFFFFFFF
        entries.append(_entry(name, 2, first, len(padded), right=after))
        body += padded
    directory = b"".join(entries).ljust(_SECTOR, b"\x00")
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096,
        0xFFFFFFFE, 0, 0xFFFFFFFE, 0,
    ) + struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)  # fmt: skip
    fat = struct.pack("<128I", *table, *[0xFFFFFFFF] * (128 - len(table)))
    return header + fat + directory + body


def _entry(
    name: str, kind: int, first: int, size: int, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF
) -> bytes:
    written = name.encode("utf-16-le") + b"\x00\x00"
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        written, len(written), kind, 1, 0xFFFFFFFF, right, child, b"", 0, 0, 0, first, size,
    )  # fmt: skip


def encrypted() -> bytes:
    """A workbook with a password, as Excel stores it; the bytes differ every time."""
    from msoffcrypto.format.ooxml import OOXMLFile

    stream = io.BytesIO()
    OOXMLFile(io.BytesIO(_WIDE.save())).encrypt("password", stream)
    return stream.getvalue()


def _with(**members: str | bytes) -> bytes:
    names = {"sheet": "xl/worksheets/sheet1.xml", "texts": "xl/sharedStrings.xml",
             "workbook": "xl/workbook.xml", "styles": "xl/styles.xml"}  # fmt: skip
    more = {names[key]: content for key, content in members.items()}
    return Book([Sheet(_ROWS)], more=more).save()


def _row(cells: str) -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{cells}</row></sheetData></worksheet>'


_BOMB: Final = (
    "<!DOCTYPE worksheet [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(
        f"<!ENTITY {after} '{f'&{before};' * 10}'>"
        for before, after in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
_EXTERNAL: Final = "<!DOCTYPE sst [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>"
_STRICT: Final = (
    '<?xml version="1.0"?><workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"'
    ' xmlns:r="http://purl.oclc.org/ooxml/officeDocument/relationships" conformance="strict">'
    '<sheets><sheet name="实际值" sheetId="1" r:id="rId1"/></sheets></workbook>'
)


def _cut(content: bytes, keep: float) -> bytes:
    return content[: int(len(content) * keep)]


def _declares_a_gigabyte() -> bytes:
    """A sheet of a few hundred bytes; both of its headers declare a gigabyte unpacked."""
    content = Book([Sheet(_ROWS)], more={"xl/media/image1.bin": b"\x00" * 100}).save()
    small, large = struct.pack("<I", 100), struct.pack("<I", 1 << 30)
    at = content.rindex(b"xl/media/image1.bin")  # in the zip directory, at the end of the file
    return (
        content[: at - 22] + content[at - 22 : at - 18].replace(small, large) + content[at - 18 :]
    )


BROKEN: Final[dict[str, bytes]] = {
    "invalid/truncated-early.xlsx": _cut(_WIDE.save(), 0.2),
    "invalid/truncated-late.xlsx": _cut(_WIDE.save(), 0.95),
    "invalid/one-byte-of-a-workbook.xlsx": b"P",
    "invalid/zip-of-nothing.xlsx": b"PK\x05\x06" + b"\x00" * 18,
    "invalid/zip-of-tables.zip": zipped({"data.csv": "指标,2025年\n"}),
    "invalid/document.docx": zipped(
        {"[Content_Types].xml": "<Types/>", "word/document.xml": "<x/>"}
    ),
    "invalid/presentation.pptx": zipped(
        {"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<x/>"}
    ),
    "invalid/binary-workbook.xlsb": zipped(
        {"[Content_Types].xml": "<Types/>", "xl/workbook.bin": b"\x83\x01"}
    ),
    "invalid/apple.numbers": zipped(
        {"Index/Document.iwa": b"\x00\x01", "Metadata/Properties.plist": b"x"}
    ),
    "invalid/open-document-text.odt": zipped(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}
    ),
    "invalid/strict.xlsx": _with(workbook=_STRICT),
    "invalid/entity-bomb-in-a-sheet.xlsx": Book([Sheet(_ROWS, before=_BOMB)]).save(),
    "invalid/external-entity-in-shared-texts.xlsx": _with(
        texts=f'{_EXTERNAL}<sst xmlns="{MAIN}"><si><t>&e;</t></si></sst>'
    ),
    "invalid/sheet-is-no-xml.xlsx": _with(sheet=b"\x00\x01\x02"),
    "invalid/sheet-ends-early.xlsx": _with(
        sheet=f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">'
    ),
    "invalid/shared-text-that-is-not-there.xlsx": _with(
        sheet=_row('<c r="A1" t="s"><v>999</v></c>')
    ),
    "invalid/cell-twice.xlsx": _with(sheet=_row('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>')),
    "invalid/reference-to-nowhere.xlsx": _with(sheet=_row('<c r="Ä0"><v>1</v></c>')),
    "invalid/declares-a-gigabyte.xlsx": _declares_a_gigabyte(),
    "invalid/sheet-without-cells.xlsx": Book([Sheet([])]).save(),
    "invalid/all-sheets-hidden.xlsx": Book([Sheet(_ROWS, state="hidden")]).save(),
    "invalid/ole-under-a-password.xlsx": ole(
        {"EncryptionInfo": b"\x04\x00", "EncryptedPackage": b"\x00"}
    ),
    "invalid/word-97.xls": ole({"WordDocument": b"\xec\xa5"}),
    "invalid/kingsoft.et": ole({"Workbook": b"\x09\x08\x10\x00"}),
    "invalid/kingsoft.wps": ole({"WpsDocument": b"\x00"}),
    "invalid/old-workbook-of-rubbish.xls": ole({"Workbook": b"\x09\x08\x10\x00" + b"\xff" * 400}),
    "invalid/ole-header-alone.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100,
    "invalid/picture.xlsx": b"\x89PNG\r\n\x1a\n" + b"\x00" * 40,
    "invalid/photograph.jpg": b"\xff\xd8\xff\xe0" + b"\x00" * 40,
    "invalid/report.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "invalid/archive.rar": b"Rar!\x1a\x07\x01\x00" + b"\x00" * 40,
    "invalid/archive.7z": b"7z\xbc\xaf\x27\x1c" + b"\x00" * 40,
    "invalid/archive.csv.gz": b"\x1f\x8b\x08\x00" + b"\x00" * 40,
    "invalid/rich-text.doc": b"{\\rtf1\\ansi 45}",
    "invalid/~$data.xlsx": "\x04用户".encode("utf-16-le").ljust(165, b"\x20"),
    "invalid/empty.xlsx": b"",
    "invalid/zeros.csv": b"\x00" * 300,
    "invalid/not-any-encoding.csv": b"\xff\xff\x81\xff,2025\n" * 3,
    "invalid/page-in-utf-16.xls": "<html><table><tr><td>指标</td></tr></table></html>".encode(
        "utf-16"
    ),
    "invalid/latin-1.yaml": "actuals:\n  - indicator: \xe9\n".encode("latin-1"),
    # Texts in encodings other than the repository's UTF-8.
    "valid/gbk.csv": f"序号,指标,单位,2024年,2025年\r\n5,{N[5]},%,39,45\r\n".encode("gb18030"),
    "valid/gb18030-beyond-gbk.csv": f"指标,2025年,备注\r\n{N[5]},45,𠮷\r\n".encode("gb18030"),
    "valid/gbk-tab.txt": f"指标\t2025年\r\n{N[5]}\t45\r\n".encode("gbk"),
    "valid/bom.csv": f"\ufeff指标,2025年\r\n{N[5]},45\r\n".encode(),
    "valid/bom-semicolon.csv": f"\ufeff指标;2024年;2025年\r\n{N[5]};39;45\r\n".encode(),
    "valid/utf-16-tab.csv": f"指标\t2025年\r\n{N[5]}\t45\r\n".encode("utf-16"),
    "valid/utf-16-big-endian.csv": b"\xfe\xff"
    + f"指标,2025年\r\n{N[5]},45\r\n".encode("utf-16-be"),
    "valid/sep-stated.csv": f"sep=;\r\n指标;2025年\r\n{N[5]};45\r\n".encode(),
    "valid/old-mac-line-ends.csv": f"指标,2025年\r{N[5]},45\r".encode(),
    "valid/bom.yaml": (
        f"\ufeffactuals:\r\n  - indicator: {N[5]}\r\n    values: {{2025: 45}}\r\n".encode()
    ),
    "valid/bom.json": f'\ufeff{{"actuals": {{"{N[5]}": {{"2025": 45}}}}}}'.encode(),
}
