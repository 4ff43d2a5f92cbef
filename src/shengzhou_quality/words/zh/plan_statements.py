"""The effects of conflicts that an import proposes, in Chinese."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    "effect.import-text-no-baseline": "表中没有基期值，正文写的是{stated}；能否作为起点、计不计入规划期内的数，规划没有写明，由评估单位认定。",
    "effect.import-text-limit": "表中写“{printed}”，正文写“{stated}”，数相同，只差界值本身算不算；等于界值时两处结论不同，判定以表为准。",
    "effect.import-text-target": "表中的目标值是“{printed}”，正文写的是“{stated}”；按哪个数评估，结论可能不同，判定以表为准。",
    "effect.import-text-baseline": "表中的基期值是“{printed}”，正文写的是“{stated}”；以哪个数为起点，完成进度可能不同，判定以表为准。",
}
