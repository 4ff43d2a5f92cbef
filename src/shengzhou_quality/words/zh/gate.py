"""The words about what opens the gate, and about folders of files, in Chinese."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    # 单位意见
    "assessed.heading.opinions": "单位意见（不计入）",
    "assessed.opening.opinions": "报送文件中另有单位自己的意见{count}条（{items}），只列出，不改变判定、各数和结论。",
    # 数据核实
    "settled.by": "已核实：{reason}（{by}{date}）。",
    "settled.unsigned": "已核实：{reason}（没有写明认定人{date}）。",
    "settled.date": "，{date}",
    "settled.hint": "无需处理；原文改动以后会重新提示。",
    # 命令
    "usage.no-such-item.range": "规划中没有编号为“{name}”的指标：编号为{first}—{last}。",
    "usage.no-such-item.range.nearest": "规划中没有“{name}”：编号为{first}—{last}，是否为{nearest}？",
    "help.accept-own-assessments": "数据文件中的评估意见和数据核实也采用；不给则只列为单位意见。",
    "help.check.fail-on": "何时不通过（退出码1）：error 有错误；warning 有错误或提醒（默认）；never 从不。",
    "help.check.assessments": "评估人员的文件，可重复：已核实的提醒不再计为问题，不纳入评估的不再要求。",
    "help.template.assessments": "生成评估人员填写的“评估意见”和“数据核实”两张表；给出 --values 的，列入其中待核实的提醒。",
    "usage.folder-gone": "当前文件夹已不存在，无法确定 {name} 的位置；请换到一个现有的文件夹，或写完整路径。",
    "template.assessments.sheet": "评估意见",
    "template.assessments.id": "编号",
    "template.assessments.name": "名称",
    "template.assessments.status": "状态",
    "template.assessments.reason": "理由",
    "template.assessments.by": "评估人",
    "template.assessments.date": "日期",
    "template.assessments.baseline": "修订基期值",
    "template.settled.sheet": "数据核实",
    "template.settled.code": "代码",
    "template.settled.id": "编号",
    "template.settled.name": "指标",
    "template.settled.year": "年份",
    "template.settled.text": "原文",
    "template.settled.reason": "理由",
    "template.settled.by": "认定人",
    "template.settled.date": "日期",
    "template.assessments.title": "评估意见（由评估人员填写）",
    "template.settled.title": "数据核实（由评估人员填写）",
    "template.settled.note": "逐条填写理由、认定人和日期；没有填写的不起作用。代码、指标、年份、原文请勿改动。",
    "template.assessments.note": "状态从下拉列表中选填；没有理由的不起作用。修订基期值只用于水平型指标。",
    "template.doubts": "列入待核实的提醒{count}条。",
    # 持续集成
    "github.rest": "另有{counts}没有作为注释列出：",
    "github.missing": "缺{year}年的数据{count}项：{items}",
    "github.missing.item": "{id} {name}",
    "github.missing.cure": "请逐项补报；预计数和部分月份的数不算。",
}
