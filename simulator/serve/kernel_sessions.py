"""Which kernel belongs to whom. Kept in plain Python on the server; a browser cannot write it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class KernelSession:
    """What a kernel is started for: one opening of one page by one learner.

    The query is the browser's: it names, and proves nothing. `login` is the hash of the cookie by which
    the learner is signed in.
    """

    learner: str
    page: str
    query: str = ""
    login: str = ""


class Socket(Protocol):
    """A socket that is open."""

    def close(self) -> None:
        """Hang up."""


@dataclass(slots=True)
class KernelSessions:
    """Kernel id to learner, to the login by which the learner came in, to the sockets that are open.

    `laboratories` are the kernels that run a laboratory: they know nobody, and have sockets of their own.
    """

    learners: dict[str, str] = field(default_factory=dict)
    logins: dict[str, str] = field(default_factory=dict)
    laboratories: set[str] = field(default_factory=set)
    sockets: dict[str, set[Socket]] = field(default_factory=dict)
    unloaded: set[str] = field(default_factory=set)

    def assign(self, kernel: str, learner: str, login: str = "", *, laboratory: bool = False) -> None:
        """A kernel was started for a learner who is signed in by a login."""
        self.learners[kernel] = learner
        if laboratory:
            self.laboratories.add(kernel)
        self.logins[kernel] = login

    def release(self, kernel: str) -> None:
        """A kernel has ended."""
        self.learners.pop(kernel, None)
        self.logins.pop(kernel, None)
        self.unloaded.discard(kernel)
        self.laboratories.discard(kernel)

    def unload(self, kernel: str) -> bool:
        """A kernel's page is left; whether nobody had reported that before."""
        first = kernel not in self.unloaded
        self.unloaded.add(kernel)
        return first

    def connect(self, kernel: str, socket: Socket) -> None:
        """A socket to a kernel was opened."""
        self.sockets.setdefault(kernel, set()).add(socket)

    def disconnect(self, kernel: str, socket: Socket) -> None:
        """A socket was closed."""
        still = self.sockets.get(kernel, set())
        still.discard(socket)
        if not still:
            self.sockets.pop(kernel, None)

    def connected(self, kernel: str) -> int:
        """How many sockets a kernel has."""
        return len(self.sockets.get(kernel, ()))

    def hang_up(self, kernel: str) -> None:
        """A kernel is gone: its pages learn it by their sockets."""
        for socket in list(self.sockets.get(kernel, ())):
            socket.close()

    def belongs_to(self, kernel: str, learner: str | None) -> bool:
        """Whether a kernel is this learner's; a kernel that nobody owns is nobody's."""
        return learner is not None and self.learners.get(kernel) == learner

    def pages_of(self, learner: str) -> list[str]:
        """The kernels of a learner's pages; a laboratory's stores nothing that a page would read."""
        return [kernel for kernel in self.kernels_of(learner) if kernel not in self.laboratories]

    def kernels_of(self, learner: str) -> list[str]:
        """The kernels that a learner has open, oldest first."""
        return [kernel for kernel, owner in self.learners.items() if owner == learner]
