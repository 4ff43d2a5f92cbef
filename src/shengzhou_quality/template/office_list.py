"""Make the list of offices (分工表) that the evaluators fill in: as a workbook, CSV or YAML."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from shengzhou_quality.evaluation.responsible import Offices
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reading.office_list import as_text
from shengzhou_quality.template.asked import Asked, group_name
from shengzhou_quality.template.sheets import OFFICES
from shengzhou_quality.words import Words

SUFFIXES = (".xlsx", ".csv", ".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """A row: an item or a `whole` task; `known`: its office, supporting ones, contact, phone."""

    serial: str
    name: str
    known: tuple[str, str, str, str]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class OfficeGroup:
    """一级指标 with its heading, or a task, which begins with the row for all of it."""

    name: str | None
    lines: tuple[OfficeLine, ...]


@dataclass(frozen=True, slots=True)
class OfficeList:
    """The list in words; `note_of_keys` is the note of a file with keys in place of cells."""

    title: str
    note: str
    note_of_keys: str
    sheet: str
    font: str
    page: str
    header: tuple[str, ...]
    groups: tuple[OfficeGroup, ...]

    @property
    def lines(self) -> Iterator[OfficeLine]:
        return (line for group in self.groups for line in group.lines)


def make_office_list(
    plan: Plan, asked: Asked, offices: Offices, words: Words, *, everything: bool
) -> OfficeList:
    """The items in `asked`; with `everything` also those that are left to people.

    What other sources say of an item is filled in already.
    """
    title = words.of(plan.head, "title")
    return OfficeList(
        title=words("template.offices.title", title=title),
        note=words("template.offices.note"),
        note_of_keys=words("template.offices.note.keys"),
        sheet=words("template.offices.sheet"),
        font=words("template.font"),
        page=words("template.page"),
        header=tuple(words(f"template.offices.{column.word}") for column in OFFICES),
        groups=(
            *_of_indicators(plan, asked, offices, words),
            *_of_tasks(plan, asked, offices, words, everything=everything),
        ),
    )


def write_office_list(made: OfficeList, suffix: str) -> bytes:
    """The file; the same content gives the same bytes."""
    if suffix == ".csv":
        return _csv(made)
    if suffix in (".yaml", ".yml"):
        return _yaml(made)
    from shengzhou_quality.template.office_sheet import write_office_sheet

    return write_office_sheet(made)


def _of_indicators(
    plan: Plan, asked: Asked, offices: Offices, words: Words
) -> Iterator[OfficeGroup]:
    for key, members in groupby(asked.indicators, key=lambda one: one.category):
        lines = (_line(one.id, words.of(one, "name"), offices, words) for one in members)
        yield OfficeGroup(group_name(plan, key, words), tuple(lines))


def _of_tasks(
    plan: Plan, asked: Asked, offices: Offices, words: Words, *, everything: bool
) -> Iterator[OfficeGroup]:
    chosen = {one.id for one in asked.everything}
    heading: str | None = words("template.offices.tasks")
    for task in plan.sections:
        lines = [
            _line(one.id, words.of(one, "name"), offices, words)
            for part in task.parts
            for one in part.promises
            if one.id in chosen or (everything and one.restates is None)
        ]
        if lines:
            title = words.of(task, "title")
            whole = OfficeLine(task.id, title, ("", "", "", ""), whole=True)
            yield OfficeGroup(heading, (whole, *lines))
            heading = None


def _line(identity: str, name: str, offices: Offices, words: Words) -> OfficeLine:
    found = offices.of(identity)
    if found is None:
        return OfficeLine(identity, name, ("", "", "", ""))
    contact, phone = found.contact or (None, None)
    supporting = together(found.supporting, words)
    return OfficeLine(identity, name, (found.office, supporting, contact or "", phone or ""))


def together(names: Sequence[str], words: Words) -> str:
    """Several offices in one cell, as reading takes them apart."""
    return words("template.offices.separator").join(names)


def _csv(made: OfficeList) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(made.header)
    for line in made.lines:
        writer.writerow(as_text(text) for text in (line.serial, line.name, *line.known))
    return text.getvalue().encode("utf-8-sig")


def _yaml(made: OfficeList) -> bytes:
    """Every text in quotes, as JSON writes it, which YAML reads as the same text."""
    lines = [f"# {_one_line(made.title)}", f"# {_one_line(made.note_of_keys)}", "offices:"]
    names = [column.means.value for column in OFFICES[2:]]
    for group in made.groups:
        if group.name is not None:
            lines.append(f"  # {_one_line(group.name)}")
        for line in group.lines:
            said = ", ".join(
                f"{name}: {_quoted(text)}" for name, text in zip(names, line.known, strict=True)
            )
            lines.append(f"  {_quoted(line.serial)}: {{{said}}}  # {_one_line(line.name)}")
    return ("\n".join(lines) + "\n").encode()


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _quoted(text: str) -> str:
    return json.dumps(_one_line(text), ensure_ascii=False)
