"""What stands inside one printed cell: names, figures, and cells that hold a whole row.

Every expected value is read off the printed text by hand.
"""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.plan.target_text import Phrase, read_target
from shengzhou_quality.published.cells.characters import even, plain_characters, simplified
from shengzhou_quality.published.cells.names import Cleaned, clean_figure, clean_name, decimal_comma
from shengzhou_quality.published.cells.one_column import parts_of
from shengzhou_quality.published.cells.traditional import SIMPLIFIED
from shengzhou_quality.published.cells.unit_text import is_unit_text, read_unit
from shengzhou_quality.reported import Cell
from shengzhou_quality.words import Words

PLACE = Place("plan.docx", "表1", 3, 2)


def codes(found: Cleaned) -> list[str]:
    return [doubt.code.removeprefix("import-") for doubt in found.doubts]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("质 量 建 设", "质量建设"),
        ("农产品质量安全例行监测合格 率", "农产品质量安全例行监测合格率"),
        ("R&D 经费支出占 GDP 比重", "R&D经费支出占GDP比重"),
        ("R & D 经费", "R&D经费"),
        ("森林\n覆盖率", "森林覆盖率"),
        ("森林\u200b覆\u00ad盖\ufeff率", "森林覆盖率"),
        ("森林\u3000覆盖率", "森林覆盖率"),
        ("ＧＤＰ总量", "GDP总量"),
        ("⻓江⽔质", "长江水质"),  # radicals of a PDF
        ("Доля  инвестиций в капитал", "Доля инвестиций в капитал"),
        ("Number of\nhospital beds", "Number of hospital beds"),
        ("20 歳以上の者の喫煙率", "20歳以上の者の喫煙率"),
        ("中学生・高校生の喫煙者の割合", "中学生・高校生の喫煙者の割合"),
        ("男性 40g以上、女性 20g以上の者の割合", "男性40g以上、女性20g以上の者の割合"),
        ("5岁以下儿童死亡率", "5岁以下儿童死亡率"),
        ("5 岁以下儿童死亡率", "5岁以下儿童死亡率"),
        ("15分钟健身圈覆盖率", "15分钟健身圈覆盖率"),
        ("5G基站数", "5G基站数"),
        ("3A级景区数", "3A级景区数"),
        ("12345热线办结率", "12345热线办结率"),
        ("0.5公里服务圈", "0.5公里服务圈"),
        ("“三同时”执行率", "“三同时”执行率"),
        ("地区生产总值(GDP)", "地区生产总值(GDP)"),
        ("乡镇(街道)", "乡镇(街道)"),
        ("养老机构（含托育）", "养老机构（含托育）"),
        ("城镇化率（户籍人口）", "城镇化率（户籍人口）"),
        ("城乡收入比（以农村为1）", "城乡收入比（以农村为1）"),
        ("PM2.5浓度", "PM2.5浓度"),
        ("PM2.5", "PM2.5"),
        ("Hospital(s)", "Hospital(s)"),
        ("其中：工业", "其中：工业"),
        ("● 森林覆盖率", "森林覆盖率"),
        ("森林覆盖率：", "森林覆盖率"),
    ],
)
def test_a_name(printed: str, name: str) -> None:
    assert clean_name(printed) == Cleaned(name)


@pytest.mark.parametrize(
    ("printed", "number", "name"),
    [
        ("1. 森林覆盖率", "1", "森林覆盖率"),
        ("1.森林覆盖率", "1", "森林覆盖率"),
        ("12、森林覆盖率", "12", "森林覆盖率"),
        ("（1）森林覆盖率", "1", "森林覆盖率"),
        ("(3) 5岁以下儿童死亡率", "3", "5岁以下儿童死亡率"),
        ("1、 5岁以下儿童死亡率", "1", "5岁以下儿童死亡率"),
        ("①森林覆盖率", "1", "森林覆盖率"),
        ("⑵森林覆盖率", "2", "森林覆盖率"),
        ("⒊森林覆盖率", "3", "森林覆盖率"),
        ("[4]森林覆盖率", "4", "森林覆盖率"),
        ("1.2 森林覆盖率", "1.2", "森林覆盖率"),
        ("一、森林覆盖率", "一", "森林覆盖率"),
        ("（二）森林覆盖率", "二", "森林覆盖率"),
        ("A. 森林覆盖率", "A", "森林覆盖率"),
    ],
)
def test_a_name_behind_its_number(printed: str, number: str, name: str) -> None:
    assert clean_name(printed) == Cleaned(name, number=number)


