"""The roll-up as a document that is handed on: conclusion, parts, annexes with long lists.

A part or an annex with nothing to say is left out. No command, digest or code stands before
the annexes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shengzhou_quality.evaluation.roll_up import Group, RollUp
from shengzhou_quality.pages.model import (
    Block,
    Correspondence,
    Page,
    Section,
    Sentence,
    Table,
    Tone,
)
from shengzhou_quality.pages.report.document.numbering import annex, part, section
from shengzhou_quality.pages.roll_up import lists, sentences, tables
from shengzhou_quality.words import Words

MOST_IN_TEXT, FIRST_IN_TEXT = 15, 10
"""A list of more entries than the first stands in an annex, and the text has the second."""


def page(rolled: RollUp, words: Words) -> Page:
    signed = words("document.sign.issuer"), words("document.sign.date")
    return Page(
        heading=sentences.heading(rolled, words),
        lead=sentences.lead(rolled, words),
        blocks=list(_blocks(rolled, words)),
        annexes=words("document.annexes"),
        to_sign=Correspondence(to=words("document.sign.to"), enclosed=(), signed=signed),
    )


def _blocks(rolled: RollUp, words: Words) -> Iterator[Block]:
    annexes = list(_annexes(rolled, words))
    labels = {
        key: words("document.annex.label", number=number)
        for number, (key, _, _) in enumerate(annexes, 1)
    }
    for number, (heading, blocks) in enumerate(_parts(rolled, labels, words), 1):
        yield Section(section(number, heading, words), list(blocks))
    for number, (_, title, blocks) in enumerate(annexes, 1):
        yield annex(number, title, list(blocks), words)


def _annexes(rolled: RollUp, words: Words) -> Iterator[tuple[str, str, Iterator[Block]]]:
    """The key, the title and the blocks of each: lists too long for the text, then the method."""
    for one in rolled.groups:
        if len(one.entities) > MOST_IN_TEXT:
            title = words("roll-up.entities")
            if len(rolled.groups) > 1:
                named = sentences.group_name(one, rolled, words)
                title = words("roll-up.sheet.in-group", group=named, part=title)
            yield _key(one), title, entities(one, words)
    if len(rolled.refused) > MOST_IN_TEXT:
        yield "refused", words("roll-up.refused.title"), refused(rolled, words)
    if len(rolled.unread) > MOST_IN_TEXT:
        yield "unread", words("roll-up.unread.title"), unread(rolled, words)
    if len(rolled.asks) > MOST_IN_TEXT:
        yield "asks", words("roll-up.asks.title"), _asks(rolled, words)
    if rolled.found:
        yield "findings", words("roll-up.findings"), findings(rolled, words)
    yield "method", words("roll-up.method"), method(rolled, words)


def _key(group: Group) -> str:
    return f"entities {group.plan.sha256} {group.year}"


def _parts(
    rolled: RollUp, labels: Mapping[str, str], words: Words
) -> Iterator[tuple[str, Iterator[Block]]]:
    if len(rolled.groups) == 1:
        (group,) = rolled.groups
        yield indicators_heading(group, words), indicators(group, words)
        yield words("roll-up.entities"), _entities_in_text(group, labels, words)
    else:
        for one in rolled.groups:
            named = sentences.group_name(one, rolled, words)
            heading = words("roll-up.group.section", group=named, count=one.submissions)
            yield heading, _group(one, labels, words)
    if rolled.not_judged:
        heading = words("roll-up.refused", count=rolled.not_judged)
        yield heading, _refused_in_text(rolled, labels, words)
    if rolled.unread:
        heading = words("roll-up.unread", count=rolled.files_unread)
        yield heading, _unread_in_text(rolled, labels, words)
    if rolled.asked:
        yield words("roll-up.asks", count=rolled.asked), _asks_in_text(rolled, labels, words)


def _group(group: Group, labels: Mapping[str, str], words: Words) -> Iterator[Block]:
    yield Sentence(sentences.stated(group, words), sentences.tone(group))
    first, second = indicators_heading(group, words), words("roll-up.entities")
    yield Section(part(1, first, words), list(indicators(group, words)))
    yield Section(part(2, second, words), list(_entities_in_text(group, labels, words)))


def indicators_heading(group: Group, words: Words) -> str:
    return words("roll-up.indicators" if group.final else "roll-up.indicators.before")


def indicators(group: Group, words: Words) -> Iterator[Block]:
    if not group.indicators:
        yield Sentence(words("roll-up.indicators.none"))
        return
    yield tables.indicator_table(group, words, brief=False)
    yield from tables.indicator_notes(group, words)


# lists: the first of a long one in the text, all of it in an annex


def _entities_in_text(group: Group, labels: Mapping[str, str], words: Words) -> Iterator[Block]:
    label = labels.get(_key(group))
    if label is None:
        yield from entities(group, words, wide=False)
        return
    said = words("roll-up.first.entities", listed=FIRST_IN_TEXT, annex=label)
    yield Sentence(said)
    yield tables.entity_table(tables.TEXT, group.entities[:FIRST_IN_TEXT], group, words)


def entities(
    group: Group,
    words: Words,
    columns: tuple[str, ...] = tables.DOCUMENT,
    *,
    wide: bool = True,
) -> Iterator[Block]:
    yield Sentence(words(f"roll-up.sorted.{sentences.when(group)}"), Tone.QUIET)
    yield tables.entity_table(columns, group.entities, group, words, wide=wide)
    yield from lists.not_listed(len(group.entities), group.submissions, words)


def _refused_in_text(rolled: RollUp, labels: Mapping[str, str], words: Words) -> Iterator[Block]:
    first = lists.refused_table(rolled.refused[:FIRST_IN_TEXT], words, brief=False)
    return _first_or_all("refused", first, refused(rolled, words), labels, words)


def _unread_in_text(rolled: RollUp, labels: Mapping[str, str], words: Words) -> Iterator[Block]:
    first = lists.unread_table(rolled.unread[:FIRST_IN_TEXT], words, brief=False)
    return _first_or_all("unread", first, unread(rolled, words), labels, words)


def _first_or_all(
    key: str, first: Table, everything: Iterator[Block], labels: Mapping[str, str], words: Words
) -> Iterator[Block]:
    """The first of a list whose whole stands in an annex, else all of it."""
    label = labels.get(key)
    if label is None:
        yield from everything
        return
    yield Sentence(words(f"roll-up.first.{key}", listed=FIRST_IN_TEXT, annex=label))
    yield first


def refused(rolled: RollUp, words: Words) -> Iterator[Block]:
    yield lists.refused_table(rolled.refused, words, brief=False)
    yield from lists.not_listed(len(rolled.refused), rolled.not_judged, words)


def unread(rolled: RollUp, words: Words) -> Iterator[Block]:
    yield lists.unread_table(rolled.unread, words, brief=False)
    if len(rolled.unread) < rolled.files_unread:
        left = rolled.files_unread - len(rolled.unread)
        yield Sentence(words("roll-up.not-listed.files", count=left), Tone.QUIET)


def _asks_in_text(rolled: RollUp, labels: Mapping[str, str], words: Words) -> Iterator[Block]:
    label = labels.get("asks")
    if label is None:
        yield Sentence(lists.asked(rolled, words))
        yield from _asks(rolled, words)
        return
    first = words("roll-up.first.asks", listed=FIRST_IN_TEXT, annex=label)
    yield Sentence(words.joined(lists.asked(rolled, words), first))
    yield lists.asks_table(rolled.asks[:FIRST_IN_TEXT], words, brief=False)


def _asks(rolled: RollUp, words: Words) -> Iterator[Block]:
    yield lists.asks_table(rolled.asks, words, brief=False)
    yield from lists.not_listed(len(rolled.asks), rolled.asked, words)


def findings(rolled: RollUp, words: Words, *, with_codes: bool = False) -> Iterator[Block]:
    yield Sentence(words("roll-up.findings.all"))
    yield lists.findings_table(rolled.found, words, with_codes=with_codes)


def method(rolled: RollUp, words: Words) -> Iterator[Block]:
    """How the counts come about, and by which plans."""
    yield Sentence(words("roll-up.method.one-by-one"))
    for when in dict.fromkeys(map(sentences.when, rolled.groups)):
        yield Sentence(words(f"roll-up.method.rates.{when}"))
    if rolled.judged > 1:
        yield Sentence(words("roll-up.method.median"))
    for plan in {one.plan.sha256: one for one in rolled.groups}.values():
        title, file = sentences.plan_title(plan, words), plan.plan.files[0].path
        yield Sentence(
            words("roll-up.method.plan", title=title, file=file, sha256=plan.plan.sha256)
        )
