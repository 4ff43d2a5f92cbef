"""Test commitments and milestones in the report: what they show and change, how they count."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.formats import FORMATS, Options
from shengzhou_quality.judgement import Status
from shengzhou_quality.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengzhou_quality.evaluation.item_result import PromiseResult
    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.plan.model import Plan

    Judge = Callable[..., Report]


def data(items: dict[str, Any]) -> bytes:
    """By id: values by year, or a whole item."""
    rows = [
        {"id": identity, **(given if {"values", "state"} & set(given) else {"values": given})}
        for identity, given in items.items()
    ]
    return json.dumps({"actuals": rows}, ensure_ascii=False).encode()


def of(report: Report, identity: str) -> PromiseResult:
    items = (*report.commitments, *report.milestones)
    return next(item for item in items if item.promise.id == identity)


def notes(item: PromiseResult) -> list[str]:
    return [note.code.value for note in item.result.notes] if item.result else []


# what each shows


def test_what_restates_an_indicator_shows_its_verdict_and_status(judge: Judge) -> None:
    # Indicator 21 asks for 3.3% from 2.65%: 2.78 in 2023 is (0.13 / 0.65) / 0.6 = 0.333333.
    report = judge(data({"21": {"2023": "2.78"}}))
    shown = of(report, "C05")
    assert shown.result is report.indicators[20]
    assert (shown.result.status, shown.by_itself, shown.reported) == ("behind", False, False)
    assert "deadline-implied" not in notes(shown)


def test_it_weighs_a_warning_where_the_indicator_is_an_error(judge: Judge) -> None:
    report = judge(data({"6": {"2025": "14"}}))
    assert of(report, "C14").result is report.indicators[5]
    assert report.indicators[5].severity == "error"
    assert of(report, "C14").severity == "warning"


def test_one_of_its_own_scope_is_judged_by_its_own_row(judge: Judge) -> None:
    """96 meets the 96%以上 of all products, and misses the >96 of the table's spot checks."""
    report = judge(data({"1": {"2025": "96"}, "C36": {"2025": "96"}}))
    assert report.indicators[0].verdict == "not_met"
    own = of(report, "C36").result
    assert own is not None
    assert (own.verdict, own.indicator.id) == ("met", "C36")
    without = judge(data({"1": {"2025": "97"}, "C06": {"2025": "58"}}))
    assert of(without, "C36").result.verdict == "no_data"  # type: ignore[union-attr]
    text = FORMATS["markdown"].render(without, Words("zh"), Options()).decode()
    assert "范围与指标1不同，另有一行；指标1为“达标”。" in text
    assert (
        "范围与指标1不同" not in FORMATS["markdown"].render(report, Words("zh"), Options()).decode()
    )


def test_what_restates_another_item_is_neither_asked_for_nor_counted_again(judge: Judge) -> None:
    report = judge(data({"1": {"2025": "97"}, "C01": {"2025": "21"}, "C36": {"2025": "97"}}))
    asked = {one for entry in report.lists.unreported for one in entry.milestones}
    assert "M01" not in asked
    assert not [entry for entry in report.lists.missing if entry.result.indicator.id == "C36"]
    assert "years-missing" not in notes(of(report, "C36"))
    first = next(count for count in report.tasks if count.task.id == "T01")
    # C01 and neither C02 (19) nor M01 (C01).
    assert (first.commitments.total, first.milestones.total) == (1, 0)
    ninth = next(count for count in report.tasks if count.task.id == "T09")
    assert ninth.commitments.total == 4  # C32 to C35


def test_what_only_encourages_is_counted_apart(judge: Judge) -> None:
    items = {"M43": {"state": "已申报"}, "M65": {"state": "已完成"}}
    report = judge(data(items), year=2025)
    eighth = next(count for count in report.tasks if count.task.id == "T08")
    # M41, M46, M80 are demanded; M42, M43, M44, M45, M47, M81, M82 are not.
    assert (eighth.milestones.total, eighth.encouraged.total) == (3, 7)
    assert (eighth.milestones.met, eighth.encouraged.met) == (0, 1)
    third = next(count for count in report.tasks if count.task.id == "S3")
    assert (third.milestones.total, third.encouraged.total) == (2, 1)
    text = FORMATS["markdown"].render(report, Words("zh"), Options()).decode()
    # 92, three of which (M01, M38, M39) are counted elsewhere; 17 of them are only encouraged.
    assert "规划要求的标志性成果75项：单独判定72项" in text
    assert "只支持、鼓励或争取的标志性成果17项，另行计数" in text
    written = json.loads(FORMATS["json"].render(report, Words("zh"), Options()))
    missed = judge(data({"M12": {"state": "未启动"}, "M65": {"state": "未启动"}}), year=2025)
    assert [entry.result.indicator.id for entry in missed.lists.warnings] == ["M65"]
    assert (of(missed, "M12").severity, of(missed, "M65").severity) == (None, "warning")
    demanded = {item["id"]: item["demanded"] for item in written["milestones"]}
    assert (demanded["M43"], demanded["M65"]) == (False, True)


