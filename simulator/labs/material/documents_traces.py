"""What a file tells without being asked: changes, comments, hidden text, properties, its own name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from simulator.labs.material.documents_asked import Asked
from simulator.labs.material.documents_reader import Paper
from simulator.labs.material.documents_remarks import DocumentRemark, quoted, quoted_list, where
from simulator.labs.material.documents_words import bare_letters, found_of, numeric_codes
from simulator.language import Language

NOBODY: Final = ("", "author", "autor", "python-docx", "un-named", "unknown", "microsoft office user", "user")
MODEL: Final = "fisa-observatie_caz-047_2026-11-12_v1.docx"
_VERSION: Final = re.compile(r"(?:^|[^a-z])v(?:ers(?:iunea|ion)?)?[ .\-_]?\d")
_DAY: Final = re.compile(r"20\d\d[-_. ]?[01]\d[-_. ]?[0-3]\d|[0-3]\d[-_. ][01]\d[-_. ]20\d\d")


def trace_findings(paper: Paper, name: str, asked: Asked, speech: Language) -> Iterator[DocumentRemark]:
    """What whoever receives the file may read between its lines."""
    yield from _work_left(paper, speech)
    yield from _properties(paper, asked, speech)
    yield from _file_name(paper, name, asked, speech)


def _work_left(paper: Paper, speech: Language) -> Iterator[DocumentRemark]:
    text = speech.text
    if paper.changes:
        by = quoted_list(sorted(filter(None, paper.changers)), speech) or "–"
        yield DocumentRemark(
            7,
            text(
                "Tracked changes are left ({number}, by {by}): whoever receives the file reads what was "
                "deleted too. Review > Accept All Changes.",
                number=paper.changes,
                by=by,
            ),
        )
    if paper.comments:
        yield DocumentRemark(
            8,
            text(
                "Comments are left ({number}): they travel with the file. Review > Delete All Comments.",
                number=paper.comments,
            ),
        )
    for one in paper.paragraphs:
        if one.hidden:
            yield DocumentRemark(
                9,
                text(
                    "{where}: hidden text ({words}). It does not print, and anyone can show it; delete it.",
                    where=where(one.place, speech),
                    words=quoted(one.hidden, speech),
                ),
            )
            return


def _properties(paper: Paper, asked: Asked, speech: Language) -> Iterator[DocumentRemark]:
    """One person as author is to be known; two, a firm, or somebody of the case is to be mended."""
    text, properties = speech.text, paper.properties
    everything = " ".join(properties.values())
    if names := found_of((*asked.people, *asked.outsiders), everything):
        yield DocumentRemark(
            30,
            text(
                "The file’s properties name {names}: lists of files and previews show it. Empty "
                "them: File > Info (Properties).",
                names=quoted_list(names, speech),
            ),
        )
    people = list(
        dict.fromkeys(
            properties[key]
            for key in ("creator", "lastModifiedBy", "Manager")
            if properties.get(key, "").lower() not in NOBODY
        )
    )
    firm = properties.get("Company", "")
    if len(people) > 1 or firm.lower() not in NOBODY:
        traces = quoted_list([*people, *([firm] if firm else [])], speech)
        yield DocumentRemark(
            31,
            text(
                "The properties name {traces} (author, last saved by, company): perhaps an older file "
                "was written over. File > Info > Inspect Document.",
                traces=traces,
            ),
        )
    elif people:
        yield DocumentRemark(
            90,
            text(
                "To be known: the file says that {name} wrote it. If you want it anonymous: File > "
                "Info > Inspect Document.",
                name=quoted(people[0], speech),
            ),
            fine=True,
        )


def _file_name(paper: Paper, name: str, asked: Asked, speech: Language) -> Iterator[DocumentRemark]:
    text, plain = speech.text, bare_letters(name)
    if any(numeric_codes(re.sub(r"[_\-.]", " ", name))):
        yield DocumentRemark(
            1,
            text(
                "The file’s name has a personal numeric code (CNP) in it: it is seen by who never opens the "
                "file. Use the number of the case: {model}.",
                model=MODEL,
            ),
        )
    if names := found_of([f"{each}*" for each in asked.people], re.sub(r"[_\-.]", " ", name)):
        yield DocumentRemark(
            32,
            text(
                "The file’s name has {names} in it: it is seen in lists and e-mails by who never opens "
                "the file. Use the number of the case: {model}.",
                names=quoted_list(names, speech),
                model=MODEL,
            ),
        )
    lacks = [
        word
        for word, pattern in ((text("the day"), _DAY), (text("the version"), _VERSION))
        if not pattern.search(plain)
    ]
    if lacks:
        yield DocumentRemark(
            33,
            text(
                "The file’s name {name} lacks {what}: in a month nobody knows which one is the last. "
                "For example (ours): {model}.",
                name=quoted(name, speech),
                what=speech.listed(lacks),
                model=MODEL,
            ),
        )
    inside = bare_letters(f"{paper.text}\n{paper.margins}")
    if "versiun" not in inside and not _VERSION.search(inside):
        yield DocumentRemark(
            34,
            text(
                "The document itself does not say which version it is: printed, it has no file name. "
                "Write “Version 1” and the day in the header or footer."
            ),
        )
