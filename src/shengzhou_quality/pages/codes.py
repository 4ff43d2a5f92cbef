"""Make the pages of codes: one code with its meaning, example and cure, or the list of all."""

from __future__ import annotations

from shengzhou_quality.pages.model import (
    Block,
    Facts,
    Labels,
    Medium,
    Page,
    Sentence,
    commands,
    fact,
)
from shengzhou_quality.words import Words
from shengzhou_quality.words.code_index import GROUPS, cure, example, group_of, meaning

_MORE = {
    "sqc explain not-a-number": "codes.more.code",
    "sqc explain 5 data.xlsx": "codes.more.item",
}


def page(code: str | None, words: Words, medium: Medium) -> Page:
    return _list(words, medium) if code is None else _one(code, words)


def _one(code: str, words: Words) -> Page:
    parts = {"meaning": meaning, "example": example, "cure": cure}
    facts = tuple(
        fact(words(f"codes.column.{key}"), said(code, words)) for key, said in parts.items()
    )
    group = words(f"codes.heading.{group_of(code)}")
    heading = words("codes.heading.one", code=code, group=group)
    return Page(heading, [Facts("", facts)])


def _list(words: Words, medium: Medium) -> Page:
    """A screen says first how to go on; a document needs a title instead."""
    blocks: list[Block] = [
        Facts(
            words(f"codes.heading.{group}"),
            tuple(fact(code, meaning(code, words)) for code in codes),
            labels=Labels.CODES,
        )
        for group, codes in GROUPS.items()
    ]
    if medium is not Medium.SCREEN:
        lead = [Sentence(words("codes.introduction"))]
        return Page(words("codes.title"), blocks, lead=lead)
    count = sum(map(len, GROUPS.values()))
    more = {command: words(key) for command, key in _MORE.items()}
    lead = [Sentence(words("codes.count", count=count))]
    return Page("", [commands(more), *blocks], lead=lead)
