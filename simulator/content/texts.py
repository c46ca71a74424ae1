"""The words of a case by stable path, in Romanian from the case and in English from the overlay."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from simulator.content.base import Translatable
from simulator.content.case import Case, Overlay, Translation

TODO = "TODO"  # an English text that begins so is still to be written


def digest(text: str) -> str:
    """Eight hex digits of a Romanian text: an edit changes it, and marks its translation stale."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def romanian(case: Case) -> dict[str, str]:
    """Every text a learner reads, by path (`scenes.visit.options.call-112.text`)."""
    return dict(_walk(case, ""))


def english(overlay: Overlay | None) -> dict[str, str]:
    """The English texts; a path without a translation is absent."""
    return {path: entry.text for path, entry in translated(overlay).items()}


def translated(overlay: Overlay | None) -> dict[str, Translation]:
    """The entries of an overlay that hold English already; those still to be written begin with TODO."""
    entries = overlay.texts if overlay else {}
    return {path: entry for path, entry in entries.items() if not entry.text.startswith(TODO)}


def _walk(model: BaseModel, prefix: str) -> Iterator[tuple[str, str]]:
    prose = _prose_fields(type(model))
    for name in type(model).model_fields:
        yield from _texts_of(getattr(model, name), f"{prefix}{name.rstrip('_')}", name in prose)


@lru_cache(maxsize=64)
def _prose_fields(kind: type[BaseModel]) -> frozenset[str]:
    return frozenset(name for name, info in kind.model_fields.items() if _is_prose(info))


def _texts_of(value: object, path: str, prose: bool) -> Iterator[tuple[str, str]]:
    if isinstance(value, BaseModel):
        yield from _walk(value, f"{path}.")
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts_of(inner, f"{path}.{key}", prose)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts_of(inner, f"{path}.{index}", False)
    elif prose and isinstance(value, str):
        yield path, value


def _is_prose(info: FieldInfo) -> bool:
    marked = any(isinstance(part, Translatable) for part in info.metadata)
    return marked or "Translatable" in repr(info.annotation)
