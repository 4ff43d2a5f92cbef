"""Test files made to exhaust or deceive: each hits a limit, in bounded time and memory."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from raw_files import HEAD, MAIN, ods, ods_content, sheet_xml, xlsx_members, zipped

from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.findings import GROUP_OF
from shengzhou_quality.limits import MEGABYTE, USUAL, Limits
from shengzhou_quality.notation import MAX_DIGITS
from shengzhou_quality.reading.intake import read_actuals
from shengzhou_quality.reading.readers import read_workbook
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from shengzhou_quality.plan.model import Plan

PAGE = Path(__file__).parent.parent / "docs" / "limits.md"
CELLS = Path(__file__).parent / "data" / "readers"


def refused(content: bytes, name: str = "表.xlsx", limits: Limits = USUAL) -> tuple[str, str]:
    """The code of the one finding, and the bound that it names."""
    with pytest.raises(InputError) as caught:
        read_workbook(content, name, limits)
    (finding,) = caught.value.diagnostics
    limit = str(finding.parameters.get("limit", ""))
    for language in ("zh", "en"):
        assert limit in Words(language).message(finding)
    return finding.code, limit


def workbook(rows: str, before: str = "", after: str = "", **parts: Any) -> bytes:
    return zipped(xlsx_members(sheet_xml(rows, before, after), **parts))


# ---- the table and the code ---------------------------------------------------


def test_the_table_says_what_the_code_does() -> None:
    table = re.findall(
        r"^\| `(\w+)` \| ([0-9,]+)( MB)? \| `([\w-]+)` \|", PAGE.read_text("utf-8"), re.MULTILINE
    )
    stated = {
        name: int(number.replace(",", "")) * (MEGABYTE if unit else 1)
        for name, number, unit, _ in table
    }
    assert stated == USUAL._asdict()
    assert USUAL.digits == MAX_DIGITS
    for *_, code in table:
        assert code in GROUP_OF


def test_a_larger_file_may_unpack_to_more_and_a_smaller_to_no_less() -> None:
    larger, smaller = Limits.asked(megabytes=40), Limits.asked(megabytes=5, cells=10)
    assert (larger.file_size, larger.unpacked_size) == (40 * MEGABYTE, 200 * MEGABYTE)
    assert larger.text == 2 * USUAL.text
    assert (smaller.file_size, smaller.unpacked_size) == (5 * MEGABYTE, USUAL.unpacked_size)
    assert (smaller.cells, larger.cells) == (10, USUAL.cells)


# ---- every bound, just within and just beyond ---------------------------------


ROW = "".join(f'<c r="{column}1"><v>1</v></c>' for column in "ABCDE")
FIVE = {
    "表.xlsx": workbook(f'<row r="1">{ROW}</row>'),
    "表.ods": ods(
        '<table:table table:name="表"><table:table-row><table:table-cell'
        ' office:value-type="float" office:value="1" table:number-columns-repeated="5"/>'
        "</table:table-row></table:table>"
    ),
    "表.csv": b"1,2,3,4,5\n",
}


@pytest.mark.parametrize("name", list(FIVE))
def test_cells(name: str) -> None:
    assert read_workbook(FIVE[name], name, Limits(cells=5)).sheets
    assert refused(FIVE[name], name, Limits(cells=4)) == ("too-many-cells", "4")


def test_cells_of_an_old_workbook() -> None:
    content = (CELLS / "cells.xls").read_bytes()
    count = sum(len(row) for sheet in read_workbook(content, "a.xls").sheets for row in sheet.rows)
    # Four more are read and not shown: a hidden row of two, a hidden cell, a hidden sheet's.
    assert read_workbook(content, "a.xls", Limits(cells=count + 4)).sheets
    assert refused(content, "a.xls", Limits(cells=20)) == ("too-many-cells", "20")


@pytest.mark.parametrize("name", list(FIVE))
def test_columns(name: str) -> None:
    found = read_workbook(FIVE[name], name, Limits(columns=3))
    assert [list(row) for row in found.sheets[0].rows] == [[1, 2, 3]]
    (finding,) = found.diagnostics
    assert finding.code == "beyond-bounds"
    assert finding.parameters == {"rows": str(USUAL.rows), "columns": "3"}
    assert finding.place is not None
    assert (finding.place.row, finding.place.column) == (1, 4)


def test_rows() -> None:
    content = "".join(f"{row},x\n" for row in range(1, 7)).encode()
    found = read_workbook(content, "a.csv", Limits(rows=4))
    assert len(found.sheets[0].rows) == 4
    assert [str(finding.place) for finding in found.diagnostics] == ["a.csv:5:1"]


@pytest.mark.parametrize("name", list(FIVE))
def test_file_size(name: str) -> None:
    content = FIVE[name]
    assert read_workbook(content, name, Limits(file_size=len(content))).sheets
    limits = Limits(file_size=len(content) - 1)
    assert refused(content, name, limits)[0] == "file-too-large"


def test_file_size_of_a_path(plan: Plan, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"1,2\n" * 1000)
    with pytest.raises(InputError) as caught:
        read_actuals([path], plan, limits=Limits(file_size=3999))
    assert [finding.code for finding in caught.value.diagnostics] == ["file-too-large"]


def test_sheets() -> None:
    content = zipped(xlsx_members(*[sheet_xml("")] * 3))
    assert len(read_workbook(content, "a.xlsx", Limits(sheets=3)).sheets) == 3
    assert refused(content, "a.xlsx", Limits(sheets=2)) == ("too-many-sheets", "2")
    assert refused((CELLS / "cells.xls").read_bytes(), "a.xls", Limits(sheets=2))[1] == "2"
    assert refused((CELLS / "cells.ods").read_bytes(), "a.ods", Limits(sheets=1))[1] == "1"


def test_members_and_what_they_unpack_to() -> None:
    members = xlsx_members(sheet_xml(""))
    content, size = zipped(members), sum(len(str(text).encode()) for text in members.values())
    assert read_workbook(content, "a.xlsx", Limits(members=len(members), unpacked_size=size)).sheets
    assert refused(content, limits=Limits(members=len(members) - 1))[0] == "too-many-parts"
    assert refused(content, limits=Limits(unpacked_size=size - 1))[0] == "unpacks-too-large"


def test_merged() -> None:
    rows = f'<row r="1">{ROW}</row><row r="2"><c r="E2"><v>1</v></c></row>'
    merges = '<mergeCell ref="A1:B2"/><mergeCell ref="C1:D2"/>'
    content = workbook(rows, after=f"<mergeCells>{merges}</mergeCells>")
    assert read_workbook(content, "a.xlsx", Limits(merged=8)).sheets
    assert refused(content, limits=Limits(merged=7)) == ("too-many-merged", "7")
    assert refused(content, limits=Limits(merged=1)) == ("too-many-merged", "1")


def test_text() -> None:
    shared = f'{HEAD}<sst xmlns="{MAIN}"><si><t>{"字" * 10}</t></si></sst>'
    content = workbook('<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>', strings=shared)
    assert read_workbook(content, "a.xlsx", Limits(text=10)).sheets  # shared, so counted once
    assert refused(content, limits=Limits(text=9)) == ("too-much-text", "9")
    assert refused(b"1234,5678\n", "a.csv", Limits(text=7)) == ("too-much-text", "7")


@pytest.mark.parametrize(
    "cell",
    ['<c t="inlineStr"><is><t>{}</t></is></c>', '<c t="str"><v>{}</v></c>',
     '<c t="s"><v>0</v></c>'],
)  # fmt: skip
def test_a_text_that_is_too_long_is_cut_and_no_value(cell: str) -> None:
    text = "字" * 40_000
    shared = f'{HEAD}<sst xmlns="{MAIN}"><si><t>{text}</t></si></sst>'
    found = read_workbook(workbook(f"<row>{cell.format(text)}</row>", strings=shared), "a.xlsx")
    (only,) = found.sheets[0].rows[0].values()
    assert (len(only.text), only.fault) == (32_767, "text-too-long")


def test_nodes() -> None:
    for name in ("a.yaml", "a.json"):
        content = b'{"actuals": {"a": {"2025": "1"}}}'  # three keys, two mappings in one, a value
        assert read_workbook(content, name, Limits(nodes=7)).sheets
        assert refused(content, name, Limits(nodes=5)) == ("too-many-nodes", "5")


# ---- deceit -------------------------------------------------------------------


def test_a_member_that_lies_about_its_size_is_never_unpacked_beyond_it() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>' + " " * (50 * MEGABYTE)
    content = bytearray(workbook(rows))
    size = struct.pack("<I", len(sheet_xml(rows)))
    for start in [match.start() for match in re.finditer(re.escape(size), bytes(content))]:
        content[start : start + 4] = struct.pack("<I", 1000)
    assert refused(bytes(content))[0] == "workbook-damaged"


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd", "/etc/cron.d/x", "..\\..\\x", "C:\\x\\y", "~/x"]
)
def test_names_that_would_escape_a_folder_are_only_names(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    members = xlsx_members(sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')) | {name: "x"}
    assert read_workbook(zipped(members), "a.xlsx").sheets[0].rows
    assert list(tmp_path.iterdir()) == []


def test_two_members_of_one_name_are_damage() -> None:
    members = xlsx_members(sheet_xml(""))
    members["XL\\Workbook.xml"] = str(members["xl/workbook.xml"])
    assert refused(zipped(members))[0] == "workbook-damaged"


def test_a_workbook_in_a_workbook_is_not_looked_into() -> None:
    inner = workbook('<row r="1"><c r="A1"><v>99</v></c></row>')
    members = xlsx_members(sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>'))
    content = zipped(members | {"xl/embeddings/inner.xlsx": inner}, zipfile.ZIP_STORED)
    (sheet,) = read_workbook(content, "a.xlsx").sheets
    assert [cell.text for row in sheet.rows for cell in row.values()] == ["1"]


def test_other_ways_of_packing_are_not_unpacked() -> None:
    assert refused(zipped(xlsx_members(sheet_xml("")), zipfile.ZIP_LZMA))[0] == "workbook-damaged"


BOMB = (
    "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(
        f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
ENTITIES = {
    "laughs": BOMB,
    "file": "<!DOCTYPE x [<!ENTITY i SYSTEM 'file:///etc/passwd'>]>",
    "net": "<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd'>",
    "parameter": "<!DOCTYPE x [<!ENTITY % i SYSTEM 'file:///etc/passwd'> %i;]>",
}


@pytest.mark.parametrize("kind", list(ENTITIES))
@pytest.mark.parametrize(
    "part",
    ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml",
     "_rels/.rels", "xl/_rels/workbook.xml.rels"],
)  # fmt: skip
def test_no_part_may_have_a_dtd(kind: str, part: str) -> None:
    shared = f'{HEAD}<sst xmlns="{MAIN}"><si><t>x</t></si></sst>'
    styles = f'{HEAD}<styleSheet xmlns="{MAIN}"/>'
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    members = xlsx_members(sheet_xml(rows), strings=shared, styles=styles)
    members[part] = str(members[part]).replace(HEAD, HEAD + ENTITIES[kind])
    assert refused(zipped(members))[0] == "xml-dtd"


def test_no_part_of_an_ods_may_have_a_dtd() -> None:
    members = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": ods_content("").replace(HEAD, HEAD + BOMB),
    }
    assert refused(zipped(members), "表.ods")[0] == "xml-dtd"


def test_an_entity_that_is_not_declared_is_damage() -> None:
    assert refused(workbook("<row><c><v>&i;</v></c></row>"))[0] == "workbook-damaged"


# ---- made to exhaust, in a process that may not have much ---------------------


PROBE = """
import sys
from pathlib import Path
from shengzhou_quality.reading.readers import read_workbook
from shengzhou_quality.diagnostics import InputError
path = Path(sys.argv[1])
try:
    read_workbook(path.read_bytes(), path.name)
    code = "read"
