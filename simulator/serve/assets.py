"""The few scripts and styles of our pages: read once, cached by browsers for good."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import brotli
import rcssmin
import rjsmin
from tornado import web
from tornado.ioloop import IOLoop

from simulator.report.faces import face_svg
from simulator.serve.base_handler import SecureHandler
from simulator.serve.compression import reads_brotli
from simulator.ui.page import PLACES, page_script, style

SHARE = Path(__file__).parent / "share"
FOR_GOOD = "public, max-age=31536000, immutable"
JAVASCRIPT, CSS = "text/javascript; charset=utf-8", "text/css; charset=utf-8"
SVG = "image/svg+xml; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent, and as small as it can be made for browsers that read Brotli."""

    kind: str
    body: bytes
    brotli: bytes


def asset_of(kind: str, text: str) -> Asset:
    """A file without what only its writers need: comments and room."""
    small = rjsmin.jsmin(text) if kind == JAVASCRIPT else rcssmin.cssmin(text) if kind == CSS else text
    body = str(small).encode()
    return Asset(kind, body, brotli.compress(body))


class Assets:
    """Every file that a page of ours asks for, by name.

    `stamp` changes with their content; it stands in their addresses, which may therefore be kept.
    """

    def __init__(self) -> None:
        self._named = {
            "host.js": asset_of(JAVASCRIPT, _read("host.js")),
            "page.js": asset_of(JAVASCRIPT, page_script()),
            "page.css": asset_of(CSS, _read("frame.css") + style()),
            "notice.css": asset_of(CSS, _read("notice.css")),
            "laboratory.css": asset_of(CSS, _read("laboratory.css")),
            "laboratory.js": asset_of(JAVASCRIPT, _read("laboratory.js")),
            **{path.name: asset_of(SVG, path.read_text("utf-8")) for path in sorted(PLACES.glob("*.svg"))},
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


def _read(name: str) -> str:
    return (SHARE / name).read_text("utf-8")


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
        if reads_brotli(self.request.headers.get("Accept-Encoding", "")):
            self.set_header("Content-Encoding", "br")
            await self.finish(asset.brotli)
        else:
            await self.finish(asset.body)
