"""Settings of the whole suite: a cache of its own, skips that may not pass, reproducible fuzzing."""

from __future__ import annotations

import os
import signal
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

_QUIET = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile("ci", derandomize=True, deadline=None, suppress_health_check=_QUIET, database=None)
settings.register_profile("search", deadline=None, suppress_health_check=_QUIET, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_configure() -> None:
    """Whoever is started in the background ignores Ctrl+C, and so do its children; servers must hear it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Generator[Path]:
    """Compiled cases of the tests are kept apart from those of the person who runs them.

    SIMULATOR_TEST_CACHE names a folder for many runs, of which none changes a case or how it is compiled.
    """
    named = os.environ.get("SIMULATOR_TEST_CACHE")
    folder = Path(named) if named else tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SIMULATOR_CACHE", str(folder))
        yield folder


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With SIMULATOR_NO_SKIP=1 nothing may be skipped: what a test needs must be there."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("SIMULATOR_NO_SKIP") == "1":
        report.outcome = "failed"
        report.longrepr = f"skipped, but SIMULATOR_NO_SKIP=1: {report.longrepr}"
    return report
