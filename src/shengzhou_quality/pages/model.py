"""A page: what is shown of a thing, selected and in words, before a format lays it out.

A page module makes one from a report, a check, an item or the plan; a format turns any page
into bytes. Text is data here: each format escapes it in its own way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Medium(StrEnum):
    """Where a page is read: a screen, from which it scrolls away, or a document that is kept."""

    SCREEN = "screen"
    DOCUMENT = "document"


class Tone(StrEnum):
    """What a text means; a format decides how that looks, and never by colour alone."""

    PLAIN = "plain"
    QUIET = "quiet"
    STRONG = "strong"
    GOOD = "good"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its text in pieces, between which a line may best be broken.

    A fact without a label goes on with what the one before it is about. Of a sum the label
    is what stands before its first sign.
    """

    label: str
    pieces: tuple[str, ...]
    is_sum: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.pieces)


@dataclass(frozen=True, slots=True)
class Facts:
    """Labelled facts under a heading."""

    heading: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Sentences:
    """Sentences one below the other; on a screen a label stands above them."""

    texts: Sequence[str]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with the data and how to correct it, and where: of a sheet, a cell in it."""

    sheet: str
    spot: str
    place: str
    code: str
    tone: Tone
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Findings:
    """Findings about the data; a document has them in a table with these column heads."""

    heading: str
    columns: Sequence[str]
    findings: Sequence[Finding]


Block = Sentences | Facts | Findings


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown of one thing. The lead is the result, for whoever reads no further.

    A page that `closes` with its lead has it last on a screen, where it stays in view.
    """

    title: str
    heading: str
    lead: Sequence[str]
    tone: Tone
    blocks: Sequence[Block]
    foot: Sequence[str] = ()
    closes: bool = False


def fact(label: str, text: str) -> Fact:
    return Fact(label, (text,))


def facts(label: str, texts: Iterable[str]) -> Iterator[Fact]:
    """Several texts under one label, which stands before the first."""
    for number, text in enumerate(texts):
        yield fact("" if number else label, text)
