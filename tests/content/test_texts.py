"""The words of a case by path."""

from __future__ import annotations

from simulator.content.case import Overlay
from simulator.content.library import read_case
from simulator.content.texts import digest, english, romanian
from tests.support import SMALL_CASE

TEXTS = romanian(read_case(SMALL_CASE).case)


def test_every_kind_of_text_has_its_path() -> None:
    for path, words in {
        "title": "Cazul mic",
        "people.ana.who": "tehnician",
        "roles.technician.brief": "Sunteți Ana.",
        "variables.strain.signs.1.text": "Vă tremură mâna.",
        "facts.address.text": "Adresa e pe deal.",
        "scenes.t-door.also.0.text": "E prea liniște.",
        "scenes.t-door.hint": "Priviți întâi.",
        "scenes.t-door.options.look.text": "Intru și mă uit.",
        "scenes.t-door.options.look.then": "Ați văzut.",
        "scenes.t-act.options.call-coordinator.branches.1.then": "Nu răspunde.",
        "scenes.t-sort.bins.fact": "Fapt",
        "scenes.t-sort.items.father.text": "L-a bătut tatăl.",
        "scenes.t-sort.items.father.why": "Nu s-a văzut.",
        "scenes.t-sequence.steps.see": "Văd",
        "scenes.t-message.fields.recipient.label": "Cui",
        "scenes.t-message.fields.recipient.picks.neighbour.text": "Vecina",
        "scenes.t-message.statements.beaten.text": "E bătut.",
        "scenes.t-message.model": "Am văzut pete.",
        "scenes.t-message.own_words": "Adăugați.",
        "reactions.ion-calls.text": "Ion vă sună înapoi.",
        "endings.t-good.title": "Bine",
        "endings.t-good.also.0.text": "Ați fost sigură.",
        "questions.q1": "Ce ați simțit?",
    }.items():
        assert TEXTS.get(path) == words, path


def test_names_and_marks_are_no_texts() -> None:
    for path in (
        "id",
        "calendar.start",
        "people.ana.name",
        "roles.technician.start",
        "facts.dizzy.when.has.0",
    ):
        assert path not in TEXTS
    assert "collect-information" not in TEXTS.values()
    assert "chance:danger=imminent" not in TEXTS.values()


def test_an_edit_changes_the_digest_and_nothing_else_does() -> None:
    assert digest("Cazul mic") == digest("Cazul mic")
    assert digest("Cazul mic") != digest("Cazul mic.")
    assert len(digest("ș")) == 8


def test_english_by_path() -> None:
    overlay = Overlay.model_validate(
        {"format": "1", "texts": {"title": {"of": "new", "text": "The small case"}}}
    )
    assert english(overlay) == {"title": "The small case"}
    assert english(None) == {}
