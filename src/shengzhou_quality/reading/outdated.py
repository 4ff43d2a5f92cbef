"""Drop what was said about values that later files replaced: findings, remarks, empty cells.

What belongs to a value of a replaced file that still stands is kept, and so is what nothing
newer answers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from shengzhou_quality.diagnostics import Diagnostic, Place
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reading.rounds import Rounds, RoundsOutcome
from shengzhou_quality.reported import Assessment, EmptyCell, Observation, Provenance, Source


class Outdated:
    """What no longer counts, after the values of each round have replaced those before it."""

    def __init__(
        self,
        rounds: Rounds,
        outcome: RoundsOutcome,
        reported: Iterable[Observation],
        provenance: Iterable[Provenance],
        plan: Plan,
    ) -> None:
        self._rounds = rounds
        self._outcome = outcome
        self._names = {item.name: item.id for item in plan.reportable}
        self._standing = {
            (seen.place.file, seen.indicator) for seen in outcome.observations if not seen.printed
        }
        self._given: dict[str, int] = {}
        """The last round in which an item was reported."""
        self._valued: dict[tuple[Place, str], set[Place]] = defaultdict(set)
        """The cells of each item with values, by sheet."""
        self._left: dict[tuple[Place, str], tuple[bool, bool]] = {}
        """Whether all of these cells are gone, and whether one of them was changed."""
        for seen in reported:
            if not seen.printed:
                self._note(seen.indicator, seen.place)
                self._valued[seen.place.whole, seen.indicator].add(seen.place)
        self._said: dict[str, int] = {}
        """The last round in which a row of an item says where its values come from."""
        for said in provenance:
            number = rounds.of(said.place)
            self._said[said.indicator] = max(number, self._said.get(said.indicator, 0))

    def _note(self, item: str, place: Place) -> None:
        self._given[item] = max(self._rounds.of(place), self._given.get(item, 0))

    def findings(self, findings: Iterable[Diagnostic]) -> list[Diagnostic]:
        return [one for one in findings if not self._is_answered(one)]

    def _is_answered(self, finding: Diagnostic) -> bool:
        """Whether later files correct what a finding about a replaced file is about."""
        place = finding.place
        if place is None or not self._rounds.is_replaced(place):
            return False
        if place in self._outcome.gone:
            return True
        # A misspelt name is answered by a row with the name that was meant.
        meant = self._names.get(str(finding.parameters.get("nearest", "")))
        item = finding.indicator or meant
        if item is not None:
            return self._is_renewed(place, item)
        return not self._outcome.standing[place.file]

    def _is_renewed(self, place: Place, item: str) -> bool:
        """Whether a later file reports the item, of which nothing here stands.

        Of what people judge, which has no values, a later row with words reports it.
        """
        given = self._given if item in self._given else self._said
        later = given.get(item, -1) > self._rounds.of(place)
        return later and (place.file, item) not in self._standing

    def provenance(self, said: Iterable[Provenance]) -> list[Provenance]:
        return [one for one in said if not self._is_outdated(one)]

    def _is_outdated(self, said: Provenance) -> bool:
        """Whether the values of a row were all replaced, by others or by a row with its own words.

        A row without values (of what people evaluate) gives way to a later one with words.
        """
        place = said.place
        if not self._rounds.is_replaced(place):
            return False
        newer = self._said.get(said.indicator, -1) > self._rounds.of(place)
        row = (place.whole, said.indicator)
        if row not in self._valued:
            return newer
        if row not in self._left:
            cells = self._valued[row]
            gone = cells <= self._outcome.gone
            self._left[row] = (gone, bool(cells & self._outcome.changed))
        gone, changed = self._left[row]
        return gone and (newer or changed)

    def opinions(self, given: Iterable[Assessment]) -> list[Assessment]:
        """Those of replaced files only on items on which no later file has one."""
        listed = list(given)
        last: dict[str, int] = {}
        for one in listed:
            last[one.item] = max(self._rounds.of(one.place), last.get(one.item, 0))
        return [one for one in listed if self._rounds.of(one.place) == last[one.item]]

    def rows(self, matched: Mapping[str, list[Place]]) -> dict[str, list[Place]]:
        """The rows of each item, without those of replaced files that a corrected file repeats."""
        return {item: self._current(item, places) for item, places in matched.items()}

    def empty(self, cells: Mapping[str, list[EmptyCell]]) -> dict[str, list[EmptyCell]]:
        """The empty cells of each item, likewise."""
        found = {}
        for item, mine in cells.items():
            current = set(self._current(item, [cell.place for cell in mine]))
            found[item] = [cell for cell in mine if cell.place in current]
        return found

    def offices(
        self,
        columns: Mapping[str, Mapping[Place, str]],
        named: Mapping[str, Mapping[Place, str]],
        rows: Mapping[str, Iterable[Place]],
    ) -> dict[str, dict[Place, str]]:
        """The office that each sheet names for an item: `columns`, without repeated rows.

        Later sheets for which nothing is `named` have the office of the files that they replace,
        if it is a single one: an office that sends figures again need not name itself again.
        """
        found: dict[str, dict[Place, str]] = {}
        for item, of_sheets in named.items():
            before = {of_sheets[one] for one in of_sheets if self._rounds.is_replaced(one)}
            later = (one.whole for one in rows.get(item, ()) if not self._rounds.is_replaced(one))
            unnamed = [one for one in later if one not in of_sheets]
            mine = dict(columns.get(item, {}))
            if len(before) == 1:
                mine |= dict.fromkeys(unnamed, *before)
            current = self._current(item, [*mine, *of_sheets, *unnamed])
            found[item] = {sheet: mine[sheet] for sheet in current if sheet in mine}
        return found

    def _current(self, item: str, places: Iterable[Place]) -> list[Place]:
        listed = list(places)
        files = {one.file for one in listed}
        repeated = {file for file in files if self._is_repeated(Place(file), item, files)}
        return [one for one in listed if one.file not in repeated]

    def _is_repeated(self, file: Place, item: str, files: Iterable[str]) -> bool:
        """Whether a file that corrects this one has the row too, and nothing of it stands here."""
        if not self._rounds.is_replaced(file) or (file.file, item) in self._standing:
            return False
        newer = {one for one in files if self._rounds.of(Place(one)) > self._rounds.of(file)}
        by = self._outcome.corrects.get(file.file, set())
        return self._is_renewed(file, item) or bool(newer & by)

    def sources(self, sources: Iterable[Source]) -> list[Source]:
        """Each replaced file with the number of its values that are still used."""
        return [
            source._replace(replaced=True, standing=self._outcome.standing[source.path])
            if self._rounds.is_replaced(Place(source.path))
            else source
            for source in sources
        ]
