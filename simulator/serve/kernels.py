"""Kernels that know for whom they run: told privately, never by query or widget."""

from __future__ import annotations

import json
import os
from asyncio import Lock
from collections import deque
from typing import Any, ClassVar
from weakref import WeakValueDictionary

import zmq
import zmq.asyncio
from jupyter_core.utils import ensure_async
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from traitlets import default

from simulator.serve.kernel_pool import KernelPool
from simulator.serve.kernel_sessions import KernelSessions, Visit
from simulator.serve.provisioner import KernelManager
from simulator.ui.visit import VISIT_VARIABLE

MOST_KERNELS = 6
MOST_SOCKETS = 32_768
MOST_BUFFERED = 40  # messages for a page that has lost its socket


class SimulatorKernelManager(AsyncMappingKernelManager):
    """Starts a kernel only for a visit, and keeps whose it is."""

    owners: ClassVar[KernelSessions] = KernelSessions()
    private: ClassVar[dict[str, Any]] = {}
    spare_kernels: ClassVar[int] = 0

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.spare = KernelPool(self, self.spare_kernels)
        self._turns: WeakValueDictionary[str, Lock] = WeakValueDictionary()

    @default("context")
    def _roomy_context(self) -> zmq.asyncio.Context:
        """A context for a class: by itself one allows a thousand sockets, and a kernel takes nine."""
        self._created_context = True
        context = zmq.asyncio.Context()
        context.set(zmq.MAX_SOCKETS, min(MOST_SOCKETS, context.get(zmq.SOCKET_LIMIT)))
        return context

    async def start_for(self, visit: Visit) -> str:
        """A kernel for a visit: one that waits, or a new one."""
        told = self._told(visit)
        async with self._turns.setdefault(visit.learner, Lock()):  # or pages opened at once are not counted
            await self._make_room(visit.learner)
            kernel = self.spare.take(told) or await self.begin(**{VISIT_VARIABLE: told})
            self.owners.take(kernel, visit.learner, visit.door)
        return kernel

    async def begin(self, **told: str) -> str:
        """Start a kernel that is nobody's yet. `told` is all that its environment has beside the server's."""
        plain = {name: value for name, value in os.environ.items() if name != VISIT_VARIABLE}
        kernel: str = await super().start_kernel(
            kernel_name="python3", cwd=str(self.root_dir), env={**plain, **told}
        )
        return kernel

    async def start_kernel(self, *args: Any, **kwargs: Any) -> str:
        """Refused: kernels are started by visits only. Raises `RuntimeError`."""
        raise RuntimeError("kernels are started by a visit only")

    def manager(self, kernel: str) -> KernelManager:
        """What manages one kernel."""
        found = self.get_kernel(kernel)
        assert isinstance(found, KernelManager)
        return found

    def _told(self, visit: Visit) -> str:
        told = {"learner": visit.learner, "page": visit.page, "query": visit.query[:500]}
        return json.dumps({**told, **self.private})

    async def _make_room(self, learner: str) -> None:
        """A learner with many pages open loses the oldest kernel; the page says so and can be reloaded."""
        mine = self.owners.kernels_of(learner)
        for kernel in mine[: max(0, len(mine) - MOST_KERNELS + 1)]:
            await self.end(kernel)

    async def end(self, kernel: str) -> None:
        """End a kernel at once, if it still runs; it is nobody's any more."""
        self.owners.drop(kernel)
        if kernel in self:
            await ensure_async(super().shutdown_kernel(kernel, now=True))

    def start_buffering(self, kernel_id: str, session_key: str, channels: Any) -> None:
        """Keep what a kernel says while no page hears it: the last of it, and not without end."""
        super().start_buffering(kernel_id, session_key, channels)
        self._kernel_buffers[kernel_id]["buffer"] = deque(maxlen=MOST_BUFFERED)

    def remove_kernel(self, kernel_id: str) -> Any:
        """Forget a kernel that has ended, and whose it was; hang up on its pages."""
        self.owners.drop(kernel_id)
        self.owners.hang_up(kernel_id)
        self.spare.drop(kernel_id)
        return super().remove_kernel(kernel_id)

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """End a kernel that nobody uses any more; one that waits for its learner is not idle."""
        if kernel_id not in self.spare:
            await super().cull_kernel_if_idle(kernel_id)

    async def shutdown_all(self, now: bool = False) -> None:
        """End all kernels, and start none any more."""
        await self.spare.close()
        await super().shutdown_all(now=now)
