"""Documents asked for on a page reach the browser as the bytes of a file, with their type and a safe name."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine

from simulator.competence.debrief import debrief
from simulator.engine.events import Decided
from simulator.language import language
from simulator.store.learners import Learner
from simulator.store.plays import append, begin_play, bundle_at, log_of, play_of
from simulator.store.texts_and_annotations import annotate, keep_text
from simulator.ui.advice import today
from simulator.ui.downloads import paper_buttons
from simulator.ui.page import Page
from simulator.ui.page_shell import PageShell
from simulator.ui.place import Place
from tests.report.reading import elements_of, opened, tags_of, words_of_docx, words_of_pdf
from tests.support import random_play
from tests.ui.reading import open_texts, parts_of
from tests.ui.test_debrief import ABUSE, walked
from tests.ui.test_grid_controller import finish, keep, parts_in
from tests.ui.test_progress import ended_fork
from tests.ui.test_routes import begun, finished

# Said of a page on which some moments stand open; paper has them all.
ABOUT = {
    code: [
        language(code).text(words)
        for words in ("Open are those where something went wrong.", "Open are those unlike the expert's.")
    ]
    for code in ("ro", "en")
}
Sent = list[dict[str, Any]]
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def desk_drawing(shell: PageShell) -> dict[str, Any]:
    (drawing,) = parts_in(shell.page.view, "drawing")
    return drawing


def buttons(value: Any) -> list[dict[str, Any]]:
    """Every button in a view."""
    if isinstance(value, dict):
        inner = [found for part in value.values() for found in buttons(part)]
        return [value, *inner] if value.get("is") == "button" else inner
    return [found for part in value for found in buttons(part)] if isinstance(value, list | tuple) else []


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_debrief_is_handed_over_with_own_words_and_answers(
    shell: PageShell, engine: Engine, learner: Learner, sent: Sent, kind: str
) -> None:
    play = finished(engine, learner)
    keep_text(engine, learner.id, "step:1", "Am intrat <b>încet</b>", play)
    keep_text(engine, learner.id, "question:q-mother", "Nu eram {{ sigură }}", play)
    shell.open("debrief", Place(play, part="paper"))
    asked = {"extent": "whole", "kind": kind}
    (button,) = [b for b in buttons(shell.page.view) if b["do"] == "paper" and b["with"] == asked]
    shell.receive({"do": button["do"], "with": button["with"]})
    assert shell.notice is None
    (message,) = [m for m in sent if "file" in m]
    assert message["file"] == {
        "name": f"Analiza finală – Mâneca trasă peste palmă.{kind}",
        "type": TYPES[kind],
    }
    (data,) = message["buffers"]
    words = " ".join(words_of_docx(data)) if kind == "docx" else words_of_pdf(data)
    assert "Nu eram {{ sigură }}" in words
    assert "Am intrat <b>încet</b>" in words


def test_another_kind_of_document_is_refused(
    shell: PageShell, engine: Engine, learner: Learner, sent: Sent
) -> None:
    shell.open("debrief", Place(finished(engine, learner)))
    for asked in ({"kind": "exe", "extent": "whole"}, {"kind": "pdf", "extent": "longest"}):
        shell.receive({"do": "paper", "with": asked})
        assert shell.notice is not None, asked
    assert [m for m in sent if "file" in m] == []


def test_a_play_that_goes_on_gives_no_document(
    shell: PageShell, engine: Engine, learner: Learner, sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SIMULATOR_RAISE")
    shell.open("debrief", Place(begun(engine, learner)))
    shell.receive({"do": "paper", "with": {"kind": "docx", "extent": "short"}})
    assert shell.notice is not None
    assert [m for m in sent if "file" in m] == []


def test_each_form_that_was_filled_in_has_its_buttons(
    shell: PageShell, engine: Engine, learner: Learner, sent: Sent
) -> None:
    play = finished(engine, learner)
    rests_on = bundle_at(engine, play_of(engine, learner.id, play).bundle)
    (step,) = [
        event.step
        for event in log_of(engine, rests_on, play)
        if isinstance(event, Decided) and rests_on.graph.node_id(event.node) == "t-sheet"
    ]
    keep_text(engine, learner.id, f"step:{step}", "Scris de mână", play)
    shell.open("debrief", Place(play))
    for one in log_of(engine, rests_on, play)[1:]:
        shell.receive({"do": "unfold", "with": {"step": one.step}})
    folded = [part for message in sent if "fill" in message for part in message["fill"]["children"]]
    forms = [b for b in buttons(folded) if b["do"] == "paper-form" and b["with"]["kind"] == "docx"]
    assert [b["text"] for b in forms] == [
        "Notă telefonică: salvați ca DOCX",
        "Fișă de observație: salvați ca DOCX",
    ]
    shell.receive({"do": "paper-form", "with": forms[1]["with"]})
    (message,) = [m for m in sent if "file" in m]
    assert message["file"]["name"] == "Fișă de observație – Mâneca trasă peste palmă.docx"
    assert "Scris de mână" in words_of_docx(message["buffers"][0])


def test_a_form_that_was_not_filled_in_is_refused(
    shell: PageShell, engine: Engine, learner: Learner, sent: Sent
) -> None:
    shell.open("debrief", Place(finished(engine, learner)))
    shell.receive({"do": "paper-form", "with": {"kind": "docx", "step": 1}})
    assert shell.notice is not None
    assert [m for m in sent if "file" in m] == []


def test_text_travels_as_text_and_bytes_as_a_buffer(sent: Sent) -> None:
    page = Page({}, lambda _content: None)
    page.give("a.json", "{}")
    page.give("b.pdf", b"%PDF", "application/pdf")
    assert sent == [
        {"file": {"name": "a.json", "type": "application/json", "text": "{}"}},
        {"file": {"name": "b.pdf", "type": "application/pdf"}, "buffers": [b"%PDF"]},
    ]


def test_the_grid_is_handed_over_with_its_columns_its_levels_and_its_history(
    shell: PageShell, engine: Engine, learner: Learner, sent: Sent
) -> None:
    finished(engine, learner)
    shell.open("grid")
    for occasion, level, with_whom in (("pre", "1", "alone"), ("post", "3", "coordinator")):
        keep(shell, "informing", "strengths", "Ascult <b>întâi</b> & {{ apoi }}")
        keep(shell, "informing", "level", level)
        finish(shell, occasion, with_whom)
    keep(shell, "law", "support", "Un curs despre #legea 272")
    keep(shell, "law", "level", "2")
    for kind in ("docx", "pdf"):
        (button,) = [b for b in buttons(shell.page.view) if b["do"] == "paper" and b["with"]["kind"] == kind]
        shell.receive({"do": "paper", "with": button["with"]})
    in_word, in_pdf = (message["buffers"][0] for message in sent if "file" in message)
    document = opened(in_word)
    whole, beside, steps, then = document.tables
    assert [cell.text for cell in whole.rows[0].cells][2:] == [
        "Puncte forte",
        "De dezvoltat",
        "Sprijin sau formare care v-ar ajuta",
        "Nivel (al nostru, opțional)",
    ]
    assert [len(table.rows) for table in (whole, beside, steps, then)] == [16, 16, 2, 2]
    assert steps.rows[1].cells[0].text == "2. Cunoștințe legislative și procedurale"
    assert whole.rows[2].cells[4].text == "Un curs despre #legea 272"
    assert "mai sus" in [cell.text for cell in then.rows[1].cells]
    for words in (" ".join(words_of_docx(in_word)), words_of_pdf(in_pdf)):
        assert "Un curs despre #legea 272" in words
        for filled in ("la început, pe cont propriu, ", "la sfârșit, împreună cu coordonatorul, "):
            assert words.count(filled) == 2, "in the list of finished grids and over its column"
        assert "o diferență poate veni și de aici" in words
    assert tags_of(in_pdf).count("TH") == 6 + 5 + 4 + 4
    (drawing,) = document.inline_shapes
    (figure,) = [element for element in elements_of(in_pdf) if element["/S"] == "/Figure"]
    label = desk_drawing(shell)["label"]
    assert drawing._inline.docPr.get("descr") == figure["/Alt"] == label
    assert beside.rows[2].cells[1].text == "2: uneori", "the figures stand beside the drawing"
    finish(shell, "between")
    shell.receive({"do": "paper", "with": {"kind": "pdf"}})
    assert "Încheiată între timp, pe cont propriu" in words_of_pdf(sent[-1]["buffers"][0])


def test_a_document_may_take_its_time() -> None:
    found = paper_buttons(language("ro"), "paper", {}, "Analiza finală")
    assert [node["slow"] for node in found] == [True, True], "the page must not call this a lost connection"


def told(node: Any) -> list[str]:
    """Every word of a part that is read, titles and table heads among them; buttons and links left out."""
    if isinstance(node, list):
        return [words for inner in node for words in told(inner)]
    if not isinstance(node, dict) or node.get("is") in ("button", "link"):
        return []
    own = [node[name] for name in ("title", "text", "caption", "summary", "time") if node.get(name)]
    inner = [node.get(name, []) for name in ("children", "items", "rows", "moments")]
    return [*own, *node.get("head", []), *told(inner)]


def flat(words: str) -> str:
    return "".join(words.casefold().split())


@pytest.mark.parametrize("walk", ["naive-technician", "expert-technician", "naive-coordinator"])
@pytest.mark.parametrize("code", ["ro", "en"])
def test_what_each_part_of_the_page_says_stands_on_paper(
    shell: PageShell, engine: Engine, learner: Learner, sent: Sent, walk: str, code: str
) -> None:
    shell.receive({"do": "language", "with": {"code": code}})
    play = walked(engine, learner, walk)
    for part, least in (("facts", 50), ("expert", 50), ("rules", 25), ("", 60)):
        shell.open("debrief", Place(play, part=part))
        shell.receive({"do": "paper", "with": {"kind": "docx", "extent": "whole"}})
        paper = "".join(flat(line) for line in words_of_docx(sent[-1]["buffers"][0]))
        sections = [node for node in shell.page.view["children"] if node["is"] == "section"]
        words = told([node for node in sections if node["kind"] != "bar"])
        words = [said for said in words if said not in ABOUT[code]]
        assert len(words) > least, part
        assert [said for said in words if flat(said.rstrip(".")) not in paper] == []


def taken(shell: PageShell, sent: Sent, extent: str = "whole") -> str:
    """The words of the debrief's document, without spaces."""
    shell.receive({"do": "paper", "with": {"kind": "docx", "extent": extent}})
    return "".join(flat(line) for line in words_of_docx(sent[-1]["buffers"][0]))


