"""Test how a printed table is read: headers, years, groups, shifts, turned tables, areas, notes.

Tables are written as lines of cells parted by “|”; `^` and `<` are covered by the merged cell above
or to the left.
"""

from __future__ import annotations

import csv
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from shengzhou_quality.diagnostics import InputError, Place
from shengzhou_quality.notation import clean
from shengzhou_quality.published.document import Document, Paragraph
from shengzhou_quality.published.printed_table import ChangeBasis, PrintedRow, PrintedTable
from shengzhou_quality.published.tables import read_table
from shengzhou_quality.published.tables.printed_headers import ColumnRole, header_word
from shengzhou_quality.published.tables.printed_years import PlannedSpan, period_in, years_in
from shengzhou_quality.reported import Cell, Sheet, Span

ROOT = Path(__file__).parents[1]
SHARED = Path(__file__).parents[2] / "shared"
OWN = Path(__file__).parent / "data" / "published"
FILE = "table.html"


def sheet_of(rows: list[list[str]], merged: tuple[Span, ...] = ()) -> Sheet:
    lines = []
    for number, row in enumerate(rows, 1):
        cells = {
            at: Cell(text, Place(FILE, None, number, at)) for at, text in enumerate(row, 1) if text
        }
        if cells:
            lines.append(cells)
    return Sheet(Place(FILE), tuple(lines), merged)


