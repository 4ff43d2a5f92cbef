"""An independent calculator for the sums on a page, for example `(11 - 6.1) ÷ (15 - 6.1)`.

It imports nothing from the program. It is exact unless the sum has a root, then uses 60 digits.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

_WIDE = Context(prec=60)
_ARITHMETIC: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_NAMED: dict[type[ast.operator], str] = {
    ast.Add: "add", ast.Sub: "subtract", ast.Mult: "multiply", ast.Div: "divide",
}  # fmt: skip


def value_of(numbers: str) -> Fraction | Decimal:
    """What the sum comes to."""
    written = re.sub(r"(\d[\d.]*)%", r"(\1 / 100)", numbers)
    for sign, python in (("×", "*"), ("÷", "/"), ("^", "**")):
        written = written.replace(sign, python)
    # Decimals are read from their text, so no float ever comes in.
    quoted = re.sub(r"\d+(?:\.\d+)?", lambda found: f"N('{found[0]}')", written)
    return _value(ast.parse(quoted, mode="eval").body)


def _value(node: ast.expr) -> Fraction | Decimal:
    match node:
        case ast.Call(args=[ast.Constant(value=text)]):
            return Fraction(str(text))
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -_value(inner)
        case ast.BinOp(op=ast.Pow(), left=left, right=right):
            return _power(_value(left), _value(right))
        case ast.BinOp(op=sign, left=left, right=right):
            one, other = _value(left), _value(right)
            if isinstance(one, Decimal) or isinstance(other, Decimal):
                return _decimal_arithmetic(type(sign), _decimal(one), _decimal(other))
            return _ARITHMETIC[type(sign)](one, other)
    raise AssertionError(ast.dump(node))


def _power(base: Fraction | Decimal, exponent: Fraction | Decimal) -> Fraction | Decimal:
    if isinstance(base, Fraction) and isinstance(exponent, Fraction) and exponent.denominator == 1:
        return base ** int(exponent)
    return _WIDE.power(_decimal(base), _decimal(exponent))


def _decimal_arithmetic(sign: type[ast.operator], one: Decimal, other: Decimal) -> Decimal:
    result: Decimal = getattr(_WIDE, _NAMED[sign])(one, other)
    return result


def _decimal(number: Fraction | Decimal) -> Decimal:
    if isinstance(number, Decimal):
        return number
    return _WIDE.divide(Decimal(number.numerator), Decimal(number.denominator))


def is_right(numbers: str, result: Decimal, *, rounded: bool) -> bool:
    """Whether a page may say that the sum comes to this, exactly or to six decimals."""
    value = value_of(numbers)
    if not rounded and isinstance(value, Fraction):
        return Fraction(result) == value
    near = _decimal(value)
    if not rounded:
        return abs(near - result) < Decimal("1e-25")
    return near.quantize(Decimal("0.000001"), ROUND_HALF_EVEN, _WIDE) == result
