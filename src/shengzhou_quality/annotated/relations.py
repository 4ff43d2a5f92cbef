"""Read what a part of the package refers to; add references, and the types of new parts."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from shengzhou_quality.annotated.reasons import NotAnnotatedError
from shengzhou_quality.annotated.splices import Splices, prefix_of, put_at_end, start_tag, walk
from shengzhou_quality.annotated.survey import OFFICE

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATIONS, _TYPES = f"{_PACKAGE}/relationships", f"{_PACKAGE}/content-types"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EMPTY = f'{_HEAD}<Relationships xmlns="{_RELATIONS}"></Relationships>'.encode()

COMMENTS, DRAWING = "comments", "vmlDrawing"
_TYPE_OF = {
    COMMENTS: "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml",
    DRAWING: "application/vnd.openxmlformats-officedocument.vmlDrawing",
}


class Reference(NamedTuple):
    """One reference: the last word of its type, and the part it leads to."""

    kind: str
    part: str


def listing_of(part: str) -> str:
    """The name of the part that lists what `part` refers to; of the package itself for ``."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


class Relations:
    """The references of one part by their ids; those that lead outside the file are left out."""

    def __init__(self, content: bytes | None, part: str) -> None:
        """`content` is the listing's, None if there is none yet."""
        self.by_id: dict[str, Reference] = {}
        self.is_signed = False
        self._content, self._part = content or _EMPTY, part
        self._ids: set[str] = set()
        self._root: tuple[int, bytes] = (0, b"")
        self._close = 0
        self._new: list[str] = []
        walk(self._content, listing_of(part), _RELATIONS, self._start, self._end)

    def parts(self, kind: str) -> list[str]:
        return [each.part for each in self.by_id.values() if each.kind == kind]

    @property
    def is_extended(self) -> bool:
        return bool(self._new)

    def id_of(self, part: str) -> str:
        """The id of the reference that leads to a part."""
        return next(name for name, each in self.by_id.items() if each.part == part)

    def add(self, kind: str, part: str) -> None:
        """Refer to a new part."""
        number = 1
        while (name := f"rIdSqc{number}") in self._ids:
            number += 1
        self._ids.add(name)
        self.by_id[name] = Reference(kind, part)
        # From the root: a relative path would be resolved against the folder of the process.
        target = posixpath.relpath(f"/{part}", f"/{posixpath.dirname(self._part)}")
        prefix = prefix_of(self._root[1])
        self._new.append(
            f'<{prefix}Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        )

    def result(self) -> bytes:
        splices = Splices(self._content)
        put_at_end(splices, self._root, self._close, "".join(self._new).encode())
        return splices.result()

    def _start(self, depth: int, name: str, attributes: dict[str, str], at: int) -> None:
        if depth == 0:
            self._root = (at, start_tag(self._content, at))
            if name != "Relationships":
                raise NotAnnotatedError("unusual-part", part=listing_of(self._part))
        elif name == "Relationship":
            kind = attributes.get("Type", "")
            self._ids.add(attributes.get("Id", ""))
            self.is_signed |= "/digital-signature/" in kind
            if attributes.get("TargetMode") != "External":
                folder = posixpath.dirname(self._part)
                joined = posixpath.join("/", folder, attributes.get("Target", ""))
                part = posixpath.normpath(joined).lstrip("/")
                reference = Reference(kind.rpartition("/")[2], part)
                self.by_id[attributes.get("Id", "")] = reference

    def _end(self, depth: int, _: str, at: int) -> None:
        if depth == 0:
            self._close = at


class Types:
    """[Content_Types].xml: states the types of parts; `stated` are those named by themselves."""

    name = "[Content_Types].xml"

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._defaults: dict[str, str] = {}
        self.stated: set[str] = set()
        self._root: tuple[int, bytes] = (0, b"")
        self._close = 0
        self._new: list[str] = []
        walk(content, self.name, _TYPES, self._start, self._end)

    def add(self, kind: str, part: str) -> None:
        """State the type of a new part; of a drawing by its suffix if that is still free."""
        prefix, content_type = prefix_of(self._root[1]), _TYPE_OF[kind]
        suffix = part.rpartition(".")[2]
        if kind == DRAWING and suffix not in self._defaults:
            self._defaults[suffix] = content_type
            self._new.append(
                f'<{prefix}Default Extension="{suffix}" ContentType="{content_type}"/>'
            )
        elif self._defaults.get(suffix) != content_type:
            self._new.append(f'<{prefix}Override PartName="/{part}" ContentType="{content_type}"/>')

    def result(self) -> bytes:
        splices = Splices(self._content)
        put_at_end(splices, self._root, self._close, "".join(self._new).encode())
        return splices.result()

    def _start(self, depth: int, name: str, attributes: dict[str, str], at: int) -> None:
        if depth == 0:
            self._root = (at, start_tag(self._content, at))
            if name != "Types":
                raise NotAnnotatedError("unusual-part", part=self.name)
        elif name == "Default":
            self._defaults[attributes["Extension"].lower()] = attributes["ContentType"]
        elif name == "Override":
            self.stated.add(attributes["PartName"].lstrip("/").casefold())

    def _end(self, depth: int, _: str, at: int) -> None:
        if depth == 0:
            self._close = at
