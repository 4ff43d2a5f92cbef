"""Test parts that exist but cannot be used, and outputs that would overwrite an input."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from shengzhou_quality.plan.loader import load_plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli.conftest import Sqc

ROOT = Path(__file__).resolve().parents[2]
VALUES = "序号,2025年\n5,41\n6,16\n"
NOBODY = 65534


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with data and a copy of the plan."""
    shutil.copytree(ROOT / "plan", tmp_path / "plan")
    (tmp_path / "v.csv").write_text(VALUES, encoding="utf-8")
    return tmp_path


def refused(sqc: Sqc, desk: Path, *arguments: str) -> str:
    """The one line that says why."""
    ran = sqc(*arguments, cwd=desk, timeout=60)
    assert (ran.code, ran.out) == (2, b""), ran.said
    assert "内部错误" not in ran.err.decode("utf-8")
    return ran.said[0]


def broken_link(tasks: Path) -> None:
    tasks.symlink_to("nowhere.yaml")


def loop(tasks: Path) -> None:
    tasks.symlink_to(tasks.name)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (broken_link, "file-not-found"),
        (loop, "not-a-file"),
        (Path.mkdir, "not-a-file"),
        (os.mkfifo, "not-a-file"),
    ],
)
@pytest.mark.parametrize("part", ["tasks.yaml", "indicators.yaml", "indicators.en.yaml"])
def test_a_part_of_the_plan_that_is_there_and_unusable(
    make: Callable[[Path], None], code: str, part: str, sqc: Sqc, desk: Path
) -> None:
    (desk / "plan" / part).unlink()
    make(desk / "plan" / part)
    line = refused(sqc, desk, "evaluate", "v.csv", "--plan", "plan")
    assert line.startswith(f"plan/{part}：错误 [{code}]")


def test_a_plan_without_tasks_is_a_plan(sqc: Sqc, desk: Path) -> None:
    for name in ("tasks.yaml", "tasks.en.yaml"):
        (desk / "plan" / name).unlink()
    assert sqc("check", "v.csv", "--plan", "plan", cwd=desk).code == 0


@pytest.mark.parametrize("escape", ["\\a", "\\u0007", "\\x1b", "\\e", "\\uFFFF"])
def test_control_characters_in_a_plan(escape: str, sqc: Sqc, desk: Path) -> None:
    path = desk / "plan" / "indicators.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("name: 装配式建筑占新建建筑比例", f'name: "装配式{escape}建筑"', 1)
    path.write_text(text, encoding="utf-8")
    for command in (["evaluate", "v.csv"], ["template", "-o", "x.xlsx"], ["plan", "list"]):
        line = refused(sqc, desk, *command, "--plan", "plan")
        assert "错误 [plan-control-character]" in line
        assert "\x07" not in line


# ---- without permission -------------------------------------------------------


