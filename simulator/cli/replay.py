"""`simulator replay`: a walk or a kept log, judged and explained."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from simulator.cli.finding import bundle_for, folder_of
from simulator.cli.keeping import kept_log, write_whole
from simulator.competence.debrief import debrief
from simulator.engine.events import Event
from simulator.errors import WrongUse, message
from simulator.graph.bundle import Bundle
from simulator.language import Language
from simulator.report.describe import Describer
from simulator.report.transcript import transcript


def run(options: argparse.Namespace, language: Language) -> int:
    """Print the judged play as text or as data, or write it as a document."""
    bundle, log = _from_walk(options) if options.walk else kept_log(options)
    describer = Describer(bundle, debrief(bundle, log), language)
    if options.output:
        _write(options.output, describer)
        print(language.text("Written: {file}", file=options.output))
        return 0
    play = describer.whole()
    if options.json:
        print(json.dumps(play, ensure_ascii=False, indent=2))
    else:
        print(transcript(play, language), end="")
    return 0


def _write(path: Path, describer: Describer) -> None:
    """Write the document that the ending of the name asks for."""
    from simulator.report.paper_debrief import OwnWords, debrief_paper
    from simulator.report.papers import written

    paper = debrief_paper(describer, OwnWords())
    write_whole(path, written(paper, path.suffix.removeprefix(".").lower()))


def _from_walk(options: argparse.Namespace) -> tuple[Bundle, tuple[Event, ...]]:
    from simulator.cohort.walks import play_walk
    from simulator.content.library import read_model
    from simulator.content.walk import Walk

    folder = folder_of(options, options.case) / "walks"
    names = sorted(path.stem for path in folder.glob("*.yaml"))
    if options.walk not in names:
        raise WrongUse(
            message(
                "there is no walk '{name}'; there are: {names}", name=options.walk, names=", ".join(names)
            )
        )
    walk, document = read_model(Walk, folder / f"{options.walk}.yaml")
    bundle = bundle_for(options, walk.level)
    return bundle, play_walk(bundle.graph, walk, document)
