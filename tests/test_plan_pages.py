"""The pages of the plan, its tasks, codes and help, before any format lays them out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from shengzhou_quality.formats import (
    CODE_FORMATS,
    HELP_FORMATS,
    PAGE_FORMATS,
    PLAN_FORMATS,
    TASK_FORMATS,
    Options,
)
from shengzhou_quality.pages import codes
from shengzhou_quality.pages import plan as plan_pages
from shengzhou_quality.pages.model import Facts, Medium, Outline, Page, Section, Table
from shengzhou_quality.plan.model import Contents, Excerpt
from shengzhou_quality.words import Words
from shengzhou_quality.words.code_index import CODES_IN_ORDER, GROUPS

if TYPE_CHECKING:
    from shengzhou_quality.plan.model import Plan

WORDS = [Words("zh"), Words("en")]


def page_of(plan: Plan, wanted: str | Contents, words: Words, medium: Medium) -> Page:
    item = wanted if isinstance(wanted, Contents) else plan.item(wanted)
    assert item is not None
    return plan_pages.page(Excerpt(plan, item), words, medium)


def trees(page: Page) -> list[Outline]:
    blocks = [
        part
        for block in page.blocks
        for part in (block.blocks if isinstance(block, Section) else [block])
    ]
    return [block for block in blocks if isinstance(block, Outline)]


def test_every_format_that_lays_out_pages_is_offered_for_each_of_these() -> None:
    for formats in (PLAN_FORMATS, TASK_FORMATS, CODE_FORMATS, HELP_FORMATS):
        assert set(PAGE_FORMATS) <= set(formats)


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("wanted", ["1", "14", "C05", "C11", "M43", "X07", "T03", "B3", "S2"])
def test_a_screen_and_a_document_say_the_same_of_an_item(
    plan: Plan, wanted: str, words: Words
) -> None:
    screen, *others = (page_of(plan, wanted, words, medium) for medium in Medium)
    assert others == [screen, screen]
    assert screen.heading.startswith(wanted)


@pytest.mark.parametrize("medium", Medium)
def test_the_table_has_every_indicator_once(plan: Plan, medium: Medium) -> None:
    """By their categories on a screen, in one table elsewhere."""
    page = page_of(plan, Contents.INDICATORS, WORDS[0], medium)
    (table,) = (block for block in page.blocks if isinstance(block, Table))
    assert [row[0].text for row in table.rows] == [one.id for one in plan.indicators]
    headings = [group.heading for group in table.groups]
    by_category = [
        "质量建设（14项，其中约束性8项）", "标准建设（3项）", "品牌建设（3项）", "创新驱动（3项）",
    ]  # fmt: skip
    assert headings == (by_category if medium is Medium.SCREEN else [""])
    assert not trees(page)


@pytest.mark.parametrize("words", WORDS)
def test_a_plan_without_tasks_says_so_and_points_to_none(plan: Plan, words: Words) -> None:
    """Nor to conflicts that it does not have; the commands name the plan as it was typed."""
    own = tuple(one for one in plan.indicators if not one.conflicts)
    bare = replace(plan, tasks=(), safeguards=(), indicators=own, other_conflicts=())
    first = own[0].id if "5" not in [one.id for one in own] else "5"
    for wanted in (Contents.TASKS, Contents.CONFLICTS, Contents.EVERYTHING):
        excerpt = Excerpt(bare, wanted, typed="--plan my.yaml")
        page = plan_pages.page(excerpt, words, Medium.SCREEN)
        shown = [fact.label for one in page.blocks if isinstance(one, Facts) for fact in one.facts]
        every = [f"sqc plan show {first} --plan my.yaml", "sqc plan show --all --plan my.yaml"]
        assert shown == (every if wanted is Contents.EVERYTHING else [])
        if wanted is not Contents.CONFLICTS:
            assert words("plan.count.tasks.none") in page.lead[-1].text
        assert wanted is Contents.EVERYTHING or page.blocks == []


@pytest.mark.parametrize("words", WORDS)
def test_what_the_plan_does_not_print_is_not_said(plan: Plan, words: Words) -> None:
    """A name in one language only, and whether by whom or when it was issued."""
    same = replace(plan.indicators[0], name_en=plan.indicators[0].name)
    bare = replace(plan, indicators=(same, *plan.indicators[1:]))
    for whole, given in ((plan, True), (bare, False)):
        shown = str(page_of(whole, "1", words, Medium.SCREEN))
        assert (words("plan.other-name") in shown) is given
    for issuer, adopted in (("某市人民代表大会", None), (None, "2021-03-11"), (None, None)):
        head = replace(plan.head, issuer=issuer, adopted=adopted)
        page = page_of(replace(plan, head=head), Contents.EVERYTHING, words, Medium.SCREEN)
        said = page.lead[0].text
        assert words("plan.not-printed") not in said
        assert ("某市人民代表大会" in said) is (issuer is not None)
        assert ("印发" in said or "ssued" in said) is (adopted is not None)


def test_each_promise_stands_once_below_the_part_that_makes_it(plan: Plan) -> None:
    page = page_of(plan, Contents.LISTS, WORDS[0], Medium.SCREEN)
    nodes = [node for tree in trees(page) for node in tree.nodes]
    found: dict[str, str] = {}
    above: dict[int, str] = {}
    for node in nodes:
        if node.id and not node.id.isdigit():  # an indicator stands in its task
            found[node.id] = above.get(node.depth - 1, "")
        above[node.depth] = node.text
    homes = {one.id: plan.home(one) for one in (*plan.commitments, *plan.milestones)}
    assert set(found) == set(homes)
    for identity, home in homes.items():
        opening = home.part is home.task and home.task in plan.tasks
        assert ("" if opening else f"{home.part.id} ") in f"{found[identity]} "


CONTRADICTIONS = ["X07", "X12", "X23", "X29", "X31", "X41", "X54", "X57"]
LIMITS = ["X01", "X02", "X06", "X08", "X09"]


def test_conflicts_are_counted_and_then_stand_by_type(plan: Plan) -> None:
    """A screen has a line for each, a document (or a screen that is asked for it) all of it."""
    others = [one.id for one in plan.conflicts if one.id not in (*CONTRADICTIONS, *LIMITS)]
    expected = [*CONTRADICTIONS, *LIMITS, *others]
    screen, document, workbook = (
        page_of(plan, Contents.CONFLICTS, WORDS[0], medium) for medium in Medium
    )
    in_full = plan_pages.page(
        Excerpt(plan, Contents.CONFLICTS, in_full=True), WORDS[0], Medium.SCREEN
    )
    assert in_full == document == workbook
    for page in (screen, document):
        assert page.heading == "表述不一致之处"
        counted = "表述不一致之处47处：抵触8处、界限5处、未界定34处。"
        assert [one.text for one in page.lead] == [counted]
    table = screen.blocks[0]
    assert isinstance(table, Table)
    assert [row[0].text for row in table.rows] == expected
    sections = [block for block in document.blocks if isinstance(block, Section)]
    assert [len(section.blocks) for section in sections] == [8, 5, 34]
    shown = [block for section in sections for block in section.blocks]
    assert [block.heading for block in shown if isinstance(block, Facts)] == expected


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("wanted", [Contents.EVERYTHING, Contents.TASKS])
def test_a_screen_has_an_overview_and_on_request_what_a_document_has(
    plan: Plan, wanted: Contents, words: Words
) -> None:
    render = PLAN_FORMATS["terminal"].render
    overview = render(Excerpt(plan, wanted), words, Options(width=100)).decode()
    assert len(overview.splitlines()) <= (60 if words.translates else 40)
    whole = render(Excerpt(plan, wanted, in_full=True), words, Options(width=100)).decode()
    document = PLAN_FORMATS["markdown"].render(Excerpt(plan, wanted), words, Options()).decode()
    for promise in (*plan.commitments, *plan.milestones):
        assert re.search(rf"\b{promise.id}\b", whole)
        assert re.search(rf"\b{promise.id}\b", document)


def test_the_overview_of_the_plan_has_a_line_for_each_indicator(plan: Plan) -> None:
    page = page_of(plan, Contents.EVERYTHING, WORDS[0], Medium.SCREEN)
    (table,) = (block for block in page.blocks if isinstance(block, Table))
    assert [row[0].text for row in table.rows] == [one.id for one in plan.indicators]
    said = "".join(sentence.text for sentence in page.lead)
    for count in ("指标23项：约束性8项，预期性15项", "量化任务36项", "抵触8处"):
        assert count in said


def test_a_plan_without_such_statements_says_so(plan: Plan) -> None:
    bare = replace(
        plan,
        indicators=tuple(replace(one, conflicts=()) for one in plan.indicators),
        other_conflicts=(),
    )
    page = page_of(bare, Contents.CONFLICTS, WORDS[0], Medium.SCREEN)
    assert [one.text for one in page.lead] == ["没有登记表述不一致之处。"]


def test_the_list_of_codes_has_each_of_them_with_its_meaning() -> None:
    page = codes.page(None, WORDS[0], Medium.DOCUMENT)
    groups = [block for block in page.blocks if isinstance(block, Facts)]
    assert len(groups) == len(GROUPS)
    assert [one.label for group in groups for one in group.facts] == list(CODES_IN_ORDER)
    assert all(one.text for group in groups for one in group.facts)


@pytest.mark.parametrize("words", WORDS)
def test_a_code_is_a_document_too(words: Words) -> None:
    shown = CODE_FORMATS["markdown"].render("not-a-number", words, Options()).decode()
    assert shown.startswith(("# not-a-number（", "# not-a-number ("))
    assert len([line for line in shown.splitlines() if line.startswith("- ")]) == 3
