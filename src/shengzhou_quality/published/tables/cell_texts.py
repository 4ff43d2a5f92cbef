"""The text of one cell as the plan's readers left it: name, unit, number and marks apart."""

from __future__ import annotations

import re
from typing import NamedTuple

from shengzhou_quality.notation import is_missing
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.tables.cell_forms import is_unit_form

_BETWEEN_HAN = re.compile(
    r"(?<=[一-鿿“”、，（）])\s+(?=[一-鿿“”、，（）A-Za-z0-9])|(?<=[A-Za-z0-9%])\s+(?=[一-鿿])"
)
_ORDINAL = re.compile(
    r"(?:([0-9]{1,3})[.、．)）](?![0-9])|[(（]([0-9]{1,3})[)）]|([①-⑳]))\s*(?=\S)"
)
_MARKS = re.compile(
    r"[*＊※†‡]{1,3}$|[①-⑳]$|[\[〔【]注?[0-9①-⑳*]{1,2}[\]〕】]$|[¹²³⁴-⁹]$|注[0-9①-⑳]$|[(（]注[0-9]?[)）]$"
)
_OPEN, _CLOSE = "(（[〔【", ")）]〕】"


class CellText(NamedTuple):
    """What a cell says. `bracket` is one behind a name that is no unit for certain."""

    text: str
    unit: str | None = None
    number: str | None = None
    marks: tuple[str, ...] = ()
    bracket: str | None = None
    doubts: tuple[Doubt, ...] = ()


def joined(text: str) -> str:
    """A text on one line, without spaces beside Han characters."""
    return _BETWEEN_HAN.sub("", " ".join(text.split()))


def read_name(text: str) -> CellText:
    """Part a name from the number before it, the unit in its last bracket, and footnote marks."""
    rest, marks = _without_marks(joined(text))
    found = _ORDINAL.match(rest)
    number = None
    if found is not None and len(rest) > found.end() + 1:
        number = next(group for group in found.groups() if group)
        rest = rest[found.end() :]
    name, unit, bracket = _without_unit(rest)
    name, more = _without_marks(name)
    return CellText(name, unit, number, (*marks, *more), bracket)


def read_value(text: str) -> CellText:
    """The text of a figure without a plain footnote mark; empty if it says that there is none."""
    rest = " ".join(text.split())
    if is_missing(rest):
        return CellText("")
    found = re.fullmatch(r"(.*?[0-9%‰一-鿿)）\]〕】])\s*([*＊※†‡]{1,3})", rest)
    if found is not None:
        return CellText(found[1], marks=(_plain_mark(found[2]),))
    return CellText(rest)


def read_words(text: str) -> str:
    """The text of a cell that holds words: a unit, a category, an office."""
    return "" if is_missing(text) else joined(text)


def _without_marks(text: str) -> tuple[str, tuple[str, ...]]:
    marks: list[str] = []
    found = _MARKS.search(text)
    while found is not None and found.start() > 0:
        marks.insert(0, _plain_mark(found[0]))
        text = text[: found.start()].rstrip()
        found = _MARKS.search(text)
    return text, tuple(marks)


def _plain_mark(mark: str) -> str:
    plain = mark.strip("[]〔〕【】()（）").replace("＊", "*")
    if len(plain) > 1 and plain.startswith("注"):
        plain = plain[1:]
    if "①" <= plain <= "⑳" and len(plain) == 1:
        return str(ord(plain) - ord("①") + 1)
    return plain.translate(str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789"))


def _without_unit(name: str) -> tuple[str, str | None, str | None]:
    """Take the unit in the last brackets of a name: 覆盖率（%）（累计） is 覆盖率（累计） in %."""
    at = _opening(name)
    if at is None or at == 0:
        return name, None, None
    inner = (
        name[at + 1 :].rstrip("".join(_CLOSE)) if not _nested(name[at + 1 :]) else name[at + 1 : -1]
    )
    unit, beside = _unit_in(inner)
    if unit is not None:
        return name[:at].rstrip() + (f"（{beside}）" if beside else ""), unit, None
    before = _opening(name[:at])
    if before is not None and before > 0:
        unit, beside = _unit_in(name[before + 1 : at - 1])
        if unit is not None and beside is None:
            return name[:before].rstrip() + name[at:], unit, None
    return name, None, inner


def _nested(inner: str) -> bool:
    return any(sign in _OPEN for sign in inner)


def _opening(name: str) -> int | None:
    """Where the bracket opens with which a name ends."""
    if not name or name[-1] not in _CLOSE:
        return None
    depth = 0
    for at in range(len(name) - 1, -1, -1):
        if name[at] in _CLOSE:
            depth += 1
        elif name[at] in _OPEN:
            depth -= 1
            if depth == 0:
                return at
    return None


def _unit_in(inner: str) -> tuple[str | None, str | None]:
    """The unit in a bracket and what stands beside it: 亿元，2020年价."""
    inner = re.sub(r"^(?:计量)?单位[:：]", "", inner.strip())
    if is_unit_form(inner):
        return "".join(inner.split()), None
    plain = re.sub(r"[(（][^()（）]*[)）]$", "", inner)
    if plain != inner and is_unit_form(plain):
        return "".join(plain.split()), inner[len(plain) + 1 : -1]
    parts = [part.strip() for part in re.split(r"[,，;；、]", inner)]
    units = [part for part in parts if is_unit_form(part)]
    if len(parts) == 2 and len(units) == 1:
        return units[0], next(part for part in parts if part is not units[0])
    return None, None
