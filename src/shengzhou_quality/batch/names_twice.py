"""Find the entity that several submissions are of: only reading them shows whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shengzhou_quality.batch.submission import Submission
from shengzhou_quality.diagnostics import Diagnostic, Parameter, Place
from shengzhou_quality.evaluation.outcome import EntitySource, Outcome


class NamesTwice:
    """Looks at each outcome whose entity the title gave, and compares it with all others.

    By `--entity title` the files of one entity are one submission from the start.
    """

    def __init__(self, submissions: Iterable[Submission]) -> None:
        self._seen: dict[str, int] = {}
        self._first: dict[str, str] = {}
        self._by_title = False
        for one in submissions:
            self._by_title = self._by_title or one.said_by is EntitySource.TITLE
            self._seen[one.entity] = 1

    def see(self, outcome: Outcome) -> None:
        if self._by_title or outcome.said_by != EntitySource.TITLE or not outcome.judged:
            return
        count = self._seen[outcome.entity] = self._seen.get(outcome.entity, 0) + 1
        if count > 1 and outcome.files:
            self._first.setdefault(outcome.entity, outcome.files[0].path)

    def findings(self) -> Iterator[Diagnostic]:
        for entity, file in self._first.items():
            details: dict[str, Parameter] = {"entity": entity, "count": self._seen[entity]}
            yield Diagnostic("entity-twice", Place(file), parameters=details)
