"""What to play next and when to repeat, as parts of a page: on the start page, the debrief, the progress."""

from __future__ import annotations

from datetime import UTC, datetime

from simulator.content.enums import ROLES
from simulator.language import Language
from simulator.report.advice_said import AdviceSaid, RepeatsSaid
from simulator.ui import parts
from simulator.ui.parts import Node


def today(language: Language) -> str:
    """The reader's own day, for which advice is given (ISO 8601)."""
    return language.day_of(datetime.now(UTC).isoformat())


def advice_section(said: AdviceSaid | None, language: Language, *, begins: bool = False) -> list[Node]:
    """The section "What next"; with `begins` the case can be begun from here. Empty without cases."""
    if said is None:
        return []
    text, coming = language.text, said.coming
    fields = {"case": coming.case, "fields": {"role": ROLES[coming.role], "level": coming.level}}
    go = (
        parts.button(text("Begin: {case}", case=said.case), "begin", fields, kind="main")
        if begins
        else parts.link(text("To the start page"), "start", kind="main")
    )
    nodes = [
        parts.paragraph(said.lead, "lead"),
        parts.listing(said.reasons),
        parts.section([go], kind="row"),
        *([_again(said.again)] if said.again else []),
        parts.details(said.rests_title, [parts.paragraph(said.rests, "quiet")], key="advice-rests"),
    ]
    return [parts.section(nodes, title=said.title, key="next")]


def _again(said: RepeatsSaid) -> Node:
    """When to play what again."""
    table = parts.table(said.caption, said.head, said.rows)
    return parts.details(said.title, [parts.paragraph(said.about), table], key="again")
