"""The rows of the table of all submissions and items: flat, so that a person can pivot it.

One row for each item of a submission; a submission without any has one row, and one that could
not be judged has its reason there. So has a file of which nothing was read, whose submission was
judged by its other files, and a report that could not be written. The last columns hold the codes
of the JSON contract, which are the same in every language; by their heads sqc knows a table that
it wrote.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.evaluation.entity_standing import standing_of
from shengzhou_quality.evaluation.outcome import ItemOutcome, Outcome
from shengzhou_quality.formats.cleaning import clean
from shengzhou_quality.pages.explain.said import status_words, verdict_for
from shengzhou_quality.pages.roll_up.concluded import conclusion
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.words import Words

TableValue = str | int | Decimal | None

_WORDED: Final = (
    "entity",
    "files",
    "year",
    "conclusion",
    "id",
    "name",
    "unit",
    "constraint",
    "verdict",
    "status",
    "severity",
    "text",
    "low",
    "high",
    "margin",
    "gap",
    "progress",
    "pace",
    "place",
    "problem",
)
_NO_ITEM: Final = (None,) * (len(_WORDED) - 6)
"""The columns of an item; those of the submission are before them, the problem is after them."""
_CODES: Final = ("sqc:conclusion", "sqc:verdict", "sqc:status")
WIDTHS: Final = (
    16,
    28,
    10,
    16,
    7,
    30,
    10,
    9,
    11,
    18,
    8,
    20,
    12,
    12,
    10,
    10,
    10,
    12,
    30,
    50,
    15,
    13,
    13,
)
"""The width of each column in a workbook, in digits."""


TableRow = tuple[TableValue, ...]


def heads(words: Words) -> tuple[str, ...]:
    """The head of each column."""
    return (*(words(f"batch.column.{name}") for name in _WORDED), *_CODES)


class TableRows:
    """Makes the rows of outcomes in one language.

    Thousands of submissions say the same words of the same items: each is worded once a plan.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._refused = words("batch.conclusion.refused")
        self._plan: Plan | None = None
        self._items: dict[str, AnyIndicator] = {}
        self._judged: dict[tuple[object, ...], TableRow] = {}

    def of(self, outcome: Outcome, plan: Plan | None) -> list[TableRow]:
        """The rows of one submission. `plan`: `None` if it could not be used."""
        rows = self._of_submission(outcome, plan)
        rows += [self._refusal(clean(outcome.entity), one) for one in outcome.unread]
        return rows

    def _of_submission(self, outcome: Outcome, plan: Plan | None) -> list[TableRow]:
        files = self._words("list.separator").join(outcome.files_read)
        standing = standing_of(outcome)
        said = conclusion(standing, self._words) if standing else self._refused
        of_all = (clean(outcome.entity), clean(files), outcome.year, said)
        code = outcome.conclusion and outcome.conclusion.value
        unwritten: list[TableRow] = [
            (*of_all, *_NO_ITEM, *self._problem(one), code, None, None) for one in outcome.unwritten
        ]
        items = (*outcome.indicators, *outcome.promises)
        if not items:
            if standing and unwritten:
                return unwritten
            first = next(iter(outcome.problems), None) if outcome.judged else outcome.reason
            return [(*of_all, *_NO_ITEM, *self._problem(first), code, None, None)]
        if plan is not self._plan:
            self._plan = plan
            self._items = {one.id: one for one in plan.reportable} if plan else {}
            self._judged = {}
        problems = {one.indicator: one for one in reversed(outcome.problems)}
        return [
            *unwritten,
            *(
                (
                    *of_all,
                    *self._judgement(one, final=bool(outcome.final)),
                    *self._figures(one, problems.get(one.id)),
                    code,
                    one.verdict.value,
                    one.status.value,
                )
                for one in items
            ),
        ]

    def _refusal(self, entity: str, reason: Diagnostic) -> TableRow:
        """The row of a file of which nothing was read."""
        file = clean(reason.place.file) if reason.place else None
        return (
            entity,
            file,
            None,
            self._refused,
            *_NO_ITEM,
            *self._problem(reason),
            None,
            None,
            None,
        )

    def _judgement(self, item: ItemOutcome, *, final: bool) -> TableRow:
        key = (*item[:5], final)
        if key not in self._judged:
            self._judged[key] = self._judgement_in_words(item, final=final)
        return self._judged[key]

    def _judgement_in_words(self, item: ItemOutcome, *, final: bool) -> TableRow:
        words, indicator = self._words, self._items.get(item.id)
        severity = item.severity and words(f"finding.severity.{item.severity}")
        constraint = item.constraint and words(f"constraint.{item.constraint}")
        is_number = re.fullmatch("[1-9][0-9]*", item.id) is not None
        number = int(item.id) if is_number else item.id  # 2 before 10, where a person sorts
        if indicator is None:
            return number, None, None, constraint, item.verdict, item.status, severity
        return (
            number,
            clean(words.of(indicator, "name")),
            words.unit(indicator.figure_unit or "") or None,
            constraint,
            verdict_for(item.verdict, indicator, words, final=final),
            status_words(item.status, indicator, words),
            severity,
        )

    def _figures(self, item: ItemOutcome, problem: Diagnostic | None) -> TableRow:
        place, said = self._problem(problem)
        return (
            None if item.text is None else clean(item.text),
            item.low,
            item.high,
            item.margin,
            item.gap,
            item.progress,
            item.pace,
            place if item.place is None else clean(str(item.place)),
            said,
        )

    def _problem(self, problem: Diagnostic | None) -> tuple[str | None, str | None]:
        """The place of a problem, and what is wrong with the cure."""
        if problem is None:
            return None, None
        words = self._words
        said = words.joined(words.message(problem), words.hint(problem))
        return clean(str(problem.place)) if problem.place else None, clean(said)
