"""The laboratory of data: the article's counts, the pairs, the files, what is said of each answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from simulator import open_lab
from simulator.labs.answers import LabFile
from simulator.labs.feedback import Feedback
from simulator.labs.files.spss import SpssVariable, read_sav, written_sav
from simulator.labs.material import data, data_file, data_pairs, data_plot
from simulator.labs.material.data_pairs import Pair


def said_of(exercise: str, answer: object) -> Feedback:
    return open_lab("data").check(exercise, answer)


def expect(exercise: str, answer: object, words: str, passed: bool = False) -> None:
    feedback = said_of(exercise, answer)
    assert words in repr(feedback)
    assert feedback.passed == passed


# The homes


NO_AND_YES = {  # both columns of the article's Table 2, A 484-494, as they are printed
    "electricity": (1, 51),
    "water": (26, 26),
    "sewer": (45, 7),
    "bath": (45, 7),
    "toilet": (46, 6),
    "kitchen": (31, 21),
    "stove": (2, 50),
    "fridge": (4, 48),
    "television": (1, 51),
    "computer": (52, 0),
    "internet": (48, 4),
}


def test_the_counts_are_those_of_the_article() -> None:
    assert {name: (52 - count, count) for name, count in data.TABLE_2.items()} == NO_AND_YES


@pytest.mark.parametrize(
    ("facility", "ends"),  # computed elsewhere, by hand
    [
        ("internet", ("3,0 %", "18,2 %")),
        ("computer", ("0,0 %", "6,9 %")),
        ("sewer", ("6,7 %", "25,3 %")),
        ("water", ("36,9 %", "63,1 %")),
    ],
)
def test_the_table_beside_the_drawing_has_the_known_intervals(facility: str, ends: tuple[str, str]) -> None:
    table = data.shares().table
    assert table is not None
    assert tuple(table.loc[data.label(facility)])[2:] == ends


def test_the_paragraph_says_what_was_computed() -> None:
    options = open_lab("data").written.exercises["paragraph"].options or {}
    assert "4 din 52 de gospodării (7,7 %; interval Wilson 95 %: 3,0-18,2 %)" in options["internet-full"].text
    assert "0-6,9 %" in options["computer-full"].text
    assert round(80.8 - 100 * 4 / 52) == 73  # the difference that nobody should write


def test_the_official_figures_are_those_of_the_releases() -> None:
    """INS, December 2025; the points between them stand in the release, too: 7.8."""
    assert data_plot.HOUSEHOLDS_ONLINE == {"rural": 84.8, "urban": 92.6}


def test_the_simulated_homes_have_the_totals_of_the_article() -> None:
    frame = data.homes()
    assert len(frame) == 52
    assert {name: frame[data.column(name)].sum() for name in data.TABLE_2} == data.TABLE_2


def test_no_home_has_what_needs_something_it_lacks() -> None:
    frame = data.homes()
    for thing, needed in data.NEEDS.items():
        assert (frame[data.column(thing)] <= frame[data.column(needed)]).all()


def test_the_homes_are_the_same_every_time() -> None:
    assert data.homes().equals(data.homes())
    table = pd.crosstab(data.homes()["apa"], data.homes()["bucatarie"])
    assert table.to_numpy().tolist() == [[21, 5], [10, 16]]


def test_the_unknown_code_spoils_the_mean() -> None:
    persons = [number for number in data.homes()["persoane"] if number != 99]
    assert data_file.mean_persons(unknown_counted=False) == pytest.approx(sum(persons) / 49)
    assert data_file.mean_persons(unknown_counted=True) == pytest.approx((sum(persons) + 3 * 99) / 52)


# Pairs


@pytest.mark.parametrize(
    "pair", [Pair(16, 10, 5, 21), Pair(21, 5, 0, 26), Pair(0, 26, 21, 5), Pair(3, 4, 4, 41)]
)
def test_the_exact_test_is_that_of_statsmodels(pair: Pair) -> None:
    from statsmodels.stats.contingency_tables import mcnemar

    table = [[pair.both, pair.first], [pair.second, pair.none]]
    assert pair.exact == pytest.approx(mcnemar(table, exact=True).pvalue)


def test_mid_p_by_hand() -> None:
    assert Pair(21, 5, 0, 26).mid_p == pytest.approx(2 * 0.5**5 - 0.5**5)
    assert Pair(3, 4, 4, 41).mid_p == pytest.approx(1 - 70 / 2**8 / 2)  # evenly split: 1 - half the middle


def test_every_possible_crosstab_keeps_the_printed_totals() -> None:
    for pair in data_pairs.possible_pairs("water", "kitchen"):
        assert (pair.both + pair.first, pair.both + pair.second) == (26, 21)
        assert pair.both + pair.first + pair.second + pair.none == 52
        assert min(pair.both, pair.first, pair.second, pair.none) >= 0


def test_one_pair_of_fifty_five_turns_on_the_crosstab_and_only_by_mid_p() -> None:
    assert data_pairs.turning_pairs() == [("water", "kitchen")]
    ps = [pair.exact for pair in data_pairs.possible_pairs("water", "kitchen")]
    assert len(ps) == 22
    assert (round(min(ps), 4), round(max(ps), 2)) == (0.0625, 0.56)
    assert sum(pair.mid_p < 0.05 for pair in data_pairs.possible_pairs("water", "kitchen")) == 1


def test_with_a_total_of_zero_nothing_is_left_open() -> None:
    assert data_pairs.overlap_range(6, 0) == (0, 0)


@pytest.mark.parametrize("overlap", [0, 50, 100])
@pytest.mark.parametrize("pair", data_pairs.PAIRS)
def test_every_square_is_a_home(pair: tuple[str, str], overlap: int) -> None:
    shown = data_pairs.printed_pair("+".join(pair), overlap)
    assert shown.table is not None
    assert shown.table["Case"].sum() == 52


def test_p_is_written_as_readers_expect() -> None:
    assert [data_pairs.short(p) for p in (0.0625, 0.56, 0.0000019, 1.0)] == [
        "0,063",
        "0,56",
        "< 0,001",
        "1,00",
    ]


# Answers


RIGHT: dict[str, Any] = {
    "sewer": {"share": "13,5", "low": "6,7", "high": "25,3"},
    "zero-of-twenty": 15,
    "which-test": "mcnemar",
    "neither": {"least": 38, "most": 45},
    "cells": {"first": 10, "second": 5, "p": "0,30"},
    "verdict": "open",
    "side-by-side": {
        "households": "same",
        "persons": "other",
        "rural": "same",
        "weekly": "other",
        "village": "other",
        "skills": "rebuilt",
    },
    "misread": "20,1",
    "plot": ("axis-whole", "unit-full", "title-plain", "source-full"),
    "paragraph": ("internet-full", "computer-full", "reach-place", "compare-labelled", "cause-open"),
}


@pytest.mark.parametrize("exercise", RIGHT)
def test_the_right_answer_passes(exercise: str) -> None:
    assert said_of(exercise, RIGHT[exercise]).passed


def test_every_exercise_has_its_right_answer_here() -> None:
    assert {*RIGHT, "handed-in"} == set(open_lab("data").written.exercises)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"share": "0,135", "low": "0,067", "high": "0,253"}, "părți din 1"),
        ({"share": "15,6"}, "nu au (45)"),
        ({"share": "20"}, "nu este 20"),
        ({"low": "25,3", "high": "6,7"}, "inversate"),
        ({"low": "4,2", "high": "22,7"}, "Wald"),
        ({"low": "3"}, "rândul Canalizare"),
    ],
)
def test_mistakes_about_the_sewer(change: dict[str, str], words: str) -> None:
    expect("sewer", RIGHT["sewer"] | change, words)


@pytest.mark.parametrize(
    ("answer", "words", "passed"),
    [
        ("16,1", "capătul Wilson", True),
        ("13,9", "Clopper", True),
        ("16,8", "Clopper", True),
        ("0", "s-a văzut", False),
        ("0,15", "o sută de ori", False),
        ("5,8", "0 din 52", False),
        ("5", "o casă din 20", False),
        ("40", "Nu 40", False),
    ],
)
def test_mistakes_about_none_of_twenty(answer: str, words: str, passed: bool) -> None:
    expect("zero-of-twenty", answer, words, passed)


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (0, 7, "pe amândouă (între 0 și 7)"),
        (45, 38, "inversate"),
        (0, 45, "prea puțin: 7 case"),
        (45, 45, "prea mult"),
        (38, 52, "nu se poate"),
        (38, 40, "chiar cele cu canalizare"),
    ],
)
def test_mistakes_about_neither(least: int, most: int, words: str) -> None:
    expect("neither", {"least": least, "most": most}, words)


@pytest.mark.parametrize(
    ("change", "words", "passed"),
    [
        ({"p": "0,21"}, "mid-p", True),
        ({"first": 26, "second": 21}, "totalurile", False),
        ({"first": 16, "second": 21}, "amândouă sau fără niciuna", False),
        ({"first": 5, "second": 10}, "inversate", False),
        ({"first": 9}, "nu sunt ale perechii", False),
        ({"p": "0,43"}, "grupuri separate", False),
        ({"p": "0,02"}, "nu este 0,02", False),
    ],
)
def test_mistakes_about_the_cells(change: dict[str, Any], words: str, passed: bool) -> None:
    expect("cells", RIGHT["cells"] | change, words, passed)


def test_fisher_is_as_the_text_has_it() -> None:
    from scipy.stats import fisher_exact

    assert round(fisher_exact([[26, 26], [21, 31]]).pvalue, 2) == 0.43


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("26,8", "partea satului"),
        ("8,9", "toate gospodăriile județului"),
        ("33,3", "întregului județ"),
        ("43,9", "rata orașului"),
        ("16080", "numărul de gospodării"),
        ("50", "Nu 50"),
    ],
)
def test_mistakes_about_the_misread_share(answer: str, words: str) -> None:
    expect("misread", answer, words)


@pytest.mark.parametrize("exercise", ["plot", "paragraph", "which-test", "verdict"])
def test_every_other_choice_says_why_not(exercise: str) -> None:
    options = open_lab("data").written.exercises[exercise].options or {}
    for name, option in options.items():
        if option.right == "no":
            single = isinstance(RIGHT[exercise], str)
            expect(exercise, name if single else (*RIGHT[exercise], name), option.why or "")


def test_what_the_plot_says_of_a_cut_axis_is_true() -> None:
    rural, urban = data_plot.HOUSEHOLDS_ONLINE.values()
    assert round((urban - 80) / (rural - 80), 1) == 2.6
    assert round(100 * (urban / rural - 1)) == 9
    assert (round(88.6 - 73.7, 1), round(urban - rural, 1)) == (14.9, 7.8)


# The file


def handed(**change: Any) -> Feedback:
    """The finished file, with columns or descriptions changed by name; None leaves one out."""
    frame, variables = data.homes().astype(float), {each.name: each for each in data.variables()}
    for name, new in change.items():
        if new is None:
            del variables[name]
        elif isinstance(new, SpssVariable):
            variables[name] = new
        else:
            frame[name] = new
            variables.setdefault(name, SpssVariable(name, "Ceva"))
    return said_of("handed-in", LabFile("dotari.sav", written_sav(frame, list(variables.values()))))


def described(name: str) -> SpssVariable:
    return {each.name: each for each in data.variables()}[name]


def test_the_finished_file_passes_from_the_bench_and_from_code() -> None:
    assert handed().passed
    assert said_of("handed-in", LabFile("a.sav", data_file.left_sav(*data_file.FAULTS))).passed
    assert said_of("handed-in", LabFile("a.sav", data.homes_sav())).passed


def test_the_unfinished_file_is_told_all_that_is_off() -> None:
    feedback = said_of("handed-in", LabFile("a.sav", data_file.left_sav()))
    assert not feedback.passed
    for words in (
        "internet: este text",
        "canalizare: nu se vede",
        "99 nu este declarat",
        "canalizare: variabila nu are",
    ):
        assert words in repr(feedback)


@pytest.mark.parametrize("fault", data_file.FAULTS)
def test_each_fault_alone_keeps_the_file_from_passing(fault: str) -> None:
    others = [each for each in data_file.FAULTS if each != fault]
    assert not said_of("handed-in", LabFile("a.sav", data_file.left_sav(*others))).passed


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"wc": None}, "Lipsesc variabilele: wc"),
        ({"nume": 1.0}, "Variabile în plus: nume"),
        ({"internet": 1.0}, "internet: casele cu 1 sunt 52"),
        ({"persoane": 3.0}, "s-au schimbat"),
        ({"apa": replace(described("apa"), label="")}, "apa: variabila nu are nume"),
        ({"apa": replace(described("apa"), values={0.0: "Da", 1.0: "Nu"})}, "apa: etichetele sunt inversate"),
        ({"apa": replace(described("apa"), values={1.0: "Da"})}, "apa: nu se vede"),
    ],
)
def test_mistakes_in_the_file(change: dict[str, Any], words: str) -> None:
    feedback = handed(**change)
    assert words in repr(feedback)
    assert not feedback.passed


def test_a_code_that_was_erased_is_spoken_of_and_passes() -> None:
    persons = data.homes()["persoane"].astype(float)
    feedback = handed(persoane=persons.where(persons != 99))
    assert feedback.passed
    assert "99 a fost șters" in repr(feedback)


def test_a_range_that_holds_the_code_is_as_good() -> None:
    assert handed(persoane=replace(described("persoane"), missing=((90.0, 99.0),))).passed


def test_rows_that_are_missing_are_counted() -> None:
    short = written_sav(data.homes().head(40), data.variables())
    expect("handed-in", LabFile("a.sav", short), "Rânduri în fișier: 40")


def test_a_bad_file_is_one_sentence() -> None:
    expect("handed-in", LabFile("a.sav", b"casa;apa\n1;1\n"), "nu este un fișier SPSS")
    expect("handed-in", LabFile("a.sav", data.homes_sav()[:300]), "deteriorat")


# What is drawn and downloaded


def test_the_bench_hands_out_what_it_shows() -> None:
    shown = data_file.bench("mended", "mended", "mended").html()
    assert 'download="dotari-completat.sav"' in shown
    assert "String" not in shown
    assert "9,3" in data_file.bench("left", "left", "left").alternative


def test_the_downloads_are_the_files() -> None:
    import base64
    import re

    links = re.findall(r'download="([^"]+)" href="data:[^;]+;base64,([^"]+)"', data_file.files().html())
    files = {name: base64.b64decode(content) for name, content in links}
    assert set(files) == {"dotari.sav", "dotari.csv", "dotari-de-completat.sav"}
    assert read_sav(LabFile("dotari.sav", files["dotari.sav"])).rows == 52
    assert files["dotari.csv"].decode("utf-8-sig").splitlines()[0].startswith("casa;curent;apa")


def test_a_plot_says_what_was_chosen() -> None:
    shown = data_plot.plotted("axis-cut", "unit-full", "title-plain", "source-full")
    assert "Axa începe de la 80" in shown.alternative
    assert "INS" in shown.alternative


def test_cochran_is_as_the_notebook_has_it() -> None:
    # (k - 1) (k times the sum of squared totals - N squared) / (k N - the sum of squared rows), N: all "yes"
    have = data.homes()[["canalizare", "baie", "wc"]]
    totals, rows, every = have.sum(), have.sum(axis=1), int(have.to_numpy().sum())
    assert totals.tolist() == [7, 7, 6]
    q = 2 * (3 * (totals**2).sum() - every**2) / (3 * every - (rows**2).sum())
    assert round(q, 2) == 0.15
    from scipy.stats import chi2

    assert round(chi2.sf(q, 2), 2) == 0.93
