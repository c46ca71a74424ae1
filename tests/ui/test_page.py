"""What a page takes: each view counts for itself, each message counts once, nothing else is acknowledged."""

from __future__ import annotations

from typing import Any

import pytest

from simulator.ui.page import MOST_VIEWS, RECENT, Page

Sent = list[dict[str, Any]]
OLD, NEW = "a" * 16, "b" * 16


class Words:
    """A page, and what it took from its views."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.page = Page({}, self._take)

    def _take(self, content: object) -> None:
        assert isinstance(content, dict)
        self.taken.append(content["with"]["text"])

    def say(self, text: str, number: int, view: object = OLD, do: str = "keep") -> None:
        content = {"do": do, "with": {"text": text}, "n": number}
        self.page._receive(None, content | ({"view": view} if view is not None else {}), [])


def test_every_view_is_heard_whatever_another_has_counted(sent: Sent) -> None:
    words = Words()
    words.say("in the new view", 17_000_000_000, NEW)
    words.say("in the old view", 3, OLD)
    words.say("again in the old view", 4, OLD)
    words.say("again in the new view", 17_000_000_001, NEW)
    words.say("by nobody in particular", 1, None)
    assert words.taken == [
        "in the new view",
        "in the old view",
        "again in the old view",
        "again in the new view",
        "by nobody in particular",
    ]
    assert sent == [
        {"done": 17_000_000_000, "view": NEW},
        {"done": 3, "view": OLD},
        {"done": 4, "view": OLD},
        {"done": 17_000_000_001, "view": NEW},
        {"done": 1},
    ]


def test_what_is_said_again_over_a_new_connection_counts_once_and_is_acknowledged_again(sent: Sent) -> None:
    words = Words()
    for number in (1, 2, 1, 2, 3):
        words.say(str(number), number)
    assert words.taken == ["1", "2", "3"]
    assert [message["done"] for message in sent] == [1, 2, 1, 2, 3]


def test_what_comes_too_late_is_neither_taken_nor_acknowledged(sent: Sent) -> None:
    words = Words()
    words.say("first", 1)
    words.say("third", 3)
    words.say("second", 2)
    assert words.taken == ["first", "third"]
    assert [message["done"] for message in sent] == [1, 3]


def test_a_sign_of_life_uses_up_no_number(sent: Sent) -> None:
    words = Words()
    words.say("", 9, do="beat")
    words.say("words", 5)
    assert words.taken == ["words"]
    assert [message["done"] for message in sent] == [9, 5]


def test_an_answer_goes_to_the_view_that_spoke_last(sent: Sent) -> None:
    words = Words()
    words.page.go("grid")
    words.say("x", 1, OLD)
    words.say("", 2, NEW, do="beat")
    words.page.go("grid")
    words.page.give("a.json", "{}")
    gone = [message for message in sent if "go" in message or "file" in message]
    assert [message.get("view") for message in gone] == [None, OLD, OLD]


@pytest.mark.parametrize("name", ["", "A" * 8, "a" * 33, "../x", 7, ["a"], "a\n"], ids=str)
def test_what_is_no_name_of_a_view_names_none(name: object, sent: Sent) -> None:
    words = Words()
    words.say("x", 1, name)
    assert sent == [{"done": 1}]


def test_no_view_takes_memory_without_end(sent: Sent) -> None:
    words = Words()
    for number in range(3 * MOST_VIEWS):
        words.say("x", 1, f"{number:x}")
    for number in range(1, 3 * RECENT):
        words.say("x", number, OLD)
    assert len(words.page._counters) == MOST_VIEWS
    assert len(words.page._counters[OLD].recent) == RECENT
