"""`simulator case golden`: the transcript of every walk, in both languages, to be read as a diff."""

from __future__ import annotations

import argparse
from pathlib import Path

from simulator.cli.files import unwritable, write_whole
from simulator.cli.lookup import folder_of
from simulator.cohort.walks import play_walk
from simulator.competence.debrief import debrief
from simulator.content.enums import LANGUAGES
from simulator.content.library import read_walks
from simulator.graph.bundle import CompiledProfession
from simulator.graph.loading import bundle_of, load_case, load_profession
from simulator.language import Language, language
from simulator.report.describe import Describer
from simulator.report.text_renderer import transcript


def run(options: argparse.Namespace, speech: Language) -> int:
    """Write `golden/<walk>.<language>.txt`, none unless all walks can be walked; 1 if strays lie there."""
    folder = folder_of(options, options.case)
    files = golden(folder, load_profession())
    target = folder / "golden"
    try:
        target.mkdir(exist_ok=True)
    except OSError as fault:
        raise unwritable(target, fault) from None
    for name, text in files.items():
        write_whole(target / name, text)
    print(speech.count("{number} transcript written", "{number} transcripts written", len(files)))
    strays = sorted(path.name for path in target.glob("*.txt") if path.name not in files)
    for name in strays:
        print(speech.text("golden/{file} belongs to no walk; remove it", file=name))
    return 1 if strays else 0


def golden(folder: Path, profession: CompiledProfession) -> dict[str, str]:
    """The transcripts of a case's walks by file name. Raises `ProblemsFound` if a walk cannot be walked."""
    case = load_case(folder, profession)
    files = {}
    for name, (walk, document) in read_walks(folder).items():
        bundle = bundle_of(case, profession, walk.level)
        judged = debrief(bundle, play_walk(bundle.graph, walk, document))
        for code in LANGUAGES:
            speech = language(code)
            files[f"{name}.{code}.txt"] = transcript(Describer(bundle, judged, speech).whole(), speech)
    return files
