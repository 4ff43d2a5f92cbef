"""Compare a proposed plan with the plan's full text: sentences that name an indicator's figure."""

from __future__ import annotations

from shengzhou_quality.published.proposed_plan import ProposedPlan


def compared(plan: ProposedPlan, text: str, path: str) -> ProposedPlan:
    """The plan with `readings`, `restated` and `conflicts` that the text proposes, all marked."""
    raise NotImplementedError
