"""What a learner meets when something dies, fills up or is cut: they are told, and nothing is lost."""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Generator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, WebSocketRoute

from simulator.store.grids import draft_of
from simulator.store.learners import give_token, new_learner
from tests.browser import hands
from tests.browser.conftest import Open
from tests.browser.furnishing import at_task
from tests.browser.guides import Guide
from tests.browser.looks import violations
from tests.browser.serving import House, alive, eventually
from tests.browser.wire import Wire

CLASS_CODE = "o-grupă-de-probă"
IN_SIGHT = """() => {
  const { top, bottom } = document.activeElement.getBoundingClientRect();
  return document.activeElement.matches("[role=alert]") && top >= 0 && bottom <= innerHeight;
}"""
LOST = "Legătura cu simulatorul s-a întrerupt"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Generator[Path]:
    """A small disk of its own for the database, where one can be mounted."""
    place = tmp_path_factory.mktemp("house")
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(place)]
    mounted = (
        shutil.which("mount") and subprocess.run(mount, check=False, capture_output=True).returncode == 0
    )
    yield place
    if mounted:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.fixture
def learner(house: House) -> str:
    return new_learner(house.engine).id


@pytest.fixture
def tab(visit: Open, house: House, learner: str) -> Generator[Page]:
    """A learner's tab on a case just begun, after one answer."""
    page = visit(learner).new_page()
    page.goto(f"{house.base}/play?play={at_task(house, 'choice', 'standard', learner)}")
    hands.shown(page)
    goes_on(page, house)
    eventually(lambda: len(house.kernels()) == 1, "one page, one kernel")
    yield page
    with suppress(Error):  # the test may have closed it
        page.close(run_before_unload=True)


def goes_on(page: Page, house: House) -> None:
    """Play goes on: the answer to where it stands is stored and said to be."""
    before = hands.stand_on(page, house)
    answered(page, house)
    hands.saved(page, before.step + 1)
    here(page, house)
    assert hands.stand_on(page, house).step == before.step + 1


def answered(page: Page, house: House) -> None:
    """Answer where the play stands."""
    stand = hands.stand_on(page, house)
    person = hands.Mouse(page)
    person.fill_in(Guide(stand.bundle.graph.id, stand.sight.role).given(stand, "ro"))
    person.hand_in()


def here(page: Page, house: House) -> None:
    """The page shows the scene in which the play stands in the store."""
    stand = hands.stand_on(page, house)
    page.get_by_role("heading", name=stand.bundle.text(f"scenes.{stand.sight.node}.place", "ro")).wait_for()


def again(page: Page, house: House) -> None:
    """Reload, be where one was, and go on."""
    page.reload()
    hands.shown(page)
    here(page, house)
    goes_on(page, house)


def told(page: Page, *words: str) -> None:
    """The page says so in an alert, and says it so that everybody can read it."""
    alert = page.locator("[role=alert]:visible").filter(has_text=words[0])
    alert.wait_for()
    for other in words[1:]:
        assert other in alert.inner_text()
    assert violations(page) == []


def test_a_refresh_goes_on_and_leaves_no_kernel_behind(tab: Page, house: House) -> None:
    processes = len(house.family())
    for _ in range(4):
        tab.reload()
        hands.shown(tab)
        here(tab, house)
    eventually(lambda: len(house.kernels()) == 1, "each refresh ends the kernel before")
    # The two spare kernels that wait for the next pages may have come meanwhile.
    eventually(lambda: len(house.family()) <= processes + 2, "no other process is left behind either")
    goes_on(tab, house)


def test_kernels_end_with_their_page(visit: Open, tab: Page, house: House, learner: str) -> None:
    tab.goto(f"{house.base}/start")
    hands.shown(tab)
    eventually(lambda: len(house.kernels()) == 1, "turning the page ends the kernel before")
    tab.close(run_before_unload=True)
    eventually(lambda: not house.kernels(), "closing the tab ends its kernel")


