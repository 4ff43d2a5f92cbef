"""Test which cells under a year are values, in every format and orientation."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import openpyxl
import pytest
from openpyxl.utils import get_column_letter, range_boundaries
from raw_files import ods
from sheets_of_periods import text_file

from shengzhou_quality.diagnostics import Diagnostic, InputError, Severity
from shengzhou_quality.reading.intake import read_contents
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from shengzhou_quality.plan.model import Plan
    from shengzhou_quality.reported import Actuals

P5, P7, P8, P22 = (
    "装配式建筑占新建建筑比例",
    "服务业增加值",
    "社会消费品零售总额年均增速",
    "高新技术企业数",
)
Rows = list[list[Any]]
Merged = list[str]
CARRIERS = ("xlsx", "ods", "csv", "turned xlsx", "turned csv")


def bounds(area: str) -> tuple[int, int, int, int]:
    """The first column and row of `A1:B2`, and the last."""
    left, top, right, bottom = range_boundaries(area)
    return left or 1, top or 1, right or 1, bottom or 1


def as_xlsx(rows: Rows, merged: Merged, title: str = "实际值") -> bytes:
    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    page.title = title
    for row in rows:
        page.append(row)
    for area in merged:
        page.merge_cells(area)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def as_ods(rows: Rows, merged: Merged) -> bytes:
    spans = {
        (top, left): (bottom - top + 1, right - left + 1)
        for left, top, right, bottom in map(bounds, merged)
    }
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = []
        for column, value in enumerate(row, start=1):
            down, across = spans.get((number, column), (1, 1))
            more = (
                f' table:number-rows-spanned="{down}" table:number-columns-spanned="{across}"'
                if (down, across) != (1, 1)
                else ""
            )
            if value is None:
                cells.append("<table:table-cell/>")
            elif isinstance(value, str):
                cells.append(
                    f'<table:table-cell office:value-type="string"{more}>'
                    f"<text:p>{escape(value)}</text:p></table:table-cell>"
                )
            else:
                cells.append(
                    f'<table:table-cell office:value-type="float" office:value="{value}"{more}>'
                    f"<text:p>{value}</text:p></table:table-cell>"
                )
        lines.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    return ods(f'<table:table table:name="实际值">{"".join(lines)}</table:table>')


def as_csv(rows: Rows) -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows(["" if cell is None else cell for cell in row] for row in rows)
    return stream.getvalue().encode()


def turned(rows: Rows, merged: Merged) -> tuple[Rows, Merged]:
    width = max(map(len, rows))
    full = [[*row, *[None] * (width - len(row))] for row in rows]
    areas = []
    for left, top, right, bottom in map(bounds, merged):
        areas.append(f"{get_column_letter(top)}{left}:{get_column_letter(bottom)}{right}")
    return [list(column) for column in zip(*full, strict=True)], areas


def carried(carrier: str, rows: Rows, merged: Merged) -> tuple[str, bytes]:
    if carrier.startswith("turned"):
        rows, merged = turned(rows, merged)
    match carrier.removeprefix("turned "):
        case "xlsx":
            return "data.xlsx", as_xlsx(rows, merged)
        case "ods":
            return "data.ods", as_ods(rows, merged)
    return "data.csv", as_csv(rows)


def values(actuals: Actuals) -> dict[str, str]:
    """Full years: `7 2025` to the text; those that could not be read are marked."""
    return {
        f"{one.indicator} {one.year}": one.text if one.value is not None else f"{one.text} unread"
        for one in actuals.observations
        if not one.partial
    }


def doubts(actuals: Actuals) -> list[tuple[str, str]]:
    """Errors and warnings: the code, and what of the file it quotes."""
    return [
        (one.code, str(one.parameters.get("text", "")))
        for one in actuals.diagnostics
        if one.severity is not Severity.INFO
    ]


def read_csv(text: str, plan: Plan) -> Actuals:
    return read_contents([("data.csv", text.encode())], plan)


def refused(text: str, plan: Plan) -> tuple[Diagnostic, ...]:
    with pytest.raises(InputError) as caught:
        read_csv(text, plan)
    return caught.value.diagnostics


# ---- what stands under a year -------------------------------------------------

HEADED = ["A1:A2", "B1:B2", "C1:D1"]
SHAPES: dict[str, tuple[Rows, Merged, dict[str, str], list[tuple[str, str]]]] = {
    "own area beside the province's average, the own second": (
        [["指标", "单位", "2025年", None], [None, None, "全省平均", "嵊州市"],
         [P7, "亿元", 1200, 426.3]],
        HEADED, {"7 2025": "426.3"}, [("column-not-read", "全省平均")],
    ),
    "only the year is merged": (
        [["指标", "单位", "2025年", None], [None, None, "新昌", "嵊州"], [P7, "亿元", 300, 426.3]],
        ["C1:D1"], {"7 2025": "426.3"}, [("column-not-read", "新昌")],
    ),
    "the own value is blank": (
        [["指标", "单位", "2025年", None], [None, None, "我市", "新昌县"],
         [P7, "亿元", None, 300], [P22, "家", 420, 100]],
        HEADED, {"22 2025": "420"}, [("column-not-read", "新昌县")],
    ),
    "a part of the own area": (
        [["指标", "单位", "2025年", None], [None, None, "全市", "其中：市区"],
         [P7, "亿元", 426.3, 100]],
        HEADED, {"7 2025": "426.3"}, [("column-not-read", "其中：市区")],
    ),
    "the bulletin": (
        [["指标", "单位", "2025年", None], [None, None, "绝对值", "增长（%）"],
         [P7, "亿元", 426.3, 6.6]],
        HEADED, {"7 2025": "426.3"}, [],
    ),
    "growth without the value": (
        [["指标", "单位", "2025年", None], [None, None, "绝对额", "比上年增长%"],
         [P7, "亿元", None, 6.6], [P22, "家", 420, 2]],
        HEADED, {"22 2025": "420"}, [("column-not-read", "比上年增长%")],
    ),
    "plan, value and rate": (
        [["指标", "单位", "2025年", None, None], [None, None, "计划", "完成值", "完成率"],
         [P7, "亿元", 423, 426.3, 100.8]],
        ["A1:A2", "B1:B2", "C1:E1"], {"7 2025": "426.3"}, [],
    ),
    "a rank": (
        [["指标", "单位", "2025年", None], [None, None, "实绩", "全省排名"],
         [P7, "亿元", 426.3, 12]],
        HEADED, {"7 2025": "426.3"}, [],
    ),
    "words that nobody knows": (
        [["指标", "单位", "2025年", None], [None, None, "完成值", "甲口"], [P7, "亿元", 426.3, 7]],
        HEADED, {"7 2025": "426.3"}, [("column-not-read", "甲口")],
    ),
    "parts of the year and the year": (
        [["指标", "单位", "2025年", None, None], [None, None, "1-9月", "全年", "同比增速"],
         [P7, "亿元", 310, 426.3, 6.6]],
        ["A1:A2", "B1:B2", "C1:E1"], {"7 2025": "426.3"}, [],
    ),
    "years under areas": (
        [["指标", "单位", "新昌县", None, "嵊州市", None],
         [None, None, "2024年", "2025年", "2024年", "2025年"],
         [P7, "亿元", 290, 300, 400, 426.3]],
        ["A1:A2", "B1:B2", "C1:D1", "E1:F1"], {"7 2024": "400", "7 2025": "426.3"},
        [("column-not-read", "新昌县")],
    ),
    "three rows": (
        [["指标", "单位", "2025年", None, None, None],
         [None, None, "新昌县", None, "嵊州", None],
         [None, None, "绝对值", "增长%", "绝对值", "增长%"],
         [P7, "亿元", 300, 5, 426.3, 6.6]],
        ["A1:A3", "B1:B3", "C1:F1", "C2:D2", "E2:F2"], {"7 2025": "426.3"},
        [("column-not-read", "新昌县")],
    ),
    "a title over all years": (
        [["指标", "单位", "各年度进展", None], [None, None, "2024年", "2025年"],
         [P7, "亿元", 400, 426.3]],
        HEADED, {"7 2024": "400", "7 2025": "426.3"}, [],
    ),
    "unknown words over some years": (
        [["指标", "单位", "对照组", None, "实际值", None],
         [None, None, "2024年", "2025年", "2024年", "2025年"],
         [P7, "亿元", 290, 300, 400, 426.3]],
        ["A1:A2", "B1:B2", "C1:D1", "E1:F1"], {"7 2024": "400", "7 2025": "426.3"},
        [("column-not-read", "对照组")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize("shape", SHAPES)
def test_what_stands_under_a_year(shape: str, carrier: str, plan: Plan) -> None:
    rows, merged, expected, told = SHAPES[shape]
    actuals = read_contents([carried(carrier, rows, merged)], plan)
    assert values(actuals) == expected
    assert doubts(actuals) == told


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("指标,嵊州市2025年,新昌县2025年", "426.3,300", "426.3"),
        ("指标,2025年（嵊州市）,2025年（全省）", "426.3,300", "426.3"),
        ("指标,2025年全省平均,2025年全市", "300,426.3", "426.3"),
    ],
)
def test_area_and_year_in_one_cell(header: str, row: str, expected: str, plan: Plan) -> None:
    actuals = read_csv(f"{header}\n{P7},{row}\n", plan)
    assert values(actuals) == {"7 2025": expected}
    assert [code for code, _ in doubts(actuals)] == ["column-not-read"]


@pytest.mark.parametrize(
    "above",
    [",,2025年,\n指标,单位,全省平均,嵊州市\n", ",,全省平均,嵊州市\n指标,单位,2025年,2025年\n"],
)
def test_the_row_of_names_is_the_lower_one(above: str, plan: Plan) -> None:
    actuals = read_csv(f"{above}{P7},亿元,1200,426.3\n", plan)
    assert values(actuals) == {"7 2025": "426.3"}


def test_a_unit_line_over_the_last_year_heads_nothing(plan: Plan) -> None:
    actuals = read_csv(f",,单位：亿元\n指标,2024年,2025年\n{P7},400,426.3\n", plan)
    assert values(actuals) == {"7 2024": "400", "7 2025": "426.3"}
    assert actuals.diagnostics == ()


def test_where_no_column_can_be_read_the_columns_are_the_reason(plan: Plan) -> None:
    found = refused(f"指标,2025年,\n,甲组,乙组\n{P7},300,426.3\n", plan)
    assert [one.code for one in found] == ["nothing-to-judge", "column-not-read", "column-not-read"]
    assert "指标”或“序号" not in Words("zh").hint(found[0])


def test_growth_is_the_value_of_an_indicator_of_growth_alone(plan: Plan) -> None:
    table = f"指标,2025年,\n,绝对值,同比增速\n{P8},,9.5\n{P7},426.3,6.6\n"
    assert values(read_csv(table, plan)) == {"8 2025": "9.5", "7 2025": "426.3"}


@pytest.mark.parametrize("growth", ["增速（%）", "增速", "同比增速（%）", "增长率"])
def test_nobody_is_told_to_head_growth_as_a_value(growth: str, plan: Plan) -> None:
    """Obeying a hint never makes growth the value."""
    beside = read_csv(f"指标,2024年,{growth},2025年,{growth}\n{P7},400,6,,6.6\n", plan)
    assert values(beside) == {"7 2024": "400"}
    for language in ("zh", "en"):
        for one in beside.diagnostics:
            assert "2025年实际值" not in Words(language).hint(one)
    renamed = read_csv(f"指标,2024年,2025年增速\n{P7},400,6.6\n", plan)
    assert values(renamed) == {"7 2024": "400"}


# ---- rows and tables of other areas ---------------------------------------------


def test_one_finding_names_the_areas_and_the_column(plan: Plan) -> None:
    rows = "".join(f"{area},{P7},{n}\n" for n, area in enumerate(["新昌县", "诸暨市", "全省"], 300))
    actuals = read_csv(f"地区,指标,2025年\n{rows}我市,{P7},426.3\n", plan)
    assert values(actuals) == {"7 2025": "426.3"}
    (found,) = actuals.diagnostics
    assert (found.code, found.severity.value) == ("another-area", "warning")
    assert found.place is not None
    assert (found.place.row, found.place.column) == (2, 1)
    said = Words("zh").message(found)
    assert all(word in said for word in ("地区", "新昌县", "诸暨市", "全省", "3行"))


@pytest.mark.parametrize("own", ["嵊州", "嵊州市", "全市", "我市", "浙江省嵊州市", "绍兴市嵊州市"])
@pytest.mark.parametrize("head", ["地区", "区域", "城市", "区县", "", "单位", "范围"])
def test_a_column_of_areas_by_its_head_or_by_what_it_holds(head: str, own: str, plan: Plan) -> None:
    table = f"{head},指标,年份,数值\n新昌县,{P7},2025,300\n{own},{P7},2025,426.3\n"
    actuals = read_csv(table, plan)
    assert values(actuals) == {"7 2025": "426.3"}
    assert [code for code, _ in doubts(actuals)] == ["another-area"]


def test_an_empty_cell_repeats_the_area_or_the_name_above(plan: Plan) -> None:
    by_area = f"地区,指标,2025年\n新昌县,{P7},300\n,{P22},100\n嵊州市,{P7},426.3\n,{P22},420\n"
    by_name = f"指标,地区,2025年\n{P7},新昌县,300\n,嵊州市,426.3\n{P22},新昌县,100\n,全市,420\n"
    for table in (by_area, by_name):
        assert values(read_csv(table, plan)) == {"7 2025": "426.3", "22 2025": "420"}


def test_a_line_of_an_area_heads_the_rows_below_it(plan: Plan) -> None:
    table = f"指标,2025年\n新昌县,\n{P7},300\n嵊州市,\n{P7},426.3\n"
    actuals = read_csv(table, plan)
    assert values(actuals) == {"7 2025": "426.3"}
    assert [code for code, _ in doubts(actuals)] == ["another-area"]


def test_areas_across(plan: Plan) -> None:
    table = f"地区,年份,{P7},{P22}\n新昌县,2025,300,100\n嵊州市,2025,426.3,420\n"
    assert values(read_csv(table, plan)) == {"7 2025": "426.3", "22 2025": "420"}
    held = f"年份,地区,{P7},{P22}\n2025年,全省平均,1200,9000\n,嵊州市,426.3,420\n"
    assert values(read_csv(held, plan)) == {"7 2025": "426.3", "22 2025": "420"}


@pytest.mark.parametrize(
    "title",
    [
        "地区：浙江省",
        "浙江省",
        "全省",
        "浙江省2025年主要指标完成情况表",
        "新昌县主要指标",
        "绍兴市2025年数据",
    ],
)
def test_a_table_that_a_title_gives_to_another_area(title: str, plan: Plan) -> None:
    found = refused(f"{title}\n指标,2025年\n{P7},1200\n", plan)
    assert [one.code for one in found] == ["another-area"]
    two = f"{title}\n指标,2025年\n{P7},1200\n\n嵊州市\n指标,2025年\n{P7},426.3\n"
    actuals = read_csv(two, plan)
    assert values(actuals) == {"7 2025": "426.3"}
    assert [code for code, _ in doubts(actuals)] == ["another-area"]


NO_AREA = [
    "质量强市", "质量强市指标完成情况表", "绍兴市生态环境局嵊州分局", "数据来源：浙江省统计局",
    "浙江省嵊州市主要指标情况表", "城市空气质量优良天数比例", "城市空气质量情况表",
    "浙江省数字经济促进条例实施情况", "绍兴市质量工作考核指标完成情况表",
    "浙江省质量强省行动情况表", "地表水市控以上断面水质情况表", "市场监管局数据",
    "食品安全示范城市创建情况表",
    "实际值", "表1", "浙江省质量发展“十四五”规划主要指标", "省级指标", "县级统计表",
    "上市公司情况表",
    "全市主要指标", "嵊州市与新昌县对比表", "高新区", "经济开发区数据",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_AREA)
def test_what_is_no_other_area(text: str, plan: Plan) -> None:
    actuals = read_csv(f"{text}\n指标,2025年\n{P7},426.3\n", plan)
    assert values(actuals) == {"7 2025": "426.3"}
    assert actuals.diagnostics == ()


@pytest.mark.parametrize("text", ["质量强市", "绍兴市生态环境局嵊州分局", "嵊州", "城市空气质量"])
def test_the_name_of_a_sheet_that_is_no_other_area(text: str, plan: Plan) -> None:
    content = as_xlsx([["指标", "2025年"], [P7, 426.3]], [], text)
    assert values(read_contents([("data.xlsx", content)], plan)) == {"7 2025": "426.3"}


@pytest.mark.parametrize("text", ["浙江省", "新昌县", "全省", "绍兴市2025年"])
def test_the_name_of_a_sheet_of_another_area(text: str, plan: Plan) -> None:
    content = as_xlsx([["指标", "2025年"], [P7, 426.3]], [], text)
    with pytest.raises(InputError) as caught:
        read_contents([("data.xlsx", content)], plan)
    (found,) = caught.value.diagnostics
    assert found.code == "another-area"
    assert found.place is not None
    assert found.place.sheet == text


def test_a_table_of_all_counties_under_the_title_of_the_province(plan: Plan) -> None:
    title = "浙江省各县市主要指标情况表"
    rows = f"{title}\n地区,指标,2025年\n新昌县,{P7},300\n嵊州市,{P7},426.3\n"
    columns = f"{title}\n指标,2025年,\n,新昌县,嵊州市\n{P7},300,426.3\n"
    for table in (rows, columns):
        assert values(read_csv(table, plan)) == {"7 2025": "426.3"}


def test_a_plan_without_an_area_knows_of_none(plan: Plan) -> None:
    elsewhere = replace(plan.head, area=())
    actuals = read_csv(f"新昌县\n指标,2025年\n{P7},426.3\n", replace(plan, head=elsewhere))
    assert values(actuals) == {"7 2025": "426.3"}


# ---- numbers and names -----------------------------------------------------------


def test_numbers_of_a_list_of_works_are_none_of_indicators(plan: Plan) -> None:
    found = refused("序号,专项行动,进展情况\n13,信息公开,已完成\n14,举报奖励,已完成\n", plan)
    assert [(one.code, one.severity.value) for one in found] == [("no-name-column", "error")]
    assert found[0].place is not None
    assert (found[0].place.row, found[0].place.column) == (1, 2)


@pytest.mark.parametrize(
    "table",
    [
        "序号,2025年\n7,426.3\n",
        "序号,责任单位,2025年\n7,统计局,426.3\n",
        "序号,单位,2025年\n7,亿元,426.3\n",
    ],
)
def test_a_number_alone_names_a_row_without_words(table: str, plan: Plan) -> None:
    assert values(read_csv(table, plan)) == {"7 2025": "426.3"}


@pytest.mark.parametrize("names", ["重点工作", "工作内容", "任务", "事项", "名称", "重点任务"])
@pytest.mark.parametrize("states", ["进展情况", "完成情况", "建设情况", "落实情况", "进度"])
def test_states_of_works_by_their_names(names: str, states: str, plan: Plan) -> None:
    actuals = read_csv(
        f"序号,{names},{states}\n1,五类主体公共信用评价体系,已完成\n"
        "2,红黑名单管理办法和分级标准,已印发\n",
        plan,
    )
    assert [(one.indicator, one.text) for one in actuals.observations] == [
        ("M21", "已完成"), ("M22", "已印发"),
    ]  # fmt: skip
    assert all(one.value is not None for one in actuals.observations)
    assert [one.code for one in actuals.diagnostics] == ["own-numbers"]


def test_a_number_of_another_reported_item_of_the_same_unit_is_a_warning(plan: Plan) -> None:
    """7 is reported, but a row in 家 that has its number is only numbered by itself."""
    table = f"序号,指标,2025年\n1,{P7},426.3\n7,{P22},420\n"
    assert [one.code for one in read_csv(table, plan).diagnostics] == ["own-numbers"]
    swapped = f"序号,指标,2025年\n1,{P5},45\n5,制造业产品质量监督抽查合格率,97\n"
    assert [one.code for one in read_csv(swapped, plan).diagnostics] == ["number-differs"] * 2


def test_a_sheet_that_numbers_by_itself_is_one_info(plan: Plan) -> None:
    """Most numbers are not the plan's; a slip is one or two among many that are."""
    names = [item.name for item in plan.indicators]
    values = [item.target.strip(">") for item in plan.indicators]

    def numbered(order: list[int]) -> list[str]:
        rows = [f"{n},{names[at]},{values[at]}" for n, at in enumerate(order, 1)]
        table = "\n".join(["序号,指标,2025年", *(row.replace("、", "") for row in rows)])
        found = read_csv(table + "\n", plan).diagnostics
        return [one.code for one in found if "number" in one.code]

    first = [*range(8, 12), *range(8)]  # 9, 10, 11, 12, 1, 2 …
    assert numbered(first) == ["own-numbers"]
    assert numbered([0, 1, 2, 3, 5, 4, *range(6, 12)]) == ["number-differs"] * 2
    assert numbered(list(range(12))) == []


