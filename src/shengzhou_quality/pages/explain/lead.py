"""Make the lead of the page: the result, by how much, from which cell, and what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.evaluation.chain import Chain, Judged
from shengzhou_quality.evaluation.status import TO_VERIFY
from shengzhou_quality.judgement import Verdict
from shengzhou_quality.pages import rows
from shengzhou_quality.pages.differences import difference
from shengzhou_quality.pages.explain.other_ways import source_words
from shengzhou_quality.pages.explain.said import status_words
from shengzhou_quality.pages.model import Sentence
from shengzhou_quality.pages.ranges import read_target
from shengzhou_quality.pages.reasons import needs_words
from shengzhou_quality.words import Words

_UNSETTLED = {Verdict.UNDETERMINED, Verdict.NO_DATA, Verdict.INVALID}


def lead_of(chain: Chain, words: Words, *, cells: bool = True) -> Iterator[Sentence]:
    """For readers who stop here; with the `cells` of what was judged or without."""
    kind = chain.kind
    if kind is not None and kind.id != chain.item.id:
        named = words.of(kind, "name")
        yield Sentence(words("chain.same-as", id=kind.id, name=named))
    if chain.judged is not None:
        yield from _of_result(chain.judged, words, cells=cells)
    elif kind is None:
        yield Sentence(words("chain.lead.people"))
    else:
        yield Sentence(_demanded(chain, words))
        key = "chain.lead.no-result" if chain.report else "chain.lead.plan"
        yield Sentence(words(key))


def _demanded(chain: Chain, words: Words) -> str:
    """The target, where there is no data to compare it with."""
    kind, year = chain.kind, chain.plan.head.target_year
    assert kind is not None, "what is left to people has no target"
    if kind.of_states:
        target = rows.state(kind, kind.target, words)
        return words("chain.lead.target.state", year=year, target=target)
    if kind.left_to_people:
        return words("chain.lead.target.people", target=kind.target)
    return words("chain.lead.target", year=year, target=read_target(kind, words))


def _of_result(judged: Judged, words: Words, *, cells: bool) -> Iterator[Sentence]:
    result = judged.result
    yield Sentence(_status(judged, words), rows.tone(result))
    yield Sentence(_figures(judged, words, cells=cells))
    if result.needed_per_year is not None:
        needs = needs_words(result, judged.report, words)
        yield Sentence(words("chain.lead.needed", needs=needs))
    if result.status in TO_VERIFY and not result.excluded:
        yield Sentence(_verify(judged, words))
    for way in (*judged.readings, *judged.baselines):
        if way.alternative.differs:
            there = way.alternative.finding
            status = status_words(there.status, there.indicator, words)
            source = source_words(way, judged, words)
            yield Sentence(words(f"chain.lead.other.{way.alternative.end}", source=source,
                                 status=status))  # fmt: skip
    if result.excluded:
        yield Sentence(words("chain.lead.set-aside"))


def _status(judged: Judged, words: Words) -> str:
    """The status, and by how much the target is passed or missed."""
    result, year = judged.result, judged.report.year
    status = rows.status_words(result, words)
    apart = difference(result, words, final=judged.report.final, of_target=True)
    if apart:
        # What a bracket says behind 2022年未达标 would be read as said of that year.
        key = "chain.lead.by.outside" if rows.was_outside(result) else "chain.lead.by"
        return words(key, year=year, status=status, difference=apart)
    return words("chain.lead", year=year, status=status)


def _figures(judged: Judged, words: Words, *, cells: bool) -> str:
    """The figure or the state that was judged, with its cells, and the target."""
    result = judged.result
    which = ".state" if result.indicator.of_states else ""
    which = ".people" if result.indicator.left_to_people else which
    target = rows.target_words(result, words)
    late = judged.finding.judgement.completed_later
    if result.actual is None and late is not None:
        return words("chain.lead.late", late=late, target=target)
    if result.actual is None:
        is_open = not which and result.verdict is Verdict.UNDETERMINED
        which = ".not-enough" if is_open else which
        return words(f"chain.lead.nothing{which}", target=target)
    actual = rows.actual_words(result, words)
    places = places_words(result.actual.places, words) if cells else ""
    return words(f"chain.lead.figures{which}", actual=actual, places=places, target=target)


def _verify(judged: Judged, words: Words) -> str:
    """What to ask the office that reported it."""
    result, year = judged.result, judged.report.year
    indicator = result.indicator
    if result.lacks_other:
        said = rows.lacking_other(result, words)
        return words("chain.lead.verify.other", lacking=said)
    if result.is_for_evaluators:
        settled = result.assessed is not None and result.assessed.status is not None
        return words(f"chain.lead.verify.people{'.settled' if settled else ''}")
    lacking = rows.years_lacking(result)
    if lacking and result.verdict is not Verdict.INVALID:
        return words("chain.lead.verify.years", years=lacking)
    if result.verdict not in _UNSETTLED:
        return words("chain.lead.verify.pace")
    sort = "state" if indicator.of_states else "value"
    return words(f"chain.lead.verify.{result.verdict}.{sort}", year=year)


def places_words(places: Iterable[Place], words: Words) -> str:
    """Cells in brackets, those of one sheet behind its name: （data.xlsx:实际值!G7、H7）."""
    sheets: dict[tuple[str, str | None], list[str]] = {}
    for place in places:
        found = sheets.setdefault((place.file, place.sheet), [])
        found.append(str(place) if not found else place.cell or str(place))
    cells = words("list.separator").join(cell for found in sheets.values() for cell in found)
    return words("brackets", text=cells) if cells else ""
