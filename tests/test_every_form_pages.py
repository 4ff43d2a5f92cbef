"""Test what reports say of the forms of target in `data/plans/every_form.yaml`.

The sentences are worked out by hand from the plan and the values beside them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from page_text import lines

from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.evaluation.trace import trace
from shengzhou_quality.formats import CHAIN_FORMATS, Options
from shengzhou_quality.pages.charts import chart
from shengzhou_quality.pages.conclusion import conclusion
from shengzhou_quality.pages.model import Chart
from shengzhou_quality.pages.report import document, screen, workbook
from shengzhou_quality.pages.report.document.attention import asked_or_why
from shengzhou_quality.pages.rows import goal
from shengzhou_quality.plan.loader import load_plan
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reading.intake import read_contents
from shengzhou_quality.words import Words

FILE = Path(__file__).parent / "data" / "plans" / "every_form.yaml"
ZH, EN = Words("zh"), Words("en")
TOTAL_SO_FAR = {"id": "38", "values": {"2025": ">17"}, "form": "累计值"}
Opinion = Mapping[str, str]
Values = Mapping[str, Mapping[int, str]]


@cache
def every_form() -> Plan:
    return load_plan(FILE)


def judged(
    values: Values, year: int = 2023, opinions: Sequence[Opinion] = (), plan: Plan | None = None
) -> Report:
    items = [
        {"id": number, "values": {str(one): text for one, text in of.items()}}
        for number, of in values.items()
    ]
    given = {"actuals": items, "assessments": [*opinions]}
    content = json.dumps(given, ensure_ascii=False).encode()
    plan = plan or every_form()
    read = read_contents([("data.json", content)], plan, accept_own_assessments=True)
    return evaluate(plan, read, year=year)


def paper(values: Values, year: int = 2023, words: Words = ZH) -> str:
    return "\n".join(lines(document.page(judged(values, year), words)))


@pytest.mark.parametrize(
    ("number", "values", "said"),
    [
        # ≥300项/年: 2022 missed it, 2023 did not; the figure is named with its own year.
        (
            "50",
            {2021: "310", 2022: "290", 2023: "305"},
            "2022年为290项，目标为不小于300项（含300项）。",
        ),
        # 稳步提升 from 80: 79 in 2021 is what keeps it from being met, not the 83 of 2023.
        (
            "62",
            {2021: "79", 2022: "82", 2023: "83"},
            "2023年为83%，目标为稳步提升，2021年",
        ),
    ],
)
def test_where_an_item_stands_names_the_year_of_its_figure(
    number: str, values: Mapping[int, str], said: str
) -> None:
    found = paper({number: values})
    assert said in found
    assert "2023年为290" not in found


@pytest.mark.parametrize(
    ("number", "text"), [("1", "62%和61%"), ("7", "第3名"), ("50", "超过300项以上项")]
)
def test_words_of_an_office_stay_as_they_are(number: str, text: str) -> None:
    assert text in paper({number: {2023: text}}).split("附件1")[0]


@pytest.mark.parametrize(
    ("number", "value", "said"),
    [
        (
            "59",
            "5.6",
            "规划 2021年目标值6%以内，2023年目标值5.5%以内，2025年目标值5%以内（几个年度",
        ),
        (
            "61",
            "79",
            "规划 2025年目标值≥90%（2023年6月30日调整，市政府〔2023〕12号“调整为90以上”），"
            "原为≥92%（几个年度的目标、调整、两级目标“≥92”）",
        ),
        (
            "58",
            "91",
            "第58项（年度目标）：2023年目标值90%以上，2025年目标值95%以上，2035年目标值98%以上。",
        ),
        ("57", "91", "第57项（几个目标年）：2025年目标值92%以上，2027年目标值92.5%以上。"),
        ("60", "13", "第60项（两级目标）：2025年目标值≥14%，激励目标≥15%。"),
    ],
)
def test_every_target_stands_with_its_year_and_its_own_sentence(
    number: str, value: str, said: str
) -> None:
    assert said in paper({number: {2021: value, 2022: value, 2023: value}})


def charted(number: str, values: Mapping[int, str]) -> Chart:
    report = judged({number: values})
    found = chart(next(one for one in report.indicators if one.indicator.id == number), report, ZH)
    assert found is not None
    return found


def test_a_chart_shows_the_target_of_every_year() -> None:
    """6 until 2022, 5.5 in 2023 and 2024, 5 in 2025; nothing below 0 is possible."""
    shown = charted("59", {2021: "5.8", 2022: "5.7", 2023: "5.6"})
    target = shown.target
    assert shown.legend == "2021年目标值6%以内，2023年目标值5.5%以内，2025年目标值5%以内"
    assert target.label == "5%以内"
    assert [(one.first, one.last, one.bound) for one in target.steps] == [
        (2020, 2022, Decimal(6)),
        (2023, 2024, Decimal("5.5")),
        (2025, 2025, Decimal(5)),
    ]


@pytest.mark.parametrize(
    ("number", "labels"),
    [("28", ("≥14.5", "")), ("30", ("14", "16")), ("31", ("4.5", "5"))],
)
def test_the_label_of_a_line_says_where_it_is(number: str, labels: tuple[str, str]) -> None:
    target = charted(number, {2021: "14.5", 2022: "14.6", 2023: "14.7"}).target
    assert (target.label, target.upper_label) == labels


def test_what_blocks_the_verdict_is_what_is_asked_for() -> None:
    """Of 56 only 全省平均水平 in 2025 decides; a total so far needs no year before it."""
    report = judged({"56": {2025: "95"}, "38": {2025: ">17"}, "R1": {2024: "94"}}, 2025)
    by_id = {one.indicator.id: one for one in report.indicators}
    assert asked_or_why(by_id["56"], report, ZH).startswith("缺“全省平均水平”2025年的数；")
    content = json.dumps({"actuals": [TOTAL_SO_FAR]}).encode()
    item = every_form().indicator("38")
    assert item is not None
    chain = trace(every_form(), item, read_contents([("data.json", content)], every_form()))
    said = str(CHAIN_FORMATS["markdown"].render(chain, ZH, Options()))
    assert "缺2021" not in said


def test_a_workbook_says_why_an_item_is_listed_and_what_is_missing() -> None:
    """5.6 against the 5.5 of 2023, and no figure of the two years before."""
    report = judged({"59": {2023: "5.6"}})
    found = "\n".join(lines(workbook.page(report, ZH)))
    assert "5.6%，高于目标值0.1个百分点（目标值5.5%以内）；缺2021、2022年的数据" in found


def test_what_the_evaluators_decided_is_counted_and_listed_as_decided() -> None:
    """Both are left to people, one of them has been decided; the gate stays as it is."""
    opinion = {"编号": "69", "状态": "达标", "理由": "已覆盖", "评估人": "张某"}
    report = judged({"69": {2025: "已覆盖"}, "70": {2025: "2"}}, 2025, [opinion])
    assert report.summary.everything.for_evaluators == 2
    assert report.summary.everything.decided == 1
    found = "\n".join(lines(document.page(report, ZH)))
    assert "由评估单位认定1项、评估单位已认定1项" in found
    assert "其中评估单位已认定1项）" in found
    assert "，已由评估单位认定为“达标”" in found


def test_a_revised_baseline_names_the_target_that_it_leads_to() -> None:
    """18% less than 52 is 42.64."""
    opinion = {"编号": "41", "修订基期值": "52", "理由": "普查", "评估人": "李某"}
    report = judged({"41": {2023: "46"}}, opinions=[opinion])
    found = "\n".join(lines(document.page(report, ZH)))
    assert "目标值相应为下降18%，即42.64吨" in found


def test_what_is_doubtful_in_the_plan_is_no_fault_of_the_data(tmp_path: Path) -> None:
    """33 and 34 say 控制在 and 保持在 alone; no key or path of the plan file is in the paper."""
    before, mark, unsaid = FILE.read_text(encoding="utf-8").partition("name: 控制在\n")
    for direction in ("decrease", "increase"):
        unsaid = unsaid.replace(f"    direction: {direction}\n", "", 1)
    file = tmp_path / "every_form.yaml"
    file.write_text(before + mark + unsaid, encoding="utf-8")
    report = judged({"33": {2023: "4.4"}}, plan=load_plan(file))
    for page in (document.page, workbook.page):
        found = "\n".join(lines(page(report, ZH)))
        assert "规划表述待核对之处（2处）" in found
        assert "第33项，控制在：目标“控制在4.5%”没有写以上、以内，按“越小越好”评估。" in found
        for machine in ("decrease", "direction", "every_form.yaml:", "个提醒"):
            assert machine not in found
    assert len(report.diagnostics) == 2


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {"64": {2023: "62"}},
            "第40、64项的基期值是2019年的数，按本次评估的约定作为2020年的起点。",
        ),
        ({"28": {2023: "13"}}, "第28项（左右有容许差）0.5个百分点"),
        (
            {"56": {2023: "95"}, "R1": {2023: "94"}},
            "与“全省平均水平”比较：2023年94%（",
        ),
    ],
)
def test_what_a_verdict_rests_on_stands_in_the_report(values: Values, said: str) -> None:
    """The year of a baseline, a tolerance of ours, and the figure compared with."""
    assert said in paper(values)


def test_the_table_above_shows_what_the_closing_screen_sends_to_it() -> None:
    """59 is judged for 2023; 2021 and 2022 are asked for all the same."""
    found = "\n".join(lines(screen.page(judged({"59": {2023: "5.6"}}), ZH)))
    assert "高0.1个百分点；请补报2021、2022年" in found


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("36", "〔13.5%〕"),
        ("37", "[20个]"),
        ("39", "累计提高1个百分点"),
        ("41", "下降18%，即41吨"),
        ("42", "比2020年翻一番，即200亿元"),
        ("43", "23.04%〔1.38〕"),
        ("45", "〔20个〕"),
        ("51", "“十四五”时期零发生"),
        ("52", "每年降0.5个百分点以上"),
    ],
)
def test_a_target_has_its_unit(number: str, said: str) -> None:
    item = every_form().indicator(number)
    assert item is not None
    assert goal(item, ZH) == said


@pytest.mark.parametrize(
    ("year", "said"),
    [
        (2023, "没有约束性指标；预期性指标1项滞后、80项待核实"),
        (2025, "没有约束性指标；预期性指标82项中，1项达标、1项未达标、80项待核实"),
    ],
)
def test_a_plan_without_binding_indicators_opens_with_the_others(year: int, said: str) -> None:
    """3 rises from 4 to 8 and is ahead at 8; 23 stands at its baseline."""
    report = judged({"3": {year: "8"}, "23": {year: "223"}}, year)
    assert conclusion(report, ZH) == said
