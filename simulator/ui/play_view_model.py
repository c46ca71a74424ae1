"""Where a play stands, as far as its role may know: folded from the log, so that a refresh sees the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from simulator.engine.arrangement import arranged
from simulator.engine.events import Decided, Event, Started
from simulator.engine.session import states
from simulator.engine.state import State, turn
from simulator.engine.tasks import chosen_branch
from simulator.engine.view import View, view
from simulator.graph.bundle import Bundle
from simulator.graph.profession import Rule
from simulator.practice.applicable_rules import applicable_rules
from simulator.practice.decided_now import decided_now
from simulator.practice.rules import Verdict
from simulator.report.play_scene import News, news_of


@dataclass(frozen=True, slots=True)
class Followed:
    """The decision before: what was done, in which view it was taken, where its consequence is told."""

    sight: View
    event: Decided
    path: str


@dataclass(frozen=True, slots=True)
class PlayViewModel:
    """A play after a prefix of its log: what its role sees now, what is new, what the last answer led to.

    At the beginning no sign is news: one has noticed nothing yet that would have changed.
    """

    bundle: Bundle
    log: tuple[Event, ...]
    state: State
    role: int
    sight: View
    news: News
    followed: Followed | None

    @property
    def step(self) -> int:
        """How many decisions have been taken."""
        return self.state.step

    @property
    def ended(self) -> bool:
        """Whether nobody's turn is left."""
        return turn(self.bundle.graph, self.state) is None

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules at hand, at the guided level only."""
        graph = self.bundle.graph
        if graph.level != "guided" or self.ended:
            return ()
        return applicable_rules(self.bundle.profession, graph, self.state, self.role)

    @property
    def decided(self) -> tuple[Verdict, ...]:
        """What the last decision decided of the rules, at the guided level only."""
        bundle = self.bundle
        if bundle.graph.level != "guided" or self.followed is None:
            return ()
        return decided_now(bundle.profession, bundle.graph, self.log, self.state)


def play_view_model(bundle: Bundle, log: Sequence[Event]) -> PlayViewModel:
    """Where a log that has been verified leaves its play."""
    graph, started = bundle.graph, log[0]
    assert isinstance(started, Started)
    prefix = states(graph, log)
    state = prefix[-1]
    seat = turn(graph, state)
    role = seat.role if seat else started.roles[0]
    sight = view(graph, state, role)
    followed, before = None, None
    last = log[-1]
    if isinstance(last, Decided):
        earlier = prefix[-2]
        before = view(graph, earlier, role)
        task = graph.scenes[last.node].task
        branch = chosen_branch(task, last.answer, earlier.bits, earlier.values, last.minute)
        if last.role == role:
            arranged_before = arranged(before, started.seed, earlier.step)
            followed = Followed(arranged_before, last, branch.path)
    new_signs = tuple([path for path in sight.signs if before and path not in before.signs])
    return PlayViewModel(
        bundle,
        tuple(log),
        state,
        role,
        arranged(sight, started.seed, state.step),
        replace(news_of(before, sight), signs=new_signs),
        followed,
    )
