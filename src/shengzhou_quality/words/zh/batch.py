"""`sqc batch`: many submissions in one run."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    "help.batch": "一次评估许多份报送数据。",
    "help.batch.long": "逐份评估报送数据，结论同 sqc evaluate，并汇总各份结果。",
    "help.batch.paths": "数据文件、文件夹或模式。",
}
