"""Test --max-size and --max-cells, the limits that a user may have to raise."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Sqc


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A table of 1.1 MB and four cells that is fine within the usual bounds."""
    path = tmp_path / "a.csv"
    path.write_text("指标,2025年\n高新技术企业数,411\n" + "," * 1_100_000, encoding="utf-8")
    return path


@pytest.mark.parametrize("command", ["evaluate", "check"])
def test_the_bounds_can_be_set(command: str, sqc: Sqc, data: Path) -> None:
    assert sqc(command, data, "--max-size", "2", "--max-cells", "4").code in (0, 1)
    for option, number, code in (
        ("--max-size", "1", "file-too-large"),
        ("--max-cells", "3", "too-many-cells"),
    ):
        ran = sqc(command, data, option, number)
        assert (ran.code, ran.out) == (2, b"")
        assert f"a.csv：错误 [{code}]" in ran.said[0]


def test_stdin_has_the_same_bounds(sqc: Sqc, data: Path) -> None:
    ran = sqc("evaluate", "-", "--max-size", "1", stdin=data.read_bytes())
    assert (ran.code, ran.out) == (2, b"")
    assert "错误 [file-too-large]" in ran.said[0]


@pytest.mark.parametrize("number", ["0", "-1", "1.5", "x", "", "9" * 30, "１"])
@pytest.mark.parametrize("option", ["--max-size", "--max-cells"])
def test_a_bound_is_a_whole_number_above_0(option: str, number: str, sqc: Sqc, data: Path) -> None:
    ran = sqc("evaluate", data, f"{option}={number}")
    assert (ran.code, ran.out) == (2, b"")
    assert ran.said


@pytest.fixture
def other_work(tmp_path: Path) -> Path:
    """A table of 1,500 rows about other work, then one value of a level that is none."""
    path = tmp_path / "a.csv"
    rows = "".join(f"其他工作{number},1\n" for number in range(1_500))
    path.write_text(f"指标,2025年\n高新技术企业数,411\n{rows}服务业增加值,多\n", encoding="utf-8")
    return path


def test_findings_of_one_kind_are_listed_up_to_a_number(sqc: Sqc, other_work: Path) -> None:
    ran = sqc("check", other_work, "--format", "json")
    assert ran.code == 1
    found = json.loads(ran.out)
    codes = [finding["code"] for finding in found["diagnostics"]]
    assert codes.count("unknown-indicator") == 1_000
    assert codes.count("more-findings") == codes.count("not-a-number") == 1
    more = found["diagnostics"][codes.index("more-findings")]
    assert more["severity"] == "warning"
    assert "unknown-indicator" in more["message"]
    assert "500" in more["message"]


@pytest.mark.parametrize("command", ["evaluate", "check"])
def test_stderr_shows_so_many_and_the_errors_first(
    command: str, sqc: Sqc, other_work: Path
) -> None:
    ran = sqc(command, other_work, "--format", "json")
    assert len(ran.said) == 202  # one line says how many more there are, one the result
    assert any("错误 [not-a-number]" in line for line in ran.said)
    assert "802" in ran.said[-2]
