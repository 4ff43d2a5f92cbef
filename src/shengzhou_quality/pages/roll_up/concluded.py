"""Word how one submission of many stands: its conclusion, and its line as a run goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.evaluation.entity_standing import Standing, StandingCounts, standing_of
from shengzhou_quality.evaluation.outcome import Outcome
from shengzhou_quality.evaluation.report import Conclusion
from shengzhou_quality.pages.figures import quoted
from shengzhou_quality.pages.model import Tone
from shengzhou_quality.pages.roll_up.sentences import files_words
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.kinds.indicator import Constraint
from shengzhou_quality.words import Words

TONES = {
    Conclusion.MET: Tone.GOOD,
    Conclusion.FAILING: Tone.ERROR,
    Conclusion.ATTENTION: Tone.WARNING,
    Conclusion.NOT_JUDGED: Tone.WARNING,
}
_FEW = 5
"""Up to so many indicators are named in a line."""


def conclusion(one: Standing, words: Words) -> str:
    """约束性指标2项未达标、1项待核实: what its report concludes of the binding indicators.

    Where the plan has none, of all; a report that fails by its data alone says so. It is what
    the banner of its report says, in `pages/conclusion.py`, from what an outcome keeps.
    """
    if one.conclusion is Conclusion.NOT_JUDGED:
        return words("conclusion.not-judged")
    counts, constraint = one.binding, Constraint.BINDING
    if not counts.total:
        counts, constraint = one.every, Constraint.ANTICIPATORY
    by_data = one.conclusion is Conclusion.FAILING and one.errors and not counts.failing
    if not one.final:
        return words("conclusion.faulty") if by_data else _interim(counts, constraint, words)
    if by_data and not counts.to_verify:
        met = _final(counts, constraint, words)
        return words("clause.separator").join((met, words("conclusion.faulty")))
    return _final(counts, constraint, words)


def _final(counts: StandingCounts, constraint: Constraint, words: Words) -> str:
    said = _parts(("not-met", counts.not_met), ("to-verify", counts.to_verify), words=words)
    if said:
        named = words(f"constraint.{constraint}")
        return words("conclusion.group", constraint=named, counts=said)
    of_binding = constraint is Constraint.BINDING
    return words("conclusion.binding-met" if of_binding else "conclusion.all-met")


def _interim(counts: StandingCounts, constraint: Constraint, words: Words) -> str:
    named, lag = words(f"constraint.{constraint}"), len(counts.failing)
    said = _parts(
        ("lag", lag), ("watch", counts.to_watch), ("to-verify", counts.to_verify), words=words
    )
    if lag:
        return words("conclusion.group", constraint=named, counts=said)
    if counts.to_verify:
        return words("conclusion.none-lags.others", constraint=named, counts=said)
    none_lags = words("conclusion.none-lags", constraint=named)
    return words("conclusion.and", said=none_lags, counts=said) if said else none_lags


def _parts(*counted: tuple[str, int], words: Words) -> str:
    """2项未达标、1项待核实: those that occur."""
    said = (words(f"conclusion.{key}", count=count) for key, count in counted if count)
    return words("list.separator").join(said)


def line(outcome: Outcome, indicators: Mapping[str, AnyIndicator], words: Words) -> str:
    """What a run says of a submission when it is done, in one line; why it could not be judged."""
    standing = standing_of(outcome)
    if standing is None:
        said = reason(outcome.reason, outcome.files_read, words)
        return words("batch.line.refused", reason=said)
    problems = "".join(
        (*_unread(outcome, words), *_problems(standing, words), *_unwritten(outcome, words))
    )
    said = conclusion(standing, words)
    if not standing.every.total:
        return words("batch.line.none", conclusion=said, problems=problems)
    counts = words("screen.separator").join(_counted(standing, words))
    worst = indicators.get(standing.worst or "")
    if worst is not None:
        name = quoted(words.of(worst, "name"))
        counts += words("batch.line.worst", id=worst.id, name=name)
    return words(
        "batch.line.judged",
        conclusion=said,
        total=standing.every.total,
        counts=counts,
        problems=problems,
    )


def _counted(one: Standing, words: Words) -> Iterator[str]:
    """The counts that occur, together all of its indicators; the failing ones with their ids."""
    when, every = "final" if one.final else "before", one.every
    if one.final:
        yield words("batch.line.met", count=every.met)
    else:
        yield words("batch.line.on-schedule", count=every.on_schedule)
    if every.slipping and not one.final:
        yield words("batch.line.slipping", count=every.slipping)
    if every.failing:
        count, ids = len(every.failing), named_ids(every.failing, words)
        yield words(f"batch.line.failing.{when}", count=count, ids=ids)
    if every.pending:
        yield words("batch.line.pending", count=every.pending)
    if every.to_verify:
        yield words(f"batch.line.to-verify.{when}", count=every.to_verify)


def _unread(outcome: Outcome, words: Words) -> Iterator[str]:
    """The files of which nothing was read, by name; of many the first."""
    names = [PurePath(one.place.file).name for one in outcome.unread if one.place is not None]
    if names:
        listed = named_ids([quoted(one) for one in names], words)
        yield words("batch.line.unread", count=len(names), files=listed)


def reason(problem: Diagnostic | None, files: Sequence[str], words: Words) -> str:
    """Why files could not be read; of another file, such as their plan, also where."""
    if problem is None:
        return ""
    said = " ".join(words.message(problem).split())
    if problem.place is None or problem.place.file in files or not files:
        return said
    return words("chain.labelled", label=quoted(str(problem.place)), text=said)


def _problems(one: Standing, words: Words) -> Iterator[str]:
    if one.errors:
        yield words("batch.line.errors", count=one.errors)
    if one.warnings:
        yield words("batch.line.warnings", count=one.warnings)


def _unwritten(outcome: Outcome, words: Words) -> Iterator[str]:
    if outcome.unwritten:
        files = files_words([str(one.place) for one in outcome.unwritten], words)
        yield words("batch.line.unwritten", files=files)


def named_ids(ids: Sequence[str], words: Words) -> str:
    """7、9, of many the first."""
    listed = words("list.separator").join(ids[:_FEW])
    return words("batch.line.ids.more", ids=listed) if len(ids) > _FEW else listed
