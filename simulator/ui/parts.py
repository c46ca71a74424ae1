"""The parts that pages are built of: small tables that `assets/page.js` shows with native elements.

Every word in a part is shown as plain text. Parts that take an answer have a `name`; a `form`
gathers them and sends them with its action. `key` tells an update which part is which.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from simulator.report.chart import Chart
from simulator.ui.place import Place, named

Node = dict[str, Any]
NOWHERE = Place()
SAVED, DRAFT, UNSAVED = "saved", "draft", "unsaved"  # how something is kept


class Value(NamedTuple):
    """One thing that can be chosen: what is sent, what is read, a word of explanation."""

    value: str
    text: str
    about: str = ""


def heading(text: str, level: int = 2, *, focus: bool = False, about: str = "", key: str = "") -> Node:
    """A heading; `about` stands small above it. The first with `focus` is gone to when a scene begins.

    One with a `key` has an address of its own.
    """
    made: Node = {"is": "heading", "text": text, "level": level, "focus": focus, "about": about}
    return made | ({"key": key} if key else {})


def paragraph(text: str, kind: str = "", label: str = "") -> Node:
    """One paragraph, after a bold label if there is one. Kinds: lead, quiet, sign, small, name, done."""
    return {"is": "paragraph", "text": text, "kind": kind, **({"label": label} if label else {})}


def prose(text: str, kind: str = "") -> list[Node]:
    """A text as its paragraphs."""
    return [paragraph(part.strip(), kind) for part in text.split("\n") if part.strip()]


def listing(items: Iterable[Sequence[Node] | str], *, ordered: bool = False, kind: str = "") -> Node:
    """A list of texts or of groups of parts."""
    rows = [[paragraph(item)] if isinstance(item, str) else list(item) for item in items]
    return {"is": "list", "items": rows, "ordered": ordered, "kind": kind}


def section(
    children: Iterable[Node],
    *,
    title: str = "",
    level: int = 2,
    kind: str = "",
    key: str = "",
    focus: bool = False,
) -> Node:
    """A part of a page, with a heading that names it (and can be gone to, as that of `heading`).

    Kinds: bar, top, columns, stage, desk, after, card, resume, row, pair, about, foot, tools
    (not printed).
    """
    return {
        "is": "section",
        "title": title,
        "level": level,
        "kind": kind,
        "key": key,
        "focus": focus,
        "children": list(children),
    }


def note(children: Iterable[Node], *, title: str = "", kind: str = "plain") -> Node:
    """Something set apart. Kinds: plain, hint, rule, good, bad, open, letter."""
    return {"is": "note", "title": title, "kind": kind, "children": list(children)}


def status(text: str, state: str = SAVED, step: int = 0) -> Node:
    """A word on how what was done here is kept, after so many decisions; spoken when it has settled.

    States: saved, draft (kept, not handed in), unsaved. What is on its way, the page says by itself.
    """
    return {"is": "status", "text": text, "state": state, "step": step, "key": "status"}


def alert(text: str, kind: str = "warning", children: Iterable[Node] = ()) -> Node:
    """Something that must be heard at once. Kinds: warning, error, good."""
    return {"is": "alert", "text": text, "kind": kind, "children": list(children)}


def button(text: str, do: str, fields: Node | None = None, *, kind: str = "", slow: bool = False) -> Node:
    """A button that asks for an action. Kinds: main, quiet, danger, chosen. `slow` ones may take a minute."""
    return {"is": "button", "text": text, "do": do, "with": fields or {}, "kind": kind, "slow": slow}


def print_button(text: str) -> Node:
    """A button that prints the page."""
    return {"is": "print", "text": text}


def link(text: str, page: str, place: Place = NOWHERE, *, kind: str = "", more: str = "") -> Node:
    """A link to a page of ours; without a page, to a part of this one (the place's `at`).

    `more` is heard after the text and not seen, where several links say the same.
    """
    return {"is": "link", "text": text, "page": page, "to": named(place), "kind": kind, "more": more}


def tabs(label: str, ways: Iterable[tuple[str, str, Place, bool]]) -> Node:
    """Ways to the parts of a page that have addresses: title, page, place, whether it is here."""
    items = [{"text": t, "page": page, "to": named(place), "here": here} for t, page, place, here in ways]
    return {"is": "tabs", "label": label, "items": items, "key": "tabs"}


def contents(label: str, sections: Iterable[Node]) -> Node:
    """Ways to the parts of a long page: those sections that have a title and a key."""
    named = [[node["key"], node["title"]] for node in sections if node.get("key") and node.get("title")]
    return {"is": "contents", "label": label, "items": named, "key": "contents"}


def form(
    key: str,
    do: str,
    fields: Node,
    children: Iterable[Node],
    *,
    submit: str,
    kind: str = "",
    missing: str = "",
    empty: str = "",
    draft: Node | None = None,
) -> Node:
    """Parts that are answered together and sent as `fields` beside the given ones.

    `missing` is said of a part left unanswered; `empty`, once, where nothing at all is ticked. With `draft`
    (an action `do` and its `with`, what is `stored` by field, and of which `play`) what is chosen is kept.
    """
    return {
        "is": "form",
        "key": key,
        "do": do,
        "with": fields,
        "children": list(children),
        "submit": submit,
        "kind": kind,
        "missing": missing,
        "empty": empty,
        "draft": draft,
    }


def _values(values: Iterable[Value]) -> list[Node]:
    return [value._asdict() for value in values]


def choice(
    name: str,
    legend: str,
    values: Iterable[Value],
    chosen: str = "",
    *,
    kind: str = "",
    keep: Node | None = None,
) -> Node:
    """One of several, as radio buttons. Kinds: row (short words beside one another), quiet (small legend).

    With `keep` (an action `do` and its `with`) what is chosen is kept at once, as `text`.
    """
    return {
        "is": "choice",
        "name": name,
        "legend": legend,
        "values": _values(values),
        "chosen": chosen,
        "kind": kind,
        "keep": keep,
    }


def picks(name: str, legend: str, values: Sequence[Value], chosen: str = "") -> Node:
    """One of several in a field of a form: radio buttons, or a select where the words are short and many."""
    short = len(values) > 4 and max(len(value.text) for value in values) <= 40
    return choice(name, legend, values, chosen) | ({"is": "select"} if short else {"kind": "field"})


def toggles(name: str, legend: str, values: Iterable[Value]) -> Node:
    """Any number of several, as boxes to tick."""
    return {"is": "toggles", "name": name, "legend": legend, "values": _values(values)}


def sort(legend: str, items: Iterable[Value], bins: Sequence[Value], counted: str) -> Node:
    """Statements, each to be put into one of the same bins; sent under the statements' names.

    A bin's `text` is what it is called beside the others, its `about` all that it means, told once above.
    `counted` says how many are placed ({done}, {all}).
    """
    return {
        "is": "sort",
        "legend": legend,
        "items": _values(items),
        "bins": _values(bins),
        "counted": counted,
    }


def count(words: str) -> Node:
    """How many fields of this form are answered; `words` has {done} and {all}."""
    return {"is": "count", "words": words}


def sequence(name: str, legend: str, items: Iterable[Value], words: dict[str, str]) -> Node:
    """Steps to be put in order with buttons; `words` has up, down and moved ({item}, {place}, {count})."""
    return {"is": "sequence", "name": name, "legend": legend, "values": _values(items), "words": words}


def textarea(name: str, label: str, value: str = "", *, most: int = 8000, keep: Node | None = None) -> Node:
    """Own words. With `keep` (an action `do` and its `with`) they are kept as they are written."""
    return {"is": "textarea", "name": name, "label": label, "value": value, "most": most, "keep": keep}


def day(name: str, label: str, value: str = "", *, keep: Node) -> Node:
    """A day of the calendar (ISO 8601), kept as soon as it is chosen (an action `do` and its `with`)."""
    return {"is": "day", "name": name, "label": label, "value": value, "keep": keep}


def table(
    caption: str, head: Sequence[str], rows: Iterable[Sequence[str | Node]], *, brief: bool = False
) -> Node:
    """A table; the first cell of a row is its header. A cell is a text or a part.

    A narrow page shows the rows of a `brief` one without their columns' titles.
    """
    cells = [[paragraph(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    node = {"is": "table", "caption": caption, "head": list(head), "rows": cells}
    return node | {"kind": "brief"} if brief else node


def span(low: float, high: float, middle: float, text: str) -> Node:
    """A small drawing of an interval (0-1) with the same in words beside it."""
    return {"is": "span", "low": low, "high": high, "middle": middle, "text": text}


def drawing(label: str, chart: Chart, legend: Iterable[Node] = ()) -> Node:
    """A chart that `label` names; what its signs mean stands under it in words."""
    return {"is": "drawing", "label": label, **_shapes(chart), "legend": list(legend)}


def sign(chart: Chart, text: str) -> Node:
    """A small chart of one sign and what it means, for the legend of a drawing."""
    return _shapes(chart) | {"text": text}


def _shapes(chart: Chart) -> Node:
    shapes = [
        {"tag": shape.tag, "kind": shape.kind, "at": dict(shape.at), "text": shape.text}
        for shape in chart.shapes
    ]
    return {"width": chart.width, "height": chart.height, "shapes": shapes}


def mark(kind: str, text: str) -> Node:
    """A verdict's sign, and its word for who does not see it. Kinds: those of `document.Mark`."""
    return {"is": "mark", "kind": kind, "text": text}


def counts(entries: Iterable[tuple[int, Node]]) -> Node:
    """Figures at a glance, each with its mark."""
    return {"is": "counts", "entries": [{"number": number, "mark": sign} for number, sign in entries]}


def strip(title: str, moments: Iterable[Node], legend: Iterable[Node] = ()) -> Node:
    """A day at a glance, a link for each moment; what its rarer marks mean stands under it."""
    return {"is": "strip", "title": title, "moments": list(moments), "legend": list(legend)}


def timeline(moments: Iterable[Node]) -> Node:
    """What happened when."""
    return {"is": "timeline", "moments": list(moments)}


def timeline_moment(
    time: str,
    title: str,
    level: int,
    children: Iterable[Node],
    *,
    marks: Iterable[Node] = (),
    line: str = "",
    key: str = "",
    opened: bool = True,
) -> Node:
    """One moment: time, marks, place as a heading, what tells of it; unless `opened` only its line."""
    return {
        "time": time,
        "title": title,
        "level": level,
        "marks": list(marks),
        "line": line,
        "key": key,
        "opened": opened,
        "children": list(children),
    }


def fetched(node: Node, do: str, fields: Node) -> Node:
    """Something to unfold without what is in it: that is asked for (an action and its fields) when opened."""
    return node | {"children": [], "later": {"do": do, "with": fields}}


def details(summary: str, children: Iterable[Node], *, opened: bool = False, key: str = "") -> Node:
    """Something to unfold."""
    return {"is": "details", "summary": summary, "children": list(children), "opened": opened, "key": key}


def clock_face(time: str, label: str) -> Node:
    """The simulated time, with its day."""
    return {"is": "clock", "time": time, "label": label, "key": "clock"}


def trail(label: str, passed: Iterable[str], here: str) -> Node:
    """The places passed and the one where one is."""
    return {"is": "trail", "label": label, "passed": list(passed), "here": here, "key": "trail"}


def dock(of: str, sheets: Iterable[tuple[str, str]], words: Node, ways: Iterable[Node]) -> Node:
    """A bar at the foot of a small screen: parts of the section `of` (by key, with a short name) as sheets.

    `words` are its label and the way back; `ways` stand beside, what one does next last.
    """
    named = [[key, name] for key, name in sheets]
    return {"is": "dock", "of": of, "sheets": named, "words": words, "children": list(ways), "key": "dock"}


def remark_line(kind: str, word: str, text: str, way: Node) -> Node:
    """One line on what was done: a mark by the kind of verdict, its word, what it is about, a way to more."""
    return {"is": "remark", "kind": kind, "word": word, "text": text, "children": [way]}


def submit(form_key: str, text: str) -> Node:
    """A button that hands in a form from outside it."""
    return {"is": "submit", "form": form_key, "text": text}


def face(letter: str, file: str = "", data: str = "") -> Node:
    """A drawn face, beside the name that says whose; without a file the first letter of the name.

    `file` is where the server has it; `data` brings it along where there is no server of ours.
    """
    return {"is": "face", "letter": letter, "file": file, "data": data}


def place_picture(file: str, data: str = "") -> Node:
    """A drawing of where one is; the heading says it in words."""
    return {"is": "picture", "file": file, "data": data}


def person(drawing: Node, name: str, about: str) -> Node:
    """Somebody: the face, the name, who it is."""
    return {"is": "person", "face": drawing, "name": name, "about": about}


def speech(drawing: Node, name: str, about: str, words: str) -> Node:
    """What somebody says, with who it is."""
    return {"is": "speech", "face": drawing, "name": name, "about": about, "words": words}


def badge(text: str, kind: str = "") -> Node:
    """A word or two that mark something. Kinds: good, bad, open, quiet."""
    return {"is": "badge", "text": text, "kind": kind}


def moment(text: str, when: str) -> Node:
    """A moment (UTC) or a day of the real world, written by the browser in its own time zone after a word."""
    return {"is": "moment", "text": text, "when": when}
