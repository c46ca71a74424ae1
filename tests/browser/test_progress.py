"""The progress page and a finished "what if" in a real browser: reached from the bar, nothing for axe."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from simulator.engine.session import Session
from simulator.engine.state import turn
from simulator.store.learners import own_learner
from simulator.store.plays import append, bundle_at, fork_play, log_of, play_of
from simulator.store.tables import plays
from tests.browser import hands
from tests.browser.conftest import Open
from tests.browser.furnishing import at_task
from tests.browser.looks import accessible
from tests.browser.serving import House


def what_if(house: House, play: str) -> str:
    """The same answers once more, as a "what if" from the second decision on."""
    learner = own_learner(house.engine).id
    fork = fork_play(house.engine, learner, play, 2)
    rests_on = bundle_at(house.engine, play_of(house.engine, learner, play).bundle)
    log = log_of(house.engine, rests_on, play)
    session = Session(rests_on.graph)
    session.resume(log)
    assert session.state is not None
    append(house.engine, rests_on, fork, 2, log[2:], ended=turn(rests_on.graph, session.state) is None)
    return fork


def test_progress_is_a_link_away_and_leads_back_to_the_debriefs(page: Page, house: House) -> None:
    page.goto(f"{house.base}/progress")
    hands.shown(page)
    assert "Încă nu ați încheiat niciun caz" in page.inner_text("#page")
    accessible(page)

    fork = what_if(house, at_task(house, "", "standard"))
    page.goto(f"{house.base}/start")
    hands.shown(page)
    page.locator("nav a", has_text="Progresul meu").click()
    page.locator("h1", has_text="Progresul meu").wait_for()
    assert page.get_by_role("rowheader", name="12. Gestionarea situațiilor de criză").first.is_visible()
    accessible(page)

    page.locator(f"table a[href*='{fork}']").last.click()
    page.locator("h2", has_text="Ce s-ar fi întâmplat").wait_for()
    assert "Amândouă duc la același rezultat" in page.inner_text("#page")
    accessible(page)


@pytest.mark.parametrize(
    ("zone", "day"), [("Europe/Bucharest", "11 iunie"), ("America/New_York", "10 iunie")]
)
def test_every_page_tells_the_day_of_the_learners_own_time_zone(
    visit: Open, house: House, zone: str, day: str
) -> None:
    """A play that ended at half past ten in the evening (UTC) has one date on every page."""
    play = at_task(house, "", "standard")
    late = update(plays).where(plays.c.id == play).values(ended="2026-06-10T22:30:00.000+00:00")
    with house.engine.begin() as connection:
        connection.execute(late)
    page = visit(timezone_id=zone, locale="ro-RO").new_page()
    page.goto(f"{house.base}/start")
    hands.shown(page)
    expect(page.locator("time").filter(has_text=day).first).to_be_visible()
    page.goto(f"{house.base}/progress")
    hands.shown(page)
    expect(page.locator("table").last).to_contain_text(day)
