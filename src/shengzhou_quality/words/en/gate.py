"""The words about what opens the gate, and about folders of files, in English."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    # opinions of offices
    "assessed.heading.opinions": "Opinions of offices (not counted)",
    "assessed.opening.opinions": "Submitted files also contain the offices' own opinions: {count} ({items}). They are shown only; they change no verdict, number or result.",
    # settled doubts
    "settled.by": "Settled: {reason} ({by}{date}).",
    "settled.unsigned": "Settled: {reason} (assessor not named{date}).",
    "settled.date": ", {date}",
    "settled.hint": "Nothing to do; the doubt is raised again when the value as written changes.",
    # commands
    "usage.no-such-item.range": "The plan has no indicator with the id “{name}”: the ids are {first}–{last}.",
    "usage.no-such-item.range.nearest": "The plan has no “{name}”: the ids are {first}–{last}; did you mean {nearest}?",
    "help.accept-own-assessments": "Accept opinions and checked data in data files too; by default they are only listed.",
    "help.check.fail-on": "What fails (exit code 1): error; warning (errors or warnings, the default); never.",
    "help.check.assessments": "The evaluators' file; repeatable. Settled warnings and excluded items no longer count.",
    "help.template.assessments": "Make the sheets that evaluators fill in: assessments and settled doubts. With --values the open doubts about these data are listed.",
    "usage.folder-gone": "The current folder no longer exists, so {name} cannot be resolved; change to an existing folder, or give a full path.",
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
