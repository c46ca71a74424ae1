"""Drafts that are written over, finished grids that never change, words that can go without them."""

from __future__ import annotations

import json
import threading

import pytest
from sqlalchemy import Engine, insert, select, update

from simulator.store import tables as t
from simulator.store.database import reading, writing
from simulator.store.grids import LEVEL, draft_of, finish_grid, forget_words, grids_of, keep_draft
from simulator.store.learners import new_learner
from simulator.store.plays import Behind
from simulator.store.privacy import erase, export_of
from simulator.store.texts_and_annotations import Changed, one_at_a_time


def filled(engine: Engine, occasion: str = "pre", words: str = "Ascult") -> str:
    learner = new_learner(engine).id
    keep_draft(engine, learner, "law", "strengths", words)
    keep_draft(engine, learner, "law", LEVEL, "3")
    finish_grid(engine, learner, learner, occasion)
    return learner


def bodies(engine: Engine) -> list[str]:
    with reading(engine) as connection:
        return list(connection.execute(select(t.personal_texts.c.body)).scalars())


def test_a_draft_is_written_over_and_leaves_no_earlier_words(database: Engine) -> None:
    learner = new_learner(database).id
    before = ""
    for words in ("Asc", "Ascult", "Ascult oamenii"):
        keep_draft(database, learner, "law", "strengths", words, before)
        before = words
    keep_draft(database, learner, "time", LEVEL, "2")
    assert draft_of(database, learner) == {("law", "strengths"): "Ascult oamenii", ("time", LEVEL): "2"}
    assert sorted(bodies(database)) == ["2", "Ascult oamenii"]
    keep_draft(database, learner, "law", "strengths", "  ", before)
    assert draft_of(database, learner) == {("time", LEVEL): "2"}


def test_what_another_tab_wrote_is_not_written_over(database: Engine) -> None:
    learner, place = new_learner(database).id, ("law", "strengths")
    keep_draft(database, learner, *place, "Prima filă")
    for words, known in (("A doua filă", ""), ("", "Altceva"), ("  ", "")):
        with pytest.raises(Changed) as found:
            keep_draft(database, learner, *place, words, known)
        assert found.value.stored == "Prima filă"
    assert draft_of(database, learner) == {place: "Prima filă"}
    keep_draft(database, learner, *place, "A doua filă", "Prima filă")
    keep_draft(database, learner, *place, " A doua filă ", "de demult")
    assert draft_of(database, learner) == {place: "A doua filă"}, "the same words are no change"
    finish_grid(database, learner, learner, "pre")
    with pytest.raises(Changed) as found:
        keep_draft(database, learner, *place, "A doua filă și mai mult", "A doua filă")
    assert found.value.stored == ""
    assert draft_of(database, learner) == {}


