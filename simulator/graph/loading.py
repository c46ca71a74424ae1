"""Loading cases and the profession: compiled once, then kept by the digest of their files and compilers.

What is compiled has a digest of its meaning, which does not depend on how, where and by which copy
of the program it was compiled. A process that asks twice is given the same object; none of it is
ever changed.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import platformdirs

from simulator.content.enums import LEVELS
from simulator.content.folders import (
    MOST_BYTES,
    expert_files,
    files_of,
    folder_named,
    framework_files,
)
from simulator.errors import ProblemsFound
from simulator.graph.bundle import Bundle, CaseAbout, CompiledCase, CompiledProfession
from simulator.graph.experts import Expert, expert_paths
from simulator.graph.graph import FORMAT, Graph
from simulator.graph.packing import meaning_of, pack, unpack

if TYPE_CHECKING:
    from simulator.content.case import Case
    from simulator.content.walk import Walk

CACHE_VARIABLE = "SIMULATOR_CACHE"
T = TypeVar("T", CompiledProfession, Graph)
_PROFESSIONS: dict[str, CompiledProfession] = {}
_CASES: dict[str, CompiledCase] = {}
_TOO_FRESH = 2_000_000_000  # nanoseconds


def cache_folder() -> Path:
    """Where compiled cases are kept: the user's cache folder, or the one named in the environment."""
    named = os.environ.get(CACHE_VARIABLE)
    return Path(named) if named else Path(platformdirs.user_cache_dir("simulator-asistenta-sociala"))


def load_profession() -> CompiledProfession:
    """The compiled profession. Raises `ProblemsFound` if the framework's files have faults."""
    key = _key(framework_files(), "")
    return _PROFESSIONS.get(key) or _PROFESSIONS.setdefault(key, _profession(key))


def _profession(key: str) -> CompiledProfession:
    if parts := _cached(key):
        return _unpacked(CompiledProfession, parts[0])
    made = _compile_profession()
    _cache(key, [made])
    return made


def load_case(folder: Path, profession: CompiledProfession) -> CompiledCase:
    """A compiled case. Raises `ProblemsFound` if its files have faults."""
    key = _key(files_of(folder), profession.digest)
    return _CASES.get(key) or _CASES.setdefault(key, _case(folder, profession, key))


def _case(folder: Path, profession: CompiledProfession, key: str) -> CompiledCase:
    if parts := _cached(key):
        digest, texts, about, experts = [json.loads(part) for part in parts[:4]]
        levels = Levels(dict(zip(LEVELS, parts[4:], strict=True)))
        paths = tuple([unpack(Expert, path) for path in experts])
        return CompiledCase(levels, texts, digest, unpack(CaseAbout, about), paths)
    made = _compile_case(folder, profession)
    _cache(
        key, [made.digest, made.texts, made.about, made.experts, *[made.graphs[level] for level in LEVELS]]
    )
    return made


class Levels(Mapping[str, Graph]):
    """A kept case's graphs by level, each unpacked when it is first asked for: hardly anybody plays all."""

    def __init__(self, packed: dict[str, bytes]) -> None:
        self._packed = packed
        self._ready: dict[str, Graph] = {}

    def __getitem__(self, level: str) -> Graph:
        if level not in self._ready:
            self._ready[level] = _unpacked(Graph, self._packed[level])
        return self._ready[level]

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def bundle_of(case: CompiledCase, profession: CompiledProfession, level: str) -> Bundle:
    """What a play at a level rests on."""
    digest = hashlib.sha256(f"{case.digest}{profession.digest}{level}".encode()).hexdigest()[:32]
    return Bundle(
        case.graphs[level], case.texts, profession.profession, profession.texts, digest, case.experts
    )


def open_case(name: str, level: str = "standard", *, cases: Sequence[Path] = ()) -> Bundle:
    """What a play of a case rests on; `cases` are folders of one's own, looked through beside ours.

    Raises `WrongUse` with the nearest names if there is none, `ProblemsFound` if its files have faults.
    """
    folder = folder_named(name, cases)
    profession = load_profession()
    return bundle_of(load_case(folder, profession), profession, level)


