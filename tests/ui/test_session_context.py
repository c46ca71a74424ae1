"""What a kernel is told privately when it starts, and what it makes of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import text

from simulator.store.database import StoreFault, open_database
from simulator.store.learners import new_learner
from simulator.ui.place import NO_SUCH
from simulator.ui.session_context import current


def told(path: Path, **more: object) -> dict[str, str]:
    return {
        "SIMULATOR_VISIT": json.dumps({"learner": "C-ABCDEFGHJK", "database": f"sqlite:///{path}", **more})
    }


@pytest.mark.parametrize(("durable", "level"), [(True, 2), (False, 1)])
def test_surviving_a_power_cut_is_the_servers_setting(tmp_path: Path, durable: bool, level: int) -> None:
    open_database(f"sqlite:///{tmp_path / 'x.db'}").dispose()
    visit, engine = current(told(tmp_path / "x.db", durable=durable))
    assert visit.learner == "C-ABCDEFGHJK"
    assert visit.verified
    with engine.connect() as connection:
        assert connection.execute(text("pragma synchronous")).scalar_one() == level
    engine.dispose()


def test_outside_the_server_it_is_ones_own_and_unverified(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'own.db'}"
    engine = open_database(url)
    mine = new_learner(engine).id
    engine.dispose()
    visit, again = current({"SIMULATOR_DATABASE": url, "QUERY_STRING": "play=../../x"})
    assert (visit.learner, visit.verified, visit.place.play) == (mine, False, NO_SUCH)
    again.dispose()


@pytest.mark.parametrize("said", ["[]", "{}", '{"learner": 7}'])
def test_a_visit_without_a_learner_is_none(said: str) -> None:
    with pytest.raises(ValueError, match="learner"):
        current({"SIMULATOR_VISIT": said})


def test_outside_the_server_the_records_of_a_class_stay_closed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'class.db'}"
    engine = open_database(url)
    for _ in range(2):
        new_learner(engine)
    engine.dispose()
    with pytest.raises(StoreFault):
        current({"SIMULATOR_DATABASE": url})
