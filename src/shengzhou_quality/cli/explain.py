"""`sqc explain`: one item of the plan with the whole chain to its verdict, or what a code means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import typer

from shengzhou_quality.cli import delivery, options
from shengzhou_quality.cli.find import find_traceable
from shengzhou_quality.cli.inputs import Inputs, read_plan
from shengzhou_quality.cli.options import EnvironmentPlan, option
from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.formats import CHAIN_FORMATS, CODE_FORMATS, known_suffixes
from shengzhou_quality.words import Words

_EXAMPLES = """\
sqc explain 6 data.xlsx
sqc explain C03
sqc explain 7 data.xlsx --year 2022 -o 7.md
sqc explain not-a-number
sqc explain at-the-limit --lang en"""


def add_to(app: typer.Typer, words: Words, command: type[Any]) -> None:
    @app.command(
        cls=command,
        help=words("help.explain.long"),
        short_help=words("help.explain"),
        epilog=_EXAMPLES,
    )
    def explain(
        item: str = typer.Argument(None, metavar="[ID|CODE]", help=words("help.explain.item")),
        data: list[str] = typer.Argument(
            None, metavar="[DATA...]", help=words("help.explain.data")
        ),
        format_: str = option("format", words, known=CHAIN_FORMATS),
        output: list[str] = option("output", words, known=known_suffixes(CHAIN_FORMATS)),
        word_template: str = option("word-template", words),
        year: str = option("year", words),
        plan: str = option("plan", words),
        form: list[str] = option("form", words),
        assessments: list[str] = option("assessments", words),
        accept_own: bool = option("accept-own", words),
        offices: str = option("offices", words),
        area: str = option("area", words),
        replaces: list[str] = option("replaces", words),
        max_size: str = option("max-size", words),
        max_cells: str = option("max-cells", words),
        _lang: str = option("lang", words),
        quiet: bool = option("quiet", words),
    ) -> int:
        of_data: dict[str, object] = {
            "--year": year,
            "--form": form,
            "--max-size": max_size,
            "--max-cells": max_cells,
        }
        of_data |= {"--assessments": assessments, "--accept-own-assessments": accept_own}
        of_data |= {"--offices": offices, "--replaces": replaces, "--area": area}
        if item is None or not data:
            from shengzhou_quality.words.code_index import find_code

            code = None if item is None else find_code(item, words)
            if item is None or code is not None:
                key = "usage.codes-need-id" if item is None else "usage.code-takes-nothing"
                of_plan = None if isinstance(plan, EnvironmentPlan) else plan
                _refuse_any({**of_data, "--plan": of_plan}, key, item or "", words)
                outputs = delivery.read_outputs(
                    format_, output, Inputs(()), CODE_FORMATS, words, word_template=word_template
                )
                _show_codes(code, outputs, words, quiet=quiet)
                return 0
            _refuse_any(of_data, "usage.needs-data", item, words)
        inputs = Inputs(data or (), assessments, plan, offices, replaces, area)
        inputs.check(words)
        outputs = delivery.read_outputs(
            format_, output, inputs, CHAIN_FORMATS, words, word_template=word_template
        )
        asked_year = options.read_year(year, words)
        limits = options.read_limits(max_size, max_cells, words)
        forms = options.read_forms(form, words)

        from shengzhou_quality.evaluation.trace import trace

        if data:
            loaded = read_plan(plan, words, quiet=quiet, area=area)
            actuals = inputs.read(loaded, limits, forms, accept_own=accept_own)
        else:
            loaded, actuals = read_plan(plan, words, quiet=quiet), None
        explained = find_traceable(item, loaded, words, or_code=actuals is None)
        chain = trace(loaded, explained, actuals, year=asked_year)
        findings = chain.report.of_data if chain.report else ()
        delivery.deliver(
            chain,
            outputs,
            CHAIN_FORMATS,
            words,
            findings=[finding for finding in findings if finding.indicator is None],
            result=None,
            quiet=quiet,
        )
        return 0


def _show_codes(code: str | None, outputs: delivery.Outputs, words: Words, *, quiet: bool) -> None:
    delivery.deliver(code, outputs, CODE_FORMATS, words, findings=(), result=None, quiet=quiet)


def _refuse_any(given: Mapping[str, object], key: str, name: str, words: Words) -> None:
    """Raise a usage error for the first option that was given but does not apply."""
    for spelling, value in given.items():
        if value:
            raise UsageError(words(key, name=name, option=spelling))
