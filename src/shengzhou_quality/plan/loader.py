"""Load a plan: the shipped one compiled, others from their YAML."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.plan.compiled import compiled_plan
from shengzhou_quality.plan.files import find_files, is_there, possible_files
from shengzhou_quality.plan.model import Plan, PlanFile
from shengzhou_quality.sources.files import read_file, shipped

if TYPE_CHECKING:
    from shengzhou_quality.plan.inspected import InspectedPlan

_COMPILED = "compiled.json"


def load_plan(path: str | Path | None = None) -> Plan:
    """Load the plan in `path` (a folder, or a file with indicators), else the one shipped with sqc.

    Raises `InputError` with every fault found when the plan cannot be used.
    """
    return _shipped_plan() if path is None else _checked_plan(*find_files(Path(path)))


def inspect_files(path: str | Path) -> InspectedPlan:
    """Read what is sound in the files of `path`, and find every fault in the rest.

    Raises `InputError` for a file that cannot be read to its end.
    """
    from shengzhou_quality.plan.from_yaml import inspect_plan

    return inspect_plan(*find_files(Path(path)))


def _shipped_plan() -> Plan:
    """Load the shipped plan; its files have bare names, as its folder differs by machine."""
    folder = shipped("plan")
    files = tuple(
        PlanFile(file.name, hashlib.sha256(read_file(file)).hexdigest())
        for file in possible_files(folder)
        if is_there(file)
    )
    try:
        plan = compiled_plan(read_file(folder / _COMPILED), files)
    except InputError:
        plan = None
    return plan or replace(_checked_plan(*find_files(folder)), files=files)


def _checked_plan(indicators: Path, tasks: Path | None) -> Plan:
    # Importing pydantic and yaml costs more than using a plan, so only plans from YAML do it.
    from shengzhou_quality.plan.from_yaml import read_plan

    return read_plan(indicators, tasks)
