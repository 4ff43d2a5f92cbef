"""What the codes about the gate and about folders mean, each with an example, in English."""

from __future__ import annotations

GATE_CODES: dict[str, tuple[str, ...]] = {
    "own-opinions": ("A submitted file holds assessments or settled doubts of its own. They are shown as the office's opinion, and change no verdict, number, list or exit code.", "An office added a sheet of assessments to its workbook that excludes a binding indicator."),
    "settlement-incomplete": ("A settled doubt lacks a cell that is needed, so it has no effect.", "Somebody is named with a date, and the reason is empty."),
    "settlement-of-unknown": ("A settled doubt names no item of the plan, so it has no effect.", "The item is 99.", "Write an id or name that sqc plan list --all shows."),
    "settlement-date": ("The date of a settled doubt cannot be read, so it has no effect.", "The date is “last week”."),
    "settlement-year": ("The year of a settled doubt is not a year, so it has no effect.", "The year is “last year”."),
    "settlement-unknown-code": ("A settled doubt names the code of no finding, so it has no effect.", "The code is “too large”.", "Write the code that sqc check shows, such as implausible."),
    "settlement-unused": ("A settled doubt belongs to no finding: the value has changed, or nothing is doubted any more. This is information and changes no result.", "4179000 was settled, and 4179001 is reported now."),
    "error-not-settled": ("An error cannot be settled; only warnings can.", "A settled doubt for “see annex” (not-a-number)."),
}  # fmt: skip

FOLDER_CODES: dict[str, tuple[str, ...]] = {
    "no-data-files": ("The folder or pattern holds no data files.", "sqc check reports/, where there are only PDF files."),
    "file-skipped": ("A file in the folder or pattern has not the format of a data file, so it was not read. This is information and changes no result.", "reports/ holds a letter.docx."),
    "own-result": ("The folder or pattern holds a result that sqc made; it is not read as data. This is information and changes no result.", "reports/ holds the report.json of the last run."),
    "too-many-files": ("The folder or pattern holds too many files, so none was read.", "sqc check /**/*.csv."),
}  # fmt: skip
