"""Read the names in an OLE file's directory, to tell what the file is.

Old .xls files and encrypted .xlsx files begin with the same bytes; their streams differ.
"""

from __future__ import annotations

import struct

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST = 0xFFFFFFFA
"""Sector numbers from here on are markers: free, end of chain, part of a table."""
_ENTRY = 128


class DamagedError(Exception):
    """The file's structure is inconsistent."""


def stream_names(content: bytes) -> set[str]:
    """The names of all streams and storages. Raises `DamagedError`."""
    try:
        return _names(content)
    except (struct.error, IndexError, UnicodeDecodeError):
        raise DamagedError from None


def _names(content: bytes) -> set[str]:
    (shift,) = struct.unpack_from("<H", content, 30)
    if shift not in (9, 12):
        raise DamagedError
    size = 1 << shift
    (directory,) = struct.unpack_from("<I", content, 48)
    table = _table(content, size)
    names: set[str] = set()
    for sector in _chain(directory, table):
        start = (sector + 1) * size
        for at in range(start, start + size, _ENTRY):
            (length,) = struct.unpack_from("<H", content, at + 64)
            if 2 <= length <= 64:
                names.add(content[at : at + length - 2].decode("utf-16-le"))
    if not names:
        raise DamagedError
    return names


def _table(content: bytes, size: int) -> list[int]:
    """For each sector, the number of the sector that follows it."""
    per_sector = size // 4
    sectors = list(struct.unpack_from("<109I", content, 76))
    (more,) = struct.unpack_from("<I", content, 68)
    seen: set[int] = set()
    while more < _LAST and more not in seen:
        seen.add(more)
        *listed, more = struct.unpack_from(f"<{per_sector}I", content, (more + 1) * size)
        sectors += listed
    table: list[int] = []
    for sector in sectors:
        if sector < _LAST:
            table += struct.unpack_from(f"<{per_sector}I", content, (sector + 1) * size)
        if len(table) > len(content) // size + per_sector:
            break
    return table


def _chain(sector: int, table: list[int]) -> list[int]:
    chain: list[int] = []
    seen: set[int] = set()
    while sector < _LAST and sector not in seen:
        seen.add(sector)
        chain.append(sector)
        sector = table[sector]
    return chain
