"""`sqc batch`: many submissions in one run."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    "help.batch": "一次评估许多份报送数据。",
    "help.batch.long": "逐份评估报送数据，结论同 sqc evaluate，并汇总各份结果。",
    "help.batch.paths": "数据文件、文件夹或模式。",
    "help.batch.jobs": "用 N 个进程评估（默认每个处理器核心一个）。",
    "help.batch.timeout": "一份报送数据最多评估这么多秒（默认{usual}）。",
    "help.batch.scheduler": "交给这个 Dask 调度器（tcp://HOST:8786）的集群评估，集群须能读到同样的路径。",
    "usage.batch.not-in-range": "{option}：“{name}”不是1至{most}的整数。",
    "usage.batch.jobs-of-cluster": "--jobs 用于本机；使用 --scheduler 时，工作进程由集群决定。",
    "usage.batch.needs-extra": "使用 --scheduler 需要另外安装，请运行 {install}。",
}
