"""The reference of the case format as a page, from the written models and the meaning of each field.

`python -m tools.reference` writes the pages of `docs/authors` anew; `--lang en` prints one.
"""

from __future__ import annotations

import argparse
import inspect
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from simulator.content import base, case, case_parts, walk
from simulator.content.base import Both, Listed, Written
from simulator.content.enums import LANGUAGES
from simulator.content.library import read_model
from tools.markdown import anchor, table
from tools.vocabulary import read_names, vocabulary_page

ROOTS = (case.Case, case.Overlay, walk.Walk)
FOLDER = Path(__file__).resolve().parents[1] / "docs" / "authors"
FILES = {"ro": "reference.md", "en": "reference.en.md"}
VOCABULARY = "vocabular.md"
COMMAND = "python -m tools.reference"

_NAMED = {
    "Id": base.Id,
    "Name": base.Name,
    "Prose": base.Prose,
    "Clock": base.Clock,
    "ActUse": base.ActUse,
    "Citation": base.Citation,
    "Role": base.Role,
    "Level": base.Level,
    "Percent": case_parts.Percent,
    "Minutes": case_parts.Minutes,
    "Aspect": case_parts.Aspect,
}
_PATTERNS = {
    r"^\d{4}-\d{2}-\d{2}$": "Date",
    r"^\d\d:\d\d-\d\d:\d\d$": "Hours",
    r"^[a-z0-9-]+ < [a-z0-9-]+$": "Pair",
    r"^[0-9a-f]{8}$|^new$": "Digest",
}


class Kind(Written):
    """A kind of value: what it is called, and how it is written."""

    name: Both
    about: Both


class Meaning(Written):
    """What a part of a case is, and each of its own fields by the name that authors write."""

    title: Both
    about: Both
    fields: dict[str, Both]


class Schema(Written):
    """`reference.yaml`: the words of the reference, kinds of values, the meaning of every field."""

    format: Literal["1"]
    words: dict[str, Both]
    kinds: dict[str, Kind]
    models: dict[str, Meaning]


def schema() -> Schema:
    """The meanings as written beside this module."""
    return read_model(Schema, Path(__file__).with_suffix(".yaml"))[0]


def models() -> dict[str, type[BaseModel]]:
    """Every model that an author fills in, with those that share their fields, by name."""
    found: dict[str, type[BaseModel]] = {}
    left: list[Any] = list(ROOTS)
    while left:
        kind = left.pop(0)
        if isinstance(kind, type) and issubclass(kind, Written) and kind is not Written:
            if kind.__name__ not in found:
                found[kind.__name__] = kind
                left += [*kind.__bases__, *_hints(kind).values()]
        else:
            left += get_args(kind)
    return found


def own_fields(kind: type[BaseModel]) -> dict[str, str]:
    """The fields that a model declares itself: the name authors write, and the name in code."""
    own = inspect.get_annotations(kind)
    return {info.alias or name: name for name, info in kind.model_fields.items() if name in own}


def reference(meanings: Schema, code: str) -> str:
    """The whole page in one language, as Markdown."""
    return _Page(meanings, code, models()).whole()


def pages() -> dict[Path, str]:
    """Every generated page by the file in which it stands."""
    meanings = schema()
    found = {FOLDER / name: reference(meanings, code) for code, name in FILES.items()}
    found[FOLDER / VOCABULARY] = vocabulary_page(read_names())
    return found


def _hints(kind: type[BaseModel]) -> dict[str, Any]:
    hints = get_type_hints(kind, include_extras=True)
    return {name: hints[name] for name in kind.model_fields}


