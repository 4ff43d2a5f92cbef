"""The code of a step in the JSON of explain: a contract, derived from its quantity and the kind."""

from __future__ import annotations

from shengzhou_quality.notation import Direction
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.kinds.steps import Step

_OWN = {"expected_progress": "time-share", "needed_per_year": "per-year"}
"""Where the code is not the name of the quantity."""
_OF_A_TOTAL = {
    "expected": "expected-total",
    "progress": "share",
    "pace": "total-pace",
    "projected": "projected-total",
    "needed_per_year": "total-per-year",
}
_BY_OPERAND = {
    ("projected", "limit"): "projected-at-limit",
    ("total", "latest"): "latest-total",
    ("growth", "mean"): "growth-of-mean",
}
"""A quantity that is taken in another way, which shows in a number that only this way takes."""


def code_of(step: Step, kind: AnyIndicator) -> str:
    """Such as `pace`; `total-pace` of a total, `pace-at-end` of a value that is a bound."""
    name = step.quantity.name
    for (quantity, operand), code in _BY_OPERAND.items():
        if name == quantity and operand in step.operands:
            return code
    code = _OWN.get(name, name).replace("_", "-")
    if kind.of_growth:
        return f"growth-{code}" if name in ("pace", "gap", "margin") else code
    if name == "gap" and not kind.of_states and kind.direction is Direction.DECREASE:
        return "gap-falling"
    if kind.sums_years:
        code = _OF_A_TOTAL.get(name, code)
    return f"{code}-at-end" if name == "pace" and step.side else code
