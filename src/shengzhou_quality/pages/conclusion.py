"""Word what a report concludes: in a few words, and as the line of the result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shengzhou_quality.diagnostics import Diagnostic, Severity
from shengzhou_quality.evaluation.conclusion import gate_of
from shengzhou_quality.evaluation.item_result import IndicatorResult
from shengzhou_quality.evaluation.plan_marks import counted, open_constraints
from shengzhou_quality.evaluation.report import Conclusion, Count, FailOn, Report
from shengzhou_quality.evaluation.selections import (
    failing,
    failing_by_status,
    lagging,
    needing_attention,
)
from shengzhou_quality.evaluation.status import LAGGING, TO_VERIFY
from shengzhou_quality.judgement import Status, Verdict
from shengzhou_quality.pages import assessed
from shengzhou_quality.pages.rows import for_evaluators, name, status_words
from shengzhou_quality.pages.whose import area_words, of_area
from shengzhou_quality.plan.kinds.indicator import Constraint
from shengzhou_quality.words import Words

_FEW = 3
"""Up to so many indicators of a status are named in the line of the result."""


def conclusion(report: Report, words: Words) -> str:
    """What the evaluation comes to, in a few words: 约束性指标8项中，5项达标、3项未达标."""
    if report.conclusion is Conclusion.NOT_JUDGED:
        if _only_anticipatory(report):
            said = _of_anticipatory(report, words)
            if undecided := open_constraints(report.marks):
                return words("conclusion.constraints-open", count=len(undecided), said=said)
            return words("conclusion.no-binding", said=said)
        return words("conclusion.not-judged")
    return _final_conclusion(report, words) if report.final else _interim_conclusion(report, words)


def _only_anticipatory(report: Report) -> bool:
    """Whether the plan has no binding indicator, and some of the others could be judged."""
    of_plan = report.plan.indicators
    binding = any(one.constraint is Constraint.BINDING for one in of_plan)
    return not binding and report.summary.anticipatory.judged > 0


def _of_anticipatory(report: Report, words: Words) -> str:
    """How those stand, where the conclusion can be about no others."""
    count, named = report.summary.anticipatory, words(f"constraint.{Constraint.ANTICIPATORY}")
    if not report.final:
        said = _to_act_on(report, Constraint.ANTICIPATORY, words)
        return said or words("conclusion.none-lags", constraint=named)
    parts = [words("conclusion.met", count=count.met)] if count.met else []
    counts = words("list.separator").join([*parts, *_unmet_parts(count, words)])
    return words("conclusion.of", constraint=named, total=count.total, counts=counts)


def in_brief(report: Report, words: Words) -> str:
    """The same for the banner of a screen, where the others are counted below: binding ones alone.

    Where there is nothing to say of those, the whole.
    """
    binding = report.summary.binding
    if report.conclusion in (Conclusion.FAILING, Conclusion.ATTENTION) and binding.total:
        if report.final:
            said = "".join(_unmet(binding, "binding", words))
        else:
            said = _to_act_on(report, Constraint.BINDING, words)
        if said and not _is_faulty(report):
            return said
    return conclusion(report, words)


def _is_faulty(report: Report) -> bool:
    """Whether only the data stands against it before the final year."""
    failing_data = report.conclusion is Conclusion.FAILING and not failing_by_status(report)
    return not report.final and failing_data


def _final_conclusion(report: Report, words: Words) -> str:
    """How many of each constraint are met, not met and to verify."""
    summary = report.summary
    if report.conclusion is not Conclusion.FAILING and report.fail_on is FailOn.ANY:
        return words("conclusion.all-met")
    said = [
        *_outcome(summary.binding, "binding", words),
        *_unmet(summary.anticipatory, "anticipatory", words),
    ]
    is_open = report.conclusion is Conclusion.FAILING and not failing(report)
    if is_open:  # by errors in the data alone
        said.append(words("conclusion.faulty"))
    return words("clause.separator").join(said)


def _outcome(count: Count, constraint: str, words: Words) -> list[str]:
    """约束性指标8项中，5项达标、2项未达标、1项待核实, or that all of them are met."""
    if not count.total:
        return []
    if count.met == count.total:
        return [words("conclusion.binding-met")]
    parts = [words("conclusion.met", count=count.met)] if count.met else []
    return [
        words(
            "conclusion.of",
            constraint=words(f"constraint.{constraint}"),
            total=count.total,
            counts=words("list.separator").join([*parts, *_unmet_parts(count, words)]),
        )
    ]


def _unmet(count: Count, constraint: str, words: Words) -> list[str]:
    """预期性指标2项未达标、1项待核实; an empty list where all of them are met."""
    parts = _unmet_parts(count, words)
    if not parts:
        return []
    named = words(f"constraint.{constraint}")
    counts = words("list.separator").join(parts)
    return [words("conclusion.group", constraint=named, counts=counts)]


def _unmet_parts(count: Count, words: Words) -> list[str]:
    return [
        words(key, count=number)
        for key, number in (
            ("conclusion.not-met", count.verdicts[Verdict.NOT_MET]),
            ("conclusion.to-verify", count.to_verify),
        )
        if number
    ]


def _interim_conclusion(report: Report, words: Words) -> str:
    """Nothing is missed before the final year: it lags, is to be watched or to be verified.

    Those of each constraint apart; all of them are in the lists of the same report.
    """
    if _is_faulty(report):
        return words("conclusion.faulty")
    groups = (_to_act_on(report, constraint, words) for constraint in Constraint)
    return words("clause.separator").join(filter(None, groups))


def _to_act_on(report: Report, constraint: Constraint, words: Words) -> str:
    """约束性指标无滞后，1项需关注, 预期性指标3项滞后、2项待核实; nothing where there is none.

    That none lags is said of those that the conclusion is about.
    """
    found = [one for one in report.indicators if one.indicator.constraint is constraint]
    late = lagging(found)
    watch = [one for one in needing_attention(report) if one in found and one not in late]
    to_verify = [one for one in found if one.status in TO_VERIFY and not one.excluded]
    parts = [
        words(key, count=len(results))
        for key, results in (
            ("conclusion.lag", late),
            ("conclusion.watch", watch),
            ("conclusion.to-verify", to_verify),
        )
        if results
    ]
    counts = words("list.separator").join(parts)
    named = words(f"constraint.{constraint}")
    is_gated = constraint is Constraint.BINDING or report.fail_on is FailOn.ANY
    if late or not found or not is_gated:
        return words("conclusion.group", constraint=named, counts=counts) if counts else ""
    if to_verify:
        return words("conclusion.none-lags.others", constraint=named, counts=counts)
    said = words("conclusion.none-lags", constraint=named)
    return words("conclusion.and", said=said, counts=counts) if counts else said


def result_line(report: Report, words: Words) -> str:
    """Word the line of the result: the conclusion, and what it rests on."""
    clauses = [*_grounds(report, words)]
    if report.conclusion is not Conclusion.NOT_JUDGED and report.fail_on is FailOn.NEVER:
        clauses.append(words("result.never"))
    said, detail = conclusion(report, words), _detail(clauses, report, words)
    key = "result.line.detail" if detail else "result.line"
    plan = report.plan
    area = area_words(plan)
    return words(of_area(key, plan), said=said, detail=detail, area=area)


def stated(report: Report, words: Words) -> str:
    """The same in a paper that is handed on, without the label and the gate of a run."""
    said, detail = conclusion(report, words), _detail(_grounds(report, words), report, words)
    return words(
        "document.stated.detail" if detail else "document.stated", said=said, detail=detail
    )


def _detail(grounds: Iterable[str], report: Report, words: Words) -> str:
    """What the conclusion rests on, and what is excluded from it."""
    clauses = (*grounds, assessed.aside(report, words), _provisional(report, words))
    return words("clause.separator").join(filter(None, clauses))


def _provisional(report: Report, words: Words) -> str:
    """That the plan file has errors or is not settled, and the results may change with it."""
    counts, said = counted(report.marks), list[str]()
    if report.faulty_in_plan:
        said.append(words("conclusion.plan-faults", ids=report.faulty_in_plan))
    if counts.marks:
        said.append(words(f"conclusion.marks{counts.variant}", **counts._asdict()))
    return words("clause.separator").join(said)


def _grounds(report: Report, words: Words) -> Iterator[str]:
    if report.conclusion is Conclusion.NOT_JUDGED:
        yield _why_not_judged(report, words)
    yield from _what_fails(report, words)
    errors = [one for one in report.diagnostics if one.severity is Severity.ERROR]
    if errors:
        yield from _other_errors(errors, report, words)


def _other_errors(errors: list[Diagnostic], report: Report, words: Words) -> Iterator[str]:
    """The errors of the data, but for those of an indicator that is named for them already."""
    named = {one.indicator.id for one in failing(report) if one.status is Status.INVALID}
    others = [one for one in errors if one.indicator not in named]
    if others:
        key = "result.data-errors" if len(others) == len(errors) else "result.data-errors.others"
        yield words(key, count=len(others))


def _why_not_judged(report: Report, words: Words) -> str:
    """Why nothing is concluded; nothing where another clause or the conclusion says it."""
    if assessed.all_excluded(report) or _only_anticipatory(report):
        return ""
    whose = ".any" if report.fail_on is FailOn.ANY else ""
    if not gate_of(report.indicators, report.fail_on):
        undecided = () if whose else open_constraints(report.marks)
        if undecided:
            return words("result.constraints-open", count=len(undecided))
        return words(f"result.no-indicators{whose}")
    return words(f"result.none-judged{whose}")


def _what_fails(report: Report, words: Words) -> Iterator[str]:
    """约束性指标未达标2项：第5项（装配式建筑占新建建筑比例）、第12项（…）; those to verify last.

    Before the final year also those that lag and do not fail the run: the conclusion counts them.
    """
    named = failing(report)
    if not report.final:
        named = [one for one in report.indicators if one in named or one in lagging([one])]
    failed = sorted(named, key=lambda one: one.status in TO_VERIFY)
    groups: dict[tuple[str, str], list[str]] = {}
    for result in failed:
        constraint = words(f"constraint.{result.indicator.constraint}")
        group = groups.setdefault((constraint, _group_status(result, failed, report, words)), [])
        lags = not report.final and result.status in LAGGING
        told = lags and result.status is not Status.BEHIND
        decided = result.decided is not None
        group.append(
            words(
                "result.item.status" if told or decided else "result.item",
                id=result.indicator.id,
                name=name(result, words),
                status=for_evaluators(result, words) if decided else status_words(result, words),
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
