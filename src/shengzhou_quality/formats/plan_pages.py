"""The plan's own pages on a terminal: its lists, its conflicts, one item or everything."""

from __future__ import annotations

from collections.abc import Iterable

from shengzhou_quality.formats import Options
from shengzhou_quality.formats.screen import Screen, display_width, encoded, pad, visible, wrap
from shengzhou_quality.pages.model import Tone
from shengzhou_quality.pages.plan_facts import facts, figure, head_notes, heading
from shengzhou_quality.pages.plan_tree import Row, branch, counts, tree
from shengzhou_quality.plan.kinds import AnyIndicator, Milestone
from shengzhou_quality.plan.kinds.indicator import Constraint
from shengzhou_quality.plan.model import Item, Plan
from shengzhou_quality.plan.tasks import Part, Task
from shengzhou_quality.words import Words

_LABEL = 12
_ID = 5
_LEAST_NAME = 24
_COLUMNS = ("baseline", "target", "constraint", "kind")


def list_(plan: Plan, words: Words, options: Options, *, everything: bool = False) -> bytes:
    """Every indicator in a row; with `everything` the tasks too, with what they promise."""
    page = Screen(max(60, min(options.width, 120)))
    _head(page, plan, words)
    _indicators(page, plan, words)
    if everything:
        _tasks(page, plan, words)
    return _encoded(page, options)


def conflicts(plan: Plan, words: Words, options: Options) -> bytes:
    """Every place where the plan contradicts or under-defines itself, and what that changes."""
    page = Screen(max(60, min(options.width, 100)))
    page.paragraph(counts(plan, words))
    for conflict in plan.conflicts:
        page.blank()
        _item(page, conflict, plan, words)
    return _encoded(page, options)


def _indicators(page: Screen, plan: Plan, words: Words) -> None:
    """Number, name, baseline, target, constraint and kind."""
    header = {key: words(f"column.{key}") for key in _COLUMNS}
    cells = {indicator.id: _cells(indicator, words) for indicator in plan.indicators}
    widths = {
        key: max(display_width(row[key]) for row in (header, *cells.values())) for key in _COLUMNS
    }
    room = page.width - 5 - sum(widths.values()) - 2 * len(widths)
    if room < _LEAST_NAME:
        room += widths.pop("kind") + 2  # `plan show` has it
    for category in plan.categories:
        page.blank()
        name = words.of(category, "name")
        page.line((pad(name, 5 + room) + _padded(header, widths), Tone.STRONG))
        for indicator in plan.indicators:
            if indicator.category == category.key:
                named = words.of(indicator, "name")
                parts = wrap(visible(named), room)
                rest = _padded(cells[indicator.id], widths)
                page.line((f"{indicator.id:>3}  {pad(parts[0], room)}{rest}", Tone.PLAIN))
                for more in parts[1:]:
                    page.line((" " * 5 + more, Tone.PLAIN))


def _cells(indicator: AnyIndicator, words: Words) -> dict[str, str]:
    baseline = None if isinstance(indicator, Milestone) else indicator.baseline
    return {
        "baseline": figure(baseline, indicator, words),
        "target": figure(indicator.target, indicator, words),
        "constraint": words(f"constraint.{indicator.constraint}"),
        "kind": words(f"kind.{indicator.kind}"),
    }


def _padded(row: dict[str, str], widths: dict[str, int]) -> str:
    return "".join("  " + pad(row[key], width) for key, width in widths.items())


def show(plan: Plan, item: Item | None, words: Words, options: Options) -> bytes:
    """Everything the plan file says of one item, or of all indicators, and the tasks."""
    page = Screen(max(60, min(options.width, 100)))
    if item is not None:
        _item(page, item, plan, words)
        return _encoded(page, options)
    _head(page, plan, words)
    for one in plan.indicators:
        page.blank()
        _item(page, one, plan, words)
    _tasks(page, plan, words)
    return _encoded(page, options)


def _item(page: Screen, item: Item, plan: Plan, words: Words) -> None:
    page.paragraph(heading(item, words), Tone.STRONG)
    for label, text in facts(item, plan, words):
        page.labelled(label, text, indent=2, label_width=_LABEL)
    if isinstance(item, Part):
        rows = list(tree(item, words) if isinstance(item, Task) else branch(item, words))
        _rows(page, rows[1:])


def _head(page: Screen, plan: Plan, words: Words) -> None:
    head, none = plan.head, words("plan.not-printed")
    page.paragraph(words.of(head, "title"), Tone.STRONG)
    binding = sum(item.constraint is Constraint.BINDING for item in plan.indicators)
    for line in (
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
    ):
        page.paragraph(line)


def _tasks(page: Screen, plan: Plan, words: Words) -> None:
    for task in plan.tasks:
        page.blank()
        _rows(page, tree(task, words))
    if plan.safeguards:
        page.blank()
        page.paragraph(words("plan.safeguards"), Tone.STRONG)
        for safeguard in plan.safeguards:
            _rows(page, branch(safeguard, words, 1))


def _rows(page: Screen, rows: Iterable[Row]) -> None:
    """Headings of the text, and below them promises with the target at the end of the line."""
    for row in rows:
        indent = 2 * row.depth
        if row.id is None:
            style = Tone.STRONG if row.depth == 0 else Tone.PLAIN
            page.paragraph(row.text, style, indent=indent)
            continue
        target = f"  {row.target}" if row.target else ""
        room = page.width - indent - _ID - display_width(target)
        parts = wrap(visible(row.text), room)
        line = pad(parts[0], room) if target else parts[0]
        page.line((" " * indent + pad(row.id, _ID), Tone.QUIET), (line + target, Tone.PLAIN))
        for more in parts[1:]:
            page.line((" " * (indent + _ID) + more, Tone.PLAIN))


def _encoded(page: Screen, options: Options) -> bytes:
    text = page.coloured() if options.colour else page.plain()
    return encoded(text, options.encoding)
