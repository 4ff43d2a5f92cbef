"""What the codes of faults in a plan file mean, each with an example, in English."""

from __future__ import annotations

PLAN_CODES: dict[str, tuple[str, ...]] = {
    "plan-not-a-mapping": ("A value or a list where “key: value” belongs.", "assessment: 0.95."),
    "plan-missing-part": ("A part of the plan file is missing or empty.", "indicators.yaml has no categories."),
    "plan-missing-key": ("A key that an item needs is missing.", "An indicator without target."),
    "plan-unknown-key": ("A key that is not known.", "units instead of unit."),
    "plan-unknown-kind": ("There is no such kind of indicator.", "kind: ratio.", "The kinds are level, maintain, cumulative, average_growth and milestone."),
    "plan-not-one-of": ("The value is none of those that may be used.", "constraint: strict.", "Use one of the values that the hint lists; constraint, for one, is binding or anticipatory."),
    "plan-bad-value": ("The value is not what this key needs.", "baseline_year: twenty-twenty."),
    "plan-not-a-figure": ("The value cannot be read as a number or a target.", "target: much higher."),
    "plan-bounds-reversed": ("The lower end of a range is above its upper end.", "domain: low 100, high 0."),
    "plan-target-against-direction": ("The target contradicts “higher is better” or “lower is better”.", "direction is increase, target is <5."),
    "plan-target-outside-domain": ("The target cannot be reached.", "The domain ends at 100, target is >100."),
    "plan-cumulative-counts-up": ("The target of a cumulative indicator must be above 0, and higher must be better.", "kind is cumulative, target is 0."),
    "plan-target-not-last-state": ("The target of a milestone must be its last state.", "target is 推进中 (in progress)."),
    "plan-figure-in-other-unit": ("The target or the baseline is written in another unit than the indicator's.", "unit is 亿元, target “4230000万元”."),
    "plan-spelling-of-two-states": ("One spelling belongs to two states, so they cannot be told apart.", "创建中 stands under two states."),
    "plan-years-reversed": ("The target year is not later than the base year.", "baseline_year: 2025, target_year: 2020."),
    "plan-cut-offs-out-of-order": ("The cut-offs of the pace are out of order.", "on_track is 0.60, slipping 0.95."),
    "plan-duplicate-id": ("An id or a key is used twice.", "Two indicators have the id 5."),
    "plan-name-twice": ("Two indicators share a name or an alias, so they cannot be told apart.", "Both have the alias 合格率 (pass rate)."),
    "plan-unknown-category": ("The category of an indicator does not exist.", "category: green, which is not among categories."),
    "plan-box-nowhere": ("A box stands after an action that does not exist.", "after: 9 in a task of three actions."),
    "plan-unknown-indicator": ("A task lists an indicator that does not exist.", "Task 3 lists 99."),
    "plan-two-tasks": ("An indicator is listed under two tasks.", "5 stands under task 3 and task 6."),
    "plan-without-task": ("An indicator is listed under no task.", "23 is nowhere in tasks.yaml."),
    "plan-unknown-id": ("A conflict is about an id that does not exist.", "about: [C99]."),
    "plan-commitment-not-one-way": ("A commitment does not say how it is judged, or says it in two ways.", "target and kind beside narrative."),
    "plan-milestone-one-level": ("A milestone of two levels has only one of them.", "floor without stretch."),
    "plan-control-character": ("A text of the plan holds a control character.", 'name: "GDP\\a".', "Remove the control character that is written as an escape."),
}  # fmt: skip
