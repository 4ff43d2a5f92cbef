"""Word what is wrong with a cell and how an office corrects it, in the unit of its item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from shengzhou_quality.diagnostics import Diagnostic, Parameter, Severity
from shengzhou_quality.evaluation.asks import ToCorrect
from shengzhou_quality.evaluation.item_result import IndicatorResult, SeriesEntry
from shengzhou_quality.evaluation.list_entries import Why
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.judgement import NoteCode, note_of
from shengzhou_quality.pages.letters.places import Places
from shengzhou_quality.pages.rows import target_words
from shengzhou_quality.plan.kinds.states import StatesIndicator
from shengzhou_quality.words import Words, cut

_DIFFER = "conflicting-values"
_TO_CONFIRM = (_DIFFER, "implausible")
"""What may be right as it stands; that it is to be confirmed then is said once a cell."""
_NO_NUMBER = "not-a-number"
_INSTEAD = (
    ("elsewhere", re.compile("附件|附表|另附|详见")),
    ("months", re.compile(r"[0-9]\s*(?:月|季度)")),
    ("year", re.compile(r"(?:19|20)[0-9]{2}\s*年\s*[0-9.]+")),
    ("ratio", re.compile(r"[0-9.]+\s*[/／][0-9.\s]+")),
    ("more", re.compile("[0-9]")),
)
"""What a text is that was reported instead of a number: the first that fits."""


class Cures:
    """Words the problems of one report's cells, and their cures."""

    def __init__(self, report: Report, places: Places, words: Words) -> None:
        self._words, self._places = words, places
        self._unread = {
            str(one.place)
            for one in report.diagnostics
            if one.severity is Severity.ERROR and one.code != _DIFFER and one.settled is None
        }

    def problem(self, ask: ToCorrect) -> str:
        """What is wrong with a cell, a sheet or a file."""
        if ask.findings:
            said = (self._message(finding) for finding in self._told(ask.findings))
            return self._words.joined(*dict.fromkeys(said))
        reason = _reason(ask)
        if reason == "exact" and ask.entry is not None:
            target = target_words(ask.entry.result, self._words)
            return self._words("letter.problem.exact", target=target)
        return self._words(f"letter.problem.{reason}")

    def cure(self, ask: ToCorrect) -> str:
        """How to correct it."""
        words = self._words
        if ask.findings:
            told = self._told(ask.findings)
            confirm = any(one.code in _TO_CONFIRM for one in told)
            cures = dict.fromkeys(self._hint(finding, ask) for finding in told)
            return words.joined(*cures, words("letter.cure.confirm") if confirm else "")
        reason = _reason(ask)
        if reason in ("state", "went-back") and ask.entry is not None:
            return words("letter.cure.state", known=self._states(ask.entry.result))
        return words(f"letter.cure.{reason}")

    def _told(self, findings: Sequence[Diagnostic]) -> list[Diagnostic]:
        """The findings to tell: a cell without a value, or beside one, contradicts nothing."""
        told = [one for one in findings if not self._is_needless(one)]
        return sorted(told or findings, key=lambda one: one.code == _DIFFER)

    def _is_needless(self, finding: Diagnostic) -> bool:
        if finding.code != _DIFFER:
            return False
        return not self._unread.isdisjoint((str(finding.place), finding.parameters.get("place")))

    def _states(self, result: IndicatorResult) -> str:
        """All states, apart from each other: a state may have a comma of its own."""
        indicator = result.indicator
        assert isinstance(indicator, StatesIndicator)
        names = (self._words.of(state, "name") for state in indicator.states)
        return self._words("clause.separator").join(names)

    def _message(self, finding: Diagnostic) -> str:
        """Without the name of the item, which has a column of its own."""
        finding = self._named(finding)
        words = self._words
        said = ""
        for key in (f"letter.says.{each}" for each in _keys(finding)):
            if words.knows(key):
                said = words(key, **_cut(finding))
        said = said or words.message(finding)
        name = finding.parameters.get("name")
        head = words("letter.about", name=cut(name)) if isinstance(name, str) else ""
        return said.removeprefix(head).lstrip()

    def _hint(self, finding: Diagnostic, ask: ToCorrect) -> str:
        """For an office: without commands, which only evaluators type."""
        words = self._words
        unit = words.unit(getattr(ask.item, "unit", None) or "").strip()
        known = finding.parameters.get("known")
        more = {"unit": words("letter.cure.unit", unit=unit) if unit else ""}
        if isinstance(known, tuple):
            more["known"] = words("clause.separator").join(map(str, known))
        for key in reversed([f"letter.cure.{each}" for each in _keys(finding)]):
            if words.knows(key):
                return words(key, **{**_cut(finding), **more})
        return words.hint(self._named(finding))

    def _named(self, finding: Diagnostic) -> Diagnostic:
        """The finding with the other place that it names, as an office knows it."""
        place = finding.parameters.get("place")
        if not isinstance(place, str):
            return finding
        named = {**finding.parameters, "place": self._places.named(place)}
        return Diagnostic(
            finding.code, finding.place, finding.indicator, named, severity=finding.severity
        )


def _keys(finding: Diagnostic) -> Iterator[str]:
    """The code, and the code with what is known of it more."""
    code = finding.code
    yield code
    if "variant" in finding.parameters:
        yield f"{code}.{finding.parameters['variant']}"
    for more in ("nearest", "likely", "sender"):
        if finding.parameters.get(more):
            code = f"{code}.{more}"
    if variant := finding.parameters.get("variant"):
        code = f"{code}.{variant}"
    text = str(finding.parameters.get("text", ""))
    if code == _NO_NUMBER:
        code = next((f"{code}.{key}" for key, form in _INSTEAD if form.search(text)), code)
    if code != finding.code:
        yield code


def _cut(finding: Diagnostic) -> dict[str, Parameter]:
    return {
        name: cut(value) if isinstance(value, str) else value
        for name, value in finding.parameters.items()
    }


def _reason(ask: ToCorrect) -> str:
    """Why a value does not do that no finding is about."""
    entry = ask.entry
    assert entry is not None
    result = entry.result
    if note_of(NoteCode.BEFORE_PLAN, result.notes) is not None:
        return "before-plan"
    if result.indicator.of_states:
        went_back = note_of(NoteCode.STATE_WENT_BACK, result.notes) is not None
        if note_of(NoteCode.ADJUSTED, result.notes) is not None:
            return "adjusted"
        return "went-back" if went_back else "state"
    if entry.why is Why.PACE:
        return "pace"
    of_year = next((one for one in result.series if one.place == ask.place), None)
    return _of_value(of_year)


def _of_value(of_year: SeriesEntry | None) -> str:
    if of_year is None or not of_year.readable:
        return "unusable"
    return "doubted" if of_year.doubted else "exact"
