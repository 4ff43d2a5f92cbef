"""The words of an evaluation's HTML page that other documents do not need, in Chinese."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    # 各项指标展开的内容
    "explain.cells": "取数",
    "opened.cells": "{sheet}（{cells}）",
    "explain.opinion": "评估意见",
    "explain.problem": "数据问题",
    "opened.problem": "{text}（{place}）",
    "explain.wording": "规划表述",
    "opened.wording": "{type}：{phrases}",
    "opened.no-office": "没有写明",
    # 图
    "chart.title": "历年情况与目标",
    "chart.title.unit": "历年情况与目标（{unit}）",
    "chart.actual": "实际",
    "chart.total": "累计",
    "chart.total.of_year": "累计（按当年值计）",
    "chart.total.total": "累计（按累计值计）",
    "chart.growth": "当年增速",
    "chart.mean": "年均增速",
    "chart.mean.years": "{first}—{last}年年均增速",
    "chart.state": "状态",
    "chart.schedule": "时序进度",
    "chart.baseline": "基期",
    "chart.forecast": "预计（不参与判定）",
    "chart.provisional": "初步数",
    "chart.target": "目标{target}",
    "chart.target.kept": "目标范围{target}",
    "chart.says.of": "{name}。",
    "chart.says.line": "{label}：{values}。",
    "chart.says.value": "{year}年{text}",
    "chart.says.target": "目标{target}。",
    "chart.apart": "没有画出：{values}。",
    "chart.apart.value": "{year}年“{text}”",
    # 页面
    "html.contents": "目录",
    "html.filter": "筛选",
    "html.all": "全部",
    "html.find": "查找",
    "html.find.hint": "名称、说明、责任单位",
    "html.clear": "清除",
    "html.open": "全部展开",
    "html.close": "全部收起",
    "html.shown": "显示{shown}项，共{all}项",
}
