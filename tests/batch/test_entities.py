"""Test whose file it is: from paths to entities, expected by hand."""

from __future__ import annotations

import pytest

from shengzhou_quality.batch.entities import EntityRule, SubmittedFile, area_in, submissions_of
from shengzhou_quality.batch.path_template import PathTemplate
from shengzhou_quality.batch.submission import Submission
from shengzhou_quality.batch.years_in_names import without_years


def found(paths: str, rule: str | None = None, given: int = 0) -> list[Submission]:
    files = [SubmittedFile(path, given) for path in paths.split()]
    return list(submissions_of(files, EntityRule(rule)))


def entities(paths: str, rule: str | None = None, given: int = 0) -> dict[str, list[str]]:
    return {one.entity: list(one.files) for one in found(paths, rule, given)}


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("2021", ""),
        ("2021年", ""),
        ("2021年度", ""),
        ("甲县2021", "甲县"),
        ("2021甲县", "甲县"),
        ("甲县_2022年", "甲县"),
        ("甲县（2021年）", "甲县"),
        ("甲县[2021]", "甲县"),
        ("2021-2025年甲县", "甲县"),
        ("甲县2021—2025", "甲县"),
        ("２０２１甲县", "甲县"),
        ("二〇二一年甲县", "甲县"),
        ("甲县_2021_终稿", "甲县_终稿"),
        ("2021年度报表", "报表"),
        ("2021年报", "年报"),
        ("330683_2021", "330683"),
        # No years, or no whole years:
        ("3号报表", "3号报表"),
        ("20211231", "20211231"),
        ("12021", "12021"),
        ("330683", "330683"),
        ("报表2021号", "报表2021号"),
        ("第2021", "第2021"),
        ("甲县2021-12-31", "甲县2021-12-31"),
        ("甲县2021.12", "甲县2021.12"),
        ("2021年12月甲县", "2021年12月甲县"),
        ("甲县2021年1-6月", "甲县2021年1-6月"),
        ("甲县2021(1)", "甲县(1)"),
        ("甲县-", "甲县-"),
        ("", ""),
    ],
)
def test_only_whole_years_are_removed(name: str, rest: str) -> None:
    assert without_years(name) == rest


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        ("甲县/2021.xlsx 甲县/2022.xlsx", {"甲县": 2}),
        ("2021/甲县.xlsx 2022/甲县.xlsx 2022/乙县.csv", {"甲县": 2, "乙县": 1}),
        ("甲县2021.xlsx 甲县_2022年.xlsx", {"甲县": 2}),
        ("2021年报送/甲县.xlsx 2022年报送/甲县.xlsx", {"甲县": 2}),
        ("甲县/统计局.xlsx 甲县/生态环境局.xlsx", {"统计局": 1, "生态环境局": 1}),
        ("甲县/统计局.xlsx 乙县/统计局.xlsx", {"甲县/统计局": 1, "乙县/统计局": 1}),
        ("甲县/统计局2021.xlsx 甲县/统计局2022.xlsx", {"统计局": 2}),
        ("某市/甲县/2021.xlsx 某市/甲县/2022.xlsx 某市/2021.xlsx", {"甲县": 2, "某市": 1}),
        ("甲县/1季度.xlsx 甲县/2季度.xlsx", {"1季度": 1, "2季度": 1}),
        ("甲县20211231.xlsx 甲县20221231.xlsx", {"甲县20211231": 1, "甲县20221231": 1}),
        ("甲县2021.xlsx 甲县2021.csv", {"甲县": 2}),
        ("甲县(1).xlsx 甲县.xlsx", {"甲县(1)": 1, "甲县": 1}),
        ("县.2021.xlsx 县.2022.xlsx", {"县": 2}),
    ],
)
def test_files_that_differ_in_the_year_are_of_one_entity(
    paths: str, expected: dict[str, int]
) -> None:
    assert {name: len(files) for name, files in entities(paths).items()} == expected


def test_the_folder_that_was_given_is_no_part_of_a_name_but_tells_entities_apart() -> None:
    both = "省/一/统计局.xlsx 省/二/统计局.xlsx"
    assert set(entities(both, given=2)) == {"省/一/统计局", "省/二/统计局"}
    assert set(entities("省/一/统计局.xlsx", given=2)) == {"统计局"}
    assert entities("报送/2021.xlsx 报送/2022.xlsx", given=1) == {
        "报送": ["报送/2021.xlsx", "报送/2022.xlsx"]
    }


def test_who_said_it() -> None:
    assert [one.said_by for one in found("甲县/2021.xlsx 乙县2021.xlsx")] == ["folder", "file"]
    assert [one.said_by for one in found("甲县/x.xlsx", "folder")] == ["folder"]
    assert [one.said_by for one in found("甲县/2021.xlsx", "path:{entity}/{year}")] == ["path"]


def test_each_file_by_itself() -> None:
    assert entities("甲县/2021.xlsx 甲县/2022.xlsx", "file") == {
        "2021": ["甲县/2021.xlsx"],
        "2022": ["甲县/2022.xlsx"],
    }


