"""What the server answers: pages, the door, sockets and the end of a kernel; each checks whose it is."""

from __future__ import annotations

import json
from html import escape
from typing import Any
from urllib.parse import urlsplit

from jupyter_core.utils import ensure_async
from jupyter_server.base.handlers import APIHandler, JupyterHandler
from jupyter_server.services.kernels.connection.base import (
    deserialize_binary_message,
    deserialize_msg_from_ws_v1,
)
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from tornado import web
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from simulator.content.words import LANGUAGES
from simulator.language import Language, language
from simulator.serve.gate import allowed
from simulator.serve.identity import door_of, learner_of
from simulator.serve.kernels import HouseKernels
from simulator.serve.ownership import Owners, Visit
from simulator.serve.pages import output_of
from simulator.serve.policy import CONTENT_POLICY, HEADERS
from simulator.serve.settings import Settings, is_local
from simulator.serve.words import notice, said_of, spoken
from simulator.store.database import Engine, StoreFault

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
        self.clear_header("Server")

    @property
    def engine(self) -> Engine:
        """The database."""
        found: Engine = self.settings["simulator_engine"]
        return found

    def speech(self) -> Language:
        """The language of the learner, else that of the browser, else that of the prompt."""
        try:
            learner = learner_of(self)
        except StoreFault:
            learner = None
        if learner is not None and learner.language in LANGUAGES:
            return language(learner.language)
        return language(spoken(self.request.headers.get("Accept-Language", ""), self.house.language))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """A short page in the visitor's language; never a traceback."""
        fault = kwargs.get("exc_info", (None, None, None))[1]
        if isinstance(fault, StoreFault):
            status_code = 503
            self.set_status(status_code)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(notice(said_of(status_code, self.speech()), self.speech(), warn=True))

    def get_login_url(self) -> str:
        """Where a stranger is sent."""
        return "/welcome"


class PageHandler(Guarded):
    """A page: a notebook rendered for one learner, with a kernel of its own."""

    def initialize(self, page: str) -> None:
        """Which page it is."""
        self.page = page

    async def get(self) -> None:
        """Show the page, or send a stranger to the door."""
        learner = learner_of(self)
        if learner is None:
            self.redirect("/welcome")
            return
        _ = self.xsrf_token  # the page needs it to end its kernel
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        speech = self.speech()
        skeleton = await self.settings["simulator_pages"].skeleton(self.page, speech.code)
        self.write(skeleton.head)
        await self.flush()  # the browser fetches the scripts while the kernel works
        sorry = f'<p role="alert">{escape(said_of(500, speech))}</p>'
        try:
            visit = Visit(learner.id, self.page, str(self.request.query), door_of(self))
            kernel = await self.kernels.start_for(visit)
        except Exception:
            self.log.exception("a page has no kernel")
            await self.finish(f'"}}</script></div></div>{sorry}')
            return
        self.write(kernel + skeleton.middle)
        self.write(await output_of(self.kernels.manager(kernel), skeleton.code, sorry))
        await self.finish(skeleton.tail)


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
