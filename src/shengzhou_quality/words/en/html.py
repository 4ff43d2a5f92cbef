"""The words of an evaluation's HTML page that other documents do not need, in English."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    # what opens below an indicator
    "explain.cells": "Cells",
    "opened.cells": "{sheet} ({cells})",
    "explain.opinion": "Opinion",
    "explain.problem": "Data problem",
    "opened.problem": "{text} ({place})",
    "explain.wording": "Wording",
    "opened.wording": "{type}: {phrases}",
    "opened.no-office": "Not named",
    # charts
    "chart.title": "By year, and the target",
    "chart.title.unit": "By year, and the target ({unit})",
    "chart.actual": "Actual",
    "chart.total": "Total so far",
    "chart.total.of_year": "Total so far (values of single years)",
    "chart.total.total": "Total so far (values are totals)",
    "chart.growth": "Growth of the year",
    "chart.mean": "Mean growth",
    "chart.mean.years": "Mean growth {first}–{last}",
    "chart.state": "State",
    "chart.schedule": "Schedule",
    "chart.baseline": "Baseline",
    "chart.forecast": "Forecast (not judged)",
    "chart.provisional": "Preliminary",
    "chart.target": "Target {target}",
    "chart.target.kept": "Target range {target}",
    "chart.says.of": "{name}.",
    "chart.says.line": "{label}: {values}.",
    "chart.says.value": "{year} {text}",
    "chart.says.target": "Target {target}.",
    "chart.apart": "Not drawn: {values}.",
    "chart.apart.value": "{year} “{text}”",
    # the page
    "html.contents": "Contents",
    "html.filter": "Select rows",
    "html.all": "All",
    "html.find": "Find",
    "html.find.hint": "name, remark, office",
    "html.clear": "Clear",
    "html.open": "Open all",
    "html.close": "Close all",
    "html.shown": "{shown} of {all} rows",
}