@pytest.mark.parametrize(
    "printed",
    [
        "2粮食产量",
        "1.5岁以下儿童死亡率",
        "1.1森林覆盖率",
        "3 人均收入",
        "1GDP",
        "1、2类水质比例",
        "一、二产业",
    ],
)
def test_digits_that_may_be_a_number_or_the_name_stay(printed: str) -> None:
    found = clean_name(printed)
    assert (found.text, found.number) == (printed.replace(" ", ""), None)
    assert codes(found) == ["number-or-name"]
    assert found.doubts[0].is_open


@pytest.mark.parametrize(
    ("printed", "unit", "name"),
    [
        ("森林覆盖率（%）", "%", "森林覆盖率"),
        ("森林覆盖率（ ％ ）", "%", "森林覆盖率"),
        ("森林覆盖率(%)", "%", "森林覆盖率"),
        ("森林覆盖率\n(%)", "%", "森林覆盖率"),
        ("森林覆盖率［％］", "%", "森林覆盖率"),
        ("森林覆盖率【%】", "%", "森林覆盖率"),
        ("森林覆盖率（单位：%）", "%", "森林覆盖率"),
        ("森林覆盖率%", "%", "森林覆盖率"),
        ("城镇化率，%", "%", "城镇化率"),
        ("Доля инвестиций, %", "%", "Доля инвестиций"),
        ("常住人口(万人)", "万人", "常住人口"),
        ("公园面积(m²)", "m²", "公园面积"),
        ("公园面积(㎡)", "㎡", "公园面积"),
        ("细颗粒物（PM2.5）浓度（μg/m³）", "μg/m³", "细颗粒物（PM2.5）浓度"),
        ("孕产妇死亡率（/10万）", "/10万", "孕产妇死亡率"),
        ("孕产妇死亡率（1/10万）", "1/10万", "孕产妇死亡率"),
        ("基础设施（个/万人）", "个/万人", "基础设施"),
        ("养老床位（张/千名老人）", "张/千名老人", "养老床位"),
        ("单位GDP能耗（吨标准煤/万元）", "吨标准煤/万元", "单位GDP能耗"),
        ("粮食产能(亿吨)", "亿吨", "粮食产能"),
        ("每千人口拥有3岁以下婴幼儿托位数（个）", "个", "每千人口拥有3岁以下婴幼儿托位数"),
        ("地区生产总值（GDP）（亿元）", "亿元", "地区生产总值（GDP）"),
        ("能耗降低（%）〔累计〕", "%", "能耗降低〔累计〕"),
        ("乡镇(街道)养老机构覆盖率(%)", "%", "乡镇(街道)养老机构覆盖率"),
    ],
)
def test_a_name_with_its_unit(printed: str, unit: str, name: str) -> None:
    assert clean_name(printed) == Cleaned(name, unit=unit)


def test_what_the_bracket_of_the_unit_says_beside_it_is_a_note() -> None:
    found = clean_name("地区生产总值（亿元，2020年价）")
    assert found == Cleaned("地区生产总值", unit="亿元", notes=("2020年价",))


def test_the_weight_of_an_indicator_in_a_bracket_is_a_note() -> None:
    found = clean_name("单位GDP能耗降低（%）〔约束性〕")
    assert found == Cleaned("单位GDP能耗降低", unit="%", notes=("约束性",))
    assert clean_name("城乡收入比（—）") == Cleaned("城乡收入比")


@pytest.mark.parametrize(
    ("printed", "unit", "name", "doubt"),
    [
        ("森林覆盖率（%", "%", "森林覆盖率", "unit-guessed"),
        ("森林覆盖率%）", "%", "森林覆盖率", "unit-guessed"),
        ("粮食产量/万吨", "万吨", "粮食产量", "unit-guessed"),
        ("粮食产量 万吨", "万吨", "粮食产量", "unit-guessed"),
        ("养老床位 张", None, "养老床位张", "unit-or-name"),
        ("质 量 建 设 项", None, "质量建设项", "unit-or-name"),
    ],
)
def test_a_unit_without_its_bracket(printed: str, unit: str, name: str, doubt: str) -> None:
    found = clean_name(printed)
    assert (found.text, found.unit, codes(found)) == (name, unit, [doubt])


def test_a_second_unit_or_number_is_a_question_and_not_lost() -> None:
    found = clean_name("发明专利（件）（件/万人）")
    assert (found.text, found.unit, found.notes) == ("发明专利", "件/万人", ("件",))
    assert codes(found) == ["unit-or-name"]
    found = clean_name("1. （2）发明专利")
    assert (found.text, found.number, codes(found)) == ("发明专利", "1", ["number-or-name"])


