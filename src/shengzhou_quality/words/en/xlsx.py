"""The words of the workbooks that pages become, in English."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    "xlsx.first": "Overview",
    "xlsx.sheet": "Sheet",
    "xlsx.contents": "Sheets of this workbook",
}
