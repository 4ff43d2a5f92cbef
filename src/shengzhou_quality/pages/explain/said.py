"""Word verdicts and statuses for a kind and a year: 完成 or 达标, 尚未 or 未."""

from __future__ import annotations

from shengzhou_quality.evaluation.chain import Judged
from shengzhou_quality.judgement import Status, Verdict
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.words import Words

_IN_THE_FINAL_YEAR = {Verdict.MET: Status.MET, Verdict.NOT_MET: Status.MISSED}


def verdict_words(verdict: Verdict, judged: Judged, words: Words) -> str:
    return verdict_for(verdict, judged.result.indicator, words, final=judged.report.final)


def verdict_for(verdict: Verdict, kind: AnyIndicator, words: Words, *, final: bool) -> str:
    """Word a verdict; before the final year nothing is called missed (design §5)."""
    if final and verdict in _IN_THE_FINAL_YEAR:
        return status_words(_IN_THE_FINAL_YEAR[verdict], kind, words)
    key = f"chain.said.{verdict}"
    return words(key if words.knows(key) else f"verdict.{verdict}")


def status_words(status: Status, kind: AnyIndicator, words: Words) -> str:
    """Word a status: 完成 for items that are created, 达标 for the others."""
    done = f"status.{status}.done"
    return words(done if kind.is_created and words.knows(done) else f"status.{status}")
