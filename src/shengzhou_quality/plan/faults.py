"""Point a fault of a plan file at the line to correct, and choose which of its messages helps.

What checks a piece knows its fields and one code; here the text that the person wrote decides
how the fault is said and what is to be typed instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple
from unicodedata import normalize

from shengzhou_quality.notation import Direction, Figure, Missing, read_value, write
from shengzhou_quality.plan.kinds import KINDS
from shengzhou_quality.plan.kinds.fields import units_of
from shengzhou_quality.plan.kinds.indicator import Constraint
from shengzhou_quality.sources.tree import KeyPath, TreeNode

Parameters = dict[str, str]


class ToldFault(NamedTuple):
    """A fault as it is reported: its code, the path of the line, and the parameters."""

    code: str
    path: KeyPath
    parameters: Parameters


_KEY_AT_FAULT: Mapping[str, tuple[str, ...]] = {
    "plan-target-against-direction": ("target",),
    "plan-target-outside-domain": ("target",),
    "plan-cumulative-counts-up": ("target",),
    "plan-target-not-last-state": ("target",),
    "plan-figure-in-other-unit": ("target", "baseline"),
    "plan-target-of-another-kind": ("target",),
    "plan-target-needs-direction": ("target",),
    "plan-not-a-tolerance": ("tolerance",),
    "plan-change-without-baseline": ("target",),
    "plan-change-in-unclear": ("change_in", "target"),
    "plan-change-unclear": ("change", "name"),
    "plan-target-against-change": ("target", "change"),
    "plan-change-below-zero": ("target",),
    "plan-reported-unclear": ("target",),
    "plan-share-of-nothing": ("baseline", "target"),
    "plan-baseline-not-in-target": ("target",),
    "plan-against-not-written": ("target",),
    "plan-over-not-written": ("target",),
    "plan-over-needs-growth": ("over",),
    "plan-years-reversed": ("target_year",),
    "plan-spelling-of-two-states": ("states",),
    "plan-bounds-reversed": ("low",),
}
"""The key of the item that a contradiction within it is reported at."""

SAID_BY_KEY: Mapping[str, str] = {
    "plan-target-needs-direction": "direction",
    "plan-change-without-baseline": "baseline",
    "plan-change-in-unclear": "change_in",
    "plan-change-unclear": "change",
    "plan-reported-unclear": "reported",
    "plan-against-not-written": "against",
    "plan-over-not-written": "over",
}
"""Of a contradiction, the key that would settle it: one that is written wrong is one fault."""

_SAMPLES: Mapping[str, str] = {
    "plan": "plan: {id: my, title: …, baseline_year: …, target_year: …}",
    "categories": "categories: [{key: economy, name: 经济发展}]",
    "indicators": "indicators: [{id: 1, name: …, kind: level, …}]",
    "id": "id: 1",
    "title": "title: 某市“十五五”规划纲要",
    "baseline_year": "baseline_year: 2025",
    "target_year": "target_year: 2030",
    "key": "key: economy",
    "name": "name: 常住人口城镇化率",
    "category": "category: economy",
    "target": 'target: ">65"',
    "source": "source: {section: 专栏1, quote: 常住人口城镇化率}",
    "section": "section: 专栏1",
    "quote": "quote: 常住人口城镇化率达到65%",
    "states": "states: [{key: going, name: 推进中}, {key: done, name: 已完成}]",
    "evidence": "evidence: 命名文件",
    "about": "about: [5]",
    "names": "names: [甲, 乙]",
    "after": "after: T1.1",
}
"""For a key that is missing, a line to type."""

_FORMS: Mapping[str, str] = {
    "source": "source: {section: 专栏1, quote: …}",
    "plausible": "plausible: {low: 1, high: 60}",
    "domain": "domain: {low: 0, high: 100}",
    "targets": 'targets: {2023: "90以上", 2025: "92以上"}',
    "changed_targets": "changed_targets: [{date: 2023-06-30, target: …, source: …}]",
    "states": _SAMPLES["states"],
    "stretch": 'stretch: ">70"',
}
"""For a value of another form than its key needs, a line to type."""

_MEANT: Mapping[str, str] = {
    "序号": "id", "编号": "id", "指标": "name", "指标名称": "name", "名称": "name",
    "别名": "aliases",
    "单位": "unit", "计量单位": "unit", "属性": "constraint", "性质": "constraint", "类型": "kind",
    "类别": "category", "分类": "category", "一级指标": "category", "方向": "direction",
    "基期值": "baseline", "基期": "baseline", "目标值": "target", "目标": "target",
    "出处": "source", "来源": "source", "引文": "quote", "原文": "quote", "章节": "section",
    "责任单位": "offices", "状态": "states", "规划": "plan", "规划名称": "title",
    "基期年": "baseline_year", "目标年": "target_year",
}  # fmt: skip
"""The head words of the printed table, for the key that a file needs."""

_KINDS_MEANT: Mapping[str, str] = {
    "水平": "level", "保持": "maintain", "累计": "cumulative", "年均增速": "average_growth",
    "变化": "change", "均值": "mean_level", "年度": "yearly", "创建": "milestone",
    "比较": "relative", "趋势": "trend", "叙述": "narrative",
}  # fmt: skip
"""The Chinese names of the kinds, as the catalogue has them, without 型."""

_WIDE_QUOTES = frozenset("“”")

_WORDS_OF_KEYS: Mapping[str, str] = {
    "baseline_year": "year",
    "target_year": "year",
    "adopted": "date",
    "published": "date",
    "date": "date",
    "key": "slug",
    "category": "slug",
    "whole": "yes-no",
    "demanded": "yes-no",
}


def tell(
    code: str, path: KeyPath, parameters: Parameters, item: Any, categories: Mapping[str, str]
) -> ToldFault:
    """Return the fault with what its message needs; `item` is what stands at its path.

    `categories` are the keys of the plan's categories by their names.
    """
    key = str(path[-1]) if path else ""
    if code == "plan-bad-value" and key == "category" and isinstance(item, str):
        return unknown_category(path, item, categories)
    given = dict(parameters)
    if code in _KEY_AT_FAULT and isinstance(item, dict):
        if code == "plan-figure-in-other-unit":
            given |= _in_other_unit(item)
        written = [one for one in _KEY_AT_FAULT[code] if one in item]
        key = given.get("key") or (written[0] if written else key)
        path = (*path, key) if key in item else path
        given |= {"key": key, "target": _text(item.get("target"))}
    match code:
        case "plan-missing-key" | "plan-missing-part":
            given |= _of_missing(key, item, given, categories)
        case "plan-not-one-of":
            given |= _of_choice(key, item)
        case "plan-bad-value":
            given |= _of_bad_value(path, key, item, given)
        case "plan-target-needs-direction" if item.get("direction") == Direction.WITHIN:
            given |= {"variant": "within"}
        case "plan-not-a-figure":
            given |= _of_figure(key, item)
        case "plan-target-against-direction":
            given |= _of_direction(item)
    return ToldFault(code, path, {"key": key} | given)


def meant_by(written: str, keys: Iterable[str]) -> str | None:
    """Return which of the keys a person may have meant: by a word of the table, or by a slip."""
    known = list(keys)
    if _MEANT.get(written) in known:
        return _MEANT[written]
    return next(iter(get_close_matches(written, known, n=1)), None)


def unknown_category(path: KeyPath, written: str, categories: Mapping[str, str]) -> ToldFault:
    """A category by its name instead of its key, or none of the plan."""
    nearest = categories.get(written.strip())
    if nearest == written:  # the key is no key: its own fault is reported
        return ToldFault("plan-unknown-category", path, {"written": written, "variant": "key"})
    known = ", ".join(categories.values())
    parameters = {"written": written, "known": known} | ({"nearest": nearest} if nearest else {})
    return ToldFault("plan-unknown-category", path, parameters)


def _of_missing(
    key: str, item: TreeNode, given: Parameters, categories: Mapping[str, str]
) -> Parameters:
    """What to add; of a part that is there, how it is to be written."""
    if isinstance(item, dict) and key != "plan":
        return {"variant": "list"}
    if key == "constraint":
        return {"variant": key}
    if key == "indicators" and "variant" in given:
        return {}
    if key == "category" and categories:
        return {"sample": f"category: {next(iter(categories.values()))}"}
    return {"sample": _SAMPLES[key]} if key in _SAMPLES else {}


def _of_choice(key: str, item: TreeNode) -> Parameters:
    if key not in ("constraint", "direction", "change_in"):
        return {}
    meant = [one for one in Constraint.printed() if one[:2] == _text(item)[:2]]
    near = {"nearest": f"{key}: {meant[0]}"} if meant and key == "constraint" else {}
    return {"variant": "change-in" if key == "change_in" else key} | near


def _of_bad_value(path: KeyPath, key: str, item: TreeNode, given: Parameters) -> Parameters:
    """Which message of a value helps, and a line to type where its form is at fault."""
    variant = given.get("variant") or _of_value(path, key, item)
    said = {"variant": variant} if variant else {}
    if variant == "year":
        said["year"] = _year_in(item) or "2025"
    sample = _FORMS.get(key) or (_SAMPLES.get(key) if variant == "blank" else None)
    return said | ({"sample": sample} if sample else {})


def _year_in(item: TreeNode) -> str | None:
    found = re.search(r"(?:19|20|21)[0-9]{2}", normalize("NFKC", _text(item)))
    return found[0] if found else None


def _of_noted(text: str) -> Parameters:
    """A figure with words or a footnote around it: what to type of it."""
    figure = re.search(r"-?[0-9][0-9,]*(?:\.[0-9]+)?", text)
    if figure is None:
        return {}
    rest = text.replace(figure[0], "", 1)
    return {"variant": "noted", "bare": figure[0], "year": _year_in(rest) or "2019"}


def kind_meant(written: str) -> str | None:
    """The kind that a person may have meant: its Chinese name, or a slip."""
    plain = normalize("NFKC", written).strip().lower()
    known = _KINDS_MEANT.get(plain.removesuffix("型"))
    return known or next(iter(get_close_matches(plain, KINDS, n=1)), None)


def _of_value(path: KeyPath, key: str, item: TreeNode) -> str | None:
    if item is None or item == "":
        return "blank"
    if key == "target" and isinstance(item, dict):
        return "by-year"
    if isinstance(item, dict | list):
        return "one-value"
    if key in _WORDS_OF_KEYS:
        return _WORDS_OF_KEYS[key]
    if key == "id":
        return "slug" if path == ("plan", "id") else "number" if path[0] == "indicators" else None
    return None


def _of_figure(key: str, item: TreeNode) -> Parameters:
    if not isinstance(item, str) or isinstance(read_value(item), Missing):
        return {"variant": "none"}
    if within_wide_quotes(item) is not None:
        return {"variant": "wide-quotes"}
    return _of_noted(item) if key == "baseline" else {}


def within_wide_quotes(text: str) -> str | None:
    """What a text holds that is put whole in full-width quotes, which YAML does not know."""
    inner = text[1:-1]
    in_quotes = len(text) > 1 and text[0] in _WIDE_QUOTES and text[-1] in _WIDE_QUOTES
    return inner if in_quotes and not _WIDE_QUOTES.intersection(inner) else None


def unread_target(item: Mapping[str, Any]) -> Parameters:
    """What helps with a target that its kind does not read: another kind that does."""
    target, units = _text(item.get("target")), units_of(item)
    judging = (name for name, kind in KINDS.items() if not (kind.takes_words or kind.of_states))
    other = next((name for name in judging if KINDS[name].reads_target(target, units)), None)
    return {"variant": "other-kind", "other": other} if other else {}


def _of_direction(item: Mapping[str, Any]) -> Parameters:
    """Which way the target goes, in words that say what to type."""
    figure = read_value(_text(item.get("target")))
    own, written = KINDS.get(_text(item.get("kind"))), item.get("direction")
    if written == Direction.UNDECIDED:
        return {"variant": "undecided"}
    bare = not isinstance(figure, Figure) or figure.relation is None
    if bare and written == Direction.DECREASE and own is not None and own.reports_changes:
        return {"variant": "change"}
    if not isinstance(figure, Figure) and written is None:
        return {}
    if not isinstance(figure, Figure):
        return {"variant": "rises" if written == Direction.DECREASE else "falls"}
    low, high = figure.interval.low, figure.interval.high
    if low is not None and high is not None:
        ends = {
            "low": write(figure.interval.point(low)),
            "high": write(figure.interval.point(high)),
        }
        return {"variant": "range"} | ends
    falling = item.get("direction") == Direction.DECREASE
    return {"variant": "rises" if falling else "falls"}


def _in_other_unit(item: Mapping[str, Any]) -> Parameters:
    unit = _text(item.get("unit"))
    for key in ("target", "baseline"):
        figure = read_value(_text(item.get(key)))
        if isinstance(figure, Figure) and figure.unit not in (None, unit):
            said = {"key": key, "written": _text(item.get(key)), "unit": unit}
            return said | ({} if unit else {"variant": "none"})
    return {"unit": unit}


def _text(written: object) -> str:
    return written if isinstance(written, str) else ""
