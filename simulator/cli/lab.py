"""`simulator lab`: the pages and the laboratories in JupyterLab, for a course."""

from __future__ import annotations

import argparse
import sys

from simulator.errors import WrongUse, message
from simulator.language import Language


def run(options: argparse.Namespace, language: Language) -> int:
    """Serve until interrupted. Exit code 1 if the database cannot be used."""
    from simulator.serve import lab
    from simulator.serve.addresses import require_free
    from simulator.store.database import StoreFault

    if options.port is not None:
        require_free(options.port)  # JupyterLab would say so in lines of its own log
    folder = (options.folder or lab.default_folder()).resolve()

    def say(address: str) -> None:
        print(language.text("JupyterLab is running, for this computer only. Open this address:"))
        print(f"  {address}")
        print(language.text("Your copies of the notebooks are in '{folder}'.", folder=folder))
        print(language.text("Stop it with Ctrl+C."), flush=True)

    try:
        lab.export_environment(options.database or "", options.cases)
        for name in lab.copy_notebooks(folder):
            print(
                language.text("'{name}' is as you left it; delete it to get a fresh copy of ours.", name=name)
            )
        lab.run_lab(folder, options.port, say, open_browser=not options.no_open)
    except StoreFault as fault:
        print(f"simulator: {language.say(fault.reason)}; {language.say(fault.todo)}", file=sys.stderr)
        return 1
    except SystemExit as end:
        if end.code:
            raise WrongUse(
                message("the port {port} is in use; give another with --port", port=options.port)
            ) from None
    return 0
