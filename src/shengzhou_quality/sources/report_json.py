"""Parse a JSON report that sqc wrote into plain data; numbers stay exact.

Data files are parsed by `json.py`, which keeps the place of every value: a report is ours, and ten
times as long.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, NoReturn

from shengzhou_quality.diagnostics import Place, refusal

_MARK = b'"schema_version"'
HEAD = 200
"""The first field of a report stands within so many bytes."""

_LONGEST, _SHOWN = 100, 20
"""Signs of a number, and how many of them a message shows."""


def looks_like_report(content: bytes) -> bool:
    """Whether a file is meant as a JSON report of sqc, whole or not; a data file is none."""
    head = content.removeprefix(b"\xef\xbb\xbf")[:HEAD].lstrip()
    return head.startswith(b"{") and _MARK in head


def read_report_json(content: bytes, file: str) -> dict[str, Any]:
    """Return the object that a JSON report consists of.

    Raises `InputError` with the place where a report is cut off or was broken by hand.
    """
    try:
        data = json.loads(
            content.decode("utf-8-sig"),
            parse_float=_number,
            parse_int=_whole,
            parse_constant=_refuse_constant,
            object_pairs_hook=_without_duplicates,
        )
    except UnicodeDecodeError:
        raise refusal("not-utf8", Place(file)) from None
    except json.JSONDecodeError as fault:
        place = Place(file, row=fault.lineno, column=fault.colno)
        raise refusal("report-damaged", place, variant="cut", field="") from None
    except (ValueError, RecursionError, ArithmeticError) as fault:
        if isinstance(fault, _BadFieldError):
            raise refusal("report-damaged", Place(file), field=str(fault)) from None
        if isinstance(fault, _BadNumberError):
            found = str(fault)
            raise refusal("report-damaged", Place(file), variant="number", field=found) from None
        raise refusal("report-damaged", Place(file), variant="cut", field="") from None
    if not isinstance(data, dict):
        raise refusal("not-a-report", Place(file))
    return data


class _BadFieldError(ValueError):
    """A field that no report has, by name."""


class _BadNumberError(ValueError):
    """A number that sqc does not write."""


def _number(text: str) -> Decimal:
    """A number as sqc writes it: without an exponent, which could stand for a gigabyte."""
    if len(text) > _LONGEST or "e" in text.lower():
        raise _BadNumberError(text[:_SHOWN])
    return Decimal(text)


def _whole(text: str) -> int:
    if len(text) > _LONGEST:
        raise _BadNumberError(text[:_SHOWN])
    return int(text)


def _refuse_constant(name: str) -> NoReturn:
    raise _BadNumberError(name)


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _BadFieldError(key)
        found[key] = value
    return found
