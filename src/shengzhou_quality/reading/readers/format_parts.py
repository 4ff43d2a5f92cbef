"""Parse the code of a number format into its parts: text before, between and after the digits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(
    r"""
    "(?P<quoted>[^"]*)"? | [\\!](?P<escaped>.) | (?P<skipped>[_*].)
    | \[\$(?P<symbol>[^\]-]*)[^\]]*\]
    | \[(?P<compared>[<>=]{1,2})(?P<limit>-?[0-9.]+)\]
    | (?P<colour>\[[a-z]+[0-9]*\]|\[颜色[0-9]*\]|\[[黑蓝绿青红洋黄白紫]色?\]) | \[[^\]]*\]
    | (?P<general>general|G/通用格式) | (?P<exponent>e[+-]0+) | (?P<percent>%)
    | (?P<digit>[0#?]) | (?P<point>\.) | (?P<comma>,) | (?P<fraction>/) | (?P<end>;) | (?P<text>@)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
Token = re.Match[str]

_LIMIT = re.compile(r"-?[0-9]+\.?[0-9]*")
_AS_STORED = ("general", "exponent", "fraction")
_GROUPING = frozenset(" ,'’\u00a0\u202f")


class FormatPart(NamedTuple):
    """One part of a number format: for positive numbers, for negative ones, for zero …

    `digits` are the placeholders before the decimal point, with any text between them.
    """

    before: str = ""
    after: str = ""
    digits: tuple[str, ...] = ()
    decimals: int = 0
    thousands: int = 0
    percents: int = 0
    grouped: bool = False
    coloured: bool = False
    has_number: bool = False
    as_stored: bool = False
    """General, a fraction or an exponent: the cell shows the number itself in another notation."""
    condition: tuple[str, Decimal] | None = None

    @property
    def is_simple(self) -> bool:
        return (
            self.has_number
            and not (self.before or self.after or self.is_scaled)
            and self.condition is None
        )

    @property
    def is_scaled(self) -> bool:
        return self.thousands > 0 or self.percents > 1 or self.is_broken

    @property
    def is_broken(self) -> bool:
        """Whether text stands between the digits, like the point of `0!.00`."""
        inside = "".join(self.digits).translate(dict.fromkeys(map(ord, "0#?")))
        return not _GROUPING.issuperset(inside)

    def holds(self, number: Decimal) -> bool:
        if self.condition is None:
            return True
        sign, limit = self.condition
        compared = (number > limit) - (number < limit)
        return (
            (compared > 0 and ">" in sign and sign != "<>")
            or (compared < 0 and "<" in sign and sign != "<>")
            or (compared == 0 and "=" in sign)
            or (compared != 0 and sign == "<>")
        )


def parts_of(code: str) -> list[FormatPart]:
    """The parts that apply to numbers; the part for text (`@`) is left out."""
    parts: list[list[Token]] = [[]]
    for token in _TOKEN.finditer(code):
        if token["end"]:
            parts.append([])
        else:
            parts[-1].append(token)
    numeric = parts[:3]
    return [_part(tokens) for tokens in numeric if not any(token["text"] for token in tokens)]


def _part(tokens: Sequence[Token]) -> FormatPart:
    numeral = [
        at
        for at, token in enumerate(tokens)
        if token["digit"] or token["general"] or token["exponent"]
    ]
    first, last = (numeral[0], numeral[-1]) if numeral else (len(tokens), len(tokens))
    inside = tokens[first : last + 1]
    point = next((at for at, token in enumerate(inside) if token["point"]), len(inside))
    as_stored = any(token[kind] for token in inside for kind in _AS_STORED)
    # A comma divides by 1,000 right before the point (`0,.0`) or after the digits (`0,`).
    dividing = sum(bool(token["comma"]) for token in tokens[last + 1 :]) if numeral else 0
    dividing += _commas_before(point, inside)
    whole = "" if as_stored else "".join(map(_written, inside[:point]))
    return FormatPart(
        before="".join(map(_literal, tokens[:first])).strip(),
        after="".join(map(_literal, tokens[last + 1 :])).strip(),
        digits=tuple(whole),
        decimals=sum(bool(token["digit"]) for token in inside[point:]),
        thousands=0 if as_stored else dividing,
        percents=sum(bool(token["percent"]) for token in tokens),
        grouped=any(token["comma"] for token in inside[:point]),
        coloured=any(token["colour"] for token in tokens),
        has_number=bool(numeral),
        as_stored=as_stored,
        condition=next(filter(None, map(_condition, tokens)), None),
    )


def _literal(token: Token) -> str:
    return token["quoted"] or token["escaped"] or token["symbol"] or _sign(token)


def _sign(token: Token) -> str:
    return token["other"] or token["fraction"] or ""


def _written(token: Token) -> str:
    return token["digit"] or _literal(token)


def _commas_before(point: int, tokens: Sequence[Token]) -> int:
    count = 0
    while point < len(tokens) and count < point and tokens[point - count - 1]["comma"]:
        count += 1
    return count


def _condition(token: Token) -> tuple[str, Decimal] | None:
    if not token["compared"] or not _LIMIT.fullmatch(token["limit"]):
        return None
    return token["compared"], Decimal(token["limit"])
