"""A running server is attacked over real sockets: strangers, other learners, forged messages."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from collections.abc import Callable, Generator
from typing import Any

import pytest
from jupyter_server.services.kernels.connection import base as framing
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

from simulator.serve.jupyter_private.server import PROTOCOL
from tests.serve.running_server import CODE, Visitor, running

_WIRE: Any = framing


@pytest.fixture(scope="module", params=[True, False], ids=["forked", "spawned"])
def base(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Generator[tuple[str, str]]:
    """The address of a running server, and a one-time door."""
    with running(tmp_path_factory.mktemp("serve"), forked=request.param) as server:
        assert "door=" not in server.said, "a class server opens no learner's records to whoever starts it"
        yield server.base, server.base + server.door()


def test_a_stranger_sees_the_welcome_and_nothing_else(base: tuple[str, str]) -> None:
    stranger = Visitor(base[0])
    for path in ("/", "/start", "/start?learner=C-AAAAAAAAAA", "/start?token=x"):
        status, text, _ = stranger.ask(path)
        assert status == 200
        assert "kernelId" not in text
        assert 'name="code"' in text


@pytest.mark.parametrize(
    "path",
    [
        "/voila/tree",
        "/voila/render/start.ipynb",
        "/voila/api/contents",
        "/voila/files/start.ipynb",
        "/start.ipynb",
        "/api/contents",
        "/api/kernels",
        "/api/sessions",
        "/login",
        "/metrics",
        "/voila/static/../../../../etc/passwd",
        "/voila/static/%2e%2e/%2e%2e/%2e%2e/app.py",
        "/voila/templates/simulator/index.html.j2",
        "/voila/templates/simulator/static/../index.html.j2",
        "/voila/labextensions/../../etc/jupyter",
        "/tests/serve/probe_widget.py",
    ],
)
def test_no_other_address_answers_even_to_a_learner(base: tuple[str, str], path: str) -> None:
    learner = Visitor(base[0]).join()
    status, text, _ = learner.ask(path)
    assert status in (403, 404), (status, text[:200])
    assert "Traceback" not in text


def test_a_wrong_code_a_wrong_door_and_a_form_of_somebody_elses_are_refused(base: tuple[str, str]) -> None:
    stranger = Visitor(base[0])
    stranger.ask("/welcome")
    for data in (
        {"code": CODE + "x", "_xsrf": stranger.xsrf()},
        {"code": "", "_xsrf": stranger.xsrf()},
        {"back": "x" * 40, "_xsrf": stranger.xsrf()},
        {"code": CODE},
    ):
        status, _, _ = stranger.ask("/enter", data)
        assert status == 403
    assert stranger.ask("/enter?door=")[0] == 403
    assert stranger.ask("/enter?door=" + "A" * 32)[0] == 403
    assert "kernelId" not in stranger.ask("/start")[1]


def test_the_door_opens_once_and_the_cookie_is_closed_to_scripts(base: tuple[str, str]) -> None:
    first, second = Visitor(base[0]), Visitor(base[0])
    path = base[1].removeprefix(base[0])
    assert first.ask(path)[0] == 200
    assert second.ask(path)[0] == 403
    (cookie,) = [c for c in first.jar if c.name == "simulator-visit"]
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert cookie.get_nonstandard_attr("SameSite") == "Strict"
    assert len(cookie.value or "") >= 32
    forged = Visitor(base[0])
    _, text, _ = forged.ask("/start", Cookie="simulator-visit=" + "A" * 32)
    assert "kernelId" not in text


def test_a_foreign_name_for_this_server_is_refused(base: tuple[str, str]) -> None:
    learner = Visitor(base[0]).join()
    assert learner.ask("/start", Host="evil.example")[0] == 421
    assert learner.ask("/welcome", Host="evil.example:8866")[0] == 421


def test_every_answer_carries_the_content_policy(base: tuple[str, str]) -> None:
    learner = Visitor(base[0]).join()
    for path in ("/start", "/welcome", "/nothing-here"):
        _, _, headers = learner.ask(path)
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "blob" not in policy
        assert "http" not in policy


async def connect(visitor: Visitor, base: str, kernel: str, pressed: bool = False, **headers: str) -> Any:
    url = f"{base.replace('http', 'ws')}/api/kernels/{kernel}/channels?session_id={uuid.uuid4().hex}"
    sent = {"Cookie": visitor.cookies(), "Origin": base, **headers}
    request = HTTPRequest(url, headers=sent, connect_timeout=20)
    pressing: dict[str, Any] | None = {} if pressed else None
    return await websocket_connect(request, subprotocols=[PROTOCOL], compression_options=pressing)


def refused(visitor: Visitor, base: str, kernel: str, **headers: str) -> int:
    async def go() -> int:
        try:
            await connect(visitor, base, kernel, **headers)
        except HTTPClientError as fault:
            return fault.code
        return 101

    return asyncio.run(go())


def test_a_kernel_answers_only_its_owner(base: tuple[str, str]) -> None:
    ana, dan, stranger = Visitor(base[0]).join(), Visitor(base[0]).join(), Visitor(base[0])
    kernel, _ = ana.open_page()
    for other in (dan, stranger):
        assert refused(other, base[0], kernel) == 403
        assert other.ask(f"/api/kernels/{kernel}")[0] in (403, 404, 200)
        assert kernel not in other.ask(f"/api/kernels/{kernel}")[1]
        data = {"_xsrf": other.xsrf()}
        assert other.ask(f"/voila/api/shutdown/{kernel}", data)[0] in (403, 404)
    assert refused(ana, base[0], str(uuid.uuid4())) == 403
    assert refused(ana, base[0], kernel, Origin="http://evil.example") == 403
    assert ana.ask(f"/api/kernels/{kernel}")[0] == 200
    assert ana.ask(f"/voila/api/shutdown/{kernel}", {})[0] == 403
    assert ana.ask(f"/voila/api/shutdown/{kernel}", {"_xsrf": ana.xsrf()})[0] == 204
    assert ana.ask(f"/api/kernels/{kernel}")[0] == 404


async def left(one: Any) -> None:
    """Close a socket and wait until the server has done so, too."""
    one.close()
    while await asyncio.wait_for(one.read_message(), 60) is not None:
        pass


class Line:
    """An open socket to one's own kernel: sends anything, hears everything."""

    def __init__(self, socket: Any) -> None:
        self.socket = socket
        self.heard: list[dict[str, Any]] = []

    async def send(self, kind: str, content: Any, channel: str = "shell") -> None:
        header = {
            "msg_id": uuid.uuid4().hex,
            "msg_type": kind,
            "username": "",
            "session": "s",
            "version": "5.3",
        }
        message = {
            "header": header,
            "parent_header": {},
            "metadata": {"version": "1.0.0"},
            "content": content,
        }
        frame: bytes = _WIRE.serialize_msg_to_ws_v1(message, channel, lambda part: json.dumps(part).encode())
        await self.socket.write_message(frame, binary=True)

    async def until(self, found: Callable[[dict[str, Any]], bool], seconds: float = 60) -> dict[str, Any]:
        """Hear messages until one is found; what was heard before it stays in `heard`."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            raw = await asyncio.wait_for(self.socket.read_message(), left)
            assert raw is not None, "the server closed the socket"
            channel, (header, parent, _, content, *_buffers) = _WIRE.deserialize_msg_from_ws_v1(raw)
            message = {"channel": channel, "header": json.loads(header), "content": json.loads(content)}
            message["parent_header"] = json.loads(parent)
            self.heard.append(message)
            if found(message):
                return message
        raise AssertionError(f"not heard within {seconds} s")


def data_of(message: dict[str, Any]) -> dict[str, Any]:
    """The data of a comm message, or nothing."""
    data = message.get("content", {}).get("data", {})
    return data if isinstance(data, dict) else {}


async def probe(line: Line, widget: str) -> dict[str, Any]:
    """What a page's widget shows, asked for as a page does after a lost connection."""
    await line.send("comm_msg", {"comm_id": widget, "data": {"method": "request_state"}})
    answer = await line.until(lambda message: "_esm" in data_of(message).get("state", {}))
    found: dict[str, Any] = data_of(answer)["state"]["view"]
    return found


