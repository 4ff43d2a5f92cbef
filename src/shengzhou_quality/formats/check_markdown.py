"""A check of the data as markdown, for the summary of a CI job or a pull request."""

from __future__ import annotations

from shengzhou_quality.evaluation.check import CheckReport
from shengzhou_quality.formats import Options
from shengzhou_quality.formats.markdown_text import escape, item, table
from shengzhou_quality.pages import check
from shengzhou_quality.words import Words


def render(report: CheckReport, words: Words, _: Options) -> bytes:
    lines = [
        f"# {escape(words('check.heading'))}",
        "",
        escape(check.title(report, words)),
        "",
        f"**{escape(check.result_line(report, words))}**",
        "",
        *(f"- {item(line)}" for line in check.files(report, words)),
        *(f"- {item(line)}" for line in check.coverage(report, words)),
        "",
        *_findings(report, words),
    ]
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8", "backslashreplace")


def _findings(report: CheckReport, words: Words) -> list[str]:
    if not report.diagnostics:
        return []
    keys = ("check.place", "check.code", "check.message", "check.hint")
    body = (
        [
            str(finding.place) if finding.place else "",
            f"{finding.severity}[{finding.code}]",
            words.message(finding),
            words.hint(finding),
        ]
        for finding in report.diagnostics
    )
    return [
        f"## {words('check.findings')}",
        "",
        *table([words(key) for key in keys], body),
    ]
