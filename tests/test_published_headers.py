"""Test what headers say beyond a year: outlooks, forecasts, areas, periods, units, years below."""

from __future__ import annotations

import pytest
from test_published_tables import codes, read, said

from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.published.printed_table import PrintedTable
from shengzhou_quality.published.proposals import propose


def asked(table: PrintedTable) -> list[str]:
    """The codes of what is said of the whole table."""
    return [doubt.code for doubt in table.doubts]


def years(table: PrintedTable) -> tuple[int | None, int | None]:
    return table.baseline_year, table.target_year


@pytest.mark.parametrize("outlook", ["2035年展望", "2035年远景目标", "2035年愿景", "远期目标"])
def test_an_outlook_is_no_target_of_the_plan(outlook: str) -> None:
    table = read(f"""指标 | 2020年 | 2025年 | {outlook}
                     城镇化率（%） | 62 | 68 | 72""")
    assert years(table) == (2020, 2025)
    assert said(table.rows[0]) == "城镇化率 [%] 62 {2025: 68}"
    assert table.rows[0].notes == (f"{outlook}：72",)
    assert "import-further-targets" in asked(table)


def test_years_before_an_outlook_are_asked_about() -> None:
    table = read("""指标 | 2018年 | 2019年 | 2020年 | 2025年 | 2030年 | 2035年展望
                    城镇化率（%） | 59 | 60 | 62 | 68 | 70 | 72""")
    assert years(table) == (2020, 2030)
    assert said(table.rows[0]) == "城镇化率 [%] 62 {2025: 68, 2030: 70}"
    assert "import-years-unclear" in codes(table)


def test_a_year_after_the_period_of_the_title_is_further() -> None:
    table = read(
        "某市“十四五”规划主要指标",
        """指标 | 2020年 | 2025年 | 2035年
           增速（%） | — | 增加1.8% | —
           接待（万人次） | 10 | 20 | 30""",
    )
    assert years(table) == (2020, 2025)
    assert said(table.rows[0]) == "增速 [%] {2025: 增加1.8%}"
    assert table.rows[1].notes == ("2035年：30",)


@pytest.mark.parametrize("word", ["2020年（预计）", "2020年预计", "2020年预计完成", "2020年初步数"])
def test_a_forecast_of_the_base_year_is_the_baseline(word: str) -> None:
    table = read(f"""指标 | {word} | 2025年
                     参保率（%） | 96 | 98""")
    assert said(table.rows[0]) == "参保率 [%] 96 {2025: 98}"
    assert years(table) == (2020, 2025)
    if "完成" not in word:
        assert "import-baseline-estimated" in asked(table)


def test_a_forecast_is_never_a_target_before_the_last_year() -> None:
    table = read("""指标 | 2023年实际 | 2024年预计 | 2025年目标
                    城镇化率（%） | 64 | 65 | 66""")
    assert years(table) == (2024, 2025)
    assert said(table.rows[0]) == "城镇化率 [%] 65 {2025: 66}"
    assert codes(table) == []


def test_a_forecast_of_the_last_year_is_its_target() -> None:
    table = read("""指标 | 2020年 | 2025年预计
                    城镇化率（%） | 62 | 66""")
    assert said(table.rows[0]) == "城镇化率 [%] 62 {2025: 66}"


def test_a_plain_year_within_the_period_is_asked_about() -> None:
    title = "“十四五”主要指标"
    one = read(title, "指标 | 2020年 | 2022年 | 2025年\n森林覆盖率（%） | 60 | 61 | 62")
    assert "import-years-unclear" in codes(one)
    every = read(
        title,
        """指标 | 2020年 | 2021年 | 2022年 | 2023年 | 2024年 | 2025年
           森林覆盖率（%） | 60 | 61 | 62 | 63 | 64 | 65""",
    )
    assert codes(every) == ["import-years-unclear"]
    named = read("指标 | 2020年完成 | 2022年 | 2025年\n森林覆盖率（%） | 60 | 61 | 62")
    assert unclear(named) == ["2022"]
    assert unclear(read("指标 | 2020年完成 | 2025年 | 2035年\n覆盖率（%） | 60 | 61 | 62")) == []


def unclear(table: PrintedTable) -> list[str]:
    """The years that the first row is asked about."""
    (row, *_) = table.rows
    asked = (d.parameters["years"] for d in row.doubts if d.code == "import-years-unclear")
    return ["、".join(years) for years in asked if isinstance(years, tuple)]


