"""`simulator case script`: a case as a numbered script for reviewers."""

from __future__ import annotations

import argparse
from pathlib import Path

from simulator.cli.lookup import bundle_for, folder_of
from simulator.content.library import read_case
from simulator.language import Language
from simulator.report.script import script
from simulator.report.whole_files import write_whole


def run(options: argparse.Namespace, language: Language) -> int:
    """Print the script, or write it into the file that `--output` names."""
    bundle = bundle_for(options, options.level)
    put(options.output, script(read_case(folder_of(options, options.case)).case, bundle, language), language)
    return 0


def put(output: Path | None, text: str, language: Language) -> None:
    """Print a text, or write it whole into a file. Raises `WrongUse` if it cannot be written."""
    if output is None:
        print(text, end="")
        return
    write_whole(output, text)
    print(language.text("Written: {file}", file=output))
