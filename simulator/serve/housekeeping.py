"""What the server does by itself: ends kernels whose door was closed, erases what was kept long enough."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from tornado.ioloop import PeriodicCallback

from simulator.language import language
from simulator.store.database import StoreFault
from simulator.store.people import still_open
from simulator.store.privacy import erase_unseen

if TYPE_CHECKING:
    from simulator.serve.kernels import SimulatorKernelManager
    from simulator.serve.settings import Settings
    from simulator.store.database import Engine

LOOK_SECONDS = 5
DAY_SECONDS = 24 * 60 * 60
_LOG = logging.getLogger(__name__)


async def close(kernels: SimulatorKernelManager, engine: Engine) -> None:
    """End every kernel whose learner has gone out, was signed out from elsewhere, or was erased."""
    doors = dict(kernels.owners.doors)
    if not doors:
        return
    try:
        there = still_open(engine, doors.values())
    except StoreFault:
        return  # looked at again soon; a kernel cannot write to that database either
    for kernel, door in doors.items():
        if door not in there and kernel in kernels.owners.doors:
            await kernels.end(kernel)


def apply_retention(engine: Engine, settings: Settings) -> int:
    """Erase learners not seen for as long as the setting says; how many. What fails is tried next day."""
    if not settings.keeps_days:
        return 0
    try:
        gone = erase_unseen(engine, settings.keeps_days)
    except StoreFault as fault:
        speech = language(settings.language)
        _LOG.warning("%s; %s", speech.say(fault.reason), speech.say(fault.todo))
        return 0
    return gone


def watch(kernels: SimulatorKernelManager, engine: Engine, settings: Settings) -> None:
    """Do both from now on for as long as the server runs."""

    async def closing() -> None:
        await close(kernels, engine)

    async def erasing() -> None:
        apply_retention(engine, settings)

    PeriodicCallback(closing, LOOK_SECONDS * 1000).start()
    PeriodicCallback(erasing, DAY_SECONDS * 1000).start()
