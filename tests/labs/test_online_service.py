"""The laboratory of an online service: households and their ways, a programme judged, what its file says."""

from __future__ import annotations

import itertools
import re

import pytest

from simulator.content.lab import row_columns
from simulator.labs.exercise_widget import PosedExercise, exercise_widget
from simulator.labs.lab import Lab, open_lab
from simulator.labs.material.online_service import (
    HOURS,
    HOUSEHOLDS,
    MINUTES,
    OTHERS,
    STEPS,
    hours,
    left_out,
    step_hours,
)
from simulator.labs.material.online_service_view import (
    CATALOGUE,
    EXAMPLES,
    PARTS,
    catalogue,
    catalogue_frame,
    comma,
    example,
    households_frame,
    names_of,
    tried_step,
    try_ways,
    ways_frame,
)

Rows = dict[str, dict[str, str]]
NOTHING = {"way": "page", "other": "choice", "datum": "nothing", "purpose": "none", "kept": "none"}
CONTACT = NOTHING | {"datum": "contact", "purpose": "return", "kept": "end"}
SUMS = NOTHING | {"datum": "sums", "purpose": "plan", "kept": "person"}
WHOLE = {"consent": "before", "person": "named", "opinion": "same"}


@pytest.fixture
def lab() -> Lab:
    return open_lab("online-service")


def programme(**changed: dict[str, str]) -> Rows:
    """A programme that passes, with other cells in some rows."""
    rows = {"step-1": CONTACT, "step-2": SUMS, "step-3": NOTHING, "whole": WHOLE}
    changes = {name.replace("_", "-"): cells for name, cells in changed.items()}
    return {row: cells | changes.get(row, {}) for row, cells in rows.items()}


def said(lab: Lab, exercise: str, answer: object) -> list[str]:
    return [remark.text for remark in lab.check(exercise, answer).remarks if not remark.fine]


def test_a_good_programme_passes(lab: Lab) -> None:
    feedback = lab.check("programme", programme())
    assert feedback.passed
    assert "18,8 h" in feedback.remarks[0].text


def test_there_are_twelve_households_and_four_have_no_internet(lab: Lab) -> None:
    without = {household.id for household in HOUSEHOLDS if not household.internet}
    assert len(HOUSEHOLDS) == 12
    assert len(without) == 4
    assert {each.id for each in HOUSEHOLDS if "Fără internet" in lab.words(f"{each.id}-has")} == without


@pytest.mark.parametrize(
    ("need", "words"),
    [
        ("wants", r"nu cu ecranul"),
        ("reads", r"Nu citesc|Nu citește|numai în maghiară"),
        ("phone", r"Fără internet, telefon sau"),
        ("private", r"îi citește mesajele"),
        ("office", r"Nu ajunge|în tură|nu îl lasă singur|nu poate rămâne singur"),
        ("home", r"nu primește pe nimeni|partenerul"),
    ],
)
def test_what_a_household_lacks_is_written_about_it(lab: Lab, need: str, words: str) -> None:
    told = {each.id for each in HOUSEHOLDS if re.search(words, lab.words(f"{each.id}-has"))}
    assert told == {each.id for each in HOUSEHOLDS if not getattr(each, need)}


@pytest.mark.parametrize(
    ("way", "reached"), [("page", 5), ("video", 6), ("call", 10), ("paper", 8), ("office", 8), ("home", 10)]
)
def test_no_single_way_reaches_all(way: str, reached: int) -> None:
    assert len(HOUSEHOLDS) - len(left_out(way, "none")) == reached


def test_who_has_no_way_is_named() -> None:
    assert left_out("page", "call") == ("dinu", "cojoc")
    assert left_out("page", "home") == ("dinu",)
    assert left_out("page", "relative") == left_out("page", "none")
    assert names_of(left_out("page", "call")) == "Sorina Dinu; Ion Cojoc"


def test_the_time_of_a_step_by_hand() -> None:
    # five by page; Dinu, Lăcătuș, Tudose, Cojoc, Szabó at the office; Buzea and the Neagus at home
    assert step_hours("page", "choice") == pytest.approx((5 * 5 + 5 * 40 + 2 * 75) / 60)
    assert step_hours("page", "none") == pytest.approx(25 / 60)


def test_all_by_meeting_takes_more_time_than_there_is() -> None:
    meeting = {step: {"way": "office", "other": "home"} for step in STEPS}
    assert hours(meeting) > HOURS > hours(programme())


def test_whoever_passes_offers_a_meeting(lab: Lab) -> None:
    """Nobody without a way means somebody met face to face, so no programme passes without."""
    for way, other in itertools.product(MINUTES, OTHERS):
        if not left_out(way, other):
            assert {"office", "home"} & {way, *OTHERS[other]}


def test_several_programmes_pass(lab: Lab) -> None:
    good = [
        (way, other)
        for way, other in itertools.product(MINUTES, OTHERS)
        if lab.check("programme", programme(step_2={"way": way, "other": other})).passed
    ]
    assert {("call", "office"), ("paper", "choice"), ("page", "choice"), ("office", "call")} <= set(good)
    assert not {("home", "office"), ("page", "call"), ("call", "paper")} & set(good)