def test_one_platform_meets_the_reading_that_counts_the_existing_one(judge: Judge) -> None:
    years = dict.fromkeys(map(str, range(2021, 2026)), "0")
    report = judge(data({"C31": {**years, "2024": "1"}, "5": {"2025": "41"}}))
    found = of(report, "C31")
    assert found.result is not None
    assert found.result.verdict == "not_met"
    assert "reading-sensitive" in notes(found)
    both = judge(data({"C31": {**years, "2023": "1", "2024": "1"}, "5": {"2025": "41"}}))
    assert "reading-sensitive" not in notes(of(both, "C31"))


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        # Needed in 2024 and 2025: 29.5 a year; from 0 in 2020 at most 13.7 a year were possible.
        ({"2023": "41"}, ["needs-more"]),
        ({"2023": "70"}, []),  # 15 a year are needed, 23.3 a year were possible
        ({"2023": "60"}, []),  # 20 and 20
        ({"2022": "45", "2023": "41"}, ["fell", "needs-more"]),
        ({"2021": "40", "2022": "70", "2023": "69"}, ["fell"]),  # 15.5 a year, of once 30
        ({"2021": "82", "2022": "88", "2023": "92"}, []),  # 4 a year, of once 6
        ({"2021": "30", "2023": "92"}, []),
        ({"2022": "100", "2023": "99"}, ["fell", "needs-more"]),
        ({"2021": "99", "2022": "99", "2023": "100"}, []),
    ],
)
def test_a_commitment_without_a_pace_that_falls_behind_is_visible(
    values: dict[str, str], codes: list[str], judge: Judge
) -> None:
    report = judge(data({"C29": values, "5": {"2023": "37"}}), year=2023)
    found = of(report, "C29")
    assert found.result is not None
    assert [code for code in notes(found) if code in ("fell", "needs-more")] == codes
    assert (found.severity == "warning") is bool(codes)
    warned = [entry.result.indicator.id for entry in report.lists.warnings]
    assert ("C29" in warned) is bool(codes)
    if "needs-more" in codes:
        assert found.result.needed_per_year is not None
        text = FORMATS["terminal"].render(report, Words("zh"), Options(width=140)).decode()
        (row,) = (line for line in text.splitlines() if line.startswith("C29 "))
        assert "所需多于以往任何一年" in row
        assert "增加" in row


def test_in_the_final_year_a_miss_is_a_miss(judge: Judge) -> None:
    report = judge(data({"C29": {"2024": "99", "2025": "98"}}), year=2025)
    assert not {"fell", "needs-more"} & set(notes(of(report, "C29")))


@pytest.mark.parametrize(
    ("parts", "verdict", "low", "high"),
    [
        (("100", "100"), "met", 100, 100),
        (("100", "80"), "not_met", 80, 80),
        (("80", None), "not_met", 0, 80),
        (("100", None), "undetermined", 0, 100),
        (("99%以上", "100"), "undetermined", 99, 100),
        (("约", "80"), "not_met", 0, 80),
        (("约", "100"), "invalid", None, None),
    ],
)
def test_of_populations_reported_apart_the_lower_counts(
    parts: tuple[str, str | None],
    verdict: str,
    low: int | None,
    high: int | None,
    judge: Judge,
    xlsx: Callable[..., bytes],
) -> None:
    names = (
        "药品制剂生产企业规范化质量控制实验室建立率",
        "医院院内制剂规范化质量控制实验室覆盖率（%）",
    )
    rows: list[list[Any]] = [["指标", "2025年"]]
    rows += [[name, value] for name, value in zip(names, parts, strict=True) if value]
    report = judge(xlsx([*rows, ["装配式建筑占比", 41]]))
    found = of(report, "C11").result
    assert found is not None
    assert found.verdict == verdict
    bounds = found.actual.bounds if found.actual else None
    assert ((bounds.low, bounds.high) if bounds else (None, None)) == (low, high)
    if parts == ("100", None):
        text = FORMATS["terminal"].render(report, Words("zh"), Options(width=140)).decode()
        assert "请补报医院院内制剂规范化质量控制实验室建立率" in re.sub(r"\s", "", text)
    if verdict != "invalid":
        assert "apart" in [note.code for note in found.notes]


