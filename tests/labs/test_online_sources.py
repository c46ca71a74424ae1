"""The laboratory of sources found online: its notes, its day, what stands in its file."""

from __future__ import annotations

import pytest

from simulator.labs.lab import Lab, open_lab
from simulator.labs.material.online_sources import SOURCES, first_of, note_lines, sources, sources_frame

GOOD = {
    "Data": "10 septembrie 2026, ora 9:25",
    "Adresa": "retea.example/simona.h",
    "Scopul": "locuiește Dorin Haiduc în gospodărie? (cererea familiei)",
    "Am văzut": "Dorin în curte cu doi copii, lângă un cireș înflorit; postată la 6 septembrie",
    "Nu am văzut": "când a fost făcută fotografia; dacă Dorin locuiește acolo",
}


@pytest.fixture
def lab() -> Lab:
    return open_lab("online-sources")


def note(**changed: str) -> str:
    lines = GOOD | {name.replace("_", " "): words for name, words in changed.items()}
    return "\n".join(f"{name}: {words}" for name, words in lines.items())


def said(lab: Lab, exercise: str, answer: object) -> list[str]:
    return [remark.text for remark in lab.check(exercise, answer).remarks]


def right_bins(lab: Lab, exercise: str) -> dict[str, str]:
    items = lab.written_exercise(exercise).items or {}
    return {name: item.bin for name, item in items.items() if item.bin}


def test_a_good_note_passes(lab: Lab) -> None:
    feedback = lab.check("note", note())
    assert feedback.passed
    assert len(feedback.remarks) == 1


def test_a_note_typed_on_a_telephone_passes(lab: Lab) -> None:
    bare = note().upper().translate(str.maketrans("ĂÂÎȘȚ", "AAIST"))
    assert lab.check("note", bare).passed


def test_a_line_goes_on_until_the_next_label() -> None:
    lines = note_lines("• Data: ieri\nseara\n  Am văzut: o curte: goală\n")
    assert lines["date"] == "ieri seara"
    assert lines["seen"] == "o curte: goală"
    assert lines["purpose"] == ""


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"Data": "6 septembrie 2026"}, "ziua postării"),
        ({"Data": "săptămâna trecută"}, "nu găsesc ziua"),
        ({"Adresa": "pe internet"}, "nu poate fi verificat"),
        ({"Scopul": "verificare"}, "prea scurt"),
        ({"Scopul": ""}, "Lipsește rândul „Scopul”"),
        ({"Am_văzut": "Dorin era acasă, cu copiii"}, "fotografia a fost făcută atunci"),
        ({"Am_văzut": "un link"}, "nu recunosc fotografia"),
        ({"Nu_am_văzut": "altceva"}, "golul cel mai important"),
        ({"Nu_am_văzut": "când a fost făcută; probabil Simona minte"}, "este o interpretare"),
        ({"Am_văzut": "Dorin cu Alexia și Rareș lângă un cireș"}, "nu trebuie să apară"),
        ({"Scopul": "locuiește Dorin acolo și " + "foarte " * 120}, "de cuvinte"),
    ],
)
def test_each_fault_of_a_note_has_its_own_sentence(lab: Lab, changed: dict[str, str], words: str) -> None:
    remarks = said(lab, "note", note(**changed))
    assert len(remarks) == 1
    assert words in remarks[0]


def test_a_text_without_lines_is_told_of_each(lab: Lab) -> None:
    assert len(said(lab, "note", "am privit profilul")) == 5


@pytest.mark.parametrize("word", ["evidența populației", "numinte", "panoramă"])
def test_a_word_is_not_found_inside_another(word: str) -> None:
    assert first_of("interpretation", word) is None


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("18", "18 septembrie"),
        (22, "prima întâlnire"),
        (10, "mai este timp"),
        (30, "limita cea mai lungă"),
        (12.5, "12,5"),
        (17, "nu se întâmplă nimic"),
    ],
)
def test_the_last_day(lab: Lab, day: object, words: str) -> None:
    assert lab.check("last-day", day).passed == (day == "18")
    assert words in " ".join(said(lab, "last-day", day))


@pytest.mark.parametrize("exercise", ["may-look", "what-proves"])
def test_a_thing_in_the_wrong_bin_is_told_why(lab: Lab, exercise: str) -> None:
    right = right_bins(lab, exercise)
    assert lab.check(exercise, right).passed
    bins = lab.written_exercise(exercise).bins or {}
    for name, place in right.items():
        other = next(each for each in bins if each != place)
        assert len(said(lab, exercise, right | {name: other})[0]) > 60


def test_disputed_is_an_answer_of_its_own(lab: Lab) -> None:
    bins = right_bins(lab, "may-look")
    assert {name for name, place in bins.items() if place == "disputed"} == {"profile-once", "name-search"}


@pytest.mark.parametrize(("exercise", "right"), [("disagreement", "side-by-side"), ("told", "sources")])
def test_one_option_is_right_and_not_the_longest_by_far(lab: Lab, exercise: str, right: str) -> None:
    options = lab.written_exercise(exercise).options or {}
    assert [name for name in options if lab.check(exercise, name).passed] == [right]
    lengths = [len(option.text) for option in options.values()]
    assert max(lengths) < 1.25 * min(lengths)


def test_every_source_is_shown_with_all_its_parts() -> None:
    frame = sources_frame()
    assert list(frame.index) == list(range(1, len(SOURCES) + 1))
    assert "" not in frame.to_numpy().tolist()
    assert sources().html().count("<h3>") == len(SOURCES) == 11
    assert "justitiarul77" in repr(sources())
