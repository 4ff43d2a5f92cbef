"""Make the part about the data: the reported values by cell; without data, how to report."""

from __future__ import annotations

from collections.abc import Iterator

from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.evaluation.chain import Chain, ComparedValues, Judged, ReportedValue
from shengzhou_quality.evaluation.item_result import WhyUnused
from shengzhou_quality.interval import Interval
from shengzhou_quality.notation import Figure, marks_provisional, read_value
from shengzhou_quality.pages.figures import with_unit
from shengzhou_quality.pages.model import Fact, fact, facts
from shengzhou_quality.pages.offices import in_full
from shengzhou_quality.pages.ranges import number_words, range_words
from shengzhou_quality.pages.reasons import provenance_words
from shengzhou_quality.pages.rows import form_words
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.marks import MARK_CODE
from shengzhou_quality.plan.tasks import Commitment
from shengzhou_quality.reported import Responsible, SaidBy
from shengzhou_quality.words import Words


def what_was_reported(judged: Judged, words: Words) -> Iterator[Fact]:
    """Each plan year up to the one judged, and whatever else was reported."""
    yield from _years(judged.reported, judged.result.indicator, judged, words)
    if judged.compared is not None:
        yield from _of_other(judged.compared, judged, words)
    # What the plan marks as not settled stands with what the plan says.
    of_data = (finding for finding in judged.diagnostics if finding.code != MARK_CODE)
    stray = (_stray(finding, words) for finding in of_data)
    yield from facts(words("chain.label.finding"), stray)
    told = {said.evidence for said in judged.result.provenance}
    evidence = (text for text in judged.result.evidence if text not in told)
    yield from facts(words("chain.label.evidence-given"), evidence)
    said_of = (provenance_words(said, words) for said in judged.result.provenance)
    yield from facts(words("chain.label.provenance"), said_of)
    responsible = _responsible(judged)
    if responsible is not None and responsible.said_by is not SaidBy.COLUMN:  # stands just above
        yield fact(words("plan.offices"), in_full(responsible, words))


def _of_other(other: ComparedValues, judged: Judged, words: Words) -> Iterator[Fact]:
    """The row of what it is compared with, with its cells."""
    name = words.of(other.indicator, "name")
    unit = other.indicator.unit
    if other.planned is not None:
        point = other.planned.value
        text = range_words(other.planned, unit, words)
        text = number_words(point, unit, words) if point is not None else text
        said = words("chain.value.of-plan", name=name, text=text)
        yield fact(words("chain.label.compared"), said)
        return
    yield fact(words("chain.label.compared"), name)
    yield from _years(other.reported, other.indicator, judged, words)


def _years(
    reported: tuple[ReportedValue, ...], indicator: AnyIndicator, judged: Judged, words: Words
) -> Iterator[Fact]:
    by_year: dict[int, list[ReportedValue]] = {}
    for value in reported:
        by_year.setdefault(value.seen.year, []).append(value)
    # A milestone of the tasks is reported once, for the year of its date.
    once = indicator.of_states and indicator.constraint is None and by_year
    for year in sorted({*by_year, *(() if once else judged.finding.period.years)}):
        key = "chain.label.judged-year" if year == judged.report.year else "chain.label.year"
        label = words(key, year=year)
        found = by_year.get(year, ())
        if not found:
            yield fact(label, words("chain.value.missing"))
        for value in found:
            place = words("chain.value.at", place=str(value.seen.place))
            yield Fact(label, (_value(value, indicator, words), place))
            label = ""
            for old in value.seen.replaces:
                yield fact("", words("chain.value.replaces", text=old.text, place=str(old.place)))
            for finding in value.diagnostics:
                said = words.joined(words.message(finding), words.hint(finding))
                yield fact("", f"{words.code(finding)} {said}")


def _responsible(judged: Judged) -> Responsible | None:
    """The office of what is judged: of an indicator, else of a commitment or a milestone."""
    report, wanted = judged.report, judged.result.indicator.id
    promises = (*report.commitments, *report.milestones)
    own = (one.responsible for one in promises if one.promise.id == wanted)
    return judged.result.responsible or next(own, None)


