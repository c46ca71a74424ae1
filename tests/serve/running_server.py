"""The real server on the pages of the tests, and visitors without scripts who knock at it."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

from simulator.store.database import Engine, open_database
from simulator.store.learners import give_token, new_learner

ROOT = Path(__file__).parents[2]
CODE = "o-grupă-de-proba"
Answer = tuple[int, str, dict[str, str]]


class _Stay(HTTPRedirectHandler):
    """Goes nowhere."""

    def redirect_request(self, *_args: Any, **_named: Any) -> None:
        return None


@dataclass
class Visitor:
    """A browser without scripts: cookies, and what it was answered."""

    base: str
    jar: CookieJar = field(default_factory=CookieJar)
    follow: bool = True
    widgets: dict[str, str] = field(default_factory=dict)

    def ask(self, path: str, data: dict[str, str] | None = None, **headers: str) -> Answer:
        body = urlencode(data).encode() if data is not None else None
        request = Request(self.base + path, body, {k.replace("_", "-"): v for k, v in headers.items()})
        try:
            held = () if self.follow else (_Stay,)
            with build_opener(HTTPCookieProcessor(self.jar), *held).open(request, timeout=60) as answer:
                text = answer.read().decode("utf-8", "replace")
                self._note(text)
                return answer.status, text, dict(answer.headers)
        except HTTPError as fault:
            return fault.code, fault.read().decode("utf-8", "replace"), dict(fault.headers)

    def _note(self, page: str) -> None:
        """Remember the widget of a page by its kernel, as a browser would."""
        for inside in re.findall(r'id="visit">(.*?)</script>', page, re.DOTALL):
            visit = json.loads(inside)
            self.widgets[visit["kernelId"]] = visit["widget"]

    def cookies(self) -> str:
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)

    def xsrf(self) -> str:
        return next((c.value or "" for c in self.jar if c.name == "_xsrf"), "")

    def send(self, path: str, data: dict[str, str], **headers: str) -> Answer:
        """Send a form as a page of ours does, with the proof that it is ours."""
        if not self.xsrf():
            self.ask("/welcome")
        return self.ask(path, {**data, "_xsrf": self.xsrf()}, **headers)

    def join(self) -> Visitor:
        status, _, _ = self.send("/enter", {"code": CODE})
        assert status == (200 if self.follow else 302)
        return self

    def open_page(self, query: str = "") -> tuple[str, str]:
        """Open the page; the kernel's id and the whole page."""
        status, text, _ = self.ask(f"/start{query}")
        assert status == 200
        found = re.search(r'"kernelId": ?"([^"]+)"', text)
        assert found, text[:500]
        return found.group(1), text


@dataclass(frozen=True)
class Running:
    """A running server: its address, what it said at its start, its database, the file of its log."""

    base: str
    said: str
    engine: Engine
    log: Path
    process: subprocess.Popen[str]

    @property
    def pid(self) -> int:
        return self.process.pid

    def door(self, learner: str = "") -> str:
        """The path of a fresh one-time door, of a new learner if none is named."""
        whose = learner or new_learner(self.engine).id
        return f"/enter?door={give_token(self.engine, whose, 'link', timedelta(minutes=5))}"


def free_port(host: str = "127.0.0.1") -> int:
    """A port at which nobody listens."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as free:
        free.bind((host, 0))
        return int(free.getsockname()[1])


def command_for(port: int, database: str, code: str, settings: dict[str, Any]) -> list[str]:
    """The command that starts a server; its working directory and `PYTHONPATH` are the checkout."""
    given = [str(port), database, code, json.dumps(settings)]
    return [sys.executable, "-m", "tests.serve.run_server", *given]


@contextmanager
def running(folder: Path, code: str = CODE, **settings: Any) -> Generator[Running]:
    """A server of its own, for a class if there is a code."""
    port = free_port()
    database, log = f"sqlite:///{folder / 'serve.db'}", folder / "log"
    command = command_for(port, database, code, settings)
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with (
        log.open("w") as errors,
        subprocess.Popen(
            command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=errors, text=True
        ) as process,
    ):
        try:
            assert process.stdout is not None
            said = process.stdout.readline().strip()
            assert said.startswith("http"), log.read_text()
            engine = open_database(database)
            yield Running(f"http://127.0.0.1:{port}", said, engine, log, process)
            engine.dispose()
        finally:
            process.terminate()
