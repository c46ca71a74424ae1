"""Laboratories on a running server, ours and a lecturer's own, and what neighbours try on them."""

from __future__ import annotations

import asyncio
import json
import re
import uuid
from collections.abc import Generator
from contextlib import suppress
from html import unescape
from pathlib import Path
from typing import Any

import nbformat
import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClosedError, websocket_connect

from simulator.content.lab_shelf import our_labs
from simulator.serve.jupyter_private.server import PROTOCOL
from simulator.store.laboratories import finished_exercises
from simulator.store.learners import new_learner
from tests.serve.running_server import Running, Visitor, running
from tests.serve.test_attacks import Line, data_of, left

ASKS = """
import os
told = {name: value for name, value in os.environ.items() if name.startswith("SIMULATOR")}
print("TOLD", told)
from simulator.ui.session_context import visit_text
print("VISIT", visit_text())
"""
SLIDER = "import ipywidgets\nslider = ipywidgets.IntSlider(value=3, description='secret-code')\nslider"
KEPT = "saved = lambda change: print('MOVED', change['new'])\nslider.observe(saved, 'value')"


def notebook(path: Path, *cells: str, tags: dict[int, list[str]] | None = None) -> None:
    made = [nbformat.v4.new_markdown_cell("# O lecție"), *map(nbformat.v4.new_code_cell, cells)]
    for place, names in (tags or {}).items():
        made[place + 1].metadata.tags = names
    nbformat.write(nbformat.v4.new_notebook(cells=made), path)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lecturer's folder."""
    folder = tmp_path_factory.mktemp("own")
    notebook(folder / "asks.ipynb", ASKS, SLIDER, KEPT)
    notebook(folder / "fails.ipynb", "1 / 0  # a-secret-of-the-source", "print('goes on')")
    notebook(folder / "python.ipynb", "print('for all')", "print('for Lab')", tags={1: ["python"]})
    notebook(folder / "dies.ipynb", "import os; os._exit(1)")
    for name, text in {"none": "{", "list": "[]", "empty": "", "old": '{"cells": 3}'}.items():
        (folder / f"{name}.ipynb").write_text(text, "utf-8")
    (folder / "secret.txt").write_text("not for the web", "utf-8")
    return folder


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, own: Path) -> Generator[Running]:
    with running(tmp_path_factory.mktemp("labs"), real=True, notebooks=str(own)) as found:
        yield found


@pytest.fixture
def ana(server: Running) -> Visitor:
    return somebody(server)[1]


def somebody(server: Running) -> tuple[str, Visitor]:
    learner = new_learner(server.engine).id
    visitor = Visitor(server.base, follow=False)
    assert visitor.ask(server.door(learner))[0] == 302
    return learner, visitor


def opened(visitor: Visitor, lab: str) -> tuple[str, str]:
    """The kernel and the page of a laboratory."""
    status, text, headers = visitor.ask(f"/laboratory?id={lab}")
    assert status == 200, text[-800:]
    assert "unsafe-eval" not in headers["Content-Security-Policy"]
    found = re.search(r'"kernelId": ?"([^"]+)"', text)
    assert found, text[-500:]
    escaped = re.sub(r"\\u([0-9a-f]{4})", lambda sign: chr(int(sign[1], 16)), text)
    return found[1], unescape(escaped)


async def joined(visitor: Visitor, base: str, kernel: str, way: str = "/laboratory", **headers: str) -> Line:
    address = f"{base.replace('http', 'ws')}{way}/api/kernels/{kernel}/channels?session_id={uuid.uuid4()}"
    sent = {"Cookie": visitor.cookies(), "Origin": base, **headers}
    request = HTTPRequest(address, headers=sent, connect_timeout=20)
    return Line(await websocket_connect(request, subprotocols=[PROTOCOL]))


def refused(visitor: Visitor, base: str, kernel: str, **named: str) -> int:
    async def go() -> int:
        try:
            line = await joined(visitor, base, kernel, **named)
        except HTTPClientError as fault:
            return fault.code
        await left(line.socket)
        return 101

    return asyncio.run(go())


def test_a_laboratorys_kernel_is_told_neither_learner_nor_store(server: Running) -> None:
    learner, visitor = somebody(server)
    _, page = opened(visitor, "own-asks")
    assert "TOLD {}" in page
    assert "VISIT {}" in page
    assert learner not in page
    assert "serve.db" not in page


