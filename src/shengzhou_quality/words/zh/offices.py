"""The words of responsible offices (责任单位) and of the file with the offices, in Chinese."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    "codes.heading.office": "责任单位和分工表",
    "plan.offices": "责任单位",
    # 催报清单
    "office.contacts": "联系人：{contacts}",
    "office.contact": "{name}（{phone}）",
    # 命令
    "help.offices": "分工表：各项的责任单位和联系人（.xlsx、.csv、.yaml 等），以它为准。",
}
