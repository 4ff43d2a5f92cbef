"""Word what a plan file marks as not settled (待定): how many places, and each of them."""

from __future__ import annotations

from collections.abc import Iterable

from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.evaluation.plan_marks import Counted, counted, marks_among
from shengzhou_quality.pages.plan_facts import heading, mark_reason
from shengzhou_quality.plan.marks import is_proposal
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.words import Words


def said_of(marks: Iterable[Diagnostic], words: Words) -> str:
    """规划文件有11处待定（其中7处只须核对）: a clause without a full stop."""
    return words("plan.doubts", said=counted_words(counted(marks), words))


def counted_words(counts: Counted, words: Words) -> str:
    """11处待定（其中7处只须核对）."""
    return words(f"plan.doubts.marks{counts.variant}", **counts._asdict())


def doubts_of(plan: Plan, words: Words) -> str:
    """The marks, the errors and the other warnings in the files of a plan, each counted."""
    marks = marks_among(plan.warnings)
    errors = sum("left" in one.parameters for one in plan.warnings)
    others = len(plan.warnings) - len(marks) - errors
    said = [counted_words(counted(marks), words)] if marks else []
    for key, count in (("errors", errors), ("warnings", others)):
        said += [words(f"plan.doubts.{key}", count=count)] if count else []
    return words("plan.doubts", said=words("plan.doubts.separator").join(said))


def provisional(plan: Plan, words: Words) -> list[str]:
    """The sentence for a page of the plan; nothing where no mark is left."""
    marks = marks_among(plan.warnings)
    return [words("plan.marks.sentence", said=said_of(marks, words))] if marks else []


def each(mark: Diagnostic, plan: Plan, words: Words) -> str:
    """第3项（恩格尔系数），待定：目标值低于基期值: what is open, for who cannot see the file."""
    sort = ".proposed" if is_proposal(mark) else ""
    item = plan.item(mark.indicator) if mark.indicator else None
    if item is None:
        return words(f"sources.mark.plan{sort}", reason=mark_reason(mark, words))
    return words(f"sources.mark{sort}", item=heading(item, words), reason=mark_reason(mark, words))
