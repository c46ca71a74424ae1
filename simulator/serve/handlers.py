"""What the server answers: pages, sockets and the end of a kernel; each checks whose it is."""

from __future__ import annotations

import json
import re
import time
from typing import Any

from tornado import web

from simulator.serve.arrival import on_the_way
from simulator.serve.base_handler import SecureHandler, place_of
from simulator.serve.error_pages import status_sentence
from simulator.serve.identity import learner_of, login_of
from simulator.serve.jupyter_private.server import (
    PROTOCOL,
    APIHandler,
    JupyterHandler,
    KernelSocket,
    allow_unauthenticated,
)
from simulator.serve.kernel_sessions import KernelSession, KernelSessions
from simulator.serve.kernels import SimulatorKernelManager
from simulator.serve.message_filter import allowed, message_kind, unframed
from simulator.serve.page_launch import apology, launch
from simulator.serve.page_unload import deliver_unacknowledged, parse_unacknowledged, wait_until_idle
from simulator.serve.rate_limit import Limit
from simulator.store.learners import Learner

MOST_SOCKETS = 4
MOST_UNREAD = 8_000_000  # bytes; whoever reads so slowly is hung up on
# What is sent to one kernel, in bytes: a megabyte at once, then 100 kB a second. A message weighs something
# however short it is.
INPUT, LEAST = Limit(1_000_000, 1 / 100_000), 1_000
OWN_STEPS = ("none", "same-origin", "")
SESSION = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class LearnerHandler(SecureHandler, JupyterHandler):
    """An answer that knows the kernels and whose they are."""

    @property
    def kernels(self) -> SimulatorKernelManager:
        """The kernels, and whose they are."""
        manager: SimulatorKernelManager = self.settings["kernel_manager"]
        return manager

    @property
    def sessions(self) -> KernelSessions:
        """Which kernel is whose."""
        return self.kernels.sessions

    def owner_of(self, kernel_id: str, otherwise: int) -> Learner:
        """The learner who asks for a kernel of theirs. Raises `HTTPError` if it is not theirs."""
        learner = learner_of(self)
        if learner is None or not self.sessions.belongs_to(kernel_id, learner.id):
            raise web.HTTPError(otherwise)
        return learner

    def foreign(self) -> bool:
        """Whether somebody else's page asks; a browser that does not say counts as not."""
        origin = self.request.headers.get("Origin")
        if origin is not None and place_of(origin)[0] != self.request.host.lower():
            return True
        return self.request.headers.get("Sec-Fetch-Site", "") not in OWN_STEPS

    def check_origin(self, _origin: str = "") -> bool:
        """Whether a page of ours asks. Nothing is logged: strangers must not fill the log."""
        return not self.foreign()

    def visitor(self) -> Learner | None:
        """The learner who wants this page; None if somebody was sent on: a stranger to where one signs in,
        and from there back here, a link on somebody else's page by a step of our own, which has the cookie.
        """
        if self.request.headers.get("Sec-Fetch-Dest", "document") != "document":
            raise web.HTTPError(403)  # a picture on somebody else's page would end pages that are open
        if self.foreign():
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.finish(self.notice("", onward=on_the_way("/", self.request.uri or "")))
            return None
        learner = learner_of(self)
        if learner is None:
            self.redirect(on_the_way("/welcome", self.request.uri or ""))
        return learner

    def get_login_url(self) -> str:
        """Where a stranger is sent."""
        return "/welcome"


class PageHandler(LearnerHandler):
    """A page: a notebook rendered for one learner, with a kernel of its own."""

    def initialize(self, page: str) -> None:
        """Which page it is."""
        self.page = page

    @allow_unauthenticated
    async def get(self) -> None:
        """Show the page."""
        learner = self.visitor()
        if learner is None:
            return
        if self.page == "laboratories":
            self.kernels.warm_laboratories()
        _ = self.xsrf_token  # the page needs it to end its kernel
        self.set_header("Content-Type", "text/html; charset=utf-8")
        speech = self.speech()
        template = await self.settings["simulator_pages"].template(self.page, speech.code)
        self.write(template.head)
        await self.flush()  # the browser fetches the scripts while the kernel works
        sorry = status_sentence(500, speech)
        try:
            await wait_until_idle(self.kernels, learner.id)
            session = KernelSession(learner.id, self.page, str(self.request.query), login_of(self))
            self.write(await launch(self.kernels, session, template.code, sorry))
        except Exception:
            self.log.exception("a page has no kernel")
            self.write(apology(sorry))
        await self.finish(template.tail)


