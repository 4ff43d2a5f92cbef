"""What a run of sqc costs, as a whole process: against `python -c pass` and the budgets.

    python benchmarks/startup.py                      every budget, 21 alternating pairs
    python benchmarks/startup.py --pairs 5            a quick look
    python benchmarks/startup.py --imports evaluate   where the time of one command goes

frictionless, with which `evaluate` is compared, is no dependency of sqc. In its own venv:

    python -m venv other && other/bin/pip install "frictionless[excel]"
    python benchmarks/startup.py --frictionless-python other/bin/python
"""

from __future__ import annotations

import argparse
import atexit
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
WORKBOOK: Final = "examples/final-2025.xlsx"
PEAK_BUDGET: Final = 45.0
FRICTIONLESS_BUDGET: Final = 0.42

# The title, the arguments, and at how many times `python -c pass` its budget lies.
COMMANDS: Final = {
    "version": ("sqc --version", ["--version"], 7.0),
    "help": ("sqc --help", ["--help"], 8.0),
    "evaluate": (f"sqc evaluate {WORKBOOK}", ["evaluate", WORKBOOK], 22.0),
    "json": ("  the same, --format json", ["evaluate", WORKBOOK, "--format", "json"], 23.0),
    "template": ("sqc template -o -", ["template", "-o", "-"], 45.0),
}
_IMPORT = re.compile(r"import time:\s+(?P<own>\d+) \|\s+(?P<total>\d+) \|\s+(?P<name>\S+)")
_SHOWN = 20


class CannotRunError(Exception):
    """A command does not work at all, so that its time means nothing."""


@dataclass(frozen=True, slots=True)
class Run:
    """One process, from its start until it was gone: by the clock, and of the processor.

    `busy` and `peak` (in MiB) where the system tells.
    """

    seconds: float
    busy: float | None
    peak: float | None


@dataclass(frozen=True, slots=True)
class Measured:
    """Medians over all pairs: of the time ratios, and of the command's and reference's own.

    `ratio` is by the clock, `cpu` of the processor; a budget is held by the smaller.
    """

    ratio: float
    cpu: float | None
    seconds: float
    reference: float
    peak: float | None


@cache
def environment() -> dict[str, str]:
    """This one, but modules are compiled once, as they are where sqc is installed.

    They are kept apart from the checkout, which may be one that nothing is written into.
    """
    folder = tempfile.mkdtemp(prefix="startup-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": folder}


def run(command: list[str]) -> Run:
    """Run `command` with its output into a pipe, as in `sqc evaluate … | less`."""
    began = perf_counter()
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout is not None
        process.stdout.read()
        if sys.platform == "win32":
            process.wait()
            return Run(perf_counter() - began, None, None)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def measure(command: list[str], reference: list[str], pairs: int) -> Measured:
    """Both in turn, each first in every other pair, so that drift falls on both."""
    measured = []
    for number in range(pairs):
        if number % 2:
            mine = run(command)
            other = run(reference)
        else:
            other = run(reference)
            mine = run(command)
        measured.append((mine, other))
    peaks = [mine.peak for mine, _ in measured if mine.peak is not None]
    busy = [mine.busy / other.busy for mine, other in measured if mine.busy and other.busy]
    return Measured(
        cpu=median(busy) if busy else None,
        ratio=median(mine.seconds / other.seconds for mine, other in measured),
        seconds=median(mine.seconds for mine, _ in measured),
        reference=median(other.seconds for _, other in measured),
        peak=max(peaks, default=None),
    )


def smaller(found: Measured) -> float:
    """What a budget is held against: waiting for another process is no cost of ours."""
    return found.ratio if found.cpu is None else min(found.ratio, found.cpu)


def cpu_of(found: Measured) -> str:
    return f"{'-':>8}" if found.cpu is None else f"{found.cpu:>7.1f}x"


def check(command: list[str], accepted: tuple[int, ...] = (0,)) -> None:
    """Run once before measuring: it works, and its modules are compiled and in the cache."""
    try:
        tried = subprocess.run(
            command, cwd=ROOT, env=environment(), capture_output=True, check=False
        )
    except OSError as error:
        raise CannotRunError(f"{command[0]}: {error.strerror}") from error
    if tried.returncode not in accepted:
        said = tried.stderr.decode(errors="replace").strip() or "nothing on stderr"
        raise CannotRunError(f"{' '.join(command)} exits with {tried.returncode}: {said}")


