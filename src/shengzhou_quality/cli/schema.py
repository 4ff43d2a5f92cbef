"""`sqc schema`: list the JSON Schemas of what sqc reads and writes, or give one of them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Final

import typer

from shengzhou_quality.cli import streams
from shengzhou_quality.cli.files import written
from shengzhou_quality.cli.inputs import STDIO
from shengzhou_quality.cli.options import check_one_of, option
from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.words import Words

NAMES: Final = (
    "plan",
    "plan.en",
    "tasks",
    "tasks.en",
    "actuals",
    "report",
    "check",
    "diff",
    "plan-check",
    "plan-import",
    "batch-record",
    "roll-up",
)
"""Each is a file `NAME.schema.json`: first what a person writes, then what programs read."""

_EXAMPLES = "sqc schema\nsqc schema plan -o plan.schema.json\nsqc schema report"


def add_to(app: typer.Typer, words: Words, command: type[Any]) -> None:
    @app.command(
        cls=command,
        help=words("help.schema.long"),
        short_help=words("help.schema"),
        epilog=_EXAMPLES,
    )
    def schema(
        name: str = typer.Argument(None, metavar="[NAME]", help=words("help.schema.name")),
        output: str = typer.Option(
            None, "--output", "-o", metavar="FILE", help=words("help.schema.output")
        ),
        _lang: str = option("lang", words),
    ) -> int:
        if name is None:
            if output is not None:
                raise UsageError(words("usage.missing-argument", name="NAME"))
            _put_list(words)
            return 0
        check_one_of(name, NAMES, words)
        from shengzhou_quality.sources.files import read_file, shipped

        content = read_file(shipped("schemas") / f"{name}.schema.json")
        if output in (None, STDIO):
            streams.put(content)
        else:
            with written({Path(str(output)): content}):
                streams.say(words("written", name=str(output)))
        return 0


def _put_list(words: Words) -> None:
    from shengzhou_quality.formats.screen import encoded

    width = max(map(len, NAMES)) + 2
    lines = [f"{name:{width}}{words(f'schema.{name}')}" for name in NAMES]
    name = NAMES[0]
    use = words("schema.write", command=f"sqc schema {name} -o {name}.schema.json")
    modeline = f"# yaml-language-server: $schema={name}.schema.json"
    text = "\n".join([*lines, "", use, words("schema.first-line"), modeline]) + "\n"
    streams.put(encoded(text, getattr(sys.stdout, "encoding", None) or "utf-8"))
