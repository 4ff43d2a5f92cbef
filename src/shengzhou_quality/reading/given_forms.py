"""口径 given from outside the files: by indicator, checked against the plan."""

from __future__ import annotations

from collections.abc import Mapping

from shengzhou_quality.diagnostics import Diagnostic, InputError, Parameter
from shengzhou_quality.judgement import Form
from shengzhou_quality.plan.model import Plan


def check_forms(forms: Mapping[str, Form | str] | None, plan: Plan) -> dict[str, Form]:
    """The forms by id, from ids or keys.

    Raises `InputError` for what is no indicator, and for a form that one does not take.
    """
    checked: dict[str, Form] = {}
    findings: list[Diagnostic] = []
    for name, given in (forms or {}).items():
        form, indicator = Form(given), plan.find_reportable(name)
        details: dict[str, Parameter] = {"written": name}
        if indicator is None or not indicator.forms:  # states have none
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
