"""Who is who: nobody before they were named to the role, and each as they seem now."""

from __future__ import annotations

import pytest

from simulator.content.enums import ROLES
from simulator.engine.session import begin, states
from simulator.engine.view import view
from simulator.language import language
from simulator.report.cast import cast, cast_member, first_impression, speeches
from simulator.report.wording import Texts
from tests.support import bundle, our_cases
from tests.ui.test_task_form import walked

ROMANIAN = language("ro")
TEXTS = Texts(bundle("abuse-discovery", "standard"), ROMANIAN)
PEOPLE = {person.id: person for person in TEXTS.bundle.graph.people}


def alina_at(trust: int) -> tuple[str, str]:
    (state,) = states(TEXTS.bundle.graph, begin(TEXTS.bundle.graph, 0, 1).log)
    values = list(state.values)
    values[PEOPLE["alina"].variable] = trust
    member = cast_member(TEXTS, PEOPLE["alina"], state._replace(values=tuple(values)), 0)
    return member.face, member.feeling


def test_a_face_changes_with_what_the_person_feels() -> None:
    assert alina_at(2) == ("long.fear.-.-", "speriată")
    assert alina_at(6) == ("long.solemn.-.-", "abătută, dar vorbește")


def test_one_sees_oneself_without_being_told_how_one_feels() -> None:
    texts = Texts(bundle("coordination-conflict", "standard"), ROMANIAN)
    session = begin(texts.bundle.graph, 0, 1)
    own = cast(texts, session.log, 0)[0]
    assert (own.name, own.who, own.feeling) == ("Andrei Vrânceanu", "dumneavoastră", "")


@pytest.mark.parametrize("case", our_cases())
def test_people_are_not_in_the_cast_before_they_were_named_to_the_role(case: str) -> None:
    """The cast must not tell whom one will meet."""
    texts, later = Texts(bundle(case, "standard"), ROMANIAN), 0
    for role, name in enumerate(ROLES):
        session = begin(texts.bundle.graph, role, 1)
        (state,) = states(texts.bundle.graph, session.log)
        sight = view(texts.bundle.graph, state, role)
        paths = [f"roles.{name}.brief", *sight.paths, *(f"facts.{fact}.text" for fact, _ in sight.known)]
        words = " ".join(map(texts.words, paths))
        own, *others = [one.name for one in cast(texts, session.log, role)]
        assert own == texts.words(f"roles.{name}.name")
        for other in others:
            assert any(part[:-1] in words for part in other.split() if part[0].isupper()), other
        later += len(texts.bundle.graph.people) - len(others) - 1
    assert later, "some are met later"


def test_the_cast_grows_and_holds_nobody_twice() -> None:
    sizes = []
    for stand in walked("abuse-discovery", 3):
        names = [one.name for one in cast(Texts(stand.bundle, ROMANIAN), stand.log, stand.role)]
        assert len(names) == len(set(names))
        sizes.append(len(names))
    assert sizes[0] < max(sizes)


def test_who_stands_for_a_case_is_seen_as_at_its_beginning() -> None:
    member = first_impression(TEXTS, "alina")
    assert member is not None
    start = TEXTS.bundle.graph.variables[PEOPLE["alina"].variable].start
    assert (member.face, member.feeling) == alina_at(start)
    assert first_impression(TEXTS, "nobody") is None
    played = first_impression(Texts(bundle("burnout", "standard"), ROMANIAN), "tudor")
    assert played is not None
    assert played.who != "dumneavoastră", "nobody plays yet"


def test_only_what_somebody_says_has_a_speaker() -> None:
    spoken = 0
    for stand in walked("abuse-discovery", 3):
        texts = Texts(stand.bundle, ROMANIAN)
        scene = next((s for s in stand.bundle.graph.scenes if s.id == stand.sight.node), None)
        if scene is None or not any(scene.speaks):
            continue
        words = texts.words(stand.sight.paths[0])
        said = [one for one in speeches(texts, stand.sight, stand.state, words, 0) if one.by]
        spoken += len(said)
        assert all(one.words.startswith("„") for one in said)
        assert not any(one.by for one in speeches(texts, stand.sight, stand.state, words, 1))
    assert spoken