def test_consent_at_the_second_step_may_precede_the_first_datum(lab: Lab) -> None:
    late = {"consent": "second"}
    assert "cerută la pasul 1" in said(lab, "programme", programme(whole=late))[0]
    moved = programme(step_1=NOTHING, step_2=CONTACT, whole=late)
    feedback = lab.check("programme", moved)
    assert feedback.passed
    assert "NASW" in feedback.remarks[1].text


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"step_2": {"other": "none"}}, "până atunci pasul nu se face"),
        ({"step_2": {"other": "relative"}}, "nu este o cale a omului"),
        ({"step_2": {"other": "call"}}, "Pasul 2: fără cale rămân Sorina Dinu; Ion Cojoc."),
        ({"step_1": {"way": "home", "other": "office"}}, "tehniciana are 24"),
        ({step: {"way": "call"} for step in ("step_1", "step_2", "step_3")}, "Niciun pas nu este pe pagină"),
        ({"step_3": {"purpose": "report"}}, "Ce informație așteptați"),
        ({"step_3": {"kept": "end"}}, "Ce informație așteptați"),
        ({"step_2": {"purpose": "none"}}, "fără scop"),
        ({"step_2": {"kept": "none"}}, "nu ați spus cât se păstrează"),
        ({"step_1": {"datum": "phone"}}, "ascultă altcineva"),
        ({"step_2": {"datum": "statement"}}, "arată și farmacia"),
        ({"step_2": {"datum": "identity"}}, "actul de identitate"),
        ({"step_2": {"datum": "illness"}}, "date sensibile"),
        ({"step_2": {"purpose": "file"}}, "grija noastră"),
        ({"step_2": {"purpose": "benefits"}}, "scopul s-a schimbat"),
        ({"step_2": {"purpose": "report"}}, "număr de participanți"),
        ({"step_2": {"purpose": "return"}}, "nu folosește la „să fie căutat"),
        ({"step_1": {"kept": "person"}}, "nu are cum să-l caute"),
        ({"step_1": {"kept": "needed"}}, "nu este un termen"),
        ({"step_1": {"kept": "years"}}, "cinci ani îl depășesc"),
        ({"step_1": NOTHING}, "cum poate fi căutat"),
        ({"step_3": CONTACT}, "deja de față"),
        ({"step_2": CONTACT}, "de două ori"),
        ({"whole": {"consent": "writing"}}, "nu a spus încă „da”"),
        ({"whole": {"consent": "benefit"}}, "pentru ajutor"),
        ({"whole": {"consent": "second"}}, "acordul vine după ea"),
        ({"whole": {"person": "machine"}}, "nu este un om"),
        ({"whole": {"person": "address"}}, "E-mailul ajunge"),
        ({"whole": {"person": "registry"}}, "înregistrează hârtii"),
        ({"whole": {"opinion": "online"}}, "deja online"),
        ({"whole": {"opinion": "comments"}}, "se vede cine ești"),
        ({"whole": {"opinion": "journal"}}, "părerea tehnicianei"),
    ],
)
def test_each_fault_of_a_programme_has_its_own_sentence(
    lab: Lab, changed: dict[str, dict[str, str]], words: str
) -> None:
    remarks = said(lab, "programme", programme(**changed))
    assert len(remarks) == 1
    assert words in remarks[0]


def test_steps_that_leave_out_the_same_are_told_together(lab: Lab) -> None:
    none = {step: {"other": "none"} for step in ("step_1", "step_2", "step_3")}
    remarks = said(lab, "programme", programme(**none))
    assert len(remarks) == 1
    assert remarks[0].startswith("Pasul 1, Pasul 2, Pasul 3:")
    ill = {step: {"datum": "illness"} for step in ("step_2", "step_3")}
    assert said(lab, "programme", programme(**ill))[0].startswith("Pasul 2, Pasul 3:")


def test_every_sentence_is_said_by_some_programme(lab: Lab) -> None:
    """No sentence of the file is dead: the cases above, the good programmes and the late consent use all."""
    source = set(lab.written_exercise("programme").says)
    cells = row_columns(lab.written_exercise("programme"))
    heard: set[str] = set()
    rows = [programme(), programme(step_1=NOTHING, step_2=CONTACT, whole={"consent": "second"})]
    rows += [programme(step_1=NOTHING), programme(step_3=CONTACT), programme(step_2=CONTACT)]
    rows += [programme(step_1={"way": "home"}, step_2={"way": "home"})]
    rows += [programme(**{f"step_{n}": {"way": "call"} for n in (1, 2, 3)})]
    for row, columns in cells.items():
        for name, column in columns.items():
            rows += [programme(**{row.replace("-", "_"): {name: option}}) for option in column.options]
    from simulator.labs.checks.online_service import check_programme as judged

    for answer in rows:
        heard |= {finding.key for finding in judged(answer)}
    assert heard == source


