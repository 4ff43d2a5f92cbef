"""Test what a report says if little is proven: open bases, bounds, forecasts, strict limits.

It says the same in every format and language; `result.conclusion` is tested too.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from test_cases import plan_of

from shengzhou_quality.evaluation.check import check
from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.evaluation.trace import trace
from shengzhou_quality.formats import CHAIN_FORMATS, FORMATS, Options
from shengzhou_quality.pages.conclusion import result_line, stated
from shengzhou_quality.pages.report.item_words import asked
from shengzhou_quality.pages.rows import needed
from shengzhou_quality.pages.summary import counts
from shengzhou_quality.plan.loader import load_plan
from shengzhou_quality.reading.intake import read_contents
from shengzhou_quality.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.plan.model import Plan

    Judge = Callable[..., Report]

ZH = Words("zh")
READ = ("terminal", "markdown")
"""The formats that show every row."""
WATCHED = ("terminal", "markdown", "junit", "github")
"""Those that explain what fails; github and junit also what is watched or has a finding."""


def of(values: Mapping[str, Mapping[int, object]]) -> bytes:
    rows = [
        {"id": number, "values": {str(year): str(text) for year, text in years.items()}}
        for number, years in values.items()
    ]
    return json.dumps({"actuals": rows}, ensure_ascii=False).encode()


def text_of(report: Report, format_: str, lang: str = "zh") -> str:
    content = FORMATS[format_].render(report, Words(lang), Options(width=100)).decode()
    return " ".join(content.split())


def data_of(report: Report) -> Any:
    return json.loads(FORMATS["json"].render(report, ZH, Options()))


# ---- undeclared 口径 ---------------------------------------------------------

OPEN = {2021: 2, 2022: 4, 2023: 5, 2024: 6, 2025: 10}
"""19, target 8: 10 as totals, 2 + 4 + 5 + 6 + 10 = 27 as additions; met by both."""


@pytest.mark.parametrize("format_", READ)
def test_both_readings_stand_side_by_side_and_neither_has_a_percentage(
    format_: str, judge: Judge
) -> None:
    report = judge(of({"19": OPEN}), only=["19"])
    text = text_of(report, format_)
    assert "10家或27家" in text
    assert "高出2家或19家" in text
    assert "完成目标的" not in text
    english = text_of(report, format_, "en")
    assert "10 or 27" in english
    assert "% of target" not in english


@pytest.mark.parametrize("lang", LANGUAGES)
def test_json_has_both_readings_their_hull_and_no_gap(lang: str, judge: Judge) -> None:
    report = judge(of({"19": OPEN}), only=["19"])
    result = json.loads(FORMATS["json"].render(report, Words(lang), Options()))["indicators"][0]
    assert result["verdict"] == "met"
    assert [result[name] for name in ("gap", "margin", "progress", "pace")] == [None] * 4
    actual = result["actual"]
    assert actual["text"] == {"zh": "10家或27家", "en": "10 or 27"}[lang]
    assert (actual["low"], actual["high"], actual["form"]) == (10, 27, None)
    point = {"low_open": False, "high_open": False}
    assert actual["either"] == [
        {"low": 10, "high": 10, **point, "form": "total"},
        {"low": 27, "high": 27, **point, "form": "of_year"},
    ]


def test_a_declared_form_leaves_nothing_open(judge: Judge) -> None:
    rows = [{"id": "19", "form": "累计值", "values": {str(y): str(n) for y, n in OPEN.items()}}]
    report = judge(json.dumps({"actuals": rows}).encode(), only=["19"])
    assert data_of(report)["indicators"][0]["actual"]["either"] is None
    assert "完成目标的125%" in text_of(report, "terminal")


def test_what_each_form_leaves_to_do_is_said_of_both(judge: Judge) -> None:
    """18, target 10, in 2023: 4 as totals and 9 as additions; 6 were expected."""
    report = judge(of({"18": {2021: 2, 2022: 3, 2023: 4}}), only=["18"])
    text = text_of(report, "terminal")
    assert "4家或9家 10家 请写明口径" in text
    assert "尚需6家或1家" in text_of(report, "markdown")
    (entry,) = report.lists.missing
    assert asked(entry, ZH) == "没有写明口径：按累计值为4家，按当年值为9家，快慢因此不同"
    for format_ in ("github", "junit"):
        assert ("4家或9家" in text_of(report, format_)) is (format_ == "github")


@pytest.mark.parametrize("format_", ["terminal", "markdown"])
def test_explain_reckons_both(format_: str, plan: Plan) -> None:
    content = ("d.yaml", of({"18": {2021: 2, 2022: 3, 2023: 4}}))
    item = plan.indicator("18")
    assert item is not None
    chain = trace(plan, item, read_contents([content], plan))
    page = " ".join(CHAIN_FORMATS[format_].render(chain, ZH, Options()).decode().split())
    assert "实际值4家或9家" in page
    for line in ("= 10 - 4 = 6家", "= 10 - 9 = 1家", "= 2 + 3 + 4 = 9家"):
        assert line in page


def test_a_missing_year_is_asked_for_before_the_form_that_settles_nothing(judge: Judge) -> None:
    """19, target 8: at least 3 or at least 5, and without 2023 neither is enough to tell."""
    report = judge(of({"19": {2021: 2, 2022: 3}}), year=2023, only=["19"])
    (entry,) = report.lists.missing
    assert (entry.why, entry.years) == ("years", (2023,))
    assert "≥3家或≥5家 8家 请补报2023年" in text_of(report, "terminal")
    assert "都还不能判定" in text_of(report, "markdown")


# ---- a settled verdict with an open pace ------------------------------------


def test_a_bound_that_leaves_only_the_pace_open_says_so(judge: Judge) -> None:
    """8, 9% a year: 9, 9, ≥9 is at least 9% on average; how far above is not known."""
    report = judge(of({"8": {2021: 9, 2022: 9, 2023: "≥9"}}), only=["8"])
    (result,) = report.indicators
    assert (result.verdict, result.status, result.severity) == ("met", "undetermined", "warning")
    assert counts(report.summary.anticipatory, ZH) == "快慢待核实1项"
    terminal, text = text_of(report, "terminal"), text_of(report, "markdown")
    assert "1项待核实" in terminal
    assert "请报准确数" in terminal
    assert "1项指标均待核实（快慢待核实），尚不能判断进度。" in text
    assert "暂无法判定" not in terminal + text.split("评估年份")[0]
    assert "报送的只是界限，快慢待核实" in text
    (entry,) = report.lists.missing
    assert entry.why == "pace"
    assert [cell.text for cell in entry.cells] == ["≥9"]
    assert asked(entry, ZH) == "“≥9”（1:73）只是界限，快慢待核实".replace(
        "1:73", f"{entry.cells[0].place.row}:{entry.cells[0].place.column}"
    )


def test_only_the_cells_that_are_bounds_are_asked_for_again(judge: Judge) -> None:
    """19, target 8: 2 + (2 to 4) + 3 is 7 to 9."""
    values = {2021: 3, 2022: "2–4", 2023: 1, 2024: 1, 2025: 0}
    report = judge(of({"19": values}), only=["19"])
    (entry,) = report.lists.missing
    assert (entry.why, [cell.text for cell in entry.cells]) == ("undetermined", ["2–4"])


# ---- strict limits ----------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "year", "value", "said"),
    [
        ("5", 2023, "40", "增量高于0（即高于40%）"),
        ("6", 2023, "11", "增加超过2个百分点"),
        ("7", 2023, "348.6", "增加37.2亿元"),
    ],
)
def test_what_a_strict_limit_needs_is_more(
    number: str, year: int, value: str, said: str, judge: Judge
) -> None:
    """From 40 against >40 anything above; from 11 against >15 more than 2 a year."""
    report = judge(of({number: {year: value}}), only=[number])
    (result,) = report.indicators
    assert needed(result, ZH) == said
    assert "增加0" not in text_of(report, "markdown")


# ---- projections ------------------------------------------------------------


def test_a_projection_says_that_it_is_a_straight_line(judge: Judge) -> None:
    text = text_of(judge(of({"7": {2023: "348.6"}}), only=["7"]), "markdown")
    assert "直线推算（惯例做法），2025年为365.87亿元" in text


# ---- forecasts --------------------------------------------------------------


@pytest.mark.parametrize("format_", WATCHED)
def test_a_forecast_alone_is_named_with_its_figure(format_: str, judge: Judge) -> None:
    report = judge(of({"5": {2024: 39, 2025: "42(预计)"}}), year=2025, only=["5"])
    text = text_of(report, format_)
    assert report.exit_code == 1
    if format_ == "terminal":
        assert "42（预计） >40% 2025年只报了预计数，请报实际数" in text
    else:
        assert "只报了预计数42%" in text
    assert "没有报送" not in text
    assert "通过" not in text
    assert "passed" not in text_of(report, format_, "en")


def test_a_forecast_of_what_is_kept_is_asked_for_too(judge: Judge) -> None:
    report = judge(of({"1": {2023: 97, 2024: 97, 2025: "97(预计)"}}), year=2025, only=["1"])
    (entry,) = report.lists.missing
    assert asked(entry, ZH) == "没有2021、2022年的数据；2025年只报了预计数97%"


# ---- the year judged ---------------------------------------------------------


@pytest.mark.parametrize(
    ("unreadable", "year"),
    [(("5",), 2024), (("5", "7"), 2025), (("5", "7", "22"), 2025), ((), 2024)],
)
def test_a_cell_that_cannot_be_read_chooses_no_year_but_a_column_of_them_does(
    unreadable: tuple[str, ...], year: int, judge: Judge
) -> None:
    values: dict[str, dict[int, object]] = {number: {2024: 300} for number in ("7", "22")}
    values |= {"5": {2024: 39}, "23": {2024: 5}}
    for number in unreadable:
        values[number][2025] = "很多"
    assert judge(of(values)).year == year


# ---- what the whole comes to ------------------------------------------------


@pytest.mark.parametrize(
    ("values", "options", "conclusion", "code"),
    [
        ({"5": {2025: 41}}, {}, "met", 0),
        ({"5": {2025: 41}, "7": {2025: 400}}, {}, "attention", 0),
        ({"5": {2025: 41}, "7": {2025: 400}}, {"fail_on": "any"}, "failing", 1),
        ({"5": {2025: 40}}, {}, "failing", 1),
        ({"5": {2025: 40}}, {"fail_on": "never"}, "failing", 0),
        ({"5": {2025: 41}, "7": {2025: "很多"}}, {"year": 2025}, "failing", 1),
        ({"7": {2025: 430}}, {}, "not_judged", 0),
        ({"7": {2025: 430}}, {"fail_on": "any"}, "met", 0),
        ({"5": {2025: "≥39"}}, {}, "not_judged", 1),
        ({"5": {2025: "42(预计)"}}, {"year": 2025}, "not_judged", 1),
        ({"5": {2023: 36}}, {}, "attention", 0),
        ({"5": {2023: 38}}, {}, "met", 0),
        ({"5": {2023: "—"}, "7": {2023: 390}}, {}, "not_judged", 0),
    ],
)
def test_the_conclusion(
    values: dict[str, dict[int, object]],
    options: dict[str, Any],
    conclusion: str,
    code: int,
    judge: Judge,
) -> None:
    report = judge(of(values), only=list(values), **options)
    assert (report.conclusion, report.exit_code) == (conclusion, code)
    assert data_of(report)["result"]["conclusion"] == conclusion
    for lang, word in (("zh", "通过"), ("en", "passed")):
        line = result_line(report, Words(lang))
        if conclusion == "not_judged":
            assert all(word not in text_of(report, each, lang) for each in WATCHED)
        for format_ in ("junit", "github"):
            assert " ".join(line.split()) in text_of(report, format_, lang).replace("\\", "")
        paper = " ".join(stated(report, Words(lang)).split())
        assert paper in text_of(report, "markdown", lang).replace("\\", "")


@pytest.mark.parametrize(
    ("values", "options", "said"),
    [
        ({"5": {2023: 38}}, {}, "约束性指标无滞后。"),
        ({"5": {2023: 38}, "7": {2023: 330}}, {}, "约束性指标无滞后；预期性指标1项滞后。"),
        ({"5": {2023: 34}}, {}, "约束性指标1项滞后。"),
        (
            {"5": {2023: 34}, "7": {2023: 330}},
            {"fail_on": "never"},
            "约束性指标1项滞后；预期性指标1项滞后。",
        ),
        (
            {"5": {2023: 34}, "7": {2023: 330}},
            {"fail_on": "any"},
            "约束性指标1项滞后；预期性指标1项滞后。",
        ),
        ({"5": {2023: 38}, "2": {2023: ">98"}, "12": {}}, {}, "约束性指标1项待核实，其余无滞后。"),
        ({"5": {2023: 38}, "7": {}}, {}, "约束性指标无滞后；预期性指标1项待核实。"),
        (
            {"5": {2023: 38}, "7": {}},
            {"fail_on": "any"},
            "约束性指标无滞后；预期性指标1项待核实，其余无滞后。",
        ),
        ({"5": {2023: 36}, "7": {}}, {}, "约束性指标无滞后，1项需关注；预期性指标1项待核实。"),
        (
            {"5": {2023: 38}, "7": {2023: 330}},
            {"fail_on": "any"},
            "约束性指标无滞后；预期性指标1项滞后。",
        ),
        ({"5": {2023: 38}, "7": {2023: "很多"}}, {"year": 2023}, "数据有误，须先改正。"),
    ],
)
def test_before_the_final_year_nothing_is_missed(
    values: dict[str, dict[int, object]], options: dict[str, Any], said: str, judge: Judge
) -> None:
    report = judge(of(values), only=list(values), **options)
    line = result_line(report, ZH)
    assert line.startswith(f"结论：{said}")
    assert "未通过" not in line
    assert "预警。" not in line


# ---- the plan's own files and doubts ----------------------------------------


def test_every_file_of_the_plan_has_its_digest(plan: Plan, judge: Judge) -> None:
    data = data_of(judge(of({"5": {2025: 41}})))
    assert [each["path"] for each in data["plan"]["files"]] == [
        "indicators.yaml", "indicators.en.yaml", "tasks.yaml", "tasks.en.yaml",
    ]  # fmt: skip
    assert data["plan"]["files"][0]["sha256"] == data["plan"]["sha256"] == plan.sha256
    assert len({each["sha256"] for each in data["plan"]["files"]}) == 4
    text = text_of(judge(of({"5": {2025: 41}})), "markdown")
    assert all(each["sha256"] in text for each in data["plan"]["files"])


def started_in_target(folder: Path) -> Path:
    given = {"kind": "level", "target": "65", "baseline": "66"}
    file = folder / "indicators.yaml"
    file.write_text(json.dumps(plan_of(given), ensure_ascii=False), encoding="utf-8")
    return file


def test_a_level_that_starts_in_its_target_is_warned_of(tmp_path: Path) -> None:
    file = started_in_target(tmp_path)
    plan = load_plan(file)
    (warning,) = plan.warnings
    assert (warning.code, warning.severity) == ("plan-baseline-in-target", "warning")
    assert warning.place is not None
    assert warning.place.file == str(file)
    assert "maintain" in ZH.hint(warning)
    actuals = read_contents([("d.yaml", of({"1": {2023: 67}}))], plan)
    report = evaluate(plan, actuals, only=["1"])
    assert warning in report.diagnostics
    assert report.exit_code == 0
    assert check(plan, actuals).passed, "the data is not at fault"


@pytest.mark.parametrize("target", ["67", ">66.1"])
def test_a_level_with_a_way_to_go_is_not(target: str, tmp_path: Path) -> None:
    file = tmp_path / "indicators.yaml"
    given = plan_of({"kind": "level", "target": target, "baseline": "66"})
    file.write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")
    assert load_plan(file).warnings == ()


def test_another_baseline_that_gives_another_status_is_always_noted(judge: Judge) -> None:
    """6 in 2023 at 11: (11−6.1)/8.9/0.6 = 0.918 from the table's 6.1, slipping; from 10 or more,
    of the text's 10%以上, at most (11−10)/5/0.6 = 0.333, behind at best."""
    report = judge(of({"6": {2023: 11}}), only=["6"])
    text = text_of(report, "markdown")
    assert report.indicators[0].status == "slipping"
    assert "“10%以上”作基期值，结果最好为“滞后”；按指标表的6.1，结果为“略慢于时序进度”" in text