@pytest.mark.parametrize(
    ("header", "found", "asked_years", "fields"),
    [
        ("2019年 | 2020年 | 2025年 | 2030年", (2020, 2030), ["2019、2020、2025、2030"] * 2, "bt"),
        ("2023年 | 2024年 | 2025年 | 2026年", (2023, 2026), ["2023、2024、2025、2026"] * 2, "bt"),
        ("2022年 | 2023年 | 2025年目标 | 2030年目标", (2023, 2030), ["2022、2023"], "b"),
        ("2020年 | 2022年 | 2024年 | 2025年目标", (2020, 2025), ["2020、2022、2024"], "b"),
        ("2020年 | 2022年（规划编制年） | 2025年 | 2035年", (2020, 2035),
         ["2020、2022、2025、2035"] * 2, "bt"),
        ("2015年 | 2018年 | 2020年 | 2025年目标", (2020, 2025), [], ""),
        ("2018年实际 | 2020年实际 | 2025年目标 | 2030年目标", (2020, 2030), ["2018、2020"], "b"),
    ],
)  # fmt: skip
def test_years_of_the_plan_from_a_run_of_bare_years_are_questions(
    header: str, found: tuple[int, int], asked_years: list[str], fields: str
) -> None:
    table = read(f"指标 | {header}\n城镇化率（%） | 60 | 61 | 62 | 63")
    assert years(table) == found
    assert unclear(table) == asked_years
    marked = {doubt.field for doubt in table.doubts if doubt.code == "import-years-unclear"}
    assert marked == {{"b": "baseline_year", "t": "target_year"}[letter] for letter in fields}


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("目前 | 2025年 | 2030年", 2020),
        ("现状 | 2025年 | 2030年", 2020),
        ("基期值 | 2025年 | 2035年", 2020),
        ("现状值 | 2026年 | 2030年", 2025),
        ("现状 | 2028年 | 2030年", 2025),
    ],
)
def test_an_assumed_base_year_lies_before_the_first_target(header: str, expected: int) -> None:
    plan = propose(read(f"指标 | {header}\n人均预期寿命（岁） | 78.8 | 79.5 | 80.5"))
    assert plan.head["baseline_year"] == expected
    assert [d.code for d in plan.doubts if d.field == "baseline_year"] == [
        "import-baseline-year-assumed"
    ]
    (item,) = plan.items
    assert item.keys["kind"] == "level"
    assert list(item.keys["targets"].values()) == ["79.5", "80.5"]


def test_units_of_headers_that_differ_are_asked_about() -> None:
    table = read("""指标 | 2020年（亿元） | 2025年（万元）
                    进出口总额 | 300 | 4200000""")
    assert "import-header-units" in codes(table)
    same = read("""指标 | 2020年（亿元） | 2025年（亿元）
                   进出口总额 | 300 | 420""")
    assert "import-header-units" not in codes(same)


@pytest.mark.parametrize("end", ["期末", "末", "规划期末", "末期"])
def test_the_end_of_a_period_is_its_last_year(end: str) -> None:
    table = read(f"""指标 | “十三五”{end} | “十四五”{end}
                     参保率（%） | 96 | 98""")
    assert said(table.rows[0]) == "参保率 [%] 96 {2025: 98}"


AREAS = {
    "in the year's words": """指标 | 单位 | A区2020年 | A区2025年 | B县2020年 | B县2025年
                              优良天数比例 | % | 90 | 92 | 95 | 96
                              城镇化率 | % | 70 | 75 | 55 | 60""",
    "over the years": """ | | A区 | | B县 |
                         指标 | 单位 | 2020年 | 2025年 | 2020年 | 2025年
                         优良天数比例 | % | 90 | 92 | 95 | 96
                         城镇化率 | % | 70 | 75 | 55 | 60""",
}


@pytest.mark.parametrize("picture", AREAS.values(), ids=list(AREAS))
def test_areas_in_headers_are_to_be_chosen(picture: str) -> None:
    with pytest.raises(InputError) as refused:
        read(picture)
    assert refused.value.diagnostics[0].code == "import-areas"
    table = read(picture, area="B县")
    assert [said(row) for row in table.rows] == [
        "优良天数比例 [%] 95 {2025: 96}",
        "城镇化率 [%] 55 {2025: 60}",
    ]


