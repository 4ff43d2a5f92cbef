"""Assign offices to the plan's items from a file with the offices (分工表).

A row may name one item, several, a range, a box or a whole task. What is said of the item itself
stands over what is said of a range, and that over a box and a task.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from shengzhou_quality.diagnostics import Diagnostic, Parameter, Place
from shengzhou_quality.limits import Limits, quoted
from shengzhou_quality.offices import OfficeNames, offices_in
from shengzhou_quality.plan.kinds.indicator import Conflict
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.plan.names import fold
from shengzhou_quality.plan.tasks import Part
from shengzhou_quality.reading.named_items import Kind, Meant, NamedItems, Unclear
from shengzhou_quality.reading.office_list import Record, read_office_list
from shengzhou_quality.reading.tables.naming import Naming
from shengzhou_quality.reported import Cell, Contact, Responsible, SaidBy

_FEW = 5
"""As many items are named in a finding about several."""


class Assigned(NamedTuple):
    """The office of each item, by id; the place that says so; the findings; the file's sheets."""

    offices: Mapping[str, Responsible]
    places: Mapping[str, Place]
    diagnostics: tuple[Diagnostic, ...]
    sheets: tuple[str, ...] = ()


class _Row(NamedTuple):
    """A row with an office, and the items that it means.

    `number` is the cell with the number of an item, `numbered` what that number alone means.
    """

    place: Place
    meant: Meant
    offices: tuple[str, ...]
    contact: Contact | None
    number: Cell | None = None
    numbered: tuple[str, ...] = ()

    @property
    def contradicts_itself(self) -> bool:
        return bool(self.numbered) and set(self.meant.ids).isdisjoint(self.numbered)


class _Named(NamedTuple):
    """What a row names: the cell that decides, what it means, and what in it is unclear."""

    cell: Cell
    meant: Sequence[Meant]
    unclear: Sequence[Unclear]
    numbered: tuple[str, ...] = ()


def read_assigned(content: bytes, file: str, plan: Plan, limits: Limits) -> Assigned:
    """Read one file. Raises `InputError` if it cannot be read as a list of offices."""
    found = read_office_list(content, file, limits)
    reader = _Reader(plan)
    rows = [row for record in found.records for row in reader.rows(record)]
    offices, places = reader.assigned(rows)
    reader.tell_open(offices)
    return Assigned(offices, places, (*found.diagnostics, *reader.diagnostics), found.sheets)


