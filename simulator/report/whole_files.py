"""Files that a person keeps, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from simulator.errors import WrongUse, message


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all. Raises `WrongUse` if it cannot be written."""
    try:
        target = path.resolve()
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content if isinstance(content, bytes) else content.encode())
            Path(name).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
            Path(name).replace(target)
        except OSError:
            with suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as fault:
        raise unwritable(path, fault) from None


def unwritable(path: Path, fault: OSError) -> WrongUse:
    """What to say of a file that cannot be written."""
    return WrongUse(message("'{file}' cannot be written ({reason})", file=path, reason=fault.strerror or ""))
