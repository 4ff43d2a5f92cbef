"""`sqc batch`: many submissions in one run."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    "help.batch": "Evaluate many submissions in one run.",
    "help.batch.long": "Evaluates every submission as sqc evaluate does, and counts them together.",
    "help.batch.paths": "Data file, folder or pattern.",
}
