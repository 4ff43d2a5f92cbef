"""Test the schemas of plan files by what editors and checkers answer on good and bad files."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from jsonschema import Draft202012Validator
from language_server import LanguageServer

from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.plan.kinds import KINDS
from shengzhou_quality.plan.loader import load_plan
from shengzhou_quality.sources.yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
FILES = {
    "indicators": "plan", "indicators.en": "plan.en", "tasks": "tasks", "tasks.en": "tasks.en",
}  # fmt: skip
"""Each file of a plan, and the name of its schema."""

GOOD = {
    "indicators": """\
plan: {id: short, title: 规划, baseline_year: 2020, target_year: 2025, adopted: 2021-03-11}
categories:
  - {key: all, name: 全部}
indicators:
  - id: 1
    name: 合格率
    category: all
    unit: "%"
    constraint: binding
    kind: level
    baseline: 33
    target: ">40"
    plausible: {low: 5}
    source: {section: 二, quote: 合格率}
""",
    "indicators.en": """\
plan:
indicators:
  1:
    name: Pass rate
""",
    "tasks": """\
tasks:
  - id: T1
    section: 三
    title: 任务
    indicators: [1]
    actions:
      - {id: T1.1, title: 行动}
    commitments:
      - id: C01
        name: 数
        kind: level
        whole: yes
        target: 4
        source: {section: 三, quote: 数}
""",
    "tasks.en": """\
tasks:
  T1:
    title: The task
""",
}


class Bad(NamedTuple):
    """A change to a good file that makes it a bad one, and the line of the fault."""

    file: str
    old: str
    new: str
    line: int


BAD = (
    Bad("indicators", "  - {key: all", "  - {keys: all", 3),
    Bad("indicators", "target_year: 2025", "target_year: 二〇二五", 1),
    Bad("indicators", "    constraint: binding\n", "", 5),
    Bad("indicators", "constraint: binding", "constraint: 约束", 9),
    Bad("indicators", "kind: level", "kind: levle", 10),
    Bad("indicators", 'target: ">40"', "target: [40]", 12),
    Bad("indicators", "plausible: {low: 5}", "plausible: 5", 13),
    Bad("indicators", "plausible: {low: 5}", "name_en: Rate", 13),
    Bad("indicators.en", "    name: Pass", "    nmae: Pass", 4),
    Bad("indicators.en", "  1:\n", "  - id: 1\n", 3),
    Bad("tasks", "    actions:\n      - {id: T1.1, title: 行动}\n", "", 2),
    Bad("tasks", "id: C01", "id: C1", 9),
    Bad("tasks.en", "  T1:\n    title: The task", "  T1: The task", 2),
)


def name_of(bad: Bad) -> str:
    return f"{bad.file}: {bad.new.strip() or bad.old.strip()}"


def text_of(bad: Bad) -> str:
    assert GOOD[bad.file].count(bad.old) == 1
    return GOOD[bad.file].replace(bad.old, bad.new)


@cache
def schema(name: str) -> Draft202012Validator:
    written = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(written)
    return Draft202012Validator(written)


def is_sound(file: str, text: str) -> bool:
    """By the schema."""
    return schema(FILES[file]).is_valid(read_yaml(text.encode(), file).data)


def write(folder: Path, texts: dict[str, str]) -> None:
    folder.mkdir(exist_ok=True)
    for file, text in texts.items():
        (folder / f"{file}.yaml").write_text(text, encoding="utf-8")


def test_what_is_good_is_read_and_validates(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    assert load_plan(tmp_path).tasks[0].title_en == "The task"
    assert all(is_sound(file, text) for file, text in GOOD.items())


@pytest.mark.parametrize("bad", BAD, ids=name_of)
def test_what_is_bad_is_refused_by_sqc_and_by_the_schema(bad: Bad, tmp_path: Path) -> None:
    text = text_of(bad)
    write(tmp_path, {**GOOD, bad.file: text})
    with pytest.raises(InputError) as caught:
        load_plan(tmp_path)
    (place,) = {one.place for one in caught.value.diagnostics}
    assert place
    assert (Path(place.file).name, place.row) == (f"{bad.file}.yaml", bad.line)
    assert not is_sound(bad.file, text)


def plans() -> Iterator[tuple[Path, str]]:
    """Every plan file of the repository, and the name of its schema."""
    for path in (*(ROOT / "plan").glob("*.yaml"), *(ROOT / "tests" / "plans").glob("*.yaml")):
        english = ".en" if path.stem.endswith(".en") else ""
        yield path, ("tasks" if path.stem.startswith("tasks") else "plan") + english


def test_the_plans_of_the_repository_validate() -> None:
    found = list(plans())
    assert {name for _, name in found} == set(FILES.values())
    for path, name in found:
        data = read_yaml(path.read_bytes(), path.name).data
        assert [error.message for error in schema(name).iter_errors(data)] == [], path


# ---- with programs of their own ------------------------------------------------


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Good and bad files, each with the modeline that the guide tells to write."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "schemas", folder / "schemas")
    texts = {"good": GOOD, **{f"bad{n}": {bad.file: text_of(bad)} for n, bad in enumerate(BAD)}}
    texts["blank"] = {"indicators": GOOD["indicators"].partition("level")[0]}
    for name, files in texts.items():
        head = "# yaml-language-server: $schema=../schemas/{}.schema.json\n"
        write(folder / name, {f: head.format(FILES[f]) + text for f, text in files.items()})
    return folder


def installed(folder: Path, *command: str) -> None:
    """Run the command of a package manager; skip where it cannot fetch."""
    done = subprocess.run(
        command, cwd=folder, capture_output=True, encoding="utf-8", check=False, timeout=120
    )
    if done.returncode:
        pytest.skip(f"{command[0]} cannot install: {done.stderr.strip()[-200:]}")


@pytest.fixture(scope="module")
def check_jsonschema(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with check-jsonschema."""
    folder = tmp_path_factory.mktemp("check-jsonschema")
    pip = (sys.executable, "-m", "pip", "install", "--no-compile", "--disable-pip-version-check")
    installed(folder, *pip, "--target", ".", "check-jsonschema<1")
    return folder


