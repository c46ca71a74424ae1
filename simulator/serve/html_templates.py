"""The server's own pieces of HTML: Jinja's templates, in which every value is escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

FOLDER = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """Where templates are looked up; a value that a template names and is not given is a fault."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.policies["json.dumps_kwargs"] = {}  # as it comes: sorting takes time
    return made


def rendered_html(template: str, **values: Any) -> Markup:
    """A template with its values, each escaped unless it is such a piece itself."""
    return Markup(environment().get_template(template).render(values))
