"""Codes for a terminal: one with its meaning, example and cure, or the list of all."""

from __future__ import annotations

from shengzhou_quality.formats import Options
from shengzhou_quality.formats.screen import Screen, display_width, encoded
from shengzhou_quality.pages.model import Tone
from shengzhou_quality.words import Words
from shengzhou_quality.words.code_index import GROUPS, cure, example, group_of, meaning

_NARROWEST, _WIDEST = 60, 100
_CODE = 24


def code_page(code: str, words: Words, options: Options) -> bytes:
    page = _page(options)
    heading = words(f"codes.heading.{group_of(code)}")
    page.line((code, Tone.STRONG), (f"  ({heading})", Tone.QUIET))
    parts = (("meaning", meaning), ("example", example), ("cure", cure))
    labels = {key: words(f"codes.{key}") for key, _ in parts}
    width = max(display_width(label) for label in labels.values()) + 1
    for key, text_of in parts:
        page.labelled(labels[key], text_of(code, words), indent=2, label_width=width)
    return _bytes(page, options)


def list_page(words: Words, options: Options) -> bytes:
    page = _page(options)
    for group, codes in GROUPS.items():
        page.line((words(f"codes.heading.{group}"), Tone.STRONG))
        for code in codes:
            if len(code) >= _CODE - 1:
                page.line((f"  {code}", Tone.PLAIN))
            label = "" if len(code) >= _CODE - 1 else code
            page.labelled(label, meaning(code, words), indent=2, label_width=_CODE)
        page.blank()
    page.paragraph(words("codes.more"))
    return _bytes(page, options)


def _page(options: Options) -> Screen:
    return Screen(max(_NARROWEST, min(options.width, _WIDEST)))


def _bytes(page: Screen, options: Options) -> bytes:
    text = page.coloured() if options.colour else page.plain()
    return encoded(text, options.encoding)
