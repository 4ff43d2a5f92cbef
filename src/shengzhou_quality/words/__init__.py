"""Codes and parameters to words, in the reader's language.

A message is a key of the catalogues `zh` and `en`; the text of a finding is in the entry of
its code. Both languages hold the same keys with the same parameters.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from importlib import import_module

from shengzhou_quality.diagnostics import Diagnostic, Parameter
from shengzhou_quality.findings import GROUP_OF
from shengzhou_quality.words.entries import entries

LANGUAGES = ("zh", "en")
DEFAULT_LANGUAGE = "zh"

LONGEST_QUOTE = 60
"""Text from a file is quoted in a message up to this many characters."""
_SHORT_RUN, _MOST_RUNS = 2, 15


class Words:
    """The catalogue of one language, which fills parameters into its messages."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else DEFAULT_LANGUAGE
        module = import_module(f"shengzhou_quality.words.{self.language}")
        self._messages: Mapping[str, str] = module.MESSAGES

    def __call__(self, key: str, /, **parameters: Parameter) -> str:
        """Return the message of `key`; parameters are inserted unchanged, never as templates."""
        return self._filled(self._messages[key], parameters, quoted=parameters)

    def knows(self, key: str) -> bool:
        return key in self._messages

    def of(self, item: object, field: str) -> str:
        """Return a field of the plan in the reader's language (`name`, `name_en`), or ""."""
        return _field(item, f"{field}_en" if self.translates else field)

    def of_the_plan(self, text: str) -> str:
        """Text of a plan file in a sentence: quoted where it is in another language."""
        if not self.translates or not _HAN.search(text):
            return text
        return f"“{text.translate(_INNER_QUOTES)}”"

    def other(self, item: object, field: str) -> str:
        """Return the same field in the other language, for a page that gives both."""
        return _field(item, field if self.translates else f"{field}_en")

    @property
    def translates(self) -> bool:
        """Whether the reader's language differs from the plan's language."""
        return self.language != DEFAULT_LANGUAGE

    def unit(self, unit: str) -> str:
        """Return the unit after a figure; a Chinese counting word may be empty in English."""
        if not self.translates:
            return unit
        from shengzhou_quality.words.en.units import unit_in_english

        return unit_in_english(unit)

    def message(self, finding: Diagnostic) -> str:
        """Say what is wrong; with the count of a summary, with the reason of a settled doubt."""
        entry = self._entry(finding)
        said = entry.get(f"says.{finding.parameters.get('variant')}", entry["says"])
        if finding.parameters.get("count") not in (None, 1):
            said = entry.get("many", said)
        said = self._filled(said, self._named(finding))
        nowhere = self("finding.nowhere") if finding.parameters.get("nowhere") else ""
        name = finding.parameters.get("left")  # of an item that is not judged for it
        left = self("finding.left-to-people", name=cut(str(name))) if name else ""
        said = self.joined(said, nowhere, left)
        settled = finding.settled
        if settled is None:
            return said
        signed = "settled.by" if settled.by else "settled.unsigned"
        dated = self("settled.date", date=cut(settled.date)) if settled.date else ""
        why = self(signed, reason=cut(settled.reason), by=cut(settled.by or ""), date=dated)
        return self.joined(said, why)

    def hint(self, finding: Diagnostic) -> str:
        """Say how to correct it, worded by its variant, with a suggestion if there is one."""
        if finding.settled is not None:
            return self("settled.hint")
        entry = self._entry(finding)
        cure = entry.get(f"cure.{finding.parameters.get('variant')}", entry["cure"])
        for more in ("kinds", "sample", "nearest", "likely"):
            if finding.parameters.get(more):
                cure = entry.get(f"cure.{more}", cure)
        return self._filled(cure, self._named(finding))

    def code(self, finding: Diagnostic) -> str:
        """`错误 [not-a-number]`: how serious a finding is, and its code."""
        severity = self(f"finding.severity.{finding.severity}")
        return self("finding.code", severity=severity, code=finding.code)

    def line(self, finding: Diagnostic) -> str:
        """`data.xlsx:实际值!G7：错误 [not-a-number] what is wrong, and how to correct it`."""
        return self(
            "diagnostic.line",
            place=f"{finding.place}{self('place.separator')}" if finding.place else "",
            code=self.code(finding),
            message=self.joined(self.message(finding), self.hint(finding)),
        )

    def joined(self, *sentences: str) -> str:
        """Join sentences with the separator of the language."""
        return self("sentence.separator").join(filter(None, sentences))

    def skeleton(self) -> str:
        """Return the empty plan file of `sqc plan new`, explained in the reader's language."""
        from pathlib import Path

        file = Path(__file__).parent / self.language / "skeleton.yaml"
        return file.read_text(encoding="utf-8")

    @staticmethod
    def without_stop(sentence: str) -> str:
        """A sentence as a clause, for a line in which others follow."""
        return sentence.rstrip("。.")

    def _entry(self, finding: Diagnostic) -> Mapping[str, str]:
        return entries(self.language, GROUP_OF[finding.code])[finding.code]

    def _named(self, finding: Diagnostic) -> dict[str, Parameter]:
        """Prepare the parameters: cut long quotations, put reporting bases (口径) into words.

        A place is never cut: its cell comes at the end.
        """
        named: dict[str, Parameter] = {}
        for name, value in finding.parameters.items():
            if name in ("form", "allowed"):
                codes = value if isinstance(value, tuple) else (str(value),)
                named[name] = tuple(self(f"form.{code}") for code in codes)
            elif name == "kinds":
                codes = value if isinstance(value, tuple) else (str(value),)
                named[name] = tuple(self._kind(code) for code in codes)
            elif name == "reason":  # the plan's own words, in the reader's language, whole
                named[name] = finding.parameters.get(f"{name}_{self.language}", value)
            elif name == "marked" and isinstance(value, tuple):
                named[name] = self._runs(value)
            elif isinstance(value, str) and name != "place":
                named[name] = cut(value)
            else:
                named[name] = value
        return named

    def _runs(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Ids of items, with 3—7 for numbers that follow one another; of very many the first."""
        runs: list[list[str]] = []
        for identity in ids:
            last = runs[-1][-1] if runs else ""
            follows = last.isdecimal() and identity == str(int(last) + 1)
            runs[-1].append(identity) if follows else runs.append([identity])
        said: list[str] = []
        for run in runs:
            whole = [self("lists.years", first=run[0], last=run[-1])]
            said += whole if len(run) > _SHORT_RUN else run
        return (*said[:_MOST_RUNS], "…") if len(said) > _MOST_RUNS else tuple(said)

    def _kind(self, code: str) -> str:
        """`level（水平型：…）`: a kind of indicator as a plan file writes it, and what it is."""
        key = f"chain.kind.{code}"
        return self("plan-check.kind", kind=code, said=self(key)) if self.knows(key) else code

    def _filled(
        self,
        text: str,
        parameters: Mapping[str, Parameter],
        *,
        quoted: Collection[str] = ("name", "reason"),
    ) -> str:
        """Quotes inside quotes are single ones; of a finding what it quotes of a cell stays."""
        shown = {name: self._shown(value) for name, value in parameters.items()}
        for name in quoted:
            if "“" in shown.get(name, "") and f"“{{{name}}}”" in text:
                shown[name] = shown[name].translate(_INNER_QUOTES)
        return text.format_map(shown)

    def _shown(self, value: Parameter) -> str:
        if isinstance(value, tuple):
            return self._messages["list.separator"].join(value)
        return str(value)


_HAN = re.compile(r"[\u4e00-\u9fff]")
_INNER_QUOTES = str.maketrans("“”", "‘’")


def cut(text: str) -> str:
    """Return text from a file as a message quotes it: whole, or its beginning."""
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"


def _field(item: object, field: str) -> str:
    value: str | None = getattr(item, field)
    return value or ""
