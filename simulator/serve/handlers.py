"""What the server answers: pages, the door, sockets and the end of a kernel; each checks whose it is."""

from __future__ import annotations

import json
import re
import time
from asyncio import Future
from typing import Any

from jupyter_server.base.handlers import APIHandler, JupyterHandler
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from tornado import web
from tornado.iostream import StreamBufferFullError
from tornado.websocket import WebSocketClosedError
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from simulator.language import language
from simulator.serve.gate import allowed, unframed
from simulator.serve.identity import door_of, learner_of
from simulator.serve.kernels import HouseKernels
from simulator.serve.opening import opened, sorry_for
from simulator.serve.ownership import Owners, Visit
from simulator.serve.parting import hear, last_words, settled
from simulator.serve.sealed import Sealed, place_of
from simulator.serve.settings import Settings
from simulator.serve.tries import Limit
from simulator.serve.words import said_of

PROTOCOL = "v1.kernel.websocket.jupyter.org"
MOST_SOCKETS = 4
MOST_UNREAD = 8_000_000  # bytes; whoever reads so slowly is hung up on
# What is said to one kernel, in bytes: a megabyte at once, then 100 kB a second. A message weighs something
# however short it is.
SAID, LEAST = Limit(1_000_000, 1 / 100_000), 1_000
OWN_STEPS = ("none", "same-origin", "")
_SESSION = re.compile(r"[0-9a-f]{32}")


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

    def foreign(self) -> bool:
        """Whether somebody else's page asks; a browser that does not say counts as not."""
        origin = self.request.headers.get("Origin")
        if origin is not None and place_of(origin)[0] != self.request.host.lower():
            return True
        return self.request.headers.get("Sec-Fetch-Site", "") not in OWN_STEPS

    def check_origin(self, _origin: str = "") -> bool:
        """Whether a page of ours asks. Nothing is logged: strangers must not fill the log."""
        return not self.foreign()

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
        if self.request.headers.get("Sec-Fetch-Dest", "document") != "document":
            raise web.HTTPError(403)  # a picture on somebody else's page would end pages that are open
        _ = self.xsrf_token  # the page needs it to end its kernel
        self.set_header("Content-Type", "text/html; charset=utf-8")
        speech = self.speech()
        skeleton = await self.settings["simulator_pages"].skeleton(self.page, speech.code)
        self.write(skeleton.head)
        await self.flush()  # the browser fetches the scripts while the kernel works
        sorry = said_of(500, speech)
        try:
            await settled(self.kernels, learner.id)
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
        if self._too_much(len(incoming_msg)):
            self.websocket_handler.close()  # a page opens another, and says again what was not heard
            return
        try:
            passes = self.subprotocol == PROTOCOL and allowed(*unframed(incoming_msg))
        except Exception:  # what cannot even be read is dropped, whatever is wrong with it
            passes = False
        if passes:
            super().handle_incoming_message(incoming_msg)
        else:
            self._say_once()

    def _too_much(self, size: int) -> bool:
        """Whether more is said than a person can say; what waits for a busy kernel waits in our memory."""
        pail = self.kernel_manager.said
        full = pail.sink(SAID, time.monotonic()) > SAID.most
        pail.level += 0 if full else size + LEAST
        return bool(full)

    def handle_outgoing_message(self, stream: str, outgoing_msg: list[Any]) -> None:
        """Hand on what a widget says. What a kernel prints is not for a browser: tracebacks tell a lot."""
        parts: Any = self.session.feed_identities(outgoing_msg)[1]
        if json.loads(parts[1])["msg_type"] == "comm_msg":
            super().handle_outgoing_message(stream, outgoing_msg)

    def _say_once(self) -> None:
        """Tell the prompt in its language, once for each socket: a flood must not fill the log."""
        if not self.__dict__.setdefault("_said", False):
            self.__dict__["_said"] = True
            house: Settings = self.websocket_handler.settings["simulator_settings"]
            self.log.warning(
                language(house.language).text("A message that no page of ours sends was dropped.")
            )


class SocketHandler(Guarded, VoilaKernelWebsocketHandler):
    """The socket of a kernel, for its owner only, and not without end."""

    async def get(self, kernel_id: str) -> None:
        """Open the socket if the kernel is this learner's."""
        learner = learner_of(self)
        if not self.owners.may(kernel_id, learner.id if learner else None):
            raise web.HTTPError(403)
        if not _SESSION.fullmatch(self.get_query_argument("session_id", "")):
            raise web.HTTPError(400)  # it is written into the log
        if self.owners.connected(kernel_id) >= MOST_SOCKETS:
            raise web.HTTPError(429)
        self.owners.connect(kernel_id, self)  # it counts from here: many may be opened at once
        try:
            await super().get(kernel_id)
        finally:
            self.owners.disconnect(kernel_id, self)

    async def open(self, kernel_id: str) -> None:
        """Every answer goes out at once: collected ones wait 40 ms for the browser's receipt."""
        self.set_nodelay(True)
        assert self.ws_connection is not None
        self.ws_connection.stream.max_write_buffer_size = MOST_UNREAD
        await super().open(kernel_id)

    def write_message(self, message: Any, binary: bool = False) -> Future[None]:
        """Send something; whoever does not read what is sent is hung up on, and it is not kept for them."""
        try:
            sent: Future[None] = super().write_message(message, binary) or _done()
        except StreamBufferFullError:
            assert self.ws_connection is not None
            self.ws_connection.stream.close()
            return _done()
        except WebSocketClosedError:
            return _done()
        sent.add_done_callback(lambda done: done.cancelled() or done.exception())  # or each is logged
        return sent

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
        if kernel_id in self.kernels and self.owners.leave(kernel_id):
            try:
                await hear(self.kernels.manager(kernel_id), words)
            finally:
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


def _done() -> Future[None]:
    nothing: Future[None] = Future()
    nothing.set_result(None)
    return nothing
