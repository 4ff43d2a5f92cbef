"""Compare the quotes of a plan's files with the text that they are from, without white space."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.sources.tree import KeyPath, Tree

_QUOTE = "quote"
_ENDS = re.compile(r"[\r\n。；！？]+")
_ROW = "|"
"""Separates the cells of a row of a table, which a quote may join."""
_NEAR = 0.6
"""So much of a quote must stand in a sentence for it to be suggested."""
_MOST_SUGGESTED = 50
"""Quotes beyond these are only said to be missing: it may be another plan's text."""


def check_quotes(tree: Tree, text: str, source: str) -> Iterator[Diagnostic]:
    """Yield a warning for each quote that the text does not hold, with the sentence nearest to it.

    `source` is the name of the text. Of a row of a table each cell must stand in the text.
    """
    whole = _joined(text)
    sentences: list[tuple[str, set[str]]] = []
    missing = 0
    for path, quote, item in _quotes(tree.data, (), None):
        cells = [_joined(cell) for cell in quote.split(_ROW)]
        lacking = [cell for cell in cells if cell not in whole]
        if _joined(quote) in whole or not lacking:
            continue
        details = {"written": quote, "source": source}
        missing += 1
        sentences = sentences or _sentences(text)
        nearest = _nearest(lacking[0], sentences) if missing <= _MOST_SUGGESTED else None
        if nearest is not None:
            details["nearest"] = _as_printed(nearest, text)
        yield Diagnostic("plan-quote-not-found", tree.place(*path), item, {**details})


def _quotes(
    data: Any, path: KeyPath, item: str | None
) -> Iterator[tuple[KeyPath, str, str | None]]:
    """Every quote, with its path and the id of the item that it is of."""
    if isinstance(data, dict):
        identity = data.get("id")
        if len(path) > 1 and path[-2] in ("indicators", "commitments", "milestones"):
            item = identity if isinstance(identity, str) else None
        for key, value in data.items():
            if key == _QUOTE and isinstance(value, str):
                yield (*path, key), value, item
            else:
                yield from _quotes(value, (*path, key), item)
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _quotes(value, (*path, number), item)


def _joined(text: str) -> str:
    return "".join(text.split())


def _sentences(text: str) -> list[tuple[str, set[str]]]:
    """Each sentence, and each with the one after it, as a row of a table may be two lines."""
    alone = [*filter(None, map(_joined, _ENDS.split(text)))]
    both = [one + other for one, other in pairwise(alone)]
    return [(sentence, _pairs(sentence)) for sentence in (*alone, *both)]


def _nearest(quote: str, sentences: list[tuple[str, set[str]]]) -> str | None:
    """The part of a sentence that is most like the quote; `None` if none is like it."""
    pairs = _pairs(quote)
    nothing: tuple[str, set[str]] = ("", set())
    best, held = max(sentences, key=lambda sentence: len(pairs & sentence[1]), default=nothing)
    if not pairs or len(pairs & held) < _NEAR * len(pairs):
        return None
    matched = SequenceMatcher(None, quote, best, autojunk=False).get_matching_blocks()
    first, last = matched[0], matched[-2] if len(matched) > 1 else matched[0]
    start = max(0, first.b - first.a)
    return best[start : last.b + last.size + len(quote) - (last.a + last.size)]


def _as_printed(joined: str, text: str) -> str:
    """The words with the blanks between figures that the text has, to be copied."""
    found = re.search(r"\s*".join(map(re.escape, joined)), text)
    return (
        joined if found is None else re.sub(r"[ \t\u3000]+", " ", re.sub(r"[\r\n]+", "", found[0]))
    )


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}
