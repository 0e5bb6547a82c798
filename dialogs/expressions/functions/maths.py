"""Numbers. Where mathematics has no answer the result is NaN, which is stored as a blank."""

import math
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from dialogs.expressions.functions.function import Function, of_numbers, of_scope, of_values, or_here
from dialogs.expressions.scope import Scope, Value
from dialogs.expressions.values import number

_FINEST = 320
"""Decimals beyond this make no difference to any number."""


def rounded(value: float, places: float = 0.0) -> float:
    """Half away from zero, on the digits as they are printed: 1.005 to two places is 1.01."""
    if math.isinf(value) or value != value or places != places:
        return value + places
    shift = int(max(-_FINEST, min(places, _FINEST)))
    shifted = Decimal(repr(value)).scaleb(shift)
    return float(shifted.to_integral_value(ROUND_HALF_UP).scaleb(-shift))


def power(base: float, exponent: float) -> float:
    return math.inf if base == 0 and exponent < 0 else math.pow(base, exponent)


def natural_log(value: float) -> float:
    return -math.inf if value == 0 else math.log(value)


def decimal_log(value: float) -> float:
    return -math.inf if value == 0 else math.log10(value)


def _whole(towards: Callable[[float], int]) -> Callable[[float], float]:
    """Rounding of Python's, which refuses what is not finite."""
    return lambda value: float(towards(value)) if math.isfinite(value) else value


def _safely(compute: Callable[..., float]) -> Callable[..., float]:
    def computed(*values: float) -> float:
        try:
            return compute(*values)
        except ValueError:  # the root of -1
            return math.nan
        except OverflowError:  # exp(1000)
            return math.inf

    return computed


def _extreme(pick: Callable[[list[float]], float]) -> Callable[..., float]:
    """`min` or `max` of all values, sets of nodes spread out; a blank among them leaves no answer."""

    def extreme(scope: Scope, *values: Value) -> float:
        spread: list[Value] = []
        for value in values:
            spread.extend([node.text for node in value] if isinstance(value, tuple) else [value])
        found = [number(value, scope.zone) for value in spread]
        return pick(found) if found and all(n == n for n in found) else math.nan

    return extreme


def _plain(compute: Callable[..., float], count: int = 1) -> Function:
    return Function(count, count, of_numbers(_safely(compute)))


FUNCTIONS = {
    "number": Function(0, 1, or_here(of_numbers(lambda value: value))),
    "int": _plain(_whole(math.trunc)),
    "ceiling": _plain(_whole(math.ceil)),
    "floor": _plain(_whole(math.floor)),
    "round": Function(1, 2, of_numbers(rounded)),
    "abs": _plain(abs),
    "pow": _plain(power, 2),
    "sqrt": _plain(math.sqrt),
    "exp": _plain(math.exp),
    "exp10": _plain(lambda value: math.pow(10, value)),
    "log": _plain(natural_log),
    "log10": _plain(decimal_log),
    "sin": _plain(math.sin),
    "cos": _plain(math.cos),
    "tan": _plain(math.tan),
    "asin": _plain(math.asin),
    "acos": _plain(math.acos),
    "atan": _plain(math.atan),
    "atan2": _plain(math.atan2, 2),
    "pi": Function(0, 0, of_scope(lambda scope: math.pi)),
    "min": Function(1, None, of_values(_extreme(min))),
    "max": Function(1, None, of_values(_extreme(max))),
}
