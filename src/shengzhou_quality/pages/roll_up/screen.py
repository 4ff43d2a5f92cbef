"""The roll-up on a screen: the indicators, the first of each list, and a closing screen.

The closing screen alone says what the run came to and what to type next.
"""

from __future__ import annotations

from collections.abc import Iterator

from shengzhou_quality.evaluation.roll_up import Group, RollUp
from shengzhou_quality.pages.model import Banner, Block, Closing, Page, Section, Sentence, Tone
from shengzhou_quality.pages.report.screen.commands import for_shell, labelled
from shengzhou_quality.pages.roll_up import lists, sentences, tables
from shengzhou_quality.pages.roll_up.document import indicators_heading
from shengzhou_quality.words import Words

_MOST = 10


def page(rolled: RollUp, words: Words) -> Page:
    banner = Banner(
        sentences.heading(rolled, words),
        words("screen.conclusion", conclusion=sentences.brief(rolled, words)),
        sentences.brief_tone(rolled),
    )
    closing = Closing(
        banner,
        list(_stated(rolled, words)),
        commands=list(_commands(rolled, words)),
    )
    blocks = list(_blocks(rolled, words))
    return Page(banner.text, blocks, closing=closing)


def _stated(rolled: RollUp, words: Words) -> Iterator[Sentence]:
    yield from sentences.lead(rolled, words)
    if len(rolled.groups) > 1:
        for one in rolled.groups:
            named = sentences.group_name(one, rolled, words)
            said = words("chain.labelled", label=named, text=sentences.stated(one, words))
            yield Sentence(said, sentences.tone(one))
    if rolled.asked:
        yield Sentence(lists.asked(rolled, words))


def _blocks(rolled: RollUp, words: Words) -> Iterator[Block]:
    for one in rolled.groups:
        yield from _group(one, rolled, words)
    if rolled.not_judged:
        shown = rolled.refused[:_MOST]
        yield Section(
            words("roll-up.refused", count=rolled.not_judged),
            [
                lists.refused_table(shown, words, brief=True),
                *_more(len(shown), rolled.not_judged, words),
            ],
            Tone.WARNING,
        )
    if rolled.asked:
        asks = rolled.asks[:_MOST]
        yield Section(
            words("roll-up.asks", count=rolled.asked),
            [lists.asks_table(asks, words), *_more(len(asks), rolled.asked, words)],
        )


def _group(group: Group, rolled: RollUp, words: Words) -> Iterator[Block]:
    if len(rolled.groups) > 1:
        named = sentences.group_name(group, rolled, words)
        heading = words("roll-up.group.section", group=named, count=group.submissions)
        yield Sentence(heading, Tone.STRONG)
    if group.indicators:
        table = tables.indicator_table(group, words, brief=True)
        yield Section(indicators_heading(group, words), [table])
    shown = group.entities[:_MOST]
    if shown:
        heading = words("roll-up.entities")
        if len(shown) < group.submissions:
            count = group.submissions
            heading = words("roll-up.entities.worst", listed=len(shown), count=count)
        table = tables.entity_table(tables.SCREEN, shown, group, words)
        sorting = Sentence(words("roll-up.sorted.screen"), Tone.QUIET)
        yield Section(heading, [table, *([sorting] if len(shown) > 1 else [])])


def _more(shown: int, count: int, words: Words) -> Iterator[Sentence]:
    if count > shown:
        yield Sentence(words("roll-up.more", count=count - shown), Tone.QUIET)


def _commands(rolled: RollUp, words: Words) -> Iterator[tuple[str, str]]:
    """For the entity that stands worst, and for the one of which most is asked."""
    worst = next((one for group in rolled.groups for one in group.entities), None)
    if worst is not None and worst.files:
        yield labelled("roll-up.command.evaluate", words), _command("evaluate", worst.files)
    if rolled.asks and rolled.asks[0].files:
        yield (
            labelled("roll-up.command.letters", words),
            _command("letters", rolled.asks[0].files),
        )
    yield (
        labelled("roll-up.command.save", words),
        words("roll-up.command.save.line"),
    )


def _command(name: str, files: tuple[str, ...]) -> str:
    return f"sqc {name} {' '.join(map(for_shell, files))}"
