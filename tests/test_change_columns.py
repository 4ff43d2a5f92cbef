"""Columns of growths and of what the years add, from the header that is printed to the proposal."""

from __future__ import annotations

import pytest

from shengzhou_quality.published.documents import read_document
from shengzhou_quality.published.proposals import propose
from shengzhou_quality.published.proposed_plan import ProposedItem
from shengzhou_quality.published.tables import read_table


def items(*lines: str) -> list[ProposedItem]:
    document = read_document("\n".join(lines).encode(), "table.csv")
    return list(propose(read_table(document, None)).items)


def codes(item: ProposedItem) -> set[str]:
    return {one.code.removeprefix("import-") for one in item.doubts if one.is_open}


@pytest.mark.parametrize(
    ("header", "cell", "note", "kind", "target"),
    [
        ("年均增长（%）", "6", "", "average_growth", "6"),
        ("“十四五”年均增速", "7以上", "", "average_growth", "7以上"),
        ("累计〔年均〕", "〔7〕", "注：〔〕内为年均增速。", "average_growth", "7"),
        ("年均增速〔累计〕", "6%", "", "average_growth", "6%"),
        ("年均", "6", "", "narrative", "6"),
    ],
)
def test_a_header_or_a_note_says_that_the_figures_are_growths(
    header: str, cell: str, note: str, kind: str, target: str
) -> None:
    found = items(
        f"指标,单位,2020年,2025年,{header},属性",
        f"公共预算收入,亿元,35,,{cell},预期性",
        "城镇化率,%,62,68,,预期性",
        f"{note},,,,,",
    )[0]
    assert (found.keys["kind"], found.keys["target"]) == (kind, target)
    assert codes(found) == ({"mean-or-growth"} if kind == "narrative" else set())


def test_an_addition_beside_the_target_is_held_against_it() -> None:
    good, bad = items(
        "指标,单位,2020年,2025年目标,五年新增,属性",
        '公路总里程,公里,"1,935.6","2,150",[214.4],预期性',
        "高速公路里程,公里,88,126,[48],预期性",
    )
    assert (good.keys["target"], codes(good)) == ("2,150", set())
    assert (bad.keys["target"], codes(bad)) == ("126", {"change-contradicts"})


def test_an_amount_and_its_growth_above_a_bound_agree() -> None:
    one, other = items(
        "指标,单位,2015年,2020年,年均增速[累计],属性",
        "生产总值,万亿元,67.7,>92.7,>6.5%,预期性",
        "劳动生产率,万元/人,8.7,>12,>9.6%,预期性",
    )
    assert (codes(one), codes(other)) == (set(), {"change-contradicts"})
