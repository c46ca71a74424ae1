"""`simulator replay`: a walk or a kept log, judged and explained."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from simulator.cli.files import log_from_file
from simulator.competence.debrief import debrief
from simulator.language import Language
from simulator.report.describe import Describer
from simulator.report.text_renderer import transcript
from simulator.report.whole_files import write_whole


def run(options: argparse.Namespace, language: Language) -> int:
    """Print the judged play as text or as data, or write it as a document."""
    if options.walk:
        from simulator.cohort.reading import replay_walk

        bundle, log = replay_walk(options.case, options.walk, cases=options.cases)
    else:
        bundle, log = log_from_file(options)
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
    from simulator.competence.expert import comparisons
    from simulator.report.beside import beside
    from simulator.report.file_formats import written
    from simulator.report.paper_debrief import OwnWords, debrief_paper

    paths = comparisons(describer.bundle, describer.debrief)
    paper = debrief_paper(describer, OwnWords(), beside(describer, paths))
    write_whole(path, written(paper, path.suffix.removeprefix(".").lower()))
