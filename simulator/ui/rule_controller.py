"""The page of one rule: what it says and rests on, and where this learner met it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulator.errors import Refused, message
from simulator.graph.bundle import CompiledProfession
from simulator.graph.loading import load_profession
from simulator.graph.profession import Rule
from simulator.report.rule_document import Meeting, rule_of, rule_section, rule_title
from simulator.report.wording import Texts
from simulator.ui import parts
from simulator.ui.actions import Action
from simulator.ui.judged_plays import JudgedPlay, judged_plays
from simulator.ui.page_shell import PageBody, PageShell
from simulator.ui.place import Place
from simulator.ui.render_document import page_nodes


@dataclass(slots=True)
class RuleController:
    """One rule; it only shows."""

    shell: PageShell
    profession: CompiledProfession
    rule: Rule
    plays: list[JudgedPlay]

    def actions(self) -> Mapping[str, Action]:
        """Nothing can be asked for here."""
        return {}

    def body(self) -> PageBody:
        """The page as it stands."""
        language = self.shell.speaking
        title = rule_title(self.profession, self.rule, language)
        section = rule_section(self.profession, self.rule, language, self._met())
        heading = parts.heading(title, 1, focus=True, about=language.text("Rule of the profession"))
        return PageBody(title, [heading, *page_nodes([section])], self.rule.id)

    def _met(self) -> list[Meeting]:
        """The plays in which the rule was met, the latest first."""
        return [
            Meeting(
                one.play.id,
                Texts(one.bundle, self.shell.speaking).words("title"),
                one.play.ended or "",
                verdict.kind,
                verdict.late,
                verdict.step,
            )
            for one in reversed(self.plays)
            for finding in one.debrief.findings
            for verdict in finding.verdicts
            if verdict.rule == self.rule.id
        ]


def rule_controller(shell: PageShell, place: Place) -> RuleController:
    """The page of the rule that the address names. Raises `Refused` if there is none of that name."""
    profession = load_profession()
    rule = rule_of(profession, place.id)
    if rule is None:
        raise Refused(message("there is no such rule"))
    return RuleController(shell, profession, rule, judged_plays(shell.engine, shell.visit.learner))
