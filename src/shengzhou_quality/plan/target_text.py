"""Read a target as a plan prints it: 力争94%以上, 较2020年下降18%, 每年降0.5以上, 年均增长7%以上.

The words of modality and time are taken from the text one by one; what is left is the figure.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from shengzhou_quality.notation import WORDS_AFTER, as_figure
from shengzhou_quality.plan.target_figures import (
    UP_OR_DOWN_TO,
    Phrase,
    Sort,
    as_change,
    read_all_or_nothing,
    read_body,
    read_figure,
)
from shengzhou_quality.plan.target_words import (
    ABOUT_AFTER,
    ADDED,
    AT_THE_END,
    COUNTED,
    EACH_YEAR,
    IN_TOTAL,
    IN_TOTAL_MARKS,
    MEAN,
    MEAN_GROWTH,
    MEAN_MARKS,
    MODALITIES,
    PERIOD,
    SINCE,
    STEADILY,
    TARGET_IS,
    PhraseText,
)
from shengzhou_quality.units import PERCENT

__all__ = ["Phrase", "Sort", "read_target", "read_targets_by_year"]

_LONGEST = 100
_YEAR_LEAD = (
    rf"(?:^|[,，;；、])\s*({'|'.join(MODALITIES)})?\s*[到至]?\s*(\d{{4}})\s*年"
    r"(?:底|末|时|度)?前?\s*[,，:：]?"
)


def read_target(text: str, units: Collection[str] = ()) -> Phrase | None:
    """Read a target; `None` if its form is not known, or its unit neither known nor in `units`.

    A text that names its own year (到2025年92以上) is for `read_targets_by_year`.
    """
    if len(text) > _LONGEST or (cleaned := as_figure(text)) is None:
        return None
    if "年" not in cleaned and not cleaned.startswith(("-", "+")):
        figure = read_figure(cleaned, units)  # most targets are a figure alone
        if figure is not None and (figure.unit in (None, PERCENT) or figure.unit in units):
            return figure
    rest = PhraseText(re.sub("超(?=[0-9])", "超过", _percent_behind(cleaned)))
    period = rest.take_match(PERIOD) if "五" in cleaned else None
    rest.take(AT_THE_END)
    rest.take(TARGET_IS)
    modality = rest.take(MODALITIES)
    subject = rest.take_subject()
    modality = rest.take(MODALITIES) or modality
    found = read_all_or_nothing(rest.left) or _read_in_time(rest, units)
    return found and found._replace(
        modality=modality, subject=subject, period=period[1] if period is not None else None
    )


def _percent_behind(cleaned: str) -> str:
    """百分之90 as 90%, 100(百分之) and 100(%) as 100%."""
    if "百分之" in cleaned:
        cleaned = re.sub(r"百分之([0-9.]+)", r"\1%", cleaned).replace("(百分之)", PERCENT)
    return cleaned.replace("(%)", PERCENT)


def _read_in_time(rest: PhraseText, units: Collection[str]) -> Phrase | None:
    """Read a phrase with what it says of time: 较2020年, 累计, 每年, 年均."""
    mean = rest.take_end(MEAN_MARKS) or rest.take(MEAN_MARKS)
    marked = rest.take_end(IN_TOTAL_MARKS) or rest.take(IN_TOTAL_MARKS)
    since = rest.take_match(SINCE)
    in_total = marked or rest.take(IN_TOTAL)
    since = since or rest.take_match(SINCE)
    each_year = rest.take(EACH_YEAR) or _take_per_year(rest, units)
    growth = rest.take(MEAN_GROWTH)
    mean = mean or growth or rest.take(MEAN)
    counted = rest.take(COUNTED)
    steadily = rest.take(STEADILY)
    moves = rest.left.startswith(tuple(UP_OR_DOWN_TO))
    found = read_body(rest.left, units)
    if found is None or (steadily and not moves) or (in_total and each_year):
        return None
    is_share = found.unit in (None, PERCENT)
    if found.sort is not Sort.LEVEL:
        is_ratio = found.sort is Sort.RATIO
        contradicted = counted or growth or (is_ratio and (each_year or mean))
    elif growth or (marked and is_share and not counted and found.relation is None):
        contradicted = moves or not is_share
        found = as_change(found, fall=False if growth else None)
    else:
        # A level is not reached anew in each year, and counts from no year.
        anew = each_year == "逐年" or (moves and (each_year or mean or counted))
        contradicted = since is not None or anew or (counted and found.unit == PERCENT)
        contradicted = contradicted or (moves and in_total is not None)
    if found is None or contradicted:
        return None
    return found._replace(
        each_year=bool(each_year),
        mean=bool(mean),
        added=counted in ADDED,
        in_total=in_total is not None and found.sort is Sort.LEVEL,
        since=int(since[1]) if since is not None and since[1] else found.since,
    )


def _take_per_year(rest: PhraseText, units: Collection[str]) -> bool:
    """Take /年 from ≥300项/年, unless 项/年 is the indicator's own unit."""
    head, slash, tail = rest.left.rpartition("/年")
    if not slash or any(unit.endswith("/年") for unit in units):
        return False
    if tail and tail not in WORDS_AFTER and tail not in ABOUT_AFTER:
        return False
    rest.left = head + tail
    return True


def read_targets_by_year(text: str, units: Collection[str] = ()) -> dict[int, str]:
    """Part 到2025年92以上，到2027年92.5以上 into the target of each year, as written.

    Empty if the text is not of this form, or none of its targets can be read.
    """
    first, *rest = re.split(_YEAR_LEAD, text.strip()) if "年" in text else (text,)
    years = [int(year) for year in rest[1::3]]
    targets = [
        (modality or "") + target.strip()
        for modality, target in zip(rest[::3], rest[2::3], strict=True)
    ]
    if first or len(set(years)) < len(years) or not all(targets):
        return {}
    are_read = any(read_target(target, units) for target in targets)
    if not all(1900 <= year <= 2200 for year in years) or not are_read:
        return {}
    return dict(zip(years, targets, strict=True))
