"""Test the files that CI of other projects uses: the action, the hooks, the examples."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
EXAMPLES = [yaml.safe_load(block) for block in re.findall(r"(?ms)^```yaml\n(.*?)^```", PAGE)]
FINAL, FAILING = "final-2025.xlsx", "failing-2025.xlsx"


# The action


def steps() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ACTION["runs"]["steps"]
    return found


def the_run() -> dict[str, Any]:
    return next(step for step in steps() if step.get("id") == "sqc")


def test_the_action_is_composite_and_every_step_names_its_shell() -> None:
    assert ACTION["runs"]["using"] == "composite"
    assert all(step.get("shell") == "bash" for step in steps() if "run" in step)


def test_no_input_is_ever_part_of_a_script() -> None:
    for step in steps():
        assert "${{" not in step.get("run", "")
    used = set(re.findall(r"inputs\.([a-z-]+)", str(steps())))
    assert used == set(ACTION["inputs"])


def test_the_action_installs_from_its_own_folder() -> None:
    install = next(step for step in steps() if "install" in step.get("run", ""))
    assert install["run"].endswith('"${GITHUB_ACTION_PATH}[legacy]"')


@pytest.fixture
def job(tmp_path: Path) -> Path:
    """A folder as a job has it: data, a place for its summary, and `sqc` on the path."""
    for name in ("bin", "data", "tmp"):
        (tmp_path / name).mkdir()
    command = tmp_path / "bin" / "sqc"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m shengzhou_quality "$@"\n')
    command.chmod(0o755)
    for name in (FINAL, FAILING):
        shutil.copy(ROOT / "examples" / name, tmp_path / "data")
    return tmp_path


def run_action(job: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[str], str]:
    """The script of the action in bash, with the inputs' defaults; and the summary it wrote."""
    step, env = the_run(), dict(os.environ)
    for variable, expression in step["env"].items():
        name = re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", expression)
        assert name is not None
        env[variable] = inputs.get(name[1], str(ACTION["inputs"][name[1]].get("default", "")))
    env |= {
        "PATH": f"{job / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "RUNNER_TEMP": str(job / "tmp"),
        "GITHUB_STEP_SUMMARY": str(job / "summary.md"),
        "GITHUB_OUTPUT": str(job / "output"),
        "LC_ALL": "C.UTF-8",
    }
    run = subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
        cwd=job,
        env=env,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    written = job / "summary.md"
    return run, written.read_text(encoding="utf-8", errors="replace") if written.exists() else ""


def outputs(job: Path) -> dict[str, str]:
    """What the step hands on."""
    lines = (job / "output").read_text(encoding="utf-8").splitlines()
    return {name: value for name, _, value in (line.partition("=") for line in lines)}


@pytest.mark.slow
def test_a_failing_file_fails_the_step_annotates_it_and_fills_the_summary(job: Path) -> None:
    run, summary = run_action(job, data=f"data/{FAILING}")
    assert run.returncode == 1, run.stderr
    annotated = re.findall(r"(?m)^::([a-z]+) file=data/", run.stdout)
    assert annotated == ["warning", "error"]
    assert summary.startswith("# 数据检查\n")
    assert "K13" in summary
    told = outputs(job)
    assert (told["exit-code"], told["conclusion"]) == ("1", "failed")
    report = json.loads(Path(told["report"]).read_text(encoding="utf-8"))
    assert report["result"]["exit_code"] == 1


@pytest.mark.slow
def test_a_clean_file_passes(job: Path) -> None:
    run, summary = run_action(job, data=f"data/{FINAL}", complete="true", year="2025")
    assert (run.returncode, run.stdout) == (0, ""), run.stderr
    assert "检查结论：没有发现问题。" in summary


