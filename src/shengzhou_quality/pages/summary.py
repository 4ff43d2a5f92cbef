"""Word the whole report: its opening sentence, what fails, how it was judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.evaluation.conclusion import gate_of
from shengzhou_quality.evaluation.item_result import IndicatorResult
from shengzhou_quality.evaluation.report import Conclusion, Count, FailOn, Report
from shengzhou_quality.evaluation.selections import failing, lagging, watched
from shengzhou_quality.judgement import Status, Verdict
from shengzhou_quality.pages import assessed, findings
from shengzhou_quality.pages.figures import percentage
from shengzhou_quality.pages.rows import status_words
from shengzhou_quality.plan.kinds.indicator import Constraint
from shengzhou_quality.words import Words

_FEW = 8
"""Up to so many indicators are named, more are counted."""


def title(report: Report, words: Words) -> str:
    head = report.plan.head
    return words.of(head, "title")


def heading(report: Report, words: Words) -> str:
    head = report.plan.head
    if report.final:
        return words("heading.final", year=report.year)
    period = report.plan.period(report.year)
    return words(
        "heading.before",
        year=report.year,
        elapsed=period.elapsed,
        share=f"{period.elapsed}/{head.target_year - head.baseline_year}",
    )


def opening(report: Report, words: Words) -> list[str]:
    """The sentence an evaluation opens with, and the binding and other indicators apart."""
    summary = report.summary
    everything = summary.everything
    if not everything.total:  # of --only: none is of the table, or all of them are set aside
        return list(assessed.opening(report, words))
    unsettled = (Verdict.UNDETERMINED, Verdict.NO_DATA, Verdict.INVALID)
    rest = "".join(
        words(f"opening.rest.{verdict}", count=everything.verdicts[verdict])
        for verdict in unsettled
        if everything.verdicts[verdict]
    )
    judged = ""
    if everything.judged != everything.total and everything.completion_rate_judged is not None:
        rate = percentage(everything.completion_rate_judged)
        judged = words("opening.judged", judged=everything.judged, rate=rate)
    sentences = [
        words(
            "opening.final" if report.final else "opening.before",
            total=everything.total,
            met=everything.met,
            not_met=everything.verdicts[Verdict.NOT_MET],
            rest=rest,
            rate=percentage(everything.completion_rate or Decimal(0)),
            judged=judged,
        )
    ]
    for constraint, group in (
        ("binding", summary.binding),
        ("anticipatory", summary.anticipatory),
    ):
        if group.total:
            sentences.append(
                words(
                    "opening.group",
                    constraint=words(f"constraint.{constraint}"),
                    total=group.total,
                    counts=counts(group, words),
                )
            )
    return [*sentences, *assessed.opening(report, words)]


def counts(count: Count, words: Words) -> str:
    """达标6项、未达标1项: every status that occurs, in the order of statuses."""
    separator = words("list.separator")
    return separator.join(
        words("opening.count", status=status, count=number)
        for status, number in named_counts(count, words)
    )


def named_counts(count: Count, words: Words) -> Iterator[tuple[str, int]]:
    """Each status that occurs; apart those of which only the pace is open, not the verdict."""
    for status, number in count.statuses.items():
        open_paces = count.open_paces if status is Status.UNDETERMINED else 0
        if number > open_paces:
            yield words(f"status.{status}"), number - open_paces
        if open_paces:
            yield words("status.undetermined.pace"), open_paces


def year_choice(report: Report, words: Words) -> str:
    choice = report.year_choice
    return words(
        f"year.{choice.rule}",
        year=report.year,
        with_value=choice.with_value,
        with_data=choice.with_data,
    )


def only(report: Report, words: Words) -> str | None:
    return None if report.only is None else words("only", ids=report.only)


def result_line(report: Report, words: Words) -> str:
    """Word the last line: whether the run passed, what failed, and what was excluded."""
    key, detail = _result(report, words)
    clauses = (detail, _no_matter(report, words), assessed.aside(report, words))
    return words(
        key,
        detail=words("clause.separator").join(filter(None, clauses)),
        watched=len(watched(report)),
        lagging=len(lagging(report)),
    )


def _result(report: Report, words: Words) -> tuple[str, str]:
    never = report.fail_on is FailOn.NEVER
    failed = failing(report) if never else [one for one in report.indicators if one.fails]
    what_fails = _what_fails(report, failed, words)
    if report.conclusion is Conclusion.NOT_JUDGED:
        gate = gate_of(report.indicators, report.fail_on)
        nothing = words("result.none-judged" if gate else "result.no-indicators")
        clauses = filter(None, (nothing, what_fails))
        key = "result.never" if never else "result.not-judged"
        return key, words("clause.separator").join(clauses)
    if never:
        return "result.never", what_fails or words("result.none")
    if report.conclusion is Conclusion.FAILING:
        return "result.failed.final" if report.final else _what_lags(report), what_fails
    binding = report.summary.binding
    all_met = report.final and binding.total and binding.met == binding.total
    if report.final:
        key = "result.all-met.final" if all_met else "result.nothing.final"
        return "result.passed.final", words(key, count=binding.total)
    of_all = ".any" if report.fail_on is FailOn.ANY else ""
    attention = f"result.attention.before{of_all}"
    key = attention if watched(report) else f"result.passed.before{of_all}"
    return key, words("result.no-errors")


def _what_lags(report: Report) -> str:
    """Before the final year nothing is missed yet: it lags, or the data has errors."""
    late = lagging(report)
    if not late:
        return "result.faulty.before"
    binding = all(one.indicator.constraint is Constraint.BINDING for one in late)
    return "result.lagging.before" if binding else "result.lagging.before.any"


def _no_matter(report: Report, words: Words) -> str:
    """Whoever reads 预警清单 above a run that passed has to be told how they go together."""
    count = len(report.lists.warnings)
    gated = report.fail_on is not FailOn.NEVER and report.conclusion is not Conclusion.NOT_JUDGED
    passed = report.passed and gated
    key = "result.warnings" if report.final else "result.warnings.before"
    return words(key, count=count) if passed and count else ""


def _what_fails(report: Report, failed: Iterable[IndicatorResult], words: Words) -> str:
    """约束性指标5、12未达标;数据错误1处."""
    groups: dict[tuple[str, str], list[str]] = {}
    for result in failed:
        constraint = words(f"constraint.{result.indicator.constraint}")
        status = status_words(result, words)
        groups.setdefault((constraint, status), []).append(result.indicator.id)
    clauses = [
        words("result.indicators", constraint=constraint, ids=tuple(ids), status=status)
        for (constraint, status), ids in groups.items()
    ]
    errors = sum(finding.severity is Severity.ERROR for finding in report.diagnostics)
    if errors:
        clauses.append(words("result.data-errors", count=errors))
    return words("clause.separator").join(clauses)


def problem_counts(report: Report, words: Words) -> str:
    return findings.counts(report.diagnostics, words) or words("problems.none")
