"""Every page by name, and the one for this visit."""

from __future__ import annotations

import logging

from simulator.errors import Message, message
from simulator.language import language
from simulator.report.texts import sentence
from simulator.store.database import StoreFault
from simulator.ui import parts
from simulator.ui.debrief_room import debrief_room
from simulator.ui.desk import Desk, MakeRoom
from simulator.ui.grid_room import grid_room
from simulator.ui.page import Page
from simulator.ui.play_room import play_room
from simulator.ui.progress_room import progress_room
from simulator.ui.start_room import start_room
from simulator.ui.visit import current

ROOMS: dict[str, MakeRoom] = {
    "start": start_room,
    "play": play_room,
    "debrief": debrief_room,
    "grid": grid_room,
    "progress": progress_room,
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
    return Desk(visit, engine, ROOMS).open(name, visit.play)


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
