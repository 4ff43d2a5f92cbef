"""Test which workbooks get no annotated copy, and that the reason says why."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from annotated_books import (
    BOOKS,
    COMPATIBILITY,
    SHEET,
    STYLES,
    X14,
    Book,
    comments,
    drawing,
    members,
    note_shape,
    packed,
    relation,
    sheet,
)
from raw_files import HEAD, MAIN, PACKAGE, ods, ole, zipped

import shengzhou_quality.annotated
from shengzhou_quality.annotated import _KINDS, _REFUSED, NotAnnotated, annotate
from shengzhou_quality.limits import Limits
from shengzhou_quality.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Mapping

DOCS = Path(__file__).parent.parent / "docs"
INVALID = Path(__file__).parent / "data" / "invalid"
PLAIN, COMMENTS = BOOKS["plain"], BOOKS["comments"]
REMARKS = {SHEET: {"B1": "请核实。"}}
ONE = "xl/worksheets/sheet2.xml"


def reason(content: bytes, remarks: Mapping[str, Mapping[str, str]] = REMARKS) -> NotAnnotated:
    made = annotate(content, remarks)
    assert isinstance(made, NotAnnotated)
    for language in LANGUAGES:
        assert made.sentence(Words(language))
    return made


def code(content: bytes, remarks: Mapping[str, Mapping[str, str]] = REMARKS) -> str:
    return reason(content, remarks).code


def rewritten(old: str, new: str, part: str = ONE, book: Book = PLAIN) -> bytes:
    """A workbook in which one text of one part is another."""
    parts = members(book)
    before = parts[part]
    assert isinstance(before, str)
    assert old in before
    return zipped({**parts, part: before.replace(old, new)})


def test_every_reason_has_its_words_and_its_line_in_the_docs() -> None:
    folder = Path(shengzhou_quality.annotated.__file__).parent
    source = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    raised = set(re.findall(r'NotAnnotatedError\("([a-z0-9-]+)"', source))
    raised |= {*_KINDS.values(), *_REFUSED.values(), "no-workbook"}
    for language in LANGUAGES:
        known = {key.removeprefix("annotated.") for key in Words(language)._messages
                 if key.startswith("annotated.")}  # fmt: skip
        assert known == raised
    page = (DOCS / "annotated-copies.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([a-z0-9-]+)` \|", page, re.MULTILINE)) == raised


# formats


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (ole("Workbook"), "old-workbook"),
        (ole("EncryptedPackage"), "encrypted"),
        (ods(""), "opendocument"),
        ("指标,2025年\n甲,1\n".encode(), "no-workbook"),
        (b"actuals: []\n", "no-workbook"),
        (b'{"actuals": []}', "no-workbook"),
        (b"", "no-workbook"),
        (b"%PDF-1.7", "no-workbook"),
        (zipped({"xl/workbook.bin": b"x"}), "no-workbook"),
        (zipped({"word/document.xml": "<x/>"}), "no-workbook"),
        (packed(PLAIN)[:-200], "broken"),
        ((INVALID / "strict.xlsx").read_bytes(), "strict"),
    ],
    ids=str,
)
def test_only_a_workbook_of_todays_format_is_annotated(content: bytes, expected: str) -> None:
    assert code(content) == expected


# files that should not be changed


def test_a_signature_stays_valid() -> None:
    signature = {"_xmlsignatures/sig1.xml": f"{HEAD}<Signature/>"}
    assert code(zipped({**members(PLAIN), **signature})) == "signed"
    kind = f"{PACKAGE}/digital-signature/origin"
    related = f'<Relationship Id="s" Type="{kind}" Target="sig/o.sigs"/></Relationships>'
    assert code(rewritten("</Relationships>", related, "_rels/.rels")) == "signed"


def test_a_cell_with_a_thread_is_not_touched_and_another_is_annotated() -> None:
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    thread = f'<Relationship Id="t" Type="{kind}" Target="../threadedComments/t1.xml"/>'
    content = packed(COMMENTS._replace(related=COMMENTS.related + thread))
    assert reason(content) == NotAnnotated("threaded-comments", {"sheet": SHEET, "cell": "B1"})
    assert isinstance(annotate(content, {SHEET: {"C9": "x"}}), bytes)


def test_a_full_comment_takes_no_remark() -> None:
    text = f'<comment ref="B1" authorId="0"><text><t>{"旧" * 32_767}</t></text></comment>'
    more = {**COMMENTS.more, "xl/comments7.xml": comments(text)}
    found = reason(packed(COMMENTS._replace(more=more)))
    assert found == NotAnnotated("comment-full", {"sheet": SHEET, "cell": "B1"})


# places


@pytest.mark.parametrize("cell", ["", "B", "1", "B0", "XFE1", "A1048577", "B1:C3", "b é1", "A١"])
def test_a_place_that_is_no_cell(cell: str) -> None:
    found = reason(packed(PLAIN), {SHEET: {cell: "x"}})
    assert found == NotAnnotated("no-cell", {"sheet": SHEET, "cell": cell})


def test_a_sheet_that_is_not_there_or_has_no_cells() -> None:
    assert reason(packed(PLAIN), {"表": {"A1": "x"}}) == NotAnnotated("no-sheet", {"sheet": "表"})
    chart = f'{HEAD}<chartsheet xmlns="{MAIN}"><sheetViews/></chartsheet>'
    assert code(packed(PLAIN._replace(sheet=chart))) == "no-worksheet"


def test_one_remark_that_cannot_be_made_stops_all() -> None:
    assert code(packed(PLAIN), {SHEET: {"B1": "x", "ZZZZ1": "y"}}) == "no-cell"


# structures that could lose something


@pytest.mark.parametrize(
    "rows",
    [
        f'<mc:AlternateContent xmlns:mc="{COMPATIBILITY}"><mc:Choice Requires="x14"><row r="1"/>'
        "</mc:Choice></mc:AlternateContent>",
        '<row r="1"><mc:AlternateContent><mc:Choice Requires="x14"><c r="B1"/></mc:Choice>'
        "</mc:AlternateContent></row>",
    ],
)
def test_alternatives_around_cells(rows: str) -> None:
    assert reason(packed(Book(sheet(rows), ()))) == NotAnnotated("alternatives", {"sheet": SHEET})


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        ('<row r="3"/><row r="1"/>', "B2"),
        ('<row r="3"/><row r="1"/>', "B1"),
        ('<row r="1"/><row r="1"/>', "B1"),
        ('<row r="1"><c r="C1"/><c r="A1"/></row>', "B1"),
        ('<row r="1"><c r="B1"/><c r="B1"/></row>', "B1"),
        ('<row r="1"><x14:c r="A1"/></row>', "B1"),
        ("<x14:row/>", "B1"),
    ],
)
def test_rows_and_cells_out_of_order(rows: str, cell: str) -> None:
    found = reason(packed(Book(sheet(rows), ())), {SHEET: {cell: "x"}})
    assert found == NotAnnotated("unusual-part", {"part": ONE})


@pytest.mark.parametrize(
    "rows",
    ['<row r="x"/>', '<row r="1"><c r="A9"/></row>', '<row r="1"><c r="B1" s="x"/></row>',
     '<row r="1"><c r="1B"/></row>', '<row r="1" ht="high"/>', "<row>"],
)  # fmt: skip
def test_sheets_that_are_damaged(rows: str) -> None:
    assert reason(packed(Book(sheet(rows), ()))) == NotAnnotated("damaged", {"part": ONE})


def test_a_style_that_is_not_there() -> None:
    book = Book(sheet('<row r="1"><c r="B1" s="9"/></row>'), ())
    assert reason(packed(book)) == NotAnnotated("unusual-part", {"part": "xl/styles.xml"})


@pytest.mark.parametrize(
    ("styles", "expected"),
    [
        (STYLES.replace("<fill>", f'<x:fill xmlns:x="{X14}"/><fill>'), "unusual-part"),
        (STYLES.replace("<cellXfs", "<cellXfs/><cellXfs"), "unusual-part"),
        (STYLES.replace("cellXfs", "cellxfs"), "unusual-part"),
        (STYLES.replace("</cellXfs>", "<xf/>" * 64_000 + "</cellXfs>"), "too-many-styles"),
        (STYLES.replace("styleSheet", "stylesheet"), "unusual-part"),
        (STYLES.replace("</styleSheet>", ""), "damaged"),
    ],
    ids=range(6),
)  # fmt: skip
def test_styles_that_cannot_be_extended(styles: str, expected: str) -> None:
    assert code(packed(PLAIN._replace(styles=styles))) == expected


def test_a_workbook_without_styles() -> None:
    related = "xl/_rels/workbook.xml.rels"
    assert code(rewritten(relation("rId3", "styles", "styles.xml"), "", related)) == "no-styles"


def comments_with(*, text: str | None = None, boxes: str | None = None) -> bytes:
    more = dict(COMMENTS.more)
    if text is not None:
        more["xl/comments7.xml"] = text
    if boxes is not None:
        more["xl/drawings/vmlDrawing7.vml"] = boxes
    return packed(COMMENTS._replace(more=more))


_B1 = '<comment ref="B1" authorId="0"><text>{}</text></comment>'


@pytest.mark.parametrize(
    ("text", "boxes", "expected"),
    [
        (comments(_B1.format("")), None, "unusual-part"),
        (comments(_B1.format("<t>x</t>") * 2), None, "unusual-part"),
        (comments(_B1.format("<t>x</t>").replace("B1", "B0")), None, "damaged"),
        (comments(_B1.format("<t>x</t>")).replace("authors>", "writers>"), None, "unusual-part"),
        (None, drawing(), "unusual-part"),
        (None, drawing(note_shape(2049, 0, 1).replace(", 15,", ",")), "unusual-part"),
        (None, "<xml/>", "unusual-part"),
        (None, drawing()[:-3], "damaged"),
    ],
)
def test_comments_and_drawings_that_cannot_be_extended(
    text: str | None, boxes: str | None, expected: str
) -> None:
    assert code(comments_with(text=text, boxes=boxes)) == expected


def test_comments_without_a_drawing_or_shared_with_another_sheet() -> None:
    assert code(packed(COMMENTS._replace(sheet=PLAIN.sheet))) == "unusual-part"
    shared = members(COMMENTS)
    shared["xl/worksheets/_rels/sheet1.xml.rels"] = shared["xl/worksheets/_rels/sheet2.xml.rels"]
    found = reason(zipped(shared))
    listing = "xl/worksheets/_rels/sheet1.xml.rels"
    assert found == NotAnnotated("unusual-part", {"part": listing})


def test_a_drawing_that_leads_nowhere() -> None:
    assert code(packed(COMMENTS._replace(related=""))) == "unusual-part"
    parts = members(COMMENTS)
    del parts["xl/drawings/vmlDrawing7.vml"]
    assert code(zipped(parts)) == "damaged"


# XML


def utf16(text: str) -> bytes:
    return text.replace("UTF-8", "UTF-16").encode("utf-16")


@pytest.mark.parametrize("part", [ONE, "xl/styles.xml", "[Content_Types].xml"])
def test_parts_that_are_not_utf8(part: str) -> None:
    text = members(PLAIN)[part]
    assert isinstance(text, str)
    for spoilt in (
        utf16(text),
        text.replace("UTF-8", "UTF-16LE").encode("utf-16-le"),
        text.replace("UTF-8", "GBK").encode("gbk"),
    ):
        found = reason(zipped({**members(PLAIN), part: spoilt}))
        assert found == NotAnnotated("encoding", {"part": part})
    broken = zipped({**members(PLAIN), part: text.encode().replace(b"xmlns", b"\xffxmlns", 1)})
    assert code(broken) == "damaged"


@pytest.mark.parametrize("part", [ONE, "xl/styles.xml", "xl/workbook.xml", "_rels/.rels"])
def test_no_entity_is_expanded(part: str) -> None:
    dtd = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    found = reason(rewritten(HEAD, HEAD + dtd, part))
    assert found == NotAnnotated("entities", {"part": part})


def test_deep_or_huge_xml_is_refused() -> None:
    assert code(packed(Book(sheet("<a>" * 300 + "</a>" * 300), ()))) == "too-large"


# the zip file


def test_sizes_beyond_the_limits() -> None:
    limits = Limits(unpacked_size=1_000)
    made = annotate(packed(PLAIN), REMARKS, limits)
    assert isinstance(made, NotAnnotated)
    assert made.code == "too-large"


def test_a_part_larger_than_it_says_is_damaged() -> None:
    content = bytearray(packed(PLAIN))
    at = content.find(b"PK\x01\x02")
    while content[at + 46 : at + 46 + len(ONE)] != ONE.encode():
        at = content.find(b"PK\x01\x02", at + 4)
    struct.pack_into("<L", content, at + 24, 100)
    assert reason(bytes(content)) == NotAnnotated("damaged", {"part": ONE})


def test_a_wrong_checksum_is_damaged() -> None:
    parts = members(PLAIN)
    content = zipped(parts, zipfile.ZIP_STORED).replace(b"0.965", b"0.964")
    assert reason(content) == NotAnnotated("damaged", {"part": ONE})


@pytest.mark.parametrize("name", [ONE, "XL/Worksheets/SHEET2.xml", "xl\\worksheets\\sheet2.xml"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_entries_of_one_name(name: str) -> None:
    stream = io.BytesIO(packed(PLAIN))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, sheet())
    assert code(stream.getvalue()) in {"unusual-zip", "broken"}


def test_zip64_and_files_around_the_archive() -> None:
    content = packed(PLAIN)
    assert code(b"#!/bin/sh\n" + content) == "no-workbook"
    end = content.rfind(b"PK\x05\x06")
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 1)
    assert code(content[:end] + locator + content[end:]) in {"unusual-zip", "broken"}
    assert code(content + b"behind") in {"unusual-zip", "broken"}
    second_disk = bytearray(content)
    struct.pack_into("<H", second_disk, end + 4, 1)
    assert code(bytes(second_disk)) in {"unusual-zip", "broken"}


def test_an_encrypted_entry() -> None:
    content = bytearray(packed(PLAIN))
    at = content.find(b"PK\x01\x02")
    struct.pack_into("<H", content, at + 8, 1)
    assert code(bytes(content)) == "encrypted"


def test_a_method_other_than_deflate() -> None:
    content = zipped(members(PLAIN), zipfile.ZIP_BZIP2)
    assert code(content) in {"unusual-zip", "broken"}


def test_bytes_between_entries_are_kept_or_refused() -> None:
    """Bytes that no entry owns stay behind an unchanged entry, and are refused behind another."""
    content = packed(PLAIN)
    for name, expected in (("xl/worksheets/sheet1.xml", None), (ONE, "unusual-zip")):
        info = zipfile.ZipFile(io.BytesIO(content)).getinfo(name)
        at = info.header_offset + 30 + len(name) + info.compress_size
        made = annotate(with_gap(content, at), REMARKS)
        assert (made.code if isinstance(made, NotAnnotated) else None) == expected
        if isinstance(made, bytes):
            assert b"a gap" in made
            assert zipfile.ZipFile(io.BytesIO(made)).testzip() is None


def with_gap(content: bytes, at: int) -> bytes:
    """The file with five bytes put in, and all offsets behind them moved."""
    spread = bytearray(content[:at] + b"a gap" + content[at:])
    end = spread.rfind(b"PK\x05\x06")
    (start,) = struct.unpack_from("<L", spread, end + 16)
    struct.pack_into("<L", spread, end + 16, start + 5)
    entry = start + 5
    while spread[entry : entry + 4] == b"PK\x01\x02":
        (offset,) = struct.unpack_from("<L", spread, entry + 42)
        if offset >= at:
            struct.pack_into("<L", spread, entry + 42, offset + 5)
        entry += 46 + sum(struct.unpack_from("<3H", spread, entry + 28))
    return bytes(spread)


@pytest.mark.slow
def test_no_damage_raises_anything() -> None:
    """Each byte of the file changed in turn: a copy or a reason, never an exception."""
    content = packed(COMMENTS)
    for at in range(len(content)):
        spoilt = bytearray(content)
        spoilt[at] ^= 1 + at % 255
        assert isinstance(annotate(bytes(spoilt), REMARKS), (bytes, NotAnnotated))


@pytest.mark.slow
@pytest.mark.parametrize("part", [name for name in members(COMMENTS) if "sheet1" not in name])
def test_no_damaged_part_raises_anything(part: str) -> None:
    """A copy made in spite of the damage is well-formed in every part."""
    parts = members(COMMENTS)
    text = parts[part]
    content = text.encode() if isinstance(text, str) else text
    for at in range(0, len(content), 11):
        for new in (b"", b"<", b'"', b" s=", b"\0", b"9" * 20, b"/>"):
            spoilt = content[:at] + new + content[at + 1 :]
            made = annotate(zipped({**parts, part: spoilt}, zipfile.ZIP_STORED), REMARKS)
            assert isinstance(made, (bytes, NotAnnotated))
            if isinstance(made, bytes):
                archive = zipfile.ZipFile(io.BytesIO(made))
                for name in archive.namelist():
                    ET.fromstring(archive.read(name))  # noqa: S314 - our own
