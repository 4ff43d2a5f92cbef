"""`sqc plan list`, `show` and `conflicts`: the plan itself, without any data."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import typer

from shengzhou_quality.cli import streams
from shengzhou_quality.cli.find import find_item
from shengzhou_quality.cli.help import Group, ask_for_command
from shengzhou_quality.cli.inputs import read_plan
from shengzhou_quality.cli.options import check_format, option
from shengzhou_quality.words import Words

_LIST_EXAMPLES = "sqc plan list\nsqc plan list --all\nsqc plan list --format json"
_SHOW_EXAMPLES = "sqc plan show\nsqc plan show 5\nsqc plan show C06\nsqc plan show --format json"
_CONFLICTS_EXAMPLES = "sqc plan conflicts\nsqc plan conflicts --format markdown"
_FORMATS = ("terminal", "markdown", "json")


def add_to(app: typer.Typer, words: Words, command: type[Any]) -> None:
    commands = typer.Typer(
        cls=Group, help=words("help.plan"), add_completion=False, rich_markup_mode=None
    )
    app.add_typer(commands, name="plan")

    @commands.callback(invoke_without_command=True, cls=Group)
    def top(context: typer.Context) -> None:
        ask_for_command(context)

    @commands.command("list", cls=command, help=words("help.plan.list"), epilog=_LIST_EXAMPLES)
    def list_(
        everything: bool = typer.Option(False, "--all", help=words("help.plan.all")),
        format_: str = option("format", words, known=_FORMATS),
        plan: str = option("plan", words),
        _lang: str = option("lang", words),
    ) -> int:
        pages, loaded = pages_of(format_, words), read_plan(plan, words)
        streams.put(pages.list_(loaded, words, streams.options(), everything=everything))
        return 0

    @commands.command("show", cls=command, help=words("help.plan.show"), epilog=_SHOW_EXAMPLES)
    def show(
        item: str = typer.Argument(None, metavar="[ID]", help=words("help.id")),
        format_: str = option("format", words, known=_FORMATS),
        plan: str = option("plan", words),
        _lang: str = option("lang", words),
    ) -> int:
        pages, loaded = pages_of(format_, words), read_plan(plan, words)
        wanted = None if item is None else find_item(item, loaded, words)
        streams.put(pages.show(loaded, wanted, words, streams.options()))
        return 0

    @commands.command(
        "conflicts", cls=command, help=words("help.plan.conflicts"), epilog=_CONFLICTS_EXAMPLES
    )
    def conflicts(
        format_: str = option("format", words, known=_FORMATS),
        plan: str = option("plan", words),
        _lang: str = option("lang", words),
    ) -> int:
        pages, loaded = pages_of(format_, words), read_plan(plan, words)
        streams.put(pages.conflicts(loaded, words, streams.options()))
        return 0


def pages_of(format_: str | None, words: Words) -> ModuleType:
    """What sets the plan's pages in this format; each offers the same three functions."""
    check_format(format_ or "terminal", _FORMATS, words)
    if format_ == "json":
        from shengzhou_quality.formats import plan_json

        return plan_json
    if format_ == "markdown":
        from shengzhou_quality.formats import plan_markdown

        return plan_markdown
    from shengzhou_quality.formats import plan_pages

    return plan_pages
