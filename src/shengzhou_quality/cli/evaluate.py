"""`sqc evaluate`: data files in, a report out."""

from __future__ import annotations

from typing import Any

import typer

from shengzhou_quality.cli import delivery, inputs
from shengzhou_quality.formats import FORMATS, known_suffixes
from shengzhou_quality.words import Words

_EXAMPLES = """\
sqc evaluate data.xlsx
sqc evaluate a.xlsx b.xlsx --year 2025
sqc evaluate data.xlsx -o report.md -o report.json
sqc evaluate data.xlsx --only 5,6 --fail-on any
sqc evaluate data.xlsx --assessments assessments.xlsx
cat data.xlsx | sqc evaluate - --format json"""

FAIL_ON = ("binding", "any", "never")


def add_to(app: typer.Typer, words: Words, command: type[Any]) -> None:
    formats, suffixes = " ".join(FORMATS), " ".join(known_suffixes(FORMATS))

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
        form: list[str] = typer.Option([], "--form", metavar="ID=FORM", help=words("help.form")),
        assessments: list[str] = typer.Option(
            [], "--assessments", metavar="FILE", help=words("help.assessments")
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
        outputs = delivery.read_outputs(format_, output, given_files, FORMATS, words)
        judged_year = inputs.read_year(year, words)
        chosen = inputs.read_only(only, words)
        limits = inputs.read_limits(max_size, max_cells, words)
        given = inputs.read_forms(form, words)

        from shengzhou_quality.evaluation.evaluate import evaluate as judge

        loaded, actuals = inputs.read_data(
            data, plan, limits, given, assessments, accept_own=accept_own
        )
        report = judge(loaded, actuals, year=judged_year, fail_on=fail_on, only=chosen)

        from shengzhou_quality.pages.summary import result_line

        delivery.deliver(
            report,
            outputs,
            FORMATS,
            words,
            findings=report.diagnostics,
            result=result_line,
            quiet=quiet,
        )
        return report.exit_code
