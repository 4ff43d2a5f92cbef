"""The rows of the table of all submissions and items: flat, so that a person can pivot it.

One row for each item of a submission; a submission without any has one row, and one that could
not be judged has its reason there. The last columns hold the codes of the JSON contract, which
are the same in every language; by their heads sqc knows a table that it wrote.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Final

from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.evaluation.outcome import ItemOutcome, Outcome
from shengzhou_quality.formats.cleaning import clean
from shengzhou_quality.pages.explain.said import status_words, verdict_for
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
_CODES: Final = ("sqc:conclusion", "sqc:verdict", "sqc:status")
WIDTHS: Final = (
    16,
    28,
    8,
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


def heads(words: Words) -> tuple[str, ...]:
    """The head of each column."""
    return (*(words(f"batch.column.{name}") for name in _WORDED), *_CODES)


def rows_of(outcome: Outcome, plan: Plan | None, words: Words) -> Iterator[tuple[TableValue, ...]]:
    """The rows of one submission. `plan`: `None` if it could not be used."""
    files = clean(words("list.separator").join(one.path for one in outcome.files))
    conclusion = f"batch.conclusion.{outcome.conclusion or 'refused'}"
    of_all = (clean(outcome.entity), files, outcome.year, words(conclusion))
    code = outcome.conclusion and outcome.conclusion.value
    items = (*outcome.indicators, *outcome.promises)
    if not items:
        yield (*of_all, *_without_item(outcome, words), code, None, None)
    names = {} if plan is None else _names(plan)
    said = {one.indicator: one for one in reversed(outcome.problems)}
    for item in items:
        judged = _judged(item, names.get(item.id), words, final=bool(outcome.final))
        of_item = (*judged, *_figures(item, said.get(item.id), words))
        yield (*of_all, *of_item, code, item.verdict.value, item.status.value)


def _without_item(outcome: Outcome, words: Words) -> tuple[TableValue, ...]:
    first = next(iter(outcome.problems), None)
    empty: tuple[TableValue, ...] = (None,) * (len(_WORDED) - 6)
    return (*empty, *_problem(first, words))


def _judged(
    item: ItemOutcome, indicator: AnyIndicator | None, words: Words, *, final: bool
) -> tuple[TableValue, ...]:
    severity = item.severity and words(f"finding.severity.{item.severity}")
    constraint = item.constraint and words(f"constraint.{item.constraint}")
    if indicator is None:
        return item.id, None, None, constraint, item.verdict, item.status, severity
    return (
        item.id,
        clean(words.of(indicator, "name")),
        words.unit(indicator.figure_unit or "") or None,
        constraint,
        verdict_for(item.verdict, indicator, words, final=final),
        status_words(item.status, indicator, words),
        severity,
    )


def _figures(item: ItemOutcome, problem: Diagnostic | None, words: Words) -> tuple[TableValue, ...]:
    place, said = _problem(problem, words)
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


def _problem(problem: Diagnostic | None, words: Words) -> tuple[str | None, str | None]:
    """The place of a problem, and what is wrong with the cure."""
    if problem is None:
        return None, None
    said = words.joined(words.message(problem), words.hint(problem))
    return clean(str(problem.place)) if problem.place else None, clean(said)


@lru_cache(maxsize=8)
def _names(plan: Plan) -> dict[str, AnyIndicator]:
    """Made once a plan, of which a run has few."""
    return {one.id: one for one in plan.reportable}
