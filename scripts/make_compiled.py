"""Make plan/compiled.json from the plan's YAML; sqc reads it as long as the YAML is unchanged.

Run with `--check` to compare instead of writing; a test does.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from shengzhou_quality.plan.compiled import compile_plan
from shengzhou_quality.plan.from_yaml import read_plan

FOLDER = Path(__file__).resolve().parent.parent / "plan"


def compiled() -> str:
    """The plan, as loaded and checked now; its files are identified by name, not by path."""
    plan = read_plan(FOLDER / "indicators.yaml", FOLDER / "tasks.yaml")
    files = tuple(file._replace(path=Path(file.path).name) for file in plan.files)
    return compile_plan(replace(plan, files=files))


def main(arguments: list[str]) -> int:
    path = FOLDER / "compiled.json"
    written = compiled().encode("utf-8")
    if "--check" not in arguments:
        path.write_bytes(written)
    elif not path.is_file() or path.read_bytes() != written:
        print("plan/compiled.json is not what the YAML says: run scripts/make_compiled.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
