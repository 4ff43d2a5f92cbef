"""Deliver a report: to stdout, to files by their suffix, and with messages on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from os.path import realpath  # Path.resolve raises on a link that points to itself
from pathlib import Path
from typing import NamedTuple, TypeVar

from shengzhou_quality.cli import streams
from shengzhou_quality.cli.files import written
from shengzhou_quality.cli.inputs import STDIO, Inputs
from shengzhou_quality.cli.options import check_format, check_usable
from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.formats import Format, Options, format_of_suffix, known_suffixes
from shengzhou_quality.words import Words

R = TypeVar("R")


def check_output(path: Path, inputs: Sequence[str], words: Words) -> None:
    """Raise a usage error if an output is one of the inputs, also by another path or a link."""
    try:
        realpath(path)
    except OSError:  # a relative path has no meaning in a folder that was deleted
        raise UsageError(words("usage.folder-gone", name=str(path))) from None
    if any(is_same(path, Path(given)) for given in inputs):
        raise UsageError(words("usage.output-is-input", name=str(path)))


def is_same(one: Path, other: Path) -> bool:
    """Whether both paths are the same file, existing or not."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return realpath(one) == realpath(other)


class Outputs(NamedTuple):
    """The format for stdout (if anything goes there) and for each file; `brief` on stdout.

    `word_template` is the content of the document that a Word file starts from.
    """

    stdout: str | None
    files: dict[Path, str]
    brief: bool = False
    word_template: bytes | None = None


def read_outputs(
    format_: str | None,
    output: Sequence[str],
    given: Inputs,
    formats: Mapping[str, Format[R]],
    words: Words,
    *,
    brief: bool = False,
    word_template: str | None = None,
    also: str | None = None,
) -> Outputs:
    """-o replaces stdout; a --format that no file takes is for stdout all the same.

    So is --brief: files are always whole. Everything that a format needs is looked for before
    anything is read or written. `also` is a further input, which no output may replace.
    """
    if format_ is not None:
        check_format(format_, formats, words)
        if brief and format_ != "terminal":
            raise UsageError(words("usage.brief", name=format_))
    files: dict[Path, str] = {}
    inputs = given.files() if any(name != STDIO for name in output) else []
    inputs = [*inputs, *filter(None, (word_template, also))]
    for name in output:
        if name == STDIO:
            continue
        path = Path(name)
        check_output(path, inputs, words)
        if any(is_same(path, other) for other in files):
            raise UsageError(words("usage.output-twice", name=name))
        found = format_of_suffix(path.suffix, formats) or format_
        if found is None:
            known_ones = known_suffixes(formats)
            raise UsageError(words("usage.unknown-suffix", name=name, known=known_ones))
        files[path] = found
    wanted = not output or STDIO in output or brief
    asked_for_more = format_ is not None and format_ not in files.values()
    stdout = (format_ or "terminal") if wanted or asked_for_more else None
    for name in dict.fromkeys(filter(None, (stdout, *files.values()))):
        check_usable(name, formats[name], words, on_stdout=name == stdout)
    content = None
    if word_template is not None:
        from shengzhou_quality.cli.word_template import read_word_template

        if "docx" not in (stdout, *files.values()):
            raise UsageError(words("usage.word-template.unused"))
        content = read_word_template(word_template, words)
    return Outputs(stdout, files, brief, content)


def deliver(
    report: R,
    outputs: Outputs,
    formats: Mapping[str, Format[R]],
    words: Words,
    *,
    findings: Sequence[Diagnostic],
    result: Callable[[R, Words], str] | None,
    quiet: bool,
) -> None:
    """Render everything, then write stdout, then the files, with `findings` and `result` on stderr.

    A report with a closing screen is the last thing that a terminal gets: it tells the findings
    itself, and the files are written before it.
    """
    contents = {
        path: formats[name].render(
            report,
            words,
            Options(word_template=outputs.word_template, folder=str(path.parent)),
        )
        for path, name in outputs.files.items()
    }
    shown, closes, lists = None, False, False
    if outputs.stdout is not None:
        of_stdout = formats[outputs.stdout]
        closes = of_stdout.closes and streams.is_terminal(sys.stdout)
        lists = of_stdout.lists_findings
        options = streams.options()._replace(
            brief=outputs.brief, tells_all=closes, word_template=outputs.word_template
        )
        shown = of_stdout.render(report, words, options)
    elif not quiet and _ends_on_screen(formats):
        closes = True
        options = streams.options()._replace(brief=True)
        shown = formats["terminal"].render(report, words, options)
    say_all = not quiet and not (closes and streams.is_terminal(sys.stderr))
    files = () if quiet else outputs.files
    if closes and shown is not None:
        with written(contents):
            pass
        if say_all:
            _say(report, findings, result, words)
        _name(files, words)
        streams.put(shown)
        return
    with written(contents):
        if say_all and not lists:
            streams.say_findings(findings, words)
        if shown is not None:
            streams.put(shown)
    _name(files, words)
    if say_all and result is not None:
        seen = outputs.stdout == "terminal" and streams.is_terminal(sys.stdout)
        if not (seen and streams.is_terminal(sys.stderr)):
            _say_result(result(report, words))


def _ends_on_screen(formats: Mapping[str, Format[R]]) -> bool:
    """Whether a run that only writes files ends with the closing screen: a person looks on."""
    return formats["terminal"].closes and all(
        streams.is_terminal(stream) for stream in (sys.stdout, sys.stderr)
    )


def _name(files: Iterable[Path], words: Words) -> None:
    for path in files:
        streams.say(words("written", name=str(path)))


def _say(
    report: R,
    findings: Sequence[Diagnostic],
    result: Callable[[R, Words], str] | None,
    words: Words,
) -> None:
    streams.say_findings(findings, words)
    if result is not None:
        _say_result(result(report, words))


def _say_result(said: str) -> None:
    """That of many submissions has several lines."""
    for line in said.split("\n"):
        streams.say(line)
