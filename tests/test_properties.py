"""Test properties that hold for any data, against an independent implementation written here."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise, product
from math import prod
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shengzhou_quality.diagnostics import Place, Severity
from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import Form, Period, Series, Verdict
from shengzhou_quality.notation import Direction, Figure, read_value
from shengzhou_quality.plan.kinds import KINDS
from shengzhou_quality.plan.kinds.level import Level
from shengzhou_quality.plan.kinds.maintain import Maintain
from shengzhou_quality.plan.schema import read_as
from shengzhou_quality.reported import Actuals, Observation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.plan.model import Plan

pytestmark = pytest.mark.slow

RANK = {Verdict.NOT_MET: 0, Verdict.UNDETERMINED: 1, Verdict.MET: 2}
RELATIONS = {"≥": True, ">": True, "≤": False, "<": False}
YEARS = range(2021, 2026)


def indicator(kind: str, **given_: Any) -> Any:
    quote = {"section": "一", "quote": "示例"}
    item = {
        "id": "1", "key": "example", "name": "示例指标", "category": "all",
        "constraint": "binding", "kind": kind, "source": quote, **given_,
    }  # fmt: skip
    return read_as(KINDS[kind], item)


def measured(kind: str, target: str, **given_: Any) -> Any:
    return indicator(kind, target=target, **({"direction": "increase"} | given_))


def period(year: int = 2025) -> Period:
    return Period(2020, 2025, year)


# ---- a brute-force oracle ---------------------------------------------------

GRID = [Fraction(number, 4) for number in range(401)]
"""Every quarter of the domain 0–100: finer than the whole numbers that are reported here."""


def allows(text: str, number: Fraction) -> bool:
    """Whether `number` is one of those that `text` speaks of (a sign and whole numbers)."""
    sign, rest = (text[0], text[1:]) if text[0] in RELATIONS else ("", text)
    low, _, high = rest.partition("–")
    if high:
        return int(low) <= number <= int(high)
    bound = int(low)
    return {
        "": number == bound,
        "≥": number >= bound,
        ">": number > bound,
        "≤": number <= bound,
        "<": number < bound,
    }[sign]


def oracle(possible: Iterable[Fraction], target: str) -> Verdict:
    """Met if every possible number meets the target, not met if none does."""
    asked = target if target[0] in RELATIONS else f"≥{target}"
    hits = {allows(asked, number) for number in possible}
    if len(hits) > 1:
        return Verdict.UNDETERMINED
    return Verdict.MET if hits == {True} else Verdict.NOT_MET


def written(text: str) -> list[Fraction]:
    """The numbers that stand in a figure: one, or the two ends of a range."""
    return [Fraction(number) for number in re.findall(r"[0-9]+", text)]


whole = st.integers(1, 99)
signs = st.sampled_from(["", "≥", ">", "≤", "<"])
figures = st.builds("{}{}".format, signs, whole) | st.tuples(whole, whole).map(
    lambda ends: "–".join(str(end) for end in sorted(ends))
)
targets = st.builds("{}{}".format, st.sampled_from(["", "≥", ">"]), whole)


@given(figures, st.sampled_from(["1", "5", "11", "12"]))
def test_the_verdict_on_a_share_is_the_oracles(
    judge: Callable[..., Report], text: str, number: str
) -> None:
    content = json.dumps({"actuals": [{"id": number, "values": {"2025": text}}]}).encode()
    result = judge(content, year=2025, only=[number]).indicators[0]
    if result.verdict is Verdict.INVALID:
        # 1 may be meant as a fraction; nothing else of 1–99 is refused in these four.
        assert text in {"1", "1–1"}
        return
    target = result.indicator.target
    assert isinstance(result.indicator, Level | Maintain)
    if any(end not in result.indicator.plausible.interval for end in written(text)):
        assert result.verdict is Verdict.UNDETERMINED  # until somebody settles it
        return
    possible = [value for value in GRID if allows(text, value)]
    assert result.verdict is oracle(possible, target), (text, target)


@given(targets, figures, st.sampled_from(["level", "maintain"]))
def test_the_verdict_of_a_kind_is_the_oracles(target: str, text: str, kind: str) -> None:
    possible = [value for value in GRID if allows(text, value)]
    domain = {"low": "0", "high": "100"}
    judged = measured(kind, target, domain=domain)
    low, high = min(possible), max(possible)
    ends = Interval(low, high)
    if text[0] in "><":
        strict_low, strict_high = text[0] == ">", text[0] == "<"
        bound = Fraction(text[1:])
        ends = Interval(
            bound if strict_low else low, bound if strict_high else high, strict_low, strict_high
        )
    found = judged.judge(Series({2025: ends}), period())
    assert found.verdict is oracle(possible, target)


additions = st.dictionaries(st.sampled_from(YEARS), st.integers(0, 12), min_size=1)


@given(additions, st.integers(1, 40), st.sampled_from(YEARS))
def test_the_verdict_on_additions_is_the_oracles(
    reported: dict[int, int], target: int, year: int
) -> None:
    """Each missing year is tried with nothing, with a little and with more than is asked."""
    years = range(2021, year + 1)
    if not set(reported) & set(years):
        return
    choices = [[reported[each]] if each in reported else [0, 1, 50] for each in years]
    totals = {Fraction(sum(choice)) for choice in product(*choices)}
    judged = measured("cumulative", str(target), whole=True)
    series = Series({each: Interval.point(n) for each, n in reported.items()}, form=Form.OF_YEAR)
    assert judged.judge(series, period(year)).verdict is oracle(totals, str(target))


growths = st.lists(st.integers(-30, 40).map(lambda n: Fraction(n, 2)), min_size=1, max_size=5)


@given(growths, st.integers(1, 15))
def test_the_verdict_on_growth_is_the_oracles(rates: list[Fraction], target: int) -> None:
    judged = measured("average_growth", str(target))
    values = {2020 + k: Interval.point(rate) for k, rate in enumerate(rates, 1)}
    grown = prod((1 + rate / 100 for rate in rates), start=Fraction(1))
    wanted = (1 + Fraction(target, 100)) ** len(rates)
    found = judged.judge(Series(values, form=Form.OF_YEAR), period(2020 + len(rates)))
    assert found.verdict is (Verdict.MET if grown >= wanted else Verdict.NOT_MET)
    assert found.actual is not None
    assert found.actual.value is not None
    assert abs((1 + found.actual.value / 100) ** len(rates) - grown) < Fraction(1, 10**24)


changes = st.dictionaries(st.sampled_from(YEARS), st.integers(-8, 20), min_size=1)
OF_YEARS = {
    "rate of fall": {"kind": "change", "unit": "%", "change_in": "rate", "change": "fall"},
    "rate of rise": {"kind": "change", "unit": "%", "change_in": "rate", "change": "rise"},
    "points": {"kind": "change", "unit": "%", "change_in": "points"},
    "mean": {"kind": "mean_level"},
    "each year": {"kind": "yearly"},
    "steps": {
        "kind": "yearly",
        "reported": "levels",
        "change": "rise",
        "baseline": "5",
        "unit": "个",
    },
}


@given(changes, st.integers(1, 40), st.sampled_from(YEARS), st.sampled_from(sorted(OF_YEARS)))
def test_the_verdict_on_years_together_is_the_oracles(
    reported: dict[int, int], target: int, year: int, sort: str
) -> None:
    """Each missing year is tried with its lowest and its highest value, and in equal steps."""
    years = range(2021, year + 1)
    if year not in reported:
        return
    judged = measured(target=str(target), domain={"low": "-8", "high": "90"}, **OF_YEARS[sort])
    on_the_way = _in_equal_steps({2020: 5} | reported, years)
    choices: list[list[Fraction | int]] = [
        [reported[each]] if each in reported else [-8, on_the_way[each], 90] for each in years
    ]
    possible = {_of_years(sort, list(map(Fraction, choice))) for choice in product(*choices)}
    series = Series({each: Interval.point(n) for each, n in reported.items()}, form=Form.OF_YEAR)
    assert judged.judge(series, period(year)).verdict is oracle(possible, str(target))


def _in_equal_steps(known: Mapping[int, int], years: Iterable[int]) -> dict[int, Fraction]:
    """The value of each year on the straight line between the known ones around it."""
    found = {}
    for year in years:
        before = max(each for each in known if each <= year)
        after = min(each for each in known if each >= year)
        share = Fraction(year - before, after - before or 1)
        found[year] = known[before] + (known[after] - known[before]) * share
    return found


def _of_years(sort: str, values: list[Fraction]) -> Fraction:
    """What is compared with the target, by its definition."""
    match sort:
        case "rate of fall":
            return (1 - prod((1 - each / 100 for each in values), start=Fraction(1))) * 100
        case "rate of rise":
            return (prod((1 + each / 100 for each in values), start=Fraction(1)) - 1) * 100
        case "points":
            return sum(values, Fraction(0))
        case "mean":
            return sum(values, Fraction(0)) / len(values)
        case "steps":
            return min(after - before for before, after in pairwise([Fraction(5), *values]))
        case _:
            return min(values)


# ---- monotonicity: a better actual never gets a worse verdict ---------------


@st.composite
def better(draw: st.DrawFn) -> tuple[Interval, Interval]:
    """An interval and one of which neither end is worse (rising is better)."""
    quarter = st.integers(0, 400).map(lambda n: Fraction(n, 4))
    low, high = sorted((draw(quarter), draw(quarter)))
    worse = draw(
        st.sampled_from(
            [
                Interval.point(low),
                Interval.between(low, high),
                Interval.at_least(low),
                Interval.at_least(low, strict=True),
                Interval.at_most(high),
                Interval.at_most(high, strict=True),
            ]
        )
    )
    by = draw(quarter)
    new_low = None if worse.low is None else worse.low + by
    new_high = None if worse.high is None else worse.high + by + draw(quarter)
    if new_high is not None and draw(st.booleans()):
        return worse, Interval(new_low, None, worse.low_open)
    return worse, Interval(new_low, new_high, worse.low_open, worse.high_open)


def verdict(
    judged: Any, values: Mapping[int, Any], year: int = 2025, form: Form | None = None
) -> int:
    return RANK[judged.judge(Series(values, form=form), period(year)).verdict]


AIMED = {
    "level": {"baseline": "30", "target": "27"},
    "maintain": {"target": "27"},
    "cumulative": {"target": "27"},
    "average_growth": {"target": "27"},
    "change": {"target": "27", "change": "fall", "change_in": "points"},
    "mean_level": {"target": "27"},
    "yearly": {"target": "27"},
}
SIDES = st.sampled_from(["27", "26", "28", "9", "≥27", "≤27", "27–28", ">26", "5.4", "—"])


@given(
    kind=st.sampled_from(sorted(AIMED)),
    texts=st.lists(SIDES, min_size=5, max_size=5),
    alike=st.booleans(),
)
def test_of_an_undecided_direction_both_readings_have_to_agree(
    kind: str, texts: list[str], *, alike: bool
) -> None:
    """Never not met; met only where the number is met as a floor and as a ceiling."""
    written = [texts[0]] * 5 if alike else texts
    read = {year: read_value(text) for year, text in zip(YEARS, written, strict=True)}
    series = Series({year: one.interval for year, one in read.items() if isinstance(one, Figure)})
    undecided = indicator(kind, direction="undecided", **AIMED[kind])
    for year in (2022, 2025):
        found = undecided.judge(series, period(year))
        either = [
            replace(undecided, direction=side).judge(series, period(year)).verdict
            for side in (Direction.INCREASE, Direction.DECREASE)
        ]
        assert found.verdict is not Verdict.NOT_MET
        assert (found.verdict is Verdict.MET) is (either == [Verdict.MET, Verdict.MET])
        assert (found.gap, found.margin, found.progress.progress) == (None, None, None)


@given(better(), targets, st.sampled_from(["level", "maintain"]))
def test_a_better_value_is_never_judged_worse(
    pair: tuple[Interval, Interval], target: str, kind: str
) -> None:
    judged = measured(kind, target)
    worse, improved = pair
    assert verdict(judged, {2025: worse}) <= verdict(judged, {2025: improved})


def mirrored(interval: Interval) -> Interval:
    low = None if interval.high is None else -interval.high
    high = None if interval.low is None else -interval.low
    return Interval(low, high, interval.high_open, interval.low_open)


@given(better(), st.integers(-99, 0), st.sampled_from(["level", "maintain"]))
def test_nor_where_falling_is_better(
    pair: tuple[Interval, Interval], target: int, kind: str
) -> None:
    judged = measured(kind, str(target), direction="decrease")
    worse, improved = pair
    low, high = mirrored(worse), mirrored(improved)
    assert verdict(judged, {2025: low}) <= verdict(judged, {2025: high})


@given(additions, st.sampled_from(YEARS), better(), st.integers(1, 60), st.sampled_from(YEARS))
def test_a_larger_addition_is_never_judged_worse(
    others: dict[int, int], changed: int, pair: tuple[Interval, Interval], target: int, year: int
) -> None:
    """Of declared additions: undeclared ones may begin to look like totals (form-unclear)."""
    judged = measured("cumulative", str(target))
    values = {each: Interval.point(n) for each, n in others.items()} | {2021: Interval.point(0)}
    worse, improved = (
        Interval(max(one.low or Fraction(0), Fraction(0)), one.high, one.low_open, one.high_open)
        for one in pair
        if one.high is None or one.high > 0 or one.low is not None
    )
    before = verdict(judged, values | {changed: worse}, year, Form.OF_YEAR)
    after = verdict(judged, values | {changed: improved}, year, Form.OF_YEAR)
    assert before <= after


@given(better(), targets, st.sampled_from(YEARS))
def test_a_larger_total_is_never_judged_worse(
    pair: tuple[Interval, Interval], target: str, year: int
) -> None:
    judged = measured("cumulative", target)
    worse, improved = pair
    before = verdict(judged, {year: worse}, year, Form.TOTAL)
    assert before <= verdict(judged, {year: improved}, year, Form.TOTAL)


@given(growths, st.integers(0, 4), better(), st.integers(1, 15))
def test_more_growth_in_a_year_is_never_judged_worse(
    rates: list[Fraction], place: int, pair: tuple[Interval, Interval], target: int
) -> None:
    judged = measured("average_growth", str(target))
    values = {2020 + k: Interval.point(rate) for k, rate in enumerate(rates, 1)}
    year, changed = 2020 + len(rates), 2021 + place % len(rates)
    worse, improved = pair
    before = verdict(judged, values | {changed: worse}, year, Form.OF_YEAR)
    assert before <= verdict(judged, values | {changed: improved}, year, Form.OF_YEAR)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=5), st.integers(0, 3))
def test_a_higher_state_is_never_judged_worse(ranks: list[int], state: int) -> None:
    """Where no state was lost again; one that was proves nothing (state-went-back)."""
    states = [{"key": f"s{n}", "name": name} for n, name in enumerate("abcd")]
    milestone = indicator("milestone", target="d", states=states)
    values = {2020 + k: rank for k, rank in enumerate(sorted(ranks), 1)}
    latest = max(values)
    raised = values | {latest: max(values[latest], state)}
    assert verdict(milestone, values) <= verdict(milestone, raised)


@given(st.lists(st.integers(100, 700), min_size=2, max_size=6))
def test_a_better_value_is_never_a_worse_status(
    judge: Callable[..., Report], values: list[int]
) -> None:
    """Indicator 22 (181 → 411) in the middle of the period."""
    ladder = ["regressed", "behind", "slipping", "on_track", "ahead", "achieved"]
    rungs = []
    for value in sorted(values):
        content = json.dumps({"actuals": {"高新技术企业数": {"2022": str(value)}}}).encode()
        status = judge(content, year=2022, only=["22"]).indicators[0].status
        rungs.append(ladder.index(status))
    assert rungs == sorted(rungs)


# ---- order, and what comes later -------------------------------------------

reported_texts = st.sampled_from(
    ["97", "12", "5", "99.5", ">96", "≥40", "95–97", "—", "", "约9", "0.5", "300", "400初步核算",
     "预计400", "完成创建", "推进中", "1000", "0", "-3"]
)  # fmt: skip
tables = st.dictionaries(
    st.tuples(st.integers(1, 23), st.integers(2019, 2027)), reported_texts, min_size=1, max_size=25
)


def yaml_of(items: Iterable[tuple[tuple[int, int], str]]) -> bytes:
    rows = [{"id": str(number), "values": {str(year): text}} for (number, year), text in items]
    return json.dumps({"actuals": rows}, ensure_ascii=False).encode()


@given(tables, st.randoms(use_true_random=False), st.sampled_from([2022, 2025]))
@settings(max_examples=40)
def test_the_order_of_rows_changes_nothing(
    judge: Callable[..., Report],
    without_places: Callable[[Report], Any],
    table: dict[tuple[int, int], str],
    random: Any,
    year: int,
) -> None:
    shuffled = list(table.items())
    random.shuffle(shuffled)
    one, other = judge(yaml_of(table.items()), year=year), judge(yaml_of(shuffled), year=year)
    assert without_places(one) == without_places(other)


@given(tables, tables, st.sampled_from([2022, 2025]))
@settings(max_examples=40)
def test_the_order_of_files_changes_nothing(
    judge: Callable[..., Report],
    without_places: Callable[[Report], Any],
    first: dict[tuple[int, int], str],
    second: dict[tuple[int, int], str],
    year: int,
) -> None:
    """Not even the places: conflicts are told the same way round, whichever file comes first."""
    a, b = ("a.yaml", yaml_of(first.items())), ("b.yaml", yaml_of(second.items()))
    one, other = judge(a, b, year=year), judge(b, a, year=year)
    assert without_places(one) == without_places(other)
    assert one.diagnostics == other.diagnostics
    assert one.indicators == other.indicators


@given(tables, tables)
@settings(max_examples=40)
def test_one_file_or_two_is_the_same(
    judge: Callable[..., Report],
    without_places: Callable[[Report], Any],
    first: dict[tuple[int, int], str],
    second: dict[tuple[int, int], str],
) -> None:
    second = {slot: text for slot, text in second.items() if slot not in first}
    if not second:
        return
    together = judge(yaml_of([*first.items(), *second.items()]), year=2025)
    apart = judge(yaml_of(first.items()), yaml_of(second.items()), year=2025)
    one, two = without_places(together), without_places(apart)
    for data in (one, two):  # an item is asked for in each file that has cells of it
        cells: dict[str, list[str]] = {}
        for entry in data["lists"].pop("missing"):
            cells.setdefault(str(entry["result"]), []).extend(map(str, entry["cells"]))
        data["asked"] = {item: sorted(found) for item, found in cells.items()}
    assert one == two


def core(report: Report, *, but: frozenset[str] = frozenset()) -> list[Any]:
    """Everything that was judged: all of each indicator but what merely lists later values."""
    names = (
        "actual", "series", "verdict", "status", "severity", "margin", "gap", "progress",
        "expected_progress", "expected", "pace", "needed_per_year", "projected",
    )  # fmt: skip
    return [
        [getattr(result, name) for name in names]
        + [[note for note in result.notes if note.code.value not in but]]
        for result in report.indicators
    ]


@given(tables, st.tuples(st.integers(1, 23), st.integers(2023, 2027)), reported_texts)
def test_a_value_after_the_year_judged_changes_nothing(
    judge: Callable[..., Report],
    table: dict[tuple[int, int], str],
    later: tuple[int, int],
    text: str,
) -> None:
    table = {slot: value for slot, value in table.items() if slot != later}
    if not table:
        return
    before = judge(yaml_of(table.items()), year=2022, fail_on="never")
    after = judge(yaml_of([*table.items(), (later, text)]), year=2022, fail_on="never")
    assert core(before, but=frozenset({"late"})) == core(after, but=frozenset({"late"}))


@pytest.mark.parametrize("later", [3, 9, 20])
def test_a_later_total_changes_nothing_either(judge: Callable[..., Report], later: int) -> None:
    """5, 6 as totals judged for 2022; the total of 2023 is listed and never used."""

    def content(values: dict[str, str]) -> bytes:
        item = {"id": "15", "form": "累计值", "values": values}
        return json.dumps({"actuals": [item]}, ensure_ascii=False).encode()

    given_ = {"2021": "5", "2022": "6"}
    before = judge(content(given_), year=2022, only=["15"])
    after = judge(content(given_ | {"2023": str(later)}), year=2022, only=["15"])
    assert core(before) == core(after)


@given(tables)
@settings(max_examples=40)
def test_every_report_is_consistent_in_itself(
    judge: Callable[..., Report], table: dict[tuple[int, int], str]
) -> None:
    report = judge(yaml_of(table.items()), year=2025)
    everything = report.summary.everything
    assert everything.total == len(report.indicators) == 23
    assert sum(everything.statuses.values()) == sum(everything.verdicts.values()) == 23
    assert report.summary.binding.total + report.summary.anticipatory.total == 23
    assert sum(part.count.total for part in report.summary.categories) == 23
    assert sum(part.count.total for part in report.tasks) == 23
    assert (
        everything.judged == everything.verdicts[Verdict.MET] + everything.verdicts[Verdict.NOT_MET]
    )
    for result in report.indicators:
        assert (result.margin is not None) <= (result.verdict is Verdict.MET)
        assert result.gap is None or (result.gap == 0) or result.verdict is Verdict.NOT_MET
        assert (result.actual is None) >= (result.verdict is Verdict.NO_DATA)
        ranks = [note.rank for note in result.notes]
        assert ranks == sorted(ranks)
        assert [entry.year for entry in result.series] == list(YEARS)


# ---- every failure has its reason at a cell (design §6) ----------------------

cell_texts = st.sampled_from(
    ["0", "1", "2", "3", "5", "9", "12", "97", "99.5", "<5", "≤7", ">3", "≥0", "≥9", "2–4", "约9",
     "坏", "0.96", "", "—", "9(预计)", "5(初步核算)", "推进中", "完成创建", "已申报"]
)  # fmt: skip
forms = st.sampled_from(["", "累计值", "当年值"])
sheet_rows = st.lists(
    st.tuples(
        st.sampled_from(["1", "5", "7", "8", "10", "13", "15", "17", "19", "22", "C06"]),
        forms,
        st.lists(cell_texts, min_size=5, max_size=5),
    ),
    min_size=1,
    max_size=8,
)


def every_result(report: Report) -> list[Any]:
    promises = (*report.commitments, *report.milestones)
    own = [item.result for item in promises if item.result is not None and item.by_itself]
    return [*report.indicators, *own]


def check_reasons(report: Report) -> None:
    """Nothing is invalid without an error at its cell, and exit 1 has a reason in the report."""
    errors = [one for one in report.diagnostics if one.severity is Severity.ERROR]
    for result in every_result(report):
        if result.verdict is Verdict.INVALID:
            mine = [one for one in errors if one.indicator == result.indicator.id]
            assert any(one.place is not None for one in mine), result.indicator.id
    fails = any(result.fails for result in report.indicators)
    assert (report.exit_code == 1) is (bool(errors) or fails)


@given(sheet_rows, st.sampled_from(YEARS))
@settings(max_examples=300)
def test_in_a_sheet_no_failure_is_without_its_reason(
    plan: Plan, judge: Callable[..., Report], rows: list[Any], year: int
) -> None:
    names = {one.id: one.name for one in plan.reportable}
    lines = ["指标,口径," + ",".join(f"{each}年" for each in YEARS)]
    lines += [f"{names[number]},{form},{','.join(values)}" for number, form, values in rows]
    report = judge(("data.csv", "\n".join(lines).encode()), year=year)
    check_reasons(report)
    for result in every_result(report):
        if result.verdict is Verdict.INVALID:
            cells = {(one.place.row, one.place.column) for one in report.diagnostics
                     if one.indicator == result.indicator.id and one.place is not None
                     and one.severity is Severity.ERROR}  # fmt: skip
            own = {(row, 2 + column) for row, (number, *_) in enumerate(rows, 2)
                   if number == result.indicator.id for column in range(6)}  # fmt: skip
            assert cells & own, (result.indicator.id, cells)


intervals = st.builds(
    lambda low, more, ends, opens: _interval(Fraction(low), Fraction(more), ends, opens),
    st.integers(0, 12),
    st.integers(0, 6),
    st.sampled_from(["point", "low", "high", "both"]),
    st.tuples(st.booleans(), st.booleans()),
)


def _interval(low: Fraction, more: Fraction, ends: str, opens: tuple[bool, bool]) -> Interval:
    if ends == "point" or (ends == "both" and not more):
        return Interval.point(low)
    if ends == "low":
        return Interval(low, None, opens[0])
    if ends == "high":
        return Interval(None, low + more + 1, high_open=opens[1])
    return Interval(low, low + more, *opens)


observations = st.builds(
    lambda number, year, value, form, forecast: Observation(
        indicator=number,
        year=year,
        text="?",
        place=Place("data.csv", None, int(number), year - 2018),
        value=value,
        form=form,
        forecast=forecast,
    ),
    st.sampled_from(["15", "17", "19", "7", "8"]),
    st.integers(2020, 2025),
    st.none() | intervals,
    st.sampled_from([None, Form.OF_YEAR, Form.TOTAL]),
    st.sampled_from([False, False, False, True]),
)


@given(st.lists(observations, max_size=20, unique_by=lambda seen: (seen.indicator, seen.year)),
       st.sampled_from(YEARS))  # fmt: skip
@settings(max_examples=300)
def test_through_the_api_no_failure_is_without_its_reason(
    plan: Plan, seen: list[Observation], year: int
) -> None:
    """Whoever makes observations by other means than a file brings no findings with them."""
    check_reasons(evaluate(plan, Actuals(tuple(seen)), year=year))


@given(st.dictionaries(st.sampled_from(YEARS), st.none() | intervals, min_size=1),
       st.sampled_from(YEARS))  # fmt: skip
@settings(max_examples=300)
def test_a_fall_that_the_judgement_sees_is_reported(
    plan: Plan, totals: dict[int, Interval | None], year: int
) -> None:
    """Against the definition: two totals of which no pair of possible numbers is in order."""
    halves = [Fraction(n, 2) for n in range(60)]
    seen = [
        Observation(indicator="15", year=each, text="?", place=Place("d.csv", None, 1, each),
                    value=value, form=Form.TOTAL)
        for each, value in totals.items()
    ]  # fmt: skip
    whole = [number for number in halves if number.denominator == 1]
    possible = {
        one.year: [number for number in whole if number in one.value]
        for one in seen
        if isinstance(one.value, Interval)
    }
    falls = {
        after
        for before, after in product(possible, possible)
        if before < after <= year
        and not any(a <= b for a in possible[before] for b in possible[after])
    }
    report = evaluate(plan, Actuals(tuple(seen)), year=year, only=["15"])
    told = {one.place.column for one in report.diagnostics if one.code == "total-falls"
            and one.place is not None and (one.place.column or 0) <= year}  # fmt: skip
    assert bool(told) is bool(falls)
    assert told <= falls
