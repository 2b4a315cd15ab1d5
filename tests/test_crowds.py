"""One client stops nobody: slow and silent ones in front of the unmodified `wallet run`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.crowd import Crowd, held_up, large, many_addresses, one_address, post
from tests.endure import shown
from tests.endure.ledger import Ledger
from tests.endure.served import Served, served
from tests.holder import settled
from wallet.crypto.bytes import b64

SMALL = {"threads": "4"}
BUCKET = 12
"""Of the body that slow readers ask for: more than the system's buffers take in."""
SOON = 5.0
"""Seconds; a server whose threads wait for clients answers after 29. `./dev endure clients` judges by 1."""
PHONE = 6250
"""Bytes a second of 50 kbit/s."""


def with_a_paper(server: Served) -> Crowd:
    """The clients of a server that keeps a large body."""
    paper = shown.put(Ledger(), settled(server.desk()), BUCKET).paper
    return Crowd(server.port, large({"id": b64(paper.id), "read": b64(paper.read)}))


@pytest.mark.parametrize("where", [one_address, many_addresses])
def test_four_times_as_many_bad_clients_as_threads_stop_nobody(
    tmp_path: Path, where: Callable[[int], str]
) -> None:
    with served(tmp_path, SMALL) as server:
        bad = with_a_paper(server)
        kinds = [bad.half_head, bad.half_body, bad.slow_reader, bad.stays]
        waits = held_up(bad, kinds, 8, 2, where)
        assert max(waits) < SOON
        assert server.log() == ""


def test_a_phone_on_a_bad_line_is_served_longer_than_the_patience_lasts(tmp_path: Path) -> None:
    with served(tmp_path, SMALL | {"socket_timeout": "1"}) as server:
        crowd = with_a_paper(server)
        body = b'{"door_id": "AAAAAAAAAAAAAAAAAAAAAQ"}'
        length = 3 * PHONE
        request = post("/v1/door/open", length) + body + b" " * (length - len(body))
        with ThreadPoolExecutor(1) as own:
            answer = own.submit(asyncio.run, crowd.phone("127.0.0.1", request, PHONE)).result()
        assert answer.startswith(b"HTTP/1.1 404 ")


def test_who_takes_nothing_is_cut_without_a_word_in_the_log(tmp_path: Path) -> None:
    with served(tmp_path, SMALL | {"socket_timeout": "1"}) as server:
        crowd = with_a_paper(server)
        with ThreadPoolExecutor(1) as own, pytest.raises(ConnectionResetError):
            own.submit(asyncio.run, crowd.takes_nothing("127.0.0.1", 4)).result()
        assert server.log() == ""
