"""The inputs of `sqc batch`: paths, a list of them, and the rule of whose they are."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from shengzhou_quality.batch.entities import EntityRule
from shengzhou_quality.batch.submission import Submission
from shengzhou_quality.batch.submissions import Apart, find_submissions, read_list
from shengzhou_quality.cli import streams
from shengzhou_quality.cli.inputs import STDIO
from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.limits import Limits
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.sources.files import read_file
from shengzhou_quality.words import Words


class FoundSubmissions(NamedTuple):
    """The submissions of a run, in order. `whole` adds what is taken out when its turn comes."""

    heads: list[Submission]
    whole: Callable[[Submission], Submission]


@dataclass(frozen=True, slots=True)
class BatchInputs:
    """The files of a run as the user names them. `own_plans`: no plan is given for all.

    `by` names the column that tells the entities of a long file apart.
    """

    paths: tuple[str, ...]
    files_from: str | None = None
    entity: str | None = None
    by: str | None = None
    own_plans: bool = True

    def check(self, words: Words) -> None:
        """Raise a usage error for options that do not go together."""
        if "" in (*self.paths, self.files_from):
            raise UsageError(words("usage.empty-name"))
        if STDIO in self.paths:
            raise UsageError(words("usage.batch.stdin"))
        if not self.paths and self.files_from is None:
            raise UsageError(words("usage.batch.no-paths"))
        if self.by is not None and not self.by.strip():
            raise UsageError(words("usage.empty-by"))
        if self.by is not None and self.entity is not None:
            raise UsageError(words("usage.batch.by-and-entity"))

    def find(
        self, plan: Plan, limits: Limits, words: Words, *, quiet: bool = False
    ) -> FoundSubmissions:
        """The submissions; what is worth knowing about the other files goes to stderr.

        Raises `InputError` for a path that is not there, and if no file can be split.
        """
        told: list[Diagnostic] = []
        found = self._found(plan, limits, words, told.append)
        if not quiet:
            streams.say_findings(told, words)
        return found

    def _found(
        self,
        plan: Plan,
        limits: Limits,
        words: Words,
        tell: Callable[[Diagnostic], object],
    ) -> FoundSubmissions:
        paths = self._all_paths()
        if self.by is not None:
            from shengzhou_quality.batch.long.submissions import read_entities
            from shengzhou_quality.batch.work import plan_of

            def plan_beside(path: str | None) -> Plan:
                return plan if path is None else plan_of(path)

            entities = read_entities(
                paths, self.by, plan_beside, limits, tell, own_plans=self.own_plans
            )
            return FoundSubmissions(entities.heads(self.by, plan_beside), entities.whole)
        rule = self._rule(limits, words)
        found = find_submissions(
            paths, limits, rule=rule, own_plans=self.own_plans, apart=self._apart, tell=tell
        )
        return FoundSubmissions(list(found), _as_it_is)

    def _rule(self, limits: Limits, words: Words) -> EntityRule:
        try:
            return EntityRule(self.entity, limits)
        except ValueError:
            raise UsageError(words("usage.batch.entity", name=str(self.entity))) from None

    def _all_paths(self) -> list[str]:
        if self.files_from is None:
            return list(self.paths)
        if self.files_from == STDIO:
            return [*self.paths, *read_list(sys.stdin.buffer.read(), "<stdin>")]
        return [*self.paths, *read_list(read_file(self.files_from), self.files_from)]

    @property
    def _apart(self) -> Apart:
        """The list of files is none of them. What sqc wrote, it knows by itself."""
        return Apart(() if self.files_from in (None, STDIO) else (str(self.files_from),))


def _as_it_is(submission: Submission) -> Submission:
    return submission
