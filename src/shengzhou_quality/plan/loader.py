"""Which files a plan is in, and the plan of them: compiled where it ships, else from its YAML."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path

from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.plan.compiled import compiled_plan
from shengzhou_quality.plan.model import Plan, PlanFile
from shengzhou_quality.sources.files import read_file

_INDICATORS = "indicators.yaml"
_TASKS = "tasks.yaml"
_COMPILED = "compiled.json"


def load_plan(path: str | Path | None = None) -> Plan:
    """The plan in `path` (a folder, or its indicators.yaml), else the one that ships with sqc.

    Raises `InputError` with every fault found when the plan cannot be used.
    """
    return _shipped_plan() if path is None else _checked_plan(*_files(Path(path)))


def _shipped_plan() -> Plan:
    """It lies elsewhere on every machine, so its files go by their names."""
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
    # pydantic and yaml cost more than all that is done with a plan: only who needs them waits.
    from shengzhou_quality.plan.from_yaml import read_plan

    return read_plan(indicators, tasks)


def _files(path: Path) -> tuple[Path, Path | None]:
    # os.path: Path.is_dir raises where a folder above may not be entered.
    indicators = path / _INDICATORS if os.path.isdir(path) else path  # noqa: PTH112
    tasks = indicators.parent / _TASKS
    # A link that leads nowhere, a folder or a pipe is there, and reading it says what it is.
    return indicators, tasks if os.path.lexists(tasks) else None


def _shipped_folder() -> Path:
    """Inside an installed wheel the data folder; in a checkout the folder `plan/` at its top."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "plan_data"
    return installed if installed.is_dir() else package.parent.parent / "plan"
