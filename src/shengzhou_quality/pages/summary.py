"""Word the whole report: its title, and the sentence that counts its indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from shengzhou_quality.decimals import rounded
from shengzhou_quality.evaluation.report import Count, Report
from shengzhou_quality.evaluation.status import LAGGING, ON_SCHEDULE, TO_VERIFY
from shengzhou_quality.judgement import Status, Verdict
from shengzhou_quality.pages import assessed, findings
from shengzhou_quality.pages.figures import percentage
from shengzhou_quality.pages.whose import titled, without_colon
from shengzhou_quality.words import Words


def heading_title(report: Report, words: Words) -> str:
    """Whose figures were evaluated by which plan: what a heading begins with."""
    return without_colon(titled(report.plan, words))


def title(report: Report, words: Words) -> str:
    """That of the plan alone."""
    return without_colon(words.of(report.plan.head, "title"))


def heading(report: Report, words: Words) -> str:
    if report.final:
        return words("heading.final", year=report.year)
    period = report.plan.period(report.year)
    return words(
        "heading.before",
        year=report.year,
        elapsed=period.elapsed,
        share=percentage(rounded(period.time_share)),
    )


def opening(report: Report, words: Words) -> list[str]:
    """The sentence an evaluation opens with, and the binding and other indicators apart."""
    summary = report.summary
    everything = summary.everything
    if not everything.total:  # of --only: none is of the table, or all of them are excluded
        return list(assessed.opening(report, words))
    whole = _outcome if report.final else _standing
    sentences = [whole(everything, words)]
    for constraint, group in (
        ("binding", summary.binding),
        ("anticipatory", summary.anticipatory),
    ):
        if group.total:
            sentences.append(_group(group, constraint, report, words))
    return [*sentences, *assessed.opening(report, words)]


def _group(group: Count, constraint: str, report: Report, words: Words) -> str:
    """约束性指标8项：完成5项，未完成2项，待核实1项; of one all of which are met, that they are."""
    named = words(f"constraint.{constraint}")
    if report.final and group.met == group.total:
        return words("opening.group.all", constraint=named, total=group.total)
    parts = _outcome_parts(group, words) if report.final else _standing_parts(group, words)
    said = words("opening.separator").join(parts)
    return words("opening.group", constraint=named, total=group.total, parts=said)


def _outcome(count: Count, words: Words) -> str:
    """Final year: 23项指标中，完成17项，未完成2项，待核实4项，指标完成率73.9%（17/23）…."""
    total = count.total
    if count.to_verify == total:
        return words("opening.final.none", total=total, why=_why_to_verify(count, words))
    rate = percentage(count.completion_rate or Decimal(0))
    if count.met == total > 1:
        return words("opening.final.all", total=total, rate=rate)
    parts = words("opening.separator").join(_outcome_parts(count, words, detailed=True))
    without = ""
    if count.met and count.judged != total and count.completion_rate_judged is not None:
        without = words(
            "opening.without",
            to_verify=count.to_verify,
            rate=percentage(count.completion_rate_judged),
            met=count.met,
            judged=count.judged,
        )
    return words(
        "opening.final", total=total, parts=parts, rate=rate, met=count.met, without=without
    )


def _outcome_parts(count: Count, words: Words, *, detailed: bool = False) -> list[str]:
    """Those met, those not met, and those to verify: together all of the group."""
    parts = [
        words(key, count=number)
        for key, number in (
            ("opening.met", count.met),
            ("opening.not-met", count.verdicts[Verdict.NOT_MET]),
        )
        if number
    ]
    if count.to_verify:
        why = _why_to_verify(count, words) if detailed else ""
        parts.append(words("opening.to-verify", count=count.to_verify, why=why))
    return parts


def _standing(count: Count, words: Words) -> str:
    """Before it: 23项指标中，14项符合或快于时序进度（…），占60.9%；3项略慢于时序进度，…."""
    total = count.total
    if count.to_verify == total:
        return words("opening.before.none", total=total, why=_why_to_verify(count, words))
    on_schedule, *rest = _standing_parts(count, words, detailed=True)
    share = words("opening.share", rate=percentage(count.on_schedule_rate or Decimal(0)))
    others = words("opening.separator").join(rest)
    return words(
        "opening.before.rest" if others else "opening.before",
        total=total,
        on_schedule=on_schedule + share,
        others=others,
    )


def _standing_parts(count: Count, words: Words, *, detailed: bool = False) -> list[str]:
    """Those on schedule and, where there are any, each other part: together all of the group."""
    statuses = count.statuses
    lagging = sum(statuses[status] for status in LAGGING)
    worse = [status for status in LAGGING if status is not Status.BEHIND]
    how = _detail("opening.brackets", count, ON_SCHEDULE, words) if detailed else ""
    among = _detail("opening.among", count, worse, words) if detailed else ""
    why = _why_to_verify(count, words) if detailed else ""
    rest = [
        ("opening.slipping", statuses[Status.SLIPPING], ""),
        ("opening.lagging", lagging, among),
        ("opening.pending", statuses[Status.PENDING], ""),
        ("opening.to-verify.before", count.to_verify, why),
    ]
    return [
        words("opening.on-schedule", count=count.on_schedule or 0, detail=how),
        *(words(key, count=number, detail=detail) for key, number, detail in rest if number),
    ]


def _detail(key: str, count: Count, wanted: Sequence[Status], words: Words) -> str:
    """The statuses of a part that occur, in brackets; nothing where none does."""
    occurring = [
        words("opening.count", status=status, count=number)
        for status, number in named_counts(count, words, wanted)
    ]
    return words(key, counts=words("list.separator").join(occurring)) if occurring else ""


def _why_to_verify(count: Count, words: Words) -> str:
    """Why they are to be verified: each reason with its number, a single one without."""
    wanted = [status for status in Status if status in TO_VERIFY]
    statuses = list(named_counts(count, words, wanted))
    if len(statuses) == 1:
        return words("opening.reason", reason=statuses[0][0])
    counted = (words("opening.count", status=reason, count=number) for reason, number in statuses)
    return words("opening.reasons", counts=words("list.separator").join(counted))


def counts(count: Count, words: Words) -> str:
    """达标6项、未达标1项: every status that occurs, in the order of statuses."""
    separator = words("list.separator")
    return separator.join(
        words("opening.count", status=status, count=number)
        for status, number in named_counts(count, words)
    )


def named_counts(
    count: Count, words: Words, wanted: Sequence[Status] = tuple(Status)
) -> Iterator[tuple[str, int]]:
    """Each `wanted` status that occurs, in that order; separately those that are worded otherwise.

    These are the undetermined ones of which only the pace is open, those that the evaluators are
    to settle or have settled on the record, and the maintained ones that were outside the target
    in some year before.
    """
    apart = {
        Status.UNDETERMINED: {
            "status.undetermined.pace": count.open_paces,
            "opening.for-evaluators": count.for_evaluators - count.decided,
            "opening.decided": count.decided,
        },
        Status.MAINTAINED: {"status.maintained.outside": count.outside},
    }
    for status in wanted:
        others = apart.get(status, {})
        number = count.statuses[status] - sum(others.values())
        named = {f"status.{status}": number} | others
        yield from ((words(key), number) for key, number in named.items() if number)


def year_choice(report: Report, words: Words) -> str:
    choice = report.year_choice
    key = f"year.{choice.rule}"
    if choice.with_value == choice.with_data and words.knows(f"{key}.all"):
        key = f"{key}.all"
    return words(
        key,
        year=report.year,
        with_value=choice.with_value,
        with_data=choice.with_data,
    )


def only(report: Report, words: Words) -> str | None:
    return None if report.only is None else words("only", ids=report.only)


def problem_counts(report: Report, words: Words) -> str:
    return findings.counts(report.of_data, words) or words("problems.none")
