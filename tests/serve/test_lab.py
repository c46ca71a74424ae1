"""`simulator lab`: for this machine only, without Voila's extension, on a copy that a student may edit."""

from __future__ import annotations

import hashlib
import json
import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Generator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit

import pytest

from simulator.cli.main import main
from simulator.errors import WrongUse
from simulator.serve.app import pages_folder
from simulator.serve.lab import copy_notebooks, default_folder, export_environment
from simulator.store.database import open_database
from simulator.store.learners import new_learner
from simulator.ui.session_context import current
from tests.support import CHECKOUT

SOURCE = pages_folder().parent


@dataclass
class Lab:
    """A running lab: its address, its token, what it said."""

    base: str
    token: str
    said: list[str]
    folder: Path

    def status(self, path: str, *, token: bool = True) -> int:
        """How an address is answered."""
        headers = {"Authorization": f"token {self.token}"} if token else {}
        try:
            with urllib.request.urlopen(
                urllib.request.Request(self.base + path, headers=headers), timeout=30
            ) as answer:
                return int(answer.status)
        except HTTPError as refused:
            return refused.code


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Generator[Lab]:
    """`simulator lab`, started by somebody whose own Jupyter settings are careless."""
    folder = tmp_path_factory.mktemp("lab")
    (folder / "own").mkdir()
    careless = {
        "ServerApp": {"ip": "0.0.0.0", "jpserver_extensions": {"voila.server_extension": True}},
        "IdentityProvider": {"token": ""},
    }
    (folder / "own" / "jupyter_server_config.json").write_text(json.dumps(careless))
    command = [sys.executable, "-m", "simulator.cli.main", "lab", "--no-open", "--folder", "copies"]
    command += ["--database", "sqlite:///lab.db"]
    env = {**os.environ, "PYTHONPATH": str(CHECKOUT), "JUPYTER_CONFIG_DIR": str(folder / "own")}
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(
            command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=log, text=True
        ) as process,
    ):
        try:
            assert process.stdout is not None
            said = [process.stdout.readline().strip() for _ in range(4)]
            address = urlsplit(said[1])
            assert address.scheme == "http", (folder / "log").read_text()
            (token,) = parse_qs(address.query)["token"]
            yield Lab(f"http://{address.netloc}", token, said, folder)
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(20)
            process.kill()


def test_voila_is_not_there(lab: Lab) -> None:
    for path in ("/voila/render/pages/start.ipynb", "/voila/tree", "/voila/static/main.js"):
        assert lab.status(path) == 404
    assert lab.status("/lab/tree/pages/start.ipynb") == 200


def test_the_list_of_extensions_says_so(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from jupyterlab.labapp import LabApp;"
        "from simulator.serve.lab import options_for;"
        "server = LabApp.initialize_server(argv=options_for(Path(), None, 'x', open_browser=False));"
        "print({name: e.enabled for name, e in server.extension_manager.extensions.items()})"
    )
    env = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, text=True, check=True
    )
    assert "'voila.server_extension': False" in done.stdout
    assert "'jupyterlab': True" in done.stdout


def test_a_token_is_asked_for_whatever_the_users_own_settings_say(lab: Lab) -> None:
    assert len(lab.token) >= 32
    assert lab.status("/api/contents", token=False) == 403
    assert lab.status("/api/contents") == 200


def test_it_listens_on_this_machine_only(lab: Lab) -> None:
    port = int(lab.base.rpartition(":")[2])
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as other:
        other.bind(("127.0.0.2", 0))  # this machine by another address, as a neighbour would be
        assert other.connect_ex(("127.0.0.1", port)) == 0
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as other:
        assert other.connect_ex(("127.0.0.2", port)) != 0


def test_it_says_where_the_copies_are_and_serves_only_those(lab: Lab) -> None:
    copies = lab.folder / "copies"
    assert str(copies.resolve()) in lab.said[2]
    request = urllib.request.Request(
        f"{lab.base}/api/contents", headers={"Authorization": f"token {lab.token}"}
    )
    with urllib.request.urlopen(request) as answer:
        names = {entry["name"] for entry in json.load(answer)["content"]}
    assert names == {path.name for path in copies.iterdir() if not path.name.startswith(".")}
    assert (copies / "pages" / "start.ipynb").read_bytes() == (SOURCE / "pages" / "start.ipynb").read_bytes()


