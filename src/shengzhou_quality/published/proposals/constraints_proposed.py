"""Propose the legal weight of each row: 约束性 or 预期性, as the table prints it or a note says."""

from __future__ import annotations

import re
from typing import NamedTuple

from shengzhou_quality.notation import clean
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.proposals.row_reading import RowReading

BINDING, ANTICIPATORY = "约束性", "预期性"
_PRINTED = {
    **dict.fromkeys(("约束性", "约束", "约", "约束性指标", "约束指标"), BINDING),
    **dict.fromkeys(("预期性", "预期", "预", "预期性指标", "预期指标"), ANTICIPATORY),
}
_MARKS = "★☆▲△●○◆◇■□※*"
_ALL_OF_ONE = re.compile(r"(?:均|都|全部|全)为?(约束性|预期性)")


class ConstraintProposal(NamedTuple):
    written: str
    doubts: tuple[Doubt, ...] = ()


def propose_constraint(read: RowReading) -> ConstraintProposal:
    """Without a word of the plan the weaker one, which calls no row binding, and a mark."""
    row, table = read.row, read.table
    printed = clean(row.constraint or "").strip("[]()（）〔〕【】")
    notes = (*row.notes, *table.notes)
    if printed in _PRINTED:
        return ConstraintProposal(_PRINTED[printed])
    if printed and set(printed) <= set(_MARKS):
        said = _by_legend(printed[0], notes)
        if said is not None:
            return ConstraintProposal(said)
    elif not printed or set(printed) <= set("-—–/一"):
        said = _of_all(notes)
        if said is not None:
            return ConstraintProposal(said)
        if not table.has_constraints:
            return ConstraintProposal(
                ANTICIPATORY, (Doubt("import-constraint-assumed", "constraint"),)
            )
        return ConstraintProposal(ANTICIPATORY, (Doubt("import-constraint-blank", "constraint"),))
    asked = Doubt("import-constraint-unknown", "constraint", {"written": row.constraint or ""})
    return ConstraintProposal(ANTICIPATORY, (asked,))


def _by_legend(mark: str, notes: tuple[str, ...]) -> str | None:
    """约束性 for ★ where a note says 带★的为约束性指标; `None` where it says two things."""
    pattern = re.escape(mark) + r"[^★☆▲△●○◆◇■□※*约预]{0,12}(约束|预期)"
    said = {found for note in notes for found in re.findall(pattern, clean(note))}
    return f"{said.pop()}性" if len(said) == 1 else None


def _of_all(notes: tuple[str, ...]) -> str | None:
    said = {found for note in notes for found in _ALL_OF_ONE.findall(clean(note))}
    return said.pop() if len(said) == 1 else None
