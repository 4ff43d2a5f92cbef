"""Whose file it is: which files belong to one entity, and what the entity is called.

A false merge is a false verdict. By default only files whose paths differ in nothing but years
are of one entity; all others are submissions by themselves.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from shengzhou_quality.batch.own_area import areas_stated
from shengzhou_quality.batch.path_template import PathTemplate
from shengzhou_quality.batch.submission import Submission
from shengzhou_quality.batch.years_in_names import without_years
from shengzhou_quality.diagnostics import Diagnostic, InputError, Place
from shengzhou_quality.evaluation.outcome import EntitySource
from shengzhou_quality.limits import USUAL, Limits
from shengzhou_quality.reading.tables.areas import is_place, place_at_start
from shengzhou_quality.reading.tables.county_names import is_zone

ENTITY_RULES = ("file", "folder", "title", "path:…")
"""The values of --entity; without one, files are merged by their paths without years."""
_PATH = "path:"
_PARTS = re.compile(r"[\s_\-—–·.、,，:：()（）【】\[\]〔〕]+|^[0-9]+")


class SubmittedFile(NamedTuple):
    """A file to evaluate. `given` parts of its path are the folder that the user named.

    `refused`: nothing of it can be read, for that reason.
    """

    path: str
    given: int = 0
    plan: str | None = None
    refused: tuple[Diagnostic, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of the path, the name of the file last."""
        written = self.path.replace(os.sep, "/").split("/")
        return tuple(part for part in written if part not in ("", "."))


class WhoseFile(NamedTuple):
    """What a rule says of one file: files with an equal `key` are one entity's.

    `names` are its names from the shortest to the whole: the first that no other entity has is
    shown.
    """

    key: tuple[str, ...]
    names: tuple[str, ...]
    said_by: EntitySource
    area: str = ""
    refused: tuple[Diagnostic, ...] = ()


class EntityRule:
    """The rule of --entity. Raises `ValueError` for one that is none."""

    def __init__(
        self,
        asked: str | None = None,
        limits: Limits = USUAL,
    ) -> None:
        """`limits` are those of a file, which only the rule `title` reads."""
        template = asked.removeprefix(_PATH) if asked and asked.startswith(_PATH) else None
        self._template = PathTemplate(template) if template is not None else None
        if asked is not None and template is None and asked not in ENTITY_RULES[:-1]:
            raise ValueError(asked)
        self._asked = "path" if template is not None else asked
        self._limits = limits

    @property
    def is_usual(self) -> bool:
        return self._asked is None

    def of(self, file: SubmittedFile) -> WhoseFile:
        match self._asked:
            case "file":
                return _by_file(file)
            case "folder":
                return _by_folder(file)
            case "path":
                return self._by_template(file)
            case "title":
                return self._by_title(file)
            case _:
                return _by_path(file)

    def _by_template(self, file: SubmittedFile) -> WhoseFile:
        assert self._template is not None
        found = self._template.match(file.parts)
        if found is None:
            return _refused(file, EntitySource.PATH, "entity-no-match")
        above = _rest(file.parts[: found.above])
        names = _names((*above, found.entity))
        area, of_path = area_in((found.entity,)), _area_of(file)
        area = of_path if of_path.endswith(area) else area
        return WhoseFile(("entity", *above, found.entity), names, EntitySource.PATH, area)

    def _by_title(self, file: SubmittedFile) -> WhoseFile:
        if file.refused:
            return _by_file(file)
        try:
            stated = areas_stated(file.path, self._limits)
        except InputError as error:
            return _by_file(file)._replace(said_by=EntitySource.TITLE, refused=error.diagnostics)
        if len(stated) == 1:
            return WhoseFile(("entity", stated[0]), stated, EntitySource.TITLE, stated[0])
        if stated:
            return _refused(file, EntitySource.TITLE, "entity-stated-twice", areas=stated)
        return _refused(file, EntitySource.TITLE, "entity-not-stated")


def submissions_of(files: Iterable[SubmittedFile], rule: EntityRule) -> Iterator[Submission]:
    """The submissions of files in order; one of several files stands where its first is."""
    found: dict[tuple[str, ...], tuple[WhoseFile, list[SubmittedFile]]] = {}
    for file in files:
        whose = rule.of(file)
        if file.refused:
            whose = whose._replace(refused=file.refused, key=("file", file.path))
        # A folder's own plan tells its files from those of the same name elsewhere.
        key = (file.plan or "", *whose.key)
        found.setdefault(key, (whose, []))[1].append(file)
    shown = _shown([_with_whole_path(whose, several[0]) for whose, several in found.values()])
    for entity, (whose, several) in zip(shown, found.values(), strict=True):
        yield Submission(
            entity,
            whose.said_by,
            tuple(file.path for file in several),
            several[0].plan,
            whose.area,
            refusals=whose.refused or _of_several_areas(whose, several),
        )


def _with_whole_path(whose: WhoseFile, file: SubmittedFile) -> WhoseFile:
    """Files that only the year and a plan, or only their suffixes, tell apart have names too."""
    folders = _folders_of(file)
    stem, name = (*folders, *_stem(file)[-1:]), (*folders, *file.parts[-1:])
    return whose._replace(names=(*whose.names, "/".join(stem), "/".join(name)))


