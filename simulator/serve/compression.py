"""What is sent in as few bytes as a browser can read: Brotli where it reads that, else gzip (tornado's)."""

from __future__ import annotations

import brotli
from tornado import httputil, web

QUALITY = 9  # of 11: what is written for one person must not wait
KINDS = ("text/html", "image/svg+xml")


def reads_brotli(accepted: str) -> bool:
    """Whether a browser that accepts these encodings reads Brotli."""
    names = [part.partition(";") for part in accepted.split(",")]
    return any(name.strip() == "br" and quality.strip() not in ("q=0", "q=0.0") for name, _, quality in names)


class BrotliEncoding(web.OutputTransform):
    """Compresses pages as they are written, piece by piece; what is compressed already is left alone.

    That an answer varies with what a browser accepts, the transform for gzip says of every answer.
    """

    def __init__(self, request: httputil.HTTPServerRequest) -> None:
        self._wanted = reads_brotli(request.headers.get("Accept-Encoding", ""))
        self._compressor: brotli.Compressor | None = None

    def transform_first_chunk(
        self, status_code: int, headers: httputil.HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, httputil.HTTPHeaders, bytes]:
        """The beginning of an answer, whose headers say how it is compressed."""
        kind = headers.get("Content-Type", "").partition(";")[0]
        if self._wanted and kind in KINDS and "Content-Encoding" not in headers:
            self._compressor = brotli.Compressor(quality=QUALITY)
            headers["Content-Encoding"] = "br"
            headers.pop("Content-Length", None)
        return status_code, headers, self.transform_chunk(chunk, finishing)

    def transform_chunk(self, chunk: bytes, finishing: bool) -> bytes:
        """A further piece; each can be read as soon as it is there."""
        if self._compressor is None:
            return chunk
        body = self._compressor.process(chunk)
        return bytes(body + (self._compressor.finish() if finishing else self._compressor.flush()))