def _stray(finding: Diagnostic, words: Words) -> str:
    """A problem that is not of one value, with its place."""
    place = words("brackets", text=str(finding.place)) if finding.place else ""
    said = words.joined(words.message(finding), words.hint(finding))
    return f"{words.code(finding)} {said}{place}"


def _value(value: ReportedValue, indicator: AnyIndicator, words: Words) -> str:
    """Word a value: as reported, as read, and its use."""
    seen = value.seen
    said = _as_read(value, indicator, words)
    if value.why is not None:
        late = indicator.of_states and value.why is WhyUnused.AFTER_YEAR
        why = words("chain.value.later") if late else words(f"unused.{value.why}")
        said = words("chain.value.why", said=said, why=why)
    marks = (
        [form_words(indicator, seen.form, words)] if seen.form and len(indicator.forms) > 1 else []
    )
    if seen.completed:
        marks.append(words("chain.value.completed", date=seen.completed))
    if seen.provisional and not marks_provisional(seen.text):
        marks.append(words("chain.value.provisional"))
    if value.why is None and value.read is not None:
        checked = "checked" if indicator.is_kept or indicator.of_states else "not-judged"
        used = "judged" if value.entered else checked
        marks.append(words(f"chain.value.{'doubted' if seen.implausible is not None else used}"))
    if marks:
        said = words("chain.value.marked", said=said, marks=tuple(marks))
    return said


def _as_read(value: ReportedValue, indicator: AnyIndicator, words: Words) -> str:
    text = value.seen.text
    if value.read is None:
        return words("chain.value.unusable", text=text)
    if indicator.of_states:
        if not isinstance(value.read, int):
            return text
        rank = value.read
        found = indicator.every_state[rank]
        named = words.of(found, "name")
        return text if text == named else words("chain.value.read", text=text, read=f"“{named}”")
    shown = with_unit(text, indicator.reported_unit, words)
    if not isinstance(value.read, Interval) or _says_the_same(text, value.read):
        return shown
    if value.seen.implausible is not None or indicator.left_to_people:
        return shown  # not the interval that its doubt allows, or that words leave open
    point = value.read.value
    if point is not None:
        read = number_words(point, indicator.reported_unit, words)
    else:
        read = range_words(value.read, indicator.reported_unit, words)
    return words("chain.value.read", text=shown, read=read)


def _says_the_same(text: str, read: Interval) -> bool:
    """Whether the text already says what was read: a plain number in the indicator's unit."""
    figure = read_value(text)
    return isinstance(figure, Figure) and read.value is not None and figure.interval == read


def how_to_report(chain: Chain, words: Words, *, command: bool) -> Iterator[Fact]:
    """What to report and in which unit; with the `command` that shows the result."""
    item, kind = chain.item, chain.kind
    label = words("chain.label.reporting")
    if kind is None:
        reason = ""
        if isinstance(item, Commitment):
            reason = (words.of(item, "narrative")) or ""
        yield fact(label, words("chain.reporting.people", reason=reason))
        return
    years = {"first": chain.plan.years[0], "last": chain.plan.years[-1]}
    said = [words(f"chain.reporting.{kind.kind}{kind.reporting}", **years)]
    if kind.id != item.id:
        named = words.of(kind, "name")
        said.insert(0, words("chain.reporting.restates", id=kind.id, name=named))
    if kind.unit:
        said.append(words("chain.reporting.unit", unit=kind.unit))
    yield fact(label, words("clause.separator").join(said))
    if kind.of_states:
        names = (words.of(state, "name") for state in kind.every_state)
        yield fact(words("chain.label.states"), words("list.separator").join(names))
    elif kind.plausible.low is not None or kind.plausible.high is not None:
        usual = range_words(kind.plausible.interval, kind.unit, words)
        text = words("chain.reporting.usual", range=usual)
        yield fact(words("chain.label.usual"), text)
    if command:
        yield fact(words("chain.label.command"), words("chain.reporting.command", id=item.id))
