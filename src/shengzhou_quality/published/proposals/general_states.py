"""The states of a milestone in the words of any office; a plan's own are for a person to add."""

from __future__ import annotations

import re
from typing import Any

from shengzhou_quality.notation import clean

_NOT_STARTED = ("未开始", "未开展", "尚未启动", "尚未开始", "尚未开展")
_IN_PROGRESS = (
    "推进", "正在推进", "进行中", "正在进行", "实施中", "正在实施", "创建中", "正在创建",
    "建设中", "正在建设", "在建", "未完成", "尚未完成", "未建成", "尚未建成",
)  # fmt: skip
_COMPLETED = ("完成", "已完成", "全部完成", "建成", "已建成")
_REACHED = ("达到", "已达到", "是", "√")
_OWN_WORK = re.compile(
    "(?!.*(?:验收|评估|认定|考核|审批))(?:完成|建成|创成|创建成功|成功创建|建立|竣工)"
)
"""Targets that the work itself reaches, without a decision of others such as 通过验收."""


def general_states(target: str) -> list[dict[str, Any]]:
    """Not started, under way, and the target itself, with the spellings that nobody disputes."""
    return [
        {"key": "not-started", "name": "未启动", "spellings": [*_NOT_STARTED]},
        {"key": "in-progress", "name": "推进中", "spellings": [*_IN_PROGRESS]},
        {"key": "completed", "name": target, "spellings": _reached(clean(target))},
    ]


def _reached(target: str) -> list[str]:
    """What offices write of a state that is reached. What is completed may not be accepted yet."""
    said = _COMPLETED if _OWN_WORK.match(target) else ()
    return [one for one in (*said, *_REACHED) if one != target]
