"""Test number:display-factor of an .ods style, which divides the number that a cell shows."""

from __future__ import annotations

import pytest

from shengzhou_quality.reading.readers.ods_styles import _thousands


@pytest.mark.parametrize(
    ("factor", "times"),
    [
        ("", 0), ("1", 0), ("1.0", 0), ("1000", 1), ("1000000", 2), ("10", 1), ("500", 1),
        ("0", 1), ("-1000", 1), ("x", 1), ("NaN", 1), ("Infinity", 1), ("1e3", 1),
    ],
)  # fmt: skip
def test_every_factor_but_one_scales(factor: str, times: int) -> None:
    assert _thousands(factor) == times
