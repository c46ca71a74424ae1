"""Workbooks that are made here: the same content gives the same bytes, whenever they are made."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def saved_at(book: bytes, moment: datetime) -> bytes:
    """An XLSX that says it was saved at a moment, and not when it was."""
    steady = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), content)
            new.writestr(zipfile.ZipInfo(name, moment.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)
    return steady.getvalue()
