"""A document written by a process of its own, which takes the memory that it needed with it.

Asked over its standard input with the document as data:
`python -m simulator.report.export_subprocess KIND`.
Of the environment it is given what starting Python and finding fonts needs, and nothing else: a
kernel's may hold the address of a database with its password.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

from simulator.report.document import Document
from simulator.report.document_data import as_data, document_from_data
from simulator.report.file_formats import checked_kind, written

LONGEST = 120  # seconds
PASSED_ON = frozenset(
    (
        *("PATH", "HOME", "LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "TMPDIR", "LD_LIBRARY_PATH"),
        *("PYTHONPATH", "PYTHONHOME", "PYTHONUSERBASE", "PYTHONUTF8"),
        *("SYSTEMROOT", "SYSTEMDRIVE", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TEMP", "TMP"),  # Windows
    )
)


def written_apart(paper: Document, kind: str) -> bytes:
    """The document as the bytes of a file, as `written` has it; here nothing of the work stays behind.

    Where no process can be begun it is written here. Raises `Refused` for a kind that nobody writes,
    `subprocess.SubprocessError` if the other process did not write it.
    """
    command = [sys.executable, "-P", "-m", __name__, checked_kind(kind)]
    data = json.dumps(as_data(paper)).encode()
    given = {name: value for name, value in os.environ.items() if name in PASSED_ON}
    try:
        return subprocess.run(
            command, input=data, env=given, capture_output=True, check=True, timeout=LONGEST
        ).stdout
    except OSError:
        return written(paper, kind)


def _main() -> None:
    paper = document_from_data(json.load(sys.stdin.buffer))
    sys.stdout.buffer.write(written(paper, sys.argv[1]))


if __name__ == "__main__":
    _main()
