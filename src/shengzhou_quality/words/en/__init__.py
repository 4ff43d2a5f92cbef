"""Every word that a person reads, in English."""

from __future__ import annotations

from shengzhou_quality.words.en import (
    annotated,
    assessed,
    check,
    cli,
    document,
    explain,
    gate,
    html,
    notes,
    plan,
    report,
    screen,
    sums,
    tasks,
    template,
)

MESSAGES: dict[str, str] = (
    report.MESSAGES
    | notes.MESSAGES
    | cli.MESSAGES
    | plan.MESSAGES
    | check.MESSAGES
    | template.MESSAGES
    | tasks.MESSAGES
    | explain.MESSAGES
    | sums.MESSAGES
    | assessed.MESSAGES
    | gate.MESSAGES
    | document.MESSAGES
    | html.MESSAGES
    | screen.MESSAGES
    | annotated.MESSAGES
)
