"""What people read is in words of their language: no ids, no points in Romanian figures, right quotes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from simulator.cli import main as prompt
from simulator.content.folders import scenarios_folder
from simulator.language import language

SCENARIOS = scenarios_folder()
TEMPLATE = SCENARIOS / "template"
REPLAY = ("replay", "template", "--walk", "expert-technician", "--cases", str(SCENARIOS))


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    prompt.main(list(words))
    return capsys.readouterr().out


def test_numbers_have_a_comma_in_romanian_and_a_point_in_english() -> None:
    ro, en = language("ro"), language("en")
    assert (ro.number(0.5, 2), en.number(0.5, 2)) == ("0,50", "0.50")
    assert (ro.number(0.5, 2, "+"), ro.number(-0.5, 1, "+"), ro.number(3, 0)) == ("+0,50", "-0,5", "3")


@pytest.mark.parametrize(("code", "figure"), [("ro", r"\d,\d\d"), ("en", r"\d\.\d\d")])
def test_check_has_a_legend_policies_in_words_and_figures_of_its_language(
    capsys: pytest.CaptureFixture[str], code: str, figure: str
) -> None:
    shown = said(capsys, "check", str(TEMPLATE), "--lang", code)
    legend = {"ro": "Rezultat: încălcări ale legii", "en": "Outcome: breaches of the law"}[code]
    assert [line.startswith(legend) for line in shown.splitlines()].count(True) == 1
    assert re.search(figure, shown)
    assert not re.search(r"\d\.\d\d" if code == "ro" else r"\d,\d\d", shown)
    for name in ("random:", "always-ask", "always-alone", "rule-follower"):
        assert name not in shown
    assert {"ro": "întreabă mereu", "en": "always asks"}[code] in shown


def test_check_without_played_checks_needs_no_legend(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Rezultat:" not in said(capsys, "check", "--fast", str(TEMPLATE), "--lang", "ro")


def test_a_cohort_is_told_in_words_and_figures_of_its_language(capsys: pytest.CaptureFixture[str]) -> None:
    own = ("template", "--cases", str(SCENARIOS), "--learners", "200")
    shown = said(capsys, "cohort", *own, "--lang", "ro")
    assert "Rezultat: încălcări ale legii" in shown
    assert not re.search(r"\d\.\d", shown)
    assert re.search(r"^ +\d+,\d %  ", shown, re.MULTILINE)
    data = json.loads(said(capsys, "cohort", *own, "--json", "--lang", "ro"))
    assert isinstance(data["clean"], float)


def test_a_transcript_names_rules_and_places_and_data_keep_their_ids(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for code in ("ro", "en"):
        shown = said(capsys, *REPLAY, "--lang", code)
        assert not re.search(r"\b(rule|author|task):[a-z]", shown)
        assert "bus=" not in shown
    shown = said(capsys, *REPLAY, "--lang", "ro")
    assert "Împrejurări: Autobuzul de 12:30 spre satul domnului Toma circulă azi." in shown
    assert "Se sprijină pe: Resurse lipsă: coordonatorul este informat imediat" in shown
    assert "08:30, Curtea primăriei" in shown.partition("Profil pe domenii")[2]
    data = json.loads(said(capsys, *REPLAY, "--json"))
    assert data["chance"] == {"bus": "runs"}
    ids = {
        name for finding in data["findings"] for domain in finding["domains"] for name in domain["rests_on"]
    }
    assert {"rule:resources-inform", "author:t-car", "task:t-message"} <= ids


def test_circumstances_tell_only_what_somebody_came_to_know(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("replay", "template", "--walk", "naive-technician", "--cases", str(SCENARIOS), "--lang", "en")
    shown = said(capsys, *words)
    assert "Circumstances" not in shown, "nobody came to know of the bus, and its name is no sentence"
    assert "cancelled." not in shown


def test_the_profile_has_a_comma_in_romanian(capsys: pytest.CaptureFixture[str]) -> None:
    profile = said(capsys, *REPLAY, "--lang", "ro").partition("Profil pe domenii")[2]
    assert re.search(r"0,\d\d \(0,\d\d–0,\d\d\)", profile)
    assert not re.search(r"\d\.\d", profile)


def test_english_has_english_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    own = ("template", "--cases", str(SCENARIOS), "--lang", "en")
    for shown in (said(capsys, *REPLAY, "--lang", "en"), said(capsys, "case", "script", *own)):
        assert "the guide, “" in shown
        assert "„" not in shown


def test_a_possible_version_follows_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    ro, en = (said(capsys, *REPLAY, "--lang", code) for code in ("ro", "en"))
    assert "  • O variantă posibilă\n    Bună ziua, mașina serviciului" in ro
    assert en.count("  • A possible version\n") == 1
    data = json.loads(said(capsys, *REPLAY, "--json", "--lang", "ro"))
    assert [bool(decision["model"]) for decision in data["decisions"]] == [False, True, False]


def test_script_and_map_speak_romanian(capsys: pytest.CaptureFixture[str]) -> None:
    own = ("template", "--cases", str(SCENARIOS), "--lang", "ro")
    shown = said(capsys, "case", "script", *own)
    for word in ("Oameni", "Acte profesionale:", "(amănunt de prisos)", "(părere)", ": completitudine"):
        assert word in shown
    for word in ("(excess)", "(opinion)", "completeness", "faptă", "fapte profesionale", "minutes"):
        assert word not in shown
    drawn = said(capsys, "case", "map", *own)
    assert "Curtea primăriei" in drawn
    assert "tehnician: Ana Lupșa" in drawn


def test_acts_that_nothing_reads_are_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert prompt.main(["case", "new", "mine", "--in", str(tmp_path)]) == 0
    case = tmp_path / "mine" / "case.yaml"
    text = case.read_text("utf-8")
    old = "acts: [delay-indefinitely]"
    assert text.count(old) == 2
    case.write_text(
        text.replace(old, "acts: [delay-indefinitely, conceal-information, force-continue, stay-silent]"),
        "utf-8",
    )
    shown = said(capsys, "check", "--fast", str(tmp_path), "--lang", "ro")
    (line,) = [line for line in shown.splitlines() if "atenție" in line]
    assert (
        "acte profesionale pe care nu le urmărește nicio regulă de aici: conceal-information, force-continue;"
        in line
    )
    assert prompt.main(["check", "--fast", str(tmp_path)]) == 0


def test_acts_that_a_rule_or_a_step_reads_are_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert "atenție" not in said(capsys, "check", "--fast", str(TEMPLATE), "--lang", "ro")
