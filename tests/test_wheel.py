"""The built wheel alone does the main job: cases and framework travel with it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from simulator.serve.assets import Assets
from simulator.serve.html_templates import environment
from simulator.ui.page_registry import PAGES
from tests.support import CHECKOUT

REPLAY = ("replay", "abuse-discovery", "--walk", "expert-technician")


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's content in a folder of its own."""
    pytest.importorskip("build")
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(folder),
        str(CHECKOUT),
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(root: Path, folder: Path, *code: str) -> str:
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("SIMULATOR", "COV"))},
        "PYTHONPATH": str(root),
        "PYTHONSAFEPATH": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "SIMULATOR_CACHE": str(folder / "cache"),
    }
    done = subprocess.run(
        [sys.executable, *code], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_is_the_copy_that_is_used(unpacked: Path, tmp_path: Path) -> None:
    print_it = "import simulator.content.folders as f; print(f.__file__); print(f.scenarios_folder())"
    where = run(unpacked, tmp_path, "-c", print_it).split()
    assert all(Path(place).is_relative_to(unpacked) for place in where), where


def test_the_wheel_replays_as_the_checkout_does(unpacked: Path, tmp_path: Path) -> None:
    for name in ("wheel", "checkout"):
        (tmp_path / name).mkdir()
    ours = run(unpacked, tmp_path / "wheel", "-m", "simulator.cli.main", *REPLAY)
    theirs = run(CHECKOUT, tmp_path / "checkout", "-m", "simulator.cli.main", *REPLAY)
    assert ours == theirs
    assert len(ours.splitlines()) > 100
    assert list((tmp_path / "wheel" / "cache").glob("*.json*"))


def test_the_wheel_holds_what_is_needed_and_nothing_else(unpacked: Path) -> None:
    assert (unpacked / "simulator" / "scenarios" / "framework" / "rules.yaml").is_file()
    assert (unpacked / "simulator" / "scenarios" / "template").is_dir()
    assert list((unpacked / "simulator" / "locale").rglob("*.mo"))
    assert (unpacked / "simulator" / "py.typed").is_file()
    (metadata,) = unpacked.glob("*.dist-info")
    assert {path.name for path in (metadata / "licenses").iterdir()} == {"LICENSE", "LICENSE-content"}
    assert "License-Expression: Apache-2.0 AND CC-BY-4.0" in (metadata / "METADATA").read_text("utf-8")
    for name in ("paper.typ", "drawing.typ"):
        assert (unpacked / "simulator" / "report" / "assets" / name).is_file()
    assert not list(unpacked.rglob("__pycache__"))
    assert not (unpacked / "tests").exists()
    assert not (unpacked / "tools").exists()
    assert len([path for path in unpacked.iterdir() if path.suffix != ".dist-info"]) == 1


def test_pages_travel_with_it_and_all_that_they_ask_for(unpacked: Path, tmp_path: Path) -> None:
    print_it = (
        "from simulator.serve.app import HERE, pages_folder; from simulator.serve.assets import Assets;"
        "from simulator.serve.html_templates import environment;"
        "print(Assets().address, pages_folder(), *sorted((HERE / 'share').rglob('*.j2')));"
        "print(*environment().list_templates())"
    )
    address, pages, laboratory, template, *notices = run(unpacked, tmp_path, "-c", print_it).split()
    assert notices == environment().list_templates()
    assert notices
    assert address == Assets().address
    assert {page.stem for page in Path(pages).glob("*.ipynb")} == set(PAGES)
    assert Path(template).is_relative_to(unpacked)
    assert Path(laboratory).parent.name == "laboratory"
