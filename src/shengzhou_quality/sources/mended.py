"""Read a YAML file that a person wrote to its end: each slip is a finding, and mended in memory.

A parser stops at the first slip, so whoever writes a first file would need a run for each. Here
the likely mends of the line are tried; one is taken if the parser then gets past that line. The
text that was mended is only searched for more faults, never used.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from shengzhou_quality.diagnostics import Diagnostic, InputError
from shengzhou_quality.limits import USUAL, Limits
from shengzhou_quality.sources.slips import likely_mends, mended
from shengzhou_quality.sources.unnoticed import unnoticed_slips
from shengzhou_quality.sources.yaml import Tree, decoded, read_text

_MOST_READ = 10_000_000
"""Characters that all tries together may read: hundreds of slips of a plan, few of a huge file."""
_BEYOND = 3
"""A mend moves what follows it on its line by up to so many columns."""
_SAMPLE = "sample"
_NEAR = 3
"""A mend so near above a line that then stops the parser was none."""


class Written(NamedTuple):
    """A text, what it says, and the findings about how it is written."""

    text: str
    tree: Tree
    findings: tuple[Diagnostic, ...] = ()


def read_written(content: bytes, file: str, remark: str, limits: Limits = USUAL) -> Written:
    """Read one document. Raises `InputError`, with every slip before it, at what stops it.

    `remark` is the word that begins a remark which must not be lost.
    """
    text = decoded(content, file)
    slips: list[tuple[Diagnostic, Diagnostic]] = []  # each slip, and what the parser said of it
    left = _MOST_READ
    while True:
        duplicates: list[Diagnostic] = []
        try:
            tree = read_text(text, file, limits, duplicates)
        except InputError as error:
            (fault,) = error.diagnostics
        else:
            left -= len(text)
            unnoticed = unnoticed_slips(text, tree, remark) if left > 0 else []
            if not unnoticed:
                return Written(text, tree, (*_with_whole_lines(slips), *duplicates))
            slips += ((slip, slip) for slip in (mend.finding(file) for mend in unnoticed))
            text = mended(text, unnoticed)
            continue
        for mends in likely_mends(text, fault):
            left -= len(text)
            meant = mended(text, mends)
            if left > 0 and _gets_past(meant, fault, file, limits):
                break
        else:
            raise _stopped(slips, fault)
        slips += ((mend.finding(file), fault) for mend in mends)
        text = meant


def _with_whole_lines(slips: list[tuple[Diagnostic, Diagnostic]]) -> list[Diagnostic]:
    """The slips; each of those in one line with the line to type without any of them."""
    meant = {
        _at(slip)[0]: slip.parameters[_SAMPLE] for slip, _ in slips if _SAMPLE in slip.parameters
    }
    return [
        replace(slip, parameters={**slip.parameters, _SAMPLE: meant[_at(slip)[0]]})
        if _SAMPLE in slip.parameters
        else slip
        for slip, _ in slips
    ]


def _stopped(slips: list[tuple[Diagnostic, Diagnostic]], fault: Diagnostic) -> InputError:
    """Without the mends just above the fault: they were none, if they lead to a line like this."""
    row = _at(fault)[0]
    while slips and _at(slips[-1][0])[0] >= row - _NEAR:
        _, fault = slips.pop()
    return InputError(*_with_whole_lines(slips), fault)


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
