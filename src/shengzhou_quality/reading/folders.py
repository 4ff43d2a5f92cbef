"""Select the files of a run: named files, the files of a folder, and the matches of a pattern.

A folder (`报送/`) stands for its files, not those of its subfolders, a pattern
(`data/**/*.xlsx`) for its matches, in the order of their names. An existing file whose name looks
like a pattern is that file. Hidden files and lock files are ignored; files without data are
skipped and reported.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import translate
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from shengzhou_quality.diagnostics import Diagnostic, Parameter, Place, Severity
from shengzhou_quality.limits import USUAL, Limits
from shengzhou_quality.result_mark import is_result

DATA_SUFFIXES = frozenset(
    {
        ".xlsx", ".xlsm", ".xltx", ".xls", ".xlt", ".xlsb", ".et", ".ett", ".ods", ".numbers",
        ".csv", ".tsv", ".yaml", ".yml", ".json",
    }
)  # fmt: skip
"""Suffixes of data files in a folder; the content decides whether a file can be read."""

SCAN_SUFFIXES = frozenset({".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp"})
"""Suffixes of scanned tables: they cannot be read, so an error must say that they were not."""

_PATTERN = re.compile(r"[*?]|\[[^\]/]+\]")
_LOCKS = ("~$", ".~lock.")
_MOST_OF_A_LOCK = 1024
_ALL_LEVELS = "**"
_STDIN = "-"


class Found(NamedTuple):
    """One file to read. `named`: the user named the file itself, so it must be readable."""

    path: str
    named: bool


class Files(NamedTuple):
    """The files of a run, and findings on what was skipped or could not be opened.

    `refusals` are folders and patterns that hold no data or cannot be opened.
    """

    found: tuple[Found, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    refusals: tuple[Diagnostic, ...] = ()


def find_files(
    paths: Sequence[str | Path],
    limits: Limits = USUAL,
    *,
    apart: Iterable[str | Path] = (),
    elsewhere: Iterable[str | Path] = (),
) -> Files:
    """The files of `paths`. Files in `apart` have another purpose and count in no folder.

    Those `elsewhere` are data that the run reads too: a folder that holds nothing else has none
    left, and is not without data.
    """
    found: dict[str, Found] = {}
    diagnostics: list[Diagnostic] = []
    refusals: list[Diagnostic] = []
    data = {identity(str(path)) for path in elsewhere}
    others = data.union(identity(str(path)) for path in apart)
    for path in map(str, paths):
        try:
            several = matches_of(path)
        except OSError:
            refusals.append(Diagnostic("file-unreadable", Place(path)))
            continue
        if several is None:
            if len(paths) > 1 and is_lock(path):
                diagnostics.append(Diagnostic("lock-file", Place(path), severity=Severity.INFO))
            else:
                found[path] = Found(path, named=True)
            continue
        names, told = several
        chosen = [name for name in names if identity(name) not in others]
        kept, skipped = _data_in(chosen, path)
        if not (kept or told or any(identity(name) in data for name in names)):
            refusals.append(Diagnostic("no-data-files", Place(path)))
        diagnostics += (*told, *skipped)
        for name in kept:
            found.setdefault(name, Found(name, named=False))
        if len(found) > limits.files:
            details: dict[str, Parameter] = {"limit": f"{limits.files:,}"}
            refused = Diagnostic("too-many-files", Place(path), parameters=details)
            return Files((), (), (refused,))
    return Files(_once(found.values()), tuple(diagnostics), tuple(refusals))


def find_rounds(
    paths: Sequence[str | Path],
    replaces: Sequence[str | Path],
    limits: Limits = USUAL,
    *,
    apart: Sequence[str | Path] = (),
) -> tuple[Files, list[Files]]:
    """The files of `paths`, and those of each of `replaces`, which `paths` replaces.

    Each file is in one of them: where it is named, else in the latest of `replaces`, so that a
    folder may hold the replaced files and those that replace them.
    """
    if not replaces:
        return _with_unread(find_files(paths, limits, apart=apart), [], paths, apart), []
    named = [path for path in (*paths, *replaces) if _is_single(str(path))]
    earlier: list[Files] = []
    later: list[str | Path] = []
    for path in reversed(replaces):
        files = find_files([path], limits, apart=apart, elsewhere=[*named, *later])
        earlier.insert(0, files)
        later += (found.path for found in files.found)
    files = find_files(paths, limits, apart=apart, elsewhere=later)
    if not (files.found or files.refusals):  # nothing is there that could replace anything
        files = find_files(paths, limits, apart=[*apart, *later])
    return _with_unread(files, earlier, [*paths, *replaces], apart), earlier


def _with_unread(
    files: Files, earlier: Iterable[Files], paths: Sequence[str | Path], apart: Sequence[str | Path]
) -> Files:
    """The files with a finding for each subfolder that holds data and is not read in any round."""
    if not any(os.path.isdir(path) or str(path).endswith("*") for path in paths):  # noqa: PTH112
        return files
    from shengzhou_quality.reading.subfolders import tell_unread

    read = [found.path for several in (files, *earlier) for found in several.found]
    told = tell_unread(map(str, paths), read, map(str, apart))
    return files._replace(diagnostics=(*files.diagnostics, *told))


def _is_single(path: str) -> bool:
    try:
        return matches_of(path) is None
    except OSError:
        return False


def matches_of(path: str) -> tuple[list[str], list[Diagnostic]] | None:
    """The files of a folder or a pattern; `None` for a single file, whether it exists or not."""
    if path == _STDIN:
        return None
    told: list[Diagnostic] = []
    if os.path.isdir(path):  # noqa: PTH112 - Path raises where a folder above may not be entered
        names = [os.path.join(path, name) for name in entries(path)[1]]  # noqa: PTH118
    elif os.path.lexists(path) or not _PATTERN.search(path):
        return None
    else:
        names = list(_matches(path, told))
    return sorted(set(names), key=_order), told


def _matches(pattern: str, told: list[Diagnostic]) -> Iterator[str]:
    """The files that match a pattern, part by part; hidden ones only if the pattern names them."""
    start, parts = _split(pattern)
    yield from _below(start, parts, told, top=True)


def _split(pattern: str, path: ModuleType = os.path) -> tuple[str, list[str]]:
    """The folder in which a pattern begins, and the parts of the pattern below it.

    `path` is the module for the paths of a system. A drive (`C:`) or a share (`//nas/报送`) is
    no part: its separators stay as they are.
    """
    drive, below = path.splitdrive(pattern)
    parts = re.split(r"[/\\]+" if path.sep == "\\" else "/+", below)
    last = len(parts) - 1
    fixed = next((at for at, part in enumerate(parts) if _PATTERN.search(part)), last)
    start = "/".join(parts[:fixed])
    if not (start or parts[0]):
        start = "/"
    return drive + start, parts[fixed:]


def _below(
    folder: str, parts: Sequence[str], told: list[Diagnostic], *, top: bool = False
) -> Iterator[str]:
    try:
        folders, files = entries(folder or ".")
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError:
        if top:
            raise
        told.append(Diagnostic("file-unreadable", Place(folder)))
        return
    part, *rest = parts
    if part == _ALL_LEVELS:
        yield from _below(folder, rest or ["*"], told, top=top)
        for name in folders:
            yield from _below(_joined(folder, name), parts, told)
        return
    matches = re.compile(translate(part)).match
    if not rest:
        yield from (_joined(folder, name) for name in files if matches(name))
        return
    for name in folders:
        if matches(name):
            yield from _below(_joined(folder, name), rest, told)


def entries(folder: str) -> tuple[list[str], list[str]]:
    """The folders and the other entries of a folder; a link to a folder is not followed."""
    folders, files = [], []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith((".", *_LOCKS)):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.name)
            elif not (entry.is_symlink() and os.path.isdir(entry.path)):  # noqa: PTH112
                files.append(entry.name)
    return sorted(folders), files


def _joined(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder and not folder.endswith("/") else folder + name


def _order(path: str) -> tuple[str, ...]:
    return tuple(path.replace(os.sep, "/").split("/"))


def _data_in(names: Iterable[str], asked: str) -> tuple[list[str], list[Diagnostic]]:
    """The files that may hold data, and a finding for each skipped file."""
    named = os.path.splitext(asked)[1].lower()  # noqa: PTH122
    suffixes = (
        DATA_SUFFIXES | SCAN_SUFFIXES | ({named} if named and not _PATTERN.search(named) else set())
    )
    kept: list[str] = []
    skipped: list[Diagnostic] = []
    for name in names:
        if os.path.splitext(name)[1].lower() not in suffixes:  # noqa: PTH122
            skipped.append(Diagnostic("file-skipped", Place(name)))
        elif is_own_result(name):
            skipped.append(Diagnostic("own-result", Place(name)))
        else:
            kept.append(name)
    return kept, skipped


def is_own_result(name: str) -> bool:
    """Open only regular files: opening a pipe could block for ever."""
    try:
        if not stat.S_ISREG(os.stat(name).st_mode):  # noqa: PTH116
            return False
        with Path(name).open("rb") as file:
            return is_result(file)
    except (OSError, ValueError):
        return False


def is_lock(path: str) -> bool:
    """Whether it is the lock file of an open workbook, which a shell's `*` may match."""
    if not os.path.basename(path).startswith(_LOCKS):  # noqa: PTH119
        return False
    try:
        return os.stat(path).st_size < _MOST_OF_A_LOCK  # noqa: PTH116
    except (OSError, ValueError):
        return False


def is_there(path: str) -> bool:
    """Whether a file or folder exists; a pattern may match some."""
    return os.path.lexists(path) or _PATTERN.search(path) is not None


def identity(path: str) -> object:
    """A key that is the same for every path and link to a file."""
    try:
        there = os.stat(path)  # noqa: PTH116
    except (OSError, ValueError):
        return path
    return (there.st_dev, there.st_ino) if there.st_ino else os.path.realpath(path)


def _once(found: Iterable[Found]) -> tuple[Found, ...]:
    """Each file once: drop one from a folder or pattern if it is also named or was seen."""
    files = list(found)
    named = {identity(one.path) for one in files if one.named}
    kept: list[Found] = []
    seen: set[object] = set()
    for one in files:
        same = one.path if one.named else identity(one.path)
        if not one.named and (same in named or same in seen):
            continue
        seen.add(same)
        kept.append(one)
    return tuple(kept)
