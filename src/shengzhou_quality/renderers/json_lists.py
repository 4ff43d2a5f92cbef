"""The two lists that a bureau acts on as JSON: codes and figures, every field always present."""

from __future__ import annotations

from typing import Any

from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.messages.lists import results_by_id


def lists_data(report: Report) -> dict[str, Any]:
    results = results_by_id(report)
    return {
        "warnings": [
            {
                "id": entry.id,
                "name": results[entry.id].indicator.name,
                "unit": results[entry.id].indicator.unit,
                "severity": entry.severity,
                "status": entry.status,
                "assessed_status": entry.assessed,
                "gap": entry.gap,
                "needed_per_year": entry.needed_per_year,
            }
            for entry in report.lists.warnings
        ],
        "missing": [
            {
                "id": entry.id,
                "name": results[entry.id].indicator.name,
                "why": entry.why,
                "years": list(entry.years),
                "cells": [{"text": cell.text, "place": str(cell.place)} for cell in entry.cells],
                "file": entry.sheet.file if entry.sheet else None,
                "sheet": entry.sheet.sheet if entry.sheet else None,
                "office": entry.office,
            }
            for entry in report.lists.missing
        ],
        "unreported": [
            {
                "task": one.task,
                "commitments": list(one.commitments),
                "milestones": list(one.milestones),
            }
            for one in report.lists.unreported
        ],
    }
