"""Formats render a page or results to bytes. They lay out and escape; they never compute or word.

A format for pages is a module here with `render(page, words, options)` and a line in
`PAGE_FORMATS`; a format for programs has a line in the table of each result that it can render.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from shengzhou_quality.evaluation.chain import Chain
    from shengzhou_quality.evaluation.check import CheckReport
    from shengzhou_quality.evaluation.comparison import Comparison
    from shengzhou_quality.evaluation.parts import PartsReport
    from shengzhou_quality.evaluation.plan_check import PlanCheck
    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.evaluation.roll_up import RollUp
    from shengzhou_quality.pages.letters.letter import OfficeLetter
    from shengzhou_quality.plan.model import Excerpt
    from shengzhou_quality.published.import_report import ImportReport
    from shengzhou_quality.words import Words


class Options(NamedTuple):
    """What the output device can show, and how much, for the terminal.

    `brief`: the closing screen alone. `tells_all`: a terminal, on which nothing may follow.
    `word_template` is the content of the document that a Word file starts from. `folder` is where
    a file will stand: its links to the data are relative to that.
    """

    width: int = 80
    colour: bool = False
    encoding: str = "utf-8"
    brief: bool = False
    tells_all: bool = False
    word_template: bytes | None = None
    folder: str = ""


R = TypeVar("R")
"""The thing to render: a report, the chain behind a verdict, an excerpt of the plan, …"""


class Format(NamedTuple, Generic[R]):
    """The file suffix that selects a format, and the function that renders it.

    A format that `lists_findings` shows them on stdout, so stderr does not repeat them. On a
    terminal one that `closes` shows what it has room for, and nothing follows it. A `binary` one
    is no text, and `extra` is what has to be installed for it.
    """

    suffixes: tuple[str, ...]
    render: Callable[[R, Words, Options], bytes]
    lists_findings: bool = False
    closes: bool = False
    binary: bool = False
    extra: Extra | None = None


class Extra(NamedTuple):
    """An extra of this package, and the library by which one sees that it is installed."""

    name: str
    library: str

    @property
    def is_missing(self) -> bool:
        from importlib.util import find_spec

        return find_spec(self.library) is None

    @property
    def install(self) -> str:
        """The command that installs it."""
        return f'pip install "shengzhou-quality[{self.name}]"'


class PageFormat(NamedTuple):
    """A format that lays out any page: its module here, and the medium of the page."""

    suffixes: tuple[str, ...]
    medium: str
    binary: bool = False
    extra: Extra | None = None


PAGE_FORMATS = {
    "terminal": PageFormat((".txt",), "screen"),
    "markdown": PageFormat((".md", ".markdown"), "document"),
    "html": PageFormat((".html", ".htm"), "document"),
    "docx": PageFormat((".docx",), "document", binary=True, extra=Extra("word", "docx")),
    "xlsx": PageFormat((".xlsx",), "workbook", binary=True),
}


def _of_page(
    page: str, *, lists_findings: bool = False, closes: bool = False
) -> dict[str, Format[Any]]:
    """Return every page format, for the page that the given module of `pages` makes."""

    def format_of(name: str, how: PageFormat) -> Format[Any]:
        def render(shown: Any, words: Words, options: Options) -> bytes:
            from shengzhou_quality.pages.model import Medium

            made = import_module(f"shengzhou_quality.pages.{page}").page(
                shown, words, Medium(how.medium)
            )
            rendered: bytes = _module(name).render(made, words, options)
            return rendered

        on_screen = name == "terminal"
        return Format(
            how.suffixes,
            render,
            lists_findings=lists_findings and on_screen,
            closes=closes and on_screen,
            binary=how.binary,
            extra=how.extra,
        )

    return {name: format_of(name, how) for name, how in PAGE_FORMATS.items()}


def _of_data(module: str, name: str = "render") -> Callable[[Any, Words, Options], bytes]:
    """Return a format of this folder that writes the results themselves, for programs."""

    def render(report: Any, words: Words, options: Options) -> bytes:
        rendered: bytes = getattr(_module(module), name)(report, words, options)
        return rendered

    return render


def _module(name: str) -> ModuleType:
    """Import a module of this folder when it is first needed: start-up is most of a run."""
    return import_module(f"shengzhou_quality.formats.{name}")


FORMATS: dict[str, Format[Report]] = {
    **_of_page("report", closes=True),
    "json": Format((".json",), _of_data("json")),
    "junit": Format((".xml",), _of_data("junit")),
    "github": Format((), _of_data("github"), lists_findings=True),
}
"""Formats for the report of an evaluation."""

CHECK_FORMATS: dict[str, Format[CheckReport]] = {
    **_of_page("check", lists_findings=True),
    "json": Format((".json",), _of_data("json")),
    "junit": Format((".xml",), _of_data("junit", "render_check")),
    "github": Format((), _of_data("github", "render_check"), lists_findings=True),
}
"""Formats for the report of a check."""

PLAN_CHECK_FORMATS: dict[str, Format[PlanCheck]] = {
    **_of_page("plan_check", lists_findings=True),
    "json": Format((".json",), _of_data("json")),
    "junit": Format((".xml",), _of_data("junit", "render_plan_check")),
    "github": Format((), _of_data("github", "render_plan_check"), lists_findings=True),
}
"""Formats for the check of a plan's files."""

