"""Writing `text.en.yaml` back: every text as it was, in the order of the Romanian, readable in a diff."""

from __future__ import annotations

import json
import textwrap

import yaml

from simulator.content.case import Overlay, Translation

WIDTH = 100


def overlay_yaml(overlay: Overlay, order: list[str], head: str = "") -> str:
    """The file of an overlay. Entries whose path is not in `order` stand last; `head` is kept on top."""
    place = {path: index for index, path in enumerate(order)}
    entries = sorted(overlay.texts.items(), key=lambda pair: place.get(pair[0], len(place)))
    return head + 'format: "1"\ntexts:\n' + "".join(entry_yaml(path, entry) for path, entry in entries)


def entry_yaml(path: str, entry: Translation) -> str:
    """One entry, indented under `texts`."""
    return f'  {path}:\n    of: "{entry.of}"\n    text: {_scalar(entry.text, 6)}\n'


def head_of(text: str) -> str:
    """The comments and blank lines with which a file begins."""
    lines = []
    for line in text.splitlines(keepends=True):
        if line.strip() and not line.startswith("#"):
            break
        lines.append(line)
    return "".join(lines)


def _scalar(text: str, indent: int) -> str:
    """A text as a YAML scalar that reads back as the same text."""
    short = json.dumps(text, ensure_ascii=False)
    if len(text) <= 80 and _reads_back(short, text):
        return short
    folded = _folded(text, " " * indent)
    if _reads_back(folded, text):
        return folded
    quoted: str = yaml.safe_dump(text, default_style='"', allow_unicode=True, width=1 << 20)
    return quoted.strip()


def _folded(text: str, pad: str) -> str:
    """Lines of at most 100 signs; one line end in the text is a blank line more in the file."""
    paragraphs = [
        textwrap.wrap(part, WIDTH - len(pad), break_long_words=False, break_on_hyphens=False) or [""]
        for part in text.split("\n")
    ]
    lines = [pad + line if line else "" for part in paragraphs for line in (*part, "")]
    return ">-\n" + "\n".join(lines[:-1])


def _reads_back(scalar: str, text: str) -> bool:
    try:
        return bool(yaml.load(f"x: {scalar}\n", Loader=yaml.BaseLoader)["x"] == text)
    except yaml.YAMLError:
        return False
