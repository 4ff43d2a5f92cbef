"""Read files into actuals: find them, read each in its turn, and settle all values together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from shengzhou_quality.diagnostics import (
    InputError,
)
from shengzhou_quality.judgement import Form
from shengzhou_quality.limits import USUAL, Limits
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reading.collected import Intake
from shengzhou_quality.reading.folders import find_rounds
from shengzhou_quality.reading.given_forms import check_forms
from shengzhou_quality.reading.opened import content_of
from shengzhou_quality.reading.readers.workbook import Workbook
from shengzhou_quality.reported import (
    Actuals,
)


def read_actuals(
    paths: Sequence[str | Path],
    plan: Plan,
    *,
    stdin: bytes | None = None,
    limits: Limits = USUAL,
    forms: Mapping[str, Form | str] | None = None,
    assessments: Sequence[str | Path] = (),
    accept_own_assessments: bool = False,
    offices: str | Path | None = None,
    replaces: Sequence[str | Path] = (),
    as_of_folder: bool = False,
) -> Actuals:
    """Read every file of `paths` against `plan`; `-` stands for the bytes of `stdin`.

    A folder or a pattern stands for its files; if one of these cannot be read, that is an error
    among the findings. From the files of `assessments`, only opinions (评估意见) and settled
    doubts (数据核实) are read. Those in the files of `paths` change no result, unless
    `accept_own_assessments` is set. `forms` gives the reporting basis (口径) of indicators, by
    id or key, for files that do not state it. `offices` is a file with the responsible office of
    each item (分工表). `replaces` are earlier files, folders or patterns, the oldest first: each
    value of theirs stands until a later file gives another one for the same item and year. They
    are read once, also where they are among `paths`. `as_of_folder`: one of the files that cannot
    be read does not stop the others, as if only their folder was named. Raises `InputError`, with
    the findings of all files, if a named file cannot be read, if no file holds an indicator, and
    if `forms` does not fit the plan.
    """
    apart = [*assessments, *([offices] if offices else [])]
    files, earlier = find_rounds(paths, replaces, limits, apart=apart)
    intake = Intake(plan, check_forms(forms, plan), limits, accept_own=accept_own_assessments)
    intake.expect([[_name(one.path, stdin) for one in files.found] for files in earlier])
    for several in (files, *earlier):
        intake.tell(several, replaced=several is not files)
        for each in several.found:
            found = each._replace(named=False) if as_of_folder else each
            file, content = _read(found.path, stdin, limits)
            if not (found.named and intake.tell_returned(file, content)):
                intake.take(file, content, found)
    for path in map(str, assessments):
        intake.take(*_read(path, stdin, limits), alone=True)
    if offices is not None:
        intake.take_offices(*_read(str(offices), stdin, limits))
    return intake.actuals()


def read_sheets_of(
    files: Iterable[tuple[str, Workbook, str]],
    plan: Plan,
    *,
    limits: Limits = USUAL,
    forms: Mapping[str, Form | str] | None = None,
    assessments: Sequence[str | Path] = (),
    accept_own_assessments: bool = False,
    offices: str | Path | None = None,
) -> Actuals:
    """Like `read_actuals`, for sheets that were read before: a file's name, them, a SHA-256."""
    intake = Intake(plan, check_forms(forms, plan), limits, accept_own=accept_own_assessments)
    for file, workbook, sha256 in files:
        intake.take_sheets(file, workbook, sha256)
    for path in map(str, assessments):
        intake.take(*_read(path, None, limits), alone=True)
    if offices is not None:
        intake.take_offices(*_read(str(offices), None, limits))
    return intake.actuals()


def read_offices(
    path: str | Path, plan: Plan, *, stdin: bytes | None = None, limits: Limits = USUAL
) -> Actuals:
    """Read only a file with the offices (分工表). Raises `InputError` if it cannot be read."""
    intake = Intake(plan, {}, limits, accept_own=False)
    intake.take_offices(*_read(str(path), stdin, limits))
    return intake.actuals(offices_alone=True)


def _read(path: str, stdin: bytes | None, limits: Limits) -> tuple[str, bytes | InputError]:
    if stdin is not None and path == "-":
        return _name(path, stdin), stdin
    return path, content_of(path, limits)


def _name(path: str, stdin: bytes | None) -> str:
    return "<stdin>" if stdin is not None and path == "-" else path


def read_contents(
    files: Iterable[tuple[str, bytes | InputError]],
    plan: Plan,
    limits: Limits = USUAL,
    forms: Mapping[str, Form | str] | None = None,
    assessments: Iterable[tuple[str, bytes | InputError]] = (),
    *,
    accept_own_assessments: bool = False,
    offices: tuple[str, bytes | InputError] | None = None,
    replaces: Sequence[tuple[str, bytes | InputError]] = (),
) -> Actuals:
    """Like `read_actuals`, for files already in memory: a name, and bytes or the read error."""
    intake = Intake(plan, check_forms(forms, plan), limits, accept_own=accept_own_assessments)
    intake.expect([[file] for file, _ in replaces])
    for file, content in (*files, *replaces):
        intake.take(file, content)
    for file, content in assessments:
        intake.take(file, content, alone=True)
    if offices is not None:
        intake.take_offices(*offices)
    return intake.actuals()