@pytest.mark.slow
def test_the_action_evaluates_too(job: Path) -> None:
    run, summary = run_action(
        job, command="evaluate", data=f"data/{FAILING}", lang="en", only="5,12"
    )
    assert run.returncode == 1, run.stderr
    assert len(re.findall(r"(?m)^::error file=.*title=missed::", run.stdout)) == 2
    assert "## " in summary
    never, _ = run_action(job, command="evaluate", data=f"data/{FAILING}", **{"fail-on": "never"})
    assert never.returncode == 0


@pytest.mark.slow
def test_it_takes_folders_forms_and_the_evaluators_files(job: Path) -> None:
    (job / "data" / FINAL).unlink()
    (job / "a b.csv").write_text(
        "编号,状态,理由\n2,不纳入评估,甲\n5,不纳入评估,乙\n12,不纳入评估,丙\n21,不纳入评估,丁\n",
        encoding="utf-8",
    )
    inputs = {"command": "evaluate", "data": "data/", "form": "15=累计值\n16=累计值\n"}
    plain, _ = run_action(job, **inputs)
    assert plain.returncode == 1, plain.stderr
    given, _ = run_action(job, assessments="\n a b.csv \n", **inputs)
    assert given.returncode == 0, given.stderr
    assert outputs(job)["conclusion"] == "passed"


@pytest.mark.slow
def test_the_default_of_fail_on_is_the_commands_own(job: Path) -> None:
    assert ACTION["inputs"]["fail-on"]["default"] == ""
    doubt = job / "data" / "doubt.csv"
    doubt.write_text("指标,2024年,2025年\n装配式建筑占新建建筑比例,39.1,15\n", encoding="utf-8")
    codes = [
        run_action(job, data="data/doubt.csv", **more)[0].returncode
        for more in ({}, {"fail-on": "error"}, {"fail-on": "never"}, {"fail-on": "any"})
    ]
    assert codes == [1, 0, 0, 2]


@pytest.mark.slow
def test_data_takes_patterns_and_lines_with_spaces(job: Path) -> None:
    (job / "data" / FAILING).rename(job / "data" / "a b.xlsx")
    (job / "data" / FINAL).unlink()
    for data in ("data/*.xlsx", "data/a b.xlsx\n", "\n  data/a b.xlsx  \n  \n"):
        run, _ = run_action(job, data=data)
        assert run.returncode == 1, run.stderr
        assert "file=data/a b.xlsx" in run.stdout


@pytest.mark.slow
def test_a_file_with_the_signs_of_a_pattern_in_its_name_is_that_file(job: Path) -> None:
    (job / "data" / FAILING).rename(job / "data" / "a[1].xlsx")
    (job / "data" / FINAL).rename(job / "data" / "a1.xlsx")
    run, _ = run_action(job, data="data/a[1].xlsx")
    assert run.returncode == 1, run.stderr
    assert "file=data/a[1].xlsx" in run.stdout


@pytest.mark.slow
def test_a_summary_is_no_longer_than_github_takes(job: Path) -> None:
    """Whatever a report may grow to: here it is a program of that name that writes two MB."""
    sqc = job / "bin" / "sqc"
    writes = 'for it; do case "$it" in *.md) yes "a finding" | head -c 2000000 >"$it"; esac; done'
    sqc.write_text(f"#!/bin/sh\n{writes}\nexit 1\n")
    run, summary = run_action(job, data="data/long.csv")
    assert run.returncode == 1, run.stderr
    assert 1_000_000 < (job / "summary.md").stat().st_size < 1024 * 1024
    assert summary.endswith("the log holds every finding.\n")