def test_the_files_of_a_folder() -> None:
    assert entities("甲县/统计局.xlsx 甲县/科技局.xlsx 乙县/统计局.xlsx", "folder") == {
        "甲县": ["甲县/统计局.xlsx", "甲县/科技局.xlsx"],
        "乙县": ["乙县/统计局.xlsx"],
    }


@pytest.mark.parametrize(
    ("template", "path", "entity"),
    [
        ("{entity}/{year}", "某省/甲县/2021.xlsx", "甲县"),
        ("{entity}/{year}", "甲县/2021年.xlsx", "甲县"),
        ("{year}/{entity}", "2021年/甲县.csv", "甲县"),
        ("{entity}/*", "甲县/汇总.xlsx", "甲县"),
        ("*_{entity}_{year}", "某省_甲县_2021.xlsx", "甲县"),
        ("*_{entity}_{year}.xlsx", "某省_甲县_2021.xlsx", "甲县"),
        ("报送({entity}).*", "报送(甲县).xlsx", "甲县"),
        ("{entity}/{year}", "2021.xlsx", None),
        ("{entity}/{year}", "甲县/汇总.xlsx", None),
        ("{entity}/{year}", "甲县/12021.xlsx", None),
        ("{entity}/{year}", "甲县/2021汇总.xlsx", None),
        ("{entity}.csv", "甲县.xlsx", None),
        ("*_{entity}_{year}", "某省_甲县_报送_2021.xlsx", None),  # two ways to divide it
    ],
)
def test_a_template_of_the_path(template: str, path: str, entity: str | None) -> None:
    match = PathTemplate(template).match(path.split("/"))
    assert (match.entity if match else None) == entity


@pytest.mark.parametrize(
    "rule", ["", "county", "path:", "path:{year}", "path:{entity}{entity}", "path:{a}/{entity}",
             "path:{entity}/{year}/{year}", "path:{entity", "Path:{entity}"],
)  # fmt: skip
def test_no_rule(rule: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the command words it
        EntityRule(rule)


def test_a_path_without_the_form_of_the_template_is_refused_and_the_others_are_not() -> None:
    good, bad = found("甲县/2021.xlsx 汇总/全部.xlsx", "path:{entity}/{year}")
    assert good.entity == "甲县"
    assert not good.refusals
    assert [one.code for one in bad.refusals] == ["entity-no-match"]
    assert bad.entity == "全部"


def test_counties_of_the_same_name_below_different_cities_are_two() -> None:
    paths = "一市/鼓楼区/2021.xlsx 二市/鼓楼区/2022.xlsx"
    assert set(entities(paths)) == {"一市/鼓楼区", "二市/鼓楼区"}
    assert set(entities(paths, "path:{entity}/{year}")) == {"一市/鼓楼区", "二市/鼓楼区"}


@pytest.mark.parametrize(
    ("paths", "rule"),
    [
        ("某市/甲县.xlsx 某市/乙县.xlsx", "folder"),
        ("甲县/乙县.xlsx", "folder"),
        ("甲县/统计局_2021.xlsx 乙县/统计局_2022.xlsx", "path:*/{entity}_{year}"),
        ("统计局/甲县.xlsx 统计局/乙县.xlsx", "path:{entity}/*"),
    ],
)
def test_files_of_several_areas_are_never_evaluated_as_one(paths: str, rule: str) -> None:
    (one,) = found(paths, rule)
    assert [finding.code for finding in one.refusals] == ["entity-of-several"]


def test_files_below_different_plans_are_of_different_entities() -> None:
    files = [SubmittedFile("a/2021.xlsx", plan="p"), SubmittedFile("a/2022.xlsx", plan="q")]
    first, second = submissions_of(files, EntityRule())
    assert (first.plan, second.plan) == ("p", "q")


@pytest.mark.parametrize(
    ("path", "area"),
    [
        ("某省/某市/甲县", "甲县"),
        ("浙江省/绍兴市/新昌县", "浙江省绍兴市新昌县"),
        ("徐州市/汇总/鼓楼区/统计局", "徐州市鼓楼区"),
        ("甲县/统计局", "甲县"),
        ("甲县/长乐镇", "甲县长乐镇"),
        ("甲县统计局", "甲县"),
        ("01甲县", "甲县"),
        ("1.甲县", "甲县"),
        ("质量指标（甲县）", "甲县"),
        ("质量指标-甲县-终稿", "甲县"),
        ("某省_甲县", "甲县"),
        ("浙江省甲县", "浙江省甲县"),
        ("嵊州市市场监管局", "嵊州市"),
        ("高新区", "高新区"),
        ("市场监管局", ""),
        ("全县/各县汇总", ""),
        ("质量强市", ""),
        ("工作区/数据区", ""),
        ("杭州", ""),
        ("汇总/001", ""),
        ("", ""),
    ],
)
def test_the_area_that_a_path_names(path: str, area: str) -> None:
    assert area_in(path.split("/")) == area
