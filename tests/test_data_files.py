"""Test every file of `tests/data/` against its hand-written expectation, `NAME.expect.yaml`.

All scalars of an expectation are text:

    says: what the file is
    values:                       # every value that is read from it; no other may be read
      5: {2024: 39, 2025: [95, 97], 2025 partial forecast: ">41"}
      7: {2025: unread}           # the cell has content that is not a value
      8: any                      # what is read does not matter here
      9: {2025: unknown}          # read as a number that may be any
    findings:                     # severity code place +text that the line must contain
      - error not-a-number D2 +见附件
    allowed: [column-not-read]    # further codes that may occur; notes (info) always may
    verdicts: {5: met}            # by `sqc evaluate`; `year:` names the year
    evidence: {5: 浙建函〔2026〕3号}
    with: [other.csv]             # further files of the same run

or, for a file that cannot be read at all, `refused: code` and `at: 3:*`. A place is a cell
(`D2`, `表2!D2`), a sheet (`表2!`) or line:column; `*` and `?` are wildcards in it.
To add a test, add a file and its expectation.
"""

from __future__ import annotations

import io
import json
import re
import sys
from dataclasses import dataclass
from fnmatch import fnmatchcase
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from shengzhou_quality.cli import main
from shengzhou_quality.diagnostics import Diagnostic, InputError, Severity
from shengzhou_quality.evaluation.check import check
from shengzhou_quality.interval import Interval
from shengzhou_quality.reading.intake import read_actuals
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from shengzhou_quality.plan.model import Plan
    from shengzhou_quality.reported import Actuals, Observation

DATA = Path(__file__).parent / "data"
SUFFIX = ".expect.yaml"
KEYS = {
    "says", "values", "findings", "allowed", "verdicts", "year", "evidence", "with", "refused",
    "at",
}  # fmt: skip
MARKS = {"forecast", "provisional", "partial"}
FORMS = {"total", "of_year", "mean"}
UNBOUNDED = Interval(None, None)
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def _files() -> list[Path]:
    kept = (path for folder in ("valid", "invalid") for path in (DATA / folder).iterdir())
    return sorted(path for path in kept if not path.name.endswith(SUFFIX))


FILES = _files()


@cache
def expectation_of(path: Path) -> dict[str, Any]:
    text = path.with_name(path.name + SUFFIX).read_text(encoding="utf-8")
    expected = yaml.load(text, Loader=LOADER)  # noqa: S506 - all is text
    assert isinstance(expected, dict)
    assert set(expected) <= KEYS
    return expected


def paths_of(path: Path) -> list[Path]:
    """The file and those that its expectation reads with it."""
    return [path, *(path.parent / name for name in expectation_of(path).get("with", ()))]


@pytest.fixture(scope="module")
def expected(path: Path) -> dict[str, Any]:
    return expectation_of(path)


@pytest.fixture(scope="module")
def outcome(path: Path, plan: Plan) -> Actuals | InputError:
    """What is read, or how it is refused: once for all tests of the file."""
    try:
        return read_actuals(paths_of(path), plan)
    except InputError as refused:
        return refused


each = pytest.mark.parametrize(
    "path", FILES, ids=[f"{p.parent.name}/{p.name}" for p in FILES], scope="module"
)
"""Of the module, so that all tests of a file run one after the other and share what is read."""


def test_there_are_files_enough() -> None:
    assert len(FILES) >= 150


def test_every_expectation_has_its_file() -> None:
    written = {path for folder in ("valid", "invalid") for path in (DATA / folder).iterdir()}
    alone = {p.name for p in written if p.name.endswith(SUFFIX)}
    assert alone == {path.name + SUFFIX for path in FILES}


# ---- what is read ------------------------------------------------------------


@each
def test_what_is_read(outcome: Actuals | InputError, expected: dict[str, Any], plan: Plan) -> None:
    if "refused" in expected:
        assert isinstance(outcome, InputError)
        _check_refusal(outcome.diagnostics, expected)
        return
    actuals = read(outcome)
    _check_values(actuals, expected["values"], plan)
    for indicator, evidence in expected.get("evidence", {}).items():
        kept = {seen.evidence for seen in actuals.observations if seen.indicator == indicator}
        assert kept == {evidence}
    _check_findings(check(plan, actuals).diagnostics, expected)


def read(outcome: Actuals | InputError) -> Actuals:
    if isinstance(outcome, InputError):
        raise outcome
    return outcome


def _check_refusal(findings: tuple[Diagnostic, ...], expected: dict[str, Any]) -> None:
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    assert len(errors) == 1
    assert errors[0].code in expected["refused"].split("|")
    assert fnmatchcase(_place(errors[0], long=False), expected.get("at", "*"))


def _check_values(actuals: Actuals, expected: dict[str, Any], plan: Plan) -> None:
    free = {indicator for indicator, values in expected.items() if values == "any"}
    seen = [one for one in actuals.observations if one.indicator not in free]
    shown = sorted(f"{one.indicator} {one.year} {_flags(one)} {_shown(one, plan)}" for one in seen)
    left = list(seen)
    for indicator, values in expected.items():
        if values == "any":
            continue
        for when, written in values.items():
            several = isinstance(written, list) and len(written) != 2
            for each_written in written if several else [written]:
                found = next(
                    (o for o in left if _agrees(o, indicator, when, each_written, plan)), None
                )
                assert found is not None, (indicator, when, each_written, shown)
                left.remove(found)
    assert not left, shown