def test_every_laboratory_of_ours_is_shown_with_no_fault_and_no_line_of_code(server: Running) -> None:
    for lab in our_labs():
        visitor = somebody(server)[1]
        _, page = opened(visitor, lab)
        assert "lab-sorry" not in page, lab
        assert "open_lab(" not in page, lab
        assert "lab.points" not in page, lab


def test_a_cell_that_fails_says_so_and_the_next_one_runs(ana: Visitor) -> None:
    _, page = opened(ana, "own-fails")
    assert "Această parte a laboratorului nu funcționează" in page
    assert "goes on" in page
    for secret in ("ZeroDivisionError", "Traceback", "a-secret-of-the-source"):
        assert secret not in page


def test_what_is_for_lab_alone_is_not_run(ana: Visitor) -> None:
    _, page = opened(ana, "own-python")
    assert "for all" in page
    assert "for Lab" not in page


def test_a_kernel_that_dies_leaves_a_sentence(ana: Visitor) -> None:
    status, text, _ = ana.ask("/laboratory?id=own-dies")
    assert status == 200
    assert "Această parte a laboratorului nu funcționează" in text or 'role="alert"' in text
    assert "Traceback" not in text


@pytest.mark.parametrize("name", ["none", "list", "empty", "old"])
def test_a_broken_notebook_says_so_and_the_others_work(ana: Visitor, name: str) -> None:
    status, text, _ = ana.ask(f"/laboratory?id=own-{name}")
    assert status == 422
    assert "este stricat sau nu este un caiet Jupyter" in text
    assert "Traceback" not in text
    assert ana.ask("/laboratory?id=own-python")[0] == 200


def test_a_lecturers_own_says_whom_one_trusts_and_ours_do_not(ana: Visitor) -> None:
    trusted = "are încrederea pe care o are autorul lui"
    assert trusted in opened(ana, "own-python")[1]
    assert trusted not in opened(ana, "percent")[1]


@pytest.mark.parametrize(
    "path",
    [
        "/laboratory",
        "/laboratory?id=",
        "/laboratory?id=nope",
        "/laboratory?id=../../secret",
        "/laboratory?id=own-../secret.txt",
        "/laboratory?id=asks.ipynb",
        "/laboratory?id=%2e%2e%2fasks",
        "/laboratory/",
        "/laboratory/api/contents",
        "/laboratory/api/contents/secret.txt",
        "/laboratory/api/kernels",
        "/laboratory/api/sessions",
        "/laboratory/api/terminals",
        "/laboratory/api/kernelspecs",
        "/laboratory/files/secret.txt",
        "/laboratory/voila/files/secret.txt",
        "/laboratory/voila/render/asks.ipynb",
        "/laboratory/static/../secret.txt",
        "/laboratory/front/0000000000000000/static/voila.js",
    ],
)
def test_nothing_else_of_a_folder_or_of_voila_answers(ana: Visitor, path: str) -> None:
    status, text, _ = ana.ask(path)
    assert status in (403, 404), (status, text[:200])
    assert "not for the web" not in text
    assert "Traceback" not in text


def test_the_front_end_sends_its_own_files_and_no_other(ana: Visitor) -> None:
    _, page = opened(ana, "own-python")
    found = re.search(r"/laboratory/front/([0-9a-f]{16})/static", page)
    assert found
    stamp, names = found[1], re.findall(r'src="(/laboratory/front/[^"]+\.js[^"]*)"', page)
    assert names
    status, text, headers = ana.ask(names[0])
    assert (status, bool(text)) == (200, True)
    assert "immutable" in headers["Cache-Control"]
    for name in ("../../../etc/passwd", "static/../../x.js", "voila.py", "x", "%2e%2e/voila.js"):
        assert ana.ask(f"/laboratory/front/{stamp}/static/{name}")[0] == 404


def test_a_stranger_is_asked_in_and_nobody_else_reaches_a_kernel(server: Running, ana: Visitor) -> None:
    stranger, dan = Visitor(server.base, follow=False), somebody(server)[1]
    status, text, _ = stranger.ask("/laboratory?id=percent")
    assert "kernelId" not in text
    assert status in (200, 302, 403)
    kernel, _ = opened(ana, "own-asks")
    assert refused(stranger, server.base, kernel) == 403
    assert refused(dan, server.base, kernel) == 403
    assert refused(ana, server.base, kernel, Origin="http://evil.example") == 403
    assert refused(ana, server.base, kernel) == 101