def test_the_whole_beside_its_parts_counts_like_a_part(
    judge: Judge, xlsx: Callable[..., bytes]
) -> None:
    rows: list[list[Any]] = [
        ["指标", "2024年", "2025年"],
        ["规范化质量控制实验室建立率", 90, 97],
        ["医院院内制剂规范化质量控制实验室建立率", None, 95],
    ]
    found = of(judge(xlsx(rows)), "C11").result
    assert found is not None
    assert found.actual is not None
    assert (found.actual.text, found.actual.places[0].cell) == ("95", "C3")
    assert [entry.text for entry in found.series][-2:] == ["90", "95"]


def test_what_has_no_figure_is_left_to_people(judge: Judge) -> None:
    report = judge(data({"5": {"2025": "41"}}))
    left = [item.promise.id for item in report.commitments if item.result is None]
    assert left == ["C09", "C18", "C20", "C21", "C22", "C27"]
    assert of(report, "C09").severity is None


def test_what_is_left_to_people_keeps_what_the_office_wrote(
    judge: Judge, xlsx: Callable[..., bytes]
) -> None:
    rows: list[list[Any]] = [
        ["指标", "2024年", "2025年"],
        ["装配式建筑占比", 39, 41],
        ["主要农业废弃物利用率", "96%", "秸秆96.5%，粪污98%"],
    ]
    report = judge(xlsx(rows))
    assert [(one.code, one.severity) for one in report.diagnostics] == [("left-to-people", "info")]
    left = of(report, "C22")
    assert left.result is None
    said = [(one.year, one.remark, one.place.cell) for one in left.said]
    assert said == [(2024, "96%", "B3"), (2025, "秸秆96.5%，粪污98%", "C3")]
    text = FORMATS["markdown"].render(report, Words("zh"), Options()).decode()
    assert "需评估单位认定" in text
    assert "2025年“秸秆96.5%，粪污98%”（data1.xlsx:实际值!C3）" in text
    written = json.loads(FORMATS["json"].render(report, Words("zh"), Options()))
    found = next(item for item in written["commitments"] if item["id"] == "C22")
    assert (found["said"][0]["year"], found["said"][0]["text"]) == (2024, "96%")


def test_no_deadline_is_a_note_on_whatever_is_judged_by_itself(judge: Judge) -> None:
    report = judge(data({"5": {"2025": "41"}}))
    for item in (*report.commitments, *report.milestones):
        implied = item.by_itself and item.promise.deadline is None
        assert ("deadline-implied" in notes(item)) is implied, item.promise.id


def test_conflicts_about_a_commitment_are_noted_on_it(judge: Judge) -> None:
    report = judge(data({"C04": {"2025": "3"}}))
    assert "plan-conflict" in notes(of(report, "C04"))


def test_the_date_of_completion_is_kept_as_written(judge: Judge) -> None:
    report = judge(data({"M01": {"state": "已完成", "completed": "2024年6月"}}), year=2025)
    assert of(report, "M01").completed == "2024年6月"
    undated = judge(data({"M01": {"state": "已完成"}}))
    assert of(undated, "M01").completed is None


def test_undated_states_follow_the_values_of_the_indicators(judge: Judge) -> None:
    content = data({"5": {"2022": "36", "2023": "38"}, "M01": {"state": "已完成"}})
    in_2023, in_2022 = judge(content), judge(content, year=2022)
    assert (in_2023.year, of(in_2023, "M01").result.status) == (2023, "achieved")  # type: ignore[union-attr]
    earlier = of(in_2022, "M01")
    assert earlier.result is not None
    assert (earlier.result.status, earlier.reported) == ("no_data", True)
    assert "undated" in notes(earlier)


# the gate


