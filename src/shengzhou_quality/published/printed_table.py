"""A table of indicators as printed: what each row says, and what reading it was not sure of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from shengzhou_quality.diagnostics import Diagnostic, Place
from shengzhou_quality.published.doubts import Doubt

SAY_TARGET = frozenset({"target", "change"})
"""The cells of a row that say its target, as the fields of doubts name them."""


class ChangeBasis(StrEnum):
    """What the column 年均/累计 counts, as its header or the bracket in the cell says."""

    YEARLY_MEAN = "mean"
    TOTAL = "total"
    EITHER = "either"
    """The header names both, and the cell does not say which."""


@dataclass(frozen=True, kw_only=True)
class PrintedRow:
    """One indicator as its row prints it; texts are cleaned of what printing alone put in.

    `targets` are texts by year, each with the sign of a column of operators in front (≥96);
    `facts` are figures of other years, which say nothing of the target. `change` is the column
    年均/累计. `modes` are words of a column that says how the target is set (定性, 力争).
    `quote` is the row as printed, its cells joined by “ | ”.
    """

    name: str
    place: Place
    quote: str
    number: str | None = None
    unit: str | None = None
    category: str | None = None
    section: str | None = None
    """The caption of the row's own table, where tables with several captions were read."""
    baseline: str | None = None
    baseline_year: int | None = None
    targets: Mapping[int | None, str] = field(default_factory=dict)
    facts: Mapping[int, str] = field(default_factory=dict)
    change: str | None = None
    change_basis: ChangeBasis | None = None
    change_header: str | None = None
    """The header of the column 年均/累计, which may say what it counts: 年均增速〔累计〕."""
    constraint: str | None = None
    office: str | None = None
    modes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """Footnotes that a mark in the row refers to, and the remarks column, as printed."""
    doubts: tuple[Doubt, ...] = ()


class TablePart(NamedTuple):
    """One of several tables that were read together: its caption, its place, its years."""

    title: str | None
    place: Place
    baseline_year: int | None
    target_year: int | None


@dataclass(frozen=True, kw_only=True)
class PrintedTable:
    """The rows of one table, or of several that continue one another.

    A year is `None` where neither header nor title says it. `title` is the caption as printed,
    `plan_title` what the document calls the plan.
    `has_constraints`: a column of 属性 stands in the table. `parts` are the tables that have
    captions or years of their own, if there are several.
    """

    place: Place
    rows: tuple[PrintedRow, ...]
    title: str | None = None
    plan_title: str | None = None
    baseline_year: int | None = None
    target_year: int | None = None
    has_constraints: bool = False
    notes: tuple[str, ...] = ()
    parts: tuple[TablePart, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    """What of the document was left out: tables of other things, rows without a name."""
