"""JupyterLab for a course: the same pages and the laboratories, in a copy that its reader may edit freely.

Whoever sits in Lab runs any code, so Lab listens on this machine only, asks for a token, opens one's
own records, and does not carry Voila's server extension, which would let a mere viewer do the same.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

import platformdirs

from simulator.errors import WrongUse, message
from simulator.serve.app import HERE, pages_folder
from simulator.store.database import DATABASE_VARIABLE, default_url, open_database, settled
from simulator.store.learners import several
from simulator.ui.session_context import CASES_VARIABLE, VISIT_VARIABLE

FIRST_PAGE = "/lab/tree/pages/start.ipynb"
LEDGER = ".copies.json"
SHELVES = ("pages", "labs")
SETTINGS = HERE / "share" / "lab"


def default_folder() -> Path:
    """Where the notebooks are copied to: a folder among the user's documents."""
    return Path(platformdirs.user_documents_dir()) / "simulator-asistenta-sociala"


def copy_notebooks(folder: Path) -> list[str]:
    """Copy the notebooks that are missing or unedited and old; the names of those kept as edited.

    Raises `WrongUse` for a folder of the installation itself, or one that cannot be written.
    """
    source = pages_folder().parent.resolve()
    target = folder.resolve()
    if target == source or source in target.parents or HERE.parent in (target, *target.parents):
        raise WrongUse(message("'{folder}' belongs to the simulator itself; give another", folder=folder))
    try:
        return _copied(source, target)
    except OSError as fault:
        raise WrongUse(
            message("'{file}' cannot be written ({reason})", file=folder, reason=fault.strerror or "")
        ) from None


def _copied(source: Path, target: Path) -> list[str]:
    ledger, edited = _ledger(target), list[str]()
    for path in sorted(file for shelf in SHELVES for file in (source / shelf).glob("*.ipynb")):
        name = path.relative_to(source).as_posix()
        copy, ours = target / name, _digest(path)
        there = _digest(copy) if copy.exists() else ""
        if there in ("", ledger.get(name)) and there != ours:
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
            there = ours
        if there == ours:
            ledger[name] = ours
        else:
            edited.append(name)
    (target / LEDGER).write_text(json.dumps(ledger, indent=1), "utf-8")
    return edited


def _ledger(target: Path) -> dict[str, str]:
    """What was copied last time, by name; nothing where that cannot be read."""
    try:
        ledger = json.loads((target / LEDGER).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(ledger, dict):
        return {}
    return {str(name): str(digest) for name, digest in ledger.items()}


def _digest(path: Path) -> str:
    """What is written in a notebook's cells; whether they were run, and an empty cell, make no difference."""
    content = path.read_bytes()
    try:
        cells = [(cell["cell_type"], "".join(cell["source"])) for cell in json.loads(content)["cells"]]
        content = json.dumps([cell for cell in cells if cell[1].strip()]).encode()
    except (ValueError, KeyError, TypeError):
        pass  # no notebook (any more): its bytes tell
    return hashlib.sha256(content).hexdigest()


def export_environment(database: str, cases: Sequence[Path]) -> None:
    """Tell the kernels to come, by the environment, which database and cases are meant.

    Raises `StoreFault` if the database cannot be used, `WrongUse` if it holds several people's records.
    """
    url = settled(database or default_url())
    engine = open_database(url)
    shared = several(engine)
    engine.dispose()
    if shared:
        raise WrongUse(
            message("this database holds the records of several people; give one of your own with --database")
        )
    os.environ.pop(VISIT_VARIABLE, None)
    os.environ[DATABASE_VARIABLE] = url
    os.environ[CASES_VARIABLE] = os.pathsep.join(str(folder.resolve()) for folder in cases)


def options_for(folder: Path, port: int | None, token: str, *, open_browser: bool) -> list[str]:
    """What JupyterLab is told; it wins over whatever the user's own Jupyter settings say."""
    options: dict[str, object] = {
        "ServerApp.root_dir": str(folder.resolve()),
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.allow_remote_access": False,
        "ServerApp.open_browser": open_browser,
        "ServerApp.answer_yes": True,
        # Nobody but who started it can come in, so it need not matter who that is (in a container: root).
        "ServerApp.allow_root": True,
        "ServerApp.log_level": "ERROR",
        "LabApp.log_level": "ERROR",
        "ServerApp.jpserver_extensions": "voila.server_extension=False",
        "IdentityProvider.token": token,
        # On a shared computer nobody else reads along between Lab and its kernels, where both know how.
        "KernelManager.transport_encryption": "auto",
        "LabApp.default_url": FIRST_PAGE,
        "LabApp.check_for_updates_class": "jupyterlab.handlers.announcements.NeverCheckForUpdate",
        "LabApp.news_url": "None",
    }
    if port is not None:
        options |= {"ServerApp.port": port, "ServerApp.port_retries": 0}
    return [f"--{name}={value}" for name, value in options.items()]


def run_lab(folder: Path, port: int | None, say: Callable[[str], None], *, open_browser: bool = True) -> None:
    """Run JupyterLab until interrupted; `say` is given the address once it listens."""
    from simulator.serve.jupyter_private.lab import lab_server

    warnings.simplefilter("ignore", DeprecationWarning)  # Jupyter's own affairs
    before = os.environ.get("JUPYTER_CONFIG_PATH")
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join([str(SETTINGS), *filter(None, [before])])
    token = secrets.token_hex(24)
    options = options_for(folder, port, token, open_browser=open_browser)
    os.chdir(folder)  # a terminal of Lab's opens here, so that what is kept from it is in sight
    server = lab_server(options)
    server.io_loop.call_later(0.2, lambda: say(f"http://127.0.0.1:{server.port}{FIRST_PAGE}?token={token}"))
    server.start()
