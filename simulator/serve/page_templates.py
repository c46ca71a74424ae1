"""A page as Voila renders it, once; each visit is put into it (`page_launch`)."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.serve.error_pages import page_sentence
from simulator.serve.jupyter_private.server import VoilaServer, rendered

HERE = "the-visit-stands-here"


@dataclass(frozen=True, slots=True)
class PageTemplate:
    """A rendered page in two pieces, between which a visit stands; and the code of its notebook."""

    head: str
    tail: str
    code: str


class PageTemplates:
    """The pages' templates, each made when it is first asked for; `assets` is where scripts and styles are.

    A page's frame is the same for everybody, and making it takes longer than all the rest of a visit.
    """

    def __init__(self, server: VoilaServer, assets: str) -> None:
        self._server, self._assets = server, assets
        self._made: dict[tuple[str, str], PageTemplate] = {}

    async def template(self, name: str, language: str) -> PageTemplate:
        """The template of a page, its frame in a language."""
        if (name, language) not in self._made:
            self._made[name, language] = await self._make(name, language)
        return self._made[name, language]

    async def _make(self, name: str, language: str) -> PageTemplate:
        html, code = await rendered(
            self._server,
            f"{name}.ipynb",
            language,
            filters={"sentence": page_sentence},
            extra_context={"here": HERE},
            page_config={"assets": self._assets},
        )
        head, _, tail = html.partition(HERE)
        return PageTemplate(head, tail, code)
