"""Learners and strangers who know how the server works, on the real pages of a running server."""

from __future__ import annotations

import asyncio
import json
import os
import re
import socket
import uuid
from collections.abc import Generator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from simulator.engine.session import begin
from simulator.serve.assets import FOR_GOOD
from simulator.serve.handlers import MOST_SOCKETS
from simulator.store.learners import new_learner
from simulator.store.plays import begin_play, play_of
from tests.serve.running_server import Running, Visitor, running
from tests.serve.test_attacks import Line, connect, data_of, left, probe, refused
from tests.support import bundle

CASE = "abuse-discovery"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Generator[Running]:
    with running(tmp_path_factory.mktemp("intruders"), real=True) as found:
        yield found


def here(server: Running, learner: str) -> Visitor:
    visitor = Visitor(server.base, follow=False)
    assert visitor.ask(server.door(learner))[0] == 302
    return visitor


def a_play(server: Running, learner: str) -> str:
    rests_on = bundle(CASE, "standard")
    return begin_play(server.engine, learner, rests_on, begin(rests_on.graph, 0, 7).log[0])


def kernel_of(visitor: Visitor, path: str) -> str:
    status, text, _ = visitor.ask(path)
    assert status == 200
    found = re.search(r'"kernelId": ?"([^"]+)"', text)
    assert found, text[-500:]
    return found.group(1)


def shown(server: Running, visitor: Visitor, path: str) -> str:
    """The whole view of a page as text."""

    async def look() -> str:
        kernel = kernel_of(visitor, path)
        line = Line(await connect(visitor, server.base, kernel))
        view = await probe(line, visitor.widgets[kernel])
        await left(line.socket)
        return json.dumps(view, ensure_ascii=False)

    return asyncio.run(look())


@pytest.mark.parametrize("page", ["play", "debrief", "grid", "progress"])
def test_the_id_of_somebody_elses_play_shows_nothing_of_it(server: Running, page: str) -> None:
    ana, dan = new_learner(server.engine).id, new_learner(server.engine).id
    play = a_play(server, ana)
    intruder = here(server, dan)
    if page == "progress" and intruder.ask("/progress")[0] == 404:
        return
    view = shown(server, intruder, f"/{page}?play={play}&learner={ana}")
    assert ana not in view
    assert play not in view


def test_only_what_stands_on_the_screen_now_can_be_answered(server: Running) -> None:
    ana = new_learner(server.engine).id
    play, visitor = a_play(server, ana), here(server, ana)
    kernel = kernel_of(visitor, f"/play?play={play}")
    later = {"step": 1, "fields": {"option": "0"}}
    forged: list[dict[str, Any]] = [
        {"do": "answer", "with": {"step": 0, "fields": {"option": place}}}
        for place in ("99", "-1", "call-112", "scenes.kitchen.options.call", "0x0", "٠", " 0", "")
    ]
    forged += [
        {"do": "answer", "with": later},
        {"do": "answer", "with": {"step": 0, "fields": {"option": ["0"]}}},
        {"do": "answer", "with": {"step": 0, "fields": {"option": "0", "part0": "1"}}},
        {"do": "answer", "with": {"step": 0, "fields": {"option": "0"}, "role": "coordinator"}},
        {"do": "answer", "with": {"step": 0, "fields": {"order": ["0"]}}},
        {"do": "fork", "with": {"step": 1}},
        {"do": "erase", "with": {}},
        {"do": "export", "with": {}},
        {"do": "go", "with": {"page": "debrief", "to": {"play": "0" * 32}}},
    ]

    async def attack() -> None:
        line = Line(await connect(visitor, server.base, kernel))
        comm = visitor.widgets[kernel]
        view = await probe(line, comm)
        assert play in json.dumps(view)
        for number, content in enumerate(forged, 1):
            data = {"method": "custom", "content": {**content, "n": number}}
            await line.send("comm_msg", {"comm_id": comm, "data": data})
            await line.until(lambda said, n=number: data_of(said).get("content", {}).get("done") == n)
        await left(line.socket)

    asyncio.run(attack())
    assert play_of(server.engine, ana, play).events == 1
    assert visitor.ask(f"/api/kernels/{kernel}")[0] == 200


def test_an_open_socket_says_nothing_to_another_kernel(server: Running) -> None:
    """After a valid handshake every message goes to the kernel of the address, whatever it names."""
    ana, dan = new_learner(server.engine).id, new_learner(server.engine).id
    play = a_play(server, ana)
    hers, his = here(server, ana), here(server, dan)
    target = kernel_of(hers, f"/play?play={play}")
    own = kernel_of(his, "/start")

    async def attack() -> str:
        hers_line = Line(await connect(hers, server.base, target))
        comm = hers.widgets[target]
        await probe(hers_line, comm)
        line = Line(await connect(his, server.base, own))
        await probe(line, his.widgets[own])
        answer = {"do": "answer", "with": {"step": 0, "fields": {"option": "0"}}, "n": 1}
        data = {"method": "custom", "content": answer}
        await line.send("comm_msg", {"comm_id": comm, "data": data})
        await line.send("comm_msg", {"comm_id": comm, "data": {"method": "request_state"}})
        await line.send("comm_msg", {"comm_id": comm, "data": data, "kernel_id": target})
        await probe(line, his.widgets[own])
        heard = json.dumps(line.heard, default=str, ensure_ascii=False)
        for one in (line, hers_line):
            await left(one.socket)
        return heard

    assert play not in asyncio.run(attack())
    assert play_of(server.engine, ana, play).events == 1


