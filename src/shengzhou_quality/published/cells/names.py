"""Clean what one printed cell holds: a name with its number, unit and marks, or a figure.

Nothing is corrected in silence: a rule that may be wrong leaves a doubt.
"""

from __future__ import annotations

import re

from shengzhou_quality.published.cells.characters import (
    HAN,
    Cleaned,
    close_up,
    joined,
    plain_characters,
)
from shengzhou_quality.published.cells.figures import (
    clean_figure,
    decimal_comma,
    may_be_thousands,
    raised_marks,
    shows_decimal_comma,
)
from shengzhou_quality.published.cells.row_numbers import take_number
from shengzhou_quality.published.cells.unit_text import UnitText, is_unit_text, read_unit
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.reported import Cell

__all__ = [
    "Cleaned",
    "clean_figure",
    "clean_name",
    "decimal_comma",
    "may_be_thousands",
    "shows_decimal_comma",
]

_LONGEST = 200
_WEIGHTS = ("约束性", "预期性")
_BRACKET = r"[(（\[【〔{{]{0}[)）\]】〕}}]"
_LAST_BRACKET = re.compile(_BRACKET.format(r"(?P<within>[^()（）\[\]【】〔〕{}]*)") + "$")
_TWO_LAST = re.compile(
    _BRACKET.format(r"(?P<within>[^()（）\[\]【】〔〕{}]*)")
    + rf"(?P<behind>{_BRACKET.format('[^()（）【】〔〕{}]*')})$"
)
_HALF_BRACKET = re.compile(
    r"(?:[(（\[【〔](?P<opened>[^()（）\[\]【】〔〕]{1,12})|(?P<closed>[%‰])[)）\]】〕])$"
)
_BEHIND_COMMA = re.compile(r"^(?P<head>.*\S)\s*[,，:：]\s*(?P<unit>[^,，、:：]{1,20})$", re.DOTALL)
_BEHIND_SLASH = re.compile(
    rf"^(?P<head>.*?[{HAN}0-9\]〕】*※①-⓿¹²³⁰⁴-⁹])\s*/\s*(?P<unit>\S{{1,12}})$", re.DOTALL
)
_BEHIND_SPACE = re.compile(r"^(?P<head>.*\S)(?P<gap>\s+)(?P<unit>\S{1,10})$", re.DOTALL)
_SIGN_AT_END = re.compile(rf"^(?P<head>.*[{HAN})）])\s*(?P<unit>[%‰])$", re.DOTALL)
_MARK = re.compile(
    r"(?P<mark>[*※†‡★☆▲△]|[①-⓿❶-❿]|(?<!m)[¹²³⁰⁴-⁹]+|(?<=m[²³])[¹²³⁰⁴-⁹]+|[\[〔【]\s*(?:注\s*)?(?:\d{1,2}|[①-⓿*a-z])?\s*[\]〕】]"
    r"|[(（]\s*(?:注\s*\d{0,2}|[①-⓿*])\s*[)）]|注\s*(?:\d{1,2}|[①-⓿]))$"
)
_ROUND_MARK = re.compile(r"(?P<mark>[(（]\s*\d{1,2}\s*[)）])$")
_GLUED_MARK = re.compile(
    rf"(?:(?<=[{HAN}”』)）\]】〕%‰¹²³⁰⁴-⁹*①-⓿])(?P<mark>\d{{1,2}})|(?:(?<=[A-Z]{{3}})(?<!BOD)|(?<=R&D))(?P<digit>\d))$"
)
"""GDP2 has a mark; BOD5, CO2, PM2.5 and PM10 are names."""
_SPACE_INSIDE = re.compile(
    rf"(?<=[A-Z]) +(?=[A-Z](?:[{HAN}0-9]|$))"
    rf"|(?<=[{HAN}][A-Z]) +(?=[A-Z]{{1,3}}(?![A-Za-z]))"
)
"""GD P比重, 占G DP: a copied line leaves a space within capitals of which one stands alone."""
_NOISE_INSIDE = re.compile(rf"(?<=[{HAN}])\s*[·_`^|~]+\s*(?=[{HAN}])")


def clean_name(cell: Cell | str) -> Cleaned:
    """Clean the name of an indicator: take off its number, its unit and its marks.

    Brackets that belong to the name stay (乡镇(街道)). Doubts are of the fields `name` and `unit`.
    """
    found = _cleaned_once(cell)
    while (again := _cleaned_once(found.text)).text != found.text:
        found = _added(found, again)
    return found


def _added(found: Cleaned, again: Cleaned) -> Cleaned:
    """What a further pass took off. A second unit or number is a question, and never lost."""
    doubts, notes = list(again.doubts), list(again.notes)
    if found.unit and again.unit:
        doubts.append(Doubt("import-unit-or-name", "unit", {"text": again.unit}))
        notes.append(again.unit)
    if found.number and again.number:
        shown = {"text": f"{found.number} {again.number} {again.text}"}
        doubts.append(Doubt("import-number-or-name", "name", shown))
    return Cleaned(
        text=again.text,
        unit=found.unit or again.unit,
        number=found.number or again.number,
        marks=(*found.marks, *again.marks),
        notes=(*found.notes, *notes),
        doubts=joined(found.doubts, *doubts),
    )


