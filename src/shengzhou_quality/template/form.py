"""Make the content of the template from the plan, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from shengzhou_quality.interval import EVERYTHING, Interval
from shengzhou_quality.judgement import Form
from shengzhou_quality.notation import write
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.model import Home, Plan
from shengzhou_quality.plan.tasks import Part
from shengzhou_quality.reading.printed import prefilled_row
from shengzhou_quality.reading.tables.dates import day_of_date
from shengzhou_quality.template import sheets
from shengzhou_quality.template.asked import Asked, group_name
from shengzhou_quality.template.known import Known, KnownState
from shengzhou_quality.template.notes import (
    Notes,
    make_notes,
    name_of,
    state_names,
    what_to_report,
)
from shengzhou_quality.template.sign_off import sign_off_labels
from shengzhou_quality.template.state_form import StateSheet, make_state_form
from shengzhou_quality.units import PERCENT
from shengzhou_quality.words import Words


class Whose(NamedTuple):
    """For whom a template is: one `office`, `nobody` in particular, or without both everybody.

    `offices` is what the 责任单位 column already says of each item, by id.
    """

    office: str | None = None
    offices: Mapping[str, str] = MappingProxyType({})
    nobody: bool = False


EVERYBODY = Whose()


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """The row of one item: what is printed, what may be filled in, and what is known already.

    `values` has a text for each year, `beside` one for each column after the years. `forms` are
    the choices of the reporting basis (口径), empty if there is no choice; `states` those of a
    milestone. Excel warns about a number outside `plausible`, or one that must be `whole` but
    is not.
    """

    serial: str
    name: str
    unit: str
    form: str
    forms: tuple[str, ...]
    printed: str
    values: tuple[str, ...]
    beside: tuple[str, ...]
    prompt: str
    warning: str
    states: tuple[str, ...]
    plausible: Interval
    whole: bool


@dataclass(frozen=True, slots=True)
class TemplateGroup:
    """一级指标 or a part of the plan, with its rows."""

    name: str
    lines: tuple[TemplateRow, ...]


@dataclass(frozen=True, slots=True)
class TemplateSheet:
    """A sheet with one column for each year: for the indicators, or for the commitments.

    `columns` are its headers: five printed columns, one for each year, and four more that the
    office fills in. An `upright` page holds more and narrower rows.
    """

    sheet: str
    title: str
    period: str
    columns: tuple[str, ...]
    groups: tuple[TemplateGroup, ...]
    upright: bool


@dataclass(frozen=True, slots=True)
class Template:
    """The whole template, in words. `title` is the title of its first sheet.

    `office` is the office that fills it in, if only one does. `prefilled` are the rows of the
    hidden sheet that lists the prefilled values.
    """

    title: str
    font: str
    fields: tuple[str, ...]
    office: str
    sign_off: tuple[str, ...]
    years: tuple[int, ...]
    tables: tuple[TemplateSheet, ...]
    states: StateSheet | None
    form_prompt: str
    legend_fill: str
    legend_known: str | None
    legend_locked: str
    page: str
    notes: Notes
    prefilled: tuple[list[str], ...]


def make_template(
    plan: Plan,
    asked: Asked,
    years: Sequence[int],
    known: Mapping[str, Known],
    states: Mapping[str, KnownState],
    words: Words,
    of: Whose = EVERYBODY,
) -> Template:
    """The template for the items `asked` and `years`, with `known` and `states` filled in."""
    named = words("template.years", first=str(years[0]), last=str(years[-1]))
    if len(years) == 1:
        named = words("template.year", year=str(years[0]))
    tables = tuple(_tables(plan, asked, years, known, named, words, of))
    state_form = make_state_form(plan, asked, states, words, of.offices)
    if of.nobody:
        tables = tuple(
            replace(one, title=words("template.title.nobody", title=one.title)) for one in tables
        )
    if of.nobody and state_form is not None:
        heading = words("template.title.nobody", title=state_form.title)
        state_form = replace(state_form, title=heading)
    titles = [table.title for table in tables] + ([state_form.title] if state_form else [])
    return Template(
        title=titles[0],
        font=words("template.font"),
        fields=tuple(words(f"template.field.{name}") for name in ("office", "date")),
        office=of.office or "",
        sign_off=sign_off_labels(words),
        years=tuple(years),
        tables=tables,
        states=state_form,
        form_prompt=words("template.prompt.form"),
        legend_fill=words("template.legend.fill"),
        legend_known=words("template.legend.known") if known or of.offices else None,
        legend_locked=words("template.legend.locked"),
        page=words("template.page"),
        notes=make_notes(plan, asked, named, words),
        prefilled=tuple(_prefilled(known, states)),
    )


def _prefilled(known: Mapping[str, Known], states: Mapping[str, KnownState]) -> Iterator[list[str]]:
    for identity, row in known.items():
        for year, text in row.texts.items():
            yield prefilled_row(identity, year, text)
    for identity, filled in states.items():
        day = day_of_date(filled.completed)
        completed = day.isoformat() if day else filled.completed
        yield prefilled_row(identity, None, filled.state, completed)


def _tables(
    plan: Plan,
    asked: Asked,
    years: Sequence[int],
    known: Mapping[str, Known],
    named: str,
    words: Words,
    of: Whose,
) -> Iterator[TemplateSheet]:
    head = plan.head
    title = words.of(head, "title")
    period = words(
        "template.period",
        first=str(plan.years[0]),
        last=str(plan.years[-1]),
        baseline=str(head.baseline_year),
        years=named,
    )
    first = str(plan.years[0])

    compared = {one.compared_with for one in plan.indicators}

    def lines(
        indicators: Iterable[AnyIndicator], sheet: sheets.SheetColumns
    ) -> tuple[TemplateRow, ...]:
        return tuple(
            _line(
                item,
                _forms(item, known.get(item.id), compared=item.id in compared),
                sheet,
                years,
                known.get(item.id),
                of.offices.get(item.id),
                first,
                words,
            )
            for item in indicators
        )

    if asked.indicators:
        groups = tuple(
            TemplateGroup(group_name(plan, key, words), lines(members, sheets.INDICATORS))
            for key, members in groupby(asked.indicators, key=lambda item: item.category)
        )
        columns = _headers(sheets.INDICATORS, years, words)
        heading = words("template.title", title=title)
        yield TemplateSheet(
            words("template.sheet"), heading, period, columns, groups, upright=False
        )
    if asked.commitments:
        homes = {one.id: plan.home(one) for one in plan.commitments}
        groups = tuple(
            TemplateGroup(_place(homes[part].part, mine[0], words), lines(mine, sheets.COMMITMENTS))
            for part, mine in _by_part(asked.commitments, homes)
        )
        columns = _headers(sheets.COMMITMENTS, years, words)
        heading = words("template.title.commitments", title=title)
        sheet = words("template.sheet.commitments")
        yield TemplateSheet(sheet, heading, period, columns, groups, upright=True)


def _by_part(
    commitments: Iterable[AnyIndicator], homes: Mapping[str, Home]
) -> Iterator[tuple[str, list[AnyIndicator]]]:
    """Group the commitments by their part of the plan, with the id of the first of each group."""
    for _, members in groupby(commitments, key=lambda item: homes[item.id].part.id):
        mine = list(members)
        yield mine[0].id, mine


def _place(part: Part, first: AnyIndicator, words: Words) -> str:
    """The part's place in the plan: its section, and the title of its paragraph or box."""
    return f"{first.source.section} {words.of(part, 'title')}"


