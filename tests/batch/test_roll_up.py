"""Test the roll-up against counts by hand, and that its lists are bounded."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator
from outcomes_by_hand import INVALID, MET, MISSED, NO_DATA, SIX, items, outcome, rolled, unreadable

from shengzhou_quality.diagnostics import Diagnostic, Place
from shengzhou_quality.evaluation.entity_standing import standing_of
from shengzhou_quality.evaluation.evaluate import Evaluation
from shengzhou_quality.evaluation.kept import Kept
from shengzhou_quality.evaluation.outcome import Ask, EntitySource, FileRead, outcome_of, refused
from shengzhou_quality.evaluation.report import Conclusion, FailOn
from shengzhou_quality.evaluation.roll_up import BindingCount, CodeCount, Spread, UnreadFile
from shengzhou_quality.evaluation.tally import MOST_GROUPS, MOST_LISTED, Tally
from shengzhou_quality.formats import ROLL_UP_FORMATS, Options
from shengzhou_quality.formats.json import document
from shengzhou_quality.judgement import Status
from shengzhou_quality.pages.conclusion import in_brief
from shengzhou_quality.pages.roll_up.concluded import conclusion
from shengzhou_quality.reading.intake import read_actuals
from shengzhou_quality.words import LANGUAGES, Words

if TYPE_CHECKING:
    from shengzhou_quality.evaluation.roll_up import Group, IndicatorCount
    from shengzhou_quality.plan.model import Plan

ROOT = Path(__file__).resolve().parent.parent.parent


def of(group: Group, identity: str) -> IndicatorCount:
    return next(one for one in group.indicators if one.indicator.id == identity)


def test_six_outcomes_counted_by_hand(plan: Plan) -> None:
    made = rolled(plan, SIX)
    assert (made.submissions, made.files, made.judged, made.not_judged) == (6, 6, 5, 1)
    assert made.exit_code == 1
    final, before = made.groups
    assert (final.year, final.final, final.submissions) == (2025, True, 4)
    assert (before.year, before.final, before.submissions) == (2023, False, 1)
    assert final.binding == BindingCount(failing=2, not_judged=0, to_verify=1, sound=1)
    assert (final.faulty, before.faulty) == (1, 0)
    # 4/4, 2/4, 3/4 and 1/4 are met: the middle is (2/4 + 3/4) / 2.
    assert final.rates == Spread(Decimal("0.25"), Decimal("0.625"), Decimal(1))
    assert [one.indicator.id for one in final.indicators] == ["1", "2", "7", "22"]
    assert {one: count for one, count in of(final, "1").statuses.items() if count} == {
        MET: 2,
        MISSED: 2,
    }
    second = of(final, "2")
    assert (second.statuses[MET], second.statuses[MISSED], second.to_verify) == (2, 1, 1)
    assert of(final, "22").statuses[INVALID] == 1
    # Two binding ones missed, then one; then one to verify; then nothing.
    assert [one.entity for one in final.entities] == ["丁县", "乙县", "丙县", "甲县"]
    assert final.entities[0].binding.failing == ("1", "2")
    assert [one.entity for one in before.entities] == ["己县"]
    assert before.entities[0].every.failing == ("2", "7")
    assert before.rates == Spread(*[Decimal("0.5")] * 3)
    assert of(before, "22").on_schedule == 1
    assert [(one.entity, one.problem and one.problem.code) for one in made.refused] == [
        ("戊县", "pdf-file")
    ]
    assert made.found == (
        CodeCount("implausible", 2, 4),
        CodeCount("not-a-number", 1, 1),
        CodeCount("pdf-file", 1, 1),
    )
    assert (made.asked, made.to_send, made.to_correct) == (2, 3, 2)
    first, second_ask = made.asks
    assert (first.entity, first.offices) == ("丙县", (Ask("科技局", 1, 2), Ask("统计局", 1, 0)))
    assert (second_ask.entity, second_ask.offices) == ("丁县", (Ask(None, 1, 0),))


def test_those_of_which_nothing_is_concluded_are_counted_apart_and_first(plan: Plan) -> None:
    open_ = replace(
        outcome("乙县", items(NO_DATA, NO_DATA, MISSED, MET)), conclusion=Conclusion.NOT_JUDGED
    )
    others = [outcome("甲县", items(MISSED, MET, MET, MET)), outcome("丙县", items(*[MET] * 4))]
    made = rolled(plan, [*others, open_])
    (group,) = made.groups
    assert group.binding == BindingCount(failing=1, not_judged=1, to_verify=0, sound=1)
    assert [one.entity for one in group.entities] == ["乙县", "甲县", "丙县"]
    document = ROLL_UP_FORMATS["markdown"].render(made, Words("zh"), Options()).decode()
    assert "有未完成的1份，一项也不能判定、不作认定的1份；" in document


def test_a_file_that_was_not_read_is_listed_and_counted(plan: Plan) -> None:
    """Its entity is judged by its other files; a long file of two entities is one file."""
    broken = Diagnostic("pdf-file", Place("甲县/2025.pdf"))
    files = (FileRead("甲县/2024.csv", "0" * 64), FileRead("甲县/2025.pdf", None))
    one = replace(
        outcome("甲县", items(MET, MET, MET, MET), errors=1), files=files, unread=(broken,)
    )
    made = rolled(plan, [one])
    assert (made.submissions, made.files, made.judged, made.exit_code) == (1, 2, 1, 1)
    assert (made.partly, made.files_unread) == (1, 1)
    assert made.unread == (UnreadFile("甲县", "甲县/2025.pdf", broken),)
    assert made.groups[0].entities[0].files == ("甲县/2024.csv",)
    of_long = [
        replace(outcome(name, items(*[MET] * 4)), said_by=EntitySource.COLUMN, files=files[:1])
        for name in ("乙县", "丙县")
    ]
    assert rolled(plan, of_long).files == 1


def test_equal_ones_stand_in_the_order_of_their_names(plan: Plan) -> None:
    same = [outcome(name, items(MISSED, MET, MET, MET)) for name in ("丙", "甲", "乙")]
    (group,) = rolled(plan, same).groups
    assert [one.entity for one in group.entities] == sorted(("丙", "甲", "乙"))


def test_an_excluded_indicator_is_in_no_count(plan: Plan) -> None:
    made = rolled(plan, [outcome("甲县", items(MISSED, MET, MET, MET), excluded=("1",))])
    (group,) = made.groups
    assert (of(group, "1").total, of(group, "1").excluded) == (0, 1)
    assert group.binding.sound == 1
    assert group.entities[0].rate == 1
    assert group.entities[0].every.total == 3


@pytest.mark.parametrize(
    ("fail_on", "exit_code"), [(FailOn.BINDING, 1), (FailOn.ANY, 1), (FailOn.NEVER, 0)]
)
def test_a_file_that_cannot_be_read_fails_among_others(
    plan: Plan, fail_on: FailOn, exit_code: int
) -> None:
    tally = Tally(plan, fail_on)
    tally.add(outcome("甲县", items(MET, MET, MET, MET)))
    assert tally.roll_up().exit_code == 0
    tally.add(unreadable("乙县"))
    assert tally.roll_up().exit_code == exit_code


def test_it_is_2_only_where_nothing_could_be_judged(plan: Plan) -> None:
    assert rolled(plan, [unreadable("甲县"), unreadable("乙县")]).exit_code == 2
    assert rolled(plan, []).exit_code == 2


def test_each_plan_and_year_is_counted_apart_up_to_a_bound(plan: Plan) -> None:
    tally = Tally(plan)
    met = items(MET, MET, MET, MET)
    for number in range(MOST_GROUPS + 2):
        own = replace(plan, sha256=f"{number:064}")
        tally.add(outcome(f"{number}县", met), own)
    tally.add(outcome("又一县", met), replace(plan, sha256=f"{0:064}"))
    made = tally.roll_up()
    assert len(made.groups) == MOST_GROUPS
    assert made.groups[0].submissions == 2
    assert made.others == 2
    assert made.judged == MOST_GROUPS + 3


def test_the_lists_are_bounded_and_the_counts_are_of_all(plan: Plan) -> None:
    good = outcome("", items(MET, MET, MET, MET), asks=(Ask("统计局", 1, 0),))
    bad = outcome("", items(MISSED, MET, MET, MET), asks=(Ask("统计局", 2, 0),))
    bad_ones = 40
    made = rolled(
        plan,
        (
            replace(bad if number % 100 == 99 else good, entity=f"{number:04}县")
            for number in range(100 * bad_ones)
        ),
    )
    (group,) = made.groups
    assert len(group.entities) == len(made.asks) == MOST_LISTED == 3000
    assert (group.submissions, group.not_listed) == (4000, 1000)
    assert all(one.binding.failing for one in group.entities[:bad_ones])
    assert not group.entities[bad_ones].binding.failing
    assert (made.asked, made.to_send) == (4000, 4000 + bad_ones)
    assert {one.to_send for one in made.asks[:bad_ones]} == {2}
    said = ROLL_UP_FORMATS["markdown"].render(made, Words("zh"), Options()).decode()
    assert "其余1000份没有列出，见结果表。" in said


def test_which_entries_are_kept_does_not_depend_on_their_order() -> None:
    entries = [number * 7919 % 1009 for number in range(500)]
    kept = Kept(20, lambda one: one)
    for one in entries:
        kept.add(one)
    assert kept.first() == sorted(entries)[:20]


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_json_is_what_the_schema_says(plan: Plan, language: str) -> None:
    schema = json.loads((ROOT / "schemas/roll-up.schema.json").read_text(encoding="utf-8"))
    for outcomes in (SIX, ()):
        data = ROLL_UP_FORMATS["json"].render(rolled(plan, outcomes), Words(language), Options())
        Draft202012Validator(schema).validate(json.loads(data))
    final = json.loads(
        ROLL_UP_FORMATS["json"].render(rolled(plan, SIX), Words(language), Options())
    )["groups"][0]
    assert final["plan"]["id"] == plan.head.id
    assert final["indicators"][0]["met"] == 2
    assert final["entities"][0]["entity"] == "丁县"
    assert final["entities"][0]["rate"] == 0.25


@pytest.mark.parametrize("name", ["final-2025", "failing-2025", "midterm-2023", "county-2025"])
def test_a_submission_is_concluded_as_its_own_report_is(plan: Plan, name: str) -> None:
    words = Words("zh")
    actuals = read_actuals([ROOT / f"examples/{name}.xlsx"], plan)
    for year in (None, 2023):
        evaluation = Evaluation(plan, actuals, year=year)
        report = evaluation.report
        standing = standing_of(outcome_of(evaluation, "甲县", EntitySource.FILE, "b"))
        assert standing is not None
        summary = document(report, words)["summary"]
        counted = (standing.every.total, standing.every.met, standing.every.to_verify)
        assert counted == (summary["total"], summary["met"], summary["to_verify"])
        rate = summary["completion_rate" if report.final else "on_schedule_rate"]
        assert standing.rate == rate
        # The banner of a report goes on with what the anticipatory ones lack.
        assert in_brief(report, words).startswith(conclusion(standing, words))


def test_the_reason_of_a_refusal_is_an_error_whatever_stands_before_it(plan: Plan) -> None:
    findings = [
        Diagnostic("office-list-unused", Place("a.csv")),
        Diagnostic("pdf-file", Place("b.pdf")),
    ]
    made = rolled(plan, [refused("甲县", EntitySource.FILE, "b", (), findings)])
    assert made.refused[0].problem == findings[1]
    assert made.refused[0].files == ()


def test_findings_that_are_summed_up_are_counted(plan: Plan) -> None:
    actuals = read_actuals([ROOT / "examples/failing-2025.xlsx"], plan)
    evaluation = Evaluation(plan, actuals)
    counted = outcome_of(evaluation, "甲县", EntitySource.FILE, "b").found
    of_report = [one for one in evaluation.report.diagnostics if one.severity != "info"]
    assert sum(counted.values()) == len(of_report)
    assert set(counted) == {one.code for one in of_report}


def test_statuses_of_before_the_final_year_add_up(plan: Plan) -> None:
    statuses = [one for one in Status if one not in (Status.MET, Status.MISSED)]
    made = rolled(
        plan,
        [outcome(f"{at}县", {"7": status}, year=2023) for at, status in enumerate(statuses)],
    )
    (count,) = made.groups[0].indicators
    assert count.total == len(statuses) == 12
    # 提前实现, 保持达标, 快于, 基本符合 are on schedule; three are to verify.
    assert (count.on_schedule, count.to_verify) == (4, 3)
