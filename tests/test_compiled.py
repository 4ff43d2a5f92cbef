"""Test that the shipped compiled plan equals its YAML, and is ignored for any other YAML."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from shengzhou_quality.plan import loader
from shengzhou_quality.plan.compiled import compile_plan, compiled_plan
from shengzhou_quality.plan.from_yaml import read_plan
from shengzhou_quality.plan.loader import load_plan
from shengzhou_quality.plan.model import Plan, PlanFile

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "plan"
FILES = ["indicators.yaml", "indicators.en.yaml", "tasks.yaml", "tasks.en.yaml"]


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the folder that the shipped plan is read from."""
    folder = tmp_path / "plan"
    shutil.copytree(FOLDER, folder)
    monkeypatch.setattr(loader, "shipped", lambda _: folder)
    return folder


def from_yaml(folder: Path = FOLDER) -> Plan:
    return read_plan(folder / "indicators.yaml", folder / "tasks.yaml")


def test_the_compiled_plan_is_what_the_yaml_says() -> None:
    script = ROOT / "scripts" / "make_compiled.py"
    run = subprocess.run(
        [sys.executable, str(script), "--check"],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_shipped_plan_is_the_compiled_one_and_equals_that_of_the_yaml() -> None:
    content = (FOLDER / "compiled.json").read_bytes()
    shipped, checked = load_plan(), from_yaml()
    assert shipped == checked == compiled_plan(content, shipped.files)
    assert shipped.warnings == checked.warnings == ()
    assert [file.path for file in shipped.files] == FILES
    assert [file.sha256 for file in shipped.files] == [file.sha256 for file in checked.files]
    # Equal would also be a text where the class has a choice: what is written tells them apart.
    assert compile_plan(shipped).encode("utf-8") == content


@pytest.mark.parametrize("name", FILES)
def test_changed_yaml_is_read_itself(shipped: Path, name: str) -> None:
    file = shipped / name
    file.write_text(file.read_text(encoding="utf-8") + "\n# one more remark\n", encoding="utf-8")
    plan = load_plan()
    assert plan == from_yaml(shipped)
    assert plan.files != load_plan(FOLDER).files
    assert [file.path for file in plan.files] == FILES


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b"\xff\xfe", b'{"files": []}', b'{"=": "Head"}', b'{"=": "object"}'],
    ids=repr,
)
def test_what_is_no_compiled_plan_is_passed_over(shipped: Path, content: bytes) -> None:
    (shipped / "compiled.json").write_bytes(content)
    assert load_plan() == from_yaml()


def test_a_compiled_plan_with_a_part_less_is_passed_over(shipped: Path) -> None:
    data = json.loads((shipped / "compiled.json").read_bytes())
    for broken in (
        data | {"head": {"=": "Head"}},
        {**data, "more": []},
        data | {"head": {"=": "?"}},
    ):
        (shipped / "compiled.json").write_text(json.dumps(broken), encoding="utf-8")
        assert load_plan() == from_yaml()


def test_without_a_compiled_plan_the_yaml_is_read(shipped: Path) -> None:
    (shipped / "compiled.json").unlink()
    assert load_plan() == from_yaml()


def test_a_compiled_plan_is_of_all_files_by_name_and_content() -> None:
    content = (FOLDER / "compiled.json").read_bytes()
    one, *others = load_plan().files
    assert compiled_plan(content, (one, *others)) is not None
    *rest, last = others
    other = PlanFile(last.path, one.sha256)
    for files in ((one,), (one, *rest), (*others, one), (one, *rest, other), ()):
        assert compiled_plan(content, files) is None


def test_a_compiled_plan_beside_a_plan_that_is_given_counts_for_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    shutil.copytree(FOLDER, folder)
    (folder / "compiled.json").write_text("{}", encoding="utf-8")
    assert load_plan(folder) == from_yaml()
