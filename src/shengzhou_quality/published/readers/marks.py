"""Part a printed text from its footnote marks: superscripts, and what is struck out.

A raised sign behind a unit (m², km³, s⁻¹) or in a power (10⁴ 吨) belongs to the text. A lowered
sign belongs to the word before it (CO2, PM2.5). Any other raised sign is a footnote mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from shengzhou_quality.reading.readers.runs import Run, Text

_MARK = re.compile(r"[0-9a-zA-Z注,，、;；.*＊﹡※†‡#()（）\[\]【】〔〕\s~～–—-]+|[*①-⓿]+|注[①-⓿]+")
_UNIT = re.compile(r"(?<![A-Za-z])(?:[kchdmnμ]?m|s|h|a|d|t|kg|g|L|mol)$")
_POWER = re.compile(r"[23]|[-–−][1-3]")
_BRACKETED = re.compile(r"[\[【〔(（]")
_TEN = re.compile(r"(?<![0-9.,])10$")
_UNIT_BEHIND = re.compile(r"\s*[A-Za-z\u4e00-\u9fff]")
_DIGIT_BEHIND = re.compile(r"[0-9./⁄]")
_BELOW_WHICH_A_MARK_STANDS = re.compile(r"[0-9\u4e00-\u9fff%]$")
_RAISED = str.maketrans("0123456789-–−+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻⁺")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_UNPRINTED = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")


def read_marked(runs: Iterable[Run]) -> Text:
    """Join runs into one text. `shown` also has the marks and what is struck out, if any.

    The fault `struck-out` says that some or all of it is struck out; if only some is, the text
    is the rest.
    """
    joined = [
        run._replace(text=_UNPRINTED.sub("", run.text).replace("\u00a0", " ")) for run in runs
    ]
    joined = _merged(run for run in joined if run.text)
    struck = any(run.struck and not run.text.isspace() for run in joined)
    kept = [run for run in joined if not run.struck] if struck else joined
    if not "".join(run.text for run in kept).strip():
        kept = joined
    text, marked = _parted(kept)
    shown = _parted(joined)[1] if struck else marked
    return Text(text, "struck-out" if struck else None, shown if struck or shown != text else None)


def _merged(runs: Iterable[Run]) -> list[Run]:
    """Neighbours of one style as one run: Word splits a text over many tags."""
    merged: list[tuple[list[str], Run]] = []
    for run in runs:
        if merged and merged[-1][1][1:] == run[1:]:
            merged[-1][0].append(run.text)
        else:
            merged.append(([run.text], run))
    return [run._replace(text="".join(pieces)) for pieces, run in merged]


def _parted(runs: list[Run]) -> tuple[str, str]:
    """The text without marks, and the text with them."""
    if not any(run.raised for run in runs):
        whole = "".join(run.text for run in runs)
        return whole, whole
    if len({run.raised for run in runs if not run.text.isspace()}) < 2:
        whole = "".join(run.text for run in runs)  # all of it raised: a style, no mark
        return whole, whole
    text: list[str] = []
    shown: list[str] = []
    before = ""  # the end of the text so far
    for at, run in enumerate(runs):
        behind = runs[at + 1].text if at + 1 < len(runs) else ""
        own, printed = _placed(run, before, behind)
        text.append(own)
        shown.append(printed)
        before = (before + own)[-12:]
    return "".join(text), "".join(shown)


def _placed(run: Run, before: str, behind: str) -> tuple[str, str]:
    """What a run adds to the text, and to what is shown."""
    if not run.raised or not _MARK.fullmatch(run.text):
        return run.text, run.text
    sign = run.text.strip()
    if run.raised < 0:
        if not _BELOW_WHICH_A_MARK_STANDS.search(before):
            return run.text, run.text
        printed = run.text.translate(_LOWERED)
    else:
        printed = run.text if _BRACKETED.search(sign) else run.text.translate(_RAISED)
        is_power = _POWER.fullmatch(sign) and _UNIT.search(before)
        is_ten = sign.lstrip("-–−").isdigit() and _TEN.search(before)
        if is_power or (is_ten and _UNIT_BEHIND.match(behind)):
            return printed, printed
    if (not before.strip() or before[-1:] in "0123456789.") and _DIGIT_BEHIND.match(behind):
        return printed, printed  # which number it marks, or whether it is a digit, is unknown
    return "", printed
