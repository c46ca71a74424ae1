from __future__ import annotations

import importlib
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from simulator.engine.session import begin
from simulator.errors import message
from simulator.store.database import StoreFault
from simulator.store.learners import Learner, learner_called, new_learner
from simulator.store.plays import append, begin_play, bundle_at, log_of, play_of, plays_of
from simulator.store.privacy import erase
from simulator.store.texts_and_annotations import texts_of
from simulator.ui import play_controller
from simulator.ui.actions import RAISE_VARIABLE, Action
from simulator.ui.debrief_controller import DebriefController
from simulator.ui.page_registry import PAGES, PageEntry, pages_by_name
from simulator.ui.page_shell import PageBody, PageShell
from simulator.ui.place import NO_SUCH, Place, named, place_from, place_in
from simulator.ui.play_controller import PlayController
from simulator.ui.session_context import SessionContext, current
from tests.support import CHECKOUT, bundle, random_play, strings_in
from tests.ui.test_task_form import fields_of

Sent = list[dict[str, Any]]


def words(shell: PageShell) -> str:
    return " ".join(strings_in(dict(shell.page.view)))


def begun(engine: Engine, learner: Learner, level: str = "guided") -> str:
    rests_on = bundle("abuse-discovery", level)
    return begin_play(engine, learner.id, rests_on, begin(rests_on.graph, 0, 7).log[0])


def finished(engine: Engine, learner: Learner) -> str:
    rests_on = bundle("abuse-discovery", "standard")
    log = random_play(rests_on.graph, (0,), 5)
    play = begin_play(engine, learner.id, rests_on, log[0])
    append(engine, rests_on, play, 1, log[1:], ended=True)
    return play


def room_of(shell: PageShell) -> PlayController:
    assert isinstance(shell.controller, PlayController)
    return shell.controller


def answer(shell: PageShell) -> dict[str, Any]:
    """A message that answers the open scene with whatever comes first."""
    stand = room_of(shell).stand
    assert stand is not None
    task = stand.bundle.graph.scenes[stand.bundle.graph.entry[0]].task
    return {
        "do": "answer",
        "with": {"step": stand.step, "fields": fields_of(task, stand.sight, (0,))},
        "n": 1,
    }


def test_a_case_begins_and_leads_to_its_page(
    shell: PageShell, engine: Engine, learner: Learner, sent: Sent
) -> None:
    shell.open("case", Place(id="abuse-discovery"))
    fields = {"role": "technician", "level": "guided"}
    shell.receive({"do": "begin", "with": {"case": "abuse-discovery", "fields": fields}})
    (play,) = plays_of(engine, learner.id)
    assert sent[-1] == {"go": {"page": "play", "to": {"play": play.id}}}


@pytest.mark.parametrize(
    "fields", [{}, {"role": "mayor", "level": "guided"}, {"role": "technician", "level": ["hard"]}]
)
def test_nothing_begins_for_what_is_not_offered(
    shell: PageShell, engine: Engine, fields: dict[str, Any]
) -> None:
    shell.open("case", Place(id="abuse-discovery"))
    shell.receive({"do": "begin", "with": {"case": "abuse-discovery", "fields": fields}})
    assert shell.notice is not None
    assert plays_of(engine, shell.visit.learner) == []


