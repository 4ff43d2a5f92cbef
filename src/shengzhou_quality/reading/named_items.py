"""Find the items of the plan that a text in a list of offices names, however the plan heads them.

A text may be an id, a name, a range, several of them, or a head as printed: （六）…, 专栏5：…,
任务三, a 一级指标. A chapter's number alone (三、) is never an indicator's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from itertools import zip_longest
from typing import NamedTuple

from shengzhou_quality.notation import clean
from shengzhou_quality.plan.ids import looks_like_id, read_span
from shengzhou_quality.plan.kinds.indicator import Conflict
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.plan.names import fold
from shengzhou_quality.plan.tasks import Part, Safeguard, Task
from shengzhou_quality.reading.tables.naming import Naming, read_serial

_BETWEEN = re.compile(r"[、，,；;\s]+")
_CHINESE = "一二三四五六七八九十"
_NUMBER = rf"(?:[0-9]{{1,3}}|[{_CHINESE}]{{1,3}})"


_UNKNOWN, _TWO_ITEMS = "office-of-unknown", "office-two-items"


class Kind(Enum):
    """What a number counts; the words before it, or behind it, that say so."""

    TASK = "重点任务|主要任务|任务|task"
    BOX = "专栏|box"
    SAFEGUARD = "保障措施|safeguard"
    INDICATOR = "主要指标|指标|indicator|item"


_WORDS = "|".join(f"(?P<{kind.name}>{kind.value})" for kind in Kind)
_LABEL = re.compile(
    rf"\s*(?:第(?P<of>{_NUMBER})[个项]?)?(?:{_WORDS})(?(of)|\s*(?P<number>{_NUMBER}))"
    r"(?P<between>[、,;.:()\s]*)(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_BEFORE_NUMBER = re.compile(
    rf"(?<![^\s、，,；;])({'|'.join(kind.value for kind in Kind)})\s+(?={_NUMBER})", re.IGNORECASE
)
"""A label and white space: 专栏 5 is one piece of a list."""
_NUMBERING = re.compile(
    rf"\s*第?[(\[]?{_NUMBER}(?:\.[0-9]{{1,3}})*[)\]]?[项章条]?[、,.:)\s]*(?P<title>\D.*)", re.DOTALL
)
_CHAPTER = re.compile(rf"[(\[]?[{_CHINESE}]{{1,3}}[)\]]?[、.:]*")
"""A number that heads a chapter. 第五项 is no such number."""


class Meant(NamedTuple):
    """The items that a text names, and how widely.

    0 an item itself, 1 a range, 2 a box or 一级指标, 3 a task.
    """

    width: int
    ids: tuple[str, ...]


class Unclear(NamedTuple):
    """A text that names nothing for sure: the finding that says so."""

    code: str
    text: str
    parameters: Mapping[str, str] = {}


class NamedItems:
    """Reads texts against one plan."""

    def __init__(self, plan: Plan, naming: Naming) -> None:
        self._plan = plan
        self._naming = naming
        self._titled = _titled(plan)
        self._counted: Mapping[Kind, Sequence[Part]] = {
            Kind.TASK: plan.tasks,
            Kind.BOX: [box for task in plan.tasks for box in task.boxes],
            Kind.SAFEGUARD: plan.safeguards,
        }

    def all_meant(self, text: str, counts: Kind | None = None) -> tuple[list[Meant], list[Unclear]]:
        """What the text names, and what in it is unclear. A bare number counts these items."""
        pieces = list(filter(None, _BETWEEN.split(_BEFORE_NUMBER.sub(r"\1", text))))
        are_ids = all(looks_like_id(piece) or read_span(piece) for piece in pieces)
        whole = None if are_ids and len(pieces) > 1 else self._meant(text, counts)
        found = [whole] if whole else [*self._of_pieces(pieces, counts)]
        meant = [one for one in found if isinstance(one, Meant)]
        unclear = [one for one in found if isinstance(one, Unclear)]
        if not meant and all(one.code == _UNKNOWN and not one.parameters for one in unclear):
            unclear = [Unclear(_UNKNOWN, " ".join(text.split()))]
        return meant, unclear

    def _of_pieces(self, pieces: Sequence[str], counts: Kind | None) -> Iterator[Meant | Unclear]:
        first, second = (*pieces, "", "")[:2]
        is_numbered = _is_number(first) and not _is_number(second)
        before = ""
        for piece, behind in zip_longest(pieces, pieces[1:], fillvalue=""):
            is_heading = is_numbered or _CHAPTER.fullmatch(_even(piece))
            is_first = not _is_number(before)
            before = piece
            if is_heading and is_first and _is_number(piece) and self._may_be_name(behind):
                continue  # 三、…、四、…: the number of what stands behind it
            label = _LABEL.fullmatch(_even(piece))
            counts = _kind(label) if label else counts
            yield self._meant(piece, counts) or Unclear(_UNKNOWN, piece)

    def _may_be_name(self, piece: str) -> bool:
        is_id = _is_number(piece) or looks_like_id(piece) or read_span(piece)
        return bool(piece) and not is_id and not _LABEL.fullmatch(_even(piece))

    def _meant(self, text: str, counts: Kind | None) -> Meant | Unclear | None:
        written = _even(text)
        titled = self._titled.get(fold(text))
        if titled is not None:
            return titled
        number = read_serial(text) or clean(text)
        if number.isdecimal() and counts is not None:
            return self._numbered(counts, [int(number)], 0)
        if counts is None and _CHAPTER.fullmatch(clean(written)):
            return Unclear(_UNKNOWN, written, {"variant": "chapter", "number": number})
        item = self._plan.item(number)
        if isinstance(item, Part):
            return _of_part(item)
        if item is not None and not isinstance(item, Conflict):
            return Meant(0, (item.id,))
        span = read_span(number)
        if span:
            if counts is not None and not span[0]:
                return self._numbered(counts, span[1], 1)
            ids = self._plan.ids_of(number)
            return Meant(1, ids) if ids else None
        return self._headed(written) or self._named(text)

    def _named(self, text: str) -> Meant | None:
        named = self._naming.find(text)
        promise = None if named else self._naming.unjudged.find(text)
        if named is not None:
            return Meant(0, (named.indicator.id,))
        return Meant(0, (promise.id,)) if promise is not None else None

    def _headed(self, written: str) -> Meant | Unclear | None:
        """What a head as the plan prints it names, of which the title may be left out.

        A number without a word is anybody's: the title alone decides.
        """
        label = _LABEL.fullmatch(written)
        if label is not None:
            return self._labelled(label)
        in_section = self._in_section(written)
        if in_section is not None:
            return in_section
        numbering = _NUMBERING.fullmatch(written)
        return self._titled.get(fold(numbering["title"])) if numbering else None

    def _labelled(self, label: re.Match[str]) -> Meant | Unclear | None:
        """What 专栏5：… names; its title may not be that of another."""
        number = read_serial(label["of"] or label["number"]) or "0"
        by_number = self._numbered(_kind(label), [int(number)], 0)
        title = label["title"]
        if by_number is None or not title:
            return by_number
        by_title = self._titled.get(fold(title)) or self._named(title)
        if by_title is None:  # a title of their own, not a list or a longer word
            return by_number if label["between"].strip(" 、,;") else None
        if set(by_title.ids) <= set(by_number.ids) or set(by_number.ids) <= set(by_title.ids):
            return by_number
        said = label[0][: label.start("between")].strip()
        return Unclear(_TWO_ITEMS, label[0], {"number": said, "name": title})

    def _in_section(self, written: str) -> Meant | None:
        """三(六), with or without its title: the task or safeguard printed there."""
        compact = clean(written)
        for part in self._plan.sections:
            rest = compact.removeprefix(clean(part.section))
            if rest != compact and fold(rest) in {"", fold(part.title), fold(part.title_en)}:
                return _of_part(part)
        return None

    def _numbered(self, kind: Kind, numbers: Iterable[int], width: int) -> Meant | None:
        """The items of these numbers, which must all be in the plan."""
        if kind is Kind.INDICATOR:
            found = [self._plan.indicator(str(number)) for number in numbers]
            ids = [one.id for one in found if one is not None]
            return Meant(width, tuple(ids)) if found and len(ids) == len(found) else None
        parts = self._counted[kind]
        wanted = list(numbers)
        if not wanted or not all(1 <= number <= len(parts) for number in wanted):
            return None
        named = [_of_part(parts[number - 1]) for number in wanted]
        return Meant(named[0].width, tuple(one for each in named for one in each.ids))


def _titled(plan: Plan) -> dict[str, Meant]:
    """What each title names: a task, an action, a box; one of several has all their items."""
    found: dict[str, Meant] = {}
    parts = [part for section in plan.sections for part in section.parts]
    named = [(part.title, part.title_en, _of_part(part)) for part in parts]
    for category in plan.categories:
        ids = tuple(one.id for one in plan.indicators if one.category == category.key)
        named.append((category.name, category.name_en, Meant(2, ids)))
    for *titles, meant in named:
        for title in dict.fromkeys(map(fold, titles)):
            other = found.get(title, meant)
            together = tuple(dict.fromkeys((*other.ids, *meant.ids)))
            found[title] = Meant(min(other.width, meant.width), together)
    found.pop("", None)
    return found


def _of_part(part: Part) -> Meant:
    return Meant(3 if isinstance(part, Task | Safeguard) else 2, part.contents)


def _kind(label: re.Match[str]) -> Kind:
    return next(kind for kind in Kind if label[kind.name])


def _is_number(piece: str) -> bool:
    return (read_serial(piece) or "").isdecimal()


def _even(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())
