"""A line of the tree of tasks on a terminal: what it is, its status at the end, figures below."""

from __future__ import annotations

from shengzhou_quality.formats.screen import Screen, display_width, pad, visible, wrap
from shengzhou_quality.pages.model import Node, Tone

_ID = 5


def add_node(page: Screen, node: Node) -> None:
    indent = 2 * node.depth
    if node.id is None:
        style = Tone.STRONG if node.depth == 0 else Tone.PLAIN
        page.paragraph(node.text, style, indent=indent)
        for detail in node.details:
            page.paragraph(detail, Tone.QUIET, indent=indent + 2)
        return
    status = visible(node.status)
    room = page.width - indent - _ID - display_width(status) - 2
    name = wrap(visible(node.text), room)
    page.line(
        (" " * indent + pad(node.id, _ID), Tone.QUIET),
        (pad(name[0], room) + "  ", Tone.PLAIN),
        (status, node.tone),
    )
    for more in name[1:]:
        page.line((" " * (indent + _ID) + more, Tone.PLAIN))
    if node.details:
        page.paragraph("  ".join(node.details), Tone.QUIET, indent=indent + _ID)
