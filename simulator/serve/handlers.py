"""What the server answers: pages, the door, sockets and the end of a kernel; each checks whose it is."""

from __future__ import annotations

import hmac
import json
from typing import Any
from urllib.parse import urlsplit

from jupyter_core.utils import ensure_async
from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import APIHandler, JupyterHandler
from jupyter_server.services.kernels.connection.base import (
    deserialize_binary_message,
    deserialize_msg_from_ws_v1,
)
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from tornado import web
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from simulator.serve.gate import allowed
from simulator.serve.identity import learner_of, let_in
from simulator.serve.kernels import HouseKernels
from simulator.serve.ownership import Owners, Visit
from simulator.serve.pages import output_of
from simulator.serve.policy import CONTENT_POLICY, HEADERS
from simulator.serve.settings import Settings, is_local
from simulator.serve.words import notice
from simulator.store.people import learner_by_token, new_learner

PAGES = ("start", "play", "debrief", "grid", "progress")


class Guarded(JupyterHandler):
    """What every answer has: the host checked, our content policy, no page of Jupyter's own."""

    @property
    def house(self) -> Settings:
        """The server's settings."""
        found: Settings = self.settings["simulator_settings"]
        return found

    @property
    def kernels(self) -> HouseKernels:
        """The kernels, and whose they are."""
        found: HouseKernels = self.settings["kernel_manager"]
        return found

    @property
    def owners(self) -> Owners:
        """Which kernel is whose."""
        return self.kernels.owners

    def prepare(self) -> Any:
        """Refuse a request that calls us by a name that is not ours (DNS rebinding)."""
        name = (urlsplit(f"//{self.request.host}").hostname or "").lower()
        if not (is_local(name) and is_local(self.house.host)) and name not in self.house.hosts:
            raise web.HTTPError(421)
        return super().prepare()

    def set_default_headers(self) -> None:
        """Headers of every answer."""
        for name, value in HEADERS.items():
            self.set_header(name, value)
        self.set_header("Content-Security-Policy", CONTENT_POLICY)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """A short page in the visitor's language; never a traceback."""
        language = "en" if "en" in self.request.headers.get("Accept-Language", "ro")[:2] else "ro"
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(notice(status_code, language))

    def get_login_url(self) -> str:
        """Where a stranger is sent."""
        return "/welcome"


class PageHandler(Guarded):
    """A page: a notebook rendered for one learner, with a kernel of its own."""

    def initialize(self, page: str) -> None:
        """Which page it is."""
        self.page = page

    @allow_unauthenticated
    async def get(self) -> None:
        """Show the page, or send a stranger to the door."""
        learner = learner_of(self)
        if learner is None:
            self.redirect("/welcome")
            return
        _ = self.xsrf_token  # the page needs it to end its kernel
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        skeleton = await self.settings["simulator_pages"].skeleton(self.page)
        self.write(skeleton.head)
        await self.flush()  # the browser fetches the scripts while the kernel works
        kernel = await self.kernels.start_for(Visit(learner.id, self.page, str(self.request.query)))
        self.write(kernel + skeleton.middle)
        self.write(await output_of(self.kernels.manager(kernel), skeleton.code))
        await self.finish(skeleton.tail)


class HomeHandler(Guarded):
    """The bare address leads to the first page."""

    @allow_unauthenticated
    def get(self) -> None:
        """Go to the start page, or to the door."""
        self.redirect("/start" if learner_of(self) else "/welcome")


