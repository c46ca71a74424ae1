"""`simulator case golden`: what each walk comes to as facts, and two whole debriefs, to be read as a diff."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from simulator.cli.files import unwritable, write_whole
from simulator.cli.lookup import folder_of
from simulator.cohort.walks import play_walk
from simulator.competence.debrief import Debrief, debrief
from simulator.competence.expert import comparisons
from simulator.content.enums import LANGUAGES, ROLES
from simulator.content.library import read_walks
from simulator.content.walk import Walk
from simulator.graph.bundle import Bundle, CompiledProfession
from simulator.graph.loading import bundle_of, load_case, load_profession
from simulator.language import Language, language
from simulator.report.debrief.material import Companions, material
from simulator.report.debrief.whole import debrief_document
from simulator.report.outline import outline
from simulator.report.play_facts import play_facts
from simulator.report.wording import Texts


def run(options: argparse.Namespace, speech: Language) -> int:
    """Write `golden/<walk>.txt`, and `golden/<walk>.<language>.txt` of two walks; 1 if strays lie there.

    Nothing is written unless all walks can be walked.
    """
    folder = folder_of(options, options.case)
    files = golden(folder, load_profession())
    target = folder / "golden"
    try:
        target.mkdir(exist_ok=True)
    except OSError as fault:
        raise unwritable(target, fault) from None
    for name, text in files.items():
        write_whole(target / name, text)
    print(speech.count("{number} file written", "{number} files written", len(files)))
    strays = sorted(path.name for path in target.glob("*.txt") if path.name not in files)
    for name in strays:
        print(speech.text("golden/{file} belongs to no walk; remove it", file=name))
    return 1 if strays else 0


def golden(folder: Path, profession: CompiledProfession) -> dict[str, str]:
    """The golden files of a case by name. Raises `ProblemsFound` if a walk cannot be walked."""
    case = load_case(folder, profession)
    walks, files = read_walks(folder), {}
    whole = whole_debriefs({name: walk for name, (walk, _) in walks.items()})
    for name, (walk, document) in walks.items():
        bundle = bundle_of(case, profession, walk.level)
        judged = debrief(bundle, play_walk(bundle.graph, walk, document))
        files[f"{name}.txt"] = play_facts(bundle, judged)
        for code in LANGUAGES if name in whole else ():
            files[f"{name}.{code}.txt"] = _whole(bundle, judged, code)
    return files


def _whole(bundle: Bundle, judged: Debrief, code: str) -> str:
    companions = Companions(comparisons(bundle, judged))
    return outline(debrief_document(material(Texts(bundle, language(code)), judged, companions)))


def whole_debriefs(walks: Mapping[str, Walk]) -> tuple[str, ...]:
    """The two walks whose debrief is kept whole: the first expert's, and a naive one's of another role.

    Where a case has one role, both are of it.
    """
    experts = [name for name in sorted(walks) if walks[name].kind == "expert"]
    first = min(experts, key=lambda name: ROLES.index(walks[name].role), default="")
    naive = [name for name in sorted(walks) if walks[name].kind == "naive"]
    other = min(naive, key=lambda name: walks[name].role == walks[first].role if first else False, default="")
    return tuple(name for name in (first, other) if name)
