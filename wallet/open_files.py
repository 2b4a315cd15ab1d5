"""How many files a process may have open, and how many lines that is enough for."""

import logging
import resource
from typing import Final

from wallet.errors import ConfigError

OF_A_LINE: Final = 2
"""Its socket, and the body that it is being sent."""
OF_A_THREAD: Final = 5
"""Two for each SQLite file, and one that it writes."""
OF_A_PROCESS: Final = 128
"""Idle connections to stores, locks, pipes and logs."""
log = logging.getLogger(__name__)


def lines(wanted: int, threads: int) -> int:
    """So many lines as there is room for, at most `wanted`; one line of the log says if they are fewer.

    Raises the limit of this process as far as the system allows. Raises ConfigError where there are not even
    as many lines as threads.
    """
    own = OF_A_PROCESS + OF_A_THREAD * threads
    limit = _raised(own + OF_A_LINE * wanted)
    room = min(wanted, (limit - own) // OF_A_LINE)
    if room < threads:
        least = own + OF_A_LINE * threads
        raise ConfigError(
            f"the system lets a process open {limit} files, and {threads} threads need {least}:"
            " raise the limit (LimitNOFILE), or lower WALLET_THREADS"
        )
    if room < wanted:
        log.warning(
            "the system lets a process open %d files: a process has %d lines and not %d;"
            " LimitNOFILE=%d gives all",
            limit, room, wanted, own + OF_A_LINE * wanted,
        )  # fmt: skip
    return room


def _raised(wanted: int) -> int:
    """The limit of this process, which is raised to `wanted` as far as the system allows."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return wanted
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))
    except (OSError, ValueError):  # macOS has another limit besides
        return soft
    return max(soft, most)
