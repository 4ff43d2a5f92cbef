"""Name the rule by which a figure of the plan is read as a bound, with its source (design §3)."""

from __future__ import annotations

from enum import StrEnum

from shengzhou_quality.notation import Direction, relation_words


class Wording(StrEnum):
    """What makes a figure a bound."""

    FLOOR = "floor"
    """A bare number of which more is better: at least."""
    CEILING = "ceiling"
    """A bare number of which less is better: at most."""
    SIGN = "sign"
    """A sign of mathematics, as printed."""
    CIVIL_CODE = "civil-code"
    """以上、以下、以内 include the number, 超过、不满、以外 do not: Civil Code art. 1259."""
    LIMIT_VALUE = "limit-value"
    """至少、不低于 include it, 高于、低于 do not: the usage of limit values in GB/T 8170."""


_SIGNS = {"≥", ">=", "=>", ">", "≤", "<=", "=<", "<"}
_CIVIL_CODE = ("以上", "以下", "以内", "以外", "超过", "不满")


def wording_of(text: str, direction: Direction) -> Wording:
    said = relation_words(text)
    if said is None:
        return Wording.FLOOR if direction is Direction.INCREASE else Wording.CEILING
    if said in _SIGNS:
        return Wording.SIGN
    # 不超过 stands in GB/T 8170; 及以上 and (含)以上 end as the Civil Code has it.
    if said in _CIVIL_CODE or said.endswith(("以上", "以下")):
        return Wording.CIVIL_CODE
    return Wording.LIMIT_VALUE