def _agrees(seen: Observation, indicator: str, when: str, written: Any, plan: Plan) -> bool:
    year, *words = when.split()
    assert set(words) <= MARKS | FORMS, when
    form = next((word for word in words if word in FORMS), None)
    return (
        seen.indicator == indicator
        and seen.year == int(year)
        and _flags(seen) == set(words) & MARKS
        and form in (None, seen.form)
        and _is(seen, written, plan)
    )


def _flags(seen: Observation) -> set[str]:
    return {mark for mark in MARKS if getattr(seen, mark)}


def _is(seen: Observation, written: Any, plan: Plan) -> bool:
    value = seen.value
    if written == "unread":
        return value is None
    kind = next(one for one in plan.reportable if one.id == seen.indicator)
    if written == "unknown":
        own = () if kind.of_states else (kind.domain.interval,)
        return value in (None, UNBOUNDED, *own)
    if kind.of_states:
        return isinstance(value, int) and kind.every_state[value].name == written
    return isinstance(value, Interval) and value == _interval(written)


def _interval(written: Any) -> Interval:
    """What the expectation says: a number, a bound, or [low, high]. Apart from the tool's own."""
    if isinstance(written, list):
        low, high = (Fraction(end) for end in written)
        return Interval.between(low, high)
    match = re.fullmatch(r"(>|≥|<|≤)?(-?[0-9.]+)", written)
    assert match, written
    number = Fraction(match[2])
    match match[1]:
        case ">" | "≥":
            return Interval.at_least(number, strict=match[1] == ">")
        case "<" | "≤":
            return Interval.at_most(number, strict=match[1] == "<")
    return Interval.point(number)


def _shown(seen: Observation, plan: Plan) -> str:
    kind = next(one for one in plan.reportable if one.id == seen.indicator)
    if kind.of_states and isinstance(seen.value, int):
        return kind.every_state[seen.value].name
    return f"{seen.text!r} {seen.value} {seen.form or ''}"


# ---- what is found -----------------------------------------------------------


@dataclass(frozen=True)
class _Wanted:
    severities: list[str]
    codes: list[str]
    place: str
    says: list[str]

    @classmethod
    def read(cls, line: str) -> _Wanted:
        head, *says = line.split(" +")
        severity, code, place = head.split(" ", 2)
        return cls(severity.split("|"), code.split("|"), place, says)

    def fits(self, finding: Diagnostic) -> bool:
        return (
            ("*" in self.severities or finding.severity in self.severities)
            and ("*" in self.codes or finding.code in self.codes)
            and any(
                fnmatchcase(_place(finding, long=long), self.place.replace("[", "[[]"))
                for long in (False, True)
            )
        )


def _place(finding: Diagnostic, *, long: bool) -> str:
    place = finding.place
    if place is None:
        return ""
    if place.sheet is None:
        return ":".join(str(part) for part in (place.row, place.column) if part)
    if place.cell is None:
        return f"{place.sheet}!"
    return f"{place.sheet}!{place.cell}" if long else place.cell


def _check_findings(findings: tuple[Diagnostic, ...], expected: dict[str, Any]) -> None:
    lines = {id(finding): Words("zh").line(finding) for finding in findings}
    told = list(lines.values())
    left = list(findings)
    for wanted in map(_Wanted.read, expected.get("findings", ())):
        found = next((finding for finding in left if wanted.fits(finding)), None)
        assert found is not None, (wanted, told)
        left.remove(found)
        of_the_code = "\n".join(lines[id(f)] for f in findings if f.code == found.code)
        for words in wanted.says:
            assert words in of_the_code, told
    allowed = expected.get("allowed", ())
    beyond = [f for f in left if f.severity is not Severity.INFO and f.code not in allowed]
    assert not beyond, told


# ---- the command line --------------------------------------------------------


class _Stream(io.TextIOWrapper):
    """Stands for a stream of the process."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8")

    def text(self) -> str:
        self.flush()
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue().decode("utf-8")


def _run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[int, str, str]:
    out, err = _Stream(), _Stream()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    code = main(arguments)
    return code, out.text(), err.text()


@each
def test_the_exit_code_and_the_streams(
    path: Path,
    outcome: Actuals | InputError,
    expected: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    plan: Plan,
) -> None:
    """0 clean, 1 findings, 2 cannot read; and nothing of a file steers a terminal or a CI log."""
    code, out, err = _run(monkeypatch, "check", *map(str, paths_of(path)))
    if "refused" in expected:
        assert code == 2
        assert out == ""
    else:
        findings = check(plan, read(outcome)).diagnostics
        clean = all(finding.severity is Severity.INFO for finding in findings)
        assert code == (0 if clean else 1)
        if path.parent.name == "valid":
            assert all(finding.severity is not Severity.ERROR for finding in findings)
        else:
            assert code == 1 or expected.get("verdicts")
    for text in (out, err):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
        assert "Traceback" not in text
    assert not re.search(r"^\s*(?:::|##\[|##vso\[)", err, re.MULTILINE)


@pytest.mark.parametrize(
    "path",
    chosen := [p for p in FILES if "verdicts" in expectation_of(p)],
    ids=[f"{p.parent.name}/{p.name}" for p in chosen],
    scope="module",
)
def test_the_verdicts(
    path: Path, expected: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    year = ["--year", expected["year"]] if "year" in expected else []
    code, out, _ = _run(monkeypatch, "evaluate", str(path), "--format", "json", *year)
    assert code in (0, 1)
    report = json.loads(out)
    results = (*report["indicators"], *report["commitments"], *report["milestones"])
    verdicts = {one["id"]: one["verdict"] for one in results}
    assert {id_: verdicts[id_] for id_ in expected["verdicts"]} == expected["verdicts"]
