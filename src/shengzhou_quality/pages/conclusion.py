"""Word what a report concludes: in a few words, and as the line of the result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from shengzhou_quality.diagnostics import Diagnostic, Severity
from shengzhou_quality.evaluation.conclusion import gate_of
from shengzhou_quality.evaluation.item_result import IndicatorResult
from shengzhou_quality.evaluation.report import Conclusion, Count, FailOn, Report
from shengzhou_quality.evaluation.selections import failing, lagging, needing_attention
from shengzhou_quality.evaluation.status import LAGGING, TO_VERIFY
from shengzhou_quality.judgement import Status, Verdict
from shengzhou_quality.pages import assessed
from shengzhou_quality.pages.rows import name, status_words
from shengzhou_quality.plan.kinds.indicator import Constraint
from shengzhou_quality.words import Words

_FEW = 3
"""Up to so many indicators of a status are named in the line of the result."""


def conclusion(report: Report, words: Words) -> str:
    """What the evaluation comes to, in a few words: 未通过, 约束性指标无滞后，需关注6项."""
    if report.conclusion is Conclusion.NOT_JUDGED:
        return words("conclusion.not-judged")
    return _final_conclusion(report, words) if report.final else _interim_conclusion(report, words)


def _final_conclusion(report: Report, words: Words) -> str:
    summary, all_count = report.summary, report.fail_on is FailOn.ANY
    if report.conclusion is not Conclusion.FAILING:
        if all_count:
            return words("conclusion.all-met")
        others = _unmet(summary.anticipatory, "anticipatory", words)
        met = [words("conclusion.binding-met"), *others]
        return words("clause.separator").join(met)
    if report.fail_on is not FailOn.NEVER:
        return words("conclusion.failed")
    binding = _unmet(summary.binding, "binding", words)
    return "".join(binding) or words("conclusion.faulty")


def _unmet(count: Count, constraint: str, words: Words) -> list[str]:
    """约束性指标2项未达标、1项待核实; an empty list where all of them are met."""
    parts = [
        words(key, count=number)
        for key, number in (
            ("conclusion.not-met", count.verdicts[Verdict.NOT_MET]),
            ("conclusion.to-verify", count.to_verify),
        )
        if number
    ]
    if not parts:
        return []
    named = words(f"constraint.{constraint}")
    counts = words("list.separator").join(parts)
    return [words("conclusion.group", constraint=named, counts=counts)]


def _interim_conclusion(report: Report, words: Words) -> str:
    """Nothing is missed before the final year: it lags, or the data has errors."""
    late = lagging(report)
    if report.conclusion is Conclusion.FAILING:
        if not late:
            return words("conclusion.faulty")
        by_constraint = Counter(one.indicator.constraint for one in late)
        groups = (
            words(
                "conclusion.lagging.group",
                constraint=words(f"constraint.{constraint}"),
                count=by_constraint[constraint],
            )
            for constraint in Constraint
            if by_constraint[constraint]
        )
        return words("conclusion.lagging", groups=words("list.separator").join(groups))
    open_ = ".to-verify" if _gated(report).to_verify else ""
    whose = ".any" if report.fail_on is FailOn.ANY else ""
    said = words(f"conclusion.none-lags{open_}{whose}", count=_gated(report).to_verify)
    watched = len(needing_attention(report))
    if watched:
        return words("conclusion.watch", said=said, count=watched)
    others = report.summary.everything.to_verify - _gated(report).to_verify
    return words("conclusion.verify", said=said, count=others) if others else said


def _gated(report: Report) -> Count:
    """The count of the indicators that the conclusion before the final year is about."""
    summary = report.summary
    return summary.everything if report.fail_on is FailOn.ANY else summary.binding


def result_line(report: Report, words: Words) -> str:
    """Word the line of the result: the conclusion, and what it rests on."""
    clauses = (*_grounds(report, words), assessed.aside(report, words))
    detail = words("clause.separator").join(filter(None, clauses))
    said = conclusion(report, words)
    return words("result.line.detail" if detail else "result.line", said=said, detail=detail)


def _grounds(report: Report, words: Words) -> Iterator[str]:
    concluded = report.conclusion is not Conclusion.NOT_JUDGED
    if not concluded:
        yield _why_not_judged(report, words)
    yield from _what_fails(report, words)
    errors = [one for one in report.diagnostics if one.severity is Severity.ERROR]
    if errors:
        yield from _other_errors(errors, report, words)
    elif report.conclusion in (Conclusion.MET, Conclusion.ATTENTION):
        yield from _other_grounds(report, words)
    if concluded and report.fail_on is FailOn.NEVER:
        yield words("result.never")


def _other_grounds(report: Report, words: Words) -> Iterator[str]:
    """Where nothing fails: what is still to be verified, unless the conclusion says so."""
    if not report.summary.everything.to_verify:
        yield words("result.no-errors")
    elif not report.final and needing_attention(report):
        others = report.summary.everything.to_verify - _gated(report).to_verify
        if others:
            yield words("result.to-verify", count=others)


def _other_errors(errors: list[Diagnostic], report: Report, words: Words) -> Iterator[str]:
    """The errors of the data, but for those of an indicator that is named for them already."""
    named = {one.indicator.id for one in failing(report) if one.status is Status.INVALID}
    others = [one for one in errors if one.indicator not in named]
    if others:
        key = "result.data-errors" if len(others) == len(errors) else "result.data-errors.others"
        yield words(key, count=len(others))


def _why_not_judged(report: Report, words: Words) -> str:
    """Why nothing is concluded; where all are excluded, the clause about those says it."""
    if assessed.all_excluded(report):
        return ""
    whose = ".any" if report.fail_on is FailOn.ANY else ""
    if not gate_of(report.indicators, report.fail_on):
        return words(f"result.no-indicators{whose}")
    return words(f"result.none-judged{whose}")


def _what_fails(report: Report, words: Words) -> Iterator[str]:
    """约束性指标未达标2项：第5项（装配式建筑占新建建筑比例）、第12项（…）; those to verify last."""
    failed = sorted(failing(report), key=lambda one: one.status in TO_VERIFY)
    groups: dict[tuple[str, str], list[str]] = {}
    for result in failed:
        constraint = words(f"constraint.{result.indicator.constraint}")
        group = groups.setdefault((constraint, _group_status(result, failed, report, words)), [])
        lags = not report.final and result.status in LAGGING
        told = lags and result.status is not Status.BEHIND
        group.append(
            words(
                "result.item.status" if told else "result.item",
                id=result.indicator.id,
                name=name(result, words),
                status=status_words(result, words),
            )
        )
    for (constraint, status), items in groups.items():
        yield words(
            "result.items" if len(items) <= _FEW else "result.items.more",
            constraint=constraint,
            status=status,
            count=len(items),
            items=tuple(items[:_FEW]),
        )


def _group_status(
    result: IndicatorResult, failed: list[IndicatorResult], report: Report, words: Words
) -> str:
    """The status that it is named under, with a number that the other sentences have too.

    Before the final year all that lag are one group. Of a constraint of which only some of those
    to verify fail, these are the ones with invalid data.
    """
    if not report.final and result.status in LAGGING:
        return words("result.status.lagging")
    if result.status not in TO_VERIFY:
        return status_words(result, words)
    constraint = result.indicator.constraint
    alike = [
        one for one in failed if one.status in TO_VERIFY and one.indicator.constraint is constraint
    ]
    summary = report.summary
    count = summary.binding if constraint is Constraint.BINDING else summary.anticipatory
    partial = len(alike) < count.to_verify
    invalid = partial and result.status is Status.INVALID
    return words("result.status.invalid" if invalid else "result.status.to-verify")
