"""The page in words, before it is set in any format: parts, and in each labelled entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A label and its text in pieces, between which a line may best be broken.

    An entry without a label goes on with what the one before it is about. Of a sum the label
    is what stands before its first sign.
    """

    label: str
    pieces: tuple[str, ...]
    is_sum: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.pieces)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the page."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole page: what it is about, the result in one sentence, the parts, the small print."""

    title: str
    heading: str
    lead: tuple[str, ...]
    parts: tuple[Part, ...]
    foot: tuple[str, ...]


def entry(label: str, text: str) -> Entry:
    return Entry(label, (text,))


def entries(label: str, texts: Iterable[str]) -> Iterator[Entry]:
    """Several texts under one label, which stands before the first."""
    for number, text in enumerate(texts):
        yield entry("" if number else label, text)
