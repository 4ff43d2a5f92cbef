"""`sqc plan list`, `show` and `conflicts`: show the plan itself, without data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from shengzhou_quality.cli import streams
from shengzhou_quality.cli.find import find_item
from shengzhou_quality.cli.help import CommandGroup, ask_for_command
from shengzhou_quality.cli.inputs import read_plan
from shengzhou_quality.cli.options import check_format, check_usable, option
from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.formats import PLAN_FORMATS
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from shengzhou_quality.plan.model import Contents, Item, Plan

_LIST_EXAMPLES = "sqc plan list\nsqc plan list --all\nsqc plan list --format json"
_SHOW_EXAMPLES = "sqc plan show\nsqc plan show 5\nsqc plan show C06\nsqc plan show --all"
_CONFLICTS_EXAMPLES = "sqc plan conflicts\nsqc plan show X07\nsqc plan conflicts --all"
_EXAMPLES = "sqc plan show\nsqc plan show 5\nsqc plan conflicts"


def add_to(app: typer.Typer, words: Words, command: type[Any]) -> None:
    commands = typer.Typer(
        cls=CommandGroup,
        help=words("help.plan"),
        epilog=_EXAMPLES,
        add_completion=False,
        rich_markup_mode=None,
    )
    app.add_typer(commands, name="plan")

    @commands.callback(invoke_without_command=True, cls=CommandGroup)
    def top(context: typer.Context, _lang: str = option("lang", words)) -> None:
        ask_for_command(context)

    @commands.command("list", cls=command, help=words("help.plan.list"), epilog=_LIST_EXAMPLES)
    def list_(
        everything: bool = typer.Option(False, "--all", help=words("help.plan.all")),
        format_: str = option("format", words, known=PLAN_FORMATS),
        plan: str = option("plan", words),
        _lang: str = option("lang", words),
    ) -> int:
        loaded = _load(plan, format_, words)
        from shengzhou_quality.plan.model import Contents

        put(loaded, Contents.LISTS if everything else Contents.INDICATORS, format_, words)
        return 0

    @commands.command("show", cls=command, help=words("help.plan.show"), epilog=_SHOW_EXAMPLES)
    def show(
        item: str = typer.Argument(None, metavar="[ID]", help=words("help.id")),
        everything: bool = typer.Option(False, "--all", help=words("help.plan.show.all")),
        format_: str = option("format", words, known=PLAN_FORMATS),
        plan: str = option("plan", words),
        _lang: str = option("lang", words),
    ) -> int:
        loaded = _load(plan, format_, words)
        from shengzhou_quality.plan.model import Contents

        if item is not None and everything:
            raise UsageError(words("usage.all-or-one", name=item))
        wanted = Contents.EVERYTHING if item is None else find_item(item, loaded, words)
        put(loaded, wanted, format_, words, in_full=everything)
        return 0

    @commands.command(
        "conflicts", cls=command, help=words("help.plan.conflicts"), epilog=_CONFLICTS_EXAMPLES
    )
    def conflicts(
        everything: bool = typer.Option(False, "--all", help=words("help.plan.conflicts.all")),
        format_: str = option("format", words, known=PLAN_FORMATS),
        plan: str = option("plan", words),
        _lang: str = option("lang", words),
    ) -> int:
        loaded = _load(plan, format_, words)
        from shengzhou_quality.plan.model import Contents

        put(loaded, Contents.CONFLICTS, format_, words, in_full=everything)
        return 0


def _load(path: str | None, format_: str | None, words: Words) -> Plan:
    check_format(format_ or "terminal", tuple(PLAN_FORMATS), words)
    return read_plan(path, words)


def put(
    plan: Plan,
    wanted: Item | Contents,
    format_: str | None,
    words: Words,
    *,
    in_full: bool = False,
) -> None:
    from shengzhou_quality.plan.model import Excerpt

    name = format_ or "terminal"
    check_usable(name, PLAN_FORMATS[name], words, on_stdout=True)
    render = PLAN_FORMATS[name].render
    streams.put(render(Excerpt(plan, wanted, in_full), words, streams.options()))
