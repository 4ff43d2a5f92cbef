"""Test plan/tasks.yaml: counts, ids, links, words, and how each promise is judged."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import NoteCode, Period, Series, Verdict
from shengzhou_quality.notation import Direction
from shengzhou_quality.plan.kinds.cumulative import Cumulative
from shengzhou_quality.plan.kinds.indicator import ConflictType
from shengzhou_quality.plan.kinds.maintain import Maintain
from shengzhou_quality.plan.kinds.milestone import Milestone
from shengzhou_quality.plan.names import NameIndex, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shengzhou_quality.plan.model import Plan

UNITS = {"%", "个", "家", "项", None}
MODALITIES = {
    "确保", "力争", "争取", "努力", "努力争创", "争获", "支持", "支持企业争创", "推动", "促进",
    "探索", "培育", "谋划实施", "积极谋划", "积极培育创建", "推进", "重点推进", "组织发动", "抓好",
    "着力实施", "鼓励",
}  # fmt: skip
"""How firmly the plan says it; a verb such as 打造 or 建设 is no modality."""
DEADLINES = {"到2025年", "到2025年底", "“十四五”期间"}

RESTATED = {
    "C02": "19",
    "C05": "21",
    "C14": "6",
    "C15": "5",
    "C36": "1",
    "M38": "13",
    "M39": "14",
    "M01": "C01",
}
OWN_ROW = {"C36", "M01"}
NARRATIVE = {"C09", "C18", "C20", "C21", "C22", "C27"}
RETIRED = {"X05", "X22", "X24", "X25", "X28", "X32", "X37", "X44", "X46", "X52"}
"""What was a remark and no conflict: it is a scope note now, and its number is not used again."""
CONTRADICTIONS = {"X07", "X12", "X23", "X29", "X31", "X41", "X54", "X57"}
LIMITS = {"X01", "X02", "X06", "X08", "X09"}
ENCOURAGED = {
    "M04", "M06", "M07", "M12", "M26", "M30", "M42", "M43", "M44", "M45", "M47", "M68", "M81",
    "M82", "M86", "M89", "M90",
}  # fmt: skip
ENCOURAGING = re.compile("(积极|努力)?(支持|鼓励|引导|推动|探索|谋划|力争|争取|争创|争获)")
"""The verbs that demand nothing (docs/en/plan-data.md)."""
MAINTAINED = {"C34", "C36"}
CUMULATIVE = {"C31"}
TWO_SUBJECTS = [("C12", "C13"), ("C29", "C30")]
TWO_LEVELS = {"M06", "M07", "M28", "M42", "M43", "M44"}
ADDED_LATER = {f"M{number}" for number in range(70, 93)}


def promise(plan: Plan, wanted: str) -> Any:
    found = plan.item(wanted)
    assert found is not None, wanted
    return found


def milestone(plan: Plan, wanted: str) -> Milestone:
    found = plan.judged(promise(plan, wanted))
    assert isinstance(found, Milestone)
    return found


# counts, ids, links


def test_the_counts(plan: Plan) -> None:
    assert len(plan.tasks) == 10
    assert sum(len(task.actions) for task in plan.tasks) == 37
    assert sum(len(task.boxes) for task in plan.tasks) == 8
    assert len(plan.safeguards) == 4
    assert len(plan.commitments) == 36
    assert len(plan.milestones) == 92
    assert sum(one.demanded for one in plan.milestones) == 75
    assert len(plan.conflicts) == 47
    assert len(plan.other_conflicts) == 26
    assert sum(len(one.milestones) for one in plan.safeguards) == 6
    kinds = Counter(one.type for one in plan.conflicts)
    assert kinds == {
        ConflictType.CONTRADICTION: 8,
        ConflictType.LIMIT: 5,
        ConflictType.UNDEFINED: 34,
    }


def test_36_commitments_stand_in_34_clauses(plan: Plan) -> None:
    clauses = Counter(one.source.quote for one in plan.commitments)
    assert len(clauses) == 34
    for first, second in TWO_SUBJECTS:
        shared = promise(plan, first).source.quote
        assert promise(plan, second).source.quote == shared
        assert clauses[shared] == 2


def test_ids_run_in_the_order_of_the_plan(plan: Plan) -> None:
    """What was added later stands at its place and has the next number."""
    for letter, items, retired in (
        ("C", plan.commitments, set()), ("M", plan.milestones, set()),
        ("X", plan.conflicts, RETIRED),
    ):  # fmt: skip
        given = len(items) + len(retired)
        expected = {f"{letter}{number:02d}" for number in range(1, given + 1)} - retired
        ids = [item.id for item in items]
        assert sorted(ids) == sorted(expected)
        in_order = [one for one in ids if one not in ADDED_LATER and one != "X55"]
        assert in_order == sorted(in_order)


def test_whatever_has_an_id_is_found_by_it(plan: Plan) -> None:
    parts = [part for task in plan.tasks for part in task.parts]
    assert len(parts) == 10 + 37 + 8, "a box behind no action would be lost"
    for item in (
        *plan.indicators, *parts, *plan.commitments, *plan.milestones, *plan.conflicts,
        *plan.safeguards,
    ):  # fmt: skip
        assert plan.item(item.id) == item
        assert plan.item(item.id.lower()) == item
    assert plan.item("C99") is None


def test_every_promise_knows_its_home(plan: Plan) -> None:
    homes = [plan.home(one) for one in (*plan.commitments, *plan.milestones)]
    assert len(homes) == 36 + 92
    for one in (*plan.commitments, *plan.milestones):
        home = plan.home(one)
        assert one in home.part.promises
        assert home.part in tuple(home.task.parts)
    assert plan.home(promise(plan, "C07")).part.id == "B3"
    assert plan.home(promise(plan, "C34")).part.id == "T09.1"
    brand_plan = plan.home(promise(plan, "M03"))
    assert brand_plan.part is brand_plan.task, "it stands in the opening paragraph"


def test_what_a_conflict_is_about_exists(plan: Plan) -> None:
    for conflict in plan.conflicts:
        assert conflict.about, conflict.id
        for about in conflict.about:
            assert plan.item(about) is not None, (conflict.id, about)
            assert about == promise(plan, about).id, "an id, not a key"


def test_what_is_restated_exists(plan: Plan) -> None:
    promises = (*plan.commitments, *plan.milestones)
    assert {one.id: one.restates for one in promises if one.restates} == RESTATED
    for one in promises:
        if one.restates and one.id != "M01":  # a list with a number, and a pool
            indicator = plan.indicator(one.restates)
            assert isinstance(indicator, Milestone) is (one.id[0] == "M")
    assert {one.id for one in promises if one.own_scope} == OWN_ROW


def test_a_share_of_another_wording_is_the_same_demand_with_its_reading(plan: Plan) -> None:
    for wanted, number in (("C15", "5"), ("C14", "6"), ("C36", "1")):
        one, indicator = promise(plan, wanted), plan.indicator(number)
        assert indicator is not None
        readings = {(reading.target, reading.quote) for reading in indicator.readings}
        assert any(one.target == target and quote in one.source.quote for target, quote in readings)


def test_conflicts_are_of_three_types(plan: Plan) -> None:
    types = {one.id: one.type for one in plan.conflicts}
    assert {one for one, kind in types.items() if kind == "抵触"} == CONTRADICTIONS
    assert {one for one, kind in types.items() if kind == "界限"} == LIMITS
    assert not RETIRED & types.keys()
    for part in ("T04", "T06", "T07", "T08", "T02.2", "B3"):
        assert promise(plan, part).scope_note
    for one in ("5", "21", "C16", "C20", "C21", "C32", "M14"):
        assert promise(plan, one).scope_note
    assert plan.head.scope_note


def test_what_only_encourages_is_not_demanded(plan: Plan) -> None:
    assert {one.id for one in plan.milestones if not one.demanded} == ENCOURAGED
    governed_before = {"M86"}  # 支持行业协会…将质量自律纳入组织章程,建立完善…
    for one in plan.milestones:
        verb = ENCOURAGING.match(one.modality or "") or ENCOURAGING.match(one.source.quote)
        assert one.demanded is not bool(verb or one.id in governed_before), one.id


def test_populations_may_be_reported_apart(plan: Plan) -> None:
    judged = [one.indicator for one in plan.commitments if one.indicator]
    apart = {one.id: len(one.populations) for one in judged if one.populations}
    assert apart == {"C11": 2, "C32": 2}


def test_the_platform_that_exists_already_is_another_reading(plan: Plan) -> None:
    platforms = promise(plan, "C31").indicator
    assert [reading.target for reading in platforms.readings] == ["1"]


def test_names_are_apart_from_each_other_and_from_the_indicators(plan: Plan) -> None:
    """What is reported under a name must mean one thing; what only restates has no row."""
    owners: dict[str, str] = {}
    reported = [one for one in plan.commitments if one.indicator]
    judged = [plan.judged(one) for one in plan.milestones]
    for item in (*plan.indicators, *reported, *filter(None, judged)):
        for name in (item.name, *item.aliases):
            assert owners.setdefault(fold(name), item.id) == item.id, name


@pytest.mark.parametrize(
    "wider",
    [
        "新建住宅全装修比例", "“污水零直排区”建成率", "饮用水水源地安全保障达标率",
        "水功能区监测覆盖率", "基本药物抽检覆盖率",
        "规上工业企业有研发活动的占比",
        "高新技术产业增加值占比", "数字经济核心产业增加值占比", "主城区放心消费覆盖率",
    ],
)  # fmt: skip
def test_a_name_of_another_scope_names_nothing(plan: Plan, wider: str) -> None:
    """A row under it would be judged without a word."""
    assert NameIndex(plan.reportable).by_name(wider) is None


# words


def bilingual(plan: Plan) -> Iterator[tuple[str, str | None, str | None]]:
    for part in (part for task in plan.tasks for part in task.parts):
        yield part.id, part.title, part.title_en
    for safeguard in plan.safeguards:
        yield safeguard.id, safeguard.title, safeguard.title_en
    for conflict in plan.conflicts:
        yield conflict.id, conflict.effect, conflict.effect_en
    for promised in (*plan.commitments, *plan.milestones):
        for field in ("name", "evidence", "scope_note", "narrative", "own_scope"):
            yield (
                promised.id, getattr(promised, field, None), getattr(promised, f"{field}_en", None)
            )  # fmt: skip
    assert plan.milestone_states is not None
    for state in (*plan.milestone_states.states, *plan.milestone_states.aside):
        yield state.key, state.name, state.name_en


def test_both_languages_are_there(plan: Plan) -> None:
    for where, zh, en in bilingual(plan):
        assert (zh is None) is (en is None), where
        if zh is not None and en is not None:
            assert re.search(r"[\u4e00-\u9fff]", zh), where
            assert re.search(r"[a-z]{2}", en), where
            assert len(re.findall(r"[\u4e00-\u9fff]", en)) <= 8, f"{where}: quoted words at most"


def test_units_modalities_and_deadlines_are_of_closed_lists(plan: Plan) -> None:
    assert {one.unit for one in plan.commitments if not one.narrative} <= UNITS
    for one in (*plan.commitments, *plan.milestones):
        assert one.modality is None or one.modality in MODALITIES, one.id
        assert one.deadline is None or one.deadline in DEADLINES, one.id


def test_only_the_accident_rate_has_no_unit(plan: Plan) -> None:
    assert [one.id for one in plan.commitments if one.indicator and one.unit is None] == ["C34"]


def test_no_milestone_says_its_states_itself(plan: Plan) -> None:
    names = [state.name for state in plan.milestone_states.states]  # type: ignore[union-attr]
    assert names == ["未启动", "推进中", "已完成"]
    assert {one.id for one in plan.milestones if one.floor} == TWO_LEVELS


# how they are judged


def test_every_commitment_is_settled_in_one_way(plan: Plan) -> None:
    ways = {one.id: (bool(one.indicator), one.narrative is not None) for one in plan.commitments}
    assert {name for name, (_, narrative) in ways.items() if narrative} == NARRATIVE
    shown = {name for name, way in ways.items() if way == (False, False)}
    assert shown == {"C02", "C05", "C14", "C15"}


def test_kinds(plan: Plan) -> None:
    kinds = {one.id: one.indicator.kind for one in plan.commitments if one.indicator}
    assert {name for name, kind in kinds.items() if kind == "maintain"} == MAINTAINED
    assert {name for name, kind in kinds.items() if kind == "cumulative"} == CUMULATIVE
    assert Counter(kinds.values()) == {"level": 23, "maintain": 2, "cumulative": 1}


def test_a_commitment_is_judged_by_a_kind_without_category_and_weight(plan: Plan) -> None:
    for one in plan.commitments:
        if one.indicator:
            assert (one.indicator.id, one.indicator.name) == (one.id, one.name)
            assert (one.indicator.category, one.indicator.constraint) == (None, None)
            assert one.indicator.source == one.source
            assert one.indicator.restated == one.also


def test_only_the_accident_rate_is_better_lower(plan: Plan) -> None:
    falling = [
        one.indicator
        for one in plan.commitments
        if one.indicator and one.indicator.direction is Direction.DECREASE
    ]
    assert [one.id for one in falling] == ["C34"]
    rate = falling[0]
    assert isinstance(rate, Maintain)
    period = Period(2020, 2025, 2025)
    met = {
        value: rate.judge(Series({2025: Interval.point(value)}), period).verdict
        for value in (0, 1)
    }  # fmt: skip
    assert met == {0: Verdict.MET, 1: Verdict.NOT_MET}
    assert rate.target_set == Interval.between(0, rate.bound), "以内 includes the number"


def test_shares_end_at_100_and_counts_are_whole(plan: Plan) -> None:
    for one in plan.commitments:
        if one.indicator is None:
            continue
        possible = one.indicator.domain.interval
        if one.unit == "%":
            assert possible == Interval.between(0, 100), one.id
        elif one.unit is not None:
            assert one.indicator.whole, one.id
            assert possible.low == 0, one.id
        assert one.indicator.plausible.interval.is_subset_of(possible), one.id


def test_no_baseline_is_invented(plan: Plan) -> None:
    """Part one prints none of the same subject."""
    judged = [one.indicator for one in plan.commitments if one.indicator]
    assert [one.id for one in judged if one.baseline is not None] == []


def test_platforms_are_counted_from_the_first_year(plan: Plan) -> None:
    platforms = promise(plan, "C31").indicator
    assert isinstance(platforms, Cumulative)
    series = Series({2021: Interval.point(1), 2024: Interval.point(1)})
    found = platforms.judge(series, Period(2020, 2025, 2025))
    assert found.verdict is Verdict.MET


def test_milestones_that_restate_an_indicator_are_not_judged_again(plan: Plan) -> None:
    unjudged = [one.id for one in plan.milestones if plan.judged(one) is None]
    assert unjudged == ["M38", "M39"]


def ranks(states: Milestone, by_year: dict[int, str]) -> dict[int, int]:
    found = {year: states.rank_of(text) for year, text in by_year.items()}
    assert None not in found.values()
    return {year: rank for year, rank in found.items() if rank is not None}


@pytest.mark.parametrize(
    ("wanted", "by_year", "verdict", "notes"),
    [
        ("M01", {2025: "已完成"}, Verdict.MET, []),
        ("M01", {2025: "推进中"}, Verdict.NOT_MET, []),
        ("M16", {2024: "已申报", 2025: "待命名"}, Verdict.NOT_MET, []),
        ("M01", {2024: "已完成", 2025: "推进中"}, Verdict.UNDETERMINED, ["state-went-back"]),
        # 已调整 is neither, whatever was reported before; and work may be taken up again.
        ("M01", {2025: "已调整"}, Verdict.UNDETERMINED, ["adjusted"]),
        ("M01", {2023: "已完成", 2025: "已调整"}, Verdict.UNDETERMINED, ["adjusted"]),
        ("M01", {2023: "已调整", 2025: "推进中"}, Verdict.NOT_MET, []),
        ("M01", {2023: "已调整", 2025: "已完成"}, Verdict.MET, []),
        # What is applied for or planned completes what is only supported or considered.
        ("M43", {2025: "已申报"}, Verdict.MET, []),
        ("M43", {2025: "推进中"}, Verdict.NOT_MET, []),
        ("M43", {2024: "已申报", 2025: "已认定"}, Verdict.MET, []),
        ("M44", {2025: "已获批准"}, Verdict.MET, []),
        ("M07", {2024: "已完成", 2025: "已申报"}, Verdict.MET, []),
        ("M42", {2025: "已立项"}, Verdict.MET, []),
        ("M42", {2025: "已建成"}, Verdict.MET, []),
        ("M06", {2025: "已制定方案"}, Verdict.MET, []),
        # Of two levels the lower one is what the plan promises.
        ("M28", {2025: "推进中"}, Verdict.NOT_MET, []),
        ("M28", {2025: "省级创建成功"}, Verdict.MET, []),
        ("M28", {2025: "已完成"}, Verdict.MET, []),
        ("M28", {2025: "国家级创建成功"}, Verdict.MET, []),
        ("M28", {2024: "国家级创建成功", 2025: "省级创建成功"}, Verdict.MET, ["state-went-back"]),
        ("M28", {2024: "省级创建成功", 2025: "推进中"}, Verdict.UNDETERMINED, ["state-went-back"]),
    ],
)
def test_states_of_the_milestones(
    plan: Plan, wanted: str, by_year: dict[int, str], verdict: Verdict, notes: list[str]
) -> None:
    states = milestone(plan, wanted)
    series: Series[int] = Series(ranks(states, by_year), has_evidence=True)
    found = states.judge(series, Period(2020, 2025, 2025))
    assert found.verdict is verdict
    assert [note.code.value for note in found.notes] == notes


def test_adjusted_later_is_not_completed_late(plan: Plan) -> None:
    states = milestone(plan, "M28")
    period = Period(2020, 2025, 2023)
    for text, late in (("已调整", False), ("省级创建成功", True), ("国家级创建成功", True)):
        series: Series[int] = Series(ranks(states, {2023: "推进中", 2025: text}))
        codes = [note.code for note in states.judge(series, period).notes]
        assert (NoteCode.LATE in codes) is late, text


def test_the_level_reached_is_shown(plan: Plan) -> None:
    states = milestone(plan, "M28")
    assert [state.key for state in states.every_state] == [
        "not-started", "in-progress", "applied", "provincial", "national", "adjusted", "stopped",
    ]  # fmt: skip
    assert states.target == "省级创建成功"
