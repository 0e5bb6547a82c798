"""Wilson's interval for a share: how far chance alone could have moved it, had people been drawn by lot."""

from math import sqrt
from statistics import NormalDist

Z = NormalDist().inv_cdf(0.975)


def wilson(count: int, base: int) -> tuple[float, float]:
    """The lower and upper bound, at 95 %, of `count` out of a `base` that is not zero."""
    share = count / base
    scale = 1 + Z * Z / base
    centre = (share + Z * Z / (2 * base)) / scale
    half = Z * sqrt(share * (1 - share) / base + Z * Z / (4 * base * base)) / scale
    return max(0.0, centre - half), min(1.0, centre + half)
