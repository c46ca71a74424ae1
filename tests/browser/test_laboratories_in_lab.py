"""Every laboratory's notebook in JupyterLab: all its cells run, and an exercise is solved there."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from simulator.content.lab import LabExercise
from simulator.content.lab_shelf import our_labs
from tests.browser.jupyterlab import FRONT, PATIENCE, Lab, kept, menu, opened, ready
from tests.browser.serving import eventually
from tests.labs.answers import exercises_of, right_answer

# What stands out of the room that JupyterLab gives an output, and cannot be scrolled to.
HANGS_OUT = """
() => [...document.querySelectorAll(".lab-exercise, .lab-exercise *, .jp-OutputArea-output figure")]
  .filter(element => {
    const room = element.closest(".jp-OutputArea-output").getBoundingClientRect();
    const box = element.getBoundingClientRect();
    const out = box.right > room.right + 5 || box.left < room.left - 5;
    return out && element.checkVisibility() && !element.closest("[tabindex='0'], select, .noUi-target");
  }).map(element => element.outerHTML.slice(0, 120))
"""
SIMPLE = ("choice", "number", "sort", "text")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Generator[Lab]:
    running = Lab(tmp_path_factory.mktemp("lab"))
    try:
        yield running.start()
    finally:
        running.close()


@pytest.fixture(scope="module")
def page(browser: Browser, server: Lab) -> Generator[Page]:
    """JupyterLab in a browser, with no notebook that is open."""
    context = browser.new_context(viewport={"width": 1200, "height": 900}, locale="ro-RO")
    context.set_default_timeout(PATIENCE)
    made = context.new_page()
    made.goto(server.address)
    ready(made)
    close(made)
    yield made
    context.close()


@pytest.fixture
def front(page: Page) -> Generator[Page]:
    """The same for one notebook, which is closed afterwards whatever came of it."""
    yield page
    close(page)


def close(page: Page) -> None:
    """Close the notebook in front; its kernel ends with it."""
    menu(page, "File", "Close and Shut Down Notebook…")
    page.locator(".jp-Dialog .jp-mod-accept").click()
    page.locator(FRONT).wait_for(state="detached")


def solve(box: Locator, exercise: LabExercise, answer: str | dict[str, str]) -> None:
    """Answer an exercise with the mouse."""
    if isinstance(answer, dict):
        for which, place in enumerate(answer.values()):
            box.locator("select").nth(which).select_option(label=(exercise.bins or {})[place])
    elif exercise.answer == "choice":
        box.locator("input[type=radio]").nth(list(exercise.options or {}).index(answer)).check()
    else:
        box.locator("textarea, input[type=text]").first.fill(answer)
    box.locator("button.mod-primary").click()


@pytest.mark.parametrize("lab", our_labs())
def test_a_notebook_runs_to_its_end_and_an_exercise_is_solved_in_it(
    front: Page, server: Lab, lab: str
) -> None:
    opened(front, "labs", f"{lab}.ipynb")
    menu(front, "Edit", "Clear Outputs of All Cells")
    menu(front, "Run", "Run All Cells")
    exercises = exercises_of(lab)
    boxes = front.locator(f"{FRONT} .lab-exercise:not(.lab-exploration)")
    expect(boxes).to_have_count(len(exercises))
    ready(front, f"{lab}.ipynb")
    assert front.evaluate(HANGS_OUT) == []
    name = next(name for name, exercise in exercises.items() if exercise.answer in SIMPLE)
    box = boxes.nth(list(exercises).index(name))
    solve(box, exercises[name], right_answer(lab, name))
    expect(box.locator(".lab-feedback.passed")).to_be_visible()
    menu(front, "File", "Save Notebook")
    everything_ran(server.copies / "labs" / f"{lab}.ipynb")


def everything_ran(path: Path) -> None:
    """All cells of a saved notebook ran and none has a fault."""
    eventually(lambda: {bool(cell["execution_count"]) for cell in kept(path)} == {True}, "all cells ran")
    said = [output for cell in kept(path) for output in cell["outputs"]]
    assert {output["output_type"] for output in said} <= {"stream", "display_data", "execute_result"}
    assert {output.get("name") for output in said} <= {None, "stdout"}
