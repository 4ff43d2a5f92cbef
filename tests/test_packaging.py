"""Build the wheel, install it and run it in another folder; run the README's commands."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from shengzhou_quality.version import __version__

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")
ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if name not in {"SQC_LANG", "PYTHONPATH", "PYTHONIOENCODING", "NO_COLOR"}
} | {"LC_ALL": "C.UTF-8", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def run(*command: str | Path, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=cwd,
        env=ENVIRONMENT | env,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    options = ("--wheel", "--no-isolation", "--outdir", folder)
    built = run(sys.executable, "-m", "build", *options, ROOT, cwd=folder)
    assert built.returncode == 0, built.stdout + built.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which pip has put the wheel, and nothing else."""
    folder = tmp_path_factory.mktemp("site")
    options = ("--no-deps", "--no-index", "--quiet", "--target", folder)
    done = run(sys.executable, "-m", "pip", "install", *options, wheel, cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_the_wheel_holds_the_plan_its_schemas_and_the_marker_of_its_types(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("plan", "schemas"):
        held = {name for name in names if name.startswith(f"shengzhou_quality/{folder}_data/")}
        assert {Path(name).name for name in held} == {
            path.name for path in (ROOT / folder).iterdir()
        }
    assert {
        "shengzhou_quality/py.typed",
        "shengzhou_quality/plan/loader.py",
    } <= names


def test_the_wheel_holds_nothing_but_the_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        tops = {name.partition("/")[0] for name in names}
        assert tops == {"shengzhou_quality", f"shengzhou_quality-{__version__}.dist-info"}
        assert not [name for name in names if re.search(r"__pycache__|\.pyc$|test", name)]
        plan = archive.read("shengzhou_quality/plan_data/indicators.yaml")
    assert plan == (ROOT / "plan" / "indicators.yaml").read_bytes()


def test_the_wheel_says_what_it_needs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        info = f"shengzhou_quality-{__version__}.dist-info"
        metadata = archive.read(f"{info}/METADATA").decode("utf-8")
        entry_points = archive.read(f"{info}/entry_points.txt").decode("utf-8")
    needed = re.findall(r"(?m)^Requires-Dist: ([A-Za-z0-9_-]+)(?!.*extra ==)", metadata)
    assert {name.casefold() for name in needed} == {
        "typer", "pydantic", "pyyaml", "rich", "openpyxl", "pebble",
    }  # fmt: skip
    assert "Requires-Python: >=3.11" in metadata
    assert re.search(r"(?m)^sqc = shengzhou_quality\.cli:\w+$", entry_points)


def test_the_installed_package_finds_its_plan_from_another_folder(
    installed: Path, tmp_path: Path
) -> None:
    shutil.copy(ROOT / "examples" / "failing-2025.xlsx", tmp_path)
    command = (sys.executable, "-m", "shengzhou_quality", "evaluate", "failing-2025.xlsx")
    where = "import shengzhou_quality as it; print(it.__file__)"
    found = run(sys.executable, "-c", where, cwd=tmp_path, PYTHONPATH=str(installed))
    assert found.stdout.strip().startswith(str(installed))
    done = run(
        *command,
        "-f",
        "json",
        "-o",
        "r.md",
        "-o",
        "r.html",
        cwd=tmp_path,
        PYTHONPATH=str(installed),
    )
    assert done.returncode == 1, done.stderr
    assert len(json.loads(done.stdout)["indicators"]) == 23
    assert (tmp_path / "r.md").read_text(encoding="utf-8").startswith("# ")
    assert (tmp_path / "r.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_the_console_script_runs(installed: Path, tmp_path: Path) -> None:
    script = installed / "bin" / "sqc"
    shown = run(script, "--version", cwd=tmp_path, PYTHONPATH=str(installed))
    assert (shown.returncode, shown.stdout) == (0, f"sqc {__version__}\n")
    shown = run(script, "plan", "show", "5", cwd=tmp_path, PYTHONPATH=str(installed))
    assert shown.returncode == 0
    assert shown.stdout.startswith("5 装配式建筑占新建建筑比例\n")
    shown = run(script, "schema", "plan", cwd=tmp_path, PYTHONPATH=str(installed))
    assert shown.stdout == (ROOT / "schemas" / "plan.schema.json").read_text(encoding="utf-8")


def test_the_console_scripts_exit_code_is_the_verdicts(installed: Path, tmp_path: Path) -> None:
    script = installed / "bin" / "sqc"
    for name, code in (("final-2025", 0), ("failing-2025", 1), ("nosuch", 2)):
        data = ROOT / "examples" / f"{name}.xlsx"
        done = run(script, "evaluate", data, "-q", cwd=tmp_path, PYTHONPATH=str(installed))
        assert done.returncode == code


# the README


def commands(readme: str) -> list[str]:
    """The lines of fenced blocks that run `sqc`."""
    path = ROOT / readme
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    fences = re.findall(r"(?ms)^ *```[^\n]*\n(.*?)^ *```", text)
    lines = [line.strip().removeprefix("$ ") for block in fences for line in block.splitlines()]
    return [line for line in lines if line.startswith("sqc ")]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository as a clone has it, without what tools left there."""
    folder = tmp_path_factory.mktemp("copy") / "repository"
    left = shutil.ignore_patterns(".*", "__pycache__", "tests")
    shutil.copytree(ROOT, folder, ignore=left)
    return folder


@pytest.mark.parametrize("readme", READMES)
def test_the_readmes_commands_run_and_end_as_documented(
    readme: str, copy: Path, tmp_path: Path
) -> None:
    """0 or 1: whatever the README shows must at least have been able to judge."""
    lines = commands(readme)
    if not lines:
        pytest.skip(f"{readme} shows no sqc command yet")
    if readme != READMES[0]:  # what the first one shows to the letter has run
        lines = [line for line in lines if line not in commands(READMES[0])]
    shim = tmp_path / "sqc"
    shim.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -m shengzhou_quality "$@"\n', encoding="utf-8"
    )
    shim.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{ENVIRONMENT.get('PATH', '')}"
    for line in lines:
        done = run("bash", "-c", line, cwd=copy, PATH=path, PYTHONPATH=str(copy / "src"))
        assert done.returncode in {0, 1}, f"{readme}: {line}\n{done.stderr}"
        assert "Traceback" not in done.stderr


def test_both_readmes_show_the_same_commands() -> None:
    if not all((ROOT / readme).exists() for readme in READMES):
        pytest.skip("one of the READMEs is not written yet")
    english, chinese = (
        [re.sub(r" --lang \w+|\s+#.*", "", line) for line in commands(name)] for name in READMES
    )
    assert english == chinese
