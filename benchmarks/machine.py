"""How late the machine itself is: whoever measures milliseconds has to know it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import quantiles

NAP = 0.005
_NAPPER = f"""
import sys, threading, time
ended, late = threading.Event(), []
threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
while not ended.is_set():
    begun = time.perf_counter()
    time.sleep({NAP})
    late.append(time.perf_counter() - begun - {NAP})
print(*late)
"""


@contextmanager
def napping() -> Iterator[Callable[[], float]]:
    """A process that only naps meanwhile. Ask once: by how many seconds the latest 5 % of naps were late."""
    napper = subprocess.Popen(
        [sys.executable, "-c", _NAPPER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )

    def asked() -> float:
        output, _ = napper.communicate()
        return quantiles([float(late) for late in output.split()], n=20)[-1]

    try:
        yield asked
    finally:
        napper.kill()
        napper.wait()
