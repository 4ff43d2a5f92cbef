"""Fuzz the examples: mutate bytes, zip parts, cells and lines; no traceback and no hang.

A case depends only on its name and number: `SQC_FUZZ_CASE=parts:123` runs that case again.
`SQC_FUZZ_SECONDS` limits the time of all cases together (default 20 s; an hour finds more).
"""

from __future__ import annotations

import csv
import io
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import openpyxl
import pytest
from nasty import NASTY

from shengzhou_quality.cli import main
from shengzhou_quality.plan import loader
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from types import FrameType

    from shengzhou_quality.plan.model import Plan

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
SEEDS = ROOT / "tests" / "data" / "valid"
SECONDS = float(os.environ.get("SQC_FUZZ_SECONDS", "20"))
ONE = os.environ.get("SQC_FUZZ_CASE", "")
LONGEST = 60
"""Seconds after which a case hangs. How long one takes is measured in benchmarks/large_files.py."""

_FAULT = Words("zh")("fault.internal", problem="").split("(")[0]
_WORDS = [text for text in NASTY if len(text) < 200] + [
    "", " ", "0", "-0", "1e309", "NaN", "-inf", "9" * 400, "0.965", "96。5", ">96", "≥", "约96",
    "96 97", "2025年", "2025", "1-9月", "累计值", "指标", "年份", "数值", "合计", "单位:万元",
    "A1048576", "999999999", "服务业增加值", "true", "null", "~", "!!x y", "&a *a", "<<", "[" * 60,
    "{" * 60, '"', "'", "\\", "%", "#REF!",
]  # fmt: skip
_NUMBERS = [
    "0",
    "-1",
    "1",
    "65536",
    "4294967295",
    "4294967296",
    "1048577",
    "16385",
    "1e999",
    "NaN",
    "x",
]


class Hang(BaseException):
    """A case that took too long; no handler of exceptions catches it."""


@dataclass(frozen=True)
class Ran:
    code: int
    out: bytes
    err: bytes


@pytest.fixture(autouse=True)
def _one_plan(monkeypatch: pytest.MonkeyPatch, plan: Plan) -> None:
    """The plan is not mutated: read once, ten times as many cases fit into the time."""
    monkeypatch.setattr(loader, "load_plan", lambda *_: plan)


