"""Read the styles of an OpenDocument sheet: number formats, struck-out, raised or hidden text.

A number style is rewritten in Excel's notation, so that one rule reads both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from shengzhou_quality.reading.readers.formats import PLAIN, NumberFormat, format_of

_STRUCK_BY = ("style:text-line-through-style", "style:text-line-through-type")
_NUMBER_STYLES = {"number-style", "currency-style", "percentage-style", "text-style"}
_TEXTS = {"text", "currency-symbol", "embedded-text"}
_DIGITS = {"number", "scientific-number", "fraction"}
_OF_CELLS = "table-cell"
_DEEPEST = 10
_MOST_PLACES = 30


class OdsStyle(NamedTuple):
    shape: NumberFormat = PLAIN
    struck: bool = False


USUAL: OdsStyle = OdsStyle()


@dataclass(slots=True)
class _Written:
    """A style as written in the file; `None` if it does not set the property itself."""

    parent: str | None = None
    number_style: str | None = None
    struck: bool | None = None
    raised: int | None = None


@dataclass(slots=True)
class _NumberStyle:
    """The pieces of its code, and the styles that replace it under a condition."""

    percent: bool = False
    code: str = ""
    cases: list[tuple[str, str]] = field(default_factory=list)
    embedded: dict[int, str] = field(default_factory=dict)
    number: dict[str, str] | None = None


class OdsStyles:
    """Collects the styles from the XML of `styles.xml` and `content.xml`, element by element."""

    def __init__(self) -> None:
        self._styles: dict[tuple[str, str], _Written] = {}
        self._numbers: dict[str, _NumberStyle] = {}
        self._hidden: set[str] = set()
        self._own: tuple[str, str] = ("", "")
        self._number: _NumberStyle | None = None
        self._text: list[str] | None = None
        self._position = 0
        self._read: dict[str, OdsStyle] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("style", "default-style"):
            name = attributes.get("style:name", "")
            self._own = (attributes.get("style:family", ""), name)
            self._styles[self._own] = _Written(
                # A style that names no parent inherits from the default style of its family.
                attributes.get("style:parent-style-name") or ("" if name else None),
                attributes.get("style:data-style-name"),
            )
        elif tag == "table-properties" and attributes.get("table:display") == "false":
            self._hidden.add(self._own[1])
        elif tag == "text-properties" and self._number is None:
            self._take_text_properties(attributes)
        elif tag in _NUMBER_STYLES:
            # A text style holds the formats for numbers in its cases.
            own = "@" if tag == "text-style" else ""
            self._number = _NumberStyle(percent=tag == "percentage-style", code=own)
            self._numbers[attributes.get("style:name", "")] = self._number
        elif self._number is not None:
            self._take_piece(self._number, tag, attributes)

    def _take_text_properties(self, attributes: dict[str, str]) -> None:
        style = self._styles.setdefault(self._own, _Written())
        written = [attributes[name] for name in _STRUCK_BY if name in attributes]
        if written:
            style.struck = any(value != "none" for value in written)
        position = attributes.get("style:text-position")
        if position is not None:
            style.raised = _raised(position.split(" ")[0])

    def _take_piece(self, number: _NumberStyle, tag: str, attributes: dict[str, str]) -> None:
        if tag == "text-properties" and "fo:color" in attributes:
            number.code += "[Red]"
        elif tag in _TEXTS:
            self._text = []
            self._position = int(attributes.get("number:position", 0))
        elif tag == "number":
            number.number = attributes
        elif tag in _DIGITS:
            number.code += "General"
        elif tag == "map":
            condition = attributes.get("style:condition", "").replace("value()", "")
            number.cases.append((condition, attributes.get("style:apply-style-name", "")))

    def take(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def end(self, tag: str) -> None:
        number = self._number
        if number is None:
            return
        if tag in _NUMBER_STYLES:
            self._number = None
        elif tag == "number" and number.number is not None:
            number.code += _digits(number.number, number.embedded)
            number.number = None
        elif self._text is not None and tag in _TEXTS:
            text, self._text = "".join(self._text), None
            if tag == "embedded-text":
                number.embedded[self._position] = text
            elif number.percent and text:
                number.code += "%".join(_quoted(piece) for piece in text.split("%"))
            elif text:
                number.code += _quoted(text)

    def is_hidden(self, table: str | None) -> bool:
        return table in self._hidden

    def of_cell(self, name: str) -> OdsStyle:
        if name not in self._read:
            number = self._inherited(_OF_CELLS, name, "number_style")
            shape = PLAIN
            if isinstance(number, str) and number in self._numbers:
                shape = format_of(self._code(number))
            struck = self._inherited(_OF_CELLS, name, "struck")
            self._read[name] = OdsStyle(shape, bool(struck))
        return self._read[name]

    def of_text(self, family: str, name: str) -> tuple[int | None, bool | None]:
        """Whether a run is raised (1) or lowered (-1), and struck out; `None` if unset."""
        raised = self._inherited(family, name, "raised")
        struck = self._inherited(family, name, "struck")
        return (
            int(raised) if raised is not None else None,
            bool(struck) if struck is not None else None,
        )

    def _inherited(self, family: str, name: str, what: str) -> str | int | bool | None:
        at: str | None = name
        for _ in range(_DEEPEST):
            style = self._styles.get((family, at)) if at is not None else None
            if style is None:
                return None
            own: str | int | bool | None = getattr(style, what)
            if own is not None:
                return own
            at = style.parent
        return None

    def _code(self, name: str) -> str:
        """A number style in Excel's notation; its conditional replacements come first."""
        own = self._numbers[name]
        cases = [
            f"[{condition}]{self._numbers[applied].code}"
            for condition, applied in own.cases
            if applied in self._numbers
        ]
        return ";".join([*cases, own.code])


def _raised(position: str) -> int:
    if position in ("super", "sub"):
        return 1 if position == "super" else -1
    percent = position.rstrip("%").lstrip("-").replace(".", "")
    if not percent.isdecimal() or int(percent) == 0:
        return 0
    return -1 if position.startswith("-") else 1


def _quoted(text: str) -> str:
    return f'"{text}"' if '"' not in text else "".join(f"\\{sign}" for sign in text)


def _digits(attributes: dict[str, str], embedded: dict[int, str]) -> str:
    """Write the attributes of a `number:number` as `#,##0.00,`."""
    least = min(int(attributes.get("number:min-integer-digits", 1)), _MOST_PLACES)
    places = min(int(attributes.get("number:decimal-places", 0)), _MOST_PLACES)
    factor = attributes.get("number:display-factor", "1")
    whole = "0" * max(least, 1, *(position + 1 for position in embedded))
    for position in sorted(embedded):
        cut = (
            len(whole)
            - position
            - sum(len(_quoted(embedded[before])) for before in embedded if before < position)
        )
        whole = whole[:cut] + _quoted(embedded[position]) + whole[cut:]
    if attributes.get("number:grouping") == "true" and not embedded:
        whole = "#,##" + whole
    return whole + ("." + "0" * places if places else "") + "," * _thousands(factor)


def _thousands(factor: str) -> int:
    """How many times the cell shows its number divided by 1,000.

    Every factor other than 1 changes what the cell shows, so it counts at least once.
    """
    try:
        shown = Decimal(factor or "1")
    except InvalidOperation:
        return 1
    if not shown.is_finite() or shown <= 0:
        return 1
    return 0 if shown == 1 else max(1, shown.adjusted() // 3)
