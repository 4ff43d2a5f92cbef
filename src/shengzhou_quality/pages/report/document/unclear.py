"""附件3 规划表述需说明之处: where the plan contradicts itself, or leaves a term open."""

from __future__ import annotations

from collections.abc import Iterator

from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.evaluation.selections import are_promises_listed
from shengzhou_quality.pages.model import Block, Details, Sentence, TableCell
from shengzhou_quality.pages.plan_facts import conflict_type, heading
from shengzhou_quality.pages.report.document.tables import table
from shengzhou_quality.plan.kinds.indicator import Conflict
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.words import Words

_FEW = 8
"""Up to so many items are named, more are counted."""


def unclear(report: Report, words: Words) -> Iterator[Block]:
    """Those about what the report shows: of an indicator by itself, then those of the tasks."""
    found = _found(report, words)
    if not found:
        yield Sentence(words("unclear.none"))
        return
    yield Sentence(words("unclear.rule"))
    lines = [_cells(about, conflict, words) for about, conflict in found]
    shown_table = table(("about", "type", "phrases", "effect"), lines, words)
    yield Details(words("unclear.items", count=len(lines)), [shown_table])


def is_any_unclear(report: Report, words: Words) -> bool:
    return bool(_found(report, words))


def _found(report: Report, words: Words) -> list[tuple[str, Conflict]]:
    found = [
        (heading(one.indicator, words), conflict)
        for one in report.indicators
        for conflict in one.indicator.conflicts
    ]
    if are_promises_listed(report):
        shown = {one.promise.id for one in (*report.commitments, *report.milestones)}
        shown |= {one.indicator.id for one in report.indicators}
        found += [
            (_about(one, report.plan, words), one)
            for one in report.plan.other_conflicts
            if shown & {*one.about}
        ]
    return found


def _about(conflict: Conflict, plan: Plan, words: Words) -> str:
    items = [item for identity in conflict.about if (item := plan.item(identity))]
    if len(items) > _FEW:
        return words("unclear.about", count=len(items))
    return words("list.separator").join(heading(item, words) for item in items)


def _cells(about: str, conflict: Conflict, words: Words) -> dict[str, TableCell]:
    phrases = [
        words("plan.quote", section=one.section, quote=one.quote) for one in conflict.phrases
    ]
    if conflict.baseline:
        phrases.append(words("plan.other-baseline", baseline=conflict.baseline))
    return {
        "about": TableCell(text=about),
        "type": TableCell(text=conflict_type(conflict, words)),
        "phrases": TableCell(text=words("clause.separator").join(phrases)),
        "effect": TableCell(text=words.of(conflict, "effect")),
    }
