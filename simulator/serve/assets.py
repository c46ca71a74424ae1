"""The few scripts and styles of our pages: read once, cached by browsers for good."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from tornado import web
from tornado.ioloop import IOLoop

from simulator.report.faces import face_svg
from simulator.serve.base_handler import SecureHandler
from simulator.ui.page import PLACES, page_script, style

SHARE = Path(__file__).parent / "share"
FOR_GOOD = "public, max-age=31536000, immutable"
JAVASCRIPT, CSS = "text/javascript; charset=utf-8", "text/css; charset=utf-8"
SVG = "image/svg+xml; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent; how it is compressed on the way, the server decides."""

    kind: str
    body: bytes


class Assets:
    """Every file that a page of ours asks for, by name.

    `stamp` changes with their content; it stands in their addresses, which may therefore be kept.
    """

    def __init__(self) -> None:
        self._named = {
            "host.js": Asset(JAVASCRIPT, _read("host.js")),
            "page.js": Asset(JAVASCRIPT, page_script().encode()),
            "page.css": Asset(CSS, _read("frame.css") + style().encode()),
            "notice.css": Asset(CSS, _read("notice.css")),
            **{path.name: Asset(SVG, path.read_bytes()) for path in sorted(PLACES.glob("*.svg"))},
        }
        everything = b"".join(asset.body for asset in self._named.values())
        self.stamp = hashlib.sha256(everything).hexdigest()[:16]

    @property
    def address(self) -> str:
        """Where they are."""
        return f"/static/{self.stamp}"

    def named(self, stamp: str, name: str) -> Asset | None:
        """A file; None if there is none of that name, or it is not what the stamp stood for."""
        return self._named.get(name) if stamp == self.stamp else None


class FaceHandler(SecureHandler):
    """Draws one face: as the rest of what a page looks like, the same for everybody."""

    async def get(self, _stamp: str, name: str) -> None:
        """Send it. Raises 404 for what is no face."""
        try:
            # The first one reads the whole style, which takes a third of a second.
            drawing = await IOLoop.current().run_in_executor(None, face_svg, name)
        except KeyError:
            raise web.HTTPError(404) from None
        self.set_header("Content-Type", SVG)
        self.set_header("Cache-Control", FOR_GOOD)
        await self.finish(drawing)


def _read(name: str) -> bytes:
    return (SHARE / name).read_bytes()


class AssetHandler(SecureHandler):
    """Sends one of them."""

    async def get(self, stamp: str, name: str) -> None:
        """Send it. Raises 404 for any other name."""
        assets: Assets = self.settings["simulator_assets"]
        asset = assets.named(stamp, name)
        if asset is None:
            raise web.HTTPError(404)
        self.set_header("Content-Type", asset.kind)
        self.set_header("Cache-Control", FOR_GOOD)
        await self.finish(asset.body)