@contextmanager
def _in_time() -> Iterator[None]:
    def stop(_: int, __: FrameType | None) -> None:
        raise Hang

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _run(*arguments: str) -> Ran:
    """`main()` in this process, with streams of its own."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2)]
    kept = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = streams
    try:
        with _in_time():
            code = main(arguments)
    finally:
        sys.stdout, sys.stderr = kept
    written = []
    for stream in streams:
        stream.flush()
        assert isinstance(stream.buffer, io.BytesIO)
        written.append(stream.buffer.getvalue())
    return Ran(code, *written)


def _holds(ran: Ran, case: str, path: Path) -> None:
    """What is true of every run, whatever the file."""
    told = f"SQC_FUZZ_CASE={case} {path}\n{ran.err.decode()[:2000]}"
    assert ran.code in (0, 1, 2), told
    assert ran.code != 2 or ran.out == b"", told
    for stream in (ran.out, ran.err):
        assert b"Traceback" not in stream, told
        assert _FAULT.encode() not in stream, told
        assert b"\x1b" not in stream, told


Make = Callable[[random.Random], tuple[str, bytes]]


def _cases(name: str, share: float) -> Iterator[tuple[str, random.Random]]:
    """Numbered cases until the time is up, or the one that was asked for."""
    asked = ONE.partition(":")[0]
    if ONE:
        if asked == name:
            yield ONE, random.Random(ONE)  # noqa: S311
        return
    until, number_of_case = time.monotonic() + SECONDS * share, 0
    while time.monotonic() < until:
        case = f"{name}:{number_of_case}"
        yield case, random.Random(case)  # noqa: S311
        number_of_case += 1


def _fuzz(name: str, share: float, make: Make, folder: Path) -> None:
    for case, chance in _cases(name, share):
        suffix, content = make(chance)
        path = folder / f"data{suffix}"
        path.write_bytes(content)
        command = chance.choice(("evaluate", "evaluate", "check"))
        form = chance.choice(("json", "json", "terminal", "github", "junit"))
        try:
            ran = _run(command, str(path), "--format", form)
        except Hang:
            pytest.fail(f"SQC_FUZZ_CASE={case} took more than {LONGEST} s")
        _holds(ran, case, path)


# ---- bytes, parts, lines -----------------------------------------------------


def _csv_of(workbook: Path) -> bytes:
    """The one sheet of an example as CSV."""
    sheet = openpyxl.load_workbook(workbook, data_only=True).worksheets[0]
    stream = io.StringIO()
    writer = csv.writer(stream)
    for row in sheet.iter_rows(values_only=True):
        writer.writerow(["" if value is None else value for value in row])
    return stream.getvalue().encode()


WORKBOOKS = [(".xlsx", path.read_bytes()) for path in sorted(EXAMPLES.glob("*.xlsx"))]
TEXTS = [
    (".yaml", (EXAMPLES / "actuals.yaml").read_bytes()),
    (".csv", _csv_of(EXAMPLES / "failing-2025.xlsx")),
    *(
        (path.suffix, path.read_bytes())
        for path in sorted(SEEDS.iterdir())
        if path.suffix in {".csv", ".tsv", ".yaml", ".json"} and ".expect" not in path.name
    ),
]
BINARIES = [
    *WORKBOOKS,
    *(
        (path.suffix, path.read_bytes())
        for path in sorted(SEEDS.iterdir())
        if path.suffix in {".xls", ".ods", ".xlsx"} and path.stat().st_size < 15_000
    ),
]


def _members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


PARTS = [(suffix, _members(content)) for suffix, content in BINARIES if content.startswith(b"PK")]


def _mutated(chance: random.Random, content: bytes) -> bytes:
    """Bytes flipped, put in, taken out, doubled, or cut off."""
    data = bytearray(content)
    for _ in range(chance.choice((1, 1, 1, 2, 9))):
        at = chance.randrange(len(data) + 1)
        length = chance.choice((1, 2, 8, 64, 512))
        match chance.randrange(6):
            case 0 if at < len(data):
                data[at] ^= 1 << chance.randrange(8)
            case 1:
                del data[at : at + length]
            case 2:
                data[at:at] = chance.randbytes(length)
            case 3:
                data[at:at] = data[at : at + length]
            case 4 if chance.random() < 0.2:
                del data[at:]
            case _:
                data[at : at + length] = chance.choice(_WORDS).encode("utf-8", "surrogatepass")
    return bytes(data)


def _marked_up(chance: random.Random, xml: bytes) -> bytes:
    """A tag taken out or doubled, an attribute or a text made something else."""
    pattern = chance.choice((rb"<[^<>]*>", rb"(?<==\")[^\"]*(?=\")", rb"(?<=>)[^<>]+(?=<)"))
    found = list(re.finditer(pattern, xml))
    if not found:
        return xml
    one = chance.choice(found)
    word = escape(chance.choice(_WORDS + _NUMBERS * 4)).encode("utf-8", "surrogatepass")
    many = one[0] * min(5000, 300_000 // max(1, len(one[0])))
    new = chance.choice((b"", one[0] * 2, word, word, chance.choice(found)[0], many))
    return xml[: one.start()] + new + xml[one.end() :]


def _with_other_bytes(chance: random.Random) -> tuple[str, bytes]:
    suffix, content = chance.choice(chance.choice((BINARIES, TEXTS, TEXTS)))
    return suffix, _mutated(chance, content)


def _with_other_parts(chance: random.Random) -> tuple[str, bytes]:
    suffix, parts = chance.choice(PARTS)
    members = list(parts.items())
    for _ in range(chance.choice((1, 1, 1, 2))):
        at = chance.randrange(len(members))
        name, content = members[at]
        match chance.randrange(12):
            case 0:
                del members[at]
            case 1:
                members.append((name, chance.choice(members)[1]))
            case 2:
                members[at] = (chance.choice(("../" + name, name.upper(), "/" + name)), content)
            case 3 | 4:
                members[at] = (name, _mutated(chance, content))
            case _:
                members[at] = (name, _marked_up(chance, content))
        if not members:
            break
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", chance.choice((0, 8))) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content)
    return suffix, stream.getvalue()


def _with_other_lines(chance: random.Random) -> tuple[str, bytes]:
    suffix, content = chance.choice(TEXTS)
    lines = content.decode("utf-8", "replace").splitlines(keepends=True)
    for _ in range(chance.choice((1, 1, 2, 5))):
        at = chance.randrange(len(lines)) if lines else 0
        word = chance.choice(_WORDS)
        match chance.randrange(6):
            case 0:
                del lines[at : at + chance.choice((1, 2, 5))]
            case 1:
                lines[at:at] = lines[at : at + 1] * chance.choice((1, 3, 200))
            case 2:
                lines.insert(at, word + "\n")
            case 3 if lines:
                other = chance.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
            case 4 if lines:
                lines[at] = " " * chance.randrange(9) + lines[at]
            case _ if lines:
                pieces = re.split(r"([,:\t{}\[\]\"])", lines[at])
                pieces[chance.randrange(len(pieces))] = word
                lines[at] = "".join(pieces)
    encoding = chance.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16", "gb18030"))
    return suffix, "".join(lines).encode(encoding, "replace")


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("name", "share", "make"),
    [
        ("bytes", 0.15, _with_other_bytes),
        ("parts", 0.3, _with_other_parts),
        ("lines", 0.2, _with_other_lines),
    ],
)
def test_nothing_but_an_answer(name: str, share: float, make: Make, tmp_path: Path) -> None:
    _fuzz(name, share, make, tmp_path)


# ---- one value changed -------------------------------------------------------

_NEW = [
    "0", "1", "7", "12.5", "41", "99.99", "100", "250", "1234", "12,345", "-3", "0.965", ">96",
    "≤5", "96%以上", "3–5", "约96", "预计45", "45(初步核算)", "—", "", "无", "见附件", "45家",
    "45万元", "45%", "1e309", "NaN", "9" * 31, "４５", "96。5", "#REF!", "TRUE", "2025-06-05",
    "完成创建", "=1+1", "[red]45[/]", "45\n46", "４ ５", "'45",
]  # fmt: skip


@dataclass(frozen=True)
class Judged:
    """A cell that entered a verdict."""

    indicator: str
    year: int
    text: str
    line: int
    column: int


def _judged(report: dict[str, Any]) -> list[Judged]:
    """The numeric cells that the report's verdicts rest on."""
    found = []
    for one in report["indicators"]:
        places = set(one["actual"]["places"]) if one["actual"] else set()
        for entry in one["series"]:
            if entry["place"] in places and re.fullmatch(r"-?[0-9.]+%?", entry["text"] or ""):
                line, column = _spot(entry["place"])
                found.append(Judged(one["id"], entry["year"], entry["text"], line, column))
    return found


