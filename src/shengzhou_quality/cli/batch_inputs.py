"""The inputs of `sqc batch`: paths, a list of them, and the rule of whose they are."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass

from shengzhou_quality.batch.entities import EntityRule
from shengzhou_quality.batch.submission import Submission
from shengzhou_quality.batch.submissions import Apart, find_submissions, read_list
from shengzhou_quality.cli import streams
from shengzhou_quality.cli.inputs import STDIO
from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.limits import Limits
from shengzhou_quality.sources.files import read_file
from shengzhou_quality.words import Words


@dataclass(frozen=True, slots=True)
class BatchInputs:
    """The files of a run as the user names them. `own_plans`: no plan is given for all."""

    paths: tuple[str, ...]
    files_from: str | None = None
    entity: str | None = None
    own_plans: bool = True

    def find(
        self, limits: Limits, apart: Apart, words: Words, *, quiet: bool = False
    ) -> Iterator[Submission]:
        """The submissions; what is worth knowing about the other files goes to stderr.

        Raises a usage error for options that do not go together, `InputError` for a path that is
        not there.
        """
        rule = self._rule(limits, words)
        told: list[Diagnostic] = []
        found = find_submissions(
            self._all_paths(words),
            limits,
            rule=rule,
            own_plans=self.own_plans,
            apart=self._apart(apart),
            tell=told.append,
        )
        if not quiet:
            streams.say_findings(told, words)
        return found

    def _rule(self, limits: Limits, words: Words) -> EntityRule:
        try:
            return EntityRule(self.entity, limits)
        except ValueError:
            raise UsageError(words("usage.batch.entity", name=str(self.entity))) from None

    def _all_paths(self, words: Words) -> list[str]:
        if "" in (*self.paths, self.files_from):
            raise UsageError(words("usage.empty-name"))
        if STDIO in self.paths:
            raise UsageError(words("usage.batch.stdin"))
        if self.files_from is None:
            if not self.paths:
                raise UsageError(words("usage.batch.no-paths"))
            return list(self.paths)
        if self.files_from == STDIO:
            return [*self.paths, *read_list(sys.stdin.buffer.read(), "<stdin>")]
        return [*self.paths, *read_list(read_file(self.files_from), self.files_from)]

    def _apart(self, apart: Apart) -> Apart:
        """The list of files is none of them."""
        named = () if self.files_from in (None, STDIO) else (str(self.files_from),)
        return apart._replace(files=(*apart.files, *named))