@pytest.mark.slow
def test_what_cannot_be_read_is_2_and_says_so_in_the_summary(job: Path) -> None:
    run, summary = run_action(job, data="nosuch.xlsx")
    assert run.returncode == 2
    assert run.stdout.startswith("::error title=sqc::")
    assert "could not judge" in summary
    assert outputs(job) == {"exit-code": "2", "conclusion": "not-judged", "report": ""}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("data", "$(touch pwned)"),
        ("data", "`touch pwned`.xlsx\n; touch pwned"),
        ("data", "--help"),
        ("year", "2025; touch pwned"),
        ("only", "$(touch pwned)"),
        ("plan", "--help"),
        ("lang", "zh$(touch pwned)"),
        ("command", "check; touch pwned"),
        ("command", "explain"),
        ("fail-on", "`touch pwned`"),
        ("assessments", "--help"),
        ("assessments", "$(touch pwned)"),
        ("form", "15=$(touch pwned)"),
    ],
)
def test_an_input_is_never_a_command(name: str, value: str, job: Path) -> None:
    inputs = {"data": f"data/{FINAL}", "command": "evaluate", name: value}
    run, _ = run_action(job, **inputs)
    assert run.returncode == 2
    assert not (job / "pwned").exists()


# The hooks


def project() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return found["project"]  # type: ignore[no-any-return]


@pytest.mark.slow
@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
def test_the_entry_of_a_hook_works(hook: dict[str, Any], job: Path) -> None:
    program, *arguments = shlex.split(hook["entry"]) + list(hook["args"])
    assert arguments[-1] == "--"
    run = subprocess.run(
        [job / "bin" / program, *arguments, f"data/{FAILING}"],
        cwd=job,
        capture_output=True,
        check=False,
    )
    assert run.returncode == 1
    assert b"K13" in run.stdout + run.stderr
    assert program in project()["scripts"]


