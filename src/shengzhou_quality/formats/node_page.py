"""A line of the tree of tasks on a terminal: what it is, its status at the end, figures below."""

from __future__ import annotations

from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.formats.page import Page, Style, display_width, pad, visible, wrap
from shengzhou_quality.pages.task_state import Node

_ID = 5
_STYLES = {Severity.ERROR: Style.ERROR, Severity.WARNING: Style.WARNING}


def add_node(page: Page, node: Node) -> None:
    indent = 2 * node.depth
    if node.id is None:
        style = Style.HEADING if node.depth == 0 else Style.PLAIN
        page.paragraph(node.text, style, indent=indent)
        for detail in node.details:
            page.paragraph(detail, Style.QUIET, indent=indent + 2)
        return
    status = visible(node.status)
    room = page.width - indent - _ID - display_width(status) - 2
    name = wrap(visible(node.text), room)
    page.line(
        (" " * indent + pad(node.id, _ID), Style.QUIET),
        (pad(name[0], room) + "  ", Style.PLAIN),
        (status, _STYLES.get(node.severity, Style.GOOD) if node.severity else Style.PLAIN),
    )
    for more in name[1:]:
        page.line((" " * (indent + _ID) + more, Style.PLAIN))
    if node.details:
        page.paragraph("  ".join(node.details), Style.QUIET, indent=indent + _ID)