def _spot(place: str) -> tuple[int, int]:
    cell = re.search(r"!([A-Z]+)([0-9]+)$", place)
    if cell is None:
        _, line, field = place.rsplit(":", 2)
        return int(line), int(field)
    column = 0
    for letter in cell[1]:
        column = column * 26 + ord(letter) - 64
    return int(cell[2]), column


def _letters(column: int) -> str:
    return chr(64 + column)


def _in_workbook(content: bytes, cell: Judged, new: str) -> bytes:
    """The same workbook with a text in place of one cell, its format kept."""
    stream, at = io.BytesIO(), f"{_letters(cell.column)}{cell.line}"
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                pattern = rf'<c r="{at}"([^>]*)>.*?</c>'.encode()
                found = re.search(pattern, part, re.DOTALL)
                assert found is not None
                kept = re.sub(rb' t="[^"]*"', b"", found[1])
                text = escape(new).encode()
                put = b'<c r="%s"%s t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>' % (
                    at.encode(),
                    kept,
                    text,
                )
                part = part[: found.start()] + put + part[found.end() :]
            target.writestr(name, part)
    return stream.getvalue()


def _in_csv(content: bytes, cell: Judged, new: str) -> bytes:
    rows = list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))
    rows[cell.line - 1][cell.column - 1] = new
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode()


def _in_yaml(content: bytes, cell: Judged, new: str) -> bytes:
    lines = content.decode("utf-8").split("\n")
    line = lines[cell.line - 1]
    before, after = line[: cell.column - 1], line[cell.column - 1 :]
    quoted = json.dumps(new, ensure_ascii=False)
    found = re.match(r"\"[^\"]*\"|'[^']*'|[^,}\s]+", after)
    assert found is not None
    lines[cell.line - 1] = before + quoted + after[found.end() :]
    return "\n".join(lines).encode()


Change = Callable[[bytes, Judged, str], bytes]
SOURCES: list[tuple[str, bytes, Change]] = [
    *((suffix, content, _in_workbook) for suffix, content in WORKBOOKS),
    (".csv", re.sub(rb"\r\n", b"\n", _csv_of(EXAMPLES / "final-2025.xlsx")), _in_csv),
    (".yaml", (EXAMPLES / "actuals.yaml").read_bytes(), _in_yaml),
]


def _number(text: str) -> Fraction | None:
    written = text.removesuffix("%").replace(",", "")
    return Fraction(written) if re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", written) else None


