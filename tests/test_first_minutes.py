"""The README's two commands, as somebody gives them who has nothing but Python."""

from __future__ import annotations

import ast
import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Generator
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from string import Formatter
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

import start
from tests.support import CHECKOUT
from tests.test_docs import blocks, tracked

Installations = tuple[list[list[str]], list[tuple[int, str]]]
LONGEST = 1200  # seconds until an installation is given up
PORT = 8866


def readme_commands() -> list[str]:
    """The two commands of the README: what stands in its blocks without a language."""
    return [block.strip() for block in blocks(CHECKOUT / "README.md", ("",))]


def test_the_readme_has_two_commands_of_one_line() -> None:
    assert [shlex.split(line)[1:] for line in readme_commands()] == [
        ["start.py", "serve"],
        ["start.py", "test"],
    ]
    assert {shlex.split(line)[0] for line in readme_commands()} == {"python3"}


def test_ci_gives_exactly_the_second() -> None:
    assert readme_commands()[1] in (CHECKOUT / ".ci" / "run").read_text("utf-8").splitlines()


@dataclass(frozen=True)
class Newcomer:
    """Somebody with a copy of the project in a folder of any name, a home, and the system's own Python."""

    project: Path
    home: Path

    def environment(self, **more: str) -> dict[str, str]:
        """What a fresh terminal has, and what this machine needs to reach the packages."""
        passed = {k: v for k, v in os.environ.items() if k.startswith(("PIP_", "SSL_", "HTTP", "http"))}
        own = {"PATH": "/usr/bin:/bin", "HOME": str(self.home), "LANG": "C.UTF-8", "BROWSER": "true"}
        return {**passed, **own, **more}

    def words(self, line: str) -> list[str]:
        """A command as the shell would find it."""
        program, *rest = shlex.split(line)
        where = shutil.which(program, path=self.environment()["PATH"])
        return [where or program, *rest]

    def give(self, line: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Give a command and wait until it ends."""
        return subprocess.run(
            self.words(line),
            cwd=self.project,
            env=self.environment(**more),
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
        )


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory: pytest.TempPathFactory) -> Newcomer:
    folder = tmp_path_factory.mktemp("first")
    project, home = folder / "100% social, ș #1?", folder / "a%20b"
    home.mkdir()
    for path in tracked():
        if "node_modules" not in path.parts:
            target = project / path.relative_to(CHECKOUT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    person = Newcomer(project, home)
    version = person.give("python3 -c 'import sys; print(sys.version_info >= (3, 11))'").stdout
    if version.strip() != "True":
        pytest.skip("the system has no Python 3.11 of its own")
    return person


def test_without_ensurepip_one_sentence_names_the_package(newcomer: Newcomer, tmp_path: Path) -> None:
    (tmp_path / "ensurepip.py").write_text("raise ImportError('not here')\n")
    given = newcomer.give(readme_commands()[0], PYTHONPATH=str(tmp_path))
    assert (given.returncode, given.stdout) == (1, "")
    assert re.fullmatch(r"start\.py: .*apt install python3\.\d+-venv.*\n", given.stderr)
    assert not (newcomer.project / ".venv").exists()


def free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


@pytest.fixture(scope="module")
def started(newcomer: Newcomer) -> Generator[tuple[list[str], str]]:
    """What the first command says until the simulator runs, and its address."""
    line = readme_commands()[0] + ("" if free(PORT) else " --port 8899")
    process = subprocess.Popen(
        newcomer.words(line),
        cwd=newcomer.project,
        env=newcomer.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stderr
    end = threading.Timer(LONGEST, process.kill)
    end.start()
    lines: list[str] = []
    try:
        for line in process.stdout:
            lines.append(line.rstrip())
            if re.match(r" +http://127\.0\.0\.1:\d+/", line):
                break
        else:
            fault = process.stderr.read()
            if "internet" in fault:
                pytest.skip("no packages can be downloaded here")
            pytest.fail("\n".join([*lines, fault]))
        yield lines, lines[-1].strip()
    finally:
        end.cancel()
        process.send_signal(signal.SIGINT)
        try:
            process.wait(60)
        finally:
            process.kill()
            process.stdout.close()
            process.stderr.close()


def test_the_first_leads_to_the_start_page(started: tuple[list[str], str], newcomer: Newcomer) -> None:
    lines, address = started
    with build_opener(HTTPCookieProcessor(CookieJar())).open(address, timeout=120) as answer:
        page = answer.read().decode()
    scene = re.search(r'id="visit">(.*?)</script>', page, re.DOTALL)
    assert scene
    assert "Mâneca trasă peste palmă" in json.dumps(json.loads(scene[1])["view"], ensure_ascii=False)
    steps = [line for line in lines if re.match(r"\d\. ", line)]
    assert [step[0] for step in steps] == ["1", "2", "3"]
    assert str(newcomer.project / ".venv") in steps[0]
    assert list(newcomer.home.parent.glob("**/simulator.db")) == list(newcomer.home.glob("**/simulator.db"))


@pytest.mark.parametrize("command", ["data list --why test", "data audit --why test --lang en", "cases"])
def test_afterwards_any_command_starts_at_once(
    started: tuple[list[str], str], newcomer: Newcomer, command: str
) -> None:
    given = newcomer.give(f"python3 start.py {command}")
    assert (given.returncode, given.stderr) == (0, "")
    assert "1. " not in given.stdout
    assert given.stdout


# ── What it says and does, one thing after the other ──


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of two files, whose environment is made by nobody and whose pip obeys `results`."""
    monkeypatch.delenv("SIMULATOR_VENV", raising=False)
    monkeypatch.setattr(start, "ROOT", tmp_path)
    (tmp_path / "pyproject.toml").write_text("[project]")
    (tmp_path / "constraints.txt").write_text("a==1")
    return tmp_path


@pytest.fixture
def pip(monkeypatch: pytest.MonkeyPatch, project: Path) -> Installations:
    """The installations that were asked for, and how the next ones end."""
    calls: list[list[str]] = []
    results: list[tuple[int, str]] = []

    def watch(command: list[str], log: Path, english: bool) -> int:
        calls.append(command)
        code, words = results.pop(0) if results else (0, "")
        log.write_text(words)
        return code

    def make(folder: Path, english: bool) -> None:
        folder.mkdir(exist_ok=True)

    monkeypatch.setattr(start, "make", make)
    monkeypatch.setattr(start, "watch", watch)
    monkeypatch.setattr(start, "version_of", lambda python: "3.11" if python.parents[1].exists() else "")
    return calls, results


def test_an_installation_that_broke_off_is_mended_and_one_that_is_there_is_used(
    pip: Installations, project: Path
) -> None:
    calls, results = pip
    results.append((1, "ERROR: No space left on device"))
    with pytest.raises(start.Stop, match="No space left"):
        start.ready("", False)
    for _ in range(3):
        start.ready("", False)
    assert len(calls) == 2
    assert calls[1][-4:] == ["-e", ".", "-c", "constraints.txt"]


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_what_the_project_asks_for_anew_is_installed(pip: Installations, project: Path, name: str) -> None:
    start.ready("", False)
    (project / name).write_text("something else")
    start.ready("", False)
    assert len(pip[0]) == 2


def test_a_folder_that_was_moved_or_another_python_is_installed_anew(
    pip: Installations, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start.ready("", False)
    monkeypatch.setattr(start, "version_of", lambda python: "3.12")
    start.ready("", False)
    other = project / "moved"
    other.mkdir()
    shutil.copytree(project / ".venv", other / ".venv")
    for name in ("pyproject.toml", "constraints.txt"):
        shutil.copyfile(project / name, other / name)
    monkeypatch.setattr(start, "ROOT", other)
    start.ready("", False)
    assert len(pip[0]) == 3


def test_who_can_test_can_play_but_not_the_other_way_round(
    pip: Installations,
) -> None:
    start.ready("", False)
    start.ready("test", False)
    start.ready("", False)
    assert [call[-3] for call in pip[0]] == [".", ".[test]"]


def test_an_environment_of_the_tests_alone_plays_too(pip: Installations) -> None:
    start.ready("test", False)
    start.ready("", False)
    assert len(pip[0]) == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            "WARNING: Retrying after '[Errno -3] Temporary failure in name resolution'\nERROR: none",
            "internet",
        ),
        ("NewConnectionError: Failed to establish a new connection", "internet"),
        ("Collecting x\nERROR: No matching x>=9\nand\nso\non\nand\nso\non", "ERROR: No matching x>=9"),
        ("a\nb\nc\nd\ne\nat the very end", "at the very end"),
    ],
)
def test_why_an_installation_failed_is_said_in_a_few_lines(
    pip: Installations, words: str, sentence: str
) -> None:
    pip[1].append((1, words))
    with pytest.raises(start.Stop) as end:
        start.ready("", False)
    assert sentence in str(end.value)
    assert "install.log" in str(end.value)
    assert len(str(end.value).splitlines()) <= 5


