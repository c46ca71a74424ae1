"""The debrief as paper reads it: the expert's path beside mine, and what became of each fact."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from simulator.cohort.walks import play_walk
from simulator.competence.debrief import debrief
from simulator.competence.expert import comparisons
from simulator.content.folders import case_folders
from simulator.content.library import read_walks
from simulator.engine.events import Event
from simulator.graph.bundle import Bundle
from simulator.language import language
from simulator.report.debrief.material import Companions, material
from simulator.report.debrief.whole import debrief_document
from simulator.report.document import (
    Badge,
    Block,
    Heading,
    Items,
    Note,
    Table,
    Text,
)
from simulator.report.reading_order import linear, plain_cell
from simulator.report.wording import Texts
from tests.support import bundle, random_play

ABUSE = bundle("abuse-discovery", "standard")
SAID = language("ro").text


def of(log: tuple[Event, ...], rests_on: Bundle = ABUSE, code: str = "ro") -> list[Block]:
    judged = debrief(rests_on, log)
    beside = Companions(comparisons(rests_on, judged))
    return list(linear(debrief_document(material(Texts(rests_on, language(code)), judged, beside)).blocks))


def walked(name: str, rests_on: Bundle = ABUSE, code: str = "ro") -> list[Block]:
    walk, document = read_walks(case_folders()["abuse-discovery"])[name]
    return of(tuple(play_walk(rests_on.graph, walk, document)), rests_on, code)


def under(paper: list[Block], title: str) -> list[Block]:
    """What stands under a heading, up to the next one of its level or above."""
    (at,) = [i for i, b in enumerate(paper) if isinstance(b, Heading) and b.text == title]
    head, *rest = paper[at:]
    assert isinstance(head, Heading)
    ends = [i for i, b in enumerate(rest) if isinstance(b, Heading) and b.level <= head.level]
    return rest[: ends[0]] if ends else rest


def texts(paper: list[Block]) -> list[str]:
    """The texts that stand for themselves or in a note."""
    inner = [text for block in paper if isinstance(block, Note) for text in block.blocks]
    return [block.text for block in (*paper, *inner) if isinstance(block, Text | Badge)]


def notes(paper: list[Block], title: str) -> list[Note]:
    return [block for block in paper if isinstance(block, Note) and block.title == title]


def test_the_expert_stands_in_each_moment_that_differs_and_the_whole_path_apart() -> None:
    paper = walked("naive-technician")
    ways = notes(paper, SAID("Next time: the expert's way"))
    assert len(ways) > 3
    assert {one.mood for one in ways} == {"expert"}
    labels = {text.label for note in ways for text in note.blocks if isinstance(text, Text) and text.label}
    assert labels == {SAID("What the case says of this choice")}
    section = under(paper, SAID("The expert's path beside yours"))
    (lead,) = [block for block in section if isinstance(block, Text) and block.kind == "lead"]
    assert "rumurile s-au despărțit" in lead.text
    moments = [block for block in section if isinstance(block, Heading) and " · " in block.text]
    assert len(moments) == len([block for block in section if isinstance(block, Items)]) > 5
    assert all(block.items for block in section if isinstance(block, Items))
    chosen = SAID("What the case says of this choice")
    called = {block.label for block in section if isinstance(block, Text) and block.label}
    assert called >= {"De ce", chosen, "Sursa"}, "a reason speaks to whoever chose it"
    (other,) = [at for at, b in enumerate(section) if getattr(b, "text", "") == SAID("Another good way")]
    first, second = section[:other], [block for block in section[other:] if isinstance(block, Items)]
    assert second
    assert not [block for block in second if block in first], "only what is done otherwise"


def test_an_order_of_steps_is_a_numbered_list_and_so_is_the_experts() -> None:
    paper = walked("naive-coordinator")
    ordered = [block for block in paper if isinstance(block, Items) and block.ordered]
    (theirs,) = [
        block
        for note in notes(paper, SAID("Next time: the expert's way"))
        for block in note.blocks
        if isinstance(block, Items) and block.ordered
    ]
    mine = next(block for block in ordered if sorted(block.items) == sorted(theirs.items))
    assert mine.items != theirs.items
    assert theirs in ordered[1:], "and in the expert's whole path"
    assert not [block for block in texts(paper) if block.startswith("1. ")]


def test_on_paper_too_who_goes_the_experts_way_is_told_so() -> None:
    for code in ("ro", "en"):
        paper = walked("expert-technician", code=code)
        text = language(code).text
        assert text("You went the expert's way from the beginning to the end.") in texts(paper)
        assert not notes(paper, text("Next time: the expert's way"))
        assert not notes(paper, text("What was lacking")) and not notes(paper, text("What is not done"))
        assert notes(paper, text("Why that was good"))


def test_what_the_expert_did_stands_once_and_elsewhere_the_way_to_it() -> None:
    """A scene met twice lies beside one decision of the expert's; a late choice beside the same in time."""
    for name in ("breaks-112-order", "breaks-112-ensured", "naive-technician-own-car"):
        walk, document = read_walks(case_folders()["abuse-discovery"])[name]
        rests_on = bundle("abuse-discovery", walk.level)
        paper = of(tuple(play_walk(rests_on.graph, walk, document)), rests_on)
        titles = {SAID("The moments of the day"), SAID("The moments of these days")}
        (title,) = [block.text for block in paper if isinstance(block, Heading) and block.text in titles]
        moments = under(paper, title)
        told = [block.text for note in moments if isinstance(note, Note) for block in inside(note)]
        assert not [one for one, times in Counter(told).items() if times > 1 and one.endswith(".")]


def inside(note: Note) -> list[Text]:
    """The texts of a note that are sentences, not sources."""
    return [block for block in note.blocks if isinstance(block, Text) and block.kind != "quiet"]


def test_each_fact_has_its_row_and_what_was_not_known_is_listed() -> None:
    paper = walked("naive-technician")
    section = under(paper, "Observat, raportat, folosit: tehnician")
    (table,) = [block for block in section if isinstance(block, Table)]
    facts = {ABUSE.text(f"facts.{fact.id}.text", "ro") for fact in ABUSE.graph.facts}
    assert {row[0] for row in table.rows} < facts
    assert ("știut de la început", "nimănui", "nicăieri") in [
        tuple(map(plain_cell, row[1:])) for row in table.rows
    ]
    (unknown,) = [block for block in section if isinstance(block, Note)]
    (listed,) = unknown.blocks
    assert isinstance(listed, Items)
    assert all(any(item.startswith(fact) for fact in facts) for item in listed.items)


def test_without_a_path_paper_says_so_and_what_was_within_reach() -> None:
    without = replace(ABUSE, experts=())
    paper = walked("naive-technician", without)
    (said,) = under(paper, SAID("The expert's path beside yours"))
    assert isinstance(said, Text)
    assert "nu este scris încă un drum al expertului" in said.text
    assert notes(paper, SAID("What was within reach and you did not find out"))
    assert not [b for b in paper if isinstance(b, Note) and b.title == SAID("Next time: the expert's way")]


def test_of_two_who_played_each_has_the_facts_that_were_theirs() -> None:
    paper = of(tuple(random_play(ABUSE.graph, (0, 1), 5)))
    (said,) = under(paper, SAID("The expert's path beside yours"))
    assert isinstance(said, Text)
    assert "pentru o singură persoană" in said.text
    for role in ("tehnician", "coordonator"):
        assert [b for b in under(paper, f"Observat, raportat, folosit: {role}") if isinstance(b, Table)]
