"""Going out of a running server: here, from elsewhere, by erasure, by time; pages that are open end, too."""

from __future__ import annotations

import time
from collections.abc import Generator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from simulator.store.learners import give_token, new_learner
from simulator.store.privacy import audit_log, erase
from tests.serve.running_server import Running, Visitor, running


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Generator[Running]:
    with running(tmp_path_factory.mktemp("leave")) as found:
        yield found


def here(server: Running, learner: str) -> Visitor:
    """A browser that is this learner's."""
    visitor = Visitor(server.base)
    assert visitor.ask(server.door(learner))[0] == 200
    return visitor


def is_in(visitor: Visitor) -> bool:
    return "kernelId" in visitor.ask("/start")[1]


def runs(kernel: str) -> bool:
    """Whether a spawned kernel's process is there; its command line names it."""
    return any(kernel in _words(path) for path in Path("/proc").glob("[0-9]*/cmdline"))


def _words(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""


def test_signing_out_closes_this_door_and_its_pages_and_no_other(server: Running) -> None:
    ana = new_learner(server.engine).id
    school, home = here(server, ana), here(server, ana)
    kernel, _ = school.open_page()
    other, _ = home.open_page()
    cookie = school.cookies()
    assert "Nu aveți un cod de revenire" in school.ask("/leave")[1]
    assert school.ask("/leave", {"where": "here"})[0] == 403, "a form of somebody else's"
    assert school.send("/leave", {"where": "here"}, Origin="http://evil.example")[0] in (403, 404)
    assert school.send("/leave", {"where": "nowhere"})[0] == 403
    assert is_in(school)
    status, said, _ = school.send("/leave", {"where": "here"})
    assert (status, "V-ați deconectat" in said) == (200, True)
    assert not is_in(school)
    assert "kernelId" not in Visitor(server.base).ask("/start", Cookie=cookie)[1]
    assert home.ask(f"/api/kernels/{kernel}")[0] == 404
    assert home.ask(f"/api/kernels/{other}")[0] == 200


def test_all_other_devices_are_signed_out_and_this_one_stays(server: Running) -> None:
    ana = new_learner(server.engine).id
    mine, lost = here(server, ana), here(server, ana)
    back = give_token(server.engine, ana, "return", timedelta(days=1))
    assert "folosiți codul" in mine.ask("/leave")[1]
    kernel, _ = mine.open_page()
    stolen, _ = lost.open_page()
    assert mine.send("/leave", {"where": "others"})[0] == 200
    assert is_in(mine)
    assert not is_in(lost)
    assert mine.ask(f"/api/kernels/{stolen}")[0] == 404
    assert mine.ask(f"/api/kernels/{kernel}")[0] == 200
    assert Visitor(server.base).send("/enter", {"back": back})[0] == 403


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="processes are looked up in /proc")
def test_what_ran_for_an_erased_learner_ends(tmp_path: Path) -> None:
    with running(tmp_path, forked=False) as server:
        ana, dan = new_learner(server.engine).id, new_learner(server.engine).id
        erased, stays = here(server, ana), here(server, dan)
        gone, _ = erased.open_page()
        kept, _ = stays.open_page()
        assert runs(gone)
        erase(server.engine, ana)
        until = time.monotonic() + 60
        while runs(gone):
            assert time.monotonic() < until, "a kernel of an erased learner still runs"
            time.sleep(0.2)
        assert runs(kept)
        assert not is_in(erased)
        assert stays.ask(f"/api/kernels/{kept}")[0] == 200
        _, said, _ = erased.ask("/goodbye")
        assert "a fost șters" in said
        assert "simulator-visit" not in erased.cookies()
        stays.ask("/goodbye")
        assert is_in(stays), "nobody is signed out by a link"


def test_a_server_erases_at_its_start_whom_nobody_has_seen_for_long(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        old, new = new_learner(server.engine).id, new_learner(server.engine).id
        with server.engine.begin() as connection:
            long_ago = "2020-01-01T00:00:00.000+00:00"
            connection.execute(
                text("update learners set seen = :a where id = :id"), {"a": long_ago, "id": old}
            )
    with running(tmp_path) as server:
        with server.engine.connect() as connection:
            assert connection.execute(text("select id from learners")).scalars().all() == [new]
        (entry,) = [entry for entry in audit_log(server.engine) if entry.whose == old]
        assert (entry.who, entry.what) == ("system", "retention")