def test_the_plans_own_area_is_the_one_within_the_others() -> None:
    table = read("""指标 | 单位 | 全国2020年 | 全省2020年 | 全市2020年 | 全市2025年 | 属性
                    人均预期寿命 | 岁 | 77.9 | 79.4 | 80.1 | 81 | 预期性""")
    assert said(table.rows[0]) == "人均预期寿命 [岁] 80.1 {2025: 81} 预期性"
    assert "import-area-own" in asked(table)


@pytest.mark.parametrize("wider", ["全国2020年", "2020年全国平均", "省目标", "2025年国家目标"])
def test_a_wider_area_beside_a_plain_year_is_left_out_and_told(wider: str) -> None:
    table = read(f"""指标 | {wider} | 2020年 | 2025年
                     参保率（%） | 95 | 96 | 98""")
    assert said(table.rows[0]) == "参保率 [%] 96 {2025: 98}"
    assert "import-column-left-out" in [found.code for found in table.diagnostics]


def test_an_area_that_is_listed_can_be_chosen() -> None:
    picture = """地区 | 2025年PM2.5浓度目标（微克/立方米） | 2025年优良天数比例目标（%）
                 全市 | 28 | 92
                 甲区 | 27 | 93"""
    table = read(picture, area="甲区")
    assert [row.targets for row in table.rows] == [{2025: "27"}, {2025: "93"}]


def test_years_may_head_the_rows() -> None:
    table = read("""年份 | 森林覆盖率（%） | 城镇化率（%）
                    2020年 | 60 | 65
                    2025年 | 62 | 70
                    属性 | 约束性 | 预期性""")
    assert [said(row) for row in table.rows] == [
        "森林覆盖率 [%] 60 {2025: 62} 约束性",
        "城镇化率 [%] 65 {2025: 70} 预期性",
    ]


def test_a_series_of_years_is_no_table_of_targets() -> None:
    with pytest.raises(InputError):
        read("""年份 | 投资（亿元） | 产量（万吨）
                2018年 | 60 | 65
                2019年 | 62 | 70
                2020年 | 63 | 71""")


def test_words_of_headers_in_traditional_and_japanese_characters() -> None:
    table = read("""類別 | 指標名稱 | 單位 | 2020年 | 2025年 | 屬性
                    創新 | 研發經費投入強度 | % | 2.1 | 3.0 | 約束性""")
    assert said(table.rows[0]) == "<创新> 研发经费投入强度 [%] 2.1 {2025: 3.0} 约束性"
    table = read("""指標名 | 単位 | 基準値（2019年度） | 目標値（2025年度）
                    ごみ排出量 | g | 912 | 850以下""")
    assert said(table.rows[0]) == "ごみ排出量 [g] 912 {2025: 850以下}"
    assert years(table) == (2019, 2025)


@pytest.mark.parametrize("head", ["约束性/预期性", "约束性、预期性", "属性"])
def test_a_header_of_both_constraints_is_of_their_column(head: str) -> None:
    table = read(f"""指标名称 | 2020年 | 2025年 | {head}
                     参保率（%） | 96 | 98 | 约束性
                     就业率（%） | 95 | 96 | 预期性""")
    assert [row.constraint for row in table.rows] == ["约束性", "预期性"]


def test_names_of_words_that_headers_use_are_names() -> None:
    life = read("指标 | 2020年 | 2025年\n人均预期寿命（岁） | 79 | 80")
    assert said(life.rows[0]) == "人均预期寿命 [岁] 79 {2025: 80}"
    named = read("指标 | 单位 | 2020年 | 2025年\n甲指标 | 个 | 1 | 3\n乙指标 | 个 | 2 | 3")
    assert [row.name for row in named.rows] == ["甲指标", "乙指标"]


def test_a_short_name_behind_its_number_is_not_asked_about() -> None:
    table = read("指标 | 2020年 | 2025年\n4．城镇化率（%） | 60 | 65\n5．失业率（%） | 3 | 5")
    assert "import-cell-misplaced" not in codes(table)


def test_a_name_alone_with_its_unit_completes_the_rows_below() -> None:
    table = read("""指标 | 2020年 | 2025年 | 属性
                    主要污染物排放量减少（%） | | |
                    化学需氧量 | — | [8] | 约束性
                    氨氮 | — | [9] | 约束性
                    森林覆盖率（%） | 65 | 66 | 约束性""")
    assert [said(row) for row in table.rows] == [
        "主要污染物排放量减少：化学需氧量 [%] {2025: [8]} 约束性",
        "主要污染物排放量减少：氨氮 [%] {2025: [9]} 约束性",
        "森林覆盖率 [%] 65 {2025: 66} 约束性",
    ]
    assert codes(table).count("import-name-of-parts") == 2


