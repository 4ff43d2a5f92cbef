"""Find a table whose columns are parted by spaces alone, by the words of its header.

Copied out of a PDF, a table keeps one space between its cells, an empty cell leaves no trace,
and a name may have a space of its own. The header says how many columns there are and what each
holds, so the words of a row are brought under them from both ends: the name takes what is over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from shengzhou_quality.published.readers.text_table import TextRow, TextTable, gap_fields

_LONGEST = 200
_LONGEST_BETWEEN = 40
_MOST_WORDS = 24
_MOST_BLANK = 2
_FEWEST = 2
"""Rows that have to fit under a header."""
_MOST_DOUBTED = 4
"""How far a row may be from its header: two cells that are missing or over."""


class _Kind(StrEnum):
    NUMBER = "number"
    GROUP = "group"
    NAME = "name"
    UNIT = "unit"
    FIGURE = "figure"
    CONSTRAINT = "constraint"
    OTHER = "other"


_HEADERS = {
    _Kind.NUMBER: re.compile(r"序号|编号|No\.?|№"),
    _Kind.GROUP: re.compile(r"(?:指标)?(?:类别|类型|分类)|领域|方面|板块|维度|一级指标"),
    _Kind.NAME: re.compile(r"(?:(?:主要|具体|核心|二级|三级)?指标|名称|项目)(?:名称|内容)?"),
    _Kind.UNIT: re.compile(r"(?:计量)?单位"),
    _Kind.FIGURE: re.compile(
        r".*(?:19|20)\d\d.*|(?:基期|基准|基数|现状|目前|目标|规划).{0,3}|(?:年均|累计|预期)?.{0,2}"
        r"(?:增长|增速|增幅|变化)率?.{0,6}|年均.*|.*累计.*"
    ),
    _Kind.CONSTRAINT: re.compile(r"(?:指标)?(?:属性|性质)"),
    _Kind.OTHER: re.compile(r"(?:责任|牵头|主管|主要责任)(?:单位|部门)|备注|数据来源"),
}
_FIGURE = re.compile(r"[(（〔\[【]?[<>＜＞≤≥±+＋~～约-]*\s*\d.*|[-—－–/／…]+")
_NUMBER = re.compile(r"[(（]?\d{1,3}[)）]?[.．、]?")
_CONSTRAINT = re.compile(r".{0,2}(?:约束|预期|引导|指导)性?.{0,4}|[-—－–/／]+")
_UNIT = re.compile(
    r"[^\d]{1,2}|[万亿千百].*|.*[/／%％‰].*|.*(?:米|里|顷|吨|煤|点|元|时|人次|件|克|升|名|家)"
)
_LONGEST_UNIT = 12
_SIGN = re.compile(r"([<>＜＞≤≥])[ \u00a0\u3000]+(?=\d)")
_NOTE = re.compile(r"[(（]?(?:备?注|说明|资料来源|来源)\d*[:：].*")


class _Fit(NamedTuple):
    """The fields of a row, and how much of it is a guess; 0 is none."""

    doubted: int
    fields: tuple[str, ...]


def headed(lines: Sequence[str], first: int) -> tuple[TextTable | None, int]:
    """A table whose first line is a header."""
    kinds, titles = _header(lines[first])
    if not kinds:
        return None, first
    rows, open_rows, unread = [TextRow(first, titles)], [], []
    number, end, blank = 0, first + 1, 0
    for at in range(first + 1, len(lines)):
        line = _SIGN.sub(r"\1", lines[at].strip())
        blank = 0 if line else blank + 1
        if blank > _MOST_BLANK or _ends(line):
            break
        if not line:
            continue
        fit = _fitted(line, kinds)
        if fit is not None:
            number += 1
            rows.append(TextRow(at, fit.fields))
            if fit.doubted:
                open_rows.append(at)
        elif _header(line)[1] == titles:
            rows.append(TextRow(at, titles))
        elif len(line.split()) == 1:
            rows.append(TextRow(at, (line,)))
            continue  # the title of a group, if a row follows
        else:
            unread.append(at)
            continue
        end = at + 1
    rows = [row for row in rows if row.line < end]
    unread = [at for at in unread if at < end]
    if number < _FEWEST or len(unread) > number:
        return None, first
    table = TextTable(first, end, tuple(rows), by_spaces=True)
    return table._replace(open_rows=tuple(open_rows), unread=tuple(unread)), end


def is_header(line: str) -> bool:
    """Whether all words of a line head the columns of a table of indicators."""
    return bool(_header(line)[0])


def _ends(line: str) -> bool:
    return len(line) > _LONGEST or line.endswith("。") or _NOTE.fullmatch(line) is not None


def _header(line: str) -> tuple[tuple[_Kind, ...], tuple[str, ...]]:
    """What each column holds, and the words that say so; empty where a line is no header."""
    line = line.strip()
    if not line or len(line) > _LONGEST:
        return (), ()
    joined = re.sub(r"\s+(?=[(（])", "", line)
    for words in (gap_fields(line), tuple(joined.split())):
        kinds = [_headed_by(word) for word in words]
        if 3 <= len(words) <= _MOST_WORDS and None not in kinds:
            known = tuple(kind for kind in kinds if kind is not None)
            if known.count(_Kind.NAME) == 1 and _Kind.FIGURE in known:
                return known, words
    return (), ()


def _headed_by(word: str) -> _Kind | None:
    plain = "".join(word.split())
    return next((kind for kind, form in _HEADERS.items() if form.fullmatch(plain)), None)


def _fitted(line: str, kinds: tuple[_Kind, ...]) -> _Fit | None:
    """The row under its columns: by its wide gaps if they agree with the header, else by words."""
    wide = gap_fields(line)
    fits = [_fit(wide, kinds)] if len(wide) > 2 else []
    words = tuple(line.split())
    if words != wide and 2 < len(words) <= _MOST_WORDS:
        fits.append(_fit(words, kinds))
    found = [fit for fit in fits if fit is not None and fit.doubted <= _MOST_DOUBTED]
    return min(found, key=lambda fit: fit.doubted, default=None)


def _fit(words: tuple[str, ...], kinds: tuple[_Kind, ...]) -> _Fit | None:
    """The way to put all words under the columns, in their order, with the fewest guesses.

    Of two ways alike, a figure stands rather at the right: the target is the last one.
    """
    target = max(at for at, kind in enumerate(kinds) if kind is _Kind.FIGURE)
    ways: dict[int, _Fit] = {0: _Fit(0, ())}  # by the number of words used
    for at, kind in enumerate(kinds):
        further: dict[int, _Fit] = {}
        for used, way in sorted(ways.items()):
            longest = 3 if kind is _Kind.NAME else 1
            for take in range(longest + 1):
                if used + take > len(words):
                    break
                taken = words[used : used + take]
                doubted = _doubted(kind, taken, is_target=at == target)
                if doubted is None:
                    continue
                new = _Fit(way.doubted + doubted, (*way.fields, " ".join(taken)))
                old = further.get(used + take)
                if old is None or new.doubted < old.doubted:
                    further[used + take] = new
        ways = further
    return ways.get(len(words))


def _doubted(kind: _Kind, words: tuple[str, ...], *, is_target: bool) -> int | None:
    """How much of a guess it is that these words stand in a column; `None` where they cannot."""
    if not words:
        return {_Kind.NAME: None, _Kind.GROUP: 0, _Kind.OTHER: 1}.get(kind, 2)
    word = words[0]
    is_figure = _FIGURE.fullmatch(word) is not None
    is_constraint = _CONSTRAINT.fullmatch(word) is not None
    doubted: int | None = None
    match kind:
        case _Kind.NUMBER:
            doubted = 0 if _NUMBER.fullmatch(word) else None
        case _Kind.CONSTRAINT:
            doubted = 0 if is_constraint else None
        case _Kind.FIGURE if is_figure:
            doubted = 0
        case _Kind.FIGURE if not is_constraint:
            is_unit = _UNIT.fullmatch(word) and not any(map(str.isdigit, word))
            doubted = 3 if is_unit else 1 - is_target
        case _Kind.UNIT if not word[0].isdigit() and len(word) <= _LONGEST_UNIT:
            doubted = 0 if _UNIT.fullmatch(word) else 1
        case _Kind.NAME if any(one.isalpha() for one in "".join(words)):
            doubted = 2 * (len(words) - 1)
        case _Kind.GROUP if not is_figure and not _NUMBER.fullmatch(word):
            doubted = 0
        case _Kind.OTHER if not is_figure:
            doubted = 0
    return doubted
