"""Which kernel belongs to whom. Kept in plain Python on the server; a browser cannot write it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Visit:
    """One opening of one page by one learner who came in by a door.

    The query is the browser's: it names, and proves nothing.
    """

    learner: str
    page: str
    query: str = ""
    door: str = ""


class Open(Protocol):
    """A socket that is open."""

    def close(self) -> None:
        """Hang up."""


@dataclass(slots=True)
class KernelSessions:
    """Kernel id to learner, to the door by which the learner came in, to the sockets that are open."""

    of: dict[str, str] = field(default_factory=dict)
    doors: dict[str, str] = field(default_factory=dict)
    sockets: dict[str, set[Open]] = field(default_factory=dict)
    left: set[str] = field(default_factory=set)

    def take(self, kernel: str, learner: str, door: str = "") -> None:
        """A kernel was started for a learner who came in by a door."""
        self.of[kernel] = learner
        self.doors[kernel] = door

    def drop(self, kernel: str) -> None:
        """A kernel has ended."""
        self.of.pop(kernel, None)
        self.doors.pop(kernel, None)
        self.left.discard(kernel)

    def leave(self, kernel: str) -> bool:
        """A kernel's page is left; whether nobody had said so before."""
        first = kernel not in self.left
        self.left.add(kernel)
        return first

    def connect(self, kernel: str, socket: Open) -> None:
        """A socket to a kernel was opened."""
        self.sockets.setdefault(kernel, set()).add(socket)

    def disconnect(self, kernel: str, socket: Open) -> None:
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

    def may(self, kernel: str, learner: str | None) -> bool:
        """Whether a kernel is this learner's; a kernel that nobody owns is nobody's."""
        return learner is not None and self.of.get(kernel) == learner

    def kernels_of(self, learner: str) -> list[str]:
        """The kernels that a learner has open, oldest first."""
        return [kernel for kernel, owner in self.of.items() if owner == learner]