def grid(text: str) -> Sheet:
    """A sheet from its picture."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    merged = []
    for top, row in enumerate(rows):
        for left, cell in enumerate(row):
            if cell in ("^", "<", ""):
                continue
            right, bottom = left, top
            while right + 1 < len(row) and row[right + 1] == "<":
                right += 1
            while bottom + 1 < len(rows) and rows[bottom + 1][left : left + 1] == ["^"]:
                bottom += 1
            if (right, bottom) != (left, top):
                merged.append(Span(top + 1, left + 1, bottom + 1, right + 1))
    plain = [["" if cell in ("^", "<") else cell for cell in row] for row in rows]
    return sheet_of(plain, tuple(merged))


def document(*blocks: str | Sheet) -> Document:
    """Texts are paragraphs, those with a `|` tables."""
    made: list[Paragraph | Sheet] = []
    for block in blocks:
        if isinstance(block, Sheet):
            made.append(block)
        elif "|" in block:
            made.append(grid(block))
        else:
            made.append(Paragraph(block, Place(FILE)))
    return Document(FILE, "0" * 64, tuple(made))


def read(*blocks: str | Sheet, area: str | None = None) -> PrintedTable:
    return read_table(document(*blocks), area)


def said(row: PrintedRow) -> str:
    """A row in one line, for comparison: what is not printed is left out."""
    targets = ", ".join(f"{year}: {text}" for year, text in row.targets.items())
    parts = [
        row.number,
        row.category and f"<{row.category}>",
        row.name,
        row.unit and f"[{row.unit}]",
        row.baseline,
        targets and f"{{{targets}}}",
        row.constraint,
    ]
    return " ".join(part for part in parts if part)


def codes(table: PrintedTable) -> list[str]:
    return [doubt.code for row in table.rows for doubt in row.doubts]


def left(table: PrintedTable) -> list[str]:
    return [f"{found.code} {found.parameters['text']}" for found in table.diagnostics]


GDP = "GDP总量 [亿元] 100 {2025: 150} 预期性"
CARE = "参保率 [%] 96 {2025: 98} 约束性"

SHAPES = {
    "plain": (
        """指标 | 单位 | 2020年 | 2025年 | 属性
           GDP总量 | 亿元 | 100 | 150 | 预期性
           参保率 | % | 96 | 98 | 约束性""",
        [GDP, CARE],
    ),
    "merged-groups": (
        """类别 | 序号 | 指标 | 计量单位 | 2020年实际值 | 2025年目标值 | 指标属性
           经济 | 1 | GDP总量 | 亿元 | 100 | 150 | 预期性
           ^ | 2 | 税收 | 亿元 | 10 | 15 | 预期性
           民 生 | 3 | 参保率 | % | 96 | 98 | 约束性""",
        [f"1 <经济> {GDP}", "2 <经济> 税收 [亿元] 10 {2025: 15} 预期性", f"3 <民生> {CARE}"],
    ),
    "group-on-first-row-only": (
        """一级指标 | 二级指标 | 单位 | 2020年 | 2025年 | 属性
           经济 | GDP总量 | 亿元 | 100 | 150 | 预期性
            | 税收 | 亿元 | 10 | 15 | 预期性
           民生 | 参保率 | % | 96 | 98 | 约束性""",
        [f"<经济> {GDP}", "<经济> 税收 [亿元] 10 {2025: 15} 预期性", f"<民生> {CARE}"],
    ),
    "group-rows": (
        """序号 | 指标 | 单位 | 2020年 | 2025年 | 属性
           一、经济发展 | < | < | < | < | <
           1 | GDP总量 | 亿元 | 100 | 150 | 预期性
           （二）民生福祉 | | | | |
           2 | 参保率 | % | 96 | 98 | 约束性""",
        [f"1 <经济发展> {GDP}", f"2 <民生福祉> {CARE}"],
    ),
    "number-and-group-in-two-cells": (
        """序号 | 指标 | 单位 | 2020年 | 2025年 | 属性
           一 | 经济发展 | | | |
           1 | GDP总量 | 亿元 | 100 | 150 | 预期性""",
        [f"1 <经济发展> {GDP}"],
    ),
    "three-levels": (
        """一级指标 | 二级指标 | 三级指标 | 单位 | 2020年 | 2025年 | 属性
           经济 | 规模 | GDP总量 | 亿元 | 100 | 150 | 预期性
            | | 税收 | 亿元 | 10 | 15 | 预期性""",
        [f"<经济> {GDP}", "<经济> 税收 [亿元] 10 {2025: 15} 预期性"],
    ),
    "column-numbers-and-header-again": (
        """序号 | 指标名称 | 单位 | 2020年 | 2025年 | 属性
           甲 | 乙 | 丙 | 1 | 2 | 3
           1 | GDP总量 | 亿元 | 100 | 150 | 预期性
           序号 | 指标名称 | 单位 | 2020年 | 2025年 | 属性
           （1） | （2） | （3） | （4） | （5） | （6）
           2 | 参保率 | % | 96 | 98 | 约束性""",
        [f"1 {GDP}", f"2 {CARE}"],
    ),
    "two-levels-merged": (
        """序号 | 指标 | 指标值 | < | 属性
           ^ | ^ | 2020年（基期） | 2025年（目标） | ^
           1 | GDP总量（亿元） | 100 | 150 | 预期性""",
        [f"1 {GDP}"],
    ),
    "two-levels-not-merged": (
        """序号 | 指标 | 2020年实际 | 规划目标 | | 属性
            | | | 2025年 | 2030年 |
           1 | GDP总量（亿元） | 100 | 150 | 200 | 预期性""",
        ["1 GDP总量 [亿元] 100 {2025: 150, 2030: 200} 预期性"],
    ),
    "several-words-with-指标": (
        """编号 | 指标项 | 指标属性 | 指标层级 | 2020年 | 2025年
           1 | GDP总量（亿元） | 预期性 | 县域 | 100 | 150
           2 | 参保率（%） | 约束性 | 县域 | 96 | 98""",
        [f"1 {GDP}", f"2 {CARE}"],
    ),
    "numbers-in-the-names": (
        """类别 | 指标 | 2O20年 | 2025年 | 年均/累计 | 属性
           经济 | 1.国内生产总值(GDP)增长(%) | 2.3 | — | 6〔30〕 | 预期性
           ^ | 2.参保率(%) | 96 | 98 | — | 约束性""",
        ["1 <经济> 国内生产总值(GDP)增长 [%] 2.3 预期性", f"2 <经济> {CARE}"],
    ),
    "glosses-in-the-header": (
        """指标 | 2020年基期值(用作比较的数据) | 2025年目标值(应达到的水平)
           GDP总量(亿元) | 100 | 150""",
        ["GDP总量 [亿元] 100 {2025: 150}"],
    ),
    "header-short-of-the-group": (
        """序号 | 指标 | 单位 | 2020年 | 2025年 | 属性 |
           经济 | 1 | GDP总量 | 亿元 | 100 | 150 | 预期性
           ^ | 2 | 税收 | 亿元 | 10 | 15 | 预期性
           民生 | 3 | 参保率 | % | 96 | 98 | 约束性""",
        [f"1 <经济> {GDP}", "2 <经济> 税收 [亿元] 10 {2025: 15} 预期性", f"3 <民生> {CARE}"],
    ),
    "rows-short-of-the-group": (
        """类别 | 序号 | 指标 | 单位 | 2020年 | 2025年 | 属性
           经济 | 1 | GDP总量 | 亿元 | 100 | 150 | 预期性
           2 | 税收 | 亿元 | 10 | 15 | 预期性
           民生 | 3 | 参保率 | % | 96 | 98 | 约束性""",
        [f"1 <经济> {GDP}", "2 <经济> 税收 [亿元] 10 {2025: 15} 预期性", f"3 <民生> {CARE}"],
    ),
    "constraint-under-no-header": (
        """指标 | 单位 | 2020年 | 2025年 |
           GDP总量 | 亿元 | 100 | 150 | 预期性""",
        [GDP],
    ),
    "names-under-no-header": (
        """ | 单位 | 2020年 | 2025年 | 属性
           GDP总量 | 亿元 | 100 | 150 | 预期性
           参保率 | % | 96 | 98 | 约束性""",
        [GDP, CARE],
    ),
    "transposed-without-the-word-for-indicators": (
        """ | GDP总量（亿元） | 参保率（%）
           2020年 | 100 | 96
           2025年目标 | 150 | 98
           属性 | 预期性 | 约束性""",
        [GDP, CARE],
    ),
    "plan-and-fact": (
        """指标 | 单位 | 2020年 | < | 2025年目标 | 属性
           ^ | ^ | 规划 | 实际 | ^ | ^
           GDP总量 | 亿元 | 99 | 100 | 150 | 预期性""",
        [GDP],
    ),
    "facts-of-years-before": (
        """指标 | 单位 | 2018年实际 | 2019年实际 | 2020年实际 | 2025年目标 | 属性
           GDP总量 | 亿元 | 80 | 90 | 100 | 150 | 预期性""",
        [GDP],
    ),
    "ends-of-plans": (
        """指标 | 单位 | “十三五”末 | “十四五”末目标 | 指标类型
           GDP总量 | 亿元 | 100 | 150 | 预期性""",
        [GDP],
    ),
    "years-in-a-column": (
        """指标 | 单位 | 年份 | 目标值 | 属性
           GDP总量 | 亿元 | 2020年 | 100 | 预期性
            | | 2025年 | 150 |
           参保率 | % | 2020年 | 96 | 约束性
           参保率 | % | 2025年 | 98 | 约束性""",
        [GDP, CARE],
    ),
    "years-and-sorts-in-columns": (
        """指标 | 单位 | 年度 | 类型 | 数值
           GDP总量 | 亿元 | 2020 | 实际 | 100
           ^ | ^ | 2025 | 目标 | 150""",
        ["GDP总量 [亿元] 100 {2025: 150}"],
    ),
    "operators": (
        """指标 | 单位 | 2020年 | 符号 | 2025年 | 属性
           达标率 | % | 90 | ≥ | 95 | 约束性
           死亡率 | ‰ | 3 | 不高于 | 2 | 约束性
           满意度 | % | 90 | 定性 | 稳步提升 | 预期性
           系数 | % | 29 | = | 28 | 预期性""",
        [
            "达标率 [%] 90 {2025: ≥95} 约束性",
            "死亡率 [‰] 3 {2025: ≤2} 约束性",
            "满意度 [%] 90 {2025: 稳步提升} 预期性",
            "系数 [%] 29 {2025: 28} 预期性",
        ],
    ),
    "operators-under-the-year": (
        """指标 | 单位 | 2020年 | 2025年 | < | 属性
           达标率 | % | 90 | ≥ | 95 | 约束性""",
        ["达标率 [%] 90 {2025: ≥95} 约束性"],
    ),
    "operators-apart-from-the-target": (
        """指标 | 符号 | 单位 | 2020年 | 2025年 | 属性
           达标率 | ≥ | % | 90 | 95 | 约束性""",
        ["达标率 [%] 90 {2025: ≥95} 约束性"],
    ),
    "two-columns-of-operators": (
        """指标 | 单位 | 2020年 | < | 2025年 | < | 属性
           达标率 | % | > | 90 | ≥ | 95 | 约束性
           死亡率 | ‰ | ＜ | 3 | ≤ | 2 | 约束性""",
        ["达标率 [%] >90 {2025: ≥95} 约束性", "死亡率 [‰] <3 {2025: ≤2} 约束性"],
    ),
    "one-header-over-number-name-and-unit": (
        """指标 | < | < | 2020年 | 2025年 | 属性
           1 | GDP总量 | 亿元 | 100 | 150 | 预期性
           2 | 参保率 | % | 96 | 98 | 约束性""",
        [f"1 {GDP}", f"2 {CARE}"],
    ),
    "transposed": (
        """指标 | GDP总量 | 参保率
           单位 | 亿元 | %
           2020年 | 100 | 96
           2025年 | 150 | 98
           属性 | 预期性 | 约束性""",
        [GDP, CARE],
    ),
    "transposed-under-a-title": (
        """某区主要指标 | < | <
           指标 | GDP总量 | 参保率
           单位 | 亿元 | %
           2020年 | 100 | 96
           2025年 | 150 | 98
           属性 | 预期性 | 约束性""",
        [GDP, CARE],
    ),
    "transposed-in-blocks": (
        """指标 | GDP总量 | 税收
           单位 | 亿元 | 亿元
           2020年 | 100 | 10
           2025年 | 150 | 15
           属性 | 预期性 | 预期性
           指标 | 参保率 |
           单位 | % |
           2020年 | 96 |
           2025年 | 98 |
           属性 | 约束性 |""",
        [GDP, "税收 [亿元] 10 {2025: 15} 预期性", CARE],
    ),
    "side-by-side": (
        """序号 | 指标 | 2025年目标 | 序号 | 指标 | 2025年目标
           1 | GDP总量（亿元） | 150 | 2 | 税收（亿元） | 15
           3 | 参保率（%） | 98 | | |""",
        [
            "1 GDP总量 [亿元] {2025: 150}",
            "2 税收 [亿元] {2025: 15}",
            "3 参保率 [%] {2025: 98}",
        ],
    ),
    "name-in-the-column-behind-its-header": (
        """指标 | < | 2020年 | 2025年 | 属性
           能耗降低（%） | < | — | 15 | 约束性
           主要污染物减排（吨） | 化学需氧量 | — | 30 | 约束性
           ^ | 氨氮 | — | 4 | 约束性""",
        [
            "能耗降低 [%] {2025: 15} 约束性",
            "主要污染物减排：化学需氧量 [吨] {2025: 30} 约束性",
            "主要污染物减排：氨氮 [吨] {2025: 4} 约束性",
        ],
    ),
    "row-with-its-own-unit": (
        """指标 | 单位 | 2020年 | 2025年
           研发投入 | 亿元 | 10 | 20
            | % | 2 | 3""",
        ["研发投入 [亿元] 10 {2025: 20}", "研发投入 [%] 2 {2025: 3}"],
    ),
    "parts": (
        """序号 | 指标 | 单位 | 2020年 | 2025年
           1 | 自来水普及率 | % | 90 | 95
            | 其中：农村 | % | 80 | 90
           2 | 一般公共预算收入 | 亿元 | 10 | 15
            | 其中：税收收入占比 | % | 80 | 90""",
        [
            "1 自来水普及率 [%] 90 {2025: 95}",
            "自来水普及率（农村） [%] 80 {2025: 90}",
            "2 一般公共预算收入 [亿元] 10 {2025: 15}",
            "税收收入占比 [%] 80 {2025: 90}",
        ],
    ),
    "name-in-two-rows": (
        """指标 | 单位 | 2020年 | 2025年
           农产品例行监测合格 | % | 97 | 98
           率 | | |
           参保率 | % | 96 | 98""",
        ["农产品例行监测合格率 [%] 97 {2025: 98}", "参保率 [%] 96 {2025: 98}"],
    ),
    "dittos": (
        """指标 | 单位 | 2020年 | 2025年 | 属性
           入学率 | % | 97 | 98 | 约束性
           参保率 | 〃 | 96 | 98 | 同上""",
        ["入学率 [%] 97 {2025: 98} 约束性", CARE],
    ),
    "unit-in-the-header": (
        """指标 | 2020年（%） | 2025年（%）
           参保率 | 96 | 98""",
        ["参保率 [%] 96 {2025: 98}"],
    ),
    "units-in-brackets": (
        """指标 | 2020年 | 2025年
           单位GDP能耗（吨标准煤/万元（2020年价）） | 0.5 | 0.4
           发明专利（件/万人） | 5 | 6
           死亡率（/10万） | 5 | 4
           研发占比（GDP）（%） | 2 | 3""",
        [
            "单位GDP能耗 [吨标准煤/万元] 0.5 {2025: 0.4}",
            "发明专利 [件/万人] 5 {2025: 6}",
            "死亡率 [/10万] 5 {2025: 4}",
            "研发占比（GDP） [%] 2 {2025: 3}",
        ],
    ),
    "no-target": (
        """指标 | 单位 | 2020年 | 2025年
           户籍人口 | 人 | 1403 | -
           参保率 | % | 96 | 98""",
        ["户籍人口 [人] 1403", "参保率 [%] 96 {2025: 98}"],
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_table_of_each_shape_is_read_row_by_row(shape: str) -> None:
    picture, expected = SHAPES[shape]
    table = read(picture)
    assert [said(row) for row in table.rows] == expected
    assert "import-years-unclear" not in codes(table)


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ("plain", []),
        ("name-in-the-column-behind-its-header", ["import-name-of-parts"] * 2),
        ("row-with-its-own-unit", ["import-name-carried"]),
        ("parts", ["import-part-of"] * 2),
        ("name-in-two-rows", ["import-name-joined"]),
        ("dittos", ["import-ditto"] * 2),
        ("no-target", ["import-no-target"]),
    ],
)
def test_what_was_put_together_is_marked(shape: str, expected: list[str]) -> None:
    assert codes(read(SHAPES[shape][0])) == expected


@pytest.mark.parametrize(
    ("shape", "count"), [("header-short-of-the-group", 3), ("rows-short-of-the-group", 1)]
)
def test_rows_beside_their_header_are_told(shape: str, count: int) -> None:
    (doubt,) = read(SHAPES[shape][0]).doubts
    assert (doubt.code, dict(doubt.parameters)) == ("import-header-shifted", {"count": count})


def test_a_column_that_is_no_target_is_told() -> None:
    assert left(read(SHAPES["plan-and-fact"][0])) == ["import-column-left-out 2020年规划"]


def test_figures_of_other_years_are_facts() -> None:
    (row,) = read(SHAPES["facts-of-years-before"][0]).rows
    assert row.facts == {2018: "80", 2019: "90"}
    assert row.baseline_year == 2020


def test_a_column_of_modes_is_kept() -> None:
    rows = read(SHAPES["operators"][0]).rows
    assert [row.modes for row in rows] == [(), (), ("定性",), ("=",)]


@pytest.mark.parametrize(
    ("header", "cells", "expected"),
    [
        ("年均增速[累计]", ("8", "〔13.5〕"), [ChangeBasis.YEARLY_MEAN, ChangeBasis.TOTAL]),
        ("年均/累计", ("8", "〔13.5〕"), [ChangeBasis.YEARLY_MEAN, ChangeBasis.TOTAL]),
        ("年均增长（%）", ("8", "6"), [ChangeBasis.YEARLY_MEAN] * 2),
        ("五年累计", ("8", "6"), [ChangeBasis.TOTAL] * 2),
    ],
)
def test_what_a_change_counts_is_said_by_header_or_bracket(
    header: str, cells: tuple[str, str], expected: list[ChangeBasis]
) -> None:
    table = read(
        f"""指标 | 单位 | 2020年 | 2025年 | {header} | 属性
            甲产值 | 亿元 | 10 | 15 | {cells[0]} | 预期性
            能耗降低 | % | — | — | {cells[1]} | 约束性"""
    )
    assert [row.change for row in table.rows] == list(cells)
    assert [row.change_basis for row in table.rows] == expected
    assert codes(table) == []


def test_years_alone_are_parted_by_the_title_or_asked_for() -> None:
    picture = """指标 | 2020年 | 2025年 | 2035年
                 参保率（%） | 96 | 98 | 99"""
    titled = read("某市国土空间规划（2021—2035年）指标表", picture)
    assert said(titled.rows[0]) == "参保率 [%] 96 {2025: 98, 2035: 99}"
    assert codes(titled) == []
    later = read("某市“十五五”规划主要指标", picture)
    assert said(later.rows[0]) == "参保率 [%] 98 {2035: 99}"
    assert later.rows[0].facts == {2020: "96"}
    (row,) = read(picture).rows
    assert [(doubt.code, doubt.field) for doubt in row.doubts] == [
        ("import-years-unclear", "target"),
        ("import-years-unclear", "baseline"),
    ]


def test_a_base_year_under_the_word_target_is_no_target() -> None:
    picture = """指标 | 目标值 | <
                 ^ | 2020年 | 2025年
                 参保率（%） | 96 | 98"""
    titled = read("某市“十四五”规划主要指标", picture)
    assert [said(row) for row in titled.rows] == ["参保率 [%] 96 {2025: 98}"]
    assert codes(titled) == []
    assert codes(read(picture)) == ["import-years-unclear"]


def test_years_that_only_the_title_names_are_marked() -> None:
    picture = """指标 | 单位 | 基期值 | 目标值
                 参保率 | % | 96 | 98"""
    table = read("某市“十四五”规划主要指标", picture)
    assert (table.baseline_year, table.target_year) == (2020, 2025)
    assert [doubt.code for doubt in table.doubts] == ["import-year-from-title"] * 2
    bare = read(picture)
    assert (bare.baseline_year, bare.target_year, bare.rows[0].targets) == (
        None,
        None,
        {None: "98"},
    )


def test_a_year_in_the_cell_is_that_of_its_target() -> None:
    table = read(
        """指標 | 現状値 | 目標値
           喫煙率 | 14.8%（令和元年度） | 12%（令和14年度）"""
    )
    assert table.rows[0].targets == {2032: "12%"}
    assert table.rows[0].baseline_year == 2019
    assert table.target_year == 2032


# Which tables


TARGETS = """序号 | 指标 | 2020年 | 2025年 | 属性
             1 | 甲率（%） | 50 | 60 | 预期性"""
MORE = """序号 | 指标 | 2020年 | 2025年 | 属性
          2 | 乙率（%） | 55 | 65 | 约束性"""
REST = """3 | 丙率（%） | 57 | 67* | 约束性
          4 | 丁率（%） | 58 | 68 | 约束性"""


def test_tables_that_go_on_are_joined() -> None:
    table = read(
        "某市发展规划", "表1 主要指标", TARGETS, "续表1", MORE, REST, "注：*为国家下达数。"
    )
    assert [row.number for row in table.rows] == ["1", "2", "3", "4"]
    assert table.title == "表1主要指标"
    assert table.plan_title == "某市发展规划"
    assert table.rows[2].targets == {2025: "67"}
    assert table.rows[2].notes == ("为国家下达数",)
    assert table.notes == ("注：*为国家下达数。",)


def test_a_mark_without_its_note_is_told() -> None:
    assert codes(read(TARGETS, REST)) == ["import-note-missing"]


def test_every_table_of_indicators_is_read_and_the_others_are_named() -> None:
    table = read(
        "片区 | 功能\n东区 | 居住\n西区 | 工业",
        TARGETS,
        "序号 | 项目名称 | 总投资（亿元） | 2021年 | 2025年\n1 | 高铁站 | 100 | 10 | 90",
        "序号 | 重点任务 | 责任单位 | 完成时限\n1 | 修路 | 交通局 | 2025年",
        "指标名称 | 单位 | 2025年目标 | 责任单位\n森林覆盖率 | % | 61 | 林业局",
    )
    assert [row.name for row in table.rows] == ["甲率", "森林覆盖率"]
    assert table.rows[1].office == "林业局"
    assert [words.split()[0] for words in left(table)] == ["import-table-left-out"] * 3


def test_a_table_of_how_the_last_plan_ended_is_left_out() -> None:
    past = "指标 | 2020年目标 | 2020年实际\n甲率（%） | 49 | 50"
    table = read("“十三五”规划完成情况", past, "“十四五”规划指标", TARGETS)
    assert [said(row) for row in table.rows] == ["1 甲率 [%] 50 {2025: 60} 预期性"]
    assert left(table)[0].startswith("import-table-left-out")


def test_a_row_printed_twice_is_read_once() -> None:
    table = read(TARGETS, "说明如下", TARGETS)
    assert len(table.rows) == 1
    assert left(table) == ["import-row-twice 甲率"]


@pytest.mark.parametrize(
    "blocks",
    [
        ("到2025年，覆盖率达到60%。",),
        ("片区 | 功能\n东区 | 居住",),
        ("目 录\n一、发展基础", sheet_of([["目录"], ["一、发展基础"], ["二、主要目标"]])),
    ],
)
def test_a_document_without_indicators_is_refused(blocks: tuple[Any, ...]) -> None:
    with pytest.raises(InputError, match="import-no-table"):
        read(*blocks)


def test_a_table_of_one_column_is_parted_cell_by_cell() -> None:
    column = [["2030年主要指标："], ["森林覆盖率 25%以上"], ["婴儿死亡率 5.0‰(目前8.1‰)"]]
    table = read(sheet_of(column))
    assert [said(row) for row in table.rows] == [
        "森林覆盖率 {2030: 25%以上}",
        "婴儿死亡率 8.1‰ {2030: 5.0‰}",
    ]


def test_sentences_beside_their_numbers_are_parted_too() -> None:
    table = read(
        """序号 | 目标内容
           1 | 到2025年，参保率达到98%以上
           2 | 到2025年，森林覆盖率达到61%"""
    )
    assert [row.number for row in table.rows] == ["1", "2"]
    assert [(row.name, list(row.targets)) for row in table.rows] == [
        ("参保率", [2025]),
        ("森林覆盖率", [2025]),
    ]


# Units, notes and rows that are no indicators


def test_the_unit_line_is_for_rows_without_a_unit() -> None:
    picture = "指标 | 2020年 | 2025年\n产值 | 10 | 15\n覆盖率（%） | 50 | 60"
    one = read("单位：万元", picture)
    assert [row.unit for row in one.rows] == ["万元", "%"]
    several = read("（单位：万元、%）", picture)
    assert [row.unit for row in several.rows] == [None, "%"]
    assert codes(several) == ["import-unit-open"]


def test_a_bracket_that_is_no_known_unit_is_asked_for() -> None:
    table = read("指标 | 2020年 | 2025年\n服务站（街道） | 5 | 6")
    assert (table.rows[0].name, table.rows[0].unit) == ("服务站（街道）", None)
    assert codes(table) == ["import-unit-bracket"]


def test_two_units_of_a_row_are_asked_for() -> None:
    table = read("指标 | 单位 | 2025年\n产值（万元） | 亿元 | 6")
    assert table.rows[0].unit == "亿元"
    assert codes(table) == ["import-two-units"]


def test_two_targets_of_one_year_are_asked_for() -> None:
    table = read("指标 | 2025年省定目标 | 2025年目标\n覆盖率（%） | 50 | 60")
    assert table.rows[0].targets == {2025: "50"}
    assert codes(table) == ["import-two-targets"]


def test_a_row_without_a_name_is_told_and_notes_are_kept() -> None:
    table = read(
        """序号 | 指标 | 单位 | 2020年 | 2025年
           1 | 参保率① | % | 96 | 98
           2 | | % | 50 | 60
           注：①不含新生儿。 | < | < | < | <"""
    )
    assert [row.name for row in table.rows] == ["参保率"]
    assert table.rows[0].notes == ("不含新生儿",)
    assert left(table) == ["import-row-without-name 2 | % | 50 | 60"]


def test_a_name_alone_is_the_category_of_the_rows_below_and_told() -> None:
    table = read("指标 | 2020年 | 2025年\n经济发展 | |\n产值（亿元） | 10 | 15")
    assert said(table.rows[0]) == "<经济发展> 产值 [亿元] 10 {2025: 15}"
    assert left(table) == ["import-row-as-group 经济发展"]


def test_the_quote_is_the_row_as_printed_without_number_and_group() -> None:
    (row, *_) = read(SHAPES["merged-groups"][0]).rows
    assert row.quote == "GDP总量 | 亿元 | 100 | 150 | 预期性"


# Areas


MATRIX = """指标 | 单位 | 全市 | 越城区 | 柯桥区
            GDP总量 | 亿元 | 150 | 30 | 40
            参保率 | % | 95 | 96 | 97"""
AREAS = {
    "columns": MATRIX,
    "rows": """地区 | GDP总量（亿元） | 参保率（%）
               越城区 | 30 | 96
               柯桥区 | 40 | 97""",
    "corner": """地区/指标 | GDP总量（亿元） | 参保率（%）
                 越城区 | 30 | 96
                 柯桥区 | 40 | 97""",
    "areas-over-years": """指标 | 单位 | 越城区 | < | 柯桥区 | <
                           ^ | ^ | 2020年 | 2025年 | 2020年 | 2025年
                           GDP总量 | 亿元 | 20 | 30 | 30 | 40
                           参保率 | % | 90 | 96 | 91 | 97""",
    "years-over-areas": """指标 | 单位 | 2020年 | < | 2025年 | <
                           ^ | ^ | 越城区 | 柯桥区 | 越城区 | 柯桥区
                           GDP总量 | 亿元 | 20 | 30 | 30 | 40
                           参保率 | % | 90 | 91 | 96 | 97""",
    "rows-with-years": """地区 | GDP总量（亿元） | < | 参保率（%） | <
                          ^ | 2020年 | 2025年 | 2020年 | 2025年
                          越城区 | 20 | 30 | 90 | 96
                          柯桥区 | 30 | 40 | 91 | 97""",
    "area-in-a-column": """地区 | 指标 | 2020年 | 2025年
                           越城区 | GDP总量（亿元） | 20 | 30
                            | 参保率（%） | 90 | 96
                           柯桥区 | GDP总量（亿元） | 30 | 40
                            | 参保率（%） | 91 | 97""",
}


@pytest.mark.parametrize("shape", AREAS)
@pytest.mark.parametrize("area", ["柯桥区", "柯桥"])
def test_one_area_is_read(shape: str, area: str) -> None:
    table = read("2025年各县（市、区）目标分解表", AREAS[shape], area=area)
    assert [(row.name, row.unit, dict(row.targets)) for row in table.rows] == [
        ("GDP总量", "亿元", {2025: "40"}),
        ("参保率", "%", {2025: "97"}),
    ]
    has_years = shape not in ("columns", "rows", "corner")
    assert [row.baseline for row in table.rows] == (["30", "91"] if has_years else [None] * 2)


@pytest.mark.parametrize("shape", AREAS)
def test_without_an_area_its_names_are_told(shape: str) -> None:
    with pytest.raises(InputError) as raised:
        read(AREAS[shape])
    (found,) = raised.value.diagnostics
    assert found.code == "import-areas"
    assert str(found.parameters["areas"]).endswith("越城区、柯桥区")


def test_an_unknown_area_is_told_with_the_nearest() -> None:
    with pytest.raises(InputError) as raised:
        read(MATRIX, area="柯桥县")
    (found,) = raised.value.diagnostics
    assert found.code == "import-unknown-area"
    assert (found.parameters["area"], found.parameters["nearest"]) == ("柯桥县", "柯桥区")


def test_an_area_that_no_table_has_is_told() -> None:
    table = read(TARGETS, area="柯桥区")
    assert [found.code for found in table.diagnostics] == ["import-area-unused"]


# Words


@pytest.mark.parametrize(
    ("text", "role", "year"),
    [
        ("序号", ColumnRole.NUMBER, None),
        ("N п/п", ColumnRole.NUMBER, None),
        ("No.", ColumnRole.NUMBER, None),
        ("指 标 名 称", ColumnRole.NAME, None),
        ("规划指标体系", ColumnRole.NAME, None),
        ("一级指标", ColumnRole.GROUP, None),
        ("指标类别", ColumnRole.GROUP, None),
        ("Единица измерения", ColumnRole.UNIT, None),
        ("计量单位", ColumnRole.UNIT, None),
        ("责任单位", ColumnRole.OFFICE, None),
        ("牵头部门", ColumnRole.OFFICE, None),
        ("指标属性（约束性/预期性）", ColumnRole.CONSTRAINT, None),
        ("2020 年", ColumnRole.FIGURE, 2020),
        ("2012 год", ColumnRole.FIGURE, 2012),
        ("令和14年度", ColumnRole.FIGURE, 2032),
        ("2020年实际值", ColumnRole.BASELINE, 2020),
        ("2020年基数", ColumnRole.BASELINE, 2020),
        ("2020年完成", ColumnRole.BASELINE, 2020),
        ("现状值（2022年）", ColumnRole.BASELINE, 2022),
        ("2025年 目标值", ColumnRole.TARGET, 2025),
        ("到2025年目标", ColumnRole.TARGET, 2025),
        ("“十四五”规划目标", ColumnRole.TARGET, 2025),
        ("2025年（预期）", ColumnRole.TARGET, 2025),
        ("目标值", ColumnRole.TARGET, None),
        ("年均增(5年累计)", ColumnRole.CHANGE, None),
        ("[累计]", ColumnRole.CHANGE, None),
        ("2021—2025年年均增速（%）", ColumnRole.CHANGE, None),
        ("Значения показателей", ColumnRole.FIGURE, None),
        ("备注", ColumnRole.NOTE, None),
        ("预期性", None, None),
        ("森林覆盖率", None, None),
    ],
)
def test_a_header_is_read_by_its_words(
    text: str, role: ColumnRole | None, year: int | None
) -> None:
    word = header_word(text)
    assert (word.role, word.year) == (role, year)


@pytest.mark.parametrize(
    ("text", "years", "period"),
    [
        ("2025年目标", (2025,), None),
        ("2021—2025年", (), PlannedSpan(2020, 2025)),
        ("“十五五”规划", (), PlannedSpan(2025, 2030)),
        ("平成30年度", (2018,), None),
        ("（2021-2035年）", (), PlannedSpan(2020, 2035)),
        ("第12025号", (), None),
    ],
)
def test_years_are_read(text: str, years: tuple[int, ...], period: PlannedSpan | None) -> None:
    assert years_in(text) == years
    assert period_in(text) == period


# The published tables


class _Page(HTMLParser):
    """Just enough of HTML for the sample pages."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Paragraph | Sheet] = []
        self.rows: list[list[tuple[list[str], int, int]]] | None = None
        self.text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = dict(attrs)
        if tag == "table":
            self.rows = []
        elif tag == "tr" and self.rows is not None:
            self.rows.append([])
        elif tag in ("td", "th") and self.rows is not None:
            self.text = []
            spans = int(of.get("colspan") or 1), int(of.get("rowspan") or 1)
            self.rows[-1].append((self.text, *spans))
        elif tag == "br" and self.text is not None:
            self.text.append("\n")
        elif tag in ("p", "h1") and self.rows is None:
            self.text = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self.rows is not None:
            self.blocks.append(self._sheet(self.rows))
            self.rows = None
        elif tag in ("p", "h1") and self.rows is None and self.text is not None:
            self.blocks.append(Paragraph("".join(self.text), Place(FILE), tag == "h1"))
            self.text = None

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text.append(data.strip("\n"))

    @staticmethod
    def _sheet(rows: list[list[tuple[list[str], int, int]]]) -> Sheet:
        cells: dict[tuple[int, int], str] = {}
        merged = []
        for top, row in enumerate(rows, 1):
            left = 1
            for text, width, height in row:
                while (top, left) in cells:
                    left += 1
                for down in range(height):
                    for right in range(width):
                        cells[top + down, left + right] = ""
                cells[top, left] = "".join(text).strip()
                if width * height > 1:
                    merged.append(Span(top, left, top + height - 1, left + width - 1))
                left += width
        last = max(column for _, column in cells)
        filled = [
            [cells.get((row, column), "") for column in range(1, last + 1)]
            for row in range(1, len(rows) + 1)
        ]
        return sheet_of(filled, tuple(merged))


