"""Remove the marks of years from names of files and folders: 甲县_2022年 is 甲县.

Conservative: what may be no year stays, because two files with an equal rest are merged. A date
(2021-12), a number (330683), a count (2021号) and a year of no plan (2001) are none.
"""

from __future__ import annotations

import re
import unicodedata

_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_YEAR = re.compile(
    r"(?<![0-9第])20[1-4][0-9](?![0-9])"
    r"(?>年(?![报鉴检审终末初])度?)?+"
    r"(?!\s*[号期批条家个万元所种项页版亩吨户台套])"
    r"(?!\s*[-./]?[0-9]{1,2}(?![0-9]))"
    r"|二[〇零○][〇零○一二三四五六七八九]{2}年(?![报鉴检审终末初])度?"
    r"(?![一二三四五六七八九十])"
)
_GONE = "\0"
_BETWEEN = r"\s_\-—–·.、,，~～+至到"
_IN_BRACKETS = re.compile(rf"[(（\[【〔][{_BETWEEN}{_GONE}]*{_GONE}[{_BETWEEN}{_GONE}]*[)）\]】〕]")
_AROUND = re.compile(rf"(?P<before>[{_BETWEEN}]*){_GONE}[{_BETWEEN}{_GONE}]*")


def without_years(name: str) -> str:
    """The rest of a name; without a mark of a year it is the name as it is."""
    written = unicodedata.normalize("NFC", name).strip()
    marked = _YEAR.sub(_GONE, written.translate(_WIDE_DIGITS).replace(_GONE, ""))
    if _GONE not in marked:
        return written
    marked = _IN_BRACKETS.sub(_GONE, marked)
    rest = _AROUND.sub(_joint, marked)
    return rest.strip(" _-—–·.、,，~～+")


def _joint(found: re.Match[str]) -> str:
    """What stays between two parts of a name: the separator that they had, once."""
    if found.start() == 0 or found.end() == len(found.string):
        return ""
    return found["before"][:1]