PLAN_IMPORT_FORMATS: dict[str, Format[ImportReport]] = {
    **_of_page("plan_import", lists_findings=True),
    "json": Format((".json",), _of_data("json")),
}
"""Formats for what was read of a published table."""

CHAIN_FORMATS: dict[str, Format[Chain]] = {
    **_of_page("explain"),
    "json": Format((".json",), _of_data("chain_json")),
}
"""Formats for the page that explains one item of the plan."""

PLAN_FORMATS: dict[str, Format[Excerpt]] = {
    **_of_page("plan"),
    "json": Format((".json",), _of_data("plan_json")),
}
"""Formats for the plan: a list, its conflicts, one item or everything."""

TASK_FORMATS: dict[str, Format[PartsReport]] = {
    **_of_page("tasks"),
    "json": Format((".json",), _of_data("json", "render_parts")),
}
"""Formats for the tasks with the results of their items."""

DIFF_FORMATS: dict[str, Format[Comparison]] = {
    **_of_page("diff"),
    "json": Format((".json",), _of_data("json")),
}
"""Formats for two evaluations compared."""

ROLL_UP_FORMATS: dict[str, Format[RollUp]] = {
    **_of_page("roll_up", closes=True),
    "json": Format((".json",), _of_data("json")),
}
"""Formats for the roll-up of many submissions."""

CODE_FORMATS: dict[str, Format[str | None]] = _of_page("codes")
"""Formats for one code, or for all."""

_LETTERS = _of_page("letters.letter")
LETTER_FORMATS: dict[str, Format[OfficeLetter]] = {
    "docx": _LETTERS["docx"],
    "md": _LETTERS["markdown"],
}
"""Formats for the letter to an office."""

RETURNED_FORMATS: dict[str, Format[OfficeLetter]] = {"xlsx": _of_page("letters.returned")["xlsx"]}
"""The format for the list of cells that goes with a letter."""

HELP_FORMATS: dict[str, Format[Any]] = _of_page("help")
"""Formats for the help of a command, from Typer's context."""


def format_of_suffix(suffix: str, formats: Mapping[str, Format[R]]) -> str | None:
    for name, known in formats.items():
        if suffix.lower() in known.suffixes:
            return name
    return None


def known_suffixes(formats: Mapping[str, Format[R]]) -> tuple[str, ...]:
    return tuple(suffix for known in formats.values() for suffix in known.suffixes)


def render(
    report: Report,
    format: str,  # noqa: A002 - public
    *,
    language: str = "zh",
    word_template: bytes | None = None,
) -> bytes:
    """Render the report of an evaluation in a format: the same bytes that `-o` writes.

    A Word document starts from the content of `word_template`, if it is given; the links of a
    workbook are relative to the current folder. Raises
    `ValueError` for an unknown format or language and for a document that cannot be used,
    `ImportError` for a format whose extra is not installed.
    """
    from shengzhou_quality.words import LANGUAGES, Words

    for given, known in ((format, tuple(FORMATS)), (language, LANGUAGES)):
        if given not in known:
            raise ValueError(f"{given!r} is none of {', '.join(known)}")
    chosen = FORMATS[format]
    if chosen.extra and chosen.extra.is_missing:
        raise ImportError(f"{format!r} needs an extra: {chosen.extra.install}")
    return chosen.render(report, Words(language), Options(word_template=word_template))
