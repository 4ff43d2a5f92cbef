"""`sqc plan new`: write an empty plan file with explanations and an example of each kind."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import typer

from shengzhou_quality.cli import streams
from shengzhou_quality.cli.inputs import quoted
from shengzhou_quality.cli.options import option
from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.words import Words

_EXAMPLES = "sqc plan new\nsqc plan new 我的规划\nsqc plan new 我的规划/indicators.yaml"
_SUFFIXES = (".yaml", ".yml")


def add_to(commands: typer.Typer, words: Words, command: type[Any]) -> None:
    @commands.command(
        "new",
        cls=command,
        help=words("help.plan.new.long"),
        short_help=words("help.plan.new"),
        epilog=_EXAMPLES,
    )
    def new(
        path: str = typer.Argument(".", metavar="[PATH]", help=words("help.plan.new.path")),
        _lang: str = option("lang", words),
        quiet: bool = option("quiet", words),
    ) -> int:
        from shengzhou_quality.cli.files import newly_written

        target = plan_file(path)
        if os.path.lexists(target):
            other = str(target.with_name(f"{target.stem}-2{target.suffix}"))
            raise UsageError(words("usage.file-exists", name=str(target), other=quoted(other)))
        content = skeleton(words, for_windows=os.name == "nt")
        with newly_written({target: content}):
            pass
        streams.say(words("written", name=str(target)))
        if not quiet:
            command_line = f"sqc plan check {quoted(str(target))}"
            streams.say(words("plan-new.next", name=str(target), command=command_line))
        return 0


def skeleton(words: Words, *, for_windows: bool) -> bytes:
    """Return the file in the reader's language."""
    return encoded(words.skeleton(), for_windows=for_windows)


def plan_file(path: str) -> Path:
    """The plan file that a path names: itself, or the one in the folder that it names."""
    named = Path(path)
    if named.suffix.lower() in _SUFFIXES and not os.path.isdir(named):  # noqa: PTH112
        return named
    from shengzhou_quality.plan.files import INDICATORS

    return named / INDICATORS


def encoded(text: str, *, for_windows: bool) -> bytes:
    """Encode a plan file; Notepad needs its mark and its line ends."""
    if for_windows:
        return text.replace("\n", "\r\n").encode("utf-8-sig")
    return text.encode()
