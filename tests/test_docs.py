"""The documents are true: links lead somewhere, command lines parse and run, pages are as generated."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from simulator.cli.main import _parser, main
from simulator.content.folders import case_folders
from simulator.language import language
from simulator.serve.settings import settings_from
from tests.support import CHECKOUT
from tools.markdown import anchor
from tools.reference import pages

AUTHORS = CHECKOUT / "docs" / "authors"
TUTORIAL = AUTHORS / "primul-caz.md"
TEXT = {".md", ".py", ".yaml", ".yml", ".toml", ".txt", ".po", ".cfg", ".json", ".js", ".css", ".html", ""}
UNTRACKED = {".git", "__pycache__", "dist", "build", "node_modules"}
PROMPT = r"(?:simulator|python3 start\.py) "
SPAN = re.compile(rf"`{PROMPT}((?!test\b)[a-z][^`]*)`")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
CEDILLAS = "\u015e\u015f\u0162\u0163"
NAMES_THEM = "tests/test_language.py"  # it looks for them too
CHEAP = {"cases", "replay", "coverage", "cohort", "map", "script"}


@cache
def tracked() -> tuple[Path, ...]:
    """The files of the project: what git holds, or, in a copy without it, what lies there."""
    try:
        command = ["git", "-C", str(CHECKOUT), "ls-files", "-z"]
        out = subprocess.run(command, capture_output=True, check=True).stdout.decode()
        found = [CHECKOUT / name for name in out.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        found = [p for p in CHECKOUT.rglob("*") if not UNTRACKED & set(p.parts) and p.is_file()]
    return tuple(path for path in found if path.is_file())


def markdown() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".md"]


def documents() -> list[Path]:
    """The pages whose command lines people copy."""
    return [path for path in markdown() if "tests" not in path.relative_to(CHECKOUT).parts]


def name_of(path: Path) -> str:
    return str(path.relative_to(CHECKOUT))


def blocks(path: Path, kinds: tuple[str, ...]) -> list[str]:
    return [body for kind, body in FENCE.findall(path.read_text("utf-8")) if kind in kinds]


def commands(path: Path) -> Iterator[list[str]]:
    """Every `simulator …` and `python3 start.py …` in a page's code blocks, as a shell would pass it."""
    for block in blocks(path, ("", "console", "sh", "bash", "shell")):
        for line in block.replace("\\\n", " ").splitlines():
            for part in re.split(r"&&|\|", line.strip().removeprefix("$ ")):
                command = re.match(rf"{PROMPT}((?!test\b)[a-z-].*)", part.strip())
                if command:
                    words = shlex.split(command[1], comments=True)
                    yield words[: words.index(">") if ">" in words else len(words)]


def all_commands() -> list[tuple[str, list[str]]]:
    return [(name_of(path), words) for path in documents() for words in commands(path)]


def anchors(path: Path) -> set[str]:
    text = FENCE.sub("", path.read_text("utf-8"))
    return {anchor(line.lstrip("#")) for line in text.splitlines() if line.startswith("#")}


@pytest.mark.parametrize("path", markdown(), ids=name_of)
def test_links_lead_somewhere(path: Path) -> None:
    for link in LINK.findall(FENCE.sub("", path.read_text("utf-8"))):
        if link.startswith(("http://", "https://", "mailto:")):
            continue
        file, _, heading = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        assert target.exists(), link
        assert not heading or target.suffix != ".md" or heading in anchors(target), link


FILE = re.compile(r"`((?:[\w.-]+/)*[\w.-]+\.(?:py|yaml|md|po|ipynb|toml|json|js|css|j2|typ)|(?:[\w.-]+/)+)`")
MADE_UP = re.compile(r"NAME|NNNN|\bmine\b")


@pytest.mark.parametrize(
    "path", [p for p in markdown() if "developers" in p.parts or p.name == "CONTRIBUTING.md"], ids=name_of
)
def test_files_that_developers_are_sent_to_are_there(path: Path) -> None:
    """A stranger finds the right file by the recipes and the tables; in Markdown, `NAME` stands for any."""
    files = [f"/{name_of(file)}" for file in tracked()]
    for name in FILE.findall(path.read_text("utf-8")):
        if not MADE_UP.search(name):
            there = any(
                file.endswith(f"/{name}") or (name[-1] == "/" and f"/{name}" in file) for file in files
            )
            assert there, name


def test_each_decision_has_a_number_of_its_own() -> None:
    pages = (CHECKOUT / "docs" / "developers" / "decisions").glob("*.md")
    numbers = [page.name[:4] for page in pages]
    assert sorted(numbers) == sorted(set(numbers))


@pytest.mark.parametrize(("page", "words"), all_commands(), ids=lambda value: str(value)[:70])
def test_command_lines_parse(page: str, words: list[str]) -> None:
    assert _parser(language("ro")).parse_args(words).module


