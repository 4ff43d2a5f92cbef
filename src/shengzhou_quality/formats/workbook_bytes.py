"""Make the bytes of a saved workbook reproducible: no clock, no library versions.

Used by everything that makes workbooks: the template, a report, the examples.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

from shengzhou_quality.formats.canonical_xml import canonical

_MADE: Final = "2026-01-01T00:00:00Z"
_FIRST_DAY_OF_ZIP: Final = (1980, 1, 1, 0, 0, 0)


def reproducible(saved: bytes) -> bytes:
    """Repack `saved`, the bytes of an Office package.

    XML is put into its canonical form and stored uncompressed, because serializers and
    deflate libraries differ between machines.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in sorted(source.namelist()):
            member = zipfile.ZipInfo(name, date_time=_FIRST_DAY_OF_ZIP)
            member.create_system = 3
            member.external_attr = 0o644 << 16
            target.writestr(member, _canonical(source.read(name)))
    return packed.getvalue()


def _canonical(xml: bytes) -> str:
    text = canonical(xml)
    text = re.sub(r"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rf"\g<1>{_MADE}", text)
    text = re.sub(r"(<Application>)[^<]*", r"\g<1>Microsoft Excel", text)
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'
