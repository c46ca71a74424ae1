"""A process that has loaded what a page needs and forks kernels on request (Linux only).

It is started by the server with one end of a nameless socket; nobody else can speak to it. Each
request brings one end of a *line*, a socket between the server and the new kernel. Over its line
the kernel says that it listens and is told for whom it runs; when the line ends, so does the kernel.
Nothing about a learner is ever known here.
"""

from __future__ import annotations

import array
import gc
import json
import logging
import os
import random
import selectors
import signal
import socket
import sys
import threading
from pathlib import Path
from typing import Any, NoReturn

READY = b"ready"
MOST_BYTES = 65_536
_LOG = logging.getLogger(__name__)


def main(arguments: list[str]) -> None:
    """Warm up, say so, then fork until the server hangs up. Arguments: the socket's number, what to load."""
    channel = socket.socket(fileno=int(arguments[0]))
    wanted = json.loads(arguments[1])
    if wanted.get("laboratory"):
        preload_laboratory()
    else:
        preload_all([Path(folder) for folder in wanted["cases"]], wanted["modules"])
    gc.collect()
    gc.freeze()
    if threading.active_count() > 1:
        _LOG.warning("the fork server has threads, which do not live on in its kernels")
    channel.send(READY)
    fork_on_request(channel)


def preload_all(cases: list[Path], modules: list[str]) -> None:
    """Load and run what every page does, so that no kernel has to; what fails here, kernels do themselves."""
    from simulator.serve import preload

    preload.load(modules)
    preload.open_pages(cases)


def preload_laboratory() -> None:
    """Load what every laboratory needs, and nothing of learners and their records."""
    from simulator.serve import preload

    preload.load_laboratory()


def fork_on_request(channel: socket.socket) -> None:
    """Fork a kernel for each request; return in the server's absence."""
    awake, wakes = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wakes, warn_on_full_buffer=False)
    with selectors.DefaultSelector() as waiting:
        waiting.register(channel, selectors.EVENT_READ)
        waiting.register(awake, selectors.EVENT_READ)
        while True:
            ready = {key.fd for key, _ in waiting.select()}
            if awake in ready:
                os.read(awake, 4096)
                _bury()
            if channel.fileno() in ready:
                request, fds, _, _ = socket.recv_fds(channel, MOST_BYTES, 1)
                if not request:
                    return
                _fork(json.loads(request), socket.socket(fileno=fds[0]), (channel.fileno(), awake, wakes))


def _bury() -> None:
    """Take note of kernels that have ended."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return


def _fork(request: dict[str, Any], line: socket.socket, ours: tuple[int, ...]) -> None:
    pid = os.fork()
    if pid == 0:
        for number in ours:
            os.close(number)
        _become_kernel(request, line)
    # Not buried before this, so the number cannot have passed to another process.
    handle = os.pidfd_open(pid)
    try:
        line.sendmsg(
            [str(pid).encode()], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [handle]))]
        )
    except OSError:
        signal.pidfd_send_signal(handle, signal.SIGKILL)  # the server is gone, or has given up waiting
    finally:
        os.close(handle)
        line.close()


def _become_kernel(request: dict[str, Any], line: socket.socket) -> NoReturn:
    """Be a kernel from here on; never come back."""
    code = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        os.chdir(request["cwd"])
        random.seed()
        if "numpy" in sys.modules:
            sys.modules["numpy"].random.seed()
        from simulator.serve.forked_kernel import run_kernel

        run_kernel(request["connection_file"], line)
        code = 0
    except BaseException:
        _LOG.exception("a forked kernel could not start or stopped on a fault")
    finally:
        os._exit(code)


if __name__ == "__main__":
    main(sys.argv[1:])
