"""Where a server listens, how its address is written, and what is said where nobody can listen."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.cli.main import main
from simulator.serve.addresses import PORTS, place
from tests.serve.running_server import ROOT, Visitor, free_port
from tests.serve.test_attacks import connect, left


def test_an_address_of_the_sixth_version_stands_in_brackets() -> None:
    assert place("::1", 80) == "[::1]:80"
    assert place("127.0.0.1", 80) == "127.0.0.1:80"
    assert place("curs.example", 80) == "curs.example:80"


@pytest.mark.parametrize("command", ["serve", "lab"])
@pytest.mark.parametrize("port", [99_999, -1, 0, 65_536])
def test_a_port_that_there_cannot_be_is_refused_plainly(
    command: str, port: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = [command, "--no-open", "--database", f"sqlite:///{tmp_path / 'x.db'}", "--port", str(port)]
    options += ["--folder", str(tmp_path / "copies")] if command == "lab" else []
    assert main(options) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert str(port) in line
    assert str(PORTS[-1]) in line
    assert "--port" in line
    assert not list(tmp_path.iterdir()), "nothing was begun"


def started(tmp_path: Path, *options: str, command: str = "serve") -> tuple[int, str, str]:
    """How a command ends, and all that it prints."""
    words = [sys.executable, "-m", "simulator.cli.main", command, "--no-open", *options]
    words += ["--database", f"sqlite:///{tmp_path / 'x.db'}"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(words, check=False, env=env, capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("command", ["serve", "lab"])
def test_a_port_in_use_is_one_plain_sentence(tmp_path: Path, command: str) -> None:
    folder = ["--folder", str(tmp_path / "copies")] if command == "lab" else []
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        code, out, err = started(tmp_path, "--port", port, *folder, command=command)
    assert (code, out) == (2, "")
    (line,) = err.splitlines()
    assert f"portul {port} este ocupat" in line
    assert not list(tmp_path.iterdir()), "nothing was begun"


def test_an_address_that_is_not_this_computers_is_one_plain_sentence(tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_text('class_code = "destul-de-lung"\nhosts = ["curs.example"]\n')
    config = str(tmp_path / "c.toml")
    for host in ("192.0.2.7", "no-such-name.invalid"):
        code, out, err = started(tmp_path, "--host", host, "--port", str(free_port()), "--config", config)
        assert (code, out) == (2, "")
        (line,) = err.splitlines()
        assert host in line
        assert "--host" in line


def test_the_sixth_version_works_from_end_to_end(tmp_path: Path) -> None:
    port = free_port("::1")
    command = [sys.executable, "-m", "simulator.cli.main", "serve", "--no-open", "--host", "::1"]
    command += ["--port", str(port), "--database", f"sqlite:///{tmp_path / 'x.db'}"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            process.stdout.readline()
            address = process.stdout.readline().strip()
            base, _, path = address.partition("/enter")
            assert base == f"http://[::1]:{port}"
            visitor = Visitor(base, follow=False)
            assert visitor.ask(f"/enter{path}")[0] == 302
            kernel, _ = visitor.open_page()

            async def look() -> None:
                await left(await connect(visitor, base, kernel))

            asyncio.run(look())
            assert visitor.ask(f"/api/kernels/{kernel}")[0] == 200
        finally:
            process.terminate()
    assert process.returncode == 0
