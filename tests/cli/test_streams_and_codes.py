"""Test exit codes and streams of the process; each test is a sentence of design §5 and §7."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

import shengzhou_quality
from cli.conftest import Sqc
from shengzhou_quality.formats import FORMATS

FINAL, FAILING, MIDTERM = "final-2025.xlsx", "failing-2025.xlsx", "midterm-2023.xlsx"
WORDS = {"error": "错误", "warning": "提醒", "info": "提示"}
pytestmark = pytest.mark.slow  # each test starts programs of its own


@pytest.fixture(scope="module")
def sqc() -> Sqc:
    """Real streams, exit codes and signals are the point here."""
    return Sqc(in_process=False)


# 0, 1 and 2


def test_nothing_fails_is_0(sqc: Sqc) -> None:
    assert sqc.once("evaluate", FINAL).code == 0


def test_a_binding_indicator_that_fails_is_1(sqc: Sqc) -> None:
    assert sqc.once("evaluate", FAILING).code == 1


def test_a_data_error_alone_is_1(sqc: Sqc) -> None:
    assert sqc.once("evaluate", FAILING, "--only", "21").code == 1


def test_anticipatory_ones_that_lag_do_not_fail_by_default(sqc: Sqc) -> None:
    assert sqc.once("evaluate", MIDTERM).code == 0


def test_anticipatory_ones_fail_under_any(sqc: Sqc) -> None:
    assert sqc.once("evaluate", MIDTERM, "--fail-on", "any").code == 1


def test_nothing_fails_under_never_not_even_data_errors(sqc: Sqc) -> None:
    ran = sqc.once("evaluate", FAILING, "--fail-on", "never")
    assert ran.code == 0
    assert "本次只列情况，不设通过条件" in ran.said[-1]
    assert "未通过" not in ran.report


@pytest.mark.parametrize(
    "arguments",
    [
        ("evaluate", "nosuch.xlsx"),
        ("evaluate", FINAL, "nosuch.xlsx"),
        ("evaluate", FINAL, "--year", "2026"),
        ("evaluate", FINAL, "--nosuch"),
        ("evaluate", FINAL, "--only", "99"),
        ("evaluate", FINAL, "--plan", "nosuch"),
        ("evaluate", FINAL, "--format", "pdf"),
        ("evaluate", FINAL, "--fail-on", "sometimes"),
    ],
)
def test_what_cannot_be_judged_is_2_with_nothing_on_stdout_and_no_file(
    arguments: tuple[str, ...], sqc: Sqc, tmp_path: Path
) -> None:
    shutil.copy(Path(__file__).parents[2] / "examples" / FINAL, tmp_path)
    ran = sqc(*arguments, "-o", "report.md", "-o", "-", cwd=tmp_path)
    assert ran.code == 2
    assert ran.out == b""
    assert ran.said
    assert [path.name for path in tmp_path.iterdir()] == [FINAL]


def test_a_year_outside_the_period_names_the_period(sqc: Sqc) -> None:
    for year in ("2020", "2026"):
        ran = sqc.once("evaluate", FINAL, "--year", year)
        assert ran.code == 2
        assert len(ran.said) == 1
        assert year in ran.said[0]
        assert "2021" in ran.said[0]
        assert "2025" in ran.said[0]


def test_a_year_within_the_period_is_judged(sqc: Sqc) -> None:
    ran = sqc.once("evaluate", FINAL, "--year", "2023", "--format", "json")
    report = json.loads(ran.out)
    assert (report["year"], report["final"], report["year_choice"]["rule"]) == (
        2023,
        False,
        "given",
    )


# --only


def test_only_narrows_the_gate_and_the_report_says_so(sqc: Sqc) -> None:
    ran = sqc.once("evaluate", FAILING, "--only", "1,3", "--only", "4")
    assert ran.code == 0
    assert "只评估所选各项：1、3、4" in ran.report
    assert "农产品" not in ran.report


def test_only_takes_keys_too(sqc: Sqc) -> None:
    ran = sqc.once(
        "evaluate", FAILING, "--only", "prefabricated-building-share", "--format", "json"
    )
    report = json.loads(ran.out)
    assert ran.code == 1
    assert report["only"] == ["5"]
    assert [item["id"] for item in report["indicators"]] == ["5"]
    assert report["summary"]["total"] == 1


def test_only_in_markdown_says_so_too(sqc: Sqc) -> None:
    ran = sqc.once("evaluate", FAILING, "--only", "1", "--format", "markdown", "--lang", "en")
    assert "Only these items are evaluated: 1" in ran.report


# what goes where


def test_stdout_is_the_report_and_stderr_the_findings_and_one_line(sqc: Sqc) -> None:
    ran = sqc.once("evaluate", FAILING, "--format", "json")
    report = json.loads(ran.out)
    *findings, last = ran.said
    assert len(findings) == len(report["diagnostics"]) == 2
    for line, finding in zip(findings, report["diagnostics"], strict=True):
        place = finding["location"]
        where = f"{place['file']}:{place['sheet']}!{place['cell']}"
        assert line.startswith(f"{where}：{WORDS[finding['severity']]} [{finding['code']}] ")
        assert finding["message"] in line
        assert finding["hint"] in line
    assert last.startswith("结论：约束性指标")


def test_a_pipe_gets_the_same_verdict_line_on_both_streams(sqc: Sqc) -> None:
    ran = sqc.once("evaluate", FINAL)
    assert ran.said == ["结论：约束性指标全部达标。"]
    assert ran.report.splitlines()[0].endswith("结论：约束性指标全部达标")
    brief = sqc.once("evaluate", FINAL, "--brief").report
    assert brief.splitlines()[0].endswith("结论：约束性指标全部达标")


def test_quiet_leaves_stderr_empty_and_the_report_whole(sqc: Sqc) -> None:
    quiet = sqc.once("evaluate", FAILING, "--quiet")
    loud = sqc.once("evaluate", FAILING)
    assert (quiet.code, quiet.err) == (1, b"")
    assert quiet.out == loud.out


def test_quiet_still_says_why_nothing_was_judged(sqc: Sqc) -> None:
    ran = sqc.once("evaluate", "nosuch.xlsx", "--quiet")
    assert ran.code == 2
    assert len(ran.said) == 1


def test_a_dash_reads_stdin(sqc: Sqc, examples: Path) -> None:
    content = (examples / FINAL).read_bytes()
    ran = sqc("evaluate", "-", "--format", "json", stdin=content)
    report = json.loads(ran.out)
    assert ran.code == 0
    assert [source["path"] for source in report["sources"]] == ["<stdin>"]
    assert report["indicators"][0]["actual"]["places"] == ["<stdin>:实际值!K5"]


def test_stdin_and_a_file_merge(sqc: Sqc, examples: Path) -> None:
    ran = sqc("evaluate", FINAL, "-", "--format", "json", stdin=(examples / FINAL).read_bytes())
    assert ran.code == 0
    assert len(json.loads(ran.out)["sources"]) == 2


def test_an_empty_stdin_is_2(sqc: Sqc) -> None:
    ran = sqc("evaluate", "-")
    assert (ran.code, ran.out) == (2, b"")
    assert ran.said == ["<stdin>：错误 [file-empty] 文件是空的。请重新导出或重新发送该文件。"]


def test_two_dashes_are_a_usage_error(sqc: Sqc, examples: Path) -> None:
    ran = sqc("evaluate", "-", "-", stdin=(examples / FINAL).read_bytes())
    assert (ran.code, ran.out) == (2, b"")


# -o


def test_o_is_repeatable_and_takes_the_format_from_the_suffix(sqc: Sqc, tmp_path: Path) -> None:
    names = ("a.md", "b.json", "c.txt", "D.MARKDOWN")
    outputs = [part for name in names for part in ("-o", str(tmp_path / name))]
    ran = sqc("evaluate", FAILING, *outputs)
    assert (ran.code, ran.out) == (1, b"")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)
    assert json.loads((tmp_path / "b.json").read_bytes())["result"]["exit_code"] == 1
    assert (tmp_path / "a.md").read_bytes() == (tmp_path / "D.MARKDOWN").read_bytes()
    assert (tmp_path / "a.md").read_bytes() == sqc.once(
        "evaluate", FAILING, "--format", "markdown"
    ).out
    assert (tmp_path / "c.txt").read_bytes() == sqc.once("evaluate", FAILING).out
    written = [line for line in ran.said if line.startswith("已写入 ")]
    assert written == [f"已写入 {tmp_path / name}" for name in names]


def test_o_dash_is_stdout_beside_a_file(sqc: Sqc, tmp_path: Path) -> None:
    ran = sqc("evaluate", FINAL, "-o", "-", "-o", str(tmp_path / "r.json"), "--format", "markdown")
    assert ran.out == sqc.once("evaluate", FINAL, "--format", "markdown").out
    assert json.loads((tmp_path / "r.json").read_bytes())["year"] == 2025


def test_o_with_an_unknown_suffix_takes_format(sqc: Sqc, tmp_path: Path) -> None:
    ran = sqc("evaluate", FINAL, "-o", str(tmp_path / "report"), "--format", "json")
    assert (ran.code, ran.out) == (0, b"")
    assert json.loads((tmp_path / "report").read_bytes())["year"] == 2025


def test_a_file_in_the_way_is_replaced_and_keeps_its_permissions(sqc: Sqc, tmp_path: Path) -> None:
    target = tmp_path / "r.json"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    before = target.stat().st_ino
    assert sqc("evaluate", FINAL, "-o", str(target), "-q").code == 0
    assert json.loads(target.read_bytes())["year"] == 2025
    assert target.stat().st_mode & 0o777 == 0o640
    assert target.stat().st_ino != before  # another file took its place: never half a report


def test_a_report_is_written_for_an_exit_code_of_1_as_well(sqc: Sqc, tmp_path: Path) -> None:
    assert sqc("evaluate", FAILING, "-o", str(tmp_path / "r.md"), "-q").code == 1
    assert (tmp_path / "r.md").stat().st_size > 1000


def test_an_output_that_is_an_input_is_refused(sqc: Sqc, tmp_path: Path, examples: Path) -> None:
    data = tmp_path / "data.json"
    content = (examples / "actuals.yaml").read_bytes()
    data.write_bytes(content)
    ran = sqc("evaluate", str(data), "-o", str(data))
    assert (ran.code, ran.out) == (2, b"")
    assert data.read_bytes() == content


@pytest.mark.parametrize(
    "broken", ["folder.json", "missing/r.json", "/proc/r.json", f"{'x' * 300}.json"]
)
def test_a_write_that_fails_is_2_and_leaves_every_file_as_it_was(
    broken: str, sqc: Sqc, tmp_path: Path, examples: Path
) -> None:
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "old.md").write_text("old", encoding="utf-8")
    before = sorted(path.name for path in tmp_path.rglob("*"))
    data = examples / FINAL
    ran = sqc("evaluate", data, "-o", "old.md", "-o", "new.md", "-o", broken, cwd=tmp_path)
    assert (ran.code, ran.out) == (2, b"")
    assert len(ran.said) == 1
    assert broken[:50] in ran.said[0]
    assert sorted(path.name for path in tmp_path.rglob("*")) == before
    assert (tmp_path / "old.md").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("command", [("check", FINAL), ("template",)])
def test_a_pipe_or_device_is_never_replaced(
    command: tuple[str, ...], sqc: Sqc, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe.xlsx"
    os.mkfifo(pipe)
    form = () if command == ("template",) else ("--format", "json")
    ran = sqc(*command, *form, "-o", str(pipe))
    assert (ran.code, ran.out, len(ran.said)) == (2, b"", 1)
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_a_link_and_its_file_is_written(there: bool, sqc: Sqc, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    file, link = tmp_path / "kept" / "r.json", tmp_path / "r.json"
    if there:
        file.write_text("old", encoding="utf-8")
    link.symlink_to(file)
    assert sqc("check", FINAL, "-o", str(link)).code == 0
    assert link.is_symlink()
    assert json.loads(file.read_bytes())["result"]["passed"]
    assert list(file.parent.iterdir()) == [file]


def test_a_write_that_fails_leaves_stdout_empty_too(sqc: Sqc, tmp_path: Path) -> None:
    ran = sqc("evaluate", FINAL, "-o", "-", "-o", str(tmp_path))
    assert (ran.code, ran.out) == (2, b"")


# streams that break


def test_a_full_disk_behind_stdout_is_2(sqc: Sqc) -> None:
    ran = sqc.shell("sqc evaluate final-2025.xlsx -q > /dev/full")
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
    assert b"stdout" in ran.err


def test_a_full_disk_behind_stdout_leaves_no_file_either(
    sqc: Sqc, tmp_path: Path, examples: Path
) -> None:
    script = f"sqc evaluate '{examples / FINAL}' -q -o - -o r.json > /dev/full"
    ran = sqc.shell(script, tmp_path)
    assert ran.code == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["--version", "--help", "plan list", "plan show"])
def test_a_full_disk_is_2_for_every_command(command: str, sqc: Sqc, tmp_path: Path) -> None:
    ran = sqc.shell(f"sqc {command} > /dev/full", tmp_path)
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize(("name", "code"), [(FINAL, 0), (FAILING, 1)])
def test_a_reader_that_went_away_is_no_fault(name: str, code: int, sqc: Sqc) -> None:
    ran = sqc.shell(f"sqc evaluate {name} -q | head -0; exit ${{PIPESTATUS[0]}}")
    assert (ran.code, ran.err) == (code, b"")


def test_a_reader_of_help_that_went_away_is_no_fault(sqc: Sqc) -> None:
    ran = sqc.shell("sqc evaluate --help | head -0; exit ${PIPESTATUS[0]}")
    assert (ran.code, ran.err) == (0, b"")


def test_a_reader_of_stderr_that_went_away_is_no_fault(sqc: Sqc) -> None:
    script = "sqc evaluate failing-2025.xlsx 2>&1 >/dev/null | head -0; exit ${PIPESTATUS[0]}"
    assert sqc.shell(script).code == 1


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_a_closed_stream_ends_quietly_with_the_verdicts_code(closed: str, sqc: Sqc) -> None:
    ran = sqc.shell(f"sqc evaluate failing-2025.xlsx -q {closed}")
    assert (ran.code, ran.err) == (1, b"")


def test_a_closed_stdout_does_not_end_up_in_a_file(
    sqc: Sqc, tmp_path: Path, examples: Path
) -> None:
    script = f"sqc evaluate '{examples / FAILING}' -o - -o r.json >&- 2>&-"
    assert sqc.shell(script, tmp_path).code == 1
    assert json.loads((tmp_path / "r.json").read_bytes())["year"] == 2025


def test_ctrl_c_while_reading_stdin_is_130(sqc: Sqc) -> None:
    process = sqc.started("evaluate", "-")
    assert process.stdin is not None
    process.stdin.write(b"x")
    process.stdin.flush()
    _wait_until_read(process.stdin.fileno())
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, b"")
    assert err.decode().splitlines() == ["已中断。"]


def test_next_to_nothing_is_imported_before_an_interrupt_is_answered() -> None:
    """Ctrl-C ends with 130 from `main` on; before it, only a traceback of Python's could come."""
    program = """
import importlib, os, sys
known = set(sys.modules)
import shengzhou_quality.cli
print(*sorted(set(sys.modules) - known - {"__future__"}))
"""
    source = str(Path(shengzhou_quality.__file__).parents[1])
    command = [sys.executable, "-S", "-c", program]
    ran = subprocess.run(
        command,
        env={**os.environ, "PYTHONPATH": source},
        capture_output=True,
        check=True,
        text=True,
    )
    assert ran.stdout.split() == [
        "gc",
        "shengzhou_quality",
        "shengzhou_quality.cli",
        "shengzhou_quality.version",
    ]


