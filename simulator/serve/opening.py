"""A visit begins: its kernel, and the widget that its page's code leaves, to stand inside the page."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.serve.kernels import HouseKernels
    from simulator.serve.ownership import Visit
    from simulator.serve.provisioner import KernelManager

STUCK_SECONDS, CELL_SECONDS = 30, 120
LOOK_SECONDS = 0.5
WIDGET = "application/vnd.jupyter.widget-view+json"
_LOG = logging.getLogger(__name__)


async def opened(kernels: HouseKernels, visit: Visit, code: str, sorry: str) -> tuple[str, str]:
    """A kernel for a visit, and what the page's code showed in it, as JSON to stand inside the page.

    A kernel that ends or sticks on the way is replaced once; then, or if the code fails, `sorry` is shown.
    """
    kernel = await kernels.start_for(visit)
    try:
        return kernel, _inside(await _shown(kernels.manager(kernel), code, STUCK_SECONDS), sorry)
    except (RuntimeError, TimeoutError, OSError):
        _LOG.warning("a kernel did not show its page and is replaced", exc_info=True)
    await kernels.end(kernel)
    kernel = await kernels.start_for(visit)
    try:
        return kernel, _inside(await _shown(kernels.manager(kernel), code, CELL_SECONDS), sorry)
    except (RuntimeError, TimeoutError, OSError):
        _LOG.exception("a page's code did not run")
        return kernel, _inside(None, sorry)


def _inside(shown: dict[str, Any] | None, sorry: str) -> str:
    if shown is None:
        shown = {"output_type": "display_data", "data": {"text/html": sorry}, "metadata": {}}
    text = json.dumps({**shown, "trusted": True})
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


async def _shown(manager: KernelManager, code: str, patience: float) -> dict[str, Any] | None:
    """What the code shows. Raises `TimeoutError`, or `RuntimeError` if the kernel ends before."""
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


async def _ended(manager: KernelManager) -> None:
    """Return once the kernel has ended, or another process has taken its place."""
    process = manager.process_number
    while manager.process_number == process and await manager.is_alive():
        await asyncio.sleep(LOOK_SECONDS)


async def _run(manager: KernelManager, code: str) -> dict[str, Any] | None:
    """The widget that a page's code left at its end; None if there is none."""
    client = manager.client()
    client.start_channels(stdin=False, control=False)
    try:
        await client.wait_for_ready()
        asked = client.execute(code, store_history=False, allow_stdin=False)
        shown = None
        while True:
            said = await client.get_iopub_msg()
            if said["parent_header"].get("msg_id") != asked:
                continue
            kind, content = said["header"]["msg_type"], said["content"]
            if kind in ("execute_result", "display_data") and WIDGET in content["data"]:
                shown = {"output_type": "display_data", "data": content["data"], "metadata": {}}
            elif kind == "error":
                _LOG.error("a page's code failed:\n%s", "\n".join(content["traceback"]))
            elif kind == "status" and content["execution_state"] == "idle":
                return shown
    finally:
        client.stop_channels()
