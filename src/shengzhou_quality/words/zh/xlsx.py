"""The words of the workbooks that pages become, in Chinese."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    "xlsx.first": "总览",
    "xlsx.sheet": "表",
    "xlsx.contents": "本工作簿的各表",
    "xlsx.outline.item": "内容",
    "xlsx.outline.target": "目标",
    "xlsx.outline.status": "情况",
    "xlsx.outline.details": "说明",
    "workbook.plan.list": "指标",
    "workbook.plan.facts": "指标的规定",
    "workbook.summary": "汇总",
    "workbook.indicators": "指标完成情况",
    "workbook.attention.final": "未达标及关注",
    "workbook.attention.before": "滞后及关注",
    "workbook.requests": "催报清单",
    "workbook.tasks": "重点任务",
    "workbook.commitments": "量化任务",
    "workbook.milestones": "标志性成果",
    "workbook.source": "“数据来源”一列的单元格，在{files}。",
    "workbook.read.gap": "“差距”按指标的单位，单位为%的为百分点。",
    "workbook.problems": "数据问题",
    "workbook.method": "方法",
    "document.column.margin": "超出目标",
    "document.column.progress": "完成进度",
    "document.column.judged": "状态",
    "document.column.source": "数据来源",
    "document.column.cell": "单元格",
    "workbook.read": "“超出目标”和“差距”按指标的单位，单位为%的为百分点。",
}
