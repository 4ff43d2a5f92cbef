"""The form that offices fill in: what it says, made from the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from shengzhou_quality.actuals.template.known import Known
from shengzhou_quality.actuals.template.notes import (
    Notes,
    make_notes,
    name_of,
    state_names,
    what_to_report,
)
from shengzhou_quality.interval import EVERYTHING, Interval
from shengzhou_quality.messages import Words
from shengzhou_quality.notation import write
from shengzhou_quality.plan.kinds import AnyIndicator, Milestone
from shengzhou_quality.plan.kinds.indicator import MeasuredIndicator
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.units import PERCENT


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator: what is printed, what may be filled in, and what is known already.

    `values` has a text for each year, `beside` one for each column after them. `forms` are
    the words to choose the 口径 from, empty where there is no choice; `states` those of a
    milestone. A number outside `plausible`, or not `whole`, is asked about.
    """

    serial: str
    name: str
    unit: str
    form: str
    forms: tuple[str, ...]
    baseline: str
    values: tuple[str, ...]
    beside: tuple[str, ...]
    prompt: str
    warning: str
    states: tuple[str, ...]
    plausible: Interval
    whole: bool


@dataclass(frozen=True, slots=True)
class Group:
    """一级指标, and its lines."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """The whole form, in words.

    `columns` head the sheet to fill: five that are printed, one for each of `years`, four
    that the office fills in beside them.
    """

    sheet: str
    title: str
    period: str
    fields: tuple[str, ...]
    columns: tuple[str, ...]
    years: tuple[int, ...]
    groups: tuple[Group, ...]
    form_prompt: str
    legend_fill: str
    legend_known: str | None
    legend_locked: str
    page: str
    notes: Notes


def make_form(
    plan: Plan,
    indicators: Sequence[AnyIndicator],
    years: Sequence[int],
    known: Mapping[str, Known],
    words: Words,
) -> Form:
    """The form for `indicators` and `years`, with what is `known` filled in."""
    head = plan.head
    first, last = str(plan.years[0]), str(plan.years[-1])
    asked = words("template.years", first=str(years[0]), last=str(years[-1]))
    if len(years) == 1:
        asked = words("template.year", year=str(years[0]))
    baseline = str(head.baseline_year)
    return Form(
        sheet=words("template.sheet"),
        title=words("template.title", title=head.title if _zh(words) else head.title_en),
        period=words("template.period", first=first, last=last, baseline=baseline, years=asked),
        fields=tuple(words(f"template.field.{name}") for name in ("office", "person", "date")),
        columns=_columns(years, words),
        years=tuple(years),
        groups=_groups(plan, indicators, years, known, words),
        form_prompt=words("template.prompt.form"),
        legend_fill=words("template.legend.fill"),
        legend_known=words("template.legend.known") if known else None,
        legend_locked=words("template.legend.locked"),
        page=words("template.page"),
        notes=make_notes(plan, indicators, asked, words),
    )


def _zh(words: Words) -> bool:
    return words.language == "zh"


def _columns(years: Sequence[int], words: Words) -> tuple[str, ...]:
    before = ("serial", "name", "unit", "form", "baseline")
    after = ("office", "source", "evidence", "remark")
    return (
        *(words(f"template.column.{name}") for name in before),
        *(words("template.column.year", year=str(year)) for year in years),
        *(words(f"template.column.{name}") for name in after),
    )


def _groups(
    plan: Plan,
    indicators: Iterable[AnyIndicator],
    years: Sequence[int],
    known: Mapping[str, Known],
    words: Words,
) -> tuple[Group, ...]:
    names = {item.key: item.name if _zh(words) else item.name_en for item in plan.categories}
    first = str(plan.years[0])
    groups = []
    for key, members in groupby(indicators, key=lambda indicator: indicator.category):
        lines = tuple(_line(item, years, known.get(item.id), first, words) for item in members)
        groups.append(Group(names[key], lines))
    return tuple(groups)


def _line(
    indicator: AnyIndicator, years: Sequence[int], known: Known | None, first: str, words: Words
) -> Line:
    measured = indicator if isinstance(indicator, MeasuredIndicator) else None
    return Line(
        serial=indicator.id,
        name=name_of(indicator, words),
        unit=indicator.unit or words("template.no-unit"),
        form=_form(indicator, known, words),
        forms=_form_words(indicator, words) if len(indicator.forms) > 1 else (),
        baseline=(measured.baseline if measured else None) or words("none"),
        values=tuple(known.texts.get(year, "") if known else "" for year in years),
        beside=known.beside if known else ("", "", "", ""),
        prompt=what_to_report(indicator, first, words),
        warning=_warning(indicator, words),
        states=state_names(indicator, words),
        plausible=measured.plausible.interval if measured else EVERYTHING,
        whole=measured is not None and measured.whole,
    )


def _form_words(indicator: AnyIndicator, words: Words) -> tuple[str, ...]:
    """The forms (口径) of a kind, as its offices say them: 当年增速 of a growth."""
    named = []
    for form in indicator.forms:
        own = f"template.form.{indicator.kind}.{form.value}"
        named.append(words(own if words.knows(own) else f"template.form.{form.value}"))
    return tuple(named)


def _form(indicator: AnyIndicator, known: Known | None, words: Words) -> str:
    """The usual form, the declared one, or nothing: what nobody declared is not presumed."""
    if not indicator.forms:
        return words("none")
    chosen = indicator.forms[0]
    if known and len(indicator.forms) > 1:
        if known.form is None:
            return ""
        chosen = known.form
    return _form_words(indicator, words)[indicator.forms.index(chosen)]


def _warning(indicator: AnyIndicator, words: Words) -> str:
    """What is asked when something else than expected is filled in; it may be kept."""
    if isinstance(indicator, Milestone):
        return words("template.warning.state")
    plausible = indicator.plausible.interval
    if plausible == EVERYTHING:
        sentences = [words("template.warning.number")]
    else:
        sentences = [words("template.warning.range", range=write(plausible))]
    if indicator.whole:
        sentences.append(words("template.report.whole"))
    if indicator.unit == PERCENT:
        sentences.append(words("template.warning.percent"))
    return words.joined(*sentences, words("template.warning.keep"))
