"""The examples of `docs/python.md`: `python -m tools.examples` runs them and writes what they show anew."""

from __future__ import annotations

import contextlib
import doctest
import io
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "python.md"
FENCE = re.compile(r"```python\n(.*?)```", re.DOTALL)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def examples(text: str) -> Iterator[list[doctest.Example]]:
    """The examples of each block of a page."""
    parser = doctest.DocTestParser()
    for block in FENCE.findall(text):
        yield parser.get_examples(block)


def renewed(text: str) -> str:
    """The page with what its examples show now; they share their names and a folder of their own."""
    names: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        parser = doctest.DocTestParser()

        def block(match: re.Match[str]) -> str:
            shown = [_shown(example, names) for example in parser.get_examples(match[1])]
            return f"```python\n{''.join(shown)}```"

        return FENCE.sub(block, text)


def _shown(example: doctest.Example, names: dict[str, object]) -> str:
    first, *rest = example.source.rstrip("\n").split("\n")
    lines = [f">>> {first}", *(f"... {line}".rstrip() for line in rest)]
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        try:
            exec(compile(example.source, "<example>", "single"), names)
        except Exception as fault:
            print("Traceback (most recent call last):\n    ...")
            print(f"{type(fault).__module__}.{type(fault).__qualname__}: {fault}")
    shown = out.getvalue().rstrip("\n")
    return "\n".join([*lines, *([shown] if shown else []), ""])


def main() -> int:
    """Write the page anew."""
    PAGE.write_text(renewed(PAGE.read_text("utf-8")), encoding="utf-8", newline="\n")
    print(PAGE)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