def test_a_teachers_corrections_stand_on_paper(
    shell: PageShell, engine: Engine, learner: Learner, sent: Sent
) -> None:
    play = walked(engine, learner, "naive-technician")
    shell.open("debrief", Place(play))
    title = language("ro").text("Your teacher's corrections")
    assert flat(title) not in taken(shell, sent)
    piece = next(e for e in debrief(ABUSE, log_of(engine, ABUSE, play)).findings[0].evidence if not e.right)
    body = {"indicator": piece.indicator, "source": piece.source, "step": piece.step, "right": 1}
    annotate(engine, play, "evidence", body, by="C-PROF", why="<i>a explicat</i> oral")
    shell.open("debrief", Place(play))
    (section,) = [node for node in shell.page.view["children"] if node.get("title") == title]
    paper = taken(shell, sent)
    assert [said for said in told(section) if flat(said.rstrip(".")) not in paper] == []


def test_a_what_if_says_on_paper_that_it_is_one_and_what_came_of_both(
    shell: PageShell, engine: Engine, learner: Learner, sent: Sent
) -> None:
    fork = ended_fork(engine, learner, walked(engine, learner, "expert-technician"), 1, 1)
    shell.open("debrief", Place(fork))
    (section,) = [node for node in shell.page.view["children"] if node.get("key") == "what-if"]
    paper = taken(shell, sent)
    assert len(told(section)) > 10
    assert [said for said in told(section) if flat(said.rstrip(".")) not in paper] == []


