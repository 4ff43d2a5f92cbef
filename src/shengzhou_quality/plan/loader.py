"""Which files a plan is in, and the plan of them: compiled where it ships, else from its YAML."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from shengzhou_quality.plan.from_yaml import read_plan
from shengzhou_quality.plan.model import Plan

_INDICATORS = "indicators.yaml"
_TASKS = "tasks.yaml"


def load_plan(path: str | Path | None = None) -> Plan:
    """The plan in `path` (a folder, or its indicators.yaml), else the one that ships with sqc.

    Raises `InputError` with every fault found when the plan cannot be used.
    """
    if path is not None:
        return read_plan(*_files(Path(path)))
    folder = _shipped_folder()
    plan = read_plan(folder / _INDICATORS, folder / _TASKS)
    # It lies elsewhere on every machine, so its files go by their names.
    return replace(plan, files=tuple(replace(one, path=Path(one.path).name) for one in plan.files))


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