@pytest.mark.parametrize("fail_on", ["binding", "any", "never"])
def test_no_verdict_of_theirs_fails_the_run(fail_on: str, judge: Judge) -> None:
    content = data({"C06": {"2025": "20%"}, "C34": {"2025": "1"}, "M01": {"state": "未启动"}})
    report = judge(content, only=["C06", "C34", "M01"], fail_on=fail_on)
    verdicts = [
        item.result.verdict for item in (*report.commitments, *report.milestones) if item.result
    ]
    assert verdicts == ["not_met"] * 3
    assert report.exit_code == 0


@pytest.mark.parametrize(
    "items",
    [
        {"C06": {"2025": "很高"}},
        {"M01": {"state": "已完成", "completed": "去年"}},
    ],
)
def test_bad_data_of_theirs_does(items: dict[str, Any], judge: Judge) -> None:
    only = list(items)
    assert judge(data(items), only=only).exit_code == 1
    assert judge(data(items), only=only, fail_on="never").exit_code == 0


# which year, which of them


def test_the_indicators_choose_the_year(judge: Judge) -> None:
    report = judge(data({"5": {"2023": "38"}, "C06": {"2023": "55", "2024": "56"}}))
    assert (report.year, report.year_choice.rule) == (2023, "latest")
    others = judge(data({"C06": {"2023": "55", "2024": "56"}}))
    assert (others.year, others.year_choice.rule) == (2024, "latest_of_others")
    assert (others.year_choice.with_value, others.year_choice.with_data) == (1, 1)


def test_only_takes_their_ids(judge: Judge) -> None:
    content = data({"5": {"2025": "1"}, "C06": {"2025": "58"}, "M01": {"state": "已完成"}})
    report = judge(content, only=["m01", "C06"])
    assert report.only == ("C06", "M01")
    assert report.indicators == ()
    assert [item.promise.id for item in report.commitments] == ["C06"]
    assert report.exit_code == 0
    with pytest.raises(InputError):
        judge(content, only=["C99"])


def test_only_one_that_restates_looks_at_the_indicator(judge: Judge) -> None:
    report = judge(data({"21": {"2025": "3.5"}}), only=["C05"])
    assert report.indicators == ()
    assert of(report, "C05").result.verdict == "met"  # type: ignore[union-attr]
    assert report.year == 2025


def test_only_indicators_leaves_them_out(judge: Judge) -> None:
    report = judge(data({"5": {"2025": "41"}}), only=["5"])
    assert (report.commitments, report.milestones) == ((), ())
    text = FORMATS["terminal"].render(report, Words("zh"), Options()).decode()
    assert "量化任务" not in text


# tasks


def test_a_task_counts_its_own(judge: Judge) -> None:
    content = data(
        {
            "19": {"values": {"2025": "9"}, "form": "累计值"},  # of 8
            "C01": {"2025": "19"},  # 19 of 20
            "M01": {"state": "已完成"},
        }
    )
    task = judge(content).tasks[0]
    assert task.task.id == "T01"
    assert (task.count.total, task.count.met) == (1, 1)
    # C01 is missed; C02 is indicator 19, which is met, and M01 is C01.
    assert (task.commitments.total, task.commitments.met) == (1, 0)
    assert task.commitments.statuses[Status.MISSED] == 1
    assert (task.milestones.total, task.milestones.met) == (0, 0)


def test_the_tasks_hold_everything_once(judge: Judge) -> None:
    report = judge(data({"5": {"2025": "41"}}))
    assert sum(task.count.total for task in report.tasks) == 23
    # Of 36 without C02, C05, C14, C15 and C36; of 92 without M01, M38 and M39.
    assert sum(task.commitments.total + task.left_to_people for task in report.tasks) == 31
    assert sum(task.left_to_people for task in report.tasks) == 6
    assert sum(task.milestones.total for task in report.tasks) == 72
    assert sum(task.encouraged.total for task in report.tasks) == 17


# renderers


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_any_of_them_one_sentence_says_so(lang: str, judge: Judge) -> None:
    report = judge(data({"5": {"2025": "41"}}))
    for format_ in ("terminal", "markdown"):
        text = FORMATS[format_].render(report, Words(lang), Options()).decode()
        sentence = Words(lang)("promises.nothing", commitments=36, milestones=92)
        assert "".join(sentence.split()) in "".join(text.split())
        assert "C06" not in text
        assert "M01" not in text


