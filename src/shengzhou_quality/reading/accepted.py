"""Accept what evaluators wrote: one opinion for each item, and the values that they settled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reported import Assessment, Observation, Settlement


def once_each(
    assessments: Iterable[Assessment], plan: Plan
) -> tuple[tuple[Assessment, ...], tuple[Diagnostic, ...]]:
    """At most one opinion for each item, in the order of the plan, and findings on the others.

    Equal opinions on one item are kept once; of several that differ, none is kept.
    """
    by_item: dict[str, list[Assessment]] = {}
    # A file that is given twice, as data and for its opinions, yields each opinion once.
    for assessment in sorted(dict.fromkeys(assessments), key=lambda one: one.place.sort_key()):
        by_item.setdefault(assessment.item, []).append(assessment)
    kept: list[Assessment] = []
    findings: list[Diagnostic] = []
    if not by_item:
        return (), ()
    for item in (*plan.indicators, *plan.commitments, *plan.milestones):
        if item.id not in by_item:
            continue
        first, *others = by_item[item.id]
        differing = [one for one in others if one._replace(place=first.place) != first]
        if not differing:
            kept.append(first)
        for other in differing or others:
            details = {
                "name": item.name,
                "place": str(first.place),
                "file": first.place.file,
            }
            code = "assessed-twice" if differing else "assessment-repeated"
            findings.append(Diagnostic(code, other.place, item.id, {**details}))
    return tuple(kept), tuple(findings)


def with_settled_values(
    observations: Iterable[Observation],
    settlements: Sequence[Settlement],
    findings: Iterable[Diagnostic] = (),
) -> list[Observation]:
    """Restore implausible values that the evaluators have settled.

    A settlement quotes the same text as the finding in `findings`, which is the value in the
    plan's unit; so a value is settled exactly if its finding is.
    """
    if not settlements:
        return list(observations)
    quoted = {
        finding.place: str(finding.parameters.get("text", ""))
        for finding in findings
        if finding.code == "implausible"
    }
    return [
        seen._replace(value=seen.implausible, implausible=None)
        if seen.implausible is not None
        and any(
            one.is_of(
                "implausible", seen.indicator, str(seen.year), quoted.get(seen.place, seen.text)
            )
            for one in settlements
        )
        else seen
        for seen in observations
    ]
