"""Read the inputs of a run: plan, data files and assessments, from files or standard input."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from shengzhou_quality.cli import streams
from shengzhou_quality.cli.options import EnvironmentPlan
from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.words import DEFAULT_LANGUAGE, Words

if TYPE_CHECKING:
    from shengzhou_quality.judgement import Form
    from shengzhou_quality.limits import Limits
    from shengzhou_quality.plan.model import Plan
    from shengzhou_quality.reported import Actuals

STDIO = "-"
_PLAIN = re.compile(r"[\w./\\:@%+=,-]+")


class Inputs(NamedTuple):
    """The inputs of a run: data (files, folders, patterns), assessments, plan, offices, old data.

    `offices` is the file with the responsible office of each item (分工表). `replaces` are
    earlier files, folders or patterns that `data` replaces, the oldest first. `area` is the one
    whose figures are read, if it is not that of the plan.
    """

    data: Sequence[str]
    assessments: Sequence[str] = ()
    plan: str | None = None
    offices: str | None = None
    replaces: Sequence[str] = ()
    area: str | None = None

    def check(self, words: Words) -> None:
        """Reject an empty file name, stdin given twice, and a replaced file that is no other."""
        named = self._named
        if "" in named:
            raise UsageError(words("usage.empty-name"))
        if named.count(STDIO) > 1:
            raise UsageError(words("usage.stdin-twice"))
        if self.replaces:
            self._check_replaces(words)

    def _check_replaces(self, words: Words) -> None:
        from shengzhou_quality.reading.folders import identity, is_there

        if not self.data:
            raise UsageError(words("usage.replaces-without-data"))
        data = {identity(path) for path in self.data}
        seen: set[object] = set()
        for path in self.replaces:
            if path != STDIO and not is_there(path):
                raise UsageError(words("usage.replaces-missing", name=path))
            same = identity(path)
            if same in data:
                raise UsageError(words("usage.replaces-itself", name=path))
            if same in seen:
                raise UsageError(words("usage.replaces-twice", name=path))
            seen.add(same)

    def files(self) -> list[str]:
        """Return every file that a report must not overwrite."""
        from shengzhou_quality.reading.folders import find_files

        named = [path for path in (*self.data, *self.replaces) if path != STDIO]
        beside = (*self.assessments, *self._of_offices)
        found = find_files(named, apart=beside).found if named else ()
        others = [path for path in beside if path != STDIO]
        return [*(one.path for one in found), *others, *_plan_files(self.plan)]

    def typed(self, language: str, forms: Sequence[str] = (), *, accept_own: bool = False) -> str:
        """Return them as a shell takes them, with the options that every command on data has."""
        words = [*self.data]
        for option, values in (
            ("--replaces", self.replaces),
            ("--assessments", self.assessments),
            ("--offices", self._of_offices),
            ("--plan", [self.plan] if self.plan else []),
            ("--area", [self.area] if self.area else []),
            ("--form", forms),
            ("--lang", [] if language == DEFAULT_LANGUAGE else [language]),
        ):
            words += [part for value in values for part in (option, value)]
        words += ["--accept-own-assessments"] if accept_own else []
        return " ".join(map(quoted, words))

    def read(
        self,
        plan: Plan,
        limits: Limits | None = None,
        forms: Mapping[str, Form] | None = None,
        *,
        accept_own: bool = False,
    ) -> Actuals:
        """Read all files of data and assessments, or the offices alone, against the plan."""
        from shengzhou_quality.limits import USUAL
        from shengzhou_quality.reading.intake import read_actuals

        bounds = limits or USUAL
        if not self.data and self.offices is not None:
            from shengzhou_quality.reading.intake import read_offices

            piped = read_stdin(bounds) if self.offices == STDIO else None
            return read_offices(self.offices, plan, stdin=piped, limits=bounds)
        piped = read_stdin(bounds) if STDIO in self._named else None
        return read_actuals(
            self.data,
            plan,
            stdin=piped,
            limits=bounds,
            forms=forms,
            assessments=self.assessments,
            accept_own_assessments=accept_own,
            offices=self.offices,
            replaces=self.replaces,
        )

    def read_for_offices(
        self,
        plan: Plan,
        limits: Limits | None = None,
        forms: Mapping[str, Form] | None = None,
        *,
        accept_own: bool = False,
    ) -> Actuals:
        """Read them to write to the offices. Raises `InputError` for a faulty list of offices.

        With errors in it, forms and letters would go to the wrong offices.
        """
        from shengzhou_quality.diagnostics import InputError, Severity

        actuals = self.read(plan, limits, forms, accept_own=accept_own)
        name = "<stdin>" if self.offices == STDIO else self.offices
        faults = [
            one
            for one in actuals.diagnostics
            if one.severity is Severity.ERROR and one.place is not None and one.place.file == name
        ]
        if faults:
            raise InputError(*faults)
        return actuals

    @property
    def _named(self) -> list[str]:
        return [*self.data, *self.assessments, *self._of_offices, *self.replaces]

    @property
    def _of_offices(self) -> Sequence[str]:
        return () if self.offices is None else (self.offices,)


def quoted(word: str) -> str:
    """Quote a word for a shell where it needs that."""
    if _PLAIN.fullmatch(word):
        return word
    from shlex import quote

    return quote(word) if word.isprintable() else f"$'{''.join(map(_in_a_shell, word))}'"


def _in_a_shell(sign: str) -> str:
    """A sign between $' and ', where a shell reads escapes, so that nothing of it is invisible."""
    if sign in "\\'":
        return f"\\{sign}"
    if sign.isprintable():
        return sign
    code = ord(sign)
    return f"\\x{code:02x}" if code < 0x80 else f"\\U{code:08x}"


def read_plan(
    path: str | None, words: Words, *, quiet: bool = False, area: str | None = None
) -> Plan:
    """Load the plan, and write to stderr which one it is if only the environment names it.

    What is doubtful in it is told in one line there: `sqc plan check` has it whole. With `area`
    it is the plan for the figures of that area.
    """
    from shengzhou_quality.pages.marks import doubts_of
    from shengzhou_quality.plan.loader import load_plan

    if path == "":
        raise UsageError(words("usage.empty-name"))
    say_of_environment(path, words, quiet=quiet)
    plan = load_plan(path)
    if not quiet:
        if len(plan.warnings) > 1:
            file = plan.files[0].path
            said = doubts_of(plan, words)
            streams.say(words("plan.doubts.where", said=said, file=file))
        else:
            streams.say_findings(plan.warnings, words)
    return plan if area is None else _of_area(plan, area, words)


def _of_area(plan: Plan, area: str, words: Words) -> Plan:
    from shengzhou_quality.reading.tables.areas import Areas, is_place, own_words

    if Areas(plan.head.area).is_own(area):
        return plan
    if not is_place(area):
        raise UsageError(words("usage.not-an-area", name=area))
    return plan.of_area(own_words(area))


def say_of_environment(path: str | None, words: Words, *, quiet: bool) -> None:
    """Write to stderr which plan is used, if only the environment names it."""
    if isinstance(path, EnvironmentPlan) and not quiet:
        streams.say(words("plan.of-environment", path=path))


def _plan_files(plan: str | None) -> list[str]:
    """Return the files of `--plan`, with those that may be added to it."""
    if plan is None:
        return []
    from pathlib import Path

    from shengzhou_quality.plan.files import possible_files

    return [plan, *map(str, possible_files(Path(plan)))]


def read_stdin(limits: Limits | None = None) -> bytes:
    """Read stdin, up to one byte above the file size limit."""
    from shengzhou_quality.limits import USUAL

    limits = limits or USUAL
    return sys.stdin.buffer.read(limits.file_size + 1) if sys.stdin is not None else b""