def page(file: Path) -> Document:
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".html":
        reader = _Page()
        reader.feed(text)
        return document(*(b if isinstance(b, Sheet) else b.text for b in reader.blocks))
    if file.suffix == ".csv":
        return document(sheet_of(list(csv.reader(text.splitlines()))))
    return piped(text)


def piped(text: str) -> Document:
    blocks: list[str | Sheet] = []
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if "|" in line:
            if set(line) - set("|:- "):
                stripped = line.removeprefix("|")
                rows.append([cell.strip() for cell in stripped.split("|")])
            continue
        if rows:
            blocks.append(sheet_of(rows))
            rows = []
        if line.strip():
            blocks.append(line.strip())
    return document(*blocks)


def _cases() -> list[Any]:
    files = [*OWN.glob("*.expect.yaml"), *(SHARED / "plans" / "published").glob("*.expect.yaml")]
    loaded = [(file, yaml.safe_load(file.read_text(encoding="utf-8"))) for file in sorted(files)]
    return [
        pytest.param(file.parent / expected["table"], expected, id=Path(expected["table"]).stem)
        for file, expected in loaded
    ]


NOTHING = ("", "-", "—", "一")
CONSTRAINTS = {"binding": "约束", "anticipatory": "预期", "none": None}


@pytest.mark.parametrize(("file", "expected"), _cases())
def test_a_published_table_is_read_or_marked(file: Path, expected: dict[str, Any]) -> None:
    table = read_table(page(file), expected.get("area"))
    assert [clean(row.name) for row in table.rows] == [
        clean(re.sub("^其中[:：]", "", row["name"])) for row in expected["rows"]
    ]
    for row, wanted in zip(table.rows, expected["rows"], strict=True):
        fields = {doubt.field for doubt in row.doubts}
        printed = row.constraint and row.constraint[:2]
        assert printed == CONSTRAINTS[wanted["constraint"]]
        if row.unit is not None and wanted["unit"] is not None:
            assert clean(row.unit) == clean(wanted["unit"])
        target = row.targets.get(table.target_year) or row.change or ""
        _same(target, wanted["target_text"], marked=bool(fields & {"target", "change"}))
        _same(row.baseline or "", wanted["baseline_text"], marked="baseline" in fields)


