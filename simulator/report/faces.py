"""The drawn faces of a case's people, as SVG: made here, offline, alike each time.

Drawn by `dicebear-core` from Open Peeps by Pablo Stanley (CC0).
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, get_args

from simulator.content.drawings import Beard, Expression, Glasses, Hair
from simulator.graph.graph import Face

SKIN, CLOTHES, DARK, GREY = "#ffdbb4", "#8fa7df", "#2c1b18", "#e8e1e1"
MOST_KEPT = 300  # faces that are not drawn anew
_NONE = "-"
_PARTS = (Hair, Expression, Glasses, Beard)
_META = re.compile(r"<!--.*?-->|<metadata.*?</metadata>", re.DOTALL)


def face_name(face: Face, expression: str) -> str:
    """What a face with an expression is called: its parts, so that everybody drawn alike is one picture."""
    return ".".join((face.hair, expression or face.expression, face.glasses or _NONE, face.beard or _NONE))


@lru_cache(maxsize=MOST_KEPT)
def face_svg(name: str) -> str:
    """The drawing of a name that `face_name` could give. Raises `KeyError` for any other."""
    parts = name.split(".")
    if len(parts) != len(_PARTS) or not all(map(_is_part, _PARTS, parts)):
        raise KeyError(name)
    hair, expression, glasses, beard = parts
    drawn = _style_and_maker()[1](_style_and_maker()[0], _options(hair, expression, glasses, beard))
    return _META.sub("", drawn.to_string())


def _is_part(kind: Any, name: str) -> bool:
    return name in get_args(kind) or (name == _NONE and kind in (Glasses, Beard))


def _options(hair: str, expression: str, glasses: str, beard: str) -> dict[str, Any]:
    return {
        "seed": "",
        "headVariant": hair,
        "expressionVariant": expression,
        "accessoriesProbability": 0 if glasses == _NONE else 100,
        "facialHairProbability": 0 if beard == _NONE else 100,
        "maskProbability": 0,
        "skinColor": SKIN,
        "clothingColor": CLOTHES,
        "headContrastColor": GREY if hair.startswith("gray") else DARK,
        **({} if glasses == _NONE else {"accessoriesVariant": glasses}),
        **({} if beard == _NONE else {"facialHairVariant": beard}),
    }


@cache
def _style_and_maker() -> tuple[Any, Any]:
    """The style, read once (a third of a second), and what draws from it."""
    from dicebear import Avatar, Style

    definition = files("dicebear_styles").joinpath("open-peeps.json").read_text("utf-8")
    return Style(json.loads(definition)), Avatar
