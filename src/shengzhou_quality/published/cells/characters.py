"""Even out the characters of a printed text: noise, spaces, width, traditional forms, glosses.

A cell that was scanned, copied or printed for pupils holds characters that nobody wrote as text.
What is removed without a doubt has no meaning in any table; the rest is told.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from shengzhou_quality.published.doubts import Doubt

HAN = r"㐀-䶿一-鿿豈-﫿々"
_WIDE = rf"[{HAN}\u3000-\u30ff\uff00-\uffef“”‘’…—①-⓿]"
"""A space beside such a character is none of the author's."""
_KANA = re.compile("[ぁ-ゖァ-ヺー]")

_SIGNS = "0123456789%&+-=<>*/.#ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_SOLE = {
    # Radicals that a PDF gives for the character that looks the same.
    "⺠": "民", "⻁": "虎", "⻄": "西", "⻅": "见", "⻆": "角", "⻉": "贝", "⻋": "车", "⻓": "长",
    "⻔": "门", "⻘": "青", "⻚": "页", "⻛": "风", "⻜": "飞", "⻝": "食", "⻢": "马", "⻣": "骨",
    "⻥": "鱼", "⻦": "鸟", "⻨": "麦", "⻩": "黄", "⻬": "齐", "⻮": "齿", "⻰": "龙",
    "−": "-", "﹣": "-", "﹥": ">", "﹤": "<", "≧": "≥", "≦": "≤", "⩾": "≥", "⩽": "≤", "﹡": "*",
    "﹪": "%",
    "［": "[", "］": "]", "｛": "{", "｝": "}", "﹒": "·", "•": "·", "∙": "·", "⋅": "·", "˙": "·",
}  # fmt: skip
_EVENED = {
    **{ord(sign) + 0xFEE0: sign for sign in _SIGNS},
    **{ord(seen): meant for seen, meant in _SOLE.items()},
}
_SAME_LOOK = re.compile("[\u2f00-\u2fdf\uf900-\ufaff\ufb00-\ufb06]")
_REVERSED = "\u202d\u202e"
"""They change the order in which digits are seen, so they are never dropped in silence."""

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_GLOSS = re.compile(
    rf"(?<=[{HAN}])\s*[(（]\s*(?=[a-zɡ\s]*[{_TONED}])[a-zɡü\s'{_TONED}]{{1,30}}[)）]"
    rf"|(?<=[{HAN}])\s*[(（]\s*[ㄅ-ㄩˊˇˋ˙·]{{1,5}}\s*[)）]"
)
_ILLEGIBLE = re.compile("[□▯\ufffd]")


class Cleaned(NamedTuple):
    """What stands in one cell, without what printing and copying put in.

    `text` is empty where the cell holds no value (a dash, 无). `number` is the row's number in
    front of a name, `unit` the unit behind it, `year` the year that the cell gives its figure.
    `marks` refer to footnotes; `notes` are remarks that stood beside the unit (2020年价).
    """

    text: str
    unit: str | None = None
    number: str | None = None
    year: int | None = None
    marks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def even(text: str) -> str:
    """Make letters, digits and signs half-width; drop what has no width. Spaces become one kind.

    Round brackets and commas stay as printed. A text in half-width letters stays as it is.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    text = _SAME_LOOK.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    text = unicodedata.normalize("NFC", text).translate(_EVENED)
    return "".join(_visible(character) for character in text).strip()


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Zs", "Zl", "Zp"):
        return "\n" if character in "\n\r\v\f\u2028\u2029\x85" else " "
    dropped = category == "Cf" and character not in _REVERSED
    return "" if dropped or character == "\ufe0f" else character


def close_up(text: str) -> str:
    """Remove spaces beside Han characters and inside brackets: 文 化 建 设, 占GDP 比重.

    Between two Latin or Cyrillic words one space stays.
    """
    text = re.sub(r"\s+", " ", text)
    text = re.sub(rf" (?={_WIDE})|(?<={_WIDE}) ", "", text)
    text = re.sub(r"(?<=[(\[{]) | (?=[)\]}%‰,;:])", "", text)
    text = re.sub(r"(?<![A-Za-z])([A-Z]) ?& ?([A-Z])(?![A-Za-z])", r"\1&\2", text)
    return text.strip()


def simplified(text: str) -> str:
    """The text in simplified characters. Those with two simplified forms stay."""
    return text if text.isascii() else text.translate(_simplified())


def _simplified() -> dict[int, str]:
    from shengzhou_quality.published.cells.traditional import (
        SIMPLIFIED,  # most tables need none of it
    )

    return SIMPLIFIED


def without_glosses(text: str) -> str:
    """The text without marks of pronunciation: 中國(guó) is 中國."""
    return _GLOSS.sub("", text)


def plain_characters(text: str, field: str | None) -> tuple[str, tuple[Doubt, ...]]:
    """The text evened, without glosses, in simplified characters, and what is to be told of it.

    A text with kana is Japanese: its characters stay.
    """
    seen = even(text)
    doubts = []
    bare = without_glosses(seen)
    if bare != seen:
        doubts.append(Doubt("import-gloss", field, {"text": seen}))
    read = bare if _KANA.search(bare) else simplified(bare)
    if read != bare:
        changed = "".join(
            dict.fromkeys(old for old, new in zip(bare, read, strict=True) if old != new)
        )
        doubts.append(Doubt("import-traditional", field, {"text": changed}))
    if _ILLEGIBLE.search(read):
        doubts.append(Doubt("import-illegible", field, {"text": read}))
    return read, tuple(doubts)


def joined(first: tuple[Doubt, ...], *more: Doubt) -> tuple[Doubt, ...]:
    """The doubts, each once."""
    found = list(first)
    found.extend(doubt for at, doubt in enumerate(more) if doubt not in (*first, *more[:at]))
    return tuple(found)
