"""Word what a report says about the tasks, their commitments and their milestones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from shengzhou_quality.evaluation.item_result import PromiseResult
from shengzhou_quality.evaluation.report import Count, Report
from shengzhou_quality.evaluation.selections import (
    counted_apart,
    left_to_people,
    restated,
)
from shengzhou_quality.evaluation.status import TO_VERIFY
from shengzhou_quality.judgement import NoteCode, Status, Verdict
from shengzhou_quality.pages import assessed
from shengzhou_quality.pages.reasons import note_words
from shengzhou_quality.pages.rows import actual_words, is_not_started, status_words
from shengzhou_quality.plan.tasks import Commitment, TaskMilestone
from shengzhou_quality.words import Words

_FEW = 3
"""Up to so many items are named in a sentence; `sqc tasks` lists them all."""

_UNREMARKED = {NoteCode.DEADLINE_IMPLIED, NoteCode.NO_BASELINE, NoteCode.PLAN_CONFLICT}
"""Notes of the plan rather than of what was reported; a list of many leaves them out."""


def name(item: PromiseResult, words: Words) -> str:
    return words.of(item.promise, "name")


def nothing_reported(report: Report, words: Words) -> str:
    """The sentence for a report without any data on commitments and milestones."""
    return words(
        "promises.nothing",
        commitments=len(report.commitments),
        milestones=len(report.milestones),
    )


def opening(report: Report, words: Words) -> list[str]:
    """Count the items by status; those for the evaluators to decide separately."""
    sentences = counted(report, words)
    for key, items in (
        ("restated", restated(report)),
        ("left-to-people", left_to_people(report)),
    ):
        if items:
            named = tuple(name(item, words) for item in items[:_FEW])
            more = ".more" if len(items) > _FEW else ""
            sentences.append(words(f"promises.{key}{more}", count=len(items), names=named))
    return sentences


def counted(report: Report, words: Words) -> list[str]:
    """Commitments, milestones and those only encouraged: how many of each stand where."""
    sentences = []
    for key, items in counted_apart(report).items():
        results = [item for item in items if item.counted]
        if results:
            counts = counts_of_results(results, words, created=key != "commitments")
            sentences.append(words(f"promises.{key}", total=len(results), counts=counts))
    return sentences


def counts_of_results(items: Sequence[PromiseResult], words: Words, *, created: bool) -> str:
    """Every status that occurs; of those in progress how many have not started."""
    counts = status_counts(_tally(items), words, created=created)
    idle = sum(is_not_started(item.result) for item in items if item.result)
    return words("promises.not-started", counts=counts, count=idle) if idle else counts


def _tally(items: Iterable[PromiseResult]) -> dict[Status, int]:
    tally = dict.fromkeys(Status, 0)
    for item in items:
        if item.result is not None:
            tally[item.result.status] += 1
    return tally


def counts_of(count: Count, words: Words, *, created: bool = False) -> str:
    """Every status that occurs, or a dash."""
    said = status_counts(count.statuses, words, created=created, outside=count.outside)
    return said or words("none")


def status_counts(
    tally: Mapping[Status, int], words: Words, *, created: bool, outside: int = 0
) -> str:
    """达标6项、未达标1项、待核实1项; of what is `created` 完成6项、未完成1项.

    Of those maintained the ones that were `outside` the target in a year before are told apart.
    """
    counted, to_verify = [], 0
    for status, number in tally.items():
        key = f"status.{status}"
        done = f"{key}.done"
        if status in TO_VERIFY:
            to_verify += number
        elif status is Status.MAINTAINED and outside:
            kept = number - outside
            both = (("status.maintained", kept), ("status.maintained.outside", outside))
            counted += [
                words("opening.count", status=words(each), count=many)
                for each, many in both
                if many
            ]
        elif number:
            status_word = words(done if created and words.knows(done) else key)
            counted.append(words("opening.count", status=status_word, count=number))
    if to_verify:
        named = words("result.status.to-verify")
        counted.append(words("opening.count", status=named, count=to_verify))
    return words("list.separator").join(counted)


def stretch(item: PromiseResult, words: Words) -> str:
    """Word the aspirational level of a milestone that has reached its floor; else nothing."""
    milestone, result = item.promise, item.result
    if not isinstance(milestone, TaskMilestone) or milestone.stretch is None or result is None:
        return ""
    state = actual_words(result, words)
    higher = words.of(milestone.stretch, "name")
    if result.verdict is not Verdict.MET or state == higher:
        return ""
    return words("promises.floor", state=state, stretch=higher)


def remarks(item: PromiseResult, words: Words) -> list[str]:
    """The notes on what was reported, but for what the status says already."""
    if item.result is None:
        return []
    kept = item.result.status in (Status.MET, Status.MAINTAINED)
    said = _UNREMARKED | ({NoteCode.YEAR_OUTSIDE} if kept else set())
    return [
        note_words(note, item.result, words) for note in item.result.notes if note.code not in said
    ]


def deadline(item: PromiseResult, words: Words) -> str:
    return item.promise.deadline or words("promises.implied")


def explanation(item: PromiseResult, words: Words, *, with_cells: bool = True) -> str:
    """Beside its row in a table: why it has no verdict of its own, or its notes."""
    told = _why_or_notes(item, words, with_cells=with_cells)
    if item.assessed is None:
        return told
    judged = item.result.indicator if item.result else item.promise
    opinion = words("assessed.beside", said=assessed.said(item.assessed, judged, words))
    return words.joined(told, opinion)


def _why_or_notes(item: PromiseResult, words: Words, *, with_cells: bool) -> str:
    promise = item.promise
    if isinstance(promise, Commitment) and promise.narrative:
        reason = (words.of(promise, "narrative")) or promise.narrative
        written = what_was_said(item, words, with_cells=with_cells)
        return words.joined(words("promises.narrative", reason=reason), written)
    if not item.by_itself:
        return words("promises.shown", of=_other(item, words))
    again = ""
    if _is_told_apart(item):
        key = "promises.restating.scope" if promise.own_scope else "promises.restating"
        again = words(key, of=_other(item, words))
    notes = remarks(item, words)
    return words.joined(stretch(item, words), again, *notes, of_other_scope(item, words))


def _is_told_apart(item: PromiseResult) -> bool:
    """Whether it was judged by its own data though it asks for the same as another item."""
    return item.reported and item.promise.restates is not None


def _other(item: PromiseResult, words: Words) -> str:
    identity = item.promise.restates or ""
    return words("promises.indicator", id=identity) if identity[:1].isdecimal() else identity


def what_was_said(item: PromiseResult, words: Words, *, with_cells: bool = True) -> str:
    """Quote what the office wrote on an item for the evaluators to decide."""
    if not item.said:
        return ""
    return words("promises.said", said=said(item, words, with_cells=with_cells))


def said(item: PromiseResult, words: Words, *, with_cells: bool = True) -> str:
    """What the office wrote, by year, with the cells or without."""
    quotes = []
    for one in item.said:
        key = "promises.said.one" if one.year is None else "promises.said.year"
        quote = words(key, text=one.remark or "", year=one.year or "")
        quotes.append(
            words("promises.said.at", said=quote, place=str(one.place)) if with_cells else quote
        )
    return words("clause.separator").join(quotes)


def of_other_scope(item: PromiseResult, words: Words) -> str:
    """Of one that nobody reported, how the indicator stands that asks for the same elsewhere."""
    if item.reported or item.beside is None:
        return ""
    status = status_words(item.beside, words)
    return words("promises.other-scope", id=item.beside.indicator.id, status=status)
