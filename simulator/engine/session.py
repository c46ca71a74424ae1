"""A play as a fold: a log of events, and the state after every prefix of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from simulator.engine.events import Answer, Command, Event, Reply, Start
from simulator.engine.play import decide, evolve
from simulator.engine.state import Seat, State, turn
from simulator.errors import Refused, message
from simulator.graph.graph import Graph


def states(graph: Graph, log: Sequence[Event]) -> list[State]:
    """The state after each event of a log."""
    after: list[State] = []
    state: State | None = None
    for event in log:
        state = evolve(graph, state, event)
        after.append(state)
    return after


@dataclass(slots=True)
class Session:
    """A play under way: its log so far and where it stands. The log is the record; the rest follows."""

    graph: Graph
    log: list[Event] = field(default_factory=list)
    state: State | None = None

    def __repr__(self) -> str:
        return f"<Session of {self.graph!r}: {len(self.log)} events>"

    def resume(self, log: Sequence[Event]) -> None:
        """Go on from a log that `codec` has verified; this session must not have begun."""
        if self.log:
            raise Refused(message("this play has already begun"))
        for event in log:
            self.state = evolve(self.graph, self.state, event)
            self.log.append(event)

    def do(self, command: Command) -> tuple[Event, ...]:
        """Carry out a command. Raises `Refused`, and then nothing has changed."""
        events = decide(self.graph, self.state, command)
        for event in events:
            self.state = evolve(self.graph, self.state, event)
            self.log.append(event)
        return events

    def answer(self, answer: Answer) -> tuple[Event, ...]:
        """Answer the task of whoever's turn it is. Raises `Refused`."""
        seat = self.at_turn()
        if seat is None:
            raise Refused(message("this play has ended"))
        return self.do(Reply(seat.role, seat.node, answer))

    def at_turn(self) -> Seat | None:
        """The seat whose turn it is, None once the play has ended."""
        return turn(self.graph, self.state) if self.state else None


def begin(
    graph: Graph, role: int, seed: int, learner: int = 0, chance: dict[str, str] | None = None
) -> Session:
    """A play by one person in one role. Raises `Refused` for a role or chance the case does not have."""
    session = Session(graph)
    session.do(Start((role,), seed, learner, tuple((chance or {}).items())))
    return session
