"""Every page, one entry each: the server, the shell and the notebooks read it here.

A page is an entry, its controller, and a notebook of its name in `notebooks/pages`. Light: whoever
lists the pages needs neither a widget nor a controller.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from simulator.errors import Message, message


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page: its name (that of its address and its notebook) and title, and what makes its controller.

    `controller` is `module:function`, imported when the page is first opened; the function takes the shell
    and the place that the address names. `link` is what the way to it is called in the bar of every page,
    None if it is reached in another way.
    """

    name: str
    title: Message
    controller: str
    link: Message | None = None


def pages_by_name(entries: Iterable[PageEntry]) -> dict[str, PageEntry]:
    """Pages by their names, in the order of the bar."""
    return {entry.name: entry for entry in entries}


PAGES = pages_by_name(
    [
        PageEntry(
            "start",
            message("Start page"),
            "simulator.ui.start_controller:start_controller",
            message("Start page"),
        ),
        PageEntry("case", message("Case"), "simulator.ui.case_controller:case_controller"),
        PageEntry("play", message("Play"), "simulator.ui.play_controller:play_controller"),
        PageEntry("debrief", message("Debrief"), "simulator.ui.debrief_controller:debrief_controller"),
        PageEntry("rule", message("Rule of the profession"), "simulator.ui.rule_controller:rule_controller"),
        PageEntry(
            "laboratories",
            message("Laboratories"),
            "simulator.ui.laboratories_controller:laboratories_controller",
            message("Laboratories"),
        ),
        PageEntry(
            "grid",
            message("Competence grid"),
            "simulator.ui.grid_controller:grid_controller",
            message("The grid"),
        ),
        PageEntry(
            "progress",
            message("Progress"),
            "simulator.ui.progress_controller:progress_controller",
            message("My progress"),
        ),
        PageEntry("plan", message("My plan"), "simulator.ui.plan_controller:plan_controller"),
        PageEntry(
            "checklist", message("Checklist"), "simulator.ui.checklist_controller:checklist_controller"
        ),
        PageEntry("data", message("My data"), "simulator.ui.privacy_controller:privacy_controller"),
    ]
)