def counted(number: int) -> Callable[[dict[str, Any]], bool]:
    """Whether a message shows that the widget has counted so far."""
    return lambda message: data_of(message).get("state", {}).get("view", {}).get("count") == number


def test_forged_messages_change_nothing_and_reveal_nothing(base: tuple[str, str]) -> None:
    ana = Visitor(base[0]).join()
    kernel, _ = ana.open_page("?learner=C-BBBBBBBBBB&play=1")

    async def attack() -> None:
        line = Line(await connect(ana, base[0], kernel))
        comm = ana.widgets[kernel]
        view = await probe(line, comm)
        assert view["count"] == 0
        assert view["learner"] != "C-BBBBBBBBBB"
        go = {"comm_id": comm, "data": {"method": "custom", "content": {"do": "go"}}}
        await line.send("comm_msg", go)
        await line.until(counted(1))
        await unheard(ana, base[0], kernel, go)
        line.heard.clear()
        await forge(line, comm)
        await line.send("comm_msg", go)
        await line.until(counted(2))
        assert {said["header"]["msg_type"] for said in line.heard} == {"comm_msg"}, "nothing else is told"
        heard = json.dumps(line.heard, default=str)
        assert "OWNED" not in heard
        assert "execute" not in heard
        assert "C-CCCCCCCCCC" not in heard
        after = await probe(line, comm)
        assert after == {**view, "count": 2}
        line.socket.close()
        await line.socket.read_message()

    asyncio.run(attack())
    assert ana.ask(f"/api/kernels/{kernel}")[0] == 200


