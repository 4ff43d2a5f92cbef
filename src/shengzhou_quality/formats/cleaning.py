"""Clean text from data for a document that people open: a Word file, a workbook, a page in HTML.

XML 1.0 forbids control characters, halves of surrogate pairs and U+FFFE, and nobody sees a mark
that turns the direction of text: each is written out, as a terminal shows it (`\\x1b`).
"""

from __future__ import annotations

from shengzhou_quality.formats.screen import printable


def clean(text: str) -> str:
    """The text on one line, with every character that cannot be seen written out."""
    return printable(" ".join(text.split()))
