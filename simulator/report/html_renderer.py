"""A document as a piece of HTML, for a notebook: the blocks of `document.py`, every text escaped."""

from __future__ import annotations

import base64
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.report.document import Document
from simulator.report.document_data import as_read

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATE = Path(__file__).parent / "assets" / "document.html.j2"


def html_of(paper: Document) -> str:
    """The document as one element that brings its own look along and asks for nothing from outside."""
    return _template().render(paper=paper, blocks=as_read(paper))


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["inline"] = _inline
    return environment.from_string(TEMPLATE.read_text("utf-8"))


def _inline(svg: str) -> str:
    """A drawing as an address of its own: what stands in an image runs nothing."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