async def unheard(visitor: Visitor, base: str, kernel: str, content: Any) -> None:
    """Say something, and something that is expensive to unpack, as no page of ours frames it."""
    address = f"{base.replace('http', 'ws')}/api/kernels/{kernel}/channels?session_id={uuid.uuid4().hex}"
    socket = await websocket_connect(HTTPRequest(address, headers={"Cookie": visitor.cookies()}))
    header = {"msg_type": "comm_msg", "msg_id": "1", "session": "s", "username": "", "version": "5.3"}
    message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
    await socket.write_message(json.dumps(message))
    await socket.write_message((1_000_000).to_bytes(4, "big"), binary=True)
    socket.close()
    await socket.read_message()


async def forge(line: Line, comm: str) -> None:
    """Everything that a page of ours never sends."""
    code = "import os; print('OWNED', os.environ['SIMULATOR_VISIT'])"
    await line.send("execute_request", {"code": code, "silent": False, "store_history": False})
    await line.send("execute_request", {"code": code}, channel="control")
    await line.send("inspect_request", {"code": "_", "cursor_pos": 1, "detail_level": 1})
    await line.send("comm_info_request", {"target_name": "jupyter.widget"})
    await line.send("history_request", {"output": True, "raw": True, "hist_access_type": "tail", "n": 9})
    forged = {"view": {"count": 99, "learner": "C-CCCCCCCCCC"}}
    update = {"method": "update", "state": forged, "buffer_paths": []}
    await line.send("comm_msg", {"comm_id": comm, "data": update})
    new = {"state": {"_model_name": "OutputModel", "_model_module": "@jupyter-widgets/output"}}
    await line.send("comm_open", {"comm_id": uuid.uuid4().hex, "target_name": "jupyter.widget", "data": new})
    await line.send("shutdown_request", {"restart": False}, channel="control")
    await line.socket.write_message("not json {")
    await line.socket.write_message(b"\x00\x01\x02", binary=True)
