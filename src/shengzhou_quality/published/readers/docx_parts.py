"""Read the parts beside the text of a Word document: styles, automatic numbers, footnotes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from shengzhou_quality.reading.readers.package import Package

_HAN = "零一二三四五六七八九"
_CIRCLED = "⓪①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_LEVELS = 9


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
        said = value(attributes, "val")
        if tag == "style":
            name, style = value(attributes, "styleId") or "", WordStyle()
        elif tag == "name":
            plain = (said or "").casefold()
            if plain.startswith(("heading ", "title", "标题", "subtitle")):
                style = style._replace(is_heading=True)
        elif tag == "outlineLvl":
            style = style._replace(is_heading=(said or "9") < "9")
        elif tag == "basedOn":
            style = style._replace(based_on=said)
        elif tag == "numId":
            style = style._replace(number=said)
        elif tag == "ilvl":
            style = style._replace(level=_whole(said))
        else:
            style = with_run_style(style, tag, attributes)

    def end(tag: str) -> None:
        if tag == "style":
            styles[name] = style

    if "word/styles.xml" in package:
        package.parse("word/styles.xml", start, end)
    return {key: _inherited(key, styles) for key in styles}


def with_run_style(style: WordStyle, tag: str, attributes: dict[str, str]) -> WordStyle:
    """The style with what one element of `rPr` says."""
    if tag == "vertAlign":
        raised = {"superscript": 1, "subscript": -1}.get(value(attributes, "val") or "", 0)
        return style._replace(raised=raised)
    if tag in ("strike", "dstrike"):
        return style._replace(struck=is_on(attributes))
    if tag == "vanish":
        return style._replace(hidden=is_on(attributes))
    return style


def _inherited(key: str, styles: Mapping[str, WordStyle]) -> WordStyle:
    style = styles[key]
    seen = {key}
    above = style.based_on
    while above in styles and above not in seen and len(seen) < 20:
        seen.add(above)
        base = styles[above]
        said = zip(style[1:], base[1:], strict=True)
        style = WordStyle(base.based_on, *(a if a is not None else b for a, b in said))
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
        level, override = 0, False

        def start(tag: str, attributes: dict[str, str]) -> None:
            nonlocal abstract, number, level, override
            said = value(attributes, "val") or ""
            levels = self._lists.setdefault(abstract, {})
            if tag == "abstractNum":
                abstract, number = value(attributes, "abstractNumId") or "", ""
            elif tag == "num":
                number = value(attributes, "numId") or ""
            elif tag == "abstractNumId" and number:
                self._of_number[number] = said
            elif tag == "lvlOverride":
                level, override = _whole(value(attributes, "ilvl")), True
            elif tag == "startOverride":
                self._starts[number, level] = _whole(said)
            elif tag == "lvl":
                level = _whole(value(attributes, "ilvl"))
                if not override:
                    levels[level] = NumberLevel()
            elif not override and level in levels:
                if tag == "numFmt":
                    levels[level] = levels[level]._replace(form=said)
                elif tag == "lvlText":
                    levels[level] = levels[level]._replace(text=said)
                elif tag == "start":
                    levels[level] = levels[level]._replace(start=_whole(said))

        def end(tag: str) -> None:
            nonlocal override
            if tag == "lvlOverride":
                override = False

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
