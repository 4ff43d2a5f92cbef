"""Find the files of a plan and load it: the shipped plan compiled, others from their YAML."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from shengzhou_quality.diagnostics import InputError, Place, refusal
from shengzhou_quality.plan.compiled import compiled_plan
from shengzhou_quality.plan.model import Plan, PlanFile
from shengzhou_quality.sources.files import read_file

if TYPE_CHECKING:
    from shengzhou_quality.plan.inspected import InspectedPlan

_INDICATORS = "indicators.yaml"
_TASKS = "tasks.yaml"
_COMPILED = "compiled.json"


def load_plan(path: str | Path | None = None) -> Plan:
    """Load the plan in `path` (a folder, or its indicators.yaml), else the plan shipped with sqc.

    Raises `InputError` with every fault found when the plan cannot be used.
    """
    return _shipped_plan() if path is None else _checked_plan(*_files(Path(path)))


def inspect_files(path: str | Path) -> InspectedPlan:
    """Read what is sound in the files of `path`, and find every fault in the rest.

    Raises `InputError` for a file that cannot be read to its end.
    """
    from shengzhou_quality.plan.from_yaml import inspect_plan

    return inspect_plan(*_files(Path(path)))


def _shipped_plan() -> Plan:
    """Load the shipped plan; its files have bare names, as its folder differs by machine."""
    folder = _shipped_folder()
    files = tuple(
        PlanFile(name, hashlib.sha256(read_file(folder / name)).hexdigest())
        for name in (_INDICATORS, _TASKS)
    )
    try:
        plan = compiled_plan(read_file(folder / _COMPILED), files)
    except InputError:
        plan = None
    return plan or replace(_checked_plan(folder / _INDICATORS, folder / _TASKS), files=files)


def _checked_plan(indicators: Path, tasks: Path | None) -> Plan:
    # Importing pydantic and yaml costs more than using a plan, so only plans from YAML do it.
    from shengzhou_quality.plan.from_yaml import read_plan

    return read_plan(indicators, tasks)


def _files(path: Path) -> tuple[Path, Path | None]:
    # os.path: Path.is_dir raises where a folder above may not be entered.
    indicators = path / _INDICATORS if os.path.isdir(path) else path  # noqa: PTH112
    if not os.path.lexists(indicators) and os.path.lexists(f"{indicators}.txt"):
        # Notepad adds it, and Windows does not show it.
        place = Place(str(indicators))
        raise refusal("file-not-found", place, likely=f"{indicators.name}.txt")
    tasks = indicators.parent / _TASKS
    # A broken link, a folder or a pipe counts as present; reading it reports the problem.
    return indicators, tasks if os.path.lexists(tasks) else None


def _shipped_folder() -> Path:
    """Inside an installed wheel the data folder; in a checkout the folder `plan/` at its top."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "plan_data"
    return installed if installed.is_dir() else package.parent.parent / "plan"
