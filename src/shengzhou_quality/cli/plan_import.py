"""`sqc plan import`: make a plan file from a published table, with a mark at each doubt."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from shengzhou_quality.cli import delivery, options, plan_new, streams
from shengzhou_quality.cli.inputs import STDIO, quoted, read_stdin
from shengzhou_quality.cli.options import option
from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.formats import PLAN_IMPORT_FORMATS, format_of_suffix
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shengzhou_quality.diagnostics import Diagnostic
    from shengzhou_quality.published.given_years import GivenYears
    from shengzhou_quality.published.import_report import ImportReport

_EXAMPLES = """\
sqc plan import 规划纲要.docx
sqc plan import 主要指标.html -o 我的规划
sqc plan import 指标表.xlsx -o 我的规划/indicators.yaml --text 规划全文.txt
sqc plan import 指标表.csv --area 某市 --years 2025-2030
sqc plan import -"""

_YEARS = re.compile(r"(?P<baseline>[12][0-9]{3})\s*[-–—－~～]\s*(?P<target>[12][0-9]{3})")


def add_to(commands: typer.Typer, words: Words, command: type[Any]) -> None:
    @commands.command(
        "import",
        cls=command,
        help=words("help.plan.import.long"),
        short_help=words("help.plan.import"),
        epilog=_EXAMPLES,
    )
    def import_(
        table: str = typer.Argument(None, metavar="[TABLE]", help=words("help.plan.import.table")),
        output: str = typer.Option(
            ".", "--output", "-o", metavar="PATH", help=words("help.plan.import.output")
        ),
        areas: list[str] = typer.Option(
            None, "--area", metavar="NAME", help=words("help.plan.import.area")
        ),
        text: str = typer.Option(
            None, "--text", metavar="FILE", help=words("help.plan.import.text")
        ),
        years: str = typer.Option(
            None, "--years", metavar="A-B", help=words("help.plan.import.years")
        ),
        format_: str = option("format", words, known=PLAN_IMPORT_FORMATS),
        _lang: str = option("lang", words),
        quiet: bool = option("quiet", words),
    ) -> int:
        area = _only_area(areas or [], words)
        given = None if years is None else _read_years(years, words)
        outputs = _outputs(output, format_, words)
        target = None if output == STDIO else _target(output, words)
        content = _read_table(table, words, quiet=quiet)
        report = _imported(content, table or STDIO, words, area=area, text=text, given=given)
        typed = "indicators.yaml" if target is None else quoted(_not_an_option(target))
        report = replace(report, file=None if target is None else str(target), typed=typed)
        return _put(report, target, outputs, words, quiet=quiet)


def _imported(
    content: bytes,
    name: str,
    words: Words,
    *,
    area: str | None,
    text: str | None,
    given: GivenYears | None,
) -> ImportReport:
    """Read the table and propose a plan. Raises `InputError` where no table has indicators."""
    from shengzhou_quality.published.imported import import_table
    from shengzhou_quality.published.plan_file import STDIN

    pasted = name == STDIO
    return import_table(
        content,
        STDIN if pasted else name,
        name_of_plan=words("import-file.pasted") if pasted else Path(name).stem,
        area=area,
        given=given,
        text=None if text is None else (text, _read_text(text, words)),
    )


def _read_text(name: str, words: Words) -> str:
    """The plan's full text: a text, a web page or a Word document."""
    from shengzhou_quality.published.plan_text import read_plan_text
    from shengzhou_quality.sources.files import read_file

    if not name:
        raise UsageError(words("usage.empty-name"))
    return read_plan_text(read_file(name), name)


def _put(
    report: ImportReport,
    target: Path | None,
    outputs: delivery.Outputs,
    words: Words,
    *,
    quiet: bool,
) -> int:
    """Write the plan file, read it back as every command will, and show what it holds."""
    from shengzhou_quality.pages.plan_import import result_line
    from shengzhou_quality.published.plan_file import written

    text = written(report.plan, words, report.typed)
    content = plan_new.encoded(text, for_windows=os.name == "nt" and target is not None)
    if target is None:
        report = replace(report, faults=_faults_of(content))
        streams.put(content)
        if not quiet:
            streams.say_findings((*report.diagnostics, *report.other_faults), words)
            streams.say(result_line(report, words))
        return report.exit_code
    from shengzhou_quality.cli.files import newly_written

    with newly_written({target: content}):
        report = replace(report, faults=_faults(target))
        delivery.deliver(
            report,
            outputs,
            PLAN_IMPORT_FORMATS,
            words,
            findings=report.diagnostics,
            result=result_line,
            quiet=quiet,
        )
    streams.say(words("written", name=str(target)))
    return report.exit_code


