"""The files of the letters: a folder for each office, with its letter, its list and its copies."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

from shengzhou_quality.diagnostics import InputError, Place
from shengzhou_quality.evaluation.asks import Letter
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.file_names import file_names
from shengzhou_quality.formats import LETTER_FORMATS, RETURNED_FORMATS, Options
from shengzhou_quality.limits import Limits
from shengzhou_quality.pages.letters.asks import Asks
from shengzhou_quality.pages.letters.index import WrittenLetter
from shengzhou_quality.pages.letters.letter import OfficeLetter
from shengzhou_quality.pages.letters.places import needs_template, own_name, years_without_cell
from shengzhou_quality.words import Words

_WORKBOOK = "xlsx"


class LetterFiles(NamedTuple):
    """The letters with the names of their files, and the content of each file by its path.

    A path is relative to the folder of all letters.
    """

    letters: Sequence[WrittenLetter]
    contents: Mapping[PurePath, bytes]


class _Copies(NamedTuple):
    """The marked copies for one office by the files that they are of, and why one has none."""

    names: Mapping[str, str]
    contents: Mapping[str, bytes]
    not_marked: Sequence[tuple[str, str]]


def make_files(
    report: Report,
    letters: Sequence[Letter],
    words: Words,
    *,
    format_: str,
    word_template: bytes | None = None,
    annotated: Limits | None = None,
) -> LetterFiles:
    """Render all letters; the same letters give the same names and bytes.

    With `annotated`, a copy of each of the office's own workbooks is marked; these limits are
    those of reading it again.
    """
    suffix = LETTER_FORMATS[format_].suffixes[0]
    letter_name = words("letter.file.letter") + suffix
    list_name = words("letter.file.returned") + f".{_WORKBOOK}"
    template_name = words("letter.template") + f".{_WORKBOOK}"
    written: list[WrittenLetter] = []
    contents: dict[PurePath, bytes] = {}
    for letter, folder in zip(letters, _folders(letters, words), strict=True):
        copies = _Copies({}, {}, ())
        if annotated is not None:
            copies = _copies(report, letter, words, annotated)
        template = _template(report, letter, words)
        named = template_name if template else None
        shown = OfficeLetter(report, letter, list_name, copies.names, named)
        made = {
            letter_name: LETTER_FORMATS[format_].render(
                shown, words, Options(word_template=word_template)
            ),
            list_name: RETURNED_FORMATS[_WORKBOOK].render(shown, words, Options()),
            **({template_name: template} if template else {}),
            **copies.contents,
        }
        contents |= {PurePath(folder, name): content for name, content in made.items()}
        written.append(WrittenLetter(shown, folder, tuple(made), copies.not_marked))
    return LetterFiles(written, contents)


def _folders(letters: Sequence[Letter], words: Words) -> list[str]:
    """A folder for each letter, named by its office; else by its file and sheet."""
    labels: list[str] = []
    for letter in letters:
        if letter.office is not None:
            label = letter.office
        elif letter.sheet is None:
            label = words("letter.file.nowhere")
        else:
            stem = PurePath(own_name(letter.sheet.file)).stem
            label = "-".join(filter(None, (stem, letter.sheet.sheet)))
        number, distinct = 1, label
        while distinct in labels:
            number += 1
            distinct = f"{label} {number}"
        labels.append(distinct)
    names = file_names(labels, "")
    return [names[label] for label in labels]


def _copies(report: Report, letter: Letter, words: Words, limits: Limits) -> _Copies:
    """Mark every cell of the letter in a copy of its file; a file without such cells has none."""
    from shengzhou_quality.annotated import NotAnnotated, annotate

    asks = Asks(report, words)
    remarks: dict[str, dict[str, dict[str, str]]] = {}
    for place, text in _remarks(letter, asks, words):
        if place.sheet is not None and place.cell is not None:
            said = remarks.setdefault(place.file, {}).setdefault(place.sheet, {})
            said[place.cell] = words.joined(said.get(place.cell, ""), text)
    others = dict.fromkeys(place.file for place in letter.places if place.row is not None)
    labels = {file: _first_name(asks.places.copy_name(file), words) for file in others}
    names = file_names(labels.values(), "")
    copies: dict[str, str] = {}
    contents: dict[str, bytes] = {}
    not_marked: list[tuple[str, str]] = []
    for file in others:
        content = _same_content(report, file, limits)
        if content is None:
            not_marked.append((own_name(file), words("letter.not-marked.changed")))
            continue
        made = annotate(content, remarks.get(file, {}), limits)
        if isinstance(made, NotAnnotated):
            not_marked.append((own_name(file), made.sentence(words)))
            continue
        name = words("letter.file.copy", file=names[labels[file]])
        while name in contents:
            name = f"_{name}"
        copies[file], contents[name] = name, made
    return _Copies(copies, contents, not_marked)


def _remarks(letter: Letter, asks: Asks, words: Words) -> Iterator[tuple[Place, str]]:
    """What is said of each cell: to correct it, or to fill it in."""
    for one in letter.to_correct:
        yield one.place, words.joined(asks.problem(one), asks.cure(one))
    for sent in letter.to_send:
        for place in sent.cells:
            yield place, words("letter.copy.send", content=asks.content_of(sent, place))


def _template(report: Report, letter: Letter, words: Words) -> bytes | None:
    """A workbook to fill in what has no place in a table of the office, if there is such."""
    lacking = [one for one in letter.to_send if needs_template(one)]
    if not lacking:
        return None
    from shengzhou_quality.reported import Actuals
    from shengzhou_quality.template.asked import asked_for
    from shengzhou_quality.template.filled import make_filled
    from shengzhou_quality.template.form import Whose

    asked = asked_for(report.plan, {one.item.id for one in lacking})
    if not asked.everything:
        return None
    years = {year for one in lacking for year in years_without_cell(one)} or {report.year}
    offices = {one.id: letter.office for one in asked.everything} if letter.office else {}
    whose = Whose(letter.office, offices, nobody=letter.office is None)
    return make_filled(report.plan, asked, sorted(years), Actuals(()), words, whose).content


def _first_name(name: str, words: Words) -> str:
    """The name of a file without the mark that it is a copy, which an office may send back."""
    mark = words("letter.file.copy", file="")
    while name.startswith(mark) and PurePath(name[len(mark) :]).stem:
        name = name[len(mark) :]
    return name


def _same_content(report: Report, file: str, limits: Limits) -> bytes | None:
    """The file that was judged, read once more; `None` if it is gone, another or a stream."""
    from shengzhou_quality.sources.files import read_file

    digests = {source.path: source.sha256 for source in report.sources}
    try:
        content = read_file(file, limits)
    except InputError:
        return None
    return content if hashlib.sha256(content).hexdigest() == digests.get(file) else None
