"""Names of the plan's indicators by number, for the rows of the test data."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from shengzhou_quality import load_plan

_PLAN: Final = load_plan(Path(__file__).resolve().parent.parent / "plan")
NAMES: Final = {int(indicator.id): indicator.name for indicator in _PLAN.indicators}
UNITS: Final = {int(i.id): getattr(i, "unit", None) or "/" for i in _PLAN.indicators}
