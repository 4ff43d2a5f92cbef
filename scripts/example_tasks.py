"""Made-up figures and states of the commitments and milestones in the example workbooks.

A key is the id in plan/tasks.yaml. Names, units, targets and places come from the plan.
"""

from __future__ import annotations

from dataclasses import dataclass

from example_figures import FINAL, MIDTERM, NONE, Book, Reported

EVIDENCE = "示例:印发的文件"


@dataclass(frozen=True, slots=True)
class Progress:
    """One row of the sheet 任务进展: the state, the completion date, the evidence."""

    state: str
    completed: str = ""
    evidence: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class TaskBook:
    """A workbook of three sheets: the indicators of `book`, commitments, milestones."""

    book: Book
    commitments: dict[str, Reported]
    milestones: dict[str, Progress]


def _done(completed: str) -> Progress:
    return Progress("已完成", completed, EVIDENCE)


_STOCK, _SHARE = "年末值", "当年值"

# 2025. C07, C10, C11, C29 and C34 are missed, open or marked; C32 was never reported.
# C18 and C22 are judged by people; C15 is reported as indicator 5.
_COMMITMENTS_2025 = {
    "C01": Reported((6, 10, 14, 18, 22), form=_STOCK, evidence="示例:企业名单", remark="四级合计"),
    "C03": Reported((1, 2, 3, 4, 4), form=_STOCK, remark="示例:四项均已达到100%"),
    "C04": Reported((2, 2, 2, 3, 3), form=_STOCK, remark="按产值计算"),
    "C06": Reported((52.1, 53.8, 55.2, 56.9, 58.4), evidence="示例:统计资料"),
    # Missed by 0.2 points.
    "C07": Reported((4.6, 5.0, 5.3, 5.6, 5.8), evidence="示例:统计资料"),
    "C08": Reported((70, 80, 88, 95, 100), form=_STOCK),
    # Missed by 4 points.
    "C10": Reported((60, 72, 85, 92, 96), form=_STOCK),
    "C11": Reported((80, 85, 90, 95, 100), form=_STOCK),
    "C12": Reported((100, 100, 100, 100, 100)),
    "C13": Reported((100, 100, 100, 100, 100)),
    "C16": Reported((85, 90, 95, 100, 100)),
    "C17": Reported((1, 2, 3, 4, 4), form=_STOCK),
    "C18": Reported((NONE, NONE, NONE, NONE, "列名的六项均已实施")),
    "C19": Reported((90, 95, 98, 100, 100), form=_STOCK),
    "C22": Reported((93, 94, 95, 96, "98%以上"), evidence="示例:统计资料"),
    "C23": Reported((60, 75, 88, 95, 100), form=_STOCK, remark="按工业集聚区个数计算"),
    "C24": Reported((100, 100, 100, 100, 100)),
    "C25": Reported((100, 100, 100, 100, 100)),
    "C26": Reported((100, 100, 100, 100, 100)),
    "C28": Reported((1, 2, 2, 3, 3), form=_STOCK),
    # A bound that does not prove 100.
    "C29": Reported((82, 88, 92, 95, "97.5以上"), form=_STOCK),
    "C30": Reported((85, 90, 94, 98, 100), form=_STOCK),
    # 0 + 1 + 0 + 0 + 1 = 2 of 2.
    "C31": Reported((0, 1, 0, 0, 1), evidence="示例:验收文件"),
    "C32": Reported((NONE, NONE, NONE, NONE, NONE), form=_STOCK, remark="尚未报送"),
    "C33": Reported((100, 100, 100, 100, 100)),
    # Inside the target in 2025, but 0.31 in 2022 was above 0.3.
    "C34": Reported((0.28, 0.31, 0.25, 0.22, 0.2), remark="按事故起数计算"),
    "C35": Reported((90, 100, 100, 100, 100)),
    "C36": Reported((96.8, 97.2, 97.0, 97.5, 97.9), evidence="示例:抽查结果汇总表"),
}

