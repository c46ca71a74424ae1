"""`docs/python.md` and `help(simulator)` are true: every example shows what it says, every name is told."""

from __future__ import annotations

import doctest
import pydoc
from pathlib import Path

import pytest

import simulator
from tools.examples import FLAGS, PAGE, examples, renewed

TEXT = PAGE.read_text("utf-8")
HELP = simulator.__doc__ or ""


def test_every_example_shows_what_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If this fails, run `python -m tools.examples` and read the difference."""
    monkeypatch.chdir(tmp_path)
    blocks = list(examples(TEXT))
    test = doctest.DocTest(
        [one for block in blocks for one in block], {}, "docs/python.md", str(PAGE), 0, TEXT
    )
    told: list[str] = []
    result = doctest.DocTestRunner(optionflags=FLAGS).run(test, out=told.append)
    assert result.attempted > 30
    assert result.failed == 0, "".join(told)


def test_a_wrong_example_would_be_noticed() -> None:
    page = "```python\n>>> 1 + 1\n3\n>>> {}['a']\n```\n"
    assert renewed(page) == (
        "```python\n>>> 1 + 1\n2\n>>> {}['a']\nTraceback (most recent call last):\n    ...\n"
        "builtins.KeyError: 'a'\n```\n"
    )


def test_each_task_takes_at_most_five_lines() -> None:
    for block in examples(TEXT):
        lines = "".join(example.source for example in block).splitlines()
        assert len(lines) <= 5, lines


def test_help_gives_every_public_name_a_line() -> None:
    for name in simulator.__all__:
        assert f"\n    {name} " in HELP, name
        if name[0].islower():
            assert f"{name}(" in TEXT, name


@pytest.mark.parametrize("name", simulator.__all__)
def test_help_of_a_name_says_what_it_is_and_what_each_part_is(name: str) -> None:
    value = getattr(simulator, name)
    assert value.__doc__
    text = pydoc.render_doc(value, renderer=pydoc.plaintext)
    assert len(text.splitlines()) > 3
    for part, value_of in vars(value).items() if isinstance(value, type) else ():
        if not part.startswith("_") and (callable(value_of) or isinstance(value_of, property)):
            assert value_of.__doc__, f"{name}.{part}"


def test_what_help_shows_at_first_runs_as_it_stands() -> None:
    code = [line.strip() for line in HELP.splitlines() if line.startswith("    ")][:6]
    assert code[0].startswith("from simulator import")
    source = "\n".join(code[:4]) + "\n    " + code[4]
    names: dict[str, object] = {}
    exec(source, names)
    assert names["play"]
