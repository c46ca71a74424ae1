"""Which mutants are tried: drawn with a seed, by what they are called and not by where they stand."""

from __future__ import annotations

import hashlib
from itertools import zip_longest
from pathlib import Path

from tools.mutants.changes import Mutant, mutants_of, numbered
from tools.mutants.rooms import Group


def all_mutants(root: Path, group: Group) -> list[Mutant]:
    """Every mutant of a group."""
    return numbered(
        [mutant for path in group.files(root) for mutant in mutants_of(path, (root / path).read_bytes())]
    )


def drawn(mutants: list[Mutant], seed: int, count: int) -> list[Mutant]:
    """So many of them, each kind of fault in turn; a change of one function leaves the others' turn alone."""
    kinds: dict[str, list[Mutant]] = {}
    for mutant in sorted(mutants, key=lambda one: _rank(one, seed)):
        kinds.setdefault(mutant.operator, []).append(mutant)
    rounds = zip_longest(*(kinds[name] for name in sorted(kinds)))
    return [mutant for one in rounds for mutant in one if mutant is not None][:count]


def _rank(mutant: Mutant, seed: int) -> str:
    return hashlib.sha256("\n".join((str(seed), *mutant.key)).encode()).hexdigest()
