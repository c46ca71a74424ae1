"""Whatever stands in a message, it is text on the page and never markup."""

from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from simulator.language import language
from simulator.serve.error_pages import ButtonForm, code_form, forms_html, notice
from simulator.serve.html_templates import FOLDER, environment, rendered_html
from simulator.serve.page_launch import apology

SCRIPT = "<script>alert('1')</script>\"&"


class Elements(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_a_script_in_a_sentence_is_a_sentence() -> None:
    for page in (notice(SCRIPT, language("ro"), "/s.css"), apology(SCRIPT)):
        assert "<script" not in page
        assert SCRIPT in Elements(page).text
    assert "<script" not in notice("", language("ro"), "/s.css", SCRIPT), "only a piece of ours is markup"


def test_a_script_in_a_form_is_text() -> None:
    form = ButtonForm(SCRIPT, SCRIPT, {SCRIPT: SCRIPT}, {SCRIPT: SCRIPT})
    proof = Markup('<input type="hidden" name="_xsrf" value="1">')
    page = notice("x", language("ro"), SCRIPT, forms_html([form], proof, SCRIPT), onward=SCRIPT)
    elements = Elements(page)
    assert not elements.named("script")
    assert [given["action"] for given in elements.named("form")] == [SCRIPT]
    assert {"type": "hidden", "name": SCRIPT, "value": SCRIPT} in elements.named("input")
    assert {"type": "hidden", "name": "_xsrf", "value": "1"} in elements.named("input")
    assert elements.text.count(SCRIPT) == 3


def test_no_word_ends_the_data_of_a_page() -> None:
    view = {"title": f"</script>{SCRIPT}<!--", "name": "Ștefan"}
    page = rendered_html("visit.html.j2", visit=view)
    (inside,) = re.findall(r'id="visit">(.*?)</script>', page, re.DOTALL)
    assert not re.search("[<>&]", inside)
    assert json.loads(inside) == view


@pytest.mark.parametrize("code", ["ro", "en"])
def test_a_notice_is_a_whole_page_in_one_language(code: str) -> None:
    form = forms_html([code_form(language(code), "/start")], Markup(""))
    elements = Elements(notice("x", language(code), "/s.css", form, warn=True))
    assert elements.named("html") == [{"lang": code}]
    assert elements.named("p")[0].get("role") == "alert"
    labels = {given["name"] for given in elements.named("input")}
    assert labels == {"code", "back", "to"}
    assert len(elements.named("h1")) == len(elements.named("title")) == 1
    assert elements.named("a") == [{"href": "/"}]


def test_every_template_escapes_and_misses_nothing_in_silence() -> None:
    names = environment().list_templates()
    assert {path.name for path in FOLDER.iterdir()} == set(names)
    assert environment().autoescape is True
    for name in names:
        source = (FOLDER / name).read_text("utf-8")
        assert "|safe" not in source.replace(" ", "")
        assert "autoescape" not in source
    with pytest.raises(UndefinedError):
        rendered_html("apology.html.j2")
    assert unescape(apology("ș")).count("ș") == 1
