"""A check of the data for a terminal: what was read, then every finding, last the result."""

from __future__ import annotations

from shengzhou_quality.diagnostics import Diagnostic, Severity
from shengzhou_quality.evaluation.check import CheckReport
from shengzhou_quality.formats import Options
from shengzhou_quality.formats.page import Page, Style, encoded
from shengzhou_quality.pages import check
from shengzhou_quality.pages.findings import by_sheet, spot
from shengzhou_quality.words import Words

_NARROWEST, _WIDEST = 60, 100
_STYLES = {
    Severity.ERROR: Style.ERROR,
    Severity.WARNING: Style.WARNING,
    Severity.INFO: Style.QUIET,
}


def render(report: CheckReport, words: Words, options: Options) -> bytes:
    page = Page(max(_NARROWEST, min(options.width, _WIDEST)))
    page.paragraph(check.title(report, words), Style.HEADING)
    page.paragraph(words("check.heading"), Style.HEADING)
    page.blank()
    page.paragraph(words("check.files"))
    for file in check.files(report, words):
        page.paragraph(file, indent=2)
    for sentence in check.coverage(report, words):
        page.paragraph(sentence)
    for heading, findings in by_sheet(report.diagnostics, words):
        page.blank()
        page.paragraph(heading, Style.HEADING)
        for finding in findings:
            _finding(page, finding, words)
    page.blank()
    page.paragraph(check.result_line(report, words), Style.GOOD if report.passed else Style.ERROR)
    text = page.coloured() if options.colour else page.plain()
    return encoded(text, options.encoding)


def _finding(page: Page, finding: Diagnostic, words: Words) -> None:
    """Its cell and code, then what is wrong, then how to mend it."""
    where = spot(finding.place)
    code = (f"{finding.severity}[{finding.code}]", _STYLES[finding.severity])
    page.line(("  ", Style.PLAIN), (f"{where}  " if where else "", Style.PLAIN), code)
    page.paragraph(words.message(finding), indent=4)
    page.paragraph(words.hint(finding), Style.QUIET, indent=4)
