"""The counter of names sees what it should see."""

from __future__ import annotations

import ast

from tools.names import MOST, WORDS, _ambiguous, counted, doubles, identifiers

CODE = """
def told(said: int, kept=1):
    "seen"
    self.held = f"{found}"
    from x import y as shown
    call(seen=kept)
class found: ...
"""


def test_every_kind_of_identifier_is_counted_and_no_word_in_a_text() -> None:
    names = [name for name in identifiers(ast.parse(CODE)) if name in WORDS]
    assert sorted(names) == ["found", "found", "held", "kept", "kept", "said", "seen", "shown", "told"]


def test_a_name_may_stand_for_a_thing_in_another_form_and_for_no_second_thing() -> None:
    assert not _ambiguous("Case", ["content.case", "graph.graph", "api.case"])
    assert not _ambiguous("run", ["cli.play", "serve.app"])
    assert _ambiguous("Case", ["content.case", "content.other"])
    assert _ambiguous("Play", ["api.play", "store.plays"])


def test_names_say_what_a_value_is_and_none_stands_for_two_things() -> None:
    """If this fails: `python -m tools.names --files`."""
    assert sum(counted().values()) < MOST
    assert doubles() == {}
