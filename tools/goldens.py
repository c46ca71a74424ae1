"""What each walk comes to as facts, and two whole debriefs, as a diff: `python -m tools.goldens CASE …`.

Without a case, those of every case of ours. `--cases` names folders beside ours.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from simulator.cohort.walks import play_walk
from simulator.competence.debrief import Debrief, debrief
from simulator.competence.expert import comparisons
from simulator.content.enums import LANGUAGES, ROLES
from simulator.content.folders import case_folders
from simulator.content.library import read_walks
from simulator.content.walk import Walk
from simulator.graph.bundle import Bundle, CompiledProfession
from simulator.graph.loading import bundle_of, load_case, load_profession
from simulator.language import language
from simulator.report.debrief.material import Companions, material
from simulator.report.debrief.whole import debrief_document
from simulator.report.wording import Texts
from tools.outline import outline
from tools.play_facts import play_facts


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


def write_goldens(folder: Path, profession: CompiledProfession) -> list[str]:
    """Write a case's `golden/`, none unless all walks can be walked; the names of strays that lie there."""
    files, target = golden(folder, profession), folder / "golden"
    target.mkdir(exist_ok=True)
    for name, text in files.items():
        (target / name).write_text(text, encoding="utf-8", newline="\n")
    return sorted(path.name for path in target.glob("*.txt") if path.name not in files)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the goldens of the cases that are named; 1 if some file there belongs to no walk."""
    parser = argparse.ArgumentParser(prog="python -m tools.goldens", description=__doc__)
    parser.add_argument("case", nargs="*")
    parser.add_argument("--cases", action="append", type=Path, default=[], metavar="DIR")
    options = parser.parse_args(arguments)
    folders = case_folders(tuple(options.cases))
    strays = []
    for name in options.case or folders:
        print(folders[name] / "golden")
        for stray in write_goldens(folders[name], load_profession()):
            print(f"  {stray} belongs to no walk; remove it")
            strays.append(stray)
    return 1 if strays else 0


if __name__ == "__main__":
    raise SystemExit(main())
