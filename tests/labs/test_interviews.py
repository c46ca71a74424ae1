"""The laboratory of interviews: codes, agreement as published, a theme, a workbook there and back."""

from __future__ import annotations

import io
import math
from typing import Any

import openpyxl
import pytest

from simulator.labs.answers import LabFile
from simulator.labs.lab import Lab, open_lab
from simulator.labs.material.interviews import (
    CODES,
    OPEN,
    codebook,
    coding,
    cross_table,
    cross_view,
    fragments,
    speaker,
)
from simulator.labs.material.interviews_agreement import (
    agreement,
    agreement_view,
    intervals,
    krippendorff_reading,
    landis_koch,
    mchugh,
    paradox,
    paradox_picture,
)
from simulator.labs.material.interviews_workbook import (
    codes_of_workbook,
    coding_download,
    read_coding,
    workbook,
)

SECOND = dict(coding().iloc[:, 0].loc[list(fragments())])
THEME = (
    "În fragmentele acestea, a ști și a lăsa pe altul nu se exclud. Sorin spune „Formularul îl știu acum "
    "pe de rost”, iar Nelu, deși „mi-a arătat de trei ori cum se face”, adaugă „tot el apasă”. Mirela arată "
    "și contrariul: lângă ea, altcineva a ajuns să nu mai întrebe."
)


@pytest.fixture
def lab() -> Lab:
    return open_lab("interviews")


def said(lab: Lab, exercise: str, answer: object) -> str:
    return " ".join(remark.text for remark in lab.check(exercise, answer).remarks)


def coded(**changed: str) -> dict[str, dict[str, str]]:
    return {name: {"code": code} for name, code in (SECOND | changed).items()}


def test_agreement_is_what_was_published() -> None:
    """Krippendorff's own two examples with two coders: .095 (ten units), .692 (twelve units)."""
    assert agreement("0100000010", "1110010000").alpha == pytest.approx(0.095, abs=5e-4)
    assert agreement("aabbdcccedda", "babbbccceddd").alpha == pytest.approx(0.692, abs=5e-4)


def test_agreement_is_what_another_library_finds() -> None:
    from statsmodels.stats.inter_rater import cohens_kappa

    for which in (1, 2):
        first, second = (list(codes) for _, codes in coding(which).items())
        other = cohens_kappa(cross_table(which).to_numpy(), return_results=False)
        assert agreement(first, second).kappa == pytest.approx(float(other))


def test_the_worked_example_is_as_computed_by_hand() -> None:
    found = agreement("y" * 8 + "n" * 12, "y" * 6 + "nn" + "y" + "n" * 11)
    assert (found.share, found.by_chance) == (pytest.approx(0.85), pytest.approx(0.53))
    assert found.kappa == pytest.approx(0.32 / 0.47)


def test_the_rare_code_is_as_computed_by_hand() -> None:
    found = agreement("y" * 3 + "n" * 37, "ynn" + "yy" + "n" * 35)
    assert found.share == pytest.approx(0.9)
    assert found.by_chance == pytest.approx((9 + 37 * 37) / 1600)
    assert found.kappa == pytest.approx(0.2795, abs=1e-3)
    assert "0,28" in repr(paradox())


def test_intervals_hold_the_value_and_stay_the_same() -> None:
    first, second = (list(codes) for _, codes in coding().items())
    ends = intervals(first, second)
    assert ends == intervals(first, second)
    for low, value, high in (
        (ends["kappa"][0], agreement(first, second).kappa, ends["kappa"][1]),
        (ends["alpha"][0], agreement(first, second).alpha, ends["alpha"][1]),
    ):
        assert low < value < high


def test_the_interval_is_near_the_one_of_a_formula() -> None:
    """The large-sample interval of kappa by statsmodels: 40 fragments, so only near."""
    from statsmodels.stats.inter_rater import cohens_kappa

    first, second = (list(codes) for _, codes in coding().items())
    formula = cohens_kappa(cross_table().to_numpy())
    low, high = intervals(first, second)["kappa"]
    assert low == pytest.approx(formula.kappa_low, abs=0.05)
    assert high == pytest.approx(formula.kappa_upp, abs=0.05)


def test_one_code_throughout_has_no_coefficient() -> None:
    found = agreement("aaa", "aaa")
    assert math.isnan(found.kappa)
    assert math.isnan(found.alpha)
    assert all(math.isnan(end) for ends in intervals("aaa", "aaa").values() for end in ends)
    assert "–" in repr(paradox_picture(0, 0, 0, 0))
    assert "–" in repr(paradox_picture(9, 0, 0, 0))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.4, "sub"),
        (0.41, "moderat"),
        (0.6, "moderat"),
        (0.61, "substanțial"),
        (0.8, "substanțial"),
        (0.81, "aproape"),
    ],
)
def test_landis_and_koch(value: float, words: str) -> None:
    assert landis_koch(value).startswith(words)


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.59, "sub"), (0.6, "moderat"), (0.79, "moderat"), (0.8, "puternic"), (0.91, "peste")],
)
def test_mchugh(value: float, words: str) -> None:
    assert mchugh(value).startswith(words)


