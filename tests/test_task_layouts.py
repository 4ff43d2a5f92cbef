"""Test commitments and milestones in tables: by id or name, in every layout, with states."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any

import pytest

from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.evaluation.check import check
from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.pages.report.item_words import asked
from shengzhou_quality.reading.intake import read_contents
from shengzhou_quality.reading.tables.dates import year_of_date
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shengzhou_quality.plan.model import Plan
    from shengzhou_quality.reported import Actuals

    Rows = Sequence[Sequence[Any]]
    Read = Callable[..., Actuals]

C34, C01, M01, M02 = "特种设备万台事故率", "质量奖创奖培育企业数", "M01", "加大标准制修订奖励力度"


@pytest.fixture
def read(plan: Plan, xlsx: Callable[..., bytes]) -> Read:
    def run(*sheets: Rows) -> Actuals:
        return read_contents(
            [(f"data{number}.xlsx", xlsx(rows)) for number, rows in enumerate(sheets, 1)], plan
        )

    return run


def seen(actuals: Actuals) -> list[tuple[str, int, str]]:
    return [(each.indicator, each.year, each.text) for each in actuals.observations]


def codes(actuals: Actuals) -> list[str]:
    return [finding.code for finding in actuals.diagnostics]


# in every layout

EXPECTED = [
    ("C01", 2021, "4"), ("C01", 2022, "5"), ("C34", 2021, "0.28"), ("C34", 2022, "0.3"),
    ("M02", 2021, "推进中"), ("M02", 2022, "已完成"),
]  # fmt: skip
WIDE: Rows = [
    ["编号", "名称", "2021年", "2022年"],
    ["C01", None, 4, 5],
    ["C34", C34, 0.28, 0.3],
    [None, M02, "推进中", "已完成"],
]
LONG: Rows = [
    ["名称", "年份", "数值"],
    *(["C01", 2021, 4], ["C01", 2022, 5], [C34, 2021, 0.28], [C34, 2022, 0.3]),
    *([M02, 2021, "推进中"], [M02, 2022, "已完成"]),
]
ACROSS: Rows = [
    ["年份", C01, "C34", M02],
    [2021, 4, 0.28, "推进中"],
    [2022, 5, 0.3, "已完成"],
]


@pytest.mark.parametrize("rows", [WIDE, LONG, ACROSS], ids=["wide", "long", "across"])
def test_they_are_read_in_every_layout(rows: Rows, read: Read) -> None:
    actuals = read(rows)
    assert seen(actuals) == EXPECTED
    assert codes(actuals) == []


def test_they_are_read_from_yaml_and_json(plan: Plan) -> None:
    listed = [
        {"id": "C01", "values": {"2021": "4", "2022": "5"}},
        {"indicator": C34, "values": {"2021": "0.28", "2022": "0.3"}},
        {"id": "M02", "数值": {"2021": "推进中", "2022": "已完成"}},
    ]
    mapped = {item.get("indicator", item.get("id", "")): item.get("values") for item in listed[:2]}
    mapped["M02"] = listed[2]["数值"]
    for items in (listed, mapped):
        for name in ("data.json", "data.yaml"):
            content = json.dumps({"actuals": items}, ensure_ascii=False).encode()
            actuals = read_contents([(name, content)], plan)
            assert seen(actuals) == EXPECTED
            assert codes(actuals) == []


def test_they_stand_beside_indicators_in_one_table(read: Read) -> None:
    rows: Rows = [
        ["序号", "指标", "2025年"],
        ["5", None, 41],
        ["C36", None, 96.5],
        ["M01", "", "已完成"],
    ]
    assert seen(read(rows)) == [("5", 2025, "41"), ("C36", 2025, "96.5"), ("M01", 2025, "已完成")]


def test_an_id_may_be_written_small(read: Read) -> None:
    assert seen(read([["编号", "2025年"], ["c34", 0.2]])) == [("C34", 2025, "0.2")]


def test_the_name_decides_over_the_number(read: Read) -> None:
    actuals = read([["编号", "名称", "2025年"], ["C01", C34, 0.2]])
    assert seen(actuals) == [("C34", 2025, "0.2")]
    assert codes(actuals) == ["own-numbers"]


def test_a_target_beside_the_values_is_compared_with_the_plan(read: Read) -> None:
    rows: Rows = [["编号", "名称", "目标值", "2025年"], ["C34", C34, "0.3以内", 0.2]]
    assert codes(read(rows)) == []
    assert codes(read([rows[0], ["C34", C34, "0.5以内", 0.2]])) == ["target-differs"]


def test_a_unit_is_converted_or_refused(read: Read) -> None:
    refused = read([["编号", "单位", "2025年"], ["C06", "家", 58]])
    assert codes(refused) == ["unit-mismatch"]


# 任务进展

PROGRESS = ["编号", "名称", "状态", "完成日期", "佐证", "说明"]


def progress(*rows: Sequence[Any]) -> Rows:
    return [PROGRESS, *rows]


def test_a_state_is_of_the_year_of_its_date(read: Read) -> None:
    actuals = read(
        progress(
            [M01, None, "已完成", datetime.date(2024, 6, 30), "名单", None],
            ["M02", None, "已完成", "2023年6月", None, None],
            ["M03", None, "已完成", "2022.6", None, None],
            ["M04", None, "已完成", 2021, None, None],
        )
    )
    assert [(each.indicator, each.year, each.completed) for each in actuals.observations] == [
        ("M01", 2024, "2024-06-30"),
        ("M02", 2023, "2023年6月"),
        ("M03", 2022, "2022.6"),
        ("M04", 2021, "2021"),
    ]
    assert {each.undated for each in actuals.observations} == {False}
    assert actuals.observations[0].evidence == "名单"
    assert codes(actuals) == []


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("2024-06-30", 2024),
        ("2024/6/30", 2024),
        ("2024.06.30", 2024),
        ("2024年6月30日", 2024),
        ("2024-06-30 08:30:00", 2024),
        ("2024-06", 2024),
        ("2024年6月", 2024),
        ("2024年6月底", 2024),
        ("2024.6", 2024),
        ("2024", 2024),
        ("2024年", 2024),
        ("2024年底", 2024),
        ("2024年上半年", 2024),
        ("二〇二四年六月", 2024),
        ("2024-02-30", None),
        ("2024-13", None),
        ("2023-2024", None),
        ("6月", None),
        ("去年", None),
        ("45473", None),
        ("2024年6月30日前", None),
        ("20240630", 2024),
        ("2024年第三季度", 2024),
        ("2024年度", 2024),
        ("2024年末", 2024),
        # no month, no day, no single time
        ("20241332", None),
        ("2024年13月", None),
        ("2024年0月", None),
        ("2024年99月", None),
        ("2024年十三月", None),
        ("2024年13月5日", None),
        ("2024年12月32日", None),
        ("2024年2月30日", None),
        ("2024年1-6月", None),
        ("2024年13-15月", None),
        ("2024年前三季度", None),
    ],
)
def test_dates_as_offices_write_them(written: str, year: int | None) -> None:
    assert year_of_date(written) == year


def test_without_a_date_it_is_of_the_latest_year_that_the_data_has(read: Read) -> None:
    states = progress([M01, None, "已完成", None, None, None], ["M02", None, "推进中", "—", "", ""])
    alone = read(states)
    assert [(each.year, each.undated) for each in alone.observations] == [(2025, True)] * 2
    with_values = read(states, [["指标", "2022年", "2023年"], ["装配式建筑占新建建筑比例", 36, 38]])
    undated = [each for each in with_values.observations if each.undated]
    assert [(each.indicator, each.year) for each in undated] == [("M01", 2023), ("M02", 2023)]
    # Neither a forecast nor a value outside the period is a year that the data has.
    rows: Rows = [["指标", "2023年", "2024年预计", "2026年"], ["服务业增加值", 380, 400, 420]]
    later = read(states, rows)
    assert {each.year for each in later.observations if each.undated} == {2023}


def test_a_date_that_is_none_is_an_error_at_its_cell(read: Read) -> None:
    actuals = read(progress([M01, None, "已完成", "去年年底", None, None]))
    [finding] = actuals.diagnostics
    assert (finding.code, finding.severity, finding.indicator) == ("not-a-date", "error", "M01")
    assert str(finding.place).endswith("!D2")
    # What has to be asked for again is the date, not the state beside it.
    assert [(each.value, each.text, each.place) for each in actuals.observations] == [
        (None, "去年年底", finding.place)
    ]


def test_a_date_beside_another_state_is_only_a_remark(read: Read) -> None:
    actuals = read(progress([M01, None, "推进中", "2026-06-30", None, None]))
    assert [(each.year, each.completed) for each in actuals.observations] == [(2025, None)]
    assert codes(actuals) == ["date-not-completed"]


def test_a_date_without_a_state_is_told(read: Read) -> None:
    actuals = read(
        progress([M01, None, None, "2024-06-30", None, None], ["M02", "", "已完成", "", "", ""])
    )
    assert codes(actuals) == ["date-without-state"]
    assert [each.indicator for each in actuals.observations] == ["M02"]


@pytest.mark.parametrize(
    "word", ["状态", "进展", "进展情况", "完成状态", "完成情况", "任务进展", "Status"]
)
def test_the_column_of_states_has_many_names(word: str, read: Read) -> None:
    rows: Rows = [["编号", "任务名称", word, "完成时间"], ["M01", None, "已完成", "2024年"]]
    actuals = read(rows)
    assert seen(actuals) == [("M01", 2024, "已完成")]
    assert codes(actuals) == []


def test_beside_years_the_state_is_read_where_they_are_empty(read: Read) -> None:
    rows: Rows = [
        ["编号", "名称", "2024年", "2025年", "状态"],
        ["C34", C34, 0.2, 0.2, "达标"],
        ["M01", None, None, None, "已完成"],
        ["M02", None, "推进中", "已完成", "推进中"],
    ]
    actuals = read(rows)
    assert seen(actuals)[2:] == [
        ("M01", 2025, "已完成"),
        ("M02", 2024, "推进中"),
        ("M02", 2025, "已完成"),
    ]
    assert codes(actuals) == ["column-not-read"]


def test_a_narrative_beside_years_is_no_state(read: Read) -> None:
    rows: Rows = [
        ["编号", "名称", "2025年", "进展情况"],
        ["M01", None, None, "名单已报市政府,预计年内印发"],
        ["C34", C34, 0.2, "良好"],
    ]
    actuals = read(rows)
    assert seen(actuals) == [("C34", 2025, "0.2")]
    assert codes(actuals) == []


def test_a_state_beside_a_year_is_of_that_year(read: Read) -> None:
    rows: Rows = [["名称", "年份", "状态"], ["M01", 2022, "推进中"], ["M01", 2023, "已完成"]]
    assert seen(read(rows)) == [("M01", 2022, "推进中"), ("M01", 2023, "已完成")]


def test_a_year_over_the_word_makes_it_a_value_of_the_year(read: Read) -> None:
    rows: Rows = [["编号", "2024年状态", "2025年状态"], ["M01", "推进中", "已完成"]]
    assert seen(read(rows)) == [("M01", 2024, "推进中"), ("M01", 2025, "已完成")]
    over: Rows = [["编号", "状态", None], [None, "2024年", "2025年"], ["M01", "推进中", "已完成"]]
    assert seen(read(over)) == [("M01", 2024, "推进中"), ("M01", 2025, "已完成")]


def test_a_commitment_needs_a_figure_not_a_state(read: Read) -> None:
    actuals = read(
        progress(["C06", None, "已完成", None, None, None], [M01, "", "已完成", "", "", ""])
    )
    assert seen(actuals) == [("M01", 2025, "已完成")]
    assert codes(actuals) == ["state-for-figure"]


def test_one_state_merged_over_two_milestones_is_nobodys(
    plan: Plan, xlsx: Callable[..., bytes]
) -> None:
    import io

    import openpyxl

    content = xlsx(progress([M01, None, "已完成", None], ["M02", None, None, None]))
    book = openpyxl.load_workbook(io.BytesIO(content))
    book.worksheets[0].merge_cells("C2:C3")
    saved = io.BytesIO()
    book.save(saved)
    actuals = read_contents([("data.xlsx", saved.getvalue())], plan)
    assert set(codes(actuals)) == {"merged-value"}
    assert [each.indicator for each in actuals.observations] == ["M01", "M02"]
    assert {each.value for each in actuals.observations} == {None}


def test_states_with_dates_in_yaml(plan: Plan) -> None:
    content = """
