"""The words about what opens the gate, and about folders of files, in English."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    # opinions of offices
    "assessed.heading.opinions": "Opinions of offices (not counted)",
    "assessed.opening.opinions": "Submitted files also hold opinions of the offices themselves: {count} ({ids}). They are shown, and change no verdict, number or result.",
    # settled doubts
    "settled.by": "Settled: {reason} ({by}{date}).",
    "settled.unsigned": "Settled: {reason} (nobody is named{date}).",
    "settled.date": ", {date}",
    "settled.hint": "Nothing needs to be done; the doubt comes back when the value as written changes.",
    "check.result.passed": "Result: passed. {counts}, which do not fail the check as it was asked for.",
    # commands
    "usage.no-such-item.range": "The plan has no indicator with the id “{name}”: the ids are {first}–{last}.",
    "usage.no-such-item.range.nearest": "The plan has no “{name}”: the ids are {first}–{last}; is {nearest} meant?",
    "help.accept-own-assessments": "Accept the assessments and settled doubts in data files, too; by default they are only shown as the office's opinion.",
    "help.check.fail-on": "When the exit code is 1: error (any error), warning (any error or warning, the default), never.",
    "help.check.assessments": "A file of the evaluators, in any format; may be repeated. Doubts that it settles no longer count, and items that it excludes are not asked for.",
    "help.template.assessments": "Make the sheets that evaluators fill in, assessments and settled doubts; with --values the open doubts about these data are listed.",
    "usage.folder-gone": "The current folder is gone, so {name} leads nowhere; change to a folder that exists, or give a full path.",
    "template.assessments.sheet": "Assessments",
    "template.assessments.id": "ID",
    "template.assessments.name": "Name",
    "template.assessments.status": "Status",
    "template.assessments.reason": "Reason",
    "template.assessments.by": "By",
    "template.assessments.date": "Date",
    "template.assessments.baseline": "Revised baseline",
    "template.settled.sheet": "Settled doubts",
    "template.settled.code": "Code",
    "template.settled.id": "ID",
    "template.settled.name": "Name",
    "template.settled.year": "Year",
    "template.settled.text": "Text",
    "template.settled.reason": "Reason",
    "template.settled.by": "By",
    "template.settled.date": "Date",
    "template.assessments.title": "Assessments (filled in by the evaluators)",
    "template.settled.title": "Settled doubts (filled in by the evaluators)",
    "template.settled.note": "Fill in reason, by and date; a row without a reason has no effect. Do not change code, item, year and text.",
    "template.assessments.note": "Choose the status from the list; a row without a reason has no effect. A revised baseline is only for indicators whose progress starts from the baseline.",
    "template.doubts": "Open doubts listed: {count}.",
    # CI
    "github.rest": "Not shown as annotations: {counts}.",
    "github.missing": "No data for {year}: {count} ({items})",
    "github.missing.item": "{id} {name}",
    "github.missing.cure": "Report each of them; forecasts and parts of a year do not count.",
}
