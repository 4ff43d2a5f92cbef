"""Import a published table: from the bytes of a document to the report of what it proposes."""

from __future__ import annotations

from dataclasses import replace

from shengzhou_quality.diagnostics import Diagnostic, InputError, Parameter, refusal
from shengzhou_quality.published.document import Document
from shengzhou_quality.published.documents import read_document
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.given_years import GivenYears, with_years
from shengzhou_quality.published.import_report import ImportReport
from shengzhou_quality.published.printed_table import PrintedTable
from shengzhou_quality.published.printed_titles import clean_titles
from shengzhou_quality.published.proposals import propose
from shengzhou_quality.published.proposed_plan import ProposedPlan
from shengzhou_quality.published.reported_tables import (
    refuse_reported,
    refuse_reported_without_targets,
)
from shengzhou_quality.published.tables import read_table

_MOST_ROWS = 999
"""The ids of a plan file have three digits."""


def import_table(
    content: bytes,
    file: str,
    *,
    name_of_plan: str,
    area: str | None = None,
    given: GivenYears | None = None,
    text: tuple[str, str] | None = None,
) -> ImportReport:
    """Propose a plan. `text` is the path and the content of the plan's full text.

    `name_of_plan` is its title where the document prints none; that is a question too. Raises
    `InputError` where no table has indicators, and where `area` has to be chosen.
    """
    document = read_document(content, file)
    printed = _read_table(document, area)
    if len(printed.rows) > _MOST_ROWS:
        details: dict[str, Parameter] = {"count": len(printed.rows), "limit": _MOST_ROWS}
        raise InputError(Diagnostic("import-too-many-rows", printed.place, parameters=details))
    refuse_reported(document, printed)
    printed = clean_titles(printed)
    table = printed if given is None else with_years(printed, given)
    plan = propose(table)
    if not plan.items:
        raise refusal("import-no-table", table.place)
    # What the table was not sure of stays a doubt, whether the rules pass it on or not.
    left = tuple(doubt for doubt in table.doubts if doubt not in plan.doubts)
    plan = replace(plan, doubts=(*left, *plan.doubts))
    if not plan.head.get("title"):
        plan = _with_title(plan, name_of_plan)
    if text is not None:
        from shengzhou_quality.published.statements import compared

        path, content_of_text = text
        plan = compared(plan, content_of_text, path)
    years, years_printed = ((one.baseline_year, one.target_year) for one in (table, printed))
    return ImportReport(
        document=document, table=table, plan=plan, file=None, years_given=years != years_printed
    )


def _read_table(document: Document, area: str | None) -> PrintedTable:
    """The printed table; a form without targets is said to be one."""
    try:
        return read_table(document, area)
    except InputError as error:
        if any(one.code == "import-no-table" for one in error.diagnostics):
            refuse_reported_without_targets(document)
        raise


def _with_title(plan: ProposedPlan, title: str) -> ProposedPlan:
    """The plan with a title where the document has none: a plan file cannot do without."""
    made = Doubt("import-title-of-file", "title", {"title": title})
    others = tuple(doubt for doubt in plan.doubts if doubt.field != "title")
    return replace(plan, head={**plan.head, "title": title}, doubts=(made, *others))
