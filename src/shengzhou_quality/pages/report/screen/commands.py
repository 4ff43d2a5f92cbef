"""Word the commands that a screen ends with, with the files as they were typed."""

from __future__ import annotations

import re

from shengzhou_quality.evaluation.report import Report, YearRule
from shengzhou_quality.words import Words

_STDIN = "<stdin>"
_PLAIN = re.compile(r"[\w./\\:@%+=,-]+")
_LONGEST = 60


def commands(report: Report, first: str | None, words: Words) -> list[tuple[str, str]]:
    """To see how one item was judged, and to keep the report."""
    found = []
    if first is not None:
        year = f" --year {report.year}" if report.year_choice.rule is YearRule.GIVEN else ""
        line = f"sqc explain {first} {files_typed(report)}{year}"
        found.append((labelled("screen.command.explain", words), line))
    saved = words("screen.command.save.line")
    return [*found, (labelled("screen.command.save", words), saved)]


def labelled(key: str, words: Words) -> str:
    """What a command does, as it stands before the command."""
    return words(key) + words("screen.command.separator")


def files_typed(report: Report) -> str:
    """The files as a shell takes them; many, or long names, are left for the reader to put in."""
    given = ["-" if source.path == _STDIN else source.path for source in report.sources]
    typed = " ".join(path if _PLAIN.fullmatch(path) else _quoted(path) for path in given)
    return typed if typed and len(typed) <= _LONGEST else "…"


def _quoted(path: str) -> str:
    from shlex import quote

    return quote(path)
