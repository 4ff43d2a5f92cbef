"""Check a reporting basis (口径) that the user gives for an indicator against the plan."""

from __future__ import annotations

from collections.abc import Mapping

from shengzhou_quality.diagnostics import Diagnostic, InputError, Parameter
from shengzhou_quality.judgement import Form
from shengzhou_quality.plan.model import Plan


def check_forms(forms: Mapping[str, Form | str] | None, plan: Plan) -> dict[str, Form]:
    """The bases by the indicator's id; `forms` may name an indicator by id or key.

    Raises `InputError` for an unknown indicator, and for a basis that the indicator does not take.
    """
    checked: dict[str, Form] = {}
    findings: list[Diagnostic] = []
    for name, given in (forms or {}).items():
        form, indicator = Form(given), plan.find_reportable(name)
        details: dict[str, Parameter] = {"written": name}
        if indicator is None or not indicator.forms:  # a milestone has none
            findings.append(Diagnostic("form-of-unknown", parameters=details))
        elif form not in indicator.forms:
            allowed = tuple(each.value for each in indicator.forms)
            details = {"name": indicator.name, "form": form.value, "allowed": allowed}
            findings.append(Diagnostic("form-mismatch", None, indicator.id, details))
        else:
            checked[indicator.id] = form
    if findings:
        raise InputError(*findings)
    return checked
