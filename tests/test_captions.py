"""Test which cells are captions of a table, and which are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.reading.tables.captions import Kind, captions_of
from shengzhou_quality.reading.tables.filled_grid import grid_of
from shengzhou_quality.reading.tables.naming import Naming
from shengzhou_quality.reading.tables.tables import TableFinder
from shengzhou_quality.reported import Cell, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shengzhou_quality.plan.model import Plan

P7, P5 = "服务业增加值", "装配式建筑占新建建筑比例"
HEAD = ["指标", "2025年"]


@pytest.fixture
def captions(plan: Plan) -> Callable[..., list[list[tuple[str, str]]]]:
    """The captions of each table of the rows; `None` is an empty row."""

    def gather(*rows: Sequence[object] | None) -> list[list[tuple[str, str]]]:
        place = Place("data.xlsx", "表1")
        cells = [
            {
                column: Cell(str(text), Place("data.xlsx", "表1", number, column))
                for column, text in enumerate(row, start=1)
                if text is not None
            }
            for number, row in enumerate(rows, start=1)
            if row is not None
        ]
        grid = grid_of(Sheet(place, tuple(cells)))
        finder = TableFinder(grid, Naming(plan).find, place, 100)
        extents = [table.extent() for table in finder.tables()]
        found = captions_of(grid, finder.named, extents, place)
        assert all(each[0].kind is Kind.SHEET for each in found)
        return [[(one.kind.value, one.cell.text) for one in each[1:]] for each in found]

    return gather


def test_titles_unit_lines_and_notes(captions: Callable[..., object]) -> None:
    assert captions(
        ["主要指标完成情况"],
        ["2025年1-9月", None, "单位：亿元"],
        HEAD,
        [P7, 400],
        [P5, 45],
        ["注：2025年为预计数。"],
        ["填报人：张三", "审核人：李四", "填报日期：2026年1月15日"],
        ["数据来源：浙江省统计局"],
    ) == [
        [
            ("title", "主要指标完成情况"),
            ("title", "2025年1-9月"),
            ("title", "单位：亿元"),
            ("note", "注：2025年为预计数。"),
        ]
    ]


def test_each_of_two_tables_has_its_own(captions: Callable[..., object]) -> None:
    assert captions(
        ["一、经济"],
        HEAD,
        [P7, 400],
        ["注：", ""],
        ["1.为快报数。"],
        None,
        ["二、建设"],
        HEAD,
        [P5, 45],
        ["单位：%"],
    ) == [
        [("title", "一、经济"), ("note", "注："), ("note", "1.为快报数。")],
        [("title", "二、建设"), ("note", "单位：%")],
    ]


def test_a_group_of_items_is_no_caption_but_a_note_among_them_is(
    captions: Callable[..., object],
) -> None:
    rows = (HEAD, ["一、经济发展"], [P7, 400], ["二、建设"], ["（注：上为预计数）"], [P5, 45])
    assert captions(*rows) == [[("note", "（注：上为预计数）")]]


@pytest.mark.parametrize(
    "line",
    [
        "填报单位：市统计局", "填表日期：2026年1月15日", "制表：李四", "审核人：王五",
        "日期：2026.1",
        "嵊州市统计局（盖章）", "2026年1月15日", "数据来源：2025年统计年鉴", "联系电话：575-1",
        "负责人：赵六", "—",
    ],
)  # fmt: skip
def test_signatures_dates_and_sources_are_none(captions: Callable[..., object], line: str) -> None:
    assert captions([line], HEAD, [P7, 400], [line]) == [[]]
