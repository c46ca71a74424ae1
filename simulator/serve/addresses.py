"""Where a server listens and how its address is written: ports that exist, IPv6 in brackets."""

from __future__ import annotations

import errno
import socket

from tornado.netutil import bind_sockets

from simulator.errors import WrongUse, message

PORTS = range(1, 65_536)


def checked_port(port: int) -> int:
    """The port, if there can be one of that number. Raises `WrongUse`."""
    if port not in PORTS:
        raise WrongUse(
            message(
                "there is no port {port}; give one from {first} to {last} with --port",
                port=port,
                first=PORTS[0],
                last=PORTS[-1],
            )
        )
    return port


def require_free(port: int) -> None:
    """Raises `WrongUse` if nobody can listen on a port of this machine, for it is taken or cannot be."""
    for each in bound_sockets("127.0.0.1", checked_port(port)):
        each.close()


def place(host: str, port: int) -> str:
    """Host and port as they stand in an address."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def bound_sockets(host: str, port: int) -> list[socket.socket]:
    """Sockets that listen there. Raises `WrongUse`, which says why nobody can and what to do."""
    try:
        return bind_sockets(port, host or None)
    except OSError as fault:
        if fault.errno == errno.EADDRINUSE:
            raise WrongUse(
                message("the port {port} is in use; give another with --port", port=port)
            ) from None
        if fault.errno == errno.EACCES:
            raise WrongUse(
                message("you may not listen on port {port}; give one from 1024 on with --port", port=port)
            ) from None
        raise WrongUse(
            message(
                "this computer cannot listen on the address '{host}'; give another with --host", host=host
            )
        ) from None
