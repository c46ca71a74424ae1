"""The seam to Jupyter: what we rely on is there, and where it is not, no message passes unfiltered."""

from __future__ import annotations

import asyncio
import importlib
import json
import subprocess
from pathlib import Path

import pytest

from simulator.cli.main import main
from simulator.serve.jupyter_private.contract import (
    EVERYTHING,
    FILTER,
    JupyterChanged,
    PrivateName,
    changes,
    require_filter,
)
from tests.serve.running_server import Visitor, command_for, free_port, running
from tests.serve.test_attacks import Line, connect, counted, data_of, forge, left, probe

HOOKS = [name for name in FILTER if name.own]


@pytest.mark.parametrize("name", EVERYTHING, ids=lambda name: f"{name.module}.{name.name}")
def test_what_we_rely_on_is_there(name: PrivateName) -> None:
    assert name.change() is None


def test_what_is_gone_or_other_is_told() -> None:
    gone = PrivateName("voila.app", "Voila.no_such_step")
    nowhere = PrivateName("voila.no_such_module", "Voila")
    other = PrivateName("voila.app", "Voila.initialize", ("self", "arguments"))
    no_function = PrivateName("simulator.serve.jupyter_private.contract", "FILTER", ())
    inherited = PrivateName("voila.app", "Voila.launch_instance", own=True)
    told = changes([gone, nowhere, other, no_function, inherited])
    assert [sentence.split(" ", 1)[1] for sentence in told] == [
        "Voila.no_such_step is gone",
        "Voila is gone",
        "Voila.initialize(self, arguments) is now (self, argv)",
        "FILTER is no function any more",
        "Voila.launch_instance is gone",
    ]


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook.name)
def test_without_a_hook_of_the_filter_the_server_does_not_start(
    hook: PrivateName, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    require_filter()
    owner, _, attribute = hook.name.rpartition(".")
    monkeypatch.delattr(getattr(importlib.import_module(hook.module), owner), attribute)
    with pytest.raises(JupyterChanged):
        require_filter()
    database = f"sqlite:///{tmp_path / 'x.db'}"
    options = ["serve", "--no-open", "--database", database, "--port", str(free_port())]
    assert main(options) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert attribute in line
    assert "constraints.txt" in line
    assert not list(tmp_path.iterdir()), "nothing was begun"


def test_a_later_jupyter_stops_the_server_with_one_clear_reason(tmp_path: Path) -> None:
    command = command_for(free_port(), f"sqlite:///{tmp_path / 'x.db'}", "", {"later": ["incoming"]})
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode != 0
    assert done.stdout == ""
    last = done.stderr.strip().splitlines()[-1]
    assert "handle_incoming_message is gone" in last


@pytest.mark.parametrize("later", [["incoming"], ["outgoing"]], ids=str)
def test_whatever_jupyter_calls_its_steps_nothing_passes_the_filter(tmp_path: Path, later: list[str]) -> None:
    """Even if the server did start: messages are judged where tornado hands them over."""
    with running(tmp_path, later=[*later, "unchecked"]) as server:
        ana = Visitor(server.base, follow=False).join()
        kernel, _ = ana.open_page()

        async def attack() -> None:
            line = Line(await connect(ana, server.base, kernel))
            comm = ana.widgets[kernel]
            assert (await probe(line, comm))["count"] == 0
            line.heard.clear()
            await forge(line, comm)
            go = {"comm_id": comm, "data": {"method": "custom", "content": {"do": "go"}}}
            await line.send("comm_msg", go)
            await line.until(counted(1))
            assert {message["header"]["msg_type"] for message in line.heard} == {"comm_msg"}
            assert all("view" in data_of(message).get("state", {}) for message in line.heard)
            assert "OWNED" not in json.dumps(line.heard, default=str)
            await left(line.socket)

        asyncio.run(attack())
        assert ana.ask(f"/api/kernels/{kernel}")[0] == 200