def report_budgets(python: str, other_python: str | None, pairs: int) -> None:
    """Every command of `COMMANDS`, one line each, then the comparison."""
    nothing = [python, "-c", "pass"]
    sqc = [python, "-m", "shengzhou_quality"]
    check(nothing)
    for _, arguments, _ in COMMANDS.values():
        check([*sqc, *arguments])
    say(f"{platform.python_implementation()} {platform.python_version()}, {pairs} pairs; ")
    say("x is the time of `python -c pass`\n\n")
    say(f"{'whole process':<42}{'time':>8}{'CPU':>8}{'budget':>8}{'':8}{'ms':>8}{'peak MiB':>10}\n")
    references = []
    for title, arguments, budget in COMMANDS.values():
        found = measure([*sqc, *arguments], nothing, pairs)
        references.append(found.reference)
        say(f"{title:<42}{found.ratio:>7.1f}x{cpu_of(found)}{budget:>7.0f}x  ")
        say(f"{met(smaller(found), budget):<6}")
        say(f"{found.seconds * 1000:>8.0f}{peak_of(found.peak)}\n")
    say(f"{'python -c pass':<42}{'1.0x':>8}{'1.0x':>8}{'':16}{median(references) * 1000:>8.0f}\n")
    evaluate = [*sqc, *COMMANDS["evaluate"][1]]
    if other_python is None:
        say("\nfrictionless: not compared; --help says how to get it\n")
    else:
        compare(evaluate, other_python, pairs)


def compare(evaluate: list[str], other_python: str, pairs: int) -> None:
    """`evaluate` against frictionless reading the same table, below the same three lines."""
    validate = [other_python, "-m", "frictionless", "validate", "--header-rows", "4", WORKBOOK]
    check([other_python, "-c", "import frictionless"])
    check(validate, accepted=(0, 1))
    found = measure(evaluate, validate, pairs)
    say(f"\nfrictionless validate {WORKBOOK}: {found.reference * 1000:.0f} ms\n")
    cpu = "" if found.cpu is None else f", {found.cpu:.2f} of its CPU"
    say(f"sqc evaluate takes {found.ratio:.2f} of that{cpu}; ")
    say(f"budget {FRICTIONLESS_BUDGET}: {met(smaller(found), FRICTIONLESS_BUDGET)}\n")


def met(figure: float, budget: float) -> str:
    return "met" if figure <= budget else "MISSED"


def peak_of(peak: float | None) -> str:
    if peak is None:
        return f"{'?':>10}"
    return f"{peak:>10.1f}  (budget {PEAK_BUDGET:.0f}: {met(peak, PEAK_BUDGET)})"


def report_imports(python: str, name: str) -> None:
    """What `python -X importtime` says of one command, by package and by module."""
    title, arguments, _ = COMMANDS[name]
    command = [python, "-X", "importtime", "-m", "shengzhou_quality", *arguments]
    check(command)
    traced = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, check=False)
    lines = _IMPORT.finditer(traced.stderr.decode(errors="replace"))
    modules = {line["name"]: int(line["own"]) / 1000 for line in lines}
    packages: dict[str, float] = defaultdict(float)
    counts: dict[str, int] = defaultdict(int)
    for module, own in modules.items():
        package = module.partition(".")[0]
        packages[package] += own
        counts[package] += 1
    say(f"{title}: {len(modules)} modules, {sum(modules.values()):.0f} ms of importing\n")
    say("(slower than without -X importtime; compare the lines with each other)\n\n")
    say(f"{'by package':<42}{'own ms':>8}{'modules':>9}\n")
    for package in sorted(packages, key=lambda key: -packages[key])[:_SHOWN]:
        say(f"{package:<42}{packages[package]:>8.1f}{counts[package]:>9}\n")
    say(f"\n{'by module':<42}{'own ms':>8}\n")
    for module in sorted(modules, key=lambda key: -modules[key])[:_SHOWN]:
        say(f"{module:<42}{modules[module]:>8.1f}\n")


def say(text: str) -> None:
    sys.stdout.write(text)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", type=int, default=21, help="how many pairs (21)")
    parser.add_argument("--python", default=sys.executable, help="an interpreter with sqc")
    parser.add_argument("--frictionless-python", help="an interpreter with frictionless")
    parser.add_argument("--imports", choices=COMMANDS, help="show what one command imports")
    options = parser.parse_args()
    if options.pairs < 1:
        parser.error("--pairs must be at least 1")
    try:
        if options.imports:
            report_imports(options.python, options.imports)
        else:
            report_budgets(options.python, options.frictionless_python, options.pairs)
    except CannotRunError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