def _same(written: str, wanted: str, *, marked: bool) -> None:
    """The text as printed; of a cell with a bracket or a sentence the figure of it."""
    first, second = clean(written), re.sub("(?<=[0-9]),(?=[0-9]{1,2}$)", ".", clean(wanted))
    if second in NOTHING:
        assert not first or marked
    else:
        assert (first and first in second) or marked, (written, wanted)


@pytest.mark.skipif(not (SHARED / "plan-source.txt").exists(), reason="the plan's text is absent")
def test_the_table_of_the_shipped_plan_is_read_as_its_file_says() -> None:
    lines = (SHARED / "plan-source.txt").read_text(encoding="utf-8").splitlines()
    table = read_table(piped("\n".join(lines[35:61])))
    plan = yaml.safe_load((ROOT / "plan" / "indicators.yaml").read_text(encoding="utf-8"))
    categories = {category["key"]: category["name"] for category in plan["categories"]}
    constraints = {"binding": "约束性", "anticipatory": "预期性"}
    wanted = [
        (
            str(item["id"]),
            item["name"],
            item["unit"],
            item.get("baseline"),
            {2025: item["target"]},
            constraints[item["constraint"]],
            categories[item["category"]],
        )
        for item in plan["indicators"]
    ]
    assert [
        (row.number, row.name, row.unit, row.baseline, dict(row.targets), row.constraint,
         row.category)
        for row in table.rows
    ] == wanted  # fmt: skip
    assert codes(table) == []
    quotes = [item["source"]["quote"] for item in plan["indicators"]]
    assert [clean(row.quote) for row in table.rows] == [clean(quote) for quote in quotes]
    assert (table.baseline_year, table.target_year) == (2020, 2025)
    assert table.plan_title == "质量发展“十四五”规划"


