"""The server's side of the fork server: starts it, asks it for kernels, starts it again if it dies."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from simulator.serve.forkserver import READY

START_SECONDS, FORK_SECONDS = 60, 20
MOST_DEATHS, DEATHS_SECONDS = 5, 60
_LOG = logging.getLogger(__name__)


class CannotFork(Exception):
    """No kernel can be forked now; it has to be spawned."""


def can_fork() -> bool:
    """Whether this platform has what a fork server needs."""
    return sys.platform == "linux" and hasattr(os, "pidfd_open")


class ForkedProcess:
    """A forked kernel in the manner of `subprocess.Popen`, with the line by which it is told things.

    Its process is known by a handle, not by its number, so that no signal ever reaches a stranger.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int, handle: int, line: socket.socket) -> None:
        self.pid, self._handle, self._line = pid, handle, line
        self.returncode: int | None = None

    def tell(self, text: str) -> None:
        """Tell the kernel for whom it runs; nothing else hears it."""
        self._line.send(text.encode())

    def poll(self) -> int | None:
        """None while it runs. With what code it ended, only the fork server learns."""
        return self._ended(0)

    def when_ended(self, told: Callable[[], None]) -> None:
        """Have something told at once when it ends, in the loop that runs now."""
        if self.returncode is not None:
            return
        handle, loop = os.dup(self._handle), asyncio.get_running_loop()

        def ended() -> None:
            loop.remove_reader(handle)
            os.close(handle)
            told()

        loop.add_reader(handle, ended)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end. Raises `subprocess.TimeoutExpired`."""
        code = self._ended(timeout)
        if code is None:
            raise subprocess.TimeoutExpired("kernel", timeout or 0)
        return code

    def send_signal(self, number: int) -> None:
        """Send it a signal, if it still runs."""
        if self.poll() is None:
            signal.pidfd_send_signal(self._handle, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

    def _ended(self, seconds: float | None) -> int | None:
        if self.returncode is None:
            watch = select.poll()
            watch.register(self._handle, select.POLLIN)
            if watch.poll(None if seconds is None else 1000 * seconds):
                self.returncode = 0
                self._close()
        return self.returncode

    def _close(self) -> None:
        os.close(self._handle)
        self._line.close()

    def __del__(self) -> None:
        if self.returncode is None:
            self._close()


@dataclass(slots=True)
class ForkServerClient:
    """The process that forks. `cases` are folders of cases beyond our own, `modules` what to load besides.

    One for laboratories loads what they need, and is started without the server's own variables.
    """

    cases: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    laboratory: bool = False
    process: subprocess.Popen[bytes] | None = None
    channel: socket.socket | None = None
    ready: bool = False
    deaths: list[float] = field(default_factory=list)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    def start(self) -> None:
        """Start the process; it warms up by itself."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        wanted = json.dumps({"cases": self.cases, "modules": self.modules, "laboratory": self.laboratory})
        command = [sys.executable, "-m", "simulator.serve.forkserver", str(theirs.fileno()), wanted]
        # Threads of the linear algebra would be lost in a fork, and each thread's own heap is memory.
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
        if self.laboratory:
            environment = {name: value for name, value in environment.items() if name[:10] != "SIMULATOR_"}
        with theirs:
            self.process = subprocess.Popen(
                command,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env=environment,
                start_new_session=True,
            )
        ours.setblocking(False)
        self.channel, self.ready = ours, False

    def stop(self) -> None:
        """Hang up; the process ends, and its kernels go on as long as their own lines do."""
        if self.channel is not None:
            self.channel.close()
        if self.process is not None:
            try:
                self.process.wait(2)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.channel = self.process = None

    async def fork(self, connection_file: str, cwd: str) -> ForkedProcess:
        """A new kernel whose sockets are bound. Raises `CannotFork`."""
        for last in (False, True):
            try:
                async with self._turn:
                    channel = await self._at_hand()
                return await self._ask(channel, {"connection_file": connection_file, "cwd": cwd})
            except (OSError, TimeoutError, EOFError) as fault:
                _LOG.warning("the fork server did not give a kernel: %r", fault)
                if last:
                    raise CannotFork from fault
        raise CannotFork

    async def _at_hand(self) -> socket.socket:
        """The channel of a process that is ready, started anew if it has died. Raises `CannotFork`."""
        if self.process is None or self.process.poll() is not None:
            self._note_death()
            self.stop()
            self.start()
        channel = self.channel
        assert channel is not None
        if not self.ready:
            loop = asyncio.get_running_loop()
            word = await asyncio.wait_for(loop.sock_recv(channel, 64), START_SECONDS)
            if word != READY:
                raise EOFError("it ended while it was warming up")
            self.ready = True
        return channel

    def _note_death(self) -> None:
        """Raises `CannotFork` if it dies again and again."""
        if self.process is None:
            return
        now = time.monotonic()
        self.deaths = [*(death for death in self.deaths if now - death < DEATHS_SECONDS), now]
        _LOG.warning("the fork server has ended and is started again")
        if len(self.deaths) > MOST_DEATHS:
            raise CannotFork

    async def _ask(self, channel: socket.socket, request: dict[str, Any]) -> ForkedProcess:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            ours.setblocking(False)
            with theirs:
                socket.send_fds(channel, [json.dumps(request).encode()], [theirs.fileno()])
            return await asyncio.wait_for(_answered(ours), FORK_SECONDS)
        except BaseException:
            ours.close()
            raise


async def _answered(line: socket.socket) -> ForkedProcess:
    """The kernel at the other end of a line, once it listens. Raises `EOFError` if it never will."""
    await _readable(line)
    pid, handles, _, _ = socket.recv_fds(line, 64, 1)
    if not pid or not handles:
        raise EOFError("the line is dead")
    forked = ForkedProcess(int(pid), handles[0], line)
    await _readable(line)
    if not line.recv(64):
        raise EOFError("the kernel ended before it listened")
    return forked


async def _readable(line: socket.socket) -> None:
    loop = asyncio.get_running_loop()
    readable = asyncio.Event()
    loop.add_reader(line, readable.set)
    try:
        await readable.wait()
    finally:
        loop.remove_reader(line)
