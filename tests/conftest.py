"""Shared fixtures: the shipped plan, workbooks from rows, one call from bytes to a report."""

from __future__ import annotations

import io
import os
import re
import shutil
from collections import Counter
from dataclasses import is_dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import openpyxl
import pytest
from hypothesis import settings
from office import Office
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet._reader import WorksheetReader
from openpyxl.worksheet.merge import MergedCellRange

from shengzhou_quality.contract import names_of
from shengzhou_quality.diagnostics import Place
from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.plan.loader import load_plan
from shengzhou_quality.reading.intake import read_contents

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.plan.model import Plan

PLAN_TEXT = Path(__file__).resolve().parent.parent.parent / "shared" / "plan-source.txt"
"""The plan as printed: no part of the repository, so what needs it is skipped without it."""

# Hundreds of tests start `sqc` as a process; each would compile the whole package anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def _copy_protection(merged: Any) -> None:
    """Give each cell of a merged area the protection of its first one, and no border."""
    start = merged.start_cell._style or StyleArray()
    for at in merged.cells:
        cell = merged.ws._cells[at]
        cell._style = cell._style or StyleArray()
        cell._style.protectionId = start.protectionId


def _bind_merged_cells(
    reader: Any, bind: Callable[[Any], None] = WorksheetReader.bind_merged_cells
) -> None:
    with patch.object(MergedCellRange, "format", _copy_protection):
        bind(reader)


# openpyxl copies borders and protection over a merged area cell by cell, in most of the time that
# it takes to load a form. Only tests load workbooks so: sqc itself runs unchanged.
patch.object(WorksheetReader, "bind_merged_cells", _bind_merged_cells).start()

# The same examples in every run: a failure in CI is the failure at the desk.
settings.register_profile("suite", deadline=None, derandomize=True)
settings.load_profile("suite")


@pytest.fixture(scope="session")
def plan() -> Plan:
    """The plan that ships with sqc."""
    return load_plan()


@pytest.fixture(scope="session")
def lines() -> list[str]:
    """Of the plan's printed text."""
    if not PLAN_TEXT.is_file():
        pytest.skip(f"the plan's text is not part of the repository: no {PLAN_TEXT}")
    return PLAN_TEXT.read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="session")
def sections(lines: list[str]) -> dict[str, str]:
    """一(一)2, 二(三), 三(五), 三(五) 专栏5 … → the text that stands there."""
    found: dict[str, list[str]] = {}
    part = sub = last_box = ""
    in_box = False
    for line in lines:
        if heading := re.match(r"([一二三四])、", line):
            part, sub = heading[1], ""
        if heading := re.match(r"[(\uff08]([一二三四五六七八九十]+)[)\uff09]", line):
            sub = f"({heading[1]})"
        number = re.match(r"(\d)\.", line) if (part, sub) == ("一", "(一)") else None
        key = f"{part}{sub}{number[1] if number else ''}"
        box = re.match(r"专栏(\d)", line)
        if box or in_box:
            last_box = box[1] if box else last_box  # the box's text is the line under its title
            key = f"{part}{sub} 专栏{last_box}"
        in_box = bool(box)
        found.setdefault(key, []).append(line)
    return {key: "\n".join(text) for key, text in found.items()}


@pytest.fixture(scope="session")
def xlsx() -> Callable[..., bytes]:
    """Rows to the bytes of a workbook; `formats` gives a cell (`C2`) its number format."""

    def build(
        rows: Sequence[Sequence[Any]],
        *,
        formats: Mapping[str, str] | None = None,
        title: str = "实际值",
    ) -> bytes:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = title
        for row in rows:
            sheet.append(list(row))
        for cell, number_format in (formats or {}).items():
            sheet[cell].number_format = number_format
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    return build


@pytest.fixture(scope="session")
def judge(plan: Plan) -> Callable[..., Report]:
    """Files, each as bytes or as (name, bytes), to the report on them."""

    def run(
        *files: bytes | tuple[str, bytes],
        year: int | None = None,
        only: Collection[str] | None = None,
        fail_on: str = "binding",
        accept_own_assessments: bool = True,
    ) -> Report:
        named = [
            file if isinstance(file, tuple) else (f"data{number}{_suffix(file)}", file)
            for number, file in enumerate(files, 1)
        ]
        actuals = read_contents(named, plan, accept_own_assessments=accept_own_assessments)
        return evaluate(plan, actuals, year=year, only=only, fail_on=fail_on)

    return run


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice; what needs it is skipped without it."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("soffice (LibreOffice) is not installed")
    return Office(program, tmp_path_factory.mktemp("office") / "profile")


@cache
def _shown_of(kind: Any) -> tuple[str, ...] | None:
    """The fields of a class that `without_places` compares; `None` of any other type."""
    if not hasattr(kind, "_fields") and not is_dataclass(kind):
        return None
    return tuple(name for name in names_of(kind) if name not in {"plan", "indicator"})


def _suffix(content: bytes) -> str:
    return ".xlsx" if content.startswith(b"PK") else ".yaml"


@pytest.fixture(scope="session")
def without_places() -> Callable[[Report], Any]:
    """A report as comparable data, apart from its sources, places and the order they give."""

    def strip(item: Any, done: dict[int, Any]) -> Any:
        """`done` has what is known of this report: what many results share is gone through once."""
        kind: Any = type(item)
        shown = _shown_of(kind)
        if shown is None and not isinstance(item, tuple):
            return item
        if id(item) not in done:
            if isinstance(item, Place):
                found: Any = None
            elif shown is None:
                found = [strip(part, done) for part in item]
            else:
                found = {name: strip(getattr(item, name), done) for name in shown}
            done[id(item)] = found
        return done[id(item)]

    def compare(report: Report) -> Any:
        data = strip(report, {})
        del data["sources"]
        for entry in data["lists"]["missing"]:
            entry["cells"].sort(key=str)  # by their places
        data["lists"]["missing"].sort(key=str)  # by sheet, and so by a place
        data["diagnostics"] = Counter(
            (finding.code, finding.severity, finding.indicator) for finding in report.diagnostics
        )
        return data

    return compare
