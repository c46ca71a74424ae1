"""The Romanian catalogue: `python -m tools.catalogue` finds every sentence in the code and compiles it.

Sentences without Romanian are listed and left empty in `simulator.po`; fill them in and run it again.
"""

from __future__ import annotations

import argparse
import ast
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "simulator" / "locale" / "ro" / "LC_MESSAGES"
PO, MO = FOLDER / "simulator.po", FOLDER / "simulator.mo"
STAMP = datetime(2026, 11, 21, tzinfo=UTC)

# What argparse says in one version of Python or another, beside what the running one holds.
ARGPARSE = (
    "usage: ",
    "options",
    "positional arguments",
    "show this help message and exit",
    "%(prog)s: error: %(message)s\n",
    "%(prog)s: warning: %(message)s\n",
    "the following arguments are required: %s",
    "one of the arguments %s is required",
    "unrecognized arguments: %s",
    "not allowed with argument %s",
    "expected one argument",
    "invalid %(type)s value: %(value)r",
    "invalid choice: %(value)r (choose from %(choices)s)",
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)",
    "ambiguous option: %(option)s could match %(matches)s",
    "ignored explicit argument %r",
)
LEFT_OUT = (  # said to programmers, not to people at the prompt
    ".__call__() not defined",
    "'required' is an invalid argument for positionals",
    "mutually exclusive arguments must be optional",
    "%r is not callable",
    "cannot merge actions - two groups are named %r",
    "invalid option string %(option)r: must start with a character %(prefix_chars)r",
    "dest= is required for options like %r",
    "invalid conflict_resolution value: %r",
    "cannot have multiple subparser arguments",
    "conflicting option string: %s",
    "conflicting subparser: %s",
    "conflicting subparser alias: %s",
    'argument "-" with mode %r',
)


@dataclass(frozen=True)
class Sentence:
    """A sentence as it stands in the code, its plural if it counts, and where."""

    one: str
    many: str
    where: str


def sentences() -> list[Sentence]:
    """Every sentence of the product, in the order of files and lines; each once."""
    found: dict[str, Sentence] = {}
    for path in sorted((ROOT / "simulator").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        for sentence in _in_tree(ast.parse(path.read_text("utf-8")), name):
            found.setdefault(sentence.one, sentence)
    for sentence in argparse_sentences():
        found.setdefault(sentence.one, sentence)
    return list(found.values())


def _in_tree(tree: ast.Module, name: str) -> Iterator[Sentence]:
    tables = dict(_tables(tree))
    foreign = any(
        isinstance(node, ast.ImportFrom) and any(alias.name == "text" for alias in node.names)
        for node in ast.walk(tree)
    )
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        called, where = _called(call), f"{name}:{call.lineno}"
        if called == "count" and len(call.args) >= 3:
            one, many = (_words(argument, tables) for argument in call.args[:2])
            yield from (Sentence(o, m, where) for o, m in zip(one, many, strict=True))
        elif called in ("message", "Message") or (called == "text" and len(call.args) == 1 and not foreign):
            yield from (
                Sentence(word, "", where) for first in call.args[:1] for word in _words(first, tables)
            )
        elif called == "unknown" and len(call.args) >= 3:
            yield from (Sentence(word, "", where) for word in _words(call.args[-2], tables))


def _called(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _tables(tree: ast.Module) -> Iterator[tuple[str, list[str]]]:
    """Tables of words by the name they are assigned to."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
            words = [v.value for v in node.value.values if isinstance(v, ast.Constant)]
            for target in node.targets:
                if isinstance(target, ast.Name):
                    yield target.id, [word for word in words if isinstance(word, str) and word]


def _words(argument: ast.expr, tables: dict[str, list[str]]) -> list[str]:
    """The sentences that an argument can be: a constant, one of two, or a row of a table."""
    if isinstance(argument, ast.Constant):
        return [argument.value] if isinstance(argument.value, str) and argument.value else []
    if isinstance(argument, ast.IfExp):
        return [*_words(argument.body, tables), *_words(argument.orelse, tables)]
    if isinstance(argument, ast.Subscript) and isinstance(argument.value, ast.Name):
        return tables.get(argument.value.id, [])
    return []


def argparse_sentences() -> Iterator[Sentence]:
    """What the running argparse can say, and what other versions say in our commands."""
    tree = ast.parse(Path(argparse.__file__).read_text("utf-8"))
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and _called(call) in ("_", "ngettext"):
            given = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            if given and given[0] not in LEFT_OUT:
                yield Sentence(given[0], given[1] if len(given) > 1 else "", "argparse")
    yield from (Sentence(one, "", "argparse") for one in ARGPARSE)


def kept() -> Catalog:
    """The catalogue as it stands in the file."""
    with PO.open("rb") as file:
        return read_po(file, locale="ro")


def renewed(old: Catalog) -> Catalog:
    """The catalogue of the sentences in the code, with the Romanian that is already there."""
    new = Catalog(
        locale="ro",
        header_comment="# Romanian of the simulator. Written anew by: python -m tools.catalogue",
        project="simulator",
        version="1",
        msgid_bugs_address="-",
        last_translator="-",
        language_team="ro",
        creation_date=STAMP,
        revision_date=STAMP,
        fuzzy=False,
    )
    for sentence in sentences():
        there = old.get(sentence.one)
        words = there.string if there is not None else ""
        msgid = (sentence.one, sentence.many) if sentence.many else sentence.one
        if bool(sentence.many) != isinstance(words, tuple):
            words = ("", "", "") if sentence.many else ""
        new.add(msgid, words, locations=[(sentence.where.split(":")[0], None)])  # type: ignore[list-item]
    return new


def compiled(catalogue: Catalog) -> bytes:
    """The bytes of the compiled catalogue."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """Sentences without Romanian."""
    empty = []
    for entry in catalogue:
        strings = entry.string if isinstance(entry.string, tuple | list) else (entry.string,)
        if entry.id and not all(strings):
            empty.append(entry.id if isinstance(entry.id, str) else entry.id[0])
    return empty


def main() -> int:
    """Renew and compile the catalogue; 1 if a sentence has no Romanian."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    catalogue = renewed(kept() if PO.exists() else Catalog(locale="ro"))
    with PO.open("wb") as file:
        write_po(file, catalogue, width=110, sort_output=False, omit_header=False)
    MO.write_bytes(compiled(catalogue))
    missing = untranslated(catalogue)
    print(f"{len(catalogue)} sentences, {len(missing)} without Romanian")
    for sentence in missing:
        print(f"  {sentence!r}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
