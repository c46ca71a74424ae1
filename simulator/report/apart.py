"""A document written by a process of its own, which takes the memory that it needed with it.

It is asked over its standard input with the document as data: `python -m simulator.report.apart KIND`.
"""

from __future__ import annotations

import json
import subprocess
import sys

from simulator.report.paper import Paper, paper_as_data, paper_from_data
from simulator.report.papers import known, written

LONGEST = 120  # seconds


def written_apart(paper: Paper, kind: str) -> bytes:
    """The document as the bytes of a file, as `written` has it; here nothing of the work stays behind.

    Where no process can be begun it is written here. Raises `Refused` for a kind that nobody writes,
    `subprocess.SubprocessError` if the other process did not write it.
    """
    command = [sys.executable, "-P", "-m", __name__, known(kind)]
    data = json.dumps(paper_as_data(paper)).encode()
    try:
        return subprocess.run(command, input=data, capture_output=True, check=True, timeout=LONGEST).stdout
    except OSError:
        return written(paper, kind)


def _main() -> None:
    paper = paper_from_data(json.load(sys.stdin.buffer))
    sys.stdout.buffer.write(written(paper, sys.argv[1]))


if __name__ == "__main__":
    _main()
