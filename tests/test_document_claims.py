"""A report claims what the data forces and no more: what is open, left out or not compared."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from markdown_page import Part, parts

from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.formats import FORMATS, Options
from shengzhou_quality.pages.conclusion import result_line
from shengzhou_quality.pages.figures import amount, date_words
from shengzhou_quality.pages.ranges import section_words, with_sections
from shengzhou_quality.plan.loader import load_plan
from shengzhou_quality.reading.intake import read_contents
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shengzhou_quality.evaluation.report import Report

    Judge = Callable[..., Report]

EXAMPLES = Path(__file__).parent.parent / "examples"
NATIONAL = Path(__file__).parent / "plans" / "national-14fyp.yaml"
ZH, EN = Words("zh"), Words("en")


def example(judge: Judge, *names: str) -> Report:
    return judge(*((name, (EXAMPLES / name).read_bytes()) for name in names))


def of(judge: Judge, values: Mapping[str, Mapping[str, object]], **options: object) -> Report:
    rows = [{"id": number, **row} for number, row in values.items()]
    content = json.dumps({"actuals": rows}, ensure_ascii=False).encode()
    return judge(content, only=list(values), **options)


def markdown(report: Report, words: Words = ZH) -> str:
    return FORMATS["markdown"].render(report, words, Options()).decode()


def part(report: Report, heading: str) -> Part:
    return next(one for one in parts(markdown(report)) if heading in one.heading)


def rows(report: Report, heading: str) -> list[dict[str, str]]:
    return [row for one in parts(markdown(report)) if heading in one.heading for row in one.rows]


# the data


def test_no_report_says_that_the_data_is_right(judge: Judge) -> None:
    """2020 differs from the plan's 181, and the value of 2025 is provisional."""
    given = {
        "1": {"values": {"2025": "97.9(初步核算)"}},
        "22": {"values": {"2020": "150", "2025": "420"}},
    }
    report = of(judge, given)
    text = markdown(report)
    assert report.diagnostics
    assert "无误" not in text + result_line(report, ZH)
    remarks = part(report, "需要说明的问题").sentences
    assert "报送数据的检查有1个提醒，见附件1。" in remarks
    clean = markdown(of(judge, {"5": {"values": {"2025": "41"}}}))
    assert "检查不涉及数据是否真实准确" in clean


def test_what_nobody_reported_is_not_called_without_need(judge: Judge) -> None:
    report = example(judge, "final-2025.xlsx")
    text = markdown(report)
    assert "没有需要补报" not in text
    assert "没有需要说明" not in text
    assert "催报清单" not in text
    assert any(
        "量化任务36项、标志性成果92项尚未报送" in said
        for said in part(report, "需要说明的问题").sentences
    )


# the plan


@pytest.mark.parametrize(
    ("section", "chinese", "english"),
    [
        ("四(三)", "第四部分第（三）项", "part 4 (3)"),
        ("三(五) 专栏5", "第三部分第（五）项专栏5", "part 3 (5), box 5"),
        ("三(十)", "第三部分第（十）项", "part 3 (10)"),
        ("一(一)3", "第一部分第（一）项第3点", "part 1 (1), point 3"),
        ("第六十五章", "第六十五章", "第六十五章"),
        ("专栏1", "专栏1", "专栏1"),
    ],
)
def test_a_place_of_the_plan_is_written_out(section: str, chinese: str, english: str) -> None:
    assert section_words(section, ZH) == chinese
    assert section_words(section, EN) == english


def test_places_in_our_own_sentences_too() -> None:
    assert with_sections("按三(九)达标", ZH) == "按第三部分第（九）项达标"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("40", "结果为“达标”"),  # 专栏5 has 40%以上
        ("41", "两种表述都已比较，本次结果相同。"),
        ("约40", "本次暂无法判定。"),
    ],
)
def test_whether_a_result_depends_on_another_statement(value: str, said: str, judge: Judge) -> None:
    report = of(judge, {"5": {"values": {"2025": value}}})
    (row,) = rows(report, "规划表述需说明之处")
    assert said in row["本次采用的口径和对结果的影响"]


