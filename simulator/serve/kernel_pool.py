"""Kernels that wait without a learner: forked, listening, told for whom they run when a page takes one."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from typing import Any, Protocol

from simulator.ui.session_context import VISIT_VARIABLE

QUIET_SECONDS = 0.5
_LOG = logging.getLogger(__name__)


class KernelSource(Protocol):
    """What starts and ends kernels."""

    def __contains__(self, kernel: str) -> bool: ...

    async def begin_spare(self) -> str:
        """Start a kernel that is nobody's yet."""

    async def end(self, kernel: str) -> None:
        """End a kernel."""

    def manager(self, kernel: str) -> Any:
        """What manages one kernel."""


class KernelPool:
    """At most `size` kernels that belong to nobody yet."""

    def __init__(self, kernels: KernelSource, size: int) -> None:
        self._kernels, self._size = kernels, size
        self._waiting: list[str] = []
        self._filling: asyncio.Task[None] | None = None
        self._closed = False

    def __contains__(self, kernel: str) -> bool:
        return kernel in self._waiting

    def __len__(self) -> int:
        return len(self._waiting)

    def take(self, facts: str) -> str | None:
        """A kernel that has just been told for whom it runs; None where none waits. The row fills up."""
        try:
            while self._waiting:
                kernel = self._waiting.pop(0)
                if self._tell(kernel, facts):
                    return kernel
            return None
        finally:
            self.fill(QUIET_SECONDS)

    def _tell(self, kernel: str, facts: str) -> bool:
        if kernel not in self._kernels:
            return False
        manager = self._kernels.manager(kernel)
        forked = manager.forked
        if forked is None or forked.poll() is not None:
            return False
        try:
            forked.tell(facts)
        except OSError:
            return False
        # Should it have to be started again, it is told the same.
        manager.update_env(env={VISIT_VARIABLE: facts})
        manager.last_activity = datetime.now(UTC)
        return True

    def remove(self, kernel: str) -> None:
        """A kernel has ended."""
        if kernel in self._waiting:
            self._waiting.remove(kernel)

    def fill(self, after: float = 0) -> None:
        """Fill the row in the background, one kernel at a time, after a moment in which pages come first."""
        if self._size > len(self._waiting) and not self._closed and self._filling is None:
            self._filling = asyncio.ensure_future(self._fill(after))

    async def _fill(self, after: float) -> None:
        try:
            await asyncio.sleep(after)
            while len(self._waiting) < self._size and not self._closed:
                kernel = await self._kernels.begin_spare()
                if self._kernels.manager(kernel).forked is None:
                    # It cannot be told anything later. Whoever comes is given a spawned one.
                    await self._kernels.end(kernel)
                    return
                self._waiting.append(kernel)
        except Exception:
            _LOG.exception("no kernel could be made ready beforehand")
        finally:
            self._filling = None

    async def close(self) -> None:
        """Make no kernel ready any more."""
        self._closed = True
        if self._filling is not None:
            self._filling.cancel()
            await asyncio.gather(self._filling, return_exceptions=True)
