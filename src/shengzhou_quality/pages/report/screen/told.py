"""Word what a screen has to say beside its table: remarks in a line each, and data problems."""

from __future__ import annotations

from collections.abc import Iterator

from shengzhou_quality.diagnostics import Diagnostic, Place, Severity
from shengzhou_quality.evaluation.item_result import WhyUnused
from shengzhou_quality.evaluation.report import Report, YearRule
from shengzhou_quality.evaluation.selections import assessments, opinions, promises_of
from shengzhou_quality.judgement import NoteCode, note_of
from shengzhou_quality.pages import assessed, summary
from shengzhou_quality.pages.model import Few, Sentence, Tone
from shengzhou_quality.pages.report.screen import tasks
from shengzhou_quality.pages.report.screen.commands import command
from shengzhou_quality.pages.report.screen.tasks import named
from shengzhou_quality.words import Words

_MOST_LINES = 10
_NOTES = {
    "sensitive": (NoteCode.READING_SENSITIVE, NoteCode.BASELINE_SENSITIVE),
    "went-back": (NoteCode.STATE_WENT_BACK,),
    "no-evidence": (NoteCode.NO_EVIDENCE,),
}
_TONES = {
    Severity.ERROR: Tone.ERROR,
    Severity.WARNING: Tone.WARNING,
}


def remarks(report: Report, words: Words) -> Iterator[str]:
    """What the figures do not tell, with the ids; `sqc explain` has it whole."""
    choice = report.year_choice
    if choice.rule is not YearRule.LATEST or choice.with_value < choice.with_data:
        yield summary.year_choice(report, words)
    if not report.final:
        bands = report.plan.cut_offs
        cut_offs = {"ahead": bands.ahead, "on_track": bands.on_track, "slipping": bands.slipping}
        yield words("screen.cut-offs", **cut_offs)
    for key, codes in _NOTES.items():
        ids = [
            result.indicator.id
            for result in report.indicators
            if any(note_of(code, result.notes) for code in codes)
        ]
        if ids:
            yield words(f"screen.note.{key}", items=named(ids, words), first=ids[0])
    yield from _unused(report, words)
    yield from tasks.remarks(report, words)
    yield from _opinions(report, words)
    settled = sum(finding.settled is not None for finding in report.diagnostics)
    if settled:
        yield words("screen.settled", count=settled)


def _opinions(report: Report, words: Words) -> Iterator[str]:
    """What people say of items that have no row in the table; and what offices say of their own."""
    shown = {result.indicator.id for result in report.indicators}
    others = [one for one in assessments(report) if one.plan.id not in shown]
    for heading, items in (
        (words("assessed.heading"), others),
        (words("assessed.heading.opinions"), opinions(report)),
    ):
        for one in items:
            item = words("assessed.row", id=one.plan.id, name=assessed.name(one, words))
            said = assessed.in_full(one, report, words)
            yield words("screen.opinion", heading=heading, item=item, said=said)


def _unused(report: Report, words: Words) -> Iterator[str]:
    """The values that were listed and not judged, by reason."""
    found: dict[WhyUnused, list[str]] = {}
    own = (item.result for item in promises_of(report) if item.by_itself and item.result)
    for result in (*report.indicators, *own):
        for value in result.unused:
            if value.why is not WhyUnused.BASELINE_YEAR:
                found.setdefault(value.why, []).append(result.indicator.id)
    reasons = tuple(
        words(
            "screen.unused.why",
            why=words(f"unused.{why}"),
            items=named(list(dict.fromkeys(ids)), words),
        )
        for why, ids in found.items()
    )
    if reasons:
        yield words("screen.unused", reasons=words("clause.separator").join(reasons))


def findings(report: Report, words: Words) -> Few | None:
    """What is wrong with the data and the lists do not say: errors, then warnings, a line each.

    Of what needs nothing to be done there is only the number.
    """
    said = {cell.place for entry in report.lists.missing for cell in entry.cells}
    order = list(Severity)
    left = sorted(
        (one for one in report.of_data if not _is_said(one, said)),
        key=lambda one: order.index(one.severity),
    )
    infos = sum(one.severity is Severity.INFO for one in left)
    left = left[: len(left) - infos]
    check = command("sqc check", report, words)
    counted = words("screen.findings.infos", count=infos, command=check)
    sentences = [Sentence(words.line(one), _TONES[one.severity]) for one in left]
    sentences += [Sentence(counted, Tone.QUIET)] if infos else []
    if not sentences:
        return None
    return Few(
        sentences,
        _MOST_LINES,
        [
            words("screen.findings.rest", count=count + 1, command=check)
            for count in range(len(sentences))
        ],
    )


def _is_said(finding: Diagnostic, said: set[Place]) -> bool:
    """Whether a list asks for another value of this cell, and there is no more to say of it."""
    return finding.severity is not Severity.ERROR and finding.place in said
