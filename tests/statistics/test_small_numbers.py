"""Which numbers are too small to be public."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte_core.statistics import suppressed


@pytest.mark.parametrize(
    ("numerator", "denominator", "hidden"),
    [
        (4, 100, True),
        (5, 100, False),
        (0, 100, True),
        (95, 100, False),
        (96, 100, True),
        (100, 100, True),
        (4, None, True),
        (5, None, False),
        (40, 30, False),  # events of a rate, not people
        (None, 9, True),  # 5 and 5 do not fit in 9
        (None, 10, False),
        (None, None, False),
    ],
)
def test_a_value_of_few_people_is_hidden(
    numerator: float | None, denominator: float | None, hidden: bool
) -> None:
    assert suppressed(numerator, denominator) is hidden


def test_the_threshold_can_be_set() -> None:
    assert suppressed(5, 100, threshold=10)
    assert not suppressed(1, 100, threshold=1)


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_share_and_its_rest_are_hidden_together(numerator: int, rest: int) -> None:
    assert suppressed(numerator, numerator + rest) is suppressed(rest, numerator + rest)
