"""`sqc batch`: many submissions in one run."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    "help.batch": "Evaluate many submissions in one run.",
    "help.batch.long": "Evaluates every submission as sqc evaluate does, and counts them together.",
    "help.batch.by": "Split a long file (one table of many areas or offices, each row naming its own) by this column and evaluate each; give the header of the column, for example --by area.",
    "usage.empty-by": "--by needs the header of a column, for example --by area.",
    "help.batch.paths": "Data file, folder or pattern.",
}
