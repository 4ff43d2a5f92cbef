"""Make the page of an import: how much was read for sure, what is open, and what to type next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from shengzhou_quality.pages.findings import sections_of
from shengzhou_quality.pages.model import (
    Align,
    Block,
    Fact,
    Facts,
    Labels,
    Medium,
    Page,
    Section,
    Sentence,
    Sentences,
    Table,
    TableCell,
    TableColumn,
    TableGroup,
    Tone,
    commands,
    fact,
)
from shengzhou_quality.plan.kinds import KINDS
from shengzhou_quality.plan.kinds.indicator import Constraint
from shengzhou_quality.published.import_report import (
    Certainty,
    ImportedDoubt,
    ImportedItem,
    ImportReport,
)
from shengzhou_quality.published.printed_table import TablePart
from shengzhou_quality.words import Words

_MANY = 3
"""From so many indicators on, what is marked at each is told once on a screen."""


def page(report: ImportReport, words: Words, medium: Medium) -> Page:
    """The counts first; then what is open, before the rows that need no decision.

    On a screen the next steps stand last, in a document before the table, which is long and wide.
    """
    table = _table_block(report, words, medium)
    sections = [*_about_plan(report, words, medium), _next(report, words)]
    facts = Facts("", tuple(_facts(report, words)), labels=Labels.FIELDS)
    findings = sections_of(report.diagnostics, words, medium)
    blocks: list[Block]
    if medium is Medium.SCREEN:
        blocks = [facts, *sections[:-1], table, *findings, sections[-1]]
    elif medium is Medium.WORKBOOK:
        blocks = [facts, *_on_one_sheet(sections), table, *findings]
    else:
        blocks = [facts, *sections, *findings, table]
    return Page(
        title=report.title or words("import.untitled"),
        heading=words("import.heading"),
        lead=list(_lead(report, words)),
        blocks=blocks,
        wide=True,
    )


def _on_one_sheet(sections: Sequence[Section]) -> Iterator[Block]:
    """The same lines without a sheet for each section."""
    for section in sections:
        yield Sentence(section.heading, Tone.STRONG)
        yield from section.blocks


def result_line(report: ImportReport, words: Words) -> str:
    """How much was read, in one line."""
    return words.joined(*(sentence.text for sentence in _lead(report, words)))


def _lead(report: ImportReport, words: Words) -> Iterator[Sentence]:
    counts = report.counts
    numbers = {name: getattr(counts, name) for name in ("printed", "proposed", "open")}
    said = (words(f"import.count.{name}", count=count) for name, count in numbers.items() if count)
    counted = words("import.separator").join(said)
    tone = Tone.WARNING if counts.open else Tone.GOOD
    yield Sentence(words("import.result", total=counts.total, counts=counted), tone)
    are_open = sum(doubt.open for doubt in report.doubts)
    of_head = {"open": are_open, "proposed": len(report.doubts) - are_open}
    said = (words(f"import.head.{name}", count=count) for name, count in of_head.items() if count)
    if report.doubts:
        counted = words("list.separator").join(said)
        tone = Tone.WARNING if are_open else Tone.PLAIN
        yield Sentence(words("import.head", counts=counted), tone)
    if report.missing:
        keys = tuple(words(f"import.missing.{key}") for key in report.missing)
        of_years = any(key.endswith("year") for key in report.missing)
        key = "import.to-complete.years" if of_years else "import.to-complete"
        yield Sentence(words(key, keys=keys), Tone.WARNING)
    if report.other_faults:
        yield Sentence(words("import.faulty", count=len(report.other_faults)), Tone.ERROR)


def _facts(report: ImportReport, words: Words) -> Iterator[Fact]:
    """From which table of which file, and for which years."""
    parts = report.table.parts
    if parts:
        said = words("import.mark.separator").join(_part(part, words) for part in parts)
    else:
        said = _titled(report.table.title, str(report.table.place), words)
    yield fact(words("import.table"), said)
    if report.text is not None:
        numbers = {"count": report.text.sentences, "indicators": report.text.indicators}
        yield fact(
            words("import.text"), words("import.text.found", file=report.text.path, **numbers)
        )
    baseline, target = report.baseline_year, report.target_year
    unsure = {doubt.field for doubt in report.doubts}
    found = "printed"
    if unsure & {"baseline_year", "target_year"}:
        found = "open"
    elif report.years_given:
        found = "given"
    some = baseline is None or target is None
    yield fact(
        words("import.years"),
        words(
            "import.years.some" if some else "import.years.both",
            baseline=_year(baseline, words) if some else str(baseline),
            target=_year(target, words) if some else str(target),
            found=words(f"import.years.{found}"),
        ),
    )


def _titled(title: str | None, place: str, words: Words) -> str:
    return words("import.table.titled", title=title, place=place) if title else place


def _part(part: TablePart, words: Words) -> str:
    """One of several tables, with the years that it prints."""
    printed = [year for year in (part.baseline_year, part.target_year) if year is not None]
    years = (words("import.year", year=str(year)) for year in printed)
    return _titled(part.title, words("list.separator").join((str(part.place), *years)), words)


def _year(year: int | None, words: Words) -> str:
    return words("import.year.none") if year is None else words("import.year", year=str(year))


def _about_plan(report: ImportReport, words: Words, medium: Medium) -> Iterator[Section]:
    """The doubts of the head, and the errors of the file, before any row."""
    # One clause can stand at two keys: the base year and the target year.
    texts = list(dict.fromkeys(_said(doubt, words) for doubt in report.doubts))
    of_all = _of_every_item(report, words) if medium is Medium.SCREEN else []
    if of_all:
        said = words("import.mark.separator").join(of_all)
        texts.append(words("import.every", marks=said))
    if texts:
        tone = Tone.WARNING if any(doubt.open for doubt in report.doubts) else Tone.PLAIN
        yield Section(words("import.about-plan"), [Sentences(texts, tone=tone)])
    if report.other_faults:
        lines = [words.line(fault) for fault in report.other_faults]
        yield Section(words("import.faults"), [Sentences(lines, tone=Tone.ERROR)])


def _of_every_item(report: ImportReport, words: Words) -> list[str]:
    """The proposals that every indicator has in the same words: they are told once."""
    marks = [
        {_said(doubt, words): None for doubt in item.doubts if not doubt.open}
        for item in report.items
    ]
    if len(marks) < _MANY:
        return []
    return [said for said in marks[0] if all(said in of_item for of_item in marks)]


def _said(doubt: ImportedDoubt, words: Words) -> str:
    """A doubt as a clause, as it stands in the plan file."""
    clause = words.without_stop(words.message(doubt.finding))
    return words("import.mark.open" if doubt.open else "import.mark.proposed", said=clause)


def _table_block(report: ImportReport, words: Words, medium: Medium) -> Block:
    """The table; in a workbook on a sheet of its own."""
    table = _table(report, words, medium)
    return Section(words("import.sheet"), [table]) if medium is not Medium.SCREEN else table


def _table(report: ImportReport, words: Words, medium: Medium) -> Table:
    """Every indicator once: the open ones first, the others by category.

    On a screen the marks stand below their row; elsewhere they have a column. In a workbook the
    rows have no groups, so that they can be sorted.
    """
    on_screen = medium is Medium.SCREEN
    columns = [
        TableColumn(words("column.id"), Align.RIGHT),
        TableColumn(words("column.name"), takes_room=True),
        *(TableColumn(words(f"column.{key}")) for key in ("unit", "baseline", "target")),
        *(TableColumn(words(f"column.{key}")) for key in ("constraint", "kind")),
        *([] if on_screen else [TableColumn(words("import.column.marks"))]),
    ]
    told = _of_every_item(report, words) if on_screen else []
    last = report.target_year
    grouped = list(_groups(report, words))
    if medium is Medium.WORKBOOK:
        rows = sorted(report.items, key=lambda item: item.certainty is not Certainty.OPEN)
        grouped = [("", rows, Tone.PLAIN)]
    groups = [
        TableGroup(
            [_row(item, words, told, last=last, on_screen=on_screen) for item in items],
            heading,
            tone=tone,
        )
        for heading, items, tone in grouped
    ]
    return Table(columns, groups, none=words("import.none"), wide=medium is not Medium.DOCUMENT)


def _groups(
    report: ImportReport, words: Words
) -> Iterator[tuple[str, Sequence[ImportedItem], Tone]]:
    """The heading of each group, its indicators, and its tone."""
    are_open = [item for item in report.items if item.certainty is Certainty.OPEN]
    settled = [item for item in report.items if item.certainty is not Certainty.OPEN]
    if are_open:
        yield words("import.open", count=len(are_open)), are_open, Tone.WARNING
    for category in report.plan.categories:
        found = [item for item in settled if item.keys.get("category") == category.key]
        apart = sum(item.keys.get("category") == category.key for item in are_open)
        if found:
            key = "import.category.settled" if apart else "import.category"
            yield words(key, name=category.name, count=len(found), open=apart), found, Tone.STRONG
    known = {category.key for category in report.plan.categories}
    if others := [item for item in settled if item.keys.get("category") not in known]:
        yield "", others, Tone.STRONG


def _row(
    item: ImportedItem,
    words: Words,
    told: Sequence[str],
    *,
    last: int | None,
    on_screen: bool,
) -> list[TableCell]:
    """The cells of an indicator; marks that were `told` of all of them are left out.

    Below the row of a screen the questions have a line of their own, before the proposals.
    """
    keys = item.keys
    constraint, kind = str(keys.get("constraint") or ""), str(keys.get("kind") or "")
    marks = [(_said(doubt, words), doubt.open) for doubt in item.doubts]
    marks = [(said, is_open) for said, is_open in marks if said not in told]
    separator = words("import.mark.separator")
    questions = separator.join(said for said, is_open in marks if is_open)
    proposals = separator.join(said for said, is_open in marks if not is_open)
    tone = Tone.WARNING if item.certainty is Certainty.OPEN else Tone.PLAIN
    texts = (
        str(keys.get("unit") or ""),
        str(keys.get("baseline") or ""),
        _target(keys, words, last),
        _constraint(constraint, words),
        words(f"kind.{kind}") if kind in KINDS else kind,
    )
    number, name = TableCell(str(keys.get("id", ""))), TableCell(str(keys.get("name", "")), tone)
    others = list(map(TableCell, texts))
    if on_screen:
        others[-1] = others[-1]._replace(note=proposals)
        return [number, name._replace(note=questions), *others]
    return [number, name, *others, TableCell(separator.join(said for said, _ in marks), tone)]


def _target(keys: Mapping[str, Any], words: Words, last: int | None) -> str:
    """The target as printed; those of several years each with its year, `last` among them."""
    years = keys.get("targets")
    if not isinstance(years, Mapping):
        return str(keys.get("target") or "")
    said = [
        words("import.year-target", year=str(year), target=str(text))
        for year, text in years.items()
    ]
    final = None if str(last) in map(str, years) else keys.get("target")
    return words("import.mark.separator").join([*said, *([str(final)] if final else [])])


def _constraint(written: str, words: Words) -> str:
    try:
        return words(f"constraint.{Constraint(written)}")
    except ValueError:
        return written


def _next(report: ImportReport, words: Words) -> Section:
    """What to do with the file that was written; one with errors can only be checked."""
    blocks: list[Block] = []
    if report.doubts or report.counts.printed < report.counts.total:
        blocks.append(Sentence(words("import.next.marks", file=report.file or report.typed)))
    form, data = words("import-file.form"), words("import-file.data")
    shown = {f"sqc plan check {report.typed}": words("import.next.check")}
    if not report.faults:
        shown |= {
            f"sqc template --plan {report.typed} -o {form}": words("import.next.template"),
            f"sqc evaluate {data} --plan {report.typed}": words("import.next.evaluate"),
        }
    return Section(words("import.next"), [*blocks, commands(shown)])
