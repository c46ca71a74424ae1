"""Scripts and styles: few, sent compressed, kept by the browser; nothing else is sent."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Generator
from html import unescape
from urllib.request import Request, urlopen

import brotli
import pytest

from tests.serve.running_server import Visitor, running

LEAST, MOST = 4_000, 24_000


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Generator[Visitor]:
    """A learner at a running server with its own pages."""
    with running(tmp_path_factory.mktemp("assets"), real=True) as server:
        yield Visitor(server.base).join()


def fetched(address: str, **headers: str) -> tuple[bytes, dict[str, str]]:
    request = Request(address, headers={name.replace("_", "-"): value for name, value in headers.items()})
    with urlopen(request, timeout=60) as answer:
        return answer.read(), dict(answer.headers)


def addresses(page: str) -> set[str]:
    """What a page asks for."""
    return set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page))


def test_a_page_asks_for_three_small_files_that_are_kept(visitor: Visitor) -> None:
    wanted = addresses(visitor.open_page()[1])
    assert {address.rpartition("/")[2] for address in wanted} == {"host.js", "page.js", "page.css"}
    sent = 0
    for address in wanted:
        plain, said = fetched(visitor.base + address)
        assert "Content-Encoding" not in said
        pressed, said = fetched(visitor.base + address, Accept_Encoding="gzip")
        assert said.get("Content-Encoding") == "gzip", address
        assert said["Vary"] == "Accept-Encoding"
        assert "immutable" in said["Cache-Control"]
        assert gzip.decompress(pressed) == plain
        smallest, said = fetched(visitor.base + address, Accept_Encoding="gzip, deflate, br")
        assert (said.get("Content-Encoding"), said["Vary"]) == ("br", "Accept-Encoding"), address
        assert brotli.decompress(smallest) == plain
        assert len(smallest) < len(pressed)
        assert b"/*" not in plain and b"\n//" not in plain, "comments are for those who write it"
        sent += len(smallest)
    assert LEAST < sent < MOST, "a page on a slow connection"


def test_a_file_of_another_stamp_or_name_is_not_there(visitor: Visitor) -> None:
    address = next(iter(addresses(visitor.open_page()[1])))
    stamp, name = address.split("/")[2:]
    other = "0" * len(stamp)
    for path in (f"/static/{other}/{name}", f"/static/{stamp}/parts.js", f"/static/{stamp}/../{name}"):
        assert visitor.ask(path)[0] == 404, path


def test_a_page_holds_its_scene_as_data_and_no_script_of_its_own(visitor: Visitor) -> None:
    _, page = visitor.open_page()
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", page, re.DOTALL)
    assert [text for attributes, text in scripts if "application/json" not in attributes] == [""]
    (visit,) = [json.loads(text) for attributes, text in scripts if "application/json" in attributes]
    assert set(visit) == {"kernelId", "widget", "view"}
    assert visit["view"]["children"]
    assert not re.search(r"<style|\sstyle=|\son\w+=", page)


@pytest.mark.parametrize("accepted", ["br;q=0", "gzip;q=1.0, br;q=0.0", "identity", ""])
def test_a_browser_that_reads_no_brotli_gets_none(visitor: Visitor, accepted: str) -> None:
    address = next(iter(addresses(visitor.open_page()[1])))
    for path in (address, "/start"):
        _, said = fetched(visitor.base + path, Cookie=visitor.cookies(), Accept_Encoding=accepted)
        assert said.get("Content-Encoding") != "br"


def test_a_page_in_brotli_is_the_page_piece_by_piece(visitor: Visitor) -> None:
    pressed, said = fetched(f"{visitor.base}/start", Cookie=visitor.cookies(), Accept_Encoding="br, gzip")
    assert said.get("Content-Encoding") == "br"
    plain = brotli.decompress(pressed).decode()
    assert plain.startswith("<!") and plain.rstrip().endswith("</html>")
    assert len(pressed) < len(plain.encode()) / 2


def test_a_page_is_sent_compressed(visitor: Visitor) -> None:
    pressed, said = fetched(f"{visitor.base}/start", Cookie=visitor.cookies(), Accept_Encoding="gzip")
    assert said.get("Content-Encoding") == "gzip"
    plain = gzip.decompress(pressed)
    assert len(pressed) < len(plain) / 2
    assert 'id="visit"' in unescape(plain.decode())
