"""The port of a server, which a former one may still have for some seconds (decision 0032)."""

import errno
import os
import socket
import time
from typing import Final

from gunicorn import systemd  # type: ignore[import-untyped]

from wallet.errors import ConfigError

PATIENCE: Final = 10.0
"""Seconds in which a server that was told to stop has ended."""
AGAIN: Final = 0.1


def wait_for(host: str, port: int) -> None:
    """Returns once nobody listens there, so that nothing is opened or migrated beside a running server.

    At once where systemd gives the socket. Raises ConfigError.
    """
    if systemd.listen_fds(unset_environment=False):
        return
    until = time.monotonic() + PATIENCE
    while (problem := _problem(host, port)) is not None:
        if problem.errno != errno.EADDRINUSE or time.monotonic() > until:
            said = os.strerror(problem.errno) if problem.errno and problem.errno > 0 else problem.strerror
            raise ConfigError(f"WALLET_HOST, WALLET_PORT: {host}:{port}: {said}") from problem
        time.sleep(AGAIN)


def _problem(host: str, port: int) -> OSError | None:
    """Why it cannot be listened there now."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
    except OSError as problem:
        return problem
    return None
