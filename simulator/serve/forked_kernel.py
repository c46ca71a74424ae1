"""A kernel that was forked: it says when it listens, is told its visit, and ends with the server."""

from __future__ import annotations

import logging
import os
import socket
import threading
from typing import Any, TextIO

from ipykernel.kernelapp import IPKernelApp
from traitlets.config import Config

from simulator.ui import visit

LISTENING = b"listening"
MOST_BYTES = 65_536


class PageKernelApp(IPKernelApp):
    """IPython's kernel without what no page of ours needs."""

    line: Any = None

    def init_poller(self) -> None:
        """The line tells when the server is gone; nobody has to ask every second."""

    def init_control(self, context: Any) -> None:
        """The main thread reads the shell itself: a page has no subshells for which another would have to."""
        super().init_control(context)
        self.shell_channel_thread = None

    def init_pdb(self) -> None:
        """Nothing is debugged."""

    def log_connection_info(self) -> None:
        """Nobody else connects. By now all sockets are bound: say so."""
        super_ports = ("shell", "iopub", "stdin", "hb", "control")
        self._ports = {name: getattr(self, f"{name}_port") for name in super_ports}
        self.line.send(LISTENING)


class OncePerMessageFilter(logging.Filter):
    """Lets each kind of message into the log once: whoever repeats a fault must not fill it."""

    def __init__(self) -> None:
        super().__init__()
        self._said: set[str] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether it is said for the first time."""
        new = str(record.msg) not in self._said
        self._said.add(str(record.msg))
        return new


def report(log: TextIO) -> None:
    """From here on what our own modules report goes to the server's log; what else a kernel says, nowhere."""
    told = logging.StreamHandler(log)
    told.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    told.addFilter(OncePerMessageFilter())
    logging.getLogger("simulator").addHandler(told)


def run(connection_file: str, line: socket.socket) -> None:
    """Serve as a kernel until told to stop or until the line ends."""
    visit.expect()
    report(os.fdopen(os.dup(2), "w"))
    threading.Thread(target=_listen, args=(line,), name="line", daemon=True).start()
    settings = Config()
    settings.HistoryManager.enabled = False
    settings.InteractiveShell.autocall = 0
    app = PageKernelApp.instance(config=settings)
    app.line = line
    app.initialize(["-f", connection_file])
    app.log.addFilter(OncePerMessageFilter())
    app.start()


def _listen(line: socket.socket) -> None:
    """Be told the visit; end this kernel when the server is gone."""
    try:
        while told := line.recv(MOST_BYTES):
            visit.tell(told.decode())
    finally:  # a server that was killed may leave a line that is broken rather than ended
        os._exit(0)
