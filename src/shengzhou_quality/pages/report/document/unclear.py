"""附件3 规划表述需说明之处: where the plan contradicts itself, or leaves a term open.

Each with what this evaluation took, and whether the result depends on it, as far as the data
tells: another reading or baseline is computed, another population or definition cannot be.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from shengzhou_quality.evaluation.item_result import IndicatorResult, PromiseResult
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.evaluation.selections import are_promises_listed, promises_of
from shengzhou_quality.judgement import Note, NoteCode, Verdict
from shengzhou_quality.pages.figures import quoted
from shengzhou_quality.pages.model import Block, Details, Sentence, TableCell
from shengzhou_quality.pages.plan_facts import effect_words, heading
from shengzhou_quality.pages.ranges import cited_words, with_sections
from shengzhou_quality.pages.reasons import note_words
from shengzhou_quality.pages.report.document.tables import table
from shengzhou_quality.plan.kinds.indicator import Conflict, ConflictType, Reading
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.words import Words

_FEW = 8
"""Up to so many items are named, more are counted."""


_SETTLED = (Verdict.MET, Verdict.NOT_MET)


class _Place(NamedTuple):
    """A conflict, the items that it is about in words, and their results."""

    about: str
    conflict: Conflict
    results: tuple[IndicatorResult, ...]
    name: str = ""
    """As the plan prints it, of a conflict of one indicator."""

    @property
    def of_table(self) -> bool:
        return bool(self.name)


def unclear(report: Report, words: Words) -> Iterator[Block]:
    """Those about what the report shows: of an indicator by itself, then those of the tasks."""
    found = _found(report, words)
    yield Sentence(words("unclear.rule"))
    if not all(one.of_table for one in found):
        yield Sentence(words("unclear.rule.tasks"))
    keys = ("about", "type", "phrases", "effect", "used")
    shown_table = table(keys, [_cells(one, words) for one in found], words)
    yield Details(words("unclear.items", count=len(found)), [shown_table])


def unclear_places(report: Report, words: Words) -> int:
    """How many rows the annex has."""
    return len(_found(report, words))


def _found(report: Report, words: Words) -> list[_Place]:
    found = [
        _Place(heading(one.indicator, words), conflict, (one,), one.indicator.name)
        for one in report.indicators
        for conflict in one.indicator.conflicts
    ]
    if are_promises_listed(report):
        judged = {one.promise.id: _own(one) for one in promises_of(report)}
        judged |= {one.indicator.id: one for one in report.indicators}
        for conflict in report.plan.other_conflicts:
            if judged.keys() & {*conflict.about}:
                results = (judged.get(identity) for identity in conflict.about)
                found.append(
                    _Place(
                        _about(conflict, report.plan, words),
                        conflict,
                        tuple(one for one in results if one is not None),
                    )
                )
    return found


def _own(item: PromiseResult) -> IndicatorResult | None:
    return item.result if item.by_itself else None


def _about(conflict: Conflict, plan: Plan, words: Words) -> str:
    items = [item for identity in conflict.about if (item := plan.item(identity))]
    if len(items) > _FEW:
        return words("unclear.about", count=len(items))
    return words("list.separator").join(heading(item, words) for item in items)


def _cells(place: _Place, words: Words) -> dict[str, TableCell]:
    conflict = place.conflict
    phrases = [cited_words(one, words, of=place.name) for one in conflict.phrases]
    if conflict.baseline:
        phrases.append(words("plan.other-baseline", baseline=conflict.baseline))
    return {
        "about": TableCell(text=place.about),
        "type": TableCell(text=words(f"unclear.type.{conflict.type.name.lower()}")),
        "phrases": TableCell(text=words("clause.separator").join(phrases)),
        "effect": TableCell(text=with_sections(effect_words(conflict, words), words)),
        "used": TableCell(text=words.joined(*_used(place, words))),
    }


def _used(place: _Place, words: Words) -> Iterator[str]:
    """What this evaluation took, and whether the result depends on it."""
    conflict, results = place.conflict, place.results
    notes = [(note, one) for one in results for note in _sensitive(one, conflict)]
    if notes:
        for note, one in notes:
            yield note_words(note, one, words)
    elif results and all(_is_compared(one, conflict) for one in results):
        yield words("unclear.used.same")
    elif results and not any(one.verdict in _SETTLED for one in results):
        yield words("unclear.used.not-judged")
    elif conflict.type is ConflictType.UNDEFINED and results:
        yield _definition(results, words)
        yield words("unclear.used.not-compared")
    else:
        yield words("unclear.used.table" if place.of_table else "unclear.used.effect")


def _definition(results: tuple[IndicatorResult, ...], words: Words) -> str:
    """What the offices remarked on their data; open for the evaluators where there is nothing."""
    remarks = dict.fromkeys(
        quoted(said.remark) for one in results for said in one.provenance if said.remark
    )
    if not remarks:
        return words("unclear.used.open")
    return words("unclear.used.remarks", remarks=words("clause.separator").join(remarks))


def _sensitive(result: IndicatorResult, conflict: Conflict) -> Iterator[Note]:
    """The notes that the result depends on the statement that this conflict is about."""
    readings = {(one.section, one.target) for one in _readings(result, conflict)}
    for note in result.notes:
        said = note.parameters
        match note.code:
            case NoteCode.READING_SENSITIVE if (said["section"], said["target"]) in readings:
                yield note
            case NoteCode.BASELINE_SENSITIVE if said["baseline"] == conflict.baseline:
                yield note
            case _:
                pass


def _is_compared(result: IndicatorResult, conflict: Conflict) -> bool:
    """Whether the other statement was computed as well."""
    if result.verdict not in _SETTLED:
        return False
    of_baseline = conflict.baseline is not None and not result.indicator.of_states
    return of_baseline or bool(_readings(result, conflict))


def _readings(result: IndicatorResult, conflict: Conflict) -> list[Reading]:
    """The readings that are computed of what the conflict quotes; of states there are none."""
    if result.indicator.of_states or conflict.baseline is not None:
        return []
    return [
        reading
        for reading in result.indicator.readings
        if any(
            one.section == reading.section
            and (one.quote in reading.quote or reading.quote in one.quote)
            for one in conflict.phrases
        )
    ]
