"""`sqc evaluate`: read data files and write a report."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import typer

from shengzhou_quality.cli import delivery, options
from shengzhou_quality.cli.inputs import Inputs, read_plan
from shengzhou_quality.cli.options import option
from shengzhou_quality.formats import FORMATS, known_suffixes
from shengzhou_quality.words import Words

_EXAMPLES = """\
sqc evaluate data.xlsx
sqc evaluate a.xlsx b.xlsx --year 2025
sqc evaluate data.xlsx --brief
sqc evaluate data.xlsx -o report.md -o report.json
sqc evaluate data.xlsx --only 5,6 --fail-on any
sqc evaluate data.xlsx --assessments assessments.xlsx
sqc evaluate data.xlsx --since 2024.json
cat data.xlsx | sqc evaluate - --format json"""

FAIL_ON = ("binding", "any", "never")


def add_to(app: typer.Typer, words: Words, command: type[Any]) -> None:
    @app.command(
        cls=command,
        help=words("help.evaluate.long"),
        short_help=words("help.evaluate"),
        epilog=_EXAMPLES,
    )
    def evaluate(
        data: list[str] = typer.Argument(..., metavar="DATA...", help=words("help.data")),
        format_: str = option("format", words, known=FORMATS),
        output: list[str] = option("output", words, known=known_suffixes(FORMATS)),
        word_template: str = option("word-template", words),
        brief: bool = option("brief", words),
        year: str = option("year", words),
        plan: str = option("plan", words),
        fail_on: str = typer.Option(
            "binding", "--fail-on", metavar="WHAT", help=words("help.fail-on")
        ),
        only: list[str] = option("only", words),
        form: list[str] = option("form", words),
        assessments: list[str] = option("assessments", words),
        accept_own: bool = option("accept-own", words),
        offices: str = option("offices", words),
        area: str = option("area", words),
        replaces: list[str] = option("replaces", words),
        since: str = option("since", words),
        max_size: str = option("max-size", words),
        max_cells: str = option("max-cells", words),
        _lang: str = option("lang", words),
        quiet: bool = option("quiet", words),
    ) -> int:
        options.check_one_of(fail_on, FAIL_ON, words)
        inputs = Inputs(data, assessments, plan, offices, replaces, area)
        inputs.check(words)
        outputs = delivery.read_outputs(
            format_,
            output,
            inputs,
            FORMATS,
            words,
            brief=brief,
            word_template=word_template,
            also=since,
        )
        judged_year = options.read_year(year, words)
        chosen = options.read_only(only, words)
        limits = options.read_limits(max_size, max_cells, words)
        forms = options.read_forms(form, words)

        from shengzhou_quality.evaluation.evaluate import evaluate as judge

        loaded = read_plan(plan, words, quiet=quiet, area=area)
        actuals = inputs.read(loaded, limits, forms, accept_own=accept_own)
        report = judge(loaded, actuals, year=judged_year, fail_on=fail_on, only=chosen)
        typed = inputs.typed(words.language, form, accept_own=accept_own)
        report, findings = replace(report, typed=typed), report.of_data
        if since is not None:
            from shengzhou_quality.cli.recorded import with_since
            from shengzhou_quality.evaluation.repeated import new_findings

            report = with_since(report, since, words, limits)
            doubts = report.of_plan
            findings = tuple(one for one in new_findings(report) if one not in doubts)
            from shengzhou_quality.pages.since import result_line
        else:
            from shengzhou_quality.pages.conclusion import result_line

        delivery.deliver(
            report,
            outputs,
            FORMATS,
            words,
            findings=findings,
            result=result_line,
            quiet=quiet,
        )
        return report.exit_code
