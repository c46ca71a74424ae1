"""A document as PDF/UA-1: tagged, in its language, with fonts inside, without any call to the outside.

The words travel as JSON data beside a template of ours, so that nothing in them is ever markup.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from simulator.report.document import Document, region
from simulator.report.document_data import as_data, as_read

TEMPLATE = Path(__file__).parent / "assets" / "paper.typ"
DRAWING = Path(__file__).parent / "assets" / "drawing.typ"
STANDARD = "ua-1"
MOST_TRIES = 8
UNSHOWN = "□"
SURE = "ȘșȚț„”“’‘–—…·•−✉"
_NO_SIGN = re.compile(r'the text `"(.+?)"` could not be displayed')


def pdf_of(paper: Document) -> bytes:
    """The document as the bytes of a file."""
    return bytes(_compiled(paper, format="pdf", pdf_standards=[STANDARD]))


def bitmap_of(svg: str, ppi: float = 150) -> bytes:
    """A drawing of ours as a PNG picture."""
    from typst import Compiler

    page: Any = Compiler(DRAWING, ignore_system_fonts=True).compile(
        sys_inputs={"svg": svg}, format="png", ppi=ppi
    )
    return bytes(page)


def _compiled(paper: Document, **how: Any) -> Any:
    """Compile; a sign in none of our fonts is taken from the system's, or shown as an empty box."""
    from typst import Compiler, TypstError

    value = {**as_data(replace(paper, blocks=())), "blocks": as_read(paper), "region": region(paper.lang)}
    data = json.dumps(value, ensure_ascii=False)
    compiler = Compiler(TEMPLATE, ignore_system_fonts=True)
    for tried in range(MOST_TRIES):
        try:
            return compiler.compile(sys_inputs={"paper": data}, **how)
        except TypstError as fault:
            unknown = _NO_SIGN.search(fault.message)
            if unknown is None:
                raise
            if tried:
                data = _without(data, unknown[1], every=tried > MOST_TRIES - 3)
            else:
                compiler = Compiler(TEMPLATE)
    raise AssertionError("what is left are signs that our fonts hold")


def _without(data: str, text: str, *, every: bool) -> str:
    """The data without the signs of a text, or without all signs that we cannot be sure of."""
    signs = {sign for sign in _unescaped(text) if ord(sign) > 126}
    if every or not signs:
        return "".join(sign if ord(sign) < 0x180 or sign in SURE else UNSHOWN for sign in data)
    return "".join(UNSHOWN if sign in signs else sign for sign in data)


def _unescaped(text: str) -> str:
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), text)
