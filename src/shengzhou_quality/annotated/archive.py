"""Write a zip file again with some entries replaced; every other entry keeps its raw bytes.

Only what Excel, WPS, LibreOffice and the usual libraries write is accepted: entries without a
password, one after the other, their list directly behind them, nothing of zip64.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from shengzhou_quality.annotated.reasons import NotAnnotatedError
from shengzhou_quality.limits import MEGABYTE, Limits

_LOCAL = struct.Struct("<4s5H3L2H")
_LISTED = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_LOCAL_MARK, _LISTED_MARK, _END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_ZIP64_END, _ZIP64_EXTRA = b"PK\x06\x07", 0x0001
_LONGEST_COMMENT = 0xFFFF
_ENCRYPTED, _DESCRIBED_BEHIND, _UTF8 = 0x1, 0x8, 0x800
_STORED, _DEFLATED = 0, 8
_DESCRIPTORS: Final = (12, 16, 20, 24)
"""The lengths of a description behind the data: with or without a mark, of 32 or 64 bits."""
_FIRST_DAY: Final = (0, 0x21)
"""The time and the date of 1980-01-01, the first day that a zip file can name."""
_STORED_UP_TO = MEGABYTE
"""A larger part is deflated; a smaller one is not, for deflate libraries differ by machine."""


class _Entry(NamedTuple):
    """An entry as it is listed; `end` is where the next entry begins."""

    name: str
    flags: int
    method: int
    time: int
    date: int
    checksum: int
    packed: int
    size: int
    offset: int
    end: int
    record: bytes
    """Its record in the list at the end of the file."""
    name_length: int
    extra_length: int


class Archive:
    """The entries of one zip file by name. Names are compared without case, `\\` as `/`."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        """Raises `NotAnnotatedError` for a damaged or unusual file, and for a limit exceeded."""
        self._content = content
        self._end_at, end = _find_end(content)
        _, disk, list_disk, here, count, size, self._list_at, _ = end
        if disk or list_disk or here != count or self._list_at + size != self._end_at:
            raise NotAnnotatedError("unusual-zip")
        if count > limits.members:
            raise NotAnnotatedError("too-large")
        self._entries = list(self._read_list(count))
        if sum(entry.size for entry in self._entries) > limits.unpacked_size:
            raise NotAnnotatedError("too-large")
        self._by_name = {_plain_name(entry.name): entry for entry in self._entries}
        if len(self._by_name) < count:
            raise NotAnnotatedError("unusual-zip")
        if any(entry.flags & _ENCRYPTED for entry in self._entries):
            raise NotAnnotatedError("encrypted")

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._by_name)

    def __contains__(self, name: str) -> bool:
        return _plain_name(name) in self._by_name

    def read(self, name: str) -> bytes:
        """The unpacked bytes of an entry, checked against its size and checksum."""
        if name not in self:
            raise NotAnnotatedError("damaged", part=name)
        entry = self._by_name[_plain_name(name)]
        start, packed = self._data_of(entry)
        data = self._content[start : start + packed]
        if entry.method == _DEFLATED:
            unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
            try:
                data = unpacking.decompress(data, entry.size + 1)
            except zlib.error:
                raise NotAnnotatedError("damaged", part=name) from None
        elif entry.method != _STORED:
            raise NotAnnotatedError("unusual-zip")
        if len(data) != entry.size or zlib.crc32(data) != entry.checksum:
            raise NotAnnotatedError("damaged", part=name)
        return data

    def rewritten(self, parts: Mapping[str, bytes]) -> bytes:
        """The file with `parts` in place of the entries of their names, new ones at the end.

        Entries stay in their order; all others are copied with their headers, byte for byte.
        """
        replaced = {_plain_name(name): data for name, data in parts.items()}
        in_file = sorted(self._entries, key=lambda entry: entry.offset)
        written = bytearray(self._content[: in_file[0].offset if in_file else 0])
        records: dict[str, bytes] = {}
        for entry in in_file:
            key, at = _plain_name(entry.name), len(written)
            if key in replaced:
                header, records[key] = self._replace(entry, replaced[key], at)
                written += header
            else:
                written += self._content[entry.offset : entry.end]
                records[key] = entry.record[:42] + struct.pack("<L", at) + entry.record[46:]
        listed = [records[_plain_name(entry.name)] for entry in self._entries]
        for name, data in parts.items():
            if name not in self:
                header, record = _new_entry(name, data, len(written))
                written += header
                listed.append(record)
        start = len(written)
        written += b"".join(listed)
        comment = self._content[self._end_at + _END.size :]
        length, count = len(written) - start, len(listed)
        written += _END.pack(_END_MARK, 0, 0, count, count, length, start, len(comment)) + comment
        return bytes(written)

    def _read_list(self, count: int) -> Iterator[_Entry]:
        found, at = [], self._list_at
        for _ in range(count):
            if at + _LISTED.size > self._end_at:
                raise NotAnnotatedError("broken")
            mark, *numbers = _LISTED.unpack_from(self._content, at)
            lengths = numbers[9:12]
            record = self._content[at : at + _LISTED.size + sum(lengths)]
            at += len(record)
            if mark != _LISTED_MARK or at > self._end_at:
                raise NotAnnotatedError("broken")
            if 0xFFFFFFFF in (numbers[7], numbers[8], numbers[15]) or numbers[12]:
                raise NotAnnotatedError("unusual-zip")
            found.append((numbers, record))
        if at != self._end_at:
            raise NotAnnotatedError("unusual-zip")
        starts = sorted(numbers[15] for numbers, _ in found)
        ends = dict(zip(starts, [*starts[1:], self._list_at], strict=False))
        for numbers, record in found:
            _, _, flags, method, time, date, checksum, packed, size, name, extra = numbers[:11]
            written = record[_LISTED.size : _LISTED.size + name]
            try:
                decoded = written.decode("utf-8" if flags & _UTF8 else "cp437")
            except UnicodeDecodeError:
                raise NotAnnotatedError("unusual-zip") from None
            offset = numbers[15]
            yield _Entry(
                decoded, flags, method, time, date, checksum, packed, size,
                offset, ends[offset], record, name, extra,
            )  # fmt: skip

    def _data_of(self, entry: _Entry) -> tuple[int, int]:
        """Where the packed bytes of an entry begin, and how many there are."""
        if entry.offset + _LOCAL.size > entry.end:
            raise NotAnnotatedError("damaged", part=entry.name)
        mark, *numbers = _LOCAL.unpack_from(self._content, entry.offset)
        name_at = entry.offset + _LOCAL.size
        start = name_at + numbers[8] + numbers[9]
        listed = entry.record[_LISTED.size : _LISTED.size + entry.name_length]
        same_name = self._content[name_at : name_at + numbers[8]] == listed
        if mark != _LOCAL_MARK or not same_name or start + entry.packed > entry.end:
            raise NotAnnotatedError("damaged", part=entry.name)
        return start, entry.packed

    def _replace(self, entry: _Entry, data: bytes, at: int) -> tuple[bytes, bytes]:
        """The entry with other data, and its record: its name, time and attributes stay."""
        start, packed = self._data_of(entry)
        behind = entry.end - start - packed
        if behind and not (entry.flags & _DESCRIBED_BEHIND and behind in _DESCRIPTORS):
            raise NotAnnotatedError("unusual-zip")
        needed = _LOCAL.unpack_from(self._content, entry.offset)[1]
        name_at = entry.offset + _LOCAL.size
        name = self._content[name_at : name_at + entry.name_length]
        extra = _without_zip64(self._content[name_at + entry.name_length : start])
        method, stored = _packed(data)
        needed = max(needed, 20) if method == _DEFLATED else needed
        flags = entry.flags & ~_DESCRIBED_BEHIND
        said = (flags, method, entry.time, entry.date, zlib.crc32(data), len(stored), len(data))
        header = _LOCAL.pack(_LOCAL_MARK, needed, *said, len(name), len(extra))
        _, *listed = _LISTED.unpack_from(entry.record)
        rest = entry.record[_LISTED.size + entry.name_length :]
        listed_extra = _without_zip64(rest[: entry.extra_length])
        record = _LISTED.pack(
            _LISTED_MARK, listed[0], max(listed[1], needed), *said,
            len(name), len(listed_extra), *listed[11:15], at,
        )  # fmt: skip
        record += name + listed_extra + rest[entry.extra_length :]
        return header + name + extra + stored, record


def _new_entry(name: str, data: bytes, at: int) -> tuple[bytes, bytes]:
    method, stored = _packed(data)
    written, needed = name.encode("ascii"), 20
    said = (0, method, *_FIRST_DAY, zlib.crc32(data), len(stored), len(data))
    header = _LOCAL.pack(_LOCAL_MARK, needed, *said, len(written), 0)
    record = _LISTED.pack(
        _LISTED_MARK, needed, needed, *said, len(written), 0, 0, 0, 0, 0, at
    )  # fmt: skip
    return header + written + stored, record + written


def _packed(data: bytes) -> tuple[int, bytes]:
    if len(data) <= _STORED_UP_TO:
        return _STORED, data
    packing = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return _DEFLATED, packing.compress(data) + packing.flush()


def _find_end(content: bytes) -> tuple[int, tuple[int, ...]]:
    """Where the end record stands, and its fields; it must be the last of the file."""
    at = content.rfind(_END_MARK, max(0, len(content) - _END.size - _LONGEST_COMMENT))
    if at < 0 or at + _END.size > len(content):
        raise NotAnnotatedError("broken")
    end = _END.unpack_from(content, at)
    if at + _END.size + end[7] != len(content):
        raise NotAnnotatedError("unusual-zip")
    if content[at - 20 : at - 16] == _ZIP64_END or 0xFFFFFFFF in end[5:7] or end[4] == 0xFFFF:
        raise NotAnnotatedError("unusual-zip")
    return at, end


def _without_zip64(extra: bytes) -> bytes:
    """The extra fields of a header except the 64-bit sizes, which no longer hold."""
    kept, at = b"", 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind != _ZIP64_EXTRA:
            kept += extra[at : at + 4 + length]
        at += 4 + length
    return kept + extra[at:]


def _plain_name(name: str) -> str:
    """Normalise a name as the reader of workbooks does."""
    return name.replace("\\", "/").lstrip("/").casefold()
