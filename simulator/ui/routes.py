"""Every page by name, and the one for this visit."""

from __future__ import annotations

import logging

from simulator.errors import Message, message
from simulator.language import language
from simulator.report.wording import sentence
from simulator.store.database import StoreFault
from simulator.ui import parts
from simulator.ui.debrief_controller import debrief_controller
from simulator.ui.grid_controller import grid_controller
from simulator.ui.page import Page
from simulator.ui.page_shell import MakeController, PageShell
from simulator.ui.play_controller import play_controller
from simulator.ui.progress_controller import progress_controller
from simulator.ui.session_context import current
from simulator.ui.start_controller import start_controller

ROUTES: dict[str, MakeController] = {
    "start": start_controller,
    "play": play_controller,
    "debrief": debrief_controller,
    "grid": grid_controller,
    "progress": progress_controller,
}


def page_for(name: str) -> Page:
    """A page for the current visit. If the visit or its database cannot be read, the page says so."""
    try:
        visit, engine = current()
    except StoreFault as fault:
        return _sorry(fault.reason, fault.todo)
    except ValueError:
        logging.getLogger(__name__).exception("the visit cannot be read")
        return _sorry(message("this page was not opened by the simulator"))
    return PageShell(visit, engine, ROUTES).open(name, visit.play)


def _sorry(*why: Message) -> Page:
    title = language("ro").text("Case simulator")
    words = " ".join(sentence(language("ro").say(part)) for part in why)
    view = {
        "lang": "ro",
        "title": title,
        "scene": "",
        "children": [parts.heading(title, 1), parts.alert(words, "error")],
        "words": {},
    }
    return Page(view, lambda _content: None)
