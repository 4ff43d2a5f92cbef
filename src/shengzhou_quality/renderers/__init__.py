"""Renderers: a report to the bytes of one format. They set on the page, and never compute.

A new renderer is a module here and its line in this table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.messages import Words


@dataclass(frozen=True, slots=True)
class Options:
    """What the place of output can show; only the terminal format asks."""

    width: int = 80
    colour: bool = False
    encoding: str = "utf-8"


Render = Callable[["Report", "Words", Options], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is asked for by a file's suffix, and what renders it."""

    suffixes: tuple[str, ...]
    render: Render


def _terminal(report: Report, words: Words, options: Options) -> bytes:
    from shengzhou_quality.renderers.terminal import render

    return render(report, words, options)


def _markdown(report: Report, words: Words, options: Options) -> bytes:
    from shengzhou_quality.renderers.markdown import render

    return render(report, words, options)


def _json(report: Report, words: Words, options: Options) -> bytes:
    from shengzhou_quality.renderers.json import render

    return render(report, words, options)


FORMATS: dict[str, Format] = {
    "terminal": Format((".txt",), _terminal),
    "markdown": Format((".md", ".markdown"), _markdown),
    "json": Format((".json",), _json),
}


def format_of_suffix(suffix: str) -> str | None:
    for name, known in FORMATS.items():
        if suffix.lower() in known.suffixes:
            return name
    return None


def known_suffixes() -> tuple[str, ...]:
    return tuple(suffix for known in FORMATS.values() for suffix in known.suffixes)
