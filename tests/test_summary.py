"""Test the counts of a report, and that the sentences about them add up to all indicators."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengzhou_quality.evaluation.status import LAGGING
from shengzhou_quality.formats import FORMATS, Options
from shengzhou_quality.pages.conclusion import conclusion
from shengzhou_quality.pages.summary import heading, opening
from shengzhou_quality.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengzhou_quality.evaluation.report import Report

    Judge = Callable[..., Report]

ZH, EN = Words("zh"), Words("en")
EXAMPLES = Path(__file__).parent.parent / "examples"
WORKBOOKS = sorted(path.name for path in EXAMPLES.glob("*20[0-9][0-9].xlsx"))


BRACKETS = r"([0-9]+)项[^（），；0-9]*（(含)?([^（）]*)）"
"""3项滞后（含低于基期水平1项）: the number, whether only some are named, and those named."""


def example(name: str, judge: Judge, **options: Any) -> Report:
    return judge((name, (EXAMPLES / name).read_bytes()), **options)


def data_of(report: Report) -> Any:
    return json.loads(FORMATS["json"].render(report, ZH, Options()))


def without_brackets(sentence: str) -> str:
    return re.sub(r"[（(][^（）()]*[）)]", "", re.sub(r"（其中[^（）]*）", "", sentence))


def parts_of(sentence: str) -> tuple[int, list[int]]:
    """The total that a sentence opens with, and the number of each of its parts."""
    bare = without_brackets(sentence).split("；剔除")[0].split("; without those")[0]
    if "项" in bare:
        total, *parts = re.findall(r"([0-9]+)项", bare)
    else:
        total, *parts = re.findall(r": ([0-9]+)(?![0-9%]|\.[0-9])", bare)
    return int(total), [int(part) for part in parts]


def assert_adds_up(report: Report) -> None:
    summary = report.summary
    groups = [count for count in (summary.binding, summary.anticipatory) if count.total]
    for words in (ZH, EN):
        sentences = opening(report, words)[: 1 + len(groups)]
        for sentence, count in zip(sentences, (summary.everything, *groups), strict=True):
            total, parts = parts_of(sentence)
            assert total == count.total, sentence
            if parts:  # all of them are met, or all to be verified: then there is one number
                assert sum(parts) == total, sentence
            for whole, among, inside in re.findall(BRACKETS, sentence):
                numbers = [int(number) for number in re.findall(r"([0-9]+)项", inside)]
                if among:
                    assert 0 < sum(numbers) <= int(whole), sentence
                elif numbers:  # a single reason has no number of its own
                    assert sum(numbers) == int(whole), sentence


@pytest.mark.parametrize("name", WORKBOOKS)
@pytest.mark.parametrize("year", [None, 2021, 2022, 2023, 2024, 2025])
def test_the_examples_add_up(name: str, year: int | None, judge: Judge) -> None:
    assert_adds_up(example(name, judge, year=year))


values = st.sampled_from(
    ["", "—", "1", "8", "39", ">40", "≥99", "97", "99.5", "100", "很多", "300", "430", "0.4",
     "完成创建", "创建中", "42(预计)", "2–9"]
)  # fmt: skip
rows = st.dictionaries(
    st.integers(1, 23).map(str),
    st.dictionaries(st.integers(2021, 2025).map(str), values, min_size=1),
    min_size=1,
)


@pytest.mark.slow
@given(rows, st.integers(2021, 2025), st.sampled_from(["binding", "any", "never"]))
def test_any_report_adds_up(
    judge: Judge, rows: dict[str, dict[str, str]], year: int, fail_on: str
) -> None:
    given_ = [{"id": number, "values": found} for number, found in rows.items()]
    content = json.dumps({"actuals": given_}, ensure_ascii=False).encode()
    report = judge(content, year=year, fail_on=fail_on)
    assert_adds_up(report)
    for count in (report.summary.everything, report.summary.binding, report.summary.anticipatory):
        assert sum(count.statuses.values()) == count.total
    said = conclusion(report, ZH)
    if not report.final:
        assert "未达标" not in said
        assert "未通过" not in said
    for name, whole in (
        ("约束性", report.summary.binding),
        ("预期性", report.summary.anticipatory),
    ):
        if f"{name}指标无滞后" in said:
            assert whole.to_verify == 0
            assert not any(whole.statuses[status] for status in LAGGING)
    if "全部达标" in said:
        assert report.summary.binding.met == report.summary.binding.total


# the sentences


def test_the_final_year_says_what_the_rate_is_without_those_to_verify(judge: Judge) -> None:
    """17 of 23 is 73.913%, 17 of the 19 judged 89.474%."""
    assert opening(example("failing-2025.xlsx", judge), ZH) == [
        "23项指标中，完成17项，未完成2项，待核实4项（其中暂无法判定3项、数据有误1项），"
        "指标完成率73.9%（17/23）；剔除待核实的4项，为89.5%（17/19）。",
        "约束性指标8项：完成5项，未完成2项，待核实1项。",
        "预期性指标15项：完成12项，待核实3项。",
    ]


def test_before_it_what_is_on_schedule_comes_first(judge: Judge) -> None:
    """1 + 6 + 3 + 4 = 14 of 23, 60.870%; 14 + 2 + 3 + 2 + 2 = 23."""
    report = example("midterm-2023.xlsx", judge)
    assert heading(report, ZH) == "2023年度评估（规划期第3年，时序进度60%）"
    assert opening(report, ZH) == [
        "23项指标中，14项符合或快于时序进度（提前实现1项、保持达标5项、"
        "当年达标而往年有未达目标值1项、快于时序进度3项、基本符合时序进度4项），占60.9%；"
        "2项略慢于时序进度，3项滞后（含低于基期水平1项、当年未达目标值1项），2项推进中，2项待核实（其中暂无法判定1项、数据缺失1项）。",
        "约束性指标8项：7项符合或快于时序进度，1项略慢于时序进度。",
        "预期性指标15项：7项符合或快于时序进度，1项略慢于时序进度，3项滞后，2项推进中，2项待核实。",
    ]
    assert opening(report, EN)[0] == (
        "Indicators: 23; on or ahead of schedule: 14 (achieved early 1, maintained 5, met this "
        "year but not in every year before 1, ahead of schedule 3, on track 4), 60.9% of all; "
        "slipping: 2; behind: 3 (including worse than baseline 1, lapsed 1); in progress: 2; "
        "to verify: 2 (undetermined 1, no data 1)."
    )
    # 4 and 6 of the binding ones; 7, 10 and 21, 8, 16 and 20 of the others
    assert conclusion(report, ZH) == (
        "约束性指标无滞后，2项需关注；预期性指标3项滞后、1项需关注、2项待核实"
    )


def test_where_nothing_is_reported_no_rate_is_said(judge: Judge) -> None:
    blank = {"actuals": [{"id": "5", "values": {"2023": "—"}}]}
    content = json.dumps(blank, ensure_ascii=False).encode()
    final, before = judge(content, year=2025), judge(content, year=2023)
    assert opening(final, ZH)[0] == "23项指标均待核实（数据缺失），尚不能计算指标完成率。"
    assert opening(before, ZH)[0] == "23项指标均待核实（数据缺失），尚不能判断进度。"
    assert conclusion(final, ZH) == conclusion(before, ZH) == "不作认定"


@pytest.mark.parametrize(
    ("values", "options", "said"),
    [
        ({"5": "41"}, {}, "约束性指标全部达标"),
        (
            {"5": "41", "7": "400", "22": "≥400"},
            {},
            "约束性指标全部达标；预期性指标1项未达标、1项待核实",
        ),
        ({"5": "41", "7": "430"}, {"fail_on": "any"}, "各项指标全部达标"),
        ({"5": "40"}, {}, "约束性指标1项中，1项未达标"),
        (
            {"5": "41", "7": "400"},
            {"fail_on": "any"},
            "约束性指标全部达标；预期性指标1项未达标",
        ),
        ({"5": "41", "7": "很多"}, {}, "约束性指标全部达标；预期性指标1项待核实"),
        (
            {"5": "40", "12": "100", "2": "≥98"},
            {"fail_on": "never"},
            "约束性指标3项中，1项达标、1项未达标、1项待核实",
        ),
        (
            {"5": "41", "7": "很多"},
            {"fail_on": "never"},
            "约束性指标全部达标；预期性指标1项待核实",
        ),
        ({"7": "430"}, {}, "不作认定"),
    ],
)
def test_the_conclusion_of_the_final_year(
    values: dict[str, str], options: dict[str, Any], said: str, judge: Judge
) -> None:
    rows = [{"id": number, "values": {"2025": text}} for number, text in values.items()]
    content = json.dumps({"actuals": rows}, ensure_ascii=False).encode()
    report = judge(content, only=list(values), year=2025, **options)
    assert conclusion(report, ZH) == said


# the JSON


def test_the_json_says_how_many_are_on_schedule_before_the_final_year(judge: Judge) -> None:
    data = data_of(example("midterm-2023.xlsx", judge))
    summary = data["summary"]
    wanted = ("on_schedule", "on_schedule_rate", "to_verify")
    assert [summary[name] for name in wanted] == [14, 0.608696, 2]
    assert [summary["binding"][name] for name in wanted] == [7, 0.875, 0]
    assert [summary["anticipatory"][name] for name in wanted] == [7, 0.466667, 2]
    assert sum(each["on_schedule"] for each in summary["categories"]) == 14
    assert sum(each["to_verify"] for each in summary["categories"]) == 2
    assert sum(each["on_schedule"] for each in data["tasks"]) == 14
    for task in data["tasks"]:
        for count in (task, task["commitments"], task["milestones"], task["encouraged"]):
            assert (count["on_schedule_rate"] is None) is (count["total"] == 0)


def test_in_the_final_year_there_is_no_schedule_left(judge: Judge) -> None:
    data = data_of(example("failing-2025.xlsx", judge))
    summary = data["summary"]
    assert (summary["on_schedule"], summary["on_schedule_rate"]) == (None, None)
    assert (summary["to_verify"], summary["binding"]["to_verify"]) == (4, 1)
    assert {each["on_schedule"] for each in (*summary["categories"], *data["tasks"])} == {None}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_conclusion_has_no_label(lang: str, judge: Judge) -> None:
    said = conclusion(example("failing-2025.xlsx", judge), Words(lang))
    assert (
        said
        == {
            "zh": "约束性指标8项中，5项达标、2项未达标、1项待核实；预期性指标3项待核实",
            "en": "of 8 binding indicators: met 5, not met 2, to verify 1; "
            "anticipatory indicators: to verify 3",
        }[lang]
    )