def test_a_second_tab_loses_politely(tab: Page, house: House) -> None:
    second = tab.context.new_page()
    second.goto(tab.url)
    hands.shown(second)
    answered(tab, house)
    hands.saved(tab, 2)
    step = hands.stand_on(tab, house).step
    second.locator("form.sim-form .sim-row").first.click()
    hands.Mouse(second).hand_in()
    told(second, "Acest caz a fost continuat în altă filă", "nu a fost luat în seamă")
    eventually(lambda: bool(second.evaluate(IN_SIGHT)), "the new scene does not push the warning away", 5)
    assert hands.stand_on(tab, house).step == step
    here(second, house)
    goes_on(second, house)
    second.close(run_before_unload=True)


def test_another_device_goes_on_with_the_return_code(
    visit: Open, tab: Page, house: House, learner: str
) -> None:
    play = hands.play_on(tab)
    code = give_token(house.engine, learner, "return", timedelta(days=1))
    other = visit(door=False).new_page()
    other.goto(f"{house.base}/")
    assert violations(other) == []
    other.get_by_label("Codul personal de revenire").fill(code)
    other.get_by_role("button", name="Intrați").click()
    hands.shown(other)
    other.get_by_role("link", name="Continuați").click()
    other.wait_for_url(f"**/play?play={play}", wait_until="commit")
    hands.shown(other)
    here(other, house)
    goes_on(other, house)
    other.close(run_before_unload=True)


def test_a_kernel_killed_while_it_answers(tab: Page, house: House) -> None:
    (kernel,) = house.kernels()
    os.kill(kernel, signal.SIGSTOP)
    answered(tab, house)
    told(tab, LOST)
    os.kill(kernel, signal.SIGKILL)
    assert hands.stand_on(tab, house).step == 1, "nothing was said to be saved, and nothing is"
    tab.get_by_role("button", name="Reîncărcați pagina").click()
    tab.locator(".sim-loss").wait_for(state="hidden")
    here(tab, house)
    goes_on(tab, house)


def test_a_page_whose_kernel_was_ended_says_so_without_waiting_for_signs_of_life(
    tab: Page, house: House
) -> None:
    tab.clock.install()
    tab.reload()
    hands.shown(tab)
    here(tab, house)
    tab.clock.pause_at(tab.evaluate("Date.now()"))  # no timer of the page runs from here on
    kernel = tab.evaluate("JSON.parse(document.getElementById('visit').textContent).kernelId")
    proof = next(c["value"] for c in tab.context.cookies() if c["name"] == "_xsrf")
    ended = tab.context.request.post(
        f"{house.base}/voila/api/shutdown/{kernel}", form={"_xsrf": proof}, headers={"Origin": house.base}
    )
    assert ended.status == 204
    tab.locator(".sim-loss:visible").wait_for()
    tab.clock.resume()
    told(tab, LOST)
    again(tab, house)


def test_a_page_whose_kernel_was_killed_says_so_without_waiting_for_signs_of_life(
    tab: Page, house: House
) -> None:
    tab.clock.install()
    tab.reload()
    hands.shown(tab)
    here(tab, house)
    tab.clock.pause_at(tab.evaluate("Date.now()"))  # no timer of the page runs from here on
    for kernel in house.kernels():
        os.kill(kernel, signal.SIGKILL)
    tab.locator(".sim-loss:visible").wait_for()
    tab.clock.resume()
    told(tab, LOST)
    again(tab, house)


def test_a_killed_server(tab: Page, house: House) -> None:
    family = house.family()
    house.kill()
    told(tab, LOST)
    house.start()
    eventually(lambda: not any(map(alive, family)), "what the server started ends with it")
    again(tab, house)


def test_a_lost_connection(visit: Open, house: House, learner: str) -> None:
    wire = Wire(house.port)
    try:
        page = visit(learner).new_page()
        page.goto(f"http://127.0.0.1:{wire.port}/play?play={at_task(house, 'choice', 'standard', learner)}")
        hands.shown(page)
        wire.cut()
        answered(page, house)
        page.locator(".sim-status[data-state=unsaved]").wait_for()
        told(page, LOST, "lăsați pagina deschisă")
        assert not page.locator(".sim-loss button").count(), "a reload would lose what waits to be sent"
        assert hands.stand_on(page, house).step == 0
        wire.mend()
        page.locator(".sim-loss").wait_for(state="hidden")
        hands.saved(page, 1)
        assert hands.stand_on(page, house).step == 1, "the answer under way arrived, once"
        goes_on(page, house)
        again(page, house)
        page.close(run_before_unload=True)
        eventually(lambda: not house.kernels(), "its kernel ends while the wire still carries the word")
    finally:
        wire.close()


