"""Make the workbook of a template with the values and offices that are known already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shengzhou_quality.evaluation.responsible import Offices
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reported import Actuals
from shengzhou_quality.template.asked import Asked
from shengzhou_quality.template.form import Whose, make_template
from shengzhou_quality.template.known import Known, LeftOut, known_states, known_values
from shengzhou_quality.template.office_list import together
from shengzhou_quality.template.workbook import write_template
from shengzhou_quality.words import Words


@dataclass(frozen=True, slots=True)
class Filled:
    """The workbook, the rows filled in by id, what was left out, and how many values there are."""

    content: bytes
    known: Mapping[str, Known]
    left_out: tuple[LeftOut, ...]
    count: int


def make_filled(
    plan: Plan, asked: Asked, years: Sequence[int], given: Actuals, words: Words, of: Whose
) -> Filled:
    """The workbook for the items `asked` and for whom it is; the same content, the same bytes."""
    known, left_out = known_values(given, asked.by_years, years)
    states, without = known_states(given, asked.milestones, words)
    content = write_template(make_template(plan, asked, years, known, states, words, of))
    count = sum(len(row.texts) for row in known.values()) + len(states)
    return Filled(content, known, (*left_out, *without), count)


def offices_ruled(plan: Plan, given: Actuals, asked: Asked, words: Words) -> Whose:
    """What the list of offices or the plan says of each item, for everybody's workbook."""
    offices = Offices(plan, given)
    ruled = ((one.id, offices.ruled(one.id)) for one in asked.everything)
    return Whose(offices={one: together(found.names, words) for one, found in ruled if found})


def offices_named(offices: Offices, asked: Asked, words: Words) -> dict[str, str]:
    """What any source says of each item."""
    named = ((one.id, offices.of(one.id)) for one in asked.everything)
    return {one: together(found.names, words) for one, found in named if found}
