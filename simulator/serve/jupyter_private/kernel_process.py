"""IPython's kernel as a process that was forked runs it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ipykernel.kernelapp import IPKernelApp
from traitlets.config import Config


class PageKernelApp(IPKernelApp):
    """IPython's kernel without what no page of ours needs."""

    listening: Callable[[], None] | None = None

    def init_poller(self) -> None:
        """A line of ours tells when the server is gone; nobody has to ask every second."""

    def init_control(self, context: Any) -> None:
        """The main thread reads the shell itself: a page has no subshells for which another would have to."""
        super().init_control(context)
        self.shell_channel_thread = None

    def init_pdb(self) -> None:
        """Nothing is debugged."""

    def log_connection_info(self) -> None:
        """Nobody else connects. By now all sockets are bound: say so."""
        super_ports = ("shell", "iopub", "stdin", "hb", "control")
        self._ports = {name: getattr(self, f"{name}_port") for name in super_ports}
        if self.listening is not None:
            self.listening()


def kernel_for(connection_file: str, listening: Callable[[], None]) -> PageKernelApp:
    """This process's kernel, ready to start; `listening` is called once its sockets are bound."""
    settings = Config()
    settings.HistoryManager.enabled = False
    settings.InteractiveShell.autocall = 0
    app = PageKernelApp.instance(config=settings)
    app.listening = listening
    app.initialize(["-f", connection_file])
    return app
