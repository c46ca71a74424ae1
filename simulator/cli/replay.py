"""`simulator replay`: a walk or a kept log, judged and explained."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from simulator.cli.finding import bundle_for, folder_of
from simulator.competence.debrief import debrief
from simulator.engine.codec import log_from_json, parse_log
from simulator.engine.events import Event
from simulator.errors import Refused, WrongUse, message
from simulator.graph.bundle import Bundle
from simulator.language import Language
from simulator.report.describe import Describer
from simulator.report.transcript import transcript


def run(options: argparse.Namespace, language: Language) -> int:
    """Print the judged play as text or as data."""
    bundle, log = _from_walk(options) if options.walk else _from_log(options)
    play = Describer(bundle, debrief(bundle, log), language).whole()
    if options.json:
        print(json.dumps(play, ensure_ascii=False, indent=2))
    else:
        print(transcript(play, language), end="")
    return 0


def _from_walk(options: argparse.Namespace) -> tuple[Bundle, tuple[Event, ...]]:
    from simulator.cohort.walks import play_walk
    from simulator.content.case import Walk
    from simulator.content.library import read_model

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


def _from_log(options: argparse.Namespace) -> tuple[Bundle, tuple[Event, ...]]:
    path: Path = options.log
    try:
        data = parse_log(path.read_bytes())
    except OSError as fault:
        raise WrongUse(message("the file cannot be opened ({reason})", reason=fault.strerror)) from None
    if data["case"] != options.case or data["level"] not in ("guided", "standard", "hard"):
        raise WrongUse(message("this log is of the case '{case}'", case=data["case"]))
    bundle = bundle_for(options, data["level"])
    if data["bundle"] != bundle.digest:
        raise Refused(message("the case or its rules have changed since this log was kept"))
    return bundle, log_from_json(bundle.graph, data)
