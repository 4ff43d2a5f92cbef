"""Test that content decides a file's format, and that each unreadable format has its own code."""

from __future__ import annotations

import io
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from raw_files import ole, sheet_xml, xlsx_members, zipped

from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.reading.readers import read_workbook
from shengzhou_quality.words import Words

CELLS = Path(__file__).parent / "data" / "readers"
ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>'
TABLE = "指标,2025年\n装配式建筑,45\n"


def refused(content: bytes, name: str) -> str:
    with pytest.raises(InputError) as caught:
        read_workbook(content, name)
    (finding,) = caught.value.diagnostics
    for language in ("zh", "en"):
        assert Words(language).line(finding)
    assert finding.place is not None
    assert finding.place.file == name
    return finding.code


def first_text(content: bytes, name: str) -> str:
    return next(iter(read_workbook(content, name).sheets[0].rows[0].values())).text


def strict() -> bytes:
    members = xlsx_members(sheet_xml(ROW))
    book = str(members["xl/workbook.xml"])
    members["xl/workbook.xml"] = book.replace(
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    return zipped(members)


ENCRYPTED_ODS: dict[str, str | bytes] = {
    "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
    "content.xml": b"\x8f\x01noise",
    "META-INF/manifest.xml": "<m:manifest xmlns:m='x'><m:file-entry><m:encryption-data/>"
    "</m:file-entry></m:manifest>",
}


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("表.xlsx", b"", "file-empty"),
        ("表.csv", b"\xef\xbb\xbf \r\n", "file-empty"),
        ("表.xls", b"<html><body><table><tr><td>1</td></tr></table></body></html>", "web-page"),
        ("表.xls", "\ufeff<HTML xmlns:x='x'>".encode("utf-16-le"), "web-page"),
        ("表.xls", b"\xef\xbb\xbf<?xml version='1.0'?>\n<html xmlns='x'></html>", "web-page"),
        ("表.xls", b"<!DOCTYPE html>\n<p>1", "web-page"),
        ("表.xls", b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "web-page"),
        ("表.xls", b"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?>"
         b"<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>", "xml-file"),
        ("表.xlsx", ole("EncryptionInfo", "EncryptedPackage"), "encrypted"),
        ("表.xls", ole("EncryptionInfo", "EncryptedPackage"), "encrypted"),
        ("表.ods", zipped(ENCRYPTED_ODS), "encrypted"),
        ("表.doc", ole("WordDocument", "1Table"), "word-document"),
        ("表.xls", ole("WordDocument"), "word-document"),
        ("表.wps", ole("WpsContent"), "word-document"),
        ("表.et", ole("Workbook", "ETExtData"), "wps-workbook"),
        ("表.ppt", ole("PowerPoint Document"), "not-a-workbook"),
        ("表.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "workbook-damaged"),
        ("表.xls", ole("Workbook")[:700], "workbook-damaged"),
        ("表.xlsx", zipped({"word/document.xml": "<w/>"}), "word-document"),
        ("表.odt", zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
         "word-document"),
        ("表.numbers", zipped({"Index/Document.iwa": b"x", "preview.jpg": b"x"}), "numbers-file"),
        ("表.xlsb", zipped({"xl/workbook.bin": b"x"}), "binary-workbook"),
        ("材料.zip", zipped({"一/表.xlsx": b"PK\x03\x04", "说明.txt": "x"}), "archive-file"),
        ("材料.xlsx", zipped({"readme.txt": "x"}), "not-a-workbook"),
        ("材料.xlsx", zipped({}), "not-a-workbook"),
        ("材料.rar", b"Rar!\x1a\x07\x00", "archive-file"),
        ("表.xlsx", b"%PDF-1.7\n", "pdf-file"),
        ("表.xlsx", b"\x89PNG\r\n\x1a\n", "image-file"),
        ("表.jpg", b"\xff\xd8\xff\xe0", "image-file"),
        ("~$表.xlsx", b"\x05admin" + b" " * 49 + b"\x05\x00a\x00d\x00", "lock-file"),
        (".~lock.表.xlsx#", b",root,host,01.01.2025 10:00;", "lock-file"),
        ("报送/~$表.xlsx", b"", "lock-file"),
        ("表.xlsx", "这不是工作簿。".encode() * 100, "not-a-workbook"),
        ("表.txt", "没有表格\n也没有列\n".encode(), "no-separator"),
        ("表.dat", "没有表格\n也没有列\n".encode(), "unknown-format"),
        ("表.dat", bytes(range(256)) * 16, "unknown-format"),
        ("表.yaml", bytes(2000), "unknown-format"),
        ("表.csv", b"a,b\n" * 40_000 + b"\x00,1\n", "unknown-format"),
        ("表.csv", b"a,\xff\n1,2\n", "unknown-encoding"),
    ],
)  # fmt: skip
def test_each_kind_that_is_not_read_has_its_own_finding(
    name: str, content: bytes, code: str
) -> None:
    assert refused(content, name) == code


