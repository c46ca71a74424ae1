"""What nothing calls has a reason, and the page of reasons names nothing that is gone."""

from __future__ import annotations

from tools.unused import unused, waiting


def test_what_nothing_calls_stands_on_the_page_and_nothing_else_does() -> None:
    """If this fails: use it, remove it, or say in `docs/developers/waiting.md` who will."""
    assert set(unused()) == waiting()
