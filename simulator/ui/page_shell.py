"""What all pages share: whose visit it is, in which language, the frame, and how faults are shown."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from simulator.content.enums import LANGUAGE_ENTRIES, LANGUAGES, WRITTEN_LANGUAGE
from simulator.errors import Refused, message
from simulator.language import Language, is_zone, language
from simulator.report.wording import sentence
from simulator.store.database import Engine
from simulator.store.learners import Learner, choose_language, learner_called
from simulator.store.texts_and_annotations import replace_text, text_at
from simulator.ui import parts
from simulator.ui.actions import Action, Fields, Notice, notice_of, take
from simulator.ui.page import Page
from simulator.ui.page_registry import PageEntry
from simulator.ui.parts import Node
from simulator.ui.pictures import OFF, WISH, Pictures
from simulator.ui.place import Place, place_from
from simulator.ui.session_context import SessionContext

NOWHERE = Place()
ZONE = "zone"  # how a browser tells its time zone, once for each page


@dataclass(frozen=True, slots=True)
class PageBody:
    """A page's body. `scene` changes when something new begins, and the focus goes to its heading.

    `foot` puts the ways to other pages and the languages at its foot, where it has a head of its own.
    """

    title: str
    children: list[Node]
    scene: str = ""
    foot: bool = False


class PageController(Protocol):
    """A page: what can be asked of it, and what it shows now."""

    def actions(self) -> Mapping[str, Action]:
        """The actions that this page offers now."""
        ...

    def body(self) -> PageBody:
        """The page as it stands, from what it has already read."""
        ...


MakeController = Callable[["PageShell", Place], PageController]


@dataclass(slots=True)
class PageShell:
    """One visit under way: takes in messages, keeps the language and the time zone, shows the page."""

    visit: SessionContext
    engine: Engine
    pages: Mapping[str, PageEntry]
    speaking: Language = field(init=False)
    learner: Learner = field(init=False)
    controller: PageController | None = None
    page_name: str = ""
    place: Place = NOWHERE
    notice: Notice | None = None
    gone: bool = False
    page: Page = field(init=False)
    _last: PageBody | None = None
    _pictures: Pictures | None = None

    def __post_init__(self) -> None:
        self.speaking = language(WRITTEN_LANGUAGE, self.visit.zone)
        self.page = Page({}, self.receive)

    def open(self, name: str, place: Place = NOWHERE) -> Page:
        """Enter a page; whatever goes wrong is told on it."""
        try:
            self.enter(name, place)
        except Exception as fault:
            self.notice = notice_of(fault)
        self.refresh()
        return self.page

    def meet(self) -> None:
        """Know the learner as they are kept now, and speak their language.

        Raises `Refused` if nothing is kept about them (any more); then the page is empty.
        """
        learner = learner_called(self.engine, self.visit.learner)
        if learner is None:
            self.gone, self.controller, self._last = True, None, None  # nothing that was read is shown again
            raise Refused(message("nothing about you is kept here (any more); open the simulator again"))
        code = learner.language if learner.language in LANGUAGES else WRITTEN_LANGUAGE
        self.learner, self.speaking = learner, language(code, self.visit.zone)

    def enter(self, name: str, place: Place = NOWHERE) -> None:
        """Be on another page from now on. Raises `Refused` if nothing is kept about the learner any more."""
        self.meet()
        module, _, function = self.pages[name].controller.partition(":")
        make: MakeController = getattr(importlib.import_module(module), function)
        made = make(self, place)
        self.controller, self.page_name, self.place, self._last = made, name, place, None

    @property
    def pictures(self) -> Pictures:
        """Whether this learner's pages have pictures; asked once, where a page has any."""
        if self._pictures is None:
            wish = text_at(self.engine, self.visit.learner, WISH)
            self._pictures = Pictures(on=wish != OFF, inline=not self.visit.verified)
        return self._pictures

    def _choose_pictures(self, fields: Fields) -> None:
        """Have pictures, or none: a wish that holds for all pages."""
        replace_text(self.engine, self.visit.learner, WISH, "" if fields["on"] else OFF)
        self._pictures = None

    def lead(self, name: str, place: Place = NOWHERE) -> None:
        """Take the person to another page.

        The server gives each page a visit of its own, so the browser goes there. Elsewhere (in JupyterLab)
        there is only this widget. A browser sent to ask for the page would ask before its last question
        counts as answered, and so not at all.
        """
        if self.visit.verified:
            self.page.go(name, place)
        else:
            self.enter(name, place)

    def receive(self, content: object) -> None:
        """Take in what a person did, or where they are, and show how things stand."""
        if isinstance(content, dict) and content.get("do") == ZONE:
            self._be_in(content.get("with"))
            return
        actions: dict[str, Action] = {}
        if not self.gone:
            actions = {
                "language": Action(self._choose_language, {"code": str}),
                "go": Action(self._go, {"page": str, "to": dict}),
                "pictures": Action(self._choose_pictures, {"on": bool}),
                **(self.controller.actions() if self.controller else {}),
            }
        self.notice = take(actions, content)
        self.refresh()

    def _be_in(self, fields: object) -> None:
        """Tell days by the reader's own time zone from now on; what no browser would tell changes nothing."""
        zone = fields.get("name") if isinstance(fields, dict) else None
        if zone == self.visit.zone or not is_zone(zone):
            return
        self.visit = replace(self.visit, zone=str(zone))
        self.speaking = language(self.speaking.code, self.visit.zone)
        if self.controller is not None:
            try:
                self.enter(self.page_name, self.place)
            except Exception as fault:
                self.notice = notice_of(fault)
        self.refresh()

    def refresh(self) -> None:
        """Bring the page up to date."""
        body = self._last
        if self.controller is not None:
            try:
                body = self.controller.body()
            except Exception as fault:
                self.notice = notice_of(fault)
        self._last = body
        self.page.show(self._framed(body or self._nothing()))

    def _nothing(self) -> PageBody:
        """What is left to show where a page cannot be entered."""
        title = self.speaking.text("Case simulator")
        home = parts.link(self.speaking.text("To the start page"), "start", kind="main")
        return PageBody(title, [parts.heading(title, 1), *([] if self.gone else [home])])

    def _framed(self, body: PageBody) -> Node:
        text = self.speaking.text
        return {
            "lang": self.speaking.code,
            "title": body.title,
            "scene": f"{self.page_name}/{body.scene}",
            "at": self.place.at,
            "children": [
                *([] if body.foot else [self._bar()]),
                *self._notices(),
                *body.children,
                *([self._bar()] if body.foot else []),
            ],
            "words": {
                "cut": text(
                    "The connection to the simulator is lost and is being tried again by itself. What you "
                    "answered and wrote on this page is sent as soon as it is back: leave the page open."
                ),
                "blocked": text(
                    "The simulator answers, but this network does not let its live connection (WebSocket) "
                    "through. Leave the page open and try another network, or ask whoever looks after this "
                    "one to allow WebSocket connections."
                ),
                "lost": self._lost(),
                "reload": text("Reload the page"),
                "busy": text("One moment…"),
                "saving": text("Saving…"),
                "unsaved": text("Not saved"),
                "more": text("more"),
            },
        }

    def _lost(self) -> str:
        """What to do when nobody answers any more."""
        if self.visit.verified:
            return self.speaking.text(
                "The connection to the simulator is lost. What was marked as saved is safe; "
                "if you have just written something, copy it first, then reload the page to go on."
            )
        return self.speaking.text(
            "The connection to the simulator is lost. What was marked as saved is safe; if you have just "
            "written something, copy it first, then reload the page and run the cell anew with Shift+Enter."
        )

    def _bar(self) -> Node:
        """The ways to the other pages that there are, and the languages."""
        tongues = [
            parts.button(entry.name, "language", {"code": code}, kind="chosen" if chosen else "quiet")
            | {"lang": code}
            for code, entry in LANGUAGE_ENTRIES.items()
            for chosen in [code == self.speaking.code]
        ]
        ways = [
            parts.link(self.speaking.say(entry.link), name)
            for name, entry in self.pages.items()
            if entry.link and name != self.page_name and not (self.gone and name != "start")
        ]
        bar = parts.section([*ways, *([] if self.gone else tongues)], kind="bar", key="bar")
        return bar | {"label": self.speaking.text("Pages and language")}

    def _notices(self) -> list[Node]:
        if self.notice is None:
            return []
        words = sentence(self.speaking.say(self.notice.what))
        if self.notice.todo:
            words += " " + sentence(self.speaking.say(self.notice.todo))
        return [parts.alert(words, self.notice.kind)]

    def _choose_language(self, fields: Fields) -> None:
        code = fields["code"]
        if code not in LANGUAGES:
            raise Refused(message("this language is not available here"))
        choose_language(self.engine, self.visit.learner, code)
        self.speaking = language(code, self.visit.zone)

    def _go(self, fields: Fields) -> None:
        """Where no server turns pages (in JupyterLab), the widget does."""
        if fields["page"] not in self.pages:
            raise Refused(message("there is no such page"))
        self.enter(fields["page"], place_from(fields["to"]))
