"""Chance that can be played again: every draw follows from the session's seed and the place of the call."""

from datetime import tzinfo
from hashlib import sha256
from uuid import UUID

from dialogs.expressions.functions.function import Function, arguments
from dialogs.expressions.scope import Evaluate, Focus, Scope, Value
from dialogs.expressions.site import Site
from dialogs.expressions.tree import Call
from dialogs.expressions.values import number, text

_MODULUS = 2**31 - 1
_FACTOR = 16_807
_LONGEST = 2**63 - 1
_LONGEST_UUID = 1_000


class Chance:
    """Park and Miller's generator, the one ODK's engines draw orders with, so that they agree."""

    def __init__(self, seed: int) -> None:
        start = abs(seed) % _MODULUS * (1 if seed > 0 else -1)
        self.state = start if start > 0 else start + _MODULUS - 1

    def next(self) -> float:
        """From 0 to 1, 1 left out."""
        self.state = self.state * _FACTOR % _MODULUS
        return (self.state - 1) / (_MODULUS - 1)


def seed_of(value: Value, zone: tzinfo) -> int:
    """A number's whole part; of any other text a digest, and 0 of a blank."""
    seed = number(value, zone)
    if seed == seed:
        return min(int(max(-(2.0**63), min(seed, 2.0**63))), _LONGEST)
    written = text(value)
    return (
        int.from_bytes(sha256(written.encode(errors="replace")).digest()[:8], signed=True) if written else 0
    )


def _draw(scope: Scope, place: str) -> bytes:
    return sha256(f"{scope.seed}:{place}".encode()).digest()


def random(call: Call, site: Site) -> Evaluate:
    place = f"{site.at}:{call.position}"
    return lambda focus: (int.from_bytes(_draw(focus.scope, place)[:8]) >> 11) / 2**53


def uuid(call: Call, site: Site) -> Evaluate:
    """A version 4 UUID, or as many characters of such as are asked for."""
    lengths, place = arguments(call, site), f"{site.at}:{call.position}"

    def drawn(focus: Focus) -> str:
        whole = str(UUID(bytes=_draw(focus.scope, place)[:16], version=4))
        if not lengths:
            return whole
        length = number(lengths[0](focus), focus.scope.zone)
        length = int(max(0, min(length, _LONGEST_UUID))) if length == length else 0
        further = (
            str(UUID(bytes=_draw(focus.scope, f"{place}:{n}")[:16], version=4)) for n in range(length // 36)
        )
        return "".join((whole, *further))[:length]

    return drawn


FUNCTIONS = {
    "random": Function(0, 0, random),
    "uuid": Function(0, 1, uuid),
}