@pytest.mark.parametrize("module", ["cli.streams", "words", "words.zh", "cli.app"])
def test_ctrl_c_while_starting_is_130_in_one_line(module: str, sqc: Sqc, tmp_path: Path) -> None:
    interrupting = f"""
import runpy, sys
class Interrupted:
    def find_spec(self, name, *_):
        if name == "shengzhou_quality.{module}":
            sys.meta_path.remove(self)
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupted())
sys.argv = ["sqc", "explain"]
runpy.run_module("shengzhou_quality", run_name="__main__")
"""
    (tmp_path / "starting.py").write_text(interrupting, encoding="utf-8")
    ran = sqc.shell(f"'{sys.executable}' starting.py", tmp_path)
    assert (ran.code, ran.out, ran.err.decode()) == (130, b"", "已中断。\n")


def _wait_until_read(pipe: int) -> None:
    """Until the other side has taken all there is, and so waits for more."""
    for _ in range(1000):
        waiting = fcntl.ioctl(pipe, termios.FIONREAD, struct.pack("i", 0))
        if struct.unpack("i", waiting)[0] == 0:
            time.sleep(0.05)
            return
        time.sleep(0.01)
    pytest.fail("nothing was read within ten seconds")


# the same bytes


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_two_runs_give_the_same_bytes_in_every_format(lang: str, sqc: Sqc, tmp_path: Path) -> None:
    runs = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        files = [folder / f"r{known.suffixes[0]}" for known in FORMATS.values() if known.suffixes]
        outputs = [part for file in files for part in ("-o", str(file))]
        env = {"PYTHONHASHSEED": seed, "TZ": f"UTC{seed}"}
        ran = sqc("evaluate", FAILING, "--lang", lang, "-q", "-o", "-", *outputs, env=env)
        runs.append([ran.out, *(file.read_bytes() for file in files)])
    assert runs[0] == runs[1]
    assert all(runs[0])


