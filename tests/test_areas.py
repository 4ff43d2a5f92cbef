"""Test the recognition of areas by their words: any area in China, and no look-alike."""

from __future__ import annotations

import time

import pytest

from shengzhou_quality.reading.tables.areas import Areas

OWN = Areas(["嵊州市", "嵊州", "全市", "本市", "我市"])


@pytest.mark.parametrize(
    "text",
    [
        "嵊州市",
        "嵊州",
        "全市",
        "我市",
        "嵊州市（全市）",
        "浙江省嵊州市",
        "浙江省绍兴市嵊州市",
        " 嵊 州 市 ",
    ],
)
def test_the_own_area(text: str) -> None:
    assert OWN.is_own(text)
    assert not OWN.is_other(text)


@pytest.mark.parametrize(
    "text",
    [
        "新昌县", "浙江省", "全省", "全省平均", "全国平均水平", "省平均", "全国", "绍兴市",
        "盐城市",
        "江苏省盐城市", "单县", "市中区", "上虞区", "北京市", "新疆维吾尔自治区",
        "恩施土家族苗族自治州",
        "锡林郭勒盟", "杭州", "剡湖街道", "长乐镇", "其中：市区", "市本级", "杭州市、宁波市",
        "嵊州市新昌县", "全市平均",
    ],
)  # fmt: skip
def test_another_area_or_a_part_of_the_own(text: str) -> None:
    assert OWN.is_other(text)
    assert not OWN.is_own(text)


@pytest.mark.parametrize(
    "text",
    [
        "质量强市", "文明城市", "上市", "超市", "市场", "地区", "区域", "城市", "开发区", "示范区",
        "园区",
        "绝对值", "增速", "排名", "全年", "1-12月", "2025年", "省级", "县", "全部", "年均", "平均",
        "",
    ],
)  # fmt: skip
def test_no_area(text: str) -> None:
    assert not OWN.is_area(text)


def test_the_words_for_the_own_area_are_those_of_the_plan() -> None:
    elsewhere = Areas(["西湖区", "全区"])
    assert elsewhere.is_own("杭州市西湖区")
    assert elsewhere.is_other("全市")
    assert elsewhere.is_other("嵊州市")


def test_without_own_words_there_are_no_areas() -> None:
    none = Areas()
    assert not none.known
    assert not none.is_area("浙江省")
    assert none.of_title("浙江省2025年数据") is None
    assert none.of_line("地区：浙江省") is None


@pytest.mark.parametrize(
    "text", ["市" * 24, "市区县" * 8, "省" * 23 + "x", "区" * 120, "中市" * 60]
)
def test_no_text_takes_long(text: str) -> None:
    start = time.perf_counter()
    for ask in (OWN.is_own, OWN.is_other, OWN.of_title, OWN.of_line):
        ask(text)
    assert time.perf_counter() - start < 0.5


@pytest.mark.parametrize(
    ("line", "area"),
    [
        ("地区：乙县　　数据年度：2024年", "乙县"),
        ("地区：乙县 单位：见表", "乙县"),
        ("地区：乙县；填报日期：2025年1月20日", "乙县"),
        ("填报单位：乙县市场监督管理局（盖章）　　地区：乙县　　数据年度：2024年", "乙县"),
        ("区域 ： 乙县   数据年度 ： 2024年", "乙县"),
        ("填报单位：科技局　　所在地：城关镇", None),
        ("填报单位：乙县统计局　　数据年度：2024年", None),
        ("单位：万元；数据来源：乙县统计局", None),
    ],
)
def test_a_line_may_state_more_than_its_area(line: str, area: str | None) -> None:
    assert Areas(["甲县"]).of_line(line) == area
