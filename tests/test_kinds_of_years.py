"""Changes, means and targets of each year: their faults, what is asked for, what does not add up.

Their verdicts and figures are in cases/change.yaml, mean_level.yaml and yearly.yaml.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from test_cases import plan_of

from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.evaluation.list_entries import Why
from shengzhou_quality.pages.charts import _target
from shengzhou_quality.pages.reasons import needs_words
from shengzhou_quality.plan.compiled import compile_plan, compiled_plan
from shengzhou_quality.plan.loader import inspect_files, load_plan
from shengzhou_quality.reading.intake import read_contents
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.plan.model import Plan

FALL = {"kind": "change", "name": "能耗降低", "unit": "%", "change_in": "rate", "target": "〔20〕"}
MEAN = {"kind": "mean_level", "name": "失业率", "unit": "%", "target": "<5.5"}
EACH = {"kind": "yearly", "name": "公厕", "unit": "座", "target": "≥300座/年"}
STEP = {
    "kind": "yearly", "name": "浓度", "unit": "微克", "target": "每年降0.5以上",
    "reported": "levels", "baseline": "10",
}  # fmt: skip

ENERGY = {"kind": "change", "name": "能耗", "unit": "%", "change_in": "rate", "target": "〔20〕"}
LEVEL = {"kind": "level", "name": "煤耗", "unit": "吨", "baseline": "100"}
SHARE = {"kind": "level", "name": "患病率", "unit": "%", "baseline": "36"}


def plan_in(folder: Path, given: dict[str, Any]) -> Plan:
    file = folder / "indicators.yaml"
    file.write_text(json.dumps(plan_of(given), ensure_ascii=False), encoding="utf-8")
    return load_plan(file)


def judged(folder: Path, given: dict[str, Any], table: str, year: int) -> Report:
    plan = plan_in(folder, given)
    return evaluate(plan, read_contents([("data.csv", table.encode())], plan), year=year)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (FALL | {"change_in": None}, "change-in-unclear"),
        (FALL | {"unit": "万人"}, "change-in-unclear"),
        (FALL | {"change_in": "share"}, "not-one-of"),
        (FALL | {"change": "down"}, "not-one-of"),
        (FALL | {"target": "≥-5"}, "change-below-zero"),
        (FALL | {"target": "≥0"}, "change-below-zero"),
        (FALL | {"target": "下降20亿元"}, "figure-in-other-unit"),
        (FALL | {"target": "23.04〔1.38〕"}, "target-of-another-kind"),
        (FALL | {"target": "翻一番"}, "target-of-another-kind"),
        (FALL | {"target": "年均下降3%"}, "target-of-another-kind"),
        (MEAN | {"target": "下降2%"}, "target-of-another-kind"),
        (EACH | {"target": "年均300座"}, "target-of-another-kind"),
        (STEP | {"reported": None}, "reported-unclear"),
        (STEP | {"baseline": None}, "change-without-baseline"),
        (STEP | {"unit": "%"}, "change-in-unclear"),
        ({"kind": "average_growth", "unit": "%", "target": "下降3%"}, "target-of-another-kind"),
        # whether figures are rises or falls: said nowhere, or in two ways
        (ENERGY, "change-unclear"),
        (ENERGY | {"name": "工业增加值"}, "change-unclear"),
        (ENERGY | {"change": "rise", "target": "下降20%"}, "target-against-change"),
        (ENERGY | {"change": "fall", "target": "提高20%"}, "target-against-change"),
        (STEP | {"change": "rise"}, "target-against-change"),
        (STEP | {"target": "每年0.5个百分点", "unit": "%"}, "change-unclear"),
        # a fall of which less is better, and no limit is written
        (FALL | {"direction": "decrease"}, "target-against-direction"),
        (FALL | {"direction": "decrease", "target": "20"}, "target-against-direction"),
        (ENERGY | {"direction": "decrease", "target": "下降20%左右"}, "target-against-direction"),
        (ENERGY | {"direction": "decrease", "change": "fall"}, "target-against-direction"),
        (ENERGY | {"direction": "decrease", "target": "提高20%"}, "target-against-direction"),
        (STEP | {"direction": "decrease", "target": "每年降0.5"}, "target-against-direction"),
        (
            ENERGY | {"direction": "decrease", "unit": "吨", "change_in": "units"},
            "change-unclear",
        ),
        (FALL | {"target": "下降5个百分点"}, "change-in-unclear"),
        # a change of a level: in another unit, and against the direction
        (LEVEL | {"unit": "万元", "target": "增加5亿元"}, "figure-in-other-unit"),
        (LEVEL | {"unit": "万元", "target": "〔5亿元〕"}, "figure-in-other-unit"),
        (LEVEL | {"target": "提高5个百分点"}, "figure-in-other-unit"),
        (LEVEL | {"kind": "maintain", "target": "增加5个"}, "figure-in-other-unit"),
        (LEVEL | {"unit": "天", "target": "下降5小时"}, "figure-in-other-unit"),
        (SHARE | {"target": "提高1岁"}, "figure-in-other-unit"),
        (SHARE | {"target": "38〔2个〕"}, "figure-in-other-unit"),
        (LEVEL | {"target": "下降18%", "change_in": "units"}, "change-in-unclear"),
        (LEVEL | {"target": "下降18", "change_in": "points"}, "change-in-unclear"),
        (SHARE | {"target": "提高5个百分点", "change_in": "rate"}, "change-in-unclear"),
        (LEVEL | {"target": "下降18%", "direction": "increase"}, "target-against-direction"),
        (SHARE | {"target": "提高5", "direction": "decrease"}, "target-against-direction"),
        (SHARE | {"target": "〔-5〕", "direction": "increase"}, "target-against-direction"),
        (SHARE | {"target": "30〔-5〕", "direction": "increase"}, "target-against-direction"),
        (SHARE | {"target": "30〔5〕"}, "target-against-direction"),
        (SHARE | {"target": "38〔2〕", "direction": "decrease"}, "target-against-direction"),
    ],
)
def test_faults(tmp_path: Path, given: dict[str, Any], code: str) -> None:
    written = {name: value for name, value in given.items() if value is not None}
    if code == "not-one-of":
        with pytest.raises(InputError):
            plan_in(tmp_path, written)
    else:
        plan = plan_in(tmp_path, written)
        assert [one.left_to_people for one in plan.indicators] == [True]
        assert [one.code for one in plan.warnings] == [f"plan-{code}"]
    assert [finding.code for finding in inspect_files(tmp_path).faults] == [f"plan-{code}"]


@pytest.mark.parametrize(
    ("given", "falls"),
    [
        ({}, True),  # by its name
        ({"name": "能耗降低率（累计）"}, True),
        ({"name": "碳减排"}, True),
        ({"name": "产值增长率"}, False),
        ({"name": "新增产值"}, False),
        ({"name": "能耗", "target": "下降20%"}, True),
        ({"target": "提高20%"}, False),
        ({"name": "能耗", "change": "fall"}, True),
        ({"change": "rise"}, False),
    ],
)
def test_which_way_a_change_goes(tmp_path: Path, given: dict[str, Any], falls: bool) -> None:
    """In five years 1% a year upwards is 5.101005%, downwards 1 − 0.99^5 = 4.90099501%."""
    plan = plan_in(tmp_path, FALL | given)
    assert getattr(plan.indicators[0], "falls") is falls  # noqa: B009 — of this kind alone
    table = (
        f"指标,口径,2021年,2022年,2023年,2024年,2025年\n{plan.indicators[0].name},当年值,1,1,1,1,1"
    )
    report = evaluate(plan, read_contents([("data.csv", table.encode())], plan))
    actual = report.indicators[0].actual
    assert actual is not None
    assert actual.text == ("4.900995" if falls else "5.101005")


def test_the_mean_growth_in_words_is_a_target_of_average_growth(tmp_path: Path) -> None:
    given = {"kind": "average_growth", "name": "产值", "unit": "%", "target": "年均增长7%以上"}
    (result,) = judged(tmp_path, given, "指标,2021年\n产值,7", 2021).indicators
    assert result.verdict == "met"


def test_what_a_growth_under_a_limit_may_still_be_is_rounded_down(tmp_path: Path) -> None:
    """1.1 × 1.12 × 1.11 = 1.36752; √(1.08⁵ ÷ 1.36752) − 1 = 3.6555%, not 3.66%."""
    given = {"kind": "average_growth", "name": "能耗", "unit": "%", "target": "8%以内"}
    report = judged(tmp_path, given, "指标,2021年,2022年,2023年\n能耗,10,12,11", 2023)
    said = needs_words(report.indicators[0], report, Words("zh"))
    assert said == "今后2年年均增速须不高于3.65%"


@pytest.mark.parametrize(
    ("given", "row", "years"),
    [
        (FALL, "能耗降低,当年值,3,,4", (2022,)),
        (FALL, "能耗降低,累计值,3,,", (2023,)),
        (FALL, "能耗降低,,,,", (2021, 2022, 2023)),
        (MEAN, "失业率,,5.1,,", (2022, 2023)),
        (MEAN, "失业率,年均值,5.1,,", (2023,)),
        (EACH, "公厕,,310,,320", (2022,)),
        (EACH, "公厕,,280,,", (2022, 2023)),
        (STEP, "浓度,,9,,8", (2022,)),
    ],
)
def test_the_years_that_are_asked_for(
    tmp_path: Path, given: dict[str, Any], row: str, years: tuple[int, ...]
) -> None:
    report = judged(tmp_path, given, f"指标,口径,2021年,2022年,2023年\n{row}", 2023)
    assert [entry.years for entry in report.lists.missing] == [years]


@pytest.mark.parametrize(
    ("given", "table", "codes"),
    [
        # 1 − 0.97 × 0.96 = 6.88%: reported rounded, and wrongly added up
        (FALL, "指标,2021年,2022年,2022年累计值\n能耗降低,3,4,6.9", ["value-beside"]),
        (FALL, "指标,2021年,2022年,2022年累计值\n能耗降低,3,4,7", ["total-differs"]),
        (FALL, "指标,2021年,2022年累计值\n能耗降低,3,7", ["mixed-forms"]),
        # (5 + 6) ÷ 2 = 5.5
        (MEAN, "指标,2021年,2022年,2022年年均值\n失业率,5,6,5.5", []),
        (MEAN, "指标,2021年,2022年,2022年年均值\n失业率,5,6,5.8", ["mean-differs"]),
        # A total of changes may fall: what had risen by 2 is at 1 a year later.
        (FALL, "指标,口径,2021年,2022年\n能耗降低,累计值,2,1", []),
        # A year may bring as little as 0.1% of 20%; 0.04 for 4% is a slip.
        (FALL, "指标,口径,2021年,2022年\n能耗降低,当年值,0.1,0.3", []),
        (
            FALL,
            "指标,口径,2021年,2022年\n能耗降低,当年值,0.03,0.04",
            ["looks-like-fraction", "looks-like-fraction"],
        ),
        (FALL | {"name": "产值", "change": "rise"}, "指标,2021年增速\n产值,3", []),
        (FALL, "指标,2021年增速\n能耗降低,3", ["growth-for-level"]),
    ],
)
def test_what_does_not_add_up(
    tmp_path: Path, given: dict[str, Any], table: str, codes: list[str]
) -> None:
    report = judged(tmp_path, given, table, 2022)
    assert [finding.code for finding in report.diagnostics] == codes


@pytest.mark.parametrize(
    ("given", "row", "verdict", "doubts"),
    [
        # The change instead of the level, which would be a fall of 9.5 and none the year after
        ({}, "浓度,0.5,0.5", "undetermined", 2),
        ({"unit": "%", "change_in": "points", "baseline": "60"}, "浓度,0.5,0.6", "undetermined", 2),
        ({"unit": "%", "change_in": "rate", "baseline": "60"}, "浓度,3,3", "undetermined", 2),
        ({"target": "每年增加10以上", "baseline": "290"}, "浓度,10,12", "undetermined", 2),
        ({}, "浓度,9.5,90", "undetermined", 1),
        # What the target leads to is no doubt: 5 + 2 × 10 = 25
        ({"target": "每年增加10以上", "baseline": "5"}, "浓度,15,25", "met", 0),
        ({"plausible": {"low": "0"}}, "浓度,9.5,0.5", "met", 0),
    ],
)
def test_a_level_far_from_the_first_is_doubted(
    tmp_path: Path, given: dict[str, Any], row: str, verdict: str, doubts: int
) -> None:
    report = judged(tmp_path, STEP | given, f"指标,2021年,2022年\n{row}", 2022)
    found = [one for one in report.diagnostics if one.code == "implausible"]
    assert [one.parameters["variant"] for one in found] == ["level"] * doubts
    assert report.indicators[0].verdict == verdict


@pytest.mark.parametrize(
    ("given", "row", "verdict"),
    [
        ({"target": "提高1个百分点以上"}, "能耗,61,62", "undetermined"),
        ({"target": "提高1个百分点以上"}, "能耗,0.6,0.4", "met"),
        ({"target": "提高1个百分点以上"}, "能耗,15,-2", "met"),
        ({"target": "提高1个百分点以上", "plausible": {"high": "80"}}, "能耗,61,0", "met"),
        ({"target": "提高20%", "change_in": "rate"}, "能耗,30,30", "met"),
        (
            {"kind": "yearly", "target": "每年降0.5个百分点", "reported": "changes"},
            "能耗,59.5,59",
            "undetermined",
        ),
    ],
)
def test_a_level_is_not_taken_for_a_small_change(
    tmp_path: Path, given: dict[str, Any], row: str, verdict: str
) -> None:
    item = {"kind": "change", "name": "能耗", "unit": "%", "target_year": "2022"} | given
    report = judged(tmp_path, item, f"指标,2021年,2022年\n{row}", 2022)
    assert report.indicators[0].verdict == verdict
    doubts = [one.parameters["variant"] for one in report.diagnostics if one.code == "implausible"]
    assert doubts == ["change"] * (2 if verdict == "undetermined" else 0)


def test_a_plan_with_these_kinds_is_compiled(tmp_path: Path) -> None:
    for given in (FALL, MEAN, EACH, STEP):
        plan = plan_in(tmp_path, given)
        content = compile_plan(plan).encode()
        found = compiled_plan(content, plan.files)
        assert found is not None
        assert found.indicators == plan.indicators


def test_a_step_from_year_to_year_is_no_line_among_levels(tmp_path: Path) -> None:
    for given, row, drawn in ((STEP, "浓度,9", False), (EACH, "公厕,310", True)):
        report = judged(tmp_path, given, f"指标,2021年\n{row}", 2021)
        assert (_target(report.indicators[0], report, Words("zh")) is not None) is drawn


GRAIN = {"kind": "level", "name": "粮食产量", "unit": "亿斤", "baseline": "10", "target": "12亿斤"}


@pytest.mark.parametrize(
    ("given", "value", "verdict"),
    [
        ({}, "12", "met"),
        ({}, "11.9", "not_met"),
        ({"target": "12亿斤以上", "baseline": "10亿斤"}, "12亿斤", "met"),
        ({"target": "达到12亿市斤", "unit_aliases": ["亿市斤"]}, "12亿市斤", "met"),
        ({"target": "较2020年增加2亿斤"}, "12", "met"),
        ({"target": None, "targets": {"2023": "11亿斤", "2025": "12亿斤"}}, "12", "met"),
        ({"target": "到2023年11亿斤，到2025年12亿斤"}, "11.9", "not_met"),
        ({"stretch": "13亿斤"}, "12", "met"),
        ({"kind": "yearly", "target": "≥12亿斤/年", "baseline": None}, "11", "not_met"),
        ({"kind": "change", "target": "增加2亿斤", "baseline": None}, "1", "undetermined"),
        (
            {"kind": "mean_level", "target": "年均12亿斤以上", "baseline": None},
            "11",
            "undetermined",
        ),
        ({"target": "12亿公斤"}, "12", "undetermined"),  # left to people
    ],
)
def test_a_target_may_name_the_unit_of_its_item(
    tmp_path: Path, given: dict[str, Any], value: str, verdict: str
) -> None:
    written = {name: one for name, one in (GRAIN | given).items() if one is not None}
    report = judged(tmp_path, written, f"指标,2025年\n粮食产量,{value}", 2025)
    (result,) = report.indicators
    assert (result.verdict, result.indicator.left_to_people) == (verdict, "公斤" in str(given))


def test_a_figure_in_another_unit_is_left_to_people(tmp_path: Path) -> None:
    plan = plan_in(tmp_path, GRAIN | {"stretch": "13亿公斤", "baseline": "10亿公斤"})
    assert [one.code for one in plan.warnings] == ["plan-not-a-figure"] * 2
    assert [one.left_to_people for one in plan.indicators] == [True]
    assert all(one.of_states or one.baseline_value is None for one in plan.indicators)


def test_a_mark_that_the_plan_prints_is_not_asked_about(tmp_path: Path) -> None:
    given = {"kind": "level", "name": "预期寿命", "baseline": "77.3*", "baseline_of": 2019}
    given |= {"unit": "岁", "target": "〔1〕", "change_in": "units"}
    table = "指标,2020年,2021年\n预期寿命,77.3*,77.5*"
    report = judged(tmp_path, given, table, 2021)
    marked = (one for one in report.diagnostics if one.code == "footnote-in-value")
    assert [one.parameters["text"] for one in marked] == ["77.5*"]


@pytest.mark.parametrize(
    ("settled", "verdict"),
    [((2021, 2022), "not_met"), ((2021,), "undetermined"), ((), "undetermined")],
)
def test_falls_with_a_minus_sign_are_rises_if_the_evaluators_say_so(
    tmp_path: Path, settled: tuple[int, ...], verdict: str
) -> None:
    """−11 and −10 are a rise of 1.11 × 1.1 − 1 = 22.1%, or a fall of 1 − 0.89 × 0.9 = 19.9%."""
    plan = plan_in(tmp_path, FALL | {"domain": {"low": "-50", "high": "50"}})
    named = {"code": "implausible", "id": 1, "reason": "属实", "by": "张三"}
    texts = {2021: -11, 2022: -10}
    answers = [named | {"year": year, "text": texts[year]} for year in settled]
    files = [("data.csv", "指标,口径,2021年,2022年\n能耗降低,当年值,-11,-10".encode())]
    files += [("answers.json", json.dumps({"settled": answers}).encode())] if answers else []
    report = evaluate(plan, read_contents(files, plan, accept_own_assessments=True), year=2022)
    (result,) = report.indicators
    assert result.verdict == verdict
    told = [one.settled is not None for one in report.diagnostics if one.code == "implausible"]
    assert told == [year in settled for year in texts]


@pytest.mark.parametrize(
    ("basis", "last", "verdict", "asked"),
    [
        ("当年值", "20", "undetermined", True),
        ("累计值", "32", "met", False),
        ("累计值", "28", "not_met", False),
    ],
)
def test_years_of_the_plan_do_not_settle_a_change_since_an_earlier_year(
    tmp_path: Path, basis: str, last: str, verdict: str, asked: bool
) -> None:
    """Five falls of 20% come to 67%, yet five of the ten years since 2015 are not there."""
    item = FALL | {"target": "较2015年下降30%", "baseline_of": "2015"}
    table = (
        f"指标,数据口径,2021年,2022年,2023年,2024年,2025年\n能耗降低,{basis},20,20,20,20,{last}\n"
    )
    report = judged(tmp_path, item, table, 2025)
    result = report.indicators[0]
    assert result.verdict == verdict
    assert [entry.why for entry in report.lists.missing] == ([Why.FORM] if asked else [])
    assert ("counts-from-earlier" in {note.code for note in result.notes}) is asked
