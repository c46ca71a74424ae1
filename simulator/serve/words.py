"""The few pages that are not notebooks: the welcome, and what is said when something is refused."""

from __future__ import annotations

from html import escape

_TEXTS = {
    "ro": {
        "title": "Simulator de cazuri",
        200: "Bine ați venit. Deschideți simulatorul din adresa afișată în fereastra în care l-ați pornit.",
        403: "Această pagină sau această adresă nu este a dumneavoastră, ori a fost deja folosită.",
        404: "Aici nu este nimic.",
        421: "Adresa din bara navigatorului nu este una prin care răspunde acest server.",
        500: "Ceva nu a mers. Ce ați lucrat până acum este salvat; reîncărcați pagina.",
        "code": "Codul grupei",
        "back": "Codul personal de revenire, dacă aveți unul",
        "enter": "Intrați",
        "home": "La pagina de început",
    },
    "en": {
        "title": "Case simulator",
        200: "Welcome. Open the simulator from the address shown in the window where you started it.",
        403: "This page or this address is not yours, or it has been used already.",
        404: "There is nothing here.",
        421: "The address in your browser is not one that this server answers to.",
        500: "Something went wrong. What you have done so far is saved; reload the page.",
        "code": "Class code",
        "back": "Your personal return code, if you have one",
        "enter": "Come in",
        "home": "To the start page",
    },
}


def words(language: str, status: int) -> str:
    """The sentence for a status."""
    texts = _TEXTS[language]
    return str(texts.get(status, texts[500 if status >= 500 else 404]))


def notice(status: int, language: str, form: str = "") -> str:
    """A small whole page. `form` is the hidden field that proves a form is ours; with it a code is asked."""
    texts = _TEXTS[language]
    said = words(language, status)
    fields = ""
    if form:
        said = ""
        fields = (
            f'<form method="post" action="/enter">{form}'
            f'<p><label>{texts["code"]}<br><input name="code" autocomplete="off"></label></p>'
            f'<p><label>{texts["back"]}<br><input name="back" autocomplete="off"></label></p>'
            f"<p><button>{texts['enter']}</button></p></form>"
        )
    home = f'<p><a href="/">{texts["home"]}</a></p>' if status != 200 else ""
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{texts["title"]}</title>'
        "<style>body{font:1.1rem/1.6 system-ui,sans-serif;max-width:36rem;margin:4rem auto;padding:0 1rem;"
        "color:#1b1b1b;background:#fff}input,button{font:inherit;padding:.4rem .6rem}"
        "@media(prefers-color-scheme:dark){body{color:#eee;background:#16181c}a{color:#9cc7ff}}</style></head>"
        f"<body><main><h1>{texts['title']}</h1><p>{escape(said)}</p>{fields}{home}</main></body></html>"
    )