def _key(paths: list[Path], base: str) -> str:
    """Under which name what is compiled from files is cached."""
    digest = hashlib.sha256(f"{FORMAT}:{_compilers()}:{base}".encode())
    for path in paths:
        digest.update(f"{path.parent.name}/{path.name}:".encode() + _digest_of(path))
    return digest.hexdigest()[:32]


def _digest_of(path: Path) -> bytes:
    """A digest of a file's content, read again in this process only if the file may have changed."""
    try:
        about = path.stat()
    except OSError:
        return b""
    if time.time_ns() - about.st_mtime_ns < _TOO_FRESH:  # it might change again within a tick of its clock
        return hashlib.sha256(_content(path)).digest()
    return _digest_at(str(path), about.st_size, about.st_mtime_ns, about.st_ino)


@lru_cache(maxsize=2048)
def _digest_at(path: str, _size: int, _changed: int, _place: int) -> bytes:
    return hashlib.sha256(_content(Path(path))).digest()


def _content(path: Path) -> bytes:
    """A file's bytes as far as the reader would take them; what cannot be opened, the reader will tell."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError:
        return b""


@cache
def _compilers() -> str:
    """A digest of the compiling code, so that what is cached never outlives its compiler."""
    here, digest = Path(__file__).parent, hashlib.sha256()
    for path in sorted([*here.glob("*.py"), *(here.parent / "content").glob("*.py")]):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _unpacked(kind: type[T], packed: bytes) -> T:
    with _nothing_collected():
        return unpack(kind, json.loads(packed))


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """While many small values are made and all are kept, a search for garbage takes as long as the rest."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _path(key: str) -> Path:
    return cache_folder() / f"{key}.jsonl"


def _cached(key: str) -> list[bytes]:
    """The parts cached under a key; none where there is no file, or not the one that was written."""
    try:
        total, _, whole = _path(key).read_bytes().partition(b"\n")
    except OSError:
        return []
    return whole.split(b"\n") if total == _sum(whole) else []


def _sum(whole: bytes) -> bytes:
    return hashlib.sha256(whole).hexdigest().encode()


def _cache(key: str, parts: list[Any]) -> None:
    """Write whole or not at all, a line of JSON per part under a line with the sum of them all.

    A cache that cannot be written is no fault of the user's.
    """
    lines = [json.dumps(pack(part), ensure_ascii=False, separators=(",", ":")) for part in parts]
    whole, path = "\n".join(lines).encode(), _path(key)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_sum(whole) + b"\n" + whole)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)


def _compile_profession() -> CompiledProfession:
    from simulator.graph.checklist import checklist_of
    from simulator.graph.compile_profession import compile_profession
    from simulator.graph.framework_files import asked_in, framework_texts, read_framework

    framework = read_framework()
    profession = compile_profession(framework)
    texts = framework_texts(framework)
    return CompiledProfession(
        profession,
        texts,
        meaning_of(profession, texts),
        asked_in(framework),
        checklist_of(framework.practice),
    )


def _compile_case(folder: Path, profession: CompiledProfession) -> CompiledCase:
    from simulator.content.library import read_case
    from simulator.content.texts import english, romanian
    from simulator.graph.compiler import compile_case

    read = read_case(folder)
    graphs = {level: compile_case(read.document, read.case, profession.profession, level) for level in LEVELS}
    texts = {"ro": romanian(read.case), "en": english(read.overlay)}
    texts["ro"].update({f"people.{name}.name": p.name for name, p in read.case.people.items()})
    for role, part in read.case.roles.items():
        texts["ro"][f"roles.{role}.name"] = read.case.people[part.plays].name
    experts = expert_paths(_expert_walks(folder))
    return CompiledCase(graphs, texts, meaning_of(graphs, texts, experts), about_of(read.case), experts)


def about_of(case: Case) -> CaseAbout:
    """What helps to choose a case, as it was written."""
    about = case.about
    return CaseAbout(tuple(about.difficulties), tuple(about.checklist), about.play_minutes, about.face or "")


def _expert_walks(folder: Path) -> Iterator[tuple[str, Walk]]:
    """The experts' walks by name. One with faults is left out: `check` tells them, and play goes on."""
    from simulator.content.library import read_model
    from simulator.content.walk import Walk

    for path in expert_files(folder):
        with suppress(ProblemsFound):
            yield path.stem, read_model(Walk, path)[0]
