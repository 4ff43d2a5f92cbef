"""Find the subfolders with data that a run does not read: a folder stands for its own files only.

A subfolder may hold old tables or copies, so nothing in it is read unasked; but an office that
answers in a folder of its own must not be asked again for what it sent.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from shengzhou_quality.diagnostics import Diagnostic, Parameter, Place
from shengzhou_quality.reading.folders import DATA_SUFFIXES, entries, identity, is_own_result

_MOST_LOOKED_AT = 5_000
"""The entries of one subfolder that are looked at: a whole disk may lie below it."""


def tell_unread(
    asked: Iterable[str], read: Iterable[str], apart: Iterable[str] = ()
) -> Iterator[Diagnostic]:
    """Report each subfolder of the folders of `asked` with a data file that is not `read`.

    Files in `apart` have another purpose. `报送/*` stands for the folder.
    """
    known = {identity(path) for path in (*read, *apart)}
    told: set[object] = set()
    for path in asked:
        folder = path[:-1] if path.endswith(("/*", f"{os.sep}*")) else path
        for name in _folders(folder):
            subfolder = os.path.join(folder, name)  # noqa: PTH118
            unread = next((one for one in _data_below(subfolder) if identity(one) not in known), "")
            if not unread or identity(subfolder) in told:
                continue
            told.add(identity(subfolder))
            details: dict[str, Parameter] = {
                "file": os.path.relpath(unread, subfolder).replace(os.sep, "/"),
                "pattern": f"{folder.replace(os.sep, '/').rstrip('/')}/**",
            }
            yield Diagnostic("subfolder-not-read", Place(subfolder), parameters=details)


def _folders(folder: str) -> list[str]:
    try:
        return entries(folder)[0] if os.path.isdir(folder) else []  # noqa: PTH112
    except OSError:
        return []


def _data_below(folder: str) -> Iterator[str]:
    """The data files below a folder; of a very large one only the first."""
    waiting, seen = [folder], 0
    while waiting and seen < _MOST_LOOKED_AT:
        inside = waiting.pop(0)
        try:
            folders, files = entries(inside)
        except OSError:
            continue
        seen += len(folders) + len(files)
        for name in sorted(files):
            path = os.path.join(inside, name)  # noqa: PTH118
            is_data = os.path.splitext(name)[1].lower() in DATA_SUFFIXES  # noqa: PTH122
            if is_data and not is_own_result(path):
                yield path
        waiting += [os.path.join(inside, name) for name in folders]  # noqa: PTH118
