"""Write a proposed plan as the text of a plan file, with comments and marks."""

from __future__ import annotations

from shengzhou_quality.published.proposed_plan import ProposedPlan
from shengzhou_quality.words import Words


def written(plan: ProposedPlan, words: Words) -> str:
    """The YAML of the plan. Text from the document is data: it is quoted, and never a comment."""
    raise NotImplementedError
