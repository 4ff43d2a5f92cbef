"""The roll-up on a screen: the indicators, the first of each list, and a closing screen.

The closing screen alone says what the run came to and what to type next.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from shengzhou_quality.evaluation.entity_standing import Standing
from shengzhou_quality.evaluation.roll_up import EntityAsks, Group, RefusedSubmission, RollUp
from shengzhou_quality.findings import FINDINGS
from shengzhou_quality.pages.model import (
    Banner,
    Block,
    Closing,
    Page,
    Section,
    Sentence,
    Sentences,
    Table,
    TableGroup,
    Tone,
)
from shengzhou_quality.pages.report.screen.commands import for_shell, labelled
from shengzhou_quality.pages.roll_up import lists, sentences, tables
from shengzhou_quality.pages.roll_up.alone import area_of, stands_alone
from shengzhou_quality.pages.roll_up.document import indicators_heading
from shengzhou_quality.plan.files import INDICATORS, TASKS
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
        _worst(rolled.groups[0], words) if len(rolled.groups) == 1 else None,
        commands=list(_commands(rolled, words)),
    )
    return Page(banner.text, list(_blocks(rolled, words)), closing=closing)


def _stated(rolled: RollUp, words: Words) -> Iterator[Block]:
    """One below the other, each in its tone."""
    said = [*sentences.lead(rolled, words), *sentences.of_groups(rolled, words)]
    if rolled.asked:
        said.append(Sentence(lists.asked(rolled, words)))
    yield from (Sentences([one.text], tone=one.tone) for one in said)


def _blocks(rolled: RollUp, words: Words) -> Iterator[Block]:
    """The worst entities of a single group are on the closing screen."""
    for one in rolled.groups:
        if len(rolled.groups) > 1:
            named = sentences.group_name(one, rolled, words)
            yield Sentence(
                words("roll-up.group.section", group=named, count=one.submissions), Tone.STRONG
            )
        if one.indicators:
            table = tables.indicator_table(one, words, brief=True)
            notes = tables.brief_notes(one, words)
            yield Section(indicators_heading(one, words), [table, *notes])
        if len(rolled.groups) > 1 and (worst := _worst(one, words)):
            yield worst
    if rolled.not_judged:
        shown = rolled.refused[:_MOST]
        table = lists.refused_table(shown, words, brief=True)
        rest = _more(len(shown), rolled.not_judged, words)
        heading = words("roll-up.refused", count=rolled.not_judged)
        cures = [Sentence(words.joined(*lists.cures(shown, words)), Tone.QUIET)]
        yield Section(heading, [table, *rest, *cures], Tone.WARNING)
    if rolled.unread:
        table = lists.unread_table(rolled.unread[:_MOST], words, brief=True)
        left = rolled.files_unread - _MOST
        more = Sentence(words("roll-up.more.files", count=left), Tone.QUIET)
        heading = words("roll-up.unread", count=rolled.files_unread)
        yield Section(heading, [table, *([more] if left > 0 else [])], Tone.WARNING)
    if rolled.asked:
        asks = rolled.asks[:_MOST]
        table = lists.asks_table(asks, words, brief=True)
        rest = _more(len(asks), rolled.asked, words)
        yield Section(words("roll-up.asks", count=rolled.asked), [table, *rest])


def _worst(group: Group, words: Words) -> Table | None:
    """The first of its entities; what is left out of them, too, is told."""
    shown = group.entities[:_MOST]
    if not shown:
        return None
    count, left = group.submissions, group.submissions - len(shown)
    heading = words("roll-up.entities")
    if left:
        heading = words("roll-up.entities.worst", listed=len(shown), count=count)
    table = tables.entity_table(tables.SCREEN, shown, group, words)
    rest = [words("roll-up.more", count=left + one) for one in range(1, len(shown) + 1)]
    rows = next(iter(table.groups)).rows
    return table._replace(groups=[TableGroup(rows, heading, rest=rest)])


def _more(shown: int, count: int, words: Words) -> Iterator[Sentence]:
    if count > shown:
        yield Sentence(words("roll-up.more", count=count - shown), Tone.QUIET)


def _commands(rolled: RollUp, words: Words) -> Iterator[tuple[str, str]]:
    """For the entity that stands worst, and for the one of which most is asked.

    Where nothing could be judged, for the first that could not.
    """
    checked = next(filter(_is_of_its_files, rolled.refused), None)
    if not rolled.judged and checked is not None:
        yield labelled("roll-up.command.check", words), _check(checked)
    plans = [one.plan for one in rolled.groups]
    entities = (one for group in rolled.groups for one in group.entities)
    worst = next(filter(_can_be_typed, entities), None)
    asked = next(filter(_can_be_typed, rolled.asks), None)
    for name, one in (("evaluate", worst), ("letters", asked)):
        if one is not None and stands_alone(one, plans):
            area = area_of(one, plans[0])
            said = _command(name, one.files, f" --area {for_shell(area)}" if area else "")
            yield labelled(f"roll-up.command.{name}", words), said
    if len(plans) > len({one.sha256 for one in plans}):
        year = f"--year {rolled.groups[0].year}"
        yield labelled("roll-up.command.year", words), year
    kept = rolled.kept
    missing = [
        words(f"roll-up.command.save.{key}")
        for key, is_kept in (("roll-up", kept.roll_ups), ("tables", kept.tables))
        if not is_kept
    ]
    if missing:
        yield labelled("roll-up.command.save", words), " ".join(missing)
    if rolled.judged and not kept.reports:
        yield labelled("roll-up.command.reports", words), words("roll-up.command.reports.line")


def _check(one: RefusedSubmission) -> str:
    """The line that says all about it; about its plan, where that is why."""
    at = one.problem.place if one.problem is not None else None
    if at is None or at.file in one.files or PurePath(at.file).name not in (INDICATORS, TASKS):
        return _command("check", one.files)
    return _command("plan check", (str(PurePath(at.file).parent),))


def _is_of_its_files(one: RefusedSubmission) -> bool:
    """`sqc check` tells why as well: not of what only a batch finds, as whose a file is."""
    found_here = one.problem is not None and one.problem.code in FINDINGS["batch"]
    return bool(one.files) and not found_here and _can_be_typed(one)


def _can_be_typed(one: Standing | EntityAsks | RefusedSubmission) -> bool:
    """A name with a control character is shown otherwise than it is."""
    return all(map(str.isprintable, (one.entity, *one.files)))


def _command(name: str, files: tuple[str, ...], options: str = "") -> str:
    """The line for a shell; a file whose name begins like an option follows the end of those."""
    end = "-- " if any(one.startswith("-") for one in files) else ""
    return f"sqc {name}{options} {end}{' '.join(map(for_shell, files))}"