TWO = (
    "表1水平指标",
    "序号 | 指标 | 单位 | 2020年 | 2025年\n1 | 寿命 | 岁 | 79 | 80",
    "表2资源指标",
    "序号 | 指标 | 单位 | 2020年 | 2025年 | 2030年\n1 | 床位数 | 张 | 5 | 6 | 7",
)


def test_each_row_is_of_the_caption_of_its_own_table() -> None:
    table = read(*TWO)
    assert [row.section for row in table.rows] == ["表1水平指标", "表2资源指标"]
    plan = propose(table)
    assert [one.name for one in plan.categories] == ["表1水平指标", "表2资源指标"]
    assert plan.items[1].keys["source"]["section"] == "表2资源指标"


def test_a_target_of_another_year_is_kept_and_asked_about() -> None:
    item = propose(read(*TWO)).items[0]
    assert item.keys["target"] == "80（2025年）"
    assert [doubt.code for doubt in item.doubts if doubt.field == "kind"] == [
        "import-target-of-other-year"
    ]


def test_a_table_without_caption_is_not_of_the_caption_before() -> None:
    second = read(
        "表1控烟",
        "序号 | 指标 | 目标值（2032年）\n1 | 甲率（%） | 12\n2 | 乙率（%） | 0",
        "1 | 丙率（%） | 10\n2 | 丁率（%） | 0",
    )
    assert [row.section for row in second.rows] == ["表1控烟"] * 2 + ["第2张表"] * 2
    assert "import-table-without-caption" in asked(second)
    rest = read(
        "表1主要指标",
        "序号 | 指标 | 2020年 | 2025年\n1 | 甲率（%） | 12 | 13",
        "续表1",
        "序号 | 指标 | 2020年 | 2025年\n2 | 乙率（%） | 12 | 13",
    )
    assert [row.section for row in rest.rows] == [None, None]


def test_a_table_left_out_is_told_with_its_caption_and_cells_apart() -> None:
    table = read(
        "表1“十三五”完成情况",
        "序号 | 指标 | 2020年规划目标 | 2020年实际\n1 | 甲率（%） | 12 | 13",
        "表2“十四五”主要指标",
        "序号 | 指标 | 2020年 | 2025年\n1 | 甲率（%） | 13 | 15",
    )
    told = [found.parameters["text"] for found in table.diagnostics]
    assert told == [("表1“十三五”完成情况", "序号", "指标", "2020年规划目标", "2020年实际")]


def test_a_caption_without_its_unit_and_its_lead() -> None:
    table = read("表1主要指标（单位：亿元）", "指标 | 2020年 | 2025年\n产值 | 12 | 13")
    assert (table.title, table.rows[0].unit) == ("表1主要指标", "亿元")
    lead = read("2030年的主要指标,其中:", "指标 | 2020年 | 2030年\n产值（亿元） | 12 | 13")
    assert lead.title == "2030年的主要指标"


PAIR = ("表1 发展指标", "指标 | 2020年 | 2025年\n参保率（%） | 96 | 98", "表2 资源指标")


def test_tables_of_different_years_are_named_and_asked_about() -> None:
    table = read(*PAIR, "指标 | 2022年 | 2030年\n床位数（张） | 6 | 7")
    assert years(table) == (2020, 2030)
    assert [(d.code, d.field) for d in table.doubts] == [
        ("import-years-of-tables", "baseline_year"),
        ("import-years-of-tables", "target_year"),
    ]
    assert [(part.title, *part[2:]) for part in table.parts] == [
        ("表1发展指标", 2020, 2025), ("表2资源指标", 2022, 2030),
    ]  # fmt: skip
    ends = read(*PAIR, "指标 | 2020年 | 2030年\n床位数（张） | 6 | 7")
    assert [d.field for d in ends.doubts] == ["target_year"]


def test_tables_of_the_same_years_are_named_and_sure() -> None:
    table = read(*PAIR, "指标 | 2020年 | 2025年\n床位数（张） | 6 | 7")
    assert (years(table), len(table.parts), table.doubts) == ((2020, 2025), 2, ())
    assert read(*PAIR[:2]).parts == ()
