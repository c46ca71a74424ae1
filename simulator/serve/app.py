"""The server: Voila, standalone, with our doors, our sockets and nothing else."""

from __future__ import annotations

import os
import webbrowser
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from jupyter_server.services.kernels.handlers import _kernel_id_regex
from tornado.ioloop import IOLoop
from voila.app import Voila
from voila.configuration import VoilaConfiguration

from simulator.serve import door as d
from simulator.serve import handlers as h
from simulator.serve.assets import AssetHandler, Assets
from simulator.serve.forking import ForkServer, can_fork
from simulator.serve.identity import DOOR_MINUTES, Doorkeeper, Porter
from simulator.serve.kernels import HouseKernels
from simulator.serve.pages import Pages
from simulator.serve.provisioner import KernelManager, Provisioner, QuickClient
from simulator.serve.settings import Settings
from simulator.serve.tries import Tries
from simulator.serve.watch import erase_old, watch
from simulator.store.database import Engine, default_url, open_database, settled
from simulator.store.learners import give_token, own_learner
from simulator.ui.page_registry import PAGES

HERE = Path(__file__).parent
MOST_FRAME = 128_000
# What a request may weigh, and how long it may take to arrive.
LIMITS = {
    "max_body_size": 256_000,
    "max_header_size": 32_000,
    "idle_connection_timeout": 75,
    "body_timeout": 30,
}


class House(Voila):
    """Voila without its tree, its contents, its file server and its overrides."""

    engine: Engine
    house: Settings

    def init_settings(self) -> dict[str, Any]:
        """Voila's settings with ours beside them."""
        settings: dict[str, Any] = super().init_settings()
        settings["simulator_engine"] = self.engine
        settings["simulator_settings"] = self.house
        settings["simulator_assets"] = assets = Assets()
        settings["simulator_pages"] = Pages(self, assets.address)
        settings["login_url"] = "/welcome"
        settings["simulator_tries"] = Tries()
        settings["xsrf_cookies"] = True
        settings["xsrf_cookie_kwargs"] = {"samesite": "Strict", "secure": self.house.proxy}
        settings["websocket_max_message_size"] = MOST_FRAME
        # A page says much the same again and again: a tenth of the bytes for a tenth of a millisecond.
        settings["compress_response"] = True
        settings["websocket_compression_options"] = {"mem_level": 5}
        settings["default_handler_class"] = h.NothingHandler
        settings["log_function"] = lambda _: None
        return settings

    def stop(self) -> None:
        """End every kernel, and what forks them."""
        super().stop()
        if Provisioner.server is not None:
            Provisioner.server.stop()

    def init_handlers(self) -> list[Any]:
        """Every address that is answered; all others are 404."""
        found = [name for name in PAGES if (Path(self.root_dir) / f"{name}.ipynb").exists()]
        return [
            (r"/", d.HomeHandler),
            (r"/welcome", d.WelcomeHandler),
            (r"/enter", d.DoorHandler),
            (r"/leave", d.LeaveHandler),
            (r"/goodbye", d.GoodbyeHandler),
            *[(rf"/{name}", h.PageHandler, {"page": name}) for name in found],
            (rf"/api/kernels/{_kernel_id_regex}", h.KernelHandler),
            (rf"/api/kernels/{_kernel_id_regex}/channels", h.SocketHandler),
            (r"/voila/api/shutdown/(.*)", h.ShutdownHandler),
            (r"/static/([0-9a-f]{16})/([a-z.]+)", AssetHandler),
            (r"/.*", h.NothingHandler),
        ]

    def listen(self) -> None:
        """Listen, with limits of our own; behind a proxy, believe what it says of the visitor."""
        watch(self.kernel_manager, self.engine, self.house)
        served: Any = self.app
        served.listen = partial(served.listen, **LIMITS, xheaders=self.house.proxy)
        # The first page finds a kernel waiting.
        IOLoop.current().add_callback(self.kernel_manager.spare.fill)
        super().listen()


