"""Read a YAML file that a person wrote to its end: each slip is a finding, and mended in memory.

A parser stops at the first slip, so whoever writes a first file would need a run for each. Here
the likely mends of the line are tried; one is taken if the parser then gets past that line. The
text that was mended is only searched for more faults, never used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from shengzhou_quality.diagnostics import Diagnostic, InputError, Place
from shengzhou_quality.limits import USUAL, Limits
from shengzhou_quality.sources.yaml import Tree, decoded, read_text

_MOST_READ = 10_000_000
"""Characters that all tries together may read: hundreds of slips of a plan, few of a huge file."""
_LONGEST_LINE = 2_000
_BEYOND = 3
"""A mend moves what follows it on its line by up to so many columns."""
_NEAR = 3
"""The lines at the fault and above it that are mended."""
_FAR = 40
"""How many lines above the fault a quotation may have been opened."""
_LONGEST_SAMPLE = 40
_SHOWN = frozenset(
    {"yaml-quote-it", "yaml-wide-colon", "yaml-no-space", "yaml-no-colon", "yaml-not-closed"}
)
"""Slips that the line as it was meant explains best."""
_MENDABLE = frozenset({"yaml-syntax", "yaml-quote-it"})


class Written(NamedTuple):
    """A text, what it says, and the findings about how it is written."""

    text: str
    tree: Tree
    findings: tuple[Diagnostic, ...] = ()


class _Mend(NamedTuple):
    """A slip at a line and column, both from 0, and the line as it was probably meant."""

    code: str
    line: int
    column: int
    meant: str


def read_written(content: bytes, file: str, limits: Limits = USUAL) -> Written:
    """Read one document. Raises `InputError`, with every slip before it, at what stops it."""
    text = decoded(content, file)
    mended: list[tuple[Diagnostic, Diagnostic]] = []  # each slip, and what the parser said of it
    left = _MOST_READ
    while True:
        duplicates: list[Diagnostic] = []
        try:
            tree = read_text(text, file, limits, duplicates)
        except InputError as error:
            (fault,) = error.diagnostics
        else:
            left -= len(text)
            unnoticed = _in_braces(text, tree)
            if unnoticed is None or left < 0:
                return Written(text, tree, (*(slip for slip, _ in mended), *duplicates))
            slip = _finding(unnoticed, file)
            mended.append((slip, slip))
            text = _with(text, unnoticed)
            continue
        for mend in _mends(text, fault):
            left -= len(text)
            meant = _with(text, mend)
            if left > 0 and _gets_past(meant, fault, file, limits):
                break
        else:
            raise _stopped(mended, fault)
        mended.append((_finding(mend, file), fault))
        text = meant


def _stopped(mended: list[tuple[Diagnostic, Diagnostic]], fault: Diagnostic) -> InputError:
    """Without the mends just above the fault: they were none, if they lead to a line like this."""
    row = _at(fault)[0]
    while mended and _at(mended[-1][0])[0] >= row - _NEAR:
        _, fault = mended.pop()
    return InputError(*(slip for slip, _ in mended), fault)


def _finding(mend: _Mend, file: str) -> Diagnostic:
    """The slip at its place, with the line as it is to be typed where it is short enough."""
    place = Place(file, row=mend.line + 1, column=mend.column + 1)
    typed = mend.meant.strip()
    sample = typed.removeprefix("- ") if mend.code == "yaml-quote-it" else typed
    shown = mend.code in _SHOWN and len(sample) <= _LONGEST_SAMPLE
    return Diagnostic(mend.code, place, parameters={"sample": sample} if shown else {})


def _gets_past(text: str, fault: Diagnostic, file: str, limits: Limits) -> bool:
    """Whether the parser now gets past the line of the fault, or well past it on that line."""
    try:
        read_text(text, file, limits, [])
    except InputError as error:
        (row, column), (before, column_before) = _at(error.diagnostics[0]), _at(fault)
        return row > before or (row == before and column > column_before + _BEYOND)
    return True


def _at(fault: Diagnostic) -> tuple[int, int]:
    place = fault.place
    return (0, 0) if place is None else (place.row or 0, place.column or 0)


def _with(text: str, mend: _Mend) -> str:
    lines = text.splitlines(keepends=True)
    before = lines[mend.line]
    lines[mend.line] = mend.meant + before[len(before.rstrip("\r\n")) :]
    return "".join(lines)


_KEY = r"(?P<head>\s*(?:-\s+)*)(?P<key>[A-Za-z_]+)"
_WIDE_COLON = re.compile(
    r"(?P<head>\s*(?:-\s+)*)(?P<key>[A-Za-z_\u4e00-\u9fff]{1,12})\s*(?P<sign>：)\s*(?P<value>.*)"
)
_NO_SPACE = re.compile(rf"{_KEY}\s*(?P<sign>:)(?=[^\s:])(?P<value>.+)")
_NO_COLON = re.compile(rf"{_KEY}(?P<sign>\s+|$)(?P<value>(?:[^\s:：#].*)?)")
_VALUE = re.compile(rf"{_KEY}:\s+(?P<sign>(?P<value>[^\s#].*?))(?P<rest>\s+#.*)?")
_NO_SPACE_AFTER_DASH = re.compile(r"(?P<head>\s*)(?P<sign>-)(?=[^\s-])(?P<value>.+)")


def _mends(text: str, fault: Diagnostic) -> Iterator[_Mend]:
    """Yield what may be meant by the line at fault and the two above it, the likeliest first."""
    place = fault.place
    if fault.code not in _MENDABLE or place is None or place.row is None:
        return
    lines = [line.rstrip("\r\n") for line in text.splitlines(keepends=True)]
    row, column = place.row - 1, (place.column or 1) - 1
    at = min(row, len(lines) - 1)
    if fault.code != "yaml-syntax" and row < len(lines):
        yield _Mend(fault.code, row, column, _quoted_at(lines[row], column))
    lines = [line if len(line) <= _LONGEST_LINE else "" for line in lines]
    above = [number for number in range(max(0, at - 8), at + 1) if lines[number].strip()][-_NEAR:]
    near = above[::-1]
    for number in near:
        yield from _of_signs(lines[number], number)
    for number in near[:2]:
        yield from _of_indentation(lines, number)
    for number in range(at, max(-1, at - _FAR), -1):
        yield from _of_quotes(lines[number], number)


def _of_signs(line: str, number: int) -> Iterator[_Mend]:
    """A colon in full width, without its space, or left out; a dash without its space."""
    content = line.lstrip(" ")
    if content.startswith("\t"):
        indent = line[: len(line) - len(line.lstrip())]
        for width in (2, 4):
            meant = indent.replace("\t", " " * width) + line.lstrip()
            yield _Mend("yaml-tab", number, line.index("\t"), meant)
    for code, pattern in (
        ("yaml-wide-colon", _WIDE_COLON),
        ("yaml-no-space", _NO_SPACE),
        ("yaml-no-colon", _NO_COLON),
    ):
        if found := pattern.fullmatch(line):
            meant = f"{found['head']}{found['key']}: {found['value']}"
            yield _Mend(code, number, found.start("sign"), meant)
    if found := _NO_SPACE_AFTER_DASH.fullmatch(line):
        meant = f"{found['head']}- {found['value']}"
        yield _Mend("yaml-no-space", number, found.start("sign"), meant)
    if (found := _VALUE.fullmatch(line)) and found["value"][0] not in "\"'[{":
        quoted = _quoted(found["value"])
        meant = f"{line[: found.start('value')]}{quoted}{found['rest'] or ''}"
        yield _Mend("yaml-quote-it", number, found.start("value"), meant)


_ENTRY = re.compile(r"(?P<before>[{,，]\s*)(?P<key>[A-Za-z_]+)\s*(?P<sign>[:：])\s*")
_JOINED = re.compile(r"[A-Za-z_]+[:：]\S")


def _in_braces(text: str, tree: Tree) -> _Mend | None:
    """Find `{low:0，high：5}`, in which the parser sees keys without values, and no fault."""
    for path, (row, column) in tree.keys.items():
        if _JOINED.match(str(path[-1])):
            line = text.splitlines()[row - 1]
            meant = _ENTRY.sub(lambda found: _even(found["before"]) + f"{found['key']}: ", line)
            if meant != line:
                wide = "：" in str(path[-1])
                code = "yaml-wide-colon" if wide else "yaml-no-space"
                sign = re.search("[:：]", line[column - 1 :])
                at = column - 1 + (sign.start() if sign else 0)
                return _Mend(code, row - 1, at, meant)
    return None


def _even(before: str) -> str:
    return before.replace("，", ", ")


def _of_indentation(lines: Sequence[str], number: int) -> Iterator[_Mend]:
    """Indented by other than the lines beside it: as the keys above it, or the line below it."""
    content = lines[number].lstrip()
    own = len(lines[number]) - len(content)
    beside = [*lines[max(0, number - _FAR) : number][::-1], *lines[number + 1 :][:2]]
    if content.startswith("-"):  # an item of a list stands below the one before it
        beside.sort(key=lambda line: not line.lstrip().startswith("-"))
    tried = {own}
    for line in beside:
        for sign in ("- ", ""):
            key = line.lstrip()
            indent = len(line) - len(key)
            if sign and not content.startswith("-") and key.startswith(sign):
                indent += len(sign)
            if not key or key.startswith("#") or indent in tried:
                continue
            tried.add(indent)
            code = "yaml-tab" if "\t" in lines[number][:own] else "yaml-indentation"
            yield _Mend(code, number, own, " " * indent + content)


def _of_quotes(line: str, number: int) -> Iterator[_Mend]:
    """A quotation or a bracket that is not closed, or closed by a sign in full width."""
    for sign, wide in (('"', "“”"), ("'", "‘’")):
        if line.count(sign) % 2:
            column = line.index(sign)
            if any(one in line for one in wide):
                meant = re.sub(f"[{wide}]", sign, line)
                yield _Mend("yaml-not-closed", number, column, meant)
            yield _Mend("yaml-not-closed", number, column, line.rstrip() + sign)
    for opening, closing in ("{}", "[]"):
        if line.count(opening) > line.count(closing):
            at = line.index(opening)
            yield _Mend("yaml-not-closed", number, at, line.rstrip() + closing)


def _quoted_at(line: str, column: int) -> str:
    """Quote the value that begins at a column: up to the end of the line, or of its entry."""
    end = r"\s*(?:[,}\]]|\s#|$)" if re.search(r"[\[{]", line[:column]) else r"\s*(?:\s#|$)"
    found = re.search(end, line[column:])
    stop = column + (found.start() if found else len(line) - column)
    return line[:column] + _quoted(line[column:stop]) + line[stop:]


def _quoted(value: str) -> str:
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'
