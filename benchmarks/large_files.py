"""What the largest files cost: 500,000 cells, or just under 20 MB, in every format.

    python benchmarks/large_files.py             every file: time and peak memory of `sqc check`
    python benchmarks/large_files.py csv json    these only

Each file is made first, piece by piece, and holds the plan's indicators among many others.
An .xls is made out of the .ods by LibreOffice, where that is installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Final

SECONDS: Final = 10.0
PEAK: Final = 300.0
MEGABYTE: Final = 1024 * 1024

ROWS: Final = 20_830
COLUMNS: Final = 24
"""499,920 cells, a header among them."""

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ODF: Final = "urn:oasis:names:tc:opendocument:xmlns"


def table() -> Iterator[list[str]]:
    """Rows of text; what is all digits and a point is a number."""
    yield ["指标名称", "备注", *(f"{2004 + year}年" for year in range(COLUMNS - 2))]
    yield ["高新技术企业数", "科技局", *(str(300 + year) for year in range(COLUMNS - 2))]
    for row in range(ROWS - 2):
        yield [f"其他工作{row}", f"第{row}号来文", *(f"{row}.{c:02}" for c in range(COLUMNS - 2))]


def name(column: int) -> str:
    return chr(ord("A") + column)


def is_number(text: str) -> bool:
    return text.replace(".", "").isascii() and text.replace(".", "").isdigit()


def make_xlsx(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in _xlsx_parts().items():
            archive.writestr(member, content)
        _write(archive, "xl/worksheets/sheet1.xml", _xlsx_rows())


def _xlsx_parts() -> dict[str, str]:
    links = f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/'
    return {
        "_rels/.rels": f'{links}officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'{links}worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="实际值" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">'
        + "".join(f"<si><t>{text}</t></si>" for text in _texts())
        + "</sst>",
    }


def _texts() -> Iterator[str]:
    return (text for row in table() for text in row if not is_number(text))


def _xlsx_rows() -> Iterator[str]:
    yield f'<worksheet xmlns="{MAIN}"><sheetData>'
    shared = 0
    for number, row in enumerate(table(), 1):
        cells = []
        for column, text in enumerate(row):
            at = f'r="{name(column)}{number}"'
            if is_number(text):
                cells.append(f'<c {at} s="0"><f>1*{text}</f><v>{text}</v></c>')
            else:
                cells.append(f'<c {at} s="0" t="s"><v>{shared}</v></c>')
                shared += 1
        yield f'<row r="{number}">{"".join(cells)}</row>'
    yield "</sheetData></worksheet>"


def make_ods(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        _write(archive, "content.xml", _ods_rows())
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{ODF}:manifest:1.0"><manifest:file-entry'
            ' manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.'
            'spreadsheet"/><manifest:file-entry manifest:full-path="content.xml"'
            ' manifest:media-type="text/xml"/></manifest:manifest>',
        )


def _ods_rows() -> Iterator[str]:
    names = "".join(f' xmlns:{part}="{ODF}:{part}:1.0"' for part in ("office", "table", "text"))
    yield (
        f'<office:document-content{names} office:version="1.2"><office:body><office:spreadsheet>'
        '<table:table table:name="实际值">'
    )
    for row in table():
        cells = []
        for text in row:
            kind = f'float" office:value="{text}' if is_number(text) else "string"
            cells.append(
                f'<table:table-cell office:value-type="{kind}"><text:p>{text}</text:p>'
                "</table:table-cell>"
            )
        yield f"<table:table-row>{''.join(cells)}</table:table-row>"
    yield ("</table:table></office:spreadsheet></office:body></office:document-content>")


def make_xls(path: Path) -> None:
    source = path.with_name("source.ods")
    make_ods(source)
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                "soffice", f"-env:UserInstallation=file://{profile}", "--headless",
                "--convert-to", "xls", "--outdir", str(path.parent), str(source),
            ],
            check=True,
            capture_output=True,
        )  # fmt: skip
    source.with_suffix(".xls").rename(path)
    source.unlink()


def make_csv(path: Path) -> None:
    """As many cells as may be, with remarks that make it just under 20 MB."""
    longer = "说明" * 100
    with path.open("w", encoding="utf-8") as file:
        for row in table():
            row[1] += longer
            file.write(",".join(row) + "\n")


def make_yaml(path: Path) -> None:
    """As many keys and values as may be, with remarks that make it just under 20 MB."""
    with path.open("w", encoding="utf-8") as file:
        file.write("actuals:\n")
        for row in range(22_000):
            remark = "说明" * 135
            file.write(
                f"- indicator: 其他工作{row}\n  note: {remark}\n  values: {{2025: {row}.5}}\n"
            )
        file.write("- indicator: 高新技术企业数\n  values: {2025: 411}\n")


def make_json(path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write('{"actuals": {"高新技术企业数": {"2025": 411}')
        for row in range(49_000):
            file.write(f',\n "其他工作{row}{"长" * 118}": {{"2025": {row}.5}}')
        file.write("}}")


def _write(archive: zipfile.ZipFile, member: str, pieces: Iterable[str]) -> None:
    with archive.open(member, "w") as stream:
        for piece in pieces:
            stream.write(piece.encode())


MAKERS: Final[dict[str, Callable[[Path], None]]] = {
    "xlsx": make_xlsx,
    "xls": make_xls,
    "ods": make_ods,
    "csv": make_csv,
    "yaml": make_yaml,
    "json": make_json,
}


def measure(path: Path) -> tuple[int, float, float, float]:
    """Exit code, seconds (by the clock, of the processor) and peak memory in MiB of `sqc check`."""
    devnull = os.open(os.devnull, os.O_RDWR)
    start = perf_counter()
    child = os.posix_spawn(
        sys.executable,
        [sys.executable, "-m", "shengzhou_quality", "check", str(path), "--format", "json"],
        os.environ,
        file_actions=[(os.POSIX_SPAWN_DUP2, devnull, 1), (os.POSIX_SPAWN_DUP2, devnull, 2)],
    )
    _, status, usage = os.wait4(child, 0)
    seconds = perf_counter() - start
    os.close(devnull)
    busy = usage.ru_utime + usage.ru_stime
    return os.waitstatus_to_exitcode(status), seconds, busy, usage.ru_maxrss / 1024


def main(wanted: list[str]) -> int:
    over = False
    print(f"{'file':6} {'MB':>6} {'exit':>4} {'seconds':>8} {'of CPU':>7} {'peak MiB':>9}")
    with tempfile.TemporaryDirectory() as folder:
        for kind, make in MAKERS.items():
            if wanted and kind not in wanted:
                continue
            if kind == "xls" and shutil.which("soffice") is None:
                print("xls    not made: LibreOffice is not installed")
                continue
            path = Path(folder) / f"large.{kind}"
            make(path)
            code, seconds, busy, peak = measure(path)
            size = path.stat().st_size / MEGABYTE
            over |= seconds > SECONDS or peak > PEAK or code == 2
            print(f"{kind:6} {size:6.1f} {code:4} {seconds:8.1f} {busy:7.1f} {peak:9.0f}")
            path.unlink()
    return int(over)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
