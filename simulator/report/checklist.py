"""The checklist of sensitive situations in words: a page for before a decision, and a sheet of paper.

Both are built from the same sheet. What an institution adds is its own, and is called so wherever it stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from simulator.competence.next_steps import cases_training
from simulator.competence.recommendation import Offer
from simulator.content.enums import FORCES, ROLES
from simulator.graph.bundle import CompiledProfession
from simulator.graph.checklist import OwnExamples, Situation, SituationLine
from simulator.language import Language
from simulator.report.document import (
    Blanks,
    Block,
    Details,
    Document,
    Heading,
    Items,
    Link,
    Note,
    Table,
    Text,
    gathered,
)
from simulator.report.wording import citation, foot_of, force_word, page_pattern, role_word, sentence

USUAL_FORCE = "guide"  # said once for all lines


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule of a situation: its words, how much it binds, and what it rests on."""

    id: str
    title: str
    force: str
    cited: str


@dataclass(frozen=True, slots=True)
class SituationSheet:
    """A situation in words; `cases` (by id and title) train it, `examples` are an institution's own."""

    id: str
    title: str
    technician: tuple[str, ...]
    coordinator: tuple[str, ...]
    never: tuple[str, ...]
    cited: str
    rules: tuple[RuleLine, ...]
    cases: tuple[tuple[str, str], ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """When a checklist was last reviewed and by when it is to be again; `overdue` is empty if it is not."""

    words: str
    overdue: str


@dataclass(frozen=True, slots=True)
class ChecklistSheet:
    """The whole checklist; `institution` and its review are empty where it has added nothing."""

    title: str
    review: ReviewSheet
    institution: str
    own_review: ReviewSheet | None
    situations: tuple[SituationSheet, ...]


def checklist_sheet(
    profession: CompiledProfession,
    offers: Sequence[Offer],
    case_titles: Mapping[str, str],
    own: OwnExamples | None,
    day: str,
    language: Language,
) -> ChecklistSheet:
    """The checklist as of a day (ISO 8601); `case_titles` are those of the cases there are, by id."""
    writer = _Writer(profession, offers, case_titles, own, language)
    return ChecklistSheet(
        language.text("Checklist for sensitive situations"),
        _review(profession.checklist.reviewed, day, language),
        own.institution if own else "",
        _review(own.reviewed, day, language) if own else None,
        tuple(writer.situation(one) for one in profession.checklist.situations),
    )


def next_review(reviewed: str) -> str:
    """The day, a year after a review, by which the next one is due (both ISO 8601)."""
    last = date.fromisoformat(reviewed)
    leap = (last.month, last.day) == (2, 29)
    return last.replace(year=last.year + 1, day=28 if leap else last.day).isoformat()


def _review(reviewed: str, day: str, language: Language) -> ReviewSheet:
    text, due = language.text, next_review(reviewed)
    words = text(
        "Last review: {day}. The next one is due by: {due}.",
        day=language.date(reviewed),
        due=language.date(due),
    )
    late = text("The yearly review is overdue: check whether law or practice has changed meanwhile.")
    return ReviewSheet(words, late if day > due else "")


@dataclass(frozen=True, slots=True)
class _Writer:
    profession: CompiledProfession
    offers: Sequence[Offer]
    case_titles: Mapping[str, str]
    own: OwnExamples | None
    language: Language

    def words(self, path: str) -> str:
        return self.profession.texts[self.language.code][path]

    def situation(self, one: Situation) -> SituationSheet:
        rules = self.profession.profession.checklist[one.id][0]
        cases = cases_training(rules, self.offers)
        return SituationSheet(
            one.id,
            self.words(f"checklist.{one.id}"),
            self.lines(one.technician),
            self.lines(one.coordinator),
            self.lines(one.never),
            self.cited(one.cite),
            tuple(self.rule(name) for name in rules),
            tuple((name, self.case_titles[name]) for name in cases if name in self.case_titles),
            self.own.examples.get(one.id, ()) if self.own else (),
        )

    def lines(self, column: tuple[SituationLine, ...]) -> tuple[str, ...]:
        return tuple(self.line(line) for line in column)

    def line(self, line: SituationLine) -> str:
        """A line; its force and source stand beside it where it is not simply a rule of the guide."""
        rules = [rule for rule in self.profession.profession.rules if rule.id in line.rules]
        strongest = min(rules, key=lambda rule: FORCES.index(rule.force))
        words = line.words[self.language.code]
        if strongest.force == USUAL_FORCE:
            return words
        force = force_word(strongest.force, self.language)
        source = self.words(f"sources.{strongest.cite[0].partition('#')[0]}.short")
        return f"{words} ({force}: {source})"

    def rule(self, name: str) -> RuleLine:
        rule = next(rule for rule in self.profession.profession.rules if rule.id == name)
        force = force_word(rule.force, self.language)
        return RuleLine(name, self.words(f"rules.{name}.title"), force, self.cited(rule.cite))

    def cited(self, names: Sequence[str]) -> str:
        return "; ".join(citation(self.words, name, self.language) for name in names)


def checklist_blocks(sheet: ChecklistSheet, language: Language) -> list[Block]:
    """The page: a situation each to unfold, then when it was reviewed."""
    text = language.text
    lead = text("Open the situation that you are in before you decide. In danger, call 112 first.")
    return [
        Text(lead, kind="lead"),
        *gathered(_overdue(sheet)),
        *[_unfolding(one, sheet, language) for one in sheet.situations],
        Text(_forces(language), kind="quiet"),
        *gathered(_reviews(sheet, language)),
    ]


def _unfolding(one: SituationSheet, sheet: ChecklistSheet, language: Language) -> Details:
    text = language.text
    technician, coordinator = (sentence(role_word(role, language)).rstrip(".") for role in ROLES)
    rules = [Link(f"{rule.title} ({rule.force})", "rule", id=rule.id) for rule in one.rules]
    cases = [Link(text("A case: {title}", title=title), "case", id=name) for name, title in one.cases]
    blocks = gathered(
        Heading(technician),
        Items(one.technician),
        Heading(coordinator),
        Items(one.coordinator),
        Note(text("What must not be done"), (Items(one.never),), mood="bad"),
        _own_note(one, sheet, language),
        cases,
        Details(text("The rules of this situation"), tuple(rules), len(rules), f"rules-{one.id}"),
        Text(one.cited, text("Source"), "quiet"),
    )
    return Details(one.title, tuple(blocks), key=one.id)


def _own_note(one: SituationSheet, sheet: ChecklistSheet, language: Language) -> Note | None:
    if not one.examples:
        return None
    title = language.text("Examples of the institution’s own: {name}", name=sheet.institution)
    return Note(title, (Items(one.examples),))


def _forces(language: Language) -> str:
    return language.text(
        "Where nothing else is said, a line is a rule of the guide (Annex 3), in our words; the rules of "
        "each situation name their force and their sources."
    )


def _reviews(sheet: ChecklistSheet, language: Language) -> list[Block]:
    reviews: list[Block] = [Text(sheet.review.words, kind="quiet")]
    if sheet.own_review:
        whose = language.text("Examples of the institution’s own: {name}", name=sheet.institution)
        reviews.append(Text(sheet.own_review.words, whose, "quiet"))
    return reviews


def _overdue(sheet: ChecklistSheet) -> list[Block]:
    """What is overdue, the institution's review named as its own."""
    notes: list[Block] = []
    if sheet.review.overdue:
        notes.append(Note(sheet.title, (Text(sheet.review.overdue),), mood="open"))
    if sheet.own_review and sheet.own_review.overdue:
        notes.append(Note(sheet.institution, (Text(sheet.own_review.overdue),), mood="open"))
    return notes


def checklist_document(sheet: ChecklistSheet, language: Language) -> Document:
    """The checklist as a sheet of one or two pages, to hang up or to take along."""
    text = language.text
    technician, coordinator = (sentence(role_word(role, language)).rstrip(".") for role in ROLES)
    head = (text("Situation"), technician, coordinator, text("What must not be done"))
    rows = tuple(
        (one.title, Items(one.technician), Items(one.coordinator), Items(one.never))
        for one in sheet.situations
    )
    blocks = gathered(
        Text(_forces(language), kind="quiet"),
        _overdue(sheet),
        Table("", head, rows, (5, 7, 7, 6)),
        Text("; ".join(one.cited for one in sheet.situations), text("Sources"), "quiet"),
        _own_table(sheet, language),
        _reviews(sheet, language),
        Blanks((text("Reviewed by"), text("Date"))),
    )
    return Document(
        name=sheet.title,
        title=sheet.title,
        lang=language.code,
        page=page_pattern(language),
        foot=foot_of(language),
        blocks=tuple(blocks),
        wide=True,
    )


def _own_table(sheet: ChecklistSheet, language: Language) -> Table | None:
    text = language.text
    rows = tuple((one.title, Items(one.examples)) for one in sheet.situations if one.examples)
    title = text("Examples of the institution’s own: {name}", name=sheet.institution)
    return Table(title, (text("Situation"), text("Examples")), rows, (5, 20)) if rows else None
