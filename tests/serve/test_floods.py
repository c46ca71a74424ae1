"""Learners with tools who open, say and leave unread more than the server may keep; strangers and its log."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from jupyter_server.services.kernels.connection import base
from tornado.websocket import WebSocketClosedError

from simulator.serve.handlers import MOST_SOCKETS
from simulator.serve.jupyter_private.server import PROTOCOL
from simulator.serve.kernels import MOST_KERNELS
from simulator.store.learners import new_learner
from tests.serve.running_server import Running, Visitor, running
from tests.serve.test_attacks import Line, connect, left, refused
from tests.serve.test_intruders import here, kernel_of, raw, shaken, shaken_by

_WIRE: Any = base


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Generator[Running]:
    with running(tmp_path_factory.mktemp("floods"), real=True) as found:
        yield found


def test_what_is_opened_at_once_is_counted_as_well(server: Running) -> None:
    visitor = here(server, new_learner(server.engine).id)
    with ThreadPoolExecutor(2 * MOST_KERNELS) as many:
        opened = list(many.map(kernel_of, 2 * MOST_KERNELS * [visitor], 2 * MOST_KERNELS * ["/start"]))
    there = [kernel for kernel in opened if visitor.ask(f"/api/kernels/{kernel}")[0] == 200]
    assert 0 < len(there) <= MOST_KERNELS

    async def attack() -> int:
        tries = [connect(visitor, server.base, there[-1]) for _ in range(3 * MOST_SOCKETS)]
        got = await asyncio.gather(*tries, return_exceptions=True)
        sockets = [one for one in got if not isinstance(one, BaseException)]
        for one in sockets:
            await left(one)
        await left(await connect(visitor, server.base, there[-1]))
        return len(sockets)

    assert asyncio.run(attack()) == MOST_SOCKETS


def test_whoever_says_more_than_a_person_can_is_hung_up_on(server: Running) -> None:
    visitor = here(server, new_learner(server.engine).id)
    kernel = kernel_of(visitor, "/start")
    content = {"comm_id": "none", "data": {"method": "custom", "content": {"do": "x" * 60_000}}}

    async def flood() -> None:
        line = Line(await connect(visitor, server.base, kernel))
        with suppress(WebSocketClosedError):
            for _ in range(40):
                await line.send("comm_msg", content)
        while await asyncio.wait_for(line.socket.read_message(), 20) is not None:
            pass
        line.socket.close()

    asyncio.run(flood())
    assert visitor.ask(f"/api/kernels/{kernel}")[0] == 200


def test_what_nobody_reads_is_not_kept_without_end(server: Running) -> None:
    visitor = here(server, new_learner(server.engine).id)
    kernel = kernel_of(visitor, "/start")
    asked = asking(visitor.widgets[kernel], 500)
    with shaken(server, visitor, kernel, f"Sec-WebSocket-Protocol: {PROTOCOL}\r\n") as line:
        line.sendall(asked)
        end = time.monotonic() + 20
        while json.loads(visitor.ask(f"/api/kernels/{kernel}")[1])["connections"]:
            assert time.monotonic() < end, "what nobody reads waits in the server's memory"
            time.sleep(0.1)


def asking(widget: str, times: int) -> bytes:
    """Frames that ask for a page's whole state so often; each answer is some 60 kB."""
    frames = b""
    for number in range(times):
        header = {"msg_id": str(number), "msg_type": "comm_msg", "session": "s", "username": ""}
        content = {"comm_id": widget, "data": {"method": "request_state"}}
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
        frame: bytes = _WIRE.serialize_msg_to_ws_v1(message, "shell", lambda part: json.dumps(part).encode())
        frames += b"\x82\xfe" + len(frame).to_bytes(2, "big") + bytes(4) + frame
    return frames


def test_a_page_is_no_picture_on_another_page(server: Running) -> None:
    """Seven pictures would end all that a learner has open; a neighbour's address is sent the cookie, too."""
    visitor = here(server, new_learner(server.engine).id)
    kernel = kernel_of(visitor, "/start")
    for kind in ("image", "iframe", "script", "empty"):
        assert visitor.ask("/start", Sec_Fetch_Dest=kind, Sec_Fetch_Site="same-site")[0] == 403
    assert visitor.ask("/start", Sec_Fetch_Dest="document")[0] == 200
    assert refused(visitor, server.base, kernel, **{"Sec-Fetch-Site": "same-site"}) == 403
    end = f"/voila/api/shutdown/{kernel}"
    for headers in ({"Sec_Fetch_Site": "same-site"}, {"Origin": "null"}, {"Origin": "http://127.0.0.1:1"}):
        assert visitor.send(end, {}, **headers)[0] in (403, 404)
    assert visitor.ask(f"/api/kernels/{kernel}")[0] == 200


def test_what_is_no_address_and_no_session_leaves_no_trace_in_the_log(server: Running) -> None:
    stranger, learner = Visitor(server.base), here(server, new_learner(server.engine).id)
    kernel, before = kernel_of(learner, "/start"), server.log.stat().st_size
    for name in ("[", "[::1", "a]b"):
        heard = raw(server, f"GET /welcome HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n".encode())
        assert b" 421 " in heard.split(b"\r\n")[0]
        assert stranger.ask("/", Origin=f"http://{name}")[0] == 200
        assert learner.send(f"/voila/api/shutdown/{kernel}", {}, Origin=f"http://{name}")[0] in (403, 404)
        assert stranger.ask("/enter", {"code": "x"}, Origin=f"http://{name}")[0] in (403, 404)
    assert b" 400 " in shaken_by(server, learner, kernel, "a%0aFORGED")
    assert server.log.stat().st_size == before
