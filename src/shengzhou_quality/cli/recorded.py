"""Read an earlier evaluation from its JSON report, and compare the one of this run with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from shengzhou_quality.diagnostics import Diagnostic, InputError, Place, refusal
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from shengzhou_quality.evaluation.recorded import Recorded
    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.limits import Limits


def is_report(path: str) -> bool:
    """Whether a file begins as a JSON report of sqc does; a folder, a pipe or stdin does not."""
    from shengzhou_quality.sources.report_json import HEAD, looks_like_report

    if not Path(path).is_file():
        return False
    try:
        with Path(path).open("rb") as file:
            return looks_like_report(file.read(HEAD))
    except OSError:
        return False


def read_report(path: str, limits: Limits) -> Recorded:
    """Raises `InputError` for a file that is no JSON report of an evaluation."""
    from shengzhou_quality.evaluation.recorded import read_recorded
    from shengzhou_quality.sources.files import read_file
    from shengzhou_quality.sources.report_json import looks_like_report, read_report_json

    content = read_file(path, limits)
    if not looks_like_report(content):
        raise refusal("not-a-report", Place(path))
    return read_recorded(read_report_json(content, path), path)


def recorded(report: Report, path: str, words: Words) -> Recorded:
    """This run, as its own JSON report would record it under the name `path`."""
    from shengzhou_quality.evaluation.recorded import read_recorded
    from shengzhou_quality.formats.json import document

    return read_recorded(document(report, words), path, judged=True)


def with_since(report: Report, since: str, words: Words, limits: Limits) -> Report:
    """Return the report with the comparison with an earlier one, of the JSON report `since`.

    Raises `InputError` for a report on another plan: nothing of it could be compared.
    """
    from shengzhou_quality.evaluation.compare import compare

    before = read_report(since, limits)
    plan = report.plan.head.id
    if before.plan != plan:
        details = {"found": before.plan, "plan": plan}
        raise InputError(Diagnostic("report-of-other-plan", Place(since), parameters=dict(details)))
    names = ", ".join(source.path for source in report.sources)
    return replace(report, since=compare(before, recorded(report, names, words)))
