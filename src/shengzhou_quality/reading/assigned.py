"""Assign offices to the plan's items from a file with the offices (分工表).

A row may name one item, several, a range, a box or a whole task. What is said of the item itself
stands over what is said of a range, and that over a box and a task.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from shengzhou_quality.diagnostics import Diagnostic, Parameter, Place
from shengzhou_quality.limits import Limits, quoted
from shengzhou_quality.notation import clean
from shengzhou_quality.offices import OfficeNames, offices_in
from shengzhou_quality.plan.ids import looks_like_id, read_span
from shengzhou_quality.plan.kinds.indicator import Conflict
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.plan.names import fold
from shengzhou_quality.plan.tasks import Part, Safeguard, Task
from shengzhou_quality.reading.office_list import Record, read_office_list
from shengzhou_quality.reading.tables.naming import Naming, read_serial
from shengzhou_quality.reported import Cell, Contact, Responsible, SaidBy

_BETWEEN = re.compile(r"[、，,；;\s]+")
_FEW = 5
"""As many items are named in a finding about several."""


class Assigned(NamedTuple):
    """The office of each item, by id; the place that says so; the findings; the file's sheets."""

    offices: Mapping[str, Responsible]
    places: Mapping[str, Place]
    diagnostics: tuple[Diagnostic, ...]
    sheets: tuple[str, ...] = ()


class _Meant(NamedTuple):
    """The items that a text names, and how widely: 0 itself, 1 a range, 2 a box, 3 a task."""

    width: int
    ids: tuple[str, ...]


class _Row(NamedTuple):
    """A row with an office, and the items that it means."""

    place: Place
    meant: _Meant
    offices: tuple[str, ...]
    contact: Contact | None


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
        parts = [part for section in plan.sections for part in section.parts]
        self._parts = {fold(text): part for part in parts for text in (part.title_en, part.title)}
        self._parts.pop("", None)
        self._open: dict[str, Place] = {}
        self.diagnostics: list[Diagnostic] = []

    def rows(self, record: Record) -> Iterator[_Row]:
        """What a record assigns, for each item or part that it names."""
        texts = "；".join(cell.text for cell in record.office)
        offices = self._names.all_spelled(offices_in(texts))
        supporting = self._names.all_spelled(
            one for cell in record.supporting for one in offices_in(cell.text)
        )
        named, meant, unknown = self._items(record)
        if not offices and not meant:
            return  # a heading, a note or a line of signatures
        for text in unknown:
            nearest = self._naming.suggestion(text)
            self._say("office-of-unknown", named, text=quoted(text), nearest=nearest)
        if not offices:
            said = next(filter(None, (*record.supporting, record.contact, record.phone)), None)
            if said is not None:
                self._say("office-blank", said, item=quoted(named.text))
            else:
                self._open |= {
                    one: named.place for each in meant if not each.width for one in each.ids
                }
            return
        contact = Contact(_line(record.contact), _line(record.phone))
        everyone = tuple(dict.fromkeys((*offices, *supporting)))
        for each in meant:
            yield _Row(named.place, each, everyone, contact if any(contact) else None)

    def _items(self, record: Record) -> tuple[Cell, list[_Meant], list[str]]:
        """The cell that names the items, what it means, and the texts in it that mean nothing.

        The name decides. The number does where it is that of an item with this very name, where
        there is no name, and, with its letter, where nobody knows the name.
        """
        serial, name = record.serial, record.name
        by_number, strange = self._all_meant(serial.text) if serial else ([], [])
        if serial is not None and (name is None or self._is_named(by_number, name.text)):
            return serial, by_number, strange
        assert name is not None, "a record has a number or a name"
        by_name, unknown = self._all_meant(name.text)
        lettered = serial is not None and any(map(str.isalpha, serial.text))
        if not by_name and by_number and lettered and not strange and serial is not None:
            return serial, by_number, []
        return name, by_name, unknown

    def _is_named(self, meant: Iterable[_Meant], name: str) -> bool:
        """Whether the single item or part that is meant has this name."""
        items = [self._plan.item(one) for each in meant for one in each.ids]
        own = [each for each in items if each is not None and not isinstance(each, Conflict | Part)]
        names = {fold(text) for each in own[:1] for text in (each.name, each.name_en)}
        return len(own) == 1 and fold(name) in names

    def _all_meant(self, text: str) -> tuple[list[_Meant], list[str]]:
        pieces = list(filter(None, _BETWEEN.split(text)))
        are_ids = all(looks_like_id(piece) or read_span(piece) for piece in pieces)
        whole = None if are_ids and len(pieces) > 1 else self._meant(text)
        if whole is not None:
            return [whole], []
        found: list[_Meant] = []
        unknown: list[str] = []
        for piece in pieces:
            meant = self._meant(piece)
            if meant is None:
                unknown.append(piece)
            else:
                found.append(meant)
        return (found, unknown) if found else ([], [" ".join(text.split())])

    def _meant(self, text: str) -> _Meant | None:
        part = self._parts.get(fold(text))
        number = read_serial(text) or clean(text)
        item = part or self._plan.item(number)
        if isinstance(item, Part):
            return _Meant(3 if isinstance(item, Task | Safeguard) else 2, item.contents)
        if item is not None and not isinstance(item, Conflict):
            return _Meant(0, (item.id,))
        if read_span(number):
            ids = self._plan.ids_of(number)
            return _Meant(1, ids) if ids else None
        named = self._naming.find(text)
        promise = None if named else self._naming.unjudged.find(text)
        if named is not None:
            return _Meant(0, (named.indicator.id,))
        return _Meant(0, (promise.id,)) if promise is not None else None

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
            first, *others = by_width[min(by_width)]
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

    def _say(self, code: str, cell: Cell, **parameters: Parameter) -> None:
        details: dict[str, Parameter] = {"text": quoted(cell.text), **parameters}
        self.diagnostics.append(Diagnostic(code, cell.place, parameters=details))


def _line(cell: Cell | None) -> str | None:
    return quoted(" ".join(cell.text.split())) if cell else None
