"""Romanian: every sentence of the code has it, compiled as written, with right plurals and letters."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from gettext import GNUTranslations

import pytest
from babel.dates import format_date
from babel.messages.catalog import Message as Entry

from simulator.cli import main as prompt
from simulator.content.enums import LANGUAGE_ENTRIES, LANGUAGES, ROLE_ENTRIES, ROLES, LanguageEntry, RoleEntry
from simulator.content.folders import scenarios_folder
from simulator.errors import Message, Problem, Refused, message
from simulator.graph.framework_files import framework_texts, read_framework
from simulator.language import clock, language
from simulator.report.document import region
from simulator.report.grid_words import company_word
from simulator.report.wording import role_word
from tools import catalogue

KEPT = catalogue.kept()
ENTRIES = [entry for entry in KEPT if entry.id]
OUTDATED = re.compile(r"(?i)îngădui|\bsocot|lămuri|\bpricin|\bse cuvine|\btemei(?!nic)")
PLACES = re.compile(r"\{[a-z_]*\}|%\([a-z_]+\)[srd]|%[sr]")


def both(entry: Entry) -> tuple[list[str], list[str]]:
    ids = [entry.id] if isinstance(entry.id, str) else list(entry.id)
    strings = [entry.string] if isinstance(entry.string, str) else list(entry.string)
    return ids, strings


def test_every_sentence_of_the_code_has_romanian() -> None:
    """If this fails, run `python -m tools.catalogue` and fill in what it lists."""
    there = {both(entry)[0][0] for entry in ENTRIES}
    wanted = {sentence.one for sentence in catalogue.sentences()}
    assert wanted - there == set(), "in the code, not in the catalogue"
    assert catalogue.untranslated(KEPT) == []


def test_nothing_is_translated_that_nobody_says() -> None:
    wanted = {sentence.one for sentence in catalogue.sentences()}
    spare = {
        both(entry)[0][0] for entry in ENTRIES if not any(place == "argparse" for place, _ in entry.locations)
    }
    assert spare <= wanted


def test_the_compiled_catalogue_is_the_written_one() -> None:
    assert sayings(catalogue.MO.read_bytes()) == sayings(catalogue.compiled(KEPT))


def sayings(compiled: bytes) -> dict[object, str]:
    """What a compiled catalogue says, whichever version of Babel compiled it."""
    said: dict[object, str] = GNUTranslations(io.BytesIO(compiled))._catalog  # type: ignore[attr-defined]
    return {key: re.sub(r"Generated-By:.*", "", words) for key, words in said.items()}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: both(entry)[0][0][:40])
def test_places_for_values_are_the_same_in_both_languages(entry: Entry) -> None:
    ids, strings = both(entry)
    wanted = sorted(PLACES.findall(ids[-1]))
    unsaid = [place for place in wanted if place != "{number}"]
    for words in (ids, strings):
        for place, string in enumerate(words):
            of_one = len(words) > 1 and place == 0  # "once" says its number without a figure
            assert sorted(PLACES.findall(string)) in ([wanted, unsaid] if of_one else [wanted])
    for string in strings:
        assert string[:1].isspace() == ids[0][:1].isspace()
        assert string[-1:].isspace() == ids[0][-1:].isspace()


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0 cazuri"),
        (1, "1 caz"),
        (2, "2 cazuri"),
        (19, "19 cazuri"),
        (20, "20 de cazuri"),
        (100, "100 de cazuri"),
        (101, "101 cazuri"),
        (119, "119 cazuri"),
        (121, "121 de cazuri"),
    ],
)
def test_plurals(number: int, said: str) -> None:
    assert language("ro").count("{number} case", "{number} cases", number) == said


def test_romanian_letters_have_commas_and_quotes_are_romanian() -> None:
    for entry in ENTRIES:
        for string in both(entry)[1]:
            assert not re.search("[şţŞŢ]", string), string
            assert "'" not in string, string
            assert string.count("„") == string.count("”"), string


def test_the_words_are_those_the_profession_uses_today() -> None:
    """Permite, consideră, clarifică, cauză, trebuie, bază legală: never their older neighbours."""
    said = {string for entry in ENTRIES for string in both(entry)[1]}
    profession = framework_texts(read_framework())["ro"]
    # Titles of sources and of their headings are quoted.
    said |= {words for path, words in profession.items() if not path.startswith("sources.")}
    assert {string for string in said if OUTDATED.search(string)} == set()


def test_the_person_is_addressed_formally() -> None:
    for entry in ENTRIES:
        for string in both(entry)[1]:
            assert not re.search(r"\b(tu|tău|ta|tale|tine|poți|ești|ai)\b", string), string


def test_a_kind_and_a_role_inside_a_message_are_translated_too() -> None:
    ro = language("ro")
    assert (
        ro.say(message("no {kind} is called '{name}'", kind="scene", name="x"))
        == "numele „x” nu este cunoscut (scenă)"
    )
    assert "tehnician" in ro.say(message("no expert walk plays the {role}", role="technician"))


def test_a_message_within_a_message_is_said_after_a_colon() -> None:
    words = Message(
        "event {number} of the log is not valid", (("number", "3"),), message("it is not an event")
    )
    assert language("en").say(words) == "event 3 of the log is not valid: it is not an event"
    assert language("ro").say(words) == "evenimentul 3 din jurnal nu este valabil: nu este un eveniment"
    assert str(Refused(words)) == language("en").say(words)


def test_a_problem_is_one_line() -> None:
    problem = Problem("a/case.yaml", 3, message("add it"), message("add it"), "scenes.x", warning=True)
    assert language("ro").problem(problem) == "a/case.yaml:3: atenție: scenes.x: adăugați-o; adăugați-o"


def test_times_of_day() -> None:
    assert [clock(minute) for minute in (0, 545, 1439, 1440, 2905)] == [
        "00:00",
        "09:05",
        "23:59",
        "+1 00:00",
        "+2 00:25",
    ]


def test_only_two_languages_are_spoken() -> None:
    assert LANGUAGES == ("ro", "en")
    with pytest.raises(KeyError):
        language("fr")


@pytest.mark.parametrize(
    ("code", "said"), [("ro", "utilizare: simulator play"), ("en", "usage: simulator play")]
)
def test_usage_errors_speak_the_language_asked_for(
    code: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        prompt.main(["play", "--lang", code])
    assert left.value.code == 2
    assert capsys.readouterr().err.startswith(said)


@pytest.mark.parametrize(("code", "locale"), [("ro", "ro"), ("en", "en_GB")])
def test_dates_are_written_as_the_language_writes_them(code: str, locale: str) -> None:
    first = date(2027, 1, 1)
    for later in range(366):
        day = first + timedelta(days=later)
        expected = format_date(day, "EEEE, d MMMM y", locale)
        assert language(code).date(day.isoformat()) == language(code).date("2027-01-01", later) == expected
        assert expected.startswith(language(code).date(day.isoformat(), year=False))


@pytest.mark.parametrize("odd", ["", "2026-02-30", "tomorrow", "9999-12-31"])
def test_what_is_no_date_has_no_words(odd: str) -> None:
    assert language("ro").date(odd, 1) == ""


def test_a_role_and_a_language_are_one_entry_of_their_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes by a role or a language is read from its entry, so that one more needs one more entry."""
    monkeypatch.setitem(
        ROLE_ENTRIES, "supervisor", RoleEntry(message("case"), *ROLE_ENTRIES["technician"][1:])
    )
    monkeypatch.setitem(LANGUAGE_ENTRIES, "en", LanguageEntry("Deutsch", "DE", ("»", "«"), ","))
    assert role_word("supervisor", language("ro")) == language("ro").text("case")
    assert company_word("coordinator", "supervisor", language("ro")) == "împreună cu coordonatorul"
    english = language("en")
    assert (english.quoted("a"), english.number(1.5, 1), region("en")) == ("»a«", "1,5", "DE")
    assert (tuple(ROLE_ENTRIES)[:2], tuple(LANGUAGE_ENTRIES)) == (ROLES, LANGUAGES)


@pytest.mark.parametrize("word", ["îngădui", "socot", "lămuri", "pricin", "se cuvine"])
def test_the_profession_s_own_voice_has_no_word_of_yesterday(word: str) -> None:
    """People of a case may speak as they like; the rules and the pages speak as the profession does."""
    files = sorted((scenarios_folder() / "framework").glob("*.yaml"))
    lines = [line for path in files for line in path.read_text("utf-8").splitlines()]
    ours = [string for entry in ENTRIES for string in both(entry)[1]]
    assert files
    assert [text for text in (*lines, *ours) if word in text.lower()] == []
