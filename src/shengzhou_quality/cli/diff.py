"""`sqc diff`: compare two evaluations, each from its JSON report or by judging its data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from shengzhou_quality.cli import delivery, options
from shengzhou_quality.cli.inputs import STDIO, Inputs, read_plan
from shengzhou_quality.cli.options import option
from shengzhou_quality.cli.recorded import is_report, read_report, recorded
from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.diagnostics import InputError, Place, refusal
from shengzhou_quality.formats import DIFF_FORMATS, known_suffixes
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from shengzhou_quality.evaluation.recorded import Recorded
    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.judgement import Form
    from shengzhou_quality.limits import Limits
    from shengzhou_quality.plan.model import Plan

_NO_DATA = ("yaml-no-actuals", "yaml-too-deep")
"""How data are refused that have not the form of data: they may be meant as a report."""

_EXAMPLES = """\
sqc diff old.xlsx new.xlsx
sqc diff 2024.json 2025.json -o diff.md
sqc diff report.json data.xlsx
sqc diff report.json new.xlsx other.xlsx --replaces old.xlsx
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
        new: list[str] = typer.Argument(..., metavar="NEW...", help=words("help.diff.new")),
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
        replaces: list[str] = option("replaces", words, help_key="help.diff.replaces"),
        max_size: str = option("max-size", words),
        max_cells: str = option("max-cells", words),
        _lang: str = option("lang", words),
        quiet: bool = option("quiet", words),
    ) -> int:
        beside = Inputs((), assessments, plan, offices, replaces)
        inputs = beside._replace(data=[old, *new])
        inputs.check(words)
        outputs = delivery.read_outputs(
            format_, output, inputs, DIFF_FORMATS, words, word_template=word_template
        )
        judged_year = options.read_year(year, words)
        limits = options.read_limits(max_size, max_cells, words)
        forms = options.read_forms(form, words)
        given = ((old,), tuple(new))
        reports = {paths: _read_report(paths, limits, words) for paths in given}
        if all(reports.values()):
            of_data = {"--year": year, "--form": form, "--assessments": assessments}
            _refuse_any({**of_data, "--offices": offices, "--replaces": replaces}, words)

        from shengzhou_quality.evaluation.compare import compare

        loaded = read_plan(plan, words, quiet=quiet)
        judge = _Judge(loaded, beside, forms, judged_year, limits, accept_own)
        sides = [
            reports[paths] or judge.recorded(paths, reports[other], words)
            for paths, other in (given, given[::-1])
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


def _read_report(paths: Sequence[str], limits: Limits, words: Words) -> Recorded | None:
    """The report that a side is, or `None` of data; of several paths none may be a report."""
    reports = [path for path in paths if is_report(path)]
    if reports and len(paths) > 1:
        raise UsageError(words("usage.diff.report-among-data", name=reports[0]))
    return read_report(reports[0], limits) if reports else None


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

    def recorded(self, paths: Sequence[str], beside: Recorded | None, words: Words) -> Recorded:
        """The evaluation of the data at `paths`; `beside` is the report it is compared with.

        A report on another plan says nothing of how these data are to be judged.
        """
        inputs = self.inputs._replace(data=paths)
        try:
            actuals = inputs.read(self.plan, self.limits, self.forms, accept_own=self.accept_own)
        except InputError as error:
            _refuse_meant_as_report(error, words)
            raise
        if beside is not None and beside.plan != self.plan.head.id:
            beside = None
        if beside is not None and beside.year not in self.plan.years:
            raise refusal("report-damaged", Place(beside.path), field="year")
        fail_on = beside.fail_on if beside else "binding"
        only = beside.only if beside else None

        from shengzhou_quality.evaluation.evaluate import evaluate
        from shengzhou_quality.evaluation.same_run import has_same_inputs

        def judged(year: int | None) -> Report:
            return evaluate(self.plan, actuals, year=year, fail_on=fail_on, only=only)

        name = ", ".join("<stdin>" if path == STDIO else path for path in paths)
        if beside is None or self.year not in (None, beside.year):
            return recorded(judged(self.year), name, words)
        # A year that was given is judged without asking whether it is full.
        report = judged(beside.year if beside.year_given else None)
        if report.year != beside.year:
            report = judged(beside.year)
        # Sentences can be compared only in the language of the report.
        made = recorded(report, name, Words(beside.language or words.language))
        same_language = made.language == words.language
        if same_language or has_same_inputs(beside, made):
            return made
        return recorded(report, name, words)


def _refuse_meant_as_report(error: InputError, words: Words) -> None:
    """Raise another error for JSON that is neither data nor a report, or a report from stdin."""
    first = error.diagnostics[0]
    if first.place is None:
        return
    on_stdin = first.place.file == "<stdin>"
    if on_stdin and first.code in (*_NO_DATA, "own-result"):
        raise UsageError(words("usage.diff.no-data-on-stdin")) from None
    if first.code not in _NO_DATA:
        return
    if first.place.file.lower().endswith(".json"):
        raise refusal("not-a-report", Place(first.place.file)) from None


def _refuse_any(given: Mapping[str, object], words: Words) -> None:
    """Raise a usage error for an option on data where no data is judged."""
    for spelling, value in given.items():
        if value:
            raise UsageError(words("usage.diff.no-data", option=spelling))
