"""What the tests share: the shipped plan, workbooks from rows, one call from bytes to a report."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import settings

from shengzhou_quality.actuals.intake import read_contents
from shengzhou_quality.diagnostics import Place
from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.plan.loader import load_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.plan.model import Plan

# The same examples in every run: a failure in CI is the failure at the desk.
settings.register_profile("suite", deadline=None, derandomize=True)
settings.load_profile("suite")


@pytest.fixture(scope="session")
def plan() -> Plan:
    """The plan that ships with sqc."""
    return load_plan()


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
    ) -> Report:
        named = [
            file if isinstance(file, tuple) else (f"data{number}{_suffix(file)}", file)
            for number, file in enumerate(files, 1)
        ]
        return evaluate(plan, read_contents(named, plan), year=year, only=only, fail_on=fail_on)

    return run


def _suffix(content: bytes) -> str:
    return ".xlsx" if content.startswith(b"PK") else ".yaml"


@pytest.fixture(scope="session")
def without_places() -> Callable[[Report], Any]:
    """A report as comparable data, apart from its sources, places and the order they give."""

    def strip(item: Any) -> Any:
        if isinstance(item, Place):
            return None
        if is_dataclass(item) and not isinstance(item, type):
            shown = (part.name for part in fields(item) if part.name not in {"plan", "indicator"})
            return {name: strip(getattr(item, name)) for name in shown}
        if isinstance(item, tuple):
            return [strip(part) for part in item]
        return item

    def compare(report: Report) -> Any:
        data = strip(report)
        del data["sources"]
        data["diagnostics"] = Counter(
            (finding.code, finding.severity, finding.indicator) for finding in report.diagnostics
        )
        return data

    return compare
