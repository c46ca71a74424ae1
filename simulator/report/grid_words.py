"""What the parts of the competence grid are called: levels, columns, occasions, how things compare."""

from __future__ import annotations

from simulator.competence import grid as g
from simulator.content.enums import WITH_WHOM, role_entry
from simulator.language import Language

ALONE = WITH_WHOM[0]
NO_LEVEL = "–"
_SCALE = {
    0: "not at all yet",
    1: "seldom, or only with help",
    2: "sometimes",
    3: "most of the time",
    4: "fully and every time",
}
_COLUMNS = {
    "strengths": "Strengths",
    "develop": "To develop",
    "support": "Support or training that would help",
}
_OCCASIONS = {"pre": "at the beginning", "between": "in between", "post": "at the end"}
_ASKERS = {"guide": "", "article": "from the article", "ours": "for coordinators; ours"}
_COMPARED = {
    g.UNRATED: "You gave no level.",
    g.UNSEEN: "Your plays have not shown this yet. That is not a zero.",
    g.THIN: "Your plays showed too little of this to compare.",
    g.ALIKE: "What you say and what was seen agree, within the interval.",
    g.HIGHER: "You rate yourself higher than what was seen. What do you do in your work that these cases "
    "could not show? What did they show that you had not noticed?",
    g.LOWER: "You rate yourself lower than what was seen. What went well there that you leave out here?",
}
_CHANGES = {g.RISEN: "higher", g.FALLEN: "lower", g.SAME: "the same", g.OPEN: "cannot be compared"}


def column_word(column: str, language: Language) -> str:
    """The title of a column of the grid."""
    return language.text(_COLUMNS[column])


def occasion_word(occasion: str, language: Language) -> str:
    """When a grid was filled in, in plain words."""
    return language.text(_OCCASIONS[occasion])


def company_word(with_whom: str, role: str, language: Language) -> str:
    """With whom a grid was filled in, in plain words to who works in a role (empty: it is not known)."""
    return language.text("on one's own") if with_whom == ALONE else language.say(role_entry(role).together)


def scale_words(language: Language) -> list[str]:
    """The levels 0-4 in words; the scale is ours."""
    return [language.text(_SCALE[level]) for level in g.LEVELS]


def level_words(level: int | None, language: Language) -> str:
    """A level with its meaning (`3: most of the time`); a dash where none was given."""
    return NO_LEVEL if level is None else f"{level}: {language.text(_SCALE[level])}"


def asker_word(asker: str, language: Language) -> str:
    """Who asks a question, where it is not the guide."""
    return language.text(_ASKERS[asker])


def compared_words(kind: str, language: Language) -> str:
    """How a level that somebody gave compares with what plays showed."""
    return language.text(_COMPARED[kind])


def change_word(kind: str, language: Language) -> str:
    """How a level has changed from one grid to another."""
    return language.text(_CHANGES[kind])
