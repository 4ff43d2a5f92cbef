"""`sqc batch`: many submissions in one run."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    "help.batch": "一次评估许多份报送数据。",
    "help.batch.long": "逐份评估报送数据，结论同 sqc evaluate，并汇总各份结果。",
    "help.batch.paths": "数据文件、文件夹（连同其中各级文件夹）或通配模式。",
    "help.batch.files-from": "文件清单，每行一个路径；- 表示标准输入。",
    "help.batch.entity": "怎样看出文件是谁报送的：file 每个文件一份；folder 同一文件夹的合并；title 按文件中写明的地区；path:TEMPLATE 按路径的模板，如 path:{{entity}}/{{year}}。默认合并路径只有年份不同的文件。",
    "usage.batch.entity": "--entity 不能是“{name}”。请用 file、folder、title 或 path:TEMPLATE；模板须有一个 {{entity}}，还可以有 {{year}} 和 *，如 path:{{entity}}/{{year}}。",
    "usage.batch.no-paths": "请给出数据文件或文件夹，或者用 --files-from 给出文件清单。",
    "usage.batch.stdin": "sqc batch 不从标准输入读取数据、评估意见或者分工表，请给出文件。",
}
