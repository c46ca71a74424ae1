"""Mutants tried one after the other, a few at a time: which tests notice, and which nobody does."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tools.mutants.changes import Mutant
from tools.mutants.overlay import Limits, Overlay, Process, Run
from tools.mutants.rooms import Group

FIRST_LIMITS = Limits(60, 300)  # where no run without a mutant has told how long its tests take
PAUSE = 0.02


@dataclass(frozen=True, slots=True)
class Job:
    """A mutant to try, with the tests of its group."""

    group: Group
    mutant: Mutant


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a mutant: killed or survived; by which stage of tests (from 0), in how many seconds."""

    job: Job
    killed: bool
    stage: int
    seconds: float
    by: str


class TestsFail(Exception):
    """Without any mutant the tests fail already."""


@dataclass(slots=True)
class _Trial:
    """A job under way in an overlay: at which stage, since when."""

    job: Job
    overlay: Overlay
    process: Process
    stage: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class Campaign:
    """Overlays (as many as run at once), the limits of each stage of tests, seconds to spare in each."""

    overlays: Sequence[Overlay]
    limits: dict[tuple[str, ...], Limits] = field(default_factory=dict)
    spare: int = 10

    def measure(self, stages: Iterable[tuple[str, ...]]) -> None:
        """Run tests without a mutant: they must pass, and set how long a mutant's may take."""
        for stage in stages:
            for overlay in self.overlays:
                run = _finished(overlay.start(stage, FIRST_LIMITS, warm=True))
                if run.state != "passed":
                    raise TestsFail(run.output)
                self.limits[stage] = Limits(3 * run.seconds + self.spare, 6 * (run.seconds + self.spare))

    def run(self, jobs: Iterable[Job], report: Callable[[Result], None]) -> list[Result]:
        """Try every mutant; `report` hears of each as soon as it is known."""
        left, free = iter(jobs), list(self.overlays)
        trials: list[_Trial] = []
        results: list[Result] = []
        while True:
            self._fill(trials, free, left)
            if not trials:
                return results
            time.sleep(PAUSE)
            for trial in [*trials]:
                result = self._ahead(trial)
                if result is not None:
                    trial.overlay.take_back(trial.job.mutant)
                    trials.remove(trial)
                    free.append(trial.overlay)
                    results.append(result)
                    report(result)

    def _fill(self, trials: list[_Trial], free: list[Overlay], left: Iterator[Job]) -> None:
        while free:
            job = next(left, None)
            if job is None:
                return
            overlay = free.pop()
            overlay.put(job.mutant)
            trials.append(_Trial(job, overlay, self._start(overlay, job, 0)))

    def _start(self, overlay: Overlay, job: Job, stage: int) -> Process:
        tests = job.group.stages[stage]
        own = own_tests(overlay.folder, job.mutant.path) if stage == 0 else ()
        return overlay.start((*own, *tests), self.limits.get(tests, FIRST_LIMITS))

    def _ahead(self, trial: _Trial) -> Result | None:
        """The result of a trial, once it is known; what passes one stage goes on to the next."""
        run = trial.process.result()
        if run is None:
            return None
        trial.seconds += run.seconds
        last = trial.stage + 1 == len(trial.job.group.stages)
        if run.state != "passed" or last:
            killed = run.state != "passed"
            return Result(trial.job, killed, trial.stage, trial.seconds, _culprit(run) if killed else "")
        trial.stage += 1
        trial.process = self._start(trial.overlay, trial.job, trial.stage)
        return None


def own_tests(root: Path, path: str) -> tuple[str, ...]:
    """The tests named after a module, which are tried first."""
    parts = Path(path).with_suffix("").parts
    own = root / "tests" / Path(*parts[1:-1]) / f"test_{parts[-1]}.py"
    return (own.relative_to(root).as_posix(),) if own.is_file() else ()


def _finished(process: Process) -> Run:
    while True:
        run = process.result()
        if run is not None:
            return run
        time.sleep(PAUSE)


def _culprit(run: Run) -> str:
    """The test that noticed, as pytest names it."""
    if run.state == "too slow":
        return run.state
    failures = [line for line in run.output.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return failures[0].split(" - ")[0].partition(" ")[2] if failures else "nothing could be read"
