"""The report as markdown: a status report for a pull request, a wiki or a letter."""

from __future__ import annotations

from shengzhou_quality.evaluation.item_result import IndicatorResult
from shengzhou_quality.evaluation.report import Count, Report
from shengzhou_quality.formats import Options, list_markdown, task_markdown
from shengzhou_quality.formats.markdown_text import escape, item, table
from shengzhou_quality.judgement import Verdict
from shengzhou_quality.pages import assessed, rows, summary
from shengzhou_quality.pages.figures import percentage
from shengzhou_quality.pages.reasons import conflicts, explain
from shengzhou_quality.words import Words


def render(report: Report, words: Words, _: Options) -> bytes:
    lines = [
        f"# {escape(summary.title(report, words))}",
        "",
        f"**{escape(summary.heading(report, words))}**",
        "",
        *_summary(report, words),
        *list_markdown.lists_of(report, words),
        *_indicators(report, words),
        *_explanations(report, words),
        *list_markdown.assessments(report, words),
        *task_markdown.sections(report, words),
        *_problems(report, words),
        *_method(report, words),
    ]
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8", "backslashreplace")


def _summary(report: Report, words: Words) -> list[str]:
    lines = [f"## {words('report.summary')}", ""]
    lines += [f"- {item(sentence)}" for sentence in summary.opening(report, words)]
    lines += [f"- {item(summary.year_choice(report, words))}"]
    only = summary.only(report, words)
    if only:
        lines.append(f"- {item(only)}")
    lines += ["", f"**{escape(summary.result_line(report, words))}**", ""]
    not_met = "report.not_met" if report.final else "report.not_met.before"
    keys = ("total", "met", not_met.removeprefix("report."))
    if not report.summary.everything.total:
        return lines
    header = [
        words("report.group"),
        *(words(f"report.{key}") for key in keys),
        *(words(f"report.{key}") for key in ("undetermined", "no_data", "invalid", "rate")),
    ]
    groups = [
        (words("constraint.binding"), report.summary.binding),
        (words("constraint.anticipatory"), report.summary.anticipatory),
        *((words.of(item, "name"), item.count) for item in report.summary.categories),
        (words("report.all"), report.summary.everything),
    ]
    aside = report.summary.everything.excluded > 0
    header += [words("assessed.excluded")] if aside else []
    body = (
        [*_counts(name, count), *([str(count.excluded)] if aside else [])]
        for name, count in groups
        if count.total or count.excluded
    )
    return lines + table(header, body)


def _counts(name: str, count: Count) -> list[str]:
    verdicts = (Verdict.NOT_MET, Verdict.UNDETERMINED, Verdict.NO_DATA, Verdict.INVALID)
    rate = "—" if count.completion_rate is None else percentage(count.completion_rate)
    numbers = (count.total, count.met, *(count.verdicts[verdict] for verdict in verdicts))
    return [name, *map(str, numbers), rate]


def _indicators(report: Report, words: Words) -> list[str]:
    keys = ("id", "name", "constraint", "status", "actual", "target", "difference", "pace")
    header = [words(f"column.{key}") for key in keys]
    if not report.final:
        header.append(words("column.needed"))
    lines: list[str] = []
    for category in report.summary.categories:
        mine = [item for item in report.indicators if item.indicator.category == category.key]
        lines += [f"## {escape(words.of(category, 'name'))}", ""]
        lines += table(header, (_cells(result, report, words) for result in mine))
    return lines


def _cells(result: IndicatorResult, report: Report, words: Words) -> list[str]:
    indicator, none = result.indicator, words("none")
    status = [rows.status_words(result, words), assessed.beside(result, words)]
    cells = [
        indicator.id,
        rows.name(result, words),
        words(f"constraint.{indicator.constraint}"),
        words("clause.separator").join(filter(None, status)),
        rows.actual_words(result, words),
        rows.target_words(result, words),
        rows.difference(result, words, final=report.final) or none,
        rows.pace(result, report) or none,
    ]
    return cells if report.final else [*cells, rows.needed(result, words) or none]


def _explanations(report: Report, words: Words) -> list[str]:
    """What fails or lags, and what it would need per year."""
    final = "final" if report.final else "before"
    lines: list[str] = []
    for heading, results in (
        (f"explain.failing.{final}", summary.failing(report)),
        ("explain.watch", summary.watched(report)),
    ):
        if not results:
            continue
        lines += [f"## {words(heading)}", ""]
        for result in results:
            found = explain(result, report, words)
            lines += [f"### {escape(found.heading)}", ""]
            lines += [
                f"{'- ' if label else '  - '}{label}{escape(text)}" for label, text in found.lines
            ]
            lines += [f"- {escape(effect)}" for effect in conflicts(result, words)]
            lines.append("")
    return lines


def _problems(report: Report, words: Words) -> list[str]:
    counts = summary.problem_counts(report, words)
    lines = [f"## {words('problems.heading')}", "", escape(counts), ""]
    lines += [f"- {item(words.line(finding))}" for finding in report.diagnostics]
    if report.diagnostics:
        lines.append("")
    for heading, more in (
        ("report.remarks", summary.remarks(report, words)),
        ("report.unused", summary.unused(report, words)),
    ):
        if more:
            lines += [f"## {words(heading)}", "", *(f"- {item(line)}" for line in more), ""]
    return lines


def _method(report: Report, words: Words) -> list[str]:
    lines = [f"## {words('method.heading')}", ""]
    return lines + [f"- {item(line)}" for line in summary.method(report, words)]
