"""The page of a rule: all that there is to say of it, and where its reader met it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine

from simulator.competence.debrief import debrief
from simulator.graph.loading import load_profession
from simulator.language import language
from simulator.report.rule_document import rule_of
from simulator.report.wording import citation, force_word
from simulator.store.learners import Learner, choose_language
from simulator.store.plays import log_of
from simulator.ui.page_shell import PageShell
from simulator.ui.place import Place
from tests.ui.reading import open_texts, parts_of
from tests.ui.test_debrief import ABUSE, walked

PROFESSION = load_profession()
RULES = sorted({rule.id for rule in PROFESSION.profession.rules})


def shown(shell: PageShell) -> list[str]:
    """The texts of the page, its bar left out."""
    return list(open_texts(node for node in shell.page.view["children"] if node.get("kind") != "bar"))


@pytest.mark.parametrize("code", ["ro", "en"])
def test_every_rule_has_a_page_with_its_words_its_force_and_its_sources(
    shell: PageShell, engine: Engine, learner: Learner, code: str
) -> None:
    choose_language(engine, learner.id, code)
    words, text = PROFESSION.texts[code], language(code).text
    interpreted = 0
    for name in RULES:
        shell.open("rule", Place(id=name))
        assert shell.notice is None, name
        texts, base = shown(shell), f"rules.{name}"
        rule = rule_of(PROFESSION, name)
        assert rule is not None
        assert parts_of(shell.page.view, "heading")[0]["text"] == words[f"{base}.title"]
        assert words[f"{base}.lesson"] in texts
        assert any(force_word(rule.force, language(code)) in one for one in texts), name
        why = [line.strip() for line in words[f"{base}.why"].split("\n") if line.strip()]
        assert why and all(line in texts for line in why), name
        for cite in rule.cite:
            source = citation(lambda path: words.get(path, ""), cite, language(code))
            reference = words[f"sources.{cite.split('#')[0]}.reference"]
            assert any(source[1:] in one for one in texts), (name, cite)
            assert sum(reference.rstrip(".")[1:] in one for one in texts) == 1, "each source once"
        ours = words.get(f"{base}.ours", "")
        interpreted += bool(ours)
        assert (text("Our reading") in texts) == bool(ours), name
        assert not ours or ours.split("\n")[0].strip() in texts, name
        assert text("In no play that you have finished.") in texts
        for other in rule.conflicts_with:
            ways = [one for one in parts_of(shell.page.view, "link") if one["to"].get("id") == other]
            assert [one["text"] for one in ways] == [words[f"rules.{other}.title"]], name
    assert interpreted > 10
    assert shell.speaking.code == code


def test_where_a_rule_was_met_leads_there(
    shell: PageShell, engine: Engine, learner: Learner, sent: list[dict[str, Any]]
) -> None:
    play = walked(engine, learner, "naive-technician")
    (finding,) = debrief(ABUSE, log_of(engine, ABUSE, play)).findings
    for verdict in finding.verdicts:
        shell.open("rule", Place(id=verdict.rule))
        rows = [row for one in parts_of(shell.page.view, "table") for row in one["rows"] if len(row) == 2]
        if verdict.kind == "not-applicable":
            assert rows == []
            continue
        (row,) = rows
        way, found = row
        assert found["is"] == "badge" and found["text"]
        assert ABUSE.text("title", "ro") in way["text"]
        assert (way["page"], way["to"]["play"]) == ("debrief", play)
        shell.open("debrief", Place(play, part=way["to"].get("part", "")))
        assert shell.notice is None
        keys = [one["key"] for line in parts_of(shell.page.view, "timeline") for one in line["moments"]]
        for part in [one for one in parts_of(shell.page.view, "details") if "later" in one]:
            shell.receive({"do": part["later"]["do"], "with": part["later"]["with"]})
        folded = [message["fill"]["children"] for message in sent if "fill" in message]
        links = parts_of([shell.page.view, *folded], "link")
        rules = [one["to"].get("id") for one in links if one["page"] == "rule"]
        assert verdict.rule in rules
        assert way["to"].get("at", "") in keys or way["to"].get("part") == "rules"


def test_a_rule_that_there_is_not_is_told(shell: PageShell) -> None:
    for name in ("no-such-rule", ""):
        shell.open("rule", Place(id=name))
        (alert,) = parts_of(shell.page.view, "alert")
        assert alert["text"] == "Nu există o astfel de regulă."
        assert [one for one in parts_of(shell.page.view, "link") if one["page"] == "start"]


def test_a_rule_can_be_told_in_either_language(shell: PageShell) -> None:
    shell.open("rule", Place(id=RULES[0]))
    before = shown(shell)
    shell.receive({"do": "language", "with": {"code": "en"}})
    assert PROFESSION.texts["en"][f"rules.{RULES[0]}.title"] in shown(shell)
    assert shown(shell) != before
