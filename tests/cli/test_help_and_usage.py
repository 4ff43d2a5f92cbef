"""Test help, version and usage errors in both languages; in process, because they are many."""

from __future__ import annotations

import gc
import re
from typing import TYPE_CHECKING

import pytest

from shengzhou_quality.cli import main
from shengzhou_quality.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.conftest import Sqc

CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = re.compile(r"\b[A-Za-z]+ [a-z]+ [a-z]+\b")
"""Three words in a row."""

FINAL = "final-2025.xlsx"
USAGE_ERRORS = (
    ("evaluate",),
    ("evaluate", FINAL, "--nosuch"),
    ("evaluate", FINAL, "--frmat", "json"),
    ("evaluate", FINAL, "--year"),
    ("evaluate", FINAL, "--year", "soon"),
    ("evaluate", FINAL, "--year", "20255"),
    ("evaluate", FINAL, "--format", "pdf"),
    ("evaluate", FINAL, "--fail-on", "x"),
    ("evaluate", FINAL, "--only", ","),
    ("evaluate", FINAL, "--quiet=3"),
    ("evaluate", FINAL, "-o", "report.pdf"),
    ("evaluate", FINAL, "-o", "a.md", "-o", "./a.md"),
    ("evaluate", FINAL, "-o"),
    ("evaluate", "-", "-"),
    ("evalute", FINAL),
    ("plan", "nosuch"),
    ("plan", "show", "1", "2"),
    ("plan", "show", "nosuch"),
    ("plan", "list", "extra"),
    ("plan", "list", "--format", "pdf"),
    ("--nosuch",),
    ("--version=3",),
)


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("SQC_LANG", raising=False)
    yield
    gc.enable()  # main() turns it off, for a run that ends


