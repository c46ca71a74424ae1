"""The files of Voila's own front end, which laboratories need: found and compressed once, kept for good."""

from __future__ import annotations

import asyncio
import hashlib
import mimetypes
from dataclasses import dataclass, field
from pathlib import Path

import brotli
from tornado import web

from simulator.serve.assets import FOR_GOOD
from simulator.serve.base_handler import SecureHandler
from simulator.serve.compression import reads_brotli

SENT = (".js", ".css", ".json", ".svg", ".woff2", ".woff")
PRESSED = (".js", ".css", ".json", ".svg")
QUALITY = 9


@dataclass(slots=True)
class FrontEnd:
    """Every file that may be asked for, by kind and name: nothing else is ever opened. `folders` are, for
    each kind, folders with what of them is sent.

    `stamp` changes with what is installed; it stands in the addresses, which may therefore be kept.
    """

    folders: dict[str, list[tuple[Path, str]]]
    stamp: str = ""
    _paths: dict[tuple[str, str], Path] = field(default_factory=dict)
    _pressed: dict[Path, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for kind, folders in self.folders.items():
            for folder, part in reversed(folders):  # the first folder's file wins
                for path in (folder / part).rglob("*"):
                    if path.suffix in SENT and path.is_file():
                        self._paths[kind, path.relative_to(folder).as_posix()] = path
        listed = "".join(
            f"{kind}/{name}:{path.stat().st_size};" for (kind, name), path in self._paths.items()
        )
        self.stamp = hashlib.sha256(listed.encode()).hexdigest()[:16]

    def address(self, kind: str) -> str:
        """Where files of a kind are."""
        return f"/laboratory/front/{self.stamp}/{kind}"

    def path(self, stamp: str, kind: str, name: str) -> Path | None:
        """A file; None if there is none of that name, or it is not what the stamp stood for."""
        return self._paths.get((kind, name)) if stamp == self.stamp else None

    async def pressed(self, path: Path) -> bytes:
        """A file in as few bytes as a browser can read; made beside the loop, and once."""
        if path not in self._pressed:
            self._pressed[path] = await asyncio.to_thread(_press, path)
        return self._pressed[path]


def _press(path: Path) -> bytes:
    return bytes(brotli.compress(path.read_bytes(), quality=QUALITY))


class FrontEndHandler(SecureHandler):
    """Sends one of them."""

    async def get(self, stamp: str, kind: str, name: str) -> None:
        """Send it. Raises 404 for any other name."""
        front: FrontEnd = self.settings["simulator_front_end"]
        path = front.path(stamp, kind, name)
        if path is None:
            raise web.HTTPError(404)
        self.set_header("Content-Type", mimetypes.guess_type(path.name)[0] or "application/octet-stream")
        self.set_header("Cache-Control", FOR_GOOD)
        self.set_header("Vary", "Accept-Encoding")
        if path.suffix in PRESSED and reads_brotli(self.request.headers.get("Accept-Encoding", "")):
            self.set_header("Content-Encoding", "br")
            await self.finish(await front.pressed(path))
        else:
            await self.finish(path.read_bytes())
