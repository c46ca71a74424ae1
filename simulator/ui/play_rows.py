"""A learner's plays as rows: where one goes on, and what has ended how; the same on every page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from simulator.content.enums import ROLES
from simulator.language import Language
from simulator.report.wording import Texts, level_word, role_word
from simulator.store.plays import PlayRecord
from simulator.ui import parts
from simulator.ui.listed_plays import FinishedPlay, PlayUnderWay
from simulator.ui.overview_parts import confirm, ended_on
from simulator.ui.parts import Node
from simulator.ui.place import Place
from simulator.ui.unverified_badge import unverified_badge


def under_way_nodes(plays: Iterable[PlayUnderWay], language: Language, *, titled: bool = True) -> list[Node]:
    """A card for each play that goes on: where it stands, the way back, and a way to drop it.

    Without `titled` the page says already which case it is.
    """
    return [_under_way(one, language, titled) for one in plays]


def _under_way(one: PlayUnderWay, language: Language, titled: bool) -> Node:
    text, texts = language.text, Texts(one.bundle, language)
    title = texts.words("title")
    stands = [_roles(one.roles, language)]
    if one.seat is not None:
        stands.append(text("scene {number}", number=one.step + 1))
        place = texts.words(f"scenes.{one.bundle.graph.node_id(one.seat.node)}.place")
        stands.append(f"{texts.time(one.seat.minute)}, {place}")
    drop = confirm(
        text("Drop it"),
        title,
        "drop",
        {"play": one.play.id},
        {
            "ask": text(
                "Drop “{case}”? What you decided and wrote in it so far is erased for good.", case=title
            ),
            "yes": text("Yes, drop it"),
            "no": text("No, keep it"),
        },
    )
    go = parts.link(text("Go on"), "play", Place(one.play.id), kind="main", more=title)
    return parts.section(
        [
            parts.paragraph(" · ".join(stands)),
            *_marks(one.play, language),
            parts.section([go, drop], kind="row"),
        ],
        title=title if titled else "",
        level=3,
        kind="resume",
        key=one.play.id,
    )


def finished_rows(plays: Sequence[FinishedPlay], language: Language, *, titled: bool = True) -> Node:
    """A row for each play that has ended."""
    return parts.listing([_finished(one, language, titled) for one in plays], kind="plays")


def _finished(one: FinishedPlay, language: Language, titled: bool) -> list[Node]:
    texts = Texts(one.bundle, language)
    title, ending = texts.words("title"), texts.words(f"endings.{one.ending}.title")
    who = f"{_roles(one.roles, language)} · {level_word(one.play.level, language)}"
    return [
        ended_on(one.play.ended or ""),
        parts.section(
            [
                *([parts.paragraph(title, "name")] if titled else []),
                parts.paragraph(who, "quiet" if titled else ""),
                *_marks(one.play, language),
            ]
        ),
        parts.paragraph(ending),
        parts.link(language.text("To its debrief"), "debrief", Place(one.play.id), more=title),
    ]


def _roles(roles: Iterable[int], language: Language) -> str:
    return language.listed(role_word(ROLES[role], language) for role in roles)


def _marks(play: PlayRecord, language: Language) -> list[Node]:
    """What sets a play apart from others."""
    what_if = [parts.badge(language.text("what if"), "open")] if play.forked_from else []
    return [*what_if, *unverified_badge(language, verified=play.verified)]
