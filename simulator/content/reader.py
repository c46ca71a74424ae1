"""YAML read as text-only scalars with the line of every value; hostile or broken files give problems.

`no`, `12:30` and `010` stay what was typed; anchors, aliases, tags and equal keys are refused;
size, depth and count are capped; nothing in a file is ever evaluated. Letters are read composed (NFC),
so that how an editor or a file system writes ș changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize

import yaml

from simulator.content.folders import MOST_BYTES
from simulator.errors import Message, Problem, ProblemsFound, message, problem_at

MOST_DEPTH = 24
MOST_NODES = 60_000

Value = str | list["Value"] | dict[str, "Value"]
Step = str | int
Place = tuple[Step, ...]


@dataclass(slots=True)
class YamlDocument:
    """A file's value, and the line (from 1) at which each of its parts stands."""

    path: Path
    value: Value
    lines: dict[Place, int] = field(default_factory=dict)

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest part around it that has one."""
        for end in range(len(place), -1, -1):
            line = self.lines.get(place[:end])
            if line is not None:
                return line
        return 1


# What PyYAML says most often, in words that help an author.
_SYNTAX = {
    "mapping values are not allowed in this context": "a text with a colon needs quotes, a key its own line",
    "did not find expected key": "a name with a colon was expected here",
    "could not find expected ':'": "the colon after a name is missing",
    "did not find expected '-' indicator": "a dash was expected here, as on the lines above",
    "block sequence entries are not allowed in this context": "a list cannot begin on this line",
    "did not find expected ',' or ']'": "a comma or the closing bracket is missing",
    "did not find expected ',' or '}'": "a comma or the closing brace is missing",
    "did not find expected node content": "a value was expected here",
    "did not find expected comment or line break": "nothing may follow this character on the same line",
    "found unexpected end of stream": "the quotation mark that closes a text is missing",
    "found character that cannot start any token": "no value may begin with this character",
    "found unknown escape character": "after a backslash this character means nothing",
}


class _Fault(Exception):
    def __init__(self, line: int, what: Message, todo: Message) -> None:
        self.line, self.what, self.todo = line, what, todo


def read_yaml(path: Path) -> YamlDocument:
    """Read one file. Raises `ProblemsFound` if it cannot be read, is too large, or is not plain YAML."""
    document = YamlDocument(path, "")
    builder = _Builder(document)
    try:
        builder.build(_text_of(path))
    except _Fault as fault:
        builder.problems.append(problem_at(path, fault.line, fault.what, fault.todo))
    except yaml.MarkedYAMLError as fault:
        builder.problems.append(_syntax(path, fault))
    except (yaml.YAMLError, RecursionError, ValueError) as fault:
        what = message("this is not readable YAML ({reason})", reason=type(fault).__name__)
        builder.problems.append(
            problem_at(path, 0, what, message("check the file's first lines and characters"))
        )
    if builder.problems:
        raise ProblemsFound(builder.problems)
    return document


def _text_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as fault:
        what = message("the file cannot be opened ({reason})", reason=fault.strerror)
        raise _Fault(0, what, message("check its name and its permissions")) from fault
    if len(raw) > MOST_BYTES:
        what = message("the file is larger than {most} KB", most=MOST_BYTES // 1000)
        raise _Fault(0, what, message("split it, or remove what does not belong in it"))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        raise _Fault(
            line, message("a character here is not UTF-8"), message("save the file as UTF-8")
        ) from fault


def _syntax(path: Path, fault: yaml.MarkedYAMLError) -> Problem:
    mark = fault.problem_mark or fault.context_mark
    reason = fault.problem or ""
    if reason in _SYNTAX:
        what = Message("the YAML breaks off here", inner=message(_SYNTAX[reason]))
    else:
        what = message("the YAML breaks off here: {reason}", reason=reason)
    todo = message("check indentation, quotes and colons on this line and the one above")
    return problem_at(path, mark.line + 1 if mark else 0, what, todo)


class _Builder:
    """Turns the parser's events into values without recursion, so that depth cannot crash it."""

    def __init__(self, document: YamlDocument) -> None:
        self.document = document
        self.problems: list[Problem] = []
        self.stack: list[tuple[Value, Place, list[str]]] = []
        self.nodes = 0
        self.documents = 0

    def build(self, text: str) -> None:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        for event in yaml.parse(text, Loader=loader):
            self._take(event)
        if self.documents == 0:
            raise _Fault(1, message("the file is empty"), message("start from the template of a case"))

    def _take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                what = message("a second document starts here")
                raise _Fault(line, what, message("keep one document per file and remove the line '---'"))
        elif isinstance(event, yaml.AliasEvent):
            raise _Fault(line, message("aliases (*name) are not allowed"), message("write the value out"))
        elif isinstance(event, yaml.NodeEvent):
            self._refuse_magic(event, line)
            self._open(event, line)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()

    def _refuse_magic(self, event: yaml.NodeEvent, line: int) -> None:
        if event.anchor is not None:
            raise _Fault(line, message("anchors (&name) are not allowed"), message("write the value out"))
        if getattr(event, "tag", None) not in (None, "!"):
            what = message("the tag {tag} is not allowed", tag=getattr(event, "tag", ""))
            raise _Fault(line, what, message("remove it; every value is plain text"))
        self.nodes += 1
        if self.nodes > MOST_NODES or len(self.stack) > MOST_DEPTH:
            what = message("the file has too many parts, or parts nested too deeply")
            raise _Fault(line, what, message("simplify it or split it"))

    def _open(self, event: yaml.NodeEvent, line: int) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._place(normalize("NFC", event.value), line, scalar=True)
            return
        value: Value = {} if isinstance(event, yaml.MappingStartEvent) else []
        place = self._place(value, line, scalar=False)
        self.stack.append((value, place, []))

    def _place(self, value: Value, line: int, *, scalar: bool) -> Place:
        if not self.stack:
            self.document.value = value
            self.document.lines[()] = line
            return ()
        parent, place, keys = self.stack[-1]
        if isinstance(parent, list):
            inner: Place = (*place, len(parent))
            parent.append(value)
        elif isinstance(parent, dict):
            if not keys:
                self._key(value, line, place, keys, scalar=scalar)
                return place
            key = keys.pop()
            inner = (*place, key)
            parent.setdefault(key, value)
        self.document.lines.setdefault(inner, line)
        return inner

    def _key(self, value: Value, line: int, place: Place, keys: list[str], *, scalar: bool) -> None:
        if not scalar or not isinstance(value, str):
            raise _Fault(
                line, message("a key must be a plain word"), message("write a name before the colon")
            )
        keys.append(value)
        parent = self.stack[-1][0]
        if isinstance(parent, dict) and value in parent:
            first = self.document.line((*place, value))
            what = message("the key '{key}' appears twice (first on line {first})", key=value, first=first)
            todo = message("rename one of them or join them")
            self.problems.append(problem_at(self.document.path, line, what, todo))
