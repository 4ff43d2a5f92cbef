"""Test that no office is asked about a cell of another office's file, in any layout."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest
from campaign.tables import across, csv_of, long, wide, xlsx
from raw_files import ods_of

from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.evaluation.letters import select_letters
from shengzhou_quality.reading.intake import read_contents

if TYPE_CHECKING:
    from collections.abc import Mapping

    from campaign.tables import Values

    from shengzhou_quality.evaluation.asks import Letter
    from shengzhou_quality.plan.model import Plan

LAYOUTS = {"wide": wide, "long": long, "across": across}
LIST = ("分工表.yaml", "offices: {7: 统计局, 8: 商务局, C08: 商务局, M10: 商务局}".encode())
NAMES = {"8": "社会消费品零售总额同比增速", "7": "制造业增加值"}
OWN: Values = {("8", year): value for year, value in
               zip(range(2021, 2026), (9.8, 4.2, 8.1, 6.5, 6.1), strict=True)}  # fmt: skip
OTHER: Values = {("8", 2024): 6.5, ("8", 2025): 6.3}


def made(kind: str, lines: list[list[Any]]) -> bytes:
    if kind == "csv":
        return csv_of(lines)
    return ods_of(lines, "表") if kind == "ods" else xlsx({"表": lines})


def file(office: str, values: Values, layout: str = "wide", kind: str = "csv", *,
         line: bool = True) -> tuple[str, bytes]:  # fmt: skip
    """A table of an office; `line`: with 填报单位 above it."""
    lines, _ = LAYOUTS[layout](values, NAMES)
    if line:
        lines = [[f"填报单位：{office}"], *lines]
    return f"{office}.{kind}", made(kind, lines)


def letters(
    plan: Plan, *files: tuple[str, bytes], only: tuple[str, ...] = ("8",), **more: Any
) -> Mapping[str | None, Letter]:
    actuals = read_contents(files, plan, **{"offices": LIST, **more})
    report = evaluate(plan, actuals, year=2025, only=only)
    return {one.office: one for one in select_letters(report, actuals).letters}


def corrected(letter: Letter) -> list[tuple[str, str | None]]:
    return [(one.place.file, one.text) for one in letter.to_correct]


@pytest.mark.parametrize("kind", ["csv", "ods", "xlsx"])
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("turned", [False, True])
def test_a_conflict_is_asked_of_each_at_its_own_cell_once(
    turned: bool, layout: str, kind: str, plan: Plan
) -> None:
    files = [file("商务局", OWN, "wide", kind), file("发改局", OTHER, layout, kind)]
    found = letters(plan, *(reversed(files) if turned else files))
    assert set(found) == {"商务局", "发改局"}
    assert corrected(found["商务局"]) == [(f"商务局.{kind}", "6.1")]
    assert corrected(found["发改局"]) == [(f"发改局.{kind}", "6.3")]
    assert all(one.to_send == () for one in found.values())


def test_without_a_list_too(plan: Plan) -> None:
    found = letters(plan, file("商务局", OWN), file("发改局", OTHER), offices=None)
    assert {office: corrected(one) for office, one in found.items()} == {
        "商务局": [("商务局.csv", "6.1")],
        "发改局": [("发改局.csv", "6.3")],
    }


def test_of_three_that_differ_each_is_asked(plan: Plan) -> None:
    third: Values = {("8", 2025): 6.2}
    files = [file("商务局", OWN), file("发改局", OTHER), file("统计局", third)]
    for ordered in permutations(files):
        found = letters(plan, *ordered)
        assert {office: corrected(one) for office, one in found.items()} == {
            "商务局": [("商务局.csv", "6.1")],
            "发改局": [("发改局.csv", "6.3")],
            "统计局": [("统计局.csv", "6.2")],
        }


def test_an_own_file_without_a_line_is_not_the_others(plan: Plan) -> None:
    """Only the other file says whose it is; the list says who is asked about this one."""
    found = letters(plan, file("商务局", OWN, line=False), file("发改局", OTHER))
    assert corrected(found["商务局"]) == [("商务局.csv", "6.1")]
    assert corrected(found["发改局"]) == [("发改局.csv", "6.3")]


@pytest.mark.parametrize("kind", ["csv", "ods", "xlsx"])
@pytest.mark.parametrize("layout", ["wide", "across"])
@pytest.mark.parametrize("line", [True, False])
def test_a_blank_is_asked_at_the_own_cell_beside_anothers_value(
    line: bool, layout: str, kind: str, plan: Plan
) -> None:
    blank = {**OWN, ("8", 2023): None}
    agreed: Values = {("8", 2024): 6.5, ("8", 2025): 6.1}
    own = file("商务局", blank, layout, kind, line=line)
    (letter,) = letters(plan, own, file("发改局", agreed, "wide", kind)).values()
    (asked,) = letter.to_send
    assert (letter.office, asked.years) == ("商务局", (2023,))
    assert [place.file for place in asked.cells] == [f"商务局.{kind}"]


def test_what_only_another_office_reported_is_asked_without_a_sheet(plan: Plan) -> None:
    found = letters(plan, file("发改局", OTHER), only=("8", "C08", "M10"))
    (letter,) = found.values()
    assert letter.office == "商务局"
    assert [one.item.id for one in letter.to_send] == ["8", "C08", "M10"]
    assert letter.places == ()


def test_a_slip_is_corrected_by_who_made_it(plan: Plan) -> None:
    slip: Values = {**OTHER, ("8", 2025): "约6"}
    found = letters(plan, file("发改局", slip))
    assert corrected(found["发改局"]) == [("发改局.csv", "约6")]
    assert [one.years for one in found["商务局"].to_send] == [(2021, 2022, 2023)]


def test_a_blank_row_of_anothers_form_is_not_where_it_is_filled_in(plan: Plan) -> None:
    values: Values = {("7", 2025): 426, ("8", 2025): None}
    found = letters(plan, file("发改局", values))
    assert found["商务局"].places == ()


def test_a_table_compiled_for_many_offices_is_nobody_elses(plan: Plan) -> None:
    """The bureau put together what twelve offices sent, and its line names the bureau."""
    listed = ("分工表.yaml", "offices: {7: 统计局, 8: 商务局, 9: 卫健局, 10: 人社局}".encode())
    lines: list[list[Any]] = [
        ["填报单位：市场监管局"],
        ["序号", "2025年"],
        ["7", 426],
        ["8", "约6"],
        ["9", 6.3],
        ["10", "约99"],
    ]
    found = letters(plan, ("汇总.csv", csv_of(lines)), offices=listed, only=("8", "10"))
    assert corrected(found["人社局"]) == [("汇总.csv", "约99")]
    assert "市场监管局" not in found
    assert ("汇总.csv", "约6") in corrected(found["商务局"])


@pytest.mark.parametrize(("item", "years"), [("C34", (2021, 2022, 2023, 2024, 2025)),
                                             ("C35", (2025,))])  # fmt: skip
def test_all_years_that_a_commitment_needs_are_asked_at_once(
    item: str, years: tuple[int, ...], plan: Plan
) -> None:
    """C34 is to be kept in every year; in the next round no more are asked than in the first."""
    (letter,) = letters(plan, file("商务局", OWN), offices=None, only=(item,)).values()
    (asked,) = letter.to_send
    assert asked.years == years


@pytest.mark.parametrize(
    ("listed", "line"),
    [("卫生健康局", "卫健局"), ("卫生健康局", "卫生健康局规划科"), ("科学技术局", "嵊州市科技局"),
     ("卫生健康局", "卫生健康局（数字编造）"), ("建设局", "住房和城乡建设局"),
     ("生态环境局嵊州分局", "市生态环境局")],
)  # fmt: skip
def test_an_office_may_shorten_its_name(listed: str, line: str, plan: Plan) -> None:
    offices = ("分工表.yaml", f"offices: {{8: {listed}}}".encode())
    slip: Values = {**OWN, ("8", 2025): "约6"}
    found = letters(plan, file(line, slip), offices=offices)
    assert {office: corrected(one) for office, one in found.items()} == {
        listed: [(f"{line}.csv", "约6")]
    }


def test_a_short_name_that_is_another_office_is_that(plan: Plan) -> None:
    offices = ("分工表.yaml", "offices: {8: 住房和城乡建设局, 7: 建设局}".encode())
    slip: Values = {**OWN, ("8", 2025): "约6"}
    assert set(letters(plan, file("建设局", slip), offices=offices)) == {"建设局"}


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
@pytest.mark.parametrize(
    "head",
    ["2025年全省平均", "2025年浙江省", "2025年（全国平均）", "全省2025年平均值", "2025年绍兴市",
     "2025年全省平均水平"],
)  # fmt: skip
def test_figures_of_another_area_are_not_asked_about(head: str, kind: str, plan: Plan) -> None:
    """They stand beside a blank of the same year, which is asked for."""
    lines: list[list[Any]] = [
        ["序号", "2024年", "2025年", head],
        ["11", 95, None, 94.1],
        ["12", 100, 99, 97],
    ]
    content = made(kind, lines)
    (letter,) = letters(plan, (f"a.{kind}", content), offices=None, only=("11",)).values()
    assert [one.years for one in letter.to_send] == [(2021, 2022, 2023, 2025)]
    assert letter.to_correct == ()
