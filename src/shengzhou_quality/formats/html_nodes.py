"""Build HTML and SVG from nodes: whatever is not a node is text, and is escaped."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Final

from shengzhou_quality.formats.cleaning import clean
from shengzhou_quality.formats.screen import printable

_VOID: Final = {"meta", "input", "line", "circle", "rect", "path"}
"""Elements that have no content."""

_COMMANDS: Final = re.compile(r"##(?=\w*\[)")


class Node(str):
    """Markup that is complete and safe: only this module makes it."""

    __slots__ = ()


Content = str | Iterable["Content"] | None
"""What stands in an element: nodes, text, several of them, or nothing."""

Value = str | int | bool | None
"""An attribute: its text, only its name, or (`None`, false) nothing at all."""


def node(tag: str, *content: Content, **attributes: Value) -> Node:
    """Make an element. `class_` is written `class`, `data_label` is `data-label`."""
    written = "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in _VOID:
        assert not content, "an empty element holds nothing"
        return Node(f"<{tag}{written}>" if tag in ("meta", "input") else f"<{tag}{written}/>")
    return Node(f"<{tag}{written}>{_inner(content)}</{tag}>")


def verbatim(tag: str, content: str) -> Node:
    """Make a `style` or `script` of a file of this package; no other text may come here."""
    return Node(f"<{tag}>{content}</{tag}>")


def _attribute(name: str, value: Value) -> str:
    if value is None or value is False:
        return ""
    name = name.rstrip("_").replace("_", "-")
    if value is True:
        return f" {name}"
    lines = "\n".join(printable(line) for line in str(value).split("\n"))
    return f' {name}="{_escaped(lines)}"'


def _inner(content: Content) -> str:
    if content is None:
        return ""
    if isinstance(content, Node):
        return content
    if isinstance(content, str):
        return _escaped(clean_text(content), quote=False)
    return "".join(map(_inner, content))


def _escaped(text: str, *, quote: bool = True) -> str:
    """As text; a page printed into the log of a CI job commands it nothing (`##[error]`)."""
    return _COMMANDS.sub("#&#35;", html.escape(text, quote=quote))


def clean_text(text: str) -> str:
    """Keep a space at either end of a text, which stands between two elements."""
    shown = clean(text)
    if not shown:
        return " " if text else ""
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() else ""
    return f"{before}{shown}{after}"
