"""An evaluation as its JSON report records it: the one shape in which two runs are compared.

A report of this run is turned into the same plain data first (`formats/json.py`), so that no
side is read more kindly than the other. Reports of an older version lack the fields that were
added later; a report that lacks what every version wrote, or that has been broken, is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, NoReturn

from shengzhou_quality.contract import SCHEMA_VERSION
from shengzhou_quality.diagnostics import Place, Severity, refusal
from shengzhou_quality.evaluation.report import FailOn
from shengzhou_quality.judgement import Status, Verdict

GROUPS: Final = ("indicators", "commitments", "milestones")
"""The lists of a report that hold what is judged."""

UNREPORTED: Final = "unreported"
"""Why a commitment or milestone is asked for that nobody has reported."""

Plain = Mapping[str, Any]


class RecordedFile(NamedTuple):
    """A file of the plan or of the data, and the SHA-256 of its bytes in hex."""

    path: str
    sha256: str


class RecordedItem(NamedTuple):
    """An indicator, commitment or milestone. `data` is its whole entry.

    `verdict` and `status` are `None` of what is left to people.
    """

    id: str
    name: str
    group: str
    verdict: Verdict | None
    status: Status | None
    excluded: bool
    data: Plain


class Asked(NamedTuple):
    """What an office is asked for, of one item in one sheet.

    `years` are those to be reported, `texts` the values, as written, to be corrected or made
    exact, in `cells`. `why` is a reason of the list, or `unreported` of a commitment or milestone
    that nobody reported. `file`, `sheet` and `office` are `None` of what is asked of nobody in
    particular.
    """

    item: str
    name: str
    why: str
    years: tuple[int, ...]
    texts: tuple[str, ...]
    cells: tuple[str, ...]
    file: str | None
    sheet: str | None
    office: str | None

    @property
    def at(self) -> tuple[str, str | None, str | None]:
        """By which an entry of a report's own list is found: one item in one sheet."""
        return (self.item, self.file, self.sheet)


class Problem(NamedTuple):
    """A data problem. `cell` is a cell of a sheet, or the line and column of a text.

    `text` is the value as written, `message` the sentence in the language of that run.
    """

    code: str
    severity: Severity
    item: str | None
    year: int | None
    text: str | None
    file: str | None
    sheet: str | None
    cell: str | None
    message: str

    @property
    def at(self) -> tuple[str, str | None, str | None, str | None, str | None]:
        """By which a finding of a report is found."""
        return (self.code, self.item, self.file, self.sheet, self.cell)


@dataclass(frozen=True, slots=True)
class Recorded:
    """One evaluation. `path` is the report, or the data that was judged, as typed.

    `plan_files` and `sources` have the digests; `items` are in the plan's order, by id.
    """

    path: str
    version: str
    plan: str
    title: str
    year: int
    final: bool
    year_given: bool
    only: tuple[str, ...] | None
    fail_on: FailOn
    plan_files: tuple[RecordedFile, ...]
    sources: tuple[RecordedFile, ...]
    items: Mapping[str, RecordedItem]
    requests: tuple[Asked, ...]
    findings: tuple[Problem, ...]
    data: Plain

    def without_file(self, text: str) -> str:
        """A place without the file in which it is: a corrected file has another name."""
        for source in self.sources:
            if text.startswith(source.path):
                rest = text[len(source.path) :]
                if rest.startswith(":"):
                    return rest[1:]
        return text


def read_recorded(data: Plain, path: str) -> Recorded:
    """Read the plain data of a JSON report.

    Raises `InputError` for what is no report of an evaluation, for one of a newer version, and
    for one with a field that sqc does not write.
    """
    return _Reader(path).recorded(data)


