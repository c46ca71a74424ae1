"""The server: Voila, standalone, with our handlers, our sockets and nothing else."""

from __future__ import annotations

import signal
import socket
import warnings
import webbrowser
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from tornado import web
from tornado.ioloop import IOLoop

from simulator.serve import handlers as h
from simulator.serve import laboratory_handlers as lab
from simulator.serve import sign_in as s
from simulator.serve.addresses import bound_sockets, place
from simulator.serve.assets import AssetHandler, Assets, FaceHandler
from simulator.serve.compression import BrotliEncoding
from simulator.serve.forkserver_client import ForkServerClient, can_fork
from simulator.serve.front_end import FrontEnd, FrontEndHandler
from simulator.serve.housekeeping import apply_retention, housekeeping
from simulator.serve.identity import ONE_TIME_LINK_MINUTES, CookieIdentityProvider, LearnerAuthorizer
from simulator.serve.jupyter_private.contract import require_filter
from simulator.serve.jupyter_private.kernels import PageKernelClient
from simulator.serve.jupyter_private.laboratory import front_end_folders
from simulator.serve.jupyter_private.server import KERNEL_ID, KernelConnection, VoilaServer
from simulator.serve.kernels import SimulatorKernelManager
from simulator.serve.page_templates import PageTemplates
from simulator.serve.provisioner import PageKernelManager
from simulator.serve.rate_limit import RateLimiter
from simulator.serve.settings import Settings
from simulator.store.database import Engine, default_url, open_database, settled
from simulator.store.learners import give_token, own_learner
from simulator.ui.page_registry import PAGES

HERE = Path(__file__).parent
TEMPLATES = HERE / "share" / "jupyter" / "voila" / "templates"
MOST_FRAME = 128_000
# What a request may weigh, and how long it may take to arrive.
LIMITS = {
    "max_body_size": 256_000,
    "max_header_size": 32_000,
    "idle_connection_timeout": 75,
    "body_timeout": 30,
}


class SimulatorServer(VoilaServer):
    """Voila without its tree, its contents, its file server and its overrides.

    All that a server knows hangs on it: several may live in one process.
    """

    def __init__(self, settings: Settings, sockets: list[socket.socket]) -> None:
        """Open the database and warm up the fork server. Raises `StoreFault`."""
        super().__init__()
        self.server_settings, self.listening = settings, tuple(sockets)
        self._database = settled(settings.database or default_url())
        self.engine: Engine = open_database(self._database, durable=settings.durable)
        self.forkserver = _forkserver(settings, self._database)
        apply_retention(self.engine, settings)
        self.configure([str(pages_folder()), *_options(settings)], TEMPLATES / "simulator")
        # Behind a proxy, believe what it says of the visitor.
        self.limits = {**LIMITS, "xheaders": settings.proxy}

    def init_settings(self) -> dict[str, Any]:
        """Voila's settings with ours beside them."""
        settings: dict[str, Any] = super().init_settings()
        own = self.server_settings
        facts = {
            "database": self._database,
            "durable": own.durable,
            "cases": list(own.cases),
            "checklist": own.checklist,
            "notebooks": own.notebooks,
            "keeps_days": own.keeps_days,
            "shared": bool(own.class_code),
        }
        self.kernel_manager.configure(self.forkserver, own.spare_kernels, facts)
        self.jobs = housekeeping(self.kernel_manager, self.engine, own)
        settings["simulator_server"] = self
        settings["simulator_engine"] = self.engine
        settings["simulator_settings"] = own
        settings["simulator_assets"] = assets = Assets()
        settings["simulator_pages"] = PageTemplates(self, assets.address)
        settings["simulator_front_end"] = FrontEnd(front_end_folders())
        settings["simulator_wrong_codes"] = RateLimiter()
        settings["login_url"] = "/welcome"
        settings["xsrf_cookies"] = True
        settings["xsrf_cookie_kwargs"] = {"samesite": "Strict", "secure": own.proxy}
        settings["websocket_max_message_size"] = MOST_FRAME
        # A page says much the same again and again: a tenth of the bytes for a tenth of a millisecond.
        settings["transforms"] = [BrotliEncoding, web.GZipContentEncoding]
        settings["websocket_compression_options"] = {"mem_level": 5}
        settings["default_handler_class"] = h.NotFoundHandler
        settings["log_function"] = lambda _: None
        return settings

    def init_handlers(self) -> list[Any]:
        """Every address that is answered; all others are 404."""
        pages = [name for name in PAGES if (Path(self.root_dir) / f"{name}.ipynb").exists()]
        return [
            (r"/", s.HomeHandler),
            (r"/welcome", s.WelcomeHandler),
            (r"/enter", s.SignInHandler),
            (r"/leave", s.SignOutHandler),
            (r"/goodbye", s.GoodbyeHandler),
            *[(rf"/{name}", h.PageHandler, {"page": name}) for name in pages],
            (rf"/api/kernels/{KERNEL_ID}", h.KernelHandler),
            (rf"/api/kernels/{KERNEL_ID}/channels", h.KernelSocketHandler),
            (r"/voila/api/shutdown/(.*)", h.ShutdownHandler),
            (r"/laboratory", lab.LaboratoryHandler),
            (r"/laboratory/finished", lab.FinishedHandler),
            (rf"/laboratory/api/kernels/{KERNEL_ID}", h.KernelHandler),
            (rf"/laboratory/api/kernels/{KERNEL_ID}/channels", lab.LaboratorySocketHandler),
            (r"/laboratory/voila/api/shutdown/(.*)", h.ShutdownHandler),
            (r"/laboratory/front/([0-9a-f]{16})/([a-z]+)/([A-Za-z0-9@._/-]{1,200})", FrontEndHandler),
            (r"/static/([0-9a-f]{16})/([a-z.]+)", AssetHandler),
            (r"/static/([0-9a-f]{16})/face/([a-zA-Z0-9.-]{1,80})\.svg", FaceHandler),
            (r"/.*", h.NotFoundHandler),
        ]

    def open(self) -> None:
        """Answer requests from now on, for as long as the event loop runs."""
        self.start()
        for job in self.jobs:
            job.start()
        # The first page finds a kernel waiting.
        IOLoop.current().add_callback(self.kernel_manager.pool.fill)

    async def close(self) -> None:
        """Answer nobody any more; end every kernel, and what forks them."""
        for job in self.jobs:
            job.stop()
        await super().close()
        if self.forkserver is not None:
            self.forkserver.stop()
        self.engine.dispose()

    def first_address(self) -> str:
        """The address to open: on one's own machine a one-time address that leads to one's own records.

        A server for a class has none: whoever starts it is none of its learners.
        """
        settings = self.server_settings
        if settings.class_code:
            name = settings.hosts[0] if settings.hosts else settings.host
            return f"https://{name}/" if settings.proxy else f"http://{place(name, settings.port)}/"
        minutes = timedelta(minutes=ONE_TIME_LINK_MINUTES)
        token = give_token(self.engine, own_learner(self.engine).id, "link", minutes)
        local = ("127.0.0.1", "localhost", "0.0.0.0")
        name = "127.0.0.1" if settings.host in local else settings.host
        return f"http://{place(name, settings.port)}/enter?door={token}"


