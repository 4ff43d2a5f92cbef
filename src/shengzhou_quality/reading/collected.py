"""Collect what the files hold, one after the other, then settle all of it together."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from shengzhou_quality.diagnostics import (
    Diagnostic,
    InputError,
    Place,
    Severity,
    counted,
    in_order,
)
from shengzhou_quality.judgement import Form
from shengzhou_quality.limits import Limits
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reading.accepted import once_each, with_settled_values
from shengzhou_quality.reading.folders import Files, Found
from shengzhou_quality.reading.opened import NO_ACTUALS, codes_of, content_of, open_file
from shengzhou_quality.reading.part_years import tell_parts
from shengzhou_quality.reading.printed import marked, without_own_marks
from shengzhou_quality.reading.readers.workbook import Workbook
from shengzhou_quality.reading.settle import merge_provenance, once_a_pair, settle
from shengzhou_quality.reading.tables.sheet_reader import read_layout
from shengzhou_quality.reading.tables.table_findings import Layout, why_nothing
from shengzhou_quality.reported import (
    Actuals,
    Assessment,
    EmptyCell,
    MissingMark,
    Observation,
    Provenance,
    Settlement,
    Source,
)

if TYPE_CHECKING:
    from shengzhou_quality.reading.assigned import Assigned
    from shengzhou_quality.reading.rounds import Rounds


class Intake:
    """Collects the contents of the files, one after the other."""

    def __init__(
        self, plan: Plan, forms: Mapping[str, Form], limits: Limits, *, accept_own: bool
    ) -> None:
        self._accept_own = accept_own
        self._plan = plan
        self._forms = forms
        self._limits = limits
        self._sources: list[Source] = []
        self._observations: list[Observation] = []
        self._provenance: list[Provenance] = []
        self._assessments: list[Assessment] = []
        self._opinions: list[Assessment] = []
        self._settlements: list[Settlement] = []
        self._not_settled: list[Settlement] = []
        self._diagnostics: list[Diagnostic] = []
        self._nothing: list[Diagnostic] = []
        self._refusals: list[Diagnostic] = []
        self._matched: dict[str, list[Place]] = {}
        self._empty: dict[str, list[EmptyCell]] = {}
        self._offices: dict[str, dict[Place, str]] = {}
        self._marks: list[MissingMark] = []
        self._passed_over: list[Diagnostic] = []
        self._rounds: Rounds | None = None
        self._filled_by: dict[Place, str] = {}
        self._row_offices: dict[Place, str] = {}
        self._unread: dict[str, list[Place]] = {}
        self._assigned: Assigned | None = None

    def expect(self, earlier: Sequence[Sequence[str]]) -> None:
        """Name the replaced files that will come, by round, the oldest first."""
        if earlier:
            from shengzhou_quality.reading.rounds import Rounds

            self._rounds = Rounds(earlier)

    def tell(self, files: Files, *, replaced: bool = False) -> None:
        for finding in files.diagnostics:
            changes = None
            if finding.code == "own-result" and finding.place and not replaced:
                file = finding.place.file
                changes = self._changes_in(content_of(file, self._limits), file)
            self._diagnostics += changes or [finding]
        self._refusals += files.refusals

    def tell_returned(self, file: str, content: bytes | InputError) -> bool:
        """Whether a named file is a list that was sent back to an office, and is then reported."""
        changes = self._changes_in(content, file)
        if changes is not None:
            self._diagnostics += changes or [Diagnostic("own-result", Place(file))]
        return changes is not None

    def _changes_in(self, content: bytes | InputError, file: str) -> list[Diagnostic] | None:
        """What an office wrote into a list that was sent back to it; `None` if it is no list."""
        if isinstance(content, InputError) or not content.startswith(b"PK"):
            return None
        from shengzhou_quality.reading.returned_list import changes_in

        changes = changes_in(content, file, self._limits)
        return changes if changes is None else counted(changes, self._limits.findings)

    def take(
        self,
        file: str,
        content: bytes | InputError,
        found: Found | None = None,
        *,
        alone: bool = False,
    ) -> None:
        """Read one file; `alone`: read only its opinions and settled doubts."""
        accepted = alone or self._accept_own
        try:
            if isinstance(content, InputError):
                raise content
            workbook = open_file(content, file, self._limits, alone=alone, accepted=accepted)
            layout = self._layout(workbook, alone=alone, accepted=accepted)
        except InputError as error:
            if self._rounds is not None and self._rounds.is_replaced(Place(file)):
                # What replaces it is there, and nothing of it can stand.
                infos = (replace(one, severity=Severity.INFO) for one in error.diagnostics)
                self._passed_over.extend(infos)
                return
            # A broken file in a folder does not stop the others from being judged.
            named = found is None or found.named
            no_values = not named and codes_of(error) == NO_ACTUALS
            if no_values and self._is_office_list(content, file):
                self._diagnostics.append(Diagnostic("office-list-unused", Place(file)))
                return
            (self._refusals if named else self._diagnostics).extend(error.diagnostics)
            return
        # A list of offices has no figures; one of another area may have a column 责任单位 too.
        of_another = any(one.code == "another-area" for one in layout.diagnostics)
        nothing = not (alone or layout.matched or layout.assessment_tables or of_another)
        if nothing and self._is_office_list(content, file):
            self._diagnostics.append(Diagnostic("office-list-unused", Place(file)))
            return
        digest = hashlib.sha256(content).hexdigest()
        self._add(file, digest, workbook, layout, alone=alone, accepted=accepted)

    def take_sheets(self, file: str, workbook: Workbook, digest: str) -> None:
        """Take the sheets of a file that was read before, or of a part of it."""
        accepted = self._accept_own
        try:
            layout = self._layout(workbook, alone=False, accepted=accepted)
        except InputError as error:
            self._refusals += error.diagnostics
            return
        self._add(file, digest, workbook, layout, alone=False, accepted=accepted)

    def _layout(self, workbook: Workbook, *, alone: bool, accepted: bool) -> Layout:
        return read_layout(
            workbook.sheets,
            self._plan,
            self._forms,
            self._limits,
            assessments_only=alone,
            accept_assessments=accepted,
        )

    def _add(
        self,
        file: str,
        digest: str,
        workbook: Workbook,
        layout: Layout,
        *,
        alone: bool,
        accepted: bool,
    ) -> None:
        self._tell_nothing(layout, Place(file), alone=alone)
        _extend(self._matched, layout.matched)
        sheets = tuple(sheet.place.sheet for sheet in workbook.sheets if sheet.place.sheet)
        self._sources.append(Source(file, digest, sheets, of_values=not alone))
        for (identity, _, _), cell in layout.empty.items():
            self._empty.setdefault(identity, []).append(cell)
        for said in layout.provenance:
            if said.office:
                self._offices.setdefault(said.indicator, {}).setdefault(
                    said.place.whole, said.office
                )
        self._filled_by |= layout.filled_by
        self._row_offices |= layout.row_offices
        _extend(self._unread, layout.unread)
        self._marks += layout.marks
        self._observations += marked(layout.observations, workbook.prefilled)
        self._provenance += layout.provenance
        (self._assessments if accepted else self._opinions).extend(layout.assessments)
        (self._settlements if accepted else self._not_settled).extend(layout.settlements)
        told = without_own_marks(layout.diagnostics, layout.observations, self._plan)
        findings = in_order([*workbook.diagnostics, *told])
        self._diagnostics += counted(findings, self._limits.findings)

    def take_offices(self, file: str, content: bytes | InputError) -> None:
        """Read the file with the offices (分工表)."""
        from shengzhou_quality.reading.assigned import read_assigned

        try:
            if isinstance(content, InputError):
                raise content
            found = read_assigned(content, file, self._plan, self._limits)
        except InputError as error:
            self._refusals += error.diagnostics
            return
        self._assigned = found
        digest = hashlib.sha256(content).hexdigest()
        self._sources.append(Source(file, digest, found.sheets, of_values=False))
        self._diagnostics += counted(in_order(found.diagnostics), self._limits.findings)

    def _is_office_list(self, content: bytes | InputError, file: str) -> bool:
        """Whether a file without values is a list of offices (分工表), which has its own option."""
        from shengzhou_quality.reading.office_list import read_office_list

        try:
            return isinstance(content, bytes) and bool(
                read_office_list(content, file, self._limits).records
            )
        except InputError:
            return False

    def _tell_nothing(self, layout: Layout, file: Place, *, alone: bool) -> None:
        """Report a file without indicators; one with only opinions needs another with values."""
        if layout.assessment_tables:
            if not (alone or layout.matched_rows):
                self._nothing.append(Diagnostic("nothing-to-judge", file))
        elif alone:
            self._diagnostics.append(Diagnostic("no-assessments", file))
        elif not layout.matched_rows:
            self._diagnostics += why_nothing(layout, file)

    def actuals(self, *, offices_alone: bool = False) -> Actuals:
        """Settle all values together. Raises `InputError` if nothing can be judged."""
        if self._refusals:
            raise InputError(*self._refusals)
        if not self._matched and not offices_alone:
            raise InputError(*self._diagnostics, *self._nothing)
        observations = with_settled_values(self._observations, self._settlements, self._diagnostics)
        replacements: list[Diagnostic] = []
        if self._rounds is not None:
            observations, replacements = self._replace(observations, self._rounds)
        round_of = {} if self._rounds is None else {"round_of": self._rounds.of}
        settled, findings = settle(observations, self._plan, **round_of)
        doubts = (*self._diagnostics, *findings)  # of single values, and of a series
        settled = tuple(with_settled_values(settled, self._settlements, doubts))
        assessments, doubles = once_each(self._assessments, self._plan)
        corrected = {finding.place for finding in findings if finding.code == "corrected"}
        reported = {observation.indicator for observation in settled}
        diagnostics = [
            _needless(each) if each.parameters.get("other") in reported else each
            for each in self._diagnostics
            if each.place not in corrected
        ]
        opinions = _not_among(self._opinions, self._assessments)
        not_settled = _not_among(self._not_settled, self._settlements)
        told = _opinions_told([*opinions, *not_settled])
        parts = tell_parts(settled, self._plan)
        offices = tuple(self._offices_told(settled))
        findings = (*once_a_pair((*findings, *doubles, *replacements)), *parts, *told, *offices)
        return Actuals(
            settled,
            tuple(self._sources),
            in_order([*diagnostics, *counted(in_order(findings), self._limits.findings)]),
            {identity: tuple(places) for identity, places in self._matched.items()},
            merge_provenance(self._provenance),
            assessments,
            opinions,
            tuple(dict.fromkeys(self._settlements)),
            {identity: tuple(cells) for identity, cells in self._empty.items()},
            self._offices,
            self._assigned.offices if self._assigned else {},
            self._filled_by,
            self._row_offices,
            {identity: tuple(places) for identity, places in self._unread.items()},
        )

    def _offices_told(self, settled: Iterable[Observation]) -> Iterable[Diagnostic]:
        """Report sources that name other offices than the one that rules."""
        if self._assigned is None and not self._plan.offices:
            return ()
        from shengzhou_quality.reading.office_differences import tell_differences

        return tell_differences(
            self._plan, self._assigned, self._provenance, self._filled_by, settled
        )

    def _replace(
        self, observations: list[Observation], rounds: Rounds
    ) -> tuple[list[Observation], list[Diagnostic]]:
        """Replace values of earlier files, and drop what was said about those that are gone."""
        from shengzhou_quality.reading.outdated import Outdated

        named = {
            item: {
                place.whole: office
                for place in places
                if (office := self._named_for(item, place.whole)) is not None
            }
            for item, places in self._matched.items()
        }
        ruling = {item: offices[0] for item, offices in self._plan.offices.items()}
        if self._assigned is not None:
            ruling |= {item: one.office for item, one in self._assigned.offices.items()}
        outcome = rounds.settle(observations, self._marks, named, ruling, self._plan)
        outdated = Outdated(rounds, outcome, observations, self._provenance, self._plan)
        self._diagnostics = [*outdated.findings(self._diagnostics), *self._passed_over]
        self._provenance = outdated.provenance(self._provenance)
        self._assessments = outdated.opinions(self._assessments)
        self._opinions = outdated.opinions(self._opinions)
        self._offices = outdated.offices(self._offices, named, self._matched)
        self._matched = outdated.rows(self._matched)
        self._empty = outdated.empty(self._empty)
        self._sources = outdated.sources(self._sources)
        return outcome.observations, outcome.findings

    def _named_for(self, item: str, sheet: Place) -> str | None:
        """The office that a sheet names for an item (责任单位), else for all of it (填报单位)."""
        return self._offices.get(item, {}).get(sheet) or self._filled_by.get(sheet)


Accepted = TypeVar("Accepted", Assessment, Settlement)


def _needless(finding: Diagnostic) -> Diagnostic:
    """Weaken `reported-elsewhere`: the indicator is reported, so its restatement is not needed."""
    if finding.code != "reported-elsewhere":
        return finding
    details = {**finding.parameters, "variant": "reported"}
    return replace(finding, severity=Severity.INFO, parameters=details)


def _not_among(own: Iterable[Accepted], given: Iterable[Accepted]) -> tuple[Accepted, ...]:
    """Those not among `given`, in order: a file given as data and for its opinions counts once."""
    places = {one.place for one in given}
    once = dict.fromkeys(one for one in own if one.place not in places)
    return tuple(sorted(once, key=lambda one: one.place.sort_key()))


def _opinions_told(said: Sequence[Assessment | Settlement]) -> Iterator[Diagnostic]:
    """Report once for each file that the opinions in it change no result."""
    by_file = Counter(one.place.file for one in said)
    for file, count in by_file.items():
        yield Diagnostic("own-opinions", Place(file), parameters={"count": count})


def _extend(found: dict[str, list[Place]], more: Mapping[str, Iterable[Place]]) -> None:
    for identity, places in more.items():
        found.setdefault(identity, []).extend(places)