def test_the_stretch_is_shown(judge: Judge) -> None:
    report = judge(data({"M28": {"state": "省级创建成功"}}))
    text = FORMATS["markdown"].render(report, Words("zh"), Options()).decode()
    assert "国家级创建成功”尚未达到" in text
    text = FORMATS["terminal"].render(report, Words("zh"), Options(width=100)).decode()
    assert "已经完成、争取的目标尚未达到的标志性成果：1项（M28）。" in text
    reached = judge(data({"M28": {"state": "国家级创建成功"}}))
    text = FORMATS["markdown"].render(reached, Words("zh"), Options()).decode()
    assert "尚未达到”" not in text


def test_json_says_of_each_what_the_plan_says(judge: Judge) -> None:
    items = {"C06": {"2025": "56.2"}, "21": {"2025": "3.4"}, "M28": {"state": "省级创建成功"}}
    report = json.loads(FORMATS["json"].render(judge(data(items)), Words("zh"), Options()))
    commitments = {item["id"]: item for item in report["commitments"]}
    milestones = {item["id"]: item for item in report["milestones"]}
    own = commitments["C06"]
    assert (own["task"], own["place"], own["deadline"]) == ("T04", "B3", "到2025年")
    assert (own["verdict"], own["gap"], own["target"]["low"]) == ("not_met", 1.8, 58)
    assert (own["constraint"], own["category"], own["baseline"]) == (None, None, {"text": None})
    shown = commitments["C05"]
    assert (shown["restates"], shown["verdict"], shown["kind"]) == ("21", "met", None)
    assert (shown["name"], shown["target"]) == ("R&D经费支出占GDP比重", {"text": "3.3%"})
    left = commitments["C09"]
    assert (left["verdict"], left["status"], left["severity"]) == (None, None, None)
    assert left["narrative"].startswith("“基本全覆盖”")
    assert left["series"] == []
    assert commitments["C36"]["own_scope"] is not None
    assert (commitments["C15"]["restates"], commitments["C15"]["own_scope"]) == ("5", None)
    assert milestones["M01"]["restates"] == "C01"
    assert commitments["C23"]["modality"] == "力争"
    two = milestones["M28"]
    assert (two["floor"], two["stretch"]) == ("省级创建成功", "国家级创建成功")
    assert (two["actual"]["state"], two["verdict"]) == ("provincial", "met")
    for item in (own, shown, left, two):
        assert set(report["indicators"][0]) <= set(item)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("format_", ["terminal", "markdown", "junit", "github"])
def test_text_of_their_rows_is_data_in_every_format(format_: str, lang: str, judge: Judge) -> None:
    nasty = "<b>|\x1b[31m\n::error::"
    items = {
        "C06": {"values": {"2025": "1"}, "note": nasty, "evidence": nasty},
        "M01": {"state": "已完成", "completed": "2024年", "evidence": nasty},
        "M02": {"state": nasty},
        "M03": {"state": "已完成", "completed": nasty},
    }
    text = FORMATS[format_].render(judge(data(items)), Words(lang), Options()).decode()
    assert "\x1b" not in text
    assert "\n::error::" not in text.replace("\n::error file", "").replace("\n::error title", "")
    if format_ == "markdown":
        assert re.search(r"(?<!\\)<b>", text) is None


def test_the_result_of_a_promise_is_no_other_evaluators(judge: Judge) -> None:
    """A commitment and an indicator of the same kind and values have the same result."""
    report = judge(data({"C36": {"2025": "97"}, "1": {"2025": "97"}}))
    mine, table = of(report, "C36").result, report.indicators[0]
    assert mine is not None
    same = ("verdict", "status", "progress", "pace", "needed_per_year")
    assert {name: getattr(mine, name) for name in same} == {
        name: getattr(table, name) for name in same
    }
    assert replace(mine, notes=()).fails is False


def test_what_only_names_is_shown_item_by_item(judge: Judge) -> None:
    """One that restates an indicator, one left to people, one reported, one that is not."""
    items = {"19": {"2025": "9"}, "C06": {"2025": "56.2"}}
    report = judge(data(items), only=["C02", "C09", "C06", "M03"])
    text = FORMATS["terminal"].render(report, Words("zh"), Options(width=80)).decode()
    assert "没有列出" not in text
    assert re.search(r"C02 .* 完成\n +与指标19是同一要求", text)
    assert re.search(r"C06 .* 未达标\n +实际56\.2%  目标58%  低1\.8个百分点", text)
    assert re.search(r"C09 .* 需评估单位认定\n", text)
    assert re.search(r"M03 .* 数据缺失\n", text)
    assert "没有报送的标志性成果：1项（M03）。" in text


