"""Commands that print help and usage errors in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from shengzhou_quality.cli import streams
from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.formats import HELP_FORMATS, Options
from shengzhou_quality.words import Words

_WIDTH = 80


class Command(TyperCommand):
    """A command that prints our help; `epilog` holds its examples, one a line."""

    def get_help(self, ctx: Any) -> str:
        """Typer would print the help itself and bypass our streams."""
        _put_help(ctx)

    def invoke(self, ctx: Any) -> Any:
        with _naming_the_command(ctx):
            return super().invoke(ctx)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        with _naming_the_command(ctx):
            return super().parse_args(ctx, args)


class CommandGroup(TyperGroup):
    """A group of commands that prints our help."""

    def get_help(self, ctx: Any) -> str:
        _put_help(ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Name an unknown command in the reader's language."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            words: Words = ctx.find_root().obj
            with _naming_the_command(ctx):
                raise UsageError(words("usage.no-such-command", name=args[0]))
        return super().resolve_command(ctx, args)


def _put_help(context: Any) -> NoReturn:
    streams.put(_help(context, streams.options().encoding))
    raise typer.Exit


def _help(context: Any, encoding: str = "utf-8") -> bytes:
    words: Words = context.find_root().obj
    return HELP_FORMATS["terminal"].render(context, words, Options(_WIDTH, encoding=encoding))


def ask_for_command(context: typer.Context) -> None:
    """A group called without a command: print its help on stderr, exit with a usage error."""
    if context.invoked_subcommand is None:
        for line in _help(context).decode().splitlines():
            streams.say(line)
        raise typer.Exit(2)


@contextmanager
def _naming_the_command(context: Any) -> Iterator[None]:
    """Point a usage error to the help of the command in which it occurred."""
    try:
        yield
    except UsageError as error:
        error.command = error.command or context.command_path
        raise
    except Exception as error:
        if getattr(error, "ctx", context) is None:
            error.ctx = context  # type: ignore[attr-defined]
        raise
