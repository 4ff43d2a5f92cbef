"""The pages of the plan, its tasks, codes and help, before any format lays them out."""

from __future__ import annotations

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
    screen, document = (page_of(plan, wanted, words, medium) for medium in Medium)
    assert screen == document
    assert screen.heading.startswith(wanted)


@pytest.mark.parametrize("medium", Medium)
def test_the_table_has_every_indicator_once(plan: Plan, medium: Medium) -> None:
    """By their categories on a screen, in one table in a document."""
    page = page_of(plan, Contents.INDICATORS, WORDS[0], medium)
    (table,) = (block for block in page.blocks if isinstance(block, Table))
    assert [row[0].text for row in table.rows] == [one.id for one in plan.indicators]
    headings = [group.heading for group in table.groups]
    assert headings == ([""] if medium is Medium.DOCUMENT else [c.name for c in plan.categories])
    assert not trees(page)


def test_each_promise_stands_once_below_the_part_that_makes_it(plan: Plan) -> None:
    page = page_of(plan, Contents.LISTS, WORDS[0], Medium.SCREEN)
    nodes = [node for tree in trees(page) for node in tree.nodes]
    found: dict[str, str] = {}
    above: dict[int, str] = {}
    for node in nodes:
        if node.id:
            found[node.id] = above.get(node.depth - 1, "")
        above[node.depth] = node.text
    homes = {one.id: plan.home(one) for one in (*plan.commitments, *plan.milestones)}
    assert set(found) == set(homes)
    for identity, home in homes.items():
        opening = home.part is home.task and home.task in plan.tasks
        assert ("" if opening else f"{home.part.id} ") in f"{found[identity]} "


def test_conflicts_are_items_and_only_a_document_has_a_title(plan: Plan) -> None:
    screen, document = (page_of(plan, Contents.CONFLICTS, WORDS[0], medium) for medium in Medium)
    assert (screen.heading, document.heading) == ("", "矛盾")
    assert screen.blocks == document.blocks
    shown = [block.heading for block in screen.blocks if isinstance(block, Facts)]
    assert shown == [one.id for one in plan.conflicts]


def test_the_list_of_codes_has_each_of_them_with_its_meaning() -> None:
    page = codes.page(None, WORDS[0], Medium.DOCUMENT)
    groups = [block for block in page.blocks if isinstance(block, Facts)]
    assert len(groups) == len(GROUPS)
    assert [one.label for group in groups for one in group.facts] == list(CODES_IN_ORDER)
    assert all(one.text for group in groups for one in group.facts)


@pytest.mark.parametrize("words", WORDS)
def test_a_code_is_a_document_too(words: Words) -> None:
    shown = CODE_FORMATS["markdown"].render("not-a-number", words, Options()).decode()
    assert shown.startswith(("# not-a-number （", "# not-a-number ("))
    assert len([line for line in shown.splitlines() if line.startswith("- ")]) == 3