# Headers that are missing


def test_a_table_without_a_header_is_read_as_a_question() -> None:
    table = read("1 | GDP总量 | 亿元 | 100 | 150 | 预期性\n2 | 参保率 | % | 96 | 98 | 约束性")
    assert [said(row) for row in table.rows] == [
        "1 GDP总量 [亿元] 100 {None: 150} 预期性",
        "2 参保率 [%] 96 {None: 98} 约束性",
    ]
    assert codes(table) == ["import-no-header"] * 2
    assert left(table) == []


def test_a_column_of_figures_under_no_header_is_a_question() -> None:
    table = read("指标 | 2020年 | | 属性\n参保率（%） | 96 | 98 | 约束性")
    assert codes(table) == ["import-column-unknown"]


def test_the_base_year_alone_is_no_target() -> None:
    table = read(
        "某市“十四五”规划主要指标",
        "指标 | 2020年 | 年均增长 | 属性\n产值（亿元） | 96 | 8% | 预期性",
    )
    assert said(table.rows[0]) == "产值 [亿元] 96 预期性"
    assert table.rows[0].change == "8%"


def test_a_note_says_which_rows_are_binding() -> None:
    table = read(
        "指标 | 2020年 | 2025年\n甲率*（%） | 50 | 60\n乙率（%） | 50 | 60",
        "注：带*的为约束性指标，其余为预期性指标。",
    )
    assert [said(row) for row in table.rows] == [
        "甲率 [%] 50 {2025: 60} 约束性",
        "乙率 [%] 50 {2025: 60} 预期性",
    ]
    assert codes(table) == ["import-constraint-by-mark"] * 2
    assert table.has_constraints


