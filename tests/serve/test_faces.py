"""The server draws faces by name, for good, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Generator

import pytest

from tests.serve.running_server import Visitor, running
from tests.serve.test_assets import addresses, fetched


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Generator[Visitor]:
    with running(tmp_path_factory.mktemp("faces"), real=True) as server:
        yield Visitor(server.base).join()


@pytest.fixture(scope="module")
def folder(visitor: Visitor) -> str:
    """Where the faces are, beside the page's script."""
    script = next(one for one in addresses(visitor.open_page()[1]) if one.endswith("page.js"))
    return script.replace("page.js", "face/")


def test_a_face_is_a_picture_that_is_kept_and_sent_compressed(visitor: Visitor, folder: str) -> None:
    drawn, said = fetched(f"{visitor.base}{folder}long.fear.-.-.svg")
    assert drawn.startswith(b"<svg")
    assert said["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert "immutable" in said["Cache-Control"]
    assert said["X-Content-Type-Options"] == "nosniff"
    assert fetched(f"{visitor.base}{folder}long.fear.-.-.svg", Accept_Encoding="gzip")[1]["Content-Encoding"]


@pytest.mark.parametrize(
    "name",
    [
        "long.svg",
        "long.fear.-.svg",
        "long.nobody.-.-.svg",
        "-.-.-.-.svg",
        "long.fear.-.-.png",
        "..%2fx.svg",
        "",
    ],
)
def test_what_is_no_face_is_not_there(visitor: Visitor, folder: str, name: str) -> None:
    assert visitor.ask(f"{folder}{name}")[0] == 404


def test_pictures_come_from_our_own_server_alone(visitor: Visitor) -> None:
    policy = fetched(f"{visitor.base}/welcome")[1]["Content-Security-Policy"]
    (images,) = re.findall(r"img-src ([^;]*)", policy)
    assert set(images.split()) <= {"'self'", "data:"}
