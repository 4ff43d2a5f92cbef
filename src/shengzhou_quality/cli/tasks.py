"""`sqc tasks`: the tree of the plan's tasks, and with data its state."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import typer

from shengzhou_quality.cli import delivery, inputs, streams
from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from shengzhou_quality.plan.model import Plan
    from shengzhou_quality.plan.tasks import Part

_EXAMPLES = """\
sqc tasks
sqc tasks T06
sqc tasks data.xlsx
sqc tasks T06 data.xlsx --format markdown"""
_FORMATS, _SUFFIXES = ("terminal", "markdown", "json"), (".txt", ".md", ".markdown", ".json")


def add_to(app: typer.Typer, words: Words, command: type[Any]) -> None:
    formats, suffixes = " ".join(_FORMATS), " ".join(_SUFFIXES)

    @app.command(
        cls=command, help=words("help.tasks.long"), short_help=words("help.tasks"), epilog=_EXAMPLES
    )
    def tasks(
        given: list[str] = typer.Argument(
            None, metavar="[ID] [DATA...]", help=words("help.tasks.given")
        ),
        format_: str = typer.Option(
            None, "--format", "-f", metavar="FORMAT", help=words("help.format", known=formats)
        ),
        output: list[str] = typer.Option(
            [], "--output", "-o", metavar="FILE", help=words("help.output", known=suffixes)
        ),
        year: str = typer.Option(None, "--year", "-y", metavar="YEAR", help=words("help.year")),
        plan: str = typer.Option(None, "--plan", metavar="PATH", help=words("help.plan-option")),
        form: list[str] = typer.Option([], "--form", metavar="ID=FORM", help=words("help.form")),
        assessments: list[str] = typer.Option(
            [], "--assessments", metavar="FILE", help=words("help.assessments")
        ),
        accept_own: bool = typer.Option(
            False, "--accept-own-assessments", help=words("help.accept-own-assessments")
        ),
        lang: str = typer.Option("zh", "--lang", metavar="zh|en", help=words("help.lang")),
        quiet: bool = typer.Option(False, "--quiet", "-q", help=words("help.quiet")),
    ) -> int:
        inputs.check_language(lang, words)
        judged_year = inputs.read_year(year, words)
        forms = inputs.read_forms(form, words)
        from shengzhou_quality.plan.loader import load_plan

        loaded = load_plan(plan)
        part, data = _read_given(given or [], loaded, words)
        if not data:
            if output or judged_year is not None or forms or assessments or accept_own:
                raise UsageError(words("usage.tasks-without-data"))
            if not quiet:
                streams.say_findings(loaded.warnings, words)
            _show_plan(loaded, part, format_ or "terminal", words)
            return 0
        inputs.check_data([*data, *assessments], words)
        given_files = delivery.Inputs(data, assessments, plan)
        from shengzhou_quality.formats.task_tree import TASK_FORMATS

        outputs = delivery.read_outputs(format_, output, given_files, TASK_FORMATS, words)
        from shengzhou_quality.evaluation.evaluate import evaluate
        from shengzhou_quality.evaluation.parts import PartsReport

        _, actuals = inputs.read_data(
            data, plan, forms=forms, assessments=assessments, accept_own=accept_own
        )
        report = evaluate(loaded, actuals, year=judged_year)
        everything = [one for one in loaded.sections if one.contents]
        seen = PartsReport(report, everything if part is None else (part,))

        from shengzhou_quality.pages.task_state import result_line

        delivery.deliver(
            seen,
            outputs,
            TASK_FORMATS,
            words,
            findings=report.diagnostics,
            result=result_line,
            quiet=quiet,
        )
        return 0


def _read_given(given: list[str], plan: Plan, words: Words) -> tuple[Part | None, list[str]]:
    """The first word may be the id of a task, an action or a box; the others are files."""
    from shengzhou_quality.plan.ids import looks_like_id
    from shengzhou_quality.plan.kinds.indicator import Conflict
    from shengzhou_quality.plan.tasks import Part

    item = plan.item(given[0]) if given else None
    if item is None:
        if given and looks_like_id(given[0]) and not os.path.lexists(given[0]):
            raise UsageError(words("usage.no-such-part", name=given[0]))
        return None, given
    if not isinstance(item, Part):
        shown = isinstance(item, Conflict)
        key = "usage.not-a-task.shown" if shown else "usage.not-a-task"
        raise UsageError(words(key, name=given[0]))
    return item, given[1:]


def _show_plan(plan: Plan, part: Part | None, format_: str, words: Words) -> None:
    """Without data: what the plan says, as `sqc plan` shows it."""
    delivery.check_format(format_, _FORMATS, words)
    from shengzhou_quality.cli.plan import pages_of

    pages = pages_of(format_)
    options = streams.options()
    if part is None:
        streams.put(pages.list_(plan, words, options, everything=True))
    else:
        streams.put(pages.show(plan, part, words, options))
