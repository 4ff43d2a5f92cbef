"""Read the pieces of one plan file, with its English texts, and collect all that is wrong in it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING
from pathlib import Path
from typing import Any, Self

from shengzhou_quality.diagnostics import Diagnostic, InputError, Parameter, Place
from shengzhou_quality.findings import FINDINGS
from shengzhou_quality.plan.english import (
    SUFFIX,
    Known,
    put_in,
)
from shengzhou_quality.plan.faults import (
    SAID_BY_KEY,
    kind_meant,
    meant_by,
    tell,
    unread_target,
    within_wide_quotes,
)
from shengzhou_quality.plan.files import english_of, is_there
from shengzhou_quality.plan.kinds import KINDS, LEFT_TO_PEOPLE, AnyIndicator
from shengzhou_quality.plan.kinds.fields import PlanText, units_of
from shengzhou_quality.plan.kinds.indicator import Indicator
from shengzhou_quality.plan.kinds.states import MilestoneStates
from shengzhou_quality.plan.marks import MARK, find_marks
from shengzhou_quality.plan.model import PlanFile
from shengzhou_quality.plan.schema import Fault, Shape, UnsoundError, read_as, unknown_key
from shengzhou_quality.sources.files import read_file
from shengzhou_quality.sources.mended import read_written
from shengzhou_quality.sources.tree import KeyPath
from shengzhou_quality.sources.yaml import comments_of

Entry = Mapping[str, Any]

_BLANK = ("title", "indicators")
"""The keys that the empty skeleton leaves blank."""

_KEYS = frozenset(name for kind in KINDS.values() for name in kind.written_keys())
"""The keys of indicators of any kind."""

_INDICATORS = "indicators"
_KEYS_OF_WORDS = KINDS[LEFT_TO_PEOPLE].written_keys()
_NEEDED = frozenset(key for key, (_, default) in _KEYS_OF_WORDS.items() if default is MISSING)
"""The keys that words cannot do without, be the fault told at them: the target, the name."""

OF_ONE_ITEM = frozenset(
    code for code, severities in FINDINGS["plan"].items() if severities == "error warning"
)
"""The faults of the target of one indicator, for which the other rows are judged all the same.

