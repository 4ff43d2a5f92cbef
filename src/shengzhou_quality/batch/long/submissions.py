"""The submissions of long files: one for each entity, made when its turn comes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath

from shengzhou_quality.batch.long.entity_names import EntityNames
from shengzhou_quality.batch.long.extract import Extract
from shengzhou_quality.batch.long.extracts import LongFile
from shengzhou_quality.batch.submission import Submission
from shengzhou_quality.diagnostics import Diagnostic, InputError, Place, Severity, refusal
from shengzhou_quality.evaluation.outcome import SaidBy
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

_YEAR = re.compile(r"(?:19|20)[0-9]{2}年?度?")


def find_entities(
    paths: Sequence[str],
    column: str,
    plan: Plan,
    limits: Limits,
    tell: Callable[[Diagnostic], object],
) -> Iterator[Submission]:
    """Each entity that the column names in the files, in order of first appearance.

    What is wrong with a file, or with rows that no entity has, is a refused submission with the
    file's name, before all entities; `tell` takes what is only worth knowing. Raises `InputError`
    if no file can be split.
    """
    files = find_files(paths, limits)
    if files.refusals:
        raise InputError(*files.refusals)
    names = EntityNames(limits.entities)
    read: list[LongFile] = []
    refused: list[Extract] = []
    cells = 0
    for found in files.found:
        path = found.path
        try:
            sheets = _read(path, limits, tell)
            cells += sum(map(len, (columns for sheet in sheets for columns in sheet.columns)))
            if cells > limits.long_cells:
                raise refusal("too-many-cells", Place(path), limit=f"{limits.long_cells:,}")
            file = LongFile(path, sheets, column, names, plan, limits)
        except InputError as error:
            refused.append(Extract(path, "", refusals=tuple(error.diagnostics)))
            continue
        read.append(file)
        errors = [one for one in file.findings if one.severity is Severity.ERROR]
        if errors:
            refused.append(Extract(path, "", refusals=tuple(errors)))
        for one in file.findings:
            if one.severity is not Severity.ERROR:
                tell(one)
    if not read:
        raise InputError(*(finding for one in refused for finding in one.refusals))
    _check(names.names, column, plan, read[0].path)
    for extract in refused:
        yield Submission(
            PurePath(extract.path).stem, SaidBy.FILE, (extract.path,), extracts=(extract,)
        )
    yield from _submissions(read, names, column, plan)


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


def _submissions(
    files: Sequence[LongFile], names: EntityNames, column: str, plan: Plan
) -> Iterator[Submission]:
    """One for each entity, with an extract of each file in which it has rows."""
    files_of: dict[int, list[LongFile]] = {}
    for file in files:
        for entity in dict.fromkeys(file.entities()):
            files_of.setdefault(entity, []).append(file)
    areas = Areas(plan.head.area)
    of_areas = areas.known and read_header(column).role is Role.AREA
    for entity in sorted(files_of):
        name, mine = names.names[entity], files_of[entity]
        yield Submission(
            name,
            SaidBy.COLUMN,
            tuple(file.path for file in mine),
            own_area=of_areas or areas.is_area(name),
            extracts=tuple(file.extract(entity) for file in mine),
        )
