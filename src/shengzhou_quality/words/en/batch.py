"""`sqc batch`: many submissions in one run."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    "help.batch": "Evaluate many submissions in one run.",
    "help.batch.long": "Evaluates every submission as sqc evaluate does, and counts them together.",
    "help.batch.paths": "Data file, folder or pattern.",
    "help.batch.jobs": "Evaluate in N processes (default: one for each core).",
    "help.batch.timeout": "Give up a submission after this many seconds (default: {usual}).",
    "help.batch.scheduler": "Evaluate on the cluster of this Dask scheduler (tcp://HOST:8786), which reads the same paths.",
    "usage.batch.not-in-range": "{option}: “{name}” is not a whole number from 1 to {most}.",
    "usage.batch.jobs-of-cluster": "--jobs is for this machine; with --scheduler the cluster has its own workers.",
    "usage.batch.needs-extra": "--scheduler needs one more installation: run {install}.",
}
