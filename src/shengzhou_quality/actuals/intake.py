"""Files to actuals: every file read by its reader, laid out, and settled together."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from shengzhou_quality.actuals.layout import read_layout
from shengzhou_quality.actuals.model import Actuals, Observation, Source
from shengzhou_quality.actuals.readers import read_workbook
from shengzhou_quality.actuals.settle import settle
from shengzhou_quality.diagnostics import Diagnostic, InputError, Place, Severity, in_order
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.source_files import read_file


def read_actuals(paths: Sequence[str | Path], plan: Plan, *, stdin: bytes | None = None) -> Actuals:
    """Read every file of `paths` against `plan`; `-` stands for the bytes of `stdin`.

    Raises `InputError`, with the findings of all files, when one of them cannot be read
    or nothing in any of them is an indicator.
    """
    files: list[tuple[str, bytes | InputError]] = []
    for path in paths:
        if stdin is not None and str(path) == "-":
            files.append(("<stdin>", stdin))
            continue
        try:
            files.append((str(path), read_file(path)))
        except InputError as error:
            files.append((str(path), error))
    return read_contents(files, plan)


def read_contents(files: Iterable[tuple[str, bytes | InputError]], plan: Plan) -> Actuals:
    """The same for what is at hand already: a name to show, and bytes or why there are none."""
    sources: list[Source] = []
    observations: list[Observation] = []
    diagnostics: list[Diagnostic] = []
    refusals: list[Diagnostic] = []
    matched = 0
    for file, content in files:
        try:
            if isinstance(content, InputError):
                raise content
            workbook = read_workbook(content, file)
        except InputError as error:
            refusals.extend(error.diagnostics)
            continue
        layout = read_layout(workbook.sheets, plan)
        if not layout.matched_rows:
            diagnostics.append(Diagnostic("nothing-to-judge", Severity.ERROR, Place(file)))
        matched += layout.matched_rows
        sources.append(Source(file, hashlib.sha256(content).hexdigest()))
        observations += layout.observations
        diagnostics += [*workbook.diagnostics, *layout.diagnostics]
    if refusals:
        raise InputError(*refusals)
    if not matched:
        raise InputError(*diagnostics)
    settled, findings = settle(observations, plan)
    return Actuals(settled, tuple(sources), in_order([*diagnostics, *findings]))
