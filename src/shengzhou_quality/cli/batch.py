"""`sqc batch`: evaluate many submissions in one run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from shengzhou_quality.cli import options, streams
from shengzhou_quality.cli.inputs import read_plan
from shengzhou_quality.cli.options import option
from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.evaluation.outcome import Outcome
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from shengzhou_quality.batch.submission import Submission
    from shengzhou_quality.diagnostics import Diagnostic
    from shengzhou_quality.limits import Limits
    from shengzhou_quality.plan.model import Plan

_EXAMPLES = """\
sqc batch submissions -o results.jsonl
sqc batch province.xlsx --by 地区 -o results.jsonl"""


def add_to(app: typer.Typer, words: Words, command: type[Any]) -> None:
    @app.command(
        cls=command,
        help=words("help.batch.long"),
        short_help=words("help.batch"),
        epilog=_EXAMPLES,
    )
    def batch(
        paths: list[str] = typer.Argument(..., metavar="PATH...", help=words("help.batch.paths")),
        by: str = typer.Option(None, "--by", metavar="COLUMN", help=words("help.batch.by")),
        output: list[str] = option("output", words),
        year: str = option("year", words),
        plan: str = option("plan", words),
        max_size: str = option("max-size", words),
        max_cells: str = option("max-cells", words),
        _lang: str = option("lang", words),
        quiet: bool = option("quiet", words),
    ) -> int:
        from shengzhou_quality.batch.run import run
        from shengzhou_quality.batch.submission import Settings
        from shengzhou_quality.batch.submissions import find_submissions
        from shengzhou_quality.batch.workers import Inline

        limits = options.read_limits(max_size, max_cells, words)
        loaded = read_plan(plan, words, quiet=quiet)
        settings = Settings(plan=plan, year=options.read_year(year, words), limits=limits)
        lines: list[bytes] = []

        def tell(outcome: Outcome) -> None:
            streams.say(f"{outcome.entity} {outcome.conclusion}")

        if by is None:
            found = find_submissions(paths, limits)
        else:
            found = _entities(by, paths, loaded, limits, words, quiet=quiet)
        total = run(found, loaded, Inline(settings), lines.append, tell)
        for name in output:
            Path(name).write_bytes(b"".join(lines))
        return total.exit_code


def _entities(
    by: str, paths: Sequence[str], plan: Plan, limits: Limits, words: Words, *, quiet: bool
) -> Iterator[Submission]:
    """The submissions of long files. What is worth knowing of a file is told on the way."""
    from shengzhou_quality.batch.long.submissions import find_entities

    if not by.strip():
        raise UsageError(words("usage.empty-by"))

    def tell(finding: Diagnostic) -> None:
        if not quiet:
            streams.say(words.line(finding))

    return find_entities(paths, by, plan, limits, tell)
