"""Follow the style sheets of a page as far as they raise, strike out or hide text."""

from __future__ import annotations

import re
from typing import NamedTuple


class PageStyle(NamedTuple):
    """What a style sheet or an attribute says of an element."""

    raised: int | None = None
    struck: bool | None = None
    hidden: bool = False


PLAIN = PageStyle()
_REFERENCE = PageStyle(raised=1)
"""Classes of Word: MsoFootnoteReference, MsoEndnoteReference."""
_STRUCK = PageStyle(struck=True)
_OF_TAG = {
    "sup": PageStyle(raised=1),
    "sub": PageStyle(raised=-1),
    "s": _STRUCK,
    "strike": _STRUCK,
    "del": _STRUCK,
}
_RAISED = {"super": 1, "sub": -1, "text-top": 1, "top": None, "baseline": 0}


_LENGTH = re.compile(r"(?P<sign>-?)(?:[2-9]|[1-9][0-9]{1,2})(?:\.[0-9]{1,4})?(?:pt|px|%)")


def _read_style(written: str) -> PageStyle:
    raised: int | None = None
    struck: bool | None = None
    hidden = False
    for part in written.lower().split(";"):
        key, _, value = part.partition(":")
        key, value = key.strip(), value.strip().removesuffix("!important").strip()
        if key == "vertical-align":
            raised = _RAISED.get(value, _shifted(value, raised))
        elif key == "mso-text-raise":
            raised = _shifted(value, raised)
        elif key in ("text-decoration", "text-decoration-line"):
            struck = "line-through" in value
        elif (key == "display" and value == "none") or (key == "mso-hide" and value == "all"):
            hidden = True
    return PageStyle(raised, struck, hidden)


def _shifted(length: str, otherwise: int | None) -> int | None:
    """Whether text is raised by a length; a point or less only puts a line of text straight."""
    found = _LENGTH.fullmatch(length)
    if found is None:
        return otherwise
    return -1 if found["sign"] == "-" else 1


class PageStyles:
    """The styles of the classes that a page defines."""

    def __init__(self) -> None:
        self._classes: dict[str, PageStyle] = {}

    def learn(self, sheet: str) -> None:
        """Remember the classes of Word and Excel that raise, strike out or hide."""
        for rule in sheet.split("}"):
            selectors, _, body = rule.rpartition("{")
            style = _read_style(body)
            if style != PLAIN:
                for selector in selectors.split(","):
                    element, dot, name = selector.strip().rpartition(".")
                    if dot and (not element or element.isalnum()):
                        self._classes[name.strip()] = style

    def style_of(self, name: str, attributes: dict[str, str]) -> PageStyle:
        own = _OF_TAG.get(name, PLAIN)
        if not attributes:
            return own
        found = [own]
        found += (
            self._classes.get(one, _REFERENCE if "Reference" in one else PLAIN)
            for one in attributes.get("class", "").split()
        )
        if "style" in attributes:
            found.append(_read_style(attributes["style"]))
        raised, struck, hidden = None, None, "hidden" in attributes
        for style in found:
            raised = style.raised if style.raised is not None else raised
            struck = style.struck if style.struck is not None else struck
            hidden = hidden or style.hidden
        return PageStyle(raised, struck, hidden)
