"""A proposed plan: the keys of each item as the plan file will hold them, and its marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.published.compared_text import ComparedText
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.printed_table import PrintedRow, TablePart


@dataclass(frozen=True, kw_only=True)
class ProposedItem:
    """One indicator. `keys` are in the order of the file; texts, numbers as texts, lists, maps."""

    row: PrintedRow
    keys: Mapping[str, Any]
    doubts: tuple[Doubt, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether a person has to decide something before this item can be relied on."""
        return any(doubt.is_open for doubt in self.doubts)

    @property
    def is_proposed(self) -> bool:
        """Whether rules, and not the table alone, said something of it; and nothing is open."""
        return bool(self.doubts) and not self.is_open


class ProposedCategory(NamedTuple):
    key: str
    name: str


@dataclass(frozen=True, kw_only=True)
class ProposedPlan:
    """The head's keys and doubts, the categories, the items; where the table stands."""

    head: Mapping[str, Any]
    categories: tuple[ProposedCategory, ...]
    items: tuple[ProposedItem, ...]
    place: Place
    doubts: tuple[Doubt, ...] = ()
    text: ComparedText | None = None
    """What the plan's full text says beside the table, where one was given."""
    parts: tuple[TablePart, ...] = ()
    """The tables that were read, if they are several; `place` is that of the first."""
