"""Test the cost of starting: heavy modules are imported only when needed (design §9)."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import shengzhou_quality
from shengzhou_quality import evaluate, load_plan, read_actuals, render
from shengzhou_quality.cli import main

EXAMPLES = Path(__file__).parent.parent / "examples"
HEAVY = {"pydantic", "pydantic_core", "openpyxl", "yaml", "rich", "numpy", "pandas"}

AFTER = """
import json, sys
from shengzhou_quality.cli import main
code = main(sys.argv[1:])
sys.stdout.flush()
names = sorted({name.partition(".")[0] for name in sys.modules})
print(json.dumps([code, names]), file=sys.stderr)
"""


def loaded_after(*arguments: str, cwd: Path = EXAMPLES) -> tuple[int, set[str]]:
    """The exit code, and the packages a run has imported when it is over."""
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", AFTER, *arguments],
        capture_output=True,
        check=True,
        cwd=cwd,
    )
    code, names = json.loads(run.stderr.splitlines()[-1])
    return code, set(names)


def loaded_by(program: str) -> set[str]:
    program += "\nimport sys\nprint(*sorted(sys.modules))"
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return set(run.stdout.split())


@pytest.mark.parametrize(
    "arguments",
    [
        ("--version",),
        ("--help",),
        ("evaluate", "--help"),
        ("plan", "--help"),
        ("plan", "show", "--help"),
        ("schema", "plan"),
        ("evaluate", "--nosuch"),
    ],
    ids=" ".join,
)
def test_version_help_schemas_and_usage_errors_import_nothing_heavy(
    arguments: tuple[str, ...],
) -> None:
    code, names = loaded_after(*arguments)
    assert code == (2 if "--nosuch" in arguments else 0)
    assert names & HEAVY == set()


@pytest.mark.parametrize("format_", ["terminal", "markdown", "html", "json"])
def test_evaluate_into_a_pipe_does_without_rich_or_openpyxl(format_: str) -> None:
    code, names = loaded_after("evaluate", "final-2025.xlsx", "--format", format_)
    assert code == 0
    assert names & {"rich", "openpyxl"} == set()


def test_a_plain_evaluation_imports_nothing_of_the_documents() -> None:
    run = "from shengzhou_quality.cli import main"
    names = loaded_by(f"{run}\nmain(['evaluate', '{EXAMPLES}/final-2025.xlsx', '-q'])")
    of_documents = re.compile(r"\.report\.document|formats\.(html|markdown)")
    assert list(filter(of_documents.search, names)) == []
    of_comparisons = re.compile(
        r"\.(recorded|compare|comparison|item_changes|repeated|standing|since)$"
    )
    assert list(filter(of_comparisons.search, names)) == []


@pytest.mark.parametrize("command", ["evaluate", "check", "explain"])
def test_the_shipped_plan_is_used_without_what_checks_plans(command: str) -> None:
    item = ("5",) if command == "explain" else ()
    code, names = loaded_after(command, *item, "final-2025.xlsx")
    assert code == 0
    assert names & {"pydantic", "pydantic_core", "yaml"} == set()


def test_evaluating_yaml_does_without_openpyxl() -> None:
    code, names = loaded_after("evaluate", "actuals.yaml")
    assert code == 0
    assert "openpyxl" not in names


def test_a_missing_file_is_found_missing_without_openpyxl() -> None:
    code, names = loaded_after("evaluate", "nosuch.xlsx")
    assert code == 2
    assert "openpyxl" not in names


def test_the_plan_is_shown_without_openpyxl_and_rich() -> None:
    code, names = loaded_after("plan", "list")
    assert code == 0
    assert names & {"openpyxl", "rich"} == set()


def test_an_item_is_explained_without_openpyxl_and_rich() -> None:
    code, names = loaded_after("explain", "6")
    assert code == 0
    assert names & {"openpyxl", "rich"} == set()


def test_the_package_alone_imports_nothing_heavy() -> None:
    names = loaded_by("import shengzhou_quality")
    assert {name.partition(".")[0] for name in names} & (HEAVY | {"typer"}) == set()
    own = {name for name in names if name.startswith("shengzhou_quality.")}
    assert own == {"shengzhou_quality.version"}


def test_the_public_interface_is_importable_and_works() -> None:
    program = f"""
from shengzhou_quality import evaluate, load_plan, read_actuals
plan = load_plan()
report = evaluate(plan, read_actuals([{str(EXAMPLES / "final-2025.xlsx")!r}], plan), year=2025)
assert report.exit_code == 0 and len(report.indicators) == 23
"""
    names = loaded_by(program)
    assert not {name for name in names if name.partition(".")[0] in {"typer", "rich"}}
    layers = {"shengzhou_quality.cli", "shengzhou_quality.formats", "shengzhou_quality.words"}
    assert names & layers == set()


def test_every_public_name_is_there() -> None:
    for name in shengzhou_quality.__all__:
        assert getattr(shengzhou_quality, name) is not None
    assert {"evaluate", "load_plan", "read_actuals", "render"} <= set(shengzhou_quality.__all__)
    assert dir(shengzhou_quality) == sorted(shengzhou_quality.__all__)
    with pytest.raises(AttributeError, match="nosuch"):
        shengzhou_quality.nosuch  # noqa: B018 - that it is not there is the point


@pytest.mark.parametrize(("format_", "suffix"), [("terminal", "txt"), ("json", "json")])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_report_is_rendered_as_sqc_writes_it_to_a_file(
    format_: str, suffix: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(EXAMPLES)
    written = tmp_path / f"report.{suffix}"
    assert main(["evaluate", "final-2025.xlsx", "-q", "-o", str(written), "--lang", language]) == 0
    plan = load_plan()
    report = evaluate(plan, read_actuals(["final-2025.xlsx"], plan))
    made, saved = render(report, format_, language=language), written.read_bytes()
    if (
        format_ == "terminal"
    ):  # the command line repeats the option in the commands that it ends with
        (shown, _, first), (same, _, then) = (
            text.decode().partition("sqc explain 1 final-2025.xlsx") for text in (made, saved)
        )
        assert shown == same
        assert first.split() == [word for word in then.split() if word not in ("--lang", "en")]
    else:
        assert made == saved


def test_an_unknown_format_or_language_is_refused_by_name() -> None:
    plan = load_plan()
    report = evaluate(plan, read_actuals([EXAMPLES / "actuals.yaml"], plan))
    with pytest.raises(
        ValueError, match="'pdf' is none of terminal, markdown, html, docx, xlsx, json"
    ):
        render(report, "pdf")
    with pytest.raises(ValueError, match="'fr' is none of zh, en"):
        render(report, "json", language="fr")
