"""By what a reader can select the rows of a table: a choice for each cell of some columns."""

from __future__ import annotations

from collections.abc import Sequence

from shengzhou_quality.evaluation.item_result import IndicatorResult
from shengzhou_quality.evaluation.status import TO_VERIFY
from shengzhou_quality.judgement import Status
from shengzhou_quality.pages.model import Table, TableCell
from shengzhou_quality.words import Words

_SELECTS = ("category", "constraint", "completion", "status", "office")
_STANDING = ("completion", "status")


def selectable(shown: Table, keys: Sequence[str], words: Words) -> Table:
    """Let a reader select the rows, by what the columns are called; `keys` are those columns."""
    columns = [
        column._replace(
            selects=column.heading, choices=_every_standing(words) if key in _STANDING else ()
        )
        if key in _SELECTS
        else column
        for key, column in zip(keys, shown.columns, strict=True)
    ]
    return shown._replace(columns=columns)


def by_its_text(cell: TableCell) -> TableCell:
    return cell._replace(choices=(cell.text,))


def by_office(cell: TableCell, names: Sequence[str], words: Words) -> TableCell:
    """By each of the offices, or by that none is named."""
    return cell._replace(choices=tuple(names) or (words("opened.no-office"),))


def status_choice(result: IndicatorResult | None, words: Words) -> str:
    """The status to select by; without a result, that people have to decide."""
    if result is None:
        return words("promises.by-people")
    if result.excluded:
        return words("assessed.excluded")
    return _word(result.status, words)


def _word(status: Status, words: Words) -> str:
    """What is met and what is completed are one, and all that an office has to clear up."""
    merged = {Status.MET: "met", Status.MISSED: "not_met"}.get(status)
    if status in TO_VERIFY:
        merged = "to_verify"
    return words(f"document.column.{merged}" if merged else f"status.{status}")


def _every_standing(words: Words) -> tuple[str, ...]:
    """In the order in which reports count the statuses."""
    others = words("assessed.excluded"), words("promises.by-people")
    return tuple(dict.fromkeys([*(_word(one, words) for one in Status), *others]))
