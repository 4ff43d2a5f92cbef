"""Test what a desk with Windows gives `sqc`: its code page, paths, line ends, and locked files."""

from __future__ import annotations

import ctypes
import json
import ntpath
import os
import posixpath
import shutil
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from shengzhou_quality.cli import streams
from shengzhou_quality.cli.console import carries_out_codes
from shengzhou_quality.reading.folders import _split

if TYPE_CHECKING:
    from cli.conftest import Sqc

FINAL, FAILING = "final-2025.xlsx", "failing-2025.xlsx"
ROOT = Path(__file__).parent.parent.parent

# a redirected stream


COMMANDS = [
    ("evaluate", FAILING),
    ("evaluate", "tasks-2025.xlsx"),
    ("check", FAILING, "--complete"),
    ("check", "tasks-2025.xlsx", "--complete"),
    ("explain", "6", "midterm-2023.xlsx"),
    ("explain", "looks-like-fraction"),
    ("tasks", "T06", "tasks-2025.xlsx"),
    ("template", "--help"),
    ("evaluate", "没有这个文件.xlsx"),
]


@pytest.mark.slow
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_code_page_936_loses_no_sign(arguments: tuple[str, ...], lang: str, sqc: Sqc) -> None:
    usual = sqc.once(*arguments, SQC_LANG=lang)
    ran = sqc.once(*arguments, SQC_LANG=lang, PYTHONIOENCODING="cp936")
    assert ran.code == usual.code
    assert ran.out.decode("cp936") == usual.report
    assert ran.err.decode("cp936").splitlines() == usual.said


@pytest.mark.parametrize("page", ["cp1252", "cp437"])
def test_a_code_page_without_chinese_is_no_fault(page: str, sqc: Sqc) -> None:
    ran = sqc.once("evaluate", FAILING, "--lang", "en", PYTHONIOENCODING=page)
    usual = sqc.once("evaluate", FAILING, "--lang", "en")
    assert ran.code == usual.code
    shown = ran.out.decode(page)
    assert len(shown.splitlines()) == len(usual.report.splitlines())
    assert r"\u5b9e\u9645\u503c" in shown  # 实际值


@pytest.mark.slow
def test_a_file_that_the_shell_redirects_to_is_what_a_pipe_gets(sqc: Sqc, tmp_path: Path) -> None:
    into = tmp_path / "报告.txt"
    ran = sqc.shell(f"PYTHONIOENCODING=cp936 sqc evaluate {FAILING} >'{into}' 2>/dev/null")
    assert ran.code == 1
    assert into.read_bytes().decode("cp936") == sqc.once("evaluate", FAILING).report


# paths


