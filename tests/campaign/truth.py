"""The made-up data of the campaign: what is true, and which office is responsible for what.

No figure here is real. Every name of an office is one that any city has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shengzhou_quality.plan.model import Plan

YEARS = (2021, 2022, 2023, 2024, 2025)
MADE_UP = "本表数据均为虚构，仅用于测试。"

OFFICES: Mapping[str, tuple[str, ...]] = {
    "市场监管局": ("1", "15", "16", "17", "18", "19", "T01", "T02", "T03"),
    "农业农村局": ("2", "C22"),
    "药品监管科": ("3", "4", "C11-C13", "C33", "M50-M52"),
    "住建局": ("5", "6", "20", "T05"),
    "发改局": ("7", "T06", "S1", "S2", "S3"),
    "商务局": ("8", "C08-C10", "M10-M12", "M71"),
    "卫健局": ("9",),
    "人社局": ("10", "T10"),
    "生态环境局": ("11", "12", "13", "14", "T07"),
    "科技局": ("21", "22", "23", "T08"),
    "经信局": ("T04", "T09"),
    "统计局": (),
}
"""分工表: what is said of an item itself stands over what is said of its task."""

VALUES: Mapping[str, tuple[float | int | str, ...]] = {
    "1": (97, 97.2, 97.5, 97.1, 96.8),
    "2": (98.6, 98.9, 98.7, 99.1, 99),
    "3": (99.8, 99.7, 99.9, 100, 99.8),
    "4": (98.8, 99, 98.9, 99.2, 99.1),
    "5": (34.5, 36.2, 37.8, 39.1, 41.5),
    "6": (8.2, 10.1, 12, 14.1, 16.3),
    "7": (345.6, 362.8, 385.1, 404.7, 426.3),
    "8": (9.4, 8.8, 9.1, 9.3, 9.2),
    "9": (5.4, 5.6, 5.8, 6, 6.3),
    "10": (99.2, 99.3, 99.4, 99.5, 99.6),
    "11": (94.2, 94.5, 95, 95.2, 95.6),
    "12": (100, 100, 100, 100, 100),
    "13": ("推进中", "推进中", "推进中", "已命名", "已命名"),
    "14": ("推进中", "推进中", "推进中", "推进中", "完成"),
    "15": (4, 5, 4, 5, 4),
    "16": (2, 2, 3, 2, 3),
    "17": (0, 0, 1, 0, 1),
    "18": (2, 4, 5, 6, 7),
    "19": (2, 2, 1, 2, 2),
    "20": (2, 3, 2, 2, 3),
    "21": (2.9, 3, 3.1, 3.2, 3.36),
    "22": (200, 250, 300, 350, 420),
    "23": (4.1, 4.6, 5.1, 5.6, 6.2),
    "C34": (0.28, 0.26, 0.25, 0.22, 0.2),
}
"""By item and year: the indicators, and the commitment that has to be kept in each year."""

FIGURES: Mapping[str, float | int] = {
    "C01": 24, "C03": 4, "C04": 3, "C06": 59.1, "C07": 6.4, "C08": 100, "C10": 100, "C11": 100,
    "C12": 100, "C13": 100, "C16": 100, "C17": 4, "C19": 100, "C23": 100, "C24": 100, "C25": 100,
    "C26": 100, "C28": 3, "C29": 100, "C30": 100, "C31": 2, "C32": 100, "C33": 100,
    "C35": 100,
}  # fmt: skip
"""Commitments with a figure of their own, in 2025; C31 is a total."""

ADJUSTED = "M66"
"""A milestone that was adjusted (已调整), which people evaluate by its basis."""

WORDS: Mapping[str, str] = {
    "C09": "42个乡镇村居已覆盖",
    "C18": "八大工程均已实施",
    "C20": "已建成26个阅读空间",
    "C21": "贮存处置总量较上年减少",
    "C22": "秸秆、畜禽粪污均已利用",
    "C27": "已形成支撑格局",
}
"""Commitments that people evaluate."""


def responsible(plan: Plan) -> dict[str, str]:
    """The office of each item that is reported by itself."""
    found: dict[str, str] = {}
    for whole in (True, False):
        for office, spans in OFFICES.items():
            for span in spans:
                if span[0] in "TS" and whole:
                    task = next(one for one in plan.sections if one.id == span)
                    ids = [one.id for one in (*plan.commitments, *plan.milestones)
                           if plan.home(one).task is task]  # fmt: skip
                elif span[0] not in "TS" and not whole:
                    ids = _span(span)
                else:
                    continue
                found |= dict.fromkeys(ids, office)
    mine = {*VALUES, *FIGURES, *WORDS, *states(plan)}
    return {item: office for item, office in found.items() if item in mine}


def _span(span: str) -> list[str]:
    first, _, last = span.partition("-")
    if not last:
        return [first]
    return [f"{first[0]}{number:02d}" for number in range(int(first[1:]), int(last[1:]) + 1)]


def states(plan: Plan) -> dict[str, str]:
    """Milestones that are reported by themselves: done, in the words that offices use."""
    found: dict[str, str] = {}
    for number, one in enumerate(plan.milestones):
        judged = plan.judged(one)
        if judged is not None and judged.of_states:
            done = len(judged.states) - 1
            own = [word for word in DONE if judged.rank_of(word) == done]
            found[one.id] = own[number % len(own)] if one.id != ADJUSTED else "已调整"
    return found


DONE = ("已完成", "已建立", "已印发", "已实施", "已建成", "全面完成", "国家级创建成功", "已命名")