@pytest.mark.parametrize(
    ("printed", "marks", "name"),
    [
        ("粮食产量①", ("①",), "粮食产量"),
        ("粮食产量*", ("*",), "粮食产量"),
        ("*粮食产量", ("*",), "粮食产量"),
        ("粮食产量[1]", ("[1]",), "粮食产量"),
        ("粮食产量〔1〕", ("〔1〕",), "粮食产量"),
        ("粮食产量¹", ("¹",), "粮食产量"),
        ("粮食产量注1", ("注1",), "粮食产量"),
        ("粮食产量（注2）", ("（注2）",), "粮食产量"),
    ],
)
def test_the_marks_of_footnotes_of_a_name(printed: str, marks: tuple[str], name: str) -> None:
    assert clean_name(printed) == Cleaned(name, marks=marks)


@pytest.mark.parametrize("printed", ["寿命①（岁）", "寿命（岁）①", "寿命（岁①）", "①寿命（岁）①"])
def test_a_mark_before_behind_and_in_the_bracket_of_the_unit(printed: str) -> None:
    found = clean_name(printed)
    assert (found.text, found.unit, found.marks) == ("寿命", "岁", ("①",))


@pytest.mark.parametrize("printed", ["寿命2（岁）", "寿命（岁）2", "寿命(2)（岁）"])
def test_a_digit_behind_a_name_is_told(printed: str) -> None:
    found = clean_name(printed)
    assert (found.text, found.unit) == ("寿命", "岁")
    assert codes(found) == ["mark-guessed"]
    assert not found.doubts[0].is_open


def test_a_raised_mark_of_a_name() -> None:
    cell = Cell("人均预期寿命（岁）", PLACE, shown="人均预期寿命¹（岁）")
    assert clean_name(cell) == Cleaned("人均预期寿命", unit="岁", marks=("1",))


@pytest.mark.parametrize(
    ("printed", "name", "doubts"),
    [
        ("森林·覆盖率", "森林覆盖率", ["noise"]),
        ("人均GDP2", "人均GDP", ["mark-guessed"]),
        ("BOD5", "BOD5", []),
        ("PM10", "PM10", []),
        ("3 森林覆盖率", "森林覆盖率", ["name-number"]),
        ("3 城镇化率", "城镇化率", ["name-number"]),
        ("人均預(yù)期壽命", "人均预期寿命", ["gloss", "traditional"]),
        ("规(guī)划", "规划", ["gloss"]),
        ("公里数(km)", "公里数", []),
        ("森林□盖率", "森林□盖率", ["illegible"]),
        ("森林（覆盖率", "森林（覆盖率", ["name-bracket"]),
        ("社會發展", "社会发展", ["traditional"]),
        ("規畫", "规畫", ["traditional"]),  # 画 or 划: it stays
        ("目標値の割合", "目標値の割合", []),  # Japanese
    ],
)
def test_what_is_told_of_a_name(printed: str, name: str, doubts: list[str]) -> None:
    found = clean_name(printed)
    assert (found.text, codes(found)) == (name, doubts)


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("96", "96"),
        ("＞ 96", ">96"),
        ("≧９６", "≥96"),
        ("１２．５％", "12.5%"),
        ("≤ 5.0 ‰", "≤5.0‰"),
        ("16 件", "16件"),
        ("＞22 件", ">22件"),
        ("10 万人", "10万人"),
        ("96。", "96"),
        ("8；", "8"),
        ("-13.5", "-13.5"),
        ("－13.5", "-13.5"),
        ("约500", "约500"),
        ("15%左右", "15%左右"),
        ("12/10万", "12/10万"),
        ("1,234", "1,234"),
        ("1，234", "1,234"),
        ("1,234,567.8", "1,234,567.8"),
        ("[74.1]", "[74.1]"),
        ("〔13.5〕", "〔13.5〕"),
        ("【 4 】", "【4】"),
        ("〔-13.5〕", "〔-13.5〕"),
        ("64〔4〕", "64〔4〕"),
        ("23.04〔1.38〕", "23.04〔1.38〕"),
        ("新增10个以上", "新增10个以上"),
        ("较2015年下降30%", "较2015年下降30%"),
        ("由55.8%提高到60%", "由55.8%提高到60%"),
        ("到2025年92以上，到2027年92.5以上", "到2025年92以上，到2027年92.5以上"),
        ("2025年85%，2030年90%", "2025年85%，2030年90%"),
        ("“十四五”期间累计100", "“十四五”期间累计100"),
        ("12月31日前完成", "12月31日前完成"),
        ("完成 创建", "完成创建"),
        ("完成创建（含验收）。", "完成创建（含验收）"),
        ("翻一番", "翻一番"),
        ("力争一级", "力争一级"),
        ("待定", "待定"),
        *((sign, "") for sign in ("", "—", "－", "–", "-", "——", "/", "…", "……", "无", "*")),
    ],
)
def test_a_figure(printed: str, text: str) -> None:
    assert clean_figure(printed) == Cleaned(text)


