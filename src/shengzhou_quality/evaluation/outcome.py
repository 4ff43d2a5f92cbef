"""What one submission of a batch comes to: codes and figures, small enough to keep thousands.

An outcome is what is left of a report, or of a submission that could not be judged, when the
next one is evaluated. `batch/record.py` writes it as one line and reads it back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from shengzhou_quality.diagnostics import Diagnostic, Place, Severity, in_order
from shengzhou_quality.evaluation.evaluate import Evaluation
from shengzhou_quality.evaluation.item_result import IndicatorResult
from shengzhou_quality.evaluation.list_entries import MissingEntry
from shengzhou_quality.evaluation.report import Conclusion
from shengzhou_quality.evaluation.ruling import Ruling
from shengzhou_quality.evaluation.status import FAILING, TO_VERIFY
from shengzhou_quality.findings import GROUP_OF
from shengzhou_quality.judgement import Status, Verdict
from shengzhou_quality.plan.kinds.indicator import Constraint

MOST_PROBLEMS = 20
"""An outcome keeps so many findings, the worst first; the report of the submission has all."""


class EntitySource(StrEnum):
    """What says whose figures a submission holds."""

    FILE = "file"
    """The name of the file."""
    FOLDER = "folder"
    """The name of the folder that the file is in."""
    PATH = "path"
    """A part of the path, as `--entity path:…` names it."""
    TITLE = "title"
    """A title or line (地区：…) in the file."""
    COLUMN = "column"
    """The column that `--by` names."""


class FileRead(NamedTuple):
    """A file of a submission: its path as typed and the SHA-256 of its bytes; `None`: unread."""

    path: str
    sha256: str | None


class ItemOutcome(NamedTuple):
    """One indicator, or a commitment or milestone that was reported.

    `text`, `low` and `high` are what was judged; an infinite bound is `None`. Figures are rounded
    and in the units of the report (`item_result.py`). `place` is the first cell that entered it.
    """

    id: str
    constraint: Constraint | None
    verdict: Verdict
    status: Status
    severity: Severity | None
    text: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    margin: Decimal | None = None
    gap: Decimal | None = None
    progress: Decimal | None = None
    pace: Decimal | None = None
    place: Place | None = None


class Ask(NamedTuple):
    """How many items an office has to send, and how many cells to correct; `None`: nobody's."""

    office: str | None
    to_send: int
    to_correct: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one submission comes to.

    `basis` is the SHA-256 of all that the outcome rests on besides the files: the plan, the
    options, this version of sqc. `files` are all that were sent. `unread` says why nothing was read
    of some of them, once for each; what was judged is what the others hold. `exit_code` is what
    `sqc evaluate` would end with: 2 if nothing could be judged, and then `year`, `final` and
    `conclusion` are `None` and `problems` say why. `worst` is the id of the indicator that the
    reader should look at first. `reports` are the names of the reports written of it. `excluded`
    are the ids of the indicators that a person has excluded: no count has them. `found` says how
    many errors and warnings there are of each code, of which `problems` keeps only the worst.
    """

    entity: str
    said_by: EntitySource
    files: tuple[FileRead, ...]
    basis: str
    exit_code: int
    unread: tuple[Diagnostic, ...] = ()
    year: int | None = None
    final: bool | None = None
    conclusion: Conclusion | None = None
    indicators: tuple[ItemOutcome, ...] = ()
    promises: tuple[ItemOutcome, ...] = ()
    worst: str | None = None
    errors: int = 0
    warnings: int = 0
    problems: tuple[Diagnostic, ...] = ()
    asks: tuple[Ask, ...] = ()
    reports: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    found: Mapping[str, int] = field(default_factory=dict)

    @property
    def judged(self) -> bool:
        return self.exit_code != 2

    @property
    def unwritten(self) -> tuple[Diagnostic, ...]:
        """Its reports that could not be written: no fault of the data, and not among `errors`."""
        return tuple(one for one in self.problems if one.code == "report-not-written")

    @property
    def reason(self) -> Diagnostic | None:
        """Why it could not be judged: the first error, or without one the first warning.

        What follows from a file that cannot be taken apart is not the reason.
        """
        errors = [one for one in self.problems if one.severity is Severity.ERROR]
        of_syntax = (one for one in errors if GROUP_OF.get(one.code) == "yaml")
        return next(of_syntax, next(iter(errors or self.problems), None))

    @property
    def files_read(self) -> tuple[str, ...]:
        """The paths of the files that it was judged by; of one not judged, all."""
        if not self.unread:
            return tuple([one.path for one in self.files])
        unread = {one.place.file for one in self.unread if one.place is not None}
        return tuple(one.path for one in self.files if one.path not in unread)

    def statuses(self, constraint: Constraint | None = None) -> Counter[Status]:
        """How many indicators (of one legal weight) have each status."""
        return Counter(
            one.status
            for one in self.indicators
            if constraint is None or one.constraint is constraint
        )


def outcome_of(
    evaluation: Evaluation,
    entity: str,
    said_by: EntitySource,
    basis: str,
    reports: tuple[str, ...] = (),
    *,
    sent: Collection[FileRead] = (),
) -> Outcome:
    """Keep of an evaluation what a roll-up shows; no report is made for it.

    `sent` are the files of a submission of several: some may not have been read.
    """
    diagnostics = evaluation.diagnostics
    files = tuple(FileRead(one.path, one.sha256) for one in evaluation.sources if one.of_values)
    severities = Counter(one.severity for one in diagnostics if one.settled is None)
    return Outcome(
        entity=entity,
        said_by=said_by,
        files=tuple(sent) or files,
        basis=basis,
        exit_code=evaluation.exit_code,
        unread=tuple(_unread(sent, evaluation)),
        year=evaluation.year,
        final=evaluation.final,
        conclusion=evaluation.conclusion,
        indicators=tuple(map(_item, evaluation.indicators)),
        promises=tuple(
            _item(one.result)
            for one in evaluation.promises
            if one.result is not None and one.reported
        ),
        worst=_worst(evaluation.indicators),
        errors=severities[Severity.ERROR],
        warnings=severities[Severity.WARNING],
        problems=worst_of(diagnostics),
        asks=_asks(evaluation.missing),
        reports=reports,
        excluded=tuple(one.indicator.id for one in evaluation.indicators if one.excluded),
        found=_by_code(diagnostics),
    )


def refused(
    entity: str,
    said_by: EntitySource,
    basis: str,
    files: Iterable[FileRead],
    findings: Iterable[Diagnostic],
) -> Outcome:
    """The outcome of a submission that could not be judged at all, with the reasons."""
    told = tuple(findings)
    severities = Counter(one.severity for one in told)
    return Outcome(
        entity=entity,
        said_by=said_by,
        files=tuple(files),
        basis=basis,
        exit_code=2,
        errors=severities[Severity.ERROR],
        warnings=severities[Severity.WARNING],
        problems=worst_of(told),
        found=_by_code(told),
    )


def _unread(sent: Iterable[FileRead], evaluation: Evaluation) -> Iterator[Diagnostic]:
    """The reason for each file that gave nothing: no row of it is an item's."""
    held = evaluation.files_held
    for file in sent:
        if file.path not in held:
            found = (one for one in evaluation.diagnostics if _is_about(one, file.path))
            yield from sorted(found, key=_by_severity)[:1]


