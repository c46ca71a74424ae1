"""`simulator serve`: the environment in the browser."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from simulator.language import Language


def run(options: argparse.Namespace, language: Language) -> int:
    """Serve until interrupted. Exit code 1 if the database or the installed Jupyter cannot be used.

    Raises `ProblemsFound` for faults in an institution's checklist.
    """
    from simulator.graph.checklist import own_examples
    from simulator.graph.loading import load_profession
    from simulator.serve.app import serve_until_stopped
    from simulator.serve.jupyter_private.contract import JupyterChanged
    from simulator.serve.settings import settings_from
    from simulator.store.database import StoreFault

    given = {
        "host": options.host,
        "port": options.port,
        "database": options.database,
        "open_browser": False if options.no_open else None,
        "language": language.code,
        "cases": tuple(str(folder.resolve()) for folder in options.cases) or None,
        "notebooks": str(options.notebooks.resolve()) if options.notebooks else None,
        "checklist": str(options.checklist.resolve()) if options.checklist else None,
    }
    settings = settings_from(options.config, given)
    if settings.checklist:  # its faults are told here, where they can be mended, before anybody comes
        own_examples(Path(settings.checklist), load_profession().profession)

    def say(address: str) -> None:
        if settings.class_code:
            sentence = language.text(
                "The class's server is running. Learners come in here, with the class code:"
            )
        else:
            sentence = language.text(
                "The simulator is running. Open this address once, in this computer's browser:"
            )
        print(sentence)
        print(f"  {address}", flush=True)
        print(language.text("Stop it with Ctrl+C."), flush=True)

    try:
        serve_until_stopped(settings, say)
    except (StoreFault, JupyterChanged) as fault:
        print(f"simulator: {language.say(fault.reason)}; {language.say(fault.todo)}", file=sys.stderr)
        return 1
    return 0
