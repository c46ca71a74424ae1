"""Cases in social assistance: play them, judge them by the profession's rules, explain what they showed.

To begin with:

    from simulator import open_case
    case = open_case("abuse-discovery", language="en")
    play = case.replay("expert-technician")         # one of case.walks; or case.begin("technician")
    for row in play.verdicts:
        print(row.word, row.title, *row.sources)

Texts are Romanian unless `language="en"` says otherwise. A listing shows its first parts in a line; go
through it with `for` to see all (`for option in play.moment.options: print(option.id, option.text)`).

The public names, each with its own help (`help(simulator.Play)`):

    list_cases       the cases there are
    open_case        a case by its id, at a level, in a language
    Case             a case: .roles .walks .begin(role) .replay(walk) .simulate(policy, role, learners)
    Play             a play: .moment .answer(play.moment.example) .decisions .verdicts .profile
                     .evidence .to_frame("verdicts") .draw_profile() .what_if(step, given)
                     .explain() .save("debrief.docx")
    read_log         a play from a log that .save("log.json") or `simulator play --log` wrote
    compare          two plays of a case beside each other, as a PlayComparison
    PlayComparison   outcomes, endings, rules that are judged differently
    Simulation       what many simulated learners did, in shares
    list_rules       the rules of the profession, all or those of a role
    open_rule        a rule by its id
    Rule             a rule: .stance .force .deadline .sources .why
    open_lab         a laboratory by its id: .exercise(name) .check(name, answer) .points(name, answer)
    open_grid        the grid of competence
    CompetenceGrid   its domains and their questions
    SimulatorError   what can go wrong, with what to do

They load on first use, so that importing this package costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.api.case import Case, list_cases, open_case, read_log
    from simulator.api.comparison import PlayComparison, compare
    from simulator.api.play import Play
    from simulator.api.rules import CompetenceGrid, Rule, list_rules, open_grid, open_rule
    from simulator.api.simulation import Simulation
    from simulator.errors import SimulatorError
    from simulator.labs.lab import open_lab

__all__ = [
    "Case",
    "CompetenceGrid",
    "Play",
    "PlayComparison",
    "Rule",
    "Simulation",
    "SimulatorError",
    "compare",
    "list_cases",
    "list_rules",
    "open_case",
    "open_grid",
    "open_lab",
    "open_rule",
    "read_log",
]
_HOMES = {
    "simulator.api.case": ("Case", "list_cases", "open_case", "read_log"),
    "simulator.api.comparison": ("PlayComparison", "compare"),
    "simulator.api.play": ("Play",),
    "simulator.api.rules": ("CompetenceGrid", "Rule", "list_rules", "open_grid", "open_rule"),
    "simulator.api.simulation": ("Simulation",),
    "simulator.errors": ("SimulatorError",),
    "simulator.labs.lab": ("open_lab",),
}


def __getattr__(name: str) -> Any:
    """A public name, loaded now."""
    for home, names in _HOMES.items():
        if name in names:
            return getattr(importlib.import_module(home), name)
    raise AttributeError(f"module 'simulator' has no attribute '{name}'")


def __dir__() -> list[str]:
    """The public names."""
    return [*__all__]