@pytest.mark.parametrize(
    ("remark", "said"),
    [("本地检测数", "报送单位备注：本地检测数。"), (None, "（由评估单位填写）")],
)
def test_a_definition_that_the_plan_leaves_open_is_that_of_the_office(
    remark: str | None, said: str, judge: Judge
) -> None:
    row: dict[str, object] = {"values": {"2025": "99.3"}}
    report = of(judge, {"2": row | ({"note": remark} if remark else {})})
    found, *_ = rows(report, "规划表述需说明之处")
    assert said in found["本次采用的口径和对结果的影响"]
    assert "没有另一口径的数据，未作比较。" in found["本次采用的口径和对结果的影响"]
    assert found["类别"] == "未明确"


def test_no_effect_asks_for_what_had_to_be_settled_before(judge: Judge) -> None:
    text = markdown(example(judge, "final-2025.xlsx", "tasks-2025.xlsx"))
    for phrase in ("评估前须", "报送时须说明", "本工具", "抵触", "2023年若为"):
        assert phrase not in text, phrase


def test_a_plan_without_tasks_has_no_empty_part() -> None:
    plan = load_plan(NATIONAL)
    content = json.dumps({"actuals": [{"id": plan.indicators[0].id, "values": {"2025": "66"}}]})
    actuals = read_contents([("d.json", content.encode())], plan)
    text = markdown(evaluate(plan, actuals, year=2025))
    headings = re.findall(r"(?m)^## (.*)$", text)
    assert [heading for heading in headings if heading[1] == "、"] == [
        "一、总体情况",
        "二、主要指标完成情况",
        "三、未达标和需要关注的指标",
        "四、需要说明的问题",
    ]
    assert "重点任务" not in text


# the counts


def test_every_commitment_is_in_the_sentence_that_counts_them(judge: Judge) -> None:
    report = example(judge, "final-2025.xlsx", "tasks-2025.xlsx")
    said = [text for text in part(report, "重点任务进展").sentences if "单独判定" in text]
    assert len(said) == 2
    for text in said:
        outside = re.sub(r"（[^）]*）", "", text)
        total, *counted = map(int, re.findall(r"(\d+)项", outside))
        assert total == sum(counted)


def test_one_that_was_outside_before_is_not_counted_as_kept(judge: Judge) -> None:
    report = example(judge, "midterm-2023.xlsx")
    kept = [row for row in rows(report, "主要指标完成情况") if row["完成情况"].startswith("保持")]
    assert f"保持达标{len(kept)}项" in markdown(report)
    counted = [row["指标"] for row in rows(report, "重点任务进展")]
    assert len(kept) == sum(
        int(number) for text in counted for number in re.findall(r"保持达标(\d+)项", text)
    )


def test_a_run_of_equal_values_is_named_by_its_years(judge: Judge) -> None:
    values = {str(year): "3000" for year in range(2021, 2026)}
    (row,) = rows(of(judge, {"5": {"values": values}}, year=2025), "待核实")
    assert row["请补报或核实"] == "2021—2025年的数（均为“3000”）有误，请改正"


def test_what_was_reported_as_adjusted_with_its_basis_is_not_asked_for(judge: Judge) -> None:
    """M30 says 按调整文件不再参评 under 说明: the evaluators decide."""
    report = example(judge, "final-2025.xlsx", "tasks-2025.xlsx")
    assert [row for row in rows(report, "没有写明责任单位") if row["编号"] == "M30"] == []


# figures


def test_a_short_figure_is_not_rounded(judge: Judge) -> None:
    """(3.3 − 2.61)/2 = 0.345."""
    report = of(judge, {"21": {"values": {"2023": "2.61"}}}, year=2023)
    (row,) = rows(report, "滞后（1项）")
    assert row["今后每年需"] == "增加0.345个百分点"
    assert amount(Decimal("0.345"), "%", EN) == "0.345 pp"
    assert amount(Decimal("11.848622"), "%", EN) == "11.85 pp"


def test_dates_are_those_of_official_papers() -> None:
    assert date_words("2021-08-25", ZH) == "2021年8月25日"
    assert date_words("2021-08-25", EN) == "25 August 2021"
    assert date_words("2021年10月", ZH) == "2021年10月"
    assert date_words("2021-13-01", ZH) == "2021-13-01"
