"""Laboratories at the door: the page on Voila's own front end, its socket, what is finished there."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from tornado import web

from simulator.content.lab_shelf import ShelvedLab, shelved_labs
from simulator.language import Language
from simulator.serve.csp import LABORATORY_POLICY
from simulator.serve.error_pages import page_sentence, status_sentence
from simulator.serve.front_end import FrontEnd
from simulator.serve.handlers import LearnerHandler, OwnedSocketHandler
from simulator.serve.identity import learner_of, login_of
from simulator.serve.jupyter_private.laboratory import (
    LaboratoryConnection,
    LaboratoryRun,
    laboratory_pieces,
    read_notebook,
)
from simulator.serve.jupyter_private.server import allow_unauthenticated
from simulator.serve.kernel_sessions import KernelSession
from simulator.serve.laboratory_filter import OUTGOING, may_reach_kernel, parse_widget_frame
from simulator.serve.rate_limit import Limit
from simulator.store.laboratories import note_exercise
from simulator.ui.page_registry import PAGES

TEMPLATE = Path(__file__).parent / "share" / "jupyter" / "voila" / "templates" / "laboratory"
PYTHON = "python"  # tag of cells that are for JupyterLab alone
BASE = "/laboratory/"
MOST_FRAME = 12_000_000  # a learner's own file, with room for its frame
INPUT = Limit(30_000_000, 1 / 1_000_000)  # bytes to one kernel: two files at once, then a megabyte a second


class LaboratoryHandler(LearnerHandler):
    """A laboratory's page: its notebook run cell by cell in a kernel that knows neither learner nor store."""

    @allow_unauthenticated
    async def get(self) -> None:
        """Show it, or say what is wrong with its notebook."""
        learner = self.visitor()
        if learner is None:
            return
        lab = self._wanted()
        speech = self.speech()
        self.set_header("Content-Type", "text/html; charset=utf-8")
        try:
            notebook = await asyncio.to_thread(_shown_cells, lab.path)
        except (OSError, ValueError) as fault:
            self.log.warning("the notebook %s cannot be shown: %s", lab.path.name, fault)
            self.set_status(422)
            text = speech.text(
                "The notebook of this laboratory cannot be read: it is damaged or no notebook."
            )
            await self.finish(self.notice(text, warn=True))
            return
        self.set_header("Content-Security-Policy", LABORATORY_POLICY)
        session = KernelSession(learner.id, "laboratory", "", login_of(self))
        kernel = await self.kernels.start_laboratory(session, str(lab.path.parent))
        await self._render(lab, kernel, notebook, speech)

    def _wanted(self) -> ShelvedLab:
        """The laboratory that the address names. Raises `HTTPError` if there is none."""
        own = self.server_settings.notebooks
        lab = shelved_labs(Path(own) if own else None).get(self.get_query_argument("id", ""))
        if lab is None:
            raise web.HTTPError(404)
        return lab

    async def _render(self, lab: ShelvedLab, kernel: str, notebook: Any, speech: Language) -> None:
        manager = self.kernels.manager(kernel)
        run = LaboratoryRun(notebook, lab.id, manager, kernel, _sorry(speech), manager.widgets.add)
        given = {
            "filters": {"sentence": page_sentence},
            "extra_context": self._context(lab, speech),
            "page_config": self._page_config(),
        }
        server = self.settings["simulator_server"]
        try:
            async for piece in laboratory_pieces(server, run, TEMPLATE, speech.code, **given):
                self.write(piece)
                await self.flush()
        except Exception:
            self.log.exception("a laboratory could not be shown")
            await self.kernels.end(kernel)
            self.write(f'<p role="alert">{status_sentence(500, speech)}</p>')
        await self.finish()

    def _page_config(self) -> dict[str, Any]:
        front: FrontEnd = self.settings["simulator_front_end"]
        return {
            "baseUrl": BASE,
            "assets": self.settings["simulator_assets"].address,
            "fullStaticUrl": front.address("static"),
            "fullLabextensionsUrl": front.address("extensions"),
            "fullThemesUrl": front.address("themes"),
        }

    def _context(self, lab: ShelvedLab, speech: Language) -> dict[str, Any]:
        ways = [
            {"page": entry.name, "words": speech.say(entry.link)} for entry in PAGES.values() if entry.link
        ]
        words = _words(speech)
        note = "" if lab.written else words["own"]
        if lab.written and speech.code != "ro":
            note = speech.text("The laboratories are in Romanian.")
        return {
            "title": lab.title,
            "laboratory": lab.id,
            "xsrf": self.xsrf_token.decode(),
            "ways": ways,
            "words": {**words, "note": note},
        }


def _shown_cells(path: Path) -> Any:
    """A notebook with what is shown on a page: all but what is for JupyterLab alone."""
    notebook = read_notebook(path)
    notebook.cells = [cell for cell in notebook.cells if PYTHON not in cell.metadata.get("tags", [])]
    return notebook


def _sorry(speech: Language) -> str:
    return speech.text(
        "This part of the laboratory does not work; the fault is its notebook's. You can go on."
    )


def _words(speech: Language) -> dict[str, str]:
    """What the frame of a laboratory says."""
    text = speech.text
    return {
        "ways": text("Pages and language"),
        "wait": text("The page is being prepared…"),
        "script": text("This page needs JavaScript."),
        "kept": text("Noted among your finished exercises (unverified)."),
        "large": text("This file is larger than 10 MB and was not sent. Choose a smaller one."),
        "lost": text(
            "The connection to this laboratory is lost. Exercises that were noted are safe; reload the page "
            "to begin it anew."
        ),
        "own": text(
            "This laboratory is a notebook of your lecturer's, not one of the simulator's; it is trusted as "
            "its author is."
        ),
    }


class LaboratorySocketHandler(OwnedSocketHandler):
    """The socket of a laboratory's kernel: the state of widgets that the kernel made, and nothing else."""

    laboratory = True
    rate = INPUT

    def initialize(self) -> None:
        """No control comm is open yet."""
        self.controls: set[str] = set()

    @property
    def kernel_websocket_connection_class(self) -> Any:
        """The connection of laboratories."""
        return type("Connection", (LaboratoryConnection,), {"outgoing_kinds": OUTGOING})

    @property
    def max_message_size(self) -> int:
        """A learner's own file comes in one message."""
        return MOST_FRAME

    def fitting(self, message: str | bytes) -> bool:
        """Whether the filter of laboratories lets it pass."""
        return may_reach_kernel(
            *parse_widget_frame(message), self.kernels.manager(self.kernel_id).widgets, self.controls
        )

    def outgoing(self, message: str | bytes | dict[str, Any]) -> bool:
        """Whether a kernel's message may pass: the connection has chosen already."""
        return isinstance(message, bytes)


class FinishedHandler(LearnerHandler):
    """A page says that an exercise is finished: noted as unverified, since a browser says so."""

    async def post(self) -> None:
        """Note it for the learner. Raises `HTTPError` for a laboratory or an exercise that there is not."""
        learner = learner_of(self)
        if learner is None or self.foreign():
            raise web.HTTPError(403)
        own = self.server_settings.notebooks
        labs = shelved_labs(Path(own) if own else None)
        lab = labs.get(self.get_body_argument("laboratory", ""))
        exercise = self.get_body_argument("exercise", "")
        if lab is None or not lab.has_exercise(exercise):
            raise web.HTTPError(404)
        note_exercise(self.engine, learner.id, lab.id, exercise)
        self.set_status(204)
        await self.finish()
