"""`sqc explain CODE`: what a code means, an example, and the cure."""

from __future__ import annotations

from typing import Any

import typer

from shengzhou_quality.cli import streams
from shengzhou_quality.cli.inputs import check_language
from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.messages import Words

_EXAMPLES = "sqc explain\nsqc explain not-a-number\nsqc explain at-the-limit --lang en"


def add_to(app: typer.Typer, words: Words, command: type[Any]) -> None:
    @app.command(
        cls=command,
        help=words("help.explain.long"),
        short_help=words("help.explain"),
        epilog=_EXAMPLES,
    )
    def explain(
        code: str = typer.Argument(None, metavar="[CODE]", help=words("help.code")),
        lang: str = typer.Option("zh", "--lang", metavar="zh|en", help=words("help.lang")),
    ) -> int:
        check_language(lang, words)
        from shengzhou_quality.renderers.code_pages import code_page, list_page

        if code is None:
            streams.put(list_page(words, streams.options()))
        else:
            streams.put(code_page(_known(code, words), words, streams.options()))
        return 0


def _known(written: str, words: Words) -> str:
    from shengzhou_quality.messages.code_index import find_code, nearest_code

    found = find_code(written, words)
    if found is not None:
        return found
    nearest = nearest_code(written)
    if nearest is None:
        raise UsageError(words("usage.no-such-code", name=written))
    raise UsageError(words("usage.no-such-code.nearest", name=written, nearest=nearest))
