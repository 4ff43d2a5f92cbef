"""Count a group of results by status, with 指标完成率 and the share on schedule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from shengzhou_quality.decimals import rounded
from shengzhou_quality.evaluation.item_result import IndicatorResult
from shengzhou_quality.evaluation.report import Count
from shengzhou_quality.evaluation.status import ON_SCHEDULE, TO_VERIFY
from shengzhou_quality.judgement import NoteCode, Status, Verdict, note_of


def count(everything: Sequence[IndicatorResult], *, final: bool, excluded: int = 0) -> Count:
    """Count every status and verdict, zeros included, without the excluded results.

    `excluded` is the number of excluded items that `everything` does not contain. In the `final`
    year there is no schedule left to compare with: the completion rate tells the outcome.
    """
    results = [result for result in everything if not result.excluded]
    verdicts = Counter(result.verdict for result in results)
    statuses = Counter(result.status for result in results)
    met = verdicts[Verdict.MET]
    judged = met + verdicts[Verdict.NOT_MET]
    on_schedule = None if final else sum(statuses[status] for status in ON_SCHEDULE)
    return Count(
        total=len(results),
        excluded=len(everything) - len(results) + excluded,
        met=met,
        judged=judged,
        completion_rate=_rate(met, len(results)),
        completion_rate_judged=_rate(met, judged),
        on_schedule=on_schedule,
        on_schedule_rate=None if on_schedule is None else _rate(on_schedule, len(results)),
        to_verify=sum(statuses[status] for status in TO_VERIFY),
        statuses={status: statuses[status] for status in Status},
        verdicts={verdict: verdicts[verdict] for verdict in Verdict},
        for_evaluators=sum(result.is_for_evaluators for result in results),
        decided=sum(result.decided is not None for result in results),
        open_paces=sum(result.pace_is_open for result in results),
        outside=sum(
            result.status is Status.MAINTAINED
            and note_of(NoteCode.YEAR_OUTSIDE, result.notes) is not None
            for result in results
        ),
    )


def _rate(part: int, whole: int) -> Decimal | None:
    return rounded(Fraction(part, whole)) if whole else None