# encodings


@pytest.mark.parametrize("name", [FINAL, FAILING, MIDTERM])
def test_a_gbk_stream_is_whole(name: str, sqc: Sqc) -> None:
    usual = sqc.once("evaluate", name)
    gbk = sqc.once("evaluate", name, PYTHONIOENCODING="gbk")
    assert gbk.code == usual.code
    assert gbk.out.decode("gbk") == usual.report
    assert gbk.err.decode("gbk").splitlines() == usual.said


@pytest.mark.parametrize("arguments", [("plan", "list"), ("plan", "show"), ("evaluate", "--help")])
def test_the_other_pages_are_whole_in_gbk(arguments: tuple[str, ...], sqc: Sqc) -> None:
    usual = sqc.once(*arguments)
    gbk = sqc.once(*arguments, PYTHONIOENCODING="gbk")
    assert gbk.out.decode("gbk") == usual.report


@pytest.mark.parametrize("format_", ["markdown", "html", "json"])
def test_formats_for_machines_are_utf8_in_a_gbk_stream(format_: str, sqc: Sqc) -> None:
    gbk = sqc.once("evaluate", FINAL, "--format", format_, PYTHONIOENCODING="gbk")
    assert gbk.out == sqc.once("evaluate", FINAL, "--format", format_).out


