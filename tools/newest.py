"""Try the newest packages instead of the tried ones: `python -m tools.newest`.

Makes an environment of its own, installs the project there without `constraints.txt`, and runs the tests
of the seam to Jupyter. It says which packages differ from the tried ones and what broke. What stands
after the command is given to pytest, in place of the tests of the seam.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path

from tools.names import ROOT

CONSTRAINTS = ROOT / "constraints.txt"
SEAM = tuple(
    f"tests/serve/test_{name}.py"
    for name in ("jupyter_private", "message_filter", "attacks", "floods", "kernels", "lab")
)
_BROKEN = re.compile(r"^(?:FAILED|ERROR) (\S.*?)(?: - .*)?$", re.MULTILINE)


def pins(text: str) -> dict[str, str]:
    """The versions that a list of `name==version` names, by the package's plain name."""
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    pairs = (line.split("==") for line in lines if line.count("==") == 1)
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in pairs}


def differences(tried: str, installed: str) -> list[str]:
    """What is installed in another version than the tried one, a line for each."""
    now = pins(installed)
    return [
        f"{name} {version} → {now.get(name, 'not installed')}"
        for name, version in pins(tried).items()
        if now.get(name) != version
    ]


def broken(output: str) -> list[str]:
    """The tests that pytest's own summary calls failed."""
    return _BROKEN.findall(output)


def environment() -> dict[str, str]:
    """This process's environment without what would hold packages back or lead to others."""
    left_out = ("PIP_CONSTRAINT", "PYTHONPATH", "PYTHONHOME")
    return {name: value for name, value in os.environ.items() if name not in left_out}


def install(folder: Path) -> Path:
    """A new environment with the project and the newest of all it needs; its Python.

    Raises `CalledProcessError` if pip cannot.
    """
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = [str(python), "-m", "pip", "install", "--quiet", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "-e", ".[test]"], cwd=ROOT, env=environment(), check=True)
    return python


def main(arguments: Sequence[str]) -> int:
    """Install, compare, test, tell; 1 if something broke."""
    with tempfile.TemporaryDirectory() as folder:
        print("Installing the newest packages…", flush=True)
        python = str(install(Path(folder) / "venv"))
        freeze = [python, "-m", "pip", "list", "--format=freeze"]
        listed = subprocess.run(freeze, env=environment(), capture_output=True, text=True, check=True)
        newer = differences(CONSTRAINTS.read_text("utf-8"), listed.stdout)
        print("\n".join(newer) or "All packages are the tried ones.", flush=True)
        command = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", *(arguments or SEAM)]
        done = subprocess.run(
            command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
        )
    faults = broken(done.stdout)
    if done.returncode and not faults:
        print(done.stdout + done.stderr)
    elif not done.returncode:
        print("Nothing broke.")
    for fault in faults:
        print(f"broke: {fault}")
    return 1 if done.returncode else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
