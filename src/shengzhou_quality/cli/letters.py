"""`sqc letters`: write a letter to each office, with a list of the cells to correct."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from shengzhou_quality.cli import delivery, options, streams
from shengzhou_quality.cli.files import newly_written
from shengzhou_quality.cli.inputs import STDIO, Inputs, read_plan
from shengzhou_quality.cli.options import option
from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.formats import LETTER_FORMATS
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shengzhou_quality.pages.letters.index import Index

_EXAMPLES = """\
sqc letters data.xlsx -o letters
sqc letters a.xlsx b.xlsx -o letters --format md
sqc letters data.xlsx -o letters --annotate
sqc letters data.xlsx -o letters --offices offices.xlsx
sqc letters new.xlsx --replaces old.xlsx --since old.json -o letters"""

_WIDEST = 80


def add_to(app: typer.Typer, words: Words, command: type[Any]) -> None:
    @app.command(
        cls=command,
        help=words("help.letters.long"),
        short_help=words("help.letters"),
        epilog=_EXAMPLES,
    )
    def letters(
        data: list[str] = typer.Argument(..., metavar="DATA...", help=words("help.data")),
        output: str = typer.Option(
            None, "--output", "-o", metavar="DIR", help=words("help.letters.output")
        ),
        format_: str = typer.Option(
            "docx", "--format", "-f", metavar="docx|md", help=words("help.letters.format")
        ),
        word_template: str = option("word-template", words),
        annotate: bool = typer.Option(False, "--annotate", help=words("help.letters.annotate")),
        year: str = option("year", words),
        plan: str = option("plan", words),
        only: list[str] = option("only", words, help_key="help.letters.only"),
        form: list[str] = option("form", words),
        assessments: list[str] = option("assessments", words),
        accept_own: bool = option("accept-own", words),
        offices: str = option("offices", words),
        area: str = option("area", words),
        replaces: list[str] = option("replaces", words),
        since: str = option("since", words, help_key="help.letters.since"),
        max_size: str = option("max-size", words),
        max_cells: str = option("max-cells", words),
        _lang: str = option("lang", words),
        quiet: bool = option("quiet", words),
    ) -> int:
        inputs = Inputs(data, assessments, plan, offices, replaces, area)
        inputs.check(words)
        folder = _folder(output, words)
        template = _read_format(format_, word_template, words)
        judged_year = options.read_year(year, words)
        chosen = options.read_only(only, words)
        limits = options.read_limits(max_size, max_cells, words)
        forms = options.read_forms(form, words)

        from shengzhou_quality.cli.letter_files import make_files
        from shengzhou_quality.evaluation.evaluate import evaluate
        from shengzhou_quality.evaluation.letters import select_letters
        from shengzhou_quality.evaluation.office_findings import findings_for_evaluators
        from shengzhou_quality.pages.letters import index as index_page

        loaded = read_plan(plan, words, quiet=quiet, area=area)
        actuals = inputs.read_for_offices(loaded, limits, forms, accept_own=accept_own)
        report = evaluate(loaded, actuals, year=judged_year, only=chosen)
        if since is not None:
            from shengzhou_quality.cli.recorded import with_since

            report = with_since(report, since, words, limits)
        evaluators = [*assessments, *([offices] if offices else [])]
        selected = select_letters(report, actuals, apart=evaluators)
        made = make_files(
            report,
            selected.letters,
            words,
            format_=format_,
            word_template=template,
            annotated=limits if annotate else None,
        )
        index = index_page.Index(report, output, made.letters, selected.settled, selected.answered)
        contents = {folder / path: content for path, content in made.contents.items()}
        given = [*inputs.files(), *filter(None, (word_template, since))]
        _check_targets(contents, given if contents else (), words)
        with newly_written(contents):
            if not quiet:
                streams.say_findings(list(findings_for_evaluators(report, evaluators)), words)
            _show(index, words, quiet=quiet)
        return 0


def _folder(output: str | None, words: Words) -> Path:
    """The folder to write into: a new one, or one that is there."""
    if not output or output == STDIO:
        raise UsageError(words("usage.letters.no-folder"))
    folder = Path(output)
    try:
        is_other = folder.exists() and not folder.is_dir()
    except (OSError, ValueError):
        is_other = False  # writing will say what is wrong
    if is_other:
        raise UsageError(words("usage.letters.not-a-folder", name=output))
    return folder


def _read_format(format_: str, word_template: str | None, words: Words) -> bytes | None:
    """Check that the format can be written; return the document that a letter starts from."""
    options.check_format(format_, LETTER_FORMATS, words)
    chosen = LETTER_FORMATS[format_]
    if chosen.extra is not None and chosen.extra.is_missing:
        raise UsageError(words("usage.letters.needs-extra", install=chosen.extra.install))
    if word_template is None:
        return None
    if not chosen.binary:
        raise UsageError(words("usage.word-template.unused"))
    from shengzhou_quality.cli.word_template import read_word_template

    return read_word_template(word_template, words)


def _check_targets(contents: dict[Path, bytes], given: Iterable[str], words: Words) -> None:
    """Refuse to write over an input, and over anything that is not the same already.

    What has the same content is what an earlier run wrote, and nobody has gone on writing.
    """
    inputs = list(given)
    for path, content in list(contents.items()):
        delivery.check_output(path, inputs, words)
        try:
            if not path.exists():
                continue
            same = path.is_file() and path.read_bytes() == content
        except (OSError, ValueError):
            continue  # writing will say what is wrong
        if not same:
            raise UsageError(words("usage.letters.exists", name=str(path)))
        del contents[path]


def _show(index: Index, words: Words, *, quiet: bool) -> None:
    if quiet:
        return
    from shengzhou_quality.formats.terminal import render
    from shengzhou_quality.pages.letters.index import page

    shown = streams.options()
    # A line for each letter and one for its files are read more easily than a wide table.
    shown = shown._replace(width=min(shown.width, _WIDEST))
    streams.put(render(page(index, words), words, shown))
