"""What an import says of the plan's full text: effects of conflicts, what it did not enter."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    "effect.import-text-no-baseline": "The table prints no base-year value; the text says {stated}. The plan does not say whether that is the starting point, or counts within the period: the evaluators decide.",
    "effect.import-text-limit": "The table’s base-year value is “{printed}”, the text says “{stated}”: the same number, but only one of them includes the limit. Where the result depends on the base-year value, the table’s rules.",
    "effect.import-text-limit.level": "The table’s base-year value is “{printed}”, the text says “{stated}”: the same number, but only one of them includes the limit. It only concerns where progress starts; whether the target is met at the end depends on the target alone. The table’s base-year value rules.",
    "effect.import-text-limit.maintain": "The table’s base-year value is “{printed}”, the text says “{stated}”: the same number, but only one of them includes the limit. Each year is compared with the target alone, so the result does not change.",
    "effect.import-text-limit.rises": "The table’s base-year value is “{printed}”, the text says “{stated}”: the same number, but only one of them includes the limit. Each year is compared with the target “{target}” alone, so the result does not change.",
    "effect.import-text-target": "The target in the table is “{printed}”, the text says “{stated}”. The result may depend on which one is used; the table’s rules.",
    "effect.import-text-baseline": "The base-year value in the table is “{printed}”, the text says “{stated}”. Where the result depends on the base-year value it may differ; the table’s rules.",
    "effect.import-text-baseline.level": "The base-year value in the table is “{printed}”, the text says “{stated}”. Progress before the final year may depend on which one is the starting point; whether the target is met at the end depends on the target alone. The table’s base-year value rules.",
    "effect.import-text-baseline.maintain": "The base-year value in the table is “{printed}”, the text says “{stated}”, and both are within the target. Each year is compared with the target alone, so the result does not change.",
    "effect.import-text-baseline.rises": "The base-year value in the table is “{printed}”, the text says “{stated}”, which is not within the target “{target}”. If the text’s is the starting point, the target is not met at the start, so there is nothing to hold, and checking each year is too strict. The table’s base-year value rules.",
    "text.unmatched": "Requirements of the text with a figure that match no indicator and may be commitments ({count}):",
    "text.aside": "Figures of the text that name an indicator but were not compared with the table, as they are of another year, area or unit, the target in the table is no figure, or they are growth rates or the like ({count}):",
    "text.unmatched.sentence": "{section}: “{quote}”",
    "text.aside.sentence": "Item {id}, {section}: “{quote}”",
    "text.aside.sentence.area": "Item {id}, {section}: “{quote}” (a figure of “{area}”)",
    "import.text": "Text",
    "import.text.found": "{file} (sentences with a figure of an indicator: {count}; indicators named: {indicators})",
}
