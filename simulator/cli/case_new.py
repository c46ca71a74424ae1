"""`simulator case new`: a small whole case to start from."""

from __future__ import annotations

import argparse
import os
import re
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from simulator.content.folders import case_folders, scenarios_folder
from simulator.errors import WrongUse, message
from simulator.language import Language
from simulator.report.whole_files import unwritable

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,47}")
MODEL = "template"


def run(options: argparse.Namespace, language: Language) -> int:
    """Copy the template under a new name and say what to do next."""
    target = new_case(options.folder, options.name, taken=case_folders(tuple(options.cases)))
    print(language.text("The case is in {folder}. What you can do now:", folder=target))
    for command in (
        ["check", str(target)],
        ["play", options.name, "--role", "technician", "--cases", str(options.folder)],
        ["case", "script", options.name, "--cases", str(options.folder)],
    ):
        print(f"  {as_typed(['simulator', *command])}")
    return 0


def as_typed(words: list[str]) -> str:
    """A command as a person types it here: words with spaces and the like between quotation marks."""
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)


def new_case(folder: Path, name: str, taken: dict[str, Path]) -> Path:
    """The folder of a new case, complete. Raises `WrongUse`, and then nothing has been written."""
    target = folder / name
    if not NAME.fullmatch(name):
        raise WrongUse(
            message("'{name}' cannot name a case: small letters, digits and hyphens, at most 48", name=name)
        )
    if name in (*taken, MODEL):
        raise WrongUse(message("there is already a case called '{name}'", name=name))
    if not folder.is_dir():
        raise WrongUse(message("there is no folder '{folder}'", folder=folder))
    if target.exists():
        raise WrongUse(message("'{folder}' already exists", folder=target))
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=".new-") as building:
            built = _copied(Path(building) / name, name)
            built.rename(target)
    except OSError as fault:
        raise unwritable(target, fault) from None
    return target


def _copied(target: Path, name: str) -> Path:
    shutil.copytree(scenarios_folder() / MODEL, target, ignore=shutil.ignore_patterns("golden", ".*"))
    case = target / "case.yaml"
    text = case.read_text(encoding="utf-8")
    renamed = re.sub(rf"^id: {MODEL}\b", f"id: {name}", text, count=1, flags=re.MULTILINE)
    case.write_text(renamed, encoding="utf-8", newline="\n")
    return target
