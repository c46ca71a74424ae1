"""The pictures of the documents: `python -m tools.pictures` takes every page of a learner who has worked.

`--folder` puts them elsewhere, `--whole` takes pages to their end, `--dark` in the dark theme.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, FloatRect, Page, sync_playwright

from simulator.cohort.walks import play_walk
from simulator.content.folders import case_folders
from simulator.content.library import read_walks
from simulator.engine.events import Event
from simulator.engine.session import states
from simulator.engine.state import turn
from simulator.graph.loading import load_profession
from simulator.store.database import Engine, open_database
from simulator.store.grids import finish_grid, keep_draft
from simulator.store.learners import own_learner
from simulator.store.plays import append, begin_play
from tests.browser.serving import QUIET, chromium, serving
from tests.support import CHECKOUT, bundle

WIDTHS = {"wide": 1200, "phone": 360}
HEIGHTS = {"wide": 1500, "phone": 1300}
ENDLESS = 40_000


def walked(case: str, level: str, walk: str) -> tuple[Event, ...]:
    """The log of an author's walk."""
    found, document = read_walks(case_folders()[case])[walk]
    return play_walk(bundle(case, level).graph, found, document)


def kept(engine: Engine, case: str, level: str, log: Sequence[Event]) -> str:
    """A play kept for this machine's own learner."""
    pinned = bundle(case, level)
    play = begin_play(engine, own_learner(engine).id, pinned, log[0], verified=True)
    ended = turn(pinned.graph, states(pinned.graph, log)[-1]) is None
    append(engine, pinned, play, 1, log[1:], ended=ended, verified=True)
    return play


def furnish(database: Path) -> dict[str, str]:
    """A learner's work so far; the pages with the query of each, which says what it is about."""
    engine = open_database(f"sqlite:///{database}")
    done = kept(
        engine, "abuse-discovery", "standard", walked("abuse-discovery", "standard", "naive-technician")
    )
    kept(
        engine,
        "signature-request",
        "guided",
        walked("signature-request", "guided", "expert-technician"),
    )
    begun = kept(
        engine, "abuse-discovery", "guided", walked("abuse-discovery", "guided", "expert-technician")[:4]
    )
    fill_in_grids(engine)
    engine.dispose()
    return {
        "start": "",
        "case": "?id=abuse-discovery",
        "play": f"?play={begun}",
        "debrief": f"?play={done}",
        "grid": "",
        "progress": "",
    }


def fill_in_grids(engine: Engine) -> None:
    """Two finished grids, at the beginning and in between, and a draft that has begun."""
    learner, domains = own_learner(engine).id, [d.id for d in load_profession().profession.model.domains]
    for occasion, raised in (("pre", 0), ("between", 1)):
        for place, domain in enumerate(domains):
            keep_draft(engine, learner, domain, "level", str(1 + (place * 7 + raised * (place % 3 > 0)) % 3))
        keep_draft(engine, learner, "emergency", "strengths", "Rămân calm la telefon și notez ora.")
        finish_grid(engine, learner, learner, occasion)
    keep_draft(engine, learner, "reporting", "develop", "Să scriu faptele înaintea părerilor.")


def take(
    browser: Browser, base: str, door: str, queries: dict[str, str], options: argparse.Namespace
) -> None:
    """Every page at both widths, one file each."""
    context = browser.new_context(color_scheme="dark" if options.dark else "light")
    tab = context.new_page()
    tab.set_default_timeout(90_000)
    tab.goto(door)
    tab.wait_for_selector("h1")
    for page, query in queries.items():
        tab.goto(f"{base}/{page}{query}")
        tab.wait_for_selector("h1")
        for name, width in WIDTHS.items():
            tab.set_viewport_size({"width": width, "height": 900})
            height = min(ENDLESS if options.whole else HEIGHTS[name], _height(tab))
            part: FloatRect = {"x": 0, "y": 0, "width": width, "height": height}
            tab.screenshot(path=options.folder / f"{page}-{name}.png", full_page=True, clip=part)
            print(f"{page}-{name}.png")
    context.close()


def _height(tab: Page) -> int:
    found: int = tab.evaluate("document.documentElement.scrollHeight")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Take all pictures."""
    parser = argparse.ArgumentParser(prog="python -m tools.pictures", description=__doc__)
    parser.add_argument("--folder", type=Path, default=CHECKOUT / "docs" / "pictures")
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--dark", action="store_true")
    options = parser.parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        queries = furnish(Path(folder) / "house.db")
        with serving(Path(folder)) as house, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
            take(browser, house.base, house.door, queries, options)
            browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
