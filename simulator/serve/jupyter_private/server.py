"""Voila and Jupyter Server as far as the server uses them, their insides behind names of our own."""

from __future__ import annotations

import json
import logging
import shutil
import signal
import socket
from asyncio import Future
from copy import deepcopy
from pathlib import Path
from typing import Any

from jupyter_server.auth.authorizer import Authorizer
from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.auth.identity import IdentityProvider, User
from jupyter_server.base.handlers import APIHandler, JupyterHandler
from jupyter_server.base.websocket import WS_PING_INTERVAL
from jupyter_server.services.kernels.connection import base as framing
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from tornado.httpserver import HTTPServer
from tornado.iostream import StreamBufferFullError
from tornado.websocket import WebSocketClosedError
from voila.app import Voila
from voila.configuration import VoilaConfiguration
from voila.notebook_renderer import NotebookRenderer
from voila.paths import collect_template_paths

__all__ = [
    "APIHandler",
    "Authorizer",
    "IdentityProvider",
    "JupyterHandler",
    "KernelConnection",
    "KernelSocket",
    "User",
    "VoilaServer",
    "allow_unauthenticated",
    "decoded_message",
    "rendered",
]
PROTOCOL = "v1.kernel.websocket.jupyter.org"
KERNEL_ID = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
_FRAMING: Any = framing  # its functions are not typed


def decoded_message(frame: bytes) -> tuple[str | None, list[bytes]]:
    """The channel and the parts of a message, read as Jupyter reads it. Raises much for what is no frame."""
    channel, parts = _FRAMING.deserialize_msg_from_ws_v1(frame)
    return channel, parts


class VoilaServer(Voila):
    """Voila as an application that listens on given sockets, and neither begins nor ends the event loop."""

    listening: tuple[socket.socket, ...] = ()
    limits: dict[str, Any]

    def configure(self, arguments: list[str], template: Path) -> None:
        """Take options as at a prompt; pages are framed by the template in a folder."""
        self._template, self.limits = template, {}
        self.voila_configuration = VoilaConfiguration(parent=self)
        before = signal.getsignal(signal.SIGTERM)
        self.initialize(arguments)
        signal.signal(signal.SIGTERM, before)  # what a process does when terminated, its own prompt says

    def setup_template_dirs(self) -> None:
        """Our own template, then those that it may rest on."""
        self.template_paths = [
            str(self._template),
            *collect_template_paths(["voila", "nbconvert"], "lab", prune=True),
        ]
        self.static_paths: list[str] = []

    def init_settings(self) -> dict[str, Any]:
        """Voila's settings, without what would tell the prompt of its own affairs at every page."""
        settings: dict[str, Any] = super().init_settings()
        self.contents_manager.log = logging.getLogger("simulator.contents")
        self.contents_manager.log.setLevel(logging.ERROR)  # whether a notebook was signed: it is never shown
        settings["ws_ping_timeout"] = WS_PING_INTERVAL
        return settings

    def listen(self) -> None:
        """Answer on the sockets from now on, as soon as the loop runs."""
        self._http = HTTPServer(self.app, **self.limits)
        self._http.add_sockets(self.listening)

    async def close(self) -> None:
        """Answer nobody any more and end every kernel."""
        self._http.stop()
        await self.kernel_manager.shutdown_all()
        await self._http.close_all_connections()
        shutil.rmtree(self.connection_dir, ignore_errors=True)


async def rendered(server: VoilaServer, notebook: str, language: str, **given: Any) -> tuple[str, str]:
    """A notebook in the frame of the template, and the code of its cells.

    `given` are `page_config` and `extra_context` of the template, and `filters` for it.
    """
    own = deepcopy(server.config)
    own.VoilaExporter.language_code = language
    own.VoilaExporter.filters = given["filters"]
    renderer = NotebookRenderer(
        voila_configuration=server.voila_configuration,
        traitlet_config=own,
        notebook_path=notebook,
        template_paths=server.template_paths,
        config_manager=server.config_manager,
        contents_manager=server.contents_manager,
        base_url=server.base_url,
        kernel_spec_manager=server.kernel_spec_manager,
        page_config=given["page_config"],
    )
    await renderer.initialize()
    pieces = renderer.exporter.generate_from_notebook_node(
        renderer.notebook,
        resources=renderer.resources,
        extra_context=given["extra_context"],
        page_config=renderer.page_config,
    )
    html = "".join([piece async for piece, _ in pieces])
    return html, "\n".join(cell.source for cell in renderer.notebook.cells if cell.cell_type == "code")


class KernelConnection(ZMQChannelsWebsocketConnection):
    """What joins a socket to a kernel's channels. What a kernel prints is left out early: it is much."""

    def handle_outgoing_message(self, stream: str, outgoing_msg: list[Any]) -> None:
        """Hand on what a widget says."""
        parts: Any = self.session.feed_identities(outgoing_msg)[1]
        if json.loads(parts[1])["msg_type"] == "comm_msg":
            super().handle_outgoing_message(stream, outgoing_msg)


class KernelSocket(KernelWebsocketHandler):
    """A kernel's socket, filtered both ways where tornado itself hands messages over.

    Whatever Jupyter calls its own steps in a later version, nothing passes but by `incoming` and `outgoing`:
    tornado's two names are its published ones, and a browser's message enters by no other.
    """

    def incoming(self, message: str | bytes) -> bool:
        """Whether what a browser says may pass. Nothing may, unless a subclass says so."""
        return False

    def outgoing(self, message: str | bytes | dict[str, Any]) -> bool:
        """Whether what is said to a browser may pass. Nothing may, unless a subclass says so."""
        return False

    def on_message(self, ws_message: str | bytes) -> None:
        """Judge what a browser says before anything of Jupyter's reads it."""
        if self.incoming(ws_message):
            super().on_message(ws_message)

    def write_message(self, message: Any, binary: bool = False) -> Future[None]:
        """Send something; whoever does not read what is sent is hung up on, and it is not saved for them."""
        if not self.outgoing(message):
            return _done()
        try:
            sending: Future[None] = super().write_message(message, binary) or _done()
        except StreamBufferFullError:
            self._stream.close()
            return _done()
        except WebSocketClosedError:
            return _done()
        sending.add_done_callback(lambda done: done.cancelled() or done.exception())  # or each is logged
        return sending

    @property
    def _stream(self) -> Any:
        """The connection itself, while there is one."""
        assert self.ws_connection is not None
        return self.ws_connection.stream

    def bound_unread(self, most: int) -> None:
        """Hang up on whoever leaves so many bytes unread."""
        self._stream.max_write_buffer_size = most


def _done() -> Future[None]:
    nothing: Future[None] = Future()
    nothing.set_result(None)
    return nothing
