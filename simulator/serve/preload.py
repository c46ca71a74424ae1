"""What is done once, before kernels are forked, so that none of them has to do it."""

from __future__ import annotations

import importlib
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.store.database import Engine
    from simulator.ui.place import Place

# What every kernel loads, part of it only when first used; then what a page and what a laboratory needs.
KERNEL_MODULES = (
    "comm",
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "ipywidgets",
    "jupyter_client.session",
    "psutil",
    "simulator.serve.forked_kernel",
    "stack_data",
)
PAGE_MODULES = ("anywidget", "simulator.ui.routes", "sqlalchemy.dialects.sqlite")
LABORATORY_MODULES = (
    "krippendorff",
    "matplotlib.backends.backend_svg",
    "matplotlib.figure",
    "openpyxl",
    "pandas",
    "simulator.labs.controls",
    "simulator.labs.exercise_widget",
    "simulator.labs.exploring",
    "simulator.labs.lab",
    "simulator.labs.picture",
    "statsmodels.stats.proportion",
)
_LOG = logging.getLogger(__name__)


def load(modules: list[str]) -> None:
    """Import what every page needs, and `modules`. One that is missing is left to those who ask for it."""
    _load([*KERNEL_MODULES, *PAGE_MODULES, *modules])


def load_laboratory() -> None:
    """Import what every laboratory needs, and draw once: fonts are looked for only then."""
    _load([*KERNEL_MODULES, *LABORATORY_MODULES])
    try:
        from simulator.labs.material.percent import share_picture

        share_picture(4, 52).html()
    except Exception:
        _LOG.exception("nothing could be drawn beforehand")


def _load(modules: list[str]) -> None:
    # No page is debugged, and the debugger alone would take 10 MB of each kernel.
    sys.modules["debugpy"] = None  # type: ignore[assignment]
    for name in modules:
        try:
            importlib.import_module(name)
        except ImportError as fault:
            _LOG.warning("%s cannot be loaded beforehand: %s", name, fault)
    import ipywidgets

    ipywidgets.register_comm_target()


def open_pages(cases: list[Path]) -> None:
    """Open every page for nobody, on a database in memory that is gone afterwards.

    What is compiled and looked up on the way stays in memory, and no kernel has to do it again.
    """
    from ipywidgets import Widget

    from simulator.store.database import open_database
    from simulator.store.learners import new_learner
    from simulator.store.tables import metadata
    from simulator.ui.page_registry import PAGES
    from simulator.ui.page_shell import PageShell
    from simulator.ui.session_context import SessionContext

    engine = open_database("sqlite:///:memory:", up_to_date=True)
    try:
        metadata.create_all(engine)
        learner = new_learner(engine).id
        place = _begun(engine, learner, cases)
        for name in PAGES:
            visit = SessionContext(learner, name, place, tuple(cases), verified=True)
            PageShell(visit, engine, PAGES).open(name, visit.place)
    except Exception:
        _LOG.exception("the pages could not be opened beforehand")
    finally:
        Widget.close_all()
        engine.dispose()  # no connection may cross a fork


def _begun(engine: Engine, learner: str, cases: list[Path]) -> Place:
    """A play that has just begun, and its case; all cases at all levels are at hand from then on."""
    from simulator.content.enums import LEVELS
    from simulator.content.folders import case_folders
    from simulator.engine.session import begin
    from simulator.graph.loading import bundle_of, load_case, load_profession
    from simulator.store.plays import begin_play, remember
    from simulator.ui.place import Place

    profession, bundle = load_profession(), None
    for name, folder in case_folders(tuple(cases)).items():
        try:
            case = load_case(folder, profession)
            for level in LEVELS:
                bundle = bundle_of(case, profession, level)
                remember(bundle)
        except Exception as fault:  # the page will say so
            _LOG.warning("the case %s is not loaded beforehand: %s", name, fault)
    if bundle is None:
        return Place()
    return Place(begin_play(engine, learner, bundle, begin(bundle.graph, 0, 1).log[0]), bundle.graph.id)
