"""The national outline's twenty indicators, with published figures, against the official review.

Each figure is as published by the year judged. The State Council's mid-term review was published
in December 2023, so it saw the figures of 2022 and the first months of 2023.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.evaluation.item_result import IndicatorResult
from shengzhou_quality.evaluation.status import FAILING, LAGGING, ON_SCHEDULE
from shengzhou_quality.judgement import Status, Verdict
from shengzhou_quality.plan.kinds.indicator import Constraint
from shengzhou_quality.plan.loader import load_plan
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reading.intake import read_contents

FILE = Path(__file__).parent / "plans" / "national-14fyp.yaml"

PUBLISHED: dict[str, dict[int, str]] = {
    "1": {2021: "8.6", 2022: "3.1", 2023: "5.4", 2024: "5.0", 2025: "5.0"},
    "2": {2021: "8.7", 2022: "4.2", 2023: "5.7", 2024: "4.9"},
    "3": {2021: "64.72", 2022: "65.22", 2023: "66.16", 2024: "67.00", 2025: "67.89"},
    "4": {2021: "14.6", 2022: "10.1", 2023: "8.4", 2024: "8.9"},
    "5": {2021: "7.5", 2022: "9.4", 2023: "11.8", 2024: "14.0", 2025: "16"},
    "6": {2023: "9.9", 2024: "10.5"},
    "7": {2021: "8.1", 2022: "2.9", 2023: "6.1", 2024: "5.1", 2025: "5.0"},
    "8": {2021: "5.1", 2022: "5.6", 2023: "5.2", 2024: "5.1", 2025: "5.2"},
    "9": {2021: "10.9", 2022: "10.93", 2023: "11.05", 2024: "11.21"},
    "10": {2021: "3.04", 2022: "3.15", 2023: "3.4"},
    "11": {2024: "95"},
    "12": {2022: "2.57", 2023: "3.36"},
    "13": {2021: "78.2", 2023: "78.6", 2024: "79.0", 2025: "79.25"},
    "16": {2021: "87.5", 2022: "86.5", 2023: "85.5", 2024: "87.2", 2025: "89.3"},
    "17": {2021: "84.9", 2022: "87.9", 2023: "89.4", 2024: "90.4", 2025: "91.4"},
    "18": {2021: "24.02"},
    "19": {2021: "6.83", 2022: "6.87", 2023: "6.95", 2024: "7.07"},
}
TOTALS_SO_FAR = {"14": {2023: "7.3", 2024: "11.6"}, "15": {2023: "4.9"}}
"""Falls since 2020, as published: 截至当年累计降低."""

EARLY_OR_FASTER = ("3", "11", "17", "20", "4", "5", "6", "10", "18")
AS_EXPECTED = ("1", "2", "7", "8", "9", "13", "19")
LAGGING_IN_THE_REVIEW = ("12", "14", "15", "16")
OPEN = {Status.NO_DATA, Status.UNDETERMINED}


@cache
def national() -> Plan:
    return load_plan(FILE)


@cache
def results(year: int) -> Mapping[str, IndicatorResult]:
    rows = [
        {"id": number, "values": known, **form}
        for figures, form in ((PUBLISHED, {}), (TOTALS_SO_FAR, {"form": "累计值"}))
        for number, values in figures.items()
        if (known := {str(one): text for one, text in values.items() if one <= year})
    ]
    content = json.dumps({"actuals": rows}, ensure_ascii=False).encode()
    actuals = read_contents([("published.json", content)], national())
    report = evaluate(national(), actuals, year=year)
    assert not report.diagnostics, "nothing published is a fault, and the plan has no mark"
    return {result.indicator.id: result for result in report.indicators}


def actual(result: IndicatorResult) -> Decimal | None:
    """What was judged, where it is one number."""
    bounds = result.actual.bounds if result.actual else None
    return bounds.low if bounds is not None and bounds.low == bounds.high else None


def test_all_twenty_load_and_each_is_in_one_group_of_the_review() -> None:
    assert [one.id for one in national().indicators] == [str(number) for number in range(1, 21)]
    groups = (*EARLY_OR_FASTER, *AS_EXPECTED, *LAGGING_IN_THE_REVIEW)
    assert sorted(groups) == sorted(one.id for one in national().indicators)
    weights = [one.constraint for one in national().indicators]
    assert weights.count(Constraint.ANTICIPATORY) == 12
    assert weights.count(Constraint.BINDING) == 8


@pytest.mark.parametrize("year", [2022, 2023])
def test_what_the_review_calls_early_or_faster_never_comes_out_behind(year: int) -> None:
    known = {number: results(year)[number].status for number in EARLY_OR_FASTER}
    assert not {n: s for n, s in known.items() if s in LAGGING or s is Status.SLIPPING}
    assert not {n: s for n, s in known.items() if s not in ON_SCHEDULE and s not in OPEN}


def test_what_is_known_of_it_in_2023_is_early_or_ahead() -> None:
    """66.16 ≥ 65, 89.4 ≥ 85, 3.4 ≥ 3.2; (11.8−6.3)/5.7/0.6 = 1.608; (9.9−7.8)/2.2/0.6 = 1.591.

    R&D: 1.146 × 1.101 × 1.084 = 1.367733 > 1.11³ = 1.367631, so the mean is above 11, over 7.
    """
    known = {number: results(2023)[number].status for number in EARLY_OR_FASTER}
    assert {number: status.value for number, status in known.items()} == {
        "3": "achieved", "17": "achieved", "10": "achieved",
        "4": "ahead", "5": "ahead", "6": "ahead",
        "11": "no_data", "18": "no_data", "20": "no_data",
    }  # fmt: skip


@pytest.mark.parametrize("year", [2022, 2023])
@pytest.mark.parametrize("number", LAGGING_IN_THE_REVIEW)
def test_what_lags_in_the_review_is_not_on_schedule(number: str, year: int) -> None:
    """By what was known when the review was written.

    托位数 of 2023 (3.36, published in 2024) is the exception: (3.36−1.8)/2.7/0.6 = 0.963 is on
    schedule by the ladder, while the review saw 2.57 of 2022: 0.77/2.7/0.4 = 0.713.
    """
    if (number, year) == ("12", 2023):
        assert results(year)[number].pace == Decimal("0.962963")
        assert results(year)[number].status is Status.ON_TRACK
        return
    assert results(year)[number].status not in ON_SCHEDULE


def test_the_four_that_lag_by_hand() -> None:
    """2.57: 0.713, slipping. 7.3/13.5/0.6 = 0.901; 4.9/18/0.6 = 0.454; 85.5 is below 87."""
    assert results(2022)["12"].pace == Decimal("0.712963")
    assert results(2022)["12"].status is Status.SLIPPING
    found = {number: results(2023)[number] for number in ("14", "15", "16")}
    assert [one.status.value for one in found.values()] == ["slipping", "behind", "regressed"]
    assert found["14"].pace == Decimal("0.901235")
    assert found["15"].pace == Decimal("0.453704")
    assert found["16"].pace == Decimal(-5)  # (85.5−87)/0.5/0.6


def test_a_fall_that_is_left_compounds() -> None:
    """(1−0.135)/(1−0.073) = 0.933118: 6.69% in two years, 1−√0.933118 = 3.40% a year, not 3.1."""
    needed = results(2023)["14"].needed_per_year
    assert needed is not None
    assert round(needed, 2) == Decimal("3.40")


def test_what_goes_as_expected_fails_in_no_year() -> None:
    """9: (11.05−10.8)/0.5/0.6 = 0.833 is slipping by the ladder; nothing of it is behind."""
    for year in (2022, 2023):
        known = {number: results(year)[number].status for number in AS_EXPECTED}
        assert not {n: s for n, s in known.items() if s in FAILING}
    assert results(2023)["9"].pace == Decimal("0.833333")
    assert results(2023)["9"].status is Status.SLIPPING


def test_unemployment_is_judged_by_its_mean() -> None:
    """(5.1+5.6+5.2+5.1)/4 = 5.25 and (… + 5.2)/5 = 5.24 are below 5.5, although 2022 is not."""
    in_2024, in_2025 = results(2024)["8"], results(2025)["8"]
    assert actual(in_2024) == Decimal("5.25")
    assert (in_2024.verdict, in_2024.status) == (Verdict.MET, Status.ON_TRACK)  # 5.5/5.25 = 1.048
    assert actual(in_2025) == Decimal("5.24")
    assert in_2025.verdict is Verdict.MET
    # 5.1 and 5.6 alone: 5.35 < 5.5
    assert results(2022)["8"].verdict is Verdict.MET


def test_growth_is_compared_over_the_period() -> None:
    """GDP 1.086·1.031·1.054·1.05 = 1.239134, productivity 1.087·1.042·1.057·1.049 = 1.255878.

    2024 alone (4.9 against 5.0) would say the opposite. Income 1.081·1.029·1.061·1.051 = 1.240392
    has the mean 5.53, and GDP 5.51: in step.
    """
    assert results(2024)["2"].verdict is Verdict.MET
    assert results(2024)["7"].verdict is Verdict.MET


def test_life_expectancy_counts_from_its_baseline_of_2019() -> None:
    """77.3 + 1 = 78.3: 78.2 is short of it, 78.6 and 79.25 are not."""
    found = [results(year)["13"].verdict for year in (2021, 2023, 2025)]
    assert found == [Verdict.NOT_MET, Verdict.MET, Verdict.MET]


def test_the_last_year_by_hand() -> None:
    """Met where the figure of 2025 is known, no data where it is not; never a guess."""
    found = {number: one.verdict.value for number, one in results(2025).items()}
    met = ("3", "5", "7", "8", "13", "16", "17")
    assert {number: found[number] for number in met} == dict.fromkeys(met, "met")
    without = ("6", "9", "10", "11", "12", "14", "15", "18", "19", "20")
    assert {number: found[number] for number in without} == dict.fromkeys(without, "no_data")
    assert found["1"] == "undetermined"
