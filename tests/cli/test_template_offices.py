"""Test `sqc template --offices`, `--split` and `--by`, and the way back: filled and judged."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from shengzhou_quality.template import sheets as fill_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cli.conftest import Sqc
    from shengzhou_quality.plan.model import Plan

LIST = """\
offices:
  5-6: {office: 住建局, contact: 张三, phone: 0575-83012345}
  15-18: 市场监管局
  T03: 经信局
  22: {office: 科技局, supporting: 经信局}
"""
OFFICES = {"5": "住建局", "6": "住建局", "15": "市场监管局", "16": "市场监管局",
           "17": "市场监管局", "18": "市场监管局", "22": "科技局"}  # fmt: skip
FIRST_YEAR = len(fill_in.INDICATORS) + 1


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "分工表.yaml").write_text(LIST, encoding="utf-8")
    return tmp_path


def ids_in(content: bytes) -> set[str]:
    """The ids that stand first in a row of a table to fill in."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {
        str(row[0])
        for sheet in book.worksheets
        if sheet.title not in {"填报说明", "Notes"} and sheet.sheet_state == "visible"
        for row in sheet.iter_rows(min_row=4, values_only=True)
        if row[0] is not None and row[1] is not None and str(row[0]).strip("CM").isdecimal()
    }


def shares(folder: Path) -> dict[str, set[str]]:
    return {path.name: ids_in(path.read_bytes()) for path in sorted(folder.glob("*.xlsx"))}


def test_each_office_gets_its_own_items_and_every_item_is_asked_once(
    folder: Path, sqc: Sqc, plan: Plan
) -> None:
    ran = sqc("template", "--split", "表", "--by", "分工表.yaml", cwd=folder)
    assert (ran.code, ran.out) == (0, b"")
    found = shares(folder / "表")
    of_task = {one for one in plan.tasks[2].contents if one in {*_reportable(plan)}}
    assert found["住建局.xlsx"] == {"5", "6"}
    assert found["市场监管局.xlsx"] == {"15", "16", "17", "18"}  # a range over the task T03
    assert found["科技局.xlsx"] == {"22"}
    assert found["经信局.xlsx"] == of_task - {*OFFICES}
    assert len(found) == 5
    rest = found["责任单位未定.xlsx"]
    assert sum(map(len, found.values())) == len(_reportable(plan))
    of_offices = {one for name, ids in found.items() if "未定" not in name for one in ids}
    assert rest == {*_reportable(plan)} - of_offices
    assert f"{len(rest)}项没有写明责任单位" in ran.said[-1]


def _reportable(plan: Plan) -> list[str]:
    return [one.id for one in plan.reportable]


def test_a_workbook_says_whose_it_is(folder: Path, sqc: Sqc) -> None:
    sqc("template", "--split", "表", "--by", "分工表.yaml", "--for", "5,22,1", cwd=folder)
    own = openpyxl.load_workbook(folder / "表" / "科技局.xlsx")["实际值"]
    assert [own["A2"].value, own["C2"].value] == ["填报单位：", "科技局"]
    column = FIRST_YEAR + 5
    assert own.cell(4, column).value == "责任单位"
    assert own.cell(6, column).value == "科技局、经信局"
    nobodys = openpyxl.load_workbook(folder / "表" / "责任单位未定.xlsx")["实际值"]
    assert str(nobodys["A1"].value).endswith("（责任单位未定）")
    assert nobodys["C2"].value is None


def test_the_same_bytes_each_time(folder: Path, sqc: Sqc) -> None:
    for name in ("a", "b"):
        sqc("template", "--split", name, "--by", "分工表.yaml", "--for", "5,22,T02", cwd=folder)
    contents = [
        {path.name: path.read_bytes() for path in (folder / name).iterdir()} for name in "ab"
    ]
    assert contents[0] == contents[1]


def fill(path: Path, values: Mapping[str, list[Any]]) -> None:
    """Type the values of the years behind the item's id, as an office does."""
    book = openpyxl.load_workbook(path)
    for row in book["实际值"].iter_rows(min_row=5):
        for cell, value in zip(
            row[FIRST_YEAR - 1 :], values.get(str(row[0].value), ()), strict=False
        ):
            cell.value = value
    book.save(path)


