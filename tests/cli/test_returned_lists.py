"""Test a 退回 workbook that an office sends back: what it wrote in it is named, never read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from office import Office

    from cli.conftest import Sqc

HEAD = ("填报单位：统计局",)
YEARS = ("指标", "2021年", "2022年", "2023年", "2024年", "2025年")
WRONG = ("服务业增加值", 345, 362, 385, 404, 4263000)
SHARE = ("装配式建筑占新建建筑比例", 0.341, "约36", 37, 39, None)


@pytest.fixture
def sent(tmp_path: Path, sqc: Sqc) -> Path:
    """A folder with the table of an office, and the list that went back to it, as it was."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEAD, YEARS, WRONG, SHARE):
        sheet.append(row)
    sheet["B4"].number_format = "0.0%"
    (tmp_path / "报送").mkdir()
    book.save(tmp_path / "报送" / "统计.xlsx")
    made = sqc("letters", "报送", "-o", "催报", cwd=tmp_path)
    assert made.code == 0, made.said
    returned = tmp_path / "催报" / "统计局" / "退回.xlsx"
    (tmp_path / "报送" / "退回.xlsx").write_bytes(returned.read_bytes())
    return tmp_path


def change(path: Path, cells: dict[str, Any], *, top: int = 0) -> None:
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        if top:
            sheet.insert_rows(1, top)
    for cell, value in cells.items():
        book.worksheets[0][cell] = value
    book.save(path)


def told(sqc: Sqc, folder: Path, *data: str) -> list[tuple[str, str | None, str | None]]:
    """The findings about the list: code, cell and text."""
    ran = sqc("evaluate", *(data or ("报送",)), "--format", "json", cwd=folder)
    found = json.loads(ran.report)["diagnostics"]
    mine = [one for one in found if one["location"] and "退回" in one["location"]["file"]]
    assert all(one["severity"] != "error" for one in mine)
    return [(one["code"], one["location"]["cell"], one["text"]) for one in mine]


def original(folder: Path) -> str:
    """The cell of the list with the value to correct."""
    sheet = openpyxl.load_workbook(folder / "报送" / "退回.xlsx").worksheets[0]
    (found,) = (cell.coordinate for row in sheet for cell in row if cell.value == "4263000")
    return str(found)


@pytest.mark.parametrize("named", [False, True])
def test_a_list_as_it_was_is_no_data(named: bool, sent: Path, sqc: Sqc) -> None:
    data = ("报送/统计.xlsx", "报送/退回.xlsx") if named else ()
    assert told(sqc, sent, *data) == [("own-result", None, None)]
    change(sent / "报送" / "退回.xlsx", {})
    assert told(sqc, sent, *data) == [("own-result", None, None)]
    change(sent / "报送" / "退回.xlsx", {}, top=2)
    assert told(sqc, sent, *data) == [("own-result", None, None)]


@pytest.mark.parametrize("value", [426.3, "426.3", "426.3亿元", "=426+0.3", "[red]x[/]"])
def test_a_changed_cell_is_named_with_its_text(value: Any, sent: Path, sqc: Sqc) -> None:
    cell = original(sent)
    change(sent / "报送" / "退回.xlsx", {cell: value, "J9": "已核实"})
    for data in ((), ("报送/统计.xlsx", "报送/退回.xlsx")):
        found = told(sqc, sent, *data)
        assert {code for code, *_ in found} == {"returned-list-changed"}
        assert ("J9", "已核实") in [(at, text) for _, at, text in found]
        if isinstance(value, float) or "426" in value[:3]:
            shown = [text for _, at, text in found if at == cell]
            assert shown == [str(value)]


def test_the_letters_say_so_to_the_evaluators_and_ask_again(sent: Path, sqc: Sqc) -> None:
    cell = original(sent)
    change(sent / "报送" / "退回.xlsx", {cell: 426.3})
    ran = sqc("letters", "报送", "-o", "催报2", cwd=sent)
    assert any(f"!{cell}" in line and "“426.3”" in line and "原表" in line for line in ran.said)
    again = openpyxl.load_workbook(sent / "催报2" / "统计局" / "退回.xlsx")
    texts = [cell.value for sheet in again for row in sheet for cell in row]
    assert "4263000" in texts
    assert not any(text == "426.3" for text in texts)


def test_alone_it_says_what_to_do(sent: Path, sqc: Sqc) -> None:
    change(sent / "报送" / "退回.xlsx", {original(sent): 426.3})
    ran = sqc("check", "报送/退回.xlsx", cwd=sent)
    assert ran.code == 2
    assert len(ran.said) == 1
    assert "returned-list-changed" in ran.said[0]


def test_in_a_replaced_round_it_is_not_told_again(sent: Path, sqc: Sqc) -> None:
    change(sent / "报送" / "退回.xlsx", {original(sent): 426.3})
    (sent / "更正").mkdir()
    (sent / "更正" / "统计.xlsx").write_bytes((sent / "报送" / "统计.xlsx").read_bytes())
    assert told(sqc, sent, "更正", "--replaces", "报送") == [("own-result", None, None)]


@pytest.mark.slow
def test_libreoffice_keeps_what_tells_a_change(sent: Path, sqc: Sqc, office: Office) -> None:
    list_ = sent / "报送" / "退回.xlsx"
    for cells in ({}, {original(sent): 426.3}):
        change(list_, cells)
        office.run("--convert-to", "xlsx", "--outdir", sent / "改", list_)
        list_.write_bytes((sent / "改" / "退回.xlsx").read_bytes())
        found = told(sqc, sent)
        codes = {"returned-list-changed"} if cells else {"own-result"}
        assert {code for code, *_ in found} == codes
        assert [text for _, at, text in found if at] == [str(one) for one in cells.values()]
