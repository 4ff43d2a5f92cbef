"""The reports that every document is tested with: the examples, nothing, everything failing."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shengzhou_quality.formats import FORMATS, Options
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengzhou_quality.evaluation.report import Report

    Judge = Callable[..., Report]

EXAMPLES = Path(__file__).parent.parent / "examples"
NAMES = (
    "final-2025", "failing-2025", "county-2025", "tasks-2025", "midterm-2023", "tasks-2023",
    "assessed", "all-fail", "blank", "forty-findings", "only-milestone",
)  # fmt: skip
LANGUAGES = ("zh", "en")
LONG = "备注很长" * 400


def make(judge: Judge) -> dict[str, Report]:
    """Each of `NAMES` judged, once for all test modules."""
    return dict(_made(judge))


MADE: dict[tuple[int, str, str], tuple[Report, bytes]] = {}
"""What many tests look at, by the identity of the report, which is kept with it."""


def rendered(report: Report, name: str, lang: str) -> bytes:
    """`report` in a format, once for all test modules."""
    key = (id(report), name, lang)
    if key not in MADE:
        MADE[key] = report, FORMATS[name].render(report, Words(lang), Options())
    return MADE[key][1]


@cache
def _made(judge: Judge) -> dict[str, Report]:

    def example(*names: str) -> Report:
        return judge(*((name, (EXAMPLES / name).read_bytes()) for name in names))

    made = {name: example(f"{name}.xlsx") for name in NAMES[:6]}
    made["assessed"] = example("midterm-2023.xlsx", "assessments-2023.yaml")
    made["all-fail"] = judge(("fail.yaml", all_fail()))
    blank = {"actuals": [{"id": "7", "values": {"2025": None}}]}
    made["blank"] = judge(("blank.yaml", json.dumps(blank).encode()), year=2025)
    made["forty-findings"] = judge(("forty.yaml", forty_findings()))
    row = {"id": "M03", "values": {"2025": "推进中"}}
    one = json.dumps({"actuals": [row]}).encode()
    made["only-milestone"] = judge(("one.yaml", one), only=["M03"])
    return made


def all_fail() -> bytes:
    """Each measured indicator far from its target; those of states not begun."""
    values = {str(number): "0.1" for number in range(1, 24)}
    values |= {str(number): "50" for number in (1, 2, 3, 4, 10, 11, 12)}
    values |= {"5": "20", "6": "5", "7": "300", "8": "2", "9": "4", "21": "2.1", "22": "150"}
    values |= {"23": "3.5", "13": "未启动", "14": "未启动"}
    values |= {str(number): "0" for number in range(15, 21)}
    rows = [{"id": one, "values": dict.fromkeys(map(str, range(2021, 2026)), value)}
            for one, value in values.items()]  # fmt: skip
    return json.dumps({"actuals": rows}).encode()


def forty_findings() -> bytes:
    """Forty rows that no item of the plan has, each with a long remark."""
    rows = [
        {"indicator": f"无此指标{number}", "values": {"2025": "1"}, "remark": LONG}
        for number in range(40)
    ]
    rows.append({"id": "7", "values": {"2025": "426.3"}, "remark": LONG})
    return json.dumps({"actuals": rows}).encode()


MARKS = {
    "zh": {"provisional": "（初步数）", "forecast": "（预计）"},
    "en": {"provisional": " (preliminary)", "forecast": " (forecast)"},
}


_PENDING = "Applied or accepted, title pending"
STATES = {
    **dict.fromkeys(("未启动", "筹备中"), "Not started"),
    **dict.fromkeys(
        ("推进中", "启动创建", "创建中", "有序推进", "按计划推进", "申报中"), "In progress"
    ),
    **dict.fromkeys(("已申报", "已通过验收", "已申报,待命名", "已公示"), _PENDING),
    **dict.fromkeys(("完成创建", "已命名", "已授牌", "已完成"), "Established"),
}
"""The states of the two milestones of the table as offices wrote them in the examples."""


def as_shown(entry: dict[str, Any], lang: str) -> str:
    """The value of a year as a report has to show it, from its entry in the JSON.

    As it was reported, but the mark of one that is not final and the name of a state in the
    language of the report.
    """
    text = " ".join((entry["text"] or "—").split())
    if lang == "en":
        text = STATES.get(text, text)
    for kind in ("forecast", "provisional"):
        if entry[kind]:
            figure = re.fullmatch(r"([^()（）]+)[(（][^()（）]+[)）]", text)
            assert figure is not None, f"a {kind} value without its mark: {text}"
            return figure[1] + MARKS[lang][kind]
    return text
