"""The tables of one group: its indicators by status, and its entities, the worst first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from shengzhou_quality.decimals import rounded
from shengzhou_quality.evaluation.entity_standing import Standing
from shengzhou_quality.evaluation.roll_up import Group, IndicatorCount
from shengzhou_quality.evaluation.status import LAGGING, TO_VERIFY
from shengzhou_quality.judgement import Status
from shengzhou_quality.pages.figures import percentage, quoted
from shengzhou_quality.pages.model import (
    Align,
    Sentence,
    Table,
    TableCell,
    TableColumn,
    TableGroup,
    Tone,
)
from shengzhou_quality.pages.roll_up.concluded import TONES, conclusion, named_ids
from shengzhou_quality.pages.roll_up.sentences import files_words, when
from shengzhou_quality.plan.kinds.indicator import Constraint
from shengzhou_quality.words import Words

# indicators by status

_FINAL = ("met", "missed", "undetermined", "no_data", "invalid")
_FINAL_ON_SCREEN = ("met", "missed", "to_verify", "no_data", "invalid")
_BEFORE = ("achieved", "maintained", "ahead", "on_track", "slipping", "lagging", "pending")
_BEFORE_ON_SCREEN = ("on_schedule", "slipping", "lagging", "pending")
_LEFT_OUT = ("pending", "no_data", "invalid")
"""A screen too narrow for all columns leaves these out, the last first."""
_IN_TO_VERIFY = {"no_data": "no_data.of-those", "invalid": "invalid.of-those"}
"""On a screen they stand behind those to verify, which hold them."""
_TOGETHER = {"lagging": LAGGING, "to_verify": TO_VERIFY}
_TONES = {"missed": Tone.ERROR, "lagging": Tone.ERROR} | dict.fromkeys(
    ("slipping", "to_verify", "undetermined", "no_data", "invalid"), Tone.WARNING
)


def indicator_table(group: Group, words: Words, *, brief: bool) -> Table:
    """An indicator a row, a column a status; those to verify are one column where it is `brief`."""
    if group.final:
        counted: tuple[str, ...] = _FINAL_ON_SCREEN if brief else _FINAL
    else:
        counted = (*(_BEFORE_ON_SCREEN if brief else _BEFORE), "to_verify")
    rate = f"rate.{when(group)}"
    texts = ("id", "indicator") if brief else ("id", "indicator", "constraint", "total")
    keys = (*texts, *counted, rate)
    columns = [
        TableColumn(
            words(f"roll-up.column.{_IN_TO_VERIFY.get(key, key) if brief else key}"),
            Align.LEFT if key in ("indicator", "constraint") else Align.RIGHT,
            takes_room=key == "indicator",
            optional=brief and key in _LEFT_OUT,
        )
        for key in keys
    ]
    worded = (*texts, rate)
    rows = [
        [
            _text(one, key, group, words, brief=brief) if key in worded else _number(one, key)
            for key in keys
        ]
        for one in group.indicators
    ]
    wide = not brief and not group.final
    return Table(columns, [TableGroup(rows)], none=words("none"), wide=wide)


def _text(one: IndicatorCount, key: str, group: Group, words: Words, *, brief: bool) -> TableCell:
    indicator = one.indicator
    if key == "id":
        binding = indicator.constraint is Constraint.BINDING
        return TableCell(indicator.id, mark="*" if binding and brief else "")
    if key == "indicator":
        return TableCell(words.of(indicator, "name"))
    if key == "constraint":
        return TableCell(words(f"constraint.{indicator.constraint}"))
    if key == "total":
        return TableCell(str(one.total), number=Decimal(one.total))
    done = one.statuses[Status.MET] if group.final else one.on_schedule
    if not one.total or done is None:
        return TableCell("")
    share = rounded(Fraction(done, one.total))
    return TableCell(percentage(share), number=share)


def _number(one: IndicatorCount, key: str) -> TableCell:
    if key in _TOGETHER:
        count = sum(one.statuses[status] for status in _TOGETHER[key])
    elif key == "on_schedule":
        count = one.on_schedule or 0
    else:
        count = one.statuses[Status(key)]
    tone = _TONES.get(key, Tone.PLAIN) if count else Tone.QUIET
    return TableCell(str(count), tone, number=Decimal(count))


def brief_notes(group: Group, words: Words) -> Iterator[Sentence]:
    """What the mark of a screen stands for, and what its columns hold."""
    yield Sentence(words(f"roll-up.indicators.note.brief.{when(group)}"), Tone.QUIET)


def indicator_notes(group: Group, words: Words) -> Iterator[Sentence]:
    """How the columns add up, and of which indicators some submissions are not counted."""
    yield Sentence(words(f"roll-up.indicators.note.{when(group)}"), Tone.QUIET)
    if not group.final:
        yield Sentence(words("roll-up.indicators.note.rate.before"), Tone.QUIET)
    excluded = tuple(
        words("roll-up.indicators.excluded.item", id=one.indicator.id, count=one.excluded)
        for one in group.indicators
        if one.excluded
    )
    if excluded:
        yield Sentence(words("roll-up.indicators.excluded", items=excluded), Tone.QUIET)


# entities

SCREEN = ("entity", "done", "rate", "binding.ids", "failing", "to_verify", "errors")
TEXT = ("entity", "done", "rate", "binding", "failing", "to_verify", "errors")
DOCUMENT = ("entity", "conclusion", "done", "rate", "binding", "failing", "to_verify", "errors")
WORKBOOK = (
    "entity", "conclusion", "all", "done.number", "rate", "binding", "failing", "to_verify",
    "errors", "warnings", "unread", "said-by", "files",
)  # fmt: skip
_BY_YEAR = ("done", "rate", "binding", "binding.ids", "failing")
_LEFT = ("entity", "conclusion", "binding", "binding.ids", "said-by", "files")
_ROOM = {"entity"}
_OPTIONAL = ("rate", "errors")


def entity_table(
    keys: Sequence[str],
    entities: Sequence[Standing],
    group: Group,
    words: Words,
    *,
    wide: bool = False,
) -> Table:
    """Those given, in their order. The columns are `SCREEN`, `TEXT`, `DOCUMENT` or `WORKBOOK`."""
    named = {one.indicator.id: words.of(one.indicator, "name") for one in group.indicators}
    columns = [
        TableColumn(
            words(f"roll-up.column.{_heading(key, group)}"),
            Align.LEFT if key in _LEFT else Align.RIGHT,
            takes_room=key in _ROOM or (key in ("conclusion", "binding") and keys is not SCREEN),
            optional=keys is SCREEN and key in _OPTIONAL,
        )
        for key in keys
    ]
    rows = [[_CELLS[key](one, named, words) for key in keys] for one in entities]
    return Table(columns, [TableGroup(rows)], none=words("none"), wide=wide)


def _heading(key: str, group: Group) -> str:
    key = key.removesuffix(".number")
    return f"{key}.{when(group)}" if key in _BY_YEAR else key


def _done(one: Standing) -> int:
    return one.every.met if one.final else one.every.on_schedule


def _share(one: Standing, _: Mapping[str, str], words: Words) -> TableCell:
    return TableCell(words("roll-up.share", done=_done(one), total=one.every.total))


def _rate(one: Standing, _: Mapping[str, str], _words: Words) -> TableCell:
    return TableCell("" if one.rate is None else percentage(one.rate), number=one.rate)


def _binding(one: Standing, named: Mapping[str, str], words: Words) -> TableCell:
    failing = one.binding.failing
    names = words("list.separator").join(named.get(each, each) for each in failing)
    return TableCell(names, Tone.ERROR if failing else Tone.PLAIN)


def _binding_ids(one: Standing, _: Mapping[str, str], words: Words) -> TableCell:
    failing = one.binding.failing
    return TableCell(named_ids(failing, words), Tone.ERROR if failing else Tone.PLAIN)


def _count(
    of: Callable[[Standing], int], tone: Tone = Tone.PLAIN
) -> Callable[[Standing, Mapping[str, str], Words], TableCell]:
    def cell(one: Standing, _: Mapping[str, str], _words: Words) -> TableCell:
        count = of(one)
        return TableCell(str(count), tone if count else Tone.QUIET, number=Decimal(count))

    return cell


def files_cell(files: Sequence[str], words: Words) -> TableCell:
    """The files of a submission, of many the first."""
    return TableCell(files_words([quoted(one) for one in files], words))


def first_file_cell(files: Sequence[str], words: Words) -> TableCell:
    """The first file, by which the others are found: a row of a long list stays low."""
    return TableCell(files_words([quoted(one) for one in files], words, most=1))


_CELLS: Mapping[str, Callable[[Standing, Mapping[str, str], Words], TableCell]] = {
    "entity": lambda one, _, _words: TableCell(quoted(one.entity)),
    "conclusion": lambda one, _, words: TableCell(conclusion(one, words), TONES[one.conclusion]),
    "all": _count(lambda one: one.every.total),
    "done": _share,
    "done.number": _count(_done),
    "rate": _rate,
    "binding": _binding,
    "binding.ids": _binding_ids,
    "failing": _count(lambda one: len(one.every.failing), Tone.ERROR),
    "to_verify": _count(lambda one: one.every.to_verify, Tone.WARNING),
    "errors": _count(lambda one: one.errors, Tone.ERROR),
    "warnings": _count(lambda one: one.warnings),
    "unread": _count(lambda one: one.unread, Tone.WARNING),
    "said-by": lambda one, _, words: TableCell(words(f"roll-up.said-by.{one.said_by}")),
    "files": lambda one, _, words: first_file_cell(one.files, words),
}
"""What a column shows of an entity, with the names of the indicators by their ids."""