def test_of_many_who_write_at_once_one_is_kept_and_the_others_are_told_of_it(database: Engine) -> None:
    learner, place = new_learner(database).id, ("law", "strengths")
    together, told = threading.Barrier(8), dict[str, str]()

    def write(words: str) -> None:
        together.wait()
        try:
            keep_draft(database, learner, *place, words)
            told[words] = ""
        except Changed as found:
            told[words] = found.stored

    writers = [threading.Thread(target=write, args=(f"Fila {number}",)) for number in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    (kept,) = [words for words, stored in told.items() if not stored]
    assert {stored for stored in told.values() if stored} == {kept}
    assert len(told) == 8
    assert bodies(database) == [kept]


def test_who_writes_waits_for_whoever_is_writing(database: Engine) -> None:
    learner, told = new_learner(database).id, list[str]()

    def write() -> None:
        try:
            keep_draft(database, learner, "law", "strengths", "A doua filă")
        except Changed as found:
            told.append(found.stored)

    other = threading.Thread(target=write)
    with writing(database) as connection:
        one_at_a_time(connection, learner)
        row = {"id": "a", "learner": learner, "place": "grid-draft:law:strengths", "body": "Prima filă"}
        connection.execute(insert(t.personal_texts).values(**row, made="2026-11-21"))
        other.start()
        other.join(0.5)
    other.join()
    assert told == ["Prima filă"]
    assert bodies(database) == ["Prima filă"]


def test_finishing_moves_the_draft_into_a_grid_and_the_next_begins_empty(database: Engine) -> None:
    learner = filled(database)
    assert draft_of(database, learner) == {}
    keep_draft(database, learner, "law", "strengths", "Altceva")
    (grid,) = grids_of(database, learner)
    assert (grid.occasion, grid.levels, grid.words) == ("pre", {"law": 3}, {("law", "strengths"): "Ascult"})
    finish_grid(database, learner, learner, "post")
    first, second = grids_of(database, learner)
    assert first == grid
    assert (second.levels, second.words) == ({}, {("law", "strengths"): "Altceva"})


def test_a_rating_holds_levels_and_references_and_no_words(database: Engine) -> None:
    filled(database, words="Cuvinte de-ale mele")
    with reading(database) as connection:
        (body,) = connection.execute(select(t.ratings.c.body)).scalars()
        (text,) = connection.execute(select(t.personal_texts.c.id)).scalars()
    assert json.loads(body) == {
        "format": 1,
        "levels": {"law": 3},
        "words": {"law": {"strengths": text}},
        "with": "alone",
    }


def test_a_grid_says_with_whom_it_was_filled_in_and_an_older_one_says_alone(database: Engine) -> None:
    learner = filled(database)
    keep_draft(database, learner, "law", LEVEL, "2")
    finish_grid(database, learner, learner, "post", "coordinator")
    assert [grid.with_whom for grid in grids_of(database, learner)] == ["alone", "coordinator"]
    assert {grid.by for grid in grids_of(database, learner)} == {learner}, "nobody else is named"
    bodies = [json.loads(rating["body"]) for rating in export_of(database, learner)["ratings"]]
    assert sorted(body["with"] for body in bodies) == ["alone", "coordinator"]
    older = json.dumps({"format": 1, "levels": {"law": 1}, "words": {}})
    with database.begin() as connection:
        connection.execute(update(t.ratings).where(t.ratings.c.occasion == "pre").values(body=older))
    assert [grid.with_whom for grid in grids_of(database, learner)] == ["alone", "coordinator"]
    keep_draft(database, learner, "law", LEVEL, "2")
    with pytest.raises(ValueError, match="boss"):
        finish_grid(database, learner, learner, "post", "boss")


def test_nothing_is_finished_twice(database: Engine) -> None:
    learner = filled(database)
    with pytest.raises(Behind):
        finish_grid(database, learner, learner, "post")
    with pytest.raises(ValueError, match="never"):
        finish_grid(database, learner, learner, "never")
    assert len(grids_of(database, learner)) == 1


def test_words_of_a_finished_grid_can_be_erased_and_its_levels_stay(database: Engine) -> None:
    learner, other = filled(database), filled(database, words="Ale altuia")
    keep_draft(database, learner, "law", "develop", "În lucru")
    (grid,), (theirs,) = grids_of(database, learner), grids_of(database, other)
    forget_words(database, learner, theirs.id)
    forget_words(database, learner, grid.id)
    assert grids_of(database, learner)[0].words == {}
    assert grids_of(database, learner)[0].levels == {"law": 3}
    assert sorted(bodies(database)) == ["Ale altuia", "În lucru"]


def test_export_has_drafts_and_grids_and_erasure_leaves_neither(database: Engine) -> None:
    learner, other = filled(database, words="De luat cu mine"), filled(database)
    keep_draft(database, learner, "time", "support", "Un curs")
    mine = export_of(database, learner)
    assert {text["body"] for text in mine["personal_texts"]} == {"De luat cu mine", "Un curs"}
    assert [rating["occasion"] for rating in mine["ratings"]] == ["pre"]
    erase(database, learner)
    assert grids_of(database, learner) == []
    assert draft_of(database, learner) == {}
    assert bodies(database) == ["Ascult"]
    assert len(grids_of(database, other)) == 1
