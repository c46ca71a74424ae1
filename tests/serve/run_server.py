"""Runs the real server on the pages of the tests: port, database, class code, more settings as arguments.

`later` makes Jupyter's steps bear other names first, as a later version might: the browser's messages
enter by another name (`incoming`), a kernel's go out past our early look at them (`outgoing`); `unchecked`
leaves out what would refuse to start then.
"""

import json
import sys
from pathlib import Path

from simulator.serve import app, page_launch
from simulator.serve.jupyter_private import server
from simulator.serve.settings import Settings

port, database, code = int(sys.argv[1]), sys.argv[2], sys.argv[3]
more = json.loads(sys.argv[4]) if len(sys.argv) > 4 else {}
if not more.pop("real", False):
    app.pages_folder = lambda: Path(__file__).parent / "pages"
page_launch.STUCK_SECONDS = more.pop("stuck_seconds", page_launch.STUCK_SECONDS)
if later := more.pop("later", ()):
    theirs = server.ZMQChannelsWebsocketConnection
    if "incoming" in later:
        theirs.take_in = theirs.handle_incoming_message
        del theirs.handle_incoming_message
        server.KernelWebsocketHandler.on_message = lambda self, frame: self.connection.take_in(frame)
    if "outgoing" in later:
        del server.KernelConnection.handle_outgoing_message
    if "unchecked" in later:
        app.require_filter = lambda: None
app.serve_until_stopped(
    Settings(port=port, database=database, class_code=code, open_browser=False, **more),
    lambda address: print(address, flush=True),
)