@pytest.mark.parametrize(
    ("printed", "text", "code"),
    [
        ("一", "", "misread-dash"),
        ("一一", "", "misread-dash"),
        ("15。74", "15。74", "wide-point"),
        ("15·74", "15·74", "wide-point"),
        ("1 2.5", "1 2.5", "figure-spaced"),
        ("3 000", "3 000", "figure-spaced"),
        ("96.5 95", "96.5 95", "two-figures"),
        ("60\n65", "60 65", "two-figures"),
        ("65 / 70", "65/70", "two-figures"),
        ("65/70", "65/70", "two-figures"),
        ("65（70）", "65（70）", "two-figures"),
        ("65、70", "65、70", "two-figures"),
        ("1.2.3", "1.2.3", "two-figures"),
        ("85%（2025年）90%（2030年）", "85%（2025年）90%（2030年）", "two-figures"),
        ("1403（2019）", "1403（2019）", "two-figures"),
        ("96.5%（全省95%）", "96.5%（全省95%）", "two-figures"),
        ("9O", "9O", "not-a-digit"),
        ("l5", "l5", "not-a-digit"),
        ("1O0%", "1O0%", "not-a-digit"),
        ("9〇", "9〇", "not-a-digit"),
        ("O", "O", "not-a-digit"),
        ("一5", "一5", "not-a-digit"),
        ("40,8", "40,8", "comma"),
        ("40，8", "40,8", "comma"),
        ("0,965", "0,965", "comma"),
        ("1.234,5", "1.234,5", "comma"),
        ("27—28", "27—28", "range"),
        ("27-28", "27-28", "range"),
        ("4.5%～5%", "4.5%～5%", "range"),
        ("27至28", "27至28", "range"),
        ("85.42公顷—98", "85.42公顷—98", "range"),
        ("2021—2025年", "2021—2025年", "range"),
        ("20±2", "20±2", "plus-minus"),
        ("[4", "〔4〕", "bracket-missing"),
        ("1.6)", "〔1.6〕", "bracket-missing"),
        ("95[1]", "95", "mark-or-figure"),
        ("95(1)", "95", "mark-or-figure"),
        ("10²", "10²", "mark-or-figure"),
        ("7?", "7?", "illegible"),
        ("7□", "7□", "illegible"),
        ("目前8.1‰", "8.1‰", "current-year"),
    ],
)
def test_a_figure_that_a_person_has_to_settle(printed: str, text: str, code: str) -> None:
    found = clean_figure(printed, field="baseline")
    assert (found.text, codes(found)) == (text, [code])
    assert found.doubts[0].is_open
    assert found.doubts[0].field == "baseline"


@pytest.mark.parametrize(
    ("printed", "text", "code"),
    [
        ("[2.75)", "〔2.75〕", "bracket-guessed"),
        ("[1.6)", "〔1.6〕", "bracket-guessed"),
        ("(9)", "〔9〕", "bracket-guessed"),
        ("（9）", "〔9〕", "bracket-guessed"),
        ("〔13.5】", "〔13.5〕", "bracket-guessed"),
        ("【4]", "〔4〕", "bracket-guessed"),
        ("60.6①", "60.6", "mark-guessed"),
        ("60.6¹", "60.6", "mark-guessed"),
        ("60.6②③", "60.6", "mark-guessed"),
        ("［2.75］①", "[2.75]", "mark-guessed"),
        ("15. 7", "15.7", "space-removed"),
        ("达到79歲", "达到79岁", "traditional"),
    ],
)
def test_a_figure_read_by_a_rule_that_is_told(printed: str, text: str, code: str) -> None:
    found = clean_figure(printed)
    assert (found.text, codes(found)) == (text, [code])
    assert not found.doubts[0].is_open


@pytest.mark.parametrize("printed", ["[2.75)", "[1.6)", "(9)", "〔13.5】", "【4]", "[0.2]"])
def test_brackets_around_a_figure_are_a_change_and_no_interval(printed: str) -> None:
    read = read_target(clean_figure(printed).text)
    assert read is not None
    assert read.sort == "change"
    assert read.relation is None


