"""A grid in one language as plain data: what the page shows, what a paper prints.

`grid_sheet` is the whole sheet; `history_sheet` lays the finished grids of a learner side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from simulator.competence import grid as g
from simulator.content.enums import CODE_LANGUAGE, ROLES, WITH_WHOM, role_entry
from simulator.graph.bundle import CompiledProfession
from simulator.language import Language
from simulator.report.chart import Interval
from simulator.report.profile_chart import Spoke, radar
from simulator.report.wording import citation, role_word

ALONE = WITH_WHOM[0]
Said = dict[str, Any]
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
    return "–" if level is None else f"{level}: {language.text(_SCALE[level])}"


def grid_sheet(profession: CompiledProfession, grid: g.Grid, language: Language, role: str = "") -> Said:
    """The whole sheet: how to read it, the 15 domains, the radar, all in words of one language.

    `role` is that of who fills it in; empty where it is not known.
    """
    teller = _Teller(profession, language, role)
    text = language.text
    radar_title = text("Levels that you gave and what was seen, by domain")
    return {
        "title": text("The competence grid"),
        "cite": teller.cited("guide#grid"),
        "columns": {name: column_word(name, language) for name in g.COLUMNS},
        "scale": scale_words(language),
        "signs_too": language.say(role_entry(role).signs_too),
        "scale_note": text("The grid of the guide has no scale; these levels are ours, and optional."),
        "roles": [ROLES[role] for role in grid.roles],
        "plays": grid.plays,
        "rests_on": teller.all_plays(grid),
        "reading": teller.reading(),
        "lines": [teller.line(line) for line in grid.lines],
        "radar": radar([_spoke(line) for line in grid.lines]),
        "radar_title": radar_title,
        "radar_label": text("{title}; the same figures are in the table below", title=radar_title),
        "radar_legend": {
            "self": text("the level that you gave"),
            "range": text("what was seen: the estimate and its interval"),
            "thin": text("seen too little: only the interval"),
        },
        "beside_head": [
            text("Domain"),
            text("You say"),
            text("Seen (0–1), with its interval"),
            text("Rests on"),
            text("Compared"),
        ],
    }


def history_sheet(
    profession: CompiledProfession, history: Sequence[g.Rated], language: Language, role: str = ""
) -> Said | None:
    """Two of the finished grids (oldest first) side by side, domain by domain; None below two.

    `role` as in `grid_sheet`.
    """
    pair = g.to_compare(history)
    if pair is None:
        return None
    found = g.level_changes(profession.profession.model.domains, *pair)
    teller = _Teller(profession, language, role)
    return {
        "before": teller.rated(pair[0]),
        "after": teller.rated(pair[1]),
        "lines": [teller.change(change) for change in found if (change.before, change.after) != (None, None)],
        "summary": teller.summary(found),
        "company": teller.company(*pair),
    }


@dataclass(frozen=True, slots=True)
class _Teller:
    profession: CompiledProfession
    language: Language
    role: str

    def words(self, path: str) -> str:
        for code in (self.language.code, "ro"):
            found = self.profession.texts.get(code, {}).get(path)
            if found is not None:
                return found
        return path

    def cited(self, name: str) -> str:
        """A citation; research by author, year and identifier."""
        source = name.partition("#")[0]
        if (
            source == "ours" and self.language.code == CODE_LANGUAGE
        ):  # the headings of our own choices are Romanian
            return self.words(f"sources.{source}.short").capitalize()
        if source in ("guide", "article", "ours"):
            return citation(self.words, name, self.language)
        return f"{self.words(f'sources.{source}.short')}, {self.words(f'sources.{source}.reference')}"

    def reading(self) -> list[dict[str, str]]:
        """How to read a level beside an estimate, each sentence with what it rests on."""
        text, number = self.language.text, self.language.number
        interval = round(self.profession.profession.model.interval * 100)
        said = [
            (
                text(
                    "What people say about their own work is a weak measure by itself: across studies it "
                    "agrees only loosely with what their supervisors say (r = {r}), and people rate "
                    "themselves somewhat more generously (d = {d}).",
                    r=number(0.22, 2),
                    d=number(0.32, 2),
                ),
                "self-supervisor#effect",
            ),
            (
                text(
                    "What was seen in play is not the whole truth either: it rests on few decisions, in "
                    "invented cases. The interval holds {share} % of what the evidence allows; where there "
                    "is too little, no level is named. Not observed is not zero.",
                    share=interval,
                ),
                "ours#estimation",
            ),
            (
                text(
                    "Your levels 0–4 are laid on the same scale, each with half a step to either side; a "
                    "difference is pointed out only where that does not touch the interval."
                )
                + " "
                + self.language.say(role_entry(self.role).no_verdict),
                "ours#gap",
            ),
        ]
        return [{"text": words, "cite": self.cited(name)} for words, name in said]

    def line(self, line: g.Line) -> Said:
        """A domain: its questions, what is said and seen of it, and its row under `beside_head`."""
        own, domain, played = line.own, line.domain, self.played(line.played)
        title = self.words(f"domains.{domain.id}")
        name = f"{domain.number}. {title}"
        said, compared = level_words(own.level, self.language), self.language.text(_COMPARED[line.compared])
        seen = "\n".join(filter(None, (played["words"], played["figures"])))
        return {
            "domain": domain.id,
            "number": domain.number,
            "title": title,
            "name": name,
            "questions": [self.question(question) for question in line.questions],
            **{name: getattr(own, name) for name in g.COLUMNS},
            "level": own.level,
            "level_words": said,
            "played": played,
            "compared": line.compared,
            "compared_words": compared,
            "beside": [name, said, seen, played["rests_on"], compared],
        }

    def question(self, question: g.Question) -> dict[str, str]:
        """A question, and `said` with who asks it, where that is not the guide."""
        asked = self.words(f"indicators.{question.indicator}.question")
        asker = self.language.text(_ASKERS[question.asker])
        return {
            "indicator": question.indicator,
            "text": asked,
            "asker": question.asker,
            "asker_words": asker,
            "said": f"{asked} ({asker})" if asker else asked,
        }

    def played(self, played: g.Played) -> Said:
        estimate, text = played.estimate, self.language.text
        shown = [self.language.number(v, 2) for v in (estimate.mean, estimate.low, estimate.high)]
        level = self.words(f"levels.{estimate.level}") if estimate.level else ""
        if not estimate.weight:
            words = text("not observed yet")
        elif not level:
            words = text("not enough evidence")
        else:
            words = level
        return {
            "seen": bool(estimate.weight),
            "level": estimate.level,
            "words": words,
            "figures": f"{shown[0]} ({shown[1]}–{shown[2]})" if estimate.weight else "",
            **{name: round(getattr(estimate, name), 3) for name in ("mean", "low", "high", "weight")},
            "plays": played.plays,
            "decisions": played.decisions,
            "undone": played.undone,
            "rests_on": self.rests_on(played),
        }

    def rests_on(self, played: g.Played) -> str:
        count = self.language.count
        found = []
        if played.decisions:
            found.append(count("{number} decision", "{number} decisions", played.decisions))
        if played.undone:
            found.append(
                count(
                    "{number} rule judged by what was not done",
                    "{number} rules judged by what was not done",
                    played.undone,
                )
            )
        if not found:
            return "–"
        plays = count("{number} play", "{number} plays", played.plays)
        return f"{self.language.listed(found)} ({plays})"

    def all_plays(self, grid: g.Grid) -> str:
        """Which plays were looked at."""
        text, roles = self.language.text, grid.roles
        if not grid.plays:
            return text("None of your finished plays shows anything here yet.")
        said = self.language.count(
            "Rests on {number} finished play; a “what if” does not count.",
            "Rests on {number} finished plays; a “what if” does not count.",
            grid.plays,
        )
        if len(roles) == 1:
            role = role_word(ROLES[roles[0]], self.language)
            said += " " + text("Only what you did as {role} is counted.", role=role)
        return said

    def change(self, change: g.Change) -> Said:
        return {
            "domain": change.domain,
            "title": self.words(f"domains.{change.domain}"),
            "before": level_words(change.before, self.language),
            "after": level_words(change.after, self.language),
            "change": change.kind,
            "change_words": self.language.text(_CHANGES[change.kind]),
        }

    def rated(self, grid: g.Rated) -> dict[str, str]:
        return {
            "occasion": occasion_word(grid.occasion, self.language),
            "with_whom": company_word(grid.with_whom, self.role, self.language),
            "made": grid.made,
        }

    def company(self, before: g.Rated, after: g.Rated) -> str:
        """What to keep in mind where only one of two grids was filled in together; else nothing."""
        if before.with_whom == after.with_whom:
            return ""
        return self.language.text(
            "One of the two was filled in {together}, the other one was not: "
            "a difference may come from that as well.",
            together=self.language.say(role_entry(self.role).together),
        )

    def summary(self, found: Sequence[g.Change]) -> str:
        count, kinds = self.language.count, [change.kind for change in found]
        risen, same, fallen = (kinds.count(kind) for kind in (g.RISEN, g.SAME, g.FALLEN))
        words = [
            *([count("higher in {number} domain", "higher in {number} domains", risen)] if risen else []),
            *([count("the same in {number} domain", "the same in {number} domains", same)] if same else []),
            *([count("lower in {number} domain", "lower in {number} domains", fallen)] if fallen else []),
        ]
        if not words:
            return self.language.text("No domain has a level both times.")
        about = self.language.text(
            "A level that falls may also mean that you see more clearly what the work asks of you."
        )
        joined = self.language.listed(words)
        return f"{joined[:1].upper()}{joined[1:]}." + (f" {about}" if fallen else "")


def _spoke(line: g.Line) -> Spoke:
    estimate, level = line.played.estimate, line.own.level
    given = None if level is None else g.share_of(level)
    enough = bool(estimate.level)
    played = Interval(estimate.low, estimate.high, estimate.mean, enough) if estimate.weight else None
    return Spoke(str(line.domain.number), given, played)
