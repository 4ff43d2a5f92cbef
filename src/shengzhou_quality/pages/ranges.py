"""Word what a target asks for, sets of numbers, and statements of the plan."""

from __future__ import annotations

import re
from fractions import Fraction

from shengzhou_quality.decimals import exact_decimal, plain
from shengzhou_quality.interval import Interval
from shengzhou_quality.pages.figures import amount
from shengzhou_quality.plan.kinds import MeasuredIndicator
from shengzhou_quality.plan.kinds.indicator import Quote, Reading
from shengzhou_quality.plan.target_text import Sort
from shengzhou_quality.units import PERCENT
from shengzhou_quality.words import Words

_FIRST_NUMBER = re.compile(r"[0-9０-９][0-9０-９.．]*")
_LAST_NUMBER = re.compile(r"[0-9０-９](?=[^0-9０-９]*$)")


def number_words(number: Fraction, unit: str | None, words: Words) -> str:
    """A number to its last digit, with the indicator's unit."""
    written = unit if unit == PERCENT else words.unit(unit or "")
    return plain(exact_decimal(number)) + (written or "")


def range_words(interval: Interval, unit: str | None, words: Words) -> str:
    """What an interval asks for or leaves possible: 大于15%(不含15%)、不大于100%(含100%)."""
    low = None if interval.low is None else number_words(interval.low, unit, words)
    high = None if interval.high is None else number_words(interval.high, unit, words)
    if low is not None and interval.value is not None:
        return words("chain.range.point", low=low)
    closed = not (interval.low_open or interval.high_open)
    if low is not None and high is not None and closed:
        return words("chain.range.closed", low=low, high=high)
    said = []
    if low is not None:
        key = "chain.range.above" if interval.low_open else "chain.range.from"
        said.append(words(key, low=low))
    if high is not None:
        key = "chain.range.below" if interval.high_open else "chain.range.to"
        said.append(words(key, high=high))
    if not said:
        return words("chain.range.any")
    return said[0] if len(said) == 1 else words("chain.range.both", low=said[0], high=said[1])


_NUMERALS = "一二三四五六七八九十"
_SECTION = re.compile(
    rf"(?P<part>[{_NUMERALS}])\((?P<item>[{_NUMERALS}])\)(?P<point>\d*)(?: 专栏(?P<box>\d+))?"
)


def section_words(section: str, words: Words) -> str:
    """A place of the plan for a sentence: 三(五) 专栏5 as 第三部分第（五）项专栏5.

    One that is written otherwise stays as the plan file has it.
    """
    found = _SECTION.fullmatch(section)
    return section if found is None else _place_words(found, words)


def with_sections(text: str, words: Words) -> str:
    """A sentence of the plan file with every place that it names written for a reader."""
    return _SECTION.sub(lambda found: _place_words(found, words), text)


def _place_words(found: re.Match[str], words: Words) -> str:
    numbers = {
        name: words(f"document.number.{_NUMERALS.index(found[name]) + 1}")
        for name in ("part", "item")
    }
    where = words("plan.section", **numbers)
    if found["point"]:
        where = words("plan.section.point", where=where, point=found["point"])
    return words("plan.section.box", where=where, box=found["box"]) if found["box"] else where


def cited_words(quote: Quote, words: Words, *, of: str = "") -> str:
    """A statement of the plan in a sentence; the row of a table by its name and its cells.

    `of` is the name of the item that the sentence is about: its own row needs no name.
    """
    section = section_words(quote.section, words)
    name, *cells = quote.quote.split(" | ")
    of_table = bool(cells)
    cells = [cell for cell in cells if cell.strip()]
    if not of_table:
        return words("plan.quote", section=section, quote=quote.quote)
    shown = "".join(words("plan.quote.cell", text=cell) for cell in cells)
    is_own = name.replace(" ", "") == of.replace(" ", "")
    whose = ".own" if is_own else ""
    # The title of a table stands for the section where a published table is all there is.
    of = ".of-table" if section.endswith(("表", "指标")) else ""
    key = f"plan.quote.row{whose}{of}"
    return words(key, section=section, name=name, cells=shown)


def quote_words(quote: Quote, words: Words) -> str:
    return words("plan.quote", section=quote.section, quote=quote.quote)


def of_whom(reading: Reading, words: Words) -> str:
    """Word the subject and the modality of a reading."""
    named = [part for part in ("subject", "modality") if getattr(reading, part)]
    which = {0: "", 1: f".{named[0]}" if named else "", 2: ".both"}[len(named)]
    if not which:
        return ""
    parameters = {part: getattr(reading, part) for part in named}
    return words(f"note.reading-sensitive{which}", **parameters)


def target_text(kind: MeasuredIndicator, words: Words) -> str:
    """A target as printed, with the unit behind its number if it prints none: 15%左右, 〔13.5%〕.

    Of a level with the change to it (23.04%〔1.38〕) behind the level. A change from the baseline
    and a multiple of it (〔1〕, 翻一番) have no unit of the level's.
    """
    text, phrase, unit = kind.target, kind.phrase, kind.figure_unit
    if phrase is not None and unit and phrase.unit == unit and words.unit(unit).strip():
        return text.replace(unit, words.unit(unit))  # of a counting word no English is left
    if phrase is None or unit is None or phrase.unit or phrase.change_unit:
        return text
    if phrase.sort is not Sort.LEVEL and kind.counts_from_baseline:
        return text
    found = (_LAST_NUMBER if phrase.change is None else _FIRST_NUMBER).search(text)
    if found is None:
        return text
    written = unit if unit == PERCENT else words.unit(unit)
    return text[: found.end()] + written + text[found.end() :]


def limit_words(indicator: MeasuredIndicator, words: Words) -> str:
    """The target's own number, with its unit: 40%."""
    if indicator.bound is None:
        return target_text(indicator, words)
    return amount(exact_decimal(indicator.bound), indicator.figure_unit, words, points=False)


def read_target(kind: MeasuredIndicator, words: Words) -> str:
    """A target as printed, and what it asks for: >40%，即大于40%（不含40%）."""
    text = target_text(kind, words)
    if kind.phrase is None and (kind.bound is None or kind.is_vague):
        return text
    if kind.is_undecided:
        return words("chain.read.undecided", text=text)
    if kind.is_vague:
        return words("chain.read.about", text=text)
    asked = range_words(kind.asked_by(kind.target), kind.figure_unit, words)
    return words("chain.read", text=text, range=asked)