def pages_folder() -> Path:
    """The folder of pages: inside the installed package, or beside it in a checkout."""
    package = HERE.parent
    inside = package / "notebooks" / "pages"
    return inside if inside.is_dir() else package.parent / "notebooks" / "pages"


def build(settings: Settings) -> House:
    """A server ready to run. Raises `StoreFault` if its database cannot be used."""
    os.environ["JUPYTER_PATH"] = os.pathsep.join(
        [str(HERE / "share" / "jupyter"), *filter(None, [os.environ.get("JUPYTER_PATH")])]
    )
    url = settled(settings.database or default_url())
    Provisioner.server = _fork_server(settings, url)
    House.engine = open_database(url, durable=settings.durable)
    House.house = settings
    erase_old(House.engine, settings)
    HouseKernels.private = {
        "database": url,
        "durable": settings.durable,
        "cases": list(settings.cases),
        "keeps_days": settings.keeps_days,
    }
    HouseKernels.spare_kernels = settings.spare_kernels if Provisioner.server else 0
    house = House()
    house.voila_configuration = VoilaConfiguration(parent=house)
    house.initialize([str(pages_folder()), *_options(settings)])
    return house


def _fork_server(settings: Settings, url: str) -> ForkServer | None:
    """A fork server that is warming up; None where kernels are spawned."""
    if not (settings.forked and can_fork()):
        return None
    made = ForkServer(settings.cases, ("psycopg",) if url.startswith("postgresql") else ())
    made.start()
    return made


def _named(kind: type) -> str:
    return f"{kind.__module__}.{kind.__name__}"


def _options(settings: Settings) -> list[str]:
    options = {
        "Voila.ip": settings.host,
        "Voila.port": settings.port,
        "Voila.port_retries": 0,
        "Voila.open_browser": False,
        "Voila.log_level": "WARN",
        "Voila.identity_provider_class": _named(Doorkeeper),
        "Voila.authorizer_class": _named(Porter),
        "Voila.kernel_websocket_connection_class": _named(h.Socket),
        "VoilaConfiguration.multi_kernel_manager_class": _named(HouseKernels),
        "VoilaConfiguration.template": "simulator",
        "VoilaConfiguration.allow_template_override": "NO",
        "VoilaConfiguration.allow_theme_override": "NO",
        "VoilaConfiguration.show_tracebacks": False,
        "VoilaExporter.language_code": "ro",
        "HouseKernels.kernel_manager_class": _named(KernelManager),
        "KernelManager.client_class": _named(QuickClient),
        **({"KernelManager.transport": "ipc"} if settings.forked and can_fork() else {}),
        "MappingKernelManager.cull_idle_timeout": settings.idle_minutes * 60,
        "MappingKernelManager.cull_interval": 30,
        "MappingKernelManager.cull_connected": False,
    }
    return [f"--{name}={value}" for name, value in options.items()]


def first_address(settings: Settings, engine: Engine) -> str:
    """The address to open: on one's own machine a one-time door to one's own records.

    A server for a class has no door: whoever starts it is none of its learners.
    """
    if settings.class_code:
        name = settings.hosts[0] if settings.hosts else settings.host
        return f"https://{name}/" if settings.proxy else f"http://{name}:{settings.port}/"
    token = give_token(engine, own_learner(engine).id, "door", timedelta(minutes=DOOR_MINUTES))
    name = "127.0.0.1" if settings.host in ("127.0.0.1", "localhost", "0.0.0.0") else settings.host
    return f"http://{name}:{settings.port}/enter?door={token}"


def run(settings: Settings, say: Any) -> None:
    """Serve until interrupted; `say` is given the address once the server listens."""
    house = build(settings)
    address = first_address(settings, House.engine)

    def opened() -> None:
        say(address)
        if settings.open_browser:
            webbrowser.open(address)

    IOLoop.current().call_later(0.2, opened)
    house.start()
