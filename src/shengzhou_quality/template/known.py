"""Turn reported values into prefilled texts that read back as the same values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import Form
from shengzhou_quality.notation import write
from shengzhou_quality.plan.kinds import AnyIndicator, StatesIndicator
from shengzhou_quality.reading.tables.values import read_cell
from shengzhou_quality.reported import Actuals, Cell, Observation, Provenance
from shengzhou_quality.units import PERCENT
from shengzhou_quality.words import Words

_UNIT_LAST = re.compile(r"(?P<figure>[^()（）]*)(?P<note>[(（][^()（）]*[)）])(?P<unit>[^()（）]*)")
"""Moves a unit before the note: 4263000（初步核算）万元 becomes 4263000万元（初步核算）."""

_MARKS = ("（初步核算）", "（预计）")
"""Marks to add if the column, not the cell, says that the value is provisional or a forecast."""


class Reason(StrEnum):
    """Why a reported value is not prefilled."""

    UNREADABLE = "unreadable"
    PART_OF_YEAR = "part-of-year"
    OTHER_FORM = "other-form"
    SUPERSEDED = "superseded"
    IMPLAUSIBLE = "implausible"


@dataclass(frozen=True, slots=True)
class Known:
    """The prefilled values of one row. `form` is `None` if no basis was declared.

    `beside` holds the office, source, evidence and remark of the values.
    """

    texts: Mapping[int, str]
    form: Form | None
    beside: tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A reported value that is not prefilled, and the reason."""

    observation: Observation
    reason: Reason


def known_values(
    actuals: Actuals,
    indicators: Iterable[AnyIndicator],
    years: Sequence[int],
) -> tuple[dict[str, Known], tuple[LeftOut, ...]]:
    """The prefilled row of each indicator, by id, and the values that are left out."""
    known: dict[str, Known] = {}
    left_out: list[LeftOut] = []
    for indicator in indicators:
        own = [
            seen
            for seen in actuals.observations
            if seen.indicator == indicator.id and seen.year in years
        ]
        row = _Row(indicator)
        for seen in sorted(own, key=lambda seen: (seen.forecast, -seen.year)):
            row.add(seen)
        if row.texts:
            said = [
                item
                for item in actuals.provenance
                if item.indicator == indicator.id and item.year in (None, *row.texts)
            ]
            known[indicator.id] = Known(row.texts, row.form, said_beside(said))
        left_out += sorted(row.left_out, key=lambda left: left.observation.year)
    return known, tuple(left_out)


def said_beside(said: Sequence[Provenance]) -> tuple[str, str, str, str]:
    """Join what several rows or files say, without repeats."""

    def together(texts: Iterable[str | None]) -> str:
        return ";".join(dict.fromkeys(filter(None, texts)))

    return (
        together(item.office for item in said),
        together(item.source for item in said),
        together(item.evidence for item in said),
        together(item.remark for item in said),
    )


class _Row:
    """One row. It has one basis (口径): that of its latest value."""

    def __init__(self, indicator: AnyIndicator) -> None:
        self._indicator = indicator
        self.texts: dict[int, str] = {}
        self.form: Form | None = None
        self.left_out: list[LeftOut] = []

    def add(self, seen: Observation) -> None:
        text = self._text(seen)
        if seen.partial:
            self._leave_out(seen, Reason.PART_OF_YEAR)
        elif seen.implausible is not None:
            self._leave_out(seen, Reason.IMPLAUSIBLE)
        elif text is None:
            self._leave_out(seen, Reason.UNREADABLE)
        elif seen.year in self.texts and seen.forecast:
            self._leave_out(seen, Reason.SUPERSEDED)
        elif self.texts and seen.form is not self.form:
            self._leave_out(seen, Reason.OTHER_FORM)
        else:
            self.form = seen.form
            self.texts[seen.year] = text

    def _leave_out(self, seen: Observation, reason: Reason) -> None:
        self.left_out.append(LeftOut(seen, reason))

    def _text(self, seen: Observation) -> str | None:
        """The reported text if it reads back as the same value, else a variant that does."""
        if seen.value is None and not seen.forecast:
            return None
        return next((text for text in self._ways(seen) if self._reads_as(text, seen)), None)

    def _ways(self, seen: Observation) -> Iterator[str]:
        yield seen.text
        if self._indicator.unit == PERCENT:
            yield seen.text + PERCENT  # 0.9% of a percent cell: a bare 0.9 could mean 90%
        for mark in _MARKS:
            yield seen.text + mark
        yield _UNIT_LAST.sub(r"\g<figure>\g<unit>\g<note>", seen.text)
        if isinstance(seen.value, Interval):
            for mark in ("", *_MARKS):
                yield write(seen.value) + mark

    def _reads_as(self, text: str, seen: Observation) -> bool:
        read = read_cell(Cell(text, seen.place), self._indicator)
        return read is not None and (read.value, read.provisional, read.forecast) == (
            seen.value,
            seen.provisional,
            seen.forecast,
        )


# ---- states of milestones


@dataclass(frozen=True, slots=True)
class KnownState:
    """`beside` holds the office, source, evidence and remark."""

    state: str
    completed: str
    beside: tuple[str, str, str, str]


def known_states(
    actuals: Actuals, milestones: Iterable[StatesIndicator], words: Words
) -> tuple[dict[str, KnownState], tuple[LeftOut, ...]]:
    """The latest state of each milestone, by id, and the values that cannot be prefilled."""
    known: dict[str, KnownState] = {}
    left_out: list[LeftOut] = []
    for milestone in milestones:
        own = [seen for seen in actuals.observations if seen.indicator == milestone.id]
        read = [seen for seen in own if isinstance(seen.value, int) and not seen.forecast]
        left_out += (LeftOut(seen, Reason.UNREADABLE) for seen in own if seen not in read)
        if not read:
            continue
        read.sort(key=lambda seen: seen.year)
        state = milestone.every_state[_rank(read[-1])]
        said = [item for item in actuals.provenance if item.indicator == milestone.id]
        known[milestone.id] = KnownState(
            words.of(state, "name"),
            _completed(milestone, read),
            said_beside(said),
        )
    return known, tuple(left_out)


def _rank(seen: Observation) -> int:
    assert isinstance(seen.value, int), "only states that were read get here"
    return seen.value


def _completed(milestone: StatesIndicator, read: Sequence[Observation]) -> str:
    """The completion date, else the first year from which it was always reported as completed."""
    first: Observation | None = None
    for seen in reversed(read):
        if not milestone.fulfils(_rank(seen)):
            break
        first = seen
    if first is None or first.undated:
        return ""
    return first.completed or str(first.year)
