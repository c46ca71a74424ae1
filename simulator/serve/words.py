"""The few pages that are not notebooks: the welcome, questions at the door, what is said of a refusal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from simulator.content.enums import LANGUAGES, WRITTEN_LANGUAGE
from simulator.language import Language, language
from simulator.ui.page_registry import PAGES

_SAID = {
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


def spoken(accepted: str, otherwise: str = "ro") -> str:
    """The first of our languages in a browser's own list (`Accept-Language`)."""
    for part in accepted[:200].split(","):
        code = part.partition(";")[0].strip()[:2].lower()
        if code in LANGUAGES:
            return code
    return otherwise


def on_page(code: str, name: str) -> str:
    """For the template of pages: what a page is called until it names itself, and what it says till then."""
    speech = language(code if code in LANGUAGES else WRITTEN_LANGUAGE)
    if name in _WHILE:
        return speech.text(_WHILE[name])
    return speech.say(PAGES[name].title) if name in PAGES else speech.text("Case simulator")


def said_of(status: int, speech: Language) -> str:
    """What is said of a status."""
    return speech.text(_SAID[status if status in _SAID else 500 if status >= 500 else 404])


def waiting(seconds: int, speech: Language) -> str:
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
    said: str, speech: Language, style: str, inside: str = "", *, home: bool = True, warn: bool = False
) -> str:
    """A small whole page: a sentence (escaped here), then markup of our own, then the way back.

    `style` is the address of its style sheet.
    """
    title = escape(speech.text("Case simulator"))
    alert = ' class="said" role="alert"' if warn else ""
    words = f"<p{alert}>{escape(said)}</p>" if said else ""
    back = f'<p><a href="/">{escape(speech.text("To the start page"))}</a></p>' if home else ""
    return (
        f'<!doctype html><html lang="{speech.code}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{title}</title><link rel="icon" href="data:;base64,=">'
        f'<link rel="stylesheet" href="{style}"></head>'
        f"<body><main><h1>{title}</h1>{words}{inside}{back}</main></body></html>"
    )


def form(address: str, proof: str, submit: str, hidden: Mapping[str, str], fields: Iterable[str] = ()) -> str:
    """A form of one button. `proof` is the hidden field that shows that the form is ours."""
    kept = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in hidden.items()
    )
    shown = "".join(fields)
    return (
        f'<form method="post" action="{address}">{proof}{kept}{shown}'
        f"<p><button>{escape(submit)}</button></p></form>"
    )


def code_form(proof: str, speech: Language) -> str:
    """Where a class code or a return code is typed."""
    text = speech.text
    words = {"code": text("Class code"), "back": text("Your personal return code, if you have one")}
    fields = (
        f'<p><label>{escape(label)}<br><input name="{name}" autocomplete="off" maxlength="200"></label></p>'
        for name, label in words.items()
    )
    return form("/enter", proof, text("Enter"), {}, fields)


def onward(page: str, address: str) -> str:
    """A page that goes on by itself: a step of our own, so that the browser shows its cookie."""
    return page.replace("</title>", f'</title><meta http-equiv="refresh" content="0;url={address}">', 1)
