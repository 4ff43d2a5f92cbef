"""Every word that a person reads, in Chinese."""

from __future__ import annotations

from shengzhou_quality.words.zh import (
    annotated,
    assessed,
    batch,
    check,
    cli,
    diff,
    document,
    explain,
    gate,
    html,
    letters,
    notes,
    offices,
    plan,
    plan_import,
    plan_statements,
    report,
    report_fields,
    roll_up,
    rounds,
    screen,
    sums,
    tasks,
    template,
    xlsx,
)

MESSAGES: dict[str, str] = (
    report.MESSAGES
    | notes.MESSAGES
    | offices.MESSAGES
    | cli.MESSAGES
    | plan.MESSAGES
    | plan_import.MESSAGES
    | plan_statements.MESSAGES
    | check.MESSAGES
    | template.MESSAGES
    | tasks.MESSAGES
    | explain.MESSAGES
    | sums.MESSAGES
    | assessed.MESSAGES
    | batch.MESSAGES
    | gate.MESSAGES
    | document.MESSAGES
    | html.MESSAGES
    | screen.MESSAGES
    | letters.MESSAGES
    | xlsx.MESSAGES
    | annotated.MESSAGES
    | rounds.MESSAGES
    | roll_up.MESSAGES
    | diff.MESSAGES
    | report_fields.MESSAGES
)
