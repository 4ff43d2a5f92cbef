"""Open a file of data: its sheets, with the opinions and settled doubts of YAML and JSON."""

from __future__ import annotations

import io
from dataclasses import replace

from shengzhou_quality.diagnostics import (
    Diagnostic,
    InputError,
    Place,
    Severity,
)
from shengzhou_quality.limits import Limits
from shengzhou_quality.reading.readers import read_workbook
from shengzhou_quality.reading.readers.assessment_list import list_assessments
from shengzhou_quality.reading.readers.workbook import Workbook
from shengzhou_quality.result_mark import is_result
from shengzhou_quality.sources.files import read_file

NO_ACTUALS = ["yaml-no-actuals"]
"""How a file of YAML or JSON without values is refused."""


def content_of(path: str, limits: Limits) -> bytes | InputError:
    """The bytes of a file, or why it cannot be read."""
    try:
        return read_file(path, limits)
    except InputError as error:
        return error


def open_file(
    content: bytes, file: str, limits: Limits, *, alone: bool, accepted: bool
) -> Workbook:
    """The sheets of a file, including the opinions and settled doubts of YAML and JSON.

    Raises `InputError` for a result of sqc: in a folder it was passed over, so it was named.
    """
    if is_result(io.BytesIO(content)):
        place, named = Place(file), {"variant": "named"}
        raise InputError(
            Diagnostic("own-result", place, parameters={**named}, severity=Severity.ERROR)
        )
    listed = list_assessments(content, file, limits, asked_for=alone)
    if listed and not accepted:
        passing = (replace(one, severity=Severity.INFO) for one in listed.diagnostics)
        listed = listed._replace(diagnostics=tuple(passing))
    own = listed.sheets if listed else ()
    if listed and alone:
        return Workbook(own, (*listed.diagnostics, *listed.strays))
    try:
        workbook = read_workbook(content, file, limits)
    except InputError as error:
        nothing = codes_of(error) == NO_ACTUALS
        if listed and own and nothing:
            return Workbook(own, (*listed.diagnostics, *listed.strays))
        raise
    if listed is None:
        return workbook
    others = (finding for finding in workbook.diagnostics if not listed.explains(finding))
    found = (*others, *listed.diagnostics)
    return Workbook((*workbook.sheets, *own), found, workbook.prefilled)


def codes_of(error: InputError) -> list[str]:
    return [finding.code for finding in error.diagnostics]