@pytest.mark.parametrize(
    ("items", "code"),
    [
        ([1, 3, 4], "own-numbers"),
        ([3, 1], "own-numbers"),
        ([1, 3, 4, 3, 1], "own-numbers"),
        ([1, 3, 4, 2], "number-differs"),
        ([2, 1, 3], "number-differs"),
    ],
)
@pytest.mark.parametrize("layout", ["wide", "long", "grouped", "across"])
def test_numbers_of_a_short_sheet_that_only_count_its_rows(
    items: list[int], code: str, layout: str, plan: Plan
) -> None:
    """Of exactly the items that the numbers name, two may be swapped."""
    years, made = (2024, 2025), []
    for number, item in enumerate(items, 1):
        name = plan.indicators[item - 1].name
        value = [98, 100, 99, 97][item - 1]
        if layout == "long":
            made += [[number, name, year, value] for year in years]
        else:
            made.append([number, name, *(value for _ in years)])
    head = ["序号", "指标", *((f"{year}年" for year in years) if layout != "long" else ())]
    head += ["年份", "数值"] if layout == "long" else []
    rows = [head, *made]
    if layout == "grouped":
        rows += [["1", P5, 40, 41]]
        code = "own-numbers"  # 1 names two items
    if layout == "across":
        rows = [list(row) for row in zip(*rows, strict=True)]
    actuals = read_contents([("a.csv", text_file(rows))], plan)
    told = {one.code for one in actuals.diagnostics if "number" in one.code}
    assert told == {code}


