"""`sqc batch`: many submissions in one run."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    "help.batch": "Evaluate many submissions in one run.",
    "help.batch.long": "Evaluates every submission as sqc evaluate does, and counts them together.",
    "help.batch.paths": "Data file, folder (with its subfolders) or pattern.",
    "help.batch.files-from": "List of files, one path a line; - is standard input.",
    "help.batch.entity": "What says who submitted a file: file (each by itself), folder (those of a folder are merged), title (the area that the file names), path:TEMPLATE (its path, for example path:{{entity}}/{{year}}). Default: merge files whose paths differ only in the year.",
    "usage.batch.entity": "Invalid value for --entity: “{name}”. Use file, folder, title or path:TEMPLATE; a template has one {{entity}} and may have {{year}} and *, for example path:{{entity}}/{{year}}.",
    "usage.batch.no-paths": "Give data files or folders, or a list of them with --files-from.",
    "usage.batch.stdin": "sqc batch does not read data, assessments or offices from standard input; give files.",
}
