"""附件4 评估方法: how it was judged, so that every verdict can be repeated; the digests."""

from __future__ import annotations

from collections.abc import Iterator

from shengzhou_quality.decimals import exact_decimal
from shengzhou_quality.evaluation.report import FailOn, Report
from shengzhou_quality.judgement import Status, Verdict
from shengzhou_quality.pages import summary
from shengzhou_quality.pages.figures import amount, date_words
from shengzhou_quality.pages.model import Block, Details, Sentences, TableCell
from shengzhou_quality.pages.plan_facts import issued_by
from shengzhou_quality.pages.ranges import section_words
from shengzhou_quality.pages.report.document.tables import item, table
from shengzhou_quality.words import Words


def method(report: Report, words: Words) -> Iterator[Block]:
    yield Sentences(list(_rules(report, words)))
    yield digests(report, words)


def _rules(report: Report, words: Words) -> Iterator[str]:
    head, bands = report.plan.head, report.plan.cut_offs
    yield words(
        f"method.plan.{issued_by(head)}",
        title=summary.title(report, words),
        issuer=head.issuer or "",
        adopted=date_words(head.adopted, words) if head.adopted else "",
    )
    if head.evaluation:
        quote = head.evaluation
        yield words("method.basis", section=section_words(quote.section, words), quote=quote.quote)
    yield summary.year_choice(report, words)
    yield words("method.verdict")
    yield words("method.words")
    yield from _tolerances(report, words)
    if not report.final or _has_pace(report):
        cut_offs = {"ahead": bands.ahead, "on_track": bands.on_track, "slipping": bands.slipping}
        yield words("method.pace", **cut_offs)
        yield words("method.whole")
    if not report.final:
        yield words("method.statuses")
        if held := _held_to_the_end(report):
            yield words("method.held-to-the-end", ids=held)
    yield words("method.rate" if report.final else "method.share")
    if report.fail_on is not FailOn.NEVER:
        yield words(f"method.gate.{report.fail_on}")


def _held_to_the_end(report: Report) -> tuple[str, ...]:
    """The items inside a target that is, or may turn out to be, a limit until the last year."""
    return tuple(
        one.indicator.id
        for one in report.indicators
        if one.verdict is Verdict.MET
        and one.status is Status.ON_TRACK
        and not (one.indicator.can_be_early or one.indicator.is_kept)
    )


def _tolerances(report: Report, words: Words) -> Iterator[str]:
    """How far from an approximate target, or from what it compares with, still meets it."""
    said = [
        words(
            "method.tolerance.item",
            item=item(one, words),
            amount=amount(exact_decimal(allowed), one.indicator.unit, words),
        )
        for one in report.indicators
        if not one.indicator.of_states and (allowed := one.indicator.allowed) is not None
    ]
    if said:
        yield words("method.tolerance", items=words("list.separator").join(said))


def _has_pace(report: Report) -> bool:
    """Whether an assessment gives a pace in the final year, by a revised baseline."""
    return any(one.assessed and one.assessed.baseline for one in report.indicators)


def digests(report: Report, words: Words) -> Details:
    """The files of the plan and of the data, so that anybody can tell whether they are the same."""
    current = [one for one in report.sources if not one.replaced]
    replaced = [one for one in report.sources if one.replaced]
    lines = [
        {
            "kind": TableCell(text=words(f"method.file.{kind}")),
            "file": TableCell(text=one.path),
            "sha256": TableCell(text=one.sha256),
        }
        for kind, files in (("plan", report.plan.files), ("data", current), ("replaced", replaced))
        for one in files
    ]
    return Details(
        words("method.digests", count=len(lines)), [table(("kind", "file", "sha256"), lines, words)]
    )
