"""The charts of the HTML page: whatever the target, all of a chart lies inside its picture."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import html_page
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shengzhou_quality import evaluate, load_plan, read_actuals
from shengzhou_quality.evaluation.trace import trace
from shengzhou_quality.formats import CHAIN_FORMATS, Options
from shengzhou_quality.formats.html_chart import figure
from shengzhou_quality.formats.html_scale import BOTTOM, TOP, WIDTH, scale_of
from shengzhou_quality.pages.charts import chart
from shengzhou_quality.pages.model import Chart, ChartLine, ChartPoint, ChartTarget, Drawn
from shengzhou_quality.reading.intake import read_contents
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from html_page import Element

    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.plan.model import Plan

EVERY_FORM = Path(__file__).parent / "data" / "plans" / "every_form.yaml"
FAR = Decimal(1000)


def drawn(shown: Chart) -> Element:
    made = f"<div>{figure(shown, 'n1')}</div>".encode()
    return html_page.read(made).one("svg")


def of_values(*values: tuple[str | None, str | None], target: ChartTarget) -> Chart:
    points = []
    for year, ends in enumerate(values, 2021):
        low, high = (None if end is None else Decimal(end) for end in ends)
        points.append(ChartPoint(year, low, high, "x"))
    lines = [ChartLine(Drawn.ACTUAL, "实际", points, joined=True)]
    return Chart("图", "说明", 2020, 2025, lines, target, "目标")


def heights(svg: Element) -> Iterator[Decimal]:
    """Each vertical place of what is drawn; texts, which stand beside it, apart."""
    for one in svg.elements:
        said = one.attributes
        yield from (Decimal(said[name]) for name in ("y1", "y2", "cy") if name in said)
        if one.tag == "rect":
            yield Decimal(said["y"])
            yield Decimal(said["y"]) + Decimal(said["height"])
        if one.tag == "path":
            yield from path_heights(said["d"])


def path_heights(path: str) -> Iterator[Decimal]:
    for sign, numbers in re.findall(r"([MLHV])([^MLHV]*)", path):
        places = numbers.split()
        if sign in "ML":
            yield Decimal(places[1])
        elif sign == "V":
            yield Decimal(places[0])


LIMITS = {
    "from below": ("5", None),
    "from above": (None, "5"),
    "from both sides": ("5", "8"),
    "from afar": ("-1000", "1000"),
    "none": (None, None),
}
VALUES = {
    "inside": (("6", "6"), ("7", "7")),
    "below": (("1", "1"), ("-3", "-3")),
    "above": (("9", "9"), ("12.5", "12.5")),
    "ranges": (("4", None), (None, "9"), ("4", "9"), (None, None)),
    "one": (("5", "5"),),
}


@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.parametrize(("limits", "values"), list(product(LIMITS, VALUES)))
def test_nothing_is_drawn_outside_the_picture(limits: str, values: str, kept: bool) -> None:
    low, high = (None if one is None else Decimal(one) for one in LIMITS[limits])
    target = ChartTarget(low, high, Decimal(5), "5", every_year=kept)
    svg = drawn(of_values(*VALUES[values], target=target))
    assert all(TOP <= one <= BOTTOM for one in heights(svg))
    bands = svg.all("rect", "band")
    assert len(bands) == kept
    for band in bands:
        top = Decimal(band.attributes["y"])
        bottom = top + Decimal(band.attributes["height"])
        line = Decimal(svg.one("line", "target").attributes["y1"])
        if limits == "from below":
            assert [top, bottom] == [TOP, line]
        if limits == "from above":
            assert [top, bottom] == [line, BOTTOM]
        if limits in ("from afar", "none"):
            assert [top, bottom] == [TOP, BOTTOM]


NUMBERS = st.decimals(-FAR, FAR, places=3, allow_nan=False)


@settings(max_examples=60, deadline=None)
@given(st.lists(NUMBERS, min_size=1, max_size=5), st.tuples(NUMBERS, NUMBERS), st.booleans())
def test_the_axis_has_round_numbers_within_the_values(
    values: list[Decimal], ends: tuple[Decimal, Decimal], kept: bool
) -> None:
    target = ChartTarget(min(ends), max(ends), ends[0], "", every_year=kept)
    texts = [(str(one), str(one)) for one in values]
    shown = of_values(*texts, target=target)
    scale = scale_of(shown)
    svg = drawn(shown)
    assert all(TOP <= one <= BOTTOM for one in heights(svg))
    ticks = svg.all("text", "tick")
    assert [one.text for one in ticks] == [f"{one:f}" for one in scale.ticks]
    assert 2 <= len(ticks) <= 6
    steps = {other - one for one, other in zip(scale.ticks, scale.ticks[1:], strict=False)}
    assert len(steps) == 1
    (step,) = steps
    assert str(step.normalize().as_tuple().digits[0]) in "125"
    known = {*values, ends[0]}
    if len(known) > 1:
        assert min(known) <= scale.ticks[0] <= scale.ticks[-1] <= max(known)
    for one, tick in zip(ticks, scale.ticks, strict=True):
        place = Decimal(one.attributes["y"]) - 4
        assert str(place) == str(Decimal(scale.y(tick, beyond=0)))
        assert Decimal(one.attributes["x"]) - 7 * len(one.text) >= 0
        assert Decimal(one.attributes["x"]) < scale.left < WIDTH


# of the indicators


def of_indicator(report: Report, identity: str, lang: str = "zh") -> Chart:
    result = next(one for one in report.indicators if one.indicator.id == identity)
    found = chart(result, report, Words(lang))
    assert found is not None
    return found


def points(shown: Chart, sort: Drawn = Drawn.ACTUAL) -> dict[int, ChartPoint]:
    return {
        one.year: one for line in shown.lines if line.drawn is sort for one in line.points
    }  # fmt: skip


def table(values: dict[str, str], plan: Plan | None = None, basis: str = "") -> bytes:
    """A row for each indicator, with its values from 2021 on, separated by spaces; - is none."""
    plan = plan or load_plan()
    names = {one.id: one.name for one in plan.indicators}
    lines = ["指标,口径,2021年,2022年,2023年,2024年,2025年"]
    lines += [
        ",".join((f'"{names[identity]}"', basis, *one.replace("-", "").split(" ")))
        for identity, one in values.items()
    ]
    return "\n".join(lines).encode()


def test_an_indicator_to_keep_below_a_limit_has_its_band_down_to_the_years(
    tmp_path: Path,
) -> None:
    """控制在4.5%, every year."""
    plan = load_plan(EVERY_FORM)
    (tmp_path / "a.csv").write_bytes(table({"33": "4.1 4.6 4.2 4.1 4.2"}, plan))
    report = evaluate(plan, read_actuals([tmp_path / "a.csv"], plan))
    svg = drawn(of_indicator(report, "33"))
    band = svg.one("rect", "band")
    bottom = Decimal(band.attributes["y"]) + Decimal(band.attributes["height"])
    assert bottom == BOTTOM
    assert band.attributes["y"] == svg.one("line", "target").attributes["y1"]
    assert [one.text for one in svg.all("text", "year")] == [str(y) for y in range(2020, 2026)]


def test_a_state_is_not_drawn_through_years_without_a_report(judge: Callable[..., Report]) -> None:
    """推进中, nothing, nothing, 完成创建, 完成创建: only the last two are a line."""
    report = judge(("a.csv", table({"13": "推进中 - - 完成创建 完成创建"})))
    shown = of_indicator(report, "13")
    assert set(points(shown)) == {2021, 2024, 2025}
    svg = drawn(shown)
    path = svg.one("g", "actual").one("path").attributes["d"]
    assert path.count("M") == 1
    start = next(one for one in svg.all("circle") if one.attributes["data-year"] == "2024")
    assert path.startswith(f"M{start.attributes['cx']} {start.attributes['cy']}H")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_name_of_no_state_is_cut(lang: str, plan: Plan, judge: Callable[..., Report]) -> None:
    report = judge(("a.csv", table({"13": "推进中 推进中 已申报 完成创建 完成创建"})))
    texts = [
        one.text.replace(" ", "") for one in drawn(of_indicator(report, "13", lang)).all("text")
    ]
    item = plan.indicator("13")
    assert item is not None
    assert item.of_states
    for state in item.states:
        assert Words(lang).of(state, "name").replace(" ", "") in texts


def test_the_mean_that_growth_aims_at_is_no_range_for_each_year(
    judge: Callable[..., Report],
) -> None:
    shown = of_indicator(judge(("a.csv", table({"8": "9 6.8 9 9 9.5"}))), "8")
    assert not shown.target.every_year
    assert not drawn(shown).all("rect")
    assert "目标9%" in shown.legend


@pytest.mark.parametrize(("lang", "mark"), [("zh", "（初步数）"), ("en", " (preliminary)")])
def test_a_value_that_is_not_final_is_marked(
    lang: str, mark: str, judge: Callable[..., Report]
) -> None:
    values = "345.6 362.8 385.1（初步核算） 404.7 -"
    report = judge(("a.csv", table({"7": values})), year=2024)
    shown = of_indicator(report, "7", lang)
    found = points(shown)
    assert [year for year, one in found.items() if one.provisional] == [2023]
    assert found[2023].label == "385.1"
    assert mark in found[2023].said
    assert found[2023].said in shown.description
    svg = drawn(shown)
    hollow = svg.all("circle", "provisional")
    assert [one.attributes["data-year"] for one in hollow] == ["2023"]
    assert shown.provisional in f"{figure(shown, 'n1')}"
    content = table({"7": values.replace("（初步核算）", "")})
    final = of_indicator(judge(("a.csv", content), year=2024), "7")
    assert final.provisional not in f"{figure(final, 'n1')}"


def test_a_total_of_which_a_part_is_not_final_is_not_final(judge: Callable[..., Report]) -> None:
    report = judge(("a.csv", table({"16": "2 2（初步） 3 3 2"})))
    found = points(of_indicator(report, "16"))
    assert [year for year, one in found.items() if one.provisional] == [2022, 2023, 2024, 2025]


def test_a_baseline_that_is_a_bound_ends_where_a_share_ends(judge: Callable[..., Report]) -> None:
    """>96% is 96 to 100: a bar with a stroke at either end, and a bar in the key."""
    shown = of_indicator(judge(("a.csv", table({"1": "97 97 97 98 98"}))), "1")
    (baseline,) = points(shown, Drawn.BASELINE).values()
    assert [baseline.low, baseline.high] == [96, 100]
    svg = drawn(shown)
    assert not svg.one("g", "baseline").all("path")
    key = html_page.read(f"<div>{figure(shown, 'n1')}</div>".encode()).all("span", "baseline")
    assert [one.classes for one in key] == [["key", "baseline", "bar"]]


def test_a_missing_total_is_at_most_what_came_after(judge: Callable[..., Report]) -> None:
    """2, 4, nothing, 9 as totals: 2023 is between 4 and 9, and after it nothing is known."""
    lines = table({"16": "2 4 - 9 -"}, basis="累计值")
    found = points(of_indicator(judge(("a.csv", lines), year=2025), "16"))
    assert [found[2023].low, found[2023].high] == [4, 9]
    assert [found[2024].low, found[2024].high] == [9, 9]
    assert found[2025].high is None
    assert found[2023].label == "4–9"


def test_every_number_of_the_description_has_its_unit(judge: Callable[..., Report]) -> None:
    """Of a forecast too, and behind 不低于."""
    lines = table({"7": "345.6 362.8 385.1 404.7 428.6（预计）", "12": "100 100 100 100 不低于90"})
    report = judge(("a.csv", lines), year=2025)
    assert "2025年428.6亿元（预计）" in of_indicator(report, "7").description
    assert "2025年不低于90%" in of_indicator(report, "12").description


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_that_explains_an_indicator_has_its_chart(
    lang: str, plan: Plan, judge: Callable[..., Report]
) -> None:
    """The one of the report's row; a document to print or a screen leaves it out."""
    content = table({"5": "34 35 36 37 41", "13": "- - - - -"})
    report = judge(("a.csv", content))
    actuals = read_contents([("a.csv", content)], plan)
    words = Words(lang)
    for identity in ("5", "13"):
        item = plan.indicator(identity)
        assert item is not None
        chain = trace(plan, item, actuals)
        made = html_page.read(CHAIN_FORMATS["html"].render(chain, words, Options()))
        if identity == "13":
            assert not made.all("svg")
            continue
        assert made.one("svg").one("desc").text == of_indicator(report, "5", lang).description
        for name in ("markdown", "terminal"):
            text = CHAIN_FORMATS[name].render(chain, words, Options()).decode()
            assert words("chart.title.unit", unit="%") not in text
        without = trace(plan, item, None)
        shown = html_page.read(CHAIN_FORMATS["html"].render(without, words, Options()))
        assert not shown.all("svg")
