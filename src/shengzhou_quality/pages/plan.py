"""Make the pages of the plan itself: its lists, where it is unclear, one item or everything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from shengzhou_quality.pages import plan_overview
from shengzhou_quality.pages.marks import provisional
from shengzhou_quality.pages.model import (
    Block,
    Facts,
    Labels,
    Medium,
    Outline,
    OutlineRow,
    Page,
    Section,
    Sentence,
    Sentences,
)
from shengzhou_quality.pages.plan_facts import (
    facts_of,
    head_notes,
    heading,
    named,
    target_words,
)
from shengzhou_quality.pages.rows import goal
from shengzhou_quality.plan.kinds.indicator import Conflict
from shengzhou_quality.plan.model import Contents, Excerpt, Item, Plan
from shengzhou_quality.plan.tasks import Box, Part, Task
from shengzhou_quality.words import Words


def page(excerpt: Excerpt, words: Words, medium: Medium) -> Page:
    """Only a screen has overviews, unless it is asked for everything."""
    plan, wanted = excerpt.plan, excerpt.of
    if not isinstance(wanted, Contents):
        return Page(_heading(wanted, words), list(_alone(wanted, plan, words)))
    if medium is Medium.SCREEN and not excerpt.in_full and wanted in _OVERVIEWS:
        return _OVERVIEWS[wanted](excerpt, words)
    if wanted is Contents.CONFLICTS:
        return _conflicts(plan, words)
    return Page(
        words.of(plan.head, "title"),
        list(_contents(plan, wanted, words, medium)),
        lead=[Sentence(text) for text in _lead(plan, wanted, words)],
        wide=wanted in (Contents.INDICATORS, Contents.LISTS),
    )


_OVERVIEWS: Mapping[Contents, Callable[[Excerpt, Words], Page]] = {
    Contents.EVERYTHING: plan_overview.of_plan,
    Contents.TASKS: plan_overview.tasks,
    Contents.CONFLICTS: plan_overview.conflicts,
}


def _heading(item: Item, words: Words) -> str:
    """Of what has no name of its own, what it is."""
    found = heading(item, words)
    return f"{found} {words('plan.label.conflict')}" if isinstance(item, Conflict) else found


def _lead(plan: Plan, wanted: Contents, words: Words) -> Iterator[str]:
    """How much there is of what the page shows."""
    if wanted is not Contents.TASKS:
        yield plan_overview.of_indicators(plan, words)
    if wanted is not Contents.INDICATORS:
        yield plan_overview.of_tasks(plan, words)
    if wanted is Contents.EVERYTHING:
        yield plan_overview.of_conflicts(plan, words)
    yield from provisional(plan, words)


def _contents(plan: Plan, wanted: Contents, words: Words, medium: Medium) -> Iterator[Block]:
    if wanted is Contents.EVERYTHING:
        yield Sentences(_head(plan, words))
        facts = [_item(one, plan, words) for one in plan.indicators]
        if medium is Medium.WORKBOOK:  # a sheet each: a list to sort, and what the plan says
            listed = plan_overview.indicators(plan, words, grouped=False)
            yield Section(words("workbook.plan.list"), [listed])
            yield Section(words("workbook.plan.facts"), facts)
        else:
            yield from facts
    elif wanted is Contents.TASKS:
        if plan.sections:
            yield plan_overview.task_table(plan, words)
    else:
        yield plan_overview.indicators(plan, words, grouped=medium is Medium.SCREEN)
    if wanted is not Contents.INDICATORS:
        yield from _sections(plan, words)


def _conflicts(plan: Plan, words: Words) -> Page:
    """Every statement with its phrases and its effect, by type."""
    return Page(
        words("plan.conflicts"),
        [
            Section(
                words(
                    "plan.conflicts.heading",
                    type=plan_overview.type_means(kind, words),
                    count=len(found),
                ),
                [_of_its_type(one, plan, words) for one in found],
            )
            for kind, found in plan_overview.by_type(plan)
        ],
        title=words.of(plan.head, "title"),
        lead=[
            Sentence(said)
            for said in (plan_overview.of_conflicts(plan, words), *provisional(plan, words))
        ],
    )


def _of_its_type(conflict: Conflict, plan: Plan, words: Words) -> Facts:
    """Below the heading of its type, which is its first fact."""
    shown = _item(conflict, plan, words)
    return shown._replace(facts=shown.facts[1:])


def _dates(plan: Plan, words: Words) -> list[str]:
    adopted, published = plan.head.adopted, plan.head.published
    if adopted and published:
        return [words("plan.dates", adopted=adopted, published=published)]
    said = [words("plan.date.adopted", adopted=adopted)] if adopted else []
    return said + ([words("plan.date.published", published=published)] if published else [])


def _head(plan: Plan, words: Words) -> list[str]:
    """All that the plan's head says."""
    head, none = plan.head, words("plan.not-printed")
    return [
        words("plan.issuer", issuer=head.issuer or none),
        words("plan.index", number=head.index_number or none),
        words("plan.document", number=head.document_number or none),
        *_dates(plan, words),
        words(
            "plan.period",
            first=plan.years[0],
            last=plan.years[-1],
            baseline=head.baseline_year,
        ),
        *head_notes(plan, words),
    ]


def _item(item: Item, plan: Plan, words: Words) -> Facts:
    found = tuple(facts_of(item, plan, words))
    return Facts(heading(item, words), found, labels=Labels.FIELDS)


def _alone(item: Item, plan: Plan, words: Words) -> Iterator[Block]:
    """An item whose heading is that of its page, with the tree of what a part demands."""
    yield _item(item, plan, words)._replace(heading="")
    if isinstance(item, Part):
        yield _tree(item, plan, words)


def _sections(plan: Plan, words: Words) -> Iterator[Section]:
    """The tasks one by one, then the safeguards together."""
    for task in plan.tasks:
        yield Section(part_heading(task, words), [_tree(task, plan, words)])
    nodes: list[OutlineRow] = []
    for safeguard in plan.safeguards:
        nodes += [
            OutlineRow(0, part_heading(safeguard, words)),
            *_demands(safeguard, 1, plan, words),
        ]
    if nodes:
        yield Section(words("plan.safeguards"), [Outline(nodes)])


def _tree(part: Part, plan: Plan, words: Words) -> Outline:
    return tree_of(part, words, lambda each, depth: _demands(each, depth, plan, words))


def tree_of(
    part: Part, words: Words, nodes_of: Callable[[Part, int], Iterable[OutlineRow]]
) -> Outline:
    """What stands in a part: of a task in the order of print, each box below its action."""
    nodes: list[OutlineRow] = []
    for each in part.parts if isinstance(part, Task) else (part,):
        depth = 0
        if each is not part:
            depth = 2 if isinstance(each, Box) else 1
            nodes.append(OutlineRow(depth - 1, part_heading(each, words)))
        nodes += nodes_of(each, depth)
    return Outline(nodes)


def part_heading(part: Part, words: Words) -> str:
    title = heading(part, words)
    return words("plan.box", title=title) if isinstance(part, Box) else title


def _demands(part: Part, depth: int, plan: Plan, words: Words) -> Iterator[OutlineRow]:
    """The commitments and milestones of one part, of a task its indicators too."""
    for identity in part.indicators if isinstance(part, Task) else ():
        if indicator := plan.indicator(identity):
            yield OutlineRow(depth, named(indicator, words), identity, goal(indicator, words))
    for promise in part.promises:
        yield OutlineRow(depth, named(promise, words), promise.id, target_words(promise, words))
