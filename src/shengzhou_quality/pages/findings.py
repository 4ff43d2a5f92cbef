"""Word the findings about an input: how many there are, and each with its place and cure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from shengzhou_quality.diagnostics import Diagnostic, Place, Severity
from shengzhou_quality.pages.model import Finding, Findings, Medium, Section, Tone
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


def said_of(found: Sequence[Diagnostic], words: Words, *, passed: bool) -> str:
    """Whether what was checked is in order, and how many findings of each severity there are."""
    if not found:
        return words("check.said.clean")
    said = counts(found, words)
    if all(finding.severity is Severity.INFO for finding in found):
        return words("check.said.clean.info", counts=said)
    return words("check.said.passed" if passed else "check.said.found", counts=said)


def sections_of(
    found: Sequence[Diagnostic],
    words: Words,
    medium: Medium,
    *,
    cures_once: Collection[str] | None = None,
) -> Iterator[Section]:
    """Yield the findings of each severity that occurs, the most severe first.

    A screen shows a cure once where the next finding has the same; with `cures_once` only of the
    findings with one of these codes.
    """
    for severity in _occurring(found):
        yield _of_severity(severity, found, words, medium, cures_once=cures_once)


def _occurring(found: Iterable[Diagnostic]) -> list[Severity]:
    """The severities that occur, the most severe first."""
    severities = {finding.severity for finding in found}
    return [severity for severity in Severity if severity in severities]


def _of_severity(
    severity: Severity,
    found: Iterable[Diagnostic],
    words: Words,
    medium: Medium,
    *,
    cures_once: Collection[str] | None,
) -> Section:
    """The findings of one severity, in the order of the files."""
    of_it = [finding for finding in found if finding.severity is severity]
    columns = [words(f"check.{key}") for key in ("place", "code", "message", "hint")]
    heading = words(f"check.heading.{severity}", count=len(of_it))
    findings = findings_of(of_it, words)
    if medium is Medium.SCREEN:
        said_again = {words.code(one) for one in of_it if cures_once and one.code not in cures_once}
        findings = _with_each_cure_once(findings, said_again)
    return Section(heading, [Findings("", columns, findings)])


def _with_each_cure_once(findings: Sequence[Finding], said_again: Collection[str]) -> list[Finding]:
    """Where the same cure follows for the next finding of a sheet, say it behind the last one."""
    following = [*findings[1:], None]
    return [
        one._replace(hint="")
        if after
        and one.code not in said_again
        and (after.sheet, after.code, after.hint) == (one.sheet, one.code, one.hint)
        else one
        for one, after in zip(findings, following, strict=True)
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
