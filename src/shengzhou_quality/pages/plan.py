"""Make the pages of the plan itself: its lists, its conflicts, one item or everything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from shengzhou_quality.pages.model import (
    Align,
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
    Table,
    TableCell,
    TableColumn,
    TableGroup,
)
from shengzhou_quality.pages.plan_facts import (
    facts_of,
    figure,
    head_notes,
    heading,
    named,
    target_words,
)
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.kinds.indicator import ConflictType, Constraint
from shengzhou_quality.plan.model import Contents, Excerpt, Item, Plan
from shengzhou_quality.plan.tasks import Box, Part, Task
from shengzhou_quality.words import Words


def page(excerpt: Excerpt, words: Words, medium: Medium) -> Page:
    plan, wanted = excerpt.plan, excerpt.of
    if wanted is Contents.CONFLICTS:
        return _conflicts(plan, words, medium)
    if not isinstance(wanted, Contents):
        return Page(heading(wanted, words), list(_alone(wanted, plan, words)))
    blocks = [_head(plan, words, medium)]
    if wanted is Contents.EVERYTHING:
        blocks += [_item(one, plan, words) for one in plan.indicators]
    else:
        blocks.append(_indicators(plan, words, medium))
    if wanted is not Contents.INDICATORS:
        blocks += _sections(plan, words)
    wide = any(isinstance(block, Table) for block in blocks)
    return Page(words.of(plan.head, "title"), blocks, wide=wide)


def _indicators(plan: Plan, words: Words, medium: Medium) -> Table:
    """Every indicator in a row; a screen has them below their categories."""
    columns = (
        TableColumn(words("column.id"), Align.RIGHT),
        TableColumn(words("column.name"), takes_room=True),
        *(TableColumn(words(f"column.{key}")) for key in ("baseline", "target", "constraint")),
        TableColumn(words("column.kind"), optional=True),
    )
    groups = [TableGroup([_row(one, words) for one in plan.indicators])]
    if medium is Medium.SCREEN:
        groups = [
            TableGroup(
                [_row(one, words) for one in plan.indicators if one.category == category.key],
                words.of(category, "name"),
            )
            for category in plan.categories
        ]
    return Table(columns, groups)


def _row(indicator: AnyIndicator, words: Words) -> list[TableCell]:
    baseline = None if indicator.of_states else indicator.baseline
    texts = (
        indicator.id,
        words.of(indicator, "name"),
        figure(baseline, indicator, words),
        figure(indicator.target, indicator, words),
        words(f"constraint.{indicator.constraint}"),
        words(f"kind.{indicator.kind}"),
    )
    return [TableCell(text=text) for text in texts]


def _conflicts(plan: Plan, words: Words, medium: Medium) -> Page:
    """Where the plan contradicts or under-defines itself; only a document has a title."""
    title = words("plan.conflicts") if medium is Medium.DOCUMENT else ""
    items = (_item(one, plan, words) for one in plan.conflicts)
    return Page(title, [Sentence(counts(plan, words)), *items])


def _head(plan: Plan, words: Words, medium: Medium) -> Block:
    """A screen has all that the head of the plan says, a document the counts alone."""
    if medium is Medium.DOCUMENT:
        return Sentence(counts(plan, words))
    head, none = plan.head, words("plan.not-printed")
    binding = sum(item.constraint is Constraint.BINDING for item in plan.indicators)
    return Sentences(
        (
            words("plan.issuer", issuer=head.issuer or none),
            words("plan.index", number=head.index_number or none),
            words("plan.document", number=head.document_number or none),
            words("plan.dates", adopted=head.adopted or none, published=head.published or none),
            words(
                "plan.period",
                first=plan.years[0],
                last=plan.years[-1],
                baseline=head.baseline_year,
            ),
            words(
                "plan.counts",
                total=len(plan.indicators),
                binding=binding,
                anticipatory=len(plan.indicators) - binding,
                tasks=len(plan.tasks),
                actions=sum(len(task.actions) for task in plan.tasks),
                boxes=sum(len(task.boxes) for task in plan.tasks),
                safeguards=len(plan.safeguards),
            ),
            counts(plan, words),
            *head_notes(plan, words),
        )
    )


def counts(plan: Plan, words: Words) -> str:
    """Count encouraged milestones separately, and call only contradictions contradictions."""
    contradictions = sum(one.type is ConflictType.CONTRADICTION for one in plan.conflicts)
    return words(
        "plan.promises",
        commitments=len(plan.commitments),
        milestones=len(plan.milestones),
        encouraged=sum(not one.demanded for one in plan.milestones),
        conflicts=contradictions,
        others=len(plan.conflicts) - contradictions,
    )


def _item(item: Item, plan: Plan, words: Words) -> Facts:
    found = tuple(facts_of(item, plan, words))
    return Facts(heading(item, words), found, labels=Labels.FIELDS)


def _alone(item: Item, plan: Plan, words: Words) -> Iterator[Block]:
    """An item whose heading is that of its page, with the tree of what a part demands."""
    yield _item(item, plan, words)._replace(heading="")
    if isinstance(item, Part):
        yield _tree(item, words)


def _sections(plan: Plan, words: Words) -> Iterator[Section]:
    """The tasks one by one, then the safeguards together."""
    for task in plan.tasks:
        yield Section(part_heading(task, words), [_tree(task, words)])
    nodes: list[OutlineRow] = []
    for safeguard in plan.safeguards:
        nodes += [OutlineRow(0, part_heading(safeguard, words)), *_demands(safeguard, 1, words)]
    if nodes:
        yield Section(words("plan.safeguards"), [Outline(nodes)])


def _tree(part: Part, words: Words) -> Outline:
    return tree_of(part, words, lambda each, depth: _demands(each, depth, words))


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


def _demands(part: Part, depth: int, words: Words) -> Iterator[OutlineRow]:
    """The commitments and milestones of one part, of a task its indicators too."""
    if isinstance(part, Task) and part.indicators:
        yield OutlineRow(depth, words("plan.indicators", ids=part.indicators))
    for promise in part.promises:
        yield OutlineRow(depth, named(promise, words), promise.id, target_words(promise, words))
