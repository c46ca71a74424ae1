"""`python -m benchmarks [NAME…] [--json]`: every figure, or those named, measured now."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from subprocess import CalledProcessError

from benchmarks.browsing import first_scene, weight
from benchmarks.figure import Figure
from benchmarks.in_process import lockstep, step
from benchmarks.laboratories import lab_arrivals, lab_first_view, lab_memory
from benchmarks.plays import Unlike
from benchmarks.serving import MINUTES, arrivals, click, lesson, memory
from benchmarks.start_page import start_page
from benchmarks.starting import helping, warm

FIGURES: dict[str, Callable[[int], list[Figure]]] = {
    "step": step,
    "lockstep": lockstep,
    "help": helping,
    "warm": warm,
    "first-scene": first_scene,
    "start-page": start_page,
    "click": click,
    "memory": memory,
    "arrivals": arrivals,
    "weight": weight,
    "lab-first-view": lab_first_view,
    "lab-memory": lab_memory,
    "lab-arrivals": lab_arrivals,
    "class": lesson,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 if a goal is missed or a figure cannot be measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(FIGURES)}; all if none")
    parser.add_argument("--json", action="store_true", help="give a list of records")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="more rounds, steadier medians")
    parser.add_argument("--minutes", type=float, default=MINUTES, metavar="N", help="how long a class plays")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.names if name not in FIGURES]
    if unknown or options.rounds < 1:
        parser.error(f"no figure is called {unknown[0]}" if unknown else "at least one round is needed")
    results: list[Figure] = []
    failed = False
    for name in options.names or FIGURES:
        try:
            measure = FIGURES[name]
            figures = lesson(0, options.minutes) if name == "class" else measure(options.rounds)
        except (Unlike, CalledProcessError) as fault:
            failed = True
            print(f"{name} cannot be measured: {fault}", file=sys.stderr)
            continue
        results += figures
        if not options.json:
            print("\n".join(figure.line() for figure in figures), flush=True)
    if options.json:
        print(json.dumps([figure.record() for figure in results], indent=2))
    return 1 if failed or any(figure.reached is False for figure in results) else 0


if __name__ == "__main__":
    sys.exit(main())
