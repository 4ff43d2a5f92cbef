"""What other programs do with the same files, as near to `sqc batch` as they come.

    python benchmarks/peers.py openpyxl < list-of-files

Runs by itself in any interpreter that has the peer (`peers.txt`). A line of the list is a path
and the numbers of its header rows, which sqc finds by itself and its peers do not. Prints one
line of JSON: seconds and processor seconds without the imports, and the rows that were read;
of sqc, the files or submissions.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from importlib import import_module
from pathlib import Path
from time import perf_counter, process_time
from typing import Final

BY: Final = "地区"
NAMES: Final = (BY, "指标", "指标名称", "单位", "计量单位", "备注")
YEARS: Final = (2020, 2021, 2022, 2023, 2024, 2025)
VALUES: Final = ("数值", *(f"{year}{end}" for year in YEARS for end in ("年", "年度", "年实际值")))
MISSING: Final = ("", "—", "/", "未统计")

Task = Callable[[str, Sequence[int]], int]
"""Takes a path and its header rows, gives the number of rows."""


def by_openpyxl() -> Task:
    """As openpyxl's documentation reads values: every cell of every sheet."""
    openpyxl = import_module("openpyxl")

    def read(path: str, _: Sequence[int]) -> int:
        book = openpyxl.load_workbook(path, data_only=True)
        return sum(1 for sheet in book.worksheets for _ in sheet.iter_rows(values_only=True))

    return read


def by_openpyxl_read_only() -> Task:
    """The same in the mode for large files: a row at a time, flat memory."""
    openpyxl = import_module("openpyxl")

    def read(path: str, _: Sequence[int]) -> int:
        book = openpyxl.load_workbook(path, data_only=True, read_only=True)
        rows = sum(1 for sheet in book.worksheets for _ in sheet.iter_rows(values_only=True))
        book.close()
        return rows

    return read


def by_csv() -> Task:
    """Every row of a CSV file, and each cell that is a number as a Decimal."""

    def read(path: str, _: Sequence[int]) -> int:
        rows = 0
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                rows += 1
                for cell in row:
                    if cell[:1].isdigit():
                        with suppress(InvalidOperation):
                            Decimal(cell)
        return rows

    return read


def by_frictionless() -> Task:
    """Validate the first sheet against a schema: names are text, values are numbers."""
    frictionless = import_module("frictionless")
    frictionless.system.trusted = True
    fields = [{"name": name, "type": "string"} for name in NAMES]
    fields += [{"name": name, "type": "number"} for name in VALUES]
    fields.append({"name": "年份", "type": "any"})
    schema = {"fields": fields, "missingValues": list(MISSING)}

    def validate(path: str, header: Sequence[int]) -> int:
        report = frictionless.Resource(
            path=path,
            schema=frictionless.Schema.from_descriptor(schema),
            dialect=frictionless.Dialect(header_rows=list(header)),
            detector=frictionless.Detector(schema_sync=True),
        ).validate(limit_errors=sys.maxsize)
        return int(report.tasks[0].stats.get("rows") or 0)

    return validate


def by_pandera() -> Task:
    """Read the first sheet by pandas and check columns: names are text, values are numbers."""
    pandas, pandera = import_module("pandas"), import_module("pandera.pandas")
    columns = {name: pandera.Column(str, nullable=True, required=False) for name in NAMES}
    for name in VALUES:
        columns[name] = pandera.Column(float, nullable=True, required=False, coerce=True)
    schema = pandera.DataFrameSchema(columns)

    def check(path: str, header: Sequence[int]) -> int:
        reader = pandas.read_csv if path.endswith(".csv") else pandas.read_excel
        frame = reader(path, header=header[-1] - 1, na_values=list(MISSING))
        with suppress(pandera.errors.SchemaErrors):
            schema.validate(frame, lazy=True)
        return len(frame)

    return check


def by_worker() -> Task:
    """sqc itself in this process: no command, no pipe, no table."""
    from shengzhou_quality.batch.submission import Settings, Submission
    from shengzhou_quality.batch.work import Worker
    from shengzhou_quality.evaluation.outcome import EntitySource

    worker = Worker(Settings())

    def judge(path: str, _: Sequence[int]) -> int:
        worker.do(Submission(path, EntitySource.FILE, (path,)))
        return 1

    return judge


def by_evaluate() -> Task:
    """sqc's Python API, which makes a whole report of each file."""
    from shengzhou_quality import evaluate, load_plan, read_actuals

    plan = load_plan()

    def judge(path: str, _: Sequence[int]) -> int:
        evaluate(plan, read_actuals([path], plan))
        return 1

    return judge


def by_split() -> Task:
    """sqc's reading of a long file, divided into submissions; nothing is judged."""
    from shengzhou_quality import load_plan
    from shengzhou_quality.limits import USUAL

    long = import_module("shengzhou_quality.batch.long.submissions")
    plan = load_plan()

    def split(path: str, _: object) -> int:
        entities = long.read_entities([path], BY, plan, USUAL, lambda _: None)
        return sum(1 for _ in map(entities.whole, entities.heads(BY, plan)))

    return split


TASKS: Final = {
    "openpyxl": by_openpyxl,
    "openpyxl-read-only": by_openpyxl_read_only,
    "csv": by_csv,
    "frictionless": by_frictionless,
    "pandera": by_pandera,
    "worker": by_worker,
    "evaluate": by_evaluate,
    "split": by_split,
}


def main(name: str) -> None:
    task = TASKS[name]()
    files = [line.split("\t") for line in sys.stdin.read().splitlines()]
    rows = failed = 0
    began, busy = perf_counter(), process_time()
    for path, *header in files:
        try:
            rows += task(path, [int(number) for number in header])
        except Exception:  # noqa: BLE001 - whatever a peer raises, the next file is read
            failed += 1
    seconds, cpu = perf_counter() - began, process_time() - busy
    print(json.dumps({"seconds": seconds, "cpu": cpu, "rows": rows, "failed": failed}))


if __name__ == "__main__":
    main(sys.argv[1])
