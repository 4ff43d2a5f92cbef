"""`sqc tasks`: show the plan's tasks; with data, also what was achieved in each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import typer

from shengzhou_quality.cli import delivery, options
from shengzhou_quality.cli.find import find_part
from shengzhou_quality.cli.inputs import Inputs, read_plan
from shengzhou_quality.cli.options import option
from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.formats import PLAN_FORMATS, TASK_FORMATS, known_suffixes
from shengzhou_quality.words import Words

_EXAMPLES = """\
sqc tasks
sqc tasks T06
sqc tasks data.xlsx
sqc tasks T06 data.xlsx
sqc tasks data.xlsx -o tasks.md"""


def add_to(app: typer.Typer, words: Words, command: type[Any]) -> None:
    @app.command(
        cls=command, help=words("help.tasks.long"), short_help=words("help.tasks"), epilog=_EXAMPLES
    )
    def tasks(
        given: list[str] = typer.Argument(
            None, metavar="[ID] [DATA...]", help=words("help.tasks.given")
        ),
        everything: bool = typer.Option(False, "--all", help=words("help.tasks.all")),
        format_: str = option("format", words, known=TASK_FORMATS),
        output: list[str] = option("output", words, known=known_suffixes(TASK_FORMATS)),
        word_template: str = option("word-template", words),
        year: str = option("year", words),
        plan: str = option("plan", words),
        form: list[str] = option("form", words),
        assessments: list[str] = option("assessments", words),
        accept_own: bool = option("accept-own", words),
        offices: str = option("offices", words),
        area: str = option("area", words),
        replaces: list[str] = option("replaces", words),
        _lang: str = option("lang", words),
        quiet: bool = option("quiet", words),
    ) -> int:
        judged_year = options.read_year(year, words)
        forms = options.read_forms(form, words)
        loaded = read_plan(plan, words, quiet=quiet, area=area)
        # The first argument may be the id of a task, an action or a box; the others are files.
        part = find_part(given[0], loaded, words) if given else None
        data = given[1:] if part else list(given or ())
        if not data:
            if replaces:
                raise UsageError(words("usage.replaces-without-data"))
            if judged_year is not None or forms or assessments or accept_own or offices or area:
                raise UsageError(words("usage.tasks-without-data"))
            outputs = delivery.read_outputs(
                format_,
                output,
                Inputs((), plan=plan),
                PLAN_FORMATS,
                words,
                word_template=word_template,
            )
            from shengzhou_quality.cli.plan import put
            from shengzhou_quality.plan.model import Contents

            put(
                loaded,
                part or Contents.TASKS,
                outputs,
                words,
                named=plan,
                in_full=everything,
                quiet=quiet,
            )
            return 0
        inputs = Inputs(data, assessments, plan, offices, replaces, area)
        inputs.check(words)
        outputs = delivery.read_outputs(
            format_, output, inputs, TASK_FORMATS, words, word_template=word_template
        )
        from shengzhou_quality.diagnostics import Severity
        from shengzhou_quality.evaluation.evaluate import evaluate
        from shengzhou_quality.evaluation.parts import PartsReport

        actuals = inputs.read(loaded, forms=forms, accept_own=accept_own)
        report = evaluate(loaded, actuals, year=judged_year)
        typed = inputs.typed(words.language, form, accept_own=accept_own)
        report = replace(report, typed=typed)
        parts = [one for one in loaded.sections if one.contents] if part is None else [part]
        seen = PartsReport(report, parts, in_full=everything)

        from shengzhou_quality.pages.tasks import result_line

        delivery.deliver(
            seen,
            outputs,
            TASK_FORMATS,
            words,
            findings=[one for one in report.of_data if one.severity is not Severity.INFO],
            result=result_line,
            quiet=quiet,
        )
        return 0
