"""Propose the kind of an indicator: the first rule that fits a row says it.

Each rule takes the row as it was read and returns a proposal, or `None` where it does not fit. What
no rule can read stays words, with a question.
"""

from __future__ import annotations

from collections.abc import Callable

from shengzhou_quality.plan.target_text import Phrase
from shengzhou_quality.published.proposals.kinds_of_additions import (
    added_up,
    additions_of_years,
    each_year,
    yearly_by_name,
)
from shengzhou_quality.published.proposals.kinds_of_change import change, relative_to_baseline
from shengzhou_quality.published.proposals.kinds_of_growth import (
    basis_unclear,
    growth_of_one_year,
    mean,
)
from shengzhou_quality.published.proposals.kinds_of_level import (
    as_level,
    as_range,
    bound_without_baseline,
    count_without_baseline,
    maintained,
    negative,
    other_unit,
)
from shengzhou_quality.published.proposals.kinds_of_words import (
    milestone,
    not_read,
    qualitative,
    trend,
    without_target,
)
from shengzhou_quality.published.proposals.proposed_kinds import KindProposal
from shengzhou_quality.published.proposals.row_reading import RowReading

_WORD_RULES: tuple[Callable[[RowReading], KindProposal | None], ...] = (
    without_target,
    qualitative,
    trend,
    milestone,
)
_FIGURE_RULES: tuple[Callable[[RowReading, Phrase], KindProposal | None], ...] = (
    other_unit,
    negative,
    each_year,
    yearly_by_name,
    mean,
    basis_unclear,
    additions_of_years,
    added_up,
    change,
    growth_of_one_year,
    relative_to_baseline,
    as_range,
    maintained,
    count_without_baseline,
    bound_without_baseline,
)
"""In this order. A comparison with another row is proposed before all of them."""


def propose_kind(read: RowReading) -> KindProposal:
    """The proposal of the first rule that fits; else the number is a level to be reached."""
    for rule in _WORD_RULES:
        found = rule(read)
        if found is not None:
            return found
    phrase = read.phrase
    if phrase is None:
        return not_read(read)
    proposals = (rule(read, phrase) for rule in _FIGURE_RULES)
    return next((one for one in proposals if one is not None), as_level(read, phrase))
