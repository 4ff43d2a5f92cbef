"""Test `--replaces`: every command that reads data, wrong uses, and what repeats the run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Sqc

OLD = "指标,2024年,2025年\n装配式建筑占新建建筑比例,39,0.415\n服务业增加值,404.7,430\n"
NEW = "指标,2025年\n装配式建筑占新建建筑比例,41.5\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "报送").mkdir()
    (tmp_path / "报送" / "旧.csv").write_text(OLD, encoding="utf-8")
    (tmp_path / "报送" / "新.csv").write_text(NEW, encoding="utf-8")
    return tmp_path


def test_every_command_on_data_takes_it(sqc: Sqc, desk: Path) -> None:
    data = ("报送", "--replaces", "报送/旧.csv")
    assert sqc("check", "报送", "--only", "5,7", cwd=desk).code == 1
    for command in (
        ("check", *data, "--only", "5,7"),
        ("evaluate", *data, "--only", "5,7"),
        ("explain", "5", *data),
        ("tasks", "T06", *data),
    ):
        ran = sqc(*command, cwd=desk)
        assert (ran.code, b"looks-like-fraction" in ran.out + ran.err) == (0, False), command


def test_the_run_is_repeated_as_it_was_typed(sqc: Sqc, desk: Path) -> None:
    ran = sqc("evaluate", "报送", "--replaces", "报送/旧.csv", "--only", "5,7", cwd=desk)
    assert "sqc explain 5 报送 --replaces 报送/旧.csv" in ran.report


def test_the_json_report_marks_what_was_replaced(sqc: Sqc, desk: Path) -> None:
    ran = sqc("evaluate", "报送/新.csv", "--replaces", "报送/旧.csv", "-f", "json", "-q", cwd=desk)
    sources = json.loads(ran.report)["sources"]
    assert [(one["path"], one["replaced"], one["standing"]) for one in sources] == [
        ("报送/新.csv", False, None),
        ("报送/旧.csv", True, 3),
    ]
    assert all(len(one["sha256"]) == 64 for one in sources)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("报送", "--replaces", "没有.csv"), "--replaces 的 没有.csv 不存在。"),
        (("报送/新.csv", "报送/旧.csv", "--replaces", "报送/旧.csv"), "报送/旧.csv 既作为数据给出"),
        (("报送", "--replaces", "报送"), "报送 既作为数据给出"),
        (("报送", "--replaces", "报送/旧.csv", "--replaces", "./报送/旧.csv"), "给出了两次"),
        (("报送", "--replaces", ""), "有一个数据文件的名称是空的"),
        (("-", "--replaces", "-"), "“-”（标准输入）只能给出一次。"),
    ],
)
def test_a_wrong_use_is_one_line(
    sqc: Sqc, desk: Path, arguments: tuple[str, ...], said: str
) -> None:
    ran = sqc("evaluate", *arguments, cwd=desk)
    assert (ran.code, ran.out) == (2, b"")
    assert len(ran.said) == 2, "what is wrong, and where the help is"
    assert said in ran.said[0]


def test_without_data_there_is_nothing_to_replace(sqc: Sqc, desk: Path) -> None:
    for command in (("tasks",), ("explain", "5"), ("explain",)):
        ran = sqc(*command, "--replaces", "报送/旧.csv", cwd=desk)
        assert (ran.code, ran.out) == (2, b"")


def test_standard_input_may_be_either(sqc: Sqc, desk: Path) -> None:
    only = ("--only", "5", "-q", "-f", "json")
    new = sqc("evaluate", "-", "--replaces", "报送/旧.csv", *only, stdin=NEW.encode(), cwd=desk)
    old = sqc("evaluate", "报送/新.csv", "--replaces", "-", *only, stdin=OLD.encode(), cwd=desk)
    for ran in (new, old):
        (item,) = json.loads(ran.report)["indicators"]
        assert item["actual"]["text"] == "41.5"
    assert json.loads(old.report)["sources"][1]["path"] == "<stdin>"
    assert json.loads(old.report)["sources"][1]["replaced"] is True


def test_a_replaced_file_is_not_written_over(sqc: Sqc, desk: Path) -> None:
    ran = sqc("evaluate", "报送/新.csv", "--replaces", "报送", "-o", "报送/旧.csv", cwd=desk)
    assert ran.code == 2
    assert (desk / "报送" / "旧.csv").read_text(encoding="utf-8") == OLD
