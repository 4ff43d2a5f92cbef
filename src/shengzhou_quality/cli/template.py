"""`sqc template`: make the template that offices fill in from the plan."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from shengzhou_quality.cli import delivery, streams
from shengzhou_quality.cli.files import written
from shengzhou_quality.cli.find import find_asked
from shengzhou_quality.cli.inputs import STDIO, Inputs, read_plan
from shengzhou_quality.cli.options import option, read_year
from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.words import LONGEST_QUOTE, Words

if TYPE_CHECKING:
    from shengzhou_quality.plan.model import Plan
    from shengzhou_quality.reported import Actuals
    from shengzhou_quality.template.asked import Asked
    from shengzhou_quality.template.filled import Filled

_EXAMPLES = """\
sqc template -o form.xlsx
sqc template -o form.xlsx --for 5,6,20 --year 2025
sqc template -o form.xlsx --for T03
sqc template -o form.xlsx --values 2024.xlsx --values 2025.csv
sqc template --offices -o offices.xlsx
sqc template --split forms/ --by offices.xlsx
sqc template -o assessments.xlsx --assessments --values data.xlsx"""

_SUFFIX = ".xlsx"
_SUFFIXES_OF_OFFICES = (".xlsx", ".csv", ".yaml", ".yml")


def add_to(app: typer.Typer, words: Words, command: type[Any]) -> None:
    @app.command(
        cls=command,
        help=words("help.template.long"),
        short_help=words("help.template"),
        epilog=_EXAMPLES,
    )
    def template(
        output: str = typer.Option(
            None, "--output", "-o", metavar="FILE", help=words("help.template.output")
        ),
        chosen: list[str] = typer.Option(
            [], "--for", metavar="IDS", help=words("help.template.for")
        ),
        year: str = option("year", words, help_key="help.template.year"),
        values: list[str] = typer.Option(
            [], "--values", metavar="DATA", help=words("help.template.values")
        ),
        assessments: bool = typer.Option(
            False, "--assessments", help=words("help.template.assessments")
        ),
        offices: bool = typer.Option(False, "--offices", help=words("help.template.offices")),
        split: str = typer.Option(
            None, "--split", metavar="DIR", help=words("help.template.split")
        ),
        by: str = typer.Option(None, "--by", metavar="FILE", help=words("help.template.by")),
        plan: str = option("plan", words),
        _lang: str = option("lang", words),
        quiet: bool = option("quiet", words),
    ) -> int:
        given = {"--assessments": assessments, "--offices": offices, "--split": split}
        _check_together({**given, "--by": by, "-o": output}, words)
        inputs = Inputs(values, plan=plan, offices=by)
        inputs.check(words)
        suffixes = _SUFFIXES_OF_OFFICES if offices else (_SUFFIX,)
        target = None if split is not None else _target(output, inputs, suffixes, words)
        asked_year = read_year(year, words)

        from shengzhou_quality.evaluation.scope import check_year

        loaded = read_plan(plan, words, quiet=quiet)
        actuals = _read(inputs, loaded)
        asked = find_asked(chosen, loaded, words)
        if assessments:
            _make_for_evaluators(loaded, asked, asked_year, actuals, target, words, quiet=quiet)
            return 0
        if asked_year is not None:
            check_year(loaded, asked_year)
        years = tuple(loaded.years) if asked_year is None else (asked_year,)
        if offices or split is not None:
            from shengzhou_quality.cli import template_offices as of_offices

            if split is not None:
                of_offices.split(
                    loaded,
                    asked,
                    years,
                    actuals,
                    split,
                    words,
                    everything=not chosen,
                    quiet=quiet,
                )
            else:
                of_offices.make_list(
                    loaded, asked, actuals, target, words, everything=not chosen, quiet=quiet
                )
            return 0
        _make(loaded, asked, years, actuals, target, words, quiet=quiet)
        return 0


_NOT_BOTH = (
    ("--assessments", "--offices"), ("--assessments", "--split"), ("--offices", "--split"),
    ("--assessments", "--by"), ("--split", "-o"),
)  # fmt: skip


def _check_together(given: Mapping[str, object], words: Words) -> None:
    """Raise a usage error for two options that do not go together."""
    for one, other in _NOT_BOTH:
        if given[one] and given[other]:
            raise UsageError(words("usage.template-not-both", one=one, other=other))


def _read(inputs: Inputs, plan: Plan) -> Actuals | None:
    """Read the values and the list of offices, if any are given."""
    if not inputs.data and inputs.offices is None:
        return None
    return inputs.read_for_offices(plan)


def _target(
    output: str | None, given: Inputs, suffixes: Sequence[str], words: Words
) -> Path | None:
    """Return the file to write (`None` for stdout), which must not be an input."""
    if not output:
        raise UsageError(words("usage.missing-argument", name="-o FILE"))
    if output == STDIO:
        if streams.is_terminal(sys.stdout):
            raise UsageError(words("usage.template-on-terminal"))
        return None
    path = Path(output)
    if path.suffix.lower() not in suffixes:
        raise UsageError(words("usage.template-suffix", name=output, known=tuple(suffixes)))
    delivery.check_output(path, given.files(), words)
    return path


def _make(
    plan: Plan,
    asked: Asked,
    years: Sequence[int],
    actuals: Actuals | None,
    target: Path | None,
    words: Words,
    *,
    quiet: bool,
) -> None:
    from shengzhou_quality.reported import Actuals
    from shengzhou_quality.template.filled import make_filled, offices_ruled

    given = actuals or Actuals(())
    made = make_filled(plan, asked, years, given, words, offices_ruled(plan, given, asked, words))
    with written({target: made.content} if target else {}):
        if actuals and not quiet:
            ids = {indicator.id for indicator in asked.everything}
            # A part of the plan is asked for, but the list of offices is of the whole.
            others = {"office-open"} if len(ids) < len(plan.reportable) else set()
            about = [
                it
                for it in actuals.diagnostics
                if it.indicator in {None, *ids} and it.code not in others
            ]
            streams.say_findings(about, words)
            if actuals.observations:
                say_filled(asked, made, words)
        if target is None:
            streams.put(made.content)
    if target and not quiet:
        streams.say(words("written", name=str(target)))


def _make_for_evaluators(
    plan: Plan,
    asked: Asked,
    year: int | None,
    actuals: Actuals | None,
    target: Path | None,
    words: Words,
    *,
    quiet: bool,
) -> None:
    """Make the evaluators' sheets, with the unsettled doubts about the data."""
    from shengzhou_quality.diagnostics import Severity
    from shengzhou_quality.evaluation.check import check
    from shengzhou_quality.template.evaluators import OpenDoubt, write_evaluators_book

    items = {item.id: item for item in asked.everything}
    doubts: dict[OpenDoubt, None] = {}
    if actuals is not None:
        years = {seen.place: str(seen.year) for seen in actuals.observations}
        for found in check(plan, actuals, year=year).diagnostics:
            text = found.parameters.get("text", "")
            place = years.get(found.place) if found.place else None
            mine = found.indicator in items or (found.indicator is None and text)
            if found.severity is Severity.WARNING and mine:
                of_year = str(found.parameters.get("year") or place or "")
                item = items.get(found.indicator or "")
                doubts[OpenDoubt(found.code, item, of_year, str(text))] = None
    head = plan.head
    title = words.of(head, "title")
    content = write_evaluators_book(title, asked.everything, doubts, words)
    with written({target: content} if target else {}):
        if target is None:
            streams.put(content)
    if quiet:
        return
    if actuals is not None:
        streams.say(words("template.doubts", count=len(doubts)))
    if target:
        streams.say(words("written", name=str(target)))


def say_filled(asked: Asked, made: Filled, words: Words, *, name: str | None = None) -> None:
    """Report what was prefilled, what was not and why, and what is left to choose.

    `name` is that of the file, if it is one of several.
    """
    from shengzhou_quality.template.form import is_left_to_choose
    from shengzhou_quality.template.notes import name_of

    named = {indicator.id: indicator for indicator in asked.everything}
    for left in made.left_out:
        line = words(
            "template.left-out",
            name=name_of(named[left.observation.indicator], words),
            year=str(left.observation.year),
            text=left.observation.text[:LONGEST_QUOTE],
            place=str(left.observation.place),
            reason=words(f"template.left-out.{left.reason.value}"),
        )
        streams.say(line)
    unclear = tuple(
        identity for identity, row in made.known.items() if is_left_to_choose(named[identity], row)
    )
    if unclear:
        streams.say(words("template.choose-form", ids=unclear))
    key = "template.prefilled.in" if name else "template.prefilled"
    streams.say(words(key, name=name or "", count=str(made.count)))
