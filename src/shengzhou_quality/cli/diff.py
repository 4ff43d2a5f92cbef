"""`sqc diff`: compare two evaluations, each from its JSON report or by judging its data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from shengzhou_quality.cli import delivery, options
from shengzhou_quality.cli.inputs import STDIO, Inputs
from shengzhou_quality.cli.options import option
from shengzhou_quality.cli.recorded import is_report, read_report, recorded
from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.formats import DIFF_FORMATS, known_suffixes
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from shengzhou_quality.evaluation.recorded import Recorded
    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.judgement import Form
    from shengzhou_quality.limits import Limits
    from shengzhou_quality.plan.model import Plan

_EXAMPLES = """\
sqc diff old.xlsx new.xlsx
sqc diff 2024.json 2025.json -o diff.md
sqc diff report.json data.xlsx
sqc diff old.json new.json --fail-on-worse"""


def add_to(app: typer.Typer, words: Words, command: type[Any]) -> None:
    @app.command(
        cls=command,
        help=words("help.diff.long"),
        short_help=words("help.diff"),
        epilog=_EXAMPLES,
    )
    def diff(
        old: str = typer.Argument(..., metavar="OLD", help=words("help.diff.old")),
        new: str = typer.Argument(..., metavar="NEW", help=words("help.diff.new")),
        format_: str = option("format", words, known=DIFF_FORMATS),
        output: list[str] = option("output", words, known=known_suffixes(DIFF_FORMATS)),
        word_template: str = option("word-template", words),
        fail_on_worse: bool = typer.Option(
            False, "--fail-on-worse", help=words("help.diff.fail-on-worse")
        ),
        year: str = option("year", words, help_key="help.diff.year"),
        plan: str = option("plan", words),
        form: list[str] = option("form", words),
        assessments: list[str] = option("assessments", words, help_key="help.diff.assessments"),
        accept_own: bool = option("accept-own", words),
        offices: str = option("offices", words),
        replaces: list[str] = option("replaces", words),
        max_size: str = option("max-size", words),
        max_cells: str = option("max-cells", words),
        _lang: str = option("lang", words),
        quiet: bool = option("quiet", words),
    ) -> int:
        beside = Inputs((), assessments, plan, offices, replaces)
        inputs = beside._replace(data=[old, new])
        inputs.check(words)
        outputs = delivery.read_outputs(
            format_, output, inputs, DIFF_FORMATS, words, word_template=word_template
        )
        judged_year = options.read_year(year, words)
        limits = options.read_limits(max_size, max_cells, words)
        forms = options.read_forms(form, words)
        reports = {path: read_report(path, limits) for path in (old, new) if is_report(path)}
        if len(reports) == len({old, new}):
            of_data = {"--year": year, "--form": form, "--assessments": assessments}
            _refuse_any({**of_data, "--offices": offices, "--replaces": replaces}, words)

        from shengzhou_quality.evaluation.compare import compare
        from shengzhou_quality.plan.loader import load_plan

        loaded = load_plan(plan)
        judge = _Judge(loaded, beside, forms, judged_year, limits, accept_own)
        sides = [
            reports.get(path) or judge.recorded(path, reports.get(other), words)
            for path, other in ((old, new), (new, old))
        ]
        compared = replace(compare(*sides), shown_plan=loaded)

        from shengzhou_quality.pages.diff import result_line

        delivery.deliver(
            compared,
            outputs,
            DIFF_FORMATS,
            words,
            findings=(),
            result=result_line,
            quiet=quiet,
        )
        return 1 if fail_on_worse and compared.is_worse else 0


class _Judge(NamedTuple):
    """Judges data as `sqc evaluate` does, and as the report beside it was made.

    `inputs` are the files that belong to any data.
    """

    plan: Plan
    inputs: Inputs
    forms: Mapping[str, Form]
    year: int | None
    limits: Limits
    accept_own: bool

    def recorded(self, path: str, beside: Recorded | None, words: Words) -> Recorded:
        """The evaluation of the data at `path`; `beside` is the report that it is compared with.

        A report on another plan says nothing of how these data are to be judged.
        """
        inputs = self.inputs._replace(data=[path])
        actuals = inputs.read(self.plan, self.limits, self.forms, accept_own=self.accept_own)
        if beside is not None and beside.plan != self.plan.head.id:
            beside = None
        fail_on = beside.fail_on if beside else "binding"
        only = beside.only if beside else None

        from shengzhou_quality.evaluation.evaluate import evaluate

        def judged(year: int | None) -> Report:
            return evaluate(self.plan, actuals, year=year, fail_on=fail_on, only=only)

        report = judged(self.year)
        if self.year is None and beside is not None:
            # A year that was given is judged without asking whether it is full.
            as_there = not beside.year_given and report.year == beside.year
            report = report if as_there else judged(beside.year)
        return recorded(report, "<stdin>" if path == STDIO else path, words)


def _refuse_any(given: Mapping[str, object], words: Words) -> None:
    """Raise a usage error for an option on data where no data is judged."""
    for spelling, value in given.items():
        if value:
            raise UsageError(words("usage.diff.no-data", option=spelling))
