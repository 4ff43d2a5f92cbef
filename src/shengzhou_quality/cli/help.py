"""Help texts: usage, arguments, options, commands and examples, wrapped for Chinese too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from shengzhou_quality.cli import streams
from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.formats.screen import Screen, display_width, encoded
from shengzhou_quality.pages.model import Tone
from shengzhou_quality.words import Words

_WIDTH = 80
_LABEL = 26


class Command(TyperCommand):
    """A command whose help is ours; `epilog` holds its examples, a line each."""

    def get_help(self, ctx: Any) -> str:
        """Typer would print it by itself, past our streams."""
        _put_help(self, ctx)

    def invoke(self, ctx: Any) -> Any:
        with _naming_the_command(ctx):
            return super().invoke(ctx)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        with _naming_the_command(ctx):
            return super().parse_args(ctx, args)


class Group(TyperGroup):
    """The same for a group of commands."""

    def get_help(self, ctx: Any) -> str:
        _put_help(self, ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Name an unknown command in the reader's language."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            words: Words = ctx.find_root().obj
            with _naming_the_command(ctx):
                raise UsageError(words("usage.no-such-command", name=args[0]))
        return super().resolve_command(ctx, args)


def _put_help(command: Any, context: Any) -> NoReturn:
    streams.put(encoded(_page(command, context), streams.options().encoding))
    raise typer.Exit


def ask_for_command(context: typer.Context) -> None:
    """A group called alone: its help on stderr, and a usage error's code."""
    if context.invoked_subcommand is None:
        for line in _page(context.command, context).splitlines():
            streams.say(line)
        raise typer.Exit(2)


@contextmanager
def _naming_the_command(context: Any) -> Iterator[None]:
    """A usage error points to the help of the command that it was made in."""
    try:
        yield
    except UsageError as error:
        error.command = error.command or context.command_path
        raise
    except Exception as error:
        if getattr(error, "ctx", context) is None:
            error.ctx = context  # type: ignore[attr-defined]
        raise


def _page(command: Any, context: Any) -> str:
    words: Words = context.find_root().obj
    screen = Screen(_WIDTH)
    screen.line((f"{words('help.usage')}: {_usage(command, context, words)}", Tone.PLAIN))
    screen.blank()
    for paragraph in (command.help or "").split("\n\n"):
        screen.paragraph(paragraph)
        screen.blank()
    arguments = [item for item in command.get_params(context) if item.param_type_name == "argument"]
    options = [item for item in command.get_params(context) if item.param_type_name == "option"]
    _section(screen, words("help.arguments"), [_argument(item) for item in arguments])
    _section(screen, words("help.options"), [_option(item, words) for item in options])
    if isinstance(command, TyperGroup):
        names = command.list_commands(context)
        found = [(name, command.get_command(context, name)) for name in names]
        listed = [
            (name, (item.short_help or item.help or "").partition("\n")[0])
            for name, item in found
            if item
        ]
        _section(screen, words("help.commands"), listed)
    if command.epilog:
        screen.line((f"{words('help.examples')}:", Tone.PLAIN))
        for example in command.epilog.splitlines():
            screen.line((f"  {example}", Tone.PLAIN))
    return screen.plain().rstrip() + "\n"


def _usage(command: Any, context: Any, words: Words) -> str:
    parameters = command.get_params(context)
    arguments = [_argument(item)[0] for item in parameters if item.param_type_name == "argument"]
    if isinstance(command, TyperGroup):
        arguments = [words("help.usage.command")]
    return " ".join([context.command_path, words("help.usage.options"), *arguments])


def _section(screen: Screen, heading: str, entries: list[tuple[str, str]]) -> None:
    if not entries:
        return
    screen.line((f"{heading}:", Tone.PLAIN))
    for label, text in entries:
        too_long = display_width(label) >= _LABEL - 1
        if too_long:
            screen.line((f"  {label}", Tone.PLAIN))
        screen.labelled("" if too_long else label, text, indent=2, label_width=_LABEL)
    screen.blank()


def _argument(parameter: Any) -> tuple[str, str]:
    return str(parameter.metavar or parameter.human_readable_name), str(parameter.help or "")


def _option(parameter: Any, words: Words) -> tuple[str, str]:
    names = ", ".join(sorted(parameter.opts, key=len))
    if parameter.name == "help":
        return names, words("help.help")
    metavar = "" if parameter.is_flag else f" {parameter.metavar or ''}"
    return f"{names}{metavar}".rstrip(), str(parameter.help or "")
