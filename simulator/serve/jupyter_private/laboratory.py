"""A laboratory's notebook run and rendered by Voila, piece by piece; its own socket's connection."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Callable
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from jupyter_core.utils import ensure_async
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from nbclient.exceptions import DeadKernelError
from voila.execute import VoilaExecutor
from voila.notebook_renderer import NotebookRenderer
from voila.paths import collect_static_paths
from voila.utils import get_page_config, get_voila_labextensions_path

from simulator.serve.jupyter_private.server import VoilaServer

CELL_SECONDS = 90
# Voila's manager of ipywidgets, and their controls; no other extension is loaded, whatever is installed.
WIDGETS = ("@voila-dashboards/widgets-manager8", "@jupyter-widgets/jupyterlab-manager")
_LOG = logging.getLogger(__name__)


def read_notebook(path: Path) -> Any:
    """A notebook as nbformat knows it. Raises `ValueError` and `OSError` for what is none."""
    try:
        notebook: Any = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
    except OSError:
        raise
    except Exception as fault:  # its own, and whatever else it meets in a file that is no notebook
        raise ValueError(f"{type(fault).__name__}: {fault}"[:200]) from None
    return notebook


@dataclass(frozen=True, slots=True)
class LaboratoryRun:
    """One opening of a laboratory: its notebook, the kernel's manager and id, what is said of a fault in it.

    `noted` is told the id of every widget that the kernel makes while its cells run.
    """

    notebook: Any
    name: str
    manager: Any
    kernel: str
    sorry: str
    noted: Callable[[str], None]


class LaboratoryExecutor(VoilaExecutor):
    """Runs cells; what goes wrong in one is told in a sentence of ours, and in the log as it is."""

    run: LaboratoryRun

    def process_message(self, msg: Any, cell: Any, cell_index: int) -> Any:
        """Note the widgets that the kernel makes."""
        if msg["msg_type"] == "comm_open":
            self.run.noted(msg["content"]["comm_id"])
        return super().process_message(msg, cell, cell_index)

    async def execute_cell(
        self, cell: Any, resources: Any, cell_index: int, store_history: bool = True
    ) -> Any:
        """Run one; a kernel that dies on the way is a fault of the cell."""
        try:
            return await super().execute_cell(cell, resources, cell_index, store_history)
        except DeadKernelError:
            _LOG.exception("the kernel died in a cell of %s", self.run.name)
            cell["outputs"] = [self._apology()]
            raise

    def strip_code_cell_errors(self, cell: Any) -> Any:
        """In place of a traceback, a sentence; the traceback goes into the log."""
        for place, output in enumerate(cell.get("outputs", [])):
            if output["output_type"] == "error":
                _LOG.error("a cell of %s failed:\n%s", self.run.name, "\n".join(output["traceback"]))
                cell["outputs"][place] = self._apology()
        return cell

    def show_code_cell_timeout(self, cell: Any) -> None:
        """A cell that does not end."""
        cell["outputs"] = [self._apology()]

    def _apology(self) -> Any:
        words = {
            "text/html": f'<p class="lab-sorry" role="alert">{self.run.sorry}</p>',
            "text/plain": self.run.sorry,
        }
        return nbformat.v4.new_output("display_data", data=words)


class LaboratoryRenderer(NotebookRenderer):
    """Renders a notebook that is already read, in a kernel that already runs."""

    def __init__(self, run: LaboratoryRun, **named: Any) -> None:
        super().__init__(**named)
        self.run = run

    async def load_notebook(self, path: str) -> Any:
        """The notebook of this run."""
        return self.run.notebook

    async def _jinja_kernel_start(self, nb: Any, kernel_id: str, kernel_future: Any) -> str:
        manager = await ensure_async(kernel_future)
        # What comes after a broken cell may still be of use.
        self.executor = LaboratoryExecutor(
            nb, km=manager, config=self.traitlet_config, timeout=CELL_SECONDS, allow_errors=True
        )
        self.executor.run = self.run
        self.executor.kc = await self.executor.async_start_new_kernel_client()
        self.kernel_started = True
        return kernel_id


async def laboratory_pieces(
    server: VoilaServer, run: LaboratoryRun, template: Path, language: str, **given: Any
) -> AsyncIterator[str]:
    """The page of a laboratory, each piece as soon as its cell has run.

    `given` are `page_config` beside Voila's own, and `extra_context` and `filters` of the template.
    """
    own = deepcopy(server.config)
    own.VoilaExporter.language_code = language
    own.VoilaExporter.filters = given["filters"]
    config = get_page_config(
        base_url=server.base_url,
        settings=server.app.settings,
        log=server.log,
        voila_configuration=server.voila_configuration,
    )
    extensions = [one for one in config["federated_extensions"] if one["name"] in WIDGETS]
    renderer = LaboratoryRenderer(
        run,
        voila_configuration=server.voila_configuration,
        traitlet_config=own,
        notebook_path=f"{run.name}.ipynb",
        template_paths=[str(template), *server.template_paths[1:]],
        config_manager=server.config_manager,
        contents_manager=server.contents_manager,
        base_url=server.base_url,
        kernel_spec_manager=server.kernel_spec_manager,
        page_config={
            **config,
            "federated_extensions": extensions,
            **given["page_config"],
            "kernelId": run.kernel,
        },
    )
    await renderer.initialize()
    renderer.resources |= given["extra_context"]
    async for piece, _ in renderer.generate_content_generator(run.kernel, run.manager):
        yield piece


def front_end_folders() -> dict[str, list[tuple[Path, str]]]:
    """Where the files of Voila's own front end lie (a folder, and what of it), by what they are."""
    static = [Path(folder) for folder in collect_static_paths(["voila"], "lab", prune=True)]
    return {
        "static": [(folder, "") for folder in static],
        "extensions": [(Path(one), part) for one in get_voila_labextensions_path([]) for part in WIDGETS],
        "themes": [(folder.parents[2] / "themes" / "@jupyterlab", "") for folder in static],
    }


class LaboratoryConnection(ZMQChannelsWebsocketConnection):
    """What joins a laboratory's socket to its kernel's channels."""

    outgoing_kinds: tuple[str, ...] = ()

    def handle_outgoing_message(self, stream: str, outgoing_msg: list[Any]) -> None:
        """Hand on what a page needs to know, and note the widgets that the kernel makes meanwhile."""
        parts: Any = self.session.feed_identities(outgoing_msg)[1]
        kind = json.loads(parts[1])["msg_type"]
        content = json.loads(parts[4]) if kind in ("comm_open", "stream") else {}
        if kind == "comm_open":
            self.kernel_manager.widgets.add(content["comm_id"])
        # A traceback is printed where errors are; it tells a lot, and nobody on a page can mend it.
        if kind in self.outgoing_kinds and content.get("name") != "stderr":
            super().handle_outgoing_message(stream, outgoing_msg)
