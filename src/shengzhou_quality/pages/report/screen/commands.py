"""Word the commands that a screen ends with, with the files as they were typed."""

from __future__ import annotations

import re

from shengzhou_quality.evaluation.report import Report, YearRule
from shengzhou_quality.words import Words

_STDIN = "<stdin>"
_PLAIN = re.compile(r"[\w./\\:@%+=,-]+")
_LONGEST = 120


def commands(report: Report, first: str | None, words: Words) -> list[tuple[str, str]]:
    """To see how one item was judged, and to keep the report, which an earlier screen has said."""
    found = []
    if first is not None:
        year = f" --year {report.year}" if report.year_choice.rule is YearRule.GIVEN else ""
        line = command(f"sqc explain {first}", report, words, more=year)
        found.append((labelled("screen.command.explain", words), line))
    if report.since is not None and report.since.same_year:
        return found
    saved = words("screen.command.save.line")
    return [*found, (labelled("screen.command.save", words), saved)]


def check_of_plan(report: Report, words: Words) -> str:
    """The command that lists what is doubtful in the files of the plan."""
    language = f" --lang {words.language}" if words.translates else ""
    return f"sqc plan check {for_shell(report.plan.files[0].path)}{language}"


def labelled(key: str, words: Words) -> str:
    """What a command does, as it stands before the command."""
    return words(key) + words("screen.command.separator")


def files_typed(report: Report) -> str:
    """What was typed for the run; without that, its files as a shell takes them."""
    if report.typed is not None:
        return report.typed
    given: list[str] = []
    for source in report.sources:
        given += ["--replaces"] if source.replaced else []
        given.append("-" if source.path == _STDIN else source.path)
    return " ".join(map(for_shell, given))


def command(name: str, report: Report, words: Words, *, more: str = "") -> str:
    """The command for the same data, if it is short; else what to type it with."""
    typed = files_typed(report)
    if len(typed) <= _LONGEST:
        return f"{name} {typed}{more}"
    return words("screen.command.same", command=name + more)


def for_shell(path: str) -> str:
    return path if _PLAIN.fullmatch(path) else _quoted(path)


def _quoted(path: str) -> str:
    from shlex import quote

    return quote(path)
