"""Slips of many kinds for each indicator: what an office writes, and what must be asked for it.

The expectations follow from the plan: which years count for its kind, and what may be missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from campaign.truth import VALUES, YEARS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from shengzhou_quality.plan.kinds import AnyIndicator

LAST = YEARS[-1]
EVERY = frozenset(YEARS)
FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")


class Slip(NamedTuple):
    """What stands in the cells of some years, and the years that must be asked for."""

    name: str
    cells: Mapping[int, object]
    asked: frozenset[int]
    lost: frozenset[int] = frozenset()
    """Years without a value that nobody needs."""


NONE = Slip("none", {}, frozenset())


def slips_of(indicator: AnyIndicator) -> Iterator[Slip]:
    item = indicator.id
    values = VALUES[item]
    last = frozenset({LAST})
    if indicator.of_states:
        yield Slip("no state", {LAST: None}, frozenset(), last)  # the year before says 完成 or not
        yield Slip("unknown state", {LAST: "基本到位"}, last)
        return
    figures = [float(str(value)) for value in values]
    written, unit = str(values[-1]), indicator.unit or ""
    yield Slip("provisional", {LAST: f"{written}（初步核算）"}, frozenset())
    yield Slip("blanks", {LAST: f" {written} "}, frozenset())
    yield Slip("full width", {LAST: written.translate(FULL_WIDTH)}, frozenset())
    yield Slip("own unit", {LAST: f"{written}{unit}"}, frozenset())
    yield Slip("words", {LAST: "见附件"}, last)
    yield Slip("formula error", {LAST: "#REF!"}, last)
    yield Slip("another unit", {LAST: f"{written}吨"}, last)
    if indicator.sums_years:
        target = float("".join(filter(str.isdigit, indicator.target)))
        for year, blank in ((2023, None), (LAST, "—"), (LAST, f"预计{written}")):
            decides = sum(figures) - figures[YEARS.index(year)] < target
            asked = frozenset({year}) if decides else frozenset()
            lost = asked ^ {year} if "预计" not in str(blank) else frozenset()
            yield Slip(f"without {year}", {year: blank}, asked, frozenset(lost))
        return
    for text in (None, "—", "待公布", f"约{written}", f"预计{written}"):
        yield Slip(f"last {text}", {LAST: text}, last)
    each_year = indicator.is_kept or indicator.of_growth
    gap = frozenset({2023})
    yield Slip(
        "a gap", {2023: None}, gap if each_year else frozenset(), frozenset() if each_year else gap
    )
    if indicator.of_growth:
        yield Slip(
            "indices",
            dict(zip(YEARS, (round(100 + one, 2) for one in figures), strict=True)),
            EVERY,
        )
    elif unit == "%":
        yield Slip(
            "fractions",
            dict(zip(YEARS, (round(one / 100, 5) for one in figures), strict=True)),
            EVERY,
        )
        yield Slip("one fraction", {LAST: round(figures[-1] / 100, 5)}, last)
    elif unit == "亿元":
        ten_thousands = [round(one * 10_000) for one in figures]
        yield Slip("in 万元", dict(zip(YEARS, ten_thousands, strict=True)), EVERY)
        yield Slip("万元, as said", {LAST: f"{ten_thousands[-1]}万元"}, frozenset())
