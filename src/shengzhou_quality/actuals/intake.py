"""Files to actuals: every file read by its reader, laid out, and settled together."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from shengzhou_quality.actuals.given_forms import check_forms
from shengzhou_quality.actuals.layout.sheet_reader import read_layout
from shengzhou_quality.actuals.limits import USUAL, Limits
from shengzhou_quality.actuals.model import Actuals, Observation, Provenance, Source
from shengzhou_quality.actuals.readers import read_workbook
from shengzhou_quality.actuals.settle import merge_provenance, settle
from shengzhou_quality.diagnostics import (
    Diagnostic,
    InputError,
    Place,
    Severity,
    counted,
    in_order,
)
from shengzhou_quality.judgement import Form
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.source_files import read_file


def read_actuals(
    paths: Sequence[str | Path],
    plan: Plan,
    *,
    stdin: bytes | None = None,
    limits: Limits = USUAL,
    forms: Mapping[str, Form | str] | None = None,
) -> Actuals:
    """Read every file of `paths` against `plan`; `-` stands for the bytes of `stdin`.

    `forms` gives the 口径 of indicators, by id or key, where a file does not say it. Raises
    `InputError`, with the findings of all files, when one of them cannot be read or nothing
    in any of them is an indicator, and when `forms` does not go with the plan.
    """
    return read_contents(_contents(paths, stdin, limits), plan, limits, forms)


def _contents(
    paths: Iterable[str | Path], stdin: bytes | None, limits: Limits
) -> Iterator[tuple[str, bytes | InputError]]:
    """One file after the other, so that never more than one is in memory."""
    for path in paths:
        if stdin is not None and str(path) == "-":
            yield "<stdin>", stdin
            continue
        try:
            content = read_file(path, limits)
        except InputError as error:
            yield str(path), error
        else:
            yield str(path), content


def read_contents(
    files: Iterable[tuple[str, bytes | InputError]],
    plan: Plan,
    limits: Limits = USUAL,
    forms: Mapping[str, Form | str] | None = None,
) -> Actuals:
    """The same for what is at hand already: a name to show, and bytes or why there are none."""
    sources: list[Source] = []
    observations: list[Observation] = []
    diagnostics: list[Diagnostic] = []
    refusals: list[Diagnostic] = []
    provenance: list[Provenance] = []
    matched: set[str] = set()
    given = check_forms(forms, plan)
    for file, content in files:
        try:
            if isinstance(content, InputError):
                raise content
            workbook = read_workbook(content, file, limits)
            layout = read_layout(workbook.sheets, plan, given, limits)
        except InputError as error:
            refusals.extend(error.diagnostics)
            continue
        if not layout.matched_rows:
            diagnostics.append(Diagnostic("nothing-to-judge", Severity.ERROR, Place(file)))
        matched |= layout.matched
        sheets = tuple(sheet.place.sheet for sheet in workbook.sheets if sheet.place.sheet)
        sources.append(Source(file, hashlib.sha256(content).hexdigest(), sheets))
        observations += layout.observations
        provenance += layout.provenance
        found = in_order([*workbook.diagnostics, *layout.diagnostics])
        diagnostics += counted(found, limits.findings)
    if refusals:
        raise InputError(*refusals)
    if not matched:
        raise InputError(*diagnostics)
    settled, findings = settle(observations, plan)
    return Actuals(
        settled,
        tuple(sources),
        in_order([*diagnostics, *counted(in_order(findings), limits.findings)]),
        frozenset(matched),
        merge_provenance(provenance),
    )
