"""Read a submission as that of its own area: 甲县's figures are the own ones, no others are.

A province's plan is evaluated for each of its counties. An area that the path names rules: a
file that says another one is not read. Where the path names none, the files may.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import PurePath
from typing import NamedTuple

from shengzhou_quality.batch.submission import Submission
from shengzhou_quality.diagnostics import Diagnostic, InputError
from shengzhou_quality.evaluation.outcome import EntitySource
from shengzhou_quality.limits import Limits
from shengzhou_quality.notation import Figure, clean, read_value
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reading.opened import content_of, open_file
from shengzhou_quality.reading.tables.areas import areas_of, is_place, own_words, place_stated
from shengzhou_quality.reading.tables.headers import heads_names
from shengzhou_quality.reported import Actuals, Sheet
from shengzhou_quality.units import is_unit

_ROWS = 10
"""Titles stand in so many rows at the top of a sheet."""
_CELLS = 2
"""A row with more cells is the header of a table."""
_YEAR = re.compile(r"(?:19|20)[0-9]{2}年?度?")
_AND_MORE = "…"
"""A finding about many areas names the first ones, and says that there are more."""


class OwnReading(NamedTuple):
    """What was read, with the plan of the area that it was read for, and whose it is."""

    actuals: Actuals
    plan: Plan
    entity: str
    said_by: EntitySource


def read_own(
    submission: Submission, plan: Plan, limits: Limits, read: Callable[[Plan], Actuals]
) -> OwnReading:
    """Read a submission for its own area. Raises `InputError` if nothing can be judged."""
    if submission.refusals:
        raise InputError(*submission.refusals)
    entity, said_by = submission.entity, submission.said_by
    if submission.area:
        own = plan_of_area(plan, submission.area)
        try:
            return OwnReading(read(own), own, entity, said_by)
        except InputError:
            below = _below_province(submission, limits)
            if below is None:
                raise
            own = plan_of_area(plan, below)
            return OwnReading(read(own), own, below, EntitySource.TITLE)
    if submission.extracts:  # what its rows say is all that there is to read
        return OwnReading(read(plan), plan, entity, said_by)
    return _read_as_the_files_say(submission, plan, limits, read)


def _below_province(submission: Submission, limits: Limits) -> str | None:
    """The one area that the files in the folder of a province say that they are of."""
    area = submission.area
    if not area.endswith(("省", "自治区")) or submission.extracts:
        return None
    if any(area in PurePath(file).name for file in submission.files):
        return None
    below = _stated_by_each(submission.files, limits)
    is_below = below.startswith(area) or not re.search("省|自治区", below)
    return below if below and is_below else None


def _read_as_the_files_say(
    submission: Submission, plan: Plan, limits: Limits, read: Callable[[Plan], Actuals]
) -> OwnReading:
    entity, said_by = submission.entity, submission.said_by
    try:
        first, refused = read(plan), None
        findings = first.diagnostics
    except InputError as error:
        first, refused = None, error
        findings = error.diagnostics
    others = [one for one in findings if one.code == "another-area"]
    if others:
        area = _stated_by_each(submission.files, limits)
        if area and not areas_of(plan.head.area).is_own(area):
            own = plan_of_area(plan, area)
            second = _read_if_any(read, own) if first is not None else read(own)
            if second is not None and not (first is not None and _has_area_of(plan, second)):
                return OwnReading(second, own, area, EntitySource.TITLE)
    if first is not None and any(_may_hide(one, entity) for one in findings):
        words = _words_in(submission.files, entity, limits)
        second = _read_if_any(read, plan.of_area(words)) if words else None
        if second is not None:
            return OwnReading(second, plan.of_area(words), entity, said_by)
    if first is None:
        raise refused or InputError()
    return OwnReading(first, plan, entity, said_by)


def plan_of_area(plan: Plan, area: str) -> Plan:
    """The plan for the figures of an area; of its own it may know more: the city above it."""
    listed = plan.head.area
    if not areas_of(listed).is_own(area):
        return plan.of_area(own_words(area))
    return plan if area in listed else plan.of_area((*listed, area))


def areas_stated(file: str, limits: Limits) -> tuple[str, ...]:
    """The areas that the titles and lines (地区：甲县) of a file give, each once.

    Raises `InputError` if it cannot be read.
    """
    return tuple(dict.fromkeys(filter(None, map(_area_of, _sheets_of(file, limits)))))


def _sheets_of(file: str, limits: Limits) -> tuple[Sheet, ...]:
    content = content_of(file, limits)
    if isinstance(content, InputError):
        raise content
    return tuple(open_file(content, file, limits, alone=False, accepted=False).sheets)


def _stated_by_each(files: Iterable[str], limits: Limits) -> str:
    """The one area that each file gives; empty if one gives none: its figures are nobody's.

    A file that cannot be read gives none; evaluating it says why.
    """
    found: set[tuple[str, ...]] = set()
    for file in files:
        with suppress(InputError):
            found.add(areas_stated(file, limits))
    stated = found.pop() if len(found) == 1 else ()
    return stated[0] if len(stated) == 1 else ""


def _area_of(sheet: Sheet) -> str | None:
    """What the lowest title says, else the name of the sheet: as a table takes its area."""
    titles = list(_titles(sheet))
    named = (place_stated(text) for text in (*reversed(titles), sheet.place.sheet or ""))
    return next(filter(None, named), None)


def _titles(sheet: Sheet) -> Iterator[str]:
    for row in sheet.rows[:_ROWS]:
        cells = [cell.text for cell in row.values() if cell.text.strip()]
        if len(cells) > _CELLS or any(map(_ends_titles, cells)):
            return
        yield from cells


def _ends_titles(text: str) -> bool:
    """Whether a text is a header or a figure: below it areas are rows of data, 乙市 | 93."""
    if heads_names(text):
        return True
    value = None if _YEAR.fullmatch(text.strip()) else read_value(text)
    return isinstance(value, Figure) and (value.unit is None or is_unit(value.unit))


def _read_if_any(read: Callable[[Plan], Actuals], plan: Plan) -> Actuals | None:
    try:
        return read(plan)
    except InputError:
        return None


def _has_area_of(plan: Plan, actuals: Actuals) -> bool:
    """Whether figures of the plan's own area stand in the same files: then they are read."""
    areas = areas_of(plan.head.area)
    return any(
        name == _AND_MORE or areas.is_own(name)
        for one in actuals.diagnostics
        if one.code == "another-area"
        for name in _areas_in(one)
    )


def _areas_in(finding: Diagnostic) -> tuple[str, ...]:
    areas = finding.parameters.get("areas")
    return areas if isinstance(areas, tuple) else ()


def _may_hide(finding: Diagnostic, entity: str) -> bool:
    """Whether figures that were not read may be the entity's: those of an area, or its column."""
    text = str(finding.parameters.get("text", ""))
    of_column = finding.code == "column-not-read" and (is_place(text) or entity in text)
    return of_column or finding.code == "another-area"


def _words_in(files: Iterable[str], entity: str, limits: Limits) -> tuple[str, ...]:
    """What files with a table of several areas call the entity; empty if they do not name it.

    长兴 is 长兴县 there, and 经开城 is an area, though nothing but the table says so.
    """
    names: set[str] = set()
    for file in files:
        with suppress(InputError):
            for sheet in _sheets_of(file, limits):
                texts = (clean(cell.text) for row in sheet.rows for cell in row.values())
                names.update(text for text in texts if entity in (text, text[:-1]))
    places = {name for name in names if is_place(name)}
    if len(places) > 1:
        return ()
    if places:
        return (*own_words(*places), entity)
    return (entity,) if entity in names else ()