def _cleaned_once(cell: Cell | str) -> Cleaned:
    text = cell if isinstance(cell, str) else cell.text
    raised = () if isinstance(cell, str) else raised_marks(cell)
    plain, doubts = plain_characters(text, "name")
    if len(plain) > _LONGEST:
        return Cleaned(close_up(plain), doubts=doubts)  # a sentence, and no name
    if not isinstance(cell, str) and cell.fault is not None:
        unusable = Doubt("import-cell-unusable", "name", {"text": cell.shown or cell.text})
        doubts = (*doubts, unusable)
    name = _Name(plain, list(raised), list(doubts))
    name.take_front()
    name.take_end()
    bare = _SPACE_INSIDE.sub("", _NOISE_INSIDE.sub("", name.text))
    if bare != name.text:
        name.doubt("import-noise", text=name.text)
    if sum(map(bare.count, "(（[【〔")) != sum(map(bare.count, ")）]】〕")):
        name.doubt("import-name-bracket", text=" ".join(bare.split()))
    return Cleaned(
        text=close_up(bare).strip("·:：,，、;；。 "),
        unit=name.unit,
        number=name.number,
        marks=tuple(name.marks),
        notes=tuple(name.notes),
        doubts=joined((), *name.doubts),
    )


class _Name:
    """What is left of a name while its parts are taken from both ends."""

    def __init__(self, text: str, marks: list[str], doubts: list[Doubt]) -> None:
        self.text = text
        self.marks = marks
        self.notes: list[str] = []
        self.doubts = doubts
        self.number: str | None = None
        self.unit: str | None = None

    def doubt(self, code: str, field: str = "name", **parameters: str) -> None:
        self.doubts.append(Doubt(code, field, dict(parameters)))

    def take_front(self) -> None:
        """Take bullets, stars and the row's number."""
        front = take_number(self.text)
        self.text, self.number = front.text, front.number
        self.marks.extend(front.marks)
        self.doubts.extend(front.doubts)

    def take_end(self) -> None:
        """Take footnote marks and the unit, in whatever order they stand."""
        before = None
        while self.text != before:
            before = self.text
            self.text = self.text.rstrip(" \n:：,，、;；。·")
            if not (self.unit is None and self._take_unit()):
                self._take_mark()

    def _take_unit(self) -> bool:
        if not self.text:
            return False
        bracket = _LAST_BRACKET.search(self.text)
        if bracket is not None:
            return self._take_bracket(bracket)
        sign = _SIGN_AT_END.match(self.text)
        if sign is not None:
            self.text, self.unit = sign["head"], sign["unit"]
            return True
        half = _HALF_BRACKET.search(self.text)
        if half is not None and is_unit_text(half["opened"] or half["closed"]):
            within = half["opened"] or half["closed"]
            self._guess(self.text[: half.start()], UnitText(within.strip()))
            return True
        if "/" in self.text.split()[-1] and self._take_behind_space():
            return True
        for pattern in (_BEHIND_COMMA, _BEHIND_SLASH):
            parts = pattern.match(self.text)
            unit = read_unit(parts["unit"]) if parts is not None else None
            if parts is not None and unit is not None:
                self._guess(parts["head"], unit, told=pattern is _BEHIND_SLASH)
                return True
        return self._take_behind_space()

    def _take_bracket(self, bracket: re.Match[str]) -> bool:
        within = bracket["within"]
        if bracket.start() and (re.fullmatch(r"[-—–－/／\s]*", within) or within in _WEIGHTS):
            self.text = self.text[: bracket.start()]  # (—): the indicator has no unit
            self.notes.extend([within] if within in _WEIGHTS else [])
            return True
        unit = read_unit(within)
        if unit is None and (marked := _MARK.search(within.strip())) is not None:
            unit = read_unit(within.strip()[: marked.start()])
            if unit is not None:
                self.marks.append(marked["mark"])
        if unit is not None and bracket.start():
            self.text = self.text[: bracket.start()]
            self._set(unit)
            return True
        two = _TWO_LAST.search(self.text)
        unit = read_unit(two["within"]) if two is not None and two.start() else None
        if two is None or unit is None or _MARK.search(two["behind"]):
            return False
        self.text = self.text[: two.start()] + two["behind"]
        self._set(unit)
        return True

    def _take_behind_space(self) -> bool:
        parts = _BEHIND_SPACE.match(self.text)
        if parts is None or not is_unit_text(parts["unit"]):
            return False
        # 文 化 建 设 项: a single character behind spaced characters may be one of the name's.
        spaced = re.search(rf"[{HAN}]\s+[{HAN}]", parts["head"]) is not None
        unit = parts["unit"]
        if re.match(rf"[{HAN}](?:/|$)", unit) and (spaced or "/" in unit or parts["gap"] == " "):
            self.doubt("import-unit-or-name", "unit", text=unit)
            return False
        if spaced and not re.search(r"[%‰/]", unit):
            self.doubt("import-unit-or-name", "unit", text=unit)
            return False
        self._guess(parts["head"], UnitText(unit))
        return True

    def _guess(self, head: str, unit: UnitText, *, told: bool = True) -> None:
        self.text = head
        self._set(unit)
        if told:
            self.doubt("import-unit-guessed", "unit", text=unit.unit)

    def _set(self, unit: UnitText) -> None:
        self.unit = unit.unit
        if unit.note is not None:
            self.notes.append(unit.note)

    def _take_mark(self) -> None:
        mark = _MARK.search(self.text)
        if mark is not None and re.search(r"[A-Za-z]$", self.text[: mark.start()]):
            mark = None if mark["mark"] in ("²", "³") else mark  # m², and no footnote
        guessed = None
        if mark is None:
            guessed = mark = _ROUND_MARK.search(self.text) or _GLUED_MARK.search(self.text)
        if mark is None or not mark.start():
            return
        self.text = self.text[: mark.start()]
        self.marks.append(re.sub(r"\s+", "", mark[0]))
        if guessed is not None:
            self.doubt("import-mark-guessed", mark=mark[0])
