"""Test reading a list of offices (分工表) in each format, and what is said about its faults."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.limits import USUAL
from shengzhou_quality.reading.assigned import Assigned, read_assigned
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengzhou_quality.plan.model import Plan

    Xlsx = Callable[..., bytes]

ZH = Words("zh")
HEADER = ["编号", "指标", "责任单位", "配合单位", "联系人", "电话"]
N5, N7 = "装配式建筑占新建建筑比例", "服务业增加值"


def read(content: bytes | str, plan: Plan, name: str = "分工表.yaml") -> Assigned:
    return read_assigned(
        content.encode() if isinstance(content, str) else content, name, plan, USUAL
    )


def leading(found: Assigned) -> dict[str, str]:
    return {identity: one.office for identity, one in found.offices.items()}


def told(found: Assigned) -> list[tuple[str, str]]:
    return [(one.code, str(one.place)) for one in found.diagnostics]


def test_every_format_says_the_same(plan: Plan, xlsx: Xlsx) -> None:
    """5 and 15 to 17, with a supporting office, a contact and a phone number."""
    rows = [
        HEADER,
        ["5", N5, "住建局", "发改局、统计局", "张三", "0575-83012345"],
        ["15-17", "", "市场监管局", "", "李四", ""],
    ]
    csv = "\n".join(",".join(row) for row in rows)
    fields = {"office": "住建局", "supporting": ["发改局", "统计局"], "contact": "张三",
              "phone": "0575-83012345"}  # fmt: skip
    second = {"责任单位": "市场监管局", "联系人": "李四"}
    listed = [{"编号": "5", **fields}, {"编号": "15-17", **second}]
    forms = {
        "a.xlsx": xlsx(rows, title="分工"),
        "a.csv": csv.encode(),
        "gbk.csv": csv.encode("gb18030"),
        "a.yaml": json.dumps(
            {"offices": {"5": fields, "15-17": second}}, ensure_ascii=False
        ).encode(),
        "b.yaml": json.dumps({"分工": listed}, ensure_ascii=False).encode(),
        "a.json": json.dumps({"offices": listed}, ensure_ascii=False).encode(),
    }
    expected = read(forms["a.csv"], plan, "a.csv").offices
    assert leading(read(forms["a.csv"], plan, "a.csv")) == {
        "5": "住建局", "15": "市场监管局", "16": "市场监管局", "17": "市场监管局",
    }  # fmt: skip
    assert expected["5"].supporting == ("发改局", "统计局")
    assert tuple(expected["5"].contact or ()) == ("张三", "0575-83012345")
    assert tuple(expected["16"].contact or ()) == ("李四", None)
    for name, content in forms.items():
        found = read(content, plan, name)
        assert found.offices == expected, name
        assert found.diagnostics == (), name


@pytest.mark.parametrize(
    ("written", "ids"),
    [
        ("5", ["5"]),
        ("５", ["5"]),
        ("第5项", ["5"]),
        (N5, ["5"]),
        ("全市服务业增加值", ["7"]),
        ("5、7", ["5", "7"]),
        ("5，C06 M01", ["5", "C06", "M01"]),
        ("15-20", ["15", "16", "17", "18", "19", "20"]),
        ("c6", ["C06"]),
        ("prefabricated-buildings", None),
    ],
)
def test_an_item_by_id_name_or_range(written: str, ids: list[str] | None, plan: Plan) -> None:
    if ids is None:
        written, ids = plan.indicators[4].key, ["5"]
    assert list(leading(read(f'offices: {{"{written}": 住建局}}', plan))) == ids


def test_a_task_stands_for_all_of_it_a_box_over_it_an_item_over_both(plan: Plan) -> None:
    task = next(one for one in plan.tasks if one.boxes and one.boxes[0].promises)
    box = task.boxes[0]
    own = box.promises[0].id
    found = read(f"offices: {{{own}: 丙局, {task.id}: 甲局, {box.id}: 乙局, '1-23': 丁局}}", plan)
    assert found.diagnostics == ()
    offices = leading(found)
    assert offices[own] == "丙局"
    assert {offices[one.id] for one in box.promises[1:]} <= {"乙局"}
    rest = set(task.contents) - set(task.indicators) - {one.id for one in box.promises}
    assert rest
    assert {offices[identity] for identity in rest} == {"甲局"}
    assert {offices[identity] for identity in task.indicators} <= {"丁局"}  # a range over a task


def test_a_task_by_its_title(plan: Plan, xlsx: Xlsx) -> None:
    task = plan.tasks[2]
    rows = [["重点任务", "牵头单位"], [task.title, "经信局"]]
    assert set(leading(read(xlsx(rows), plan, "a.xlsx"))) == set(task.contents)


def test_merged_and_repeated_offices_hold_for_their_rows(plan: Plan, xlsx: Xlsx) -> None:
    rows = [["2025年责任分工表", None, None], ["序号", "指标", "责任单位"], ["1", N5, "住建局"],
            ["2", N7, None], ["3", "高新技术企业数", "〃"]]  # fmt: skip
    book = openpyxl.load_workbook(io.BytesIO(xlsx(rows)))
    for area in ("A1:C1", "C3:C4"):
        book.worksheets[0].merge_cells(area)
    saved = io.BytesIO()
    book.save(saved)
    found = read(saved.getvalue(), plan, "a.xlsx")
    assert leading(found) == {"5": "住建局", "7": "住建局", "22": "住建局"}  # names, not numbers
    assert found.diagnostics == ()


def test_the_number_with_a_letter_stands_where_nobody_knows_the_name(
    plan: Plan, xlsx: Xlsx
) -> None:
    rows = [HEADER, ["C06", "某项任务", "科技局"], ["5", "某项指标", "甲局"]]
    found = read(xlsx(rows), plan, "a.xlsx")
    assert leading(found) == {"C06": "科技局"}
    assert told(found) == [("office-of-unknown", "a.xlsx:实际值!B3")]


def test_one_contact_of_an_office_is_that_of_all_its_items(plan: Plan) -> None:
    text = "offices:\n  5: {office: 住建局, contact: 张三}\n  6: 住建局\n"
    assert tuple(read(text, plan).offices["6"].contact or ()) == ("张三", None)
    text += "  7: {office: 住建局, contact: 李四}\n"
    assert read(text, plan).offices["6"].contact is None  # which of the two is not known


FAULTS: list[tuple[str, str, list[tuple[str, str]]]] = [
    ("a.yaml", "offices: {5: 住建局, 99: 住建局}", [("office-of-unknown", "a.yaml:1:19")]),
    ("a.yaml", "offices:\n  5: 住建局\n  6: {ofice: 住建局}\n",
     [("office-unknown-key", "a.yaml:3:7"), ("office-open", "a.yaml:3:3")]),
    ("a.yaml", "offices: [住建局]", [("office-not-text", "a.yaml:1:11")]),
    ("a.yaml", "offices: [{office: 住建局}]", [("office-not-text", "a.yaml:1:11")]),
    ("a.yaml", "offices: {5: 住建局, 装配式建筑占新建建筑比例: 发改局}",
     [("office-conflict", "a.yaml:1:19")]),
    ("a.csv", "编号,责任单位,联系人\n5,,张三\n", [("office-blank", "a.csv:2:3")]),
    ("a.csv", "编号,责任单位\n5,\n6,—\n7,住建局\n", [("office-open", "a.csv:2:1")]),
    ("a.csv", "编号,责任单位\n5,住建局\n5,住建局\n", []),
    ("a.csv", "编号,责任单位\n5,住建局\n制表人：李四,\n注：牵头单位在前,\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), FAULTS)
def test_a_fault_is_told_at_its_place(
    name: str, text: str, expected: list[tuple[str, str]], plan: Plan
) -> None:
    assert told(read(text, plan, name)) == expected


def test_of_two_offices_for_one_item_none_is_taken(plan: Plan) -> None:
    found = read("offices: {5: 住建局, '5、6': 发改局}", plan)
    assert leading(found) == {"6": "发改局"}
    (finding,) = found.diagnostics
    assert ZH.line(finding).startswith("分工表.yaml:1:19：错误 [office-conflict] 分工表对 5 写了")
    assert "分工表.yaml:1:11" in ZH.line(finding)


@pytest.mark.parametrize("head", ["项目编号", "事项序号", "任务序号"])
def test_numbers_have_many_heads(head: str, plan: Plan) -> None:
    assert leading(read(f"{head},内容,责任单位\n5,装配式建筑,住建局\n", plan, "a.csv")) == {
        "5": "住建局"
    }


@pytest.mark.parametrize(
    ("table", "place", "heads", "lacks"),
    [
        (
            "分工\n代号,内容,责任单位\n5,装配式建筑,住建局\n",
            "a.csv:2:1",
            "代号内容责任单位",
            "“编号”",
        ),
        ("编号,指标,备注\n5,装配式建筑,住建局\n", "a.csv:1:1", "编号指标备注", "“责任单位”"),
    ],
)
def test_the_row_that_was_taken_for_the_heads_is_named(
    table: str, place: str, heads: str, lacks: str, plan: Plan
) -> None:
    with pytest.raises(InputError) as refused:
        read(table, plan, "a.csv")
    (finding,) = refused.value.diagnostics
    assert (finding.code, str(finding.place)) == ("office-no-columns", place)
    named = finding.parameters["heads"]
    assert isinstance(named, tuple)
    assert "".join(named) == heads
    assert lacks in ZH.line(finding)


REFUSED: list[tuple[str, Any, str]] = [
    ("a.csv", "指标,2025年\n5,41\n", "office-no-columns"),
    ("a.yaml", "actuals: {5: {2025: 41}}", "office-no-columns"),
    ("a.yaml", "offices: 住建局", "office-no-columns"),
    ("a.yaml", "offices: {5: 住建局, 5: 发改局}", "yaml-duplicate-key"),
    ("a.csv", "", "file-empty"),
    ("a.pdf", "%PDF-1.4", "pdf-file"),
]


@pytest.mark.parametrize(("name", "text", "code"), REFUSED)
def test_what_is_no_list_of_offices_is_refused(name: str, text: str, code: str, plan: Plan) -> None:
    with pytest.raises(InputError) as refused:
        read(text, plan, name)
    (finding,) = refused.value.diagnostics
    assert finding.code == code
    for language in ("zh", "en"):
        assert Words(language).line(finding)


def test_every_contact_of_a_list_is_kept(plan: Plan) -> None:
    found = read("offices: {8: {责任单位: 商务局, 联系人: [甲, 乙], 电话: [1, 2]}}", plan)
    assert tuple(found.offices["8"].contact or ()) == ("甲/乙", "1/2")
    two_columns = "编号,责任单位,联系人,联络员\n8,商务局,甲,乙\n"
    assert tuple(read(two_columns, plan, "a.csv").offices["8"].contact or ()) == ("甲/乙", None)
