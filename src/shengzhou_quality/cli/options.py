"""The options that several commands share, declared once, and how their values are parsed."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import typer

from shengzhou_quality.cli import streams
from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from shengzhou_quality.formats import Format
    from shengzhou_quality.judgement import Form
    from shengzhou_quality.limits import Limits

PLAN_VARIABLE = "SQC_PLAN"

_SHARED: Mapping[str, tuple[Any, tuple[str, ...], str | None, str]] = {
    "format": (None, ("--format", "-f"), "FORMAT", "help.format"),
    "brief": (False, ("--brief",), None, "help.brief"),
    "output": ([], ("--output", "-o"), "FILE", "help.output"),
    "word-template": (None, ("--word-template",), "DOCX", "help.word-template"),
    "year": (None, ("--year", "-y"), "YEAR", "help.year"),
    "plan": (None, ("--plan",), "PATH", "help.plan-option"),
    "only": ([], ("--only",), "IDS", "help.only"),
    "form": ([], ("--form",), "ID=BASIS", "help.form"),
    "assessments": ([], ("--assessments",), "FILE", "help.assessments"),
    "since": (None, ("--since",), "OLD", "help.since"),
    "accept-own": (False, ("--accept-own-assessments",), None, "help.accept-own-assessments"),
    "offices": (None, ("--offices",), "FILE", "help.offices"),
    "area": (None, ("--area",), "NAME", "help.area"),
    "replaces": ([], ("--replaces",), "FILE", "help.replaces"),
    "max-size": (None, ("--max-size",), "MB", "help.max-size"),
    "max-cells": (None, ("--max-cells",), "N", "help.max-cells"),
    "lang": ("zh", ("--lang",), "zh|en", "help.lang"),
    "quiet": (False, ("--quiet", "-q"), None, "help.quiet"),
}
"""Default, spellings, name of the value (none for a flag) and key of the help text."""


def option(
    name: str, words: Words, *, help_key: str | None = None, known: Iterable[str] = ()
) -> Any:
    """Return one shared option in the reader's language; a command may give its own help key.

    `known` are the formats or suffixes that the command offers.
    """
    default, spellings, metavar, usual = _SHARED[name]
    text = words(help_key or usual, known=" ".join(known))
    if name == "plan":
        return typer.Option(
            default,
            *spellings,
            metavar=metavar,
            help=text,
            envvar=PLAN_VARIABLE,
            callback=named_plan,
        )
    return typer.Option(default, *spellings, metavar=metavar, help=text)


class EnvironmentPlan(str):
    """The path of a plan that the environment names, not the command."""

    __slots__ = ()


def named_plan(
    context: typer.Context, parameter: typer.CallbackParam, given: str | None
) -> str | None:
    """Tell a plan of the environment from one of the command line, which is on the screen."""
    source = context.get_parameter_source(parameter.name or "")
    if given is not None and source is not None and source.name == "ENVIRONMENT":
        return EnvironmentPlan(given) if given.strip() else None
    return given


def check_one_of(given: str, known: Sequence[str], words: Words) -> None:
    if given not in known:
        raise UsageError(words("usage.not-one-of", name=given, known=tuple(known)))


def check_format(given: str, known: Iterable[str], words: Words) -> None:
    names = tuple(known)
    if given not in names:
        raise UsageError(words("usage.unknown-format", name=given, known=names))


def check_usable(name: str, chosen: Format[Any], words: Words, *, on_stdout: bool) -> None:
    """Raise a usage error for a format that is not installed, or that no terminal can show."""
    if chosen.extra is not None and chosen.extra.is_missing:
        install = chosen.extra.install
        raise UsageError(words("usage.needs-extra", name=name, install=install))
    if chosen.binary and on_stdout and streams.is_terminal(sys.stdout):
        raise UsageError(words("usage.binary-on-terminal", name=name))


def read_year(given: str | None, words: Words) -> int | None:
    if given is None:
        return None
    if not (given.isascii() and given.isdigit() and len(given) == 4):
        raise UsageError(words("usage.not-a-year", name=given))
    return int(given)


def read_names(given: Sequence[str]) -> list[str]:
    """Split ids, keys or names, separated by commas or given by repeating an option."""
    return [name.strip() for text in given for name in text.split(",") if name.strip()]


def read_only(only: Sequence[str], words: Words) -> list[str] | None:
    """Parse --only to ids and keys; `None` without it."""
    chosen = read_names(only)
    if only and not chosen:
        raise UsageError(words("usage.empty-only"))
    return chosen or None


def read_limits(max_size: str | None, max_cells: str | None, words: Words) -> Limits:
    """Return the limits of a data file, with --max-size (MB) and --max-cells applied."""
    from shengzhou_quality.limits import Limits

    return Limits.asked(_positive(max_size, words), _positive(max_cells, words))


def _positive(given: str | None, words: Words) -> int | None:
    if given is None:
        return None
    if not (given.isascii() and given.isdigit() and 0 < len(given) <= 9 and int(given)):
        raise UsageError(words("usage.not-a-count", name=given))
    return int(given)


def read_forms(given: Sequence[str], words: Words) -> dict[str, Form]:
    """Parse --form ID=BASIS (口径); the plan decides which bases an indicator allows."""
    from shengzhou_quality.reading.tables.headers import read_form

    forms: dict[str, Form] = {}
    for written in given:
        name, _, form_words = written.partition("=")
        form = read_form(form_words)
        if not name.strip() or form is None:
            raise UsageError(words("usage.not-a-form", name=written))
        if forms.setdefault(name.strip(), form) is not form:
            raise UsageError(words("usage.form-twice", name=name.strip()))
    return forms
