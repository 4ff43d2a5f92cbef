"""The effects of conflicts that an import proposes, in English."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    "effect.import-text-no-baseline": "The table prints no base-year value; the text says {stated}. The plan does not say whether that is the starting point, or counts within the period: the evaluators decide.",
    "effect.import-text-limit": "The table says “{printed}”, the text “{stated}”: the same number, but only one of them includes the limit. At the limit the two give different results; the table’s rules.",
    "effect.import-text-target": "The target in the table is “{printed}”, the text says “{stated}”. The result may depend on which one is used; the table’s rules.",
    "effect.import-text-baseline": "The base-year value in the table is “{printed}”, the text says “{stated}”. Progress may depend on which one is the starting point; the table’s rules.",
}
