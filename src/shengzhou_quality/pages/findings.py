"""Word the data findings: how many there are, and each in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from shengzhou_quality.diagnostics import Diagnostic, Place, Severity
from shengzhou_quality.pages.model import Finding, Tone
from shengzhou_quality.reported import Source
from shengzhou_quality.words import Words

_TONES = {
    Severity.ERROR: Tone.ERROR,
    Severity.WARNING: Tone.WARNING,
    Severity.INFO: Tone.QUIET,
}


def counts(findings: Iterable[Diagnostic], words: Words) -> str:
    """2个错误、1个提示: how many findings of each severity that occurs."""
    tally = Counter(finding.severity for finding in findings)
    counted = (
        words(f"problems.count.{severity}", count=tally[severity])
        for severity in Severity
        if tally[severity]
    )
    return words("list.separator").join(counted)


def findings_of(diagnostics: Iterable[Diagnostic], words: Words) -> list[Finding]:
    """Each with its sheet and cell, its code, what is wrong and how to correct it."""
    return [
        Finding(
            sheet=_sheet_of(one.place, words),
            spot=spot(one.place),
            place=str(one.place) if one.place else "",
            code=words.code(one),
            tone=_TONES[one.severity],
            message=words.message(one),
            hint=words.hint(one),
            at=one.place,
        )
        for one in diagnostics
    ]


def replaced_files(sources: Iterable[Source], words: Words) -> tuple[str, ...]:
    """Each file that later ones replace, with how many of its values are still used."""
    return tuple(
        words("rounds.file", file=one.path, count=one.standing)
        if one.standing
        else words("rounds.file.nothing", file=one.path)
        for one in sources
        if one.replaced
    )


def _sheet_of(place: Place | None, words: Words) -> str:
    return words("check.elsewhere") if place is None else str(Place(place.file, place.sheet))


def spot(place: Place | None) -> str:
    """Return the position in a sheet or file: `G7`, `12:9`; empty for all of it."""
    if place is None:
        return ""
    return place.cell or ":".join(str(part) for part in (place.line, place.column) if part)
