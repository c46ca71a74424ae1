"""A page is left: what it said last, and nobody has acknowledged yet, reaches its kernel before that ends."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import TYPE_CHECKING, Any

from simulator.serve.message_filter import allowed

if TYPE_CHECKING:
    from simulator.serve.kernels import SimulatorKernelManager
    from simulator.serve.provisioner import KernelManager

MOST_MESSAGES = 50
SECONDS = 10
MOMENT = 2  # seconds; a page that is still at work after it does not keep the next one waiting
_LOG = logging.getLogger(__name__)


def parse_unacknowledged(widget: str, unanswered: str) -> list[dict[str, Any]]:
    """What a page sends along when it is left, if all of it may pass the gate; otherwise nothing."""
    try:
        said = json.loads(unanswered or "[]")
    except (ValueError, RecursionError):
        return []
    if not isinstance(said, list) or len(said) > MOST_MESSAGES:
        return []
    told = [{"comm_id": widget, "data": {"method": "custom", "content": content}} for content in said]
    return told if all(allowed("shell", "comm_msg", content) for content in told) else []


async def deliver_unacknowledged(manager: KernelManager, words: list[dict[str, Any]]) -> None:
    """Say them to a kernel and wait until it has done with them. Each is numbered, and counts once."""
    if words and not await _done(manager, words, SECONDS):
        _LOG.warning("a page was left, and its kernel did not deliver_unacknowledged what it said last")


async def settled(kernels: SimulatorKernelManager, learner: str) -> None:
    """Wait a moment until a learner's open pages have stored what they were told: the next page reads it."""
    mine = [kernels.manager(kernel) for kernel in kernels.owners.kernels_of(learner) if kernel in kernels]
    await asyncio.gather(*(_done(manager, [], MOMENT) for manager in mine))


async def _done(manager: KernelManager, words: list[dict[str, Any]], seconds: float) -> bool:
    """Say something to a kernel; whether it has done with that, and with all before it, in time."""
    client = manager.client()
    client.start_channels(stdin=False, control=False)
    try:
        for content in words:
            # As a socket hands it on: packed here, half of a character would not pass the session's packer.
            client.session.send(client.shell_channel.socket, "comm_msg", json.dumps(content).encode())
        await client.wait_for_ready(seconds)  # asked after them, answered after them
    except RuntimeError:
        return False
    finally:
        client.stop_channels()
    return True
