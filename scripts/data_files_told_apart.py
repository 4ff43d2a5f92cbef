"""Workbooks with several figures for one item and year, where only words identify the value."""

from __future__ import annotations

from typing import Any, Final

from data_files_names import NAMES as N
from workbook_writer import Book, Sheet

Rows = list[list[Any]]


def _one(rows: Rows, merged: list[str]) -> Book:
    return Book([Sheet(rows, merged=merged)])


_OVER_TWO: Final = ["A1:A2", "B1:C1", "D1:E1"]

TOLD_APART: Final[dict[str, Book]] = {
    "across-average-of-the-province.xlsx": _one(
        [
            ["年份", N[11], None, N[5], None],
            [None, "嵊州市", "全省平均", "嵊州市", "全省平均"],
            ["2024年", 95, 94, 38, 40],
            ["2025年", None, 94.5, None, 45],
        ],
        _OVER_TWO,
    ),
    "across-rank-and-growth.xlsx": _one(
        [
            ["年份", N[11], None, N[7], None],
            [None, "数值", "全省排名", "绝对值", "增速"],
            ["2024年", 95, 60, 400, 5],
            ["2025年", None, 94, 426.3, 6.6],
        ],
        _OVER_TWO,
    ),
    "across-share-and-growth.xlsx": _one(
        [
            ["年份", N[21], None],
            [None, "比重", "同比增速"],
            ["2024年", 3.1, 5],
            ["2025年", None, 3.9],
        ],
        ["A1:A2", "B1:C1"],
    ),
    "across-with-rows-of-averages.xlsx": _one(
        [
            ["年份", N[7], N[22]],
            ["2024年", 400, 400],
            ["2025年", 426.3, 420],
            ["2025年全省平均", 500, 600],
        ],
        [],
    ),
    "parts-under-a-merged-name.xlsx": _one(
        [
            ["指标", "分类", "单位", "2025年"],
            [N[22], "合计", "家", None],
            [None, "其中：规上工业", "家", 412],
            [N[15], "合计", "个", 30],
            [None, "国际标准", "个", 2],
            [None, "国家标准", "个", 28],
        ],
        ["A2:A3", "A4:A6"],
    ),
    "whole-and-parts-under-years.xlsx": _one(
        [
            ["指标", "单位", "2024年", None, "2025年", None],
            [None, None, "合计", "其中：规上", "合计", "其中：规上"],
            [N[22], "家", 400, 200, 420, 210],
            [N[18], "家", 5, 2, 7, 3],
        ],
        ["A1:A2", "B1:B2", "C1:D1", "E1:F1"],
    ),
    "city-above-beside-the-own.xlsx": _one(
        [
            ["指标", "单位", "2025年", None, None],
            [None, None, "全市", "嵊州市", "新昌县"],
            [N[11], "%", 95, None, 96],
            [N[22], "家", 1200, 420, 300],
        ],
        ["A1:A2", "B1:B2", "C1:E1"],
    ),
    "a-sheet-a-month.xlsx": Book(
        [
            Sheet(
                [["嵊州市2025年空气质量"], ["指标", "单位", "数值"], [N[11], "%", 90 + month]],
                title=f"{month}月",
            )
            for month in (2, 9, 10)
        ]
    ),
    "final-and-provisional-sheets.xlsx": Book(
        [
            Sheet([["指标", "数值"], [N[7], 420]], title="2025年（快报）"),
            Sheet([["指标", "数值"], [N[7], 426.3]], title="2025年（最终核实）"),
        ]
    ),
}
