"""Test what the messages say: no word of the machine, no old wording, in either language."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from test_messages import said_in

from shengzhou_quality.diagnostics import Diagnostic, Place, Severity
from shengzhou_quality.evaluation.check import check
from shengzhou_quality.formats import FORMATS, Options
from shengzhou_quality.judgement import NoteCode, note_of
from shengzhou_quality.pages.differences import difference
from shengzhou_quality.pages.reasons import explain, needs_words, note_words
from shengzhou_quality.pages.rows import needed
from shengzhou_quality.reading.intake import read_contents
from shengzhou_quality.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.plan.model import Plan

    Judge = Callable[..., Report]

ZH, EN = Words("zh"), Words("en")

NEVER = {
    "zh": (
        "对表述敏感", "对基期值敏感", "未经证实不作", "不能据以判定", "只知下限", "数据无错误",
        "需人工评定", "恰为界值，须", "为目标的{", "相差{", "未保持", "未达预警门槛",
        "没有要走的路程", "不能作数", "矛盾", "评估人员", "评定", "预警", "恰为", "scripts/",
        "数据无误", "此外没有", "没有需要补报", "的一样对待", "本工具", "怎么算", "怎么说",
    ),
    "en": (
        "Sensitive to", "below the gate", "set aside", "to mend",
        "Nobody is named", "scripts/",
        "lies beyond", "is no use to", "may or may not",
    ),
}  # fmt: skip
"""What a reader of the reports stumbled over."""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_message_has_a_wording_that_was_given_up(lang: str) -> None:
    found = {
        key: phrase
        for key, message in said_in(lang).items()
        for phrase in NEVER[lang]
        if phrase in message
    }
    assert found == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_about_a_result_names_a_command(lang: str) -> None:
    """An official hands them on; commands stand in hints, in help and in a screen's last lines."""
    families = ("opening.", "conclusion.", "result.", "reason.", "note.", "outlook.", "assessed.",
                "difference.", "missing.", "heading.", "year.")  # fmt: skip
    found = {
        key: message
        for key, message in Words(lang)._messages.items()
        if key.startswith(families) and re.search(r"sqc |--[a-z]|SHA-256", message)
    }
    assert found == {}


def of(number: str, values: dict[int, str], judge: Judge, *, year: int = 2025) -> Report:
    rows = [{"id": number, "values": {str(at): text for at, text in values.items()}}]
    content = json.dumps({"actuals": rows}, ensure_ascii=False).encode()
    return judge(content, only=[number], year=year)


def declared(number: str, form: str, values: dict[str, int], judge: Judge) -> Report:
    rows = [{"id": number, "form": form, "values": values}]
    content = json.dumps({"actuals": rows}, ensure_ascii=False).encode()
    return judge(content, only=[number], year=2025)


# by how much


@pytest.mark.parametrize(
    ("number", "values", "year", "said", "english"),
    [
        ("5", {2025: "40"}, 2025, "等于40%，须高于40%", "equals 40%, must be above 40%"),
        ("12", {2025: "93.3"}, 2025, "低6.7个百分点", "6.7 pp below"),
        ("22", {2025: "400"}, 2025, "少11家", "11 short"),
        ("15", {2021: "10", 2022: "14", 2023: "0", 2024: "0", 2025: "0"}, 2025,
         "完成目标的120%", "120% of target"),
        ("15", {2021: "4", 2022: "4"}, 2022, "尚需12个", "12 still needed"),
        ("1", {2025: "97.9"}, 2025, "高出1.9个百分点", "1.9 pp above"),
    ],
)  # fmt: skip
def test_a_difference_says_from_what(
    number: str, values: dict[int, str], year: int, said: str, english: str, judge: Judge
) -> None:
    report = of(number, values, judge, year=year)
    (result,) = report.indicators
    assert difference(result, ZH, final=report.final) == said
    assert difference(result, EN, final=report.final) == english


@pytest.mark.parametrize(
    ("number", "values", "year", "cell", "said"),
    [
        # (423 − 348.6)/2 and (423 − 400)/1; (1.09^5 / 1.08^4) − 1 = 13.096%, rounded up
        ("7", {2023: "348.6"}, 2023, "增加37.2亿元", "今后2年每年需增加37.2亿元"),
        ("7", {2024: "400"}, 2024, "增加23亿元", "2025年需增加23亿元"),
        ("8", {2021: "8", 2022: "8", 2023: "8", 2024: "8"}, 2024,
         "年均增长13.1%", "2025年须增长13.1%以上"),
        ("8", {2021: "9.5", 2022: "4", 2023: "8"}, 2023,
         "年均增长11.85%", "今后2年须年均增长11.85%以上"),
        ("18", {2021: "2", 2022: "2", 2023: "2", 2024: "1"}, 2024,
         "平均增加3家", "2025年需增加3家"),
    ],
)  # fmt: skip
def test_what_is_needed_has_a_verb_and_names_the_last_year(
    number: str, values: dict[int, str], year: int, cell: str, said: str, judge: Judge
) -> None:
    report = of(number, values, judge, year=year)
    (result,) = report.indicators
    assert needed(result, ZH) == cell
    assert needs_words(result, report, ZH) == said


