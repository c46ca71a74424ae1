"""What the server does by itself: ends kernels of whoever signed out, erases what was kept long enough."""

from __future__ import annotations

import logging

from tornado.ioloop import PeriodicCallback

from simulator.language import language
from simulator.serve.kernels import SimulatorKernelManager
from simulator.serve.settings import Settings
from simulator.store.database import Engine, StoreFault
from simulator.store.learners import still_open
from simulator.store.privacy import erase_unseen

LOOK_SECONDS = 5
DAY_SECONDS = 24 * 60 * 60
_LOG = logging.getLogger(__name__)


async def end_signed_out_kernels(kernels: SimulatorKernelManager, engine: Engine) -> None:
    """End every kernel whose learner has gone out, was signed out from elsewhere, or was erased."""
    logins = dict(kernels.sessions.logins)
    if not logins:
        return
    try:
        valid = still_open(engine, logins.values())
    except StoreFault:
        return  # looked at again soon; a kernel cannot write to that database either
    for kernel, login in logins.items():
        if login not in valid and kernel in kernels.sessions.logins:
            await kernels.end(kernel)


def apply_retention(engine: Engine, settings: Settings) -> int:
    """Erase learners not seen for as long as the setting says; how many. What fails is tried next day."""
    if not settings.keeps_days:
        return 0
    try:
        erased = erase_unseen(engine, settings.keeps_days)
    except StoreFault as fault:
        speech = language(settings.language)
        _LOG.warning("%s; %s", speech.say(fault.reason), speech.say(fault.todo))
        return 0
    return erased


def housekeeping(
    kernels: SimulatorKernelManager, engine: Engine, settings: Settings
) -> list[PeriodicCallback]:
    """Both, to be started with the server and stopped with it."""

    async def closing() -> None:
        await end_signed_out_kernels(kernels, engine)

    async def erasing() -> None:
        apply_retention(engine, settings)

    return [PeriodicCallback(closing, LOOK_SECONDS * 1000), PeriodicCallback(erasing, DAY_SECONDS * 1000)]
