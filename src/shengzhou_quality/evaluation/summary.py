"""Count a group of results by status, with 指标完成率."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from shengzhou_quality.decimals import rounded
from shengzhou_quality.evaluation.item_result import IndicatorResult
from shengzhou_quality.evaluation.report import Count
from shengzhou_quality.judgement import Status, Verdict


def count(everything: Sequence[IndicatorResult], excluded: int = 0) -> Count:
    """Count every status and verdict, zeros included, without the excluded results.

    `excluded` is the number of excluded items that `everything` does not contain.
    """
    results = [result for result in everything if not result.excluded]
    verdicts = Counter(result.verdict for result in results)
    statuses = Counter(result.status for result in results)
    met = verdicts[Verdict.MET]
    judged = met + verdicts[Verdict.NOT_MET]
    return Count(
        total=len(results),
        excluded=len(everything) - len(results) + excluded,
        met=met,
        judged=judged,
        completion_rate=_rate(met, len(results)),
        completion_rate_judged=_rate(met, judged),
        statuses={status: statuses[status] for status in Status},
        verdicts={verdict: verdicts[verdict] for verdict in Verdict},
        open_paces=sum(result.pace_is_open for result in results),
    )


def _rate(part: int, whole: int) -> Decimal | None:
    return rounded(Fraction(part, whole)) if whole else None
