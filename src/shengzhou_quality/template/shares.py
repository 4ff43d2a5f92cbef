"""Share the items of a template among their responsible offices."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from shengzhou_quality.evaluation.responsible import Offices
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.template.asked import Asked


class Share(NamedTuple):
    """The items of one office; of `None` those that no source gives to an office."""

    office: str | None
    asked: Asked


def shares(asked: Asked, offices: Offices) -> tuple[Share, ...]:
    """A share for each office that leads, in the plan's order; what is nobody's comes last."""
    of: dict[str | None, set[str]] = {}
    for item in asked.everything:
        found = offices.of(item.id)
        of.setdefault(found.office if found else None, set()).add(item.id)
    ordered = [*(office for office in of if office is not None), *(None,) * (None in of)]
    return tuple(Share(office, _of_ids(asked, of[office])) for office in ordered)


def without_form(
    plan: Plan, offices: Offices, found: Iterable[Share]
) -> dict[str, tuple[str, ...]]:
    """The offices without a share that lead items all the same: those that people judge."""
    with_form = {share.office for share in found}
    of: dict[str, tuple[str, ...]] = {}
    for one in plan.unjudged:
        named = offices.of(one.id) if one.restates is None else None
        if named is not None and named.office not in with_form:
            of[named.office] = (*of.get(named.office, ()), one.id)
    return of


def _of_ids(asked: Asked, ids: Collection[str]) -> Asked:
    return Asked(
        tuple(one for one in asked.indicators if one.id in ids),
        tuple(one for one in asked.commitments if one.id in ids),
        tuple(one for one in asked.milestones if one.id in ids),
    )