@pytest.mark.parametrize(
    ("printed", "text", "year"),
    [
        ("77.3（2019年）", "77.3", 2019),
        ("77.3(2019年数据)", "77.3", 2019),
        ("77.3(2019)", "77.3", 2019),
        ("2014年为3.6亿人", "3.6亿人", 2014),
        ("2019年：77.3", "77.3", 2019),
        ("12%(令和14年度)", "12%", 2032),
        ("12%\n（令和 14 年度）", "12%", 2032),
        ("65(平成30年度)", "65", 2018),
        ("65(令和元年度)", "65", 2019),
        ("10.8年（2020年）", "10.8年", 2020),
        ("2025年达到85%", "达到85%", 2025),
        ("2025年", "2025年", None),
    ],
)
def test_a_figure_with_its_year(printed: str, text: str, year: int | None) -> None:
    found = clean_figure(printed)
    assert (found.text, found.year) == (text, year)
    assert codes(found) == (["era-year"] if "和" in printed or "平成" in printed else [])


@pytest.mark.parametrize(
    ("printed", "marks"),
    [("60.6*", ("*",)), ("*60.6", ("*",)), ("60.6[注1]", ("[注1]",)), ("60.6(*)", ("(*)",))],
)
def test_the_marks_of_footnotes_of_a_figure(printed: str, marks: tuple[str]) -> None:
    assert clean_figure(printed) == Cleaned("60.6", marks=marks)


def test_a_cell_of_a_workbook() -> None:
    assert clean_figure(Cell("15.7", PLACE, shown="15.7⁴")) == Cleaned("15.7", marks=("4",))
    assert clean_figure(Cell("57", PLACE, percent=True)) == Cleaned("57%")
    found = clean_figure(Cell("2025-12-31", PLACE, fault="date-cell"))
    assert (found.text, codes(found)) == ("", ["cell-unusable"])


def test_a_letter_of_the_unit_is_no_digit() -> None:
    assert codes(clean_figure("5l")) == ["not-a-digit"]
    assert clean_figure("5l", units=("l",)) == Cleaned("5l")


def test_the_other_figures_of_the_table_prove_a_decimal_comma() -> None:
    printed = ["40,8", "41,6", "—", "35,26", "34"]
    assert decimal_comma(printed)
    found = [clean_figure(text, comma_is_point=True) for text in printed]
    assert [each.text for each in found] == ["40.8", "41.6", "", "35.26", "34"]
    assert not any(each.doubts for each in found)
    assert codes(clean_figure("1,234", comma_is_point=True)) == ["comma"]


@pytest.mark.parametrize(
    "column",
    [["40,8"], ["1,234", "2,345"], ["40,8", "41,6", "3.5"], ["40,8", "41,6", "1,234,567"], []],
)
def test_what_proves_no_decimal_comma(column: list[str]) -> None:
    assert not decimal_comma(column)


@pytest.mark.parametrize(
    ("printed", "name", "target", "target_year"),
    [
        ("婴儿死亡率 5.0‰", "婴儿死亡率", "5.0‰", None),
        ("5岁以下儿童死亡率6.0‰", "5岁以下儿童死亡率", "6.0‰", None),
        ("孕产妇死亡率 12/10万", "孕产妇死亡率", "12/10万", None),
        ("居民健康素养水平提升至30%", "居民健康素养水平", "提升至30%", None),
        ("城乡居民收入比降至2.0以内", "城乡居民收入比", "降至2.0以内", None),
        ("森林覆盖率：24.1%", "森林覆盖率", "24.1%", None),
        ("森林覆盖率达到 24.1%；", "森林覆盖率", "达到24.1%", None),
        ("到2025年，森林覆盖率达到24.1%。", "森林覆盖率", "达到24.1%", 2025),
        ("到2025年，力争森林覆盖率达到24.1%。", "森林覆盖率", "力争达到24.1%", 2025),
        ("“十四五”末，城镇化率超过65%", "城镇化率", "超过65%", None),
        ("单位GDP能耗降低13.5%", "单位GDP能耗", "降低13.5%", None),
        ("森林覆盖率由23.04%提高到24.1%", "森林覆盖率", "由23.04%提高到24.1%", None),
        ("PM2.5浓度 35微克/立方米", "PM2.5浓度", "35微克/立方米", None),
        ("PM2.5浓度降至35微克/立方米以下", "PM2.5浓度", "降至35微克/立方米以下", None),
        ("每千人口拥有3岁以下托位数4.5个", "每千人口拥有3岁以下托位数", "4.5个", None),
        ("年均新增就业50万人", "年均新增就业", "50万人", None),
        ("全员劳动生产率年均增长6%", "全员劳动生产率", "年均增长6%", None),
    ],
)
def test_a_cell_with_name_and_target(
    printed: str, name: str, target: str, target_year: int | None
) -> None:
    parts = parts_of(printed)
    assert parts is not None
    assert (parts.name, parts.target, parts.target_year) == (name, target, target_year)
    assert [doubt.code for doubt in parts.doubts] == ["import-parted"]


