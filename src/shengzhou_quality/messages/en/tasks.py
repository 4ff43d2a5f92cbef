"""The words about tasks, commitments and milestones, in English."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    # findings
    "diagnostic.reported-elsewhere": "{id} “{name}” asks for the same as indicator {other} “{meant}” and is not judged by itself; the row “{text}” was not read.",
    "hint.reported-elsewhere": "Report it in the row of indicator {other} “{meant}”.",
    "diagnostic.left-to-people": "{id} “{name}” is left to people's assessment; the row “{text}” was not read.",
    "hint.left-to-people": "Put the assessment into the evaluation report; it is not sent as data.",
    "diagnostic.state-for-figure": "{name}: “{text}” is a state, but a figure is asked for; it was not read.",
    "hint.state-for-figure": "Enter the figures by year.",
    "diagnostic.not-a-date": "{name}: the date of completion “{text}” is no date, so the state was not used.",
    "hint.not-a-date": "Enter a date such as 2024-06-30, 2024-06 or 2024; leave it empty if it is not known.",
    "diagnostic.date-without-state": "{name}: only a date of completion “{text}” and no state; it was not read.",
    "hint.date-without-state": "Enter the state; Completed, if that is so.",
    "diagnostic.date-not-completed": "{name}: the state is “{state}”, so the date of completion “{text}” was not used; the state is taken as of the reporting.",
    "hint.date-not-completed": "Put a planned date into the remarks; if it is completed, change the state.",
    # notes
    "note.undated": "“{text}” is the state when it was reported (taken as {year}), without a date of completion; of the year judged it says nothing.",
    "note.deadline-implied": "The plan gives no deadline; it is judged at the end of the plan.",
}
