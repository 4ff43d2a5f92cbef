"""The two lists that a bureau acts on as JSON: codes and figures, every field always present."""

from __future__ import annotations

from typing import Any

from shengzhou_quality.evaluation.report import Report


def lists_data(report: Report) -> dict[str, Any]:
    return {
        "warnings": [
            {
                "id": entry.result.indicator.id,
                "name": entry.result.indicator.name,
                "unit": entry.result.indicator.unit,
                "severity": entry.severity,
                "status": entry.result.status,
                "assessed_status": entry.assessed,
                "gap": entry.result.gap,
                "needed_per_year": entry.result.needed_per_year,
            }
            for entry in report.lists.warnings
        ],
        "missing": [
            {
                "id": entry.result.indicator.id,
                "name": entry.result.indicator.name,
                "why": entry.why,
                "years": list(entry.years),
                "cells": [{"text": cell.text, "place": str(cell.place)} for cell in entry.cells],
                "empty": [{"year": cell.year, "place": str(cell.place)} for cell in entry.empty],
                "file": entry.sheet.file if entry.sheet else None,
                "sheet": entry.sheet.sheet if entry.sheet else None,
                "office": entry.office,
                "found": entry.found,
                "rows": str(entry.rows) if entry.rows else None,
            }
            for entry in report.lists.missing
        ],
        "unreported": [
            {
                "task": one.task,
                "commitments": list(one.commitments),
                "milestones": list(one.milestones),
                "file": one.sheet.file if one.sheet else None,
                "sheet": one.sheet.sheet if one.sheet else None,
                "office": one.office,
                "found": one.found,
                "rows": str(one.rows) if one.rows else None,
            }
            for one in report.lists.unreported
        ],
    }
