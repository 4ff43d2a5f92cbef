"""Renderers: a report to the bytes of one format. They set on the page, and never compute.

A new renderer is a module here and its line in these tables.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from shengzhou_quality.evaluation.chain import Chain
    from shengzhou_quality.evaluation.check import CheckReport
    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.words import Words


@dataclass(frozen=True, slots=True)
class Options:
    """What the place of output can show; only the terminal format asks."""

    width: int = 80
    colour: bool = False
    encoding: str = "utf-8"


R = TypeVar("R")
"""What is rendered: the report of an evaluation or of a check, or the chain behind a verdict."""


@dataclass(frozen=True, slots=True)
class Format(Generic[R]):
    """How a format is asked for by a file's suffix, and what renders it.

    One that `lists_findings` shows them to whoever reads stdout; stderr need not repeat them.
    """

    suffixes: tuple[str, ...]
    render: Callable[[R, Words, Options], bytes]
    lists_findings: bool = False


def _renderer(module: str, name: str = "render") -> Callable[[Any, Words, Options], bytes]:
    """A renderer of this folder, imported when it is first needed: starting is most of a run."""

    def render(report: Any, words: Words, options: Options) -> bytes:
        found = import_module(f"shengzhou_quality.formats.{module}")
        rendered: bytes = getattr(found, name)(report, words, options)
        return rendered

    return render


FORMATS: dict[str, Format[Report]] = {
    "terminal": Format((".txt",), _renderer("terminal")),
    "markdown": Format((".md", ".markdown"), _renderer("markdown")),
    "json": Format((".json",), _renderer("json")),
    "junit": Format((".xml",), _renderer("junit")),
    "github": Format((), _renderer("github"), lists_findings=True),
}
"""Of the report of an evaluation."""

CHECK_FORMATS: dict[str, Format[CheckReport]] = {
    "terminal": Format((".txt",), _renderer("check_page"), lists_findings=True),
    "markdown": Format((".md", ".markdown"), _renderer("check_markdown")),
    "json": Format((".json",), _renderer("check_json")),
    "junit": Format((".xml",), _renderer("junit", "render_check")),
    "github": Format((), _renderer("github", "render_check"), lists_findings=True),
}
"""Of the report of a check."""

CHAIN_FORMATS: dict[str, Format[Chain]] = {
    "terminal": Format((".txt",), _renderer("chain_page")),
    "markdown": Format((".md", ".markdown"), _renderer("chain_markdown")),
    "json": Format((".json",), _renderer("chain_json")),
}
"""Of the page that explains one item of the plan."""


def format_of_suffix(suffix: str, formats: Mapping[str, Format[R]]) -> str | None:
    for name, known in formats.items():
        if suffix.lower() in known.suffixes:
            return name
    return None


def known_suffixes(formats: Mapping[str, Format[R]]) -> tuple[str, ...]:
    return tuple(suffix for known in formats.values() for suffix in known.suffixes)
