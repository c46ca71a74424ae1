"""A page as Voila renders it, once; each visit is put into it (`opening`)."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from voila.notebook_renderer import NotebookRenderer

from simulator.serve.error_pages import on_page

if TYPE_CHECKING:
    from simulator.serve.app import SimulatorServer

HERE = "the-visit-stands-here"


@dataclass(frozen=True, slots=True)
class PageTemplate:
    """A rendered page in two pieces, between which a visit stands; and the code of its notebook."""

    head: str
    tail: str
    code: str


class PageTemplates:
    """The pages' skeletons, each made when it is first asked for.

    A page's frame is the same for everybody, and making it takes longer than all the rest of a visit.
    """

    def __init__(self, house: SimulatorServer, assets: str) -> None:
        self._house, self._assets = house, assets
        self._made: dict[tuple[str, str], PageTemplate] = {}

    async def skeleton(self, name: str, language: str) -> PageTemplate:
        """The skeleton of a page, its frame in a language."""
        if (name, language) not in self._made:
            self._made[name, language] = await self._make(name, language)
        return self._made[name, language]

    async def _make(self, name: str, language: str) -> PageTemplate:
        renderer = self._renderer(name, language)
        await renderer.initialize()
        notebook = renderer.notebook
        made = renderer.exporter.generate_from_notebook_node(
            notebook,
            resources=renderer.resources,
            extra_context={"here": HERE},
            page_config=renderer.page_config,
        )
        head, _, tail = "".join([piece async for piece, _ in made]).partition(HERE)
        code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
        return PageTemplate(head, tail, code)

    def _renderer(self, name: str, language: str) -> NotebookRenderer:
        house = self._house
        own = deepcopy(house.config)
        own.VoilaExporter.language_code = language
        own.VoilaExporter.filters = {"said": on_page}
        return NotebookRenderer(
            voila_configuration=house.voila_configuration,
            traitlet_config=own,
            notebook_path=f"{name}.ipynb",
            template_paths=house.template_paths,
            config_manager=house.config_manager,
            contents_manager=house.contents_manager,
            base_url=house.base_url,
            kernel_spec_manager=house.kernel_spec_manager,
            page_config={"assets": self._assets},
        )