def test_frames_too_large_or_broken_close_their_socket_and_nothing_else(server: Running) -> None:
    ana = new_learner(server.engine).id
    visitor = here(server, ana)
    kernel = kernel_of(visitor, "/start")

    async def large(size: int, pressed: bool) -> Any:
        line = Line(await connect(visitor, server.base, kernel, pressed=pressed))
        await line.socket.write_message("x" * size)
        while (said := await asyncio.wait_for(line.socket.read_message(), 60)) is not None:
            assert b"x" * 1000 not in (said if isinstance(said, bytes) else said.encode())
        code = line.socket.close_code
        line.socket.close()
        return code

    for size, pressed in ((200_000, False), (40_000_000, True)):
        assert asyncio.run(large(size, pressed)) in (1009, None, 1006)
    for frame in (b"\x81\x05hello", b"\xff" * 200, b"\x88\x00", b"\x8f\xfe\xff\xff" + b"\x00" * 8):
        broken(server, visitor, kernel, frame)
    assert visitor.ask(f"/api/kernels/{kernel}")[0] == 200


def broken(server: Running, visitor: Visitor, kernel: str, frame: bytes) -> None:
    """Open a socket by hand and send bytes that are no frame of a browser (unmasked, reserved bits)."""
    with shaken(server, visitor, kernel) as line:
        line.sendall(frame)
        line.shutdown(socket.SHUT_WR)  # a frame that was merely dropped leaves the socket open
        while line.recv(65536):
            pass


def shaken(server: Running, visitor: Visitor, kernel: str, more: str = "") -> socket.socket:
    """A socket that is opened by hand, and read only when somebody reads it."""
    at = urlsplit(server.base)
    line = socket.create_connection((at.hostname, at.port), 60)
    line.sendall(handshake(server, visitor, kernel, uuid.uuid4().hex, more))
    assert b"101" in line.recv(4096)
    return line


def shaken_by(server: Running, visitor: Visitor, kernel: str, session: str) -> bytes:
    """What the server says to a handshake with such a session."""
    at = urlsplit(server.base)
    with socket.create_connection((at.hostname, at.port), 60) as line:
        line.sendall(handshake(server, visitor, kernel, session, ""))
        return line.recv(4096).split(b"\r\n")[0]


