"""`sqc check`: data files in, what is wrong with them out; nothing is judged."""

from __future__ import annotations

from typing import Any

import typer

from shengzhou_quality.cli import delivery, inputs, streams
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
    formats, suffixes = " ".join(CHECK_FORMATS), " ".join(known_suffixes(CHECK_FORMATS))

    @app.command(
        cls=command,
        help=words("help.check.long"),
        short_help=words("help.check"),
        epilog=_EXAMPLES,
    )
    def check(
        data: list[str] = typer.Argument(..., metavar="DATA...", help=words("help.data")),
        format_: str = typer.Option(
            None, "--format", "-f", metavar="FORMAT", help=words("help.format", known=formats)
        ),
        output: list[str] = typer.Option(
            [], "--output", "-o", metavar="FILE", help=words("help.output", known=suffixes)
        ),
        complete: bool = typer.Option(False, "--complete", help=words("help.complete")),
        year: str = typer.Option(
            None, "--year", "-y", metavar="YEAR", help=words("help.check.year")
        ),
        plan: str = typer.Option(None, "--plan", metavar="PATH", help=words("help.plan-option")),
        only: list[str] = typer.Option([], "--only", metavar="IDS", help=words("help.check.only")),
        form: list[str] = typer.Option([], "--form", metavar="ID=FORM", help=words("help.form")),
        fail_on: str = typer.Option(
            "warning", "--fail-on", metavar="WHAT", help=words("help.check.fail-on")
        ),
        assessments: list[str] = typer.Option(
            [], "--assessments", metavar="FILE", help=words("help.check.assessments")
        ),
        accept_own: bool = typer.Option(
            False, "--accept-own-assessments", help=words("help.accept-own-assessments")
        ),
        max_size: str = typer.Option(None, "--max-size", metavar="MB", help=words("help.max-size")),
        max_cells: str = typer.Option(
            None, "--max-cells", metavar="N", help=words("help.max-cells")
        ),
        lang: str = typer.Option("zh", "--lang", metavar="zh|en", help=words("help.lang")),
        quiet: bool = typer.Option(False, "--quiet", "-q", help=words("help.quiet")),
    ) -> int:
        inputs.check_language(lang, words)
        inputs.check_one_of(fail_on, FAIL_ON, words)
        inputs.check_data([*data, *assessments], words)
        given_files = delivery.Inputs(data, assessments, plan)
        outputs = delivery.read_outputs(format_, output, given_files, CHECK_FORMATS, words)
        checked_year = inputs.read_year(year, words)
        chosen = inputs.read_only(only, words)
        limits = inputs.read_limits(max_size, max_cells, words)
        given = inputs.read_forms(form, words)

        from shengzhou_quality.evaluation.check import check as check_data

        loaded, actuals = inputs.read_data(
            data, plan, limits, given, assessments, accept_own=accept_own
        )
        if not quiet:
            streams.say_findings(loaded.warnings, words)
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
