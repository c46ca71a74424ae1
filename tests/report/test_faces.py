"""Faces: drawn offline, small, alike each time; no name from outside draws anything else."""

from __future__ import annotations

import gzip
from xml.etree import ElementTree

import pytest

from simulator.content.folders import case_folders
from simulator.graph.graph import Face
from simulator.graph.loading import load_case, load_profession
from simulator.language import language
from simulator.report.cast import first_impression
from simulator.report.faces import face_name, face_svg
from simulator.report.wording import Texts
from tests.support import all_cases, bundle

MOST, MOST_ON_A_CARD = 6_500, 5_200  # bytes as they travel


def every_face() -> set[str]:
    """The names of all faces that the cases draw, with every expression."""
    people = [person for case in all_cases() for person in bundle(case, "standard").graph.people]
    return {
        face_name(person.face, expression)
        for person in people
        if person.face
        for expression in ("", *(drawn for _, drawn in person.signs))
    }


def test_every_face_of_the_cases_is_a_small_picture_that_asks_for_nothing() -> None:
    assert len(every_face()) > 30
    for name in every_face():
        svg = face_svg(name)
        assert len(gzip.compress(svg.encode())) <= MOST, name
        assert {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(svg).iter()} & {
            "script",
            "image",
            "style",
            "foreignObject",
            "metadata",
        } == set(), name
        assert "http" not in svg.replace("http://www.w3.org/2000/svg", ""), name


def test_the_faces_on_the_cards_are_lighter_still() -> None:
    profession = load_profession()
    for folder in case_folders().values():
        about = load_case(folder, profession).about
        texts = Texts(bundle(folder.name, "standard"), language("ro"))
        member = first_impression(texts, about.face)
        assert member is not None and member.face, folder.name
        assert len(gzip.compress(face_svg(member.face).encode())) <= MOST_ON_A_CARD, folder.name


def test_a_face_is_alike_each_time_and_another_expression_is_another_picture() -> None:
    calm, afraid = (face_name(Face("long", "calm"), expression) for expression in ("", "fear"))
    assert (calm, afraid) == ("long.calm.-.-", "long.fear.-.-")
    first = face_svg(calm)
    face_svg.cache_clear()
    assert face_svg(calm) == first != face_svg(afraid)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "long",
        "long.calm.-",
        "long.calm.-.-.-",
        "-.calm.-.-",
        "long.-.-.-",
        "calm.long.-.-",
    ],
)
def test_what_is_no_face_is_not_drawn(name: str) -> None:
    with pytest.raises(KeyError):
        face_svg(name)
