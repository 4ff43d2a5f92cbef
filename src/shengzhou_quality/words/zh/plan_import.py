"""The words of the import of a published table, in Chinese."""

from __future__ import annotations

MESSAGES: dict[str, str] = {}
