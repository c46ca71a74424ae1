"""Loading cases and the profession: compiled once, then kept by the digest of their content."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import platformdirs

from simulator.content.folders import MOST_BYTES, files_of, framework_files
from simulator.content.words import LEVELS
from simulator.graph.bundle import Bundle, CompiledCase, CompiledProfession
from simulator.graph.graph import FORMAT
from simulator.graph.packing import Unpackable, pack, unpack

CACHE_VARIABLE = "SIMULATOR_CACHE"
T = TypeVar("T", CompiledCase, CompiledProfession)


def cache_folder() -> Path:
    """Where compiled cases are kept: the user's cache folder, or the one named in the environment."""
    named = os.environ.get(CACHE_VARIABLE)
    return Path(named) if named else Path(platformdirs.user_cache_dir("simulator-asistenta-sociala"))


def load_profession() -> CompiledProfession:
    """The compiled profession. Raises `ProblemsFound` if the framework's files have faults."""
    digest = _digest(framework_files(), "")
    return _cached(CompiledProfession, digest, lambda: _compile_profession(digest))


def load_case(folder: Path, profession: CompiledProfession) -> CompiledCase:
    """A compiled case. Raises `ProblemsFound` if its files have faults."""
    digest = _digest(files_of(folder), profession.digest)
    return _cached(CompiledCase, digest, lambda: _compile_case(folder, profession, digest))


def bundle_of(case: CompiledCase, profession: CompiledProfession, level: str) -> Bundle:
    """What a play at a level rests on."""
    digest = hashlib.sha256(f"{case.digest}{profession.digest}{level}".encode()).hexdigest()[:32]
    return Bundle(case.graphs[level], case.texts, profession.profession, profession.texts, digest)


def _digest(paths: list[Path], base: str) -> str:
    digest = hashlib.sha256(f"{FORMAT}:{_code_version()}:{base}".encode())
    for path in paths:
        content = _content(path)
        digest.update(f"{path.parent.name}/{path.name}:{len(content)}:".encode() + content)
    return digest.hexdigest()[:32]


def _content(path: Path) -> bytes:
    """A file's bytes as far as the reader would take them; what cannot be opened, the reader will tell."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError:
        return b""


def _code_version() -> str:
    """Changes when the compiling code changes, so that a kept case never outlives its compiler."""
    here = Path(__file__).parent
    files = sorted([*here.glob("*.py"), *(here.parent / "content").glob("*.py")])
    return ";".join(f"{path.name}:{path.stat().st_size}:{path.stat().st_mtime_ns}" for path in files)


def _cached(kind: type[T], digest: str, make: Callable[[], T]) -> T:
    path = cache_folder() / f"{digest}.json"
    try:
        return unpack(kind, json.loads(path.read_bytes()))
    except (OSError, ValueError, Unpackable, RecursionError):
        made = make()
    _keep(path, json.dumps(pack(made), ensure_ascii=False, separators=(",", ":")))
    return made


def _keep(path: Path, text: str) -> None:
    """Write whole or not at all; a cache that cannot be written is no fault of the user's."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    except OSError:
        return
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)


def _compile_profession(digest: str) -> CompiledProfession:
    from simulator.graph.compile_profession import compile_profession
    from simulator.graph.framework_files import framework_texts, read_framework

    framework = read_framework()
    return CompiledProfession(compile_profession(framework), framework_texts(framework), digest)


def _compile_case(folder: Path, profession: CompiledProfession, digest: str) -> CompiledCase:
    from simulator.content.library import read_case
    from simulator.content.texts import english, romanian
    from simulator.graph.compiler import compile_case

    read = read_case(folder)
    graphs = {level: compile_case(read.document, read.case, profession.profession, level) for level in LEVELS}
    texts = {"ro": romanian(read.case), "en": english(read.overlay)}
    texts["ro"].update({f"people.{name}.name": p.name for name, p in read.case.people.items()})
    for role, part in read.case.roles.items():
        texts["ro"][f"roles.{role}.name"] = read.case.people[part.plays].name
    return CompiledCase(graphs, texts, digest)
