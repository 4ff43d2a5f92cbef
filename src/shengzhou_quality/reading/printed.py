"""Recognise what the template itself printed, and drop it where an office reports a value.

The template prints the plan's base-year values and, with `--values`, the values known so far.
It lists the latter on a hidden sheet, so that they are recognised in the returned workbook.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.notation import clean
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reported import Observation, Sheet

_MARK = "footnote-in-value"
Slot = Callable[[Observation], tuple[object, ...]]


def prefilled_row(identity: str, year: int | None, text: str, completed: str = "") -> list[str]:
    """One row of the hidden sheet: id, year (empty for a single state), text, completion."""
    return [identity, str(year or ""), " ".join(text.split()), completed]


def marked(observations: Iterable[Observation], prefilled: Sheet | None) -> list[Observation]:
    """Mark the values of one file that its sheet of prefilled values lists as printed."""
    if prefilled is None:
        return list(observations)
    rows = {tuple(_texts(row)) for row in prefilled.rows}

    def is_listed(seen: Observation) -> bool:
        year = None if seen.undated or seen.completed else seen.year
        row = prefilled_row(seen.indicator, year, seen.text, seen.completed or "")
        return tuple(row) in rows

    return [seen._replace(printed=is_listed(seen)) for seen in observations]


def _texts(row: object) -> Iterator[str]:
    assert isinstance(row, dict)
    for column in range(1, 5):
        yield row[column].text if column in row else ""


def restating(
    reported: Iterable[Observation], indicator: AnyIndicator, baseline_year: int
) -> list[Observation]:
    """Mark base-year values that equal the plan's as printed.

    They say nothing new, whoever wrote them.
    """
    if indicator.of_states or indicator.baseline is None:
        return list(reported)
    written = clean(indicator.baseline)
    return [
        seen._replace(printed=True)
        if seen.year == baseline_year
        and (clean(seen.text) == written or seen.value == indicator.baseline_value is not None)
        else seen
        for seen in reported
    ]


def without_own_marks(
    findings: Iterable[Diagnostic], observations: Sequence[Observation], plan: Plan
) -> list[Diagnostic]:
    """Drop the findings on a mark that the plan itself prints at a baseline (60.6*)."""
    found = list(findings)
    if all(finding.code != _MARK for finding in found):
        return found
    base = plan.head.baseline_year
    own = {
        seen.place
        for indicator in plan.reportable
        for seen in restating(
            (one for one in observations if one.indicator == indicator.id), indicator, base
        )
        if seen.printed
    }
    return [one for one in found if one.code != _MARK or one.place not in own]


def yielding(
    reported: Sequence[Observation], indicator: AnyIndicator, slot: Slot, baseline_year: int
) -> tuple[list[Observation], list[Diagnostic]]:
    """Drop printed values if an office reports the same slot; otherwise keep each once.

    For a milestone with one state, any state that an office reports replaces the printed one.
    If a report differs from a prefilled value, one finding says so.
    """
    own = [seen for seen in reported if not seen.printed]
    if len(own) == len(reported):
        return own, []
    kept = list(own)
    told: dict[tuple[object, ...], Diagnostic] = {}
    printed = [seen for seen in reported if seen.printed]
    for seen in sorted(printed, key=lambda seen: seen.place.sort_key()):
        rivals = [one for one in own if slot(one) == slot(seen) or _has_one_state(seen, indicator)]
        if rivals:
            first = min(rivals, key=lambda one: (one.value == seen.value, one.place.sort_key()))
            if first.value != seen.value and seen.year != baseline_year:
                told.setdefault(slot(seen), _replaced(first, seen, indicator))
            continue
        if not any(_is_same(one, seen) and slot(one) == slot(seen) for one in kept):
            kept.append(seen)
    return kept, list(told.values())


def _has_one_state(seen: Observation, indicator: AnyIndicator) -> bool:
    return indicator.of_states and (seen.undated or seen.completed is not None)


def _is_same(one: Observation, other: Observation) -> bool:
    if one.value is None or other.value is None:
        return one.value is other.value and one.text == other.text
    return one.value == other.value


def _replaced(first: Observation, printed: Observation, indicator: AnyIndicator) -> Diagnostic:
    return Diagnostic(
        "prefilled-replaced",
        first.place,
        indicator.id,
        {
            "text": first.text,
            "name": indicator.name,
            "year": str(printed.year),
            "other": printed.text,
            "place": str(printed.place),
        },
    )