@pytest.mark.slow
def test_check_jsonschema_answers_as_sqc_does(desk: Path, check_jsonschema: Path) -> None:
    for file, name in FILES.items():
        paths = [path for path in desk.glob(f"*/{file}.yaml") if path.parent.name != "blank"]
        paths += [path for path, of in plans() if of == name]
        options = ("--schemafile", desk / "schemas" / f"{name}.schema.json", "-o", "json")
        done = subprocess.run(
            [sys.executable, "-m", "check_jsonschema", *options, *paths],
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(check_jsonschema)},
            check=False,
        )
        assert done.returncode == 1, done.stdout + done.stderr
        found = json.loads(done.stdout)
        assert found["parse_errors"] == []
        bad = {str(path) for path in paths if path.parent.name.startswith("bad")}
        assert {one["filename"] for one in found["errors"]} == bad != set()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, desk: Path) -> Iterator[LanguageServer]:
    """The YAML language server, which editors run."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        pytest.skip("npm and node are not installed")
    folder = tmp_path_factory.mktemp("yaml-language-server")
    installed(folder, npm, "install", "--no-audit", "--no-fund", "yaml-language-server@2")
    program = folder / "node_modules" / ".bin" / "yaml-language-server"
    with LanguageServer(program, desk) as found:
        yield found


@pytest.mark.slow
def test_an_editor_underlines_and_completes(
    server: LanguageServer, desk: Path, tmp_path: Path
) -> None:
    """One test, as each process of pytest would install the server anew."""
    for file in FILES:
        assert server.faults(desk / "good" / f"{file}.yaml") == []
    for number, bad in enumerate(BAD):
        faults = server.faults(desk / f"bad{number}" / f"{bad.file}.yaml")
        assert {fault.line for fault in faults} == {bad.line + 1}, (bad, faults)

    # Behind the colon of a kind that is still to be written, and at the beginning of its line.
    path = desk / "blank" / "indicators.yaml"
    assert server.faults(path) != []
    line = len(path.read_text(encoding="utf-8").splitlines())
    assert server.completions(path, line, 11) >= set(KINDS)
    assert {"scope_note", "aliases", "domain"} <= server.completions(path, line, 5)

    # The modelines of the plan, in a copy of the checkout with a fault that only a schema finds.
    for folder in ("plan", "schemas"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for file in FILES:
        path = tmp_path / "plan" / f"{file}.yaml"
        assert server.faults(path) == [], file
        other = path.with_name(f"other-{path.name}")
        other.write_text(path.read_text(encoding="utf-8") + "more: 1\n", encoding="utf-8")
        assert [one.message for one in server.faults(other)] == ["Property more is not allowed."]