@pytest.mark.parametrize(
    "printed",
    [
        "森林覆盖率",
        "5岁以下儿童死亡率",
        "20 歳以上の者の喫煙率",
        "2030年的主要健康指標(biāo),其中:",
        "",
        "24.1%",
        "x" * 300,
    ],
)
def test_a_cell_that_holds_no_target(printed: str) -> None:
    assert parts_of(printed) is None


@pytest.mark.parametrize(
    "printed",
    [
        "到2025年，森林覆盖率达到24.1%，湿地保护率达到60%",
        "森林覆盖率达到24.1%；湿地保护率 60%",
    ],
)
def test_two_sentences_are_not_parted_into_one_row(printed: str) -> None:
    assert parts_of(printed) is None


@pytest.mark.parametrize(
    "printed", ["人均预期寿命 77.3 79", "人均预期寿命 77.3岁 79岁", "人均预期寿命77.3→79"]
)
def test_two_figures_behind_a_name_are_a_question(printed: str) -> None:
    parts = parts_of(printed)
    assert parts is not None
    assert parts.name == "人均预期寿命"
    assert [doubt.code for doubt in parts.doubts if doubt.is_open] == ["import-two-figures"]


def test_a_verb_belongs_to_the_target() -> None:
    parts = parts_of("森林覆盖率 达到 24.1%")
    assert parts is not None
    assert (parts.name, parts.target) == ("森林覆盖率", "达到24.1%")


def test_a_bracket_that_does_not_say_what_it_holds() -> None:
    parts = parts_of("婴儿死亡率 5.0‰(8.1‰)")
    assert parts is not None
    assert (parts.bracket, parts.baseline) == ("8.1‰", None)
    assert parts.doubts[-1].code == "import-bracket-unclear"


GLOSSED = """\
人均預(yù)期壽命 達(dá)到79歲(2020年人均預(yù)期壽命達(dá)到77.3歲)
重大慢性病過早死亡率 較2015年下降30%
個(gè)人衛(wèi)生支出占衛(wèi)生總費(fèi)用的比重 降至25%左右(目前29.3%)
嬰兒死亡率 5.0‰(目前8.1‰)
5歲以下兒童死亡率 6.0‰(目前10.7‰)
孕產(chǎn)婦死亡率 12/10萬(目前20.1/10萬)
居民健康素養(yǎng)水平 提升至30%
經(jīng)常參加體育鍛煉人數(shù) 5.3億人(2014年為3.6億人)
"""
"""The one column of 健康中国2030 as a page for pupils prints it."""

READ = [
    ("人均预期寿命", "达到79岁", None, 2020, "interim-or-baseline"),
    ("重大慢性病过早死亡率", "较2015年下降30%", None, None, None),
    ("个人卫生支出占卫生总费用的比重", "降至25%左右", "29.3%", None, "current-year"),
    ("婴儿死亡率", "5.0‰", "8.1‰", None, "current-year"),
    ("5岁以下儿童死亡率", "6.0‰", "10.7‰", None, "current-year"),
    ("孕产妇死亡率", "12/10万", "20.1/10万", None, "current-year"),
    ("居民健康素养水平", "提升至30%", None, None, None),
    ("经常参加体育锻炼人数", "5.3亿人", "3.6亿人", 2014, None),
]


@pytest.mark.parametrize(("printed", "read"), [*zip(GLOSSED.splitlines(), READ, strict=True)])
def test_a_column_of_whole_rows(printed: str, read: tuple[object, ...]) -> None:
    parts = parts_of(printed)
    assert parts is not None
    opened = [doubt.code.removeprefix("import-") for doubt in parts.doubts if doubt.is_open]
    question = opened[0] if opened else None
    assert (parts.name, parts.target, parts.baseline, parts.bracket_year, question) == read


UNITS = (
    "% ‰ 万人 个/万人 m² /10万 1/10万 μg/m³ 亿元 吨标准煤 人次 岁 公里 件/万人 上年=100 亿千瓦时 "
    "个百分点 万标准箱 dB(A) mg/L 人/km2 ug/m3 万TEU 亿m³ 亿kWh 元/月 位次 吨CO₂/万元 "
    "万亿 批次/千人"
)


@pytest.mark.parametrize("unit", UNITS.split())
def test_units(unit: str) -> None:
    assert is_unit_text(unit)