except InputError as error:
    code = error.diagnostics[0].code
peak = Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]
print(code, int(peak) // 1024)
"""
SHEET = "xl/worksheets/sheet1.xml"


def many(unit: str, size: int = 90) -> Iterator[str]:
    """So many megabytes of it."""
    block = unit * (MEGABYTE // len(unit))
    return (block for _ in range(size))


def numbered(form: str, most: int) -> Iterator[str]:
    return ("".join(form.format(n) for n in range(at, at + 1000)) for at in range(0, most, 1000))


def in_part(name: str, before: str, middle: Iterable[str], after: str) -> Callable[[Path], None]:
    """A workbook with one part so long that it is written piece by piece."""

    def write(path: Path) -> None:
        members = xlsx_members(sheet_xml(ROW), strings="x", styles="x")
        members["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}"/>'
        members["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}"/>'
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for other, content in members.items():
                if other != name:
                    archive.writestr(other, content)
            with archive.open(name, "w") as stream:
                for piece in (before, *middle, after):
                    stream.write(piece.encode())

    return write


def in_sheet(before: str, middle: Iterable[str], after: str) -> Callable[[Path], None]:
    return in_part(
        SHEET, f"<worksheet><sheetData>{before}", middle, f"{after}</sheetData></worksheet>"
    )


def plainly(before: str, unit: str = "", size: int = 0, after: str = "") -> Callable[[Path], None]:
    """A text of so many megabytes."""

    def write(path: Path) -> None:
        path.write_text(before + "".join(many(unit, size)) + after, encoding="utf-8")

    return write


def packed(content: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(content)

    return write


REPEATED = (
    '<table:table><table:table-row table:number-rows-repeated="1000000000"><table:table-cell'
    ' office:value-type="float" office:value="1" table:number-columns-repeated="9"/>'
    "</table:table-row></table:table>"
)
MADE: dict[str, tuple[str, Callable[[Path], None]]] = {
    "a long comment": ("workbook-damaged", in_sheet("<!--", many("x"), "-->")),
    "a long tag": ("workbook-damaged", in_sheet("<row x='", many("x"), "'/>")),
    "many levels": ("workbook-damaged", in_sheet("", many("<a>"), "")),
    "many names": ("workbook-damaged", in_sheet("", numbered("<n{}/>", 500_000), "")),
    "many attributes": ("workbook-damaged", in_sheet("", numbered("<c n{}=''/>", 500_000), "")),
    "a long text": ("read", in_sheet("<row><c t='str'><v>", many("字", 30), "</v></c></row>")),
    "many blanks": ("too-many-elements", in_sheet("<row>", many("<c/>"), "</row>")),
    "many rows": ("too-many-elements", in_sheet("", many("<row/>"), "")),
    "many merged": ("too-many-merged", in_sheet("", many('<mergeCell ref="A1:B2"/>'), "")),
    "many styles": (
        "workbook-damaged",
        in_part("xl/styles.xml", "<styleSheet><cellXfs>", many("<xf/>"), "</cellXfs></styleSheet>"),
    ),
    "many runs": (
        "too-many-elements",
        in_part("xl/sharedStrings.xml", "<sst><si>", many("<r><t>a</t></r>"), "</si></sst>"),
    ),
    "many texts": (
        "too-many-cells",
        in_part("xl/sharedStrings.xml", "<sst>", many("<si/>"), "</sst>"),
    ),
    "many members": ("too-many-parts", packed(zipped({str(n): "" for n in range(10_000)}))),
    "a row repeated": ("too-many-cells", packed(ods(REPEATED))),
    "commas": ("read", plainly("", ",", 19)),
    "an open quote": ("csv-quote", plainly('a,b\n"', "x", 19)),
    "a rare letter": ("csv-quote", plainly('a,b\n"𠮷', "x", 19)),
    "many fields": ("too-many-cells", plainly("", "a,b\n", 19)),
    "escapes": ("yaml-no-actuals", plainly('["', "\\n", 19, '"]')),
    "backslashes": ("json-syntax", plainly('{"actuals": "', "\\", 19)),
    "many numbers": ("too-many-nodes", plainly('{"actuals": [', "1,", 19)),
    "many items": ("too-many-nodes", plainly("actuals:\n", "- 1\n", 19)),
    "a long scalar": ("read", plainly("actuals: ", "x", 19)),
    "many comments": ("read", plainly("actuals:\n", "# x\n", 19)),
}


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from /proc")
@pytest.mark.parametrize("name", list(MADE))
def test_what_is_made_to_exhaust_is_answered_in_bounds(name: str, tmp_path: Path) -> None:
    """In memory; its time is measured by benchmarks/large_files.py, and a hang ends the run."""
    code, write = MADE[name]
    path = tmp_path / "made.bin"
    write(path)
    assert path.stat().st_size < 20 * MEGABYTE
    run = subprocess.run(
        [sys.executable, "-c", PROBE, path], capture_output=True, text=True, timeout=60, check=True
    )
    found, peak = run.stdout.split()
    assert found == code
    assert int(peak) <= 300


def test_a_line_of_too_many_cells_is_refused_before_it_is_split() -> None:
    """Seven million short fields in one line would take half a gigabyte as a list."""
    many = ("指标,2025年\n" + "ab," * 600_000).encode()
    assert refused(many, "a.csv") == ("too-many-cells", "500,000")
    assert read_workbook(("指标,2025年\n" + "," * 3_000_000 + "1\n").encode(), "a.csv").sheets


def test_blank_lines_are_no_rows() -> None:
    content = "指标,2025年\n".encode() + b"\n" * 1_000 + "甲,45\n".encode()
    (sheet,) = read_workbook(content, "a.csv").sheets
    assert sheet.rows[1][2].place.row == 1_002
