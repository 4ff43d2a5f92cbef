"""What the notes and statuses of an indicator mean, each with an example, in English."""

from __future__ import annotations

NOTE_CODES: dict[str, tuple[str, ...]] = {
    "at-the-limit": ("The actual is exactly the limit, which the target does not include, so it is not met.", "Target >40, reported 40.", "Check that all decimals were reported; if it is the limit, explain it as not met."),
    "reading-sensitive": ("The plan's text states the same target in another way that gives another result; the table rules.", "The table says >40, box 5 says 40% or more; reported 40.", "Name both statements and their results in the evaluation."),
    "baseline-sensitive": ("The plan's text names another baseline that gives another status; the table rules.", "Indicator 6: 6.1 in the table, 10% or more in the text; 11 in 2023.", "Name the baseline used, and where it stands, in the evaluation."),
    "plan-conflict": ("The plan's text contradicts or blurs its table.", "The table asks for the pass rate of tests (indicator 2), the 99.76% of the text is that of provincial monitoring.", "sqc plan show with the indicator's number quotes the passages."),
    "year-outside": ("An indicator to be maintained missed its target in an earlier year; the year judged decides.", "Indicator 11: 94.8 in 2025, 92.6 in 2022, target >93.", "Explain why that year missed the target."),
    "years-missing": ("An indicator to be maintained has no value for some earlier year, so that it was kept throughout is not shown.", "Only 2024 and 2025 were reported.", "Report the missing years."),
    "lower-bound": ("A cumulative indicator has years without a usable value; the total is only a lower bound.", "2023 is missing, the other four years add up to 7: at least 7.", "Report the missing years; if a year really is zero, enter 0."),
    "form-unclear": ("The form is not stated, and values of the year and totals so far give different results.", "2, 4, 5, 6, 7 against 8: 24 as values of the year, 7 as totals.", "State the form in the column 口径: 当年值, 累计值 or 年均增速."),
    "older-value": ("There is no value for the year judged, only an older one, which cannot stand in.", "2025 is judged, the data end in 2024.", "Report the year judged."),
    "partial-period": ("The value covers a part of the year and is not judged as a year.", "A column “2025年1-9月” (January to September).", "Report the full year."),
    "provisional": ("A preliminary figure was used; it is judged and marked.", "“426.3(初步核算)” (preliminary).", "Replace it by the final figure before the evaluation is final."),
    "forecast": ("A forecast: listed, never judged.", "“430(预计)” (expected).", "Report the actual value."),
    "no-baseline": ("The plan prints no usable baseline, so no progress is computed.", "The baseline is “—”, or only a bound such as >96.", "Nothing; once the target is reached it is met as usual."),
    "baseline-in-target": ("The baseline already lies inside the target or on its limit, so no progress is computed; what is worse than the baseline is below it.", "Baseline 66, target 65, 64 in 2023.", "Consider the kind maintain for this indicator in the plan file."),
    "state-went-back": ("The state of a milestone is lower than in an earlier year and must be verified.", "Applied for in 2023, in progress in 2024.", "Check the states of both years."),
    "late": ("Completed after the year judged, so not complete in that year.", "2024 is judged, the title was granted in 2025.", "Nothing; judged for 2025 it counts as completed."),
    "before-plan": ("Completed before the plan began, which does not count.", "The plan is of 2021–2025, the date of completion in May 2019.", "Report the date of a completion within the plan; else the evaluators decide by an assessment."),
    "no-evidence": ("Completed, but without evidence.", "The state is 完成创建 (established), the column of evidence is empty.", "Name the document in the column 佐证材料 (evidence)."),
    "adjusted": ("The task is reported as adjusted, which is neither met nor not met.", "“Adjusted” in the cell of the state.", "Add the document that adjusted the task; the evaluators decide."),
    "undated": ("A state without a date of completion is that of the reporting and says nothing of earlier years.", "“Completed”, reported in 2025 without a date, while 2023 is judged.", "Enter the date of completion."),
    "deadline-implied": ("The plan gives no deadline for it, so it is judged at the end of the plan.", "“Accidents per 10,000 units within 0.3” names no year.", "Nothing to do; the evaluation should say that the deadline is implied."),
    "fell": ("A commitment without a baseline is worse than the year before.", "Coverage with research institutions is 45% in 2022 and 41% in 2023.", "Check the figures of both years; if they are right, give the reason."),
    "needs-more": ("A commitment without a baseline needs more in each remaining year than any year brought so far.", "Of a target of 100%, 41% in 2023: 29.5 percentage points a year are needed, and a year brought at most 13.7.", "The report says what each remaining year needs; plan by it."),
    "apart": ("Populations that one item joins were reported apart, and the lower counts; where one is missing, only an upper limit is known.", "Manufacturers 100%, hospital preparations 80%: judged by 80%.", "Report all the populations."),
}  # fmt: skip

STATUS_CODES: dict[str, tuple[str, ...]] = {
    "met": ("Met (completed, of milestones and cumulative indicators): the actual of the target year lies wholly within the target.", "Target >40, 41.5 in 2025.", "Nothing."),
    "achieved": ("Achieved early: the target was reached before the target year.", "Target >40, already 41.5 in 2023.", "Nothing; go on reporting every year."),
    "maintained": ("Maintained: before the target year, an indicator to be maintained lies within its target in the year judged.", "Target >98, 98.5 in 2023.", "Nothing."),
    "ahead": ("Ahead of schedule: the pace is at least the cut-off of this rung (1.05 in this plan file).", "Three fifths are expected after three years, four fifths are done.", "Nothing."),
    "on_track": ("On track: the pace is at least the cut-off of this rung (0.95 in this plan file).", "273 are expected, 272 are there.", "Nothing."),
    "slipping": ("Slipping: the pace is at least the cut-off of this rung (0.60 in this plan file).", "Indicator 22: 260 in 2022 where 273 are expected, a pace of 0.858696.", "The report says what is needed in each of the remaining years."),
    "behind": ("Behind: the pace is at least 0, but below the cut-off of slipping.", "Indicator 7: 336.03 in 2022, a pace of 0.332253.", "The report says what is needed in each of the remaining years; a binding indicator makes the exit code 1."),
    "regressed": ("Worse than the baseline.", "Baseline 33, 31 in 2023.", "Check the value and its form; a binding indicator makes the exit code 1."),
    "lapsed": ("Lapsed: before the target year, an indicator to be maintained lies outside its target in the year judged.", "Target >98, 97.6 in 2023.", "Explain why, and what is done about it; a binding indicator makes the exit code 1."),
    "missed": ("Not met (not completed, of milestones and cumulative indicators): the actual of the target year lies wholly outside the target.", "Target >40, 40 in 2025.", "Check the value; a binding indicator makes the exit code 1."),
    "pending": ("In progress: the target is not reached yet, and no pace can be computed.", "A milestone that was applied for; or there is no baseline.", "Nothing."),
    "undetermined": ("Undetermined: what was reported may or may not meet the target; unproven is never a pass.", "Target >98, reported “98%以上” (98% or more): 98 itself would miss it.", "Report the exact value, or a bound that settles it."),
    "no_data": ("No data: there is no usable value for the year judged.", "The cell of 2025 is empty.", "Report it; if it really is zero, enter 0."),
    "invalid": ("Invalid data: what was reported cannot be used, and without it there is no verdict.", "A pass rate of 0.965 where 96.5 is meant, which cannot be used.", "Mend it as the finding about the data says."),
}  # fmt: skip
