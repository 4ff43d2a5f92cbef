"""Find the plan that lies beside files: a folder `plan/` in their folder or in one above it."""

from __future__ import annotations

import os

from shengzhou_quality.plan.files import INDICATORS, TASKS

PLAN = "plan"


class PlanFolders:
    """Knows of each folder whether it has a plan: many files ask."""

    def __init__(self) -> None:
        self._known: dict[str, bool] = {}

    def above(self, path: str) -> str | None:
        """The plan of the nearest folder that the path itself names."""
        folder = os.path.dirname(path.rstrip(os.sep))  # noqa: PTH120
        while folder and folder != os.path.dirname(folder):  # noqa: PTH120
            if self.has_one(folder):
                return os.path.join(folder, PLAN)  # noqa: PTH118
            folder = os.path.dirname(folder)  # noqa: PTH120
        return None

    def has_one(self, folder: str) -> bool:
        """Whether it has a folder `plan/` with a file of a plan, sound or not."""
        if folder not in self._known:
            plan = os.path.join(folder, PLAN)  # noqa: PTH118
            self._known[folder] = any(
                os.path.lexists(os.path.join(plan, name))  # noqa: PTH118
                for name in (INDICATORS, TASKS)
            )
        return self._known[folder]
