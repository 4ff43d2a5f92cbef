"""Test hostile files and names: each gives one line and exit code 2, and nothing hangs."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cli.conftest import Sqc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.conftest import Ran

FINAL, FAILING = "final-2025.xlsx", "failing-2025.xlsx"
pytestmark = pytest.mark.slow  # each test starts programs of its own


@pytest.fixture(scope="module")
def sqc() -> Sqc:
    """What hangs or breaks a process is the point here."""
    return Sqc(in_process=False)


NAMES = (
    "\x1b[31mred\x1b[0m.xlsx",
    "[red]x.xlsx",
    "[bold link=file:etc]x[-].xlsx",
    "a\u202exslx.b.xlsx",
    "two\nlines.xlsx",
    "tab\tand\rreturn.xlsx",
    "\x07\x9b31m.xlsx",
    os.fsdecode(b"\xff\xfe.xlsx"),
)


def steering(text: str) -> list[str]:
    """What could move, colour or reverse a terminal; line ends apart."""
    return [
        sign
        for sign in text
        if sign != "\n" and unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    ]


def refused(ran: Ran) -> None:
    assert (ran.code, ran.out) == (2, b"")
    assert len(ran.said) == 1, ran.said


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Path]:
    """A folder of things that are no data file."""
    (tmp_path / "empty.xlsx").write_bytes(b"")
    (tmp_path / "blank.yaml").write_bytes(b"\n \n")
    (tmp_path / "folder.xlsx").mkdir()
    (tmp_path / "text.xlsx").write_bytes(b"This is not a workbook. " * 8500)
    (tmp_path / "text.yaml").write_bytes("不是表格。\n".encode() * 20000)
    (tmp_path / "page.xlsx").write_bytes(b"<html><table><tr><td>1</table></html>")
    (tmp_path / "old.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (tmp_path / "cut.xlsx").write_bytes(
        (Path(__file__).parents[2] / "examples" / FINAL).read_bytes()[:20000]
    )
    (tmp_path / "zeros.yaml").write_bytes(bytes(200_000))
    (tmp_path / "deep.yaml").write_bytes(b"[" * 100_000)
    (tmp_path / "bomb.yaml").write_bytes(
        b"a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nactuals: [*b,*b,*b,*b]\n"
    )
    (tmp_path / "tag.yaml").write_bytes(b"actuals: !!python/object/apply:os.system ['id']\n")
    (tmp_path / "number.yaml").write_bytes(b"actuals: 5\n")
    (tmp_path / "latin.yaml").write_bytes(b"actuals: \xe9\xe8\n")
    os.mkfifo(tmp_path / "fifo.xlsx")
    (tmp_path / "zero.xlsx").symlink_to("/dev/zero")
    (tmp_path / "loop.xlsx").symlink_to("loop.xlsx")
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(tmp_path / "socket.xlsx"))
    yield tmp_path
    listening.close()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("nosuch.xlsx", "file-not-found"),
        ("blank.yaml/nosuch.xlsx", "file-not-found"),
        ("empty.xlsx", "file-empty"),
        ("blank.yaml", "file-empty"),
        ("folder.xlsx", "no-data-files"),
        ("text.xlsx", "not-a-workbook"),
        ("text.yaml", "yaml-"),
        ("page.xlsx", "web-page"),
        ("old.xlsx", "workbook-damaged"),
        ("cut.xlsx", "workbook-damaged"),
        ("zeros.yaml", "unknown-format"),
        ("deep.yaml", "yaml-too-deep"),
        ("bomb.yaml", "yaml-anchor"),
        ("tag.yaml", "yaml-tag"),
        ("latin.yaml", "not-utf8"),
        ("fifo.xlsx", "not-a-file"),
        ("zero.xlsx", "not-a-file"),
        ("loop.xlsx", "not-a-file"),
        ("socket.xlsx", "not-a-file"),
    ],
)
def test_it_is_refused_in_one_line_within_seconds(
    name: str, code: str, hostile: Path, sqc: Sqc
) -> None:
    ran = sqc("evaluate", name, cwd=hostile, timeout=60)
    refused(ran)
    assert ran.said[0].startswith(name)
    assert f"错误 [{code}" in ran.said[0]


def test_a_list_that_is_none_is_refused(hostile: Path, sqc: Sqc) -> None:
    ran = sqc("evaluate", "number.yaml", cwd=hostile)
    assert (ran.code, ran.out) == (2, b"")
    assert ran.said
    assert all(line.startswith("number.yaml") for line in ran.said)


def test_all_files_that_cannot_be_read_are_named_in_one_run(hostile: Path, sqc: Sqc) -> None:
    ran = sqc("evaluate", "nosuch.xlsx", "empty.xlsx", "text.xlsx", cwd=hostile)
    assert (ran.code, ran.out) == (2, b"")
    assert sorted(line.partition("：错误 [")[0] for line in ran.said) == [
        "empty.xlsx",
        "nosuch.xlsx",
        "text.xlsx",
    ]


def test_an_endless_stdin_is_refused_within_seconds(sqc: Sqc) -> None:
    ran = sqc("evaluate", "/dev/zero", timeout=60)
    refused(ran)
    refused(sqc.shell("sqc evaluate - < /dev/zero"))


def test_a_file_beyond_the_limit_is_refused(sqc: Sqc, tmp_path: Path) -> None:
    big = tmp_path / "big.yaml"
    with big.open("wb") as file:
        file.truncate(50 * 2**20)
    ran = sqc("evaluate", big, timeout=60)
    refused(ran)
    assert "file-too-large" in ran.said[0]


def test_a_name_that_is_not_there_cannot_steer_the_terminal(sqc: Sqc, tmp_path: Path) -> None:
    ran = sqc("evaluate", *(os.fsencode(name) for name in (*NAMES, "[/].xlsx")), cwd=tmp_path)
    assert (ran.code, ran.out) == (2, b"")
    assert len(ran.said) == len(NAMES) + 1
    assert steering(ran.err.decode("utf-8")) == []
    assert "[/].xlsx：错误 [file-not-found]" in ran.err.decode("utf-8")


@pytest.mark.parametrize("format_", ["terminal", "markdown", "json"])
def test_a_name_that_is_there_cannot_steer_the_terminal(
    format_: str, sqc: Sqc, tmp_path: Path, examples: Path
) -> None:
    for name in NAMES:
        shutil.copy(examples / FAILING, tmp_path / name)
    names = [os.fsencode(name) for name in NAMES]
    ran = sqc("evaluate", *names, "--format", format_, cwd=tmp_path)
    assert ran.code == 1
    assert steering(ran.err.decode("utf-8")) == []
    if format_ == "json":
        paths = {source["path"] for source in json.loads(ran.out)["sources"]}
        assert {"\x1b[31mred\x1b[0m.xlsx", "two\nlines.xlsx"} <= paths
        assert "\x1b" not in ran.report
    else:
        assert steering(ran.report) == []


def test_an_output_with_such_a_name_is_written_and_told_safely(sqc: Sqc, tmp_path: Path) -> None:
    for name in NAMES:
        target = tmp_path / (name + ".json")
        ran = sqc("evaluate", FINAL, "-o", os.fsencode(target))
        assert ran.code == 0
        assert target.stat().st_size
        assert steering(ran.err.decode("utf-8")) == []
        assert len(ran.said) == 2


def test_cells_cannot_steer_the_terminal(sqc: Sqc, tmp_path: Path) -> None:
    data = tmp_path / "data.yaml"
    data.write_text(
        'note: x\nactuals:\n  - {id: "1", values: {2025: "\\e[31m97\\e[0m"}}\n'
        '  - {id: "2", values: {2025: "[red]99[/red]"}}\n'
        '  - {id: "3", values: {2025: "[/]"}}\n'
        '  - {id: "4", values: {2025: "\\u202E99"}}\n'
        '  - {id: "5", values: {2025: "4\\n5"}, evidence: "\\e]0;title\\a"}\n'
        '  - {indicator: "\\e[2J[bold]没有", values: {2025: "1\\r2"}}\n'
        '  - {id: "13", values: {2025: "完成\\u2028创建"}}\n'
        '  - {id: "6", "\\e[1mkey": "x", values: {2025: "16"}}\n',
        encoding="utf-8",
    )
    ran = sqc("evaluate", data, cwd=tmp_path)
    assert ran.code == 1
    assert steering(ran.report) == []
    assert steering(ran.err.decode("utf-8")) == []
    assert "[red]99[/red]" in ran.report
    assert "[/]" in ran.report
    _, shown = sqc.on_terminal("evaluate", str(data))
    bare = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert steering(bare) == []
    assert "[red]99[/red]" in bare


def test_arguments_cannot_steer_the_terminal(sqc: Sqc) -> None:
    for arguments in (
        ("evaluate", FINAL, "--year", "\x1b[31m"),
        ("evaluate", FINAL, "--only", "\x1b[31m"),
        ("evaluate", FINAL, "--\x1b[31m"),
        ("\x1b[31m[red]",),
        ("plan", "show", "\x1b[31m"),
        ("evaluate", FINAL, "-o", "x.\x1b[31m"),
        ("--lang", "\x1b[31m"),
    ):
        ran = sqc(*arguments)
        assert (ran.code, ran.out) == (2, b"")
        assert steering(ran.err.decode("utf-8")) == []


def test_a_broken_plan_gives_every_fault_with_its_place(sqc: Sqc, tmp_path: Path) -> None:
    folder = Path(__file__).parents[2] / "plan"
    shutil.copytree(folder, tmp_path / "plan")
    file = tmp_path / "plan" / "indicators.yaml"
    text = file.read_text(encoding="utf-8")
    broken = text.replace("kind: maintain", "kind: maintian", 1)
    broken = broken.replace("constraint: binding", "constraint: bindign", 2)
    broken = broken.replace("baseline_year: 2020", 'baseline_year: "good"', 1)
    assert broken != text
    file.write_text(broken, encoding="utf-8")
    ran = sqc("evaluate", FINAL, "--plan", tmp_path / "plan")
    assert (ran.code, ran.out) == (2, b"")
    lines = broken.splitlines()
    found = {}
    for said in ran.said:
        place, _, finding = said.partition("：错误 [")
        name, line, column = place.rsplit(":", 2)
        assert name == str(file)
        found[finding.partition("]")[0]] = lines[int(line) - 1][int(column) - 1 :]
    assert set(found) == {"plan-unknown-kind", "plan-not-one-of", "plan-bad-value"}
    assert found["plan-unknown-kind"] == "maintian"
    assert found["plan-not-one-of"].startswith("bindign")
    assert found["plan-bad-value"].startswith('"good"')


@pytest.mark.parametrize("command", [("evaluate", FINAL), ("plan", "list"), ("plan", "show")])
def test_every_command_refuses_a_broken_plan(
    command: tuple[str, ...], sqc: Sqc, tmp_path: Path
) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text("plan: {}\n", encoding="utf-8")
    ran = sqc(*command, "--plan", plan)
    assert (ran.code, ran.out) == (2, b"")
    assert all(line.startswith(f"{plan}") for line in ran.said)
    assert len(ran.said) > 3
