"""Jupyter's managers of kernels, its client and its way of starting processes, behind names of our own."""

from __future__ import annotations

import asyncio
import os
from collections import deque
from typing import Any

import zmq
import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from jupyter_core.utils import ensure_async
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager, ServerKernelManager
from traitlets import default

MOST_SOCKETS = 32_768
MOST_BUFFERED = 40  # messages for a page that has lost its socket


class KernelsManager(AsyncMappingKernelManager):
    """Manages all kernels, in bounded memory; nobody starts one but by `begin`."""

    @default("context")
    def _roomy_context(self) -> zmq.asyncio.Context:
        """A context for a class: by itself one allows a thousand sockets, and a kernel takes nine."""
        self._created_context = True
        context = zmq.asyncio.Context()
        context.set(zmq.MAX_SOCKETS, min(MOST_SOCKETS, context.get(zmq.SOCKET_LIMIT)))
        return context

    async def start_kernel(self, *args: Any, **kwargs: Any) -> str:
        """Refused: kernels are started for a page only. Raises `RuntimeError`."""
        raise RuntimeError("kernels are started for a page only")

    async def begin(self, environment: dict[str, str], folder: str = "") -> str:
        """Start a kernel that is nobody's yet, in an environment and a folder (else that of the pages)."""
        kernel: str = await super().start_kernel(
            kernel_name="python3", cwd=folder or str(self.root_dir), env=environment
        )
        return kernel

    async def stop_at_once(self, kernel: str) -> None:
        """End a kernel, if it still runs."""
        if kernel in self:
            await ensure_async(super().shutdown_kernel(kernel, now=True))

    def start_buffering(self, kernel_id: str, session_key: str, channels: Any) -> None:
        """Keep what a kernel says while no page hears it: the last of it, and not without end."""
        super().start_buffering(kernel_id, session_key, channels)
        self._kernel_buffers[kernel_id]["buffer"] = deque(maxlen=MOST_BUFFERED)

    async def shutdown_all(self, now: bool = False) -> None:
        """End all kernels, also those that are just starting, and look for idle ones no more."""
        if self._culler_callback is not None:
            self._culler_callback.stop()
        starting = [task for task in self._pending_kernels.values() if isinstance(task, asyncio.Task)]
        for task in starting:
            task.cancel()
        await asyncio.gather(*starting, return_exceptions=True)
        end = super().shutdown_kernel
        endings = [ensure_async(end(kernel, now=now)) for kernel in self.list_kernel_ids()]
        for fault in await asyncio.gather(*endings, return_exceptions=True):
            if isinstance(fault, Exception):
                self.log.warning("a kernel did not end in good order: %r", fault)


class OneKernelManager(ServerKernelManager):
    """Manages one kernel, whose process a provisioner of ours starts."""

    def provisioner_for(self, **named: Any) -> LocalProvisioner:
        """How its process comes to be."""
        return LocalProvisioner(**named)

    async def _async_pre_start_kernel(self, **kwargs: Any) -> Any:
        if self.provisioner is None:
            self.kernel_id = self.kernel_id or kwargs.get("kernel_id")
            self.provisioner = self.provisioner_for(
                kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self
            )
        return await super()._async_pre_start_kernel(**kwargs)

    @property
    def process(self) -> Any:
        """Its process; None before and after."""
        return getattr(self.provisioner, "process", None)

    @property
    def process_number(self) -> int | None:
        """Its process's number, however it was started; None before and after."""
        return getattr(self.provisioner, "pid", None)

    def client(self, **kwargs: Any) -> Any:
        """A client that shares the server's sockets' context, and with it its thread."""
        return super().client(context=self.context, **kwargs)


class ProcessProvisioner(LocalProvisioner):
    """Starts a kernel's process; `adopt` takes one that was started in another way."""

    def adopt(self, process: Any) -> Any:
        """Manage a process that already runs; what Jupyter is answered."""
        self.process, self.pid, self.pgid = process, process.pid, None
        return self.connection_info


class PageKernelClient(AsyncKernelClient):
    """The client that runs a page's cell; it does not wait for what cannot come any more."""

    def start_channels(self, *args: Any, **kwargs: Any) -> None:
        """No heartbeat: whether a kernel of ours lives, its process tells."""
        kwargs["hb"] = False
        super().start_channels(*args, **kwargs)

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers and its broadcasts arrive. Raises `RuntimeError`."""
        try:
            await asyncio.wait_for(self._ready(), timeout)
        except TimeoutError:
            raise RuntimeError("the kernel did not answer") from None

    async def _ready(self) -> None:
        patience = 0.1
        while True:
            try:
                # What was broadcast before the subscription arrived is lost: ask again.
                reply = await asyncio.wait_for(self._answered(self.kernel_info()), patience)
            except TimeoutError:
                if not await self.is_alive():
                    raise RuntimeError("the kernel ended before it answered") from None
                patience = min(2 * patience, 2)
            else:
                if "protocol_version" in reply["content"]:  # now and then a kernel answers with an error
                    self._handle_kernel_info_reply(reply)
                    return

    async def _answered(self, question: str) -> dict[str, Any]:
        """The reply, and the broadcast that this question is done with: nothing of it is left over."""
        while (reply := await self.get_shell_msg())["parent_header"].get("msg_id") != question:
            pass
        while True:
            broadcast = await self.get_iopub_msg()
            if (
                broadcast["parent_header"].get("msg_id") == question
                and broadcast["content"].get("execution_state") == "idle"
            ):
                return dict(reply)


def server_environment(without: str) -> dict[str, str]:
    """The server's own environment without the variables whose names begin so."""
    return {name: value for name, value in os.environ.items() if not name.startswith(without)}