def stopped(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What is said, in one sentence, when there is nothing to start."""
    assert start.main(list(words)) == 1
    fault = capsys.readouterr().err
    assert fault.count("\n") == 1
    return fault


@pytest.fixture(autouse=True)
def nothing_is_run(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What would be run: whatever goes wrong, this process becomes no other program."""
    programs: list[list[str]] = []

    def run(python: Path, words: list[str]) -> int:
        programs.append(words)
        return 0

    monkeypatch.setattr(start, "run", run)
    return programs


@pytest.mark.usefixtures("pip")
def test_a_python_that_is_too_old_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 6, "final", 0))
    assert "3.9" in stopped(capsys, "serve")
    assert "or newer" in stopped(capsys, "serve", "--lang", "en")


def test_a_file_or_folder_of_somebody_elses_is_left_alone(
    capsys: pytest.CaptureFixture[str], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / ".venv").mkdir()
    monkeypatch.setattr(start, "install", lambda *_: None)
    (project / ".venv" / "letter.txt").write_text("Stimată doamnă")
    assert ".venv" in stopped(capsys, "serve")
    assert (project / ".venv" / "letter.txt").exists()


def test_a_folder_that_no_environment_can_have_is_named(
    capsys: pytest.CaptureFixture[str], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "ROOT", project / f"a{os.pathsep}b")
    monkeypatch.setattr(start, "install", lambda *_: None)
    assert f"a{os.pathsep}b" in stopped(capsys, "serve")


