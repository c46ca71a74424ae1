"""What the server answers: pages, the door, sockets and the end of a kernel; each checks whose it is."""

from __future__ import annotations

import json
from typing import Any

from jupyter_server.base.handlers import APIHandler, JupyterHandler
from jupyter_server.services.kernels.connection.base import (
    deserialize_binary_message,
    deserialize_msg_from_ws_v1,
)
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from tornado import web
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from simulator.language import language
from simulator.serve.gate import allowed
from simulator.serve.identity import door_of, learner_of
from simulator.serve.kernels import HouseKernels
from simulator.serve.opening import opened, sorry_for
from simulator.serve.ownership import Owners, Visit
from simulator.serve.parting import hear, last_words
from simulator.serve.sealed import Sealed
from simulator.serve.settings import Settings
from simulator.serve.words import said_of

MOST_SOCKETS = 4
PAGES = ("start", "play", "debrief", "grid", "progress")


class Guarded(Sealed, JupyterHandler):
    """An answer that knows the kernels and whose they are."""

    @property
    def kernels(self) -> HouseKernels:
        """The kernels, and whose they are."""
        found: HouseKernels = self.settings["kernel_manager"]
        return found

    @property
    def owners(self) -> Owners:
        """Which kernel is whose."""
        return self.kernels.owners

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
        sorry = said_of(500, speech)
        try:
            visit = Visit(learner.id, self.page, str(self.request.query), door_of(self))
            self.write(await opened(self.kernels, visit, skeleton.code, sorry))
        except Exception:
            self.log.exception("a page has no kernel")
            self.write(sorry_for(sorry))
        await self.finish(skeleton.tail)


class Socket(ZMQChannelsWebsocketConnection):
    """The connection of a page to its kernel; what a browser says passes the gate or is dropped."""

    def handle_incoming_message(self, incoming_msg: Any) -> None:
        """Read a message only to judge it, then hand the same bytes on."""
        try:
            channel, kind, content = self._read(incoming_msg)
            passes = allowed(channel, kind, content)
        except Exception:  # what cannot even be read is dropped, whatever is wrong with it
            passes = False
        if passes:
            super().handle_incoming_message(incoming_msg)
        else:
            self._say_once()

    def _say_once(self) -> None:
        """Tell the prompt in its language, once for each socket: a flood must not fill the log."""
        if not self.__dict__.setdefault("_said", False):
            self.__dict__["_said"] = True
            house: Settings = self.websocket_handler.settings["simulator_settings"]
            self.log.warning(
                language(house.language).text("A message that no page of ours sends was dropped.")
            )

    def _read(self, raw: Any) -> tuple[str | None, str, Any]:
        if self.subprotocol == "v1.kernel.websocket.jupyter.org":
            channel, parts = deserialize_msg_from_ws_v1(raw)
            return channel, json.loads(parts[0])["msg_type"], json.loads(parts[3])
        message = deserialize_binary_message(raw) if isinstance(raw, bytes) else json.loads(raw)
        return message.get("channel"), message["header"]["msg_type"], message.get("content")


class SocketHandler(Guarded, VoilaKernelWebsocketHandler):
    """The socket of a kernel, for its owner only, and not without end."""

    async def get(self, kernel_id: str) -> None:
        """Open the socket if the kernel is this learner's."""
        learner = learner_of(self)
        if not self.owners.may(kernel_id, learner.id if learner else None):
            raise web.HTTPError(403)
        if self.owners.connected(kernel_id) >= MOST_SOCKETS:
            raise web.HTTPError(429)
        await super().get(kernel_id)

    async def open(self, kernel_id: str) -> None:
        """Every answer goes out at once: collected ones wait 40 ms for the browser's receipt."""
        self.owners.connect(kernel_id, self)
        self.set_nodelay(True)
        await super().open(kernel_id)

    def on_close(self) -> None:
        """One socket fewer."""
        self.owners.disconnect(self.kernel_id, self)
        super().on_close()


class ShutdownHandler(Guarded, APIHandler):
    """A page that is left ends its kernel; only its owner can."""

    async def post(self, kernel_id: str) -> None:
        """End the kernel once it has heard what the page said last."""
        learner = learner_of(self)
        if not self.owners.may(kernel_id, learner.id if learner else None):
            raise web.HTTPError(403)
        words = last_words(self.get_body_argument("widget", ""), self.get_body_argument("unanswered", ""))
        if kernel_id in self.kernels:
            await hear(self.kernels.manager(kernel_id), words)
        await self.kernels.end(kernel_id)
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
