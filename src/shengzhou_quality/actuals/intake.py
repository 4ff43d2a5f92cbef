"""Files to actuals: every file read by its reader, laid out, and settled together."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from shengzhou_quality.actuals.assessed_once import once_each
from shengzhou_quality.actuals.given_forms import check_forms
from shengzhou_quality.actuals.layout.nothing_read import why_nothing
from shengzhou_quality.actuals.layout.sheet_reader import read_layout
from shengzhou_quality.actuals.layout.table_findings import Layout
from shengzhou_quality.actuals.limits import USUAL, Limits
from shengzhou_quality.actuals.model import Actuals, Assessment, Observation, Provenance, Source
from shengzhou_quality.actuals.readers import Workbook, read_workbook
from shengzhou_quality.actuals.readers.assessment_list import list_assessments
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
    assessments: Sequence[str | Path] = (),
) -> Actuals:
    """Read every file of `paths` against `plan`; `-` stands for the bytes of `stdin`.

    Of the files of `assessments` only the assessments (评估意见) are read. `forms` gives the 口径
    of indicators, by id or key, where a file does not say it. Raises `InputError`, with the
    findings of all files, when one of them cannot be read or nothing in any of them is an
    indicator, and when `forms` does not go with the plan.
    """
    judgements = _contents(assessments, stdin, limits)
    return read_contents(_contents(paths, stdin, limits), plan, limits, forms, judgements)


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
    assessments: Iterable[tuple[str, bytes | InputError]] = (),
) -> Actuals:
    """The same for what is at hand already: a name to show, and bytes or why there are none."""
    intake = _Intake(plan, check_forms(forms, plan), limits)
    for file, content in files:
        intake.take(file, content, alone=False)
    for file, content in assessments:
        intake.take(file, content, alone=True)
    return intake.actuals()


class _Intake:
    """Gathers what the files give, one after the other."""

    def __init__(self, plan: Plan, forms: Mapping[str, Form], limits: Limits) -> None:
        self._plan = plan
        self._forms = forms
        self._limits = limits
        self._sources: list[Source] = []
        self._observations: list[Observation] = []
        self._provenance: list[Provenance] = []
        self._assessments: list[Assessment] = []
        self._diagnostics: list[Diagnostic] = []
        self._nothing: list[Diagnostic] = []
        self._refusals: list[Diagnostic] = []
        self._matched: dict[str, list[Place]] = {}

    def take(self, file: str, content: bytes | InputError, *, alone: bool) -> None:
        """Read one file; `alone` for its assessments alone."""
        try:
            if isinstance(content, InputError):
                raise content
            workbook = _workbook(content, file, self._limits, alone=alone)
            layout = read_layout(
                workbook.sheets, self._plan, self._forms, self._limits, assessments_only=alone
            )
        except InputError as error:
            self._refusals.extend(error.diagnostics)
            return
        self._tell_nothing(layout, Place(file), alone=alone)
        for identity, places in layout.matched.items():
            self._matched.setdefault(identity, []).extend(places)
        sheets = tuple(sheet.place.sheet for sheet in workbook.sheets if sheet.place.sheet)
        self._sources.append(Source(file, hashlib.sha256(content).hexdigest(), sheets))
        self._observations += layout.observations
        self._provenance += layout.provenance
        self._assessments += layout.assessments
        found = in_order([*workbook.diagnostics, *layout.diagnostics])
        self._diagnostics += counted(found, self._limits.findings)

    def _tell_nothing(self, layout: Layout, file: Place, *, alone: bool) -> None:
        """A file of assessments alone has said something, if another one has the values."""
        if layout.assessment_tables:
            if not (alone or layout.matched_rows):
                self._nothing.append(Diagnostic("nothing-to-judge", Severity.ERROR, file))
        elif alone:
            self._diagnostics.append(Diagnostic("no-assessments", Severity.ERROR, file))
        elif not layout.matched_rows:
            self._diagnostics += why_nothing(layout, file)

    def actuals(self) -> Actuals:
        """Everything settled together. Raises `InputError` when nothing could be judged."""
        if self._refusals:
            raise InputError(*self._refusals)
        if not self._matched:
            raise InputError(*self._diagnostics, *self._nothing)
        settled, findings = settle(self._observations, self._plan)
        assessments, doubles = once_each(self._assessments, self._plan)
        findings = (*findings, *doubles)
        return Actuals(
            settled,
            tuple(self._sources),
            in_order([*self._diagnostics, *counted(in_order(findings), self._limits.findings)]),
            {identity: tuple(places) for identity, places in self._matched.items()},
            merge_provenance(self._provenance),
            assessments,
        )


def _workbook(content: bytes, file: str, limits: Limits, *, alone: bool) -> Workbook:
    """The sheets of a file, with the assessments of a YAML or JSON file as one of them."""
    listed = list_assessments(content, file, limits, asked_for=alone)
    own = (listed.sheet,) if listed and listed.sheet else ()
    if listed and alone:
        return Workbook(own, listed.diagnostics)
    try:
        workbook = read_workbook(content, file, limits)
    except InputError as error:
        if own and [finding.code for finding in error.diagnostics] == ["yaml-no-actuals"]:
            return Workbook(own, listed.diagnostics if listed else ())
        raise
    if listed is None:
        return workbook
    others = (finding for finding in workbook.diagnostics if not listed.explains(finding))
    return Workbook((*workbook.sheets, *own), (*others, *listed.diagnostics))
