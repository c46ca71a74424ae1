"""`simulator replay`: a walk or a kept log, judged and explained."""

from __future__ import annotations

import argparse
import json

from simulator.cli.keeping import kept_log
from simulator.competence.debrief import debrief
from simulator.language import Language
from simulator.report.describe import Describer
from simulator.report.transcript import transcript


def run(options: argparse.Namespace, language: Language) -> int:
    """Print the judged play as text or as data."""
    if options.walk:
        from simulator.cohort.reading import replay_walk

        bundle, log = replay_walk(options.case, options.walk, cases=options.cases)
    else:
        bundle, log = kept_log(options)
    play = Describer(bundle, debrief(bundle, log), language).whole()
    if options.json:
        print(json.dumps(play, ensure_ascii=False, indent=2))
    else:
        print(transcript(play, language), end="")
    return 0
