"""Scripts and styles: sent compressed, kept by the browser, strung together, and nothing else is sent."""

from __future__ import annotations

import gzip
import re
from collections.abc import Generator
from urllib.request import Request, urlopen

import pytest

from tests.serve.house import Visitor, running


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Generator[tuple[str, str, str]]:
    """The address of a running server, a page of it, and the cookies of who opened it."""
    with running(tmp_path_factory.mktemp("static")) as house:
        visitor = Visitor(house.base).join()
        yield house.base, visitor.open_page()[1], visitor.cookies()


def fetched(address: str, **headers: str) -> tuple[bytes, dict[str, str]]:
    request = Request(address, headers={name.replace("_", "-"): value for name, value in headers.items()})
    with urlopen(request, timeout=60) as answer:
        return answer.read(), dict(answer.headers)


def test_a_page_asks_for_few_files_and_each_is_compressed_and_kept(page: tuple[str, str, str]) -> None:
    base, text, cookies = page
    addresses = set(re.findall(r'(?:src|href)="(/voila/[^"]+)"', text))
    assert 5 <= len(addresses) <= 12
    for address in addresses:
        plain, said = fetched(base + address, Cookie=cookies)
        assert "Content-Encoding" not in said
        pressed, said = fetched(base + address, Cookie=cookies, Accept_Encoding="gzip")
        assert said.get("Content-Encoding") == "gzip", address
        assert "Accept-Encoding" in said["Vary"]
        assert len(pressed) < len(plain) / 2
        assert gzip.decompress(pressed) == plain
        assert "max-age=3" in said["Cache-Control"]


def test_what_is_strung_together_is_what_is_installed(page: tuple[str, str, str]) -> None:
    base, text, _ = page
    (address,) = set(re.findall(r'src="(/voila/static/[0-9a-f]{16})/strung.js"', text))
    strung, _ = fetched(f"{base}{address}/strung.js")
    names = set(re.findall(rb'push\(\[\["?(\d+)', strung))
    assert len(names) > 60
    for name in ("1187", "7883"):
        piece, _ = fetched(f"{base}{address}/{name}.voila.js")
        assert piece in strung


def test_an_address_without_a_stamp_is_asked_for_again(page: tuple[str, str, str]) -> None:
    _, said = fetched(f"{page[0]}/voila/static/voila.js", Accept_Encoding="gzip")
    assert "immutable" not in said.get("Cache-Control", "")
    with pytest.raises(OSError, match="304"):
        fetched(f"{page[0]}/voila/static/voila.js", Accept_Encoding="gzip", If_None_Match=said["Etag"])
