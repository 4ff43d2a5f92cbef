"""A line of the record: its fields and numbers, what it may hold, and reading it back."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from jsonschema import Draft202012Validator
from nasty import NASTY

from shengzhou_quality.batch.record import from_line, may_be_record, sealed, to_line
from shengzhou_quality.diagnostics import Diagnostic, Place, Severity
from shengzhou_quality.evaluation.outcome import Ask, EntitySource, FileRead, ItemOutcome, Outcome
from shengzhou_quality.evaluation.report import Conclusion
from shengzhou_quality.judgement import Status, Verdict
from shengzhou_quality.plan.kinds.indicator import Constraint

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = Draft202012Validator(
    json.loads((ROOT / "schemas" / "batch-record.schema.json").read_text("utf-8"))
)

WHOLE = Outcome(
    entity="甲县",
    said_by=EntitySource.FOLDER,
    files=(FileRead("报送/甲县.xlsx", "ab" * 32), FileRead("报送/坏.xlsx", None)),
    basis="cd" * 32,
    exit_code=1,
    year=2025,
    final=True,
    conclusion=Conclusion.FAILING,
    indicators=(
        ItemOutcome(
            "5",
            Constraint.BINDING,
            Verdict.NOT_MET,
            Status.MISSED,
            Severity.ERROR,
            text="39.10%",
            low=Decimal("39.10"),
            high=Decimal("39.10"),
            gap=Decimal("0.9"),
            progress=Decimal("1E+2"),
            pace=Decimal("-0.000001"),
            place=Place("报送/甲县.xlsx", "实际值", 7, 28),
        ),
        ItemOutcome("6", None, Verdict.NO_DATA, Status.NO_DATA, None),
    ),
    promises=(
        ItemOutcome(
            "C05",
            Constraint.ANTICIPATORY,
            Verdict.UNDETERMINED,
            Status.UNDETERMINED,
            Severity.WARNING,
            text="≥3",
            low=Decimal(3),
            place=Place("报送/甲县.csv", None, 4, 2),
        ),
    ),
    worst="5",
    errors=2,
    warnings=1,
    problems=(
        Diagnostic("not-a-number", Place("报送/甲县.xlsx", "实际值", 7, 7), "5", {"text": "?"}),
        Diagnostic("only-unknown", None, None, {"written": ("98", "99"), "count": 2}),
    ),
    asks=(Ask("统计局", 3, 1), Ask(None, 1, 0)),
    reports=("甲县.docx",),
)


def test_a_line_has_the_names_and_numbers_of_the_contract() -> None:
    line = to_line(WHOLE)
    data = json.loads(line, parse_float=str)
    assert line.endswith(b"}\n")
    assert line.count(b"\n") == 1
    assert list(data)[:2] == ["schema_version", "tool"]
    assert data["said_by"] == "folder"
    assert data["files"][1] == {"path": "报送/坏.xlsx", "sha256": None}
    first, second = data["indicators"]
    assert first == {
        "id": "5",
        "constraint": "binding",
        "verdict": "not_met",
        "status": "missed",
        "severity": "error",
        "text": "39.10%",
        "low": "39.1",  # written as a number: no zero behind, no exponent
        "high": "39.1",
        "margin": None,
        "gap": "0.9",
        "progress": 100,
        "pace": "-0.000001",
        "location": {
            "file": "报送/甲县.xlsx",
            "sheet": "实际值",
            "cell": "AB7",
            "line": None,
            "column": None,
        },
    }
    assert set(second) == set(first)
    assert set(second["location"].values()) == {None}
    of_csv = data["promises"][0]["location"]
    assert (of_csv["sheet"], of_csv["cell"], of_csv["line"], of_csv["column"]) == (None, None, 4, 2)
    assert data["problems"][1]["parameters"] == {"written": ["98", "99"], "count": 2}
    assert "message" not in data["problems"][0]


REFUSED = Outcome(
    entity="乙县",
    said_by=EntitySource.FILE,
    files=(FileRead("乙县.xlsx", None),),
    basis="",
    exit_code=2,
    errors=1,
    problems=(Diagnostic("file-not-found", Place("乙县.xlsx")),),
)


@pytest.mark.parametrize("outcome", [WHOLE, REFUSED], ids=["judged", "refused"])
def test_a_line_is_read_back_and_is_by_the_schema(outcome: Outcome) -> None:
    line = to_line(outcome)
    assert from_line(line) == outcome
    assert [error.message for error in SCHEMA.iter_errors(json.loads(line))] == []


@pytest.mark.parametrize("text", [*NASTY, "\udcff.xlsx", "a\u2028b", "\x1b[31m", "\x85"], ids=repr)
def test_any_text_stays_on_its_line_and_is_read_back(text: str) -> None:
    outcome = replace(
        WHOLE,
        entity=text,
        files=(FileRead(text, None),),
        indicators=(WHOLE.indicators[0]._replace(text=text, place=Place(text, text, 1, 1)),),
        problems=(Diagnostic("not-a-number", Place(text), text, {"text": text, "all": (text,)}),),
        asks=(Ask(text, 1, 1),),
        reports=(text,),
    )
    line = to_line(outcome)
    assert line.decode().splitlines(keepends=True) == [line.decode()]
    unseen = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert not {unicodedata.category(sign) for sign in line.decode()[:-1]} & unseen
    assert from_line(line) == outcome


_NUMBERS = some.none() | some.decimals(allow_nan=False, allow_infinity=False, places=6)
_TEXTS = some.text(some.characters(exclude_categories=["Cs"]), max_size=8)
_PLACES = some.none() | some.builds(
    Place,
    _TEXTS,
    some.none() | _TEXTS,
    some.none() | some.integers(1, 1_048_576),
    some.none() | some.integers(1, 16_384),
)
_ITEMS = some.builds(
    ItemOutcome,
    _TEXTS,
    some.none() | some.sampled_from(Constraint),
    some.sampled_from(Verdict),
    some.sampled_from(Status),
    some.none() | some.sampled_from(Severity),
    some.none() | _TEXTS,
    *[_NUMBERS] * 6,
    _PLACES,
)


@settings(max_examples=60)
@given(
    items=some.lists(_ITEMS, max_size=3),
    at=_PLACES,
    number=some.integers(-(10**40), 10**40),
    conclusion=some.none() | some.sampled_from(Conclusion),
)
def test_every_outcome_is_read_back(
    items: list[ItemOutcome], at: Place | None, number: int, conclusion: Conclusion | None
) -> None:
    huge = ItemOutcome("1", None, Verdict.MET, Status.MET, None, low=Decimal(number))
    outcome = replace(
        WHOLE,
        indicators=(*items, huge),
        problems=(Diagnostic("not-a-number", at, None, {"row": number}),),
        conclusion=conclusion,
    )
    line = to_line(outcome)
    assert from_line(line) == outcome
    assert to_line(from_line(line)) == line


def _made(**changed: Any) -> bytes:
    """A line of another program, with the `check` that it ought to have."""
    data = {**json.loads(to_line(WHOLE)), **changed}
    del data["check"]
    return sealed(json.dumps(data)[:-1].encode())


def _replaced(old: bytes, new: bytes) -> bytes:
    """A line with other bytes, and the `check` that it ought to have."""
    line = to_line(WHOLE)
    assert old in line
    return sealed(line[: line.rindex(b',"check"')].replace(old, new))


def test_a_line_ends_with_the_digest_of_all_before_it() -> None:
    line = to_line(WHOLE)
    before, check, end = line.rpartition(b',"check":')
    assert json.loads(line)["check"] == hashlib.blake2b(before, digest_size=8).hexdigest()
    assert (check + end).decode() == f',"check":"{json.loads(line)["check"]}"}}\n'
    assert from_line(_made()) == WHOLE


def test_no_byte_of_a_line_can_be_edited() -> None:
    """Whatever else it would say: it says so no more, by as little as one digit."""
    line = to_line(WHOLE)
    edits = [line[:at] + bytes([line[at] ^ 1]) + line[at + 1 :] for at in range(len(line))]
    edits += [line.replace(b'"not_met"', b'"met"'), line[:-1] + b" \n", b" " + line, line + line]
    for edited in edits:
        with pytest.raises(ValueError, match="check"):
            from_line(edited)


@pytest.mark.parametrize(
    "line",
    [
        to_line(WHOLE)[:-1],
        to_line(WHOLE)[:200],
        to_line(WHOLE)[200:],
        b"",
        b"\n",
        b"null\n",
        b"[]\n",
        b'"text"\n',
        b"{}\n",
        b"[" * 100_000 + b"\n",
        b"\xff\xfe\n",
        sealed(b'{"schema_version":1,"tool":null'),
        sealed(b""),
        sealed(b"[" * 100_000),
        sealed(b'{"\xff\xfe":1'),
        _made(schema_version=2),
        _made(entity=7),
        _made(year="2025"),
        _made(exit_code=True),
        _made(conclusion="good"),
        _made(said_by=None),
        _made(files=["a.xlsx"]),
        _made(indicators=[{}]),
        _made(indicators=[{**json.loads(to_line(WHOLE))["indicators"][0], "gap": "1"}]),
        _made(indicators=[{**json.loads(to_line(WHOLE))["indicators"][0], "text": 1}]),
        _made(problems=[{"code": "no-such-code"}]),
        _made(problems=[{**json.loads(to_line(WHOLE))["problems"][0], "code": "no-such"}]),
        _made(asks=[{"office": 1, "to_send": 1, "to_correct": 1}]),
        _made(more=1),
        _replaced(b'"low":39.1', b'"low":NaN'),
        _replaced(b'"low":39.1', b'"low":' + b"9" * 5000),
        _replaced(b'"AB7"', b'"7AB"'),
        _replaced(b'"AB7"', b"7"),
    ],
)
def test_what_is_no_whole_line_of_ours_is_a_value_error(line: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it says
        from_line(line)


@pytest.mark.parametrize(
    ("beginning", "is_ours"),
    [
        (b"", True),
        (to_line(REFUSED)[:64], True),
        (to_line(REFUSED)[:20], True),
        (b"broken\n" + to_line(REFUSED), True),
        (b"\xef\xbb\xbf", False),
        (b'{"name": "x"}\n', False),
        (b'{\n  "schema_version": 1,\n  "tool": {', False),
        (b"PK\x03\x04", False),
    ],
)
def test_a_record_is_known_by_its_beginning(beginning: bytes, *, is_ours: bool) -> None:
    assert may_be_record(beginning) is is_ours