def can_be_read(tab: Page, house: House) -> None:
    """What is stored can be opened also while nothing can be stored."""
    second = tab.context.new_page()
    second.goto(tab.url)
    here(second, house)
    second.close(run_before_unload=True)


def test_a_locked_database(tab: Page, house: House) -> None:
    other = sqlite3.connect(house.database, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    answered(tab, house)
    told(tab, "Baza de date este ocupată", "nu s-a pierdut nimic")
    can_be_read(tab, house)
    other.execute("ROLLBACK")
    other.close()
    hands.Mouse(tab).hand_in()
    hands.saved(tab, 2)
    here(tab, house)


@contextmanager
def full(house: House) -> Generator[None]:
    """A full disk; where none of our own could be mounted, no file of the server may grow any more."""
    assert house.process is not None
    if house.folder.is_mount():
        filler = house.folder / "filler"
        with filler.open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(bytes(4096))
        yield
        filler.unlink()
        return
    family = {house.process.pid, *house.kernels()}
    before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in family}
    for pid, (_, most) in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (1024, most))
    yield
    for pid, limits in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)


def test_a_full_disk(tab: Page, house: House) -> None:
    with full(house):
        answered(tab, house)
        told(tab, "Discul este plin")
        assert hands.stand_on(tab, house).step == 1
        can_be_read(tab, house)
    hands.Mouse(tab).hand_in()
    hands.saved(tab, 2)
    here(tab, house)


def test_a_page_can_be_read_and_used_before_its_socket_opens(visit: Open, house: House) -> None:
    page, tries = visit().new_page(), list[WebSocketRoute]()

    def between(socket: WebSocketRoute) -> None:
        tries.append(socket)
        if len(tries) > 2:
            socket.connect_to_server()
        else:
            socket.close()

    page.route_web_socket(re.compile("/channels"), between)
    page.goto(f"{house.base}/start")
    hands.shown(page)
    page.get_by_role("button", name="English").click()
    page.locator("html[lang=en]").wait_for()
    assert len(tries) == 3


def test_a_network_that_lets_no_socket_through_is_named(visit: Open, house: House, learner: str) -> None:
    page = visit(learner).new_page()
    page.add_init_script(
        """window.barred = true;
        window.WebSocket = class extends WebSocket {
          constructor(to, ...more) { super(window.barred ? to.replace(/channels/, "barred") : to, ...more); }
        };"""
    )
    page.goto(f"{house.base}/start")
    told(page, "nu permite legătura directă", "WebSocket")
    page.evaluate("window.barred = false")
    page.get_by_role("button", name="English").click()
    page.locator("html[lang=en]").wait_for()
    page.locator(".sim-loss").wait_for(state="hidden")
    page.close(run_before_unload=True)


def test_an_answer_whose_receipt_is_lost_counts_once(visit: Open, house: House, learner: str) -> None:
    page, lines = visit(learner).new_page(), list[WebSocketRoute]()
    held = list[WebSocketRoute]()

    def between(socket: WebSocketRoute) -> None:
        lines.append(socket)
        server = socket.connect_to_server()
        server.on_message(lambda said: None if socket in held else socket.send(said))

    page.route_web_socket(re.compile("/channels"), between)
    page.goto(f"{house.base}/play?play={at_task(house, 'choice', 'standard', learner)}")
    hands.shown(page)
    held += lines
    answered(page, house)
    eventually(lambda: hands.stand_on(page, house).step == 1, "the answer arrives")
    assert page.locator(".sim-status[data-state=saving]").count(), "and its receipt does not"
    lines[0].close()
    hands.saved(page, 1)
    assert len(house.decisions(hands.play_on(page))) == 1
    assert len(lines) == 2
    here(page, house)
    goes_on(page, house)