class DoorHandler(Guarded):
    """A one-time address, a class code or a return code lets a browser in."""

    @allow_unauthenticated
    def get(self) -> None:
        """Take a one-time address."""
        token = self.get_argument("door", "")
        learner = learner_by_token(self.settings["simulator_engine"], token, "door", use_up=True)
        if learner is None:
            self.set_status(403)
            self.write_error(403)
            return
        let_in(self, learner)
        self.redirect("/start")

    @allow_unauthenticated
    def post(self) -> None:
        """Take a class code (a new learner comes in) or a personal return code (an old one does)."""
        code, back = self.get_body_argument("code", ""), self.get_body_argument("back", "")
        engine, expected = self.settings["simulator_engine"], self.house.class_code
        learner = learner_by_token(engine, back.strip(), "return") if back else None
        if learner is None and expected and hmac.compare_digest(code.encode(), expected.encode()):
            learner = new_learner(engine)
        if learner is None:
            self.set_status(403)
            self.write_error(403)
            return
        let_in(self, learner)
        self.redirect("/start")


class WelcomeHandler(Guarded):
    """What a stranger sees: how to come in."""

    @allow_unauthenticated
    def get(self) -> None:
        """Say how to come in."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        language = "en" if self.request.headers.get("Accept-Language", "ro").startswith("en") else "ro"
        form = bool(self.house.class_code)
        self.finish(notice(200, language, form=self.xsrf_form_html() if form else ""))


class Socket(ZMQChannelsWebsocketConnection):
    """The connection of a page to its kernel; what a browser says passes the gate or is dropped."""

    def handle_incoming_message(self, incoming_msg: Any) -> None:
        """Read a message only to judge it, then hand the same bytes on."""
        controls: set[str] = self.__dict__.setdefault("_controls", set())
        try:
            channel, kind, content = self._read(incoming_msg)
            passes = allowed(channel, kind, content, controls)
        except Exception:  # what cannot even be read is dropped, whatever is wrong with it
            passes = False
        if passes:
            super().handle_incoming_message(incoming_msg)
        else:
            self.log.warning("A message that no page of ours sends was dropped.")

    def _read(self, raw: Any) -> tuple[str | None, str, Any]:
        if self.subprotocol == "v1.kernel.websocket.jupyter.org":
            channel, parts = deserialize_msg_from_ws_v1(raw)
            return channel, json.loads(parts[0])["msg_type"], json.loads(parts[3])
        message = deserialize_binary_message(raw) if isinstance(raw, bytes) else json.loads(raw)
        return message.get("channel"), message["header"]["msg_type"], message.get("content")


class SocketHandler(Guarded, VoilaKernelWebsocketHandler):
    """The socket of a kernel, for its owner only."""

    async def get(self, kernel_id: str) -> None:
        """Open the socket if the kernel is this learner's."""
        learner = learner_of(self)
        if not self.owners.may(kernel_id, learner.id if learner else None):
            raise web.HTTPError(403)
        await super().get(kernel_id)

    async def open(self, kernel_id: str) -> None:
        """Every answer goes out at once: collected ones wait 40 ms for the browser's receipt."""
        self.set_nodelay(True)
        await super().open(kernel_id)


class ShutdownHandler(Guarded, APIHandler):
    """A page that is left ends its kernel; only its owner can."""

    async def post(self, kernel_id: str) -> None:
        """End the kernel."""
        learner = learner_of(self)
        if not self.owners.may(kernel_id, learner.id if learner else None):
            raise web.HTTPError(403)
        if kernel_id in self.kernel_manager:
            await ensure_async(self.kernel_manager.shutdown_kernel(kernel_id, now=True))
        self.set_status(204)
        await self.finish()


class KernelHandler(Guarded, APIHandler):
    """What a page asks about its kernel: whether it is still there."""

    async def get(self, kernel_id: str) -> None:
        """Say that it is, to its owner."""
        learner = learner_of(self)
        if not self.owners.may(kernel_id, learner.id if learner else None):
            raise web.HTTPError(404)
        if kernel_id not in self.kernel_manager:
            raise web.HTTPError(404)
        model = self.kernel_manager.kernel_model(kernel_id)
        self.set_header("Content-Type", "application/json")
        await self.finish(json.dumps(model, default=str))


class NothingHandler(Guarded):
    """Any other address."""

    def prepare(self) -> Any:
        """There is nothing here."""
        raise web.HTTPError(404)
