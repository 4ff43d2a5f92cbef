"""Word every target that the plan sets an item, each with its year and the sentence behind it."""

from __future__ import annotations

from shengzhou_quality.evaluation.item_result import IndicatorResult
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.pages.figures import date_words
from shengzhou_quality.pages.ranges import cited_words, quote_words
from shengzhou_quality.pages.rows import goal, target_words
from shengzhou_quality.words import Words


def planned(result: IndicatorResult, report: Report, words: Words) -> str:
    """2025年目标值≥90%（…，2023年调整），原为≥92%（…）: all targets, and where they stand."""
    indicator, year = result.indicator, report.plan.head.target_year
    cited = cited_words(indicator.source, words, of=indicator.name)
    if indicator.of_states:
        target = target_words(result, words)
        return words("explain.target.state", year=year, target=target, cited=cited)
    if indicator.left_to_people:
        return words("explain.target.people", target=indicator.target, cited=cited)
    targets, change = target_by_year(result, report, words), result.changed
    if change is None:
        return words("explain.target", targets=targets, cited=cited)
    return words(
        "explain.target.changed",
        targets=targets,
        date=date_words(change.date, words),
        source=quote_words(change.source, words),
        printed=goal(indicator.with_target(change.printed), words),
        cited=cited,
    )


def target_by_year(result: IndicatorResult, report: Report, words: Words) -> str:
    """2023年目标值90%以上，2025年目标值95%以上: those of all years, then the stretch."""
    indicator, last = result.indicator, report.plan.head.target_year
    assert not indicator.of_states, "a milestone has one state to reach"
    rules_years = indicator.ruled_by(report.year) is not None
    final = indicator.in_force(last).target if rules_years else indicator.target
    every = {last: final} | {one.year: one.text for one in result.targets if one.year is not None}
    said = [
        words(
            "explain.target.year",
            year=year,
            target=goal(indicator.with_target(text), words),
        )
        for year, text in sorted(every.items())
    ]
    if result.stretch is not None:
        stretch = goal(indicator.with_target(result.stretch.text), words)
        said.append(words("explain.target.stretch", target=stretch))
    return words("lists.separator").join(said)
