"""`sqc template --offices` and `--split`: the list of offices, a workbook for each office."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from shengzhou_quality.cli import streams
from shengzhou_quality.cli.files import written
from shengzhou_quality.cli.streams import WriteError
from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.file_names import file_names
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from shengzhou_quality.plan.model import Plan
    from shengzhou_quality.reported import Actuals
    from shengzhou_quality.template.asked import Asked
    from shengzhou_quality.template.filled import Filled
    from shengzhou_quality.template.shares import Share


def make_list(
    plan: Plan,
    asked: Asked,
    actuals: Actuals | None,
    target: Path | None,
    words: Words,
    *,
    everything: bool,
    quiet: bool,
) -> None:
    """Write the list of offices; what the plan and the data say of an item is filled in."""
    from shengzhou_quality.evaluation.responsible import Offices
    from shengzhou_quality.reported import Actuals
    from shengzhou_quality.template.office_list import make_office_list, write_office_list

    offices = Offices(plan, actuals or Actuals(()))
    made = make_office_list(plan, asked, offices, words, everything=everything)
    content = write_office_list(made, target.suffix.lower() if target else ".xlsx")
    with written({target: content} if target else {}):
        if target is None:
            streams.put(content)
    if target and not quiet:
        streams.say(words("written", name=str(target)))


def split(
    plan: Plan,
    asked: Asked,
    years: Sequence[int],
    actuals: Actuals | None,
    folder: str,
    words: Words,
    *,
    everything: bool,
    quiet: bool,
) -> None:
    """Write a workbook for each office into `folder`, and one for the items of no office.

    With `everything` an office is named that has only items for people to judge, and no form.
    """
    from shengzhou_quality.evaluation.responsible import Offices
    from shengzhou_quality.reported import Actuals
    from shengzhou_quality.template.filled import make_filled, offices_named
    from shengzhou_quality.template.form import Whose
    from shengzhou_quality.template.shares import shares, without_form

    given = actuals or Actuals(())
    offices = Offices(plan, given)
    found = shares(asked, offices)
    if all(share.office is None for share in found):
        raise UsageError(words("usage.split-without-offices"))
    targets = _targets(folder, found, words)
    _check_free(folder, targets, words)
    made = []
    for share in found:
        of = Whose(
            share.office, offices_named(offices, share.asked, words), nobody=share.office is None
        )
        made.append(make_filled(plan, share.asked, years, given, words, of))
    contents = {path: one.content for path, one in zip(targets, made, strict=True)}
    with _folder_for(Path(folder)), written(contents):
        if actuals and not quiet:
            _say_read(actuals, found, targets, made, words)
    if quiet:
        return
    for share, path in zip(found, targets, strict=True):
        key = "template.split.written" if share.office else "template.split.written.nobody"
        streams.say(words(key, name=str(path), count=len(share.asked.everything)))
    if everything:
        for office, ids in without_form(plan, offices, found).items():
            streams.say(words("template.split.without-form", office=office, items=ids))


def _say_read(
    actuals: Actuals,
    found: Sequence[Share],
    targets: Sequence[Path],
    made: Sequence[Filled],
    words: Words,
) -> None:
    """The findings, and what was filled in; how many items have no office is said of the files."""
    from shengzhou_quality.cli.template import say_filled

    told = [one for one in actuals.diagnostics if one.code != "office-open"]
    streams.say_findings(told, words)
    if actuals.observations:
        for share, path, one in zip(found, targets, made, strict=True):
            if one.known or one.left_out:
                say_filled(share.asked, one, words, name=str(path))


def _targets(folder: str, found: Sequence[Share], words: Words) -> list[Path]:
    """A file for each share; that of nobody is another than that of an office of this name."""
    offices = [share.office for share in found if share.office is not None]
    nobodys = words("template.split.nobody")
    while nobodys in offices:
        nobodys += "-"
    names = file_names([*offices, nobodys], ".xlsx")
    return [Path(folder, names[share.office or nobodys]) for share in found]


def _check_free(folder: str, targets: Sequence[Path], words: Words) -> None:
    """Raise a usage error if a workbook would replace a file that is there already."""
    if not folder:
        raise UsageError(words("usage.missing-argument", name="--split DIR"))
    if os.path.lexists(folder) and not Path(folder).is_dir():
        raise UsageError(words("usage.split-no-folder", name=folder))
    there = [path for path in targets if os.path.lexists(path)]
    if there:
        raise UsageError(words("usage.split-exists", name=str(there[0]), count=len(there)))


@contextmanager
def _folder_for(folder: Path) -> Iterator[None]:
    """Make the folder if it is missing; remove it again if the block fails."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(str(folder), error) from None
    try:
        yield
    except BaseException:
        for one in missing:
            try:
                one.rmdir()
            except OSError:
                break
        raise
