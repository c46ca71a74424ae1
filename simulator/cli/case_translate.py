"""`simulator case translate`: what English is missing or stale; stamps what was just translated.

With `--output`, or printed with `--skeleton`: the whole file, what is missing to be filled in.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass

from simulator.cli.lookup import folder_of
from simulator.content.case import Overlay, Translation
from simulator.content.library import WrittenCase, read_case
from simulator.content.texts import TODO, digest, romanian, translated
from simulator.content.writer import head_of, overlay_yaml
from simulator.language import Language
from simulator.report.whole_files import write_whole

FILE = "text.en.yaml"
NEW = "new"
MOST = 3000  # signs of a text


@dataclass(frozen=True, slots=True)
class Findings:
    """Paths without English, with English of an older Romanian, without Romanian, to be stamped."""

    missing: list[str]
    stale: list[str]
    unknown: list[str]
    new: list[str]


def run(options: argparse.Namespace, language: Language) -> int:
    """List and stamp, 1 if work is left; or write (or print) the whole file with what is missing."""
    read = read_case(folder_of(options, options.case))
    texts = romanian(read.case)
    state = findings(read, texts)
    path = read.folder / FILE
    head = head_of(path.read_text(encoding="utf-8-sig")) if path.exists() else ""
    if options.output:
        write_whole(options.output, skeleton(read, texts, head))
        print(language.text("Written: {file}", file=options.output))
        print(
            language.count(
                "{number} text is left to translate: look for TODO",
                "{number} texts are left to translate: look for TODO",
                len(state.missing),
            )
        )
        return 0
    if options.skeleton:
        print(skeleton(read, texts, head), end="")
        return 0
    if state.new and read.overlay:
        write_whole(path, stamped(read.overlay, texts, head))
    print("\n".join(_lines(state, language)))
    return 1 if state.missing or state.stale or state.unknown else 0


def findings(read: WrittenCase, texts: dict[str, str]) -> Findings:
    """How the English of a case stands against its Romanian."""
    entries = read.overlay.texts if read.overlay else {}
    done = translated(read.overlay)
    known = [path for path in texts if path in done]
    return Findings(
        missing=[path for path in texts if path not in done],
        stale=[path for path in known if entries[path].of not in (NEW, digest(texts[path]))],
        unknown=[path for path in entries if path not in texts],
        new=[path for path in known if entries[path].of == NEW],
    )


def stamped(overlay: Overlay, texts: dict[str, str], head: str = "") -> str:
    """The overlay's file with every `of: new` replaced by the digest of the present Romanian."""
    done = translated(overlay)
    entries = {
        path: Translation(of=digest(texts[path]), text=entry.text)
        if entry.of == NEW and path in texts and path in done
        else entry
        for path, entry in overlay.texts.items()
    }
    return overlay_yaml(Overlay(format="1", texts=entries), list(texts), head)


def skeleton(read: WrittenCase, texts: dict[str, str], head: str = "") -> str:
    """The whole file: what stands in it already, and for every missing text TODO with its Romanian."""
    entries = dict(read.overlay.texts) if read.overlay else {}
    for path in findings(read, texts).missing:
        entries.setdefault(path, Translation(of=NEW, text=f"{TODO}: {texts[path]}"[:MOST]))
    return overlay_yaml(Overlay(format="1", texts=entries), list(texts), head)


def _lines(findings: Findings, language: Language) -> list[str]:
    lines = []
    if findings.new:
        lines.append(language.count("{number} text stamped", "{number} texts stamped", len(findings.new)))
    if findings.missing:
        head = language.count(
            "{number} text has no English:", "{number} texts have no English:", len(findings.missing)
        )
        lines += _listed(head, findings.missing)
    if findings.stale:
        head = language.count(
            "{number} text whose Romanian has changed (read it again, then write 'of: new'):",
            "{number} texts whose Romanian has changed (read them again, then write 'of: new'):",
            len(findings.stale),
        )
        lines += _listed(head, findings.stale)
    if findings.unknown:
        head = language.count(
            "{number} entry without a Romanian text (remove it):",
            "{number} entries without a Romanian text (remove them):",
            len(findings.unknown),
        )
        lines += _listed(head, findings.unknown)
    return lines or [language.text("The English is complete and up to date.")]


def _listed(head: str, paths: list[str]) -> list[str]:
    return [head, *(f"  {path}" for path in paths)]
