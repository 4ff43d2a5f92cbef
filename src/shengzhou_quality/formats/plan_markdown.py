"""The plan as markdown: its lists, its conflicts, one item or everything."""

from __future__ import annotations

from collections.abc import Iterable

from shengzhou_quality.formats import Options
from shengzhou_quality.formats.markdown_text import escape, table
from shengzhou_quality.pages.plan_facts import Facts, facts, figure, heading
from shengzhou_quality.pages.plan_tree import Row, branch, counts, tree
from shengzhou_quality.plan.kinds import AnyIndicator, Milestone
from shengzhou_quality.plan.model import Item, Plan
from shengzhou_quality.plan.tasks import Part, Task
from shengzhou_quality.words import Words

_COLUMNS = ("id", "name", "baseline", "target", "constraint", "kind")


def show(plan: Plan, item: Item | None, words: Words, _options: Options) -> bytes:
    """Everything the plan file says of one item, or of all indicators, and the tasks."""
    if item is not None:
        return _written(_item(item, plan, words, "#"))
    lines = _title(plan, words)
    for indicator in plan.indicators:
        lines += _item(indicator, plan, words, "##")
    return _written([*lines, *_tasks(plan, words)])


def list_(plan: Plan, words: Words, _options: Options, *, everything: bool = False) -> bytes:
    """Every indicator in a row; with `everything` the tasks too, with what they promise."""
    header = [words(f"column.{key}") for key in _COLUMNS]
    rows = [_cells(indicator, words) for indicator in plan.indicators]
    lines = [*_title(plan, words), *table(header, rows)]
    return _written([*lines, *_tasks(plan, words)] if everything else lines)


def conflicts(plan: Plan, words: Words, _options: Options) -> bytes:
    """Every place where the plan contradicts or under-defines itself, and what that changes."""
    lines = [f"# {words('plan.conflicts')}", "", escape(counts(plan, words)), ""]
    for conflict in plan.conflicts:
        lines += _item(conflict, plan, words, "##")
    return _written(lines)


def _title(plan: Plan, words: Words) -> list[str]:
    title = words.of(plan.head, "title")
    return [f"# {escape(title)}", "", escape(counts(plan, words)), ""]


def _cells(indicator: AnyIndicator, words: Words) -> list[str]:
    return [
        indicator.id,
        words.of(indicator, "name"),
        figure(None if isinstance(indicator, Milestone) else indicator.baseline, indicator, words),
        figure(indicator.target, indicator, words),
        words(f"constraint.{indicator.constraint}"),
        words(f"kind.{indicator.kind}"),
    ]


def _item(item: Item, plan: Plan, words: Words, level: str) -> list[str]:
    lines = [f"{level} {escape(heading(item, words))}", "", *_facts(facts(item, plan, words)), ""]
    if isinstance(item, Part):
        rows = list(tree(item, words) if isinstance(item, Task) else branch(item, words))
        lines += [*_rows(rows[1:]), ""]
    return lines


def _facts(found: Facts) -> list[str]:
    return [
        f"- {escape(label)}: {escape(text)}" if label else f"  - {escape(text)}"
        for label, text in found
    ]


def _tasks(plan: Plan, words: Words) -> list[str]:
    lines: list[str] = []
    for task in plan.tasks:
        first, *rest = tree(task, words)
        lines += [f"## {escape(first.text)}", "", *_rows(rest), ""]
    if plan.safeguards:
        lines += [f"## {words('plan.safeguards')}", ""]
        for safeguard in plan.safeguards:
            lines += _rows(branch(safeguard, words, 1))
    return lines


def _rows(rows: Iterable[Row]) -> list[str]:
    lines = []
    for row in rows:
        text = f"{row.id} {row.text}" if row.id else row.text
        target = f" · {row.target}" if row.target else ""
        lines.append("  " * (row.depth - 1) + f"- {escape(text + target)}")
    return lines


def _written(lines: Iterable[str]) -> bytes:
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8", "backslashreplace")
