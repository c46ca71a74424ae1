"""Figures measured inside this process: a learner's step, and many learners in lockstep."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.figure import Figure, Goal, cpu, interleaved
from benchmarks.plays import SEED, bundle, prove_alike, random_walks, run_ours, run_peer, steps_in
from benchmarks.transitions_peer import Play
from simulator.cohort.policies import policy
from simulator.cohort.replay import play_cohort, play_one

WALKS, SAMPLE = 60, 300
MANY, CURVE = 100_000, (1_000, 10_000, 100_000)
MOST_MEMORY = 2 << 30
ROLE = 0


def step(rounds: int) -> list[Figure]:
    """Random plays in both roles, step by step, beside the same plays in the peer's machine."""
    case = bundle()
    peer = Play(case.graph)
    walks = random_walks(case, peer, (0, 1), WALKS)
    prove_alike(case.graph, peer, walks)
    ours, theirs = interleaved(
        8 * rounds, lambda: run_ours(case.graph, walks), lambda: run_peer(peer, walks), clock=cpu
    )
    count = steps_in(walks)
    return [Figure("step", count / ours, count / theirs, "transitions", "steps per second", Goal(3))]


def lockstep(rounds: int) -> list[Figure]:
    """A judged cohort beside the scalar judged replay and the peer's bare steps; its curve; its memory."""
    case, random = bundle(), policy("random")
    one = play_one(case, random, ROLE, SEED)
    peer = Play(case.graph)
    walks = random_walks(case, peer, (ROLE,), SAMPLE)
    prove_alike(case.graph, peer, walks)
    scalar, bare, *cohorts = interleaved(
        rounds,
        lambda: [one(number) for number in range(SAMPLE)],
        lambda: run_peer(peer, walks),
        *[lambda count=count: play_cohort(case, random, ROLE, SEED, count) for count in CURVE],
        clock=cpu,
    )
    scalar_rate, unit = SAMPLE / scalar, "judged learners per second"
    rates = [count / seconds for count, seconds in zip(CURVE, cohorts, strict=True)]
    steps = steps_in(walks) / SAMPLE
    return [
        Figure("lockstep", rates[-1], scalar_rate, "our scalar judged replay", unit, Goal(30)),
        *[
            Figure(f"lockstep-{count // 1000}k", rate, scalar_rate, "our scalar judged replay", unit)
            for count, rate in zip(CURVE, rates, strict=True)
        ],
        Figure(
            "lockstep-transitions",
            rates[-1] * steps,
            steps_in(walks) / bare,
            "transitions, not judged",
            "steps per second",
        ),
        Figure(
            "lockstep-memory",
            _peak() / (1 << 20),
            MOST_MEMORY / (1 << 20),
            "2 GiB",
            "MiB at the peak of a process with 100,000 learners",
            Goal(1, most=True),
        ),
    ]


def _peak() -> int:
    """The most memory, in bytes, that a process of its own held while it played the whole cohort."""
    command = [sys.executable, "-m", "benchmarks.in_process"]
    root = Path(__file__).parents[1]
    given = subprocess.run(command, check=True, capture_output=True, text=True, cwd=root)
    return int(json.loads(given.stdout))


def _play_and_tell() -> int:
    import resource

    play_cohort(bundle(), policy("random"), ROLE, SEED, MANY)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    print(_play_and_tell())
