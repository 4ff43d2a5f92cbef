"""Test `sqc plan new`, `sqc plan check` and SQC_PLAN as commands: codes, streams, files."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cli.conftest import Sqc

ROOT = Path(__file__).parent.parent.parent
PLAN = """\
plan: {id: example, title: 示例规划, baseline_year: 2020, target_year: 2025}
categories: [{key: economy, name: 经济发展}]
indicators:
  - id: 1
    name: 城镇化率
    category: economy
    constraint: 预期性
    kind: level
    baseline: 60
    target: ">65"  # 待定：方向未写明
    source: {section: 专栏1, quote: 城镇化率}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "indicators.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("path", "written"),
    [((), "indicators.yaml"), (("规划",), "规划/indicators.yaml"), (("a.yaml",), "a.yaml")],
)
def test_new_writes_an_empty_plan_once(
    tmp_path: Path, path: tuple[str, ...], written: str, sqc: Sqc
) -> None:
    ran = sqc("plan", "new", *path, cwd=tmp_path)
    assert (ran.code, ran.out) == (0, b"")
    assert f"sqc plan check {written}" in ran.said[-1].replace("'", "")
    content = (tmp_path / written).read_bytes()
    again = sqc("plan", "new", *path, cwd=tmp_path)
    assert (again.code, (tmp_path / written).read_bytes()) == (2, content)
    checked = sqc("plan", "check", written, cwd=tmp_path)
    assert checked.code == 1
    assert checked.report.count("plan-not-filled-in") == 1


def test_new_in_a_place_that_cannot_be_written(tmp_path: Path, sqc: Sqc) -> None:
    (tmp_path / "file").touch()
    ran = sqc("plan", "new", "file/plan", cwd=tmp_path)
    assert (ran.code, len(ran.said)) == (2, 1)


@pytest.mark.parametrize(
    ("old", "new", "options", "code"),
    [
        ("  # 待定：方向未写明", "", (), 0),
        ("", "", (), 1),
        ("", "", ("--fail-on", "error"), 0),
        ("kind: level", "kind: levle", ("--fail-on", "error"), 1),
        ("kind: level", "kind: levle", ("--fail-on", "never"), 0),
        ("indicators:", "? [a]\n: b\nindicators:", (), 2),
    ],
)
def test_the_code_of_a_check(
    folder: Path, old: str, new: str, options: tuple[str, ...], code: int, sqc: Sqc
) -> None:
    (folder / "indicators.yaml").write_text(PLAN.replace(old, new, 1), encoding="utf-8")
    ran = sqc("plan", "check", str(folder), *options)
    assert ran.code == code
    assert (ran.out == b"") is (code == 2)
    if code == 2:
        assert sqc("plan", "check", str(folder / "none.yaml")).code == 2


def test_a_check_is_written_to_files_but_never_over_what_it_read(folder: Path, sqc: Sqc) -> None:
    (folder / "source.txt").write_bytes("城镇化\n率达到65%".encode("gb18030"))
    source = ("--source", "source.txt")
    outputs = ("-o", "a.md", "-o", "a.json", "-o", "a.xml")
    ran = sqc("plan", "check", ".", *source, *outputs, cwd=folder)
    assert ran.code == 1
    assert json.loads((folder / "a.json").read_bytes())["source"] == "source.txt"
    assert "[plan-mark]" in (folder / "a.xml").read_text("utf-8")
    for name in ("indicators.yaml", "source.txt"):
        assert (
            sqc("plan", "check", ".", *source, "-o", name, "-f", "markdown", cwd=folder).code == 2
        )
    (folder / "source.txt").write_bytes(b"\x00\x01")
    assert sqc("plan", "check", ".", *source, cwd=folder).code == 2


def test_a_report_says_what_is_open_in_the_plan(folder: Path, sqc: Sqc) -> None:
    (folder / "data.csv").write_text("指标,2025年\n城镇化率,66\n", encoding="utf-8")
    ran = sqc("evaluate", "data.csv", "--plan", ".", "--format", "json", cwd=folder)
    found = [one for one in json.loads(ran.out)["diagnostics"] if one["code"] == "plan-mark"]
    assert [(one["indicator"], one["location"]["line"]) for one in found] == [("1", 10)]
    assert "方向未写明" in found[0]["message"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("plan", "list"),
        ("evaluate", "data.csv"),
        ("check", "data.csv"),
        ("explain", "1", "data.csv"),
        ("explain", "1"),
        ("tasks", "data.csv"),
        ("template", "-o", "form.xlsx"),
        ("letters", "data.csv", "-o", "letters"),
        ("diff", "data.csv", "data.csv"),
    ],
)
def test_every_command_takes_the_plan_of_the_environment(
    folder: Path, arguments: tuple[str, ...], sqc: Sqc
) -> None:
    """And names it, as it does not stand in the command."""
    (folder / "data.csv").write_text("指标,2025年\n城镇化率,66\n", encoding="utf-8")
    ran = sqc(*arguments, cwd=folder, env={"SQC_PLAN": "indicators.yaml"})
    assert "规划：indicators.yaml（环境变量 SQC_PLAN）" in ran.said
    assert ran.code in (0, 1)


def test_which_plan_is_used(folder: Path, sqc: Sqc) -> None:
    """--plan wins; an empty variable is none; a wrong one is no silent fallback."""
    plan, listed = os.fspath(folder), ("plan", "list")

    def title(*options: str, **env: str) -> str:
        ran = sqc(*listed, *options, env=env)
        return ran.report.splitlines()[0] if ran.code == 0 else str(ran.code)

    own = title()
    assert title(SQC_PLAN=plan) == "示例规划"
    assert title("--plan", str(ROOT / "plan"), SQC_PLAN=plan) == own
    assert title(SQC_PLAN="") == own
    assert title(SQC_PLAN=str(folder / "none")) == "2"
    said = sqc(*listed, "--plan", plan, env={"SQC_PLAN": "none"}).said
    assert not any("SQC_PLAN" in line for line in said)
    assert title(SQC_PLAN="  ") == own
    wrong = sqc(*listed, env={"SQC_PLAN": "none"}).said
    assert any("SQC_PLAN" in line for line in wrong), "the variable is the culprit"
    assert sqc("explain", "plan-mark", env={"SQC_PLAN": plan}).code == 0
    assert sqc("plan", "check", env={"SQC_PLAN": plan}).code in (0, 1)


def test_the_action_has_another_name_for_its_input() -> None:
    """An empty input would hide the variable of the workflow."""
    assert "SQC_PLAN" not in (ROOT / "action.yml").read_text(encoding="utf-8")
