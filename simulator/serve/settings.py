"""What the server is told: where to listen, which database, how a class comes in."""

from __future__ import annotations

import ipaddress
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from simulator.errors import WrongUse, message
from simulator.serve.addresses import checked_port


@dataclass(frozen=True, slots=True)
class Settings:
    """How `simulator serve` runs. Times in minutes; an empty `class_code` means one's own machine only.

    `hosts` are the names by which a browser may call this server. `proxy` says that it stands behind
    an HTTPS proxy that sets X-Real-IP and X-Forwarded-Proto. `language` is spoken at the prompt, and to
    a browser that asks for none of ours. `checklist` is the file with an institution's own examples,
    `notebooks` the folder with a lecturer's own laboratories.
    `retention_days` is for how long learners are kept who are not
    seen again; 0 means a year for a class, and without end on one's own machine. `forked` kernels
    start sooner and take less memory; where the platform has none (all but Linux), they are spawned all
    the same. `spare_kernels` wait for the next pages, at about 20 MB each; only forked ones do.
    """

    host: str = "127.0.0.1"
    port: int = 8866
    database: str = ""
    durable: bool = False
    class_code: str = ""
    hosts: tuple[str, ...] = ()
    idle_minutes: int = 30
    cases: tuple[str, ...] = ()
    checklist: str = ""
    notebooks: str = ""
    open_browser: bool = True
    retention_days: int = 0
    proxy: bool = False
    language: str = "ro"
    forked: bool = True
    spare_kernels: int = 2

    @property
    def keeps_days(self) -> int:
        """For how many days a learner who is not seen again is kept; 0 means without end."""
        return self.retention_days or (CLASS_DAYS if self.class_code else 0)


LEAST_CODE = 8
# A course lasts a school year; whoever has not come for a whole one has finished with it.
CLASS_DAYS = 365
MOST_DAYS = 3650


def settings_from(path: Path | None, given: dict[str, Any]) -> Settings:
    """Settings from a TOML file and from the prompt, which wins.

    Raises `WrongUse` for a file that cannot be read, unknown names, a port that there cannot be, or
    listening beyond this machine, or behind a proxy, without a class code.
    """
    values = _read(path) if path else {}
    values.update({name: value for name, value in given.items() if value is not None})
    known = {field.name: field for field in fields(Settings)}
    for name, value in list(values.items()):
        if name not in known:
            raise WrongUse(message("there is no setting '{name}'", name=name))
        values[name] = _fitting(name, value)
    settings = Settings(**values)
    checked_port(settings.port)
    _check_reach(settings)
    return settings


def _fitting(name: str, value: Any) -> Any:
    default = getattr(Settings(), name)
    if isinstance(default, tuple):
        value = tuple(value) if isinstance(value, list | tuple) else (value,)
    if type(value) is not type(default):
        raise WrongUse(message("the setting '{name}' has the wrong kind of value", name=name))
    return value


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise WrongUse(message("the file of settings cannot be read ({reason})", reason=fault)) from None


def _check_reach(settings: Settings) -> None:
    if not 0 <= settings.retention_days <= MOST_DAYS:
        raise WrongUse(message("retention_days is a number of days from 1 to {most}", most=MOST_DAYS))
    if is_local(settings.host) and not settings.proxy:
        return  # behind a proxy it is reached from elsewhere, too
    if len(settings.class_code) < LEAST_CODE:
        raise WrongUse(
            message(
                "to be reached from other machines, set a class code of at least {least} characters "
                "(class_code in the file given with --config)",
                least=LEAST_CODE,
            )
        )
    if not settings.hosts:
        raise WrongUse(message("name the addresses by which learners reach this server (hosts)"))


def is_local(host: str) -> bool:
    """Whether an address is this machine's own."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
