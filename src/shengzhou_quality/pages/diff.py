"""Make the page of two evaluations compared: what differs, and whether it is worse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.evaluation.comparison import (
    Comparison,
    Difference,
    Direction,
    FileDifference,
    ItemChange,
    Presence,
    Side,
)
from shengzhou_quality.evaluation.recorded import UNREPORTED, Asked, Problem
from shengzhou_quality.pages.changes import changes_of, name_by_id, name_of, status_words
from shengzhou_quality.pages.fields import field_change
from shengzhou_quality.pages.figures import quoted, year_runs
from shengzhou_quality.pages.model import (
    Align,
    Block,
    Medium,
    Outline,
    OutlineRow,
    Page,
    Section,
    Sentence,
    Sentences,
    Table,
    TableCell,
    TableColumn,
    TableGroup,
    Tone,
)
from shengzhou_quality.words import Words

_TONES = {
    Direction.WORSE: Tone.ERROR,
    Direction.BETTER: Tone.GOOD,
    Direction.NEITHER: Tone.PLAIN,
}
_MOST = 10
"""On a screen a list has so many lines; a document has them all."""
_DIGEST = 12
"""Characters of a digest on a screen: enough to tell files apart."""
_TOLD = ("year", "only")
"""The settings about which a sentence of its own stands above."""
_COUNTED = ("met", "not_met", "to_verify", "on_schedule", "excluded", "total")


def page(compared: Comparison, words: Words, medium: Medium) -> Page:
    """The conclusion first, then the items, the worse ones first, then everything else."""
    result = result_line(compared, words)
    on_screen = medium is Medium.SCREEN
    return Page(
        heading=result if on_screen else words("diff.heading"),
        lead=[] if on_screen else [Sentence(result, _tone(compared))],
        blocks=[
            Sentences(list(_sides(compared, words))),
            *_blocks(compared, words, medium),
        ],
        wide=True,
    )


def _tone(compared: Comparison) -> Tone:
    if compared.is_worse:
        return Tone.ERROR
    return Tone.GOOD if compared.same else Tone.WARNING


def result_line(compared: Comparison, words: Words) -> str:
    """Nothing differs; or how many items do, and how many of them are worse."""
    if not compared.same_plan:
        return words("diff.result.other-plan")
    if compared.same:
        return words("diff.result.same")
    said = [words("diff.result.same-items")]
    if compared.items:
        said = [words("diff.result.changed", count=compared.changed)]
        if compared.worse:
            said.append(words("diff.result.worse", count=compared.worse))
        if compared.better:
            said.append(words("diff.result.better", count=compared.better))
    for key, count in _counted(compared):
        if count:
            said.append(words(f"diff.result.{key}", count=count))
    return words("diff.result", said=words("screen.separator").join(said))


def _counted(compared: Comparison) -> Iterator[tuple[str, int]]:
    """What differs besides the items; the rest of the page has nothing that is not in here.

    Where items differ, requests and remarks follow from them, unless nothing was to differ.
    """
    asked, problems = compared.requests, compared.problems
    yield "plan", 0 if compared.same_plan_files else 1
    yield "files", sum(one.of == "data" for one in _told_files(compared))
    yield "figures", len(_told_figures(compared)) if _is_to_agree(compared) else 0
    yield "new-errors", compared.new_errors
    if _is_to_agree(compared):
        yield "problems", len([*problems.new, *problems.solved]) - compared.new_errors
        again = (asked.new, asked.changed, asked.settled, asked.dropped)
        yield "requests", sum(map(len, again))


def _is_to_agree(compared: Comparison) -> bool:
    """Whether no item explains what else differs: somebody may have changed it."""
    return compared.same_inputs or not compared.items


def _told_files(compared: Comparison) -> list[FileDifference]:
    """Between a report and its data every file; else those that both sides have by their name."""
    audits = compared.old.judged is not compared.new.judged and compared.same_year
    return [one for one in compared.files if audits or one.of == "plan" or (one.old and one.new)]


def _sides(compared: Comparison, words: Words) -> Iterator[str]:
    """What was compared, and first of all what does not fit together."""
    old, new = compared.old, compared.new
    if compared.same_plan and not compared.same_year:
        yield words("diff.other-year", old=old.year, new=new.year)
    if compared.same_inputs and not compared.same:
        yield words("diff.same-inputs")
    if compared.same_plan and old.only != new.only:
        yield words("diff.other-scope")
    for key, side in (("old", old), ("new", new)):
        heading = words("heading.final" if side.final else "diff.heading.before", year=side.year)
        title = _title(side, compared, words)
        yield words(f"diff.{key}", path=side.path, title=title, heading=heading)
    if old.version != new.version:
        yield words("diff.other-version", old=old.version, new=new.version)


def _title(side: Side, compared: Comparison, words: Words) -> str:
    """In the reader's language, where the plan is at hand."""
    plan = compared.shown_plan
    known = plan is not None and plan.head.id == side.plan and plan.head.title == side.title
    return words.of(plan.head, "title") if plan is not None and known else side.title


