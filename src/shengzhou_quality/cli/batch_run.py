"""Carry out `sqc batch`: from its options to the roll-up, whatever interrupts it."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from shengzhou_quality.batch.digests import Bases, digest_of
from shengzhou_quality.batch.names_twice import NamesTwice
from shengzhou_quality.batch.report_files import file_names, named
from shengzhou_quality.batch.resume import Held, Resumed
from shengzhou_quality.batch.run import run
from shengzhou_quality.batch.submission import ReportsAsked, Settings, Submission
from shengzhou_quality.batch.table_rows import TableRows
from shengzhou_quality.batch.work import plan_of
from shengzhou_quality.cli import delivery, streams
from shengzhou_quality.cli.batch_inputs import BatchInputs
from shengzhou_quality.cli.batch_outputs import BatchOutputs, OpenOutputs, opened
from shengzhou_quality.cli.batch_progress import BatchProgress
from shengzhou_quality.cli.batch_workers import WorkersAsked, start_workers
from shengzhou_quality.cli.inputs import STDIO, Inputs, read_plan
from shengzhou_quality.cli.options import check_format, check_usable
from shengzhou_quality.cli.streams import WriteError
from shengzhou_quality.cli.usage import Ended, UsageError
from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.evaluation.outcome import FileRead
from shengzhou_quality.evaluation.report import FailOn
from shengzhou_quality.evaluation.roll_up import RollUp
from shengzhou_quality.evaluation.scope import check_asked
from shengzhou_quality.formats import FORMATS, ROLL_UP_FORMATS, format_of_suffix
from shengzhou_quality.judgement import Form
from shengzhou_quality.limits import Limits
from shengzhou_quality.reading.folders import identity
from shengzhou_quality.words import Words

FAIL_ON = tuple(one.value for one in FailOn)
_INTERRUPTED = 130


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchAsked:
    """The options of the command, read."""

    inputs: BatchInputs
    plan: str | None
    year: int | None
    fail_on: str
    only: Sequence[str] | None
    forms: Mapping[str, Form]
    assessments: tuple[str, ...]
    accept_own: bool
    offices: str | None
    limits: Limits
    reports: str | None
    report_formats: tuple[str, ...]
    word_template: str | None
    resume: bool
    workers: WorkersAsked
    quiet: bool


def evaluate_all(asked: BatchAsked, outputs: BatchOutputs, words: Words) -> int | Ended:
    """Evaluate every submission; returns the exit code, that of the worst one."""
    gc.enable()  # `sqc` ends without, but for a run that is short
    beside = Inputs((), asked.assessments, asked.plan, asked.offices)
    _check(asked, beside, outputs, words)
    reports, content = _reports(asked, outputs, words)
    plan = read_plan(asked.plan, words, quiet=asked.quiet)
    settings = _settings(asked, reports)
    found = asked.inputs.find(plan, asked.limits, words, quiet=asked.quiet)
    submissions = found.heads if reports is None else list(named(found.heads))
    if all(one.plan is None for one in submissions):
        check_asked(plan, asked.year, asked.only)
    read = [path for one in submissions for path in one.files]
    others = [*beside.files(), *filter(None, (asked.word_template,))]
    outputs.check([*read, *others], words)
    if reports is not None:
        _check_reports(submissions, reports, [*read, *others], words)
    progress = BatchProgress(plan, words, len(submissions), quiet=asked.quiet)
    twice = NamesTwice(submissions)
    try:
        with closing(progress), opened(outputs, words, resume=asked.resume) as files:
            held = _held(files, settings, words, quiet=asked.quiet) if asked.resume else None
            workers = start_workers(asked.workers, settings, plan)
            if held is not None:
                workers = Resumed(workers, held, Bases(settings, plan_of))
            rolled = run(
                map(found.whole, submissions),
                plan,
                settings,
                workers,
                write=files.record.put if files.record is not None else _keep_nothing,
                tell=progress.tell,
                see=twice.see,
                tables=files.tables,
                rows=TableRows(words) if files.tables else None,
            )
    except KeyboardInterrupt:
        kept = outputs.record is not None
        key = "batch.interrupted" if kept else "batch.interrupted.lost"
        _say_done(key, progress, outputs, words)
        return Ended(_INTERRUPTED)
    except (WriteError, InputError):  # a full disk; a cluster that is lost
        if outputs.record is not None and progress.done:
            _say_done("batch.stopped", progress, outputs, words)
        raise
    if not asked.quiet:
        streams.say_findings(list(twice.findings()), words)
    if held is not None and held.others and not asked.quiet:
        streams.say(words("batch.resumed.others", count=held.others))
    _deliver(rolled, outputs, content, words, quiet=asked.quiet)
    return rolled.exit_code


def _check(asked: BatchAsked, beside: Inputs, outputs: BatchOutputs, words: Words) -> None:
    beside.check(words)
    asked.inputs.check(words)
    if STDIO in (*asked.assessments, asked.offices):
        raise UsageError(words("usage.batch.stdin"))
    if asked.resume and outputs.record is None:
        raise UsageError(words("usage.batch.nothing-to-resume"))


def _settings(asked: BatchAsked, reports: ReportsAsked | None) -> Settings:
    others = [*asked.assessments, *filter(None, (asked.offices,))]
    return Settings(
        plan=asked.plan,
        year=asked.year,
        fail_on=FailOn(asked.fail_on),
        only=None if asked.only is None else tuple(asked.only),
        forms=asked.forms,
        assessments=asked.assessments,
        accept_own=asked.accept_own,
        offices=asked.offices,
        limits=asked.limits,
        reports=reports,
        beside=tuple(FileRead(path, digest_of(path, asked.limits)) for path in others),
    )


def _reports(
    asked: BatchAsked, outputs: BatchOutputs, words: Words
) -> tuple[ReportsAsked | None, bytes | None]:
    """The reports of single submissions, and the document that a Word file starts from."""
    known = {name: one for name, one in FORMATS.items() if one.suffixes}
    formats = tuple(
        format_of_suffix(f".{name}", known) or name for name in asked.report_formats or ("docx",)
    )
    if asked.reports is None and asked.report_formats:
        raise UsageError(words("usage.batch.no-reports"))
    if asked.reports is not None:
        for name in formats:
            check_format(name, known, words)
            check_usable(name, FORMATS[name], words, on_stdout=False)
        folder = Path(asked.reports)
        if not asked.reports or (folder.exists() and not folder.is_dir()):
            raise UsageError(words("usage.batch.not-a-folder", name=asked.reports))
    content = None
    if asked.word_template is not None:
        from shengzhou_quality.cli.word_template import read_word_template

        of_reports = formats if asked.reports is not None else ()
        if "docx" not in (*of_reports, outputs.stdout, *outputs.roll_ups.values()):
            raise UsageError(words("usage.word-template.unused"))
        content = read_word_template(asked.word_template, words)
    if asked.reports is None:
        return None, content
    once = tuple(dict.fromkeys(formats))
    return ReportsAsked(asked.reports, once, words.language, content), content


def _check_reports(
    submissions: Iterable[Submission], reports: ReportsAsked, inputs: Iterable[str], words: Words
) -> None:
    """A report never replaces an input: 甲县.xlsx in the folder that is read."""
    read = {identity(path) for path in inputs}
    folder = Path(reports.folder)
    for submission in submissions:
        for name in file_names(submission, reports):
            if identity(str(folder / name)) in read:
                raise UsageError(words("usage.output-is-input", name=str(folder / name)))


def _held(files: OpenOutputs, settings: Settings, words: Words, *, quiet: bool) -> Held:
    assert files.record is not None, "checked with the options"
    held = Held(files.record, settings)
    if held.lines and not quiet:
        streams.say(words("batch.resumed", lines=held.lines))
    if held.unread:
        streams.say(words("batch.resumed.unread", count=held.unread))
    return held


def _keep_nothing(_: bytes) -> None:
    """Without an output there is no record."""


def _say_done(key: str, progress: BatchProgress, outputs: BatchOutputs, words: Words) -> None:
    name = "" if outputs.record is None else str(outputs.record)
    streams.say(words(key, done=progress.done, total=progress.total or progress.done, name=name))


def _deliver(
    rolled: RollUp, outputs: BatchOutputs, content: bytes | None, words: Words, *, quiet: bool
) -> None:
    from shengzhou_quality.pages.roll_up.sentences import result_line

    given = delivery.Outputs(outputs.stdout, outputs.roll_ups, word_template=content)
    delivery.deliver(
        rolled, given, ROLL_UP_FORMATS, words, findings=(), result=result_line, quiet=quiet
    )
