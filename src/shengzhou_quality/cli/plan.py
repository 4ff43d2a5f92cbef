"""`sqc plan list`, `show` and `conflicts`: the plan itself, without any data."""

from __future__ import annotations

from difflib import get_close_matches
from types import ModuleType
from typing import TYPE_CHECKING, Any

import typer

from shengzhou_quality.cli import streams
from shengzhou_quality.cli.delivery import check_format
from shengzhou_quality.cli.help import Group, ask_for_command
from shengzhou_quality.cli.inputs import check_language, load
from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from shengzhou_quality.plan.model import Item, Plan

_LIST_EXAMPLES = "sqc plan list\nsqc plan list --all\nsqc plan list --format json"
_SHOW_EXAMPLES = "sqc plan show\nsqc plan show 5\nsqc plan show C06\nsqc plan show --format json"
_CONFLICTS_EXAMPLES = "sqc plan conflicts\nsqc plan conflicts --format markdown"
_FORMATS = ("terminal", "markdown", "json")


def add_to(app: typer.Typer, words: Words, command: type[Any]) -> None:
    pages = typer.Typer(
        cls=Group, help=words("help.plan"), add_completion=False, rich_markup_mode=None
    )
    app.add_typer(pages, name="plan")

    @pages.callback(invoke_without_command=True, cls=Group)
    def top(context: typer.Context) -> None:
        ask_for_command(context)

    known = words("help.format", known=" ".join(_FORMATS))

    @pages.command("list", cls=command, help=words("help.plan.list"), epilog=_LIST_EXAMPLES)
    def list_(
        everything: bool = typer.Option(False, "--all", help=words("help.plan.all")),
        format_: str = typer.Option("terminal", "--format", "-f", metavar="FORMAT", help=known),
        plan: str = typer.Option(None, "--plan", metavar="PATH", help=words("help.plan-option")),
        lang: str = typer.Option("zh", "--lang", metavar="zh|en", help=words("help.lang")),
    ) -> int:
        loaded = _load(plan, format_, lang, words)
        streams.put(
            pages_of(format_).list_(loaded, words, streams.options(), everything=everything)
        )
        return 0

    @pages.command("show", cls=command, help=words("help.plan.show"), epilog=_SHOW_EXAMPLES)
    def show(
        item: str = typer.Argument(None, metavar="[ID]", help=words("help.id")),
        format_: str = typer.Option("terminal", "--format", "-f", metavar="FORMAT", help=known),
        plan: str = typer.Option(None, "--plan", metavar="PATH", help=words("help.plan-option")),
        lang: str = typer.Option("zh", "--lang", metavar="zh|en", help=words("help.lang")),
    ) -> int:
        loaded = _load(plan, format_, lang, words)
        wanted = None if item is None else find_item(item, loaded, words)
        streams.put(pages_of(format_).show(loaded, wanted, words, streams.options()))
        return 0

    @pages.command(
        "conflicts", cls=command, help=words("help.plan.conflicts"), epilog=_CONFLICTS_EXAMPLES
    )
    def conflicts(
        format_: str = typer.Option("terminal", "--format", "-f", metavar="FORMAT", help=known),
        plan: str = typer.Option(None, "--plan", metavar="PATH", help=words("help.plan-option")),
        lang: str = typer.Option("zh", "--lang", metavar="zh|en", help=words("help.lang")),
    ) -> int:
        loaded = _load(plan, format_, lang, words)
        streams.put(pages_of(format_).conflicts(loaded, words, streams.options()))
        return 0


def pages_of(format_: str) -> ModuleType:
    """What sets the plan's pages in this format; each offers the same three functions."""
    if format_ == "json":
        from shengzhou_quality.formats import plan_json

        return plan_json
    if format_ == "markdown":
        from shengzhou_quality.formats import plan_markdown

        return plan_markdown
    from shengzhou_quality.formats import plan_pages

    return plan_pages


def _load(path: str | None, format_: str, lang: str, words: Words) -> Plan:
    check_language(lang, words)
    check_format(format_, _FORMATS, words)
    return load(path, words)


def find_item(written: str, plan: Plan, words: Words) -> Item:
    """Whatever has this id, key or name; a usage error suggests what is near."""
    found = plan.item(written)
    if found is not None:
        return found
    from shengzhou_quality.plan.names import NameIndex

    names = NameIndex((*plan.indicators, *plan.judged_promises))
    named = names.by_name(written)
    if named is not None and (found := plan.item(named.id)) is not None:
        return found
    near = names.nearest(written)
    keys = get_close_matches(written, [item.key for item in plan.indicators], n=1)
    if near or keys:
        nearest = f"{near.id} {near.name}" if near else keys[0]
        raise UsageError(words("usage.no-such-indicator.nearest", name=written, nearest=nearest))
    raise UsageError(words("usage.no-such-indicator", name=written))
