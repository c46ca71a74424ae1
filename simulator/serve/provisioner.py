"""How a kernel of ours comes to be: forked where there is a fork server, else spawned as always."""

from __future__ import annotations

import asyncio
import logging
from typing import Any, ClassVar

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from jupyter_server.services.kernels.kernelmanager import ServerKernelManager
from traitlets import Instance

from simulator.serve.forkserver_client import CannotFork, ForkedProcess, ForkServerClient
from simulator.serve.rate_limit import LeakyBucket
from simulator.ui.visit import VISIT_VARIABLE

_LOG = logging.getLogger(__name__)


class ForkingProvisioner(LocalProvisioner):
    """Forks, and spawns where that fails. A forked kernel is told its visit by its line, not by variable."""

    server: ClassVar[ForkServerClient | None] = None

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Start the process; when this returns, a forked one has bound its sockets."""
        if self.server is None:
            return await super().launch_kernel(cmd, **kwargs)
        manager: Any = self.parent
        try:
            forked = await self.server.fork(manager.connection_file, str(kwargs.get("cwd") or "."))
        except CannotFork:
            _LOG.warning("a kernel is spawned, since none can be forked")
            return await super().launch_kernel(cmd, **kwargs)
        told = (kwargs.get("env") or {}).get(VISIT_VARIABLE)
        if told:
            forked.tell(told)
        process: Any = forked
        self.process, self.pid, self.pgid = process, forked.pid, None
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

    async def _answered(self, asked: str) -> dict[str, Any]:
        """The reply, and the broadcast that this question is done with: nothing of it is left over."""
        while (reply := await self.get_shell_msg())["parent_header"].get("msg_id") != asked:
            pass
        while True:
            said = await self.get_iopub_msg()
            if (
                said["parent_header"].get("msg_id") == asked
                and said["content"].get("execution_state") == "idle"
            ):
                return dict(reply)


class KernelManager(ServerKernelManager):
    """Manages one kernel of ours. `said` is how much browsers have said to it of late."""

    said = Instance(LeakyBucket, ())

    @property
    def forked(self) -> ForkedProcess | None:
        """Its process, if it was forked."""
        process = getattr(self.provisioner, "process", None)
        return process if isinstance(process, ForkedProcess) else None

    @property
    def process_number(self) -> int | None:
        """Its process, however it was started; None before and after."""
        return getattr(self.provisioner, "pid", None)

    def client(self, **kwargs: Any) -> Any:
        """A client that shares the server's sockets' context, and with it its thread."""
        return super().client(context=self.context, **kwargs)

    async def _async_pre_start_kernel(self, **kwargs: Any) -> Any:
        if self.provisioner is None:
            self.kernel_id = self.kernel_id or kwargs.get("kernel_id")
            self.provisioner = ForkingProvisioner(
                kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self
            )
        return await super()._async_pre_start_kernel(**kwargs)
