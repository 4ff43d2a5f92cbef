"""Put the tables of a document together: footnotes, the order of rows, rows printed twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain, repeat

from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.published.cells.characters import plain_characters
from shengzhou_quality.published.document import Document, Paragraph
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.printed_table import PrintedRow, PrintedTable
from shengzhou_quality.published.tables.bodies import Body
from shengzhou_quality.published.tables.bracket_basis import by_brackets
from shengzhou_quality.published.tables.captions import plan_title_in
from shengzhou_quality.published.tables.cell_texts import joined
from shengzhou_quality.published.tables.found_tables import (
    FoundTable,
    ask_years_of,
    table_parts,
)
from shengzhou_quality.published.tables.glued_marks import ask_glued_marks
from shengzhou_quality.published.tables.notes import estimated_year, note_naming, notes_by_mark
from shengzhou_quality.published.tables.weights import with_weights


def joined_tables(
    document: Document, tables: list[FoundTable], told: list[str], left: list[Diagnostic]
) -> PrintedTable:
    """One printed table of all; `told` are the notes, `left` the findings of what was left out."""
    first = tables[0]
    notes = tuple(dict.fromkeys(map(joined, told)))
    by_mark = notes_by_mark(notes)
    marks = [of_row for found in tables for of_row in found.body.marks]
    rows = with_weights([row for found in tables for row in found.body.rows], marks, notes)
    rows = [
        _with_notes(row, of_row, by_mark, notes) for row, of_row in zip(rows, marks, strict=True)
    ]
    rows = ask_glued_marks(by_brackets(rows, notes), notes)
    sections, about_sections = _sections(tables)
    of_rows = chain.from_iterable(
        repeat(section, len(found.body.rows))
        for found, section in zip(tables, sections, strict=True)
    )
    rows = [replace(row, section=section) for row, section in zip(rows, of_rows, strict=True)]
    rows = _once(_by_number(rows) if any(found.table.beside for found in tables) else rows, left)
    parts = table_parts(tables)
    bases = [found.figures.baseline_year for found in tables]
    baseline_year = min((year for year in bases if year is not None), default=None)
    targets = [year for found in tables for year in found.years]
    estimated = estimated_year(notes, frozenset(chain.from_iterable(marks)), baseline_year)
    if estimated is not None:
        said = {"year": estimated}
        tables[0].doubts.append(Doubt("import-baseline-estimated", "baseline_year", {**said}))
    doubts = dict.fromkeys(
        (doubt.code, doubt.field, tuple(doubt.parameters.items()))
        for found in tables
        for doubt in found.doubts
    )
    if not _is_japanese(rows):
        rows = [_plain(row) for row in rows]
    return PrintedTable(
        place=first.sheet.place,
        rows=tuple(rows),
        title=_plain_title(first.caption, rows),
        plan_title=plan_title_in(_titles(document), first.caption),
        baseline_year=baseline_year,
        target_year=max(targets, default=None),
        has_constraints=any(row.constraint for row in rows),
        notes=notes,
        parts=tuple(parts),
        doubts=(
            *ask_years_of(parts),
            *(Doubt(code, key, dict(details)) for code, key, details in doubts),
            *about_sections,
        ),
        diagnostics=(*document.diagnostics, *left),
    )


def _plain(row: PrintedRow) -> PrintedRow:
    """The row with 屬性, 單位 and 類別 in simplified characters, as its name is."""
    words = [row.category, row.section, row.unit, row.constraint]
    if all(word is None or word.isascii() for word in words):
        return row
    category, section, unit, constraint = (
        None if word is None else plain_characters(word, None)[0] for word in words
    )
    return replace(row, category=category, section=section, unit=unit, constraint=constraint)


def _plain_title(caption: str | None, rows: list[PrintedRow]) -> str | None:
    return caption if not caption or _is_japanese(rows) else plain_characters(caption, None)[0]


def _is_japanese(rows: list[PrintedRow]) -> bool:
    return any(re.search("[ぁ-ゖァ-ヺ]", row.quote) for row in rows)


def _sections(tables: list[FoundTable]) -> tuple[list[str | None], list[Doubt]]:
    """The caption of each table, if they have several; a table without one is told by its place."""
    sections: list[str] = []
    doubts = []
    for number, found in enumerate(tables, 1):
        if found.goes_on and sections:
            sections.append(sections[-1])
            continue
        if found.caption is None and number > 1:
            doubts.append(Doubt("import-table-without-caption", "category", {"number": number}))
        sections.append(found.caption or f"第{number}张表")
    if len(set(sections)) < 2:
        return [None] * len(tables), []
    return [*sections], doubts


def _titles(document: Document) -> list[str]:
    headings = [
        block.text for block in document.blocks if isinstance(block, Paragraph) and block.is_heading
    ]
    texts = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    return [*headings, *texts[:10]]


def _once(rows: Iterable[PrintedRow], left: list[Diagnostic]) -> list[PrintedRow]:
    """Drop a row that says the same as one before: a table is printed in parts and whole."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for row in rows:
        key = (
            row.name,
            row.unit,
            row.baseline,
            tuple(row.targets.items()),
            row.change,
            row.category,
        )
        if key in seen and (row.targets or row.change):
            left.append(Diagnostic("import-row-twice", row.place, parameters={"text": row.name}))
            continue
        seen.add(key)
        kept.append(row)
    return kept


def mark_units(body: Body, units: str) -> None:
    body.rows = [
        row
        if row.unit is not None
        else replace(row, doubts=(*row.doubts, Doubt("import-unit-open", "unit", {"text": units})))
        for row in body.rows
    ]


def _with_notes(
    row: PrintedRow, marks: Iterable[str], by_mark: Mapping[str, str], told: tuple[str, ...]
) -> PrintedRow:
    own = notes_by_mark(row.notes)  # the remarks of the row may hold it
    found = {
        mark: own.get(mark) or by_mark.get(mark) or note_naming(mark, told)
        for mark in sorted(marks)
    }
    notes = [note for mark, note in found.items() if note is not None and mark not in own]
    missing = tuple(
        Doubt("import-note-missing", None, {"mark": mark})
        for mark, note in found.items()
        if note is None
    )
    return replace(row, notes=(*row.notes, *notes), doubts=(*row.doubts, *missing))


def _by_number(rows: list[PrintedRow]) -> list[PrintedRow]:
    """Rows of blocks side by side in the order of their numbers, if each has its own."""
    numbers = [row.number or "" for row in rows]
    if len(set(numbers)) < len(numbers) or not all(number.isdigit() for number in numbers):
        return rows
    return sorted(rows, key=lambda row: int(row.number or 0))