def test_a_changed_value_is_never_the_old_verdict_in_silence(tmp_path: Path) -> None:
    """The report shows what stands there now, or a finding names the cell."""
    sources = []
    for number, (suffix, content, change) in enumerate(SOURCES):
        path = tmp_path / f"data{number}{suffix}"
        path.write_bytes(content)
        ran = _run("evaluate", str(path), "--format", "json")
        report = json.loads(ran.out)
        cells = _judged(report)
        assert len(cells) >= 5, path.name
        sources.append((path, content, change, report["year"], cells))
    for case, chance in _cases("values", 0.35):
        path, content, change, year, cells = chance.choice(sources)
        cell, new = chance.choice(cells), chance.choice(_NEW)
        if new == cell.text or (_number(new) is not None and _number(new) == _number(cell.text)):
            continue
        path.write_bytes(change(content, cell, new))
        ran = _run("evaluate", str(path), "--format", "json", "--year", str(year))
        _holds(ran, case, path)
        told = f"SQC_FUZZ_CASE={case} {path.name} {cell} → {new!r}"
        assert ran.code in (0, 1), told
        assert _is_told(json.loads(ran.out), cell, new), told


def _is_told(report: dict[str, Any], cell: Judged, new: str) -> bool:
    for finding in report["diagnostics"]:
        at = finding["location"]
        if at is None:
            continue
        spot = _spot(f"!{at['cell']}") if at.get("cell") else (at.get("line"), at.get("column"))
        # A cell of two lines in a CSV moves nothing that stands before it.
        if spot == (cell.line, cell.column):
            return True
    one = next(one for one in report["indicators"] if one["id"] == cell.indicator)
    shown = [entry["text"] for entry in one["series"] if entry["year"] == cell.year]
    missing = new.strip() in {"", "—", "无"}
    if missing:
        return None in shown
    return any(text != cell.text and new.strip() in text for text in shown if text is not None)


# ---- as processes ------------------------------------------------------------

# What getrusage tells of a child includes the memory of its parent before exec.
_MEASURED = """
import sys
from pathlib import Path
from shengzhou_quality.cli import main
code = main(sys.argv[2:])
Path(sys.argv[1]).write_text(Path("/proc/self/status").read_text())
sys.exit(code)
"""


in_proc = pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="memory is read from /proc"
)


def _measured(path: Path, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """One run as a process of its own, within 10 s and 300 MB (the issue's bounds)."""
    status = folder / "status"
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, str(status), "evaluate", str(path)],
        capture_output=True, timeout=LONGEST, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1, 2)
    assert b"Traceback" not in done.stderr
    peak = re.search(r"VmHWM:\s+([0-9]+) kB", status.read_text())
    assert peak is not None
    assert int(peak[1]) < 300 * 1024
    return done


@in_proc
@pytest.mark.parametrize("number", range(6))
def test_a_process_ends_in_time_and_memory(number: int, tmp_path: Path) -> None:
    chance = random.Random(f"process:{number}")  # noqa: S311
    make = (_with_other_bytes, _with_other_parts, _with_other_lines)[number % 3]
    suffix, content = make(chance)
    path = tmp_path / f"data{suffix}"
    path.write_bytes(content)
    _measured(path, tmp_path)


def _sheet(rows: str) -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def _row(number: int, *values: str) -> str:
    cells = (f'<c t="inlineStr"><is><t>{value}</t></is></c>' for value in values)
    return f'<row r="{number}">{"".join(cells)}</row>'


def _workbook(folder: Path, *sheets: bytes) -> Path:
    """A workbook of these sheets, packed small."""
    book = openpyxl.Workbook()
    for number in range(1, len(sheets)):
        book.create_sheet(f"Sheet{number}")
    stream, path = io.BytesIO(), folder / "data.xlsx"
    book.save(stream)
    members = _members(stream.getvalue())
    members |= {f"xl/worksheets/sheet{n}.xml": xml for n, xml in enumerate(sheets, 1)}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


FIRST_ROWS = _row(1, "序号", "2025年") + _row(2, "5", "45")


@in_proc
def test_four_million_empty_rows(tmp_path: Path) -> None:
    """The bounds apply while a sheet is read, not after it."""
    path = _workbook(tmp_path, _sheet(FIRST_ROWS + "<row/>" * 4_000_000))
    assert path.stat().st_size < 300_000
    _measured(path, tmp_path)


@in_proc
def test_a_million_rows_with_a_cell(tmp_path: Path) -> None:
    path = _workbook(tmp_path, _sheet(FIRST_ROWS + "<row><c><v>1</v></c></row>" * 1_000_000))
    done = _measured(path, tmp_path)
    assert done.returncode == 2
    assert b"too-many-cells" in done.stderr


@in_proc
def test_a_hundred_thousand_findings(tmp_path: Path) -> None:
    """What is printed has an end, and says how much more there was."""
    rows = "".join(_row(n, "5", str(n)) for n in range(2, 2001))
    path = _workbook(tmp_path, *[_sheet(_row(1, "序号", "2025年") + rows)] * 60)
    done = _measured(path, tmp_path)
    assert len(done.stderr) < 1_000_000
