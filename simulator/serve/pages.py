"""A page as Voila renders it, once; each visit fills in its kernel and its widget (`opening`)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from voila.notebook_renderer import NotebookRenderer
from voila.utils import get_page_config

from simulator.serve.words import on_page

if TYPE_CHECKING:
    from simulator.serve.app import House

KERNEL, OUTPUT = "the-kernel-of-this-visit", "the-output-of-this-visit"


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A rendered page in three pieces, with the kernel and the output missing between them; and its code."""

    head: str
    middle: str
    tail: str
    code: str


class Pages:
    """The pages' skeletons, each made when it is first asked for.

    A page's template is the same for everybody, and making it takes longer than all the rest of a visit.
    """

    def __init__(self, house: House, stamp: str) -> None:
        self._house, self._stamp = house, stamp
        self._made: dict[tuple[str, str], Skeleton] = {}

    async def skeleton(self, name: str, language: str) -> Skeleton:
        """The skeleton of a page, its frame in a language."""
        if (name, language) not in self._made:
            self._made[name, language] = await self._make(name, language)
        return self._made[name, language]

    async def _make(self, name: str, language: str) -> Skeleton:
        renderer = self._renderer(name, language)
        await renderer.initialize()
        notebook = renderer.notebook
        code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
        context = {
            "frontend": "voila",
            "main_js": "voila.js",
            "kernel_start": _no_kernel,
            "notebook_execute": None,
            "progressive_rendering": False,
            "cell_generator": _cells,
        }
        made = renderer.exporter.generate_from_notebook_node(
            notebook, resources=renderer.resources, extra_context=context, page_config=renderer.page_config
        )
        html = "".join([piece async for piece, _ in made])
        head, _, rest = html.partition(KERNEL)
        at = rest.index(OUTPUT)
        begin, end = rest.rindex(">", 0, at) + 1, rest.index("</script>", at)
        return Skeleton(head, rest[:begin], rest[end:], code)

    def _renderer(self, name: str, language: str) -> NotebookRenderer:
        house = self._house
        own = deepcopy(house.config)
        own.VoilaExporter.language_code = language
        own.VoilaExporter.filters = {"said": on_page}
        settings = house.app.settings
        config = get_page_config(
            base_url=house.base_url,
            settings=settings,
            log=house.log,
            voila_configuration=house.voila_configuration,
        )
        for address in ("fullStaticUrl", "fullLabextensionsUrl"):
            config[address] = f"{config[address]}/{self._stamp}"
        return NotebookRenderer(
            voila_configuration=house.voila_configuration,
            traitlet_config=own,
            notebook_path=f"{name}.ipynb",
            template_paths=house.template_paths,
            config_manager=house.config_manager,
            contents_manager=house.contents_manager,
            base_url=house.base_url,
            kernel_spec_manager=house.kernel_spec_manager,
            page_config=config,
            mathjax_config=settings.get("mathjax_config"),
            mathjax_url=settings.get("mathjax_url"),
        )


async def _no_kernel(_notebook: Any) -> str:
    return KERNEL


async def _cells(notebook: Any, _kernel: str) -> AsyncIterator[Any]:
    """The cells as they stand, with one output where the last one's will be."""
    last = max(place for place, cell in enumerate(notebook.cells) if cell.cell_type == "code")
    for place, cell in enumerate(notebook.cells):
        there = {"output_type": "display_data", "data": {"text/plain": OUTPUT}, "metadata": {}}
        outputs = [_Node(there)] if place == last else []
        yield _Node({**cell, "outputs": outputs}) if cell.cell_type == "code" else cell


class _Node(dict[str, Any]):
    """A part of a notebook as templates read it."""

    __getattr__ = dict.get
