"""The words about tasks, commitments and milestones, in Chinese."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    # 数据问题
    "diagnostic.reported-elsewhere": "{id}“{name}”与指标{other}“{meant}”是同一要求,不单独判定,“{text}”这一行没有读取。",
    "hint.reported-elsewhere": "请报在指标{other}“{meant}”的行中。",
    "diagnostic.left-to-people": "{id}“{name}”由人评定,“{text}”这一行没有读取。",
    "hint.left-to-people": "请在评估报告中写明评定的意见,不作为数据报送。",
    "diagnostic.state-for-figure": "{name}:“{text}”是状态,而本项须报数值,没有读取。",
    "hint.state-for-figure": "请在“量化任务”表中按年份填报数值。",
    "diagnostic.not-a-date": "{name}:完成日期“{text}”不能读作日期,状态没有采用。",
    "hint.not-a-date": "请填写 2024-06-30、2024年6月 或 2024年 一类的日期;不知道的留空。",
    "diagnostic.date-without-state": "{name}:只有完成日期“{text}”,没有状态,没有读取。",
    "hint.date-without-state": "请填写状态;已经完成的填“已完成”。",
    "diagnostic.date-not-completed": "{name}:状态为“{state}”,完成日期“{text}”没有采用,按报送时的状态处理。",
    "hint.date-not-completed": "计划的日期请写在“说明”列;已经完成的请改状态。",
    # 附注
    "note.undated": "报送时(按{year}年计)的状态为“{text}”,没有完成日期,不能说明评估年份的情况。",
    "note.deadline-implied": "规划没有写明期限,按规划期末判定。",
}