NAMES = (
    "2025年 终期评估（修改稿）.xlsx",
    r"报送\市监局\2025年数据.xlsx",
    r"C:\Users\张三\桌面\数据 & 说明.xlsx",
    r"\\nas\报送\x64\new.xlsx",
    "报送 100%（%TEMP%）#1.xlsx",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_path_is_printed_as_it_was_typed(name: str, sqc: Sqc, tmp_path: Path) -> None:
    """Its backslashes and spaces are data, in every format."""
    shutil.copy(ROOT / "examples" / FAILING, tmp_path / name)
    outputs = [part for suffix in ("md", "json", "xml") for part in ("-o", f"报告 1.{suffix}")]
    ran = sqc("evaluate", name, *outputs, cwd=tmp_path)
    assert ran.code == 1
    assert f"{name}:实际值!K13：提醒 [" in "\n".join(ran.said)
    report = json.loads((tmp_path / "报告 1.json").read_text(encoding="utf-8"))
    assert [source["path"] for source in report["sources"]] == [name]
    assert {found["location"]["file"] for found in report["diagnostics"]} == {name}
    assert "K13" in (tmp_path / "报告 1.md").read_text(encoding="utf-8")
    assert name.replace("&", "&amp;") in (tmp_path / "报告 1.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("pattern", "path", "start", "parts"),
    [
        (r"报送\*.xlsx", ntpath, "报送", ["*.xlsx"]),
        ("报送/2025/*.xlsx", ntpath, "报送/2025", ["*.xlsx"]),
        (r"报送\**\*.xlsx", ntpath, "报送", ["**", "*.xlsx"]),
        (r".\报送\*", ntpath, "./报送", ["*"]),
        (r"D:\报送\*.xlsx", ntpath, "D:/报送", ["*.xlsx"]),
        (r"D:\*.xlsx", ntpath, "D:/", ["*.xlsx"]),
        (r"\*.xlsx", ntpath, "/", ["*.xlsx"]),
        (r"\\nas\报送\*.xlsx", ntpath, r"\\nas\报送/", ["*.xlsx"]),
        (r"\\nas\报送\2025\*.xlsx", ntpath, r"\\nas\报送/2025", ["*.xlsx"]),
        ("//nas/报送/*.xlsx", ntpath, "//nas/报送/", ["*.xlsx"]),
        (r"报送\*.xlsx", posixpath, "", [r"报送\*.xlsx"]),
        ("/报送/*.xlsx", posixpath, "/报送", ["*.xlsx"]),
        ("/*.xlsx", posixpath, "/", ["*.xlsx"]),
        ("*.xlsx", posixpath, "", ["*.xlsx"]),
    ],
)
def test_where_a_pattern_begins(
    pattern: str, path: ModuleType, start: str, parts: list[str]
) -> None:
    assert _split(pattern, path) == (start, parts)


# texts as programs on Windows save them


def saved_by_windows(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode("utf-8-sig")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gbk", "utf-16"])
def test_a_csv_as_excel_and_wps_save_it(encoding: str, sqc: Sqc, tmp_path: Path) -> None:
    text = "指标,2024年,2025年\r\n装配式建筑占新建建筑比例,39.5%,40.2%\r\n"
    (tmp_path / "表.csv").write_bytes(text.encode(encoding))
    ran = sqc("evaluate", "表.csv", "--only", "5", "--format", "json", cwd=tmp_path)
    assert ran.code == 0
    [indicator] = json.loads(ran.report)["indicators"]
    assert (indicator["verdict"], indicator["actual"]["text"]) == ("met", "40.2%")


def test_yaml_with_windows_line_ends_says_the_same(sqc: Sqc, tmp_path: Path) -> None:
    names = ("actuals.yaml", "assessments-2023.yaml")
    for name in names:
        text = (ROOT / "examples" / name).read_text(encoding="utf-8")
        (tmp_path / name).write_bytes(saved_by_windows(text))
    shutil.copy(ROOT / "examples" / "midterm-2023.xlsx", tmp_path)
    for arguments in (
        ("evaluate", names[0]),
        ("evaluate", "midterm-2023.xlsx", "--assessments", names[1]),
    ):
        usual = sqc(*arguments)
        ran = sqc(*arguments, cwd=tmp_path)
        assert (ran.code, ran.report) == (usual.code, usual.report)


def test_a_plan_with_windows_line_ends_says_the_same(sqc: Sqc, tmp_path: Path) -> None:
    for path in (ROOT / "plan").glob("*.yaml"):
        (tmp_path / path.name).write_bytes(saved_by_windows(path.read_text(encoding="utf-8")))
    plan = str(tmp_path / "indicators.yaml")
    ran = sqc("evaluate", FAILING, "--plan", plan).report
    usual = sqc.once("evaluate", FAILING).report
    command = "\n一项的依据和计算："  # which repeats the option
    assert ran.partition(command)[0] == usual.partition(command)[0]
    assert f"--plan {plan}" in ran.partition(command)[2]


def test_git_leaves_every_byte_as_it_is() -> None:
    """With other line ends the plan's digest differs, and its compiled form is not used."""
    lines = (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == ["* -text"]


# a file that is open in another program


def locked(*_: Any, **__: Any) -> Any:
    raise PermissionError(13, "Permission denied")  # how Python tells a sharing violation


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "examples" / FAILING, tmp_path / "数据.xlsx")
    return tmp_path


def test_a_locked_input_is_named_with_the_cure(
    sqc: Sqc, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open
    monkeypatch.setattr(
        os, "open", lambda path, flags: (locked if path == "数据.xlsx" else real)(path, flags)
    )
    ran = sqc("evaluate", "数据.xlsx", cwd=desk)
    assert (ran.code, ran.out) == (2, b"")
    [line] = ran.said
    assert "数据.xlsx" in line
    assert "关闭正在使用它的程序" in line


@pytest.mark.parametrize("command", ["evaluate", "template"])
def test_a_locked_output_is_named_with_the_cure_and_kept(
    command: str, sqc: Sqc, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "报告.md" if command == "evaluate" else "填报表.xlsx"
    (desk / name).write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", locked)
    data = ["数据.xlsx", "-q"] if command == "evaluate" else []
    ran = sqc(command, *data, "-o", name, cwd=desk)
    assert (ran.code, ran.out) == (2, b"")
    [line] = ran.said
    assert name in line
    assert "Excel、WPS" in line
    assert (desk / name).read_bytes() == b"old"
    assert sorted(path.name for path in desk.iterdir()) == sorted(["数据.xlsx", name])


def test_what_an_open_workbook_leaves_beside_it_is_no_data(sqc: Sqc, desk: Path) -> None:
    (desk / "~$数据.xlsx").write_bytes(b"\x05admin")
    (desk / ".~lock.数据.xlsx#").write_bytes(b",admin,desk")
    (desk / "~数据1A2B.tmp").write_bytes(b"half")
    ran = sqc("evaluate", ".", "--format", "json", cwd=desk)
    report = json.loads(ran.report)
    assert [Path(source["path"]).name for source in report["sources"]] == ["数据.xlsx"]
    skipped = [found for found in report["diagnostics"] if found["code"] == "file-skipped"]
    assert [Path(found["location"]["file"]).name for found in skipped] == ["~数据1A2B.tmp"]


# the console


class Kernel:
    """kernel32 as far as consoles go; `mode` is None where stdout is no console."""

    def __init__(self, mode: int | None, *, allows: bool = True) -> None:
        self.mode = mode
        self._allows = allows

    def GetStdHandle(self, which: int) -> int:  # noqa: N802
        assert which == -11
        return 7

    def GetConsoleMode(self, handle: Any, mode: Any) -> int:  # noqa: N802
        assert handle.value == 7
        if self.mode is None:
            return 0
        mode._obj.value = self.mode
        return 1

    def SetConsoleMode(self, handle: Any, mode: int) -> int:  # noqa: N802
        assert handle.value == 7
        if self._allows:
            self.mode = mode
        return int(self._allows)


def test_the_console_is_made_to_carry_out_colour_codes() -> None:
    kernel = Kernel(mode=0b0011)
    assert carries_out_codes(kernel)
    assert kernel.mode == 0b0111


def test_an_older_console_keeps_its_mode_and_gets_no_codes() -> None:
    kernel = Kernel(mode=0b0011, allows=False)
    assert not carries_out_codes(kernel)
    assert kernel.mode == 0b0011


@pytest.mark.parametrize(("mode", "colour"), [(0b0011, True), (None, False)])
def test_colour_follows_what_the_console_can_do(
    mode: int | None, colour: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=Kernel(mode)), raising=False)
    monkeypatch.setattr(streams, "is_terminal", lambda _: True)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "")
    assert streams.options().colour is colour
