"""A kernel that was forked: it says when it listens, is told its visit, and ends with the server."""

from __future__ import annotations

import logging
import os
import socket
import threading
from typing import TextIO

from simulator.serve.jupyter_private.kernel_process import kernel_for
from simulator.ui import session_context

LISTENING = b"listening"
MOST_BYTES = 65_536


class OncePerMessageFilter(logging.Filter):
    """Lets each kind of message into the log once: whoever repeats a fault must not fill it."""

    def __init__(self) -> None:
        super().__init__()
        self._logged: set[str] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether it is logged for the first time."""
        new = str(record.msg) not in self._logged
        self._logged.add(str(record.msg))
        return new


def report(log: TextIO) -> None:
    """From here on what our own modules report goes to the server's log; what else a kernel says, nowhere."""
    handler = logging.StreamHandler(log)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    handler.addFilter(OncePerMessageFilter())
    logging.getLogger("simulator").addHandler(handler)


def run_kernel(connection_file: str, line: socket.socket) -> None:
    """Serve as a kernel until told to stop or until the line ends."""
    session_context.expect()
    report(os.fdopen(os.dup(2), "w"))
    threading.Thread(target=_listen, args=(line,), name="line", daemon=True).start()
    app = kernel_for(connection_file, lambda: line.sendall(LISTENING))
    app.log.addFilter(OncePerMessageFilter())
    app.start()


def _listen(line: socket.socket) -> None:
    """Be told the visit; end this kernel when the server is gone."""
    try:
        while facts := line.recv(MOST_BYTES):
            session_context.tell(facts.decode())
    finally:  # a server that was killed may leave a line that is broken rather than ended
        os._exit(0)
