"""Read a row of one cell that holds name, target and baseline."""

from __future__ import annotations


def parts_of(text: str) -> None:
    return None
