"""Test `--area`: the figures of another area, judged by the same plan."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Sqc

TABLE = "乙县主要指标完成情况表\n序号,指标,2025年实际值\n5,装配式建筑占新建建筑比例,41.2\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.csv").write_text(TABLE, "utf-8")
    return tmp_path


def test_the_figures_of_another_area_are_read_only_when_asked_for(sqc: Sqc, folder: Path) -> None:
    assert sqc("evaluate", "a.csv", cwd=folder).code == 2
    ran = sqc("evaluate", "a.csv", "--area", "乙县", "--format", "json", cwd=folder)
    items = json.loads(ran.out)["indicators"]
    assert [one["actual"]["text"] for one in items if one["actual"]] == ["41.2"]
    assert sqc("evaluate", "a.csv", "--area", "甲县", cwd=folder).code == 2


@pytest.mark.parametrize(
    "command", [("check", "a.csv"), ("explain", "5", "a.csv"), ("tasks", "a.csv")]
)
def test_every_command_on_data_takes_it(sqc: Sqc, folder: Path, command: tuple[str, ...]) -> None:
    assert sqc(*command, "--area", "乙县", cwd=folder).code != 2


def test_a_name_that_is_none_is_refused(sqc: Sqc, folder: Path) -> None:
    ran = sqc("evaluate", "a.csv", "--area", "指标", cwd=folder)
    assert ran.code == 2
    assert "“指标”不是地区的名称" in ran.said[0]
