"""What all pages share: whose visit it is, in which language, the frame, and how faults are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from simulator.content.enums import LANGUAGES
from simulator.errors import Refused, message
from simulator.language import Language, language
from simulator.report.wording import sentence
from simulator.store.database import Engine
from simulator.store.learners import choose_language, learner_called
from simulator.ui import parts
from simulator.ui.actions import Action, Fields, Notice, take, told
from simulator.ui.page import Page
from simulator.ui.parts import Node
from simulator.ui.session_context import SessionContext, play_in

_NAMES = {"ro": "Română", "en": "English"}
_PLACES = {"start": "Start page", "grid": "The grid", "progress": "My progress"}


@dataclass(frozen=True, slots=True)
class PageBody:
    """A page's body. `scene` changes when something new begins, and the focus goes to its heading."""

    title: str
    children: list[Node]
    scene: str = ""


class PageController(Protocol):
    """A page: what can be asked of it, and what it shows now."""

    def actions(self) -> Mapping[str, Action]:
        """The actions that this page offers now."""
        ...

    def shown(self) -> PageBody:
        """The page as it stands, from what it has already read."""
        ...


MakeController = Callable[["PageShell", str], PageController]


@dataclass(slots=True)
class PageShell:
    """One visit under way: takes in messages, keeps the language, shows the room."""

    visit: SessionContext
    engine: Engine
    routes: Mapping[str, MakeController]
    speaking: Language = field(init=False)
    controller: PageController | None = None
    page_name: str = ""
    notice: Notice | None = None
    gone: bool = False
    page: Page = field(init=False)
    _last: PageBody | None = None

    def __post_init__(self) -> None:
        self.speaking = language("ro")
        self.page = Page({}, self.said)

    def open(self, name: str, play: str = "") -> Page:
        """Enter a room; whatever goes wrong is said on the page."""
        try:
            self._meet()
            self.enter(name, play)
        except Exception as fault:
            self.notice = told(fault)
        self.refresh()
        return self.page

    def _meet(self) -> None:
        """Speak the learner's language. Raises `Refused` if nothing is kept about them (any more)."""
        learner = learner_called(self.engine, self.visit.learner)
        if learner is None:
            self.gone = True
            raise Refused(message("nothing about you is kept here (any more); open the simulator again"))
        self.speaking = language(learner.language if learner.language in LANGUAGES else "ro")

    def enter(self, name: str, play: str = "") -> None:
        """Be in another room from now on."""
        made = self.routes[name](self, play)
        self.controller, self.page_name, self._last = made, name, None

    def lead(self, name: str, play: str = "") -> None:
        """Take the person to another page.

        The server gives each page a visit of its own, so the browser goes there. Elsewhere (in JupyterLab)
        there is only this widget. A browser sent to ask for the page would ask before its last question
        counts as answered, and so not at all.
        """
        if self.visit.verified:
            self.page.go(name, play)
        else:
            self.enter(name, play)

    def said(self, content: object) -> None:
        """Take in what a person did, and show how things stand."""
        actions: dict[str, Action] = {}
        if not self.gone:
            actions = {
                "language": Action(self._choose_language, {"code": str}),
                "go": Action(self._go, {"page": str, "play": str}),
                **(self.controller.actions() if self.controller else {}),
            }
        self.notice = take(actions, content)
        self.refresh()

    def refresh(self) -> None:
        """Bring the page up to date."""
        shown = self._last
        if self.controller is not None:
            try:
                shown = self.controller.shown()
            except Exception as fault:
                self.notice = told(fault)
        self._last = shown
        self.page.show(self._framed(shown or self._nothing()))

    def _nothing(self) -> PageBody:
        """What is left to show where a room cannot be entered."""
        title = self.speaking.text("Case simulator")
        home = parts.link(self.speaking.text("To the start page"), "start", kind="main")
        return PageBody(title, [parts.heading(title, 1), *([] if self.gone else [home])])

    def _framed(self, shown: PageBody) -> Node:
        text = self.speaking.text
        return {
            "lang": self.speaking.code,
            "title": shown.title,
            "scene": f"{self.page_name}/{shown.scene}",
            "children": [self._bar(), *self._notices(), *shown.children],
            "words": {
                "cut": text(
                    "The connection to the simulator is lost and is being tried again by itself. What you "
                    "answered and wrote on this page is sent as soon as it is back: leave the page open."
                ),
                "lost": self._lost(),
                "reload": text("Reload the page"),
                "busy": text("One moment…"),
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
            parts.button(_NAMES[code], "language", {"code": code}, kind="chosen" if chosen else "quiet")
            | {"lang": code}
            for code in LANGUAGES
            for chosen in [code == self.speaking.code]
        ]
        ways = [
            parts.link(self.speaking.text(_PLACES[name]), name)
            for name in _PLACES
            if name in self.routes and name != self.page_name and not (self.gone and name != "start")
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
        self.speaking = language(code)

    def _go(self, fields: Fields) -> None:
        """Where no server turns pages (in JupyterLab), the widget does."""
        if fields["page"] not in self.routes:
            raise Refused(message("there is no such page"))
        self.enter(fields["page"], play_in(f"play={fields['play']}"))
