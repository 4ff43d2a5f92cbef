"""What the codes about commitments and milestones mean, each with an example, in English."""

from __future__ import annotations

TASK_CODES: dict[str, tuple[str, ...]] = {
    "reported-elsewhere": ("This commitment or milestone asks for the same as an indicator of the table and is not judged by itself; the row was not read.", "The row of C05 has no name and holds 3.36; C05 is indicator 21.", "Report it in the row of the indicator that the hint names."),
    "left-to-people": ("The plan gives no figure to judge by, so the evaluators decide; what the row says is kept in the report and not judged.", "The row of C09 (“basic full coverage”) holds 95."),
    "state-for-figure": ("A commitment needs a figure; the row has only a state and was not read.", "“Completed” as the state of C06 on the sheet of progress."),
    "not-a-date": ("The date of completion cannot be read as a date, so the year of the state is not known and it was not used.", "“end of last year”, “30 February 2024”."),
    "date-without-state": ("There is a date of completion but no state; it was not read.", "2024-06-30 beside an empty cell for the state."),
    "date-not-completed": ("The state is not a completion, yet a date of completion stands beside it; the state is taken as of the reporting, the date is not used. Only a remark.", "推进中 (in progress) with the date 2026-06-30, which is planned."),
}  # fmt: skip