def test_the_way_back_from_the_split_to_the_list_of_requests(folder: Path, sqc: Sqc) -> None:
    """5 is filled in, 6 is blank; 22 is not a number; 市场监管局 does not answer."""
    args = ("--by", "分工表.yaml", "--for", "5,6,15,22")
    assert sqc("template", "--split", "表", *args, cwd=folder).code == 0
    fill(folder / "表" / "住建局.xlsx", {"5": [34, 36, 38, 40, 42]})
    fill(folder / "表" / "科技局.xlsx", {"22": [220, 260, 300, 350, "见附件"]})
    (folder / "表" / "市场监管局.xlsx").unlink()
    out = ("--format", "json", "--only", "5,6,15,22")
    for given in ((), ("--offices", "分工表.yaml")):
        ran = sqc("evaluate", "表", *out, *given, cwd=folder)
        report = json.loads(ran.out)
        asked = {one["id"]: (one["office"], one["file"]) for one in report["lists"]["missing"]}
        assert asked == {
            "6": ("住建局", "表/住建局.xlsx"),
            "15": ("市场监管局" if given else None, None),
            "22": ("科技局", "表/科技局.xlsx"),
        }
        codes = [one["code"] for one in report["diagnostics"]]
        assert codes == ["not-a-number"]
    assert report["lists"]["missing"][0]["contacts"] == [{"name": "张三", "phone": "0575-83012345"}]
    text = sqc(
        "evaluate", "表", "--format", "markdown", "--offices", "分工表.yaml", cwd=folder
    ).report
    assert "联系人：张三（0575-83012345）" in text


def test_values_are_filled_in_for_the_own_items_only(folder: Path, sqc: Sqc) -> None:
    data = folder / "data.csv"
    data.write_text("序号,2024年,2025年\n5,40,41\n22,400,412\n1,97,97\n", encoding="utf-8")
    given = ("--values", "data.csv", "--year", "2025", "--for", "1,5,22")
    ran = sqc("template", "--split", "表", "--by", "分工表.yaml", *given, cwd=folder)
    assert ran.code == 0
    own = openpyxl.load_workbook(folder / "表" / "住建局.xlsx")
    assert own["实际值"].cell(6, FIRST_YEAR).value == 41
    hidden = own["sqc-prefilled"]
    assert [row[0] for row in hidden.iter_rows(values_only=True)] == ["5"]


def test_without_a_list_the_columns_of_the_data_split(folder: Path, sqc: Sqc) -> None:
    (folder / "data.csv").write_text(
        "序号,2025年,责任单位\n5,41,市住建局\n22,412,科技局、经信局\n1,97,\n", encoding="utf-8"
    )
    ran = sqc("template", "--split", "表", "--values", "data.csv", "--for", "1,5,22", cwd=folder)
    assert ran.code == 0
    assert shares(folder / "表") == {
        "市住建局.xlsx": {"5"}, "科技局.xlsx": {"22"}, "责任单位未定.xlsx": {"1"},
    }  # fmt: skip


