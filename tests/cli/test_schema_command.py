"""Test `sqc schema`: the list of schemas, and one of them to stdout or a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from shengzhou_quality.cli.schema import NAMES

if TYPE_CHECKING:
    from cli.conftest import Sqc

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_schema_is_listed_with_what_it_is_of(lang: str, sqc: Sqc) -> None:
    ran = sqc("schema", env={"SQC_LANG": lang})
    assert (ran.code, ran.err) == (0, b"")
    listed = dict(line.split(maxsplit=1) for line in ran.report.partition("\n\n")[0].splitlines())
    assert tuple(listed) == NAMES
    assert {f"{name}.schema.json" for name in listed} == {path.name for path in SCHEMAS.iterdir()}
    assert "sqc schema plan -o plan.schema.json" in ran.report


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_given_as_it_is_published(name: str, sqc: Sqc, tmp_path: Path) -> None:
    published = (SCHEMAS / f"{name}.schema.json").read_bytes()
    assert sqc("schema", name).out == published
    ran = sqc("schema", name, "-o", "s.json", cwd=tmp_path)
    assert (ran.code, ran.out) == (0, b"")
    assert (tmp_path / "s.json").read_bytes() == published


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("plam",), "tasks.en"),
        (("-o", "s.json"), "NAME"),
        (("plan", "-o", "nosuch/s.json"), "nosuch/s.json"),
        (("plan", "-o", "."), "."),
    ],
)
def test_what_cannot_be_done_is_said(arguments: tuple[str, ...], said: str, sqc: Sqc) -> None:
    ran = sqc("schema", *arguments)
    assert (ran.code, ran.out) == (2, b"")
    assert said in ran.said[0]
