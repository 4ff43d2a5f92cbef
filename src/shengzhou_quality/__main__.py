"""`python -m shengzhou_quality` is `sqc`."""

from __future__ import annotations

from shengzhou_quality.cli import process

process()
