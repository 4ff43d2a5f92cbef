"""The outputs of `sqc batch`: which there are, that none replaces an input, opened for a run."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from shengzhou_quality.batch.file_lock import OutputInUseError
from shengzhou_quality.batch.record_file import ForeignFileError, OutputError, RecordFile
from shengzhou_quality.batch.tables import CsvTable, GrowingTable
from shengzhou_quality.cli import streams
from shengzhou_quality.cli.delivery import check_output, is_same
from shengzhou_quality.cli.files import check_writable
from shengzhou_quality.cli.options import check_format, check_usable
from shengzhou_quality.cli.streams import WriteError
from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.formats import ROLL_UP_FORMATS, format_of_suffix, known_suffixes
from shengzhou_quality.reading.folders import identity, is_own_result
from shengzhou_quality.words import Words

RECORD_SUFFIXES = (".jsonl", ".ndjson")
TABLE_SUFFIXES = (*RECORD_SUFFIXES, ".csv", ".xlsx")


class BatchOutputs(NamedTuple):
    """The record, if there is any; the tables; the roll-up on stdout and in files."""

    record: Path | None
    tables: tuple[Path, ...]
    stdout: str
    roll_ups: dict[Path, str]

    @property
    def written(self) -> tuple[Path, ...]:
        """What a run leaves besides the roll-up."""
        return (*self.tables, *filter(None, (self.record,)))

    @property
    def all(self) -> tuple[Path, ...]:
        """Every file that is written, that which holds an earlier record included."""
        record = self.record
        records = () if record is None else (record, record.with_name(f"{record.name}.before"))
        return (*records, *self.tables, *self.roll_ups)

    def check(self, inputs: Iterable[str], words: Words) -> None:
        """Raise a usage error for an output that is an input, also by another path or a link."""
        read = {identity(path) for path in inputs}
        for path in self.all:
            check_output(path, (), words)
            if identity(str(path)) in read:
                raise UsageError(words("usage.output-is-input", name=str(path)))


class OpenOutputs(NamedTuple):
    """The outputs of a run under way."""

    record: RecordFile | None
    tables: tuple[GrowingTable, ...]


def read_outputs(
    output: Sequence[str], roll_up: Sequence[str], format_: str | None, words: Words
) -> BatchOutputs:
    """Sort the outputs by their suffixes; a table without a record has one beside it."""
    tables = [_named(name, TABLE_SUFFIXES, words) for name in output]
    records = [path for path in tables if path.suffix.lower() in RECORD_SUFFIXES]
    if len(records) > 1:
        raise UsageError(words("usage.batch.two-records"))
    others = tuple(path for path in tables if path not in records)
    if not records and others:
        records = [others[0].with_name(f"{others[0].name}.record.jsonl")]
    stdout = next(iter(ROLL_UP_FORMATS)) if format_ is None else format_
    check_format(stdout, ROLL_UP_FORMATS, words)
    known = known_suffixes(ROLL_UP_FORMATS)
    rolled = {}
    for name in roll_up:
        path = _named(name, known, words)
        rolled[path] = format_of_suffix(path.suffix, ROLL_UP_FORMATS) or stdout
    for name in dict.fromkeys((stdout, *rolled.values())):
        check_usable(name, ROLL_UP_FORMATS[name], words, on_stdout=name == stdout)
    made = BatchOutputs(next(iter(records), None), others, stdout, rolled)
    _check_once([*tables, *map(Path, roll_up)], made, words)
    return made


@contextmanager
def opened(outputs: BatchOutputs, words: Words, *, resume: bool) -> Iterator[OpenOutputs]:
    """Open the outputs. A run that ends removes what it no longer needs; what is done is whole.

    Raises a usage error for an output that another run is writing, or that is no result of sqc,
    and `WriteError` for one that cannot be written, also in the block.
    """
    _check_ours(outputs.tables, words)
    for path in (*outputs.tables, *outputs.roll_ups):
        check_writable(path)
    try:
        with ExitStack() as stack:
            record = None
            if outputs.record is not None:
                record = stack.enter_context(closing(RecordFile(outputs.record)))
                if not (resume or record.is_empty):
                    streams.say(words("batch.replaced", name=str(outputs.record)))
                    record.part()
            tables = [
                stack.enter_context(closing(_opened_table(path, words))) for path in outputs.tables
            ]
            yield OpenOutputs(record, tuple(tables))
            for table in tables:
                table.finish()
            if record is not None:
                record.finish()
    except OutputInUseError as error:
        raise UsageError(words("usage.batch.in-use", name=error.name)) from None
    except ForeignFileError as error:
        raise UsageError(words("usage.batch.no-record", name=error.name)) from None
    except OutputError as error:
        raise WriteError(error.name, error.cause) from None


def _opened_table(path: Path, words: Words) -> GrowingTable:
    if path.suffix.lower() == ".csv":
        return CsvTable(path, words)
    from shengzhou_quality.batch.workbook_table import WorkbookTable

    return WorkbookTable(path, words)


def _check_ours(tables: Iterable[Path], words: Words) -> None:
    """A table replaces only what sqc has written, as a record does."""
    for path in tables:
        # os.path: Path.is_file raises where a folder above may not be entered.
        there = os.path.isfile(path) and os.path.getsize(path)  # noqa: PTH113, PTH202
        if there and not is_own_result(str(path)):
            raise UsageError(words("usage.batch.no-record", name=str(path)))


def _named(name: str, known: Sequence[str], words: Words) -> Path:
    path = Path(name)
    if path.suffix.lower() not in known:
        raise UsageError(words("usage.batch.suffix", name=name, known=tuple(known)))
    return path


def _check_once(named: Sequence[Path], made: BatchOutputs, words: Words) -> None:
    paths = [*named, *(path for path in made.all if path not in named)]
    for at, path in enumerate(paths):
        if any(is_same(path, other) for other in paths[:at]):
            raise UsageError(words("usage.output-twice", name=str(path)))
