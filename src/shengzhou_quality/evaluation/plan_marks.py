"""Tell the marks of a plan (待定) as one finding, where a report is about the data.

An imported plan has dozens of them. `sqc plan check` and JSON list each; `sqc explain` has those
of its item.
"""

from __future__ import annotations

from collections.abc import Iterable

from shengzhou_quality.diagnostics import Diagnostic, Parameter

MARK_CODE = "plan-mark"


def marks_of(findings: Iterable[Diagnostic], item: str) -> tuple[Diagnostic, ...]:
    """The marks that stand in the lines of one item."""
    return tuple(one for one in findings if one.code == MARK_CODE and one.indicator == item)


def told_together(findings: Iterable[Diagnostic], file: str) -> tuple[Diagnostic, ...]:
    """The findings, with all marks as the first of them; a single one stays as it is.

    `file` is what `sqc plan check` takes.
    """
    found = tuple(findings)
    marks = [one for one in found if one.code == MARK_CODE]
    if len(marks) < 2:
        return found
    one, first = _together(marks, file), found.index(marks[0])
    after = (other for other in found[first:] if other.code != MARK_CODE)
    return (*found[:first], one, *after)


def _together(marks: list[Diagnostic], file: str) -> Diagnostic:
    """How many, of which items, the reason of the first that has one, and where all are listed."""
    items = tuple(dict.fromkeys(one.indicator for one in marks if one.indicator is not None))
    details: dict[str, Parameter] = {"marks": len(marks), "marked": items, "place": file}
    with_reason = (one for one in marks if one.indicator and "reason" in one.parameters)
    example = next(with_reason, None)
    if example is not None:
        details |= {"first": example.indicator or "", "reason": example.parameters["reason"]}
    variant = "many-plan" if not items else "many-bare" if example is None else "many"
    return Diagnostic(MARK_CODE, marks[0].place, None, {**details, "variant": variant})
