"""A page is launched: its kernel, and the widget that its code leaves, to stand inside the page."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from simulator.serve.html_templates import rendered_html
from simulator.serve.kernel_sessions import KernelSession
from simulator.serve.kernels import SimulatorKernelManager
from simulator.serve.provisioner import PageKernelManager

STUCK_SECONDS, CELL_SECONDS = 30, 120
LOOK_SECONDS = 0.5
WIDGET = "application/vnd.jupyter.widget-view+json"
_LOG = logging.getLogger(__name__)


async def launch(kernels: SimulatorKernelManager, session: KernelSession, code: str, sorry: str) -> str:
    """A kernel for a session, and what the page's code showed in it, as markup to stand inside the page.

    A kernel that ends or sticks on the way is replaced once; then, or if the code fails, `sorry` is said.
    """
    for patience, last in ((STUCK_SECONDS, False), (CELL_SECONDS, True)):
        kernel = await kernels.start_for(session)
        try:
            widget = await _widget_of(kernels.manager(kernel), code, patience)
        except (RuntimeError, TimeoutError, OSError):
            fault = "a page's code did not run" if last else "a kernel did not show its page and is replaced"
            _LOG.warning(fault, exc_info=True)
            await kernels.end(kernel)
        else:
            if widget:
                return str(rendered_html("visit.html.j2", visit={"kernelId": kernel, **widget}))
            await kernels.end(kernel)
            break  # another would fail as well
    return apology(sorry)


def apology(sentence: str) -> str:
    """What stands in a page that cannot be shown."""
    return str(rendered_html("apology.html.j2", sentence=sentence))


async def _widget_of(manager: PageKernelManager, code: str, patience: float) -> dict[str, Any] | None:
    """The widget that the code shows, and its view; None if it shows none.

    Raises `TimeoutError`, or `RuntimeError` if the kernel ends before.
    """
    running, ending = asyncio.ensure_future(_run(manager, code)), asyncio.ensure_future(_ended(manager))
    try:
        await asyncio.wait({running, ending}, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            return await running
        if ending.done():
            raise RuntimeError("the kernel ended while it ran the page's code")
        raise TimeoutError("the kernel did not run the page's code in time")
    finally:
        running.cancel()
        ending.cancel()


async def _ended(manager: PageKernelManager) -> None:
    """Return once the kernel has ended, or another process has taken its place."""
    process = manager.process_number
    while manager.process_number == process and await manager.is_alive():
        await asyncio.sleep(LOOK_SECONDS)


async def _run(manager: PageKernelManager, code: str) -> dict[str, Any] | None:
    """The widget that a page's code left at its end, and its view as it then was; None if there is none."""
    client = manager.client()
    client.start_channels(stdin=False, control=False)
    try:
        await client.wait_for_ready()
        request = client.execute(code, store_history=False, allow_stdin=False)
        views: dict[str, Any] = {}
        widget = None
        while True:
            answer = await client.get_iopub_msg()
            if answer["parent_header"].get("msg_id") != request:
                continue
            kind, content = answer["header"]["msg_type"], answer["content"]
            if kind in ("comm_open", "comm_msg"):
                _note(views, content)
            elif kind in ("execute_result", "display_data") and WIDGET in content["data"]:
                widget = content["data"][WIDGET]["model_id"]
            elif kind == "error":
                _LOG.error("a page's code failed:\n%s", "\n".join(content["traceback"]))
            elif kind == "status" and content["execution_state"] == "idle":
                return {"widget": widget, "view": views[widget]} if widget in views else None
    finally:
        client.stop_channels()


def _note(views: dict[str, Any], content: dict[str, Any]) -> None:
    """Take over the view that a widget's message tells, if it tells one."""
    state = content["data"].get("state", {})
    if "view" in state:
        views[content["comm_id"]] = state["view"]
