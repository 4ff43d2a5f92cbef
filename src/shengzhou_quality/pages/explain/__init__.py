"""Make the page that explains one item of the plan, part by part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shengzhou_quality.evaluation.chain import Chain, Judged
from shengzhou_quality.evaluation.selections import AssessedItem
from shengzhou_quality.pages.assessed import in_full
from shengzhou_quality.pages.explain.data_parts import how_to_report, what_was_reported
from shengzhou_quality.pages.explain.formulas import has_power
from shengzhou_quality.pages.explain.lead import lead_of
from shengzhou_quality.pages.explain.line_words import line_entries
from shengzhou_quality.pages.explain.other_ways import beside_entries, other_entries
from shengzhou_quality.pages.explain.plan_parts import how_it_is_read, what_the_plan_says
from shengzhou_quality.pages.explain.verdict_part import verdict_entries
from shengzhou_quality.pages.model import Chart, Fact, Facts, Medium, Page, fact
from shengzhou_quality.pages.summary import year_choice
from shengzhou_quality.pages.whose import titled
from shengzhou_quality.plan.kinds.steps import Step
from shengzhou_quality.plan.tasks import Commitment, TaskMilestone
from shengzhou_quality.words import Words


def page(chain: Chain, words: Words, medium: Medium) -> Page:
    """The answer first; then the data, the arithmetic and the reason, then the plan's text.

    A document has no cell in its sentences and no command.
    """
    on_screen = medium is Medium.SCREEN
    return Page(
        title=titled(chain.plan, words),
        heading=heading(chain, words),
        lead=tuple(lead_of(chain, words, cells=on_screen)),
        blocks=(
            *(() if on_screen else _chart(chain, words)),
            *_numbered(_parts(chain, words, on_screen=on_screen), words),
        ),
        foot=tuple(_foot(chain, words)),
    )


def _chart(chain: Chain, words: Words) -> Iterator[Chart]:
    if chain.judged is None:
        return
    from shengzhou_quality.pages.charts import chart

    drawn = chart(chain.judged.result, chain.judged.report, words)
    if drawn is not None:
        yield drawn


def sort_of(chain: Chain) -> str:
    """Say which of the three sorts the item is."""
    match chain.item:
        case Commitment():
            return "commitment"
        case TaskMilestone():
            return "milestone"
        case _:
            return "indicator"


def heading(chain: Chain, words: Words) -> str:
    item = chain.item
    named = words.of(item, "name")
    text = words(f"chain.sort.{sort_of(chain)}", id=item.id, name=named)
    if isinstance(item, Commitment | TaskMilestone):
        return text
    constraint = words(f"constraint.{item.constraint}")
    return words("chain.weight", heading=text, constraint=constraint)


def _parts(chain: Chain, words: Words, *, on_screen: bool) -> Iterator[Facts]:
    judged = chain.judged
    if judged is None:
        yield from _of_plan(chain, words)
        yield _part("reporting", how_to_report(chain, words, command=on_screen), words)
        if chain.opinion is not None and chain.report is not None:
            said = in_full(AssessedItem(chain.item, None, chain.opinion), chain.report, words)
            yield _part("verdict", [fact(words("assessed.heading"), said)], words)
        elif chain.of_offices:
            yield _part("verdict", _of_offices(chain, words), words)
        return
    kind = judged.result.indicator
    yield _part("reported", what_was_reported(judged, words), words)
    yield _part("arithmetic", line_entries(judged.arithmetic, kind, words), words)
    own = _own_opinion(chain, judged, words)
    of_offices = _of_offices(chain, words)
    yield _part("verdict", [*own, *verdict_entries(judged, words), *of_offices], words)
    yield _part("outlook", line_entries(judged.outlook, kind, words), words)
    yield from _of_plan(chain, words)
    beside = tuple(beside_entries(judged, words))
    if beside:
        yield _part("beside", beside, words)
    others = tuple(other_entries(judged, words))
    if others:
        yield _part("others", others, words)


def _of_plan(chain: Chain, words: Words) -> Iterator[Facts]:
    yield _part("plan", what_the_plan_says(chain, words), words)
    if chain.kind is not None:
        yield _part("target", how_it_is_read(chain, words), words)


def _own_opinion(chain: Chain, judged: Judged, words: Words) -> Iterator[Fact]:
    """What a person said of the item itself, where the page is of the indicator it restates."""
    opinion = chain.opinion
    if opinion is not None and opinion is not judged.result.assessed:
        said = in_full(AssessedItem(chain.item, judged.result, opinion), judged.report, words)
        yield fact(words("assessed.heading"), said)


def _of_offices(chain: Chain, words: Words) -> Iterator[Fact]:
    """Word the opinions in submitted files, which do not count."""
    if chain.report is None:
        return
    result = chain.judged.result if chain.judged else None
    for opinion in chain.of_offices:
        said = in_full(AssessedItem(chain.item, result, opinion), chain.report, words)
        yield fact(words("assessed.heading.opinions"), said)


def _numbered(parts: Iterable[Facts], words: Words) -> Iterator[Facts]:
    for number, part in zip(words("chain.part.numbers"), parts, strict=False):
        yield part._replace(heading=words("chain.part", number=number, heading=part.heading))


def _part(name: str, found: Iterable[Fact], words: Words) -> Facts:
    return Facts(words(f"chain.part.{name}"), tuple(found))


def _foot(chain: Chain, words: Words) -> Iterator[str]:
    head, judged = chain.plan.head, chain.judged
    if judged is not None:
        steps = [one for one in (*judged.arithmetic, *judged.outlook) if isinstance(one, Step)]
        if steps:
            yield words("chain.foot")
        if any(has_power(step) for step in steps):
            yield words("chain.foot.power")
        yield year_choice(judged.report, words)
    title = words.of(head, "title")
    if head.issuer:
        yield words("chain.foot.plan", title=title, issuer=head.issuer)
    else:
        yield words("chain.foot.plan.alone", title=title)
