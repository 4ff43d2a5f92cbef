"""What a class declares is what its JSON holds: names, order, nulls and empty lists."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

import pytest

from shengzhou_quality.contract import IN_WORDS, Each, own, under
from shengzhou_quality.diagnostics import Diagnostic, Parameter, Place
from shengzhou_quality.formats.json import dumped, encoded
from shengzhou_quality.judgement import Note
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from shengzhou_quality.contract import Shape

WORDS = Words("en")


@dataclass(frozen=True)
class Inner:
    low: Fraction | None
    high: Decimal | None


@dataclass(frozen=True)
class Outer:
    json: ClassVar[Shape] = {
        "id": "name",
        **under("inner", Inner),
        "inside": {"low": "inner.low", "of_many": "numbers.one"},
        "many": Each("inner.many"),
        "all": Each("others", own("high")),
        **own("others", "place"),
    }
    name: str
    inner: Inner | None
    others: tuple[Inner, ...] = ()
    numbers: ClassVar[dict[str, int]] = {"one": 1}

    @property
    def place(self) -> Place:
        return Place("a.xlsx", "表", 7, 2)


def test_an_object_is_written_as_its_class_declares() -> None:
    """1/8 has an exact decimal, 1/3 is rounded as every derived figure is."""
    inner = Inner(Fraction(1, 3), Decimal("2.50"))
    written = dumped(Outer("x", inner, (Inner(Fraction(1, 8), None),)), WORDS)
    assert list(written) == ["id", "low", "high", "inside", "many", "all", "others", "place"]
    assert written == {
        "id": "x",
        "low": Decimal("0.333333"),
        "high": Decimal("2.50"),
        "inside": {"low": Decimal("0.333333"), "of_many": 1},
        "many": [],
        "all": [{"high": None}],
        "others": [{"low": Decimal("0.125"), "high": None}],
        "place": "a.xlsx:表!B7",
    }


def test_what_is_not_there_is_null_and_never_absent() -> None:
    written = dumped(Outer("x", None), WORDS)
    assert (written["low"], written["high"], written["inside"]["low"]) == (None, None, None)
    assert (written["many"], written["all"], written["others"]) == ([], [], [])


def test_sentences_come_from_the_words() -> None:
    details: dict[str, Parameter] = {"name": "x", "text": "abc"}
    finding = Diagnostic("not-a-number", Place("a.csv", None, 3, 4), "5", details)
    written = dumped(finding, WORDS)
    assert written["message"] == WORDS.message(finding)
    assert written["hint"] == WORDS.hint(finding)
    assert written["location"] == {
        "file": "a.csv",
        "sheet": None,
        "cell": None,
        "line": 3,
        "column": 4,
    }


def test_a_sentence_cannot_be_moved_to_another_object() -> None:
    """Whoever declares it is what the sentence is made from."""
    assert Note.json == {"code": "code", "text": IN_WORDS}
    with pytest.raises(TypeError):
        under("note", Note)


def test_every_number_is_written_in_plain_digits() -> None:
    data = {"a": Decimal("1E+3"), "b": True, "c": [], "d": {}, "e": [Decimal("0.10"), 7]}
    lines = ["{", '  "a": 1000,', '  "b": true,', '  "c": [],', '  "d": {},']
    lines += ['  "e": [', "    0.1,", "    7", "  ]", "}", ""]
    assert encoded(data).decode() == "\n".join(lines)