@pytest.mark.parametrize("path", documents(), ids=name_of)
def test_commands_named_in_a_sentence_are_there(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for span in SPAN.findall(FENCE.sub("", path.read_text("utf-8"))):
        words = shlex.split(span)
        try:
            _parser(language("ro")).parse_args(words)
        except SystemExit:
            assert not any(word.startswith("--") for word in words), span
            with pytest.raises(SystemExit) as shown:
                _parser(language("ro")).parse_args([*words, "--help"])
            assert shown.value.code == 0, span


def is_cheap(words: list[str]) -> bool:
    own = "--cases" in words or any("DOSAR" in word or "DIR" in word for word in words)
    kind = words[-1] if len(words) < 2 else words[words[0] == "case"]
    named = kind in ("cases", "coverage") or any(word in case_folders() for word in words)
    return kind in CHEAP and named and not own


def cheap() -> list[list[str]]:
    """Commands of code blocks and of sentences that need nothing but our own cases."""
    spans = [shlex.split(s) for path in documents() for s in SPAN.findall(path.read_text("utf-8"))]
    found = [words for words in (*(words for _, words in all_commands()), *spans) if is_cheap(words)]
    return [list(words) for words in dict.fromkeys(map(tuple, found))]


@pytest.mark.parametrize("words", cheap(), ids=" ".join)
def test_cheap_command_lines_run(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(words) == 0


@pytest.mark.parametrize("path", documents(), ids=name_of)
def test_settings_for_a_class_are_taken_as_they_stand(path: Path, tmp_path: Path) -> None:
    for block in blocks(path, ("toml",)):
        file = tmp_path / "class.toml"
        file.write_text(block, "utf-8")
        assert settings_from(file, {}).class_code


def test_the_pages_have_command_lines_to_try() -> None:
    assert len(all_commands()) > 20
    assert len(cheap()) > 5


def test_no_cedilla_stands_for_a_comma() -> None:
    found = [
        f"{name_of(path)}:{number}"
        for path in tracked()
        if path.suffix in TEXT and name_of(path) != NAMES_THEM
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1)
        if any(sign in line for sign in CEDILLAS)
    ]
    assert found == []


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.name)
def test_generated_pages_are_current(path: Path) -> None:
    """If this fails, run `python -m tools.reference`."""
    assert path.read_text("utf-8") == pages()[path]


# ── „Primul meu caz”, built from its own pieces ──


def pieces() -> Iterator[tuple[str, str]]:
    """The files that the page gives, in order: name and text; a piece may say before what it stands."""
    for block in blocks(TUTORIAL, ("yaml",)):
        yield block.partition("\n")[0].removeprefix("# "), block


def written(folder: Path, *, mended: bool) -> None:
    """Write the page's case into a folder, before or after what the page mends in it."""
    files: dict[str, str] = {}
    for name, body in pieces():
        file, _, where = name.partition(", ")
        if where.startswith("înainte de"):
            if mended:
                line = next(
                    x for x in files[file].splitlines() if x.strip() == where.split("„")[1].rstrip("”")
                )
                files[file] = files[file].replace(line, body + line, 1)
        else:
            files[file] = files.get(file, "") + body
    for file, text in files.items():
        if file != "text.en.yaml":
            (folder / file).write_text(text, "utf-8")
    if mended:
        naive = folder / "walks" / "naive-technician.yaml"
        naive.write_text(naive.read_text("utf-8").replace("ending: t-together", "ending: t-late"), "utf-8")


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = main(words)
    return code, capsys.readouterr().out


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """The folder of a new author, as the page starts it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(os.environ, "SIMULATOR_LANG", "ro")
    Path("cazurile-mele").mkdir()
    code, out = said(capsys, "case", "new", "usa-inchisa", "--in", "cazurile-mele")
    assert code == 0
    assert out in TUTORIAL.read_text("utf-8")
    folder = Path("cazurile-mele", "usa-inchisa")
    for path in (folder / "text.en.yaml", *(folder / "walks").iterdir()):
        path.unlink()
    return folder


def problems(out: str) -> list[str]:
    return [line for line in out.splitlines() if re.match(r"\S+\.yaml", line)]


def test_the_first_case_meets_the_problems_that_the_page_shows(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(own, mended=False)
    code, out = said(capsys, "check", str(own))
    assert code == 1
    shown = TUTORIAL.read_text("utf-8")
    assert len(problems(out)) == 3
    for line in problems(out):
        assert re.sub(r"\d+ %", "", line) in re.sub(r"\d+ %", "", shown)


def test_the_first_case_comes_out_well(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(own, mended=True)
    beside = ("usa-inchisa", "--cases", "cazurile-mele")
    english = own / "text.en.yaml"
    code, out = said(capsys, "case", "translate", *beside, "--output", str(english))
    assert code == 0
    assert out in TUTORIAL.read_text("utf-8")
    begun = next(body for name, body in pieces() if name == "text.en.yaml").partition("\n")[2]
    assert english.read_text("utf-8").startswith(begun)
    english.write_text(english.read_text("utf-8").replace("TODO: ", "English: "), "utf-8")
    for words in (("case", "translate"), ("case", "translate")):
        code, out = said(capsys, *words, *beside)
        assert code == 0
        assert out in TUTORIAL.read_text("utf-8")
    code, out = said(capsys, "check", str(own))
    assert (code, problems(out)) == (0, [])
    for line in commands(TUTORIAL):
        if line[0] == "replay" or line[1] in ("script", "map"):
            assert main(line) == 0
