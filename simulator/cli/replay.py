"""`simulator replay`: a walk or a kept log, judged and explained."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from simulator.cli.files import log_from_file, log_notice
from simulator.competence.debrief import debrief
from simulator.competence.expert import comparisons
from simulator.language import Language
from simulator.report.debrief.material import Companions, Material, material
from simulator.report.debrief.whole import debrief_document
from simulator.report.text_renderer import text_of
from simulator.report.whole_files import write_whole
from simulator.report.wording import Texts


def run(options: argparse.Namespace, language: Language) -> int:
    """Print the judged play as text or as data, or write it as a document."""
    if options.walk:
        from simulator.cohort.reading import replay_walk

        bundle, log = replay_walk(options.case, options.walk, cases=options.cases)
    else:
        log_file = log_from_file(options)
        bundle, log = log_file.bundle, log_file.log
        log_notice(log_file, language)
    judged = debrief(bundle, log)
    play = material(Texts(bundle, language), judged, Companions(comparisons(bundle, judged)))
    if options.output:
        _write(options.output, play)
        print(language.text("Written: {file}", file=options.output))
    elif options.json:
        print(json.dumps(play.play.as_json(), ensure_ascii=False, indent=2))
    else:
        print(text_of(debrief_document(play)), end="")
    return 0


def _write(path: Path, play: Material) -> None:
    """Write the document that the ending of the name asks for."""
    from simulator.report.file_formats import written

    write_whole(path, written(debrief_document(play), path.suffix.removeprefix(".").lower()))
