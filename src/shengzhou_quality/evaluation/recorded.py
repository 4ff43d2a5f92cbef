"""An evaluation as its JSON report records it: the one shape in which two runs are compared.

A report of this run is turned into the same plain data first (`formats/json.py`), so that no
side is read more kindly than the other. Reports of an older version lack the fields that were
added later; a report that lacks what every version wrote, or that has been broken, is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    exact, in `cells`; `text_years` are their years, null where a cell gave no value. `why` is a
    reason of the list, or `unreported` of a commitment or milestone that nobody reported. `file`,
    `sheet` and `office` are `None` of what is asked of nobody in particular.
    """

    item: str
    name: str
    why: str
    years: tuple[int, ...]
    texts: tuple[str, ...]
    cells: tuple[str, ...]
    text_years: tuple[int | None, ...]
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

    `judged`: made by this run from data, not read from a report.
    `language` is that of its sentences, `None` of an older report, which does not say it.
    `plan_files` and `sources` have the digests; `items` are in the plan's order, by id.
    """

    path: str
    judged: bool
    version: str
    language: str | None
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


def read_recorded(data: Plain, path: str, *, judged: bool = False) -> Recorded:
    """Read the plain data of a JSON report; of this run, if it was `judged` now.

    Raises `InputError` for what is no report of an evaluation, for one of a newer version, and
    for one with a field that sqc does not write.
    """
    return _Reader(path).recorded(data, judged=judged)


class _Reader:
    """Reads the fields of one report, and names the first one that cannot be right."""

    def __init__(self, path: str) -> None:
        self._path = path

    def recorded(self, data: Plain, *, judged: bool) -> Recorded:
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
        only, choice = data.get("only"), data.get("year_choice")
        return Recorded(
            path=self._path,
            judged=judged,
            version=self._text(tool, "version", "tool."),
            language=self._text_or_none(data, "language", ""),
            plan=self._text(plan, "id", "plan."),
            title=self._text(plan, "title", "plan."),
            year=self._integer(data, "year"),
            final=self._boolean(data, "final"),
            year_given=isinstance(choice, Mapping) and choice.get("rule") == "given",
            only=None if only is None else tuple(map(str, self._list(data, "only"))),
            fail_on=self._one_of(FailOn, result, "fail_on", "result.") or FailOn.BINDING,
            plan_files=tuple(self._plan_files(plan)),
            sources=tuple(self._files(data, "sources")),
            items={one.id: one for one in self._items(data)},
            requests=tuple(self._requests(data)),
            findings=tuple(self._findings(data)),
            data=data,
        )

    def _items(self, data: Plain) -> Iterator[RecordedItem]:
        seen: set[str] = set()
        for group in GROUPS:
            for at, one in self._entries(data, group):
                identity = self._text(one, "id", at)
                if identity in seen:
                    self._refuse(f"{at}id")
                seen.add(identity)
                for here, entry in self._entries(one, "series", at):
                    self._integer(entry, "year", here)
                    self._text_or_none(entry, "text", here)
                for key in ("unit", "kind"):
                    self._text_or_none(one, key, at)
                assessed = one.get("assessed")
                yield RecordedItem(
                    identity,
                    self._text(one, "name", at),
                    group,
                    self._one_of(Verdict, one, "verdict", at),
                    self._one_of(Status, one, "status", at),
                    isinstance(assessed, Mapping) and assessed.get("excluded") is True,
                    one,
                )

    def _requests(self, data: Plain) -> Iterator[Asked]:
        lists, of_cells = data["lists"], self._years(data)
        for at, one in self._entries(lists, "missing", "lists."):
            cells = list(self._entries(one, "cells", at))
            years = self._list(one, "years", at)
            if not all(isinstance(year, int) for year in years):
                self._refuse(f"{at}years")
            item = self._text(one, "id", at)
            yield Asked(
                item=item,
                name=self._text(one, "name", at),
                why=self._text(one, "why", at),
                years=tuple(years),
                texts=tuple(self._text(cell, "text", here) for here, cell in cells),
                cells=tuple(self._text(cell, "place", here) for here, cell in cells),
                text_years=tuple(of_cells.get((item, cell["place"])) for _, cell in cells),
                **self._whose(one, at),
            )
        names = {one["id"]: one["name"] for group in GROUPS for one in data[group]}
        for at, one in self._entries(lists, "unreported", "lists."):
            for group in ("commitments", "milestones"):
                for identity in map(str, self._list(one, group, at)):
                    yield Asked(
                        item=identity,
                        name=names.get(identity, ""),
                        why=UNREPORTED,
                        years=(),
                        texts=(),
                        cells=(),
                        text_years=(),
                        **self._whose(one, at),
                    )

    def _years(self, data: Plain) -> dict[tuple[str, str], int]:
        """The year of each value, by its item and cell."""
        return {
            (one["id"], entry["place"]): entry["year"]
            for group in GROUPS
            for one in data[group]
            for entry in one["series"]
            if isinstance(entry.get("place"), str)
        }

    def _whose(self, one: Plain, at: str) -> dict[str, str | None]:
        return {key: self._text_or_none(one, key, at) for key in ("file", "sheet", "office")}

    def _findings(self, data: Plain) -> Iterator[Problem]:
        """A finding that names no year is about the year of the value in its cell."""
        years = self._years(data)
        for at, one in self._entries(data, "diagnostics"):
            place = self._object(one, "location", at)
            line = [str(place[key]) for key in ("line", "column") if place.get(key) is not None]
            file, sheet, cell = (
                self._text_or_none(place, key, at) for key in ("file", "sheet", "cell")
            )
            item, year = self._text_or_none(one, "indicator", at), one.get("year")
            cell = cell or ":".join(line) or None
            spot = f"{file}:{sheet}!{cell}" if sheet else f"{file}:{cell}"
            yield Problem(
                code=self._text(one, "code", at),
                severity=self._one_of(Severity, one, "severity", at) or Severity.INFO,
                item=item,
                year=year if isinstance(year, int) else years.get((item or "", spot)),
                text=self._text_or_none(one, "text", at),
                file=file,
                sheet=sheet,
                cell=cell,
                message=self._text(one, "message", at),
            )

    def _plan_files(self, plan: Plain) -> Iterator[RecordedFile]:
        """The files; of a report that does not list them yet only the first one's digest."""
        if "files" in plan:
            return self._files(plan, "files", "plan.")
        return iter([RecordedFile("indicators.yaml", self._text(plan, "sha256", "plan."))])

    def _files(self, of: Plain, key: str, at: str = "") -> Iterator[RecordedFile]:
        for here, one in self._entries(of, key, at):
            yield RecordedFile(self._text(one, "path", here), self._text(one, "sha256", here))

    # one field each: of the type that sqc writes, or the report is refused

    def _object(self, of: Plain, key: str, at: str = "") -> Plain:
        found = of.get(key)
        return found if isinstance(found, Mapping) else self._refuse(at + key)

    def _list(self, of: Any, key: str, at: str = "") -> list[Any]:
        found = of.get(key) if isinstance(of, Mapping) else None
        return found if isinstance(found, list) else self._refuse(at + key)

    def _entries(self, of: Plain, key: str, at: str = "") -> Iterator[tuple[str, Plain]]:
        """Each object of a list, after the path of its fields: `indicators[3].`."""
        for number, one in enumerate(self._list(of, key, at)):
            here = f"{at}{key}[{number}]"
            yield f"{here}.", one if isinstance(one, Mapping) else self._refuse(here)

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
