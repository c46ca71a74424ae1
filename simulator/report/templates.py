"""HTML and SVG by Jinja with autoescape: the one place where words meet markup."""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path(__file__).parent / "assets"


def rendered(name: str, **values: object) -> str:
    """What a template of `assets` gives with these values; every word in them is escaped."""
    return _environment().get_template(name).render(**values)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        autoescape=True,
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["inline"] = _inline
    return environment


def _inline(svg: str) -> str:
    """A drawing as an address of its own: what stands in an image runs nothing."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