@pytest.mark.parametrize(
    ("value", "words"), [(0.66, "sub"), (0.667, "numai"), (0.799, "numai"), (0.8, "nivelul")]
)
def test_krippendorffs_limits(value: float, words: str) -> None:
    assert krippendorff_reading(value).startswith(words)


def test_figures_named_in_the_texts_are_those_of_the_tables() -> None:
    counts = cross_table().to_numpy()
    assert (counts.sum(), counts.trace()) == (40, 28)
    assert list(counts.diagonal()) == [13, 3, 5, 4, 3]
    skill, helper = CODES.index("skill"), CODES.index("helper")
    assert counts[skill, helper] + counts[helper, skill] == 7
    trust, relation = CODES.index("trust"), CODES.index("relation")
    assert counts[trust, relation] + counts[relation, trust] == 3
    assert (counts.sum(axis=1)[skill], counts.sum(axis=0)[skill]) == (7, 8)
    assert cross_table(2).to_numpy().trace() == 34


def test_a_coding_as_the_second_coders_passes_and_so_does_one_that_differs_where_the_codebook_is_open(
    lab: Lab,
) -> None:
    assert lab.check("code-fragments", coded()).passed
    other = {name: "skill" if SECOND[name] == "helper" else "helper" for name in OPEN}
    feedback = lab.check("code-fragments", coded(**other))
    assert feedback.passed
    assert "9 din 12" in feedback.remarks[0].text
    assert "7, 10, 11" in feedback.remarks[1].text


def test_each_plain_fragment_in_another_code_is_told_why(lab: Lab) -> None:
    for name, code in SECOND.items():
        wrong = "access" if code != "access" else "relation"
        feedback = lab.check("code-fragments", coded(**{name: wrong}))
        assert not feedback.passed
        assert lab.words(f"why-{name}") in feedback.remarks[0].text


def test_one_code_for_all_is_told_so(lab: Lab) -> None:
    everywhere = {name: {"code": "skill"} for name in fragments()}
    assert not lab.check("code-fragments", everywhere).passed
    assert "același cod peste tot" in said(lab, "code-fragments", everywhere)
    nowhere = {name: {"code": "access"} for name in fragments()}
    assert "permite amândurora" not in said(lab, "code-fragments", nowhere)


def test_an_unfinished_coding_is_one_sentence(lab: Lab) -> None:
    assert "Rodica" in lab.check("code-fragments", {"f2": {"code": "trust"}}).summary


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"share": "70", "chance": "23,1", "kappa": "0,61"}, "70 %"),
        ({"share": 28, "chance": 23, "kappa": 0.61}, "Împărțiți la 40"),
        ({"share": 60, "chance": 23, "kappa": 0.61}, "nu iese din diagonală"),
        ({"share": 70, "chance": 20, "kappa": 0.61}, "la fel de des"),
        ({"share": 70, "chance": 31, "kappa": 0.61}, "nu iese din totaluri"),
        ({"share": 70, "chance": 23, "kappa": 0.7}, "acordul brut"),
        ({"share": 70, "chance": 23, "kappa": 0.63}, "1 din 5"),
        ({"share": 70, "chance": 23, "kappa": 0.47}, "numai diferența"),
        ({"share": 70, "chance": 23, "kappa": 61}, "nu trece de 1"),
        ({"share": 70, "chance": 23, "kappa": 0.3}, "nu iese din formulă"),
    ],
)
def test_agreement_by_hand(lab: Lab, answer: dict[str, Any], words: str) -> None:
    assert lab.check("by-hand", answer).passed == (answer["share"] == "70")
    assert words in said(lab, "by-hand", answer)


def test_a_good_theme_passes(lab: Lab) -> None:
    feedback = lab.check("theme", THEME)
    assert feedback.passed, feedback