def _blocks(compared: Comparison, words: Words, medium: Medium) -> Iterator[Block]:
    yield from _items(compared, words, medium)
    if compared.moved:
        yield Sentence(words("diff.moved", count=len(compared.moved), ids=compared.moved))
    yield from _problems(compared, words, medium)
    yield from _requests(compared, words, medium)
    yield from _figures(compared, words, medium)
    files = _told_files(compared)
    if files:
        yield _files(files, words, medium)


# items


def _items(compared: Comparison, words: Words, medium: Medium) -> Iterator[Block]:
    """Those that are worse, those that are better, and those that are neither."""
    for direction in (Direction.WORSE, Direction.BETTER, Direction.NEITHER):
        found = [one for one in compared.items if one.direction is direction]
        if found:
            heading = words(f"diff.group.{direction}", count=len(found))
            listed = _outline if medium is Medium.SCREEN else _table
            yield Section(heading, [listed(found, compared, words)], _TONES[direction])


def _outline(found: Sequence[ItemChange], compared: Comparison, words: Words) -> Outline:
    """A line for each, with what changed below it."""
    return Outline(
        [
            OutlineRow(
                0,
                name_of(one, compared, words),
                id=one.id,
                status=_standing(one, words),
                tone=_TONES[one.direction],
                details=list(changes_of(one, compared, words)),
            )
            for one in found
        ]
    )


def _table(found: Sequence[ItemChange], compared: Comparison, words: Words) -> Table:
    columns = [
        TableColumn(
            words(f"diff.column.{key}"),
            Align.RIGHT if key == "id" else Align.LEFT,
            takes_room=key == "change",
        )
        for key in ("id", "name", "status", "change")
    ]
    rows = [
        [
            TableCell(text=one.id),
            TableCell(text=name_of(one, compared, words)),
            TableCell(_standing(one, words), tone=_TONES[one.direction], status=one.status.new),
            TableCell(text=words("clause.separator").join(changes_of(one, compared, words))),
        ]
        for one in found
    ]
    return Table(columns, [TableGroup(rows)], none=words("none"))


def _standing(one: ItemChange, words: Words) -> str:
    if one.presence is not Presence.BOTH:
        return words(f"diff.presence.{one.presence}")
    if not one.has_new_status:
        return status_words(one.status.new, one, words)
    old, new = (status_words(status, one, words) for status in one.status)
    return words("diff.from-to", old=old, new=new)


# problems and requests


def _problems(compared: Comparison, words: Words, medium: Medium) -> Iterator[Block]:
    found = compared.problems
    for key, problems in (("new", found.new), ("solved", found.solved)):
        weighed = [one for one in problems if one.severity is not Severity.INFO]
        if weighed:
            lines = [_problem(one, words) for one in weighed]
            heading = words(f"diff.problems.{key}", count=len(weighed))
            tone = Tone.STRONG
            if key == "new":
                errors = any(one.severity is Severity.ERROR for one in weighed)
                tone = Tone.ERROR if errors else Tone.WARNING
            yield _list(heading, lines, words, medium, tone)
        infos = len(problems) - len(weighed)
        if infos:
            yield Sentence(words(f"diff.infos.{key}", count=infos), Tone.QUIET)
    left = [one for one in found.open if one.severity is not Severity.INFO]
    if left and (found.new or found.solved):
        yield Sentence(words("diff.problems.open", count=len(left)), Tone.QUIET)


