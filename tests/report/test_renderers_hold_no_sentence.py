"""A renderer says nothing of its own: no call for words, and no sentence, stands in any of them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import CHECKOUT

RENDERERS = (
    "report/reading_order.py",
    "report/text_renderer.py",
    "report/write_docx.py",
    "report/write_pdf.py",
    "report/docx_styles.py",
    "report/html_renderer.py",
    "report/document_data.py",
    "ui/render_document.py",
)
TEMPLATES = ("report/assets/paper.typ", "report/assets/document.html.j2")
SPEAKING = {"text", "count", "say", "listed", "quoted", "message", "language", "role_word", "sentence"}
# Names that a word processor or XML gives to things, and an alphabet: they are read by programs.
NAMES = re.compile(
    r"^(List (Number|Bullet)|Table Grid|Heading [1-4]?|Note |Title|Liberation \w+|ȘșȚț\S+|w:\S+|[\w.]+/\S+)$"
)
WORDS = re.compile(r"[^\W\d_]{2,}[,:;]? [^\W\d_]{2,}")
LETTERS = re.compile(r"[ăâîșțĂÂÎȘȚ]")
SIMULATOR = CHECKOUT / "simulator"


def calls(tree: ast.AST) -> Iterator[str]:
    """The names of what is called, if it is something that gives words."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in SPEAKING:
                yield name


def sentences(tree: ast.AST) -> Iterator[str]:
    """Literal strings that a reader might take for words; not docstrings, patterns, words for developers."""
    apart = {
        id(part)
        for node in ast.walk(tree)
        for part in ast.walk(node)
        if isinstance(node, ast.Raise | ast.Assert)
        or (isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "compile")
        or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in apart:
            text = node.value.strip()
            if (WORDS.search(text) or LETTERS.search(text)) and not NAMES.match(text):
                yield text


@pytest.mark.parametrize("name", RENDERERS)
def test_no_renderer_asks_for_words_or_holds_any(name: str) -> None:
    tree = ast.parse((SIMULATOR / name).read_text("utf-8"))
    assert list(calls(tree)) == []
    assert list(sentences(tree)) == []


def test_every_module_that_turns_a_document_into_something_is_looked_at() -> None:
    """Whoever imports how paper reads a tree, or answers each kind of block, is a renderer."""
    turning = {
        path.relative_to(SIMULATOR).as_posix()
        for room in ("report", "ui")
        for path in (SIMULATOR / room).rglob("*.py")
        if re.search(r"\b(linear|as_read|_WRITERS)\b", path.read_text("utf-8"))
    }
    assert turning <= set(RENDERERS)


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_holds_words(name: str) -> None:
    text = (SIMULATOR / name).read_text("utf-8")
    assert LETTERS.search(text) is None
    if name.endswith(".j2"):
        bare = re.sub(r"<style>.*?</style>|\{[%{].*?[%}]\}|<[^>]*>", " ", text, flags=re.DOTALL)
    else:
        bare = " ".join(re.findall(r"\[([^\[\]#]*)\]", re.sub(r"//.*", "", text)))
    assert WORDS.search(bare) is None


def test_what_is_looked_for_is_seen() -> None:
    tree = ast.parse(
        '"""A docstring of words."""\n'
        'raise ValueError("for developers only")\n'
        'a = ("Heading ", "List Number", "w:fldSimple", "two words", f"un număr {x}", "Înapoi")\n'
        'language.text("x"); message("y"); language.count("a", "b", 1); other.get("z")\n'
    )
    assert list(sentences(tree)) == ["two words", "Înapoi", "un număr"]
    assert list(calls(tree)) == ["text", "message", "count"]
    assert Path(SIMULATOR, RENDERERS[0]).is_file()