class OwnedSocketHandler(LearnerHandler, KernelSocket):
    """The socket of a kernel, for its owner only, and not without end; what passes, a filter says.

    `laboratory` says of which kind of kernel it is; a kernel of the other kind has no such socket.
    """

    laboratory = False
    rate = INPUT
    _warned = False

    async def get(self, kernel_id: str) -> None:
        """Open the socket if the kernel is this learner's."""
        self.owner_of(kernel_id, 403)
        if (kernel_id in self.sessions.laboratories) is not self.laboratory:
            raise web.HTTPError(403)
        if not SESSION.fullmatch(self.get_query_argument("session_id", "")):
            raise web.HTTPError(400)  # it is written into the log
        if self.sessions.connected(kernel_id) >= MOST_SOCKETS:
            raise web.HTTPError(429)
        self.sessions.connect(kernel_id, self)  # it counts from here: many may be opened at once
        try:
            await super().get(kernel_id)
        finally:
            self.sessions.disconnect(kernel_id, self)

    async def open(self, kernel_id: str) -> None:
        """Every answer goes out at once: collected ones wait 40 ms for the browser's receipt."""
        self.set_nodelay(True)
        self.bound_unread(MOST_UNREAD)
        await super().open(kernel_id)

    def incoming(self, message: str | bytes) -> bool:
        """Whether a browser's message may pass to its kernel; the same bytes are handed on."""
        if self._too_much(len(message)):
            self.close()  # a page opens another, and says again what was not acknowledged
            return False
        try:
            passes = self.selected_subprotocol == PROTOCOL and self.fitting(message)
        except Exception:  # what cannot even be read is dropped, whatever is wrong with it
            passes = False
        if not passes:
            self._warn_once()
        return passes

    def fitting(self, message: str | bytes) -> bool:
        """Whether a browser's message in its frame is one that a page of ours sends. Raises much for none."""
        raise NotImplementedError

    def _too_much(self, size: int) -> bool:
        """Whether more is said than a person can say; what waits for a busy kernel waits in our memory."""
        if self.kernel_id not in self.kernels:
            return True
        bucket = self.kernels.manager(self.kernel_id).input_rate
        full = bucket.leak(self.rate, time.monotonic()) > self.rate.most
        bucket.level += 0 if full else size + LEAST
        return bool(full)

    def _warn_once(self) -> None:
        """Tell the prompt in its language, once for each socket: a flood must not fill the log."""
        if not self._warned:
            self._warned = True
            text = self.prompt_language().text
            self.log.warning(text("A message that no page of ours sends was dropped."))

    def on_close(self) -> None:
        """One socket fewer."""
        self.sessions.disconnect(self.kernel_id, self)
        super().on_close()


class KernelSocketHandler(OwnedSocketHandler):
    """The socket of a page's kernel."""

    def fitting(self, message: str | bytes) -> bool:
        """Whether the filter of pages lets it pass."""
        return allowed(*unframed(message))

    def outgoing(self, message: str | bytes | dict[str, Any]) -> bool:
        """Whether a kernel's message may pass. What it prints is not for a browser: tracebacks tell a lot."""
        return isinstance(message, bytes) and message_kind(message) == "comm_msg"


class ShutdownHandler(LearnerHandler, APIHandler):
    """A page that is left ends its kernel; only its owner can."""

    async def post(self, kernel_id: str) -> None:
        """End the kernel once it has heard what the page said last."""
        self.owner_of(kernel_id, 403)
        widget, unanswered = (self.get_body_argument(name, "") for name in ("widget", "unanswered"))
        if kernel_id in self.kernels and self.sessions.unload(kernel_id):
            try:
                messages = parse_unacknowledged(widget, unanswered)
                await deliver_unacknowledged(self.kernels.manager(kernel_id), messages)
            finally:
                await self.kernels.end(kernel_id)
        self.set_status(204)
        await self.finish()


class KernelHandler(LearnerHandler, APIHandler):
    """What a page asks about its kernel: whether it is still there."""

    async def get(self, kernel_id: str) -> None:
        """Say that it is, to its owner."""
        self.owner_of(kernel_id, 404)
        if kernel_id not in self.kernel_manager:
            raise web.HTTPError(404)
        model = self.kernel_manager.kernel_model(kernel_id)
        self.set_header("Content-Type", "application/json")
        await self.finish(json.dumps(model, default=str))


class NotFoundHandler(LearnerHandler):
    """Any other address."""

    def prepare(self) -> Any:
        """There is nothing here."""
        raise web.HTTPError(404)
