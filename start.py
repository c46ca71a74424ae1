#!/usr/bin/env python3
"""Start the simulator, or its tests, with nothing but Python: `python3 start.py serve`.

The first time, an environment is made in `.venv` beside this file and what is needed is installed there;
afterwards it is used as it is, until the project asks for something else. What stands after `start.py` is
given to `simulator`; `python3 start.py test` passes the tests instead, with the rest given to pytest.

Only the standard library is used. The file must still be read by a Python that is too old, to say so.
"""

import hashlib
import os
import queue
import re
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import IO

ROOT = Path(__file__).resolve().parent
OLDEST = (3, 11)
# Tests of one file share servers and browsers, so that files are what is done side by side.
SIDE_BY_SIDE = ["-n", "logical", "--maxprocesses", "4", "--dist", "loadfile", "--no-loadscope-reorder"]
# Without an answer for so long, something is said.
PATIENCE = 10
SENTENCES = {
    "old": (
        "Este nevoie de Python {oldest} sau mai nou, iar acesta este {version}: instalați unul de pe "
        "python.org sau, dacă îl aveți deja, porniți cu el, de pildă: python3.13 start.py",
        "Python {oldest} or newer is needed, and this one is {version}: install one from python.org "
        "or, if you have it already, start with it, for example: python3.13 start.py",
    ),
    "venv": (
        "Acestui Python îi lipsește modulul venv; pe Debian și Ubuntu instalați pachetul "
        "python{version}-venv (sudo apt install python{version}-venv), apoi dați din nou aceeași comandă.",
        "This Python has no module venv; on Debian and Ubuntu install the package "
        "python{version}-venv (sudo apt install python{version}-venv), then give the same command again.",
    ),
    "separator": (
        "Numele dosarului „{folder}” cuprinde semnul „{sign}”, pe care mediile Python nu îl primesc: "
        "mutați sau redenumiți dosarul.",
        "The name of the folder “{folder}” has the sign “{sign}”, which environments of Python do not take: "
        "move or rename the folder.",
    ),
    "foreign": (
        "„{folder}” există deja și nu este un mediu Python: mutați-l de acolo, apoi dați din nou comanda.",
        "“{folder}” is there already and is no Python environment: move it, then give the command again.",
    ),
    "unwritable": (
        "În dosarul „{folder}” nu se poate scrie ({reason}): mutați proiectul într-un dosar care vă "
        "aparține, pe un disc cu loc liber.",
        "The folder “{folder}” cannot be written ({reason}): move the project into a folder of your own, "
        "on a disk with free space.",
    ),
    "offline": (
        "Pachetele Python nu pot fi descărcate: verificați conexiunea la internet (într-o instituție, și "
        "proxy-ul), apoi dați din nou comanda. Ce a spus pip stă în „{log}”.",
        "The Python packages cannot be downloaded: check the connection to the internet (in an institution, "
        "the proxy as well), then give the command again. What pip said is in “{log}”.",
    ),
    "failed": (
        "Instalarea nu a reușit. Ce s-a spus stă în „{log}”; la sfârșit:\n{end}",
        "The installation did not succeed. What was said is in “{log}”; at its end:\n{end}",
    ),
    "make": (
        "1. Se face un mediu Python numai al simulatorului, în „{folder}”.",
        "1. Making a Python environment for the simulator alone, in “{folder}”.",
    ),
    "install": (
        "2. Se descarcă și se instalează acolo ce îi trebuie: aproximativ {download} MB de pe internet, "
        "{disk} MB pe disc, 1–5 minute. Numai acum.",
        "2. Downloading and installing there what it needs: about {download} MB from the internet, "
        "{disk} MB on disk, 1–5 minutes. Only now.",
    ),
    "downloading": (
        "   … {seconds} s: pachete {packages}, descărcat {megabytes} MB",
        "   … {seconds} s: packages {packages}, downloaded {megabytes} MB",
    ),
    "unpacking": (
        "   … {seconds} s: pachetele se așază pe disc ({packages})",
        "   … {seconds} s: the packages are put on disk ({packages})",
    ),
    "start": ("3. Gata; pornește.", "3. Done; starting."),
}
# What is downloaded and what lies on disk at the end, in MB, as measured with the newest packages.
SIZES = {"": (160, 650), "test": (250, 950)}
UNREACHABLE = re.compile(
    r"NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|ProxyError|Network is unreachable"
    r"|getaddrinfo failed|name resolution|SSLCertVerificationError|Connection to \S+ timed out"
)