# notes


def test_a_total_with_a_missing_year_says_which_and_how_much_at_least(judge: Judge) -> None:
    """19, target 8: 1 + 2 + 2 + 2 = 7 without 2023."""
    values = {"2021": 1, "2022": 2, "2024": 2, "2025": 2}
    report = declared("19", "当年值", values, judge)
    (result,) = report.indicators
    note = note_of(NoteCode.LOWER_BOUND, result.notes)
    assert note is not None
    assert note_words(note, result, ZH) == "2023年没有可用的数，累计数至少7家。"
    assert note_words(note, result, EN) == "No usable data for 2023; the total is at least 7."


def test_of_totals_only_the_years_after_the_latest_one_are_missing(judge: Judge) -> None:
    report = declared("19", "累计值", {"2022": 3, "2024": 5}, judge)
    (result,) = report.indicators
    note = note_of(NoteCode.LOWER_BOUND, result.notes)
    assert note is not None
    assert note_words(note, result, ZH) == "2025年没有可用的数，累计数至少5家。"


def test_an_explanation_has_one_line_of_notes_and_names_the_evidence(judge: Judge) -> None:
    row = {"id": "5", "evidence": "项目清单", "note": "按建筑面积", "values": {"2025": "40"}}
    content = json.dumps({"actuals": [row]}, ensure_ascii=False).encode()
    report = judge(content, only=["5"], year=2025)
    found = explain(report.indicators[0], report, ZH)
    labels = [label for label, _ in found.lines]
    assert labels.count("说明") == 1
    said = [(label, text.partition("（")[0]) for label, text in found.lines]
    assert said[-2:] == [("2025年佐证材料", "项目清单"), ("2025年备注", "按建筑面积")]
    text = dict(found.lines)["说明"]
    assert "规划表述不一：按第三部分第（五）项专栏5“40%以上”" in text
    assert "结果为“达标”；以指标表为准。规划表述有1处需说明。" in text
    in_document = dict(explain(report.indicators[0], report, ZH, annex="附件3").lines)["说明"]
    assert in_document.endswith("规划表述有1处需说明，见附件3。")


# findings


def test_a_finding_says_how_serious_it_is_in_the_readers_language() -> None:
    place = Place("data.xlsx", "实际值", 6, 11)
    finding = Diagnostic("approximate", place, parameters={"name": "甲", "text": "约6"})
    assert finding.severity is Severity.WARNING
    assert ZH.line(finding).startswith("data.xlsx:实际值!K6：提醒 [approximate] 甲：“约6”是约数")
    assert EN.line(finding).startswith("data.xlsx:实际值!K6: warning[approximate] 甲: “约6” is")


@pytest.mark.parametrize(
    ("number", "hint"),
    [
        ("13", "请选择完成状态"),
        ("8", "请补报2025年的增速"),
        ("5", "请补报2025年的全年数"),
    ],
)
def test_what_is_missing_is_asked_for_by_its_kind(number: str, hint: str, plan: Plan) -> None:
    content = f'{{"actuals": [{{"id": "{number}", "values": {{"2024": "—"}}}}]}}'.encode()
    actuals = read_contents([("d.json", content)], plan)
    report = check(plan, actuals, complete=True, year=2025)
    hints = [ZH.hint(one) for one in report.diagnostics
             if one.code == "missing-value" and one.indicator == number]  # fmt: skip
    assert [text.startswith(hint) for text in hints] == [True]


def test_ids_stand_behind_the_names() -> None:
    finding = Diagnostic(
        "left-to-people", parameters={"id": "C18", "name": "废弃物全量利用", "text": "x"}
    )
    assert ZH.message(finding).startswith("“废弃物全量利用”（C18）需评估单位认定")
    assert EN.message(finding).startswith("“废弃物全量利用” (C18) is for the evaluators")


def test_the_final_year_knows_no_warning_in_its_sentences(judge: Judge) -> None:
    report = of("5", {2025: "40"}, judge)
    for format_ in ("github", "junit"):
        text = FORMATS[format_].render(report, ZH, Options()).decode()
        assert "预警" not in text