@pytest.mark.parametrize("format_", ["terminal", "markdown"])
def test_only_one_that_nobody_reported_is_not_nothing_to_do(format_: str, judge: Judge) -> None:
    report = judge(data({"5": {"2025": "41"}}), only=["C06"], year=2025)
    text = FORMATS[format_].render(report, Words("zh"), Options()).decode()
    assert "没有需要预警的，也没有需要催报的" not in text
    asked = {"terminal": "没有报送的量化任务：1项", "markdown": "| 请报2025年的数 |"}
    assert asked[format_] in text


def test_the_year_of_what_restates_an_indicator_is_that_of_the_indicator(judge: Judge) -> None:
    report = judge(data({"21": {"2024": "3.2"}, "C36": {"2025": "97"}}), only=["C05", "C36"])
    assert (report.year, report.year_choice.rule) == (2024, "latest")


def test_only_never_gives_another_year(judge: Judge) -> None:
    """Indicator 1 has 2025, so C34 has no value for the year judged, alone or not."""
    content = data({"1": {"2025": "97"}, "C34": {"2024": "0.2"}, "M01": {"2021": "已完成"}})
    for only in (None, ["C34"], ["M01"], ["C34", "M01"]):
        assert judge(content, only=only).year == 2025
    assert of(judge(content, only=["C34"]), "C34").result.status == "no_data"  # type: ignore[union-attr]


def test_only_takes_a_whole_task_or_box(judge: Judge, plan: Plan) -> None:
    content = data({"5": {"2025": "41"}})
    assert judge(content, only=["B5"]).only == ("C14", "C15", "C16")
    task = next(task for task in plan.tasks if task.id == "T05")
    report = judge(content, only=["t5"])
    assert [result.indicator.id for result in report.indicators] == list(task.indicators)
    assert {"C16", "M13"} <= {one.promise.id for one in (*report.commitments, *report.milestones)}
    with pytest.raises(InputError):
        judge(content, only=["X06"])
    with pytest.raises(InputError):
        judge(content, only=["T01.1"])  # nothing in it can be judged


def test_a_milestone_that_was_not_begun_is_not_called_under_way(judge: Judge) -> None:
    content = data({"M06": {"2023": "未启动"}, "M12": {"2023": "推进中"}})
    report = judge(content, year=2023)
    text = FORMATS["terminal"].render(report, Words("zh"), Options()).decode()
    assert of(report, "M06").result.status == "pending"  # type: ignore[union-attr]
    assert "推进中2项" in text
    document = FORMATS["markdown"].render(report, Words("zh"), Options()).decode()
    assert "推进中的有1项尚未启动" in document
    alone = judge(content, year=2023, only=["M06"])
    text = FORMATS["terminal"].render(alone, Words("zh"), Options()).decode()
    assert re.search(r"M06 .*尚未启动\n +报送状态“未启动”", text)


def test_the_date_is_of_what_was_completed(judge: Judge) -> None:
    """Completed in 2024, and later not even begun: the date is not that of the later state."""
    rows = [
        {"id": "M01", "state": "已完成", "completed": "2024-06-30"},
        {"id": "M01", "values": {"2025": "未启动"}},
    ]
    report = judge(json.dumps({"actuals": rows}).encode(), year=2025)
    assert of(report, "M01").result.verdict == "undetermined"  # type: ignore[union-attr]
    assert of(report, "M01").completed is None


def test_a_target_that_is_a_state_is_called_one(judge: Judge) -> None:
    report = judge(data({"M55": {"state": "已调整"}, "13": {"2025": "推进中"}}), year=2025)
    for format_ in ("terminal", "github", "junit"):
        text = FORMATS[format_].render(report, Words("zh"), Options()).decode()
        assert "目标值已完成" not in text.replace("\n", "")
        assert "目标值完成创建" not in text.replace("\n", "")
    text = re.sub(r"\s+", "", FORMATS["junit"].render(report, Words("zh"), Options()).decode())
    assert "不能确认是否达到“已完成”" in text
