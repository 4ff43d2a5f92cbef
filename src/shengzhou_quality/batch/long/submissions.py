"""The submissions of long files: one for each entity, made when its turn comes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePath

from shengzhou_quality.batch.long.entity_names import EntityNames
from shengzhou_quality.batch.long.extracts import LongFile
from shengzhou_quality.batch.plan_folders import PlanFolders
from shengzhou_quality.batch.submission import Submission
from shengzhou_quality.diagnostics import Diagnostic, InputError, Place, Severity, refusal
from shengzhou_quality.evaluation.outcome import EntitySource
from shengzhou_quality.limits import Limits
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reading.folders import find_files
from shengzhou_quality.reading.readers.compact import CompactSheet
from shengzhou_quality.reading.readers.long_file import read_compact
from shengzhou_quality.reading.tables.areas import Areas
from shengzhou_quality.reading.tables.header_words import Role
from shengzhou_quality.reading.tables.headers import read_header
from shengzhou_quality.reading.tables.naming import Naming
from shengzhou_quality.sources.files import read_file

PlanOf = Callable[[str | None], Plan]
"""The plan of a path; `None`: that of the run."""

_YEAR = re.compile(r"(?:19|20)[0-9]{2}年?度?")


class Entities:
    """The submissions of long files. What a file holds of an entity is taken out in its turn.

    `heads` are all submissions without that: light enough for a list of all. What is wrong with a
    file, or with rows that no entity has, is a refused submission with the file's name, before
    all others.
    """

    def __init__(
        self, files: Sequence[LongFile], names: EntityNames, refused: Sequence[Submission]
    ) -> None:
        self._files_of: dict[tuple[str, str | None], list[LongFile]] = {}
        self._numbers: dict[str, int] = {}
        self._refused = refused
        by_number: dict[int, list[LongFile]] = {}
        for file in files:
            for number in dict.fromkeys(file.entities()):
                by_number.setdefault(number, []).append(file)
        for number in sorted(by_number):
            name = names.names[number]
            self._numbers[name] = number
            for file in by_number[number]:  # of each plan apart
                self._files_of.setdefault((name, file.plan), []).append(file)

    def heads(self, column: str, plan_of: PlanOf) -> list[Submission]:
        """In order of first appearance."""
        is_of_areas = read_header(column).role is Role.AREA
        areas_of = {
            own: Areas(plan_of(own).head.area)
            for own in dict.fromkeys(own for _, own in self._files_of)
        }
        found = []
        for (name, own), files in self._files_of.items():
            areas = areas_of[own]
            is_area = (areas.known and is_of_areas) or areas.is_area(name)
            paths = tuple(file.path for file in files)
            area = name if is_area else ""
            found.append(Submission(name, EntitySource.COLUMN, paths, own, area))
        return [*self._refused, *found]

    def whole(self, head: Submission) -> Submission:
        """The same submission with what the files hold of its entity."""
        if head.refusals:
            return head
        number = self._numbers[head.entity]
        files = self._files_of[head.entity, head.plan]
        return head._replace(extracts=tuple(file.extract(number) for file in files))


def read_entities(
    paths: Sequence[str],
    column: str,
    plan_of: PlanOf,
    limits: Limits,
    tell: Callable[[Diagnostic], object],
    *,
    own_plans: bool = False,
) -> Entities:
    """Each entity that the column names in the files.

    `own_plans`: a file below a folder that holds a folder `plan/` is judged by that plan. `tell`
    takes what is only worth knowing. Raises `InputError` if no file can be split.
    """
    files = find_files(paths, limits)
    if files.refusals:
        raise InputError(*files.refusals)
    names = EntityNames(limits.entities)
    read: list[LongFile] = []
    refused: list[Submission] = []
    plans = PlanFolders()
    cells = 0
    for found in files.found:
        path = found.path
        try:
            sheets = _read(path, limits, tell)
            cells += sum(map(len, (columns for sheet in sheets for columns in sheet.columns)))
            if cells > limits.long_cells:
                raise refusal("too-many-cells", Place(path), limit=f"{limits.long_cells:,}")
            own = plans.above(path) if own_plans else None
            file = LongFile(path, sheets, column, names, plan_of(own), limits, own)
        except InputError as error:
            refused.append(_refused(path, error.diagnostics))
            continue
        read.append(file)
        errors = [one for one in file.findings if one.severity is Severity.ERROR]
        if errors:
            refused.append(_refused(path, errors))
        for one in file.findings:
            if one.severity is not Severity.ERROR:
                tell(one)
    if not read:
        raise InputError(*(finding for one in refused for finding in one.refusals))
    _check(names.names, column, plan_of(read[0].plan), read[0].path)
    return Entities(read, names, refused)


def _refused(path: str, findings: Iterable[Diagnostic]) -> Submission:
    return Submission(PurePath(path).stem, EntitySource.FILE, (path,), refusals=tuple(findings))


def _check(names: Sequence[str], column: str, plan: Plan, path: str) -> None:
    """Refuse a column of indicators or of years."""
    find = Naming(plan).find
    others = sum(bool(_YEAR.fullmatch(name) or find(name)) for name in names)
    if 2 * others > len(names):
        raise refusal("by-column-of-others", Place(path), column=column, example=names[0])


def _read(path: str, limits: Limits, tell: Callable[[Diagnostic], object]) -> list[CompactSheet]:
    longer = limits.of_long_files()
    sheets, findings = read_compact(read_file(path, longer), path, longer)
    for one in findings:
        if one.code == "beyond-bounds" and one.place and (one.place.row or 0) > longer.rows:
            raise refusal("too-many-rows", one.place, limit=f"{longer.rows:,}")
        tell(one)
    return sheets