def _headers(printed: sheets.SheetColumns, years: Sequence[int], words: Words) -> tuple[str, ...]:
    return (
        *(words(f"template.column.{column.word}") for column in printed),
        *(words(f"template.column.{sheets.YEAR.word}", year=str(year)) for year in years),
        *(words(f"template.column.{column.word}") for column in sheets.SAID),
    )


def _forms(indicator: AnyIndicator, known: Known | None, *, compared: bool) -> tuple[Form, ...]:
    """The bases (口径) to choose from; words have none, unless others need the figure."""
    if indicator.takes_words and not compared and (known is None or known.form is None):
        return ()
    return indicator.forms


def _line(
    indicator: AnyIndicator,
    forms: tuple[Form, ...],
    sheet: sheets.SheetColumns,
    years: Sequence[int],
    known: Known | None,
    office: str | None,
    first: str,
    words: Words,
) -> TemplateRow:
    said, *others = known.beside if known else ("", "", "", "")
    measured = indicator if not indicator.of_states else None
    return TemplateRow(
        serial=indicator.id,
        name=name_of(indicator, words),
        unit=indicator.unit or words("template.no-unit"),
        form=_form(indicator, forms, known, words),
        forms=_form_words(indicator, words) if len(forms) > 1 else (),
        printed=_printed(indicator, sheet) or words("none"),
        values=tuple(known.texts.get(year, "") if known else "" for year in years),
        beside=(office or said, *others),
        prompt=what_to_report(indicator, first, words),
        warning=_warning(indicator, words),
        states=state_names(indicator, words),
        plausible=measured.plausible.interval if measured else EVERYTHING,
        whole=measured is not None and measured.whole,
    )


def _printed(indicator: AnyIndicator, sheet: sheets.SheetColumns) -> str | None:
    """The plan's figure that is printed next to the name: the baseline of the table's own rows."""
    if indicator.of_states:
        return None
    figure = indicator.baseline if sheet is sheets.INDICATORS else indicator.target
    if figure and indicator.unit == PERCENT:
        return figure.removesuffix(PERCENT)  # the unit has a column of its own
    return figure


def _form_words(indicator: AnyIndicator, words: Words) -> tuple[str, ...]:
    """The bases (口径) that a kind takes, in its own words: 当年增速 for a growth."""
    named = []
    for form in indicator.forms:
        own = f"template.form.{indicator.kind}.{form.value}"
        named.append(words(own if words.knows(own) else f"template.form.{form.value}"))
    return tuple(named)


def is_left_to_choose(indicator: AnyIndicator, known: Known) -> bool:
    """Whether the known values declare no basis, and a verdict depends on it."""
    return known.form is None and len(indicator.forms) > 1 and not indicator.takes_words


def _form(
    indicator: AnyIndicator, forms: tuple[Form, ...], known: Known | None, words: Words
) -> str:
    """The usual basis, or the declared one; empty if the known values declare none."""
    if not forms:
        return words("none")
    chosen = forms[0]
    if known and len(forms) > 1:
        if is_left_to_choose(indicator, known):
            return ""
        chosen = known.form or chosen
    return _form_words(indicator, words)[indicator.forms.index(chosen)]


def _warning(indicator: AnyIndicator, words: Words) -> str:
    """Excel's warning for an unexpected entry; the office may keep the entry."""
    if indicator.of_states:
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