@pytest.mark.parametrize("code", ["ro", "en"])
@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_what_the_page_says_of_what_comes_next_stands_on_paper_with_its_day(
    shell: PageShell, engine: Engine, learner: Learner, sent: Sent, kind: str, code: str
) -> None:
    shell.receive({"do": "language", "with": {"code": code}})
    shell.open("debrief", Place(walked(engine, learner, "naive-technician"), part="profile"))
    (section,) = [node for node in shell.page.view["children"] if node.get("key") == "next"]
    shell.receive({"do": "paper", "with": {"kind": kind, "extent": "whole"}})
    data = sent[-1]["buffers"][0]
    paper = flat(" ".join(words_of_docx(data)) if kind == "docx" else words_of_pdf(data))
    words = told(section)
    assert len(words) > 8
    assert [said for said in words if flat(said.rstrip(".")) not in paper] == []
    assert flat(language(code).date(today(language(code)))) in paper


@pytest.mark.parametrize("verified", [True, False])
def test_a_document_bears_the_mark_of_a_play_outside_the_server(
    shell: PageShell, engine: Engine, learner: Learner, sent: Sent, verified: bool
) -> None:
    log = random_play(ABUSE.graph, (0,), 5)
    play = begin_play(engine, learner.id, ABUSE, log[0], verified=verified)
    append(engine, ABUSE, play, 1, log[1:], ended=True, verified=verified)
    shell.open("debrief", Place(play))
    mark = language("ro").text("Unverified: played outside the server, so it joins no class.")
    for form in ("short", "whole"):
        assert (flat(mark) in taken(shell, sent, form)) is not verified


def test_the_short_paper_is_what_the_page_shows_first_and_the_whole_one_has_all(
    shell: PageShell, engine: Engine, learner: Learner, sent: Sent
) -> None:
    shell.open("debrief", Place(walked(engine, learner, "naive-technician")))
    short, whole = taken(shell, sent, "short"), taken(shell, sent, "whole")
    shown = [flat(text.rstrip(".")) for text in open_texts(shell.page.view["children"][1:2])]
    signs = [mark for strip in parts_of(shell.page.view["children"][1], "strip") for mark in strip["legend"]]
    shown = [
        words for words in shown if words not in {flat(mark["text"]) for mark in signs}
    ]  # words on paper
    assert [words for words in shown if words and words.isalpha() and words not in short] == []
    folded = language("ro").text("The situation, and what followed")
    assert folded not in short
    assert len(whole) > 3 * len(short)
    (line,) = parts_of(shell.page.view, "timeline")
    for one in line["moments"]:
        for text in told(one["children"]) if one["opened"] else [one["title"], one["line"]]:
            assert flat(text.rstrip(".")) in (short if not one["opened"] else whole)
