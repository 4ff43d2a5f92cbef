"""What an import says of the plan's full text: effects of conflicts, what it did not enter."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    "effect.import-text-no-baseline": "表中没有基期值，正文写的是{stated}；能否作为起点、计不计入规划期内的数，规划没有写明，由评估单位认定。",
    "effect.import-text-limit": "表中的基期值写“{printed}”，正文写“{stated}”，数相同，只差界值本身算不算；判定用到基期值的，以表为准。",
    "effect.import-text-limit.level": "表中的基期值写“{printed}”，正文写“{stated}”，数相同，只差界值本身算不算；只关系到从哪里算起，期末是否达到只看目标值。以表中的基期值为准。",
    "effect.import-text-limit.maintain": "表中的基期值写“{printed}”，正文写“{stated}”，数相同，只差界值本身算不算；保持型各年只与目标值比较，判定不受影响。",
    "effect.import-text-limit.rises": "表中的基期值写“{printed}”，正文写“{stated}”，数相同，只差界值本身算不算；保持型各年只与目标值“{target}”比较，判定不受影响。",
    "effect.import-text-target": "表中的目标值是“{printed}”，正文写的是“{stated}”；按哪个数评估，结论可能不同，判定以表为准。",
    "effect.import-text-baseline": "表中的基期值是“{printed}”，正文写的是“{stated}”；判定用到基期值的，结论可能不同，以表为准。",
    "effect.import-text-baseline.level": "表中的基期值是“{printed}”，正文写的是“{stated}”；以哪个数为起点，期末以前的完成进度可能不同，期末是否达到只看目标值。以表中的基期值为准。",
    "effect.import-text-baseline.maintain": "表中的基期值是“{printed}”，正文写的是“{stated}”，两个数都在目标之内；保持型各年只与目标值比较，判定不受影响。",
    "effect.import-text-baseline.rises": "表中的基期值是“{printed}”，正文写的是“{stated}”，不在目标值“{target}”之内。若起点是正文的数，起点还没有达到目标，这一项就不是保持，按保持型逐年核对偏严。以表中的基期值为准。",
    "text.unmatched": "正文中带数而没有对上指标的要求（{count}处），可能是量化任务：",
    "text.aside": "正文说到指标而没有与表比较的数（{count}处），年份、地区、单位不同，目标不是数，或是增速等：",
    "text.unmatched.sentence": "{section}：“{quote}”",
    "text.aside.sentence": "第{id}项，{section}：“{quote}”",
    "text.aside.sentence.area": "第{id}项，{section}：“{quote}”（是“{area}”的数）",
    "import.text": "正文",
    "import.text.found": "{file}，{count}句说到指标的数，涉及{indicators}项",
}
