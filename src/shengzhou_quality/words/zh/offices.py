"""The words of responsible offices (责任单位) and of the file with the offices, in Chinese."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    "codes.heading.office": "责任单位和分工表",
    "plan.offices": "责任单位",
    # 催报清单
    "office.contacts": "联系人：{contacts}",
    "office.contact": "{name}（{phone}）",
    "office.named": "{office}（按{said_by}）",
    "office.supporting": "配合单位：{offices}",
    "office.said-by.assigned": "分工表",
    "office.said-by.plan": "规划",
    "office.said-by.column": "报送表的“责任单位”",
    "office.said-by.workbook": "报送表的“填报单位”",
    # 分工表和按单位拆分的填报表
    "template.offices.sheet": "分工表",
    "template.offices.title": "{title}责任单位分工表",
    "template.offices.note": "填写黄色的单元格。几个单位共同负责的，牵头单位填在“责任单位”，其余填在“配合单位”，用顿号隔开。任务一行填整项任务（包括其指标）的责任单位；某一项另有责任单位的，填在该项一行，以该项为准。不清楚的留空。",
    "template.offices.note.keys": "把责任单位填在 office 后的引号内，配合单位填在 supporting，联系人填在 contact，电话填在 phone；也可改写为“责任单位”“配合单位”“联系人”“电话”。几个单位之间用顿号隔开。任务（如 T03）一行填整项任务（包括其指标）的责任单位；某一项另有责任单位的，填在该项一行，以该项为准。不清楚的留空。",
    "template.offices.id": "编号",
    "template.offices.name": "指标和任务",
    "template.offices.office": "责任单位",
    "template.offices.supporting": "配合单位",
    "template.offices.contact": "联系人",
    "template.offices.phone": "电话",
    "template.offices.tasks": "重点任务和保障措施（任务一行为整项任务）",
    "template.offices.separator": "、",
    "template.title.nobody": "{title}（责任单位未定）",
    "template.split.nobody": "责任单位未定",
    "template.split.written": "已写入 {name}，{count}项",
    "template.split.written.nobody": "已写入 {name}，{count}项没有写明责任单位",
    "template.split.without-form": "{office}没有填报表：{items}由评估单位认定，不用填报",
    "template.prefilled.in": "{name} 中已填入{count}个已有数据。",
    # 命令
    "usage.template-not-both": "{one} 和 {other} 不能同时使用。",
    "usage.split-without-offices": "没有写明任何一项的责任单位，无法拆分；请用 --by 给出分工表，sqc template --offices 可生成一张。",
    "usage.split-no-folder": "{name} 是文件，不是文件夹；请换一个名称。",
    "usage.split-exists": "{name} 等{count}个文件已经存在，没有写出任何文件；请换一个文件夹，或先移走这些文件。",
    "help.template.offices": "生成分工表（.xlsx、.csv、.yaml），填好后用于 --offices 和 --by。",
    "help.template.split": "每个责任单位一份填报表，写入这个文件夹；没有责任单位的各项另成一份。",
    "help.template.by": "分工表：按它拆分，并填入“责任单位”列。",
    "help.offices": "分工表：各项的责任单位和联系人（.xlsx、.csv、.yaml 等），以它为准。",
    "help.area": "读哪个地区的数，如 甲县；默认读规划所写的地区。用于按同一份规划评估别的地区。",
    "usage.not-an-area": "“{name}”不是地区的名称。请写全名，如 甲县、乙市。",
}
