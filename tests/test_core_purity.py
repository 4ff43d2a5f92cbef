"""Test that the core imports nothing that reads, prints, styles or knows the time (design §8)."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import shengzhou_quality

PACKAGE = Path(shengzhou_quality.__file__).parent
FOREIGN = {"pydantic", "pydantic_core", "typer", "click", "rich", "openpyxl", "yaml", "pathlib"}
"""Not loaded at all, by whomever."""
OWN = FOREIGN | {"os", "io", "time", "datetime", "logging", "locale", "random"}
"""Not imported by our own modules; the standard library itself may."""
ALIKE = "shengzhou_quality.plan.names"
"""How alike two names must be is a float of the standard library's, and decides no value."""
CALLS = {"print", "input", "open", "exec", "eval", "float"}

PROBE = """
import sys
before = set(sys.modules)
import shengzhou_quality.evaluation.check
import shengzhou_quality.evaluation.evaluate
import shengzhou_quality.plan.compiled
import shengzhou_quality.plan.task_checks
for name in sorted(set(sys.modules) - before):
    print(name)
"""


def loaded() -> set[str]:
    """What the core brings into a fresh interpreter that has imported nothing else."""
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROBE],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return set(run.stdout.split())


def own_modules(names: set[str]) -> dict[str, ast.Module]:
    files = {}
    for name in names:
        if name.partition(".")[0] == "shengzhou_quality":
            path = PACKAGE.joinpath(*name.split(".")[1:])
            path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
            files[name] = ast.parse(path.read_text(encoding="utf-8"))
    return files


def test_the_core_loads_no_library_of_the_shell() -> None:
    names = loaded()
    assert not {name for name in names if name.partition(".")[0] in FOREIGN}
    layers = {"cli", "formats", "pages", "words", "readers"}
    assert not {name for name in names if name.startswith("shengzhou_quality.")
                and layers & set(name.split("."))}  # fmt: skip
    apart = {"loader", "from_yaml", "schema"}
    assert not {f"shengzhou_quality.plan.{name}" for name in apart} & names


def test_our_own_core_modules_import_no_file_and_no_clock() -> None:
    modules = own_modules(loaded())
    assert "shengzhou_quality.judgement" in modules
    for name, tree in modules.items():
        for node in ast.walk(tree):
            found = set()
            if isinstance(node, ast.Import):
                found = {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                found = {(node.module or "").partition(".")[0]}
            assert not found & OWN, f"{name}:{getattr(node, 'lineno', '?')} imports {found & OWN}"


def test_our_own_core_modules_never_print_or_compute_in_floats() -> None:
    for name, tree in own_modules(loaded()).items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in CALLS, f"{name}:{node.lineno} calls {node.func.id}"
            if isinstance(node, ast.Constant) and name != ALIKE:
                assert not isinstance(node.value, float), f"{name}:{node.lineno} is a float"


def test_the_packages_of_the_core_import_nothing_by_themselves() -> None:
    for folder in ("plan", "reading", "evaluation", "sources"):
        tree = ast.parse((PACKAGE / folder / "__init__.py").read_text(encoding="utf-8"))
        imports = (ast.Import, ast.ImportFrom)
        found = [node for node in ast.walk(tree) if isinstance(node, imports)]
        names = [getattr(node, "module", None) for node in found]
        assert all(name == "__future__" for name in names), folder


def test_a_kind_that_the_plan_does_not_use_is_not_loaded() -> None:
    """Its module would cost every evaluation, though no item is of it."""
    probe = (
        "import sys, json\n"
        "from shengzhou_quality.evaluation.evaluate import evaluate\n"
        "from shengzhou_quality.plan.kinds import CLASSES\n"
        "from shengzhou_quality.plan.loader import load_plan\n"
        "from shengzhou_quality.reported import Actuals\n"
        "plan = load_plan()\n"
        "evaluate(plan, Actuals(()), year=2023)\n"
        "used = {one.kind for one in plan.reportable}\n"
        "loaded = {n for n in CLASSES if f'shengzhou_quality.plan.kinds.{n}' in sys.modules}\n"
        "print(json.dumps([sorted(used), sorted(loaded)]))\n"
    )
    command = [sys.executable, "-W", "error", "-c", probe]
    run = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    used, imported = json.loads(run.stdout)
    assert imported == used