def test_nothing_is_overwritten_or_half_written(folder: Path, sqc: Sqc) -> None:
    (folder / "表").mkdir()
    (folder / "表" / "别的.txt").write_text("x", encoding="utf-8")
    args = ("template", "--split", "表", "--by", "分工表.yaml", "--for", "5,22")
    assert sqc(*args, cwd=folder).code == 0  # a folder that is not empty is no hindrance
    before = {path: path.read_bytes() for path in (folder / "表").iterdir()}
    (folder / "表" / "科技局.xlsx").unlink()
    ran = sqc(*args, cwd=folder)
    assert ran.code == 2
    assert "住建局.xlsx 等1个文件已经存在" in ran.said[0]
    assert "请换一个文件夹" in ran.said[0]
    left = {path: path.read_bytes() for path in (folder / "表").iterdir()}
    assert left == {path: text for path, text in before.items() if path.name != "科技局.xlsx"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_made(folder: Path, sqc: Sqc) -> None:
    (folder / "zu").mkdir(mode=0o500)
    ran = sqc("template", "--split", "zu/表", "--by", "分工表.yaml", cwd=folder)
    assert ran.code == 2
    assert list((folder / "zu").iterdir()) == []


def test_hostile_names_stay_in_the_folder(folder: Path, sqc: Sqc) -> None:
    names = ["../外面", "/etc/甲局", "CON", "nul", "..", "-o", "a\\b", "a/b"]
    text = json.dumps({"offices": {str(number): name for number, name in enumerate(names, 1)}})
    (folder / "x.json").write_text(text, encoding="utf-8")
    outside = {path for path in folder.parent.rglob("*") if folder not in path.parents}
    ran = sqc("template", "--split", "深/表", "--by", "x.json", "--for", "1-8", cwd=folder)
    assert ran.code == 0
    made = list((folder / "深" / "表").iterdir())
    assert len(made) == len(names)
    assert {path for path in folder.parent.rglob("*") if folder not in path.parents} == outside
    assert set.union(*shares(folder / "深" / "表").values()) == {str(n) for n in range(1, 9)}


USAGE = [
    ("--split 表", "没有写明任何一项的责任单位"),
    ("--split 表 --by 分工表.yaml -o x.xlsx", "--split 和 -o 不能同时使用"),
    ("--split 表 --offices", "--offices 和 --split 不能同时使用"),
    ("--split 表 --assessments", "--assessments 和 --split 不能同时使用"),
    ("--assessments -o x.xlsx --by 分工表.yaml", "--assessments 和 --by 不能同时使用"),
    ("--split 分工表.yaml --by 分工表.yaml", "是文件，不是文件夹"),
    ("--offices -o x.txt", "后缀须为 .xlsx、.csv、.yaml"),
    ("--offices", "-o FILE"),
    ("--offices --by 分工表.yaml -o 分工表.yaml", "是输入文件"),
    ("--split 表 --by 没有.xlsx", "没有.xlsx"),
    ("--split 表 --by bad.yaml", "office-of-unknown"),
]


@pytest.mark.parametrize(("arguments", "said"), USAGE)
def test_what_cannot_be_done_is_said_in_a_line(
    arguments: str, said: str, folder: Path, sqc: Sqc
) -> None:
    (folder / "bad.yaml").write_text("offices: {5: 住建局, 99: 乙局}", encoding="utf-8")
    before = sorted(folder.rglob("*"))
    ran = sqc("template", *arguments.split(), cwd=folder)
    assert (ran.code, ran.out) == (2, b"")
    assert said in "\n".join(ran.said)
    assert sorted(folder.rglob("*")) == before


# ---- the list of offices


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".yaml"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_empty_list_reads_back_when_it_is_filled_in(
    suffix: str, language: str, folder: Path, sqc: Sqc, plan: Plan
) -> None:
    """Every row gets an office of its own: then every item has its own, and nothing is said."""
    name = f"list{suffix}"
    ran = sqc("template", "--offices", "-o", name, "--lang", language, cwd=folder)
    assert ran.code == 0
    count = fill_list(folder / name)
    everyone = [one.id for one in (*plan.indicators, *plan.commitments, *plan.milestones)]
    assert count >= len(plan.reportable)
    (folder / "d.csv").write_text("序号,2025年\n5,41\n", encoding="utf-8")
    args = ("evaluate", "d.csv", "--offices", name, "--format", "json", "--lang", language)
    report = json.loads(sqc(*args, cwd=folder).out)
    results = (*report["indicators"], *report["commitments"], *report["milestones"])
    assert [one["id"] for one in results] == everyone
    of = {one["id"]: one["office"] for one in results}
    own = {identity: f"局{identity}" for identity in of if not plan_restates(plan, identity)}
    assert {identity: of[identity] for identity in own} == own
    assert None not in of.values()
    assert report["diagnostics"] == []


def plan_restates(plan: Plan, identity: str) -> bool:
    promise = next(
        (one for one in (*plan.commitments, *plan.milestones) if one.id == identity), None
    )
    return promise is not None and promise.restates is not None


def fill_list(path: Path) -> int:
    """Write 局5 for item 5 into each row, as a person fills in the column; how many rows."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        rows = [row for row in sheet.iter_rows(min_row=4) if row[1].value is not None]
        for row in rows:
            row[2].value = f"局{row[0].value}"
        book.save(path)
        return len(rows)
    if path.suffix == ".csv":
        lines = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
        for line in lines[1:]:
            line[2] = f"局{line[0]}"
        text = io.StringIO()
        csv.writer(text).writerows(lines)
        path.write_text(text.getvalue(), encoding="utf-8-sig")
        return len(lines) - 1
    lines_of_yaml = path.read_text(encoding="utf-8").splitlines()
    filled = [
        re.sub(r'^  "(\w+)": \{office: ""', r'  "\1": {office: "局\1"', line)
        for line in lines_of_yaml
    ]
    path.write_text("\n".join(filled), encoding="utf-8")
    return sum('office: "局' in line for line in filled)


def test_an_empty_list_says_once_that_it_is_empty(folder: Path, sqc: Sqc) -> None:
    sqc("template", "--offices", "-o", "a.xlsx", "--for", "5,6,T03", cwd=folder)
    (folder / "d.csv").write_text("序号,2025年\n5,41\n", encoding="utf-8")
    ran = sqc("evaluate", "d.csv", "--offices", "a.xlsx", "--format", "json", cwd=folder)
    (finding,) = json.loads(ran.out)["diagnostics"]
    assert (finding["code"], finding["severity"]) == ("office-open", "info")


def test_one_row_for_a_whole_task_is_enough(folder: Path, sqc: Sqc, plan: Plan) -> None:
    sqc("template", "--offices", "-o", "a.xlsx", "--for", "T03", cwd=folder)
    book = openpyxl.load_workbook(folder / "a.xlsx")
    sheet = book.worksheets[0]
    row = next(row for row in sheet.iter_rows() if row[0].value == "T03" and row[1].value)
    row[2].value, row[4].value = "经信局", "张三"
    book.save(folder / "a.xlsx")
    ran = sqc("template", "--split", "表", "--by", "a.xlsx", "--for", "T03", cwd=folder)
    assert ran.code == 0
    assert [one for one in ran.said if "office" in one] == []
    reportable = {one.id for one in plan.reportable}
    assert shares(folder / "表") == {"经信局.xlsx": set(plan.tasks[2].contents) & reportable}


def test_what_is_known_is_filled_in(folder: Path, sqc: Sqc) -> None:
    ran = sqc("template", "--offices", "--by", "分工表.yaml", "-o", "a.csv", cwd=folder)
    assert ran.code == 0
    text = (folder / "a.csv").read_text("utf-8-sig")
    rows = {row[0]: row for row in csv.reader(io.StringIO(text))}
    assert rows["5"][2:] == ["住建局", "", "张三", "0575-83012345"]
    assert rows["22"][2:] == ["科技局", "经信局", "", ""]
    assert rows["1"][2:] == ["", "", "", ""]


def test_text_is_never_a_formula(folder: Path, sqc: Sqc) -> None:
    (folder / "x.json").write_text(
        json.dumps({"offices": {"5": {"office": "=1+1", "contact": "@x", "phone": "+86"}}}),
        encoding="utf-8",
    )
    sqc("template", "--offices", "--by", "x.json", "-o", "a.xlsx", "--for", "5", cwd=folder)
    sqc("template", "--split", "表", "--by", "x.json", "--for", "5", cwd=folder)
    for path in (folder / "a.xlsx", *(folder / "表").iterdir()):
        with zipfile.ZipFile(path) as package:
            sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/")]
            assert all(b"<f>" not in package.read(name) for name in sheets)


@pytest.mark.parametrize(
    "command", ["evaluate", "check", "explain 5", "tasks"], ids=lambda one: one.split()[0]
)
def test_every_command_on_data_takes_a_list(command: str, folder: Path, sqc: Sqc) -> None:
    (folder / "d.csv").write_text("编号,2025年\n5,41\nC06,\n", encoding="utf-8")
    args = (*command.split(), "d.csv", "--offices", "分工表.yaml")
    ran = sqc(*args, cwd=folder)
    assert ran.code in (0, 1)
    assert sqc(*args[:-1], "没有.yaml", cwd=folder).code == 2
    out = ("-o", "分工表.yaml")
    assert "输入文件" in "\n".join(sqc(*args, *out, "--format", "json", cwd=folder).said)


def test_the_commands_to_type_next_carry_the_list(folder: Path, sqc: Sqc) -> None:
    (folder / "d.csv").write_text("编号,2025年\n5,41\n", encoding="utf-8")
    ran = sqc("evaluate", "d.csv", "--offices", "分工表.yaml", cwd=folder)
    assert "d.csv --offices 分工表.yaml" in ran.report.replace("'", "")


# ---- what a list of offices gets wrong


@pytest.mark.parametrize("name", ["责任单位未定", "责任单位未定-", "no-office"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_office_named_like_nobodys_workbook_keeps_its_items(
    name: str, language: str, folder: Path, sqc: Sqc
) -> None:
    (folder / "x.csv").write_text(f"编号,责任单位\n5,{name}\n6,甲局\n", encoding="utf-8")
    args = ("--split", "表", "--by", "x.csv", "--for", "5,6,7", "--lang", language)
    ran = sqc("template", *args, cwd=folder)
    assert ran.code == 0
    found = shares(folder / "表")
    assert set.union(*found.values()) == {"5", "6", "7"}
    assert sum(map(len, found.values())) == 3
    assert len(set(ran.said)) == len(ran.said) == len(found)


def test_an_office_without_any_form_is_named(folder: Path, sqc: Sqc) -> None:
    (folder / "x.csv").write_text("编号,责任单位\nC09,甲局\n5,乙局\n", encoding="utf-8")
    ran = sqc("template", "--split", "表", "--by", "x.csv", cwd=folder)
    assert ran.code == 0
    assert sorted(shares(folder / "表")) == ["乙局.xlsx", "责任单位未定.xlsx"]
    assert "甲局没有填报表：C09由评估单位认定，不用填报" in ran.said
    assert not any("乙局没有填报表" in one for one in ran.said)


def test_items_left_out_are_not_said_to_lack_an_office(folder: Path, sqc: Sqc) -> None:
    rows = "".join(f"{number},甲局\n" for number in range(1, 24))
    (folder / "x.csv").write_text(f"编号,责任单位\n{rows}C06,\nC07,\n", encoding="utf-8")
    for out in (("--split", "表"), ("-o", "x.xlsx")):
        ran = sqc("template", *out, "--by", "x.csv", "--for", "1-23", cwd=folder)
        assert ran.code == 0
        assert not any("office-open" in one for one in ran.said)


def test_what_was_filled_in_names_the_workbook(folder: Path, sqc: Sqc) -> None:
    (folder / "d.csv").write_text("序号,2025年\n5,41\n22,412\n", encoding="utf-8")
    args = ("--split", "表", "--by", "分工表.yaml", "--values", "d.csv", "--for", "5,22")
    ran = sqc("template", *args, cwd=folder)
    told = [one for one in ran.said if "已有数据" in one]
    assert [Path(one.split(" 中")[0]).name for one in told] == ["住建局.xlsx", "科技局.xlsx"]


@pytest.mark.parametrize(
    "faulty",
    ["offices: {5: 住建局, 99: 乙局}", "offices: {5: 住建局, 装配式建筑占新建建筑比例: 建设局}",
     "offices: {5: 住建局, 六、: 乙局}", "offices: {5: 住建局, 6: {ofice: 乙局}}"],
)  # fmt: skip
def test_a_faulty_list_stops_the_letters_as_it_stops_the_forms(
    faulty: str, folder: Path, sqc: Sqc
) -> None:
    (folder / "bad.yaml").write_text(faulty, encoding="utf-8")
    (folder / "d.csv").write_text("序号,2025年,责任单位\n5,约41,住建局\n", encoding="utf-8")
    stopped = sqc("letters", "d.csv", "--offices", "bad.yaml", "-o", "函", cwd=folder)
    assert (stopped.code, stopped.out) == (2, b"")
    assert not (folder / "函").exists()
    forms = sqc("template", "--split", "表", "--by", "bad.yaml", cwd=folder)
    assert (forms.code, forms.said) == (2, stopped.said)
    assert sqc("evaluate", "d.csv", "--offices", "bad.yaml", cwd=folder).code == 1
    (folder / "bad.yaml").write_text("offices: {5: 住建局, 6: }", encoding="utf-8")
    only = ("--only", "5", "--format", "md")
    good = sqc("letters", "d.csv", "--offices", "bad.yaml", "-o", "函", *only, cwd=folder)
    assert good.code == 0  # an item without an office is no error


def test_texts_of_a_csv_are_no_formulas_and_read_back(folder: Path, sqc: Sqc) -> None:
    said = {"office": "=1+1", "supporting": "-甲局", "contact": "@x", "phone": "+86-575-83012345"}
    (folder / "x.json").write_text(json.dumps({"offices": {"5": said}}), encoding="utf-8")
    for given, made in (("x.json", "a.csv"), ("a.csv", "b.csv"), ("b.csv", "c.yaml")):
        out = ("--offices", "--by", given, "-o", made, "--for", "5")
        assert sqc("template", *out, cwd=folder).code == 0
    rows = [*csv.reader(io.StringIO((folder / "a.csv").read_text("utf-8-sig")))]
    assert not any(text.startswith(("=", "+", "-", "@")) for row in rows for text in row)
    assert (folder / "a.csv").read_bytes() == (folder / "b.csv").read_bytes()
    again = (folder / "c.yaml").read_text("utf-8")
    assert all(f'{key}: "{text}"' in again for key, text in said.items())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_note_of_each_format_speaks_of_what_is_there(
    language: str, folder: Path, sqc: Sqc
) -> None:
    for name in ("a.yaml", "a.xlsx"):
        sqc("template", "--offices", "-o", name, "--lang", language, cwd=folder)
    note = (folder / "a.yaml").read_text("utf-8").splitlines()[1]
    assert not any(word in note for word in ("黄色", "单元格", "yellow", "cells"))
    assert all(key in note for key in ("office", "supporting", "contact", "phone", "T03"))
    sheet = openpyxl.load_workbook(folder / "a.xlsx").worksheets[0]
    assert any(word in str(sheet["A2"].value) for word in ("黄色的单元格", "yellow cells"))