def _faults(path: Path) -> tuple[Diagnostic, ...]:
    """What keeps the plan file from being used as a whole or for one indicator."""
    from shengzhou_quality.diagnostics import InputError
    from shengzhou_quality.plan.loader import inspect_files

    try:
        return inspect_files(path).faults
    except InputError as error:
        return error.diagnostics


def _faults_of(content: bytes) -> tuple[Diagnostic, ...]:
    """The same for a plan file that goes to stdout."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / "indicators.yaml"
        path.write_bytes(content)
        return tuple(
            replace(one, place=one.place and one.place._replace(file="<stdout>"))
            for one in _faults(path)
        )


def _outputs(output: str, format_: str | None, words: Words) -> delivery.Outputs:
    """The summary goes to stdout, unless the plan file does."""
    if format_ is not None:
        options.check_format(format_, PLAN_IMPORT_FORMATS, words)
        if output == STDIO:
            raise UsageError(words("usage.import-stdout"))
    shown = format_ or "terminal"
    chosen = PLAN_IMPORT_FORMATS[shown]
    if chosen.binary and streams.is_terminal(sys.stdout):
        command = f"sqc plan import TABLE --format {shown} > {words('import.summary')}.{shown}"
        raise UsageError(words("usage.import-binary", name=shown, command=command))
    options.check_usable(shown, chosen, words, on_stdout=False)
    return delivery.Outputs(shown, {})


def _is_folder(path: str) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - a name that is too long is none


def _only_area(areas: Sequence[str], words: Words) -> str | None:
    """The area to read: one, and not the empty text of a variable that is not set."""
    if len(areas) > 1:
        raise UsageError(words("usage.import-areas", first=areas[0], other=areas[1]))
    if areas and not areas[0].strip():
        raise UsageError(words("usage.import-area-empty"))
    return areas[0] if areas else None


def _not_an_option(path: Path) -> str:
    """The path as a command takes it, also one that begins with a hyphen."""
    return f"./{path}" if str(path).startswith("-") else str(path)


def _target(output: str, words: Words) -> Path:
    """The plan file to write. Raises a usage error for one that is there, or for no plan file."""
    if not output.strip():
        raise UsageError(words("usage.import-output-empty"))
    path = plan_new.plan_file(output)
    of_summary = format_of_suffix(Path(output).suffix, PLAN_IMPORT_FORMATS) is not None
    if of_summary and not _is_folder(output):
        raise UsageError(words("usage.import-output", name=output))
    folder = str(path.parent)
    if os.path.lexists(folder) and not _is_folder(folder):
        is_broken = not os.path.exists(folder)  # noqa: PTH110
        key = "usage.import-broken-link" if is_broken else "usage.import-not-folder"
        raise UsageError(words(key, name=folder))
    if os.path.lexists(path):
        other = quoted(str(path.with_name(f"{path.stem}-2{path.suffix}")))
        raise UsageError(words("usage.import-exists", name=str(path), other=other))
    return path


def _read_table(table: str | None, words: Words, *, quiet: bool) -> bytes:
    """The document's content: a file, or a paste. Without a name a terminal is not waited for."""
    if table == "":
        raise UsageError(words("usage.empty-name"))
    if table not in (None, STDIO):
        from shengzhou_quality.sources.files import read_file

        return read_file(str(table))
    if streams.is_terminal(sys.stdin):
        if table is None:
            raise UsageError(words("usage.missing-argument.TABLE"))
        if not quiet:
            streams.say(words("import.paste"))
    content = read_stdin()
    if table is None and not content.strip():
        raise UsageError(words("usage.missing-argument.TABLE"))
    return content


def _read_years(given: str, words: Words) -> GivenYears:
    from shengzhou_quality.published.given_years import GivenYears

    found = _YEARS.fullmatch(given.strip().replace("年", ""))
    if found is None or int(found["baseline"]) >= int(found["target"]):
        raise UsageError(words("usage.import-years", name=given))
    return GivenYears(int(found["baseline"]), int(found["target"]))