def test_strict_open_xml_is_refused_by_its_name() -> None:
    assert refused(strict(), "表.xlsx") == "strict-workbook"


@pytest.mark.parametrize("name", ["表.xls", "表.et", "表.csv", "表.xlsx", "<stdin>", "~$表.xlsx"])
def test_a_workbook_is_one_under_any_name(name: str) -> None:
    assert first_text(zipped(xlsx_members(sheet_xml(ROW))), name) == "x"
    assert first_text((CELLS / "cells.ods").read_bytes(), name) == "各种单元格"


@pytest.mark.parametrize("name", ["表.xls", "表.xlsx", "<stdin>", "表"])
def test_an_old_workbook_is_one_under_any_name(name: str) -> None:
    assert first_text((CELLS / "cells.xls").read_bytes(), name) == "各种单元格"


@pytest.mark.parametrize("name", ["表.csv", "表.xls", "表.xlsx", "表.txt", "表", "<stdin>"])
def test_a_table_as_text_is_one_under_any_name(name: str) -> None:
    assert first_text(TABLE.encode(), name) == "指标"


@pytest.mark.parametrize("name", ["a.yaml", "a.yml", "a.txt", "a.csv", "a", "<stdin>"])
def test_a_list_of_actuals_is_one_under_any_name(name: str) -> None:
    (sheet,) = read_workbook('# 说明\nactuals: {"5": {2025: 45}}\n'.encode(), name).sheets
    assert [cell.text for cell in sheet.rows[1].values()] == ["5", "2025", "45"]
    assert str(sheet.rows[1][2].place) == f"{name}:2:11"  # 2 is the column of numbers


@pytest.mark.parametrize("name", ["a.json", "a.txt", "a", "<stdin>"])
def test_json_is_json_under_any_name(name: str) -> None:
    (sheet,) = read_workbook(b'{"actuals": {"5": {"2025": 45.10}}}', name).sheets
    assert [cell.text for cell in sheet.rows[1].values()] == ["5", "2025", "45.10"]


def test_a_table_may_begin_like_json() -> None:
    assert first_text("[附件1],,\n指标,单位,2025年\n".encode(), "a.csv") == "[附件1]"


def test_without_its_reader_an_old_workbook_names_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "xlrd", None)
    with pytest.raises(InputError) as caught:
        read_workbook((CELLS / "cells.xls").read_bytes(), "表.xls")
    (finding,) = caught.value.diagnostics
    assert finding.code == "needs-extra"
    assert 'pip install "shengzhou-quality[legacy]"' in Words("zh").line(finding)
    assert read_workbook((CELLS / "cells.ods").read_bytes(), "表.ods").sheets


def test_an_encrypted_old_workbook_is_not_taken_for_a_damaged_one() -> None:
    content = (CELLS / "cells.xls").read_bytes()
    # Its second record becomes FILEPASS, which a workbook with a password has there.
    start = content.index(b"\x09\x08\x10\x00")
    second = start + 4 + 16
    changed = content[:second] + b"\x2f\x00" + content[second + 2 :]
    assert refused(changed, "表.xls") == "encrypted"


@pytest.mark.parametrize("name", ["cells.ods", "cells.xlsx"])
def test_a_workbook_cut_off_anywhere_is_damaged(name: str) -> None:
    content = (CELLS / name).read_bytes()
    for part in range(1, 20):
        assert refused(content[: len(content) * part // 20], name) == "workbook-damaged"


def test_an_old_workbook_cut_off_is_damaged() -> None:
    content = (CELLS / "cells.xls").read_bytes()
    for part in range(1, 16):  # its last sectors hold nothing of the sheets
        assert refused(content[: len(content) * part // 20], "表.xls") == "workbook-damaged"


def test_openpyxl_agrees_on_the_examples(examples_of_xlsx: list[Path]) -> None:
    """Another implementation reads the same cells out of the example workbooks."""
    assert examples_of_xlsx
    for path in examples_of_xlsx:
        content = path.read_bytes()
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        ours = {
            (sheet.place.sheet or "", cell.place.cell or ""): cell.text
            for sheet in read_workbook(content, path.name).sheets
            for row in sheet.rows
            for cell in row.values()
        }
        theirs: dict[tuple[str, str], Any] = {
            (sheet.title, cell.coordinate): cell
            for sheet in book.worksheets
            if sheet.sheet_state == "visible"
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None and str(cell.value).strip()
        }
        assert ours.keys() == theirs.keys()
        for key, text in ours.items():
            value = theirs[key].value
            if isinstance(value, str):
                assert text == value, key
            elif isinstance(value, datetime):
                assert text == value.date().isoformat(), key
            elif "%" in theirs[key].number_format:
                assert abs(float(text) - value * 100) < 1e-9, key
            else:
                assert float(text) == value, key


@pytest.fixture
def examples_of_xlsx() -> list[Path]:
    return sorted((Path(__file__).parent.parent / "examples").glob("*.xlsx"))
