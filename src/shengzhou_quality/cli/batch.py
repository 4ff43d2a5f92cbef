"""`sqc batch`: evaluate many submissions in one run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from shengzhou_quality.cli import options, streams
from shengzhou_quality.cli.batch_workers import USUAL_SECONDS, read_workers
from shengzhou_quality.cli.inputs import read_plan
from shengzhou_quality.cli.options import option
from shengzhou_quality.evaluation.outcome import Outcome
from shengzhou_quality.words import Words

_EXAMPLES = """\
sqc batch submissions -o results.jsonl"""


def add_to(app: typer.Typer, words: Words, command: type[Any]) -> None:
    @app.command(
        cls=command,
        help=words("help.batch.long"),
        short_help=words("help.batch"),
        epilog=_EXAMPLES,
    )
    def batch(
        paths: list[str] = typer.Argument(..., metavar="PATH...", help=words("help.batch.paths")),
        output: list[str] = option("output", words),
        year: str = option("year", words),
        plan: str = option("plan", words),
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
    ) -> int:
        from shengzhou_quality.batch.run import run
        from shengzhou_quality.batch.submission import Settings
        from shengzhou_quality.batch.submissions import find_submissions

        limits = options.read_limits(max_size, max_cells, words)
        asked = read_workers(jobs, timeout, scheduler, words)
        loaded = read_plan(plan, words, quiet=quiet)
        settings = Settings(plan=plan, year=options.read_year(year, words), limits=limits)
        lines: list[bytes] = []

        def tell(outcome: Outcome) -> None:
            streams.say(f"{outcome.entity} {outcome.conclusion}")

        found = find_submissions(paths, limits)
        workers = asked.start(settings, loaded)
        total = run(found, loaded, workers, lines.append, tell)
        for name in output:
            Path(name).write_bytes(b"".join(lines))
        return total.exit_code
