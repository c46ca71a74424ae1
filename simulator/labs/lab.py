"""A laboratory opened: its exercises shown, and answers checked, the same for a page, a cell and a grader."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from simulator.content.lab import LabExercise, WrittenLab, labs_folder, read_lab
from simulator.errors import WrongUse, message
from simulator.labs.answers import Answer, answer_for
from simulator.labs.closed import judged_choice, judged_choices, judged_sort
from simulator.labs.feedback import CheckResult, Feedback, FeedbackLine
from simulator.language import Language, language

CHECKS = "simulator.labs.checks"
Check = Callable[[Answer], Iterable[CheckResult]]


@dataclass(frozen=True, slots=True, repr=False)
class Lab:
    """A laboratory: `id`, what its file says (`written`), and the language of its frame."""

    id: str
    written: WrittenLab
    speech: Language

    def __repr__(self) -> str:
        return f"<Lab {self.id}: {self.written.title} ({len(self.written.exercises)})>"

    def exercise(self, name: str) -> object:
        """An exercise, to be shown: worked through by hand on a page, or in a cell of JupyterLab."""
        from simulator.labs.exercise_widget import PosedExercise

        exercise = self.written_exercise(name)
        return PosedExercise(name, exercise, lambda answer: self.check(name, answer), self.speech)

    def check(self, name: str, answer: object) -> Feedback:
        """What is said of an answer in Python's own types, or as typed; None is no answer yet.

        Whatever is wrong with the answer's form is said, too; nothing is raised but for an unknown exercise.
        """
        exercise = self.written_exercise(name)
        if answer is None:
            return Feedback(passed=False, summary=self.speech.text("Not answered yet."))
        try:
            given = answer_for(exercise, answer)
            remarks = tuple(self._remarks(name, exercise, given))
        except WrongUse as fault:
            return Feedback(passed=False, summary=self.speech.say(fault.reason))
        return self._feedback(remarks)

    def points(self, name: str, answer: object) -> float:
        """Show what is said of an answer; 1 if it passes, else 0: what a grader of notebooks reads."""
        from IPython import display as ipython

        feedback = self.check(name, answer)
        ipython.display(feedback)  # type: ignore[no-untyped-call]
        return float(feedback.passed)

    def words(self, key: str, **values: object) -> str:
        """Words for a drawing or a table, by their key in the laboratory's file, with values filled in."""
        return self.written.words[key].format(**values)

    def written_exercise(self, name: str) -> LabExercise:
        """An exercise as its file has it. Raises `WrongUse` with the names there are."""
        exercises = self.written.exercises
        if name not in exercises:
            raise WrongUse(
                message(
                    "there is no exercise '{name}'; there are: {names}", name=name, names=", ".join(exercises)
                )
            )
        return exercises[name]

    def _remarks(self, name: str, exercise: LabExercise, given: Answer) -> Iterable[FeedbackLine]:
        if exercise.answer == "choice":
            assert isinstance(given, str)
            return judged_choice(exercise, given)
        if exercise.answer == "choices":
            assert isinstance(given, tuple)
            return judged_choices(exercise, given)
        if exercise.answer == "sort":
            assert isinstance(given, dict)
            return judged_sort(exercise, given)  # type: ignore[arg-type]
        return [self._remark(exercise, finding) for finding in check_of(self.id, name)(given)]

    def _remark(self, exercise: LabExercise, finding: CheckResult) -> FeedbackLine:
        values = {name: _said(value) for name, value in finding.values.items()}
        return FeedbackLine(exercise.says[finding.key].format(**values), finding.fine)

    def _feedback(self, remarks: tuple[FeedbackLine, ...]) -> Feedback:
        passed = all(remark.fine for remark in remarks)
        text = self.speech.text
        return Feedback(passed, text("Correct.") if passed else text("Not yet."), remarks)


def _said(value: object) -> str:
    """A value in a sentence; a check that wants other decimals gives the words."""
    return f"{value:.4g}".replace(".", ",") if isinstance(value, float) else str(value)


def check_of(lab: str, exercise: str) -> Check:
    """The function that checks an open answer. Raises `AttributeError`, `ImportError` if nobody wrote it."""
    module = importlib.import_module(f"{CHECKS}.{lab.replace('-', '_')}")
    check: Check = getattr(module, f"check_{exercise.replace('-', '_')}")
    return check


def lab_files() -> dict[str, Path]:
    """Our laboratories' files by id."""
    return {path.stem: path for path in sorted(labs_folder().glob("*.yaml"))}


def open_lab(name: str) -> Lab:
    """A laboratory by its id. Raises `WrongUse` with the ids there are, `ProblemsFound` for a faulty file."""
    files = lab_files()
    if name not in files:
        raise WrongUse(
            message("there is no laboratory '{name}'; there are: {names}", name=name, names=", ".join(files))
        )
    return Lab(name, read_lab(files[name]), language("ro"))
