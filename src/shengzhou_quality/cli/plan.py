"""`sqc plan`: show the plan itself, without data; `new`, `import` and `check` help to write one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from shengzhou_quality.cli import delivery, plan_check, plan_import, plan_new
from shengzhou_quality.cli.find import find_item
from shengzhou_quality.cli.help import CommandGroup, ask_for_command
from shengzhou_quality.cli.inputs import Inputs, quoted, read_plan
from shengzhou_quality.cli.options import option
from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.formats import PLAN_FORMATS, known_suffixes
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from shengzhou_quality.plan.model import Contents, Item, Plan

_LIST_EXAMPLES = "sqc plan list\nsqc plan list --all\nsqc plan list --format json"
_SHOW_EXAMPLES = "sqc plan show\nsqc plan show 5\nsqc plan show C06\nsqc plan show --all"
_CONFLICTS_EXAMPLES = "sqc plan conflicts\nsqc plan show X07\nsqc plan conflicts --all"
_EXAMPLES = "sqc plan show\nsqc plan show 5\nsqc plan conflicts\nsqc plan check plan/"


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

    plan_new.add_to(commands, words, command)
    plan_import.add_to(commands, words, command)
    plan_check.add_to(commands, words, command)

    @commands.command("list", cls=command, help=words("help.plan.list"), epilog=_LIST_EXAMPLES)
    def list_(
        everything: bool = typer.Option(False, "--all", help=words("help.plan.all")),
        format_: str = option("format", words, known=PLAN_FORMATS),
        output: list[str] = option("output", words, known=known_suffixes(PLAN_FORMATS)),
        word_template: str = option("word-template", words),
        plan: str = option("plan", words),
        _lang: str = option("lang", words),
    ) -> int:
        outputs = _outputs(plan, format_, output, word_template, words)
        loaded = read_plan(plan, words)
        from shengzhou_quality.plan.model import Contents

        wanted = Contents.LISTS if everything else Contents.INDICATORS
        put(loaded, wanted, outputs, words, named=plan)
        return 0

    @commands.command("show", cls=command, help=words("help.plan.show"), epilog=_SHOW_EXAMPLES)
    def show(
        item: str = typer.Argument(None, metavar="[ID]", help=words("help.id")),
        everything: bool = typer.Option(False, "--all", help=words("help.plan.show.all")),
        format_: str = option("format", words, known=PLAN_FORMATS),
        output: list[str] = option("output", words, known=known_suffixes(PLAN_FORMATS)),
        word_template: str = option("word-template", words),
        plan: str = option("plan", words),
        _lang: str = option("lang", words),
    ) -> int:
        outputs = _outputs(plan, format_, output, word_template, words)
        loaded = read_plan(plan, words)
        from shengzhou_quality.plan.model import Contents

        if item is not None and everything:
            raise UsageError(words("usage.all-or-one", name=item))
        wanted = Contents.EVERYTHING if item is None else find_item(item, loaded, words)
        put(loaded, wanted, outputs, words, named=plan, in_full=everything)
        return 0

    @commands.command(
        "conflicts", cls=command, help=words("help.plan.conflicts"), epilog=_CONFLICTS_EXAMPLES
    )
    def conflicts(
        everything: bool = typer.Option(False, "--all", help=words("help.plan.conflicts.all")),
        format_: str = option("format", words, known=PLAN_FORMATS),
        output: list[str] = option("output", words, known=known_suffixes(PLAN_FORMATS)),
        word_template: str = option("word-template", words),
        plan: str = option("plan", words),
        _lang: str = option("lang", words),
    ) -> int:
        outputs = _outputs(plan, format_, output, word_template, words)
        loaded = read_plan(plan, words)
        from shengzhou_quality.plan.model import Contents

        put(loaded, Contents.CONFLICTS, outputs, words, named=plan, in_full=everything)
        return 0


def _outputs(
    plan: str | None, format_: str | None, output: list[str], word_template: str, words: Words
) -> delivery.Outputs:
    return delivery.read_outputs(
        format_,
        output,
        Inputs((), plan=plan),
        PLAN_FORMATS,
        words,
        word_template=word_template,
    )


def put(
    plan: Plan,
    wanted: Item | Contents,
    outputs: delivery.Outputs,
    words: Words,
    *,
    named: str | None = None,
    in_full: bool = False,
    quiet: bool = False,
) -> None:
    """Deliver what is wanted of the plan, without data; `named` is the plan as typed."""
    from shengzhou_quality.plan.model import Excerpt

    shown = Excerpt(plan, wanted, in_full, f"--plan {quoted(named)}" if named else "")
    delivery.deliver(shown, outputs, PLAN_FORMATS, words, findings=(), result=None, quiet=quiet)
