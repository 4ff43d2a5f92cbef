"""The files of the letters: a folder for each office, with its letter, its list and its copies."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

from shengzhou_quality.cli.file_names import file_names
from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.evaluation.asks import Letter
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.formats import LETTER_FORMATS, RETURNED_FORMATS, Options
from shengzhou_quality.limits import Limits
from shengzhou_quality.pages.letters.asks import Asks
from shengzhou_quality.pages.letters.index import WrittenLetter
from shengzhou_quality.pages.letters.letter import OfficeLetter
from shengzhou_quality.pages.letters.places import own_name
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
    written: list[WrittenLetter] = []
    contents: dict[PurePath, bytes] = {}
    for letter, folder in zip(letters, _folders(letters, words), strict=True):
        copies = _Copies({}, {}, ())
        if annotated is not None:
            copies = _copies(report, letter, words, annotated)
        shown = OfficeLetter(report, letter, list_name, copies.names)
        made = {
            letter_name: LETTER_FORMATS[format_].render(
                shown, words, Options(word_template=word_template)
            ),
            list_name: RETURNED_FORMATS[_WORKBOOK].render(shown, words, Options()),
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
    """Mark every cell to correct in a copy of its file; a file without such cells has none."""
    from shengzhou_quality.annotated import NotAnnotated, annotate

    asks = Asks(report, words)
    remarks: dict[str, dict[str, dict[str, str]]] = {}
    for one in letter.to_correct:
        place = one.place
        if place.sheet is not None and place.cell is not None:
            text = words.joined(asks.problem(one), asks.cure(one))
            remarks.setdefault(place.file, {}).setdefault(place.sheet, {})[place.cell] = text
    others = dict.fromkeys(one.place.file for one in letter.to_correct if one.place.row is not None)
    names = file_names((own_name(file) for file in remarks), "")
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
        name = words("letter.file.copy", file=_first_name(names[own_name(file)], words))
        while name in contents:
            name = f"_{name}"
        copies[file], contents[name] = name, made
    return _Copies(copies, contents, not_marked)


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
