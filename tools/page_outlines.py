"""Every page in a few fixed situations, part by part, as a diff: `python -m tools.page_outlines`.

They lie in `tests/ui/pages`. After a change of a page, write them anew and read the difference. What
differs from run to run (ids, moments, today) stands there as a word in angle brackets.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, update

from simulator.cohort.walks import play_walk
from simulator.content.folders import case_folders
from simulator.content.library import read_walks
from simulator.engine.events import Started
from simulator.graph.bundle import Bundle
from simulator.graph.loading import bundle_of, load_case, load_profession
from simulator.language import language
from simulator.store import tables
from simulator.store.database import open_database
from simulator.store.grids import finish_grid, keep_draft
from simulator.store.learners import Learner, choose_language, new_learner
from simulator.store.plans import keep_plan
from simulator.store.plays import append, begin_play, fork_play
from simulator.store.privacy import note_access
from simulator.store.texts_and_annotations import annotate, keep_text
from simulator.ui.actions import RAISE_VARIABLE
from simulator.ui.page import Page
from simulator.ui.page_registry import PAGES
from simulator.ui.page_shell import NOWHERE, PageShell
from simulator.ui.place import Place
from simulator.ui.session_context import SessionContext

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "ui" / "pages"
CASE = "abuse-discovery"
AT_FIRST = ("start", "case", "grid", "progress", "data", "plan", "checklist")
MOST = 72  # signs of a text that tell it from another
LONG_AGO = "2026-01-{day:02d}T09:00:00.000+00:00"
_CHANGING = (
    (re.compile(r"\b[0-9a-f]{32}\b"), "<id>"),
    (re.compile(r"\bC-[A-Z0-9]{10}\b"), "<learner>"),
    (re.compile(r"\b\d{4}-\d\d-\d\dT[\d:.]+(\+00:00|Z)?"), "<moment>"),
)


class _Silent(Page):
    """A page without a browser."""

    def send(self, content: Any, buffers: Any = None) -> None:
        """Nobody listens."""


def outline(view: Mapping[str, Any], titles: str) -> str:
    """A page's parts, one a line, indented under what holds them."""
    lines = [f"page {titles}: {_short(view['title'])}", *_lines(view["children"], 1)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _lines(value: Any, depth: int, name: str = "") -> Iterator[str]:
    """A part on a line of its own: its kind, what stands in it, then its parts."""
    if isinstance(value, Mapping):
        plain = [
            f"{key}={_short(v)}" for key, v in value.items() if _is_plain(v) and key not in ("is", "text")
        ]
        words = [_short(value["text"])] if value.get("text") else []
        kind = value.get("is", name)
        yield "  " * depth + " | ".join([f"{kind}", *words, *plain])
        for key, inner in value.items():
            if isinstance(inner, Mapping | list) and inner:
                yield from _lines(inner, depth + 1, key)
    elif isinstance(value, list) and all(not isinstance(one, Mapping | list) for one in value):
        yield "  " * depth + f"{name}: " + " | ".join(_short(one) for one in value)
    else:
        for one in value:
            yield from _lines(one, depth, name)


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | int | float) and value not in ("", False)


def _short(value: Any) -> str:
    text = str(round(value, 2)) if isinstance(value, float) else _settled(" ".join(str(value).split()))
    return text if len(text) <= MOST else text[: MOST - 1] + "…"


def _settled(text: str) -> str:
    """The text without what differs from run to run."""
    today = datetime.now(UTC).date()
    for pattern, word in _CHANGING:
        text = pattern.sub(word, text)
    for days, word in ((0, "<today>"), (30, "<in 30 days>")):
        day = (today + timedelta(days=days)).isoformat()
        for written in (day, *(language(code).date(day) for code in ("ro", "en"))):
            text = text.replace(written, word)
    return text


def _bundle(level: str) -> Bundle:
    profession = load_profession()
    return bundle_of(load_case(case_folders()[CASE], profession), profession, level)


def _finished(engine: Engine, learner: Learner, name: str, day: int) -> str:
    """A finished walk of the case, ended on a day of long ago."""
    walk, document = read_walks(case_folders()[CASE])[name]
    bundle = _bundle(walk.level)
    log = play_walk(bundle.graph, walk, document)
    play = begin_play(engine, learner.id, bundle, log[0], verified=True)
    append(engine, bundle, play, 1, log[1:], ended=True, verified=True)
    moment = LONG_AGO.format(day=day)
    with engine.begin() as connection:
        mine = tables.plays.c.id == play
        connection.execute(update(tables.plays).where(mine).values(began=moment, ended=moment))
    return play


