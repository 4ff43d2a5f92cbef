"""`sqc check`: read data files and report their problems; nothing is judged."""

from __future__ import annotations

from typing import Any

import typer

from shengzhou_quality.cli import delivery, options
from shengzhou_quality.cli.inputs import Inputs, read_plan
from shengzhou_quality.cli.options import option
from shengzhou_quality.formats import CHECK_FORMATS, known_suffixes
from shengzhou_quality.words import Words

_EXAMPLES = """\
sqc check data.xlsx
sqc check a.xlsx b.xlsx --complete --year 2025
sqc check data.xlsx -o check.xml -o check.json
sqc check 报送/ --assessments assessments.xlsx --fail-on error
sqc check data.xlsx --format github"""

FAIL_ON = ("error", "warning", "never")


def add_to(app: typer.Typer, words: Words, command: type[Any]) -> None:
    @app.command(
        cls=command,
        help=words("help.check.long"),
        short_help=words("help.check"),
        epilog=_EXAMPLES,
    )
    def check(
        data: list[str] = typer.Argument(..., metavar="DATA...", help=words("help.data")),
        format_: str = option("format", words, known=CHECK_FORMATS),
        output: list[str] = option("output", words, known=known_suffixes(CHECK_FORMATS)),
        word_template: str = option("word-template", words),
        complete: bool = typer.Option(False, "--complete", help=words("help.complete")),
        year: str = option("year", words, help_key="help.check.year"),
        plan: str = option("plan", words),
        only: list[str] = option("only", words, help_key="help.check.only"),
        form: list[str] = option("form", words),
        fail_on: str = typer.Option(
            "warning", "--fail-on", metavar="WHAT", help=words("help.check.fail-on")
        ),
        assessments: list[str] = option("assessments", words, help_key="help.check.assessments"),
        accept_own: bool = option("accept-own", words),
        offices: str = option("offices", words),
        area: str = option("area", words),
        replaces: list[str] = option("replaces", words),
        max_size: str = option("max-size", words),
        max_cells: str = option("max-cells", words),
        _lang: str = option("lang", words),
        quiet: bool = option("quiet", words),
    ) -> int:
        options.check_one_of(fail_on, FAIL_ON, words)
        inputs = Inputs(data, assessments, plan, offices, replaces, area)
        inputs.check(words)
        outputs = delivery.read_outputs(
            format_, output, inputs, CHECK_FORMATS, words, word_template=word_template
        )
        checked_year = options.read_year(year, words)
        chosen = options.read_only(only, words)
        limits = options.read_limits(max_size, max_cells, words)
        forms = options.read_forms(form, words)

        from shengzhou_quality.evaluation.check import check as check_data

        loaded = read_plan(plan, words, quiet=quiet, area=area)
        actuals = inputs.read(loaded, limits, forms, accept_own=accept_own)
        report = check_data(
            loaded, actuals, year=checked_year, complete=complete, only=chosen, fail_on=fail_on
        )

        from shengzhou_quality.pages.check import result_line

        delivery.deliver(
            report,
            outputs,
            CHECK_FORMATS,
            words,
            findings=report.diagnostics,
            result=result_line,
            quiet=quiet,
        )
        return report.exit_code
