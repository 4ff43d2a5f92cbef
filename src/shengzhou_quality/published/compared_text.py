"""What the comparison with the plan's full text found, beside what it proposes for the items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from shengzhou_quality.contract import HowMany, Shape, own


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSentence:
    """A figure of the text that no item of the plan file has, verbatim and with its section.

    `indicator` is the id of the indicator that it names; `None` if it names none. `area` is the
    other area whose figure it is, as the text writes it (全省).
    """

    json: ClassVar[Shape] = own("section", "quote", "indicator", "area")
    section: str
    quote: str
    indicator: str | None = None
    area: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedText:
    """`sentences` name an indicator with a figure; `indicators` are so many different ones.

    `unmatched` are requirements of no indicator; `aside` are figures of an indicator that are not
    of a year, of an area or of a sort that its row prints.
    """

    json: ClassVar[Shape] = own("path", "sentences", "indicators", "unmatched", "aside")
    path: str
    sentences: HowMany
    indicators: HowMany
    unmatched: tuple[TextSentence, ...] = ()
    aside: tuple[TextSentence, ...] = ()
