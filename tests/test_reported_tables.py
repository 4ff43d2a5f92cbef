"""Test that tables of reported or judged figures are refused, and those of a plan are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.published.imported import import_table

EXAMPLES = Path(__file__).parent.parent / "examples"
ROWS = "| 1 | 绿化率 | % | 38 | 40 | 41 |\n| 2 | 就业率 | % | 95 | 96 | 97 |\n"
FORM = """\
| 序号 | 指标 | 单位 | 口径 | 基期值 | 2026年 | 责任单位 | 佐证材料 |
|---|---|---|---|---|---|---|---|
| 1 | 城镇化率 | % | 当年值 | 67 | | | |
"""
"""A form to be filled in: it has no target."""


def table(header: str, title: str = "某市主要指标") -> bytes:
    cells = header.split()
    rule = "| --- " * len(cells) + "|"
    return f"{title}\n\n| {' | '.join(cells)} |\n{rule}\n{ROWS}".encode()


def read(content: bytes, file: str = "表.md") -> int:
    return len(import_table(content, file, name_of_plan="某规划").plan.items)


@pytest.mark.parametrize(
    ("content", "column"),
    [
        (table("序号 指标 单位 2021年 2022年 佐证材料"), "佐证材料"),
        (table("序号 指标 单位 2020年 2025年目标 完成率"), "完成率"),
        (table("序号 指标 单位 2020年 2025年目标 是否达标"), "是否达标"),
        (table("序号 指标 口径 2020年 2021年 2022年"), "口径"),
        (table("序号 指标 单位 2020年 2021年 2022年", "2022年完成情况"), "2022年完成情况"),
        (table("No. Indicator Unit 2020 Target Status"), "Status"),
        (FORM.encode(), "佐证材料"),
    ],
)  # fmt: skip
def test_reported_figures_are_no_targets(content: bytes, column: str) -> None:
    with pytest.raises(InputError) as caught:
        read(content)
    (finding,) = caught.value.diagnostics
    assert (finding.code, finding.parameters["column"]) == ("import-reported", column)


@pytest.mark.parametrize("name", ["final-2025.xlsx", "county-2025.xlsx"])
def test_a_workbook_of_an_office_is_no_plan(name: str) -> None:
    with pytest.raises(InputError, match="import-reported"):
        read((EXAMPLES / name).read_bytes(), name)


def test_a_table_of_more_rows_than_a_plan_takes_is_refused() -> None:
    rows = "".join(f"{number},{number}号林地面积,亩,1,≥2,约束性\n" for number in range(1, 1001))
    with pytest.raises(InputError, match="import-too-many-rows"):
        read(f"序号,指标,单位,2020年,2025年,属性\n{rows}".encode(), "表.csv")


@pytest.mark.parametrize(
    "content",
    [
        table("序号 指标 单位 2020年完成情况 2025年目标 2030年目标"),
        table("序号 指标 口径 2020年 2025年目标 2030年目标"),
        table("序号 指标 单位 2020年 2025年 2030年目标", "“十四五”规划指标完成情况和目标"),
        "| 指标 | 2020年 | 2020年 | 2025年 |\n| --- | --- | --- | --- |\n"
        "| 名称 | 目标 | 完成情况 | 目标 |\n| 绿化率（%） | 38 | 40 | 41 |\n".encode(),
    ],
)
def test_a_plan_that_says_what_was_reached_is_read(content: bytes) -> None:
    assert read(content) >= 1
