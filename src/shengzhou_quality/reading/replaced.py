"""Choose among several values of one year: corrected over wrong, final over provisional."""

from __future__ import annotations

from collections.abc import Sequence

from shengzhou_quality.diagnostics import Diagnostic, Parameter
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.reported import Observation


def standing(
    same: Sequence[Observation], indicator: AnyIndicator
) -> tuple[list[Observation], list[Diagnostic]]:
    """Of `same`, all of one year and basis, keep the values that no other value replaces."""
    findings: list[Diagnostic] = []
    kept = list(same)
    for new in [seen for seen in same if seen.corrects is not None]:
        for old in [seen for seen in kept if _is_corrected(seen, new)]:
            kept.remove(old)
            findings.append(_told("corrected", old, new, indicator))
    final = [seen for seen in kept if not seen.provisional and seen.value is not None]
    if final and all(agree(seen, final[0]) for seen in final):
        for old in [seen for seen in kept if seen.provisional and not agree(seen, final[0])]:
            if old.form is not final[0].form:
                continue  # a total is no earlier figure of an addition
            kept.remove(old)
            findings.append(_told("provisional-replaced", old, final[0], indicator))
    return kept, findings


def agree(seen: Observation, first: Observation) -> bool:
    """Whether the values are equal; two unreadable values are compared by text."""
    if seen.value is None or first.value is None:
        return seen.value is first.value and seen.text == first.text
    return seen.as_read == first.as_read


def _is_corrected(seen: Observation, new: Observation) -> bool:
    """Whether `new` corrects `seen`: it is the wrong value that `new` names, and differs."""
    old = new.corrects
    if old is None or seen is new or agree(seen, new):
        return False
    if seen.value is None or old.value is None:
        return seen.value is old.value and seen.text == old.text
    return seen.as_read == old.value


def _told(code: str, old: Observation, new: Observation, indicator: AnyIndicator) -> Diagnostic:
    details: dict[str, Parameter] = {
        "text": old.text,
        "name": indicator.name,
        "year": str(old.year),
        "other": new.text,
        "place": str(new.place),
    }
    return Diagnostic(code, old.place, indicator.id, details)
