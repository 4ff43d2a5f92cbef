"""Tell each office what it has settled since an earlier report, and what is asked for again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from shengzhou_quality.evaluation import selections
from shengzhou_quality.evaluation.answers import Answer, Former, Wanted
from shengzhou_quality.evaluation.asks import Again, Item, Settled, ToCorrect, ToSend
from shengzhou_quality.evaluation.recorded import UNREPORTED
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.offices import OfficeNames


class Since:
    """What the earlier report, if there is one, asked of each office, and what became of it."""

    def __init__(self, report: Report, items: Mapping[str, Item], names: OfficeNames) -> None:
        self._items = items
        self._former = Former((), names)
        self._answers: dict[str, list[Answer]] = {}
        self.count: int | None = None
        """How many of its requests are settled."""
        if report.since is None:
            return
        # What this report does not list, because nobody has to report it, is no request.
        listed = selections.are_promises_listed(report)
        answers = [
            one for one in report.since.requests.answers if listed or one.asked.why != UNREPORTED
        ]
        self.count = sum(one.whole for one in answers)
        self._former = Former((one.asked for one in answers), names)
        for one in answers:
            if one.asked.office is not None:
                self._answers.setdefault(names.spelled(one.asked.office), []).append(one)

    def answered(self) -> list[str]:
        """The offices that have answered all that they were asked for."""
        return [name for name, mine in self._answers.items() if all(one.whole for one in mine)]

    def settled(self, office: str | None, asked: Collection[str]) -> tuple[Settled, ...]:
        """What an office has answered; of the items in `asked`, only the years that came."""
        found: dict[object, Settled] = {}
        for one in self._answers.get(office or "", ()):
            item = self._items.get(one.asked.item)
            if item is None:
                continue
            years = () if one.whole and item.id not in asked else one.years
            if years or (one.whole and item.id not in asked):
                found[item.id, years] = Settled(item, years)
        return tuple(found.values())

    def again(
        self, office: str | None, send: Iterable[ToSend], correct: Iterable[ToCorrect]
    ) -> Again:
        return Again(
            sum(self._was_asked(_to_send(one), office) for one in send),
            sum(self._was_asked(_to_correct(one), office) for one in correct),
        )

    def _was_asked(self, values: tuple[Wanted, ...], office: str | None) -> bool:
        return bool(values) and all(self._former.has(one, office) for one in values)


def _to_send(ask: ToSend) -> tuple[Wanted, ...]:
    item, entry = ask.item.id, ask.entry
    if entry is None:
        return (Wanted(item, why=UNREPORTED),)
    years = tuple(Wanted(item, year) for year in ask.years)
    return years or (Wanted(item, why=entry.why),)


def _to_correct(ask: ToCorrect) -> tuple[Wanted, ...]:
    """The value of the cell; nothing where only a finding is about it, which names no office."""
    if ask.entry is None:
        return ()
    result = ask.entry.result
    year = next((one.year for one in result.series if one.place == ask.place), None)
    return (Wanted(result.indicator.id, year, ask.text),)