@pytest.mark.parametrize("target", ["全覆盖", "全部", "100%", "100"])
def test_all_of_it_is_a_target_of_100_percent(target: str, plan: Plan) -> None:
    table = f"量化任务,目标值,2025年\n与消费密切相关的行业领域放心消费覆盖率,{target},100\n"
    assert read_csv(table, plan).diagnostics == ()


@pytest.mark.parametrize("target", ["基本全覆盖", "大部分", "95%"])
def test_less_than_all_of_it_is_another_target(target: str, plan: Plan) -> None:
    table = f"量化任务,目标值,2025年\n与消费密切相关的行业领域放心消费覆盖率,{target},100\n"
    assert [one.code for one in read_csv(table, plan).diagnostics] == ["target-differs"]


def test_a_commitment_that_restates_an_indicator_has_its_own_target(plan: Plan) -> None:
    """The box says 40%以上, the table >40: each is right under its own name."""
    box = "实施装配式建造的新建建筑面积比例(%)"
    for name, target, expected in (
        (box, "40%以上", []), (box, "50%以上", ["target-differs"]), (box, ">40", []),
        (P5, "40%以上", ["target-differs"]), (P5, ">40", []),
    ):  # fmt: skip
        found = read_csv(f"指标,目标值,2025年\n{name},{target},42\n", plan).diagnostics
        assert [one.code for one in found] == expected, (name, target)


