"""What the report asks, and how the offices answer: each in its own way, by cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from campaign import tables
from campaign.truth import YEARS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from campaign.first_round import Offices
    from campaign.tables import Part, Slot, Table, Values


class Question(NamedTuple):
    """A value that an office is asked for; `form`: only its reporting basis (口径)."""

    office: str | None
    item: str
    year: int | None
    form: bool = False

    @property
    def slot(self) -> Slot:
        return (self.item, self.year)


def questions(report: Mapping[str, Any], held: Mapping[str, Slot]) -> set[Question]:
    """All that the JSON report asks; `held` tells what each cell of the files holds."""
    found: set[Question] = set()
    for entry in report["lists"]["missing"]:
        office, item = entry["office"], entry["id"]
        found |= {Question(office, item, year) for year in entry["years"]}
        found |= {Question(office, *held[cell["place"]]) for cell in entry["cells"]}
        if entry["why"] == "form":
            found |= {Question(office, item, year, form=True) for year in YEARS}
    for entry in report["lists"]["unreported"]:
        for item in (*entry["commitments"], *entry["milestones"]):
            found.add(Question(entry["office"], item, None))
    return found


@dataclass
class Files:
    """All that was sent, by round, and what each cell holds."""

    folder: str
    held: dict[str, Slot] = field(default_factory=dict)
    by_office: dict[str, list[str]] = field(default_factory=dict)
    values: dict[str, Values] = field(default_factory=dict)

    def add(self, office: str, table: Table) -> None:
        self.held |= {f"{self.folder}/{place}": slot for place, slot in table.cells.items()}
        self.by_office.setdefault(office, []).append(table.name)
        self.values[table.name] = table.values

    def replaced_by(self, office: str, values: Iterable[Slot]) -> list[str]:
        """The earlier files of an office with a value that it now sends again."""
        again = set(values)
        return [name for name in self.by_office.get(office, ()) if again & self.values[name].keys()]


def rows_only(
    office: str, number: int, values: Values, offices: Offices, layout: str = "wide"
) -> list[Table]:
    """The asked values alone: figures in one table, states in another."""
    figures = {slot: value for slot, value in values.items() if slot[1] is not None}
    works = {slot: value for slot, value in values.items() if slot[1] is None}
    found = []
    if figures and layout == "csv":
        parts: list[Part] = [("", tables.long, figures, {})]
        found.append(tables.make(f"{office}-{number}.csv", parts, offices.names))
        figures = {}
    sheets: list[Part] = []
    if figures:
        sheets.append(("更正", tables.LAYOUTS[layout], figures, {}))
    if works:
        sheets.append(("任务", tables.states, works, {}))
    if sheets:
        found.append(tables.make(f"{office}-{number}.xlsx", sheets, offices.names))
    return found
