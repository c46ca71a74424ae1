"""A page is unloaded: what it said and nobody has acknowledged yet reaches its kernel before that ends."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any

from simulator.serve.kernels import SimulatorKernelManager
from simulator.serve.message_filter import allowed
from simulator.serve.provisioner import PageKernelManager

MOST_MESSAGES = 50
SECONDS = 10
MOMENT = 2  # seconds; a page that is still at work after it does not keep the next one waiting
_LOG = logging.getLogger(__name__)


def parse_unacknowledged(widget: str, unanswered: str) -> list[dict[str, Any]]:
    """What a page sends along when it is left: each message that may pass the filter, in order."""
    try:
        contents = json.loads(unanswered or "[]")
    except (ValueError, RecursionError):
        return []
    if not isinstance(contents, list) or len(contents) > MOST_MESSAGES:
        return []
    messages = [{"comm_id": widget, "data": {"method": "custom", "content": each}} for each in contents]
    return [content for content in messages if allowed("shell", "comm_msg", content)]


async def deliver_unacknowledged(manager: PageKernelManager, messages: list[dict[str, Any]]) -> None:
    """Send them to a kernel and wait until it has done with them. Each is numbered, and counts once."""
    if messages and not await _deliver(manager, messages, SECONDS):
        _LOG.warning("a page was left, and its kernel did not hear what it said last")


async def wait_until_idle(kernels: SimulatorKernelManager, learner: str) -> None:
    """Wait a moment until a learner's open pages have stored what they were sent: the next page reads it."""
    mine = [kernels.manager(kernel) for kernel in kernels.sessions.pages_of(learner) if kernel in kernels]
    await asyncio.gather(*(_deliver(manager, [], MOMENT) for manager in mine))


async def _deliver(manager: PageKernelManager, messages: list[dict[str, Any]], seconds: float) -> bool:
    """Send messages to a kernel; whether it has done with them, and with all before them, in time."""
    client = manager.client()
    client.start_channels(stdin=False, control=False)
    try:
        for content in messages:
            # As a socket hands it on: packed here, half of a character would not pass the session's packer.
            client.session.send(client.shell_channel.socket, "comm_msg", json.dumps(content).encode())
        await client.wait_for_ready(seconds)  # asked after them, answered after them
    except RuntimeError:
        return False
    finally:
        client.stop_channels()
    return True
