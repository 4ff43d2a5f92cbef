"""Derive the code of a step in the JSON of explain (a contract) from its quantity and kind."""

from __future__ import annotations

from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.kinds.steps import Step

_OWN = {"expected_progress": "time-share", "needed_per_year": "per-year"}
"""The quantities whose code is not their name."""
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
"""A quantity computed in another way, recognised by a number that only this way uses."""


def code_of(step: Step, kind: AnyIndicator) -> str:
    """Return the code: `pace`; `total-pace` for a total, `pace-at-end` for a bound."""
    name = step.quantity.name
    for (quantity, operand), code in _BY_OPERAND.items():
        if name == quantity and operand in step.operands:
            return code
    code = _OWN.get(name, name).replace("_", "-")
    if kind.of_growth:
        return f"growth-{code}" if name in ("pace", "gap", "margin") else code
    if name == "gap" and step.formula.startswith("{actual}"):
        return "gap-falling"
    if kind.sums_years:
        code = _OF_A_TOTAL.get(name, code)
    return f"{code}-at-end" if name == "pace" and step.side else code