def run(capture: pytest.CaptureFixture[bytes], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    out, err = capture.readouterr()
    return code, out.decode("utf-8"), err.decode("utf-8")


@pytest.mark.parametrize("arguments", USAGE_ERRORS, ids=" ".join)
def test_a_usage_error_is_2_and_two_lines_in_chinese(
    arguments: tuple[str, ...], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    code, out, err = run(capsysbinary, *arguments)
    assert (code, out) == (2, "")
    problem, how = err.splitlines()
    assert problem.startswith("用法错误：")
    assert CHINESE.search(problem.removeprefix("用法错误："))
    assert not ENGLISH.search(problem)
    assert re.fullmatch(r"查看用法：sqc.* --help", how)


@pytest.mark.parametrize("arguments", USAGE_ERRORS, ids=" ".join)
def test_the_same_in_english(
    arguments: tuple[str, ...],
    capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SQC_LANG", "en")
    code, out, err = run(capsysbinary, *arguments)
    assert (code, out) == (2, "")
    problem, how = err.splitlines()
    assert problem.startswith("Usage error: ")
    assert not CHINESE.search(problem)
    assert re.fullmatch(r"For usage: sqc.* --help", how)


@pytest.mark.parametrize("arguments", [row for row in USAGE_ERRORS if row[0] == "evaluate"])
def test_a_usage_error_points_to_the_help_of_its_command(
    arguments: tuple[str, ...], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    _, _, err = run(capsysbinary, *arguments)
    assert err.splitlines()[1] == "查看用法：sqc evaluate --help"


def test_a_misspelt_option_is_answered_with_the_nearest(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    assert "--format" in run(capsysbinary, "evaluate", FINAL, "--frmat", "json")[2]


def test_the_wrong_year_is_named(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert "“soon”" in run(capsysbinary, "evaluate", FINAL, "--year", "soon")[2]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--lang", "xx"),
        ("--lang=xx", "--help"),
        ("--lang", "xx", "--version"),
        ("--lang", "xx", "plan", "list"),
        ("--lang", "xx", "evaluate", "nosuch.xlsx"),
        ("evaluate", "nosuch.xlsx", "--lang", "xx"),
        ("plan", "list", "--lang", "xx"),
        ("plan", "show", "--lang=xx"),
    ],
    ids=" ".join,
)
def test_an_unknown_language_is_a_usage_error_wherever_it_stands(
    arguments: tuple[str, ...], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    code, out, err = run(capsysbinary, *arguments)
    assert (code, out) == (2, "")
    assert "xx" in err.splitlines()[0]
    assert "zh" in err.splitlines()[0]
    assert "en" in err.splitlines()[0]
    assert len(err.splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "variable", "chinese"),
    [
        (("--help",), None, True),
        (("--help",), "en", False),
        (("--help", "--lang", "en"), None, False),
        (("--lang", "en", "--help"), None, False),
        (("--lang=zh", "--help"), "en", True),
        (("evaluate", "--help"), None, True),
        (("evaluate", "--help"), "en", False),
        (("evaluate", "--lang", "en", "--help"), None, False),
        (("--lang", "en", "evaluate", "--help"), None, False),
        (("plan", "--help"), "en", False),
        (("plan", "list", "--help"), "en", False),
        (("plan", "show", "--help"), None, True),
        (("evaluate", "-h"), None, True),
    ],
)
def test_help_is_in_the_language_asked_for(
    arguments: tuple[str, ...],
    variable: str | None,
    chinese: bool,
    capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if variable:
        monkeypatch.setenv("SQC_LANG", variable)
    code, out, err = run(capsysbinary, *arguments)
    assert (code, err) == (0, "")
    assert bool(CHINESE.search(out)) is chinese
    if chinese:
        assert not re.search(
            r"(?i)usage:|options:|arguments:|commands:|examples:|show this|default", out
        )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_help_of_evaluate_has_every_option_and_examples(
    lang: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    _, out, _ = run(capsysbinary, "evaluate", "--help", "--lang", lang)
    for option in (
        "--format", "--output", "--year", "--plan", "--fail-on", "--only", "--lang", "--quiet",
    ):  # fmt: skip
        assert option in out
    assert "sqc evaluate data.xlsx" in out
    for code in "012":
        assert code in out


COMMANDS = ("", "evaluate", "check", "explain", "tasks", "plan show", "plan list", "plan conflicts")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_each_option_is_explained_in_two_lines(
    command: str, lang: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    _, out, _ = run(capsysbinary, *command.split(), "--help", "--lang", lang)
    entries = re.findall(r"(?m)^  (\S.*(?:\n {28}\S.*)*)", out)
    assert len(entries) > 3
    assert [entry for entry in entries if entry.count("\n") > 1] == []


def test_a_group_of_commands_has_examples_and_a_language(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    assert "sqc plan show 5" in run(capsysbinary, "plan", "--lang", "en", "--help")[1]
    assert "sqc evaluate data.xlsx" in run(capsysbinary, "--help")[1]


def test_the_language_given_before_the_command_reaches_the_report(sqc: Sqc) -> None:
    ran = sqc.once("--lang", "en", "evaluate", FINAL)
    assert ran.report.splitlines()[1] == "Final evaluation 2025"
    assert ran.said == ["Result: all binding indicators are met."]


def test_sqc_lang_reaches_the_report(sqc: Sqc) -> None:
    assert (
        sqc.once("evaluate", FINAL, SQC_LANG="en").out
        == sqc.once("--lang", "en", "evaluate", FINAL).out
    )


def test_version(sqc: Sqc) -> None:
    ran = sqc.once("--version")
    assert (ran.code, ran.report, ran.err) == (0, f"sqc {__version__}\n", b"")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_bare_sqc_is_2_with_help_on_stderr(lang: str, sqc: Sqc) -> None:
    ran = sqc.once(SQC_LANG=lang)
    assert (ran.code, ran.out) == (2, b"")
    assert ran.err == sqc.once("--help", SQC_LANG=lang).out
    assert "evaluate" in ran.err.decode()
