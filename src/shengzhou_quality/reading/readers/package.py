"""Read the parts of a zipped file and their XML: size-limited, only in memory, without a DTD."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, NoReturn, TypeVar
from xml.parsers import expat

from shengzhou_quality.diagnostics import InputError, Place, refusal
from shengzhou_quality.limits import MEGABYTE, Limits

_ENTRY = b"PK\x01\x02"
_CHUNK = 1 << 16
_ENCRYPTED = 0x1
_DEEPEST, _LONGEST_TAG, _NAMES = 200, 1 << 20, 5_000

_PREFIXED = re.compile(rb"<[^\s<>/:]*:")
_DECLARED = re.compile(rb"<\?xml[^>]*encoding=", re.IGNORECASE)
_UTF_8 = re.compile(rb"<\?xml[^>]*encoding=[\"']utf-8[\"']", re.IGNORECASE)

OnStart = Callable[[str, dict[str, str]], None]
OnEnd = Callable[[str], None]
OnText = Callable[[str], None]


@contextmanager
def damage_told(file: str) -> Iterator[None]:
    """Turn any exception of a damaged file (a dozen types occur) into one refusal."""
    try:
        yield
    except InputError:
        raise
    except Exception:  # noqa: BLE001
        raise refusal("workbook-damaged", Place(file)) from None


class Package:
    """The members of one zip file. Their names are only compared, never used as paths."""

    def __init__(self, content: bytes, file: str, limits: Limits) -> None:
        self.file = file
        self._limits = limits
        self._elements = 0
        # Count before opening: a list of half a million members costs more than the file itself.
        if content.count(_ENTRY) > limits.members:
            raise refusal("too-many-parts", Place(file), limit=f"{limits.members:,}")
        with damage_told(file):
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        members = self._archive.infolist()
        # zipfile never unpacks more of a member than the member declares.
        if sum(member.file_size for member in members) > limits.unpacked_size:
            limit = f"{limits.unpacked_size // MEGABYTE} MB"
            raise refusal("unpacks-too-large", Place(file), limit=limit)
        self._members = {_plain_name(member.filename): member for member in members}
        if len(self._members) < len(members):
            raise refusal("workbook-damaged", Place(file))

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._members)

    def __contains__(self, name: str) -> bool:
        return _plain_name(name) in self._members

    def beginning(self, name: str, length: int = 4096) -> bytes:
        """The first bytes of a member; empty if the member does not exist."""
        if name not in self:
            return b""
        with damage_told(self.file), self._opened(name) as stream:
            return stream.read(length)

    def parse(
        self,
        name: str,
        start: OnStart,
        end: OnEnd,
        text: OnText | None = None,
        is_known: Callable[[bytes], bool] | None = None,
    ) -> None:
        """Read a member as XML, element by element; prefixes are removed from names.

        `is_known` may say of a short member that what it holds is known, and need not be read.
        """
        with damage_told(self.file), self._opened(name) as stream:
            chunk = stream.read(_CHUNK)
            is_short = len(chunk) < _CHUNK and _is_usual(chunk)
            if is_short:
                self._count_elements(chunk)
                if is_known is not None and is_known(chunk):
                    return
            parser = expat.ParserCreate()
            parser.buffer_text = True
            parser.StartDoctypeDeclHandler = self._refuse_dtd
            if text is not None:
                parser.CharacterDataHandler = text
            if not is_short:
                self._parse_long(parser, chunk, stream, start, end)
                return
            parser.StartElementHandler = start
            parser.EndElementHandler = end
            parser.Parse(chunk, True)  # noqa: FBT003 - whether this is the last chunk
            if len(parser.intern) > _NAMES:
                raise refusal("workbook-damaged", Place(self.file))

    def _count_elements(self, xml: bytes) -> None:
        """Count the elements of a short member by their ends, before it is read at once."""
        self._elements += xml.count(b"</") + xml.count(b"/>")
        if self._elements > self._limits.elements:
            self._refuse_elements()

    def _parse_long(
        self,
        parser: expat.XMLParserType,
        chunk: bytes,
        stream: zipfile.ZipExtFile,
        start: OnStart,
        end: OnEnd,
    ) -> None:
        depth = 0
        elements, most = self._elements, self._limits.elements

        def started(tag: str, attributes: dict[str, str]) -> None:
            nonlocal depth, elements
            depth += 1
            elements += 1
            start(tag.rpartition(":")[2] if ":" in tag else tag, attributes)

        def ended(tag: str) -> None:
            nonlocal depth
            depth -= 1
            end(tag.rpartition(":")[2] if ":" in tag else tag)

        parser.StartElementHandler = started
        parser.EndElementHandler = ended
        fed = 0
        while chunk:
            parser.Parse(chunk, False)  # noqa: FBT003
            fed += len(chunk)
            # No program writes such XML: expat would keep every name, level and open tag, and
            # would parse a tag of many chunks again with each chunk.
            tag_so_far = fed - parser.CurrentByteIndex
            if depth > _DEEPEST or tag_so_far > _LONGEST_TAG or len(parser.intern) > _NAMES:
                raise refusal("workbook-damaged", Place(self.file))
            if elements > most:
                self._refuse_elements()
            chunk = stream.read(_CHUNK)
        parser.Parse(b"", True)  # noqa: FBT003
        self._elements = elements

    def _refuse_elements(self) -> NoReturn:
        limit = f"{self._limits.elements:,}"
        raise refusal("too-many-elements", Place(self.file), limit=limit)

    def _opened(self, name: str) -> zipfile.ZipExtFile:
        member = self._members[_plain_name(name)]
        if member.flag_bits & _ENCRYPTED:
            raise refusal("encrypted", Place(self.file))
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise refusal("workbook-damaged", Place(self.file))
        return self._archive.open(member)  # type: ignore[return-value]

    def _refuse_dtd(self, *_: object) -> NoReturn:
        raise refusal("xml-dtd", Place(self.file))


Held = TypeVar("Held")


class Remembered(Generic[Held]):
    """What short members held, by their name and bytes: the workbooks of a program share them."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: dict[tuple[str, bytes], Held] = {}

    def read(
        self, package: Package, name: str, start: OnStart, end: OnEnd, held: Callable[[], Held]
    ) -> Held:
        """Parse a member, unless it was seen before; `held` is asked for what the parsing found."""
        key: tuple[str, bytes] | None = None

        def is_known(content: bytes) -> bool:
            nonlocal key
            key = (name, content)
            return key in self._known

        package.parse(name, start, end, is_known=is_known)
        if key is None:
            return held()
        if key not in self._known:
            if len(self._known) >= self._most:
                self._known.clear()
            self._known[key] = held()
        return self._known[key]


def _is_usual(xml: bytes) -> bool:
    """Whether names have no prefix, in the encoding that all programs use."""
    if b"\0" in xml or (_DECLARED.match(xml) and not _UTF_8.match(xml)):
        return False
    return _PREFIXED.search(xml) is None


def _plain_name(name: str) -> str:
    """Normalise a name: some programs write backslashes, or another case than they refer to."""
    return name.replace("\\", "/").lstrip("/").casefold()
