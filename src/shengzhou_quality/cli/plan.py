"""`sqc plan list` and `sqc plan show`: the plan itself, without any data."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import typer

from shengzhou_quality.cli import streams
from shengzhou_quality.cli.delivery import check_format
from shengzhou_quality.cli.help import ask_for_command
from shengzhou_quality.cli.inputs import check_language
from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.messages import Words

if TYPE_CHECKING:
    from shengzhou_quality.plan.kinds import AnyIndicator
    from shengzhou_quality.plan.model import Plan

_LIST_EXAMPLES = "sqc plan list\nsqc plan list --format json"
_SHOW_EXAMPLES = "sqc plan show\nsqc plan show 5\nsqc plan show --format json"
_FORMATS = ("terminal", "json")


def add_to(app: typer.Typer, words: Words, command: type[Any], group: type[Any]) -> None:
    pages = typer.Typer(
        cls=group, help=words("help.plan"), add_completion=False, rich_markup_mode=None
    )
    app.add_typer(pages, name="plan")

    @pages.callback(invoke_without_command=True, cls=group)
    def top(context: typer.Context) -> None:
        ask_for_command(context)

    known = words("help.format", known=" ".join(_FORMATS))

    @pages.command("list", cls=command, help=words("help.plan.list"), epilog=_LIST_EXAMPLES)
    def list_(
        format_: str = typer.Option("terminal", "--format", "-f", metavar="FORMAT", help=known),
        plan: str = typer.Option(None, "--plan", metavar="PATH", help=words("help.plan-option")),
        lang: str = typer.Option("zh", "--lang", metavar="zh|en", help=words("help.lang")),
    ) -> int:
        check_language(lang, words)
        check_format(format_, _FORMATS, words)
        from shengzhou_quality.plan.loader import load_plan
        from shengzhou_quality.renderers import plan_pages

        loaded = load_plan(plan)
        if format_ == "json":
            streams.put(plan_pages.list_as_json(loaded))
        else:
            streams.put(plan_pages.list_page(loaded, words, streams.options()))
        return 0

    @pages.command("show", cls=command, help=words("help.plan.show"), epilog=_SHOW_EXAMPLES)
    def show(
        indicator: str = typer.Argument(None, metavar="[ID]", help=words("help.id")),
        format_: str = typer.Option("terminal", "--format", "-f", metavar="FORMAT", help=known),
        plan: str = typer.Option(None, "--plan", metavar="PATH", help=words("help.plan-option")),
        lang: str = typer.Option("zh", "--lang", metavar="zh|en", help=words("help.lang")),
    ) -> int:
        check_language(lang, words)
        check_format(format_, _FORMATS, words)
        from shengzhou_quality.plan.loader import load_plan
        from shengzhou_quality.renderers import plan_pages

        loaded = load_plan(plan)
        wanted = None if indicator is None else find_indicator(indicator, loaded, words)
        if format_ == "json":
            streams.put(plan_pages.as_json(loaded, wanted))
        else:
            streams.put(plan_pages.show_page(loaded, wanted, words, streams.options()))
        return 0


def find_indicator(written: str, plan: Plan, words: Words) -> AnyIndicator:
    """The indicator of an id, a key or a name; a usage error suggests what is near."""
    from shengzhou_quality.plan.names import NameIndex

    names = NameIndex(plan.indicators)
    found = plan.indicator(written) or names.by_name(written)
    if found is not None:
        return found
    near = names.nearest(written)
    keys = get_close_matches(written, [item.key for item in plan.indicators], n=1)
    if near or keys:
        nearest = f"{near.id} {near.name}" if near else keys[0]
        raise UsageError(words("usage.no-such-indicator.nearest", name=written, nearest=nearest))
    raise UsageError(words("usage.no-such-indicator", name=written))
