"""`sqc batch`: many submissions in one run."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    "help.batch": "一次评估许多份报送数据。",
    "help.batch.long": "逐份评估报送数据，结论同 sqc evaluate，并汇总各份结果。",
    "help.batch.by": "长表（一张表含许多地区或单位，每行写明是谁的）按这一列拆分，逐个评估；给出这一列的表头，如 --by 地区。",
    "usage.empty-by": "--by 需要表头的名称，如 --by 地区。",
    "help.batch.paths": "数据文件、文件夹或模式。",
}