# 2025: every way to report a state; M36, M43 and M47 were never reported.
_DATES = {
    "M01": "2021-11-30", "M02": "2022-03-15", "M03": "2021年10月", "M04": "2024年",
    "M05": "2023-12-31", "M08": "2023-05-20", "M09": "2023-05-20",
    "M10": "2024-03-15", "M11": "2025-09-30", "M13": "2022年6月", "M14": "2021-07-01",
    "M15": "2023-01-01", "M17": "2022-12-20", "M18": "2021-12-31", "M19": "2022-04-30",
    "M20": "2024-10-31", "M21": "2023-11-15", "M22": "2022-09-01", "M23": "2023-03-31",
    "M24": "2025年", "M25": "2025-06-18", "M27": "2024年12月", "M31": "2025-10-01",
    "M32": "2021年", "M33": "2024-11-20", "M34": "2025-05-30", "M35": "2024年",
    "M37": "2025-11-30", "M40": "2023年12月", "M41": "2022-07-15", "M45": "2024-05-10",
    "M46": "2023-09-28", "M48": "2022-11-30", "M49": "2022-09-01", "M50": "2024-06-30",
    "M51": "2021-12-31", "M52": "2022-06-30", "M54": "2023-10-31", "M55": "2021-08-31",
    "M56": "2022-05-31", "M57": "2023-07-31", "M59": "2024-01-31", "M60": "2021-12-31",
    "M61": "2022-05-31", "M62": "2022-05-31", "M63": "2024-09-01", "M64": "2025-04-30",
    "M67": "2022-12-31", "M68": "2023-06-30", "M69": "2022-01-31", "M70": "2023-09-30",
    "M71": "2022-03-15", "M73": "2024-06-30", "M74": "2022-10-31", "M75": "2021-12-31",
    "M76": "2024-12-31", "M77": "2025-03-31", "M78": "2021-09-30", "M79": "2023-12-31",
    "M80": "2022-06-30", "M81": "2024-05-31", "M83": "2022-10-31", "M84": "2021-12-31",
    "M85": "2021-12-31", "M87": "2021-11-30", "M88": "2022-02-28", "M91": "2022-03-31",
    "M92": "2022-03-31",
}  # fmt: skip
_MILESTONES_2025 = {identity: _done(date) for identity, date in _DATES.items()} | {
    "M06": Progress("推进中", remark="2.0版方案已起草"),
    "M07": Progress("已获认证", "2022-08-09", EVIDENCE),
    "M12": Progress("未启动"),
    "M16": Progress("推进中", remark="已申报"),
    "M26": Progress("推进中"),
    # The plan promises the provincial title; the national one is only aspirational.
    "M28": Progress("省级创建成功", "2023-12-08", "示例:命名文件"),
    "M29": Progress("推进中"),
    # Neither met nor missed.
    "M30": Progress("已调整", remark="示例:按调整文件不再参评"),
    "M42": Progress("推进中"),
    "M44": Progress("未启动"),
    "M82": Progress("推进中"),
    "M86": Progress("推进中"),
    "M89": Progress("未启动"),
    "M90": Progress("未启动"),
    # Completed after the last day of the plan.
    "M53": Progress("已完成", "2026-03-15", EVIDENCE),
    "M58": Progress("推进中"),
    "M65": Progress("推进中"),
    # Completed, but without evidence and without a date.
    "M66": Progress("已完成"),
    "M72": Progress("推进中"),
}

# 2023: C34 has lapsed, C31 has none yet; C01 (6 of 20) needs more a year than it ever reached.
_COMMITMENTS_2023 = {
    identity: Reported(reported.values[:3], reported.form, reported.evidence)
    for identity, reported in _COMMITMENTS_2025.items()
} | {
    "C01": Reported((2, 4, 6), form=_STOCK, evidence="示例:企业名单"),
    "C18": Reported((NONE, NONE, "列名的六项中已实施四项")),
    "C22": Reported((93, 94, NONE)),
    "C29": Reported((82, 88, 86), form=_STOCK),
    "C31": Reported((0, 0, 0)),
    "C34": Reported((0.28, 0.27, 0.32), remark="按事故起数计算"),
}
_STARTED = (
    "M04", "M10", "M11", "M16", "M20", "M24", "M25", "M26", "M27", "M33", "M34", "M50", "M72",
    "M73",
)  # fmt: skip
_MILESTONES_2023 = {identity: _done(date) for identity, date in _DATES.items() if date < "2024"} | {
    **{identity: Progress("推进中") for identity in _STARTED},
    "M06": Progress("未启动"),
    "M12": Progress("未启动"),
    "M28": Progress("省级创建成功", "2023-12-08", "示例:命名文件"),
    "M30": Progress("已调整", remark="示例:按调整文件不再参评"),
    "M44": Progress("未启动"),
}

TASK_BOOKS = (
    TaskBook(
        Book("tasks-2023.xlsx", (2021, 2022, 2023), MIDTERM),
        _COMMITMENTS_2023,
        _MILESTONES_2023,
    ),
    TaskBook(
        Book("tasks-2025.xlsx", (2021, 2022, 2023, 2024, 2025), FINAL),
        _COMMITMENTS_2025,
        _MILESTONES_2025,
    ),
)