def _is_about(finding: Diagnostic, file: str) -> bool:
    return finding.place is not None and finding.place.file == file and _counts(finding)


def _worst(indicators: Iterable[Ruling]) -> str | None:
    """What to look at first: of equal severity what fails, then what is not proved.

    An indicator that is met may carry a warning; it comes last. Of equal ones the binding come
    first, then the plan's order counts.
    """
    found = [one for one in indicators if one.severity is not None and not one.excluded]
    return min(found, key=_by_urgency).indicator.id if found else None


def _by_urgency(one: Ruling) -> tuple[int, bool, bool, bool, bool]:
    assert one.severity is not None
    return (
        list(Severity).index(one.severity),
        one.status not in FAILING,
        one.status not in TO_VERIFY,
        one.verdict is Verdict.MET,
        one.indicator.constraint is not Constraint.BINDING,
    )


def worst_of(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The first findings that count, errors before warnings."""
    counted = sorted(filter(_counts, findings), key=_by_severity)
    return in_order(counted[:MOST_PROBLEMS])


def _by_severity(finding: Diagnostic) -> int:
    return list(Severity).index(finding.severity)


def _counts(finding: Diagnostic) -> bool:
    return finding.severity is not Severity.INFO and not finding.settled


def _by_code(findings: Iterable[Diagnostic]) -> dict[str, int]:
    """How many findings of each code there are; one that sums up others counts for them."""
    found: dict[str, int] = {}
    for one in filter(_counts, findings):
        code, count = one.code, 1
        if code == "more-findings":
            code, count = str(one.parameters["kind"]), int(str(one.parameters["count"]))
        found[code] = found.get(code, 0) + count
    return dict(sorted(found.items()))


def _item(result: Ruling | IndicatorResult) -> ItemOutcome:
    actual = result.actual
    bounds = actual.bounds if actual is not None else None
    return ItemOutcome(
        id=result.indicator.id,
        constraint=result.indicator.constraint,
        verdict=result.verdict,
        status=result.status,
        severity=result.severity,
        text=actual.text if actual is not None else None,
        low=bounds.low if bounds is not None else None,
        high=bounds.high if bounds is not None else None,
        margin=result.margin,
        gap=result.gap,
        progress=result.progress,
        pace=result.pace,
        place=actual.places[0] if actual is not None and actual.places else None,
    )


def _asks(missing: Iterable[MissingEntry]) -> tuple[Ask, ...]:
    sends: Counter[str | None] = Counter()
    corrections: Counter[str | None] = Counter()
    for entry in missing:
        corrections[entry.office] += len(entry.cells)
        sends[entry.office] += not entry.cells
    offices = sorted({*sends, *corrections}, key=lambda office: (office is None, office or ""))
    return tuple(Ask(office, sends[office], corrections[office]) for office in offices)
