"""The reports of single submissions: their names, and how a worker writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from shengzhou_quality.batch.part_files import write_beside
from shengzhou_quality.batch.submission import ReportsAsked, Submission
from shengzhou_quality.diagnostics import Diagnostic, Place
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.file_names import FileStems
from shengzhou_quality.formats import FORMATS, Options
from shengzhou_quality.words import Words


def named(submissions: Iterable[Submission]) -> Iterator[Submission]:
    """Give each submission the name of its reports: that of its entity, and each of them once."""
    stems = FileStems()
    for submission in submissions:
        yield submission._replace(report_name=stems.of(submission.entity))


def file_names(submission: Submission, asked: ReportsAsked) -> tuple[str, ...]:
    """The names of the reports of one submission, in the folder of all."""
    return tuple(submission.report_name + FORMATS[each].suffixes[0] for each in asked.formats)


def write_reports(
    report: Report, submission: Submission, asked: ReportsAsked
) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """Write the reports of one submission, each whole or not at all.

    Returns the names of those that were written, and a finding for each that could not be.
    """
    words, folder = Words(asked.language), Path(asked.folder)
    options = Options(word_template=asked.word_template, folder=asked.folder)
    written: list[str] = []
    findings: list[Diagnostic] = []
    for name, format_ in zip(file_names(submission, asked), asked.formats, strict=True):
        content = FORMATS[format_].render(report, words, options)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write_beside(folder / name, content)
        except OSError:
            findings.append(Diagnostic("report-not-written", Place(str(folder / name))))
        else:
            written.append(name)
    return tuple(written), tuple(findings)
