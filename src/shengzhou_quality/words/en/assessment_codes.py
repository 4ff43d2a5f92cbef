"""What the codes about assessments mean, each with an example, in English."""

from __future__ import annotations

ASSESSMENT_CODES: dict[str, tuple[str, ...]] = {
    "assessment-without-reason": ("An assessment without a reason has no effect.", "The row of indicator 6 says “on track”, its reason is empty."),
    "assessment-without-item": ("It is not said what the assessment is of, so it has no effect.", "Id and name are empty, the reason says “new statistical basis”."),
    "assessment-of-unknown": ("The assessment is of no indicator, commitment or milestone of the plan, so it has no effect.", "The id is 99.", "Use an id or a name as sqc plan list --all lists them."),
    "assessment-status": ("The status of the assessment is none of the words for a status, taken whole, so it has no effect.", "The status is “quite good”.", "Use a status as the reports say it, such as “met” or “behind”, or “set aside”."),
    "assessment-date": ("The date of the assessment cannot be read, so it has no effect.", "The date is “last week”."),
    "assessment-says-nothing": ("The assessment has neither a status nor a revised baseline.", "Only id, reason and person are filled in."),
    "assessed-twice": ("Two different assessments of the same item: nobody knows which one holds, so neither has an effect.", "One table assesses indicator 6 as “behind”, another as “on track”."),
    "assessment-repeated": ("The same assessment twice; it is counted once. This is said in passing and changes nothing.", "The sheet of assessments came with two files."),
    "baseline-not-used": ("The progress of this item does not start from a baseline, so a revised one is of no use and the assessment has no effect.", "A revised baseline of 97 for indicator 1, which has to be maintained."),
    "baseline-elsewhere": ("The item restates an indicator, whose assessment the revised baseline belongs to; the assessment has no effect.", "A revised baseline of 10 for C14, which restates indicator 6."),
    "baseline-not-exact": ("The revised baseline is not one exact number, so the assessment has no effect.", "The revised baseline is “>30”."),
    "no-assessments": ("A file given with --assessments, or a sheet named for them, has no header of assessments.", "The header has only an indicator and a year."),
    "values-not-read": ("A file given with --assessments also holds a table of values, which was not read.", "The whole form was given with --assessments."),
    "assessments-not-a-list": ("In YAML or JSON each assessment is an item of its own with one value a key; this one was not read.", "assessments: indicator 6 is fine."),
    "assessment-unknown-key": ("An assessment in YAML or JSON has a key that is not known.", "resaon for reason.", "Use id, name, status, reason, by, date and baseline."),
}  # fmt: skip