def test_saved_is_said_only_after_it_is_stored(
    shell: PageShell, engine: Engine, learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    play = begun(engine, learner)
    shell.open("play", Place(play))
    before = dict(shell.page.view)

    def full(*_args: object, **_named: object) -> None:
        raise StoreFault(
            message("the disk is full"), message("free some space and try again; nothing was left half saved")
        )

    with monkeypatch.context() as broken:
        broken.setattr(play_controller, "append", full)
        shell.receive(answer(shell))
    assert "Discul este plin" in words(shell)
    assert shell.page.view["scene"] == before["scene"]
    assert shell.page.view["children"][-1] == before["children"][-1]  # what was answered stays on screen
    shell.receive(answer(shell))
    assert "Salvat" in words(shell)
    assert play_of(engine, learner.id, play).events == 2


def test_a_second_tab_loses_politely_and_sees_where_the_play_stands(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    play = begun(engine, learner)
    shell.open("play", Place(play))
    stand = room_of(shell).stand
    assert stand is not None
    session = begin(stand.bundle.graph, 0, 7)
    append(engine, stand.bundle, play, 1, session.answer((1,)))
    shell.receive(answer(shell))
    assert shell.notice is not None
    assert "altă filă" in words(shell)
    stand = room_of(shell).stand
    assert stand is not None
    assert stand.log == tuple(session.log)


def test_a_step_is_answered_once(shell: PageShell, engine: Engine, learner: Learner) -> None:
    play = begun(engine, learner)
    shell.open("play", Place(play))
    said = answer(shell)
    shell.receive(said)
    shell.receive(said)
    assert play_of(engine, learner.id, play).events == 2
    assert shell.notice is not None


def test_a_play_of_somebody_else_is_not_shown(shell: PageShell, engine: Engine) -> None:
    play = begun(engine, new_learner(engine))
    for controller in ("play", "debrief"):
        shell.open(controller, Place(play))
        assert shell.controller is None
        assert "Mâneca" not in words(shell)


def test_there_is_no_debrief_before_the_end(shell: PageShell, engine: Engine, learner: Learner) -> None:
    play = begun(engine, learner)
    shell.open("debrief", Place(play))
    assert isinstance(shell.controller, DebriefController)
    assert shell.controller.judged is None
    assert shell.controller.actions() == {}
    assert "nu este încă încheiat" in words(shell)


def test_the_debrief_tells_verdicts_with_their_sources_in_both_languages(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    play = finished(engine, learner)
    shell.open("debrief", Place(play))
    assert re.search(r"regulă a ghidului · Ghidul, „\w", words(shell))
    shell.open("debrief", Place(play, part="expert"))
    assert "Cei șapte pași" in words(shell)
    shell.receive({"do": "language", "with": {"code": "en"}})
    assert "The seven steps" in words(shell)
    shell.open("debrief", Place(play))
    assert re.search(r"rule of the guide · the guide, “\w", words(shell))
    again = learner_called(engine, learner.id)
    assert again is not None
    assert again.language == "en"


def test_a_fork_plays_on_from_a_decision_and_leaves_the_play_alone(
    shell: PageShell, engine: Engine, learner: Learner, sent: Sent
) -> None:
    play = finished(engine, learner)
    shell.open("debrief", Place(play))
    shell.receive({"do": "fork", "with": {"step": 3}})
    fork = sent[-1]["go"]["to"]["play"]
    rests_on = bundle_at(engine, play_of(engine, learner.id, fork).bundle)
    assert log_of(engine, rests_on, fork) == log_of(engine, rests_on, play)[:3]
    assert play_of(engine, learner.id, fork).ended is None
    for step in (0, 99, -1):
        shell.receive({"do": "fork", "with": {"step": step}})
        assert shell.notice is not None
    assert len(plays_of(engine, learner.id)) == 2


def test_answers_to_questions_are_kept_and_shown_again(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    play = finished(engine, learner)
    shell.open("debrief", Place(play, part="questions"))
    shell.receive({"do": "keep", "with": {"question": 0, "text": "<b>Am văzut</b>"}})
    shell.receive({"do": "keep-answers", "with": {"fields": {"q0": "<b>Am văzut</b>", "q1": "Nimic"}}})
    kept = texts_of(engine, learner.id, play)
    assert set(kept.values()) == {"<b>Am văzut</b>", "Nimic"}
    shell.open("debrief", Place(play, part="questions"))
    assert "<b>Am văzut</b>" in words(shell)
    shell.receive({"do": "keep", "with": {"question": 99, "text": "x"}})
    assert shell.notice is not None


def test_own_words_are_kept_where_they_are_asked_for_and_nowhere_else(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    play = begun(engine, learner)
    shell.open("play", Place(play))
    shell.receive({"do": "keep", "with": {"step": 0, "text": "x"}})
    assert shell.notice is not None
    assert texts_of(engine, learner.id, play) == {}


def test_erasing_asks_first_and_then_leaves_nothing(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    begun(engine, learner)
    shell.open("data")
    shell.receive({"do": "erase", "with": {}})
    assert learner_called(engine, learner.id) is not None
    shell.receive({"do": "ask-erase", "with": {}})
    shell.receive({"do": "erase", "with": {}})
    assert learner_called(engine, learner.id) is None
    assert plays_of(engine, learner.id) == []
    assert learner.id not in words(shell)


def test_the_farewell_takes_the_focus_to_its_heading(shell: PageShell) -> None:
    shell.open("data")
    for action in ("ask-erase", "erase"):
        before = shell.page.view["scene"]
        shell.receive({"do": action, "with": {}})
    heading = next(node for node in shell.page.view["children"] if node.get("focus"))
    assert shell.page.view["scene"] != before
    assert heading["text"] == shell.speaking.text("Everything about you has been erased")


def assert_only_told_that_nothing_is_kept(shell: PageShell) -> None:
    assert shell.gone
    bar, alert, *rest = shell.page.view["children"]
    assert bar["key"] == "bar" and "nimic despre dumneavoastră" in alert["text"]
    assert [node["is"] for node in rest] == ["heading"]


@pytest.mark.parametrize("page", ["start", "progress", "grid"])
@pytest.mark.parametrize(
    "message",
    [
        {"do": "zone", "with": {"name": "Asia/Tokyo"}},
        {"do": "go", "with": {"page": "progress", "to": {}}},
    ],
)
def test_who_was_erased_elsewhere_is_told_wherever_they_go(
    shell: PageShell, engine: Engine, learner: Learner, page: str, message: dict[str, Any]
) -> None:
    shell.open(page)
    erase(engine, learner.id)
    shell.receive(message)
    assert_only_told_that_nothing_is_kept(shell)


def test_who_was_erased_elsewhere_is_told_when_news_are_read(
    shell: PageShell, engine: Engine, learner: Learner
) -> None:
    shell.open("start")
    erase(engine, learner.id)
    shell.receive({"do": "changes-read", "with": {}})
    assert_only_told_that_nothing_is_kept(shell)


def test_everything_can_be_taken_along(
    shell: PageShell, engine: Engine, learner: Learner, sent: Sent
) -> None:
    begun(engine, learner)
    shell.open("data")
    shell.receive({"do": "export", "with": {}})
    assert json.loads(sent[-1]["file"]["text"])["plays"]


def test_what_a_browser_writes_is_not_taken_over(shell: PageShell, engine: Engine, learner: Learner) -> None:
    shell.open("play", Place(begun(engine, learner)))
    before = dict(shell.page.view)
    shell.page.set_state({"view": {"children": []}, "_esm": "alert(1)"})
    assert shell.page.view == before
    assert "alert(1)" not in shell.page._esm
    assert "0x" not in repr(shell.page)


def test_every_message_is_acknowledged(shell: PageShell, sent: Sent, monkeypatch: pytest.MonkeyPatch) -> None:
    shell.open("start")
    shell.page._receive(None, {"do": "beat", "with": {}, "n": 4}, [])
    assert sent == [{"done": 4}]
    monkeypatch.delenv(RAISE_VARIABLE)
    shell.page._receive(None, {"do": "fly", "n": 5}, [])
    assert sent[-1] == {"done": 5}


def test_a_visit_is_told_by_the_environment_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    told = {"learner": "C-A", "page": "play", "query": "play=" + "a" * 32, "database": url, "cases": ["/x"]}
    visit, opened = current({"SIMULATOR_VISIT": json.dumps(told), "QUERY_STRING": "play=" + "b" * 32})
    opened.dispose()
    assert visit == SessionContext("C-A", "play", Place("a" * 32), (Path("/x"),), verified=True)
    own, opened = current({"SIMULATOR_DATABASE": url})
    opened.dispose()
    assert not own.verified


@pytest.mark.parametrize(
    ("query", "play"),
    [
        ("", ""),
        ("play=", ""),
        ("learner=C-B", ""),
        ("play=" + "a" * 32, "a" * 32),
        ("play=../x", NO_SUCH),
        ("play=zzz", NO_SUCH),
        ("play=" + "A" * 32, NO_SUCH),
        ("play=" + "a" * 33, NO_SUCH),
    ],
)
def test_a_query_names_a_play_or_none_or_what_can_be_none(query: str, play: str) -> None:
    place = place_in(query)
    assert place.play == play
    assert place_from(named(place)) == place


@pytest.mark.parametrize("play", [NO_SUCH, "0" * 32])
@pytest.mark.parametrize("page", ["play", "debrief"])
def test_an_address_of_no_play_says_so_and_opens_no_other(
    shell: PageShell, engine: Engine, learner: Learner, page: str, play: str
) -> None:
    begun(engine, learner)
    finished(engine, learner)
    shell.open(page, Place(play))
    said = words(shell)
    assert "Acest caz nu se află printre cele parcurse de dumneavoastră." in said
    assert "La pagina de început" in said
    assert "Mihaela" not in said


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_one_cell_that_shows_it(name: str) -> None:
    page = json.loads((CHECKOUT / "notebooks" / "pages" / f"{name}.ipynb").read_text("utf-8"))
    (cell,) = page["cells"]
    assert f'show("{name}")' in cell["source"]
    assert page["metadata"]["title"]


def test_a_page_says_so_when_its_database_cannot_be_used(tmp_path: Path) -> None:
    code = 'from simulator.ui import show; print(show("start").view)'
    told = {"learner": "C-A", "page": "start", "query": "", "database": "mysql://x/y", "cases": []}
    env = {**os.environ, "SIMULATOR_VISIT": json.dumps(told)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert "'is': 'alert'" in done.stdout


def test_the_script_puts_words_in_as_text_only() -> None:
    for path in (CHECKOUT / "simulator" / "ui" / "assets").glob("*.js"):
        script = path.read_text("utf-8")
        for way in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "http://",
            "https://",
        ):
            assert way not in script.replace("http://www.w3.org/2000/svg", ""), way


def test_the_bar_leads_to_every_page_that_there_is_and_to_no_other(shell: PageShell) -> None:
    shell.open("start")
    assert [node["page"] for node in bar(shell)] == ["laboratories", "grid", "progress"]
    shell.enter("play")
    shell.refresh()
    assert [node["page"] for node in bar(shell)] == ["start", "laboratories", "grid", "progress"]


def test_a_page_is_one_entry_of_the_registry(shell: PageShell, sent: Sent) -> None:
    """With its controller, it can be gone to and stands in the bar of the others; nothing else is touched."""
    entry = PageEntry("atlas", message("All cases"), f"{__name__}:atlas", message("All cases"))
    shell.pages = pages_by_name([*PAGES.values(), entry])
    shell.open("start")
    assert [(node["page"], node["text"]) for node in bar(shell)][-1] == ("atlas", "Toate cazurile")
    shell.receive({"do": "go", "with": {"page": "atlas", "to": {}}})
    assert shell.page.view["title"] == "atlas of start"
    assert "atlas" not in [node["page"] for node in bar(shell)]


def test_every_page_of_the_registry_has_its_notebook_and_its_controller() -> None:
    assert {path.stem for path in (CHECKOUT / "notebooks" / "pages").glob("*.ipynb")} == set(PAGES)
    for entry in PAGES.values():
        module, _, function = entry.controller.partition(":")
        assert callable(getattr(importlib.import_module(module), function))


@dataclass
class Atlas:
    """A page that only a test has."""

    title: str

    def actions(self) -> dict[str, Action]:
        return {}

    def body(self) -> PageBody:
        return PageBody(self.title, [])


def atlas(shell: PageShell, _play: str) -> Atlas:
    return Atlas(f"atlas of {shell.page_name}")


def bar(shell: PageShell) -> list[dict[str, Any]]:
    """The links of the frame's bar."""
    return [node for node in shell.page.view["children"][0]["children"] if node["is"] == "link"]