actuals:
  - indicator: 品牌培育规划完善
    state: 已完成
    completed: 2024-06-30
    evidence: 规划文件
  - {编号: M01, 状态: 推进中}
""".replace("编号", "序号")
    actuals = read_contents([("data.yaml", content.encode())], plan)
    assert [(each.indicator, each.year, each.undated) for each in actuals.observations] == [
        ("M01", 2024, True),
        ("M03", 2024, False),
    ]
    assert actuals.observations[1].evidence == "规划文件"
    by_name = json.dumps({"actuals": {"M01": {"state": "已完成", "completed": "2023年"}}})
    assert seen(read_contents([("data.json", by_name.encode())], plan)) == [("M01", 2023, "已完成")]


@pytest.mark.parametrize("heading", ["具体任务", "工作举措", "重点项目", "目标任务"])
@pytest.mark.parametrize("state", ["进展情况", "完成情况", "是否完成", "最新动态"])
def test_works_are_read_under_a_heading_that_nobody_knows(
    heading: str, state: str, read: Read
) -> None:
    rows = [
        ["序号", heading, state],
        [1, "重大质量问题约谈机制", "已建立"],
        [2, "“校食安”数字化监管平台", "基本完成"],
        [3, "“吹哨人”举报制度", "否"],
    ]
    assert seen(read(rows)) == [
        ("M49", 2025, "基本完成"),
        ("M55", 2025, "已建立"),
        ("M58", 2025, "否"),
    ]


# what has no row of its own


@pytest.mark.parametrize(
    ("row", "other"),
    [
        (["C05", None, 3.3], "21"),
        (["C02", "新培育县级以上政府质量奖企业", 9], "19"),
        ([None, "新培育县级以上政府质量奖企业", 9], "19"),
        (["M38", "国家级生态文明示范县(市)建成", "已完成"], "13"),
    ],
)
def test_what_restates_an_indicator_is_told_where_to_report(
    row: Sequence[Any], other: str, read: Read
) -> None:
    actuals = read([["编号", "名称", "2025年"], ["C34", C34, 0.2], row])
    [finding] = actuals.diagnostics
    assert (finding.code, finding.severity) == ("reported-elsewhere", "warning")
    assert finding.parameters["other"] == other
    assert [each.indicator for each in actuals.observations] == ["C34"]


def test_what_restates_a_reported_indicator_asks_for_nothing(read: Read) -> None:
    rows = [
        ["新增各级政府质量奖企业", 8],
        ["新培育县级以上政府质量奖企业数", 8],
        ["完成“无废城市”建设试点任务", "已命名"],
        ["“无废城市”试点创建完成", "已命名"],
    ]
    actuals = read([["名称", "2025年"], *rows])
    findings = [(one.code, str(one.severity), one.indicator) for one in actuals.diagnostics]
    assert findings == [
        ("reported-elsewhere", "info", "C02"),
        ("reported-elsewhere", "info", "M39"),
    ]
    assert [each.indicator for each in actuals.observations] == ["14", "19"]


def test_what_restates_a_reported_indicator_is_no_question(read: Read) -> None:
    """Whichever file or sheet the indicator is in, and in whichever order they come."""
    own = [
        ["编号", "名称", "2025年"],
        ["C02", "新培育县级以上政府质量奖企业", 9],
        ["C34", C34, 0.2],
    ]
    table = [["指标", "2025年"], ["新增各级政府质量奖企业", 9]]
    for sheets in ((own, table), (table, own)):
        [finding] = [one for one in read(*sheets).diagnostics if one.code == "reported-elsewhere"]
        assert finding.severity == "info"
        assert (
            Words("zh").hint(finding) == "“新增各级政府质量奖企业”已有报送，以该行为准，无需处理。"
        )
    [alone] = read(own).diagnostics
    assert alone.severity == "warning"


def test_a_name_that_is_the_indicators_own_is_read_as_the_indicator(read: Read) -> None:
    """C05 and indicator 21 have the same name: nothing is amiss, whichever number is written."""
    actuals = read([["编号", "名称", "2025年"], ["C05", "R&D经费支出占GDP比重", 3.3]])
    assert seen(actuals) == [("21", 2025, "3.3")]
    assert codes(actuals) == []


def test_a_part_of_what_is_left_to_people_keeps_its_name(read: Read) -> None:
    rows = [["秸秆综合利用率", "97%"], ["主要农业废弃物全量利用", "基本做到"]]
    actuals = read([["名称", "2025年"], ["特种设备万台事故率", 0.2], *rows])
    kept = [one.remark for one in actuals.provenance if one.indicator == "C22"]
    assert kept == ["秸秆综合利用率：97%", "基本做到"]


def test_what_is_left_to_people_is_told_so(read: Read) -> None:
    actuals = read([["编号", "2025年"], ["C34", 0.2], ["C09", 95]])
    assert codes(actuals) == ["left-to-people"]


def test_an_empty_row_of_theirs_is_passed_over(read: Read) -> None:
    assert codes(read([["编号", "2025年"], ["C34", 0.2], ["C09", None], ["C05", "—"]])) == []


def test_other_words_are_still_unknown(read: Read) -> None:
    actuals = read(
        progress(["M99", "没有的成果", "已完成", "", "", ""], [M01, "", "已完成", "", "", ""])
    )
    assert codes(actuals) == ["unknown-indicator"]


def test_states_alone_are_enough_to_be_read(plan: Plan) -> None:
    with pytest.raises(InputError):
        read_contents([("data.csv", "事项,状态\n没有的,已完成\n".encode())], plan)
    actuals = read_contents([("data.csv", "编号,状态\nM01,已完成\n".encode())], plan)
    assert seen(actuals) == [("M01", 2025, "已完成")]


def test_a_form_may_be_given_for_a_commitment(plan: Plan, xlsx: Callable[..., bytes]) -> None:
    content = xlsx([["编号", "2025年"], ["C31", 2]])
    actuals = read_contents([("data.xlsx", content)], plan, forms={"C31": "total"})
    assert [each.form for each in actuals.observations] == ["total"]


# sqc check


def test_check_judges_them_too(read: Read, plan: Plan) -> None:
    actuals = read(
        [["编号", "2024年", "2025年"], ["C06", 20, 57]],
        progress([M01, None, "差不多", None, None, None]),
    )
    report = check(plan, actuals)
    assert sorted(finding.code for finding in report.diagnostics) == [
        "abrupt-change",
        "unknown-state",
    ]
    assert [item.indicator.id for item in report.commitments if item.matched] == ["C06"]
    assert [item.indicator.id for item in report.milestones if item.matched] == ["M01"]
    assert len(report.indicators) == 23


def test_complete_asks_for_them_only_where_the_data_has_any(read: Read, plan: Plan) -> None:
    values = [["序号", "2025年"], *([str(n), 1] for n in range(1, 24))]
    without = check(plan, read(values), complete=True, year=2025)
    missing = [it for it in without.diagnostics if it.code == "missing-value"]
    assert {it.indicator for it in missing} <= {str(n) for n in range(1, 24)}
    rows: Rows = [["编号", "2025年"], ["C34", 0.2]]
    found = check(plan, read(values, rows), complete=True, year=2025).diagnostics
    asked = {it.indicator for it in found if it.code == "missing-value"}
    judged = {one.id for one in plan.judged_promises}
    assert asked == {one for one in judged if one.startswith("C")} - {"C34", "C36"}  # 36 restates 1
    # A state of years ago stands for the years behind it.
    states = progress([M01, None, "已完成", "2021年", None, None])
    found = check(plan, read(values, states), complete=True, year=2025).diagnostics
    asked = {it.indicator for it in found if it.code == "missing-value"}
    assert asked == {one for one in judged if one.startswith("M")} - {"M01"}


def test_a_year_typed_into_a_date_cell_is_that_year(read: Read) -> None:
    """Excel keeps 2025 in a cell of dates as the 2025th day after 1899-12-30: 1905-07-17."""
    rows = progress(
        [M01, None, "已完成", datetime.date(1905, 7, 17), None, None],
        ["M02", None, "已完成", datetime.date(2024, 6, 30), None, None],
    )
    actuals = read(rows)
    assert [(each.year, each.completed) for each in actuals.observations] == [
        (2025, "2025"),
        (2024, "2024-06-30"),
    ]
    assert codes(actuals) == []


def test_a_date_before_the_plan_is_said_to_be_one(read: Read, plan: Plan) -> None:
    """X35: the title of M17 was won before the plan began."""
    rows = progress(["M17", None, "已完成", "2019-05-01", None, None])
    report = evaluate(plan, read(rows, [["指标", "2025年"], ["装配式建筑占新建建筑比例", 41]]))
    result = next(one.result for one in report.milestones if one.promise.id == "M17")
    assert result is not None
    assert result.verdict == "no_data"
    assert [note.parameters for note in result.notes if note.code == "before-plan"] == [
        {"year": "2019"}
    ]
    (entry,) = (one for one in report.lists.missing if one.result is result)
    assert asked(entry, Words("zh")) == "报送的完成时间（2019年）早于规划期"


def test_a_count_of_rows_beside_an_id_is_no_id(read: Read) -> None:
    """序号 counts the rows of a table whose 编号 names them."""
    rows: Rows = [["序号", "编号", "单位", "2025年"], [1, "C36", "%", 97], [2, "C12", "%", 99]]
    actuals = read(rows)
    assert [each.indicator for each in actuals.observations] == ["C12", "C36"]
    assert codes(actuals) == []
    states: Rows = [["序号", "编号", "状态", "完成日期"], [13, "M14", "已完成", "2023-01-01"]]
    assert seen(read(states)) == [("M14", 2023, "已完成")]
    numbers: Rows = [["序号", "指标编号", "2025年"], [1, 5, 41]]
    assert [each.indicator for each in read(numbers).observations] == ["5"]


def test_an_id_before_a_name_is_no_part_of_it(read: Read) -> None:
    rows: Rows = [["名称", "2025年"], [f"C34 {C34}", 0.2], [f"C34.{C34}", 0.2]]
    actuals = read(rows)
    assert {each.indicator for each in actuals.observations} == {"C34"}


def test_an_id_written_otherwise_does_not_differ_from_the_name(read: Read) -> None:
    actuals = read([["编号", "名称", "2025年"], ["c1", C01, 22], ["Ｃ34", C34, 0.2]])
    assert codes(actuals) == []


def test_a_date_of_completion_moves_neither_the_year_nor_the_undated_states(
    plan: Plan, read: Read
) -> None:
    """The indicators end in 2023; M01 was completed in 2024, and 13 and M04 have no dates."""
    values: Rows = [["指标", "2022年", "2023年"], ["装配式建筑占新建建筑比例", 36, 38]]
    states = progress(
        ["M01", None, "已完成", "2024-03-01", None, None],
        ["M04", None, "推进中", None, None, None],
        ["13", None, "推进中", None, None, None],
    )
    report = evaluate(plan, read(values, states))
    assert report.year == 2023
    of = {one.promise.id: one.result for one in report.milestones}
    assert of["M04"] is not None
    assert of["M04"].status == "pending"