@pytest.mark.parametrize(
    "words",
    [
        "GDP",
        "街道",
        "含托育",
        "户籍人口",
        "R&D",
        "PM2.5",
        "镇",
        "市、区",
        "2020年",
        "以农村为1",
        "率",
        "Ⅲ类",
        "AAA",
        "",
    ],
)
def test_words_that_are_no_unit(words: str) -> None:
    assert read_unit(words) is None


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "printed",
    [
        *(
            "1.5岁以下",
            "3 城镇化率",
            "寿命2",
            "产量 万吨",
            "床位 张",
            "人·口",
            "国(guó)",
            "人□",
            "人（口",
        ),
        *(
            "一",
            "9O",
            "15。7",
            "1 2",
            "1. 2",
            "1/2",
            "1-2",
            "1±2",
            "4,8",
            "(9)",
            "[9",
            "9[1]",
            "9①",
        ),
        *("目前8", "8(令和2年度)"),
    ],
)
def test_every_doubt_is_said_with_all_it_names(printed: str, language: str) -> None:
    words = Words(language)
    doubts = (*clean_name(printed).doubts, *clean_figure(printed).doubts)
    assert doubts
    for doubt in doubts:
        said = words.message(doubt.at(PLACE))
        assert "{" not in said
        assert "None" not in said
        assert any(str(value) in said for value in doubt.parameters.values()), said


def test_every_doubt_of_a_parted_cell_is_said() -> None:
    for printed in (GLOSSED.splitlines()[0], "婴儿死亡率 5.0‰(8.1‰)", "婴儿死亡率 5.0‰(目前8.1‰)"):
        parts = parts_of(printed)
        assert parts is not None
        for doubt in parts.doubts:
            for language in ("zh", "en"):
                assert "{" not in Words(language).message(doubt.at(PLACE))


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("指標", "指标"),
        ("單位", "单位"),
        ("屬性", "属性"),
        ("約束性", "约束性"),
        ("預期性", "预期性"),
        ("2025年目標(biāo)值", "2025年目标值"),
        ("萬人", "万人"),
        ("個百分點", "个百分点"),
        ("責任單位", "责任单位"),
        ("年均／累計", "年均/累计"),
        ("類別", "类别"),
        ("現狀", "现状"),
    ],
)
def test_words_of_a_header_in_traditional_characters(printed: str, plain: str) -> None:
    assert plain_characters(printed, None)[0] == plain


def test_traditional_characters_have_one_simplified_form_that_stays() -> None:
    assert (
        simplified("達較萬億歲標項個戶畝約預實際類屬單總數額")
        == "达较万亿岁标项个户亩约预实际类属单总数额"
    )
    assert not set(SIMPLIFIED) & set(map(ord, SIMPLIFIED.values()))
    for kept in "后後干乾里著於畫":
        assert ord(kept) not in SIMPLIFIED


def _digits(text: str) -> str:
    return "".join(re.findall("[0-9]", even(text)))


def _is_subsequence(part: str, whole: str) -> bool:
    rest = iter(whole)
    return all(digit in rest for digit in part)


_SIGNS = "0123456789.,%‰<>≥≤+-—–~～()（）[]〔〕【】【】*①②¹² \n\u3000·。；、，/O〇lI?□±０５％＞"
_WORDS = (
    "一 岁 人 万 亿 年 月 目前 约 达到 至 为 较 2019年 令和14年度 平成元年 (目前8.1‰) 10万 GDP "
    "注1 歲 (guó) 國 の 以上 力争 a b c d"
)
_PIECES = st.sampled_from([*_SIGNS, *_WORDS.split()])
_CELLS = st.one_of(st.lists(_PIECES, max_size=14).map("".join), st.text(max_size=30))


@pytest.mark.slow
@settings(max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_CELLS)
@example("[" * 200)
@example("1 " * 100)
@example("(" + "9" * 300)
@example("（%" * 60)
def test_cleaning_never_raises_never_makes_a_digit_and_is_stable(text: str) -> None:
    for clean in (clean_figure, clean_name):
        found = clean(text)
        assert _is_subsequence(_digits(found.text), _digits(text))
        assert clean(found.text).text == found.text
    parts = parts_of(text)
    if parts is not None:
        assert _is_subsequence(_digits(parts.name + parts.target), _digits(text))


