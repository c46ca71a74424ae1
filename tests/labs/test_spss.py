"""Files of SPSS: what is written comes back, and bad files are refused with one sentence, in time."""

from __future__ import annotations

import time
from contextlib import suppress

import pandas as pd
import pytest

from simulator.errors import WrongUse
from simulator.labs.answers import LabFile
from simulator.labs.files import spss
from simulator.labs.files.spss import SpssVariable, read_sav, written_sav
from simulator.language import language

FRAME = pd.DataFrame({"net": [0.0, 1.0, None], "who": ["Ană", "Ștefan", ""], "age": [41.0, 99.0, 98.0]})
VARIABLES = (
    SpssVariable("net", "Internet acasă", values={0.0: "Nu", 1.0: "Da"}, measure="nominal"),
    SpssVariable("who", "Cine", text=True, measure="nominal"),
    SpssVariable("age", "Vârsta", values={99.0: "nu a răspuns"}, missing=((98.0, 99.0),), measure="scale"),
)


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(WrongUse) as caught:
        read_sav(LabFile(name, content))
    return language("ro").say(caught.value.reason)


def test_labels_types_and_missing_values_come_back() -> None:
    file = read_sav(LabFile("a.sav", written_sav(FRAME, VARIABLES)))
    assert file.variables == VARIABLES
    assert file.columns == {
        "net": [0.0, 1.0, None],
        "who": ["Ană", "Ștefan", ""],
        "age": [41.0, 99.0, 98.0],
    }
    assert file.rows == 3
    assert file.variable("age").is_missing(98.5)
    assert not file.variable("age").is_missing(97)


def test_another_reader_sees_the_same_missing_values(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "a.sav"
    path.write_bytes(written_sav(FRAME, VARIABLES))
    import pyreadstat

    frame, meta = pyreadstat.read_sav(path)  # without user_missing: SPSS leaves them out, too
    assert frame["age"].tolist()[:1] == [41.0]
    assert frame["age"].isna().sum() == 2
    assert meta.column_names_to_labels["net"] == "Internet acasă"


@pytest.mark.parametrize("cut", [4, 100, 176, 400, -8])
def test_a_file_cut_short_is_refused(cut: int) -> None:
    assert "deteriorat" in refusal("a.sav", written_sav(FRAME, VARIABLES)[:cut])


@pytest.mark.parametrize("content", [b"", b"net;who\n1;Ana\n", b"PK\x03\x04" + bytes(50)])
def test_what_is_no_sav_is_refused_without_being_read(content: bytes, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(spss, "_read_apart", lambda path: pytest.fail("read"))
    assert "nu este un fișier SPSS" in refusal("date.sav", content)


def test_a_huge_file_is_refused_without_being_read(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(spss, "_read_apart", lambda path: pytest.fail("read"))
    assert "10 MB" in refusal("mare.sav", b"$FL2" + bytes(10_000_001))


def test_many_rows_that_press_well_are_refused(tmp_path) -> None:  # type: ignore[no-untyped-def]
    import pyreadstat

    wide, path = pd.DataFrame({f"v{number}": [0.0] * 30_000 for number in range(10)}), tmp_path / "a.zsav"
    pyreadstat.write_sav(wide, str(path), compress=True)
    assert path.stat().st_size < 100_000
    assert "mai mult de 200" in refusal("a.sav", path.read_bytes())


def test_a_header_that_lies_about_its_size_hurts_nobody() -> None:
    content = bytearray(written_sav(FRAME, VARIABLES))
    for place in range(68, 84):
        changed = bytes(content[:place]) + b"\x7f" + bytes(content[place + 1 :])
        with suppress(WrongUse):
            read_sav(LabFile("a.sav", changed))


def test_a_reader_that_hangs_is_stopped(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(spss, "LONGEST", 0.01)
    begun = time.monotonic()
    assert "deteriorat" in refusal("a.sav", written_sav(FRAME, VARIABLES))
    assert time.monotonic() - begun < 5