@pytest.mark.parametrize(
    ("theme", "words"),
    [
        (THEME.replace("de trei ori cum", "de zece ori cum"), "nu se găsește întocmai"),
        (THEME.replace("Sorin spune", "Un om spune"), "Sorin"),
        (
            "Sorin spune „Formularul îl știu acum pe de rost”. " + "Altceva nu se vede. " * 6,
            "prea puțini oameni",
        ),
        (THEME + " Majoritatea fac la fel.", "mai mult decât pot"),
        (THEME + " Vârstnicii nu se descurcă.", "mai mult decât pot"),
        (THEME + " Asta duce la izolare.", "cauză"),
        (THEME + " Primăria din sat știe.", "arată locul"),
        (THEME + " Adică 25 %.", "Un procent"),
        (THEME + " foarte" * 120, "păstrați cel mult"),
        ("Sorin: „Formularul îl știu acum”. Nelu: „Tot el apasă. De trei”.", "prea scurt"),
    ],
)
def test_each_fault_of_a_theme_has_its_own_sentence(lab: Lab, theme: str, words: str) -> None:
    assert not lab.check("theme", theme).passed
    assert words in said(lab, "theme", theme)


def test_words_left_out_of_a_quote_are_marked(lab: Lab) -> None:
    assert lab.check(
        "theme", THEME.replace("Formularul îl știu acum pe de rost", "Formularul […] pe de rost")
    ).passed


def test_a_quote_of_two_peoples_words_was_said_by_nobody(lab: Lab) -> None:
    mixed = THEME.replace("Formularul îl știu acum pe de rost", "Formularul îl știu […] Tot el apasă")
    assert "nu se găsește întocmai" in said(lab, "theme", mixed)


def test_a_workbook_there_and_back() -> None:
    assert codes_of_workbook(workbook(SECOND)) == SECOND
    assert workbook(SECOND) == workbook(SECOND)
    frame = read_coding(LabFile("x.xlsx", workbook(SECOND)))
    assert list(frame.iloc[:, 1]) == list(fragments().values())
    assert "xlsx" in repr(coding_download())
    assert "base64" in coding_download().html()


def test_a_workbook_with_its_codebook_is_read_by_another_library() -> None:
    import pandas as pd

    sheets = pd.read_excel(io.BytesIO(workbook(SECOND)), sheet_name=None)
    assert [len(sheet) for sheet in sheets.values()] == [len(fragments()), len(CODES)]


def changed(**cells: object) -> LabFile:
    """The coded workbook with other cells, by place."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(SECOND)))
    for place, value in cells.items():
        book.worksheets[0][place] = value
    saved = io.BytesIO()
    book.save(saved)
    return LabFile("codare.xlsx", saved.getvalue())


def test_a_workbook_coded_well_passes(lab: Lab) -> None:
    assert lab.check("came-back", changed()).passed
    assert lab.check("came-back", changed(C2="acces ", C3="INCREDERE")).passed


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"C1": "Culoare"}, "Lipsește coloana: Cod"),
        ({"A13": "f11"}, "două ori"),
        ({"A13": "f99"}, "nu găsesc|Nu găsesc"),
        ({"B2": "Semnal nu am deloc."}, "s-au schimbat"),
        ({"C5": None}, "Fără cod"),
        ({"C5": "Lene"}, "„Lene” nu este un cod"),
        ({"D1": "Nume", "D2": "R. din vale"}, "În plus: Nume"),
        ({"C3": "Acces"}, "Fragmentul 2"),
    ],
)
def test_each_fault_of_a_workbook_has_its_own_sentence(lab: Lab, cells: dict[str, Any], words: str) -> None:
    file = changed(**cells)
    assert not lab.check("came-back", file).passed
    assert any(each in said(lab, "came-back", file) for each in words.split("|"))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04nothing", b"\x00\x01\x02" * 50, b"un rand fara tabel"])
def test_a_file_that_is_none_is_one_sentence(lab: Lab, content: bytes) -> None:
    feedback = lab.check("came-back", LabFile("codare.xlsx", content))
    assert not feedback.passed
    assert feedback.summary or feedback.remarks


@pytest.mark.parametrize(
    ("exercise", "right"), [("read-kappa", "both"), ("paradox", "margins"), ("trouble", "pair")]
)
def test_one_option_is_right(lab: Lab, exercise: str, right: str) -> None:
    options = lab.written_exercise(exercise).options or {}
    assert [name for name in options if lab.check(exercise, name).passed] == [right]
    lengths = sorted((len(option.text), name) for name, option in options.items())
    assert max(lengths)[0] < 1.5 * min(lengths)[0]


def test_three_changes_mend_the_codebook(lab: Lab) -> None:
    assert lab.check("mend", ["who-acts", "examples", "memo"]).passed
    assert "mai interesant" in said(lab, "mend", ["who-acts", "examples", "memo", "drop"])


def test_what_is_shown_names_every_code(lab: Lab) -> None:
    for code in CODES:
        assert lab.words(f"code-{code}") in repr(codebook())
        assert lab.words(f"code-{code}") in repr(cross_view(1))
    assert "substanțial" in repr(agreement_view(1))
    assert {speaker(words) for words in fragments().values()} >= {"Rodica", "Mirela", "Costin"}
