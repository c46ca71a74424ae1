"""The register: what its rows mean, help by the rule, and what is said of a learner's own copy."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from simulator.labs.answers import LabFile
from simulator.labs.lab import Lab, open_lab
from simulator.labs.material.register import NUMBERS, amount, raw_rows, requests, wanted
from simulator.labs.material.register_files import downloads, messy_csv, messy_xlsx
from simulator.labs.material.register_views import filtered, messy_frame, missing, pairs, sums, village_filter
from tests.labs.register_copies import CLEAN, HEADINGS, NAME, TOTAL, as_csv, as_xlsx, clean_frame

GOOD_AMOUNTS = {"r102": "600", "r105": 0, "r107": 350}
GOOD_COUNTS = {"poiana-september": 4, "izvor-october": 3, "nowhere": 2}
GOOD_NAME = f"{NAME}.xlsx"


@pytest.fixture
def lab() -> Lab:
    return open_lab("register")


def said(lab: Lab, exercise: str, answer: object) -> list[str]:
    return [remark.text for remark in lab.check(exercise, answer).remarks if not remark.fine]


def said_of(lab: Lab, frame: pd.DataFrame) -> str:
    return "\n".join(said(lab, "clean", as_xlsx(frame)))


# What the rows mean.


def test_what_rows_mean_is_what_a_careful_person_makes_of_them() -> None:
    assert list(wanted()) == list(CLEAN)
    for number, request in wanted().items():
        day, name, village, house, persons, children, income, help_ = CLEAN[number]
        assert (request.date.strftime("%d.%m") if request.date else None) == day
        assert (request.name, request.village) == (name, village)
        assert request.house == (None if house is None else str(house))
        assert (request.persons, request.children, request.income) == (persons, children, income)
        assert request.amount == help_, number
    assert sum(request.amount or 0 for request in wanted().values()) == TOTAL


def test_only_a_newer_request_of_the_same_household_replaces_one() -> None:
    replaced = {number: request.replaced for number, request in requests().items() if request.replaced}
    assert replaced == {101: 111, 104: 123, 108: 115}
    for old, new in replaced.items():
        before, after = requests()[old], requests()[new]
        assert (before.village, before.house) == (after.village, after.house)
        assert before.date and after.date and before.date < after.date


def test_no_two_rows_of_the_clean_copy_are_one_household() -> None:
    places = [(one.village, one.house) for one in wanted().values() if one.village and one.house]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize(
    ("each", "children", "lei"),
    [(0, 0, 500), (600, 2, 600), (600.01, 2, 400), (1000, 0, 300), (1000.01, 3, 0), (5000, 4, 0)],
)
def test_the_rule_at_its_steps(each: float, children: int, lei: int) -> None:
    assert amount(each, children) == lei


def test_no_personal_number_is_a_possible_one() -> None:
    numbers = [cells["witness"].lstrip("'") for cells in raw_rows().values() if cells["witness"]]
    assert len(numbers) == 3
    for number in numbers:
        assert len(number) == 13 and not 1 <= int(number[3:5]) <= 12  # no such month


# The files.


def test_the_files_are_the_same_every_time_and_tell_no_clock() -> None:
    first = messy_xlsx()
    time.sleep(1.1)
    assert messy_xlsx() == first
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        core = packed.read("docProps/core.xml")
        assert {one.date_time[:3] for one in packed.infolist()} == {(2026, 10, 16)}
    assert core.count(b"2026-10-16T15:40:00Z") == 2


def test_the_workbook_mixes_types_as_the_register_says() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(messy_xlsx())).active
    assert sheet is not None
    assert [cell.value for cell in sheet[3]][:3] == ["Nr.", "Data cererii", "Nume și prenume"]
    assert sheet["B4"].is_date and sheet["B5"].value == "25.08.2026" and sheet["B22"].value == 46297
    assert sheet["D14"].value == "Poiana " and sheet["H8"].value == "1.250,50" and sheet["H17"].value == 0
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}


def test_links_carry_the_files_in_them() -> None:
    shown = downloads().html()
    assert shown.count("<a download=") == shown.count('href="data:') == 2
    assert "base64" not in repr(downloads())


# What is shown.


def test_excerpts_hold_what_the_exercises_ask_about() -> None:
    for view, count in ((pairs(), 10), (sums(), 3), (missing(), 2)):
        assert view.html().count('<th scope="row">') == count
        assert "Caracterizare" not in view.html() and "<p></p>" not in view.html()
    assert len(messy_frame()) == len(NUMBERS) == 26


def test_the_filter_finds_what_is_written_exactly_so() -> None:
    assert "1 din 26" in repr(filtered("Poiana ")) and "Poiana·" in repr(filtered("Poiana "))
    assert "6 din 26" in repr(filtered("Poiana"))
    assert "1 din 26" in repr(filtered("none"))
    assert "26 din 26" in repr(village_filter())
    assert "inima" not in filtered("all").html()


# Amounts, pivot, name.


def test_amounts(lab: Lab) -> None:
    assert lab.check("amounts", GOOD_AMOUNTS).passed


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"r102": 400}, "exact 600"),
        ({"r102": 500}, "50 de lei pentru fiecare copil"),
        ({"r102": 0}, "venitul pe persoană"),
        ({"r105": 500}, "o mie două sute"),
        ({"r105": 300}, "1.250,50 lei"),
        ({"r107": 300}, "50 de lei pentru fiecare copil"),
        ({"r107": 0}, "venitul pe persoană"),
        ({"r107": 333}, "966,67 lei"),
    ],
)
def test_each_slip_of_an_amount_has_its_own_sentence(lab: Lab, changed: dict[str, int], words: str) -> None:
    remarks = said(lab, "amounts", GOOD_AMOUNTS | changed)
    assert len(remarks) == 1
    assert words in remarks[0]


def test_counts_of_the_pivot_are_those_of_pandas(lab: Lab) -> None:
    frame = clean_frame()
    months = pd.to_datetime(frame["Data"]).dt.month
    table = frame.pivot_table(index="Sat", columns=months, values="Nr.", aggfunc="count", fill_value=0)
    counted = {
        "poiana-september": int(table.loc["Poiana", 9]),
        "izvor-october": int(table.loc["Izvor", 10]),
        "nowhere": len(frame) - int(table.to_numpy().sum()),
    }
    assert counted == GOOD_COUNTS
    assert lab.check("pivot", counted).passed


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"poiana-september": 2}, "mai multe feluri"),
        ({"poiana-september": 5}, "nu există"),
        ({"poiana-september": 7}, "înlocuite"),
        ({"izvor-october": 1}, "mai multe feluri"),
        ({"izvor-october": 2}, "Turcanu"),
        ({"nowhere": 5}, "Lipsa casei"),
        ({"nowhere": 0}, "data imposibilă"),
    ],
)
def test_each_slip_of_a_count_has_its_own_sentence(lab: Lab, changed: dict[str, int], words: str) -> None:
    remarks = said(lab, "pivot", GOOD_COUNTS | changed)
    assert len(remarks) == 1
    assert words in remarks[0]


@pytest.mark.parametrize(
    "name",
    [
        GOOD_NAME,
        "2026-11-05_registru_lemne_v2.csv",
        "cereri-lemne-v02-20261105.xlsx",
        "Registru_v2_2026-11-05.xlsx",
    ],
)
def test_a_name_that_tells_enough_passes(lab: Lab, name: str) -> None:
    assert lab.check("name", name).passed, name


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("registru-lemne_v2_2026-11-05", "terminația"),
        ("registru-lemne_2026-11-05.xlsx", "a câta versiune"),
        ("registru-lemne_v3_2026-11-05.xlsx", "a câta versiune"),
        ("registru-lemne_v2.xlsx", "Nu se vede ziua"),
        ("registru-lemne_v2_05.11.2026.xlsx", "nu în ordinea"),
        ("registru-lemne_v2_2026-11-05_final.xlsx", "final2"),
        ("tabel_v2_2026-11-05.xlsx", "ce este înăuntru"),
        ("registru-stan_v2_2026-11-05.xlsx", "numele unui om"),
        ("registru lemne_v2_2026-11-05.xlsx", "nu trec pe orice calculator"),
        ("registru-ianuarie-pana-in-noiembrie-toate-satele_v2_2026-11-05.xlsx", "de semne"),
    ],
)
def test_each_fault_of_a_name_has_its_own_sentence(lab: Lab, name: str, words: str) -> None:
    remarks = said(lab, "name", name)
    assert len(remarks) == 1
    assert words in remarks[0]


# The learner's own copy.


def test_a_clean_copy_passes_as_a_workbook_and_by_its_path(lab: Lab, tmp_path: Path) -> None:
    feedback = lab.check("clean", as_xlsx(clean_frame()))
    assert feedback.passed, feedback
    assert "23 de rânduri, 7.550 lei, 5 cereri" in repr(feedback)
    path = tmp_path / GOOD_NAME
    path.write_bytes(as_xlsx(clean_frame()).content)
    assert lab.points("clean", path) == lab.points("clean", str(path)) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(
    "dialect", [{}, {"sep": ";", "decimal": ","}, {"sep": "\t", "date_format": "%d.%m.%Y"}]
)
def test_a_clean_copy_passes_as_csv_of_any_dialect(lab: Lab, encoding: str, dialect: dict[str, str]) -> None:
    feedback = lab.check("clean", as_csv(clean_frame(), encoding, **dialect))
    assert feedback.passed, feedback
    assert "CSV" in feedback.remarks[0].text


@pytest.mark.parametrize("encoding", ["cp1250", "iso-8859-2"])
def test_a_copy_in_an_old_code_page_passes_with_a_cedilla(lab: Lab, encoding: str) -> None:
    text = (
        clean_frame()
        .to_csv(index=False, sep=";")
        .translate(str.maketrans("șțȘȚ", "\u015f\u0163\u015e\u0162"))
    )
    assert lab.check("clean", LabFile(GOOD_NAME, text.encode(encoding))).passed


def test_letters_lost_when_it_was_saved_are_told(lab: Lab) -> None:
    remarks = said(lab, "clean", as_csv(clean_frame(), "cp1250", sep=";"))
    assert len(remarks) == 1
    assert "s-au pierdut litere" in remarks[0] and "C2" in remarks[0]


def test_headings_by_other_names_and_welcome_columns_pass(lab: Lab) -> None:
    frame = clean_frame().rename(
        columns={
            "Nr.": "Nr. înreg.",
            "Data": "DATA CERERII",
            "Nume": "Nume și prenume",
            "Venit": "Venit (lei)",
        }
    )
    frame["De întrebat"] = ["venitul" if number == 110 else None for number in frame.index]
    frame["Luna"] = pd.to_datetime(frame["DATA CERERII"]).dt.month
    assert lab.check("clean", as_xlsx(frame)).passed


def test_what_is_not_known_may_be_said_in_the_cell(lab: Lab) -> None:
    frame = clean_frame()
    frame.loc[110, "Venit"] = frame.loc[117, "Data"] = "de întrebat"
    frame.loc[124, "Sat"] = frame.loc[125, "Casa"] = frame.loc[121, "Persoane"] = "lipsă"
    frame.loc[118, "Suma"] = "?"
    assert lab.check("clean", as_xlsx(frame)).passed


def test_the_order_of_rows_and_columns_does_not_matter(lab: Lab) -> None:
    frame = clean_frame().sort_values("Nume")[HEADINGS[::-1]]
    assert lab.check("clean", as_xlsx(frame)).passed


def changed(number: int, column: str, value: Any) -> Callable[[pd.DataFrame], pd.DataFrame]:
    def change(frame: pd.DataFrame) -> pd.DataFrame:
        frame.loc[number, column] = value
        return frame

    return change


def without(*numbers: int) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda frame: frame.drop(index=list(numbers))


def with_row(number: int, like: int, **cells: Any) -> Callable[[pd.DataFrame], pd.DataFrame]:
    def add(frame: pd.DataFrame) -> pd.DataFrame:
        row = frame.loc[[like]].assign(**{"Nr.": number}, **cells)
        return pd.concat([frame, row])

    return add


def with_column(heading: str, value: Any) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda frame: frame.assign(**{heading: value})


def one_column_sorted(frame: pd.DataFrame) -> pd.DataFrame:
    frame["Nume"] = sorted(frame["Nume"])
    return frame


day = pd.Timestamp


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        (changed(109, "Data", "8 sept. 2026"), "B7", "nu este o dată, ci un text"),
        (changed(109, "Data", "08.09.2026"), "B7", "nu este o dată, ci un text"),
        (changed(107, "Data", day("2026-03-09")), "B6", "inversate"),
        (changed(107, "Data", day("2026-09-04")), "B6", "altă zi"),
        (changed(119, "Data", 46297), "B17", "de la 30 decembrie 1899"),
        (changed(119, "Data", day("1970-01-01")), "B17", "de la 30 decembrie 1899"),
        (changed(117, "Data", day("2026-09-30")), "B15", "31 septembrie nu există"),
        (changed(117, "Data", "31.09.2026"), "B15", "31 septembrie nu există"),
        (changed(102, "Data", None), "B2", "este gol"),
        (changed(111, "Nume", "Stan Ion"), "C9", "este al altei cereri"),
        (changed(111, "Nume", "Marin Elena"), "C9", "alt nume"),
        (changed(111, "Sat", "Poiana "), "D9", "Pentru pivot este alt sat"),
        (changed(111, "Sat", "POIANA"), "D9", "Pentru pivot este alt sat"),
        (changed(112, "Sat", "D. Nucului"), "D10", "Pentru pivot este alt sat"),
        (changed(114, "Sat", "Isvor"), "D12", "Pentru pivot este alt sat"),
        (changed(114, "Sat", "Poiana"), "D12", "alt sat decât"),
        (changed(124, "Sat", "Izvor"), "D22", "presupusă"),
        (changed(125, "Casa", 22), "E23", "presupusă"),
        (changed(116, "Casa", 19), "E14", "altă casă"),
        (changed(121, "Persoane", 3), "F19", "presupusă"),
        (changed(110, "Venit", 0), "H8", "a declarat 0"),
        (changed(110, "Venit", 1650), "H8", "presupusă"),
        (changed(114, "Venit", None), "H12", "omul a declarat 0"),
        (changed(118, "Copii", 1), "G16", "nu pot fi amândouă"),
        (changed(118, "Persoane", 6), "F16", "nu pot fi amândouă"),
        (changed(102, "Venit", "2400"), "H2", "numărul este text"),
        (changed(107, "Venit", "2900 lei"), "H6", "numărul este text"),
        (changed(122, "Venit", 3.1), "H20", "o mie de ori mai mic"),
        (changed(103, "Venit", 2510), "H3", "alt număr"),
        (changed(102, "Venit", None), "H2", "este gol"),
        (changed(110, "Suma", 500), "I8", "suma este calculată, deși"),
        (changed(118, "Suma", 300), "I16", "suma este calculată, deși"),
        (changed(102, "Suma", None), "I2", "lipsește suma"),
        (changed(102, "Suma", 400), "I2", "inclusiv"),
        (changed(113, "Suma", 0), "I11", "inclusiv"),
        (changed(103, "Suma", 500), "I3", "lipsesc cei 50 de lei"),
        (changed(103, "Suma", 0), "I3", "întregii gospodării"),
        (changed(103, "Suma", 651), "I3", "nu iese din regulă"),
        (changed(103, "Suma", "650"), "I3", "numărul este text"),
        (without(103), "103", "Stan Ion de la 7"),
        (without(125), "125", "ale aceleiași femei"),
        (without(110, 117), "110, 117", "nu ar mai primi nimic"),
        (with_row(101, 111, Data=day("2026-08-24")), "101 și 111", "ar primi de două ori"),
        (with_row(126, 126), "126", "de mai multe ori"),
        (with_row(226, 126), "A25", "nu există acest număr"),
        (with_column("Caracterizare", "bea"), "J", "păreri despre oameni"),
        (with_column("Sănătate", "diabet"), "J", "dată sensibilă"),
        (with_column("CNP", None), "J", "vecinul nu cere nimic"),
        (with_column("De întrebat", "2659931270011"), "J2", "13 cifre"),
        (with_column("Partid", "x"), "J", "nu este în listă"),
        (one_column_sorted, "C2", "este al altei cereri"),
    ],
)
def test_each_fault_of_a_copy_is_told_with_its_place_and_why(
    lab: Lab, change: Callable[[pd.DataFrame], pd.DataFrame], place: str, words: str
) -> None:
    remarks = said(lab, "clean", as_xlsx(change(clean_frame())))
    assert len(remarks) == 1, remarks
    assert place in remarks[0] and words in remarks[0]


def test_an_older_request_kept_instead_of_the_newer_is_told(lab: Lab) -> None:
    frame = clean_frame()
    older = {"Nr.": 104, "Data": day("2026-08-26"), "Persoane": 4, "Copii": 2, "Suma": 400}
    for column, value in older.items():
        frame.loc[123, column] = value
    remarks = said_of(lab, frame).splitlines()
    assert len(remarks) == 1
    assert "cererea veche (104)" in remarks[0]


def test_thousands_in_csv_can_be_read_in_two_ways(lab: Lab) -> None:
    frame = clean_frame()
    frame.loc[122, "Venit"] = "3.100"
    assert "miile sau zecimalele" in "\n".join(said(lab, "clean", as_csv(frame, sep=";")))


def test_another_sheet_with_what_was_taken_out_is_told(lab: Lab) -> None:
    book = openpyxl.load_workbook(io.BytesIO(messy_xlsx()))
    clean = book.create_sheet("Copie")
    for row in openpyxl.load_workbook(io.BytesIO(as_xlsx(clean_frame()).content)).active.values:
        clean.append(row)
    written = io.BytesIO()
    book.save(written)
    remarks = said(lab, "clean", LabFile(GOOD_NAME, written.getvalue()))
    assert len(remarks) == 1
    assert "Foaia „Cereri”" in remarks[0]


@pytest.mark.parametrize("content", [messy_xlsx(), messy_csv()])
def test_the_untouched_register_is_told_all_that_is_off(lab: Lab, content: bytes) -> None:
    feedback = lab.check("clean", LabFile("registru-lemne-2026", content))
    words = repr(feedback)
    assert not feedback.passed
    for each in (
        "Suma",
        "Sănătate",
        "Martor",
        "Caracterizare",
        "13 cifre",
        "versiune",
        "101 și 111",
        "POIANA",
    ):
        assert each in words
    assert "2659931270011" not in words


def test_a_missing_column_is_named(lab: Lab) -> None:
    assert "coloana Suma" in said_of(lab, clean_frame().drop(columns="Suma"))
    assert "coloana Nr." in said_of(lab, clean_frame().drop(columns="Nr."))


def test_commands_for_a_spreadsheet_are_shown_as_text(lab: Lab) -> None:
    frame = clean_frame()
    frame.loc[109, "Nume"] = '=cmd|"/C calc"!A0<b>'
    feedback = lab.check("clean", as_csv(frame))
    assert "=cmd|" in repr(feedback)
    assert "<b>" not in feedback._repr_html_()
    assert "&lt;b&gt;" in feedback._repr_html_()


def test_a_personal_number_is_not_said_again(lab: Lab) -> None:
    frame = clean_frame()
    frame.loc[109, "Nume"] = "Olteanu Maria 2659931270011"
    words = said_of(lab, frame)
    assert "13 cifre" in words and "Olteanu Maria …" in words
    assert "2659931270011" not in words


def test_a_name_without_a_version_is_told(lab: Lab) -> None:
    remarks = said(lab, "clean", as_xlsx(clean_frame(), "registru final.xlsx"))
    assert len(remarks) == 1
    assert "a câta versiune" in remarks[0]


def test_a_formula_nobody_computed_is_told(lab: Lab) -> None:
    frame = clean_frame()
    frame.loc[102, "Suma"] = "=500+2*50"
    remarks = said(lab, "clean", as_xlsx(frame))
    assert "Formula din I2 nu are o valoare salvată" in remarks[0]
    assert "lipsește suma" in remarks[1]