def as_nobody(desk: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command as a user who may not enter everything; root may, so it is dropped."""
    script = "import codecs, os, sys, pkgutil, importlib, openpyxl, yaml, shengzhou_quality as s\n"
    script += "for one in pkgutil.walk_packages(s.__path__, 's.'.replace('s', s.__name__)):\n"
    script += "    one.name.endswith('__main__') or importlib.import_module(one.name)\n"
    script += "[codecs.lookup(one) for one in ('gb18030', 'utf-16', 'utf-32', 'utf-8-sig')]\n"
    if os.geteuid() == 0:
        script += f"os.setgid({NOBODY}); os.setuid({NOBODY})\n"
    script += "from shengzhou_quality.cli import main\nsys.exit(main(sys.argv[1:]))\n"
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=desk,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT / "src")},
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def closed(desk: Path) -> Path:
    """A folder that only its owner may enter, with data and a plan; the desk is open to all."""
    inner = desk / "closed"
    inner.mkdir()
    shutil.copytree(ROOT / "plan", inner / "plan")
    (inner / "v.csv").write_text(VALUES, encoding="utf-8")
    for folder in (desk, *desk.parents):
        if folder.stat().st_uid == os.geteuid() and "pytest" in str(folder):
            folder.chmod(0o755)
    inner.chmod(0o000)
    return desk


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        ("evaluate", "closed/v.csv"),
        ("check", "closed/v.csv"),
        ("check", "closed"),
        ("check", "closed/*.csv"),
        ("check", "closed/**/*.csv"),
        ("evaluate", "v.csv", "--plan", "closed/plan"),
        ("evaluate", "v.csv", "--plan", "closed/plan/indicators.yaml"),
        ("evaluate", "v.csv", "--assessments", "closed/v.csv"),
        ("template", "--values", "closed/v.csv", "-o", "x.xlsx"),
        ("template", "--plan", "closed/plan", "-o", "x.xlsx"),
        ("plan", "show", "--plan", "closed/plan"),
        ("explain", "5", "closed/v.csv"),
        ("evaluate", "v.csv", "-o", "closed/r.json"),
        ("evaluate", "v.csv", "-o", "closed/deeper/r.json"),
    ],
)
def test_behind_a_folder_without_permission(arguments: tuple[str, ...], closed: Path) -> None:
    done = as_nobody(closed, *arguments)
    (closed / "closed").chmod(0o700)
    assert (done.returncode, done.stdout) == (2, "")
    assert "内部错误" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.slow
def test_a_closed_subfolder_is_an_error_and_the_rest_is_judged(closed: Path) -> None:
    done = as_nobody(closed, "check", "**/*.csv")
    (closed / "closed").chmod(0o700)
    assert done.returncode == 1
    assert "错误 [file-unreadable]" in done.stdout


# ---- outputs ------------------------------------------------------------------


@pytest.mark.slow
def test_from_a_folder_that_was_deleted(sqc: Sqc, desk: Path) -> None:
    script = (
        'mkdir gone; cd gone; rmdir "$PWD"; '
        f"sqc evaluate {desk}/v.csv --only 5 -o r.json; echo $? >{desk}/code1; "
        f"sqc template -o r.xlsx; echo $? >{desk}/code2; sqc check v.csv; echo $? >{desk}/code3; "
        f"sqc check data/; echo $? >{desk}/code4; sqc check v.csv --plan p; echo $? >{desk}/code5"
    )
    ran = sqc.shell(script, cwd=desk)
    said = ran.err.decode("utf-8")
    assert "内部错误" not in said
    assert "Traceback" not in said
    assert [(desk / f"code{number}").read_text() for number in range(1, 6)] == ["2\n"] * 5


@pytest.mark.parametrize("how", ["path", "link", "hard link", "other spelling"])
@pytest.mark.parametrize("given", ["data", "assessments", "plan", "english", "tasks", "values"])
def test_no_output_goes_over_an_input(given: str, how: str, sqc: Sqc, desk: Path) -> None:
    """Also through links: a report must never be what the next run reads."""
    plan = desk / "p.json"  # a plan may have any name
    shutil.copy(ROOT / "plan" / "indicators.yaml", plan)
    shutil.copy(ROOT / "plan" / "indicators.en.yaml", desk / "p.en.json")
    (desk / "a.json").write_text('{"assessments": []}', encoding="utf-8")
    (desk / "v.json").write_text('{"actuals": {"5": {"2025": "41"}}}', encoding="utf-8")
    (desk / "v.xlsx").write_bytes((ROOT / "examples" / "final-2025.xlsx").read_bytes())
    source = {
        "data": "v.json", "assessments": "a.json", "plan": "p.json", "tasks": "tasks.yaml",
        "english": "p.en.json", "values": "v.xlsx",
    }[given]  # fmt: skip
    if given == "tasks":
        shutil.copy(ROOT / "plan" / "tasks.yaml", desk)
    target = f"out{'.xlsx' if given == 'values' else '.json'}"
    match how:
        case "path":
            target = source
        case "link":
            (desk / target).symlink_to(source)
        case "hard link":
            os.link(desk / source, desk / target)
        case _:
            target = f"./plan/../{source}"
    before = (desk / source).read_bytes()
    if given == "values":
        arguments = ["template", "--values", "v.xlsx", "-o", target]
    else:
        arguments = ["evaluate", "v.json", "--assessments", "a.json", "--plan", "p.json"]
        arguments += ["--format", "json", "-o", target]
    line = refused(sqc, desk, *arguments)
    assert "是输入文件" in line or "error" not in line
    assert (desk / source).read_bytes() == before


def test_two_outputs_are_two_files(sqc: Sqc, desk: Path) -> None:
    (desk / "a.json").write_text("{}", encoding="utf-8")
    os.link(desk / "a.json", desk / "b.json")
    line = refused(sqc, desk, "evaluate", "v.csv", "-o", "a.json", "-o", "b.json")
    assert "两次" in line


@pytest.mark.parametrize("command", ["evaluate v.csv -o r.json", "template -o r.xlsx"])
def test_a_read_only_file_is_not_replaced(command: str, sqc: Sqc, desk: Path) -> None:
    target = desk / command.rpartition(" ")[2]
    target.write_text("signed", encoding="utf-8")
    target.chmod(0o444)
    line = refused(sqc, desk, *command.split())
    assert "没有权限" in line
    assert target.read_text(encoding="utf-8") == "signed"


@pytest.mark.parametrize("format_", ["terminal", "markdown", "json", "junit", "github"])
@pytest.mark.parametrize("command", ["evaluate", "check"])
def test_a_value_of_a_million_digits_is_refused_and_cut(
    command: str, format_: str, sqc: Sqc, desk: Path
) -> None:
    for name, digits in (("big.csv", "9" * 1_000_000), ("long.csv", "9" * 30_000)):
        (desk / name).write_text(f"序号,2025年\n5,{digits}\n6,16\n", encoding="utf-8")
        ran = sqc(command, name, "--only", "5,6", "--format", format_, cwd=desk)
        assert ran.code == 1
        assert b"9" * 400 not in ran.out
        assert b"9" * 400 not in ran.err


def test_a_value_of_a_million_digits_is_cut_where_it_is_explained(sqc: Sqc, desk: Path) -> None:
    (desk / "big.csv").write_text(f"序号,2025年\n5,{'9' * 1_000_000}\n6,16\n", encoding="utf-8")
    for format_ in ("terminal", "markdown", "json"):
        ran = sqc("explain", "5", "big.csv", "--format", format_, cwd=desk)
        assert ran.code == 0
        assert b"9" * 400 not in ran.out + ran.err


def test_the_plan_is_loaded_from_any_path(desk: Path) -> None:
    assert load_plan(desk / "plan" / "indicators.yaml").tasks
