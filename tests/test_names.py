"""Test names as offices write them: every spelling is matched, and no other statistic is.

The tables are `cases/names.tsv` and `cases/more_names.tsv`; to add a test, add a line.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from shengzhou_quality.plan.loader import load_plan
from shengzhou_quality.plan.names import NameIndex
from shengzhou_quality.plan.spellings import Spelled, fold, fold_words, spread
from shengzhou_quality.reading.tables.naming import Naming

if TYPE_CHECKING:
    from shengzhou_quality.plan.model import Plan

CASES = Path(__file__).parent / "cases"
PLAN = load_plan()
NAMING = Naming(PLAN)


def rows(name: str) -> list[tuple[str, str, str]]:
    with (CASES / name).open(encoding="utf-8") as file:
        read = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(read)
        return [(item, spelling, what) for item, spelling, what in read]


@pytest.mark.parametrize(("item", "spelling", "what"), rows("names.tsv") + rows("more_names.tsv"))
def test_each_name(item: str, spelling: str, what: str) -> None:
    found = NAMING.find(spelling)
    identity = found.indicator.id if found else None
    if what == "the same thing":
        assert identity == item
    elif what == "another statistic":
        assert identity is None
        assert NAMING.suggestion(spelling) == "", "no hint to rename itself into an indicator"
    else:
        assert identity == what


def test_every_name_of_the_plan_is_read_as_its_item() -> None:
    index = NameIndex(PLAN.reportable)
    for item in PLAN.reportable:
        for name in spread((item.name, *item.aliases)):
            found = index.by_name(name)
            assert found is not None, name
            assert found.id == item.id, name


def test_no_folded_name_belongs_to_two_items() -> None:
    """An item and what restates it count as one."""
    restates = {one.id: one.restates for one in (*PLAN.commitments, *PLAN.milestones)}
    owners: dict[str, set[str]] = defaultdict(set)
    for item in PLAN.reportable:
        for name in spread((item.name, *item.aliases)):
            for whole_area in {False, not item.part_of_area}:
                folded = fold_words(fold(name), whole_area=whole_area)
                owners[folded].add(restates.get(item.id) or item.id)
    assert {name: of for name, of in owners.items() if len(of) > 1} == {}


def test_what_is_unlike_an_item_is_never_read_as_it_nor_suggested() -> None:
    index = NameIndex(PLAN.reportable)
    for item in PLAN.reportable:
        for unlike in item.unlike:
            assert unlike.reason
            assert unlike.reason_en
            names = list(spread(unlike.names))
            for name in names:
                found = index.by_name(name)
                assert found is None or found.id != item.id, name
            for name in names[:5]:
                near = index.misspelt(name)
                assert near is None or near.id != item.id, name
                looked_for = index.nearest(name)
                assert looked_for is None or looked_for.id != item.id, name


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("装配式建筑占新建筑比例", "5"),  # 建 left out
        ("制造业产品质量监督抽查合恪率", "1"),  # 恪 is in no name of the plan
        ("服务业业增加值", "7"),
        ("拥有量每万人高价值发明专利", "23"),
        ("药品性评价抽检覆盖率", "C12"),
        ("服务业增加植", "7"),  # 植 sounds like 值
        ("药品抽检合格率", None),
        # One character apart, and another statistic all the same.
        ("畜产品检测合格率", None),
        ("渔产品质量安全检测合格率", None),
        ("鲜农产品质量安全检测合格率", None),
        ("每千人口托位数", None),
        ("城区主要街区、龙头市场和核心商圈放心消费覆盖率", None),
        ("市控以上断面Ⅰ-Ⅱ类水质比例", None),
        ("药品生产企业GLP跟踪检查覆盖率", None),
        ("装配式建筑", None),
        ("二级绿色建筑占新建民用建筑比例", None),
        ("新建公共建筑中装配式建筑占比", None),
        ("高新技术产品数", None),
        ("人均公园绿地面积", None),
    ],
)
def test_only_slips_of_the_pen_are_suggested(written: str, meant: str | None, plan: Plan) -> None:
    near = NameIndex(plan.reportable).misspelt(written)
    assert (near.id if near else None) == meant


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("全社会R&D经费支出占GDP的比重", "rd经费支出占gdp率"),
        ("高新技术企业数", "高新技术企业"),
        ("高新技术企业数量完成情况", "高新技术企业"),
        ("高新技术企业情况", "高新技术企业情况"),
        ("高新技术企业家", "高新技术企业家"),
        ("空气质量优良天数", "空气质量优良天数"),
        ("服务业增加值指数", "服务业增加值指数"),
        ("参保率", "参保率"),
        ("参保比率", "参保率"),
        ("全市", "全市"),
    ],
)
def test_folding_is_bounded(written: str, folded: str) -> None:
    assert fold_words(fold(written), whole_area=False) == folded


def test_the_whole_area_is_folded_only_where_the_item_is_of_it(plan: Plan) -> None:
    index = NameIndex(plan.reportable)
    found = index.by_name("全市服务业增加值")
    assert found is not None
    assert found.id == "7"
    assert index.by_name("全市城市空气质量优良天数比例") is None


def test_choices_stand_for_names() -> None:
    spelled: Spelled[str] = Spelled()
    spelled.add("{研发|R&D}{|经费}支出{|数}", "a")
    for name in spread(["{研发|R&D}{|经费}支出{|数}"]):
        assert spelled.find(fold_words(fold(name), whole_area=False)) == ["a"], name
    assert spelled.find("研发经费") == []
    assert list(spread(["a{b|}c", "d"])) == ["abc", "ac", "d"]


@pytest.mark.parametrize(
    ("written", "unit"),
    [("社零增速%", "%"), ("服务业增加值，亿元", "亿元"), ("高新技术企业数/家", "家"),
     ("服务业增加值(单位：亿元)", "亿元"), ("R&D经费支出占GDP比重‰", "‰")],
)  # fmt: skip
def test_a_unit_behind_a_name_is_the_rows_unit(written: str, unit: str) -> None:
    found = NAMING.find(written)
    assert found is not None
    assert found.unit == unit


@pytest.mark.parametrize(
    ("item", "written"),
    [
        ("C09", "人口集中的重点乡镇和特色乡村放心消费覆盖率"),
        ("C18", "“八大工程”实施情况"),
        ("C20", "城市15分钟“阅读圈”的覆盖率"),
        ("C21", "工业固废贮存处置总量增长率"),
        ("C22", "主要农业废弃物的利用率"),
        ("C22", "秸秆综合利用率"),
        ("C22", "畜禽粪污资源化利用率"),
        ("C27", "“一个主导产业一个综合体”格局"),
        ("", "工业固体废物综合利用率"),
        ("", "秸秆还田率"),
        ("", "生活垃圾资源化利用率"),
    ],
)
def test_what_is_left_to_people_is_found_by_its_names_too(item: str, written: str) -> None:
    """In choices and folded, as the names of what is judged."""
    found = NAMING.unjudged.find(written)
    assert (found.id if found else "") == item
    assert NAMING.find(written) is None
