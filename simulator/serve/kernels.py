"""Kernels that know for whom they run: told privately, never by query or widget."""

from __future__ import annotations

import asyncio
import json
from asyncio import Lock
from collections.abc import Mapping
from functools import partial
from typing import Any
from weakref import WeakValueDictionary

from simulator.serve.forkserver_client import ForkServerClient
from simulator.serve.jupyter_private.kernels import KernelsManager, server_environment
from simulator.serve.kernel_pool import KernelPool
from simulator.serve.kernel_sessions import KernelSession, KernelSessions
from simulator.serve.provisioner import PageKernelManager
from simulator.ui.session_context import VISIT_VARIABLE

MOST_KERNELS = 6
LABORATORY_VARIABLE = "SIMULATOR_LABORATORY"
NOBODY = "{}"  # what a laboratory's kernel is told of its visit


class SimulatorKernelManager(KernelsManager):
    """Starts a kernel only for a page of a learner, and remembers whose it is."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sessions = KernelSessions()
        self.forkserver: ForkServerClient | None = None
        self.laboratory_forkserver: ForkServerClient | None = None
        self.pool = KernelPool(self, 0)
        self._server_facts: Mapping[str, Any] = {}
        self._endings: set[asyncio.Future[None]] = set()
        self._turns: WeakValueDictionary[str, Lock] = WeakValueDictionary()

    def configure(
        self, forkserver: ForkServerClient | None, spare_kernels: int, server_facts: Mapping[str, Any]
    ) -> None:
        """Say what forks kernels (None: they are spawned), how many wait, what each is told of its server."""
        self.forkserver, self._server_facts = forkserver, server_facts
        self.pool = KernelPool(self, spare_kernels if forkserver else 0)

    async def start_for(self, session: KernelSession) -> str:
        """A kernel for a page: one that waits, or a new one."""
        facts = self._facts(session)
        async with self._turns.setdefault(session.learner, Lock()):  # or pages opened at once are not counted
            await self._make_room(session.learner)
            kernel = self.pool.take(facts) or await self.begin(self._environment(facts))
            self.sessions.assign(kernel, session.learner, session.login)
        return kernel

    async def start_laboratory(self, session: KernelSession, folder: str) -> str:
        """A kernel for a laboratory, in the folder of its notebook: it is told neither learner nor store."""
        environment = server_environment("SIMULATOR_")
        environment |= {LABORATORY_VARIABLE: "1", VISIT_VARIABLE: NOBODY}
        async with self._turns.setdefault(session.learner, Lock()):
            await self._make_room(session.learner)
            kernel = await self.begin(environment, folder)
            self.sessions.assign(kernel, session.learner, session.login, laboratory=True)
        return kernel

    def forkserver_for(self, environment: Mapping[str, str]) -> ForkServerClient | None:
        """What forks a kernel for an environment: laboratories have a process of their own, from when it is
        first asked for, with what they need loaded and nothing that pages know. None where none is forked.
        """
        if LABORATORY_VARIABLE not in environment or self.forkserver is None:
            return self.forkserver
        self.warm_laboratories()
        return self.laboratory_forkserver

    def warm_laboratories(self) -> None:
        """Begin to load what laboratories need: somebody is about to open one."""
        if self.forkserver is not None and self.laboratory_forkserver is None:
            self.laboratory_forkserver = ForkServerClient(laboratory=True)
            self.laboratory_forkserver.start()

    async def begin(self, environment: dict[str, str], folder: str = "") -> str:
        """Start a kernel that is nobody's yet; should its process be killed, its pages are told at once."""
        kernel = await super().begin(environment, folder)
        forked = self.manager(kernel).forked
        if forked is not None:
            forked.when_ended(partial(self._killed, kernel))
        return kernel

    def _killed(self, kernel: str) -> None:
        """A process has ended. Where a page still hears it nobody has asked for that: hang up, and forget it,
        or it would be started again with nothing of what the page shows.
        """
        if kernel in self and self.sessions.connected(kernel):
            self.sessions.hang_up(kernel)
            ending = asyncio.ensure_future(self.end(kernel))
            self._endings.add(ending)
            ending.add_done_callback(self._endings.discard)

    async def begin_spare(self) -> str:
        """Start a kernel that will be told later for whom it runs."""
        return await self.begin(server_environment(VISIT_VARIABLE))

    def manager(self, kernel: str) -> PageKernelManager:
        """What manages one kernel."""
        manager = self.get_kernel(kernel)
        assert isinstance(manager, PageKernelManager)
        return manager

    def _environment(self, facts: str) -> dict[str, str]:
        return {**server_environment(VISIT_VARIABLE), VISIT_VARIABLE: facts}

    def _facts(self, session: KernelSession) -> str:
        own = {"learner": session.learner, "page": session.page, "query": session.query[:500]}
        return json.dumps({**own, **self._server_facts})

    async def _make_room(self, learner: str) -> None:
        """A learner with many pages open loses the oldest kernel; the page says so and can be reloaded."""
        mine = self.sessions.kernels_of(learner)
        for kernel in mine[: max(0, len(mine) - MOST_KERNELS + 1)]:
            await self.end(kernel)

    async def end(self, kernel: str) -> None:
        """End a kernel at once, if it still runs; it is nobody's any more."""
        self.sessions.release(kernel)
        await self.stop_at_once(kernel)

    def remove_kernel(self, kernel_id: str) -> Any:
        """Forget a kernel that has ended, and whose it was; hang up on its pages."""
        self.sessions.release(kernel_id)
        self.sessions.hang_up(kernel_id)
        self.pool.remove(kernel_id)
        return super().remove_kernel(kernel_id)

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """End a kernel that nobody uses any more; one that waits for its learner is not idle."""
        if kernel_id not in self.pool:
            await super().cull_kernel_if_idle(kernel_id)

    async def shutdown_all(self, now: bool = False) -> None:
        """End all kernels, and start none any more."""
        await self.pool.close()
        await super().shutdown_all(now=now)
        if self.laboratory_forkserver is not None:
            self.laboratory_forkserver.stop()
