"""sqc: evaluate a five-year plan's indicators, and prove every verdict.

The public interface is `evaluate`, `load_plan`, `read_actuals`, `render` and the models that
they take and give; everything else is private. Nothing is imported before it is asked for.
"""

from __future__ import annotations

from importlib import import_module

from shengzhou_quality.version import __version__

TYPE_CHECKING = False
"""As `typing` has it, which is not imported: a command line begins by importing this module."""

if TYPE_CHECKING:
    from typing import Any

    from shengzhou_quality.diagnostics import Diagnostic, InputError, Place, Severity
    from shengzhou_quality.evaluation.evaluate import evaluate
    from shengzhou_quality.evaluation.item_result import IndicatorResult, PromiseResult
    from shengzhou_quality.evaluation.report import FailOn, Report
    from shengzhou_quality.formats import render
    from shengzhou_quality.interval import Interval
    from shengzhou_quality.judgement import Form, Status, Verdict
    from shengzhou_quality.plan.loader import load_plan
    from shengzhou_quality.plan.model import Plan
    from shengzhou_quality.reading.intake import read_actuals
    from shengzhou_quality.reported import Actuals, Observation, Source

__all__ = [
    "Actuals",
    "Diagnostic",
    "FailOn",
    "Form",
    "IndicatorResult",
    "InputError",
    "Interval",
    "Observation",
    "Place",
    "Plan",
    "PromiseResult",
    "Report",
    "Severity",
    "Source",
    "Status",
    "Verdict",
    "__version__",
    "evaluate",
    "load_plan",
    "read_actuals",
    "render",
]

_HOMES = {
    "reading.intake": ("read_actuals",),
    "reported": ("Actuals", "Observation", "Source"),
    "diagnostics": ("Diagnostic", "InputError", "Place", "Severity"),
    "evaluation.evaluate": ("evaluate",),
    "evaluation.report": ("FailOn", "IndicatorResult", "PromiseResult", "Report"),
    "formats": ("render",),
    "interval": ("Interval",),
    "judgement": ("Form", "Status", "Verdict"),
    "plan.loader": ("load_plan",),
    "plan.model": ("Plan",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return __all__