def test_the_two_kinds_of_sockets_do_not_reach_each_others_kernels(server: Running, ana: Visitor) -> None:
    """Each has a filter for its own pages; by the other's, a page could be told what it never says."""
    kernel, _ = opened(ana, "own-asks")
    status, text, _ = ana.ask("/start")
    assert status == 200
    found = re.search(r'"kernelId": ?"([^"]+)"', text)
    assert found
    assert refused(ana, server.base, kernel, way="") in (403, 404)
    assert refused(ana, server.base, found[1]) in (403, 404)


def test_forged_messages_run_nothing_and_reveal_nothing(server: Running, ana: Visitor) -> None:
    kernel, page = opened(ana, "own-asks")
    models = re.findall(r'"model_id": ?"([0-9a-f]{32})"', page)
    assert models

    async def attack() -> list[dict[str, Any]]:
        line = await joined(ana, server.base, kernel)
        code = "open('OWNED', 'w'); print('OWNED')"
        for channel in ("shell", "control"):
            await line.send("execute_request", {"code": code, "silent": False}, channel)
            await line.send("inspect_request", {"code": "slider", "cursor_pos": 2}, channel)
            await line.send("history_request", {"output": True, "raw": True, "n": 9}, channel)
            await line.send("debug_request", {"type": "request", "command": "evaluate"}, channel)
            await line.send("shutdown_request", {"restart": False}, channel)
        state = {"_model_name": "FileUploadModel", "_model_module": "@jupyter-widgets/controls"}
        await line.send(
            "comm_open",
            {"comm_id": uuid.uuid4().hex, "target_name": "jupyter.widget", "data": {"state": state}},
        )
        moved = {"method": "update", "state": {"value": 7}, "buffer_paths": []}
        for model in models:
            await line.send("comm_msg", {"comm_id": model, "data": moved})
        await line.send("comm_msg", {"comm_id": models[-1], "data": {"method": "request_state"}})
        await line.until(lambda one: data_of(one).get("state", {}).get("value") == 7)
        await left(line.socket)
        return line.heard

    heard = asyncio.run(attack())
    kinds = {one["header"]["msg_type"] for one in heard}
    assert kinds <= {"comm_msg", "comm_open", "comm_close", "status", "stream"}, kinds
    assert "OWNED" not in json.dumps(heard, default=str)
    assert ana.ask(f"/laboratory/api/kernels/{kernel}")[0] == 200
    assert not list(server.log.parent.rglob("OWNED"))


def test_a_broken_or_huge_frame_closes_its_socket_and_nothing_else(server: Running, ana: Visitor) -> None:
    kernel, _ = opened(ana, "own-asks")

    async def sent(frame: bytes) -> None:
        line = await joined(ana, server.base, kernel)
        with suppress(WebSocketClosedError):
            await line.socket.write_message(frame, binary=True)
            await left(line.socket)
        line.socket.close()

    for frame in (b"", b"\x00" * 8, b"\xff" * 400, b"x" * 13_000_000):
        asyncio.run(sent(frame))
    assert ana.ask(f"/laboratory/api/kernels/{kernel}")[0] == 200


def test_what_is_finished_is_noted_for_whoever_says_so_and_for_nobody_else(server: Running) -> None:
    learner, visitor = somebody(server)
    other, _ = somebody(server)
    exercise = next(iter(our_labs()["percent"].written.exercises))  # type: ignore[union-attr]
    done = {"laboratory": "percent", "exercise": exercise}
    visitor.ask("/start")
    assert visitor.send("/laboratory/finished", {**done, "learner": other})[0] == 204
    assert visitor.send("/laboratory/finished", {"laboratory": "own-asks", "exercise": "mine"})[0] == 204
    assert {name: list(them) for name, them in finished_exercises(server.engine, learner).items()} == {
        "percent": [exercise],
        "own-asks": ["mine"],
    }
    assert finished_exercises(server.engine, other) == {}
    wrong = [
        {"laboratory": "percent", "exercise": "nope"},
        {"laboratory": "nope", "exercise": exercise},
        {"laboratory": "own-asks", "exercise": "<script>"},
        {"laboratory": "", "exercise": ""},
        {},
    ]
    for form in wrong:
        assert visitor.send("/laboratory/finished", form)[0] in (400, 404)
    assert (
        visitor.ask("/laboratory/finished", done)[0] == 403
    )  # without the proof that a page of ours says so
    assert visitor.send("/laboratory/finished", done, Origin="http://evil.example")[0] in (403, 404)
    stranger = Visitor(server.base, follow=False)
    assert stranger.send("/laboratory/finished", done)[0] == 403