def area_in(parts: Iterable[str]) -> str:
    """The lowest area that the parts of a path name, with those above it: 新江市甲县."""
    area = ""
    for part in reversed(tuple(parts)):
        pieces = [piece for piece in _PARTS.split(part) if piece]
        whole = [piece for piece in (part, *reversed(pieces)) if _is_area(piece)]
        begun = (place_at_start(piece) for piece in reversed(pieces))
        named = whole[0] if whole else next(filter(None, begun), "")
        if not area:
            area = named
        elif whole and (is_place(named + area) or (is_place(named) and is_zone(area))):
            area = named + area
    return area


def _is_area(piece: str) -> bool:
    """In a path 高新区 is an area too; in a table it may be a word."""
    return is_place(piece) or is_zone(piece)


def _by_path(file: SubmittedFile) -> WhoseFile:
    """By the path without its suffix and without years."""
    parts = _stem(file)
    of_file = without_years(parts[-1]) if parts else ""
    above = [without_years(part) for part in parts[file.given : -1]]
    below = tuple(filter(None, (*above, of_file)))
    key = _rest(parts)
    said_by = EntitySource.FILE if of_file else EntitySource.FOLDER
    area = _area_of(file)
    if below:
        return WhoseFile(("path", *key), _names(below, key), said_by, area)
    name = _folder_of(file)
    return WhoseFile(("path", *key), _names((name,), key), said_by, area or area_in((name,)))


def _by_file(file: SubmittedFile) -> WhoseFile:
    parts = _stem(file)
    below = parts[min(file.given, len(parts) - 1) :]
    return WhoseFile(("file", file.path), _names(below, parts), EntitySource.FILE, _area_of(file))


def _by_folder(file: SubmittedFile) -> WhoseFile:
    folders = file.parts[:-1]
    below = folders[file.given :] or (_folder_of(file),)
    area = area_in(_rest(_folders_of(file))) or _area_of(file)
    return WhoseFile(("folder", *folders), _names(below, folders), EntitySource.FOLDER, area)


def _area_of(file: SubmittedFile) -> str:
    return area_in(_rest((*_folders_of(file), *_stem(file)[-1:])))


def _folders_of(file: SubmittedFile) -> tuple[str, ...]:
    """The folders of the path as it is written, or the one that the file is in.

    The folder that is given on the command line tells the area like those below it.
    """
    written = [part for part in file.parts[:-1] if part != ".."]
    folder = os.path.dirname(os.path.abspath(file.path))  # noqa: PTH100, PTH120
    return tuple(folder.replace(os.sep, "/").split("/")[-max(len(written), 1) :])


def _refused(
    file: SubmittedFile, said_by: EntitySource, code: str, **details: tuple[str, ...]
) -> WhoseFile:
    finding = Diagnostic(code, Place(file.path), parameters={**details})
    by_file = _by_file(file)
    return by_file._replace(said_by=said_by, refused=(finding,))


def _of_several_areas(whose: WhoseFile, files: Sequence[SubmittedFile]) -> tuple[Diagnostic, ...]:
    """Why files whose paths name different areas are not evaluated as those of one entity."""
    if whose.said_by is EntitySource.TITLE:
        return ()
    named = {file.path: _area_of(file) for file in files}
    found = dict.fromkeys(area for area in (whose.area, *named.values()) if area)
    areas = [one for one in found if not any(o != one and o.endswith(one) for o in found)]
    if len(areas) < 2:
        return ()
    at = next(path for path, area in named.items() if area and area != whose.area)
    return (Diagnostic("entity-of-several", Place(at), parameters={"areas": tuple(areas)}),)


def _shown(entities: Sequence[WhoseFile]) -> list[str]:
    """The shortest name of each that no other one has."""
    names = [list(one.names) for one in entities]
    while True:
        of_name: dict[str, list[int]] = {}
        for at, each in enumerate(names):
            of_name.setdefault(each[0], []).append(at)
        longer = [
            at for several in of_name.values() if len(several) > 1 for at in several
            if len(names[at]) > 1
        ]  # fmt: skip
        if not longer:
            return [each[0] for each in names]
        for at in longer:
            names[at].pop(0)


def _names(below: Sequence[str], whole: Sequence[str] = ()) -> tuple[str, ...]:
    """The last part, the path below the given folder, the whole path."""
    return tuple(dict.fromkeys(filter(None, (below[-1], "/".join(below), "/".join(whole)))))


def _stem(file: SubmittedFile) -> tuple[str, ...]:
    *folders, name = file.parts or ("",)
    return (*folders, os.path.splitext(name)[0])  # noqa: PTH122


def _rest(parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(None, map(without_years, parts)))


def _folder_of(file: SubmittedFile) -> str:
    """The name of the folder that a file is in; where it is all years, of the one above."""
    folder = os.path.dirname(os.path.abspath(file.path))  # noqa: PTH100, PTH120
    names = folder.replace(os.sep, "/").split("/")
    rest = [name for name in map(without_years, names) if name]
    return rest[-1] if rest else names[-1] or "/"