def test_a_column_of_sorts_of_indicators_is_kept_as_modes() -> None:
    table = read("指标 | 指标类型 | 2025年\n甲率（%） | 定量 | 60\n乙 | 定性 | 完善")
    assert [row.modes for row in table.rows] == [("定量",), ("定性",)]
    assert not table.has_constraints


def test_a_second_office_is_a_note() -> None:
    table = read("指标 | 2025年 | 牵头单位 | 配合单位\n甲率（%） | 60 | 教育局 | 财政局")
    assert (table.rows[0].office, table.rows[0].notes) == ("教育局", ("配合单位：财政局",))


def test_a_row_that_lacks_a_cell_is_a_question() -> None:
    table = read(
        """序号 | 指标 | 单位 | 2020年 | 2025年 | 属性
           1 | 参保率 | % | 96 | 98 | 约束性
           2 | 入学率 | % | 97 | 预期性 |"""
    )
    assert table.rows[1].targets == {}
    assert codes(table) == ["import-cell-misplaced", "import-no-target"]


def test_one_cell_for_baseline_and_target_is_a_question() -> None:
    table = read("指标 | 2020年 | 2025年\n示范县 | 完成创建 | <\n参保率（%） | 96 | 98")
    assert codes(table) == ["import-merged-figures"]


def test_the_unit_of_a_share_is_not_that_of_the_line() -> None:
    table = read("单位：万元", "指标 | 2020年 | 2025年\n产值 | 10 | 15\n覆盖率 | 50 | 60")
    assert [row.unit for row in table.rows] == ["万元", None]
    assert codes(table) == ["import-unit-open"]


def test_a_table_goes_on_without_the_cell_of_its_group() -> None:
    table = read(
        """类别 | 指标 | 单位 | 2020年 | 2025年 | 属性
           民生 | 入学率 | % | 97 | 98 | 约束性""",
        "参保率 | % | 96 | 98 | 约束性\n毛入园率 | % | 95 | 97 | 预期性",
    )
    assert [said(row) for row in table.rows] == [
        "<民生> 入学率 [%] 97 {2025: 98} 约束性",
        f"<民生> {CARE}",
        "<民生> 毛入园率 [%] 95 {2025: 97} 预期性",
    ]
