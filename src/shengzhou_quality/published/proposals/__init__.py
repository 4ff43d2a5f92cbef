"""Propose a plan from a printed table, by rules that docs/*/plan-import.md lists."""

from shengzhou_quality.published.proposals.propose import propose

__all__ = ["propose"]
