"""`sqc batch`: evaluate many submissions in one run."""

from __future__ import annotations

from typing import Any

import typer

from shengzhou_quality.cli import options
from shengzhou_quality.cli.batch_workers import USUAL_SECONDS
from shengzhou_quality.cli.options import option
from shengzhou_quality.cli.usage import Ended
from shengzhou_quality.formats import FORMATS, ROLL_UP_FORMATS, known_suffixes
from shengzhou_quality.words import Words

_EXAMPLES = """\
sqc batch submissions
sqc batch submissions -o results.jsonl -o results.xlsx --roll-up report.docx
sqc batch submissions -o results.jsonl --resume
sqc batch province.xlsx --by 地区 -o results.xlsx
sqc batch submissions --reports reports --report-format docx,html"""


def add_to(app: typer.Typer, words: Words, command: type[Any]) -> None:
    @app.command(
        cls=command,
        help=words("help.batch.long"),
        short_help=words("help.batch"),
        epilog=_EXAMPLES,
    )
    def batch(
        paths: list[str] = typer.Argument(None, metavar="PATH...", help=words("help.batch.paths")),
        files_from: str = typer.Option(
            None, "--files-from", metavar="FILE", help=words("help.batch.files-from")
        ),
        entity: str = typer.Option(
            None,
            "--entity",
            metavar="file|folder|title|path:TEMPLATE",
            help=words("help.batch.entity"),
        ),
        by: str = typer.Option(None, "--by", metavar="COLUMN", help=words("help.batch.by")),
        output: list[str] = option("output", words, help_key="help.batch.output"),
        roll_up: list[str] = typer.Option(
            [],
            "--roll-up",
            metavar="FILE",
            help=words("help.batch.roll-up", known=" ".join(known_suffixes(ROLL_UP_FORMATS))),
        ),
        format_: str = option("format", words, help_key="help.batch.format", known=ROLL_UP_FORMATS),
        resume: bool = typer.Option(False, "--resume", help=words("help.batch.resume")),
        reports: str = typer.Option(
            None, "--reports", metavar="DIR", help=words("help.batch.reports")
        ),
        report_format: list[str] = typer.Option(
            [],
            "--report-format",
            metavar="LIST",
            help=words("help.batch.report-format", known=" ".join(_REPORTS)),
        ),
        word_template: str = option("word-template", words),
        year: str = option("year", words),
        plan: str = option("plan", words, help_key="help.batch.plan"),
        fail_on: str = typer.Option(
            "binding", "--fail-on", metavar="WHAT", help=words("help.fail-on")
        ),
        only: list[str] = option("only", words),
        form: list[str] = option("form", words),
        assessments: list[str] = option("assessments", words),
        accept_own: bool = option("accept-own", words),
        offices: str = option("offices", words),
        jobs: str = typer.Option(None, "--jobs", "-j", metavar="N", help=words("help.batch.jobs")),
        timeout: str = typer.Option(
            None,
            "--timeout",
            metavar="SECONDS",
            help=words("help.batch.timeout", usual=USUAL_SECONDS),
        ),
        scheduler: str = typer.Option(
            None, "--scheduler", metavar="ADDRESS", help=words("help.batch.scheduler")
        ),
        max_size: str = option("max-size", words),
        max_cells: str = option("max-cells", words),
        _lang: str = option("lang", words),
        quiet: bool = option("quiet", words),
    ) -> int | Ended:
        from shengzhou_quality.cli import batch_run
        from shengzhou_quality.cli.batch_inputs import BatchInputs
        from shengzhou_quality.cli.batch_outputs import read_outputs
        from shengzhou_quality.cli.batch_workers import read_workers

        is_asked = plan is not None and not isinstance(plan, options.EnvironmentPlan)
        options.check_one_of(fail_on, batch_run.FAIL_ON, words)
        asked = batch_run.BatchAsked(
            inputs=BatchInputs(tuple(paths or ()), files_from, entity, by, own_plans=not is_asked),
            plan=plan,
            year=options.read_year(year, words),
            fail_on=fail_on,
            only=options.read_only(only, words),
            forms=options.read_forms(form, words),
            assessments=tuple(assessments),
            accept_own=accept_own,
            offices=offices,
            limits=options.read_limits(max_size, max_cells, words),
            reports=reports,
            report_formats=tuple(options.read_names(report_format)),
            word_template=word_template,
            resume=resume,
            workers=read_workers(jobs, timeout, scheduler, words),
            quiet=quiet,
        )
        return batch_run.evaluate_all(asked, read_outputs(output, roll_up, format_, words), words)


_REPORTS = tuple(name for name, known in FORMATS.items() if known.suffixes)
"""The formats of which a file can be written."""