class Stop(Exception):
    """There is nothing to start; the sentence says why and what to do."""


def main(given: "list[str]") -> int:
    """Run `simulator` or the tests in the project's own environment, and return their exit code."""
    words = given or ["serve"]
    english = speaks_english(words)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        python = ready("test" if words[0] == "test" else "", english)
    except Stop as end:
        print(f"start.py: {end}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    if words[0] == "test":
        os.chdir(str(ROOT))
        return run(python, ["-m", "pytest", *SIDE_BY_SIDE, *words[1:]])
    return run(python, ["-P", "-m", "simulator.cli.main", *words])


def speaks_english(words: "list[str]") -> bool:
    """Whether English is asked for: by `--lang`, by `SIMULATOR_LANG`, or by the system's own language."""
    for one, two in zip([*words, ""], [*words[1:], "", ""]):  # noqa: B905  (`strict` came with Python 3.10)
        if one.startswith("--lang=") or (one == "--lang" and two):
            return one.partition("=")[2] == "en" or two == "en"
    names = ("SIMULATOR_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    return next((os.environ[name] for name in names if os.environ.get(name)), "").startswith("en")


def dotted(version: "Sequence[object]") -> str:
    """The version of a Python as it is called: 3.11."""
    return f"{version[0]}.{version[1]}"


def sentence(name: str, english: bool, **values: object) -> str:
    """A sentence in Romanian or in English."""
    return SENTENCES[name][english].format(**values)


def ready(extra: str, english: bool) -> Path:
    """The interpreter of an environment in which all that the project asks for is installed.

    Raises `Stop` if it cannot be made.
    """
    if sys.version_info < OLDEST:
        raise Stop(sentence("old", english, oldest=dotted(OLDEST), version=dotted(sys.version_info)))
    if os.pathsep in str(ROOT):
        raise Stop(sentence("separator", english, folder=ROOT, sign=os.pathsep))
    folder = Path(os.environ.get("SIMULATOR_VENV") or ROOT / ".venv").absolute()
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    version = version_of(python)
    if version and any(is_installed(folder, version, name) for name in {extra, "test"}):
        return python
    try:
        if not version:
            make(folder, english)
        install(folder, python, extra, english)
    except OSError as fault:
        raise Stop(sentence("unwritable", english, folder=folder.parent, reason=fault.strerror)) from None
    print(sentence("start", english), flush=True)
    return python


def stamp(folder: Path, extra: str) -> Path:
    """The file that says for what the environment was made; it is written last."""
    return folder / (f"installed-{extra}.txt" if extra else "installed.txt")


def asked_for(version: str, extra: str) -> str:
    """A digest of all that an installation depends on."""
    parts = [version, str(ROOT), extra]
    for name in ("pyproject.toml", "constraints.txt"):
        parts.append((ROOT / name).read_text("utf-8") if (ROOT / name).is_file() else "")
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def is_installed(folder: Path, version: str, extra: str) -> bool:
    """Whether the environment holds what the project asks for today."""
    file = stamp(folder, extra)
    return file.is_file() and file.read_text("ascii") == asked_for(version, extra)


def version_of(python: Path) -> str:
    """The version of an environment's interpreter; empty if it does not run, is too old or has no pip."""
    question = "import sys, pip; print('.'.join(map(str, sys.version_info[:2])))"
    try:
        answer = subprocess.run([str(python), "-c", question], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    version = answer.stdout.strip()
    new_enough = re.match(r"\d+\.\d+$", version) and tuple(map(int, version.split("."))) >= OLDEST
    return version if answer.returncode == 0 and new_enough else ""


def make(folder: Path, english: bool) -> None:
    """Make the environment, in place of one that does not work. Raises `Stop` and `OSError`."""
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        raise Stop(sentence("venv", english, version=dotted(sys.version_info))) from None
    if (
        folder.exists()
        and not (folder / "pyvenv.cfg").is_file()
        and not (folder.is_dir() and is_empty(folder))
    ):
        raise Stop(sentence("foreign", english, folder=folder))
    print(sentence("make", english, folder=folder), flush=True)
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "venv", "--clear", str(folder)]
    made = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if made.returncode:
        log = folder / "install.log"
        log.write_text(made.stdout, "utf-8")
        raise Stop(sentence("failed", english, log=log, end=last_words(made.stdout)))


def is_empty(folder: Path) -> bool:
    """Whether nothing lies in a folder."""
    return not any(folder.iterdir())


def install(folder: Path, python: Path, extra: str, english: bool) -> None:
    """Install the project in the environment, and note it. Raises `Stop` and `OSError`."""
    download, disk = SIZES[extra]
    print(sentence("install", english, download=download, disk=disk), flush=True)
    log = folder / "install.log"
    quietly = ["--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
    command = [str(python), "-m", "pip", "install", *quietly, "-e", f".[{extra}]" if extra else "."]
    if (ROOT / "constraints.txt").is_file():
        command += ["-c", "constraints.txt"]
    if watch(command, log, english):
        words = log.read_text("utf-8", "replace")
        name = "offline" if UNREACHABLE.search(words) else "failed"
        raise Stop(sentence(name, english, log=log, end=last_words(words)))
    stamp(folder, extra).write_text(asked_for(version_of(python), extra), "ascii")


class Progress:
    """What pip has done so far, read from its own words."""

    def __init__(self) -> None:
        self.packages, self.megabytes, self.phase = 0, 0.0, "downloading"

    def read(self, line: str) -> None:
        """Take in one line."""
        size = re.match(r"\s*Downloading .*\((\d+(?:\.\d+)?) ?([kM])B\)", line)
        if size:
            self.megabytes += float(size.group(1)) / (1 if size.group(2) == "M" else 1000)
        elif line.startswith(("Collecting ", "Processing ")):
            self.packages += 1
        elif line.startswith("Installing collected"):
            self.phase = "unpacking"

    def sentence(self, seconds: float, english: bool) -> str:
        """A sign of life."""
        numbers = {"packages": self.packages, "megabytes": round(self.megabytes), "seconds": round(seconds)}
        return sentence(self.phase, english, **numbers)


def watch(command: "list[str]", log: Path, english: bool) -> int:
    """Run pip, its words into a file, with a sign of life every few seconds; its exit code."""
    # A person's own settings of pip must not send it elsewhere than into the environment.
    own = dict(os.environ, PIP_USER="0", PYTHONUTF8="1")
    own.setdefault("PIP_RETRIES", "2")
    began = spoken = time.monotonic()
    progress, lines = Progress(), queue.Queue()  # type: Progress, queue.Queue[bytes]
    pip = subprocess.Popen(command, cwd=str(ROOT), env=own, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    threading.Thread(target=pass_on, args=(pip.stdout, lines), daemon=True).start()
    with pip, log.open("wb") as file:
        while True:
            try:
                line = lines.get(timeout=1)
            except queue.Empty:
                line = None
            if line == b"":
                break
            if line:
                file.write(line)
                progress.read(line.decode("utf-8", "replace"))
            if time.monotonic() - spoken >= PATIENCE:
                spoken = time.monotonic()
                print(progress.sentence(spoken - began, english), flush=True)
    return pip.returncode


def pass_on(source: "IO[bytes]", lines: "queue.Queue[bytes]") -> None:
    """Hand over each line of a program's words, and an empty one at their end."""
    for line in source:
        lines.put(line)
    lines.put(b"")


def last_words(words: str) -> str:
    """What pip said last that a person can use: its errors, or else its last lines."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error")]
    return "\n".join("  " + line[:300] for line in (errors or lines)[-4:])


def run(python: Path, words: "list[str]") -> int:
    """Become a program of the environment, as if it had been activated; on Windows, wait for it."""
    own = dict(os.environ, VIRTUAL_ENV=str(python.parent.parent))
    own["PATH"] = os.pathsep.join([str(python.parent), own.get("PATH", os.defpath)])
    own.pop("PYTHONHOME", None)
    sys.stdout.flush()
    if os.name != "nt":
        os.execve(str(python), [str(python), *words], own)
    # There, a path that the system's code page cannot write is read right only so.
    own["PYTHONUTF8"] = "1"
    process = subprocess.Popen([str(python), *words], env=own)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue  # it has heard it too, and ends by itself


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
