"""Runs two real servers in one process, each on a port and a database of its own: `port=database` twice.

Each prints its address once both answer. SIGTERM ends both.
"""

import signal
import sys
from pathlib import Path

from tornado.ioloop import IOLoop

from simulator.serve import app
from simulator.serve.settings import Settings

app.pages_folder = lambda: Path(__file__).parent / "pages"
servers = []
for argument, spares in zip(sys.argv[1:], (1, 0), strict=True):
    port, _, database = argument.partition("=")
    settings = Settings(port=int(port), database=database, open_browser=False, spare_kernels=spares)
    servers.append(app.build(settings))
for server in servers:
    server.open()
loop = IOLoop.current()
signal.signal(signal.SIGTERM, lambda *_: loop.add_callback(loop.stop))


def announce() -> None:
    for server in servers:
        print(server.first_address(), flush=True)


async def close() -> None:
    for server in servers:
        await server.close()


loop.add_callback(announce)
loop.start()
loop.run_sync(close)
