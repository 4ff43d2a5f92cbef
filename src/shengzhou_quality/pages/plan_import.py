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
from shengzhou_quality.words import Words


def page(report: ImportReport, words: Words, medium: Medium) -> Page:
    """The counts first; then what is open, before the rows that need no decision."""
    blocks: list[Block] = [
        Facts("", tuple(_facts(report, words)), labels=Labels.FIELDS),
        *_about_plan(report, words),
        _table(report, words, medium),
        *sections_of(report.diagnostics, words, medium),
        _next(report, words),
    ]
    return Page(
        title=report.title or words("import.untitled"),
        heading=words("import.heading"),
        lead=list(_lead(report, words)),
        blocks=blocks,
        wide=True,
    )


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
    for name, found in (
        ("open", [one for one in report.doubts if one.open]),
        ("proposed", [one for one in report.doubts if not one.open]),
    ):
        if found:
            tone = Tone.WARNING if name == "open" else Tone.PLAIN
            yield Sentence(words(f"import.head.{name}", count=len(found)), tone)
    if report.missing:
        keys = tuple(words(f"import.missing.{key}") for key in report.missing)
        yield Sentence(words("import.to-complete", keys=keys), Tone.WARNING)
    if report.other_faults:
        yield Sentence(words("import.faulty", count=len(report.other_faults)), Tone.ERROR)


def _facts(report: ImportReport, words: Words) -> Iterator[Fact]:
    """From which table of which file, and for which years."""
    place = str(report.table.place)
    title = report.table.title
    said = words("import.table.titled", title=title, place=place) if title else place
    yield fact(words("import.table"), said)
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


def _year(year: int | None, words: Words) -> str:
    return words("import.year.none") if year is None else words("import.year", year=str(year))


def _about_plan(report: ImportReport, words: Words) -> Iterator[Block]:
    """The doubts of the head, and the errors of the file, before any row."""
    if report.doubts:
        texts = [_said(doubt, words) for doubt in report.doubts]
        tone = Tone.WARNING if any(doubt.open for doubt in report.doubts) else Tone.PLAIN
        yield Section(words("import.about-plan"), [Sentences(texts, tone=tone)])
    if report.other_faults:
        lines = [words.line(fault) for fault in report.other_faults]
        yield Section(words("import.faults"), [Sentences(lines, tone=Tone.ERROR)])


def _said(doubt: ImportedDoubt, words: Words) -> str:
    """A doubt as a clause, as it stands in the plan file."""
    clause = words.without_stop(words.message(doubt.finding))
    return words("import.mark.open" if doubt.open else "import.mark.proposed", said=clause)


def _table(report: ImportReport, words: Words, medium: Medium) -> Table:
    """Every indicator once: the open ones first, the others by category.

    On a screen the marks stand below their row; elsewhere they have a column.
    """
    on_screen = medium is Medium.SCREEN
    columns = [
        TableColumn(words("column.id"), Align.RIGHT),
        TableColumn(words("column.name"), takes_room=True),
        *(TableColumn(words(f"column.{key}")) for key in ("unit", "baseline", "target")),
        *(TableColumn(words(f"column.{key}")) for key in ("constraint", "kind")),
        *([] if on_screen else [TableColumn(words("import.column.marks"))]),
    ]
    groups = [
        TableGroup([_row(item, words, on_screen=on_screen) for item in items], heading, tone=tone)
        for heading, items, tone in _groups(report, words)
    ]
    return Table(columns, groups, none=words("import.none"), wide=True)


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


def _row(item: ImportedItem, words: Words, *, on_screen: bool) -> list[TableCell]:
    keys = item.keys
    constraint, kind = str(keys.get("constraint") or ""), str(keys.get("kind") or "")
    marks = words("import.mark.separator").join(_said(doubt, words) for doubt in item.doubts)
    tone = Tone.WARNING if item.certainty is Certainty.OPEN else Tone.PLAIN
    texts = (
        str(keys.get("unit") or ""),
        str(keys.get("baseline") or ""),
        _target(keys, words),
        _constraint(constraint, words),
        words(f"kind.{kind}") if kind in KINDS else kind,
    )
    return [
        TableCell(str(keys.get("id", ""))),
        TableCell(str(keys.get("name", "")), tone, note=marks if on_screen else ""),
        *map(TableCell, texts),
        *([] if on_screen else [TableCell(marks, tone)]),
    ]


def _target(keys: Mapping[str, Any], words: Words) -> str:
    """The target as printed; those of several years each with its year."""
    years = keys.get("targets")
    if not isinstance(years, Mapping):
        return str(keys.get("target") or "")
    said = [
        words("import.year-target", year=str(year), target=str(text))
        for year, text in years.items()
    ]
    final = keys.get("target")
    return words("import.mark.separator").join([*said, *([str(final)] if final else [])])


def _constraint(written: str, words: Words) -> str:
    try:
        return words(f"constraint.{Constraint(written)}")
    except ValueError:
        return written


def _next(report: ImportReport, words: Words) -> Section:
    """What to do with the file that was written."""
    blocks: list[Block] = []
    if report.doubts or report.counts.printed < report.counts.total:
        blocks.append(Sentence(words("import.next.marks", file=report.file or report.typed)))
    form, data = words("import-file.form"), words("import-file.data")
    shown = {
        f"sqc plan check {report.typed}": words("import.next.check"),
        f"sqc template --plan {report.typed} -o {form}": words("import.next.template"),
        f"sqc evaluate {data} --plan {report.typed}": words("import.next.evaluate"),
    }
    return Section(words("import.next"), [*blocks, commands(shown)])
