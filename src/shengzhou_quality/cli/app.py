"""The `sqc` command line: its commands, its usage errors, and its help, in one language."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

import typer

from shengzhou_quality.cli import streams
from shengzhou_quality.cli.help import Command, CommandGroup, ask_for_command
from shengzhou_quality.cli.options import option
from shengzhou_quality.cli.streams import WriteError
from shengzhou_quality.cli.usage import Ended, UsageError, problem_of
from shengzhou_quality.version import __version__
from shengzhou_quality.words import Words

COMMANDS = (
    "evaluate",
    "batch",
    "check",
    "explain",
    "tasks",
    "diff",
    "letters",
    "template",
    "plan",
    "schema",
)
"""Each command is a module in this folder, in the order of `sqc --help`."""

INTERRUPTED = 130
"""Typer's exit code for Ctrl-C."""


_EXAMPLES = """\
sqc evaluate data.xlsx
sqc explain 5 data.xlsx
sqc check data.xlsx
sqc plan show"""


def run(arguments: list[str], words: Words) -> int:
    """Run one command; a usage error or a failed write is exit code 2."""
    named = tuple(name for name in arguments[:1] if name in COMMANDS)
    app = build(words, named or COMMANDS)
    try:
        code = app(arguments, prog_name="sqc", standalone_mode=False, obj=words)
    except typer.Exit as ended:
        return ended.exit_code
    except typer.Abort:
        raise KeyboardInterrupt from None
    except UsageError as error:
        return _refuse(error.problem, error.command or "sqc", words)
    except WriteError as error:
        key = f"fault.write.{error.cause}"
        keys = (*(f"{key}.{command}" for command in named), key, "fault.write.other")
        why = words(next(filter(words.knows, keys)))
        streams.say(words("fault.write", name=error.name, problem=why))
        return 2
    except Exception as error:
        problem = problem_of(error, words)
        if problem is None:
            raise
        context = getattr(error, "ctx", None)
        return _refuse(problem, context.command_path if context else "sqc", words)
    if isinstance(code, Ended):
        return code.exit_code
    if code == INTERRUPTED:
        raise KeyboardInterrupt
    return code if isinstance(code, int) else 0


def build(words: Words, commands: Sequence[str] = COMMANDS) -> typer.Typer:
    """Build the app with these `commands`: a run that names one command needs no other."""
    app = typer.Typer(
        cls=CommandGroup,
        help=words("help.app"),
        epilog=_EXAMPLES,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    def version(value: bool) -> None:
        if value:
            streams.put((words("version", version=__version__) + "\n").encode())
            raise typer.Exit

    @app.callback(invoke_without_command=True, cls=CommandGroup)
    def top(
        context: typer.Context,
        _version: bool = typer.Option(
            False, "--version", callback=version, is_eager=True, help=words("help.version")
        ),
        _lang: str = option("lang", words),
    ) -> None:
        ask_for_command(context)

    for name in commands:
        module = import_module(f"shengzhou_quality.cli.{name}")
        module.add_to(app, words, Command)
    return app


def _refuse(problem: str, command: str, words: Words) -> int:
    streams.say(words("usage.error", problem=problem))
    streams.say(words("usage.try", command=command))
    return 2
