"""Test that every page is true of a target that is no bare number: ranges, changes, words.

The plan is plans/target-forms.yaml; the sentences and the sums are worked out by hand.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.evaluation.letters import select_letters
from shengzhou_quality.evaluation.trace import trace
from shengzhou_quality.formats import CHAIN_FORMATS, FORMATS, Options
from shengzhou_quality.judgement import Status
from shengzhou_quality.pages.charts import chart
from shengzhou_quality.pages.differences import difference
from shengzhou_quality.pages.rows import actual_words, goal, goal_in_column, status_to_verify
from shengzhou_quality.pages.target_rules import rule_facts
from shengzhou_quality.pages.verdict_reasons import verdict_reason
from shengzhou_quality.plan.loader import load_plan
from shengzhou_quality.reading.intake import read_contents
from shengzhou_quality.reading.tables.values import same_target
from shengzhou_quality.reported import Cell
from shengzhou_quality.template.asked import asked_for
from shengzhou_quality.template.form import make_template
from shengzhou_quality.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shengzhou_quality.evaluation.item_result import IndicatorResult
    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.plan.kinds import MeasuredIndicator
    from shengzhou_quality.plan.model import Plan
    from shengzhou_quality.reported import Actuals

PLAN = Path(__file__).parent / "plans" / "target-forms.yaml"
ZH, EN = Words("zh"), Words("en")


@pytest.fixture(scope="module")
def forms() -> Plan:
    return load_plan(PLAN)


def measured(forms: Plan, number: str) -> MeasuredIndicator:
    found = forms.indicator(number)
    assert found is not None
    assert not found.of_states
    return found


def read(forms: Plan, values: Mapping[str, Mapping[int, str]]) -> Actuals:
    items = [
        {"id": number, "values": {str(year): text for year, text in of.items()}}
        for number, of in values.items()
    ]
    content = json.dumps({"actuals": items}, ensure_ascii=False).encode()
    return read_contents([("data.json", content)], forms)


def judged(forms: Plan, values: Mapping[str, Mapping[int, str]], year: int = 2025) -> Report:
    return evaluate(forms, read(forms, values), year=year)


def result_of(
    forms: Plan, number: str, values: Mapping[int, str], **others: str
) -> IndicatorResult:
    """The item in the final year; `others` has the value of R1 or item 10 in that year."""
    every = {number: values} | {
        key.removeprefix("of_"): {2025: text} for key, text in others.items()
    }
    report = judged(forms, every)
    return next(one for one in report.indicators if one.indicator.id == number)


# what a target asks for


@pytest.mark.parametrize(
    ("number", "said", "in_column", "english"),
    [
        ("1", "〔1〕，即78.3岁", "〔1〕，即78.3", "〔1〕, that is 78.3 years"),
        ("2", "下降18%，即0.41吨标准煤/万元", "下降18%，即0.41", None),
        ("3", "翻一番，即240亿元", "翻一番，即240", "翻一番, that is 240×CNY100m"),
        ("5", "2%—3%", "2%—3%", "2%—3%"),
        ("6", "15%左右", "15%左右", "15%左右"),
        ("8", "全覆盖", "全覆盖", "全覆盖"),
        ("10", "保持在合理区间", "保持在合理区间", None),
        ("11", "40%以上", "40以上", "40%以上"),
        ("13", "控制在500亩", "控制在500亩", None),
        ("14", "23.04万立方米〔1.38〕", "23.04〔1.38〕", None),
        ("16", "12/10万以下", "12/10万以下", None),
        ("17", "累计提高5个百分点，即50%", "累计提高5个百分点，即50", None),
        ("18", "3000个", "3000", "3000"),
        ("19", "高于地区生产总值增长", "高于地区生产总值增长", None),
        ("24", "〔13.5%〕", "〔13.5〕", "〔13.5%〕"),
        ("25", "<5.5%", "<5.5", "<5.5%"),
        ("26", "≥300个/年", "≥300个/年", None),
    ],
)
def test_a_target_as_pages_write_it(
    number: str, said: str, in_column: str, english: str | None, forms: Plan
) -> None:
    indicator = measured(forms, number)
    assert goal(indicator, ZH) == said
    assert goal_in_column(indicator, ZH) == in_column
    assert english is None or goal(indicator, EN) == english


@pytest.mark.parametrize(
    ("number", "rule", "sums"),
    [
        ("1", "从基期值77.3岁算起；只写变化多少", ["77.3 + 1 = 78.3岁"]),
        ("2", "从基期值0.5吨标准煤/万元算起", ["0.5 × (1 - 18%) = 0.41吨标准煤/万元"]),
        ("3", "基期值的倍数，从基期值120亿元算起", ["120 × 2 = 240亿元"]),
        ("4", "“以内”含本数（参照《民法典》", []),
        ("5", "写的是区间，含两端", []),
        ("6", "没有写明容许差：不小于15%（含15%）的可以确认达到，不比基期值12%好的没有达到", []),
        ("7", "容许差为1个百分点，读作在27%与29%之间", ["28 - 1 = 27%", "28 + 1 = 29%"]),
        ("8", "要求的是全部做到，读作100%", []),
        ("9", "“突破”即超过，不含本数", []),
        ("13", "“控制在”后面没有写“以内”，按通常意思读作不超过", []),
        ("14", "括号外是目标水平，括号内是规划期内的变化", ["21.66 + 1.38 = 23.04万立方米"]),
        ("15", "容许差为0.5个百分点，又是越大越好，读作不低于94.5%", ["95 - 0.5 = 94.5%"]),
        ("17", "从基期值45%算起", ["45 + 5 = 50%"]),
        ("18", "只写一个数，又是越大越好", []),
        ("24", "只写变化多少，读作至少变化这么多", []),
        ("25", "按符号“<”的本义，不含本数", []),
    ],
)
def test_the_rule_by_which_a_target_is_read(
    number: str, rule: str, sums: list[str], forms: Plan
) -> None:
    first, *lines = rule_facts(measured(forms, number), ZH)
    assert rule in first.text
    assert [" ".join(line.pieces[1:]).removeprefix("= ") for line in lines] == sums


# by how much, and why


@pytest.mark.parametrize(
    ("number", "value", "said", "english"),
    [
        ("1", "78.0", "低于目标0.3岁", "0.3 years below the target"),
        ("2", "0.45", "高于目标0.04吨标准煤/万元", None),
        ("5", "3.4", "高于目标上限0.4个百分点", "0.4 pp above the upper end of the target"),
        ("5", "1.4", "低于目标下限0.6个百分点", "0.6 pp below the lower end of the target"),
        ("5", "2", "在目标区间之内", "within the range"),
        ("5", ">3", "", ""),
        ("7", "29.5", "高于目标上限0.5个百分点", None),
        ("7", "26.4", "低于目标下限0.6个百分点", None),
        ("6", "14", "比15%低1个百分点", None),
        ("9", "65", "等于65%，须高于65%", None),
        ("13", "480", "优于目标20亩", None),
        ("22", "96", "比基期值高1个百分点", "1 pp above the baseline"),
        ("20", "2.4", "与基期值相同", None),
    ],
)
def test_a_difference_from_the_right_end(
    number: str, value: str, said: str, english: str | None, forms: Plan
) -> None:
    result = result_of(forms, number, {2025: value})
    assert difference(result, ZH, final=True, of_target=True) == said
    assert english is None or difference(result, EN, final=True, of_target=True) == english


@pytest.mark.parametrize(
    ("number", "values", "others", "said"),
    [
        ("5", {2025: "3.4"}, {}, "3.4%，高于目标上限0.4个百分点（目标值2%—3%）"),
        ("5", {2025: "1.9"}, {}, "1.9%，低于目标下限0.1个百分点（目标值2%—3%）"),
        ("1", {2025: "78"}, {}, "78岁，低于目标值0.3岁（目标值〔1〕，即78.3岁）"),
        ("6", {2025: "14"}, {}, "14%；目标值15%左右是约数，没有写明容许差，需评估单位认定"),
        ("6", {2025: "12"}, {}, "12%，低于目标值3个百分点（目标值15%左右）"),
        ("10", {2025: "5.5"}, {},
         "报送：5.5%；规划要求“保持在合理区间”，没有写明可以衡量的数，需评估单位认定"),
        ("12", {2025: "列全省第12位"}, {},
         "报送：列全省第12位；规划要求“全省前列”，没有写明可以衡量的数，需评估单位认定"),
        ("19", {2025: "5"}, {"of_10": "5.5"},
         "5%，比地区生产总值增长（5.5%）低0.5个百分点，没有达到目标（高于地区生产总值增长）"),
        ("19", {2025: "5.5"}, {"of_10": "5.5"},
         "5.5%，与地区生产总值增长（5.5%）相同，没有达到目标（高于地区生产总值增长）"),
        ("23", {2025: "410"}, {"of_R1": "405"},
         "410公斤，比全省粮食单产（405公斤）高5公斤，达到目标（不低于全省平均水平）"),
        ("20", {2024: "2.6", 2025: "2.5"}, {},
         "2025年为2.5%，低于2024年的2.6%，没有达到目标（稳步提升）"),
    ],
)  # fmt: skip
def test_the_reason_of_a_verdict(
    number: str, values: dict[int, str], others: dict[str, str], said: str, forms: Plan
) -> None:
    result = result_of(forms, number, values, **others)
    figures = {"actual": actual_words(result, ZH), "target": goal(result.indicator, ZH)}
    assert verdict_reason(result, {**figures, "year": 2025, "first": 2021}, ZH) == said


def test_what_only_the_evaluators_can_settle_is_asked_of_no_office(forms: Plan) -> None:
    """14% is exact: a better figure would not say how far 15%左右 reaches."""
    values = {"6": {2025: "14"}, "12": {2025: "列全省第12位"}}
    actuals = read(forms, values)
    report = evaluate(forms, actuals, year=2025)
    found = {one.indicator.id: one for one in report.indicators}
    for number in values:
        assert found[number].status is Status.UNDETERMINED
        assert status_to_verify(found[number], ZH) == "需评估单位认定"
    assert not values.keys() & {one.result.indicator.id for one in report.lists.missing}
    letters = select_letters(report, actuals).letters
    asked = {one.item.id for each in letters for one in each.to_send}
    asked |= {one.item.id for each in letters for one in each.to_correct if one.item is not None}
    assert not values.keys() & asked
    # A bound is another matter: an exact figure may settle it.
    bounded = judged(forms, {"6": {2025: ">13"}})
    assert "6" in {one.result.indicator.id for one in bounded.lists.missing}


# reading a sheet


@pytest.mark.parametrize(
    ("number", "text", "same"),
    [
        ("1", "〔1〕", True), ("1", "[1]", True), ("1", "78.3", True), ("1", "79", False),
        ("1", "〔2〕", False),
        ("2", "下降18%以上", True), ("2", "0.41", True), ("2", "下降20%", False),
        ("3", "240", True), ("3", "翻两番", False),
        ("5", "2-3", True), ("5", "2~3%", True), ("5", "2", False),
        ("6", "约15%", True), ("6", "15", False), ("6", "16%左右", False),
        ("8", "100", True), ("8", "实现全覆盖", True), ("8", "95%", False),
        ("9", ">65", True), ("9", "65", False),
        ("10", "保持在合理区间", True), ("10", "5.5", False),
        ("15", "95%左右", True), ("15", "95%", False),
        ("16", "12", True), ("16", "≤12", True), ("16", "10", False),
        ("24", "〔13.5〕", True), ("24", "〔13〕", False),
    ],
)  # fmt: skip
def test_a_target_column_states_the_plans_target(
    number: str, text: str, same: bool, forms: Plan
) -> None:
    indicator = measured(forms, number)
    assert (
        same_target(Cell(text, Place("data.xlsx", "表", 2, 2)), indicator, indicator.unit) is same
    )


@pytest.mark.parametrize(
    ("city", "village", "worst"),
    [("2.5", "3.4", "3.4%"), ("1.2", "3.4", "1.2%"), ("2.1", "2.5", "2.1%")],
)
def test_of_two_populations_the_one_farther_from_the_range_counts(
    city: str, village: str, worst: str, forms: Plan
) -> None:
    name = measured(forms, "5").name
    items = [
        {"indicator": f"{part}{name}", "values": {"2025": text}}
        for part, text in (("城市", city), ("农村", village))
    ]
    content = json.dumps({"actuals": items}, ensure_ascii=False).encode()
    report = evaluate(forms, read_contents([("data.json", content)], forms), year=2025)
    result = next(one for one in report.indicators if one.indicator.id == "5")
    assert actual_words(result, ZH) == worst


# every page

_MID: dict[str, dict[int, str]] = {
    "1": {2023: "78.0"}, "2": {2023: "0.45"}, "3": {2023: "150"},
    "4": {2021: "4.2", 2022: "4.6", 2023: "4.4"}, "5": {2021: "2.5", 2022: "1.4", 2023: "3.4"},
    "6": {2023: "14"}, "7": {2021: "28.5", 2022: "28", 2023: "26.4"}, "8": {2023: "92"},
    "9": {2023: "65"}, "10": {2021: "8.3", 2022: "3.1", 2023: "5.5"}, "11": {2023: "38"},
    "12": {2023: "列全省第12位"}, "13": {2023: "700"}, "14": {2023: "22.5"}, "15": {2023: "94.6"},
    "16": {2022: "11.5/10万", 2023: "13"}, "17": {2023: "48"}, "18": {},
    "19": {2021: "8.1", 2022: "5.5", 2023: "5.0"}, "20": {2021: "2.5", 2022: "2.6", 2023: "2.55"},
    "21": {2021: "8", 2022: "5", 2023: "6"}, "22": {2021: "95.2", 2022: "94.8", 2023: "96"},
    "23": {2023: "400"}, "24": {2021: "2", 2022: "3", 2023: "1"},
    "25": {2021: "5.1", 2022: "5.6", 2023: "5.2"}, "26": {2021: "310", 2022: "290", 2023: "320"},
    "R1": {2023: "405"},
}  # fmt: skip
_FINAL = {number: {year + 2: text for year, text in of.items()} for number, of in _MID.items()}
_SETS = {"mid": (_MID, 2023), "final": (_FINAL, 2025), "little": ({"18": {2025: "3000"}}, 2025)}
_NEVER = re.compile(
    r"None\b|Fraction|Interval|（）|\(\)|“”|%%|％％|（（|））|，，|；；"
    r"|任何数|any number|\d\.\d{12}"
)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", _SETS)
def test_no_page_says_what_is_not_so(name: str, lang: str, forms: Plan) -> None:
    words, (values, year) = Words(lang), _SETS[name]
    actuals = read(forms, values)
    report = evaluate(forms, actuals, year=year)
    shown = {how: FORMATS[how].render(report, words, Options()) for how in ("markdown", "terminal")}
    for indicator in forms.indicators:
        chain = trace(forms, indicator, actuals, year=year)
        shown[indicator.id] = CHAIN_FORMATS["terminal"].render(chain, words, Options())
    found = {
        where: [line for line in text.decode().splitlines() if _NEVER.search(line)]
        for where, text in shown.items()
    }
    assert {where: lines for where, lines in found.items() if lines} == {}


@pytest.mark.parametrize("how", ["html", "json", "xlsx", "docx", "github", "junit"])
def test_every_format_takes_such_targets(how: str, forms: Plan) -> None:
    report = judged(forms, _MID, 2023)
    content = FORMATS[how].render(report, ZH, Options())
    if how == "json":
        items: dict[str, Any] = {one["id"]: one for one in json.loads(content)["indicators"]}
        assert items["10"]["target"]["text"] == "保持在合理区间"
        assert items["10"]["target"].get("low") is None
        assert items["1"]["target"]["low"] == 78.3
        assert (items["5"]["target"]["low"], items["5"]["target"]["high"]) == (2, 3)
    assert content


def test_the_chart_of_a_range_has_both_ends(forms: Plan) -> None:
    report = judged(forms, _MID, 2023)
    charts = {one.indicator.id: chart(one, report, ZH) for one in report.indicators}
    ends = {
        number: tuple(
            None if end is None else str(end) for end in (drawn.target.bound, drawn.target.upper)
        )
        for number, drawn in charts.items()
        if drawn is not None
    }
    assert ends["5"] == ("2", "3")
    assert ends["7"] == ("27", "29")
    assert ends["22"] == ("94.5", "95.5")
    assert ends["1"] == ("78.3", None)
    labels = {number: drawn.target.label for number, drawn in charts.items() if drawn}
    assert labels["1"] == "≥78.3"
    assert labels["15"] == "≥94.5"
    assert labels["6"] == "15%左右"


def test_the_template_says_what_to_fill_in(forms: Plan) -> None:
    made = make_template(forms, asked_for(forms), (2023,), {}, {}, ZH)
    (sheet,) = made.tables
    rows = {line.serial: line for group in sheet.groups for line in group.lines}
    assert rows["12"].prompt == "报该年的数；没有数的，用一句话写明进展。"
    assert rows["21"].prompt.startswith("报该年比上年的增速；")
    assert rows["R1"].printed == "—"
    assert sheet.groups[-1].name == "比较对象"
    about = {one.serial: one.name for one in made.notes.about}
    assert about["1"].endswith("2025年目标 〔1〕，即78.3岁")
    assert "R1" not in about


EVERY_FORM = Path(__file__).parent / "data" / "plans" / "every_form.yaml"


@pytest.mark.parametrize("words", [ZH, EN])
def test_a_template_asks_for_what_each_kind_counts(words: Words) -> None:
    """52 asks for levels; words have no basis, but a figure that others need has; 58 has years."""
    plan = load_plan(EVERY_FORM)
    made = make_template(plan, asked_for(plan), plan.years, {}, {}, words)
    lines = {one.serial: one for group in made.tables[0].groups for one in group.lines}
    assert lines["52"].prompt.startswith(words("template.report.yearly.levels"))
    assert [bool(lines[number].forms) for number in ("53", "69", "74")] == [True, False, False]
    assert lines["74"].form == words("none")
    about = {one.serial: one.name for one in made.notes.about}
    assert all(text in about["58"] for text in ("90%以上", "95%以上", "98%以上"))
    rules = [one.heading for one in made.notes.rules]
    for kind in ("mean_level", "yearly", "relative", "comparison", "trend", "narrative"):
        assert words(f"template.rule.{kind}") in rules


@pytest.mark.parametrize(
    ("unit", "shown"),
    [
        ("%", "%"), ("件", ""), ("年", " years"), ("万人", "×10,000 people"), ("亿元", "×CNY100m"),
        ("万元/人", "×CNY10,000 per person"), ("/10万", " per 100,000"), ("微克/立方米", " µg/m³"),
        ("件/万人", " per 10,000 people"), ("10万", "10万"), ("名", "名"),
        ("件/星级", "件/星级"),
    ],
)  # fmt: skip
def test_a_unit_behind_an_english_figure(unit: str, shown: str) -> None:
    """What is not known stays as the plan has it, and whole."""
    assert EN.unit(unit) == shown
    assert ZH.unit(unit) == unit
