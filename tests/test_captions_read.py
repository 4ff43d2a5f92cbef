"""Test what titles, unit lines, notes, sheet names and remarks say of values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from raw_files import ods
from sheets_of_periods import (
    P5,
    P7,
    P8,
    P11,
    P18,
    Rows,
    book,
    read,
    text_file,
    told,
    turned,
    values,
)

if TYPE_CHECKING:
    from shengzhou_quality.plan.model import Plan

YEARS: list[object] = ["指标", "2024年", "2025年"]
TWO: Rows = [YEARS, [P7, 400, 426], [P11, 94, 95]]
PLAIN = ["11 2024 94", "11 2025 95", "7 2024 400", "7 2025 426"]


def marked(mark: str, *which: str) -> list[str]:
    """PLAIN with `mark` on the values that begin with one of `which`."""
    said = []
    for one in PLAIN:
        item, year, figure = one.split()
        hit = any(one.startswith(each) for each in which)
        if hit and mark in ("p", "f"):
            said.append(f"{one} {mark}")
        else:
            said.append(f"{item} {year} {mark} {figure}" if hit else one)
    return sorted(said)


NOTES = [
    ("注：2025年为预计数。", "f", ["11 2025", "7 2025"]),
    ("注:2025年为预计数", "f", ["11 2025", "7 2025"]),
    ("备注：2025年数据为初步核算数，最终数以统计公报为准。", "p", ["11 2025", "7 2025"]),
    ("说明：1.2025年为快报数。", "p", ["11 2025", "7 2025"]),
    ("（注：2025年为预计值）", "f", ["11 2025", "7 2025"]),
    ("注：服务业增加值为初步核算数。", "p", ["7 2024", "7 2025"]),
    ("注：2025年服务业增加值为预计数。", "f", ["7 2025"]),
    ("注：服务业增加值2024年为快报数，2025年为预计数。", None, []),
    ("注：2025年数据为未经审核的初步核算数。", "unclear", []),
    ("注：2024年为1-12月数、2025年为1-9月数。", "1-9月", ["11 2025", "7 2025"]),
    ("注：2023—2024年为年报数和2025年1-9月数据。", "1-9月", ["11 2025", "7 2025"]),
    ("注：2024年、2025年为预计数。", "f", ["11", "7"]),
    ("注：二〇二五年为预计数。", "f", ["11 2025", "7 2025"]),
    ("注：2025年为1-9月数据。", "1-9月", ["11 2025", "7 2025"]),
    ("注：2025年数据为前三季度数。", "前三季度", ["11 2025", "7 2025"]),
    ("注：2025年数据截至9月底。", "截至9月底", ["11 2025", "7 2025"]),
    ("2025年为上半年数", "上半年", ["11 2025", "7 2025"]),
    ("注：本表数据均为预计数。", "f", ["11", "7"]),
    ("预计数", "f", ["11", "7"]),
]


@pytest.mark.parametrize(("note", "mark", "which"), NOTES)
@pytest.mark.parametrize("where", ["below", "above", "across", "text"])
def test_a_note(plan: Plan, note: str, mark: str | None, which: list[str], where: str) -> None:
    below = TWO if where != "across" else turned(TWO)
    rows: Rows = [[note], *below] if where == "above" else [*below, [note]]
    if where == "text":
        actuals = read(plan, text_file(rows), suffix="csv")
    else:
        actuals = read(plan, book({"表": rows}))
    if mark == "unclear":
        assert (values(actuals), told(actuals)[0][:15]) == (PLAIN, "caption-unclear")
        return
    if mark is None:
        assert values(actuals) == [*PLAIN[:2], "7 2024 400 p", "7 2025 426 f"]
    else:
        assert values(actuals) == marked(mark, *which)
    assert "caption-unclear" not in " ".join(told(actuals))


@pytest.mark.parametrize(
    ("title", "mark", "which"),
    [
        ("2025年1-9月主要指标完成情况", "1-9月", ["11 2025", "7 2025"]),
        ("嵊州市2025年上半年主要经济指标", "上半年", ["11 2025", "7 2025"]),
        ("1-9月主要指标完成情况", "1-9月", ["11", "7"]),
        ("指标完成情况（截至2025年9月底）", "截至9月底", ["11 2025", "7 2025"]),
        ("截至2025年9月30日指标完成情况", "9月30日", ["11 2025", "7 2025"]),
        ("数据时间：2025年1-9月", "1-9月", ["11 2025", "7 2025"]),
        ("2025年主要指标预计完成情况", "f", ["11 2025", "7 2025"]),
        ("主要指标完成情况（预计数）", "f", ["11", "7"]),
        ("主要指标完成情况（2025年为预计数）", "f", ["11 2025", "7 2025"]),
        ("2025年统计快报数据", "p", ["11 2025", "7 2025"]),
    ],
)
@pytest.mark.parametrize("where", ["title", "merged", "sheet"])
def test_a_title(plan: Plan, title: str, mark: str, which: list[str], where: str) -> None:
    if where == "sheet":
        content = book({title[:31].replace("：", ""): TWO})
    else:
        areas = ("A1:C1",) if where == "merged" else ()
        content = book({"表": [[title], *TWO]}, *areas)
    actuals = read(plan, content)
    if where == "sheet" and values(actuals) == PLAIN:
        assert "caption-unclear" in " ".join(told(actuals))
    else:
        assert values(actuals) == marked(mark, *which)


@pytest.mark.parametrize(
    "line",
    [
        "嵊州市质量发展“十四五”规划指标完成情况（2021—2025年）",
        "2025年全年主要指标", "截至2025年12月底主要指标完成情况", "2025年1-12月主要指标",
        "根据《嵊州市质量强市2025年工作要点》编制", "附件2：2025年9月制表",
        "填报日期：2026年1月15日",
        "2026年1月15日", "数据来源：2025年统计快报", "截至目前", "质量强市“十四五”规划预计目标",
        "注：预计2026年服务业增加值达到450亿元。", "注：预计到2027年全部完成。",
        "注：2026年为预计数。", "注：2025年数据根据2024年12月印发的办法统计。",
        "注：地区生产总值为全年数。", "注：以上均为实际数，非预计数。", "注：2025年为全年数。",
        "注：请于2025年9月底前报送。", "注：本表自2025年10月起施行。", "注：2025年为1-12月数。",
        "二〇二六年一月", "填报单位：嵊州市统计局    填报时间：2025年9月", "注：保留一位小数。",
    ],
)  # fmt: skip
@pytest.mark.parametrize("below", [False, True])
def test_what_changes_nothing(plan: Plan, line: str, *, below: bool) -> None:
    actuals = read(plan, book({"表": [*TWO, [line]] if below else [[line], *TWO]}))
    assert (values(actuals), told(actuals)) == (PLAIN, [])


@pytest.mark.parametrize(
    "line",
    [
        "注：部分数据为预计数。", "注：个别指标为快报数。", "注：工业类指标为1-9月数据。",
        "注：带*的为预计数。", "截至2025年9月底，全市累计建成示范点20家。",
        "注：除个别外均为预计数。",
        "注：地区生产总值为预计数。",
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_a_finding(plan: Plan, line: str) -> None:
    actuals = read(plan, book({"表": [*TWO, [line]]}))
    assert (values(actuals), told(actuals)) == (PLAIN, ["caption-unclear A4"])


def test_a_note_on_a_row_that_is_no_item(plan: Plan) -> None:
    rows: Rows = [*TWO, ["地区生产总值", None, None], ["注：地区生产总值为预计数。"]]
    assert values(read(plan, book({"表": rows}))) == PLAIN


def test_a_sheet_named_after_a_month_with_a_column_each_year(plan: Plan) -> None:
    actuals = read(plan, book({"9月": TWO}))
    assert (values(actuals), told(actuals)) == (PLAIN, ["caption-unclear 9月"])
    one: Rows = [["指标", "2025年"], [P7, 310]]
    assert values(read(plan, book({"1-9月": one}))) == ["7 2025 1-9月 310"]


@pytest.mark.parametrize("sign", ["*", "①", "※", "[1]", "（注1）"])
@pytest.mark.parametrize("note", ["{0}为预计数", "注：{0}2025年为预计数。", "注：带{0}的为预计数"])
def test_a_footnote_mark_on_a_name(plan: Plan, sign: str, note: str) -> None:
    rows: Rows = [YEARS, [P7 + sign, 400, 426], [P11, 94, 95], [note.format(sign)]]
    found = values(read(plan, book({"表": rows})))
    assert [one for one in found if one.endswith("f")] == [
        one for one in found if one.startswith("7") and ("2025年" not in note or "2025" in one)
    ]
    assert len(found) == 4


@pytest.mark.parametrize("number", ["①", "注1：", "[1]", "（1）", "1."])
def test_the_number_of_a_note_is_no_footnote_mark(plan: Plan, number: str) -> None:
    actuals = read(plan, book({"表": [*TWO, [f"{number}2025年为预计数。"]]}))
    assert values(actuals) == marked("f", "7 2025", "11 2025")


def test_numbers_before_names_are_no_footnote_marks(plan: Plan) -> None:
    rows: Rows = [YEARS, ["①" + P7, 400, 426], ["②" + P11, 94, 95], ["①2025年为预计数。"]]
    assert values(read(plan, book({"表": rows}))) == marked("f", "7 2025", "11 2025")


def test_a_footnote_mark_on_a_year(plan: Plan) -> None:
    rows: Rows = [["指标", "2024年", "2025年*"], [P7, 400, 426], [P11, 94, 95], ["*为预计数"]]
    assert values(read(plan, book({"表": rows}))) == marked("f", "7 2025", "11 2025")


@pytest.mark.parametrize(
    "note", ["注：第7项为预计数。", "注：序号7为预计数", "注：第1、7项为预计数"]
)
def test_the_number_of_a_row(plan: Plan, note: str) -> None:
    rows: Rows = [["序号", *YEARS], [7, P7, 400, 426], [11, P11, 94, 95], [note]]
    assert values(read(plan, book({"表": rows}))) == marked("f", "7")


def test_two_tables_with_a_note_each(plan: Plan) -> None:
    rows: Rows = [
        ["一、经济"], YEARS, [P7, 400, 426], ["注：2025年为预计数。"], [],
        ["二、环境"], YEARS, [P11, 94, 95], ["注：2025年为1-9月数。"],
    ]  # fmt: skip
    assert values(read(plan, book({"表": rows}))) == [
        "11 2024 94", "11 2025 1-9月 95", "7 2024 400", "7 2025 426 f",
    ]  # fmt: skip


# ---- units


@pytest.mark.parametrize(
    "line",
    [
        "服务业增加值情况表(万元)",
        "情况表（2025年，万元）",
        "情况表（单位：万元）",
        "单位：万元",
        "（万元、%）",
    ],
)
@pytest.mark.parametrize("below", [False, True])
def test_the_unit_of_a_table(plan: Plan, line: str, *, below: bool) -> None:
    if below and "单位" not in line:
        return
    table: Rows = [YEARS, [P7, 4000000, 4260000], [P11, 94, 95]]
    rows: Rows = [*table, [line]] if below else [[line], *table]
    assert values(read(plan, book({"表": rows}))) == PLAIN
    if not below:
        assert values(read(plan, text_file(rows), suffix="csv")) == PLAIN


def test_the_unit_in_a_sheets_name(plan: Plan) -> None:
    rows: Rows = [YEARS, [P7, 4000000, 4260000], [P11, 94, 95]]
    assert values(read(plan, book({"指标（万元）": rows}))) == PLAIN


def test_the_rows_own_unit_stands(plan: Plan) -> None:
    rows: Rows = [["情况表（万元）"], ["指标", "单位", "2025年"], [P7, "亿元", 426]]
    assert values(read(plan, book({"表": rows}))) == ["7 2025 426"]


# ---- indices


@pytest.mark.parametrize(
    ("title", "name", "unit"),
    [
        ("增速（上年=100）", P8, "%"), ("表", f"{P8}（上年=100）", "%"), ("表", P8, "上年=100"),
        ("注：以上年为100。", P8, "%"), ("注：社会消费品零售总额年均增速上年=100", P8, "%"),
    ],
)  # fmt: skip
def test_an_index_is_no_growth(plan: Plan, title: str, name: str, unit: str) -> None:
    rows: Rows = [
        ["指标", "单位", "2024年", "2025年"],
        [name, unit, 104, 109],
        [P7, "亿元", 400, 426],
    ]
    actuals = read(plan, book({"表": [[title], *rows]}))
    assert [one for one in told(actuals) if "index" in one] == [
        "looks-like-index C3", "looks-like-index D3",
    ]  # fmt: skip
    assert {one.split()[2] for one in values(actuals) if one.startswith("8")} == {"None"}
    assert "7 2025 426" in values(actuals)


# ---- remarks


@pytest.mark.parametrize("remark", ["为累计数", "累计数", "累计", "均为累计值。", "自2021年起累计"])
def test_a_remark_of_totals(plan: Plan, remark: str) -> None:
    years = [f"{year}年" for year in range(2021, 2026)]
    rows: Rows = [["指标", *years, "备注"], [P18, 2, 5, 7, 10, 12, remark], [P7, *[400] * 5, None]]
    found = values(read(plan, book({"表": rows})))
    assert [one for one in found if one.startswith("18")] == [
        "18 2021 2 total", "18 2022 5 total", "18 2023 7 total", "18 2024 10 total",
        "18 2025 12 total",
    ]  # fmt: skip
    assert values(read(plan, text_file(rows), suffix="csv")) == found
    assert values(read(plan, book({"表": turned(rows)}))) == found


@pytest.mark.parametrize("remark", ["当年新增", "为当年数", "当年新增数"])
def test_a_remark_of_additions(plan: Plan, remark: str) -> None:
    rows: Rows = [["指标", "2025年", "说明"], [P18, 2, remark]]
    assert values(read(plan, book({"表": rows}))) == ["18 2025 2 of_year"]


@pytest.mark.parametrize(
    "remark",
    [
        "累计投入3亿元",
        "十四五以来累计成效明显",
        "较上年新增3家，累计完成",
        "2025年9月由省局认定",
        "预计2026年再增5家",
        "含累计数",
        "去年为预计数",
        "按当年价格计算",
    ],
)
def test_a_remark_that_tells_a_story(plan: Plan, remark: str) -> None:
    rows: Rows = [["指标", "2025年", "备注"], [P18, 2, remark], [P7, 426, remark]]
    actuals = read(plan, book({"表": rows}))
    assert (values(actuals), told(actuals)) == (["18 2025 2", "7 2025 426"], [])


@pytest.mark.parametrize(
    ("remark", "value"),
    [
        ("预计", "7 2025 426 f"),
        ("为预计数", "7 2025 426 f"),
        ("初步核算", "7 2025 426 p"),
        ("2025年为快报数", "7 2025 426 p"),
        ("1-9月数", "7 2025 1-9月 426"),
        ("截至9月", "7 2025 截至9月 426"),
        ("截至2025年9月底", "7 2025 截至9月底 426"),
        ("1-9月累计数", "7 2025 1-9月 426"),
    ],
)
def test_a_remark_that_marks_its_row(plan: Plan, remark: str, value: str) -> None:
    rows: Rows = [["指标", "2025年", "备注"], [P7, 426, remark], [P11, 95, None]]
    found = [one.removesuffix(" of_year") for one in values(read(plan, book({"表": rows})))]
    assert found == sorted(["11 2025 95", value])


def test_a_remark_against_the_declared_basis(plan: Plan) -> None:
    rows: Rows = [["指标", "口径", "2024年", "2025年", "备注"], [P18, "当年值", 2, 3, "为累计数"]]
    actuals = read(plan, book({"表": rows}))
    assert told(actuals) == ["remark-contradicts E2"]
    assert [one.split()[2] for one in values(actuals)] == ["None", "None"]


def test_totals_from_another_year(plan: Plan) -> None:
    rows: Rows = [["指标", "2025年", "备注"], [P18, 12, "自2019年起累计"]]
    actuals = read(plan, book({"表": rows}))
    assert told(actuals) == ["other-first-year C2"]


def test_an_addition_to_a_stock(plan: Plan) -> None:
    rows: Rows = [["指标", "2025年", "备注"], ["高新技术企业数", 30, "当年新增"], [P5, 45, None]]
    actuals = read(plan, book({"表": rows}))
    assert (values(actuals), told(actuals)) == (["5 2025 45"], ["addition-for-stock B2"])


# ---- other formats


@pytest.mark.parametrize(
    ("title", "note", "expected"),
    [
        ("2025年1-9月主要指标", None, ["11 2025 1-9月 95", "7 2025 1-9月 426"]),
        (None, "注：2025年为预计数。", ["11 2025 95 f", "7 2025 426 f"]),
        (None, None, ["11 2025 95", "7 2025 426"]),
    ],
)
def test_an_open_document_with_the_year_in_its_name(
    plan: Plan, title: str | None, note: str | None, expected: list[str]
) -> None:
    rows: Rows = [[title]] if title else []
    rows += [["指标", "实际值"], [P7, 426], [P11, 95], *([[note]] if note else [])]
    lines = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in rows
    )
    content = ods(f'<table:table table:name="2025年">{lines}</table:table>')
    assert values(read(plan, content, suffix="ods")) == expected


@pytest.mark.parametrize(
    ("note", "form"),
    [
        ("注：新增、创建类指标填当年新增数。", "of_year"),
        ("注：1. 本表数据由责任单位提供。2. 新增类指标填报当年新增数。", "of_year"),
        ("注：新增类指标均为累计数。", "total"),
        ("注：创建类指标填当年数。", None),
        ("注：新增企业较多。", None),
        ("注：本表为虚构。", None),
    ],
)
def test_a_note_on_what_is_counted_up(plan: Plan, note: str, form: str | None) -> None:
    """It says the basis of what is counted up, and nothing of a level."""
    actuals = read(plan, book({"实际值": [YEARS, [P18, 3, 4], [P7, 400, 426], [note]]}))
    forms = {one.indicator: one.form and one.form.value for one in actuals.observations}
    assert forms == {"18": form, "7": None}
    assert actuals.diagnostics == ()
