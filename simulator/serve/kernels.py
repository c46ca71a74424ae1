"""Kernels that know for whom they run: told privately at start, never by query or widget."""

from __future__ import annotations

import json
import os
from typing import Any, ClassVar

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

from simulator.serve.ownership import Owners, visiting

VISIT_VARIABLE = "SIMULATOR_VISIT"
MOST_KERNELS = 6


class HouseKernels(AsyncMappingKernelManager):
    """Starts a kernel only for a visit, and keeps whose it is."""

    owners: ClassVar[Owners] = Owners()
    private: ClassVar[dict[str, Any]] = {}

    async def start_kernel(self, *args: Any, **kwargs: Any) -> str:
        """Start a kernel for the visit under way; its environment carries no header and no cookie."""
        visit = visiting.get()
        if visit is None:
            raise RuntimeError("kernels are started by a visit only")
        await self._make_room(visit.learner)
        env = {name: value for name, value in os.environ.items() if name not in ("COOKIE",)}
        query = (kwargs.get("env") or {}).get("QUERY_STRING", "")
        told = {"learner": visit.learner, "page": visit.page, "query": query[:500], **self.private}
        env[VISIT_VARIABLE] = json.dumps(told)
        kwargs["env"] = env
        kernel: str = await super().start_kernel(*args, **kwargs)
        self.owners.take(kernel, visit.learner, visit.door)
        return kernel

    async def _make_room(self, learner: str) -> None:
        """A learner with many pages open loses the oldest kernel; the page says so and can be reloaded."""
        mine = [kernel for kernel, owner in self.owners.of.items() if owner == learner]
        for kernel in mine[: max(0, len(mine) - MOST_KERNELS + 1)]:
            if kernel in self:
                await self.shutdown_kernel(kernel, now=True)
            self.owners.drop(kernel)

    def remove_kernel(self, kernel_id: str) -> Any:
        """Forget a kernel that has ended, and whose it was."""
        self.owners.drop(kernel_id)
        return super().remove_kernel(kernel_id)