The check of a plan calls them errors. A plan that is used keeps the item as words, with a warning.
"""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
"""Every control character but tab and line feed."""


def file_of(content: bytes, path: str) -> PlanFile:
    return PlanFile(path, hashlib.sha256(content).hexdigest())


def _reads_target(kind: type[Indicator], item: Entry) -> bool:
    target = item.get("target")
    return not isinstance(target, str) or kind.reads_target(target, units_of(item))


class FileReader:
    """Validates parts of one file and collects all faults instead of stopping at the first."""

    @classmethod
    def of(cls, file: Path, texts: Known) -> Self:
        """Of a file in Chinese, with the `texts` of the English file put in if there is one."""
        reader, english = cls(file), english_of(file)
        reader.refuse_english(english.name)
        if is_there(english):
            try:
                other = cls(english)
            except InputError as error:
                reader.faults += error.diagnostics
                return reader
            for fault in put_in(reader._top, other._top, texts):
                other._report_fault(fault)
            reader.faults += other.faults
            reader.files += other.files
        return reader

    def __init__(self, file: Path) -> None:
        content = read_file(file)
        self.files = [file_of(content, str(file))]
        written = read_written(content, str(file), MARK)
        self.tree = tree = written.tree
        self.faults: list[Diagnostic] = [*written.findings]
        self.warnings: list[Diagnostic] = [*find_marks(tree, comments_of(written.text, MARK))]
        self._at_fault: dict[int, set[str] | None] = {}
        """Of indicators by their place, the keys at fault; `None` if they refuse the plan."""
        self.unread: set[str] = set()
        """The ids in faulty items, and faulty parts: who refers to them is not at fault."""
        self._top: dict[str, Any] = tree.data if isinstance(tree.data, dict) else {}
        self._categories = _keys_by_name(self._top.get("categories"))
        if not isinstance(tree.data, dict):
            self.report("plan-not-a-mapping", tree.place(), variant="file")
        for path in _with_control_characters(tree.data, ()):
            key = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
            self.report("plan-control-character", tree.place(*path), key=key)

    def is_not_filled_in(self) -> bool:
        """Whether the file is still the empty skeleton; that is one fault, at the first line."""
        if not isinstance(self.tree.data, dict):  # one fault, which is reported
            return True
        head = self._top.get("plan")
        filled_in = bool(self._top.get("indicators"))
        if filled_in or not isinstance(head, dict) or head.get("title", "") is not None:
            return False
        place = self.tree.key_place("plan", "title")
        self.faults = [Diagnostic("plan-not-filled-in", place, parameters={"keys": _BLANK})]
        return True

    def refuse_english(self, file: str) -> None:
        """Report and leave out each `name_en`: it stands as `name` in the English file."""
        found = [path for path in self.tree.keys if _is_english(path)]
        for path in reversed(found):  # one may stand within another
            key = str(path[-1])
            text = key.removesuffix(SUFFIX)
            place = self.tree.key_place(*path)
            self.report("plan-unknown-key", place, key=key, variant="english", text=text, file=file)
            holder: Any = self.tree.data
            for step in path[:-1]:
                holder = holder[step]
            del holder[key]

    def has(self, key: str) -> bool:
        return key in self._top

    def written(self, key: str) -> Any:
        return self._top.get(key)

    def one(self, key: str, shape: type[Shape]) -> Shape | None:
        if not isinstance(self._top.get(key), dict):
            self._report_missing(key)
            return None
        found = self._validated(shape, self._top[key], (key,))
        self.unread |= {key} if found is None else set()
        return found

    def many(self, key: str, of: type[Shape] | Callable[[Entry], Any]) -> dict[int, Any]:
        """The items that validated, by their place in the list."""
        items = self._top.get(key)
        if not isinstance(items, list) or not items:
            self._report_missing(key)
            return {}
        valid: dict[int, Any] = {}
        twice: dict[str, str] = {}
        for number, item in enumerate(items):
            if not isinstance(item, dict):
                self.report("plan-not-a-mapping", self.tree.place(key, number))
                continue
            shape = of if isinstance(of, type) else of(item)
            data: Entry = item
            found = None
            if shape and issubclass(shape, Indicator) and not _reads_target(shape, item):
                data = {**item, "target": within_wide_quotes(item["target"])}
                if data["target"] is not None and _reads_target(shape, data):
                    self._report_quotes(item, (key, number))
                else:
                    shape, data = self._left_to_people(item, (key, number))
            if shape is None:
                self._report_kind(item, (key, number))
                self._report_beside_kind(item, (key, number))
            else:
                found = self._validated(shape, data, (key, number)) or self._as_words(key, number)
            identity = item.get("id")
            if (
                isinstance(identity, str)
                and identity in twice
                and (found is None or identity in self.unread)
            ):
                path = (key, number, "id")
                self.report_at("plan-duplicate-id", path, written=identity, other=twice[identity])
            if isinstance(identity, str):
                twice[identity] = str(item.get("name") or item.get("title") or identity)
            if found is not None:
                valid[number] = found
            else:
                self.unread |= set(_ids_in(item))
        return valid

    def _report_quotes(self, item: Entry, path: KeyPath) -> None:
        """Report the full-width quotes around a target; the item is checked as if without."""
        fault = Fault("plan-not-a-figure", ("target",), {"written": item["target"]})
        self._report_fault(fault, path)

    def _left_to_people(
        self, item: Entry, path: KeyPath
    ) -> tuple[type[AnyIndicator], dict[str, Any]]:
        """An item of whose target no form is known stays in the plan as words, with a warning."""
        self.warn_at(
            "plan-target-not-read",
            (*path, "target"),
            str(item.get("id", "")),
            name=str(item.get("name", "")),
            written=str(item["target"]),
            **unread_target(item),
        )
        return _words_of(item)

    def _as_words(self, key: str, number: int) -> AnyIndicator | None:
        """An indicator of which nothing but the target is at fault, left to people."""
        found = None
        for _ in range(2):  # as words it may have a fault more: of its baseline
            at_fault = self._at_fault.get(number) if key == _INDICATORS else None
            if found is None and at_fault is not None:
                shape, data = _words_of(self._top[key][number])
                kept = {name: one for name, one in data.items() if name not in at_fault - _NEEDED}
                found = self._validated(shape, kept, (key, number))
        return found

    def leave_to_people(self, indicators: dict[int, AnyIndicator]) -> None:
        """Put the words in the place of each of the `indicators` that was found unsound since."""
        for number, indicator in indicators.items():
            if not indicator.left_to_people:
                indicators[number] = self._as_words(_INDICATORS, number) or indicator

    def _report_kind(self, item: Entry, path: KeyPath) -> None:
        """The first such fault of a file lists the kinds."""
        written = item.get("kind")
        misspelt = [key for key in item if key not in _KEYS and meant_by(key, ("kind",))]
        if "kind" not in item and misspelt:
            fault = Fault("plan-unknown-key", (misspelt[0],), {"nearest": "kind"}, at_key=True)
            self._report_fault(fault, path)
            return
        details: dict[str, Parameter] = {"known": ", ".join(KINDS)}
        if not isinstance(written, str):
            details["variant"] = "missing"
        elif nearest := kind_meant(written):
            details["nearest"] = nearest
        listed = any(fault.parameters.get("kinds") for fault in self.faults)
        if not listed and "nearest" not in details:
            details["kinds"] = tuple(KINDS)
        details["written"] = written if isinstance(written, str) else ""
        place = self.tree.place(*path, "kind")
        self.faults.append(Diagnostic("plan-unknown-kind", place, parameters=details))

    def _report_beside_kind(self, item: Entry, path: KeyPath) -> None:
        """Report what is at fault whatever the kind is: the fields that all of them have."""
        kind = next(iter(KINDS))
        rest = {key: value for key, value in item.items() if key in _KEYS}
        try:
            read_as(KINDS[kind], rest | {"kind": kind})
        except UnsoundError as error:
            common = Indicator.written_keys()
            for fault in error.faults:
                if fault.path and fault.path[0] in common:
                    self._report_fault(fault, path)

    def _report_missing(self, key: str) -> None:
        if key not in self.unread:
            given = {"variant": "blank"} if self.has(key) else {}
            self._report_fault(Fault("plan-missing-part", (key,), given))

    def named(self, key: str, shape: type[Shape]) -> dict[str, Shape]:
        """What validated of a mapping from names to parts of one shape."""
        parts = self._top.get(key)
        if not isinstance(parts, dict) or not parts:
            self._report_missing(key)
            return {}
        found = {name: self._validated(shape, part, (key, name)) for name, part in parts.items()}
        return {name: part for name, part in found.items() if part is not None}

    def put_in_lists(self, key: str, of: str, lists: Mapping[str, MilestoneStates]) -> None:
        """Replace the name of a list of states in an item by what the list holds."""
        items = self._top.get(key)
        for number, item in enumerate(items if isinstance(items, list) else ()):
            name = item.get(of) if isinstance(item, dict) else None
            if not isinstance(name, str):
                continue
            chosen = lists.get(name)
            if chosen is not None:
                item |= {of: chosen.states, "aside": chosen.aside}
            elif lists:
                known = ", ".join(lists)
                item |= {of: next(iter(lists.values())).states}  # to check the rest of it
                place = self.tree.place(key, number, of)
                self.report("plan-not-one-of", place, key=of, written=name, known=known)

    def no_other_keys(self, *known: str) -> None:
        for key in self._top:
            if key not in known:
                fault = unknown_key((key,), known)
                self._report_fault(fault)
                self.unread |= {fault.parameters["nearest"]}

    def report(
        self, code: str, place: Place, indicator: str | None = None, **parameters: str
    ) -> None:
        self.faults.append(Diagnostic(code, place, indicator, dict(parameters)))

    def report_at(self, code: str, path: KeyPath, **parameters: str) -> None:
        self.report(code, self.tree.place(*path), self._left_by(code, path), **parameters)

    def _left_by(self, code: str, path: KeyPath) -> str | None:
        """The id of the indicator that this fault leaves to people; `None` if it is another one."""
        if path[:1] != (_INDICATORS,) or len(path) == 1:
            return None
        number, at_fault = int(path[1]), self._at_fault.get(int(path[1]), set())
        if code not in OF_ONE_ITEM or at_fault is None:
            self._at_fault[number] = None
            return None
        self._at_fault[number] = at_fault | {str(key) for key in path[2:3]}
        return str(self._top[_INDICATORS][number].get("id", ""))

    def warn_at(self, code: str, path: KeyPath, indicator: str, **parameters: str) -> None:
        """Add a warning: the plan can be used all the same."""
        place = self.tree.place(*path)
        self.warnings.append(Diagnostic(code, place, indicator, dict(parameters)))

    def _validated(self, shape: type[Shape], data: object, path: KeyPath) -> Shape | None:
        try:
            return read_as(shape, data)
        except UnsoundError as error:
            for fault in error.faults:
                # A key that is not written follows from the id, whose fault is reported.
                if fault.path != ("key",) or (isinstance(data, dict) and "key" in data):
                    self._report_fault(fault, path)
            self._report_contradictions(shape, data, error.faults, path)
            return None

    def _report_contradictions(
        self, shape: type[PlanText], data: object, faults: list[Fault], path: KeyPath
    ) -> None:
        """Report what is at fault in the whole, where it can do without the keys at fault."""
        keys = {fault.path[0] for fault in faults if fault.path}
        if not isinstance(data, dict) or not keys:
            return
        rest = {key: value for key, value in data.items() if key not in keys}
        try:
            read_as(shape, rest)
        except UnsoundError as error:
            for fault in error.faults:
                if not fault.path and SAID_BY_KEY.get(fault.code) not in keys:
                    self._report_fault(fault, path)

    def _report_fault(self, fault: Fault, within: KeyPath = ()) -> None:
        path = (*within, *fault.path)
        told = tell(fault.code, path, fault.parameters, self.tree.at(path), self._categories)
        place = self.tree.key_place(*path) if fault.at_key else self.tree.place(*told.path)
        self.report(told.code, place, self._left_by(told.code, told.path), **told.parameters)


def _words_of(item: Entry) -> tuple[type[AnyIndicator], dict[str, Any]]:
    """What is left of an item that people judge: its keys of other kinds say nothing more."""
    kept = {name: one for name, one in item.items() if name in _KEYS_OF_WORDS or name not in _KEYS}
    return KINDS[LEFT_TO_PEOPLE], kept | {"kind": LEFT_TO_PEOPLE}


def _keys_by_name(categories: object) -> dict[str, str]:
    items = categories if isinstance(categories, list) else ()
    pairs = ((one.get("name"), one.get("key")) for one in items if isinstance(one, dict))
    return {name: key for name, key in pairs if isinstance(name, str) and isinstance(key, str)}


def _ids_in(data: object) -> Iterator[str]:
    """Every id in a faulty item, and those that it would have a task hold."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key in ("id", "key") and isinstance(value, str):
                yield value
            elif key == "indicators" and isinstance(value, list):
                yield from (one for one in value if isinstance(one, str))
            else:
                yield from _ids_in(value)
    elif isinstance(data, list):
        for item in data:
            yield from _ids_in(item)


def _with_control_characters(data: object, path: KeyPath) -> Iterator[KeyPath]:
    """Where a text holds one: no workbook can take it, and no name needs it."""
    if isinstance(data, dict):
        for key, item in data.items():
            yield from _with_control_characters(item, (*path, key))
    elif isinstance(data, list):
        for number, item in enumerate(data):
            yield from _with_control_characters(item, (*path, number))
    elif isinstance(data, str) and _CONTROL.search(data):
        yield path


def _is_english(path: KeyPath) -> bool:
    """Whether it is a key for an English text; the names of lists of states are free."""
    return str(path[-1]).endswith(SUFFIX) and path[:-1] != ("states",)
