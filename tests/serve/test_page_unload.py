"""What a page said last is heard before its kernel ends, once; what no page would say is not."""

from __future__ import annotations

import json
import re
from collections.abc import Generator

import pytest

from benchmarks.visitors import parts_of
from simulator.competence.grid import COLUMNS
from simulator.serve.kernel_sessions import KernelSessions
from simulator.serve.page_unload import MOST_MESSAGES, parse_unacknowledged
from simulator.store.grids import draft_of
from simulator.store.learners import new_learner
from tests.serve.running_server import Running, Visitor, running


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Generator[Running]:
    with running(tmp_path_factory.mktemp("parting"), real=True) as found:
        yield found


@pytest.mark.parametrize(
    "said",
    [
        "",
        "[]",
        "not json",
        "{}",
        '["text"]',
        "[[]]",
        "[" * 10_000,
        json.dumps([{"do": "x"}] * (MOST_MESSAGES + 1)),
        json.dumps([{"do": "x", "with": "y" * 70_000}]),
    ],
)
def test_what_no_page_says_at_its_end_is_nothing(said: str) -> None:
    assert parse_unacknowledged("w", said) == []


def test_what_was_typed_last_is_kept_when_the_page_is_closed(server: Running) -> None:
    ana = new_learner(server.engine).id
    visitor = Visitor(server.base)
    visitor.ask(server.door(ana))
    _, page, _ = visitor.ask("/grid?part=law")
    (text,) = re.findall(r'id="visit">(.*?)</script>', page, re.DOTALL)
    visit = json.loads(text)
    domain = next(part["with"]["domain"] for part in parts_of(visit["view"]) if part.get("is") == "form")
    place = {"domain": domain, "column": COLUMNS[0]}
    said = [
        {"do": "keep", "with": {**place, "text": words}, "n": number}
        for words, number in (("Ascult", 4), ("Ascult până la capăt", 5), ("ce s-a spus de două ori", 5))
    ]
    form = {"widget": visit["widget"], "unanswered": json.dumps(said)}
    assert visitor.send(f"/voila/api/shutdown/{visit['kernelId']}", form)[0] == 204
    assert list(draft_of(server.engine, ana).values()) == ["Ascult până la capăt"]
    assert visitor.ask(f"/api/kernels/{visit['kernelId']}")[0] == 404


@pytest.mark.parametrize("widget", ["", "somebody else's", "x" * 70])
@pytest.mark.parametrize("word", ["\\ud800", "\\u0000", "NaN"])
def test_a_kernel_ends_whatever_its_page_says_last(server: Running, widget: str, word: str) -> None:
    visitor = Visitor(server.base, follow=False).join()
    kernel, _ = visitor.open_page()
    said = f'[{{"do": "language", "with": {{"code": "{word}", "__proto__": {{}}}}, "n": 1}}]'
    form = {"widget": widget or visitor.widgets[kernel], "unanswered": said}
    assert visitor.send(f"/voila/api/shutdown/{kernel}", form)[0] == 204
    assert visitor.ask(f"/api/kernels/{kernel}")[0] == 404
    assert visitor.send(f"/voila/api/shutdown/{kernel}", form)[0] == 403


def test_a_page_that_says_goodbye_often_is_heard_once() -> None:
    sessions = KernelSessions()
    sessions.assign("k", "ana")
    assert [sessions.unload("k"), sessions.unload("k")] == [True, False]
    sessions.release("k")
    assert not sessions.unloaded


def test_what_a_page_says_at_its_end_is_a_message_of_its_widget() -> None:
    content = {"do": "answer", "with": {}, "n": 3}
    (told,) = parse_unacknowledged("w", json.dumps([content]))
    assert told == {"comm_id": "w", "data": {"method": "custom", "content": content}}
    assert parse_unacknowledged("w" * 65, json.dumps([content])) == []
