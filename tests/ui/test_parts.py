"""Parts whose look depends on what stands in them."""

from __future__ import annotations

import pytest

from simulator.ui import parts
from simulator.ui.parts import Value


@pytest.mark.parametrize(
    ("number", "longest", "kind"),
    [(4, 5, "choice"), (5, 5, "select"), (5, 40, "select"), (5, 41, "choice"), (12, 41, "choice")],
)
def test_many_short_picks_are_a_select_and_few_or_long_ones_radio_buttons(
    number: int, longest: int, kind: str
) -> None:
    values = [Value(str(index), "x" * (longest if index == 2 else 3)) for index in range(number)]
    node = parts.picks("name", "legend", values, "1")
    assert node["is"] == kind
    assert node["kind"] == ("" if kind == "select" else "field")
    assert ([one["value"] for one in node["values"]], node["chosen"]) == ([v.value for v in values], "1")


def test_only_sections_with_a_title_and_a_key_are_ways_through_a_page() -> None:
    sections = [
        parts.section([], title="One", key="one"),
        parts.section([], title="Two"),
        parts.section([], key="three"),
        parts.section([], title="Four", key="four"),
    ]
    assert parts.contents("On this page", sections)["items"] == [["one", "One"], ["four", "Four"]]
