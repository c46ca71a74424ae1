"""What is printed, in whatever encoding the terminal has: a sign that it lacks is written as the nearest one.

Loaded before every command, `--help` too, so that it asks for as little as possible.
"""

from __future__ import annotations

import codecs
import sys
from collections.abc import Callable
from functools import partial

# Encodings of Central Europe have the letters with a cedilla, that were used before those with a comma.
NEAREST = {
    "ș": "\u015f",
    "ț": "\u0163",
    "Ș": "\u015e",
    "Ț": "\u0162",
    **dict.fromkeys("„”“«»", '"'),
    **dict.fromkeys("‚‘’", "'"),
    **dict.fromkeys("–—−─━‑", "-"),
    **dict.fromkeys("·•●○◦⁂", "*"),
    **dict.fromkeys("│┃", "|"),
    **dict.fromkeys("→▸", ">"),
    "═": "=",
    "☐": "[ ]",
    "☒": "[x]",
    "✉": "@",
    "…": "...",
    "←": "<",
    "≥": ">=",
    "≤": "<=",
    "×": "x",
    "§": "art.",
    "□": "[ ]",
}


def accept_any_sign() -> None:
    """Make the standard streams write and read any sign, replaced where it must be; nothing raises."""
    for stream in (sys.stdout, sys.stderr):
        _replace(stream, "nearest", _nearest)
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")


def print_as_data() -> None:
    """From now on JSON is printed: a sign that the encoding lacks is escaped, so that none is lost."""
    _replace(sys.stdout, "json", _escaped)


def _replace(stream: object, kind: str, replacement: Callable[[str, str], str]) -> None:
    encoding = getattr(stream, "encoding", None)
    if encoding and hasattr(stream, "reconfigure"):
        # An error does not always name its encoding, so that the handler must know it.
        codecs.register_error(f"simulator-{kind}-{encoding}", partial(_handled, encoding, replacement))
        stream.reconfigure(errors=f"simulator-{kind}-{encoding}")


def _handled(encoding: str, replacement: Callable[[str, str], str], fault: UnicodeError) -> tuple[str, int]:
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    signs = fault.object[fault.start : fault.end]
    return "".join(replacement(sign, encoding) for sign in signs), fault.end


def _nearest(sign: str, encoding: str) -> str:
    """The nearest sign that the encoding has: a letter without its mark, a plain quotation mark, or `?`."""
    from unicodedata import combining, normalize

    bare = "".join(part for part in normalize("NFKD", sign) if not combining(part))
    return next(
        (near for near in (NEAREST.get(sign, bare), bare) if near and _can_write(near, encoding)), "?"
    )


def _can_write(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _escaped(sign: str, _encoding: str) -> str:
    """A sign as JSON escapes it, beyond the first plane in two halves."""
    code = ord(sign)
    halves = [code] if code < 0x10000 else [0xD800 + (code - 0x10000 >> 10), 0xDC00 + (code & 0x3FF)]
    return "".join(f"\\u{half:04x}" for half in halves)