class _Reader:
    """Reads the fields of one report, and names the first one that cannot be right."""

    def __init__(self, path: str) -> None:
        self._path = path

    def recorded(self, data: Plain) -> Recorded:
        tool, version = data.get("tool"), data.get("schema_version")
        if not isinstance(tool, Mapping) or tool.get("name") != "sqc":
            raise refusal("not-a-report", Place(self._path))
        if type(version) is not int or version < 1:
            self._refuse("schema_version")
        if version > SCHEMA_VERSION:
            raise refusal(
                "newer-report",
                Place(self._path),
                version=str(version),
                known=str(SCHEMA_VERSION),
                tool=self._text(tool, "version", "tool."),
            )
        plan, result = self._object(data, "plan"), self._object(data, "result")
        if "conclusion" not in result and "lists" not in data:
            raise refusal("not-a-report", Place(self._path))  # of a check, or of another command
        for key in ("summary", "lists"):
            self._object(data, key)
        only = data.get("only")
        return Recorded(
            path=self._path,
            version=self._text(tool, "version", "tool."),
            plan=self._text(plan, "id", "plan."),
            title=self._text(plan, "title", "plan."),
            year=self._integer(data, "year"),
            final=self._boolean(data, "final"),
            year_given=(data.get("year_choice") or {}).get("rule") == "given",
            only=None if only is None else tuple(map(str, self._list(data, "only"))),
            fail_on=self._one_of(FailOn, result, "fail_on", "result.") or FailOn.BINDING,
            plan_files=tuple(self._plan_files(plan)),
            sources=tuple(self._files(self._list(data, "sources"), "sources")),
            items={one.id: one for one in self._items(data)},
            requests=tuple(self._requests(data)),
            findings=tuple(map(self._finding, self._list(data, "diagnostics"))),
            data=data,
        )

    def _items(self, data: Plain) -> Iterator[RecordedItem]:
        seen: set[str] = set()
        for group in GROUPS:
            for number, one in enumerate(self._list(data, group)):
                at = f"{group}[{number}]."
                if not isinstance(one, Mapping):
                    self._refuse(at[:-1])
                identity = self._text(one, "id", at)
                if identity in seen:
                    self._refuse(f"{at}id")
                seen.add(identity)
                self._series(one, at)
                assessed = one.get("assessed") or {}
                yield RecordedItem(
                    identity,
                    self._text(one, "name", at),
                    group,
                    self._one_of(Verdict, one, "verdict", at),
                    self._one_of(Status, one, "status", at),
                    bool(assessed.get("excluded")) if isinstance(assessed, Mapping) else False,
                    one,
                )

    def _series(self, item: Plain, at: str) -> None:
        for number, entry in enumerate(self._list(item, "series", at)):
            here = f"{at}series[{number}]"
            if not isinstance(entry, Mapping):
                self._refuse(here)
            self._integer(entry, "year", f"{here}.")
            self._text_or_none(entry, "text", f"{here}.")

    def _requests(self, data: Plain) -> Iterator[Asked]:
        lists = data["lists"]
        names = {
            one.get("id"): one.get("name", "") for group in GROUPS for one in data.get(group, ())
        }
        for number, one in enumerate(self._list(lists, "missing", "lists.")):
            at = f"lists.missing[{number}]."
            cells = self._list(one, "cells", at)
            yield Asked(
                item=self._text(one, "id", at),
                name=self._text(one, "name", at),
                why=self._text(one, "why", at),
                years=tuple(self._list(one, "years", at)),
                texts=tuple(self._text(cell, "text", f"{at}cells.") for cell in cells),
                cells=tuple(self._text(cell, "place", f"{at}cells.") for cell in cells),
                file=self._text_or_none(one, "file", at),
                sheet=self._text_or_none(one, "sheet", at),
                office=self._text_or_none(one, "office", at),
            )
        for number, one in enumerate(self._list(lists, "unreported", "lists.")):
            at = f"lists.unreported[{number}]."
            for group in ("commitments", "milestones"):
                for identity in self._list(one, group, at):
                    yield Asked(
                        item=str(identity),
                        name=str(names.get(identity, "")),
                        why=UNREPORTED,
                        years=(),
                        texts=(),
                        cells=(),
                        file=self._text_or_none(one, "file", at),
                        sheet=self._text_or_none(one, "sheet", at),
                        office=self._text_or_none(one, "office", at),
                    )

    def _finding(self, one: Plain) -> Problem:
        at = "diagnostics."
        place = self._object(one, "location", at)
        line = [str(place[key]) for key in ("line", "column") if place.get(key) is not None]
        year = one.get("year")
        return Problem(
            code=self._text(one, "code", at),
            severity=self._one_of(Severity, one, "severity", at) or Severity.INFO,
            item=self._text_or_none(one, "indicator", at),
            year=year if isinstance(year, int) else None,
            text=self._text_or_none(one, "text", at),
            file=self._text_or_none(place, "file", at),
            sheet=self._text_or_none(place, "sheet", at),
            cell=self._text_or_none(place, "cell", at) or ":".join(line) or None,
            message=self._text(one, "message", at),
        )

    def _plan_files(self, plan: Plain) -> Iterator[RecordedFile]:
        """The files; of a report that does not list them yet only the first one's digest."""
        if "files" in plan:
            return self._files(self._list(plan, "files", "plan."), "plan.files")
        digest = self._text(plan, "sha256", "plan.")
        return iter([RecordedFile("indicators.yaml", digest)])

    def _files(self, files: Iterable[Any], at: str) -> Iterator[RecordedFile]:
        for number, one in enumerate(files):
            here = f"{at}[{number}]."
            if not isinstance(one, Mapping):
                self._refuse(here[:-1])
            yield RecordedFile(self._text(one, "path", here), self._text(one, "sha256", here))

    # one field each: of the type that sqc writes, or the report is refused

    def _object(self, of: Plain, key: str, at: str = "") -> Plain:
        found = of.get(key)
        return found if isinstance(found, Mapping) else self._refuse(at + key)

    def _list(self, of: Any, key: str, at: str = "") -> list[Any]:
        found = of.get(key) if isinstance(of, Mapping) else None
        return found if isinstance(found, list) else self._refuse(at + key)

    def _text(self, of: Any, key: str, at: str) -> str:
        found = of.get(key) if isinstance(of, Mapping) else None
        return found if isinstance(found, str) else self._refuse(at + key)

    def _text_or_none(self, of: Plain, key: str, at: str) -> str | None:
        return None if of.get(key) is None else self._text(of, key, at)

    def _integer(self, of: Plain, key: str, at: str = "") -> int:
        found = of.get(key)
        return found if type(found) is int else self._refuse(at + key)

    def _boolean(self, of: Plain, key: str, at: str = "") -> bool:
        found = of.get(key)
        return found if isinstance(found, bool) else self._refuse(at + key)

    def _one_of(self, codes: Any, of: Plain, key: str, at: str) -> Any:
        """One of our codes, or `None`: a code that we do not know was not written by us."""
        found = of.get(key)
        if key not in of or (found is not None and found not in list(codes)):
            self._refuse(at + key)
        return None if found is None else codes(found)

    def _refuse(self, field: str) -> NoReturn:
        raise refusal("report-damaged", Place(self._path), field=field)
