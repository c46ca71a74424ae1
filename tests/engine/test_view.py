"""What a role sees: paragraphs that hold, what can be chosen, what was learned and when, how it looks."""

from __future__ import annotations

import pytest

from simulator.engine.session import Session, begin
from simulator.engine.view import View, view
from simulator.graph.graph import Graph
from tests.support import compiled, copy_case, small_graph

CALM = {"danger": "none", "line": "free"}
ALARM = {"danger": "imminent", "line": "free"}


def played(
    *answers: tuple[int, ...], graph: Graph | None = None, role: int = 0, chance: dict[str, str] | None = None
) -> Session:
    session = begin(graph or small_graph(), role, 1, chance=chance or CALM)
    for answer in answers:
        session.answer(answer)
    return session


def viewed(*answers: tuple[int, ...], **how: object) -> View:
    session = played(*answers, **how)  # type: ignore[arg-type]
    assert session.state is not None
    return view(session.graph, session.state, int(how.get("role", 0)))  # type: ignore[call-overload]


def test_only_paragraphs_that_hold_are_shown() -> None:
    text = "scenes.t-door.text"
    quiet, late = "scenes.t-door.also.0.text", "scenes.t-door.also.1.text"
    hard = small_graph("hard")
    assert viewed().paths == (text,)
    assert viewed(chance=ALARM).paths == (text, quiet)
    assert viewed(graph=hard).paths == (text, late)
    assert viewed(graph=hard, chance=ALARM).paths == (text, quiet, late)


def test_a_paragraph_waits_for_what_it_speaks_of() -> None:
    plan, wait = viewed((1,), role=1), viewed((0,), role=1)
    assert plan.messages == ()
    assert wait.messages == (("ana-calls", 600),)
    assert viewed(role=1).paths == ("scenes.c-desk.text",)


def test_at_an_ending_nothing_is_asked() -> None:
    ended = viewed((1,), ())
    assert (ended.ended, ended.node, ended.task, ended.options) == (True, "t-worst", "", ())
    assert ended.paths == ("endings.t-worst.text",)
    asked = viewed()
    assert (asked.role, asked.node, asked.minute, asked.ended, asked.task) == (
        "technician",
        "t-door",
        540,
        False,
        "choice",
    )


def test_what_is_known_and_what_arrived_stand_in_the_order_of_their_coming() -> None:
    rushed = viewed((2,), graph=small_graph("hard"))
    assert rushed.known == (("address", 570), ("gossip", 570), ("bruises", 575))
    noon = viewed((0,), (3,), (0, 1, 2, 3), (0,) * 7, (0, 0, 0))
    assert noon.messages == (("closed-door", 600), ("noon", 720))
    assert viewed((0,), role=1).known == (("address", 540), ("hidden", 540), ("bruises", 600))


@pytest.mark.parametrize(
    ("strain", "signs"),
    [
        (0, ()),
        (1, ()),
        (2, ("variables.strain.signs.0.text",)),
        (7, ("variables.strain.signs.0.text",)),
        (8, ("variables.strain.signs.1.text",)),
        (10, ("variables.strain.signs.1.text",)),
    ],
)
def test_a_quantity_shows_the_sign_of_the_highest_mark_it_has_reached(
    strain: int, signs: tuple[str, ...]
) -> None:
    session = played()
    assert session.state is not None
    state = session.state._replace(values=(strain, 5))
    assert view(session.graph, state, 0).signs == signs


@pytest.mark.parametrize(
    ("answers", "first", "last"),
    [
        (
            (),
            ("look", (), "scenes.t-door.options.look.text"),
            ("leave", (), "scenes.t-door.options.leave.text"),
        ),
        (
            ((0,), (0,)),
            ("marks-seen", ("fact", "guess"), "scenes.t-sort.items.marks-seen.text"),
            ("mood", ("fact", "guess"), "scenes.t-sort.items.mood.text"),
        ),
        (
            ((0,), (3,)),
            ("see", ("1", "2", "3", "4"), "scenes.t-sequence.steps.see"),
            ("rest", ("1", "2", "3", "4"), "scenes.t-sequence.steps.rest"),
        ),
        (
            ((0,), (0,), (0, 1, 0)),
            ("recipient", ("neighbour", "coordinator"), "scenes.t-message.fields.recipient.label"),
            ("please", ("out", "in"), "scenes.t-message.statements.please.text"),
        ),
        (
            ((0,), (0,), (0, 1, 0), (0,) * 7),
            ("when", ("now", "later"), "scenes.t-form.fields.when.label"),
            ("sad", ("out", "in"), "scenes.t-form.statements.sad.text"),
        ),
        (
            ((0,), (0,), (0, 1, 0), (0,) * 7, (0, 0, 0)),
            ("emergency.limits", ("0", "1", "2", "3", "4"), "indicators.emergency.limits.question"),
            ("reporting.terms", ("0", "1", "2", "3", "4"), "indicators.reporting.terms.question"),
        ),
    ],
)
def test_what_can_be_chosen_and_where_its_words_stand(
    answers: tuple[tuple[int, ...], ...], first: tuple[object, ...], last: tuple[object, ...]
) -> None:
    options = viewed(*answers).options
    ends = [(one.id, one.values, one.path) for one in (options[0], options[-1])]
    assert ends == [first, last]


def test_what_is_closed_or_not_known_is_not_offered() -> None:
    assert [option.id for option in viewed((0,)).options] == [
        "call-112",
        "call-coordinator",
        "authority",
        "confront",
    ]
    to_message = ((0,), (0,), (0, 1, 0))
    calm = [option.id for option in viewed(*to_message).options]
    alarm = [option.id for option in viewed(*to_message, chance=ALARM).options]
    assert "weak" not in calm
    assert [name for name in alarm if name != "weak"] == calm


def test_the_coordinator_sees_nothing_of_the_technicians(tmp_path_factory: pytest.TempPathFactory) -> None:
    graph = compiled(copy_case(tmp_path_factory.mktemp("copy")))
    desk = viewed(graph=graph, role=1)
    assert (desk.role, desk.node) == ("coordinator", "c-desk")
    assert desk.known == (("address", 540), ("hidden", 540))