def test_a_connection_that_dies_without_a_word_is_replaced(visit: Open, house: House, learner: str) -> None:
    page, lines = visit(learner).new_page(), list[WebSocketRoute]()
    dead = list[WebSocketRoute]()

    def between(socket: WebSocketRoute) -> None:
        lines.append(socket)
        server = socket.connect_to_server()
        socket.on_message(lambda said: None if socket in dead else server.send(said))
        server.on_message(lambda said: None if socket in dead else socket.send(said))

    page.route_web_socket(re.compile("/channels"), between)
    page.clock.install()
    page.goto(f"{house.base}/play?play={at_task(house, 'choice', 'standard', learner)}")
    hands.shown(page)
    page.wait_for_function("() => document.querySelector('.sim-body')")
    dead += lines
    answered(page, house)
    page.clock.run_for(18_000)
    hands.saved(page, 1)
    assert len(lines) == 2
    assert hands.stand_on(page, house).step == 1
    goes_on(page, house)


def test_what_is_dropped_on_its_way_is_not_taken_for_received(
    visit: Open, house: House, learner: str
) -> None:
    """Later words are acknowledged, these were not: the page says so, and goes on saying so."""
    page, dropped = visit(learner).new_page(), list[str | bytes]()

    def between(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()

        def pass_on(message: str | bytes) -> None:
            lost = isinstance(message, bytes) and b"pierdut" in message
            dropped.append(message) if lost else server.send(message)

        socket.on_message(pass_on)

    page.route_web_socket(re.compile("/channels"), between)
    page.goto(f"{house.base}/grid")
    hands.shown(page)
    page.get_by_role("link", name=re.compile("^Începeți: ")).first.click()
    fields = page.locator("textarea")
    fields.first.fill("pierdut")
    fields.nth(1).fill("Ascult.")
    page.get_by_text(LOST).wait_for()
    assert len(dropped) == 1
    assert list(draft_of(house.engine, learner).values()) == ["Ascult."], "what came after is stored"
    fields.nth(1).fill("Ascult până la capăt.")

    def later() -> bool:
        page.wait_for_timeout(50)  # only while the page is waited for does `between` work
        return "Ascult până la capăt." in draft_of(house.engine, learner).values()

    eventually(later, "the page can be used")
    assert page.get_by_text(LOST).is_visible()
    page.close(run_before_unload=True)


def test_what_was_typed_last_is_kept_when_the_tab_is_closed(visit: Open, house: House, learner: str) -> None:
    page, cut = visit(learner).new_page(), list[str]()

    def between(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        socket.on_message(lambda said: None if cut else server.send(said))

    page.route_web_socket(re.compile("/channels"), between)
    page.goto(f"{house.base}/grid")
    hands.shown(page)
    page.get_by_role("link", name=re.compile("^Începeți: ")).first.click()
    field = page.locator("textarea").first
    field.wait_for()
    cut.append("from here on nothing reaches the kernel by the socket")
    field.fill("Ascult până la capăt.")
    page.close(run_before_unload=True)
    eventually(lambda: "Ascult până la capăt." in draft_of(house.engine, learner).values(), "it is kept")


def test_what_was_typed_last_leaves_before_the_next_page_is_asked_for(
    visit: Open, house: House, learner: str
) -> None:
    """The goodbye comes when the next view is made already, and would show it without the last words."""
    page, said = visit(learner).new_page(), list[bytes]()
    with page.expect_websocket() as line:
        page.goto(f"{house.base}/play?play={at_task(house, 'reflect', 'standard', learner)}")
    hands.shown(page)
    line.value.wait_for_event("framereceived")
    line.value.on("framesent", lambda sent: said.append(sent if isinstance(sent, bytes) else sent.encode()))
    page.locator("textarea").last.press_sequentially("Am sunat")
    page.reload()
    hands.shown(page)
    assert any(b"Am sunat" in sent for sent in said), "by the socket, which a goodbye does not use"
    page.close(run_before_unload=True)
