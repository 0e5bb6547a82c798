import pytest

from admin.results.interval import wilson


@pytest.mark.parametrize(
    ("count", "base", "low", "high"),
    [
        (81, 263, 0.2552885199, 0.3662095770),
        (15, 148, 0.06238639953, 0.1604872417),
        (0, 20, 0.0, 0.1611251581),
        (1, 29, 0.006113214293, 0.1717552188),
        (20, 20, 0.8388748419, 1.0),
        (288, 312, 0.8880967192, 0.9477656815),
        (130, 200, 0.58163464, 0.71271176),
    ],
)
def test_the_interval_of_a_share_is_wilsons(count: int, base: int, low: float, high: float) -> None:
    found = wilson(count, base)
    assert found == pytest.approx((low, high), abs=1e-8)
    assert 0 <= found[0] <= found[1] <= 1
