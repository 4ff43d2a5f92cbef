"""Every form of target that published plans use, in one plan and with cases by hand.

The plan is `data/plans/every_form.yaml`, the cases are `every_form.cases.yaml` beside it.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from sums import is_right

from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.evaluation.trace import trace_in
from shengzhou_quality.formats import CHAIN_FORMATS, Options
from shengzhou_quality.pages.explain.formulas import write_step
from shengzhou_quality.plan.kinds import LEFT_TO_PEOPLE, AnyIndicator
from shengzhou_quality.plan.kinds.steps import Step
from shengzhou_quality.plan.loader import inspect_files, load_plan
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reading.intake import read_contents
from shengzhou_quality.reported import Actuals
from shengzhou_quality.sources.yaml import read_yaml
from shengzhou_quality.words import Words

FOLDER = Path(__file__).parent / "data" / "plans"
FILE = FOLDER / "every_form.yaml"
CASES = FOLDER / "every_form.cases.yaml"
KEYS = {"year", "actuals", "as", "other", "verdict", "status", "needed_per_year", "notes", "why"}
MUST_HAVE = {"year", "actuals", "verdict", "status", "why"}
FINAL_YEAR = "2025"
CHINESE, ENGLISH = Words("zh"), Words("en")
SOMETHING: dict[str, Any] = {"indicator": "以上", "values": {"2025": "40"}}
"""The file of an office that reported another item: one without any value is refused."""


@cache
def every_form() -> Plan:
    return load_plan(FILE)


def groups() -> list[dict[str, Any]]:
    data = read_yaml(CASES.read_bytes(), CASES.name).data
    assert isinstance(data, list)
    return data


def cases() -> list[Any]:
    return [
        pytest.param(group["form"], case, id=f"{group['form']}-{number}")
        for group in groups()
        for number, case in enumerate(group["cases"], 1)
    ]


def read(form: str, case: dict[str, Any]) -> Actuals:
    plan = every_form()
    rows = [{"indicator": form, "values": case["actuals"]}] if case["actuals"] else [SOMETHING]
    if "as" in case:
        rows[0]["form"] = case["as"]
    if "other" in case:
        other = plan.other_of(named(form))
        assert other is not None
        rows.append({"indicator": other.name, "values": case["other"]})
    content = json.dumps({"actuals": rows}, ensure_ascii=False).encode()
    return read_contents([("data.yaml", content)], plan)


def named(form: str) -> AnyIndicator:
    return next(one for one in every_form().indicators if one.name == form)


@pytest.mark.parametrize(("form", "case"), cases())
def test_case(form: str, case: dict[str, Any]) -> None:
    """The verdict and the status are those of the case, and explain shows sums that are right."""
    assert MUST_HAVE <= set(case) <= KEYS, "a misspelt key would be a check that never runs"
    plan, item, actuals, why = every_form(), named(form), read(form, case), case["why"]
    report = evaluate(plan, actuals, year=int(case["year"]), only=[item.id])
    (result,) = report.indicators
    assert (result.verdict.value, result.status.value) == (case["verdict"], case["status"]), why
    assert {note.code.value for note in result.notes} >= set(case.get("notes", ())), why
    assert report.diagnostics == (), why
    if "needed_per_year" in case:
        assert result.needed_per_year == Decimal(case["needed_per_year"]), why
    chain = trace_in(plan, item, actuals, report)
    assert chain.judged is not None
    for line in (*chain.judged.arithmetic, *chain.judged.outlook):
        if isinstance(line, Step):
            numbers = write_step(line, item.unit, CHINESE).numbers
            assert is_right(numbers, line.figure, rounded=line.is_rounded), (numbers, line.figure)
    for words in (CHINESE, ENGLISH) if case["year"] != FINAL_YEAR else ():
        page = CHAIN_FORMATS["markdown"].render(chain, words, Options())
        assert not re.search(r"None|Fraction|Interval|nan|（）|\(\)|%%|{|}", str(page)), page


def test_every_form_has_cases_of_every_sort() -> None:
    """Met, not met, undetermined, missing and mid-term, but for what people decide."""
    found = defaultdict(set)
    for group in groups():
        for case in group["cases"]:
            found[group["form"]].add(case["verdict"])
            found[group["form"]] |= {"mid-term"} if case["year"] != FINAL_YEAR else set()
    judged = [one.name for one in every_form().indicators if one.kind != LEFT_TO_PEOPLE]
    assert list(found) == judged
    sorts = {"met", "not_met", "undetermined", "no_data", "mid-term"}
    assert {form: sorts - has for form, has in found.items() if sorts - has} == {}


def test_the_plan_checks_clean() -> None:
    seen = inspect_files(FILE)
    assert (seen.faults, seen.warnings) == ((), ())


@pytest.mark.parametrize("form", ["控制在", "保持在"])
def test_the_usual_sense_is_a_mark_until_a_person_writes_the_direction(
    form: str, tmp_path: Path
) -> None:
    """Without 以内 or 以上 the text alone does not say which side is meant."""
    text = FILE.read_text(encoding="utf-8")
    at = text.index(f"name: {form}\n")
    unsaid = re.sub(r"    direction: \w+\n", "", text[at:], count=1)
    file = tmp_path / "indicators.yaml"
    file.write_text(text[:at] + unsaid, encoding="utf-8")
    (mark,) = inspect_files(file).warnings
    assert (mark.code, mark.indicator) == ("plan-usual-sense", named(form).id)


LEFT = [one for one in every_form().indicators if one.kind == LEFT_TO_PEOPLE]


@pytest.mark.parametrize("form", [one.name for one in LEFT])
def test_what_people_decide_is_listed_and_never_judged(form: str) -> None:
    """A figure, words or nothing: without a threshold nobody can say whether it is met."""
    plan, item = every_form(), named(form)
    for actuals, verdict in (({"2025": "99"}, "undetermined"), ({}, "no_data")):
        given = {"actuals": actuals}
        report = evaluate(plan, read(form, given), year=2025, only=[item.id])
        (result,) = report.indicators
        assert result.verdict.value == verdict
        assert "no-threshold" in {note.code.value for note in result.notes}
    kept = read(form, {"actuals": {"2023": "基本完成"}})
    report = evaluate(plan, kept, year=2023, only=[item.id])
    assert report.diagnostics == (), "words are no fault"
    assert report.indicators[0].verdict.value not in ("met", "not_met")


def test_what_no_kind_reads_becomes_narrative_and_refuses_no_other_row(tmp_path: Path) -> None:
    """The same texts under `level`: each stays in the plan as words, with a mark of its own."""
    written = FILE.read_text(encoding="utf-8")
    file = tmp_path / "as_level.yaml"
    file.write_text(written.replace("kind: narrative", "kind: level"), encoding="utf-8")
    plan = load_plan(file)
    assert [one.kind for one in plan.indicators] == [one.kind for one in every_form().indicators]
    marked = [one.indicator for one in plan.warnings if one.code == "plan-target-not-read"]
    assert marked == [one.id for one in LEFT]


def item_of(form: str, **given: object) -> dict[str, Any]:
    """An item of the plan as it is written, with other fields; `None` takes one away."""
    items = yaml.safe_load(FILE.read_text(encoding="utf-8"))["indicators"]
    item = next(one for one in items if one["name"] == form)
    return {key: value for key, value in (item | given).items() if value is not None}


def told_by(tmp_path: Path, *items: dict[str, Any]) -> set[str]:
    """The codes of what is told of a plan of these items: faults, or else warnings."""
    head = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    file = tmp_path / "own.yaml"
    file.write_text(json.dumps(head | {"indicators": items}, default=str), encoding="utf-8")
    try:
        told = load_plan(file).warnings
    except InputError as error:
        told = error.diagnostics
    assert all(one.parameters.get("written") != "" for one in told), "a sentence with a hole"
    return {one.code for one in told}


@pytest.mark.parametrize(
    ("form", "given", "code"),
    [
        # 左右 and a range say no direction; only what is kept knows an inside
        ("左右有容许差", {"direction": None}, "plan-target-needs-direction"),
        ("区间越大越好", {"direction": None}, "plan-target-needs-direction"),
        ("水平的降幅", {"target": "下降15%—20%", "direction": None}, "plan-target-needs-direction"),
        ("区间保持", {"direction": None}, "plan-range-without-direction"),
        # from another year, about another period
        ("水平的降幅", {"target": "较2015年下降18%"}, "plan-target-of-another-time"),
        ("基期的倍数", {"target": "2015年规模的1.3倍以内"}, "plan-target-of-another-time"),
        ("报送降幅", {"target": "较2015年下降18%"}, "plan-target-of-another-time"),
        ("时期内零发生", {"target": "“十三五”时期零发生"}, "plan-target-of-another-time"),
        # a share or a multiple of nothing, of a loss
        ("翻番", {"baseline": "0"}, "plan-share-of-nothing"),
        ("翻番", {"baseline": "-5"}, "plan-share-of-nothing"),
        ("基期的倍数", {"baseline": "0"}, "plan-share-of-nothing"),
        ("基期的倍数", {"baseline": None}, "plan-change-without-baseline"),
        # a change of a share compounds or is in points: it is none that is counted up
        ("累计新增", {"unit": "%"}, "plan-target-of-another-kind"),
        ("累计新增", {"target": "减少20"}, "plan-target-of-another-kind"),
        ("年均增长", {"target": "〔13.5〕"}, "plan-target-of-another-kind"),
    ],
)
def test_what_is_said_of_a_target(
    form: str, given: dict[str, object], code: str, tmp_path: Path
) -> None:
    assert told_by(tmp_path, item_of(form, **given)) == {code}


@pytest.mark.parametrize(
    ("form", "given"),
    [
        ("水平的降幅", {"target": "较2015年下降18%", "baseline_year": 2015}),
        ("水平的降幅", {"target": "较2020年下降18%"}),
        ("基期的倍数", {"target": "增长20%以内", "direction": "decrease"}),
    ],
)
def test_of_what_nothing_is_said(form: str, given: dict[str, object], tmp_path: Path) -> None:
    assert told_by(tmp_path, item_of(form, **given)) == set()


SAID: list[tuple[str, int, dict[int, str], dict[int, str], str, str]] = [
    # form, year, values, values of the other, what stands there, what does not
    ("报送降幅", 2025, {2025: "20"}, {}, "读作至少变化这么多", "以变化小为好"),
    ("报送降幅", 2025, {2025: ">17"}, {}, "请向报送单位核实，报准确数", "缺2021"),
    ("累计降幅", 2025, {2021: "3", 2022: "3", 2024: "3", 2025: "3"}, {},
     "已报送的数还不足以判定；目标值", "没有可以用于判定的数"),
    ("每年下限", 2025, {2021: "300", 2022: "300", 2024: "300", 2025: "300"}, {},
     "但缺2023年的数，不能确认各年都合乎目标", "与上年比较"),
    # (5.1 + 5.6 + 0 + 5.1 + 5.2) ÷ 5 = 4.2, and with 100 instead of 0 24.2
    ("各年平均", 2025, {2021: "5.1", 2022: "5.6", 2024: "5.1", 2025: "5.2"}, {},
     "121 ÷ 5 = 24.2%", "只知道可能的范围"),
    ("高于另一指标", 2025, dict.fromkeys(range(2021, 2026), "6"),
     {2021: "5", 2022: "5", 2024: "5", 2025: "5"},
     "缺“生产总值增长”2023年的数，不能比较", "没有“生产总值增长”的数"),
    ("与另一指标同步", 2025, dict.fromkeys(range(2021, 2026), "4.5"),
     dict.fromkeys(range(2021, 2026), "5"), "距区间边界", "低于目标"),
    ("稳步提升", 2023, {2021: "79", 2022: "82", 2023: "83"}, {},
     "滞后（2021年为79%，低于基期值80%）", "不如以前年份"),
    ("稳步提升", 2023, {2021: "82", 2022: "81", 2023: "83"}, {},
     "2022年为81%，低于2021年的82%", "评估年的判定为准"),
    ("稳步提升", 2023, {2021: "81", 2022: "82", 2023: "83"}, {},
     "各年都不得低于上年", "都须在目标范围之内"),
    ("保持稳定", 2025, {2025: "79"}, {}, "比基期值低1个百分点", "超出目标"),
    ("时期内零发生", 2025, dict.fromkeys(range(2021, 2026), "0"), {},
     "‘十四五’时期零发生", "恰好达到"),
    ("报送降幅", 2025, {2025: ">17"}, {}, "实际值大于17%", "(17"),
    ("累计百分点", 2023, {2023: "0.3"}, {}, "比目标少0.7个百分点", "0.3%"),
    ("累计百分点", 2023, {2023: "-0.5"}, {}, "实际值降低0.5个百分点", "-0.5%"),
    ("每年递减", 2023, {2021: "60.5", 2022: "60", 2023: "59"}, {},
     "实际值提高0.5个百分点（2021年）", "-0.5%"),
    ("累计增量", 2023, {2023: "12"}, {}, "今后2年每年需增加4个", "年均增幅"),
    ("左右没有容许差", 2023, {2023: "66"}, {}, "比70%低4个百分点", "不能判定是否达到"),
    ("左右没有容许差", 2025, {2025: "69"}, {}, "比70%低1个百分点", "低于目标1"),
    ("基期值是界", 2023, {2023: "93"}, {}, "基期值只是一个界限（>90%）", "没有可用的基期值"),
    ("基本全覆盖", 2023, {2023: "基本完成"}, {},
     "报送：基本完成", "目标值"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "year", "values", "others", "stands", "gone"), SAID)
def test_explain_says(
    form: str, year: int, values: dict[int, str], others: dict[int, str], stands: str, gone: str
) -> None:
    """What the kind's own sentences are, and which of another kind's are not said."""
    plan, item = every_form(), named(form)
    case: dict[str, Any] = {"actuals": {str(one): text for one, text in values.items()}}
    if form in ("报送降幅", "累计百分点", "累计增量"):
        case["as"] = "累计值"
    if others:
        case["other"] = {str(one): text for one, text in others.items()}
    actuals = read(form, case)
    report = evaluate(plan, actuals, year=year, only=[item.id])
    page = CHAIN_FORMATS["markdown"].render(
        trace_in(plan, item, actuals, report), CHINESE, Options()
    )
    said = page.decode() if isinstance(page, bytes) else page
    assert stands in said
    assert gone not in said


OF_ANOTHER_KIND = [
    # What adds up the years or is new is no level; a figure means the same with 个 and without.
    *(
        ("level", "%", text)
        for text in ("累计达到96%", "力争累计达到96", "累计96%以上", "累计100%")
    ),
    *(("maintain", "个", text) for text in ("累计达到96个", "累计达到96", "新增10个")),
    *(("level", "个", text) for text in ("新增10个", "累计新增10个", "力争新增500", "新建10个")),
    *(("mean_level", "个", "新增10个"), ("yearly", "个", "新增10个")),
    *(("average_growth", "%", "新增10"), ("cumulative", "%", "累计达到96%")),
    # A level to arrive at is no change, growth, total or mean, and what stands beside it counts.
    *(("change", "%", text) for text in ("降至5", "提高到60%", "由50提高到96", "合格率达到96")),
    *(("change", "%", text) for text in ("全覆盖", "零发生", "96〔1.38〕")),
    *(("average_growth", "%", text) for text in ("由5提高到9", "提高到8%", "5〔1〕", "年均下降3%")),
    *(("mean_level", "%", text) for text in ("由5提高到9", "降至5", "96〔1.38〕")),
    *(("cumulative", "个", text) for text in ("由50提高到96", "增加到96个", "96〔1.38〕")),
    ("yearly", "%", "由50提高到96"),
]
OF_THIS_KIND = [
    *(("cumulative", "个", text) for text in ("累计达到96个", "累计新增10个", "新增10", "达到10")),
    *(("change", "%", "累计达到13.5%"), ("change", "%", "达到13.5%"), ("level", "%", "18%(累计)")),
    *(
        ("yearly", "个", "每年新增10个"),
        ("yearly", "个", "零发生"),
        ("mean_level", "个", "年均新增9个"),
    ),
    *(("average_growth", "%", "达到8%"), ("mean_level", "%", "失业率控制在5.5%以内")),
    *(("level", "倍", text) for text in ("缩小到2倍以内", "降至2倍", "2倍以内", "控制在2倍以内")),
]


def test_what_the_words_say_against_the_kind_is_left_to_people(tmp_path: Path) -> None:
    """No other row is refused for it, and none of the sound ones is touched."""
    quote = {"section": "专栏1", "quote": "一"}
    head = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    own = {"category": head["categories"][0]["key"], "constraint": "binding", "source": quote}
    rows = {
        str(number): own | {"id": str(number), "name": f"第{number}项", "unit": unit}
        | {"kind": kind, "target": target, "baseline": "50" if "由50" in target else "5"}
        | ({"change_in": "rate", "change": "rise"} if kind == "change" else {})
        for number, (kind, unit, target) in enumerate(OF_ANOTHER_KIND + OF_THIS_KIND, 1)
    }  # fmt: skip
    file = tmp_path / "own.yaml"
    file.write_text(json.dumps(head | {"indicators": [*rows.values()]}, default=str), "utf-8")
    plan, code = load_plan(file), "plan-target-of-another-kind"
    told = {one.indicator for one in plan.warnings if one.code == code}
    assert [
        (rows[one.id]["kind"], one.unit, rows[one.id]["target"])
        for one in plan.indicators
        if one.id in told and one.left_to_people
    ] == OF_ANOTHER_KIND
    times = [one for one in plan.indicators if one.unit == "倍"]
    assert [one.target_set.high for one in times if not one.of_states] == [2, 2, 2, 2]
    said = {CHINESE.message(one) for one in plan.warnings if one.code == code}
    assert all(one.endswith("项”按叙述型列出，不作判定。") for one in said)
    errors = {one.severity.value for one in inspect_files(file).faults}
    assert errors == {"error"}, "the check of the plan asks for the cure"


ONE_FAULT: list[
    dict[str, Any]
] = [  # what of the row is at fault, beside what it has: a level of 50%, no direction
    *({"target": text} for text in ("15%左右", "约96", "4.5%—5%", "完好率95%—98%", "下降4—5%")),
    *({"target": text} for text in ("96分", "10家", "5‰", "年均增长5%", "每年新增5", "突破1000")),
    *({"target": text} for text in ("翻两番", "增长2倍", "提高96个百分点", "由60%提高到96%")),
    *({"target": text} for text in ("比2019年提高5个百分点", "“十三五”时期下降5%")),
    {"target": "18.18亿亩", "unit": "万亩"},
    {"target": "新增约96个", "unit": "个", "kind": "cumulative"},
    *({"target": text, "kind": "average_growth"} for text in ("7%—8%", "8左右")),
    *({"target": text, "baseline": None} for text in ("下降18%", "52〔1.38〕")),
    {"target": "翻一番", "baseline": "0"},
    *({"target": ">60", "baseline": text} for text in ("较低", "55左右")),
    {"target": ">60", "stretch": "国内领先"},
    {"target": ">60", "targets": {"2023": "较高"}},
    {"target": ">60", "changed_targets": [{"date": "2023-06-30", "target": "较高"}]},
    {"target": "下降5%", "kind": "change"},
]


def test_a_fault_of_one_target_refuses_no_other_row(tmp_path: Path) -> None:
    head = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    quote = {"section": "专栏1", "quote": "一"}
    own: dict[str, Any] = {
        "category": head["categories"][0]["key"],
        "constraint": "binding",
        "source": quote,
    }
    own |= {"kind": "level", "unit": "%", "baseline": "50", "target": ">60"}
    rows: list[dict[str, Any]] = [
        {key: one for key, one in (own | given).items() if one is not None}
        | {"id": str(number), "name": f"第{number}项"}
        for number, given in enumerate([{}, *ONE_FAULT, {}])
    ]
    for row in rows:
        for change in row.get("changed_targets", ()):
            change["source"] = quote
    file = tmp_path / "own.yaml"
    file.write_text(json.dumps(head | {"indicators": rows}, default=str), encoding="utf-8")
    plan = load_plan(file)
    judged = [one.id for one in plan.indicators if not one.left_to_people]
    assert judged == ["0", str(len(ONE_FAULT) + 1)]
    assert {one.indicator for one in plan.warnings} == {row["id"] for row in rows} - {*judged}
    assert {(one.code, one.place) for one in plan.warnings} == {
        (one.code, one.place) for one in inspect_files(file).faults
    }
    rows[0] |= {"unknown": "1"}
    file.write_text(json.dumps(head | {"indicators": rows}, default=str), encoding="utf-8")
    with pytest.raises(InputError):
        load_plan(file)
