"""The roll-up as a document that is handed on: conclusion, parts, two annexes.

A part with nothing to say is left out. No command, digest or code stands before the annexes.
"""

from __future__ import annotations

from collections.abc import Iterator

from shengzhou_quality.evaluation.roll_up import Group, RollUp
from shengzhou_quality.pages.model import Block, Correspondence, Page, Section, Sentence, Tone
from shengzhou_quality.pages.report.document.numbering import annex, part, section
from shengzhou_quality.pages.roll_up import lists, sentences, tables
from shengzhou_quality.words import Words


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
    for number, (heading, blocks) in enumerate(_parts(rolled, words), 1):
        yield Section(section(number, heading, words), list(blocks))
    annexes = [("findings", list(findings(rolled, words)))] if rolled.found else []
    annexes += [("method", list(method(rolled, words)))]
    for number, (key, made) in enumerate(annexes, 1):
        yield annex(number, words(f"roll-up.{key}"), made, words)


def _parts(rolled: RollUp, words: Words) -> Iterator[tuple[str, Iterator[Block]]]:
    if len(rolled.groups) == 1:
        (group,) = rolled.groups
        yield indicators_heading(group, words), indicators(group, words)
        yield words("roll-up.entities"), entities(group, words)
    else:
        for one in rolled.groups:
            named = sentences.group_name(one, rolled, words)
            heading = words("roll-up.group.section", group=named, count=one.submissions)
            yield heading, _group(one, words)
    if rolled.not_judged:
        yield words("roll-up.refused", count=rolled.not_judged), refused(rolled, words)
    if rolled.asked:
        yield words("roll-up.asks", count=rolled.asked), _asks(rolled, words)


def _group(group: Group, words: Words) -> Iterator[Block]:
    yield Sentence(sentences.stated(group, words), sentences.tone(group))
    first, second = indicators_heading(group, words), words("roll-up.entities")
    yield Section(part(1, first, words), list(indicators(group, words)))
    yield Section(part(2, second, words), list(entities(group, words)))


def indicators_heading(group: Group, words: Words) -> str:
    return words("roll-up.indicators" if group.final else "roll-up.indicators.before")


def indicators(group: Group, words: Words) -> Iterator[Block]:
    if not group.indicators:
        yield Sentence(words("roll-up.indicators.none"))
        return
    yield tables.indicator_table(group, words, brief=False)
    yield from tables.indicator_notes(group, words)


def entities(
    group: Group, words: Words, columns: tuple[str, ...] = tables.DOCUMENT
) -> Iterator[Block]:
    yield tables.entity_table(columns, group.entities, group, words)
    yield Sentence(words(f"roll-up.sorted.{sentences.when(group)}"), Tone.QUIET)
    yield from lists.not_listed(len(group.entities), group.submissions, words)


def refused(rolled: RollUp, words: Words) -> Iterator[Block]:
    yield lists.refused_table(rolled.refused, words, brief=False)
    yield from lists.not_listed(len(rolled.refused), rolled.not_judged, words)


def _asks(rolled: RollUp, words: Words) -> Iterator[Block]:
    yield Sentence(lists.asked(rolled, words))
    yield lists.asks_table(rolled.asks, words)
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
    if rolled.asked:
        yield Sentence(words("roll-up.method.letters"))
