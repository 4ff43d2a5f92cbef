"""The result of an import: what was read for sure, what was proposed, what a person must decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from shengzhou_quality.contract import IN_WORDS, HowMany, Sha256, Shape, own
from shengzhou_quality.diagnostics import Diagnostic, Place
from shengzhou_quality.published.compared_text import ComparedText
from shengzhou_quality.published.document import Document
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.printed_table import PrintedTable
from shengzhou_quality.published.proposed_plan import ProposedItem, ProposedPlan

_OF_A_KEY = ("plan-missing-key", "plan-bad-value")
_KEYS_OF_HEAD = ("title", "baseline_year", "target_year")


class Certainty(StrEnum):
    """How far an indicator can be relied on: its table says it, a rule does, or nobody yet."""

    PRINTED = "printed"
    PROPOSED = "proposed"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedDoubt:
    """A doubt with the place of what it is about."""

    json: ClassVar[Shape] = {
        **own("code", "open", "field"),
        "message": IN_WORDS,
        "location": {
            "file": "place.file",
            "sheet": "place.sheet",
            "cell": "place.cell",
            "line": "place.line",
            "column": "place.line_column",
        },
    }
    code: str
    open: bool
    field: str | None
    place: Place
    finding: Diagnostic


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedItem:
    """One indicator as the plan file has it, and its doubts, the open ones first."""

    json: ClassVar[Shape] = own("certainty", "keys", "doubts")
    certainty: Certainty
    keys: Mapping[str, Any]
    doubts: tuple[ImportedDoubt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCounts:
    """Every indicator counts once: `total` is the sum of the others."""

    total: HowMany
    printed: HowMany
    proposed: HowMany
    open: HowMany


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedSource:
    """The document, and the table of it that was read."""

    path: str
    sha256: Sha256
    table: str | None
    place: Place


@dataclass(frozen=True, kw_only=True)
class ImportReport:
    """One import. `file` is the plan file that was written; `None` if it went to stdout.

    `typed` is that file as a shell takes it, for the commands to type next. `faults` are what
    keeps it from being used. `years_given` tells that a year came from the command line.
    """

    json: ClassVar[Shape] = {
        **own("title", "source", "baseline_year", "target_year", "file"),
        "result": {
            **own("exit_code"),
            **{name: f"counts.{name}" for name in ("total", "printed", "proposed", "open")},
        },
        **own("doubts", "items", "text", "faults", "diagnostics"),
    }
    document: Document
    table: PrintedTable
    plan: ProposedPlan
    file: str | None
    typed: str = "indicators.yaml"
    faults: tuple[Diagnostic, ...] = ()
    years_given: bool = False

    @property
    def title(self) -> str | None:
        title = self.plan.head.get("title")
        return None if title is None else str(title)

    @property
    def baseline_year(self) -> int | None:
        return _year(self.plan.head.get("baseline_year"))

    @property
    def target_year(self) -> int | None:
        return _year(self.plan.head.get("target_year"))

    @property
    def source(self) -> ImportedSource:
        document, table = self.document, self.table
        return ImportedSource(
            path=document.path, sha256=document.sha256, table=table.title, place=table.place
        )

    @property
    def doubts(self) -> tuple[ImportedDoubt, ...]:
        """Of the plan itself: its title, its years."""
        return _placed(self.plan.doubts, self.plan.place, None)

    @property
    def items(self) -> tuple[ImportedItem, ...]:
        return tuple(map(_imported, self.plan.items))

    @property
    def text(self) -> ComparedText | None:
        """What the plan's full text says beside the table; `None` if none was given."""
        return self.plan.text

    @property
    def counts(self) -> ImportCounts:
        items = self.plan.items
        are_open = sum(item.is_open for item in items)
        proposed = sum(item.is_proposed for item in items)
        return ImportCounts(
            total=len(items),
            printed=len(items) - are_open - proposed,
            proposed=proposed,
            open=are_open,
        )

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What of the document was not read."""
        return (*self.document.diagnostics, *self.table.diagnostics)

    @property
    def missing(self) -> tuple[str, ...]:
        """The keys of the head that the table does not print; a doubt at each asks for it."""
        asked = {doubt.field for doubt in self.plan.doubts}
        return tuple(
            key for key in _KEYS_OF_HEAD if self.plan.head.get(key) in (None, "") and key in asked
        )

    @property
    def other_faults(self) -> tuple[Diagnostic, ...]:
        """The faults that no doubt at the head of the plan asks a person to cure."""
        return tuple(fault for fault in self.faults if not self._is_asked(fault))

    @property
    def exit_code(self) -> int:
        return 1 if self.faults else 0

    def _is_asked(self, fault: Diagnostic) -> bool:
        return fault.code in _OF_A_KEY and fault.parameters.get("key") in self.missing


def _year(written: object) -> int | None:
    text = str(written)
    return int(text) if text.isascii() and text.isdigit() else None


def _imported(item: ProposedItem) -> ImportedItem:
    certainty = Certainty.PRINTED
    if item.doubts:
        certainty = Certainty.OPEN if item.is_open else Certainty.PROPOSED
    doubts = _placed(item.doubts, item.row.place, str(item.keys.get("id", "")))
    return ImportedItem(certainty=certainty, keys=_plain(item.keys), doubts=doubts)


def _plain(value: Any) -> Any:
    """Keys of a plan file as plain data."""
    if isinstance(value, Mapping):
        return {str(key): _plain(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, str | int) else str(value)


def _placed(
    doubts: tuple[Doubt, ...], place: Place, indicator: str | None
) -> tuple[ImportedDoubt, ...]:
    return tuple(
        ImportedDoubt(
            code=doubt.code,
            open=doubt.is_open,
            field=doubt.field,
            place=place,
            finding=doubt.at(place, indicator),
        )
        for doubt in sorted(doubts, key=lambda one: not one.is_open)
    )
