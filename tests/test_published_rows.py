"""Test what a row of a printed table says: operators, notes, weights by signs, units, marks.

Every expected value is read off the printed table by hand.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from test_published_tables import read

from shengzhou_quality.published.cells.names import clean_name
from shengzhou_quality.published.printed_table import ChangeBasis, PrintedRow
from shengzhou_quality.published.proposals import propose
from shengzhou_quality.published.tables.notes import notes_by_mark
from shengzhou_quality.units import conversion_factor


def asked(row: PrintedRow) -> list[str]:
    return [doubt.code.removeprefix("import-") for doubt in row.doubts]


@pytest.mark.parametrize("header", ["运算符", "符号", "指标要求", "目标方式", "限值"])
def test_one_odd_word_among_operators_leaves_the_others(header: str) -> None:
    rows = read(
        f"""指标 | 单位 | 2020年 | {header} | 2025年 | 属性
            绿地率 | % | 38 | > | 40 | 约束性
            用水总量 | 亿立方米 | 5 | ＜ | 6 | 约束性
            失业率 | % | 5 | 控制在 | 5.5 | 预期性
            合格率 | % | 97 | 不低于 | 98 | 预期性
            粮食产量 | 万吨 | 10 | 约 | 11 | 预期性
            参保率 | % | 97 | 力争 | 98 | 预期性
            入园率 | % | 97 | 左右 | 98 | 预期性"""
    ).rows
    assert [row.targets[2025] for row in rows] == [
        ">40", "<6", "控制在5.5", "≥98", "约11", "力争98", "98左右",
    ]  # fmt: skip
    assert [asked(row) for row in rows] == [[]] * 7
    assert [row.notes for row in rows] == [()] * 7


def test_an_operator_that_is_none_or_contradicts_its_figure_is_asked() -> None:
    rows = read(
        """指标 | 单位 | 2020年 | 运算符 | 2025年
           绿地率 | % | 38 | > | 40以上
           合格率 | % | 97 | ≥ | 98以上
           入园率 | % | 97 | 暂定 | 98"""
    ).rows
    assert [row.targets[2025] for row in rows] == ["40以上", "98以上", "98"]
    assert [asked(row) for row in rows] == [
        ["two-targets"],
        [],
        ["cell-misplaced"],
    ]


def test_a_column_of_constraints_that_are_all_one_word_is_none_of_operators() -> None:
    table = read("指标 | 2020年 | 属性 | 2025年\n甲率（%） | 50 | 预期 | 60")
    assert [row.constraint for row in table.rows] == ["预期"]


@pytest.mark.parametrize(
    ("column", "note"),
    [
        ("★ ☆ ★", "注：★为约束性指标，☆为预期性指标。"),
        ("▲ △ ▲", "注：▲约束性指标；△预期性指标。"),
        ("● ○ ●", "注：●表示约束性，○表示预期性"),
        ("√ — √", "注：约束性指标用“√”表示，其余为预期性指标。"),
        ("约束性（省） “预期性” 约束", ""),
    ],
)
@pytest.mark.parametrize("header", ["属性", "指标类型", "备注"])
def test_signs_in_a_column_are_read_by_the_legend(header: str, column: str, note: str) -> None:
    first, second, third = column.split()
    if header == "备注" and not note:
        return
    table = read(
        f"""指标 | 单位 | 2020年 | 2025年 | {header}
            绿地率 | % | 38 | ≥40 | {first}
            参保率 | % | 90 | ≥95 | {second}
            入园率 | % | 90 | ≥95 | {third}""",
        note or "（完）",
    )
    weights = [(row.constraint or "").rstrip("性") for row in table.rows]
    assert weights == ["约束", "预期", "约束"]
    assert table.has_constraints


def test_signs_without_a_legend_are_kept() -> None:
    table = read("指标 | 2025年 | 属性\n甲率（%） | 60 | ★\n乙率（%） | 60 | ☆")
    assert [row.constraint for row in table.rows] == ["★", "☆"]
    assert table.has_constraints


def test_a_legend_of_another_kind_gives_no_weight() -> None:
    table = read(
        "指标 | 2025年\n甲率▲（%） | 60\n乙率（%） | 60",
        "注：带▲的为新增指标，其余指标沿用。",
    )
    assert [row.constraint for row in table.rows] == [None, None]


def test_two_signs_on_names_are_read_by_the_legend() -> None:
    table = read(
        "指标 | 2025年\n甲率★（%） | 60\n乙率☆（%） | 60\n丙率（%） | 60",
        "注：★为约束性指标，☆为预期性指标。",
    )
    assert [row.constraint for row in table.rows] == ["约束性", "预期性", None]


def test_group_rows_give_their_weight_to_the_rows_below() -> None:
    table = read(
        """序号 | 指标 | 单位 | 2020年 | 2025年
           一、约束性指标（2项） | < | < | < | <
           1 | 绿地率 | % | 38 | 40
           2 | 用水总量 | 亿立方米 | 5 | ≤6
           二、预期性指标 | < | < | < | <
           3 | 参保率 | % | 90 | 95"""
    )
    assert [row.constraint for row in table.rows] == ["约束性", "约束性", "预期性"]
    assert table.has_constraints
    assert table.diagnostics == ()


def test_columns_headed_by_the_weights_hold_ticks() -> None:
    table = read(
        """指标 | 2020年 | 2025年 | 约束性 | 预期性
           甲率（%） | 50 | 60 | √ |
           乙率（%） | 50 | 60 | | √
           丙率（%） | 50 | 60 | | √"""
    )
    assert [row.constraint for row in table.rows] == ["约束性", "预期性", "预期性"]


def test_the_bracket_of_a_name_gives_its_weight() -> None:
    table = read("指标 | 2025年\n甲率（%）（约束性） | 60\n乙率（%）（预期性） | 60")
    assert [row.constraint for row in table.rows] == ["约束性", "预期性"]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("注：①以任务为准；2为2019年数；〔〕内为增速。", {"1": "以任务为准", "2": "为2019年数"}),
        ("注：1为2019年数；②不含村卫生室。", {"1": "为2019年数", "2": "不含村卫生室"}),
        ("（注：“*”为 2019 年值）", {"*": "为2019年值"}),
        ("注：1.按可比价；2.*为均值；3、（含）", {"1": "按可比价", "*": "为均值", "3": "（含）"}),
        ("注：〔〕内为5年累计数。5年累计不含2020年。", {}),
        ("①为快报数。②含豆类。", {"1": "为快报数", "2": "含豆类"}),
        ("注：2.5公里以内为近郊。", {}),
    ],
)  # fmt: skip
def test_the_notes_of_each_style_of_marks_end_where_the_next_begins(
    printed: str, expected: dict[str, str]
) -> None:
    assert notes_by_mark([printed]) == expected


def test_notes_of_two_marks_do_not_run_into_one_another() -> None:
    (row,) = read("指标 | 2020年 | 2025年\n甲率（%） | 50① | 60②", "注：①为快报数。②含豆类。").rows
    assert row.notes == ("为快报数", "含豆类")


def test_a_note_with_inner_spaces_is_read_on_one_line() -> None:
    table = read("指标 | 2020 年 | 2025 年\n甲率（%） | 50* | 60", "（注：“*”为 2019 年值）")
    assert table.rows[0].notes == ("为2019年值",)


@pytest.mark.parametrize(
    ("unit", "baseline", "target", "asked_of"),
    [
        ("/10万", "4.2", "≤72", ["baseline", "target"]),
        ("岁", "79.5", "80.52", ["target"]),
        ("张", "5.81", "7.2", ["baseline"]),
        ("岁", "79.51", "811", ["baseline", "target"]),
        ("%", "33.5", "401", ["target"]),
        ("%", "33.5", "401%", ["target"]),
        ("微克/立方米", "302", "28", ["baseline"]),
        ("%", "61", "62", []),
        ("岁", "79.5", "80.5", []),
        ("个", "12", "31", []),
        ("%", "92.1", "93", []),
        ("%", "60.25", "62.31", []),
        ("个", "50", "500", []),
    ],
)
def test_a_digit_that_may_be_a_mark_of_a_note_below_is_asked(
    unit: str, baseline: str, target: str, asked_of: list[str]
) -> None:
    table = read(
        f"指标 | 单位 | 2020年 | 2025年\n甲值 | {unit} | {baseline} | {target}",
        "注：1.为2019年数据。2.控制在此数以内。",
    )
    (row,) = table.rows
    fields = [doubt.field for doubt in row.doubts if doubt.code == "import-mark-or-figure"]
    assert fields == asked_of


def test_no_mark_is_looked_for_without_numbered_notes() -> None:
    (row,) = read("指标 | 单位 | 2020年 | 2025年\n甲值 | 岁 | 79.51 | 811", "注：按可比价。").rows
    assert row.doubts == ()


def test_the_remarks_can_hold_the_note_of_a_glued_mark() -> None:
    (row,) = read("指标 | 单位 | 2020年 | 2025年 | 备注\n甲值 | 微克 | 302 | 28 | 2为2019年数").rows
    assert asked(row) == ["mark-or-figure"]


def test_the_remarks_of_a_row_hold_the_note_of_its_mark() -> None:
    (row,) = read("指标 | 2020年 | 2025年 | 备注\n甲率（%） | 50② | 60 | ②含灌木").rows
    assert row.notes == ("②含灌木",)
    assert "note-missing" not in asked(row)


@pytest.mark.parametrize(
    ("header", "cell", "note", "basis"),
    [
        ("年均增速", "〔14〕", "注：〔〕为五年累计", ChangeBasis.TOTAL),
        ("年均增长", "[5]", "注：带[]的为五年累计数", ChangeBasis.TOTAL),
        ("年均增长", "5", "注：带[]的为五年累计数", ChangeBasis.YEARLY_MEAN),
        ("年均增长", "15（累计）", "注：按可比价", ChangeBasis.TOTAL),
        ("年均/累计", "〔3.5〕", "注：〔〕内为年均增速。", ChangeBasis.YEARLY_MEAN),
        ("年均/累计", "30", "注：〔〕内为年均增速。", ChangeBasis.EITHER),
        ("累计", "30", "注：〔〕内为年均增速。", ChangeBasis.TOTAL),
    ],
)
@pytest.mark.parametrize("is_inside", [True, False])
def test_a_note_says_what_brackets_stand_for(
    header: str, cell: str, note: str, basis: ChangeBasis, is_inside: bool
) -> None:
    table = f"指标 | 2020年 | 2025年 | {header} | 属性\n甲值（吨） | 50 | — | {cell} | 预期性"
    inside = f"{table}\n{note} | < | < | < | <"
    (row,) = (read(inside) if is_inside else read(table, note)).rows
    assert row.change_basis is basis


@pytest.mark.parametrize(
    "printed", ["4．城镇化率", "5．失业率", "11．机场", "13.贫困人口", "3、就业", "1．地区生产总值"]
)
def test_a_short_name_behind_a_number_is_not_asked(printed: str) -> None:
    (row,) = read(f"指标 | 单位 | 2020年 | 2025年\n{printed} | % | 50 | 60").rows
    assert row.doubts == ()
    assert row.number == printed.rstrip("城镇化率失业机场贫困人口就地区生产总值").rstrip("．.、")


@pytest.mark.parametrize("unit", ["亿斤", "万担", "亿立方", "亿立方米", "万公担", "亿人次"])
def test_units_of_harvests_are_known_with_their_scale(unit: str) -> None:
    (row,) = read(f"指标 | 2020年 | 2025年\n粮食产量（{unit}） | 50 | 60").rows
    assert (row.name, row.unit, row.doubts) == ("粮食产量", unit, ())


def test_jin_and_dan_are_converted_by_their_scale() -> None:
    assert conversion_factor("万斤", "亿斤") == Fraction(1, 10_000)
    assert conversion_factor("担", "万担") == Fraction(1, 10_000)


@pytest.mark.parametrize(
    ("caption", "title", "units", "open_of"),
    [
        ("“十四五”主要指标（单位：%）", "“十四五”主要指标", ["%", "%"], []),
        ("附表 主要指标(计量单位:%)", "附表主要指标", ["%", "%"], []),
        ("主要指标（单位：亿元、%）", "主要指标", [None, None], ["甲率", "乙率"]),
    ],
)
def test_the_bracket_of_a_caption_names_the_unit(
    caption: str, title: str, units: list[str | None], open_of: list[str]
) -> None:
    table = read(caption, "指标 | 2020年 | 2025年\n甲率 | 50 | 60\n乙率 | 50 | 60")
    assert table.title == title
    assert [row.unit for row in table.rows] == units
    assert [row.name for row in table.rows if "unit-open" in asked(row)] == open_of


@pytest.mark.parametrize(
    ("unit", "name", "fits"),
    [
        ("亿元", "GDP", True),
        ("亿元", "一般公共预算收入", True),
        ("亿元", "规模以上工业增加值", True),
        ("亿元", "人均预期寿命", False),
        ("亿元", "高新技术企业", False),
        ("亿元", "森林覆盖率", False),
        ("亿元", "常住人口", False),
        ("万人", "常住人口", True),
        ("万人", "地区生产总值", False),
        ("%", "森林覆盖率", True),
        ("%", "GDP", False),
        ("%", "GDP增长", True),
        ("%", "人均预期寿命", False),
        ("家", "高新技术企业", True),
        ("岁", "人均预期寿命", True),
        ("万吨", "粮食产量", True),
    ],
)
def test_the_unit_of_the_line_is_asked_of_a_row_that_it_cannot_fit(
    unit: str, name: str, fits: bool
) -> None:
    table = f"指标 | 2020年 | 2025年\n{name} | 50 | 60\n幼儿园（所） | 50 | 60"
    row, _ = read(f"单位：{unit}", table).rows
    assert row.unit == (unit if fits else None)
    assert ("unit-open" in asked(row)) is not fits


def test_a_group_row_names_the_unit_of_its_rows() -> None:
    rows = read(
        """序号 | 指标 | 单位 | 2020年 | 2025年
           一、民生（单位：万人） | < | < | < | <
           1 | 常住人口 | | 50 | 60
           二、生态 | < | < | < | <
           2 | 湿地 | | 50 | 60"""
    ).rows
    assert [(row.category, row.unit) for row in rows] == [("民生", "万人"), ("生态", None)]


def test_a_name_over_two_lines_is_joined_and_asked() -> None:
    rows = read(
        """指标 | 2020年 | 2025年 | 属性
           每千人口执业（助理）医 | | |
           师数（人） | 2.9 | 3.2 | 预期性
           人均预期寿命（岁） | 79 | 80 | 预期性
           农村生活污水治理 | | |
           率（%） | 60 | 85 | 约束性
           每万人口全科 | | |
           （助理）医生数（人） | 2 | 3 | 预期性"""
    ).rows
    assert [(row.name, row.unit) for row in rows] == [
        ("每千人口执业（助理）医师数", "人"),
        ("人均预期寿命", "岁"),
        ("农村生活污水治理率", "%"),
        ("每万人口全科（助理）医生数", "人"),
    ]
    assert [asked(row) for row in rows] == [["name-joined"], [], ["name-joined"], ["name-joined"]]
    assert rows[0].quote == "每千人口执业（助理）医 师数（人） | 2.9 | 3.2 | 预期性"
    assert {row.category for row in rows} == {None}


def test_a_group_of_one_row_may_be_the_first_part_of_its_name() -> None:
    rows = read(
        """指标 | 2020年 | 2025年
           城乡居民基本养老保 | |
           险参保率（%） | 60 | 85
           生态环境 | |
           森林覆盖率（%） | 60 | 85
           湿地保护率（%） | 60 | 85"""
    ).rows
    assert [asked(row) for row in rows] == [["row-as-group"], [], []]
    assert [row.category for row in rows] == ["城乡居民基本养老保", "生态环境", "生态环境"]


def test_a_decimal_comma_anywhere_makes_each_group_of_three_a_question() -> None:
    rows = read(
        """指标 | 单位 | 2020年 | 2025年
           甲值 | 吨 | 1.250 | 1,400
           乙率 | % | 48,5 | 60,0
           丙值 | 吨 | 12,345 | 15,000
           丁值 | 吨 | 12.5 | 150"""
    ).rows
    assert [asked(row) for row in rows] == [["comma"] * 2] * 3 + [[]]


def test_thousands_alone_are_no_question() -> None:
    rows = read(
        "指标 | 单位 | 2020年 | 2025年\n甲值 | 吨 | 1,250 | 1,400.5\n乙值 | 吨 | 0.125 | 1.250"
    ).rows
    assert [row.doubts for row in rows] == [(), ()]


@pytest.mark.parametrize(
    ("header", "cells", "target", "year"),
    [
        ("2020年 | 2025年", "60 | ≥80（2024年）", "≥80", "2024"),
        ("2020年实际 | 2025年目标 | 2030年目标", "60 | 增加1.8% | —", "增加1.8%", "2025"),
        ("2020年实际 | 2025年目标 | 2030年目标", "60 | 27—28 | —", "27—28", "2025"),
    ],
)
def test_a_target_of_another_year_is_kept_and_asked(
    header: str, cells: str, target: str, year: str
) -> None:
    other = " | ".join("50" for _ in cells.split("|"))
    table = read(f"指标 | {header}\n里程（公里） | {cells}\n乙值（个） | {other}")
    item = propose(table).items[0]
    assert item.keys["target"] == f"{target}（{year}年）"
    assert item.keys["kind"] == "narrative"
    (doubt,) = [one for one in item.doubts if one.code == "import-target-of-other-year"]
    assert doubt.parameters == {"written": f"{year}年{target}"}
    assert "import-target-missing" not in [one.code for one in item.doubts]


@pytest.mark.parametrize(
    ("printed", "name", "is_told"),
    [
        ("R&D经费 支出占GD P比重", "R&D经费支出占GDP比重", True),
        ("R&D经费支出占G DP比重", "R&D经费支出占GDP比重", True),
        ("P M2.5浓度", "PM2.5浓度", True),
        ("单位 GDP 能耗", "单位GDP能耗", False),
        ("Number of AI labs", "Number of AI labs", False),
        ("ISO IEC认证", "ISO IEC认证", False),
    ],
)
def test_a_space_within_capitals_is_noise(printed: str, name: str, is_told: bool) -> None:
    found = clean_name(printed)
    assert found.text == name
    assert ("import-noise" in [doubt.code for doubt in found.doubts]) is is_told


@pytest.mark.parametrize("is_merged", [True, False])
def test_a_group_row_with_a_unit_is_the_outer_name_of_its_parts(is_merged: bool) -> None:
    gap = "< | < | <" if is_merged else "| |"
    rows = read(
        f"""指标 | 2020年 | 2025年 | 属性
            森林覆盖率（%） | 60 | 62 | 约束性
            主要污染物排放总量减少（%） | {gap}
            化学需氧量 | — | [8] | 约束性
            氨氮 | — | [8] | 约束性
            城镇化率（%） | {gap}
            常住人口 | 62 | 68 | 预期性
            人均预期寿命（岁） | 79 | 80 | 预期性"""
    ).rows
    assert [(row.name, row.unit, row.category) for row in rows] == [
        ("森林覆盖率", "%", None),
        ("主要污染物排放总量减少：化学需氧量", "%", None),
        ("主要污染物排放总量减少：氨氮", "%", None),
        ("城镇化率：常住人口", "%", None),
        ("人均预期寿命", "岁", None),
    ]
    assert [asked(row) for row in rows] == [[], *[["name-of-parts"]] * 3, []]


@pytest.mark.parametrize("target", ["不少于一百二十", "超过三千家"])
def test_a_number_in_words_is_no_comparison(target: str) -> None:
    item = propose(read(f"指标 | 2020年 | 2025年\n企业（家） | 一百 | {target}")).items[0]
    told = [doubt.code for doubt in item.doubts]
    assert "import-target-not-read" in told
    assert "import-against-not-found" not in told


def test_what_stands_beside_the_unit_is_kept_as_a_note() -> None:
    (item,) = propose(read("指标 | 2020年 | 2025年\n5G用户占比（%，期末） | 30 | ≥60")).items
    assert (item.keys["name"], item.keys["unit"]) == ("5G用户占比", "%")
    assert item.keys["scope_note"] == "期末"


@pytest.mark.parametrize("note", ["", "注：甲。 | <  | <", "注：甲。 | | ", "资料来源：乙。"])
@pytest.mark.parametrize("word", ["指标", "指标名称"])
@pytest.mark.parametrize("group", ["", "二、土壤 | < | <", "二、土壤 | | "])
def test_blocks_of_a_turned_table_are_read_one_by_one(note: str, word: str, group: str) -> None:
    table = read(
        "\n".join(
            filter(
                None,
                (
                    "指标 | PM2.5浓度 | 优良天数比例\n单位 | 微克/立方米 | %",
                    "2020年 | 31 | 92.1\n2025年 | 28 | 93以上\n属性 | 约束性 | 预期性",
                    group,
                    f"{word} | 农村生活污水治理率 | 环境投诉件数",
                    "2025年 | 60 | 450\n2020年 | 35 | 520\n单位 | % | 件",
                    note,
                ),
            )
        )
    )
    assert [(r.name, r.unit, r.baseline, r.targets[2025], r.constraint) for r in table.rows] == [
        ("PM2.5浓度", "微克/立方米", "31", "28", "约束性"),
        ("优良天数比例", "%", "92.1", "93以上", "预期性"),
        ("农村生活污水治理率", "%", "35", "60", None),
        ("环境投诉件数", "件", "520", "450", None),
    ]
    last = "土壤" if group else None
    assert [row.category for row in table.rows] == [None, None, last, last]
    assert table.notes == ((note.split(" |", maxsplit=1)[0],) if note else ())
    assert not any(asked(row) for row in table.rows)


@pytest.mark.parametrize("total", ["合计", "小 计", "总计（亿元）", "共计："])
@pytest.mark.parametrize("figures", [" | | | ", "亿元 | 650 | 917 | 预期性"])
def test_a_total_is_neither_an_indicator_nor_the_rest_of_a_name(total: str, figures: str) -> None:
    table = read(
        f"""指标 | 单位 | 2020年 | 2025年 | 属性
            GDP | 亿元 | 600 | 850 | 预期性
            财政收入 | 亿元 | 50 | 67 | 预期性
            {total} | {figures}
            城镇化率 | % | 61 | 66 | 预期性"""
    )
    assert [row.name for row in table.rows] == ["GDP", "财政收入", "城镇化率"]
    assert [asked(row) for row in table.rows] == [[]] * 3
    assert [found.code for found in table.diagnostics] == ["import-row-without-name"]


def test_a_total_below_an_outer_name_is_a_part_of_it() -> None:
    rows = read(
        """指标 | < | 单位 | 2020年 | 2025年
           用水量 | 合计 | 亿立方米 | 5 | 6
           ^ | 农业 | 亿立方米 | 3 | 3
           绿地率 | < | % | 38 | 40"""
    ).rows
    assert [row.name for row in rows] == ["用水量：合计", "用水量：农业", "绿地率"]


def test_a_name_that_covers_the_column_of_units_is_no_unit() -> None:
    rows = read(
        """指标 | 单位 | 2020年 | 2025年
           国家高新技术企业（家） | < | 30 | 60
           绿地率 | % | 38 | 40"""
    ).rows
    assert [(row.name, row.unit) for row in rows] == [("国家高新技术企业", "家"), ("绿地率", "%")]
    assert [asked(row) for row in rows] == [[], []]


def test_a_figure_over_rows_of_other_units_or_figures_is_asked_for_in_both() -> None:
    rows = read(
        """指标 | 单位 | 2020年 | 2025年 | 属性
           粮食 | 万吨 | 22.4 | ≥22 | 约束性
           生猪 | 万头 | 20 | ^ | 约束性
           城镇化率 | % | 61 | 66 | 预期性
           户籍城镇化率 | ^ | 45 | ^ | 预期性
           参保率 | % | 95 | 98 | 预期性
           入园率 | % | ^ | 99 | 预期性"""
    ).rows
    assert [row.targets[2025] for row in rows] == ["≥22", "≥22", "66", "66", "98", "99"]
    assert [asked(row) for row in rows] == [["figure-shared"]] * 6
    assert [row.doubts[0].field for row in rows] == ["target"] * 4 + ["baseline"] * 2
    assert [row.doubts[0].parameters["name"] for row in rows[:2]] == ["生猪", "粮食"]


def test_a_total_or_words_over_rows_of_one_unit_are_no_question() -> None:
    rows = read(
        """指标 | 单位 | 2020年 | 2025年 | 属性
           COD减排 | 吨 | — | 〔500〕 | 约束性
           氨氮减排 | 吨 | ^ | ^ | 约束性
           单位GDP能耗 | % | 3 | 完成省下达目标 | 约束性
           单位GDP碳排放 | % | 4 | ^ | 约束性
           参保率 | % | — | ≥95 | 约束性
           入园率 | % | — | ^ | 约束性"""
    ).rows
    assert [asked(row) for row in rows] == [[]] * 6


@pytest.mark.parametrize("end", ["", "| 属性"])
@pytest.mark.parametrize("word", ["指标名称", "主要指标"])
def test_blocks_beside_each_other_need_not_have_the_same_columns(end: str, word: str) -> None:
    weight = "| 约束性" if end else ""
    rows = read(
        f"""指标 | 单位 | 2020年 | 2025年 | 属性 | {word} | 单位 | 2025年 {end}
            城镇化率 | % | 61 | 66 | 预期性 | 绿地率 | % | 40 {weight}
            粮食 | 万吨 | 22 | 23 | 约束性 | 用水总量 | 亿立方米 | 6 {weight}
            注：甲。 | | | | | | | {end and "|"}"""
    ).rows
    given = "约束性" if end else None
    assert [(r.name, r.unit, r.baseline, r.targets[2025], r.constraint) for r in rows] == [
        ("城镇化率", "%", "61", "66", "预期性"),
        ("粮食", "万吨", "22", "23", "约束性"),
        ("绿地率", "%", None, "40", given),
        ("用水总量", "亿立方米", None, "6", given),
    ]