def pages_folder() -> Path:
    """The folder of pages: inside the installed package, or beside it in a checkout."""
    package = HERE.parent
    inside = package / "notebooks" / "pages"
    return inside if inside.is_dir() else package.parent / "notebooks" / "pages"


def build(settings: Settings) -> SimulatorServer:
    """A server that holds its port and is ready to be opened.

    Raises `WrongUse` if nobody can listen there, `StoreFault` if its database cannot be used,
    `JupyterChanged` if what a browser says could reach a kernel unfiltered.
    """
    require_filter()
    return SimulatorServer(settings, bound_sockets(settings.host, settings.port))


def _forkserver(settings: Settings, url: str) -> ForkServerClient | None:
    """A fork server that is warming up; None where kernels are spawned."""
    if not (settings.forked and can_fork()):
        return None
    made = ForkServerClient(settings.cases, ("psycopg",) if url.startswith("postgresql") else ())
    made.start()
    return made


def _named(kind: type) -> str:
    return f"{kind.__module__}.{kind.__name__}"


def _options(settings: Settings) -> list[str]:
    options = {
        "Voila.ip": settings.host,
        "Voila.port": settings.port,
        "Voila.open_browser": False,
        "Voila.log_level": "WARN",
        "Voila.identity_provider_class": _named(CookieIdentityProvider),
        "Voila.authorizer_class": _named(LearnerAuthorizer),
        "Voila.kernel_websocket_connection_class": _named(KernelConnection),
        "VoilaConfiguration.multi_kernel_manager_class": _named(SimulatorKernelManager),
        "VoilaConfiguration.template": "simulator",
        "VoilaConfiguration.allow_template_override": "NO",
        "VoilaConfiguration.allow_theme_override": "NO",
        "VoilaConfiguration.show_tracebacks": False,
        "VoilaExporter.language_code": "ro",
        "SimulatorKernelManager.kernel_manager_class": _named(PageKernelManager),
        "KernelManager.client_class": _named(PageKernelClient),
        **({"KernelManager.transport": "ipc"} if settings.forked and can_fork() else {}),
        "MappingKernelManager.cull_idle_timeout": settings.idle_minutes * 60,
        "MappingKernelManager.cull_interval": 30,
        "MappingKernelManager.cull_connected": False,
    }
    return [f"--{name}={value}" for name, value in options.items()]


def _stop_when_terminated(loop: IOLoop) -> None:
    """End the loop, and with it the server in good order, when the process is asked to end."""
    signal.signal(signal.SIGTERM, lambda *_: loop.asyncio_loop.call_soon_threadsafe(loop.stop))  # type: ignore[attr-defined]


def serve_until_stopped(settings: Settings, say: Callable[[str], None]) -> None:
    """Serve until interrupted or terminated; `say` is given the address once the server listens."""
    server, loop = build(settings), IOLoop.current()

    def announce() -> None:
        address = server.first_address()
        say(address)
        if settings.open_browser:
            webbrowser.open(address)

    server.open()
    _stop_when_terminated(loop)
    loop.add_callback(announce)
    try:
        loop.start()
    except KeyboardInterrupt:
        pass
    finally:
        # A kernel that was about to be started when the end came is not started any more, nor waited for.
        warnings.filterwarnings("ignore", "coroutine .* was never awaited", RuntimeWarning)
        loop.run_sync(server.close)