# ── the copies ──


def test_what_a_student_edited_stays_and_what_nobody_touched_is_renewed(tmp_path: Path) -> None:
    assert copy_notebooks(tmp_path) == []
    edited, old = tmp_path / "pages" / "start.ipynb", tmp_path / "pages" / "play.ipynb"
    edited.write_text("{}")
    ledger = json.loads((tmp_path / ".copies.json").read_text())
    old.write_text("what we once brought")
    ledger["pages/play.ipynb"] = hashlib.sha256(old.read_bytes()).hexdigest()
    (tmp_path / ".copies.json").write_text(json.dumps(ledger))
    (tmp_path / "pages" / "debrief.ipynb").unlink()
    assert copy_notebooks(tmp_path) == ["pages/start.ipynb"]
    assert edited.read_text() == "{}"
    for name in ("play", "debrief"):
        there = (tmp_path / "pages" / f"{name}.ipynb").read_bytes()
        assert there == (SOURCE / "pages" / f"{name}.ipynb").read_bytes()


def test_what_was_only_run_and_saved_is_not_edited(tmp_path: Path) -> None:
    copy_notebooks(tmp_path)
    copy = tmp_path / "labs" / "play-log.ipynb"
    notebook = json.loads(copy.read_text("utf-8"))
    notebook["metadata"]["kernelspec"]["display_name"] = "Python 3 (ipykernel)"
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": 7}
    empty = {"cell_type": "code", "source": "", "metadata": {}, "outputs": [], "execution_count": None}
    notebook["cells"].append(empty)
    copy.write_text(json.dumps(notebook))
    assert copy_notebooks(tmp_path) == []
    assert json.loads(copy.read_text("utf-8")) == notebook, "what it showed is still there"
    notebook["cells"][1]["source"] += "\nprint(1)"
    copy.write_text(json.dumps(notebook))
    assert copy_notebooks(tmp_path) == ["labs/play-log.ipynb"]


def test_a_file_that_was_there_before_us_is_the_students(tmp_path: Path) -> None:
    mine = tmp_path / "pages" / "start.ipynb"
    mine.parent.mkdir()
    mine.write_text("mine")
    assert copy_notebooks(tmp_path) == ["pages/start.ipynb"]
    assert mine.read_text() == "mine"


@pytest.mark.parametrize("folder", [SOURCE, SOURCE / "pages", CHECKOUT / "simulator" / "ui" / "copies"])
def test_the_installation_itself_is_never_the_working_copy(folder: Path) -> None:
    with pytest.raises(WrongUse):
        copy_notebooks(folder)
    assert not (folder / ".copies.json").exists()


def test_a_folder_that_cannot_be_written_is_told_politely(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simulator.serve.lab.export_environment", lambda _database, _cases: None)
    (tmp_path / "file").write_text("")
    assert main(["lab", "--no-open", "--folder", str(tmp_path / "file" / "under")]) == 2
    assert "nu poate fi scris" in capsys.readouterr().err


def test_the_default_is_among_the_users_documents() -> None:
    assert default_folder().name == "simulator-asistenta-sociala"
    assert default_folder().parent.name


# ── whose records ──


def test_the_records_of_a_class_are_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path / 'class.db'}"
    engine = open_database(url)
    new_learner(engine)
    monkeypatch.setenv("SIMULATOR_DATABASE", "")
    monkeypatch.setenv("SIMULATOR_CASES", "")
    export_environment(url, ())
    visit, again = current({"SIMULATOR_DATABASE": url})
    again.dispose()
    assert not visit.verified
    new_learner(engine)
    engine.dispose()
    with pytest.raises(WrongUse):
        export_environment(url, ())


def test_the_kernels_are_told_the_database_and_the_cases(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("SIMULATOR_DATABASE", "SIMULATOR_CASES"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("SIMULATOR_VISIT", '{"learner": "C-ABCDEFGHJK"}')
    export_environment("sqlite:///own.db", (Path("mine"),))
    assert os.environ["SIMULATOR_DATABASE"] == f"sqlite:///{tmp_path / 'own.db'}"
    assert "SIMULATOR_VISIT" not in os.environ
    visit, engine = current()
    engine.dispose()
    assert (visit.verified, visit.cases) == (False, (tmp_path / "mine",))
