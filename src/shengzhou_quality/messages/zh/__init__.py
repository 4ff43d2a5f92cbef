"""Every word that a person reads, in Chinese."""

from __future__ import annotations

from shengzhou_quality.messages.zh import cli, diagnostics, report

MESSAGES: dict[str, str] = report.MESSAGES | diagnostics.MESSAGES | cli.MESSAGES
