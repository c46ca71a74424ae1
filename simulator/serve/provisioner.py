"""How a kernel of ours comes to be: forked where there is a fork server, else spawned as always."""

from __future__ import annotations

import logging
from typing import Any

from traitlets import Instance

from simulator.serve.forkserver_client import CannotFork, ForkedProcess
from simulator.serve.jupyter_private.kernels import OneKernelManager, ProcessProvisioner
from simulator.serve.rate_limit import LeakyBucket
from simulator.ui.session_context import VISIT_VARIABLE

_LOG = logging.getLogger(__name__)


class ForkingProvisioner(ProcessProvisioner):
    """Forks, and spawns where that fails. A forked kernel learns its visit by its line, not by variable."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Start the process; when this returns, a forked one has bound its sockets."""
        manager: Any = self.parent
        environment = kwargs.get("env") or {}
        choose = getattr(manager.parent, "forkserver_for", None)  # of the server that manages this kernel
        forkserver = choose(environment) if choose else None
        if forkserver is None:
            return await super().launch_kernel(cmd, **kwargs)
        try:
            forked = await forkserver.fork(manager.connection_file, str(kwargs.get("cwd") or "."))
        except CannotFork:
            _LOG.warning("a kernel is spawned, since none can be forked")
            return await super().launch_kernel(cmd, **kwargs)
        facts = environment.get(VISIT_VARIABLE)
        if facts:
            forked.tell(facts)
        return self.adopt(forked)


class PageKernelManager(OneKernelManager):
    """Manages one kernel of ours. `input_rate` is how much browsers have sent to it of late; `widgets` are
    the ids of those that a laboratory's kernel has made.
    """

    input_rate = Instance(LeakyBucket, ())
    widgets = Instance(set, ())

    def provisioner_for(self, **named: Any) -> ForkingProvisioner:
        """Forked where that can be done."""
        return ForkingProvisioner(**named)

    @property
    def forked(self) -> ForkedProcess | None:
        """Its process, if it was forked."""
        return self.process if isinstance(self.process, ForkedProcess) else None