def _opened(engine: Engine, learner: Learner, name: str, place: Place = NOWHERE) -> str:
    """A page as its outline."""
    place = place._replace(id=CASE) if name == "case" else place
    visit = SessionContext(learner.id, name, place, (), verified=True, keeps_days=30, shared=True)
    shell = PageShell(visit, engine, PAGES)
    shell.page = _Silent({}, shell.receive)
    shell.open(name, visit.place)
    return outline(dict(shell.page.view), name)


def outlines(folder: Path) -> dict[str, str]:
    """The outlines by file name; `folder` is for the database."""
    engine = open_database(f"sqlite:///{folder / 'pages.db'}")
    try:
        return {**_of_a_beginner(engine), **_of_scenes(engine), **_of_who_has_played(engine)}
    finally:
        engine.dispose()


def _of_a_beginner(engine: Engine) -> dict[str, str]:
    learner = new_learner(engine)
    files = {f"{page}-at-first.ro.txt": _opened(engine, learner, page) for page in AT_FIRST}
    choose_language(engine, learner.id, "en")
    return files | {f"{page}-at-first.en.txt": _opened(engine, learner, page) for page in AT_FIRST}


def _of_scenes(engine: Engine) -> dict[str, str]:
    """Every scene of an expert's way, and the first at the guided level."""
    learner, files = new_learner(engine), {}
    for role in ("technician", "coordinator"):
        walk, document = read_walks(case_folders()[CASE])[f"expert-{role}"]
        bundle = _bundle(walk.level)
        log = play_walk(bundle.graph, walk, document)
        play, pages = begin_play(engine, learner.id, bundle, log[0], verified=True), []
        for index in range(1, len(log)):
            pages.append(_opened(engine, learner, "play", Place(play)))
            last = index + 1 == len(log)
            append(engine, bundle, play, index, log[index : index + 1], ended=last, verified=True)
        files[f"play-{role}.ro.txt"] = "\n".join([*pages, _opened(engine, learner, "play", Place(play))])
    guided = _bundle("guided")
    walk, document = read_walks(case_folders()[CASE])["expert-technician"]
    first = play_walk(_bundle(walk.level).graph, walk, document)[0]
    assert isinstance(first, Started)
    play = begin_play(engine, learner.id, guided, first._replace(level="guided"))
    for code in ("ro", "en"):
        choose_language(engine, learner.id, code)
        files[f"play-guided.{code}.txt"] = _opened(engine, learner, "play", Place(play))
    return files


def _of_who_has_played(engine: Engine) -> dict[str, str]:
    learner = new_learner(engine, name="Ana")
    naive = _finished(engine, learner, "naive-technician", 10)
    _finished(engine, learner, "expert-technician", 12)
    _finished(engine, learner, "naive-coordinator", 14)
    fork_play(engine, learner.id, naive, 3, verified=True)
    note_access(engine, "operator", "export", learner.id, "nota finală")
    for number, occasion in enumerate(("pre", "post"), 1):
        for domain, column, body in (
            ("law", "strengths", f"cuvinte {number}"),
            ("law", "level", str(number)),
            ("crisis", "level", "2"),
        ):
            keep_draft(engine, learner.id, domain, column, body)
        finish_grid(engine, learner.id, learner.id, occasion, "coordinator" if number == 1 else "alone")
    keep_draft(engine, learner.id, "law", "support", "un text legislativ")
    keep_draft(engine, learner.id, "digital", "develop", "foile de calcul")
    for column, words in (("what", "Scriu mai scurt"), ("until", "2027-01-15")):
        keep_plan(engine, learner.id, 1, column, words)
    keep_text(engine, learner.id, "question:q1", "m-am temut", naive)
    piece = {"indicator": "crisis.escalation", "source": "rule:x", "step": -1, "right": 0.5}
    annotate(engine, naive, "evidence", piece, "prof", "a explicat oral")
    pages = {f"{page}-later.ro.txt": _opened(engine, learner, page) for page in AT_FIRST}
    for part in ("facts", "expert", "rules", "profile", "questions", "paper"):
        pages[f"debrief-{part}.ro.txt"] = _opened(engine, learner, "debrief", Place(naive, part=part))
    return {
        **pages,
        "rule-later.ro.txt": _opened(engine, learner, "rule", Place(id="abuse-inform-coordinator")),
        "grid-domain.ro.txt": _opened(engine, learner, "grid", Place(part="law")),
        "debrief-later.ro.txt": _opened(engine, learner, "debrief", Place(naive)),
    }


def main() -> int:
    """Write every outline."""
    os.environ[RAISE_VARIABLE] = "1"  # an outline of an apology is no outline
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        files = outlines(Path(folder))
    for stray in FOLDER.glob("*.txt"):
        stray.unlink()
    for name, text in files.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(files)} outlines in {FOLDER.name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
