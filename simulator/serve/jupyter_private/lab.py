"""JupyterLab, started with options of ours."""

from __future__ import annotations

from typing import Any

from jupyterlab.labapp import LabApp


def lab_server(options: list[str]) -> Any:
    """A server of JupyterLab that is ready to start; it has `port`, `io_loop` and `start`."""
    return LabApp.initialize_server(argv=options)
