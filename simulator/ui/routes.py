"""The page of a name for this visit."""

from __future__ import annotations

import logging

from simulator.content.enums import WRITTEN_LANGUAGE
from simulator.errors import Message, message
from simulator.language import language
from simulator.report.wording import sentence
from simulator.store.database import StoreFault
from simulator.ui import parts
from simulator.ui.page import Page
from simulator.ui.page_registry import PAGES
from simulator.ui.page_shell import PageShell
from simulator.ui.session_context import current


def page_for(name: str) -> Page:
    """A page for the current visit. If the visit or its database cannot be read, the page says so."""
    try:
        visit, engine = current()
    except StoreFault as fault:
        return _sorry(fault.reason, fault.todo)
    except ValueError:
        logging.getLogger(__name__).exception("the visit cannot be read")
        return _sorry(message("this page was not opened by the simulator"))
    return PageShell(visit, engine, PAGES).open(name, visit.place)


def _sorry(*why: Message) -> Page:
    speaking = language(WRITTEN_LANGUAGE)
    title = speaking.text("Case simulator")
    words = " ".join(sentence(speaking.say(part)) for part in why)
    view = {
        "lang": speaking.code,
        "title": title,
        "scene": "",
        "children": [parts.heading(title, 1), parts.alert(words, "error")],
        "words": {},
    }
    return Page(view, lambda _content: None)
