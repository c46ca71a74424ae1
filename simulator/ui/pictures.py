"""Faces and places as parts of a page, unless its reader wants no pictures."""

from __future__ import annotations

import base64
from typing import NamedTuple

from simulator.language import Language
from simulator.report.cast import CastMember, Speech, first_impression
from simulator.report.faces import face_svg
from simulator.report.wording import Texts
from simulator.ui import parts
from simulator.ui.page import PLACES
from simulator.ui.parts import Node

WISH, OFF = "preference:pictures", "off"  # where a learner's wish is kept, and what it says


class Pictures(NamedTuple):
    """Whether a page has pictures, and whether they come with it: JupyterLab has no server of ours to ask."""

    on: bool = True
    inline: bool = False

    def face(self, member: CastMember) -> Node:
        """A face; where none is drawn, the first letter of the name."""
        drawn = member.face if self.on else ""
        data = _inline(face_svg(drawn)) if drawn and self.inline else ""
        return parts.face(member.name[:1], f"face/{drawn}.svg" if drawn else "", data)

    def portrait(self, texts: Texts, name: str) -> list[Node]:
        """The face that stands for a case; nothing where none is drawn or wanted."""
        member = first_impression(texts, name) if self.on else None
        return [self.face(member)] if member is not None and member.face else []

    def place(self, name: str) -> list[Node]:
        """The drawing of a place, for whoever has room for it."""
        if not (name and self.on):
            return []
        data = _inline((PLACES / f"{name}.svg").read_text("utf-8")) if self.inline else ""
        return [parts.place_picture(f"{name}.svg", data)]

    def speech(self, speech: Speech) -> list[Node]:
        """A piece of what a scene tells; what somebody says with their face, name and how they seem."""
        if speech.by is None:
            return parts.prose(speech.words, "scene")
        about = " · ".join(filter(None, (_short(speech.by.who), speech.by.feeling)))
        return [parts.speech(self.face(speech.by), speech.by.name, about, speech.words)]

    def cast(self, title: str, members: tuple[CastMember, ...]) -> Node:
        """Who is who."""
        rows = [
            parts.person(self.face(one), one.name, " · ".join(filter(None, (_short(one.who), one.feeling))))
            for one in members
        ]
        return parts.details(
            title, [parts.listing([[row] for row in rows], kind="cast")], opened=True, key="cast"
        )

    def switch(self, language: Language) -> Node:
        """The button that turns pictures off, or on."""
        words = language.text("Without pictures") if self.on else language.text("With pictures")
        return parts.button(words, "pictures", {"on": not self.on}, kind="quiet")


def _short(who: str) -> str:
    """What is said of a person first, without the details that follow it."""
    return who.split(";", maxsplit=1)[0].rstrip(".")


def _inline(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
