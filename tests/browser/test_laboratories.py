"""Every laboratory on a phone, finished by the keyboard alone, and what the store then has of it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from simulator.content.lab import LabExercise
from simulator.content.lab_shelf import our_labs
from simulator.labs.answers import LabFile
from simulator.store.laboratories import finished_exercises
from simulator.store.learners import own_learner
from tests.browser.conftest import Open
from tests.browser.keys import Keys
from tests.browser.looks import WIDER
from tests.browser.serving import House, eventually
from tests.labs.answers import exercises_of, right_answer

PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def phone(visit: Open) -> Page:
    return visit(viewport=PHONE).new_page()


def box_of(page: Page, exercise: LabExercise) -> Locator:
    """An exercise on the page."""
    title = page.get_by_role("heading", name=exercise.title, exact=True, level=3)
    return page.locator(".lab-exercise").filter(has=title)


class Learner(Keys):
    """Somebody who answers exercises without a mouse."""

    def answer(self, box: Locator, exercise: LabExercise, answer: Any) -> None:
        """Put an answer in and have it checked."""
        match exercise.answer:
            case "choice":
                self.choose(box.locator("input[type=radio]"), list(exercise.options or {}).index(answer))
            case "choices":
                for place, name in enumerate(exercise.options or {}):
                    if name in answer:
                        self.to(box.locator("input[type=checkbox]").nth(place))
                        self.press("Space")
            case "sort":
                places = [list(exercise.bins or {}).index(answer[name]) for name in exercise.items or {}]
                self.select(box.locator("select"), places)
            case "numbers":
                for place, name in enumerate(exercise.items or {}):
                    self.type(box.locator("input[type=text]").nth(place), str(answer[name]))
            case "number":
                self.type(box.locator("input[type=text]"), str(answer))
            case "text":
                self.type(box.locator("textarea"), answer)
            case "file":
                self.hand_over(box, answer)
            case _:
                self.select(box.locator("select"), places_of(exercise, answer))
        self.click(box.locator("button.mod-primary"))

    def choose(self, radios: Locator, place: int) -> None:
        """A radio button: to the group with Tab, in it with the arrows."""
        self.to(radios.first)
        self.press("Space")
        for _ in range(place):
            self.press("ArrowDown")
        expect(radios.nth(place)).to_be_checked()

    def select(self, lists: Locator, places: list[int]) -> None:
        """In each list the option at a place, counted without the line above the options."""
        for which, place in enumerate(places):
            self.to(lists.nth(which))
            for _ in range(place + 1):
                self.press("ArrowDown")
            assert lists.nth(which).evaluate("e => e.selectedIndex") == place + 1

    def type(self, field: Locator, words: str) -> None:
        """Words in a field."""
        self.to(field)
        self.page.keyboard.insert_text(words)

    def hand_over(self, box: Locator, file: LabFile) -> None:
        """A file of one's own."""
        with self.page.expect_file_chooser() as chosen:
            self.click(box.locator("button.jupyter-button").first)
        kind = "application/octet-stream"
        chosen.value.set_files({"name": file.name, "mimeType": kind, "buffer": file.content})
        expect(box.locator("button.jupyter-button").first).to_contain_text("(1)")


def places_of(exercise: Any, answer: Any) -> list[int]:
    """Where the options of a table's answer stand in its lists, in their order on the page."""
    return [
        list(column.options).index(answer[row][name])
        for row in exercise.rows
        for name, column in exercise.columns.items()
        if row in (column.rows or [row])
    ]


@pytest.mark.parametrize("lab", our_labs())
def test_a_laboratory_is_finished_on_a_phone_by_the_keyboard_alone(
    phone: Page, house: House, lab: str
) -> None:
    phone.goto(f"{house.base}/laboratory?id={lab}")
    exercises, learner = exercises_of(lab), Learner(phone)
    box_of(phone, list(exercises.values())[-1]).wait_for()
    for name, exercise in exercises.items():
        box = box_of(phone, exercise)
        learner.answer(box, exercise, right_answer(lab, name))
        expect(box).to_have_class(re.compile(rf"\blab-done--{name}\b"))
        expect(box.locator(".lab-feedback.passed")).to_be_visible()
        expect(box.locator(".lab-kept")).to_be_visible()
    assert phone.evaluate(WIDER) <= 0, "the page is no wider than the phone"
    me = own_learner(house.engine).id
    eventually(
        lambda: set(finished_exercises(house.engine, me).get(lab, {})) == set(exercises), "all are noted"
    )
