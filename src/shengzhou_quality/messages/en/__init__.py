"""Every word that a person reads, in English."""

from __future__ import annotations

from shengzhou_quality.messages.en import cli, diagnostics, report

MESSAGES: dict[str, str] = report.MESSAGES | diagnostics.MESSAGES | cli.MESSAGES
