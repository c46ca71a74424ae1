from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.engine.session import begin
from simulator.language import language
from simulator.report.play_places import MOST_SIGNS, place_name, short_names, whereabouts
from simulator.report.wording import Texts
from tests.support import bundle, our_cases
from tests.ui.test_task_form import walked


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Bucătăria familiei Păduraru, lângă Luca", "Bucătăria familiei Păduraru"),
        ("Joi, în mașină, înainte de ședința săptămânală", "Joi, în mașină"),
        ("Acasă", "Acasă"),
        ("Convorbire cu doamna Ruxandra Albu", "Convorbire cu doamna Ruxandra Albu"),
        ("O stradă foarte lungă dintr-un oraș foarte mic", "O stradă foarte lungă dintr-un…"),
    ],
)
def test_a_place_in_few_signs(words: str, name: str) -> None:
    assert place_name(words) == name
    assert len(name) <= MOST_SIGNS


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (
            [
                "Văzut sau auzit direct de Mihaela",
                "Spus de altcineva, neverificat",
                "Concluzie, a oricui ar fi",
            ],
            ["Văzut", "Spus de altcineva", "Concluzie"],
        ),
        (["Fapt, verificat", "Fapt, neverificat"], ["Fapt, verificat", "Fapt, neverificat"]),
        (["În regulă", "Lipsește sau e de lămurit"], ["În regulă", "Lipsește"]),
    ],
)
def test_bins_are_called_by_the_beginning_of_what_they_mean(names: list[str], short: list[str]) -> None:
    assert short_names(names) == short


@pytest.mark.parametrize("case", our_cases())
def test_the_places_passed_are_those_of_the_play_so_far(case: str) -> None:
    for stand in walked(case, 4):
        texts = Texts(stand.bundle, language("ro"))
        where = whereabouts(texts, stand.log, stand.sight)
        assert len(where.passed) <= stand.step
        if stand.ended:
            assert where.scene == "Final"
        else:
            assert where.scene.startswith(f"Scena {stand.step + 1} · de obicei 1")
            assert where.here == place_name(texts.words(f"scenes.{stand.sight.node}.place"))
    assert len(where.passed) > 3


def test_without_experts_nothing_is_said_of_what_is_usual() -> None:
    pinned = bundle("abuse-discovery", "standard")
    alone = replace(pinned, experts=())
    log = begin(pinned.graph, 0, 3).log
    stand = walked("abuse-discovery", 3)[0]
    assert whereabouts(Texts(pinned, language("ro")), log, stand.sight).scene == "Scena 1 · de obicei 11–12"
    assert whereabouts(Texts(alone, language("ro")), log, stand.sight).scene == "Scena 1"
