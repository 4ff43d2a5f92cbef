"""Read the parts beside the text of a Word document: styles, automatic numbers, footnotes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from shengzhou_quality.reading.readers.package import Package

_HAN = "零一二三四五六七八九"
_CIRCLED = "⓪①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_HEADINGS = ("heading ", "title", "subtitle", "标题")
_MOST_BASES = 20
_RAISING = re.compile(r"-?(?:[4-9]|[1-9][0-9]{1,2})")


def value(attributes: Mapping[str, str], name: str) -> str | None:
    """An attribute by its name without the prefix, which is `w` in files that Word saves."""
    found = attributes.get(f"w:{name}")
    if found is not None:
        return found
    return next((text for key, text in attributes.items() if key.endswith(f":{name}")), None)


def is_on(attributes: Mapping[str, str]) -> bool:
    """Whether a switch such as `<w:vanish/>` is on."""
    return value(attributes, "val") not in ("0", "false", "off", "none")


class WordStyle(NamedTuple):
    """What a style says; `None` where it leaves it to the style that it is based on."""

    based_on: str | None = None
    is_heading: bool | None = None
    raised: int | None = None
    struck: bool | None = None
    hidden: bool | None = None
    number: str | None = None
    level: int | None = None


def read_styles(package: Package) -> dict[str, WordStyle]:
    """Each style by its id, with what it inherits."""
    styles: dict[str, WordStyle] = {}
    name, style = "", WordStyle()

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal name, style
        if tag == "style":
            name, style = value(attributes, "styleId") or "", WordStyle()
        else:
            style = _with_element(style, tag, attributes)

    def end(tag: str) -> None:
        if tag == "style":
            styles[name] = style

    if "word/styles.xml" in package:
        package.parse("word/styles.xml", start, end)
    return {key: _inherited(key, styles) for key in styles}


def _with_element(style: WordStyle, tag: str, attributes: dict[str, str]) -> WordStyle:
    said = value(attributes, "val") or ""
    if tag == "name" and said.casefold().startswith(_HEADINGS):
        return style._replace(is_heading=True)
    if tag == "outlineLvl":
        return style._replace(is_heading=said < "9")
    if tag == "basedOn":
        return style._replace(based_on=said)
    if tag == "numId":
        return style._replace(number=said)
    if tag == "ilvl":
        return style._replace(level=_whole(said))
    return with_run_style(style, tag, attributes)


def with_run_style(style: WordStyle, tag: str, attributes: dict[str, str]) -> WordStyle:
    """The style with what one element of `rPr` says."""
    if tag == "vertAlign":
        raised = {"superscript": 1, "subscript": -1}.get(value(attributes, "val") or "", 0)
        return style._replace(raised=raised)
    if tag == "position":  # in half points; a few only put a line of text straight
        shift = value(attributes, "val") or ""
        if not _RAISING.fullmatch(shift):
            return style
        return style._replace(raised=-1 if shift.startswith("-") else 1)
    if tag in ("strike", "dstrike"):
        return style._replace(struck=is_on(attributes))
    if tag == "vanish":
        return style._replace(hidden=is_on(attributes))
    return style


def _inherited(key: str, styles: Mapping[str, WordStyle]) -> WordStyle:
    style = styles[key]
    above = style.based_on
    for _ in range(_MOST_BASES):
        base = styles.get(above or "")
        if base is None:
            break
        said = {
            name: known
            for name, known in base._asdict().items()
            if getattr(style, name) is None and known is not None
        }
        style = style._replace(**said)
        above = base.based_on
    return style


class NumberLevel(NamedTuple):
    """One level of a list: how its numbers are written, and where they begin."""

    form: str = "decimal"
    text: str = "%1."
    start: int = 1


class Numbering:
    """Counts the automatic numbers of a document from top to bottom."""

    def __init__(self, package: Package) -> None:
        self._lists: dict[str, dict[int, NumberLevel]] = {}
        self._of_number: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if "word/numbering.xml" in package:
            self._read(package)

    def _read(self, package: Package) -> None:
        abstract = number = ""
        level, is_override = 0, False

        def start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal abstract, number, level, is_override
            said = value(attributes, "val") or ""
            if tag == "abstractNum":
                abstract, number = value(attributes, "abstractNumId") or "", ""
            elif tag == "num":
                number = value(attributes, "numId") or ""
            elif tag == "abstractNumId" and number:
                self._of_number[number] = said
            elif tag in ("lvl", "lvlOverride"):
                level = _whole(value(attributes, "ilvl"))
                is_override |= tag == "lvlOverride"
            elif tag == "startOverride":
                self._starts[number, level] = _whole(said)
            elif not is_override:
                levels = self._lists.setdefault(abstract, {})
                levels[level] = _with_level(levels.get(level, NumberLevel()), tag, said)

        def end(tag: str) -> None:
            nonlocal is_override
            is_override &= tag != "lvlOverride"

        package.parse("word/numbering.xml", start, end)

    def next(self, number: str, level: int) -> str:
        """The number of the next paragraph of a list; empty if it is a bullet or not known."""
        name = self._of_number.get(number)
        levels = self._lists.get(name or "", {})
        if name is None or level not in levels:
            return ""
        key = number if any((number, one) in self._starts for one in levels) else f"list {name}"
        counts = self._counts.setdefault(key, {})
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        for one in range(level + 1):
            begin = self._starts.get((number, one), levels.get(one, NumberLevel()).start)
            if one not in counts:
                counts[one] = begin - (one == level)
        counts[level] += 1
        written = levels[level].text
        for one in range(level + 1):
            sign = f"%{one + 1}"
            if sign in written:
                text = number_text(counts[one], levels.get(one, NumberLevel()).form)
                if text is None:
                    return ""
                written = written.replace(sign, text)
        return "" if levels[level].form in ("bullet", "none") else written


def _with_level(level: NumberLevel, tag: str, said: str) -> NumberLevel:
    if tag == "numFmt":
        return level._replace(form=said)
    if tag == "lvlText":
        return level._replace(text=said)
    return level._replace(start=_whole(said)) if tag == "start" else level


def number_text(number: int, form: str) -> str | None:
    """A number as Word writes it; `None` for a form that is not known."""
    if form in ("decimal", "decimalFullWidth", "decimalHalfWidth"):
        return str(number)
    if form == "decimalZero":
        return f"{number:02}"
    if form.startswith("decimalEnclosedCircle") and 0 < number < len(_CIRCLED):
        return _CIRCLED[number]
    if form in ("upperLetter", "lowerLetter") and 0 < number <= 26:
        return chr((ord("A") if form == "upperLetter" else ord("a")) + number - 1)
    if form.startswith(("chinese", "japaneseCounting", "ideographDigital")) and 0 < number < 100:
        tens, ones = divmod(number, 10)
        ten = ("" if tens < 2 else _HAN[tens]) + ("十" if tens else "")
        return ten + (_HAN[ones] if ones or not tens else "")
    return None


def _whole(text: str | None) -> int:
    """A number of a file: 0 if it is none, at most 999,999."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else 0
