"""Report years for which only a part was reported, at the words that say so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reading.tables.periods import ends_the_year
from shengzhou_quality.reported import Observation

_NUMBER = re.compile("[0-9]+")


def tell_parts(observations: Sequence[Observation], plan: Plan) -> Iterator[Diagnostic]:
    """One finding for each sheet and year with parts but no full year.

    Sheets named 1月, 2月, 3月 are parts of one year and give one finding.

    A file may report full years and a part of the current year. A file with no full year at
    all, or with parts up to the end of a year but no total, gives a finding.
    """
    if not any(seen.partial for seen in observations):
        return
    years = plan.years
    of_plan = [seen for seen in observations if seen.year in years]
    whole = {(seen.indicator, seen.year) for seen in of_plan if not seen.partial}
    with_years = {seen.place.file for seen in of_plan if seen.is_full_year}
    groups: dict[tuple[str, str, int], list[Observation]] = defaultdict(list)
    for seen in of_plan:
        if seen.partial and (seen.indicator, seen.year) not in whole:
            named_by_sheet = seen.partial_at is not None and seen.partial_at.row is None
            sheet = "" if named_by_sheet else seen.place.sheet or ""
            groups[seen.place.file, sheet, seen.year].append(seen)
    for (file, sheet, year), parts in groups.items():
        if file in with_years and not any(ends_the_year(seen.partial or "") for seen in parts):
            continue
        if sheet or parts[0].place.sheet is None:
            parts.sort(key=lambda seen: (seen.partial_at or seen.place).sort_key())
        else:  # 2月 before 10月
            parts.sort(key=lambda seen: [int(each) for each in _NUMBER.findall(seen.partial or "")])
        words = dict.fromkeys(seen.partial or "" for seen in parts)
        items = {seen.indicator for seen in parts}
        yield Diagnostic(
            "no-full-year",
            parts[0].partial_at or parts[0].place,
            items.pop() if len(items) == 1 else None,
            {"year": str(year), "parts": tuple(words), "text": parts[0].text},
        )
