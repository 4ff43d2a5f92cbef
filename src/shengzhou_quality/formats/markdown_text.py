"""Escape text so that markdown shows it as text: words, beginnings of lines and tables."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Sequence

from shengzhou_quality.formats.screen import visible

_STRUCTURE = re.compile(r"([\\`*_\[\]<|~$])")
_BEGINNING = re.compile(r"^(?P<sign>[0-9]*)(?P<end>(?<=[0-9])[.)]|(?<![0-9])[>+-])")
_REFERENCE = re.compile(r"&(?=#|[A-Za-z][A-Za-z0-9]*;|$)")
_ENTITIES = {"@": "&#64;", "#": "&#35;"}
_LINKS = re.compile(r"(?i)(https?|ftp|mailto)(:)|(www)(\.)")


def escape(text: str) -> str:
    """Escape text: it cannot become emphasis, a link, mention, tag, table cell or line.

    An & stands as it is (R&D) unless it could begin an entity, here or with what comes next.
    """
    shown = visible(" ".join(text.split()))
    shown = _REFERENCE.sub("&amp;", shown)
    shown = "".join(_ENTITIES.get(character, character) for character in shown)
    # The signs of these entities are not markup: those in the text are already escaped.
    shown = _STRUCTURE.sub(r"\\\1", shown)
    return _LINKS.sub(lambda found: f"{found[1] or found[3]}&#{ord(found[2] or found[4])};", shown)


def item(text: str) -> str:
    """Escape text that begins a line: it cannot start a quote or a list."""
    return _BEGINNING.sub(r"\g<sign>\\\g<end>", escape(text), count=1)


def in_tag(text: str) -> str:
    """Escape text that stands in a tag of ours, where only HTML is read."""
    return html.escape(visible(" ".join(text.split())))


def table(
    header: Sequence[str], body: Iterable[Sequence[str]], right: Collection[int] = ()
) -> list[str]:
    """Write a table; cells are escaped here, so no caller can forget it.

    The columns at the places `right` are flush right.
    """
    rules = ("---:" if place in right else "---" for place in range(len(header)))
    lines = [_row(header), f"| {' | '.join(rules)} |"]
    return [*lines, *(_row(cells) for cells in body), ""]


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(escape(cell) for cell in cells) + " |"
