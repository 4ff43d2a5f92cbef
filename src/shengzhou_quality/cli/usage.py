"""Word usage errors, ours and Typer's, as one sentence in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from shengzhou_quality.words import Words

_EXTRA = re.compile(r"Got unexpected extra argument(?:s|\(s\))? \((?P<names>.*)\)", re.DOTALL)


class UsageError(Exception):
    """A wrong option or argument; `problem` is the sentence to show."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.command = ""


class Ended(NamedTuple):
    """The exit code of a command that has said itself how it ended."""

    exit_code: int


def problem_of(error: Any, words: Words) -> str | None:
    """Return the sentence for a usage error of Typer; `None` for any other error.

    Typer bundles its own copy of Click, so its errors are recognised by name and shape.
    """
    if not hasattr(error, "format_message"):
        return None
    match type(error).__name__:
        case "NoSuchOption":
            near = _by_likeness(error.option_name, error.possibilities or ())
            if near:
                return words(
                    "usage.no-such-option.nearest", name=error.option_name, nearest=near[0]
                )
            return words("usage.no-such-option", name=error.option_name)
        case "MissingParameter":
            name = _parameter(error)
            key = f"usage.missing-argument.{name}"
            return words(key if words.knows(key) else "usage.missing-argument", name=name)
        case "BadOptionUsage":
            return words("usage.missing-value", name=error.option_name)
        case "UsageError" if extra := _EXTRA.fullmatch(str(error.format_message())):
            return words("usage.extra-arguments", names=extra["names"])
        case _:
            return words("usage.other", problem=str(error.format_message()))


def _parameter(error: Any) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return str(error.format_message())
    return str(parameter.metavar or parameter.human_readable_name).removesuffix("...")


def _by_likeness(written: str, known: Iterable[str]) -> list[str]:
    """Order the similar options by similarity: of --form and --format, --frmat means one."""
    from difflib import SequenceMatcher

    return sorted(known, key=lambda name: (-SequenceMatcher(None, written, name).ratio(), name))
