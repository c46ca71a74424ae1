"""Documents opened again by other hands than those that wrote them."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.document import Document as Opened
from docx.oxml.ns import qn
from pypdf import PdfReader

TAGS = ("/S", "/K")


def opened(data: bytes) -> Opened:
    return Document(io.BytesIO(data))


def words_of_docx(data: bytes) -> list[str]:
    """The text of each paragraph, those in tables included, in reading order."""
    return [
        "".join(t.text or "" for t in p.iter(qn("w:t"))) for p in opened(data).element.body.iter(qn("w:p"))
    ]


def pdf(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def words_of_pdf(data: bytes) -> str:
    """The text of all pages with every space and line break as one space."""
    return " ".join(" ".join(page.extract_text() for page in pdf(data).pages).split())


def tags_of(data: bytes) -> list[str]:
    """The kinds of the structure elements (`H1`, `TH`, …), in reading order."""
    return [str(element["/S"]).removeprefix("/") for element in elements_of(data)]


def elements_of(data: bytes) -> list[Any]:
    """The structure elements, in reading order."""
    root: Any = pdf(data).trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    found: list[Any] = []

    def walk(element: Any) -> None:
        element = element.get_object()
        if isinstance(element, list):
            for child in element:
                walk(child)
        elif isinstance(element, dict):
            if "/S" in element:
                found.append(element)
            if "/K" in element:
                walk(element["/K"])

    walk(root)
    return found


def resolved(element: Any) -> Any:
    """What a reference stands for."""
    return element.get_object()


def kids_of(element: Any) -> list[Any]:
    """The elements in a structure element, marked content left out."""
    kids = resolved(element.get("/K", []))
    kids = kids if isinstance(kids, list) else [kids]
    return [kid for kid in kids if isinstance(resolved(kid), dict)]
