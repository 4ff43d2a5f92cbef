"""Stand-in."""
from shengzhou_quality.evaluation.report import Conclusion, Report
from shengzhou_quality.evaluation.selections import lagging, watched
from shengzhou_quality.words import Words


def conclusion(report: Report, words: Words) -> str:
    zh = words.language == "zh"
    if report.conclusion is Conclusion.NOT_JUDGED:
        return "不作认定" if zh else "not judged"
    if report.conclusion is Conclusion.FAILING:
        return ("未通过" if zh else "not passed") if report.final else (f"约束性指标{len(lagging(report))}项滞后" if zh else "binding behind")
    if report.final:
        return "约束性指标全部达标" if zh else "all binding indicators are met"
    return f"约束性指标无滞后，需关注{len(watched(report))}项" if zh else f"no binding indicator is behind, {len(watched(report))} need attention"
