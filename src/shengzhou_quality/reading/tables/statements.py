"""Settle the unit and the 口径 of a value from its cell, row, header, unit line and option."""

from __future__ import annotations

from collections.abc import Mapping

from shengzhou_quality.judgement import Form
from shengzhou_quality.notation import Figure, read_value
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reading.tables.caption_marks import NO_MARKS, Marks
from shengzhou_quality.reading.tables.captions import unit_for
from shengzhou_quality.reading.tables.header_words import BasisMeasure, Role
from shengzhou_quality.reading.tables.headers import Header
from shengzhou_quality.reading.tables.row_words import RowWords
from shengzhou_quality.reading.tables.table_findings import Layout
from shengzhou_quality.reading.tables.tables import Table
from shengzhou_quality.reading.tables.values import form_fits, measure_fits
from shengzhou_quality.reported import Cell
from shengzhou_quality.units import YUAN_SIGN, conversion_factor


def fits(stated: Header, indicator: AnyIndicator) -> bool:
    """Whether what a header states can be a value of `indicator`."""
    if stated.form is None and stated.measure is None:
        return True
    return form_fits(stated.form, indicator) and measure_fits(stated.measure, indicator)


class Statements:
    """Settles them for one table, and reports statements that contradict each other."""

    def __init__(self, table: Table, plan: Plan, forms: Mapping[str, Form], layout: Layout) -> None:
        self._table = table
        self._first_year = plan.years[0]
        self._forms = forms
        self._layout = layout

    def of_row(self, words: RowWords, indicator: AnyIndicator) -> RowWords:
        """The row's words, with the 口径 of the option where the file gives none."""
        given = self._forms.get(indicator.id)
        if given is None:
            return words
        if words.form is None:
            return words._replace(form=given)
        if words.form is not given and words.form_cell is not None:
            self._not_used(words.form_cell, indicator, used=words.form)
        return words

    def with_marks(
        self, words: RowWords, marks: Marks, header: Header, indicator: AnyIndicator
    ) -> tuple[RowWords, bool]:
        """Add what captions and remarks say to the row's words, and tell whether they agree."""
        if marks is NO_MARKS:
            return words, True
        if marks.units and not (words.units or header.unit):
            words = words._replace(units=marks.units)
        if marks.form is None or marks.form_cell is None:
            return words, True
        declared = words.form if words.form_cell is not None else None
        if indicator.forms and declared not in (None, marks.form):
            form = str(declared)
            self._layout.say("remark-contradicts", marks.form_cell, indicator, form=form)
            return words, False
        if words.form_cell is not None:
            return words, True
        if indicator.forms and marks.since not in (None, self._first_year):
            first, since = str(self._first_year), str(marks.since)
            self._layout.say(
                "other-first-year", marks.form_cell, indicator,
                since=since, first=first,
            )  # fmt: skip
            return words, False
        form, at = marks.form, marks.form_cell
        if form is Form.TOTAL and self._table.has(Role.PERIOD_OF_ROW):
            form = Form.OF_YEAR  # next to months, a total is that of the year so far
        if words.form not in (None, form) and indicator.forms:
            self._not_used(at, indicator, used=form)
        return words._replace(form=form, form_cell=at, measure=marks.measure), True

    def unit(
        self, cell: Cell, header: Header, words: RowWords, indicator: AnyIndicator
    ) -> tuple[str | None, bool]:
        """The unit of a value whose cell has none, and whether it is clear."""
        if indicator.of_states or cell.percent:
            return None, True
        stated = words.units
        if header.unit:
            stated = tuple(dict.fromkeys((*stated, header.unit)))
        if not stated and self._table.units:
            stated = unit_for(self._table.units, indicator)
        if not stated:
            return None, True
        figure = read_value(cell.text)
        if isinstance(figure, Figure) and figure.unit not in (None, YUAN_SIGN):
            return None, True
        wanted, also = indicator.unit or "", indicator.unit_aliases
        if len(stated) > 1 and len({conversion_factor(one, wanted, also) for one in stated}) > 1:
            self._layout.say("unit-unclear", cell, indicator, units=stated)
            return None, False
        return stated[0], True

    def form(
        self, cell: Cell, header: Header, words: RowWords, indicator: AnyIndicator
    ) -> tuple[Form | None, bool]:
        """The 口径 of a value, and whether the indicator accepts it."""
        if not indicator.forms:
            return None, True
        form = header.form or words.form
        if header.form in (Form.OF_YEAR, Form.TOTAL) and header.since is None:
            if words.form_cell is not None and words.form not in (None, header.form):
                self._layout.say(
                    "forms-contradict", cell, indicator,
                    form=str(header.form), allowed=(str(words.form),),
                    said=" ".join(words.form_cell.text.split()),
                )  # fmt: skip
                return None, False
            if words.form not in (None, header.form):
                self._not_used(cell, indicator, used=header.form)
        if header.since not in (None, self._first_year):
            first, since = str(self._first_year), str(header.since)
            self._layout.say("other-first-year", cell, indicator, since=since, first=first)
            return form, False
        if not form_fits(form, indicator):
            at = cell if header.form else words.form_cell or cell
            allowed = tuple(allowed.value for allowed in indicator.forms)
            self._layout.say("form-mismatch", at, indicator, form=str(form), allowed=allowed)
            return None, False
        return form, True

    def is_another_measure(
        self, cell: Cell, header: Header, words: RowWords, indicator: AnyIndicator
    ) -> bool:
        """Report a growth or an addition where the indicator is a level: it is not a value."""
        measure = header.measure or words.measure
        if measure is None:
            return False
        form = header.form or words.form
        if measure_fits(measure, indicator) or not form_fits(form, indicator):
            return False
        code = "growth-for-level" if measure is BasisMeasure.GROWTH else "addition-for-stock"
        self._layout.say(code, cell, indicator)
        return True

    def _not_used(self, cell: Cell, indicator: AnyIndicator, *, used: Form) -> None:
        """Report that the file's own 口径 was used instead of that of the option."""
        given = self._forms[indicator.id]
        self._layout.say(
            "form-differs", cell, indicator,
            form=used.value, allowed=(given.value,),
        )  # fmt: skip