@pytest.mark.parametrize("beside", ["佐证材料", "备注", "责任单位", "数据来源"])
def test_a_colon_beside_a_state_makes_no_line_of_signatures(beside: str, plan: Plan) -> None:
    """An unknown row of works is told, whatever stands under 佐证 or 备注."""
    table = (
        f"重点工作,进展情况,{beside}\n红黑名单管理办法和分级标准,已印发,\n"
        "林长制改革,已建立,名单：见附件；联系人：张三\n填报人：李四,审核人：王五,日期：1月\n"
    )
    found = read_csv(table, plan).diagnostics
    assert [(one.code, one.place.row) for one in found if one.place] == [("unknown-indicator", 3)]


def test_a_file_of_other_names_is_one_line(plan: Plan) -> None:
    table = "序号,指标,2025年\n" + "".join(f"{n},森林指标{n},{n}\n" for n in range(1, 24))
    (found,) = refused(table, plan)
    assert (found.code, found.parameters["count"]) == ("nothing-to-judge", 23)
    assert "--plan" in Words("zh").hint(found)
    assert "--plan" in Words("en").hint(found)


def test_a_lone_unknown_name_is_the_reason_itself(plan: Plan) -> None:
    (found,) = refused("指标,2025年\n森林覆盖率,61\n", plan)
    assert (found.code, found.severity.value) == ("unknown-indicator", "error")


def test_beside_rows_that_match_each_unknown_name_is_told(plan: Plan) -> None:
    actuals = read_csv(f"指标,2025年\n森林覆盖率,61\n绿地,15\n{P7},426.3\n", plan)
    assert [code for code, _ in doubts(actuals)] == ["unknown-indicator"] * 2
