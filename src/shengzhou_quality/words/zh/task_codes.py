"""What the codes about commitments and milestones mean, each with an example, in Chinese."""

from __future__ import annotations

TASK_CODES: dict[str, tuple[str, ...]] = {
    "reported-elsewhere": ("这项量化任务或标志性成果与指标表的一项指标是同一要求,不单独判定,这一行没有读取。", "C05一行没有写名称,填了3.36;它与指标21是同一要求。", "请报在提示所列指标的行中。"),
    "left-to-people": ("规划没有写明可以判定的数，需评估单位认定；这一行的内容照原文保留在报告中，不作判定。", "C09(“基本全覆盖”)一行填了95。"),
    "state-for-figure": ("量化任务要报数值,而这一行只有状态,没有读取。", "“任务进展”表中 C06 一行的状态填“已完成”。"),
    "not-a-date": ("“完成日期”一格不能读作日期,因此不知这个状态是哪一年的,没有采用。", "“去年年底”“2024年2月30日”。"),
    "date-without-state": ("填了完成日期而没有填状态,没有读取。", "“完成日期”一格为 2024-06-30,“状态”一格为空。"),
    "date-not-completed": ("状态不是完成,旁边却有完成日期;按报送时的状态处理,日期没有采用。只是提示,不影响结论。", "状态为“推进中”,完成日期填 2026-06-30(计划的日期)。"),
}  # fmt: skip
