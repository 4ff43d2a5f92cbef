"""Test the plan's data against the plan's printed text, with a parser written here.

The text is not in the repository; without it, these tests are skipped.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from shengzhou_quality.interval import Interval
from shengzhou_quality.plan.kinds import KINDS
from shengzhou_quality.plan.kinds.cumulative import Cumulative
from shengzhou_quality.plan.kinds.level import Level
from shengzhou_quality.plan.kinds.maintain import Maintain
from shengzhou_quality.plan.kinds.milestone import Milestone
from shengzhou_quality.plan.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shengzhou_quality.plan.kinds import AnyIndicator
    from shengzhou_quality.plan.kinds.indicator import Quote
    from shengzhou_quality.plan.model import Plan

ROOT = Path(__file__).resolve().parent.parent
HEADING = re.compile(r"[(\uff08][一二三四五六七八九十]+[)\uff09]")
TABLE_BEGINS = "质量发展“十四五”规划主要指标"
WEIGHTS = {"约束性": "binding", "预期性": "anticipatory"}
KIND_OF = {
    "level": {"5", "6", "7", "9", "21", "22", "23"},
    "maintain": {"1", "2", "3", "4", "10", "11", "12"},
    "cumulative": {"15", "16", "17", "18", "19", "20"},
    "average_growth": {"8"},
    "milestone": {"13", "14"},
}
"""The table of design §3."""


@pytest.fixture(scope="module")
def rows(lines: list[str]) -> dict[str, list[str]]:
    """Number → [name, unit, baseline, target, weight]; the header line is shifted by one."""
    begin = lines.index(TABLE_BEGINS)
    found = {}
    for line in lines[begin + 2 :]:
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) == 1:
            break
        if not cells[0].isdigit():  # the category stands before the first row of its group
            cells = cells[1:]
        found[cells[0]] = [cell.replace(" ", "") for cell in cells[1:6]]
    return found


def quotes(plan: Plan) -> Iterator[Quote]:
    assert plan.head.evaluation is not None
    yield plan.head.evaluation
    for indicator in plan.indicators:
        yield from (indicator.source, *indicator.readings, *indicator.restated)
        for conflict in indicator.conflicts:
            yield from conflict.phrases


def test_there_are_23_indicators_in_the_order_of_the_table(plan: Plan) -> None:
    assert [indicator.id for indicator in plan.indicators] == [str(n) for n in range(1, 24)]
    names = ["质量建设", "标准建设", "品牌建设", "创新驱动"]
    assert [category.name for category in plan.categories] == names
    assert [indicator.category for indicator in plan.indicators] == (
        ["quality"] * 14 + ["standards"] * 3 + ["brands"] * 3 + ["innovation"] * 3
    )


def test_every_indicator_says_what_its_row_says(plan: Plan, rows: dict[str, list[str]]) -> None:
    assert list(rows) == [indicator.id for indicator in plan.indicators]
    for indicator in plan.indicators:
        name, unit, baseline, target, weight = rows[indicator.id]
        assert indicator.name == name
        assert indicator.unit == (None if unit == "/" else unit), indicator.id
        assert getattr(indicator, "baseline", None) == (None if baseline == "—" else baseline)
        assert indicator.target == target
        assert indicator.constraint == WEIGHTS[weight]


def test_categories_are_printed_before_their_first_row(plan: Plan, lines: list[str]) -> None:
    firsts = {"quality": "1", "standards": "15", "brands": "18", "innovation": "21"}
    for category in plan.categories:
        first = firsts[category.key]
        printed = next(line for line in lines if re.search(rf"\| {first} \| ", line))
        assert printed.partition("|")[0].replace(" ", "") == category.name


def test_kinds_are_those_of_the_design(plan: Plan) -> None:
    found = {kind: {one.id for one in plan.indicators if one.kind == kind} for kind in KINDS}
    assert {kind: ids for kind, ids in found.items() if ids} == KIND_OF


def test_the_head(plan: Plan, lines: list[str]) -> None:
    text = "\n".join(lines)
    head = plan.head
    assert (head.baseline_year, head.target_year) == (2020, 2025)
    assert head.index_number == "11330683002584812B/2021-69858"
    assert head.document_number is None, "the page prints no 发文字号"
    for printed in (head.title, head.issuer, head.index_number):
        assert printed
        assert printed in text
    assert head.adopted == "2021-08-25"
    assert "2021年8月25日" in text
    assert head.published == "2021-11-04"
    assert "公开日期: | 2021-11-04" in text


def test_every_quote_stands_in_the_section_it_names(plan: Plan, sections: dict[str, str]) -> None:
    missing = []
    for quote in quotes(plan):
        text = sections.get(quote.section, "")
        if quote.quote not in text:
            missing.append((quote.section, quote.quote))
    assert missing == []


def test_quotes_are_short_phrases_and_not_the_text(plan: Plan) -> None:
    assert max(len(quote.quote) for quote in quotes(plan)) <= 100


def test_what_every_source_row_carries(plan: Plan) -> None:
    for indicator in plan.indicators:
        cells = [cell.strip() for cell in indicator.source.quote.split("|")]
        assert indicator.source.section == "二(三)"
        assert cells[3] == indicator.target
        assert WEIGHTS[cells[4]] == indicator.constraint


@pytest.mark.parametrize(
    ("number", "target"),
    [("1", "96%以上"), ("5", "40%以上"), ("6", "15%以上")],
)
def test_readings_that_differ(plan: Plan, number: str, target: str) -> None:
    indicator = plan.indicator(number)
    assert indicator is not None
    assert target in [reading.target for reading in indicator.readings]


@pytest.mark.parametrize(("number", "words"), [("19", "8家"), ("21", "3.3%")])
def test_statements_that_agree(plan: Plan, number: str, words: str) -> None:
    indicator = plan.indicator(number)
    assert indicator is not None
    assert any(words in statement.quote for statement in indicator.restated)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("1", "96%以上"), ("2", "99.76%"), ("3", "100%"), ("6", "10%以上"), ("10", "99%以上"),
        ("11", "90.7%"), ("12", "15个地表水常规监测断面"), ("13", "国家级生态文明示范县"),
        ("14", "试点创建"), ("20", "“大禹奖”"),
    ],
)  # fmt: skip
def test_places_where_the_text_contradicts_or_blurs_the_table(
    plan: Plan, number: str, words: str
) -> None:
    indicator = plan.indicator(number)
    assert indicator is not None
    phrases = [phrase.quote for conflict in indicator.conflicts for phrase in conflict.phrases]
    assert any(words in phrase for phrase in phrases)


def test_shares_end_at_100(plan: Plan) -> None:
    for indicator in plan.indicators:
        if isinstance(indicator, (Level, Maintain)) and indicator.unit == "%":
            assert indicator.domain.interval == Interval.between(0, 100), indicator.id
        if isinstance(indicator, Cumulative):
            assert indicator.whole, indicator.id
            assert indicator.domain.interval == Interval.at_least(0), indicator.id


def test_what_is_plausible_is_possible_and_holds_baseline_and_target(plan: Plan) -> None:
    for indicator in plan.indicators:
        if indicator.of_states or indicator.bound is None:
            continue
        plausible = indicator.plausible.interval
        assert plausible.is_subset_of(indicator.domain.interval), indicator.id
        assert Interval.point(indicator.bound).is_subset_of(plausible), indicator.id
        base = indicator.baseline_value
        assert base is None or not base.is_disjoint_from(plausible), indicator.id


def test_states_of_the_milestones(plan: Plan) -> None:
    for number in ("13", "14"):
        indicator = plan.indicator(number)
        assert isinstance(indicator, Milestone)
        names = [state.name for state in indicator.states]
        assert names == ["未启动", "推进中", "已申报或通过验收，待命名", "完成创建"]
        for written in ("已申报或通过验收，待命名", "已申报或通过验收,待命名", "通过验收,待命名"):
            assert indicator.rank_of(written) == 2, written
        ranks = {
            "未完成创建": 1,
            "创建中": 1,
            "未完成": 1,
            "没有完成": 1,
            "基本完成": 1,
            "否": 1,
        } | dict.fromkeys(("完成创建", "已命名", "已完成", "√", "是"), 3)
        assert {text: indicator.rank_of(text) for text in ranks} == ranks
        for text in ("已完成70%", "完", "差不多完成", "70%"):
            assert indicator.rank_of(text) is None
        spellings = Counter(word for state in indicator.states for word in state.spellings)
        assert max(spellings.values()) == 1, "a spelling means one state"


def test_names_and_aliases_are_unique(plan: Plan) -> None:
    owners: dict[str, str] = {}
    for indicator in plan.indicators:
        for name in (indicator.name, *indicator.aliases):
            assert owners.setdefault(fold(name), indicator.id) == indicator.id, name
        assert len(set(indicator.aliases)) == len(indicator.aliases)
        assert indicator.name not in indicator.aliases


def test_every_indicator_has_its_texts(plan: Plan) -> None:
    def two(indicator: AnyIndicator) -> bool:
        return (indicator.scope_note is None) is (indicator.scope_note_en is None)

    for indicator in plan.indicators:
        assert indicator.name_en.isascii(), indicator.id
        assert indicator.aliases, indicator.id
        assert two(indicator), indicator.id


def test_cut_offs(plan: Plan) -> None:
    assert [str(cut) for cut in plan.cut_offs.exact] == ["21/20", "19/20", "3/5"]


def test_ten_tasks_37_actions_eight_boxes_four_safeguards(plan: Plan) -> None:
    assert len(plan.tasks) == 10
    assert sum(len(task.actions) for task in plan.tasks) == 37
    assert sum(len(task.boxes) for task in plan.tasks) == 8
    assert len(plan.safeguards) == 4


def test_each_indicator_has_one_task(plan: Plan) -> None:
    homes = Counter(number for task in plan.tasks for number in task.indicators)
    assert homes == Counter(indicator.id for indicator in plan.indicators)


def test_titles_of_tasks_are_verbatim_and_in_order(plan: Plan, lines: list[str]) -> None:
    headings = [line for line in lines if HEADING.match(line)]
    numbers = list("一二三四五六七八九十")
    tasks = headings[-14:-4]
    assert [HEADING.sub("", line) for line in tasks] == [one.title for one in plan.tasks]
    assert [one.section for one in plan.tasks] == [f"三({number})" for number in numbers]
    safeguards = [HEADING.sub("", line) for line in headings[-4:]]
    assert safeguards == [one.title for one in plan.safeguards]
    assert [one.section for one in plan.safeguards] == [f"四({number})" for number in numbers[:4]]


def test_actions_and_boxes_stand_in_the_printed_order(plan: Plan, lines: list[str]) -> None:
    """The headed paragraphs and boxes of part three, from one heading to the next."""
    printed: list[list[str]] = []
    begin = next(number for number, line in enumerate(lines) if line.startswith("三、"))
    end = next(number for number, line in enumerate(lines) if line.startswith("四、"))
    after_heading = False
    for line in lines[begin + 2 : end]:
        if HEADING.match(line):
            printed.append([])
            after_heading = True  # the paragraph under it introduces the task
        elif box := re.match(r"专栏\d[:\uff1a](.+?) \|", line):
            printed[-1].append(f"专栏:{box[1]}")
        elif after_heading:
            after_heading = False
        elif not line.endswith("|"):
            printed[-1].append(line.partition("。")[0])
    for task, titles in zip(plan.tasks, printed, strict=True):
        expected = []
        for action in task.actions:
            expected.append(action.title)
            expected += [f"专栏:{box.title}" for box in task.boxes if box.after == action.id]
        assert titles == expected, task.id


def test_the_text_of_the_plan_is_not_in_the_repository(lines: list[str]) -> None:
    paragraphs = [line[20:120] for line in lines if len(line) >= 150]
    assert paragraphs
    folders = ("plan", "src", "tests", "examples", "schemas", "docs")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    files += ROOT.glob("*.md")
    for path in files:
        content = path.read_bytes().decode("utf-8", errors="replace")
        assert not [text for text in paragraphs if text in content], path
