"""`simulator data`: by pseudonym only, and never without a trace."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.cli.main import main
from simulator.store.database import Engine, open_database
from simulator.store.learners import learner_called, new_learner
from simulator.store.privacy import audit_log
from simulator.store.texts_and_annotations import keep_text


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_database(f"sqlite:///{tmp_path / 'class.db'}")


@pytest.fixture
def ana(engine: Engine) -> str:
    learner = new_learner(engine, name="Ana Marin").id
    keep_text(engine, learner, "scene:x", "cuvinte proprii")
    return learner


def data(tmp_path: Path, *words: str, why: str = "o verificare") -> int:
    return main(["data", *words, "--why", why, "--database", f"sqlite:///{tmp_path / 'class.db'}"])


def test_the_list_has_pseudonyms_and_no_names(
    tmp_path: Path, engine: Engine, ana: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert data(tmp_path, "list") == 0
    said = capsys.readouterr().out
    assert ana in said
    assert "Ana" not in said
    assert "până la" not in said
    config = tmp_path / "class.toml"
    config.write_text('class_code = "anul-doi-asistență"\nretention_days = 30\n', "utf-8")
    assert data(tmp_path, "list", "--json", "--config", str(config)) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row["learner"] == ana
    assert row["kept_until"] > row["seen"]
    assert [(e.who, e.what, e.whose, e.why) for e in audit_log(engine)] == [
        ("operator", "list", "*", "o verificare")
    ] * 2


def test_an_export_leaves_the_name_out_and_own_words_unless_asked_for(
    tmp_path: Path, engine: Engine, ana: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert data(tmp_path, "export", ana, "--who", "teacher-2") == 0
    said = capsys.readouterr().out
    assert json.loads(said)["learners"][0]["id"] == ana
    assert "Ana Marin" not in said
    assert "cuvinte proprii" not in said
    path = tmp_path / "out.json"
    assert data(tmp_path, "export", ana, "--words", "--output", str(path)) == 0
    assert "cuvinte proprii" in path.read_text("utf-8")
    assert "Ana Marin" not in path.read_text("utf-8")
    assert [(e.who, e.what) for e in audit_log(engine, ana)] == [
        ("operator", "export-words"),
        ("teacher-2", "export"),
    ]


def test_erasing_needs_a_yes(tmp_path: Path, engine: Engine, ana: str) -> None:
    assert data(tmp_path, "erase", ana) == 2
    assert learner_called(engine, ana) is not None
    assert data(tmp_path, "erase", ana, "--yes") == 0
    assert learner_called(engine, ana) is None


def test_the_trail_is_read_in_words(
    tmp_path: Path, engine: Engine, ana: str, capsys: pytest.CaptureFixture[str]
) -> None:
    data(tmp_path, "export", ana, why="nota finală")
    data(tmp_path, "erase", ana, "--yes")
    capsys.readouterr()
    assert data(tmp_path, "audit", ana) == 0
    said = capsys.readouterr().out
    assert "a citit cazurile parcurse și autoaprecierile. Motivul: nota finală" in said
    assert data(tmp_path, "audit", "--lang", "en") == 0
    said = capsys.readouterr().out
    assert "read who has read what" in said
    assert "Whoever runs this server: erased everything." in said or "erased everything. Reason" in said


@pytest.mark.parametrize(
    "words",
    [
        ("export", "C-NOBODYHERE"),
        ("erase", "C-NOBODYHERE", "--yes"),
        ("list", "--who", "Ana Marin"),
        ("list", "--who", "C-ABCDEFGHJK"),
        ("list", "--who", "system"),
    ],
    ids=" ".join,
)
def test_nobody_is_read_who_is_not_there_and_nobody_reads_under_another_name(
    tmp_path: Path, engine: Engine, words: tuple[str, ...]
) -> None:
    assert data(tmp_path, *words) == 2
    assert audit_log(engine) == []


def test_a_reason_must_be_given(tmp_path: Path, engine: Engine) -> None:
    assert data(tmp_path, "list", why=" ") == 2
    with pytest.raises(SystemExit):
        main(["data", "list", "--database", f"sqlite:///{tmp_path / 'class.db'}"])
    assert audit_log(engine) == []


def test_a_database_that_cannot_be_used_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "list", "--why", "x", "--database", "mysql://x/y"]) == 1
    assert "sqlite:///" in capsys.readouterr().err
