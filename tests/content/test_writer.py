"""English written back reads as it was, in the order of the Romanian."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as some

from simulator.content.case import Overlay, Translation
from simulator.content.library import read_model
from simulator.content.writer import head_of, overlay_yaml

WORDS = some.text(
    some.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn", "Co"], include_characters="\n"),
    min_size=1,
    max_size=400,
)


def written(tmp_path: Path, texts: dict[str, str], order: list[str], head: str = "") -> Overlay:
    overlay = Overlay(format="1", texts={path: Translation(of="new", text=t) for path, t in texts.items()})
    file = tmp_path / "text.en.yaml"
    file.write_text(overlay_yaml(overlay, order, head), encoding="utf-8", newline="\n")
    return read_model(Overlay, file)[0]


@given(text=WORDS)
def test_every_text_reads_back_as_it_was(tmp_path: Path, text: str) -> None:
    assert written(tmp_path, {"title": text}, ["title"]).texts["title"].text == normalize("NFC", text)


def test_awkward_texts_read_back(tmp_path: Path) -> None:
    texts = {
        "a": "no",
        "b": "12:30",
        "c": "x: y # z",
        "d": "„Da”, “yes” \\ \"quoted\" 'single'",
        "e": "one\n\ntwo\n\n\nthree " * 20,
        "f": "  leading and trailing  " * 8,
        "g": "word" * 60,
        "h": "- list\n- like\n" * 10,
        "i": "ends in lines\n\n",
    }
    read = written(tmp_path, texts, list(texts))
    assert {path: entry.text for path, entry in read.texts.items()} == texts


def test_the_order_is_that_of_the_romanian_and_strays_stand_last(tmp_path: Path) -> None:
    read = written(tmp_path, {"stray": "s", "b": "2", "a": "1"}, ["a", "b"])
    assert list(read.texts) == ["a", "b", "stray"]


def test_long_texts_stand_in_lines_of_a_page(tmp_path: Path) -> None:
    written(tmp_path, {"a": " ".join(["some words in a row"] * 60)}, ["a"])
    lines = (tmp_path / "text.en.yaml").read_text("utf-8").splitlines()
    assert max(map(len, lines)) <= 100
    assert "    text: >-" in lines


def test_the_comments_on_top_are_kept() -> None:
    assert head_of("# one\n\n# two\nformat: '1'\n# three\n") == "# one\n\n# two\n"
