"""Name the files of a plan: its indicators, its tasks, and the English texts of each."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from shengzhou_quality.diagnostics import InputError, Place, refusal

INDICATORS: Final = "indicators.yaml"
TASKS: Final = "tasks.yaml"


def find_files(path: Path) -> tuple[Path, Path | None]:
    """The file with the indicators, and that with the tasks if there is one.

    `path` is a folder, which holds one plan, or any file of a plan. tasks.yaml beside a file of
    another name belongs to it, unless the folder has an indicators.yaml, whose tasks it holds.
    """
    # os.path: Path.is_dir raises where a folder above may not be entered.
    indicators = path / INDICATORS if os.path.isdir(path) else _indicators_of(path)  # noqa: PTH112
    if not is_there(indicators) and is_there(Path(f"{indicators}.txt")):
        # Notepad adds it, and Windows does not show it.
        likely = f"{indicators.name}.txt"
        raise refusal("file-not-found", Place(str(indicators)), likely=likely)
    if not is_there(indicators) and is_there(path) and path == english_of(indicators):
        raise refusal("file-not-found", Place(str(indicators)), variant="english")
    if not is_there(indicators) and indicators.parent == path:
        raise _not_in_folder(path)
    tasks, of_folder = (indicators.with_name(name) for name in (TASKS, INDICATORS))
    others = indicators.name != INDICATORS and is_there(of_folder)
    # Without tasks.yaml its English texts mean nothing: reading it says that it is missing.
    found = is_there(tasks) or is_there(english_of(tasks))
    return indicators, tasks if found and not others else None


def _not_in_folder(folder: Path) -> InputError:
    """Name the files that may be meant: those of a plan have their names."""
    names = sorted(os.listdir(folder)) if os.access(folder, os.R_OK | os.X_OK) else []  # noqa: PTH208
    likely = [name for name in names if name.lower().endswith((".yaml", ".yml"))]
    said = {"variant": "folder", "there": ", ".join(likely[:5])} if likely else {"variant": "none"}
    return refusal("file-not-found", Place(str(folder / INDICATORS)), **said)


def _indicators_of(file: Path) -> Path:
    """The file itself, unless its name says that it holds the tasks or the English texts."""
    chinese = file.with_name(f"{file.stem.removesuffix('.en')}{file.suffix}")
    return file.with_name(INDICATORS) if chinese.name == TASKS else chinese


def english_of(file: Path) -> Path:
    """indicators.en.yaml of indicators.yaml."""
    return file.with_name(f"{file.stem}.en{file.suffix}")


def is_there(file: Path) -> bool:
    """A broken link, a folder or a pipe counts as present; reading it reports the problem."""
    return os.path.lexists(file)


def possible_files(path: Path) -> tuple[Path, ...]:
    """Every file from which the plan in `path` is read, whether it is there or not."""
    indicators, _ = find_files(path)
    tasks = indicators.with_name(TASKS)
    return (indicators, english_of(indicators), tasks, english_of(tasks))
