"""`sqc plan check`: check the files of a plan, and list every problem with its cure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from shengzhou_quality.cli import delivery, options
from shengzhou_quality.cli.inputs import Inputs, say_of_environment
from shengzhou_quality.cli.options import option
from shengzhou_quality.formats import PLAN_CHECK_FORMATS, known_suffixes
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from shengzhou_quality.evaluation.plan_check import SourceText

_EXAMPLES = """\
sqc plan check indicators.yaml
sqc plan check plan/ --source 规划原文.txt
sqc plan check plan/ --fail-on error --format github"""

_FAIL_ON = ("error", "warning", "never")


def add_to(commands: typer.Typer, words: Words, command: type[Any]) -> None:
    @commands.command(
        "check",
        cls=command,
        help=words("help.plan.check.long"),
        short_help=words("help.plan.check"),
        epilog=_EXAMPLES,
    )
    def check(
        path: str = typer.Argument(
            ...,
            metavar="PATH",
            help=words("help.plan.check.path"),
            envvar=options.PLAN_VARIABLE,
            show_envvar=False,
            callback=options.named_plan,
        ),
        source: str = typer.Option(
            None, "--source", metavar="TEXT", help=words("help.plan.check.source")
        ),
        fail_on: str = typer.Option(
            "warning", "--fail-on", metavar="WHAT", help=words("help.check.fail-on")
        ),
        format_: str = option("format", words, known=PLAN_CHECK_FORMATS),
        output: list[str] = option("output", words, known=known_suffixes(PLAN_CHECK_FORMATS)),
        word_template: str = option("word-template", words),
        _lang: str = option("lang", words),
        quiet: bool = option("quiet", words),
    ) -> int:
        say_of_environment(path, words, quiet=quiet)
        options.check_one_of(fail_on, _FAIL_ON, words)
        inputs = Inputs((), plan=path)
        outputs = delivery.read_outputs(
            format_,
            output,
            inputs,
            PLAN_CHECK_FORMATS,
            words,
            word_template=word_template,
            also=source,
        )

        from shengzhou_quality.evaluation.plan_check import check_plan
        from shengzhou_quality.pages.plan_check import result_line
        from shengzhou_quality.plan.loader import inspect_files

        text = None if source is None else read_source(source)
        report = check_plan(inspect_files(path), text, fail_on=fail_on)
        delivery.deliver(
            report,
            outputs,
            PLAN_CHECK_FORMATS,
            words,
            findings=report.diagnostics,
            result=result_line,
            quiet=quiet,
        )
        return report.exit_code


def read_source(path: str) -> SourceText:
    """Read the text in the encoding that fits it. Raises `InputError` if it is no text."""
    from shengzhou_quality.diagnostics import Place, refusal
    from shengzhou_quality.evaluation.plan_check import SourceText
    from shengzhou_quality.reading.readers.text import decode_beginning
    from shengzhou_quality.sources.files import read_file

    content = read_file(path)
    found = decode_beginning(content, len(content))
    if found.fault is not None:
        raise refusal(found.fault, Place(path), variant="text")
    return SourceText(path, found.text)
