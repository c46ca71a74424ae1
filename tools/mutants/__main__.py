"""`python -m tools.mutants`: draw mutants, try them, and tell which survive.

    python -m tools.mutants --group engine --count 60
    python -m tools.mutants --sample 20

Ends with 1 if a group's score is below the goal or an entry of the file of survivors is out of date.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from itertools import chain, zip_longest
from pathlib import Path

from tools.mutants.accepted import Accepted, accepted_in, as_entry, stale
from tools.mutants.campaign import Campaign, Job, Result, TestsFail
from tools.mutants.changes import Mutant
from tools.mutants.draw import all_mutants, drawn
from tools.mutants.overlay import LIBRARIES, Overlay, load_libraries
from tools.mutants.rooms import GROUPS, Group

ROOT = Path(__file__).resolve().parents[2]
SURVIVORS = "tools/mutants-survivors.toml"
SEED, COUNT, GOAL = 20261128, 60, 0.9


def main(
    arguments: Sequence[str] | None = None,
    groups: Sequence[Group] = GROUPS,
    libraries: Sequence[str] = LIBRARIES,
) -> int:
    """Run the command; the exit status."""
    options = _parser(groups).parse_args(arguments)
    root = options.root.resolve()
    chosen = [group for group in groups if group.name in (options.group or [one.name for one in groups])]
    accepted = accepted_in(root / SURVIVORS)
    everything = {group.name: all_mutants(root, group) for group in chosen}
    old = stale(
        [entry for entry in accepted if entry.group in everything],
        [(name, mutant) for name, mutants in everything.items() for mutant in mutants],
    )
    jobs = {
        group.name: [Job(group, mutant) for mutant in _drawn(everything[group.name], options)]
        for group in chosen
    }
    if options.sample:
        each = zip_longest(*jobs.values())
        sample = [job for job in chain.from_iterable(each) if job and not _pardoned(job, accepted)]
        jobs = {name: [job for job in sample[: options.sample] if job.group.name == name] for name in jobs}
    if options.only:
        jobs = {name: [job for job in some if options.only in job.mutant.path] for name, some in jobs.items()}
    if options.list:
        for job in chain.from_iterable(jobs.values()):
            print(_line(job))
        return 0
    try:
        load_libraries(libraries)
        results = _tried(root, list(chain.from_iterable(jobs.values())), options)
    except TestsFail as fault:
        print(f"Without any mutant the tests fail:\n{fault}", file=sys.stderr)
        return 2
    return _report(
        results, {name: len(mutants) for name, mutants in everything.items()}, accepted, old, options
    )


def _drawn(mutants: list[Mutant], options: argparse.Namespace) -> list[Mutant]:
    return drawn(mutants, options.seed, options.count)[options.skip :]


def _parser(groups: Sequence[Group]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.mutants", description=__doc__.partition("\n")[0])
    parser.add_argument("--group", action="append", choices=[g.name for g in groups], help="one of them only")
    parser.add_argument("--count", type=int, default=COUNT, help="how many are drawn in each group")
    parser.add_argument("--skip", type=int, default=0, help="leave out so many of them: go on from there")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--sample", type=int, default=0, help="so many in all, and no run without a mutant")
    parser.add_argument("--workers", type=int, default=1, choices=(1, 2))
    parser.add_argument("--spare", type=int, default=10, help="seconds beyond three times a clean run")
    parser.add_argument("--only", help="drawn ones whose path contains this")
    parser.add_argument("--list", action="store_true", help="say what is drawn and try nothing")
    parser.add_argument("--json", type=Path, help="write the results to this file, too")
    parser.add_argument("--root", type=Path, default=ROOT, help="the checkout that is looked at")
    return parser


def _tried(root: Path, jobs: list[Job], options: argparse.Namespace) -> list[Result]:
    with tempfile.TemporaryDirectory(prefix="simulator-mutants-") as folder:
        overlays = [Overlay(root, Path(folder) / f"copy-{number}") for number in range(options.workers)]
        campaign = Campaign(overlays, spare=options.spare)
        if not options.sample:
            campaign.measure(dict.fromkeys(stage for job in jobs for stage in job.group.stages))
        return campaign.run(jobs, _tell)


def _tell(result: Result) -> None:
    state = f"killed by {result.by}" if result.killed else "SURVIVED"
    print(f"{result.seconds:5.1f} s  {_line(result.job)}  {state}", flush=True)


def _line(job: Job) -> str:
    mutant = job.mutant
    old, new = (" ".join(text.split()) for text in (mutant.old, mutant.new))
    return f"{mutant.path}:{mutant.line} [{mutant.operator}] {mutant.context} | {old} -> {new}"


def _pardoned(job: Job, accepted: Sequence[Accepted]) -> bool:
    return any(entry.fits(job.group.name, job.mutant) for entry in accepted)


def _report(
    results: Sequence[Result],
    sizes: dict[str, int],
    accepted: Sequence[Accepted],
    old: Sequence[Accepted],
    options: argparse.Namespace,
) -> int:
    """Print the score of each group and its survivors; the exit status."""
    good, rows = not old, []
    for name, size in sizes.items():
        mine = [result for result in results if result.job.group.name == name]
        pardoned = [result for result in mine if _pardoned(result.job, accepted)]
        counted = [result for result in mine if result not in pardoned]
        killed = sum(result.killed for result in counted)
        score = killed / len(counted) if counted else 1.0
        good &= score >= GOAL
        row = {"group": name, "mutants": size, "tried": len(mine), "killed": killed}
        rows.append({**row, "survived": len(counted) - killed, "accepted": len(pardoned), "score": score})
        print(
            f"\n{name}: {killed} of {len(counted)} killed, score {score:.2f}; "
            f"{len(pardoned)} accepted, {size} in all"
        )
        for result in counted:
            if not result.killed:
                print(f"# {_line(result.job)}\n{as_entry(name, result.job.mutant)}")
        for result in pardoned:
            if result.killed:
                print(f"accepted, but {result.by} notices it: {_line(result.job)}")
    for entry in old:
        print(f"{SURVIVORS}: there is no such mutant (any more): {entry.where}: {entry.old} -> {entry.new}")
    if options.json:
        mutants = [
            {"group": r.job.group.name, **asdict(r.job.mutant), "killed": r.killed, "by": r.by}
            for r in results
        ]
        document = {"seed": options.seed, "groups": rows, "mutants": mutants}
        options.json.write_text(json.dumps(document, ensure_ascii=False, indent=1), "utf-8")
    return 0 if good else 1


if __name__ == "__main__":
    if "PYTHONHASHSEED" not in os.environ:  # else the order of a set would decide what dies
        os.execve(sys.executable, sys.orig_argv, os.environ | {"PYTHONHASHSEED": "0"})
    sys.exit(main())
