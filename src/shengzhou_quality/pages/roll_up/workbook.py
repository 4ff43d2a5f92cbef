"""The roll-up as a workbook, to sort and filter: a sheet a part, a row an office of an entity."""

from __future__ import annotations

from collections.abc import Iterator

from shengzhou_quality.evaluation.roll_up import Group, RollUp
from shengzhou_quality.pages.model import Block, Page, Section, Sentence
from shengzhou_quality.pages.roll_up import document, lists, sentences, tables
from shengzhou_quality.words import Words


def page(rolled: RollUp, words: Words) -> Page:
    summary = [one for one in document.method(rolled, words) if isinstance(one, Sentence)]
    return Page(
        heading=sentences.heading(rolled, words),
        lead=sentences.lead(rolled, words),
        blocks=[
            Section(
                words("roll-up.sheet.summary"), [*sentences.of_groups(rolled, words), *summary]
            ),
            *_sheets(rolled, words),
        ],
    )


def _sheets(rolled: RollUp, words: Words) -> Iterator[Section]:
    """Of several groups each sheet says whose it is: its name has no room for the plan's title."""
    for one in rolled.groups:
        named = []
        if len(rolled.groups) > 1:
            named.append(Sentence(sentences.group_name(one, rolled, words)))
        parts: dict[str, Iterator[Block]] = {
            "indicators": document.indicators(one, words),
            "entities": document.entities(one, words, tables.WORKBOOK),
        }
        for key, made in parts.items():
            yield Section(_name(key, one, rolled, words), [*named, *made])
    if rolled.not_judged:
        yield Section(words("roll-up.sheet.refused"), list(document.refused(rolled, words)))
    if rolled.unread:
        yield Section(words("roll-up.sheet.unread"), list(document.unread(rolled, words)))
    if rolled.asked:
        yield Section(words("roll-up.sheet.asks"), list(_asks(rolled, words)))
    if rolled.found:
        blocks = list(document.findings(rolled, words, with_codes=True))
        yield Section(words("roll-up.findings"), blocks)


def _name(key: str, group: Group, rolled: RollUp, words: Words) -> str:
    named = words(f"roll-up.sheet.{key}")
    if len(rolled.groups) == 1:
        return named
    of = words(f"roll-up.group.{sentences.when(group)}", year=group.year)
    return words("roll-up.sheet.in-group", group=of, part=named)


def _asks(rolled: RollUp, words: Words) -> Iterator[Block]:
    yield Sentence(lists.asked(rolled, words))
    yield lists.asks_by_office(rolled.asks, words)
    yield from lists.not_listed(len(rolled.asks), rolled.asked, words)
