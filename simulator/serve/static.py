"""Scripts and styles: compressed once, kept by browsers for good, and most of them sent as one file.

Voila's front end comes in about ninety pieces, each asked for when the one before has run. Those that
a page is known to need are strung together; a piece that is missing is asked for as always.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import FileFindHandler
from tornado import web
from voila.static_file_handler import MultiStaticFileHandler

from simulator.serve.sealed import Sealed

NAMES = Path(__file__).parent / "share" / "scripts.json"
PRESSED = (".js", ".css", ".json", ".svg", ".html")
FOR_GOOD = "public, max-age=31536000, immutable"
LEAST_BYTES = 600


@dataclass(slots=True)
class Shelf:
    """What is sent to every browser, in memory: the strung scripts, and files once they are compressed.

    `stamp` changes with what is installed; it stands in the addresses, which may therefore be kept.
    """

    static: list[str]
    labextensions: list[str]
    strung: bytes = b""
    stamp: str = ""
    _pressed: dict[tuple[str, float], bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        names = json.loads(NAMES.read_text("utf-8"))
        found = [
            *(path for name in names["static"] for path in _first(self.static, name)),
            *(path for name in names["labextensions"] for path in _first(self.labextensions, name)),
        ]
        # Each stands in a function of its own, so that no piece's "use strict" is another's.
        pieces = [b";(function(){\n" + path.read_bytes() + b"\n}).call(self);\n" for path in found]
        entry = [path.read_bytes() for path in _first(self.static, "voila.js")]
        self.strung = b"".join(pieces)
        self.stamp = hashlib.sha256(b"".join([self.strung, *entry])).hexdigest()[:16]

    async def pressed(self, path: str) -> bytes:
        """A file compressed, or the strung scripts for no path; compressed once, beside the loop."""
        key = (path, Path(path).stat().st_mtime if path else 0.0)
        if key not in self._pressed:
            self._pressed[key] = await asyncio.to_thread(self._press, path)
        return self._pressed[key]

    def _press(self, path: str) -> bytes:
        return gzip.compress(Path(path).read_bytes() if path else self.strung, 9, mtime=0)


def _first(folders: list[str], name: str) -> list[Path]:
    """The first of some folders' files of a name, if there is one."""
    return [path for path in (Path(folder) / name for folder in folders) if path.is_file()][:1]


def accepts(request: Any) -> bool:
    """Whether a browser takes compressed answers."""
    return "gzip" in request.headers.get("Accept-Encoding", "")


class _Pressed(Sealed, web.StaticFileHandler):
    """A folder's files, compressed where that helps. Which files may be read, the base class decides."""

    async def get(self, path: str, include_body: bool = True) -> None:
        """Send a file."""
        if not (path.endswith(PRESSED) and accepts(self.request) and include_body):
            await super().get(path, include_body)
            return
        self.path = self.parse_url_path(path)
        found = self.get_absolute_path(self.root, self.path)  # may choose another root
        absolute = self.validate_absolute_path(self.root, found)
        if absolute is None:
            return
        self.absolute_path = absolute
        self.modified = self.get_modified_time()
        self.set_headers()
        self.set_header("Vary", "Accept-Encoding")
        if self.should_return_304():
            self.set_status(304)
            return
        if self.get_content_size() < LEAST_BYTES:
            self.write(Path(absolute).read_bytes())
        else:
            self.set_header("Content-Encoding", "gzip")
            self.write(await self.settings["simulator_shelf"].pressed(absolute))
        await self.finish()

    def set_headers(self) -> None:
        """An address with a stamp never changes what it means."""
        super().set_headers()
        stamped = f"/{self.settings['simulator_shelf'].stamp}/" in self.request.path
        if stamped or "v" in self.request.arguments:
            self.set_header("Cache-Control", FOR_GOOD)


class StaticHandler(_Pressed, MultiStaticFileHandler):
    """Voila's own scripts."""


class ExtensionHandler(_Pressed, FileFindHandler):
    """The scripts of widgets."""


class StrungHandler(Sealed):
    """The scripts that every page needs, as one file."""

    async def get(self) -> None:
        """Send them."""
        shelf: Shelf = self.settings["simulator_shelf"]
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.set_header("Cache-Control", FOR_GOOD)
        self.set_header("Vary", "Accept-Encoding")
        if accepts(self.request):
            self.set_header("Content-Encoding", "gzip")
            await self.finish(await shelf.pressed(""))
        else:
            await self.finish(shelf.strung)