def test_the_hooks_are_those_that_are_promised() -> None:
    assert [hook["id"] for hook in HOOKS] == ["sqc-check", "sqc-evaluate"]
    extras = project()["optional-dependencies"]
    for hook in HOOKS:
        assert hook["language"] == "python"
        assert hook["require_serial"] is True
        assert hook["additional_dependencies"] == extras["legacy"]
        assert re.search(hook["files"], "data/填报表.xlsx")
        assert not re.search(hook["files"], ".github/workflows/data.yml")


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hooks as a repository of their own, for pre-commit clones what it runs.

    Its package runs the code that is tested here: to install all of it with its libraries
    would take half a minute and an index.
    """
    folder = tmp_path_factory.mktemp("hooks")
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", folder)
    written = [{**hook, "additional_dependencies": [], "language": "system"} for hook in HOOKS]
    program = shlex.quote(sys.executable)
    for hook in written:
        hook["entry"] = hook["entry"].replace("sqc ", f"{program} -m shengzhou_quality ", 1)
    page = yaml.safe_dump(written, allow_unicode=True)
    (folder / ".pre-commit-hooks.yaml").write_text(page, encoding="utf-8")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "hooks")
    return folder


def run_hook(
    hooks: Path, place: Path, hook: str, args: list[str] | None = None
) -> subprocess.CompletedProcess[str]:
    """`pre-commit run` in a repository with the files of `place`, as a user of the hooks has it."""
    pytest.importorskip("pre_commit", reason="pre-commit is in the extra `test`")
    revision = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=hooks, check=True, capture_output=True, encoding="utf-8"
    ).stdout.strip()
    chosen: dict[str, Any] = {"id": hook} if args is None else {"id": hook, "args": args}
    repo = {"repo": str(hooks), "rev": revision, "hooks": [chosen]}
    config = yaml.safe_dump({"repos": [repo]})
    (place / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    git(place, "init", "-q")
    git(place, "add", ".")
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color", "never"],
        cwd=place,
        env=os.environ | {"PRE_COMMIT_HOME": str(hooks.parent / "cache"), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


NAMES_LIKE_OPTIONS = ("--plan=p.csv", "-o.csv", "--help.csv", "--fail-on=never.csv")


@pytest.mark.slow
@pytest.mark.parametrize("hook", ["sqc-check", "sqc-evaluate"])
def test_pre_commit_runs_the_hooks(hook: str, hooks: Path, tmp_path: Path) -> None:
    """A file is a file, whatever its name begins with: found, read, and named in the log."""
    bad = "序号,2025年\n5,见附件{}\n"
    for number, name in enumerate(NAMES_LIKE_OPTIONS):
        (tmp_path / name).write_text(bad.format(number), encoding="utf-8")
    run = run_hook(hooks, tmp_path, hook)
    assert run.returncode == 1, run.stdout + run.stderr
    for name in NAMES_LIKE_OPTIONS:
        assert f"{name}:2:2" in run.stdout or f"{name}\n" in run.stdout, run.stdout
    assert "用法" not in run.stdout


@pytest.mark.slow
def test_pre_commit_passes_what_is_sound(hooks: Path, tmp_path: Path) -> None:
    (tmp_path / "--plan=p.csv").write_text("序号,2025年\n5,41\n6,16\n", encoding="utf-8")
    run = run_hook(hooks, tmp_path, "sqc-check", ["--fail-on", "error", "--"])
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.slow
def test_a_hook_installs_from_the_repository(tmp_path: Path) -> None:
    """As others get it: a clone, and the package and its libraries from the index."""
    pytest.importorskip("pre_commit", reason="pre-commit is in the extra `test`")
    if not (ROOT / ".git").exists():
        pytest.skip("pre-commit installs from a repository, and this is none")
    (tmp_path / "-o.csv").write_text("序号,2025年\n5,见附件\n", encoding="utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(ROOT), "sqc-check"]
    run = subprocess.run(
        [*command, "--all-files", "--color", "never"],
        cwd=tmp_path,
        env=os.environ | {"PRE_COMMIT_HOME": str(tmp_path / "cache"), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    if "No matching distribution" in run.stdout or "Could not install" in run.stdout:
        pytest.skip("the package index cannot be reached")
    assert "  -o.csv\n    2:2  错误 [not-a-number]\n" in run.stdout, run.stdout + run.stderr


# The page


def test_the_examples_of_the_page_are_yaml() -> None:
    assert len(EXAMPLES) == 5


def test_the_examples_use_the_inputs_hooks_and_options_that_there_are() -> None:
    found: dict[str, Any] = {}
    for example in EXAMPLES:
        found |= example if isinstance(example, dict) else {"step": example}
    used = [
        step["with"]
        for example in EXAMPLES
        for step in _steps(example)
        if str(step.get("uses", "")).startswith("OWNER/REPO@")
    ]
    assert len(used) == 2
    for inputs in used:
        assert set(inputs) <= set(ACTION["inputs"])
    hooks = [hook["id"] for repo in found["repos"] for hook in repo["hooks"]]
    assert hooks == [hook["id"] for hook in HOOKS]
    gitlab = found["check data"]
    assert gitlab["artifacts"]["reports"]["junit"] == "sqc.xml"


@pytest.mark.slow
def test_the_commands_of_the_page_work(job: Path) -> None:
    commands = re.findall(r"(?m)^ *(?:- run: |- |run: )(sqc .*)$", PAGE)
    assert len(commands) == 3
    (job / "data" / FINAL).unlink()
    summary = job / "summary.md"
    for command in commands:
        run = subprocess.run(
            ["bash", "-c", command],
            cwd=job,
            env=os.environ
            | {"PATH": f"{job / 'bin'}{os.pathsep}{os.environ['PATH']}"}
            | {"GITHUB_STEP_SUMMARY": str(summary)},
            capture_output=True,
            check=False,
        )
        assert run.returncode == 1, run.stderr.decode()
    assert summary.read_text(encoding="utf-8").startswith("# ")
    assert {path.name for path in job.glob("sqc.*")} == {"sqc.xml", "sqc.md"}


def _steps(example: Any) -> list[dict[str, Any]]:
    if isinstance(example, list):
        return example
    jobs = example.get("jobs", {})
    return [step for job in jobs.values() for step in job["steps"]]
