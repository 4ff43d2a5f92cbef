"""Why a workbook gets no annotated copy: a code with parameters, worded by the catalogue."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shengzhou_quality.diagnostics import Parameter

if TYPE_CHECKING:
    from shengzhou_quality.words import Words


@dataclass(frozen=True, slots=True)
class NotAnnotated:
    """The reason why no copy is made. `parameters` are names of parts, sheets and cells."""

    code: str
    parameters: dict[str, Parameter] = field(default_factory=dict, hash=False)

    def sentence(self, words: Words) -> str:
        """The reason in the reader's language: one whole sentence."""
        return words(f"annotated.{self.code}", **self.parameters)


class NotAnnotatedError(Exception):
    """Ends the making of a copy; `annotate` turns it into its reason."""

    def __init__(self, code: str, **parameters: Parameter) -> None:
        super().__init__(code)
        self.reason = NotAnnotated(code, parameters)
