"""The words about files that later ones replace, in English."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    "rounds.file": "{file} (values still used: {count})",
    "rounds.file.nothing": "{file} (all of its values are replaced)",
    "sources.replaced": "Files that the files above replace: {files}.",
    "check.files.replaced": "replaced: {file}",
    "method.file.replaced": "replaced data",
    "chain.value.replaces": "in place of “{text}” ({place})",
    "help.replaces": "Earlier file, folder or pattern that DATA replaces, value by value; repeatable, the oldest first.",
    "usage.replaces-missing": "{name}, given with --replaces, does not exist.",
    "usage.replaces-itself": "{name} is given as data and with --replaces; give a replaced file with --replaces only.",
    "usage.replaces-twice": "--replaces names {name} twice.",
    "usage.replaces-without-data": "--replaces needs data files.",
}
