"""Part three as rows of a tree: tasks, actions, boxes, and what each of them promises."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shengzhou_quality.pages.plan_facts import heading, named, target_words
from shengzhou_quality.plan.kinds.indicator import ConflictType
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.plan.tasks import Box, Part, Safeguard, Task
from shengzhou_quality.words import Words


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a part of the text by its heading, or (with an `id`) a promise and its target."""

    depth: int
    text: str
    id: str | None = None
    target: str = ""


def tree(task: Task | Safeguard, words: Words) -> Iterator[Row]:
    """A task in the order of print; a box hangs below the action that it stands after."""
    for part in task.parts:
        yield from branch(part, words, 0 if part is task else 2 if isinstance(part, Box) else 1)


def branch(part: Part, words: Words, depth: int = 0) -> Iterator[Row]:
    """One part with its own commitments and milestones, of a task its indicators too."""
    title = heading(part, words)
    yield Row(depth, words("plan.box", title=title) if isinstance(part, Box) else title)
    if isinstance(part, Task) and part.indicators:
        yield Row(depth + 1, words("plan.indicators", ids=part.indicators))
    for promise in part.promises:
        target = target_words(promise, words)
        yield Row(depth + 1, named(promise, words), promise.id, target)


def counts(plan: Plan, words: Words) -> str:
    """What only encourages is counted apart, and no more is called a contradiction than is one."""
    contradictions = sum(one.type is ConflictType.CONTRADICTION for one in plan.conflicts)
    return words(
        "plan.promises",
        commitments=len(plan.commitments),
        milestones=len(plan.milestones),
        encouraged=sum(not one.demanded for one in plan.milestones),
        conflicts=contradictions,
        others=len(plan.conflicts) - contradictions,
    )
