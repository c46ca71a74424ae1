"""Runs the real server on the pages of the tests: port, database, class code, more settings as arguments."""

import json
import sys
from pathlib import Path

from simulator.serve import app, page_launch
from simulator.serve.settings import Settings

port, database, code = int(sys.argv[1]), sys.argv[2], sys.argv[3]
more = json.loads(sys.argv[4]) if len(sys.argv) > 4 else {}
if not more.pop("real", False):
    app.pages_folder = lambda: Path(__file__).parent / "pages"
page_launch.STUCK_SECONDS = more.pop("stuck_seconds", page_launch.STUCK_SECONDS)
app.serve_until_stopped(
    Settings(port=port, database=database, class_code=code, open_browser=False, **more),
    lambda address: print(address, flush=True),
)
