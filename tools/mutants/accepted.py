"""Survivors that are accepted, each with its reason: `tools/mutants-survivors.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.mutants.changes import Mutant

FIELDS = ("group", "where", "context", "old", "new")


@dataclass(frozen=True, slots=True)
class Accepted:
    """A mutant that no test needs to notice, and why: by the names that it is known by.

    `nth` tells it from others that are alike, from 0.
    """

    group: str
    where: str
    context: str
    old: str
    new: str
    reason: str
    nth: int = 0

    def fits(self, group: str, mutant: Mutant) -> bool:
        """Whether this speaks of a mutant; white space does not count."""
        mine = (self.group, self.where, self.context, self.old, self.new, self.nth)
        return mine == (*_named(group, mutant), mutant.nth)


def accepted_in(path: Path) -> list[Accepted]:
    """The entries of a file. Raises `ValueError` for one that lacks its reason or another of its parts."""
    if not path.is_file():
        return []
    entries = tomllib.loads(path.read_text("utf-8")).get("survivor", [])
    for entry in entries:
        lacking = [name for name in (*FIELDS, "reason") if not isinstance(entry.get(name), str)]
        if lacking or not entry["reason"].strip():
            raise ValueError(f"{path.name}: an entry lacks {', '.join(lacking) or 'its reason'}: {entry}")
    return [Accepted(**entry) for entry in entries]


def as_entry(group: str, mutant: Mutant) -> str:
    """A survivor as an entry of the file, for somebody to give it a reason."""
    values = _named(group, mutant)
    lines = [f"{name} = {_quoted(value)}" for name, value in zip(FIELDS, values, strict=True)]
    nth = [f"nth = {mutant.nth}"] if mutant.nth else []
    return "\n".join(["[[survivor]]", *lines, *nth, 'reason = ""'])


def _named(group: str, mutant: Mutant) -> tuple[str, ...]:
    return group, mutant.where, mutant.context, _plain(mutant.old), _plain(mutant.new)


def stale(entries: Iterable[Accepted], mutants: Sequence[tuple[str, Mutant]]) -> list[Accepted]:
    """Entries that speak of no mutant there is."""
    return [entry for entry in entries if not any(entry.fits(group, mutant) for group, mutant in mutants)]


def _plain(text: str) -> str:
    return " ".join(text.split())


def _quoted(text: str) -> str:
    return f"'{text}'" if "'" not in text else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
