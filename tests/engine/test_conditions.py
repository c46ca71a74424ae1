"""When a condition holds."""

from __future__ import annotations

import pytest

from simulator.engine.state import holds
from simulator.graph.graph import NEVER, Condition


def a(**parts: object) -> Condition:
    return Condition(**{"plain": False, **parts})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (None, True),
        (Condition(), True),
        (Condition(need=0b01), True),
        (Condition(need=0b10), False),
        (Condition(need=0b11), False),
        (Condition(ban=0b01), False),
        (Condition(ban=0b10), True),
        (a(floors=((0, 4),)), True),
        (a(floors=((0, 5),)), False),
        (a(floors=((0, 4), (1, 3))), False),
        (a(after=600), True),
        (a(after=601), False),
        (a(before=600), False),
        (a(before=601), True),
        (a(before=NEVER), True),
        (a(all=(Condition(need=1), Condition(ban=2))), True),
        (a(all=(Condition(need=1), Condition(need=2))), False),
        (a(any=(Condition(need=2), Condition(need=1))), True),
        (a(any=(Condition(need=2), Condition(ban=1))), False),
        (a(none=(Condition(need=2),)), True),
        (a(none=(Condition(need=2), Condition(need=1))), False),
        (a(need=2, any=(Condition(need=1),)), False),
        (a(none=(a(any=(Condition(need=1),), after=700),)), True),
    ],
)
def test_holds_at_ten_with_one_bit_and_four_of_strain(condition: Condition | None, expected: bool) -> None:
    assert holds(condition, 0b01, (4, 2), 600) is expected
