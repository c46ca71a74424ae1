"""The debrief as paper reads it: the expert's path beside mine, and what became of each fact."""

from __future__ import annotations

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
PARTING = SAID("Here your ways part.")


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


def test_the_expert_stands_beside_each_decision_and_both_ways_as_a_whole() -> None:
    paper = walked("naive-technician")
    notes = [b for b in paper if isinstance(b, Note) and b.title == SAID("What the expert did here")]
    said = [[text for text in note.blocks if isinstance(text, Text)] for note in notes]
    assert [PARTING in [text.text for text in told] for told in said].count(True) == 1
    assert {text.label for told in said for text in told[-1:]} == {"Sursa"}
    chosen = SAID("Why, said to whoever chooses so")
    called = {text.label for told in said for text in told[-2:-1]}
    assert called == {"De ce", chosen}, "an option's reason does not speak to one who chose otherwise"
    section = under(paper, SAID("The expert's path beside yours"))
    (table,) = [block for block in section if isinstance(block, Table)]
    assert table.head == ("Când și unde", "Dumneavoastră", "Expertul")
    assert all(all(row) for row in table.rows)
    whole = under(paper, SAID("The expert's whole path"))
    moments = [block for block in whole if isinstance(block, Heading)]
    assert len(moments) == len([block for block in whole if isinstance(block, Items)]) > 5
    assert all(block.items for block in whole if isinstance(block, Items))
    other = under(paper, SAID("Another good way"))
    others = [block for block in other if isinstance(block, Items)]
    assert others
    assert not [block for block in others if block in whole], "only what is done otherwise"


def test_an_order_of_steps_is_a_numbered_list_beside_the_experts_and_in_the_note() -> None:
    paper = walked("naive-coordinator")
    (table,) = [b for b in paper if isinstance(b, Table) and b.head[2:] == ("Expertul",)]
    (mine, theirs) = next(row[1:] for row in table.rows if isinstance(row[1], Items))
    assert isinstance(mine, Items)
    assert isinstance(theirs, Items)
    assert mine.ordered
    assert theirs.ordered
    assert sorted(mine.items) == sorted(theirs.items)
    assert mine.items != theirs.items
    notes = [b for b in paper if isinstance(b, Note) and b.title == SAID("What the expert did here")]
    assert theirs in [text for note in notes for text in note.blocks]
    asked = [b for b in paper if isinstance(b, Items) and b.ordered and b.items == mine.items]
    assert asked, "what I did stands in the same words at the decision itself"
    cells = [cell for row in table.rows for cell in row if isinstance(cell, str)]
    assert not [cell for cell in cells if "1. " in cell or "\n" in cell]


def test_on_paper_too_who_goes_the_experts_way_is_told_so() -> None:
    paper = walked("expert-technician")
    said = texts(paper)
    assert SAID("You went the expert's way from the beginning to the end.") in said
    assert SAID("as the expert did") in said
    assert PARTING not in said
    (table,) = [b for b in paper if isinstance(b, Table) and b.head[2:] == ("Expertul",)]
    assert {plain_cell(row[2]) for row in table.rows} == {"la fel"}
    assert "as the expert did" in texts(walked("expert-technician", code="en"))


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
    notes = [block for block in paper if isinstance(block, Note)]
    assert [note for note in notes if note.title == SAID("What was within reach and you did not find out")]
    assert not [b for b in paper if isinstance(b, Note) and b.title == SAID("What the expert did here")]


def test_of_two_who_played_each_has_the_facts_that_were_theirs() -> None:
    paper = of(tuple(random_play(ABUSE.graph, (0, 1), 5)))
    (said,) = under(paper, SAID("The expert's path beside yours"))
    assert isinstance(said, Text)
    assert "pentru o singură persoană" in said.text
    for role in ("tehnician", "coordonator"):
        assert [b for b in under(paper, f"Observat, raportat, folosit: {role}") if isinstance(b, Table)]
