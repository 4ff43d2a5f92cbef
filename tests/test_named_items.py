"""Test how a list of offices names items: as the plan heads them, and never by a chapter number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shengzhou_quality.limits import USUAL
from shengzhou_quality.reading.assigned import Assigned, read_assigned
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shengzhou_quality.plan.model import Plan

ZH = Words("zh")


def read(text: str, plan: Plan) -> Assigned:
    return read_assigned(text.encode(), "a.csv", plan, USUAL)


def row(written: str, header: str = "指标") -> str:
    quoted = written.replace('"', '""')
    return f'{header},责任单位\n"{quoted}",甲局\n'


def ids_of(plan: Plan, *wanted: str) -> set[str]:
    return {one for each in wanted for one in plan.ids_of(each)}


HEADS = [
    ("三、加强品牌强市建设", ["T03"]),
    ("六、实施服务质量提升行动", ["T06"]),
    ("（六）实施服务质量提升行动", ["T06"]),
    ("(六)实施服务质量提升行动", ["T06"]),
    ("㈥实施服务质量提升行动", ["T06"]),
    ("6.实施服务质量提升行动", ["T06"]),
    ("第六、实施服务质量提升行动", ["T06"]),
    ("一、加强品牌强市建设", ["T03"]),  # a number of their own: the title decides
    ("三(三)", ["T03"]),
    ("三（三）加强品牌强市建设", ["T03"]),
    ("四（一）", ["S01"]),
    ("专栏5：推进建筑产业现代化", ["B5"]),
    ("专栏5", ["B5"]),
    ("专栏 5", ["B5"]),
    ("专栏五", ["B5"]),
    ("专栏5 推进建筑产业现代化", ["B5"]),
    ("专栏5：建筑产业", ["B5"]),
    ("推进建筑产业现代化", ["B5"]),
    ("任务三", ["T03"]),
    ("任务3", ["T03"]),
    ("重点任务三：加强品牌强市建设", ["T03"]),
    ("第三项任务", ["T03"]),
    ("指标5", ["5"]),
    ("指标五", ["5"]),
    ("指标5：装配式建筑占新建建筑比例", ["5"]),
    ("第5项指标", ["5"]),
    ("第五项", ["5"]),
    ("Box 5", ["B5"]),
    ("Task 3: Strengthen the building of a city strong in brands", ["T03"]),
    ("indicator 5", ["5"]),
    ("三、加强品牌强市建设、推进标准强市建设", ["T03", "T02"]),
    ("三、加强品牌强市建设\n四、实施产品质量提升行动", ["T03", "T04"]),
    ("3、加强品牌强市建设、推进标准强市建设", ["T03", "T02"]),
    ("任务三、任务四", ["T03", "T04"]),
    ("任务三、四", ["T03", "T04"]),
    ("专栏5、6", ["B5", "B6"]),
    ("专栏 5、专栏 6", ["B5", "B6"]),
    ("5、专栏6", ["5", "B6"]),
    ("五、装配式建筑占新建建筑比例", ["5"]),
]  # fmt: skip


@pytest.mark.parametrize(("written", "wanted"), HEADS, ids=[one for one, _ in HEADS])
def test_a_head_as_the_plan_prints_it(written: str, wanted: Iterable[str], plan: Plan) -> None:
    found = read(row(written), plan)
    assert found.diagnostics == ()
    assert set(found.offices) == ids_of(plan, *wanted)


@pytest.mark.parametrize("written", ["质量建设", "一、质量建设", "Quality"])
def test_a_category_stands_for_its_indicators(written: str, plan: Plan) -> None:
    found = read(row(written), plan)
    key = plan.categories[0].key
    assert found.diagnostics == ()
    assert set(found.offices) == {one.id for one in plan.indicators if one.category == key}


def test_a_category_over_a_task_an_indicator_over_both(plan: Plan) -> None:
    members = [one.id for one in plan.indicators if one.category == "quality"]
    task = next(one for one in plan.tasks if set(one.indicators) & set(members[1:]))
    text = f"指标,责任单位\n{task.title},甲局\n质量建设,乙局\n{members[0]},丙局\n"
    found = read(text, plan)
    assert found.diagnostics == ()
    offices = {one: said.office for one, said in found.offices.items()}
    assert offices[members[0]] == "丙局"
    assert {offices[one] for one in members[1:]} == {"乙局"}
    assert {offices[one] for one in task.contents if one not in members} == {"甲局"}


@pytest.mark.parametrize("written", ["六", "六、", "（六）", "三、四", "（三）、（四）"])
@pytest.mark.parametrize("header", ["指标", "编号", "序号", "事项"])
def test_the_number_of_a_chapter_alone_is_nobody(written: str, header: str, plan: Plan) -> None:
    found = read(row(written, header), plan)
    assert found.offices == {}
    assert {one.code for one in found.diagnostics} == {"office-of-unknown"}
    said = ZH.line(found.diagnostics[0])
    assert "只是序号" in said
    assert "规划中没有" not in said


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("三", ["T03"]), ("（三）", ["T03"]), ("3", ["T03"]), ("三、四", ["T03", "T04"]),
        ("1-3", ["T01", "T02", "T03"]), ("C06", ["C06"]), ("三、加强品牌强市建设", ["T03"]),
    ],
)  # fmt: skip
def test_a_number_in_a_column_of_tasks_counts_tasks(
    written: str, wanted: Iterable[str], plan: Plan
) -> None:
    for header in ("重点任务", "任务", "工作任务"):
        found = read(row(written, header), plan)
        assert found.diagnostics == ()
        assert set(found.offices) == ids_of(plan, *wanted)


def test_the_indicator_of_a_row_decides_over_the_task_beside_it(plan: Plan) -> None:
    head = "重点任务,指标,责任单位\n"
    text = "三、加强品牌强市建设,装配式建筑占新建建筑比例,甲局\n三、加强品牌强市建设,,乙局\n"
    found = read(head + text, plan)
    assert found.diagnostics == ()
    assert found.offices["5"].office == "甲局"
    assert {found.offices[one].office for one in ids_of(plan, "T03") - {"5"}} == {"乙局"}


@pytest.mark.parametrize(
    "written",
    ["三、没有这一项任务", "3、没有这一项任务", "专栏12", "任务十一", "任务三没有这样的词",
     "指标99", "任务三十", "（六）没有这一项"],
)  # fmt: skip
def test_what_the_plan_does_not_have_is_refused_as_a_whole(written: str, plan: Plan) -> None:
    found = read(row(written), plan)
    assert found.offices == {}
    (finding,) = found.diagnostics
    assert (finding.code, finding.parameters["text"]) == ("office-of-unknown", written)


@pytest.mark.parametrize(
    "text",
    [
        "指标,责任单位\n专栏5：加强品牌强市建设,甲局\n",
        "指标,责任单位\n任务三：实施服务质量提升行动,甲局\n",
        "指标,责任单位\n指标5：服务业增加值,甲局\n",
        "编号,指标,责任单位\nC06,装配式建筑占新建建筑比例,甲局\n",
        "编号,指标,责任单位\nB5,加强品牌强市建设,甲局\n",
    ],
)
def test_a_number_and_a_name_that_contradict_each_other(text: str, plan: Plan) -> None:
    found = read(text, plan)
    assert found.offices == {}
    assert [one.code for one in found.diagnostics] == ["office-two-items"]
    assert "在规划中不是同一项" in ZH.line(found.diagnostics[0])


def test_a_wrong_number_is_said_not_two_offices(plan: Plan) -> None:
    name = "制造业产品质量监督抽查合格率"
    text = f"序号,指标,单位,责任单位\n1,{name},%,市场监管局\n2,{name},%,农业局\n"
    found = read(text, plan)
    assert {one: said.office for one, said in found.offices.items()} == {"1": "市场监管局"}
    (finding,) = found.diagnostics
    assert (finding.code, str(finding.place)) == ("office-two-items", "a.csv:3:1")
    assert f"“2”和“{name}”" in ZH.line(finding)


def test_numbers_that_count_the_rows_contradict_nothing(plan: Plan) -> None:
    text = "序号,指标,责任单位\n1,装配式建筑占新建建筑比例,甲局\n2,服务业增加值,乙局\n"
    assert read(text, plan).diagnostics == ()
    twice = read(text + "3,装配式建筑占新建建筑比例,丙局\n", plan)
    assert [one.code for one in twice.diagnostics] == ["office-conflict"]
