"""What every command that reads data takes: its language, plan, files, year and indicators."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.words import LANGUAGES, Words

if TYPE_CHECKING:
    from shengzhou_quality.judgement import Form
    from shengzhou_quality.limits import Limits
    from shengzhou_quality.plan.model import Plan
    from shengzhou_quality.reported import Actuals

STDIO = "-"


def check_language(lang: str, words: Words) -> None:
    check_one_of(lang, LANGUAGES, words)


def check_one_of(given: str, known: tuple[str, ...], words: Words) -> None:
    if given not in known:
        raise UsageError(words("usage.not-one-of", name=given, known=known))


def check_data(data: Sequence[str], words: Words) -> None:
    """A file has a name, and stdin can be read only once."""
    if "" in data:
        raise UsageError(words("usage.empty-name"))
    if list(data).count(STDIO) > 1:
        raise UsageError(words("usage.stdin-twice"))


def read_year(given: str | None, words: Words) -> int | None:
    if given is None:
        return None
    if not (given.isascii() and given.isdigit() and len(given) == 4):
        raise UsageError(words("usage.not-a-year", name=given))
    return int(given)


def read_only(only: Sequence[str], words: Words) -> list[str] | None:
    """The ids and keys of --only, which may be given with commas or several times."""
    chosen = [part.strip() for given in only for part in given.split(",") if part.strip()]
    if only and not chosen:
        raise UsageError(words("usage.empty-only"))
    return chosen or None


def read_limits(max_size: str | None, max_cells: str | None, words: Words) -> Limits:
    """The bounds of a data file, with those that --max-size (MB) and --max-cells name."""
    from shengzhou_quality.limits import Limits

    return Limits.asked(_positive(max_size, words), _positive(max_cells, words))


def _positive(given: str | None, words: Words) -> int | None:
    if given is None:
        return None
    if not (given.isascii() and given.isdigit() and 0 < len(given) <= 9 and int(given)):
        raise UsageError(words("usage.not-a-count", name=given))
    return int(given)


def read_forms(given: Sequence[str], words: Words) -> dict[str, Form]:
    """口径 by indicator, from --form ID=口径; which of them an indicator takes the plan knows."""
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


def read_data(
    data: Sequence[str],
    plan_path: str | None,
    limits: Limits | None = None,
    forms: Mapping[str, Form] | None = None,
    assessments: Sequence[str] = (),
    *,
    accept_own: bool = False,
) -> tuple[Plan, Actuals]:
    """The plan, and all files of `data` and of `assessments` read against it."""
    from shengzhou_quality.limits import USUAL
    from shengzhou_quality.plan.loader import load_plan
    from shengzhou_quality.reading.intake import read_actuals

    plan = load_plan(plan_path)
    bounds = limits or USUAL
    piped = read_stdin(bounds) if STDIO in (*data, *assessments) else None
    return plan, read_actuals(
        data,
        plan,
        stdin=piped,
        limits=bounds,
        forms=forms,
        assessments=assessments,
        accept_own_assessments=accept_own,
    )


def load(plan_path: str | None, words: Words) -> Plan:
    """The plan, with what is doubtful in it on stderr: for commands that make no report of it."""
    from shengzhou_quality.cli import streams
    from shengzhou_quality.plan.loader import load_plan

    plan = load_plan(plan_path)
    streams.say_findings(plan.warnings, words)
    return plan


def read_stdin(limits: Limits) -> bytes:
    """All of stdin, up to one byte more than any file may have."""
    return sys.stdin.buffer.read(limits.file_size + 1) if sys.stdin is not None else b""
