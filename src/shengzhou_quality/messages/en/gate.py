"""The words about what opens the gate, and about folders of files, in English."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    # opinions of offices
    "assessed.heading.opinions": "Opinions of offices (not counted)",
    "assessed.opening.opinions": "Submitted files also hold opinions of the offices themselves: {count} ({ids}). They are shown, and change no verdict, number or result.",
    "diagnostic.own-opinions": "The file holds assessments or settled doubts of its own: {count}. They are shown as the office's opinion and have no effect.",
    "hint.own-opinions": "Give what the evaluators decided in a file of its own with --assessments; if evaluators wrote it here, --accept-own-assessments accepts it.",
    # settled doubts
    "settled.by": "Settled: {reason} ({by}{date}).",
    "settled.unsigned": "Settled: {reason} (nobody is named{date}).",
    "settled.date": ", {date}",
    "settled.hint": "Nothing needs to be done; the doubt comes back when the value as written changes.",
    "diagnostic.settlement-incomplete": "This settled doubt (“{text}”) has no {what}, so it has no effect.",
    "hint.settlement-incomplete": "Give the code, the reason, and the item or the value as written.",
    "diagnostic.settlement-of-unknown": "“{text}” is no indicator, commitment or milestone of the plan, so the settled doubt has no effect.",
    "hint.settlement-of-unknown": "sqc plan list --all shows the ids and names.",
    "hint.settlement-of-unknown.nearest": "Is “{nearest}” meant? sqc plan list --all shows the ids and names.",
    "diagnostic.settlement-date": "The date “{text}” of a settled doubt cannot be read, so it has no effect.",
    "hint.settlement-date": "Write a date such as 2025-12-20 or 2025-12; leave it empty if it is not known.",
    "diagnostic.settlement-year": "The year “{text}” of a settled doubt is not a year, so it has no effect.",
    "hint.settlement-year": "Write a year of four digits, such as 2025; leave it empty if the doubt belongs to no year.",
    "diagnostic.settlement-unknown-code": "“{text}” is the code of no finding, so this settled doubt has no effect.",
    "hint.settlement-unknown-code": "Write the code that sqc check shows, such as implausible.",
    "hint.settlement-unknown-code.nearest": "Is {nearest} meant? Write the code that sqc check shows.",
    "diagnostic.settlement-unused": "The settled doubt “{kind}” (value “{text}”) belongs to no finding: the value has changed, or nothing is doubted any more.",
    "hint.settlement-unused": "Remove it; if the value has changed, look into it again.",
    "diagnostic.error-not-settled": "“{kind}” (value “{text}”) is an error and cannot be settled, so this entry has no effect.",
    "hint.error-not-settled": "Correct the data; only warnings can be settled.",
    # folders
    "diagnostic.no-data-files": "There are no data files.",
    "hint.no-data-files": "Check the path; of a folder only its data files are read (.xlsx, .xls, .ods, .csv, .yaml, .json), those of subfolders with **, as in reports/**/*.xlsx.",
    "diagnostic.file-skipped": "Not the format of a data file, so it was not read.",
    "hint.file-skipped": "If it holds data, report them as .xlsx, .ods or .csv; otherwise nothing needs to be done.",
    "diagnostic.own-result": "A result that sqc made, not data, so it was not read.",
    "hint.own-result": "Nothing needs to be done.",
    "diagnostic.too-many-files": "The folder or pattern holds more than {limit} files.",
    "hint.too-many-files": "Check them in several runs, or give only the files to evaluate.",
    "diagnostic.plan-control-character": "The text of “{key}” holds a control character.",
    "hint.plan-control-character": "Remove the control character that is written as an escape (such as \\a or \\u0007).",
    # a pair of files
    "many.reported-twice": "Values that are the same as in {file}: {count} (the first is “{name}” for {year}). Each counts once.",
    "many.assessment-repeated": "Assessments that are the same as in {file}: {count} (the first is of “{name}”). Each counts once.",
    # commands
    "usage.no-such-item.range": "The plan has no indicator with the id “{name}”: the ids are {first}–{last}.",
    "help.accept-own-assessments": "Accept the assessments and settled doubts in data files, too; by default they are only shown as the office's opinion.",
    "help.check.fail-on": "When the exit code is 1: error (any error), warning (any error or warning, the default), never.",
    "help.check.assessments": "A file of the evaluators, in any format; may be repeated. Doubts that it settles no longer count, and items that it excludes are not asked for.",
    "help.template.assessments": "Make the sheets that evaluators fill in, assessments and settled doubts; with --values the open doubts about these data are listed.",
    "usage.folder-gone": "The current folder is gone, so {name} leads nowhere; change to a folder that exists, or give a full path.",
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
    "github.nowhere": "found in no table",
}
