"""The words of the workbooks that pages become, in English."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    "xlsx.first": "Overview",
    "xlsx.sheet": "Sheet",
    "xlsx.contents": "Sheets of this workbook",
    "xlsx.outline.item": "Item",
    "xlsx.outline.target": "Target",
    "xlsx.outline.status": "Status",
    "xlsx.outline.details": "Details",
    "workbook.plan.list": "Indicators",
    "workbook.plan.facts": "What the plan says of them",
    "workbook.summary": "Summary",
    "workbook.indicators": "Indicators",
    "workbook.attention.final": "Not met or to watch",
    "workbook.attention.before": "Behind or to watch",
    "workbook.requests": "Missing or to be corrected",
    "workbook.tasks": "Tasks",
    "workbook.commitments": "Commitments",
    "workbook.milestones": "Milestones",
    "workbook.source": "The cells of the column “Source” are in {files}.",
    "workbook.read.gap": "Gaps are in the unit of the indicator, in percentage points where that is %.",
    "workbook.problems": "Data findings",
    "workbook.method": "Method",
    "document.column.margin": "Beyond target",
    "document.column.progress": "Progress",
    "document.column.judged": "Status",
    "document.column.source": "Source",
    "document.column.cell": "Cell",
    "workbook.read": "Margins and gaps are in the unit of the indicator, in percentage points where that is %.",
}
