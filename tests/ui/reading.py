"""A page as its browser shows it: what is read before anything is opened, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

_WORD = re.compile(r"\w")
_END = re.compile(r"(?<=[.!?…])[”\"]?\s+(?=[A-ZĂÂÎȘȚ„“\"])")


def parts_of(node: Any, kind: str) -> list[dict[str, Any]]:
    """Every part of a kind in a view, in order."""
    found = []
    if isinstance(node, dict):
        found = [node] if node.get("is") == kind else []
        node = list(node.values())
    if isinstance(node, list):
        found += [part for inner in node for part in parts_of(inner, kind)]
    return found


def open_texts(nodes: Iterable[Any]) -> Iterator[str]:
    """The texts that stand open, in order; a fold shows its summary, a folded moment its line."""
    for node in nodes:
        yield from _texts(node)


def _texts(node: Any) -> Iterator[str]:
    match node["is"]:
        case "details":
            yield node["summary"]
            if node["opened"]:
                yield from open_texts(node["children"])
        case "timeline":
            for one in node["moments"]:
                yield from (one["time"], one["title"])
                yield from open_texts(one["children"]) if one["opened"] else [one["line"]]
        case "strip":
            yield node["title"]
            for one in node["moments"]:
                yield from (one["time"], one["day"], one["below"])
            yield from (mark["text"] for mark in node["legend"])
        case "counts":
            for one in node["entries"]:
                yield f"{one['number']} {one['mark']['text']}"
        case "table":
            yield from (node["caption"], *node["head"])
            for row in node["rows"]:
                yield from open_texts(row)
        case "list":
            for item in node["items"]:
                yield from open_texts(item)
        case "tabs":
            for item in node["items"]:
                yield item["text"]
        case "mark":
            return
        case "section" | "note":
            yield node["title"]
            yield from open_texts(node["children"])
        case "paragraph" | "heading" | "link" | "button" | "badge" | "span" | "print" | "alert" | "status":
            yield from (node.get("about", ""), node.get("label", ""), node["text"])
            yield from open_texts(node.get("children", []))
        case kind:
            raise AssertionError(f"how is a part of the kind {kind} read?")


def words_in(texts: Iterable[str]) -> int:
    """How many words texts have; a sign that stands alone is none."""
    return sum(1 for text in texts for word in text.split() if _WORD.search(word))


def sentences_in(texts: Iterable[str], least: int) -> list[str]:
    """The sentences of at least so many words."""
    return [
        one.strip()
        for text in texts
        for line in text.split("\n")
        for one in _END.split(line)
        if words_in([one]) >= least
    ]