def test_a_terminal_report_in_a_file_is_utf8_whatever_the_stream(sqc: Sqc, tmp_path: Path) -> None:
    file = tmp_path / "r.txt"
    sqc("evaluate", FINAL, "-q", "-o", str(file), env={"PYTHONIOENCODING": "gbk"})
    assert file.read_text(encoding="utf-8") == sqc.once("evaluate", FINAL).report


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_ascii_stream_works(lang: str, sqc: Sqc) -> None:
    ran = sqc.once("evaluate", FAILING, "--lang", lang, PYTHONIOENCODING="ascii")
    assert ran.code == 1
    assert ran.out.isascii()
    assert ran.err.isascii()
    usual = sqc.once("evaluate", FAILING, "--lang", lang)
    assert len(ran.out.splitlines()) == len(usual.out.splitlines())


def test_an_ascii_stream_gets_signs_that_it_can_show(sqc: Sqc) -> None:
    """Symbols are chosen by trying to encode them (design §10)."""
    ran = sqc.once("evaluate", FAILING, "--lang", "en", PYTHONIOENCODING="ascii")
    rows = [line for line in ran.report.splitlines() if line.startswith("      Actual ")]
    assert len(rows) == 23
    assert not [line for line in rows if "\\u2265" in line or "\\u2014" in line]


@pytest.mark.parametrize("arguments", [("check", FAILING), ("explain", "approximate")])
def test_the_pages_of_check_and_explain_do_so_too(arguments: tuple[str, ...], sqc: Sqc) -> None:
    ran = sqc.once(*arguments, "--lang", "en", PYTHONIOENCODING="ascii")
    assert ">=6." in ran.report
    assert "\\u2265" not in ran.report


def test_without_a_locale_it_works(sqc: Sqc) -> None:
    ran = sqc.once("evaluate", FINAL, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert ran.code == 0


def test_the_working_directory_does_not_matter(sqc: Sqc, tmp_path: Path, examples: Path) -> None:
    ran = sqc("evaluate", os.path.relpath(examples / FINAL, tmp_path), cwd=tmp_path)
    assert ran.code == 0
