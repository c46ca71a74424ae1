"""Learners without a browser: they open pages, keep the socket, answer what is asked, over real sockets."""

from __future__ import annotations

import asyncio
import json
import random
import re
import time
import uuid
from collections.abc import Iterator
from typing import Any

from jupyter_server.services.kernels.connection import base as wire
from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from benchmarks.served import COOKIE, Server

SECONDS = 120.0
PROTOCOL = "v1.kernel.websocket.jupyter.org"  # what JupyterLab's scripts ask for
_WIRE: Any = wire  # its functions are not typed
_XSRF = "benchmarks-benchmarks-benchmarks"


class Visitor:
    """One learner at one server. What the page shows now is `view`."""

    way = ""  # before the address of its kernel's socket

    def __init__(self, server: Server, token: str) -> None:
        self.server = server
        self.cookies = f"_xsrf={_XSRF}" + (f"; {COOKIE}={token}" if token else "")
        self.kernel = self.comm = ""
        self.view: dict[str, Any] = {}
        self.number = 0
        self.socket: WebSocketClientConnection | None = None

    async def open(self, path: str) -> None:
        """Open a page and wait for its first view. Raises `OSError` or `TimeoutError`."""
        text = await self._fetch(path)
        match = re.search(r'"kernelId": "([^"]+)"', text)
        if not match:
            raise OSError("the page has no kernel")
        self.kernel = match.group(1)
        await self._connect()
        inside = re.search(r'id="visit">(.*?)</script>', text, re.DOTALL)
        if inside:
            visit = json.loads(inside.group(1))
            self.comm, self.view = visit["widget"], visit["view"]
        else:
            await self._ask_for_widgets()

    async def _connect(self) -> None:
        base = self.server.base.replace("http", "ws") + self.way
        url = f"{base}/api/kernels/{self.kernel}/channels"
        headers = {"Cookie": self.cookies, "Origin": self.server.base}
        request = HTTPRequest(
            f"{url}?session_id={uuid.uuid4().hex}", headers=headers, connect_timeout=SECONDS
        )
        self.socket = await websocket_connect(request, subprotocols=[PROTOCOL], compression_options={})

    async def _ask_for_widgets(self) -> None:
        """Where a page does not hold its widget, its kernel tells it."""
        control = uuid.uuid4().hex
        await self._send(
            "comm_open", {"comm_id": control, "target_name": "jupyter.widget.control", "data": {}}
        )
        await self._send("comm_msg", {"comm_id": control, "data": {"method": "request_states"}})
        while not self.comm:
            data = await self._heard()
            for name, entry in data.get("states", {}).items():
                self.take(name, entry["state"])

    def take(self, name: str, state: dict[str, Any]) -> None:
        """Look at a widget's state: our own is the one that has a view."""
        if "view" in state:
            self.comm, self.view = name, state["view"]

    async def say(self, do: str, fields: dict[str, Any]) -> float:
        """Ask for an action; the seconds until it is acknowledged and the page has what it shows now."""
        self.number += 1
        content = {"do": do, "with": fields, "n": self.number}
        begun = time.perf_counter()
        await self._send("comm_msg", {"comm_id": self.comm, "data": {"method": "custom", "content": content}})
        while True:
            data = await self._heard()
            self.view = data.get("state", {}).get("view", self.view)
            if data.get("content", {}).get("done") == self.number:
                return time.perf_counter() - begun

    async def answer(self, draw: random.Random) -> float | None:
        """Answer what is asked at random; None if nothing is asked any more."""
        asked = next((node for node in parts_of(self.view) if node.get("do") == "answer"), None)
        if asked is None:
            return None
        given = {name: value for part in parts_of(asked) for name, value in _given(part, draw)}
        return await self.say("answer", {**asked["with"], "fields": given})

    async def close(self) -> None:
        """Leave the page: its kernel ends."""
        if self.socket is not None:
            self.socket.close()
            self.socket = None
        if self.kernel:
            await self._fetch(f"/voila/api/shutdown/{self.kernel}", f"_xsrf={_XSRF}")
        self.kernel = self.comm = ""

    async def _fetch(self, path: str, body: str | None = None) -> str:
        request = HTTPRequest(
            self.server.base + path,
            method="GET" if body is None else "POST",
            body=body,
            headers={"Cookie": self.cookies},
            follow_redirects=False,
            connect_timeout=SECONDS,
            request_timeout=SECONDS,
        )
        answer = await AsyncHTTPClient().fetch(request)
        return answer.body.decode()

    async def _send(self, kind: str, content: dict[str, Any]) -> None:
        assert self.socket is not None
        header = {
            "msg_id": uuid.uuid4().hex,
            "msg_type": kind,
            "username": "",
            "session": "",
            "version": "5.3",
        }
        message = {
            "header": header,
            "parent_header": {},
            "metadata": {"version": "1.0.0"},
            "content": content,
        }
        packed: bytes = _WIRE.serialize_msg_to_ws_v1(message, "shell", lambda part: json.dumps(part).encode())
        await self.socket.write_message(packed, binary=True)

    async def _heard(self) -> dict[str, Any]:
        """The data of the next message of a widget. Raises `OSError` if the server hangs up."""
        assert self.socket is not None
        raw = await asyncio.wait_for(self.socket.read_message(), SECONDS)
        if raw is None:
            raise OSError("the server hung up")
        _, parts = _WIRE.deserialize_msg_from_ws_v1(raw)
        data: dict[str, Any] = json.loads(parts[3]).get("data", {})
        return data


def parts_of(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A part of a page and all within it."""
    yield node
    for child in node.get("children", []):
        yield from parts_of(child)


def _given(part: dict[str, Any], draw: random.Random) -> Iterator[tuple[str, Any]]:
    """What a person gives in a part of a form."""
    names = [value["value"] for value in part.get("values", [])]
    if part["is"] in ("choice", "select"):
        yield part["name"], draw.choice(names)
    elif part["is"] == "toggles":
        yield part["name"], draw.sample(names, draw.randint(1, len(names)))
    elif part["is"] == "sequence":
        yield part["name"], draw.sample(names, len(names))
    elif part["is"] == "textarea":
        yield part["name"], "Am notat ce am văzut și ce am făcut."
