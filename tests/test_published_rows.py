"""Test what a row of a printed table says: operators, notes, weights by signs, units, marks.

Every expected value is read off the printed table by hand.
"""

from __future__ import annotations

import pytest
from test_published_tables import read

from shengzhou_quality.published.printed_table import PrintedRow


def asked(row: PrintedRow) -> list[str]:
    return [doubt.code.removeprefix("import-") for doubt in row.doubts]


@pytest.mark.parametrize("header", ["运算符", "符号", "指标要求", "目标方式", "限值"])
def test_one_odd_word_among_operators_leaves_the_others(header: str) -> None:
    rows = read(
        f"""指标 | 单位 | 2020年 | {header} | 2025年 | 属性
            绿地率 | % | 38 | > | 40 | 约束性
            用水总量 | 亿立方米 | 5 | ＜ | 6 | 约束性
            失业率 | % | 5 | 控制在 | 5.5 | 预期性
            合格率 | % | 97 | 不低于 | 98 | 预期性
            粮食产量 | 万吨 | 10 | 约 | 11 | 预期性
            参保率 | % | 97 | 力争 | 98 | 预期性
            入园率 | % | 97 | 左右 | 98 | 预期性"""
    ).rows
    assert [row.targets[2025] for row in rows] == [
        ">40", "<6", "控制在5.5", "≥98", "约11", "力争98", "98左右",
    ]  # fmt: skip
    assert [asked(row) for row in rows] == [[]] * 7
    assert [row.notes for row in rows] == [()] * 7


def test_an_operator_that_is_none_or_contradicts_its_figure_is_asked() -> None:
    rows = read(
        """指标 | 单位 | 2020年 | 运算符 | 2025年
           绿地率 | % | 38 | > | 40以上
           合格率 | % | 97 | ≥ | 98以上
           入园率 | % | 97 | 暂定 | 98"""
    ).rows
    assert [row.targets[2025] for row in rows] == ["40以上", "98以上", "98"]
    assert [asked(row) for row in rows] == [
        ["two-targets"],
        [],
        ["cell-misplaced"],
    ]


def test_a_column_of_constraints_that_are_all_one_word_is_none_of_operators() -> None:
    table = read("指标 | 2020年 | 属性 | 2025年\n甲率（%） | 50 | 预期 | 60")
    assert [row.constraint for row in table.rows] == ["预期"]
