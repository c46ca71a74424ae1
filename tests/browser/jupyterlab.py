"""`simulator lab` as a person starts it, and the few things that a person does in JupyterLab."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser.serving import ROOT, House

PATIENCE = 120_000
FRONT = ".jp-NotebookPanel:not(.lm-mod-hidden)"


@dataclass
class Lab(House):
    """JupyterLab on copies and a database of its own, with the settings of somebody who has none."""

    address: str = ""

    @property
    def copies(self) -> Path:
        return self.folder / "copies"

    def start(self) -> Lab:
        """Start it and wait until it says where it is."""
        command = [sys.executable, "-m", "simulator.cli.main", "lab", "--no-open", "--folder", "copies"]
        command += ["--database", f"sqlite:///{self.database}"]
        own = {"JUPYTER_CONFIG_DIR": str(self.folder / "own"), "JUPYTER_DATA_DIR": str(self.folder / "data")}
        with (self.folder / "log").open("a") as log:
            self.process = subprocess.Popen(
                command,
                cwd=self.folder,
                env={**os.environ, **own, "PYTHONPATH": str(ROOT)},
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert self.process.stdout is not None
        said = [self.process.stdout.readline().strip() for _ in range(4)]
        self.address = said[1]
        assert self.address.startswith("http://127.0.0.1:"), (self.folder / "log").read_text()
        assert str(self.copies) in said[2]
        opens = Path(f"/proc/{self.process.pid}/cwd").readlink()
        assert opens == self.copies, "a terminal of Lab's opens where its list of files shows what is kept"
        return self


def ready(page: Page, name: str = "start.ipynb") -> None:
    """Wait until the notebook in front has a kernel that waits for something to do.

    The line below says so; the sign beside the notebook says it too soon, and what is run then is lost.
    """
    page.locator(f"[title='Change kernel for {name}']", has_text="| Idle").wait_for()


def menu(page: Page, name: str, item: str) -> None:
    """Choose from one of Lab's menus."""
    page.get_by_role("menuitem", name=name, exact=True).click()
    page.locator(".lm-Menu").get_by_text(item, exact=True).click()


def opened(page: Page, folder: str, name: str) -> None:
    """Open a notebook from the list of files."""
    files = page.locator(".jp-DirListing-content")
    page.locator(".jp-FileBrowser .jp-BreadCrumbs-home").click()
    files.get_by_text(folder, exact=True).dblclick()
    files.get_by_text(name, exact=True).dblclick()
    page.locator(f".lm-TabBar-tab.lm-mod-current:has-text('{name}')").wait_for()
    ready(page, name)


def kept(path: Path) -> list[dict[str, Any]]:
    """The code cells of a notebook's file; none while it is being written."""
    try:
        cells = json.loads(path.read_text("utf-8"))["cells"]
    except ValueError:
        return []
    return [cell for cell in cells if cell["cell_type"] == "code"]