@pytest.mark.parametrize("answer", [{}, {"step-1": "page"}, "page", 3, {"step-1": {"way": ""}}])
def test_an_unfinished_table_is_told_what_is_missing(lab: Lab, answer: object) -> None:
    feedback = lab.check("programme", answer)
    assert not feedback.passed
    assert "Pasul 1. Pe ce cale" in feedback.summary
    assert feedback.summary.rstrip(".").endswith("…")


def test_a_word_that_is_no_option_is_refused(lab: Lab) -> None:
    for wrong in ("internet", ["page"], 5):
        feedback = lab.check("programme", programme(step_1={"way": wrong}))  # type: ignore[dict-item]
        assert not feedback.passed
        assert "page, video, call" in feedback.summary


def test_the_same_check_judges_what_is_chosen_on_a_page(lab: Lab) -> None:
    from ipywidgets import HTML, Button, Dropdown, VBox

    def all_of(kind: type, box: object) -> list[object]:
        inside = getattr(box, "children", ())
        return [box] * isinstance(box, kind) + [each for one in inside for each in all_of(kind, one)]

    exercise = lab.written_exercise("programme")
    box = exercise_widget(
        PosedExercise("programme", exercise, lambda answer: lab.check("programme", answer), lab.speech)
    )
    assert isinstance(box, VBox)
    lists = [one for one in all_of(Dropdown, box) if isinstance(one, Dropdown)]
    values = [value for cells in programme().values() for value in cells.values()]
    assert [one.description for one in lists][:2] == [
        "Pasul 1. Pe ce cale",
        "Pasul 1. Pentru cine nu poate așa",
    ]
    press = next(one for one in all_of(Button, box) if isinstance(one, Button))
    press.click()
    shown = [one for one in all_of(HTML, box) if isinstance(one, HTML)]
    assert any("Fără răspuns deocamdată" in one.value for one in shown)
    lists[0].value = "page"
    press.click()
    assert any("Pasul 1. Pentru cine nu poate așa; Pasul 1. Ce cere omului" in one.value for one in shown)
    for one, value in zip(lists, values, strict=True):
        one.value = value
    press.click()
    assert "lab-done" in box._dom_classes


def test_the_catalogue_is_whole(lab: Lab) -> None:
    frame = catalogue_frame()
    assert frame.shape == (len(CATALOGUE), len(PARTS)) == (14, 3)
    assert frame.index.is_unique
    assert repr(catalogue()).startswith(lab.words("counselling-name"))
    sourced = re.compile(r"A \d{3}")
    for entry in CATALOGUE:
        assert sourced.search(" ".join(lab.words(f"{entry}-{part}") for part in PARTS)), entry


@pytest.mark.parametrize("project", ["hub", "sina", "snmd"])
def test_a_project_without_published_results_says_so(lab: Lab, project: str) -> None:
    assert "A 333-336" in lab.words(f"{project}-unknown")


def test_the_worked_example_is_mended(lab: Lab) -> None:
    for name, counts in (("draft", "5, 5, 5 din 12"), ("mended", "12, 12, 12 din 12")):
        assert counts in example(name).sentences
    mended = dict(zip(STEPS, EXAMPLES["mended"], strict=True))
    assert hours({step: {"way": way, "other": other} for step, (way, other) in mended.items()}) <= HOURS


def test_what_is_tried_says_who_is_left_out(lab: Lab) -> None:
    assert "Fără cale: Sorina Dinu; Ion Cojoc." in tried_step("page", "call").sentences
    assert "Fără cale" not in tried_step("page", "choice").sentences
    assert "5 din 12" in repr(try_ways())
    frame = ways_frame(programme())
    assert frame.shape == (12, 3)
    assert lab.words("by-nobody") not in frame.to_numpy()
    assert households_frame().shape == (12, 7)
    assert int(households_frame()[lab.words("is-internet")].sum()) == 8


def test_numbers_are_written_with_a_comma() -> None:
    assert [comma(18.75), comma(12.0)] == ["18,8", "12"]


def test_each_claim_in_the_wrong_bin_is_told_why(lab: Lab) -> None:
    items = lab.written_exercise("claims").items or {}
    right = {name: item.bin for name, item in items.items() if item.bin}
    assert set(right) == set(items)
    # read in the article: A 237-238 and 178-182; nothing found for the projects of A 310-332 (A 333-336)
    assert {name for name, place in right.items() if place == "stated"} == {"over-eighty", "journey"}
    assert {name for name, place in right.items() if place == "unpublished"} == {"hub-faster", "sina-safe"}
    assert lab.check("claims", right).passed
    for name, place in right.items():
        other = next(each for each in lab.written_exercise("claims").bins or {} if each != place)
        assert len(said(lab, "claims", right | {name: other})[0]) > 80


@pytest.mark.parametrize(("exercise", "right"), [("choose", "meals"), ("asked", "free"), ("heard", "asked")])
def test_one_option_is_right_and_of_the_length_of_the_others(lab: Lab, exercise: str, right: str) -> None:
    options = lab.written_exercise(exercise).options or {}
    assert [name for name in options if lab.check(exercise, name).passed] == [right]
    lengths = [len(option.text) for option in options.values()]
    assert max(lengths) < 1.25 * min(lengths)
    assert all(option.why for option in options.values())
