"""The words of the import of a published table, in English."""

from __future__ import annotations

MESSAGES: dict[str, str] = {}