def _problem(one: Problem, words: Words) -> str:
    sheet = ":".join(filter(None, (one.file, one.sheet)))
    place = sheet
    if one.cell:
        place += f"{'!' if one.sheet else ':'}{one.cell}"
    return words("diff.problem", place=place, message=one.message) if place else one.message


def _requests(compared: Comparison, words: Words, medium: Medium) -> Iterator[Block]:
    asked = compared.requests
    again = [one.now for one in asked.changed]
    of_keys = {
        "new": asked.new, "changed": again, "settled": asked.settled, "dropped": asked.dropped,
    }  # fmt: skip
    for key, found in of_keys.items():
        lines = list(_asked(found, compared, words))
        if lines:
            heading = words(f"diff.requests.{key}", count=len(found))
            yield _list(heading, lines, words, medium, Tone.STRONG)
    left = [one for one in asked.open if one.why != UNREPORTED]
    if left and any(of_keys.values()):
        yield Sentence(words("diff.requests.open", count=len(left)), Tone.QUIET)


def _asked(found: Iterable[Asked], compared: Comparison, words: Words) -> Iterator[str]:
    """A line for each item; what nobody reported of the tasks in one line by its ids."""
    unreported = []
    for one in found:
        if one.why == UNREPORTED:
            unreported.append(one.item)
            continue
        said = []
        if one.years:
            said.append(words("diff.request.years", years=tuple(year_runs(one.years, words))))
        if one.texts:
            said.append(words("diff.request.texts", texts=tuple(map(quoted, one.texts))))
        reason = f"diff.request.{one.why}"
        said = said or [words(reason) if words.knows(reason) else quoted(one.why)]
        what = words("clause.separator").join(said)
        key = "diff.request.office" if one.office else "diff.request"
        name = name_by_id(one.item, one.name, compared, words)
        yield words(key, id=one.item, name=name, what=what, office=quoted(one.office or ""))
    if unreported:
        yield words("diff.request.unreported", count=len(unreported), ids=tuple(unreported))


def _list(heading: str, lines: Sequence[str], words: Words, medium: Medium, tone: Tone) -> Section:
    shown = list(lines)
    if medium is Medium.SCREEN and len(shown) > _MOST:
        rest = len(shown) - _MOST + 1
        shown = [*shown[: _MOST - 1], words("diff.rest", count=rest)]
    return Section(heading, [Sentences(shown)], tone)


# counts, settings, files


def _figures(compared: Comparison, words: Words, medium: Medium) -> Iterator[Block]:
    """The counts of all items, and what else differs."""
    lines = [field_change(one, words) for one in _told_figures(compared)]
    if lines:
        yield _list(words("diff.figures"), lines, words, medium, Tone.STRONG)


def _told_figures(compared: Comparison) -> list[Difference]:
    """Settings and the counts of all items; the other counts, too, if no item explains them."""
    told = [one for one in compared.settings if one.field not in _TOLD]
    if _is_to_agree(compared):
        return [*told, *compared.counts, *compared.others]
    return [*told, *(one for one in compared.counts if _is_of_all(one))]


def _is_of_all(one: Difference) -> bool:
    first, _, rest = one.field.partition(".")
    return first == "summary" and rest in _COUNTED


def _files(found: Sequence[FileDifference], words: Words, medium: Medium) -> Section:
    lines = []
    for one in found:
        key = "changed" if one.old and one.new else "missing" if one.old else "added"
        digests = [
            digest[:_DIGEST] if medium is Medium.SCREEN else digest
            for digest in (one.old or "", one.new or "")
        ]
        kind = words(f"method.file.{one.of}")
        lines.append(
            words(f"diff.file.{key}", kind=kind, path=one.path, old=digests[0], new=digests[1])
        )
    return Section(words("diff.files", count=len(found)), [Sentences(lines)])