class _Reader:
    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._naming = Naming(plan)
        self._names = OfficeNames(plan.head.area)
        self._items = NamedItems(plan, self._naming)
        self._open: dict[str, Place] = {}
        self.diagnostics: list[Diagnostic] = []

    def rows(self, record: Record) -> Iterator[_Row]:
        """What a record assigns, for each item or part that it names."""
        texts = "；".join(cell.text for cell in record.office)
        offices = self._names.all_spelled(offices_in(texts))
        supporting = self._names.all_spelled(
            one for cell in record.supporting for one in offices_in(cell.text)
        )
        named = self._named(record)
        if not offices and not named.meant:
            return  # a heading, a note or a line of signatures
        for one in named.unclear:
            self._tell_unclear(named.cell, one)
        if not offices:
            self._tell_blank(record, named)
            return
        contact = Contact(_line(record.contact), _line(record.phone))
        everyone = tuple(dict.fromkeys((*offices, *supporting)))
        for each in named.meant:
            yield _Row(
                named.cell.place,
                each,
                everyone,
                contact if any(contact) else None,
                record.serial,
                named.numbered,
            )

    def _named(self, record: Record) -> _Named:
        """What a row names. Its name decides, over that of its task.

        The number does where it is that of an item with this very name, where there is no name,
        and, with its letter, where nobody knows the name. Beside a task it counts tasks.
        """
        serial, name = record.serial, record.name or record.task
        counts = Kind.TASK if record.task is not None and record.name is None else None
        by_number, unclear = self._items.all_meant(serial.text, counts) if serial else ([], [])
        numbered = tuple(one for each in by_number for one in each.ids)
        if serial is not None and (name is None or self._is_named(by_number, name.text)):
            return _Named(serial, by_number, unclear, numbered)
        assert name is not None, "a record has a number, a name or a task"
        by_name, strange = self._items.all_meant(name.text, counts)
        if not by_name and record.task is not None and record.name is not None:
            by_task, _ = self._items.all_meant(record.task.text, Kind.TASK)
            if by_task:
                return _Named(record.task, by_task, [])
        lettered = serial is not None and any(map(str.isalpha, serial.text))
        if serial is None or unclear or not by_number:
            return _Named(name, by_name, strange)
        if not lettered:
            return _Named(name, by_name, strange, numbered)
        if not by_name:
            return _Named(serial, by_number, [])
        if {one for each in by_name for one in each.ids}.isdisjoint(numbered):
            told = Unclear("office-two-items", "", {"number": serial.text, "name": name.text})
            return _Named(serial, [], [told])
        return _Named(name, by_name, strange)

    def _is_named(self, meant: Iterable[Meant], name: str) -> bool:
        """Whether the single item that is meant has this name."""
        items = [self._plan.item(one) for each in meant for one in each.ids]
        own = [each for each in items if each is not None and not isinstance(each, Conflict | Part)]
        names = {fold(text) for each in own[:1] for text in (each.name, each.name_en)}
        return len(own) == 1 and fold(name) in names

    def assigned(self, rows: Iterable[_Row]) -> tuple[dict[str, Responsible], dict[str, Place]]:
        """The office of each item; of an item that two rows give to different offices, none."""
        by_item: dict[str, dict[int, list[_Row]]] = {}
        contacts: dict[str, dict[Contact, None]] = {}
        for row in rows:
            if row.contact is not None:
                contacts.setdefault(row.offices[0], {})[row.contact] = None
            for one in row.meant.ids:
                by_item.setdefault(one, {}).setdefault(row.meant.width, []).append(row)
        offices: dict[str, Responsible] = {}
        places: dict[str, Place] = {}
        told: set[tuple[Place, Place]] = set()
        for one, by_width in by_item.items():
            first, *others = self._without_contradicting(by_width[min(by_width)])
            differing = [row for row in others if row.offices != first.offices]
            for row in differing:
                if (row.place, first.place) not in told:
                    told.add((row.place, first.place))
                    self._conflict(one, first, row)
            if differing:
                continue
            contact = next(filter(None, (row.contact for row in (first, *others))), None)
            known = tuple(contacts.get(first.offices[0], ()))
            if contact is None and len(known) == 1:
                contact = known[0]  # written once for all items of the office
            offices[one] = Responsible(
                first.offices[0], SaidBy.ASSIGNED, first.offices[1:], contact
            )
            places[one] = first.place
        return offices, places

    def _without_contradicting(self, rows: list[_Row]) -> list[_Row]:
        """Without the rows of another office whose number is that of another item.

        Numbers may count the rows. They are the plan's where one of the rows agrees with its own.
        """
        agreeing = [row for row in rows if row.numbered and not row.contradicts_itself]
        if not agreeing:
            return rows
        found = []
        for row in rows:
            if not row.contradicts_itself or row.offices == agreeing[0].offices:
                found.append(row)
            elif row.number is not None:
                told = {"number": row.number.text, "name": self._name(row.meant.ids[0])}
                self._tell_unclear(row.number, Unclear("office-two-items", "", told))
        return found

    def _name(self, identity: str) -> str:
        item = self._plan.item(identity)
        return "" if item is None or isinstance(item, Conflict | Part) else item.name

    def tell_open(self, offices: Mapping[str, Responsible]) -> None:
        """Say once how many items the file lists without any office."""
        ids = tuple(one for one in self._open if one not in offices)
        if ids:
            details: dict[str, Parameter] = {"items": ids[:_FEW], "count": len(ids)}
            self.diagnostics.append(
                Diagnostic("office-open", self._open[ids[0]], parameters=details)
            )

    def _conflict(self, identity: str, first: _Row, other: _Row) -> None:
        details: dict[str, Parameter] = {
            "id": identity,
            "offices": first.offices,
            "others": other.offices,
            "place": str(first.place),
        }
        self.diagnostics.append(Diagnostic("office-conflict", other.place, parameters=details))

    def _tell_blank(self, record: Record, named: _Named) -> None:
        said = next(iter((*record.supporting, *record.contact, *record.phone)), None)
        if said is not None:
            self._say("office-blank", said, item=quoted(named.cell.text))
        else:
            own = [one for each in named.meant if not each.width for one in each.ids]
            self._open |= dict.fromkeys(own, named.cell.place)

    def _tell_unclear(self, cell: Cell, found: Unclear) -> None:
        details: dict[str, Parameter] = {
            key: quoted(" ".join(text.split())) for key, text in found.parameters.items()
        }
        if found.code == "office-of-unknown":
            details |= {"text": quoted(found.text), "nearest": self._naming.suggestion(found.text)}
        self._say(found.code, cell, **details)

    def _say(self, code: str, cell: Cell, **parameters: Parameter) -> None:
        details: dict[str, Parameter] = {"text": quoted(cell.text), **parameters}
        self.diagnostics.append(Diagnostic(code, cell.place, parameters=details))


def _line(cells: Sequence[Cell]) -> str | None:
    """Several names, or telephone numbers in the same order, in one line."""
    return quoted("/".join(" ".join(cell.text.split()) for cell in cells)) or None
