"""`sqc evaluate`: data files in, a report out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from os.path import realpath  # Path.resolve raises on a link that leads to itself
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from shengzhou_quality.cli import streams
from shengzhou_quality.cli.files import written
from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.messages import LANGUAGES, Words
from shengzhou_quality.renderers import FORMATS, Options, format_of_suffix, known_suffixes

if TYPE_CHECKING:
    from shengzhou_quality.actuals.model import Actuals
    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.plan.model import Plan

_EXAMPLES = """\
sqc evaluate data.xlsx
sqc evaluate a.xlsx b.xlsx --year 2025
sqc evaluate data.xlsx -o report.md -o report.json
sqc evaluate data.xlsx --only 5,6 --fail-on any
cat data.xlsx | sqc evaluate - --format json"""

FAIL_ON = ("binding", "any", "never")
_STDIO = "-"


def add_to(app: typer.Typer, words: Words, command: type[Any]) -> None:
    formats, suffixes = " ".join(FORMATS), " ".join(known_suffixes())

    @app.command(
        cls=command,
        help=words("help.evaluate.long"),
        short_help=words("help.evaluate"),
        epilog=_EXAMPLES,
    )
    def evaluate(
        data: list[str] = typer.Argument(..., metavar="DATA...", help=words("help.data")),
        format_: str = typer.Option(
            None, "--format", "-f", metavar="FORMAT", help=words("help.format", known=formats)
        ),
        output: list[str] = typer.Option(
            [], "--output", "-o", metavar="FILE", help=words("help.output", known=suffixes)
        ),
        year: str = typer.Option(None, "--year", "-y", metavar="YEAR", help=words("help.year")),
        plan: str = typer.Option(None, "--plan", metavar="PATH", help=words("help.plan-option")),
        fail_on: str = typer.Option(
            "binding", "--fail-on", metavar="WHAT", help=words("help.fail-on")
        ),
        only: list[str] = typer.Option([], "--only", metavar="IDS", help=words("help.only")),
        lang: str = typer.Option("zh", "--lang", metavar="zh|en", help=words("help.lang")),
        quiet: bool = typer.Option(False, "--quiet", "-q", help=words("help.quiet")),
    ) -> int:
        check_language(lang, words)
        _one_of(fail_on, FAIL_ON, words)
        if list(data).count(_STDIO) > 1:
            raise UsageError(words("usage.stdin-twice"))
        outputs = _outputs(format_, output, data, words)
        judged_year = _year(year, words)
        chosen = [part.strip() for given in only for part in given.split(",") if part.strip()]
        if only and not chosen:
            raise UsageError(words("usage.empty-only"))
        report = _report(data, plan, judged_year, fail_on, chosen or None)
        _deliver(report, outputs, words, quiet=quiet)
        return report.exit_code


def check_language(lang: str, words: Words) -> None:
    _one_of(lang, LANGUAGES, words)


def check_format(name: str, known: Sequence[str], words: Words) -> None:
    if name not in known:
        raise UsageError(words("usage.unknown-format", name=name, known=tuple(known)))


def _one_of(given: str, known: tuple[str, ...], words: Words) -> None:
    if given not in known:
        raise UsageError(words("usage.not-one-of", name=given, known=known))


def _year(given: str | None, words: Words) -> int | None:
    if given is None:
        return None
    if not (given.isascii() and given.isdigit() and len(given) == 4):
        raise UsageError(words("usage.not-a-year", name=given))
    return int(given)


@dataclass(frozen=True, slots=True)
class _Outputs:
    """The format for stdout, if anything goes there, and for each file."""

    stdout: str | None
    files: dict[Path, str]


def _outputs(
    format_: str | None, output: Sequence[str], data: Sequence[str], words: Words
) -> _Outputs:
    """-o replaces stdout; a --format that no file takes is for stdout all the same."""
    if format_ is not None:
        check_format(format_, tuple(FORMATS), words)
    files: dict[Path, str] = {}
    inputs = {realpath(path) for path in data if path != _STDIO}
    for name in output:
        if name == _STDIO:
            continue
        path = Path(name)
        if realpath(path) in inputs:
            raise UsageError(words("usage.output-is-input", name=name))
        if realpath(path) in map(realpath, files):
            raise UsageError(words("usage.output-twice", name=name))
        found = format_of_suffix(path.suffix) or format_
        if found is None:
            known_ones = known_suffixes()
            raise UsageError(words("usage.unknown-suffix", name=name, known=known_ones))
        files[path] = found
    wanted = not output or _STDIO in output
    asked_for_more = format_ is not None and format_ not in files.values()
    stdout = (format_ or "terminal") if wanted or asked_for_more else None
    return _Outputs(stdout, files)


def _report(
    data: Sequence[str],
    plan_path: str | None,
    year: int | None,
    fail_on: str,
    only: list[str] | None,
) -> Report:
    from shengzhou_quality.evaluation.evaluate import evaluate as judge
    from shengzhou_quality.plan.loader import load_plan

    plan = load_plan(plan_path)
    return judge(plan, _actuals(data, plan), year=year, fail_on=fail_on, only=only)


def _actuals(data: Sequence[str], plan: Plan) -> Actuals:
    from shengzhou_quality.actuals.intake import read_actuals

    piped = read_stdin() if _STDIO in data else None
    return read_actuals(data, plan, stdin=piped)


def read_stdin() -> bytes:
    """All of stdin, up to one byte more than any file may have."""
    from shengzhou_quality.source_files import MAX_BYTES

    return sys.stdin.buffer.read(MAX_BYTES + 1) if sys.stdin is not None else b""


def _deliver(report: Report, outputs: _Outputs, words: Words, *, quiet: bool) -> None:
    """Everything is rendered before anything is written; files last, when stdout has held."""
    options = streams.options()
    contents = {
        path: FORMATS[name].render(report, words, Options()) for path, name in outputs.files.items()
    }
    shown = None
    if outputs.stdout is not None:
        shown = FORMATS[outputs.stdout].render(report, words, options)
    with written(contents):
        if not quiet:
            streams.say_findings(report.diagnostics, words)
        if shown is not None:
            streams.put(shown)
    if quiet:
        return
    for path in outputs.files:
        streams.say(words("written", name=str(path)))
    seen_already = outputs.stdout == "terminal" and streams.is_terminal(sys.stdout)
    if not (seen_already and streams.is_terminal(sys.stderr)):
        from shengzhou_quality.messages.summary import result_line

        streams.say(result_line(report, words))
