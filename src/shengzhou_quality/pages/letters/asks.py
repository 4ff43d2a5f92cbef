"""Word what an office is asked for: the item, and what of it is to be sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.evaluation.asks import Item, ToSend
from shengzhou_quality.evaluation.item_result import IndicatorResult
from shengzhou_quality.evaluation.list_entries import MissingEntry, Why
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.judgement import NoteCode, note_of
from shengzhou_quality.pages.figures import quoted, unmarked, with_unit, year_runs
from shengzhou_quality.pages.letters.cures import Cures
from shengzhou_quality.pages.letters.places import Places
from shengzhou_quality.pages.report.item_words import parts_of_years
from shengzhou_quality.pages.rows import either_words, form_words
from shengzhou_quality.plan.tasks import TaskMilestone
from shengzhou_quality.words import Words


class Asks:
    """Words the asks of one report; `places` names the cells that they are about.

    `problem` and `cure` say of a cell what is wrong with it, and how to correct it.
    """

    def __init__(self, report: Report, words: Words) -> None:
        self._words = words
        self.places = Places(report, words)
        cures = Cures(report, self.places, words)
        self.problem, self.cure = cures.problem, cures.cure

    def item(self, item: Item | None) -> str:
        """5 装配式建筑占新建建筑比例; nothing where a cell belongs to no item."""
        if item is None:
            return ""
        return self._words("letter.item", id=item.id, name=self._words.of(item, "name"))

    def content(self, ask: ToSend) -> str:
        """What to send: the years, the state, the part or the reporting basis that is missing."""
        return self._words("clause.separator").join(self._contents(ask))

    def content_of(self, ask: ToSend, place: Place) -> str:
        """What to send in one of its cells."""
        if ask.entry is None or ask.entry.result.indicator.of_states:
            return self.content(ask)
        years = {cell.place: cell.year for cell in ask.entry.empty}
        years |= {one.place: one.year for one in ask.entry.result.series if one.place}
        here = tuple(year for year in ask.years if year == years.get(place))
        if not here:
            return self.content(ask)
        return self._words("clause.separator").join(
            self._years(replace(ask, years=here), ask.entry.result)
        )

    def _contents(self, ask: ToSend) -> Iterator[str]:
        words, entry = self._words, ask.entry
        if entry is None:
            of_state = isinstance(ask.item, TaskMilestone)
            years = tuple(year_runs(ask.years, words))
            yield words("letter.send.state") if of_state else words("letter.send", years=years)
            return
        result = entry.result
        if ask.years and result.indicator.of_states:
            yield words("letter.send.state")
        elif ask.years:
            yield from self._years(ask, result)
            if entry.why is Why.FORM:
                yield self._without_years(entry)
        else:
            yield self._without_years(entry)

    def _years(self, ask: ToSend, result: IndicatorResult) -> Iterator[str]:
        words = self._words
        foreseen = [one for one in result.series if one.forecast and one.year in ask.years]
        missing = [year for year in ask.years if year not in {one.year for one in foreseen}]
        parts = parts_of_years(result, missing)
        missing = [year for year in missing if year not in parts]
        if missing:
            yield words("letter.send", years=tuple(year_runs(missing, words)))
        for one in foreseen:
            text = quoted(with_unit(unmarked(one.text or ""), result.indicator.unit, words))
            yield words("letter.send.forecast", year=one.year, text=text)
        for year, reported in parts.items():
            text = quoted(with_unit(reported, result.indicator.unit, words))
            yield words("letter.send.partial", year=year, text=text)

    def _without_years(self, entry: MissingEntry) -> str:
        words, result = self._words, entry.result
        apart = note_of(NoteCode.APART, result.notes)
        if apart is not None and apart.parameters["missing"]:
            return words("letter.send.apart", names=apart.parameters["missing"])
        if entry.why is not Why.FORM:
            return words("letter.send.more")
        allowed = tuple(
            form_words(result.indicator, form, words) for form in result.indicator.forms
        )
        both = either_words(result, words)
        if not both:
            return words("letter.send.form", allowed=allowed)
        return words(
            "letter.send.form.differs",
            allowed=allowed,
            totals=both["one"],
            additions=both["other"],
        )
