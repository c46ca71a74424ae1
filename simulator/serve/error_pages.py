"""The few pages that are not notebooks: the welcome, questions at signing in, what is said of a refusal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from simulator.content.enums import LANGUAGES, WRITTEN_LANGUAGE
from simulator.language import Language, language
from simulator.serve.html_templates import rendered_html
from simulator.ui.page_registry import PAGES

MOST_SIGNS = 200  # of what is typed into a field
_STATUSES = {
    200: "Welcome. Open the simulator from the address shown in the window where you started it.",
    400: "This request cannot be read.",
    403: "This page or this address is not yours, or it has been used already.",
    404: "There is nothing here.",
    405: "This address cannot be used in this way.",
    421: "The address in your browser is not one that this server answers to.",
    429: "Too many requests at once. Wait a moment and try again.",
    500: "Something went wrong. What you have done so far is saved; reload the page.",
    503: "The simulator cannot open its records now. Nothing was lost; wait a moment and reload the page.",
}
_WHILE = {
    "wait": "The page is being prepared…",
    "script": "This page needs JavaScript.",
    "late": "If nothing else appears here, reload the page.",
}


@dataclass(frozen=True, slots=True)
class ButtonForm:
    """A form of one button: where it is sent, what it says, what goes along, what is typed by label."""

    address: str
    submit: str
    hidden: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)


def accepted_language(accepted: str, otherwise: str = "ro") -> str:
    """The first of our languages in a browser's own list (`Accept-Language`)."""
    for part in accepted[:200].split(","):
        code = part.partition(";")[0].strip()[:2].lower()
        if code in LANGUAGES:
            return code
    return otherwise


def page_sentence(code: str, name: str) -> str:
    """For the template of pages: what a page is called until it names itself, and what it says till then."""
    speech = language(code if code in LANGUAGES else WRITTEN_LANGUAGE)
    if name in _WHILE:
        return speech.text(_WHILE[name])
    return speech.say(PAGES[name].title) if name in PAGES else speech.text("Case simulator")


def status_sentence(status: int, speech: Language) -> str:
    """What a status means to a person."""
    return speech.text(_STATUSES[status if status in _STATUSES else 500 if status >= 500 else 404])


def wait_sentence(seconds: int, speech: Language) -> str:
    """That a code will not be looked at for so long."""
    if seconds <= 90:
        return speech.count(
            "Too many wrong codes were tried. Wait {number} second, then try again.",
            "Too many wrong codes were tried. Wait {number} seconds, then try again.",
            seconds,
        )
    return speech.count(
        "Too many wrong codes were tried. Wait {number} minute, then try again.",
        "Too many wrong codes were tried. Wait {number} minutes, then try again.",
        -(-seconds // 60),
    )


def notice(
    sentence: str,
    speech: Language,
    style: str,
    inside: Markup | str = "",
    *,
    home: bool = True,
    warn: bool = False,
    onward: str = "",
) -> str:
    """A small whole page: a sentence, then a piece of ours or plain text, then the way back.

    `style` is the address of its style sheet. A page that goes `onward` opens that address by itself.
    """
    page = rendered_html(
        "notice.html.j2",
        language=speech.code,
        title=speech.text("Case simulator"),
        style=style,
        sentence=sentence,
        warn=warn,
        inside=inside,
        back=speech.text("To the start page") if home else "",
        onward=onward,
    )
    return str(page)


def forms_html(forms: Sequence[ButtonForm], proof: Markup, remark: str = "") -> Markup:
    """Forms, then a remark. `proof` is the hidden field that shows that they are ours."""
    return rendered_html("forms.html.j2", forms=forms, proof=proof, remark=remark, most=MOST_SIGNS)


def code_form(speech: Language, to: str) -> ButtonForm:
    """Where a class code or a return code is typed; it leads `to` an address of ours."""
    text = speech.text
    fields = {"code": text("Class code"), "back": text("Your personal return code, if you have one")}
    return ButtonForm("/enter", text("Enter"), {"to": to}, fields)