_CLEAN = (
    "国内生产总值(GDP)增长|% 每万人口高价值发明专利拥有量|件 人均预期寿命|岁 城乡居民收入比| "
    "每千人口拥有执业(助理)医师数|人 5岁以下儿童死亡率|‰ PM2.5年均浓度|μg/m³ 用水总量|亿m³ "
    "R&D经费支出占GDP比重|% 15分钟养老服务圈覆盖率|% 乡镇(街道)养老机构覆盖率|% "
    "孕产妇死亡率|1/10万 人均公园绿地面积|平方米/人 地表水达到或好于Ⅲ类水体比例|% "
    "粮食综合生产能力|亿吨"
)
_FRONT = ("", "", "1. ", "12、", "（3）", "(4) ", "⑤", "* ", "· ", "7 ", "8.", "9．")
_BEHIND = ("", "", "①", "*", "[2]", "〔3〕", "¹", "注2", "2", "（注）", "。", "；", "：")
_UNITS = ("（{}）", "({})", "( {} )", "（单位：{}）", "【{}】", "，{}", ", {}", " {}", "/{}")
_FIGURES = (
    "96 >96 ≥96.5 40%以上 15%左右 5.0‰ 12/10万 1,234 〔13.5〕 [2.75] 64〔4〕 23.04〔1.38〕 "
    "提升至30% 较2015年下降30% 5.3亿人 >22件 79.25岁 ≤0.8 -13.5 新增10个 6.5以上 100% "
    "控制在0.3以内 85.42公顷"
)
_MISREAD = "0O 1l 0〇 .。 .· 1I 〔[ 〕) ]) [【 1| ., 5S 8B 0o -一 〔 ] 0。"
"""A sign, and what it becomes; a bracket alone is lost."""
_BEHIND_A_FIGURE = (
    *("", "", "", "①", "*", "[2]", "¹", "注2", "。", "（2019年）", "(1)", " 95", "/95", "—98"),
    *("（95）", "±1", "?", "②③", "[1][2]"),
)
_WIDE = {code: code + 0xFEE0 for code in map(ord, "0123456789%&<>.,ABCDEFGHPRD")}


def _noisy(text: str, chance: Random, *, between_ascii: bool) -> str:
    """The text with stray spaces, characters without width, and full-width signs."""
    noisy = ""
    for character, behind in zip(text, text[1:] + " ", strict=True):
        noisy += character.translate(_WIDE) if chance.random() < 0.3 else character
        noisy += chance.choice("\u200b\u00ad\ufeff") if chance.random() < 0.1 else ""
        may_part = between_ascii or not (character + behind).isascii()
        if behind != " " and may_part and chance.random() < 0.12:
            noisy += chance.choice(" \n\u3000")
    return noisy


@pytest.mark.slow
def test_a_noisy_name_is_read_right_or_is_a_question() -> None:
    chance, right = Random(16), 0  # noqa: S311
    for _ in range(8_000):
        name, unit = chance.choice(_CLEAN.split(" ")).split("|")
        with_unit = chance.choice(_UNITS).format(unit) if unit else ""
        mark = chance.choice(_BEHIND[:8]) if chance.random() < 0.3 else ""
        noisy = _noisy(name + mark, chance, between_ascii=False)
        printed = chance.choice(_FRONT) + noisy + with_unit + chance.choice(_BEHIND)
        found = clean_name(printed)
        is_right = (found.text, found.unit or "") == (name, unit)
        right += is_right
        assert is_right or any(doubt.is_open for doubt in found.doubts), printed
    assert right > 7_000


@pytest.mark.slow
def test_a_noisy_figure_is_read_right_or_is_a_question_or_cannot_be_read() -> None:
    chance, right = Random(16), 0  # noqa: S311
    for _ in range(8_000):
        figure = misread = chance.choice(_FIGURES.split(" "))
        seen = chance.choice(_MISREAD.split(" "))
        if chance.random() < 0.3:
            misread = figure.replace(seen[0], seen[1:], 1)
        behind = chance.choice(_BEHIND_A_FIGURE)
        printed = _noisy(misread, chance, between_ascii=True) + behind
        found = clean_figure(printed)
        read, meant = read_target(found.text), read_target(figure)
        right += read == meant
        is_open = any(doubt.is_open for doubt in found.doubts)
        assert is_open or read is None or _said(read) == _said(meant), printed
    assert right > 2_000


def _said(phrase: Phrase | None) -> tuple[object, ...]:
    assert phrase is not None
    change = phrase.change and phrase.change.interval
    unit = phrase.unit or phrase.change_unit
    return (phrase.interval, phrase.sort, phrase.relation, phrase.about, change, unit, phrase.since)


def test_the_published_example_is_read_whole() -> None:
    path = Path("/work/shared/plans/published/healthy_china_2030_exam.html")
    if not path.exists():
        pytest.skip("the shared folder is not here")
    cells = re.findall(r"<td>(.*?)</td>", path.read_text(encoding="utf-8"))
    assert [cell for cell in cells if parts_of(cell)] == GLOSSED.splitlines()
