"""Compare a proposed plan with what the plan's own text says of its indicators."""

from shengzhou_quality.published.statements.compare import compared

__all__ = ["compared"]