class _Page:
    """One page being put together."""

    def __init__(self, meanings: Schema, code: str, found: dict[str, type[BaseModel]]) -> None:
        self.meanings, self.code, self.found = meanings, code, found

    def whole(self) -> str:
        parts = [
            f"# {self._word('title')}",
            f"{self._word('made')}\n\n```console\n$ {COMMAND}\n```",
            self._word("intro"),
            f"## {self._word('kinds')}",
            self._kinds(),
            f"## {self._word('parts')}",
            *(self._model(name) for name in self.meanings.models),
        ]
        return "\n\n".join(parts) + "\n"

    def _word(self, name: str, **values: object) -> str:
        return self._say(self.meanings.words[name]).format(**values)

    def _say(self, both: Both) -> str:
        return str(getattr(both, self.code))

    def _kinds(self) -> str:
        rows = [(self._say(k.name), self._say(k.about)) for k in self.meanings.kinds.values()]
        return table((self._word("kind"), self._word("meaning")), rows)

    def _model(self, name: str) -> str:
        meaning, kind = self.meanings.models[name], self.found[name]
        own = own_fields(kind)
        parts = [f"### {self._say(meaning.title)}", self._say(meaning.about)]
        above = [self._link(b.__name__) for b in kind.__bases__ if b.__name__ in self.meanings.models]
        if above:
            listed = f" {self._word('and')} ".join(above)
            parts.append(f"{self._word('also')} {listed}.")
        heads = tuple(self._word(w) for w in ("field", "kind", "default", "meaning"))
        hints = _hints(kind)
        rows = [
            self._row(shown, kind.model_fields[own[shown]], hints[own[shown]], self._say(words))
            for shown, words in meaning.fields.items()
        ]
        return "\n\n".join([*parts, table(heads, rows)])

    def _row(self, shown: str, info: FieldInfo, hint: Any, meaning: str) -> tuple[str, ...]:
        return (f"`{shown}`", self._kind(hint), self._default(info), meaning)

    def _kind(self, hint: Any) -> str:
        """What a value is and its limits, in plain words."""
        named = _name_of(hint)
        if named:
            return self._say(self.meanings.kinds[named].name)
        origin, arguments = get_origin(hint), get_args(hint)
        if origin is Annotated:
            return self._bounded(arguments[0], arguments[1:])
        if origin in (Union, UnionType):
            parts = sorted((part for part in arguments if part is not NoneType), key=_is_listed)
            return self._joined([self._kind(part) for part in parts])
        if origin is Literal:
            return self._word("choice", values=", ".join(f"`{value}`" for value in arguments))
        if origin is list:
            return self._word("list", inner=self._kind(arguments[0]))
        if origin is dict:
            return self._word("table", key=self._kind(arguments[0]), inner=self._kind(arguments[1]))
        if hint in (int, str):
            return self._word("number" if hint is int else "plain")
        return self._link(hint.__name__)

    def _bounded(self, hint: Any, marks: tuple[Any, ...]) -> str:
        """A value with bounds: of its size if it has parts, else of the number itself."""
        if Listed in marks:
            most = _bound(marks, "max_length")
            listed = self._word("listed", inner=self._kind(get_args(hint)[0]))
            return f"{listed}; {self._word('most', high=most)}" if most else listed
        low, high = _bound(marks, "ge"), _bound(marks, "le")
        if low is not None:
            return f"{self._kind(hint)}, {self._word('between', low=low, high=high)}"
        low, high = _bound(marks, "min_length"), _bound(marks, "max_length")
        low = 1 if base.Filled in marks else low
        if low is None and high is None:
            return self._kind(hint)
        if hint is str:
            return f"{self._kind(hint)}, {self._word('signs', high=high)}"
        word = "fewest" if high is None else "most" if low is None else "count"
        return f"{self._kind(hint)}; {self._word(word, low=low, high=high)}"

    def _default(self, info: FieldInfo) -> str:
        if info.is_required():
            return self._word("required")
        return f"`{info.default}`" if info.default not in (None, [], {}) else self._word("nothing")

    def _link(self, name: str) -> str:
        title = self._say(self.meanings.models[name].title)
        return f"[{title}](#{anchor(title)})"

    def _joined(self, parts: list[str]) -> str:
        return f" {self._word('or')} ".join([", ".join(parts[:-1]), parts[-1]] if parts[1:] else parts)


def _name_of(hint: Any) -> str:
    """The kind that a type is, if it is one of those with a name."""
    for name, named in _NAMED.items():
        if hint == named:
            return name
    return _PATTERNS[pattern] if (pattern := _bound(get_args(hint)[1:], "pattern")) else ""


def _bound(marks: Iterable[Any], name: str) -> Any:
    """A limit among the marks of a type."""
    for mark in marks:
        found = getattr(mark, name, None)
        if found is None and isinstance(mark, FieldInfo):
            found = _bound(mark.metadata, name)
        if found is not None:
            return found
    return None


def _is_listed(hint: Any) -> bool:
    return Listed in get_args(hint)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pages into `docs/authors` of the checkout, or print the one that is asked for."""
    parser = argparse.ArgumentParser(prog=COMMAND, description=__doc__)
    parser.add_argument("--lang", choices=LANGUAGES, help="print the page in this language; write nothing")
    asked = parser.parse_args(arguments).lang
    if asked:
        print(reference(schema(), asked), end="")
        return 0
    if not FOLDER.is_dir():
        parser.error("the pages are written only inside a checkout; --lang prints one anywhere")
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8", newline="\n")
        print(path)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