def handshake(server: Running, visitor: Visitor, kernel: str, session: str, more: str) -> bytes:
    return (
        f"GET /api/kernels/{kernel}/channels?session_id={session} HTTP/1.1\r\n"
        f"Host: {urlsplit(server.base).netloc}\r\n"
        f"Origin: {server.base}\r\nCookie: {visitor.cookies()}\r\n{more}"
        "Upgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    ).encode()


def test_sockets_cannot_be_opened_without_end(server: Running) -> None:
    ana = new_learner(server.engine).id
    visitor = here(server, ana)
    kernel = kernel_of(visitor, "/start")

    async def attack() -> tuple[int, int]:
        sockets = [await connect(visitor, server.base, kernel) for _ in range(MOST_SOCKETS)]
        code = await asyncio.to_thread(refused, visitor, server.base, kernel)
        for one in sockets:
            await left(one)
        await left(await connect(visitor, server.base, kernel))
        return code, len(sockets)

    assert asyncio.run(attack()) == (429, MOST_SOCKETS)


def raw(server: Running, request: bytes) -> bytes:
    """What the server answers to bytes, until it hangs up."""
    at, heard = urlsplit(server.base), b""
    with socket.create_connection((at.hostname, at.port), 60) as line:
        try:
            line.sendall(request)
            while piece := line.recv(65536):
                heard += piece
        except ConnectionError:
            pass
    return heard


def test_what_is_too_large_is_not_waited_for(server: Running) -> None:
    host = urlsplit(server.base).netloc.encode()
    head = (
        b"POST /enter HTTP/1.1\r\nHost: " + host + b"\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    )
    heard = raw(server, head + b"Content-Length: 99999999\r\n\r\ncode=x")
    assert heard == b"" or b" 400 " in heard or b" 413 " in heard
    heard = raw(server, b"GET / HTTP/1.1\r\nHost: " + host + b"\r\nX-A: " + b"a" * 70_000 + b"\r\n\r\n")
    assert heard == b"" or b" 400 " in heard or b" 431 " in heard
    assert Visitor(server.base).ask("/welcome")[0] == 200


@pytest.mark.parametrize(
    "door",
    [
        "%0d%0aSet-Cookie:%20simulator-visit=x",
        "%0aLocation:%20http://evil.example",
        "%00",
        "%ff%fe",
        "' or 1=1 --",
        "x" * 5000,
        "%3Cscript%3Ealert(1)%3C/script%3E",
    ],
)
def test_a_door_puts_nothing_into_headers_or_pages(server: Running, door: str) -> None:
    status, text, headers = Visitor(server.base).ask("/enter?door=" + door.replace(" ", "%20"))
    assert status in (400, 403)
    assert "simulator-visit" not in str(headers)
    assert "evil" not in str(headers)
    assert "<script>alert" not in text
    _, text, _ = Visitor(server.base).send("/enter", {"code": '"><script>alert(1)</script>', "back": "</p>"})
    assert "<script>alert" not in text


WAYS = (
    "/static/0000000000000000/host.js",
    "/static/0000000000000000/..%2f..%2fapp.py",
    "/static/",
    "/voila/static/voila.js",
    "/voila/static/..%2f..%2f..%2f..%2fetc%2fpasswd",
    "/voila/static/%2e%2e%2f%2e%2e%2fapp.py",
    "/voila/static/..\\..\\app.py",
    "/voila/static//etc/passwd",
    "/voila/static/%00",
    "/voila/static/",
    "/voila/templates/lab/static/..%2f..%2fconf.json",
    "/voila/templates/simulator/static/index.html.j2",
    "/voila/templates/simulator/conf.json",
    "/voila/labextensions/..%2f..%2f..%2fetc%2fjupyter",
    "/voila/labextensions/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "/voila/labextensions/",
    "/voila/labextensions//etc/passwd",
    "/start.ipynb",
    "/notebooks/pages/start.ipynb",
    "/serve.db",
    "/voila/files/serve.db",
    "/simulator/serve/app.py",
    "/api/kernels",
    "/api/kernels/00000000-0000-0000-0000-000000000000",
    "/api/kernels/00000000-0000-0000-0000-000000000000/restart",
    "/api/kernelspecs",
    "/api/sessions",
    "/api/terminals",
    "/api/status",
    "/api/me",
    "/voila/query/00000000-0000-0000-0000-000000000000",
    "/favicon.ico",
    "/static/favicon.ico",
    "/start/../start.ipynb",
)


@pytest.mark.parametrize("path", WAYS)
def test_no_way_round_leads_to_a_file(server: Running, path: str) -> None:
    learner = here(server, new_learner(server.engine).id)
    status, text, headers = learner.ask(path)
    assert status in (400, 403, 404), (status, text[:200])
    assert "root:" not in text
    assert "Traceback" not in text
    sealed(headers)


def sealed(headers: dict[str, str]) -> None:
    """Every answer has our policy and no banner."""
    names = {name.lower(): value for name, value in headers.items()}
    assert "default-src 'none'" in names["content-security-policy"]
    assert names["x-content-type-options"] == "nosniff"
    assert "server" not in names
    assert "access-control-allow-origin" not in names
    assert names["cache-control"] in ("no-store", FOR_GOOD)


def test_every_kind_of_answer_is_sealed(server: Running) -> None:
    learner = here(server, new_learner(server.engine).id)
    kernel = kernel_of(learner, "/start")
    _, page, _ = learner.ask("/start")
    static = sorted(set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page)))
    assert len(static) == 3
    paths = ["/", "/welcome", "/leave", "/goodbye", "/start", "/enter?door=x", f"/api/kernels/{kernel}"]
    paths += static
    for path in paths:
        status, _, headers = learner.ask(path)
        assert status in (200, 302, 403), path
        sealed(headers)
        sealed(learner.ask(path, Host="evil.example")[2])
    sealed(learner.send("/enter", {"code": "x"})[2])
    sealed(learner.ask("/enter", {"code": "x"})[2])
    sealed(learner.send(f"/voila/api/shutdown/{kernel}", {})[2])


def test_what_a_flood_says_to_the_log_is_one_line_in_the_language_of_the_prompt(server: Running) -> None:
    visitor = here(server, new_learner(server.engine).id)
    kernel = kernel_of(visitor, "/start")
    before = server.log.read_text().count("a fost ignorat")

    async def flood() -> None:
        line = Line(await connect(visitor, server.base, kernel))
        for _ in range(50):
            await line.send("execute_request", {"code": "1"})
        await probe(line, visitor.widgets[kernel])
        await left(line.socket)

    asyncio.run(flood())
    assert server.log.read_text().count("a fost ignorat") == before + 1


@pytest.mark.skipif(os.name != "posix", reason="file modes of POSIX")
def test_the_database_is_not_for_others_on_the_machine(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        new_learner(server.engine)
        modes = {path.name: path.stat().st_mode & 0o077 for path in tmp_path.glob("serve.db*")}
        assert set(modes.values()) == {0}, modes
