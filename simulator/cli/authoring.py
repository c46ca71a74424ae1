"""`simulator case`: tools for authors; each stands in its own module."""

from __future__ import annotations

import argparse
import importlib

from simulator.language import Language

TOOLS = {
    "new": "simulator.cli.case_new",
    "map": "simulator.cli.case_map",
    "script": "simulator.cli.case_script",
    "translate": "simulator.cli.case_translate",
}


def run(options: argparse.Namespace, language: Language) -> int:
    """Run the tool that was named."""
    return int(importlib.import_module(TOOLS[options.tool]).run(options, language))
