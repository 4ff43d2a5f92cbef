"""`sqc explain`: one item of the plan with the whole chain to its verdict, or what a code means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import typer

from shengzhou_quality.cli import delivery, inputs, streams
from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.formats import CHAIN_FORMATS, known_suffixes
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from shengzhou_quality.judgement import Form
    from shengzhou_quality.limits import Limits
    from shengzhou_quality.plan.model import Plan
    from shengzhou_quality.reported import Actuals

_EXAMPLES = """\
sqc explain 6 data.xlsx
sqc explain C03
sqc explain 7 data.xlsx --year 2022 -o 7.md
sqc explain not-a-number
sqc explain at-the-limit --lang en"""


def add_to(app: typer.Typer, words: Words, command: type[Any]) -> None:
    formats, suffixes = " ".join(CHAIN_FORMATS), " ".join(known_suffixes(CHAIN_FORMATS))

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
        max_size: str = typer.Option(None, "--max-size", metavar="MB", help=words("help.max-size")),
        max_cells: str = typer.Option(
            None, "--max-cells", metavar="N", help=words("help.max-cells")
        ),
        lang: str = typer.Option("zh", "--lang", metavar="zh|en", help=words("help.lang")),
        quiet: bool = typer.Option(False, "--quiet", "-q", help=words("help.quiet")),
    ) -> int:
        inputs.check_language(lang, words)
        of_data: dict[str, object] = {
            "--year": year,
            "--form": form,
            "--max-size": max_size,
            "--max-cells": max_cells,
        }
        of_data |= {"--assessments": assessments, "--accept-own-assessments": accept_own}
        of_item = {"--format": format_, "--output": output, "--plan": plan}
        if item is None or not data:
            code = None if item is None else _code(item, words)
            if item is None or code is not None:
                _refuse_any({**of_item, **of_data}, "usage.code-takes-nothing", item or "", words)
                _show_codes(code, words)
                return 0
            _refuse_any(of_data, "usage.needs-data", item, words)
        files = list(data or ())
        inputs.check_data([*files, *assessments], words)
        given_files = delivery.Inputs(files, assessments, plan)
        outputs = delivery.read_outputs(format_, output, given_files, CHAIN_FORMATS, words)
        asked_year = inputs.read_year(year, words)
        limits = inputs.read_limits(max_size, max_cells, words)
        given = inputs.read_forms(form, words)
        loaded, actuals = _read(
            files, plan, limits, given, assessments, accept_own=accept_own, words=words
        )
        _explain(item, loaded, actuals, asked_year, outputs, words, quiet=quiet)
        return 0


def _read(
    files: Sequence[str],
    plan_path: str | None,
    limits: Limits,
    forms: Mapping[str, Form],
    assessments: Sequence[str],
    *,
    accept_own: bool,
    words: Words,
) -> tuple[Plan, Actuals | None]:
    if not files:
        return inputs.load(plan_path, words), None
    return inputs.read_data(files, plan_path, limits, forms, assessments, accept_own=accept_own)


def _explain(
    written: str,
    plan: Plan,
    actuals: Actuals | None,
    year: int | None,
    outputs: delivery.Outputs,
    words: Words,
    *,
    quiet: bool,
) -> None:
    from shengzhou_quality.cli.items import find_item
    from shengzhou_quality.evaluation.trace import trace

    item = find_item(written, plan, words, or_code=actuals is None)
    chain = trace(plan, item, actuals, year=year)
    findings = chain.report.diagnostics if chain.report else ()
    delivery.deliver(
        chain,
        outputs,
        CHAIN_FORMATS,
        words,
        findings=[finding for finding in findings if finding.indicator is None],
        result=None,
        quiet=quiet,
    )


def _code(written: str, words: Words) -> str | None:
    from shengzhou_quality.words.code_index import find_code

    return find_code(written, words)


def _show_codes(code: str | None, words: Words) -> None:
    from shengzhou_quality.formats.code_pages import code_page, list_page

    options = streams.options()
    streams.put(list_page(words, options) if code is None else code_page(code, words, options))


def _refuse_any(options: Mapping[str, object], key: str, name: str, words: Words) -> None:
    """A usage error for the first option that was given where it has no meaning."""
    for option, given in options.items():
        if given:
            raise UsageError(words(key, name=name, option=option))
