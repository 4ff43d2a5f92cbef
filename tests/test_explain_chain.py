"""Test the steps behind a verdict: every sum by hand, and equal to the figures of the report."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import word_document
from sums import is_right
from test_cases import all_cases, file_of, plan_of

from shengzhou_quality.evaluation.chain import Traceable
from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.evaluation.grounds import Ground
from shengzhou_quality.evaluation.status import FAILING, LADDER
from shengzhou_quality.evaluation.trace import trace, trace_in
from shengzhou_quality.formats import CHAIN_FORMATS, Options
from shengzhou_quality.pages.explain.formulas import write_step
from shengzhou_quality.plan.kinds.steps import Check, Remark, RemarkCode, Rung, Step
from shengzhou_quality.plan.loader import load_plan
from shengzhou_quality.reading.intake import read_contents
from shengzhou_quality.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shengzhou_quality.evaluation.chain import Chain, Judged
    from shengzhou_quality.plan.model import Plan

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
FIGURES = (
    "progress", "expected_progress", "expected", "pace", "needed_per_year", "projected",
    "gap", "margin",
)  # fmt: skip


def explained(
    plan: Plan, identity: str, values: Mapping[int, str], year: int, **row: str
) -> Judged:
    item = {"id": identity, "values": {str(y): text for y, text in values.items()}, **row}
    content = json.dumps({"actuals": [item]}, ensure_ascii=False).encode()
    indicator = plan.indicator(identity)
    assert indicator is not None
    actuals = read_contents([("data.json", content)], plan, accept_own_assessments=True)
    chain = trace(plan, indicator, actuals, year=year)
    assert chain.judged is not None
    return chain.judged


def sums(judged: Judged, lang: str = "zh") -> dict[str, tuple[str, str]]:
    """Each line by its name: the numbers put in, and the result with its sign."""
    lines = [*judged.arithmetic, *judged.outlook]
    unit = judged.result.indicator.unit
    written = [write_step(line, unit, Words(lang)) for line in lines if isinstance(line, Step)]
    return {one.name: (one.numbers, f"{one.sign} {one.result}") for one in written}


def remarks(judged: Judged) -> list[RemarkCode]:
    lines = [*judged.arithmetic, *judged.outlook]
    return [line.code for line in lines if isinstance(line, Remark)]


# design §5, worked by hand


def test_indicator_7_of_2022(plan: Plan) -> None:
    """13.33/100.3 = 0.1329013; ÷ 0.4 = 0.3322532; 86.97/3 = 28.99; 423/336.03 is 1.0797439³."""
    judged = explained(plan, "7", {2022: "336.03"}, 2022)
    assert sums(judged) == {
        "规划期": ("2025 - 2020", "= 5年"),
        "已过年数": ("2022 - 2020", "= 2年"),
        "时序进度": ("2 ÷ 5", "= 0.4"),
        "按时序应为": ("322.7 + (423 - 322.7) × (2 ÷ 5)", "= 362.82亿元"),
        "完成进度": ("(336.03 - 322.7) ÷ (423 - 322.7)", "≈ 0.132901"),
        "时序进度比": ("(13.33 ÷ 100.3) ÷ (2 ÷ 5)", "≈ 0.332253"),
        "按此速度2025年": ("322.7 + (336.03 - 322.7) × 5 ÷ 2", "= 356.025亿元"),
        "差距": ("423 - 336.03", "= 86.97亿元"),
        "剩余年数": ("2025 - 2022", "= 3年"),
        "今后每年需": ("(423 - 336.03) ÷ 3", "= 28.99亿元"),
        "合每年增长": ("((423 ÷ 336.03)^(1 ÷ 3) - 1) × 100", "≈ 7.974393%"),
    }
    assert judged.grounds.ground is Ground.PACE
    assert (judged.grounds.lower, judged.grounds.upper) == (Fraction(0), Fraction("0.6"))


def test_a_unit_that_is_a_multiple_is_no_factor_of_the_sum(plan: Plan) -> None:
    found = sums(explained(plan, "7", {2022: "336.03"}, 2022), "en")
    assert found["Expected by now"][1] == "= 362.82 (×CNY100m)"


def test_indicator_8_of_2023(plan: Plan) -> None:
    """1.095 × 1.04 × 1.08 = 1.229904, its third root 1.0714134; the rest needs 11.848622%."""
    values = {2021: "9.5", 2022: "4.0", 2023: "8.0"}
    judged = explained(plan, "8", values, 2023, form="当年值")
    assert sums(judged) == {
        "应达到的积": ("(1 + 9%)^3", "= 1.295029"),
        "增长之积": ("(1 + 9.5%) × (1 + 4%) × (1 + 8%)", "= 1.229904"),
        "年均增速": ("(1.229904^(1 ÷ 3) - 1) × 100", "≈ 7.141339%"),
        "时序进度比": ("((1.229904^(1 ÷ 3) - 1) × 100) ÷ 9", "≈ 0.793482"),
        "差距": ("9 - ((1.229904^(1 ÷ 3) - 1) × 100)", "≈ 1.858661个百分点"),
        "剩余年数": ("2025 - 2023", "= 2年"),
        "今后年均须": ("(((1 + 9%)^5 ÷ 1.229904)^(1 ÷ 2) - 1) × 100", "≈ 11.848622%"),
    }


def test_indicator_17_of_2021(plan: Plan) -> None:
    """⌊2 × 1/5⌋ = ⌊0.4⌋ = 0: nothing yet, and on schedule all the same."""
    judged = explained(plan, "17", {2021: "0"}, 2021)
    found = sums(judged)
    assert found["按时序应为"] == ("2 × (1 ÷ 5)", "= 0.4个")
    assert found["时序进度比"] == ("(0 ÷ 2) ÷ (1 ÷ 5)", "= 0")
    assert found["差距"] == ("2 - 0", "= 2个")
    assert found["今后每年需"] == ("(2 - 0) ÷ 4", "= 0.5个")
    assert {RemarkCode.WHOLE_PART, RemarkCode.COUNTS_AS_ON_SCHEDULE} <= set(remarks(judged))
    paces = judged.grounds.paces
    assert paces is not None
    assert (judged.result.status.value, paces.worst) == ("on_track", Fraction(1))


def test_indicator_22_of_2022(plan: Plan) -> None:
    """181 + 230 × 0.4 = 273; 79/230 ÷ 0.4 = 0.8586956…; 151/3 = 50.3333…"""
    found = sums(explained(plan, "22", {2022: "260"}, 2022))
    assert found["按时序应为"] == ("181 + (411 - 181) × (2 ÷ 5)", "= 273家")
    assert found["完成进度"] == ("(260 - 181) ÷ (411 - 181)", "≈ 0.343478")
    assert found["时序进度比"] == ("(79 ÷ 230) ÷ (2 ÷ 5)", "≈ 0.858696")
    assert found["今后每年需"] == ("(411 - 260) ÷ 3", "≈ 50.333333家")
    assert found["按此速度2025年"] == ("181 + (260 - 181) × 5 ÷ 2", "= 378.5家")


def test_indicator_6_of_2023_from_both_baselines(plan: Plan) -> None:
    """From 6.1: 4.9/8.9 ÷ 0.6 = 0.9176029…; from 10 or more at most 1/5 and 1/3: behind at best."""
    judged = explained(plan, "6", {2023: "11"}, 2023)
    found = sums(judged)
    assert found["完成进度"] == ("(11 - 6.1) ÷ (15 - 6.1)", "≈ 0.550562")
    assert found["时序进度比"] == ("(4.9 ÷ 8.9) ÷ (3 ÷ 5)", "≈ 0.917603")
    assert (judged.grounds.lower, judged.grounds.upper) == (Fraction("0.6"), Fraction("0.95"))
    (other,) = judged.baselines
    found_there = [step for step in other.steps if isinstance(step, Step)]
    assert [(step.field, step.result) for step in found_there] == [
        ("progress", Fraction(1, 5)),
        ("pace", Fraction(1, 3)),
    ]
    assert other.alternative.differs
    assert (other.alternative.end, other.alternative.finding.status) == ("best", "behind")
    (reading,) = judged.readings
    assert not reading.alternative.differs  # 11 is short of 15 by either
    assert RemarkCode.MUST_EXCEED in remarks(judged)


# each kind where it has no figure


def test_a_bound_is_reckoned_at_both_ends(plan: Plan) -> None:
    """≥36.5 in 2022: (36.5−33)/7 ÷ 0.4 = 1.25 at the least; 100% is the most there can be."""
    found = sums(explained(plan, "5", {2022: "≥36.5"}, 2022))
    assert found["时序进度比（最低）"] == ("(36.5 - 33) ÷ (40 - 33) ÷ (2 ÷ 5)", "= 1.25")
    # 67/7 ÷ 0.4 = 23.9285714…
    assert found["时序进度比（最高）"] == ("(100 - 33) ÷ (40 - 33) ÷ (2 ÷ 5)", "≈ 23.928571")
    assert "时序进度比" not in found
    assert "差距" not in found


def test_a_missing_year_of_a_total(plan: Plan) -> None:
    judged = explained(plan, "16", {2022: "3", 2023: "2"}, 2023, form="当年值")
    found = sums(judged)
    assert found["累计数（最低）"] == ("3 + 2", "= 5个")
    assert found["时序进度比（最低）"] == ("5 ÷ 10 ÷ (3 ÷ 5)", "≈ 0.833333")
    assert {RemarkCode.YEARS_UNKNOWN, RemarkCode.NO_UPPER_END} <= set(remarks(judged))
    assert judged.grounds.ground is Ground.ENDS_APART


def test_an_undeclared_form_is_reckoned_both_ways(plan: Plan) -> None:
    """Design §5: 2, 4, 5, 6, 7 against 8: as additions 24, as totals 7."""
    values = dict(zip(range(2021, 2026), ("2", "4", "5", "6", "7"), strict=True))
    judged = explained(plan, "19", values, 2025)
    results = [
        (line.side, line.formula, int(line.result))
        for line in judged.arithmetic
        if isinstance(line, Step) and line.quantity.name == "total"
    ]
    assert results == [("of_year", "{additions}", 24), ("total", "{latest}", 7)]
    assert RemarkCode.TWO_FORMS in remarks(judged)
    assert "时序进度比" not in sums(judged)


def test_a_missing_year_of_growth_ends_the_sum(plan: Plan) -> None:
    judged = explained(plan, "8", {2021: "9.5", 2023: "8"}, 2023)
    assert list(sums(judged)) == ["应达到的积"]
    assert RemarkCode.GROWTH_UNKNOWN in remarks(judged)


def test_a_declared_mean_is_reckoned_alone(plan: Plan) -> None:
    """1.07² = 1.1449 against 1.09² = 1.1881; (1.09⁵/1.1449)^(1/3) = 1.1035405…"""
    found = sums(explained(plan, "8", {2022: "7"}, 2022, form="年均增速"))
    assert found["增长之积"] == ("(1 + 7%)^2", "= 1.1449")
    assert found["时序进度比"] == ("7 ÷ 9", "≈ 0.777778")
    assert found["差距"] == ("9 - 7", "= 2个百分点")
    assert found["今后年均须"] == ("(((1 + 9%)^5 ÷ 1.1449)^(1 ÷ 3) - 1) × 100", "≈ 10.354059%")


def test_what_is_kept_is_checked_year_by_year(plan: Plan) -> None:
    judged = explained(plan, "11", {2021: "92.5", 2022: "93", 2023: "94"}, 2023)
    checks = [line for line in judged.arithmetic if isinstance(line, Check)]
    assert [(check.year, check.verdict) for check in checks] == [
        (2021, "not_met"), (2022, "not_met"), (2023, "met"),
    ]  # fmt: skip
    assert sums(judged) == {"超出目标": ("94 - 93", "= 1个百分点")}


def test_the_states_of_a_milestone_in_order(plan: Plan) -> None:
    judged = explained(plan, "13", {2021: "推进中", 2022: "已申报"}, 2022)
    rungs = [line for line in judged.arithmetic if isinstance(line, Rung)]
    assert [(rung.years, rung.is_latest, rung.is_target) for rung in rungs] == [
        ((), False, False), ((2021,), False, False), ((2022,), True, False), ((), False, True),
        ((), False, False), ((), False, False),
    ]  # fmt: skip
    assert RemarkCode.STATE_TO_GO in remarks(judged)


def test_at_the_limit_the_gap_is_nothing_and_still_not_enough(plan: Plan) -> None:
    judged = explained(plan, "5", {2025: "40"}, 2025)
    assert sums(judged)["差距"] == ("40 - 40", "= 0个百分点")
    assert RemarkCode.MUST_EXCEED in remarks(judged)
    (reading,) = judged.readings
    assert reading.alternative.differs
    assert reading.alternative.finding.status == "met"


@pytest.mark.parametrize("values", [{}, {2023: "见附件"}])
def test_without_a_usable_value_the_sum_ends_and_says_so(
    plan: Plan, values: dict[int, str]
) -> None:
    judged = explained(plan, "22", {2021: "200", **values}, 2023)
    assert list(sums(judged)) == ["规划期", "已过年数", "时序进度", "按时序应为"]
    assert RemarkCode.NOTHING_USABLE in remarks(judged)
    assert RemarkCode.REPORT_FIRST in remarks(judged)


# every sum of every example and every case


def all_chains(plan: Plan) -> list[tuple[str, Chain]]:
    found = []
    for path in sorted([*EXAMPLES.glob("*.xlsx"), EXAMPLES / "actuals.yaml"]):
        actuals = read_contents([(path.name, path.read_bytes())], plan)
        report = evaluate(plan, actuals)
        found += [(path.name, trace_in(plan, one, actuals, report)) for one in plan.indicators]
    return found


@pytest.fixture(scope="module")
def chains(plan: Plan) -> list[tuple[str, Chain]]:
    return all_chains(plan)


def test_every_sum_of_the_examples_is_right_and_is_the_report_s(
    chains: list[tuple[str, Chain]],
) -> None:
    checked = sum(check_sums(name, chain) for name, chain in chains)
    assert checked > 300


def check_sums(name: str, chain: Chain) -> int:
    """Each sum against another calculator, and against the field of the report."""
    judged = chain.judged
    assert judged is not None
    steps = [line for line in (*judged.arithmetic, *judged.outlook) if isinstance(line, Step)]
    steps += [line for way in judged.baselines for line in way.steps if isinstance(line, Step)]
    own = {id(line) for line in (*judged.arithmetic, *judged.outlook)}
    shown = set()
    for step in steps:
        written = write_step(step, judged.result.indicator.unit, Words("zh"))
        where = f"{name} {judged.result.indicator.id}: {written}"
        assert is_right(written.numbers, step.figure, rounded=step.is_rounded), where
        assert written.sign == ("≈" if step.is_rounded else "="), where
        if step.field and id(step) in own:
            assert step.figure == getattr(judged.result, step.field), where
            shown.add(step.field)
    given = {field for field in FIGURES if getattr(judged.result, field) is not None}
    if "margin" in given:
        given -= {"gap"}  # it is 0, and the page says by how much the target is passed
    # Of a mean the expected value is the target; in the final year the projection the actual.
    allowed = {"expected"} if judged.result.indicator.is_mean else set()
    by_convention = RemarkCode.WITHIN_IS_ON_SCHEDULE in remarks(judged)
    allowed |= {"pace"} if by_convention else set()
    allowed |= {"projected"} if judged.report.final else set()
    assert given - shown <= allowed, (name, judged.result.indicator.id, given - shown)
    return len(steps)


def test_the_grounds_are_those_of_the_status(chains: list[tuple[str, Chain]]) -> None:
    for name, chain in chains:
        assert chain.judged is not None
        check_grounds(name, chain.judged)


def check_grounds(name: str, judged: Judged) -> None:
    grounds, status = judged.grounds, judged.result.status
    where = f"{name} {judged.result.indicator.id}"
    of_ladder = grounds.ground in (Ground.PACE, Ground.BELOW_START)
    without_pace = (Ground.WORST_YEAR, Ground.LOST, Ground.SO_FAR)
    assert of_ladder is (status in LADDER) or grounds.ground in without_pace, where
    if grounds.ground is Ground.PACE:
        paces = grounds.paces
        assert paces is not None
        if grounds.lower is not None:
            assert paces.worst is not None, where
            assert paces.worst >= grounds.lower, where
        if grounds.upper is not None and paces.best is not None:
            assert paces.best < grounds.upper or paces.best_is_open, where
    if grounds.ground is Ground.EARLY:
        assert status not in FAILING, where


class Told(NamedTuple):
    """What a case of cases/*.yaml says of its result: as much as can be told without judging."""

    kind: str
    verdict: str | None
    status: str | None


PAPERS = tuple((name, lang) for lang in LANGUAGES for name in ("docx", "xlsx"))


def papers() -> dict[str, tuple[tuple[str, str], ...]]:
    """The papers that each case is written as, by the id of the case.

    A paper or a workbook takes most of the time. The first case of a kind with a verdict is
    written as one in each language, and the first with another status as one in turn.
    """
    plan, found, seen = load_plan(), dict[str, tuple[tuple[str, str], ...]](), set[Told]()
    for one in all_cases():
        (case,) = one.values
        known = plan.find_reportable(case.get("indicator", "1"))
        assert known is not None
        kind = case["plan"]["kind"] if "plan" in case else known.kind
        told = Told(kind, case["expect"].get("verdict"), case["expect"].get("status"))
        turn = len(seen) % len(PAPERS)
        if told._replace(status=None) not in {each._replace(status=None) for each in seen}:
            found[one.id] = (PAPERS[turn], PAPERS[3 - turn])  # the other one, in the other language
        elif told not in seen:
            found[one.id] = (PAPERS[turn],)
        seen.add(told)
    return found


WRITTEN = papers()


def explained_case(
    case: dict[str, Any], plan: Plan, xlsx: Callable[..., bytes], folder: Path
) -> Chain:
    if "plan" in case:
        file = folder / "indicators.yaml"
        file.write_text(json.dumps(plan_of(case["plan"]), ensure_ascii=False), encoding="utf-8")
        plan = load_plan(file)
    item = plan.item(case.get("indicator", "1"))
    assert isinstance(item, Traceable)
    actuals = read_contents([file_of(case, item.name, xlsx)], plan)
    return trace(plan, item, actuals, year=int(case["year"]) if "year" in case else None)


def check_written(chain: Chain, name: str, lang: str) -> None:
    made = word_document.said(CHAIN_FORMATS[name].render(chain, Words(lang), Options()))
    assert "None" not in made
    assert "Fraction" not in made


@pytest.mark.parametrize(
    ("case", "written_as"),
    [pytest.param(*one.values, WRITTEN.get(one.id, ()), id=one.id) for one in all_cases()],
)
def test_every_case_can_be_explained_in_every_format(
    case: dict[str, Any],
    written_as: tuple[tuple[str, str], ...],
    plan: Plan,
    xlsx: Callable[..., bytes],
    tmp_path: Path,
) -> None:
    """Whatever the cases hold: each kind, falling targets, bounds, no data, invalid data."""
    chain = explained_case(case, plan, xlsx, tmp_path)
    check_sums(case["case"], chain)
    assert chain.judged is not None
    check_grounds(case["case"], chain.judged)
    texts = [(name, lang) for name in CHAIN_FORMATS for lang in LANGUAGES]
    for name, lang in (*(one for one in texts if one not in PAPERS), *written_as):
        check_written(chain, name, lang)


@pytest.mark.slow
@pytest.mark.parametrize("case", [one for one in all_cases() if one.id not in WRITTEN][::2])
def test_every_second_of_the_others_can_be_written_on_paper(
    case: dict[str, Any], plan: Plan, xlsx: Callable[..., bytes], tmp_path: Path
) -> None:
    chain = explained_case(case, plan, xlsx, tmp_path)
    check_written(chain, *PAPERS[sum(map(ord, case["case"])) % len(PAPERS)])


# the calculator itself


@pytest.mark.parametrize(
    ("numbers", "result"),
    [
        ("6.1 + (15 - 6.1) × (3 ÷ 5)", "11.44"),
        ("(1 + 9%)^3", "1.295029"),
        ("(1 - 2%) × (1 + 20%)", "1.176"),
        ("((-0.1) ÷ 0.5) ÷ (2 ÷ 5)", "-0.5"),
        ("1.21^(1 ÷ 2)", "1.1"),
    ],
)
def test_the_calculator_reckons_by_itself(numbers: str, result: str) -> None:
    assert is_right(numbers, Decimal(result), rounded=False)


def chain_of(plan: Plan, identity: str, content: Any, year: int | None = None) -> Chain:
    files = [("data.json", json.dumps(content, ensure_ascii=False).encode())]
    item = next(
        one for one in (*plan.indicators, *plan.commitments, *plan.milestones) if one.id == identity
    )
    actuals = read_contents(files, plan, accept_own_assessments=True)
    return trace(plan, item, actuals, year=year)


def page(chain: Chain) -> str:
    text = CHAIN_FORMATS["markdown"].render(chain, Words("zh"), Options()).decode()
    return text.replace("\\", "")


def test_a_milestone_completed_too_late_says_so(plan: Plan) -> None:
    actuals = {"actuals": [{"id": "M53", "state": "已完成", "completed": "2026-03-01"}]}
    text = page(chain_of(plan, "M53", actuals, 2025))
    assert "2026年才完成；目标“已完成”。" in text
    assert "2026年才完成，到2025年底没有完成：未完成" in text
    assert "请先报送" not in text
    assert "没有可以用于判定" not in text


def test_what_was_adjusted_is_for_people_to_decide(plan: Plan) -> None:
    text = page(chain_of(plan, "M30", {"actuals": {"M30": {"2023": "已调整"}}}, 2023))
    assert "由评估单位以“评估意见”认定" in text[text.index("四、") :]


def test_all_of_it_is_no_number_of_the_plan(plan: Plan) -> None:
    """C08 says 全覆盖, C11 prints 100%, C03 四."""
    in_full = "原文没有写数，要求的是全部做到，读作100%"
    texts = {each: page(chain_of(plan, each, {"actuals": {"C06": {"2025": "58"}}}))
             for each in ("C08", "C11", "C03")}  # fmt: skip
    assert [each for each, text in texts.items() if in_full in text] == ["C08"]


@pytest.mark.parametrize(
    ("identity", "content", "listed"),
    [
        ("7", {"7": {"2025": "400"}}, "未达标清单"),
        ("5", {"5": {"2025": "30"}}, "未达标清单"),
        ("C06", {"C06": {"2025": "50"}}, "未达标清单"),
        ("C06", {"C06": {"2025": "约58"}}, "待核实、补报清单"),
        ("C06", {"C06": {"2025": "58"}}, "不在需关注、待核实的清单内"),
        ("M03", {"M03": {"2025": "推进中"}}, "未达标清单"),
    ],
)
def test_the_page_says_where_the_report_lists_it(
    identity: str, content: dict[str, Any], listed: str, plan: Plan
) -> None:
    text = page(chain_of(plan, identity, {"actuals": content}, 2025))
    assert f"列入：{listed}\n" in re.sub(r"\*+", "", text)


@pytest.mark.parametrize(("identity", "conflict"), [("C15", "X06"), ("C36", "X02")])
def test_one_of_its_own_scope_shows_the_conflicts_of_what_it_restates(
    identity: str, conflict: str, plan: Plan
) -> None:
    chain = chain_of(plan, identity, {"actuals": {"5": {"2025": "41"}}})
    assert conflict in {one.id for one in chain.conflicts}


def test_a_revised_baseline_is_reckoned_step_by_step(plan: Plan) -> None:
    """(348.6 − 303)/(423 − 303) = 45.6/120 = 0.38; ÷ 3/5 is 0.633333."""
    said = {"baseline": "303", "reason": "经济普查"}
    content = {"actuals": {"7": {"2023": "348.6"}}, "assessments": {"7": said}}
    text = page(chain_of(plan, "7", content, 2023))
    assert "= (348.6 - 303) ÷ (423 - 303) = 0.38" in text
    assert "(45.6 ÷ 120) ÷ (3 ÷ 5) ≈ 0.633333" in text


def test_what_a_person_said_of_what_has_no_verdict_is_on_its_page(plan: Plan) -> None:
    said = {"status": "达标", "reason": "现场核查"}
    content = {"actuals": {"5": {"2025": "41"}}, "assessments": {"C09": said}}
    text = page(chain_of(plan, "C09", content))
    assert "认定为“达标”" in text
    assert "现场核查" in text


def test_what_is_set_aside_is_not_asked_for_again(plan: Plan) -> None:
    said = {"status": "不纳入评估", "reason": "评选取消"}
    content = {"actuals": {"5": {"2025": "41"}}, "assessments": {"20": said}}
    text = page(chain_of(plan, "20", content))
    assert "评估意见已认定不纳入评估，不计入各项统计" in text
    assert "请先报送" not in text


def test_the_ends_of_a_mean_are_rounded_so_that_they_stay_true(plan: Plan) -> None:
    """9.5, 8 to 9 and at least 7: (1.095·1.08·1.07)^(1/3) − 1 = 8.16179…%, never more."""
    judged = explained(plan, "8", {2021: "9.5", 2022: "8–9", 2023: "≥7"}, 2023)
    assert judged.result.actual is not None
    bounds = judged.result.actual.bounds
    assert bounds is not None
    assert bounds.low is not None
    low = Fraction(bounds.low)
    exact = Fraction("1.095") * Fraction("1.08") * Fraction("1.07")
    assert (1 + low / 100) ** 3 <= exact < (1 + (low + Fraction(1, 10**6)) / 100) ** 3


def test_totals_that_were_added_up_unsaid_are_told_with_the_other_figure(plan: Plan) -> None:
    """C31: 0, 0, 1, 1, 2 of 2 is 4 as additions and 2 as totals, met both ways."""
    values = {"2021": "0", "2022": "0", "2023": "1", "2024": "1", "2025": "2"}
    chain = chain_of(plan, "C31", {"actuals": {"C31": values}}, 2025)
    assert chain.judged is not None
    assert chain.judged.result.verdict == "met"
    assert "按当年值计为4个，按累计值计为2个，判定和状态相同" in page(chain)
    declared = {"actuals": [{"id": "C31", "values": values, "form": "累计值"}]}
    assert "没有写明口径" not in page(chain_of(plan, "C31", declared, 2025))


def test_a_milestone_shows_its_date_and_no_years_that_nobody_asks_for(plan: Plan) -> None:
    content = {"actuals": [{"id": "M17", "state": "已完成", "completed": "2022-12-20"}]}
    text = page(chain_of(plan, "M17", content, 2025))
    assert "已完成，读作“完成创建”，完成日期2022-12-20" in text
    assert "没有报送" not in text[text.index("三、") : text.index("四、")]


def test_what_is_about_many_is_named_and_not_told_on_every_page(plan: Plan) -> None:
    chain = chain_of(plan, "2", {"actuals": {"2": {"2025": "99"}}})
    assert [one.id for one in chain.conflicts] == ["X03"]
    assert "X23（同时涉及多项，见 sqc plan show X23）" in page(chain)


def test_the_number_of_conflicts_is_that_of_those_on_the_page(plan: Plan) -> None:
    content = {"actuals": {"5": {"2025": "41"}, "C36": {"2025": "97"}, "M01": {"2025": "已完成"}}}
    for identity in ("1", "6", "8", "10", "21", "C15", "C34", "C36", "M17"):
        chain = chain_of(plan, identity, content)
        assert chain.judged is not None
        notes = chain.judged.result.notes
        found = [note.parameters for note in notes if note.code == "plan-conflict"]
        counted = [int(str(one["count"])) + int(str(one["others"])) for one in found]
        assert counted == ([len(chain.conflicts)] if chain.conflicts else [])


def test_the_parts_of_every_page_are_numbered_without_a_gap(plan: Plan) -> None:
    said = {"status": "达标", "reason": "现场核查"}
    content = {"actuals": {"5": {"2025": "41"}}, "assessments": {"C09": said}}
    text = page(chain_of(plan, "C09", content))
    assert re.findall(r"(?m)^#+ ([一二三四五六])、", text) == ["一", "二", "三"]


def test_an_opinion_on_what_restates_an_indicator_is_on_its_page(plan: Plan) -> None:
    said = {"C14": {"status": "不纳入评估", "reason": "专栏已调整"}}
    content = {"actuals": {"6": {"2025": "16"}}, "assessments": said}
    assert "专栏已调整" in page(chain_of(plan, "C14", content, 2025))
    assert "专栏已调整" not in page(chain_of(plan, "6", content, 2025))


def test_of_what_is_met_for_certain_no_exact_number_is_asked(plan: Plan) -> None:
    text = page(chain_of(plan, "15", {"actuals": {"15": {"2021": "25"}}}, 2023))
    assert "请补报确数" not in text
