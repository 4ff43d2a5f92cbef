"""Tell what a figure of the column 年均/累计, or one in 〔 〕, counts: yearly means or a total.

Its own words rule (累计15), then the header's or a note's word on brackets, then the header.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from shengzhou_quality.notation import clean
from shengzhou_quality.published.printed_table import ChangeBasis, PrintedRow, PrintedTable

_OPEN, _CLOSE = r"[〔\[【﹝(（]", r"[〕\]】﹞)）]"
_ROUND = "(（"
_ON_BRACKETS = re.compile(rf"{_OPEN}\s*{_CLOSE}(?P<said>[^;；。,，]{{0,14}})")
_HEADED = re.compile(rf"(?P<open>{_OPEN})(?P<within>[^〔〕\[\]【】﹝﹞()（）]+){_CLOSE}")
_BRACKETED = re.compile(rf"(?P<sign>[<>≥≤]?){_OPEN}(?P<within>[^)）〕\]】﹞]+){_CLOSE}(?P<unit>%?)")
_GROWTH = re.compile(r"增速|增长|增幅|递增")
_BY_WORDS: tuple[tuple[str, ChangeBasis], ...] = (
    ("累计|合计", ChangeBasis.TOTAL),
    ("年均|平均|增速|每年", ChangeBasis.YEARLY_MEAN),
    (r"五年|5\s*年", ChangeBasis.TOTAL),
)
"""The first that is found rules: 五年年均增速 is a mean."""


class _Said(NamedTuple):
    """What the header or a note says of brackets, and of the figures without them."""

    within: ChangeBasis
    words: str
    outside: ChangeBasis | None = None


def basis_of(text: str, row: PrintedRow, table: PrintedTable) -> ChangeBasis | None:
    """What the figure `text` of the column 年均/累计 counts."""
    if "累计" in text or "年均" in text:
        return ChangeBasis.TOTAL if "累计" in text else ChangeBasis.YEARLY_MEAN
    said, bracketed = _said_of_brackets(row, table), is_bracketed(text)
    if said is not None and bracketed:
        return said.within
    if said is not None and said.outside is not None:
        return said.outside
    if bracketed and row.change_basis is ChangeBasis.YEARLY_MEAN:
        return ChangeBasis.EITHER  # brackets are set apart from the other figures of the column
    if row.change_basis is ChangeBasis.EITHER:
        if bracketed:
            return ChangeBasis.TOTAL
        return ChangeBasis.YEARLY_MEAN if brackets_are_totals(table) else ChangeBasis.EITHER
    return row.change_basis


def basis_of_target(text: str, row: PrintedRow, table: PrintedTable) -> ChangeBasis | None:
    """A target in brackets is a yearly mean only where header or note says so."""
    said = _said_of_brackets(row, table) if is_bracketed(text) else None
    return said.within if said is not None and said.within is ChangeBasis.YEARLY_MEAN else None


def names_growth(row: PrintedRow, table: PrintedTable) -> bool:
    """Whether header or note calls the yearly figures growths (年均增速), and not only 年均."""
    said = (_of_notes(row.notes), _of_notes(table.notes))
    texts = (row.change_header or "", *(one.words for one in said if one is not None))
    return any(_GROWTH.search(clean(text)) for text in texts)


def is_bracketed(text: str) -> bool:
    return bool(re.match(rf"[<>≥≤]?{_OPEN}", text.strip()))


def without_brackets(text: str) -> str:
    """〔>7〕 as >7."""
    found = _BRACKETED.fullmatch(clean(text))
    return text if found is None else found["sign"] + found["within"] + found["unit"]


def brackets_are_totals(table: PrintedTable, row: PrintedRow | None = None) -> bool:
    """Whether a note, or a row of the table, shows that 〔 〕 is for totals."""
    rows = table.rows if row is None else (row, *table.rows)
    said = [_of_notes((*table.notes, *(note for one in rows for note in one.notes)))]
    said += [_of_header(one) for one in rows if one.change_header]
    known = [one.within for one in said if one is not None]
    if known:
        return ChangeBasis.TOTAL in known
    if row is not None and any("累计" in note for note in row.notes):
        return True
    return any(re.match(r"[〔\[【﹝]", (one.change or "").strip()) for one in table.rows)


def _said_of_brackets(row: PrintedRow, table: PrintedTable) -> _Said | None:
    return _of_header(row) or _of_notes(row.notes) or _of_notes(table.notes)


def _of_header(row: PrintedRow) -> _Said | None:
    """累计〔年均〕; round brackets count only beside the other word, for （%） is a unit."""
    header = row.change_header or ""
    found = _HEADED.search(header)
    if found is None:
        return None
    within, outside = _in_words(found["within"]), _in_words(_HEADED.sub("", header))
    if within is None or (found["open"] in _ROUND and outside in (None, within)):
        return None
    return _Said(within, header, outside)


def _of_notes(notes: tuple[str, ...]) -> _Said | None:
    for found in _ON_BRACKETS.finditer(" ".join(notes)):
        within = _in_words(found["said"])
        if within is not None:
            return _Said(within, found["said"])
    return None


def _in_words(text: str) -> ChangeBasis | None:
    return next((basis for words, basis in _BY_WORDS if re.search(words, text)), None)
