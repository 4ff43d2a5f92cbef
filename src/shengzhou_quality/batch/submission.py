"""A submission: the files of one entity that are evaluated together, and how all are evaluated."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import NamedTuple

from shengzhou_quality.batch.long.extract import Extract
from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.evaluation.outcome import EntitySource, FileRead
from shengzhou_quality.evaluation.report import FailOn
from shengzhou_quality.judgement import Form
from shengzhou_quality.limits import USUAL, Limits
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.version import __version__


class Submission(NamedTuple):
    """What one entity has sent. A worker gets it as it is, so it holds plain data only.

    `files` are paths, in order. `plan` is the path of the plan of its own folder; `None`: that
    of the run. `area` is the area (甲县) whose own figures it reports; empty: that of the plan,
    unless the files give another one. `report_name` is what the files of its reports are called,
    without a suffix; it is given where reports are asked for. `refusals`: why it is not evaluated.
    `extracts` are what long files hold of the entity; they are read instead of the files.
    """

    entity: str
    said_by: EntitySource
    files: tuple[str, ...]
    plan: str | None = None
    area: str = ""
    report_name: str = ""
    refusals: tuple[Diagnostic, ...] = ()
    extracts: tuple[Extract, ...] = ()


class ReportsAsked(NamedTuple):
    """A report for each submission, in each of these formats, into this folder."""

    folder: str
    formats: tuple[str, ...]
    language: str
    word_template: bytes | None = None


class Settings(NamedTuple):
    """How all submissions of a run are evaluated; the options of `sqc evaluate`.

    `beside` has the digests of `assessments` and `offices`, as they were when the run began.
    """

    plan: str | None = None
    year: int | None = None
    fail_on: FailOn = FailOn.BINDING
    only: tuple[str, ...] | None = None
    forms: Mapping[str, Form] = {}
    assessments: tuple[str, ...] = ()
    accept_own: bool = False
    offices: str | None = None
    limits: Limits = USUAL
    reports: ReportsAsked | None = None
    beside: tuple[FileRead, ...] = ()

    def basis(self, plan: Plan) -> str:
        """The SHA-256 of all that an outcome rests on besides the files of its submission.

        Of the plan the content counts, wherever it is; its paths only where they are in what is
        written: in reports, and in findings about the plan.
        """
        named = self.reports is not None or plan.warnings
        rests_on = {
            "version": __version__,
            "plan": plan.files if named else [file.sha256 for file in plan.files],
            "settings": self._replace(plan=None),
        }
        text = json.dumps(rests_on, sort_keys=True, default=repr)
        return hashlib.sha256(text.encode()).hexdigest()