@pytest.mark.parametrize(
    ("words", "variables", "english"),
    [
        (["serve"], {}, False),
        (["serve"], {"LANG": "en_US.UTF-8"}, True),
        (["serve"], {"LANG": "C.UTF-8"}, False),
        (["serve"], {"LANG": "en_US.UTF-8", "LC_ALL": "ro_RO.UTF-8"}, False),
        (["serve"], {"LANG": "en_US.UTF-8", "SIMULATOR_LANG": "ro"}, False),
        (["serve", "--lang", "en"], {}, True),
        (["--lang=en", "serve"], {}, True),
        (["serve", "--lang", "ro"], {"LANG": "en_US.UTF-8"}, False),
        (["serve", "--lang"], {}, False),
    ],
)
def test_it_speaks_the_language_that_is_asked_for(
    words: list[str], variables: dict[str, str], english: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SIMULATOR_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert start.speaks_english(words) is english


@pytest.mark.parametrize("name", sorted(start.SENTENCES))
def test_both_languages_say_the_same(name: str) -> None:
    fields = [
        {field for _, field, _, _ in Formatter().parse(text) if field} for text in start.SENTENCES[name]
    ]
    assert fields[0] == fields[1]


def test_pip_is_followed_by_its_own_words() -> None:
    progress = start.Progress()
    for line in (
        "Collecting numpy>=2.0",
        "  Downloading numpy-2.3.0-cp311.whl (16.5 MB)",
        "Collecting six",
        "  Downloading six-1.17.0.whl (11 kB)",
    ):
        progress.read(line)
    assert [int(number) for number in re.findall(r"\d+", progress.sentence(12.3, False))] == [12, 2, 17]
    progress.read("Installing collected packages: six, numpy")
    assert "disc" in progress.sentence(40, False)


def test_there_is_a_sign_of_life_while_pip_says_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "PATIENCE", 0.1)
    log = tmp_path / "log"
    code = "import time; print('Collecting six', flush=True); time.sleep(2.5); raise SystemExit(3)"
    assert start.watch([sys.executable, "-c", code], log, True) == 3
    assert capsys.readouterr().out.count("packages 1") >= 2
    assert log.read_bytes().split() == [b"Collecting", b"six"]


def test_a_python_that_is_too_old_can_read_it() -> None:
    ast.parse((CHECKOUT / "start.py").read_text("utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize(
    ("words", "program"),
    [
        ([], ["-P", "-m", "simulator.cli.main", "serve"]),
        (["cases", "--json"], ["-P", "-m", "simulator.cli.main", "cases", "--json"]),
        (["test", "tests/cli", "-x"], ["-m", "pytest", *start.SIDE_BY_SIDE, "tests/cli", "-x"]),
    ],
)
@pytest.mark.usefixtures("pip")
def test_what_stands_after_it_is_passed_on(
    words: list[str], program: list[str], nothing_is_run: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path.cwd())
    assert start.main(words) == 0
    assert nothing_is_run == [program]
