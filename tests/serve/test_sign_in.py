"""Coming in on a running server: codes and how often, links of others, cookies, languages."""

from __future__ import annotations

import re
from collections.abc import Generator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest

from simulator.serve.rate_limit import EACH
from simulator.store.learners import choose_language, give_token, new_learner
from tests.serve.running_server import CODE, Running, Visitor, running

ENGLISH = {"Accept_Language": "en-GB,en;q=0.9,ro;q=0.5"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Generator[Running]:
    with running(tmp_path_factory.mktemp("door")) as found:
        yield found


def who(visitor: Visitor) -> str:
    """The cookie that a visitor comes with."""
    return next((c.value or "" for c in visitor.jar if c.name == "simulator-visit"), "")


def test_a_class_comes_in_through_one_address_and_a_guesser_does_not(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        for _ in range(30):
            pupil = Visitor(server.base, follow=False)
            assert pupil.send("/enter", {"code": "0-grupă"})[0] == 403
            assert who(pupil.join())
        guesser = Visitor(server.base)
        seen = [guesser.send("/enter", {"code": f"guess-{n}"})[0] for n in range(EACH.most)]
        assert set(seen) == {403, 429}
        assert seen[: EACH.most - 30] == [403] * (EACH.most - 30)
        status, text, headers = guesser.send("/enter", {"code": CODE})
        assert (status, who(guesser)) == (429, "")
        assert 0 < int(headers["Retry-After"]) <= EACH.seconds
        assert re.search(r"Așteptați \d+ (de )?secund", text)
        status, text, _ = guesser.send("/enter", {"code": "x"}, **ENGLISH)
        assert status == 429
        assert re.search(r"Wait \d+ second", text)
        assert guesser.send("/enter", {"back": "x" * 32})[0] == 429
        back = give_token(server.engine, new_learner(server.engine).id, "return", timedelta(days=1))
        assert guesser.send("/enter", {"back": back})[0] == 200
        assert who(guesser), "a return code cannot be guessed, so it is not held up"


def test_a_first_visit_is_one_step(server: Running) -> None:
    for site in ("none", "same-origin", ""):
        visitor = Visitor(server.base)
        headers = {"Sec_Fetch_Site": site} if site else {}
        _, text, _ = visitor.ask(server.door(), **headers)
        assert "kernelId" in text


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_link_of_somebody_else_asks_first(server: Running, site: str) -> None:
    visitor, door = Visitor(server.base), server.door()
    status, text, _ = visitor.ask(door, Sec_Fetch_Site=site)
    assert (status, who(visitor)) == (200, "")
    assert "O legătură de pe altă pagină" not in text
    assert "legătură de pe altă pagină" in text
    assert visitor.send("/enter", {"door": door.partition("=")[2]})[0] == 200
    assert who(visitor)


def test_a_browser_that_is_a_learner_is_not_made_another_unasked(server: Running) -> None:
    ana, dan = new_learner(server.engine).id, new_learner(server.engine).id
    visitor = Visitor(server.base)
    visitor.ask(server.door(ana))
    before, door = who(visitor), server.door(dan)
    status, text, _ = visitor.ask(door)
    assert (status, who(visitor)) == (200, before)
    assert ana in text
    assert "kernelId" not in text
    token = door.partition("=")[2]
    _, text, _ = visitor.send("/enter", {"door": token})
    assert (ana in text, who(visitor)) == (True, before)
    visitor.send("/enter", {"door": token, "sure": dan})
    assert who(visitor) == before
    _, text, _ = visitor.send("/enter", {"door": token, "sure": ana})
    assert "kernelId" in text
    assert who(visitor) != before
    gone = Visitor(server.base)
    _, text, _ = gone.ask("/start", Cookie=f"simulator-visit={before}")
    assert "kernelId" not in text, "who went out is out, also with a copy of the cookie"
    _, text, _ = visitor.ask(server.door(dan))
    assert "kernelId" in text, "one's own door opens without a question"


def test_a_class_code_makes_no_new_learner_of_one_who_is_here(server: Running) -> None:
    visitor = Visitor(server.base).join()
    before = who(visitor)
    _, text, _ = visitor.send("/enter", {"code": CODE})
    assert "lucrați deja ca" in text
    assert who(visitor) == before
    sure = re.search(r'name="sure" value="([^"]+)"', text)
    assert sure
    visitor.send("/enter", {"code": CODE, "sure": sure.group(1)})
    assert who(visitor) != before


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
    ids=str,
)
def test_a_form_of_somebody_else_lets_nobody_in(server: Running, headers: dict[str, str]) -> None:
    visitor = Visitor(server.base)
    assert visitor.send("/enter", {"code": CODE}, **headers)[0] in (403, 404)
    assert visitor.send("/enter", {"door": server.door().partition("=")[2]}, **headers)[0] in (403, 404)
    assert who(visitor) == ""


def test_a_link_to_the_bare_address_finds_who_is_already_here(server: Running) -> None:
    """A browser keeps its cookie back when a foreign page leads here, so a step of our own follows."""
    status, text, _ = Visitor(server.base).ask("/", Sec_Fetch_Site="cross-site")
    assert status == 200
    assert 'http-equiv="refresh" content="0;url=/start"' in text


def test_behind_a_proxy_the_cookie_is_bound_to_https_and_the_address_is_the_visitors(tmp_path: Path) -> None:
    with running(tmp_path, proxy=True, hosts=["127.0.0.1"]) as server:
        secure = {"X_Forwarded_Proto": "https", "X_Real_IP": "203.0.113.7"}
        visitor = Visitor(server.base)
        _, _, headers = visitor.ask(server.door(), **secure)
        cookie = headers["Set-Cookie"]
        assert "Secure" in cookie
        door = server.door()
        opener = Visitor(server.base)
        opener.ask(door, **secure)
        (kept,) = [c for c in opener.jar if c.name == "__Host-simulator-visit"]
        assert kept.secure
        assert kept.path == "/"
        assert not kept.domain_specified
        plain = Visitor(server.base).ask("/start", Cookie=f"simulator-visit={kept.value}", **secure)
        assert "kernelId" not in plain[1]
        _, text, _ = Visitor(server.base).ask(
            "/start", Cookie=f"__Host-simulator-visit={kept.value}", **secure
        )
        assert "kernelId" in text
        visitor.ask("/welcome", **secure)
        proof = {"Cookie": f"_xsrf={visitor.xsrf()}", "X_Forwarded_Proto": "https"}
        for _ in range(EACH.most + 1):
            status, _, _ = visitor.send("/enter", {"code": "x"}, **proof, X_Real_IP="203.0.113.7")
        assert status == 429
        assert visitor.send("/enter", {"code": "x"}, **proof, X_Real_IP="203.0.113.8")[0] == 403


def test_refusals_speak_the_visitors_language(server: Running) -> None:
    assert "adresă nu se află nimic" in Visitor(server.base).ask("/nothing")[1]
    assert "There is nothing here" in Visitor(server.base).ask("/nothing", **ENGLISH)[1]
    assert "adresă nu se află nimic" in Visitor(server.base).ask("/nothing", Accept_Language="de")[1]
    reader = new_learner(server.engine).id
    choose_language(server.engine, reader, "en")
    visitor = Visitor(server.base)
    visitor.ask(server.door(reader))
    status, text, _ = visitor.ask("/nothing", Accept_Language="ro")
    assert status == 404
    assert 'lang="en"' in text
    assert "There is nothing here" in text
    status, text, _ = visitor.ask("/start", Host="evil.example")
    assert status == 421
    assert "not one that this server answers to" in text
    _, text, _ = visitor.ask("/start")
    assert '<html lang="en">' in text
    assert "<title>Start page</title>" in text
    assert "The page is being prepared" in text
    assert "needs JavaScript" in text
    assert "Se pregătește" not in text


PLAY = "/start?play=" + "0123456789abcdef" * 2


def test_a_link_from_outside_arrives_after_signing_in(server: Running) -> None:
    visitor = Visitor(server.base)
    _, text, _ = visitor.ask(PLAY)
    (to,) = re.findall(r'name="to" value="([^"]+)"', text)
    assert to == PLAY
    _, text, _ = visitor.send("/enter", {"code": "alt cod", "to": to})
    assert f'name="to" value="{PLAY}"' in text, "a wrong code does not forget it"
    visitor.follow = False
    status, _, headers = visitor.send("/enter", {"code": CODE, "to": to})
    assert (status, headers["Location"]) == (302, PLAY)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_link_on_somebody_elses_page_arrives_where_it_points(server: Running, site: str) -> None:
    visitor = Visitor(server.base).join()
    visitor.follow = False
    _, text, _ = visitor.ask(PLAY, Sec_Fetch_Site=site)
    (onward,) = re.findall(r'content="0;url=([^"]+)"', text)
    assert "kernelId" not in text
    status, _, headers = visitor.ask(onward, Sec_Fetch_Site="same-origin")
    assert (status, headers["Location"]) == (302, PLAY)


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example/grid",
        "https://evil.example/grid",
        "/\\evil.example",
        "/leave",
        "/enter?door=x",
        "javascript:grid",
        "/nothing",
        "//[",
        "grid\r\nX: y",
    ],
)
def test_nobody_is_sent_away_from_here(server: Running, wanted: str) -> None:
    visitor = Visitor(server.base, follow=False)
    _, _, headers = visitor.send("/enter", {"code": CODE, "to": wanted})
    assert headers["Location"] == "/start"
    _, _, headers = visitor.ask(f"/?{urlencode({'to': wanted})}")
    assert headers["Location"] == "/start"
